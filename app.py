"""The way in: the command line, and the one place where the parts of the bot meet."""

import gc

gc.disable()  # until all is imported, which makes only what stays: a fifth of the start

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.exc import SQLAlchemyError

import dialogs.audit
import dialogs.basics
import dialogs.broadcasts
import dialogs.delivery
import dialogs.documents
import dialogs.people
import dialogs.preferences
import dialogs.questions
import dialogs.refusals
from bot import server
from bot.check import findings
from bot.database import backup as backups
from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.delivery.restoring import doubt_what_was_under_way
from bot.documents.adding import add_file
from bot.documents.library import Library
from bot.documents.queries import documents as all_documents
from bot.files.reading import load
from bot.files.refusals import UnreadableFile
from bot.files.spreadsheet import read_rows
from bot.logs import configure_logs
from bot.people.importing import Unconfirmed, apply_import, preview_import
from bot.people.roster import FaultyRoster, read_roster
from bot.people.trial import NotATrial
from bot.people.values import Roster
from bot.router import Router
from bot.settings import Settings
from bot.teams.credentials import CredentialUnusable
from manifest.package import IncompleteSettings, build_package

gc.freeze()
gc.enable()

FAILED = 1  # exit code: what was asked for couldn't be done, and nothing has changed
FOLDER = "Mappe, som pakken lægges i"

cli = typer.Typer(
    help="Lederlinjen: en Teams-bot, der når, hører og svarer kommunens ledere.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
documents = typer.Typer(help="De dokumenter, der svares ud fra.", no_args_is_help=True)
people = typer.Typer(help="Lederlisten.", no_args_is_help=True)
cli.add_typer(documents, name="documents")
cli.add_typer(people, name="people")


def router_of(library: Library) -> Router:
    """Everything that the bot answers: each feature's dialogs, registered once."""
    router = Router()
    dialogs.refusals.register(router)
    dialogs.basics.register(router)
    dialogs.delivery.register(router)
    dialogs.broadcasts.register(router)
    dialogs.preferences.register(router)
    dialogs.audit.register(router)
    dialogs.questions.register(router, library)
    return router


@cli.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Serve when no command is given."""
    if context.invoked_subcommand is None:
        serve()


@cli.command()
def serve() -> None:
    """Start botten (det samme som uden kommando)."""
    settings = _settings()
    _start(settings, server.serve(settings, router_of))


@cli.command()
def trial() -> None:
    """Start botten lokalt sammen med Microsofts Agents Playground, hvor npx findes."""
    settings = _settings()
    if not settings.trial:
        _give_up("Prøven kører uden MicrosoftAppId. Fjern den, eller start botten med serve.")
    _start(settings, server.serve_trial(settings, router_of, say=_say))


@documents.command("add")
def add_documents(
    files: Annotated[list[Path], typer.Argument(help="Filer: .txt, .md, .docx, .pdf eller .html")],
) -> None:
    """Indlæs dokumenter. Det samme dokument igen erstatter det tidligere."""
    if asyncio.run(_add_documents(files)):
        raise typer.Exit(FAILED)


@documents.command("list")
def list_documents() -> None:
    """Vis de dokumenter, der svares ud fra."""
    asyncio.run(_list_documents())


@people.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(help="Lederlisten som .csv eller .xlsx")],
    yes: Annotated[
        bool, typer.Option("--ja", help="Gennemfør uden at spørge, hvis intet ser forkert ud")
    ] = False,
) -> None:
    """Indlæs lederlisten: vis, hvad der ændres, og spørg, før det gennemføres."""
    asyncio.run(_import_people(file, yes=yes))


@cli.command()
def manifest(folder: Annotated[Path, typer.Argument(help=FOLDER)] = Path("dist")) -> None:
    """Byg app-pakken til Teams."""
    try:
        print(f"Pakken ligger i {build_package(_settings(), folder)}.")
    except IncompleteSettings as incomplete:
        _give_up(str(incomplete))


@cli.command()
def check() -> None:
    """Sig, hvad der mangler eller er galt, før brugerne mærker det."""
    if not asyncio.run(_check(_settings())):
        raise typer.Exit(FAILED)


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Ny fil, som kopien skrives i (.zip)")],
) -> None:
    """Tag en sikkerhedskopi af databasen. Nøgler (KEYS_DIR) er aldrig med."""
    asyncio.run(_back_up(file))


@cli.command()
def restore(file: Annotated[Path, typer.Argument(help="Sikkerhedskopien")]) -> None:
    """Læg en sikkerhedskopi ind i en tom database."""
    asyncio.run(_restore(file))


def _start(settings: Settings, serving: Coroutine[None, None, None]) -> None:
    configure_logs(as_json=settings.logs_as_json)
    try:
        asyncio.run(serving)
    except CredentialUnusable as error:
        _give_up(f"Botten kan ikke logge på Teams: {error}.")
    except server.PortTaken:
        _give_up(f"Botten kan ikke lytte på {settings.host}:{settings.port}. Er porten optaget?")
    except NotATrial:
        _give_up(
            "Databasen har rigtige ledere på lederlisten. Sæt MicrosoftAppId, eller kør prøven med "
            "en anden DATA_DIR."
        )
    except server.TrialPeople:
        _give_up(
            "Databasen er fra en lokal prøve, hvor enhver kunne blive direktion. Begynd med en "
            "tom: vælg en anden DATA_DIR eller DATABASE_URL."
        )
    except SQLAlchemyError as error:
        _give_up(f"Databasen kan ikke bruges ({type(error).__name__}). Kør check.")
    except OSError:
        _give_up(f"Mappen {settings.data_dir} kan ikke bruges. Kør check.")


async def _add_documents(files: list[Path]) -> int:
    """How many files couldn't be added; each by itself, so that a faulty one stops no other."""
    failed = 0
    async with _sessions() as sessions:
        for file in files:
            try:
                added = await add_file(sessions, file, now=server.now())
                print(f"{file.name}: {dialogs.documents.added_in_words(added)}")
            except UnreadableFile as refusal:
                failed += 1
                _complain(f"{file.name}: {dialogs.documents.unreadable_in_words(refusal)}")
            except OSError:
                failed += 1
                _complain(f"{file.name}: Filen kan ikke læses. Findes den?")
    return failed


async def _list_documents() -> None:
    async with _sessions() as sessions, sessions.read() as session:
        listed = await all_documents(session)
    for document in listed:
        print(dialogs.documents.listed_in_words(document))
    if not listed:
        print("Der er ingen dokumenter endnu.")


async def _import_people(file: Path, *, yes: bool) -> None:
    roster = await asyncio.to_thread(_read_roster, file)
    if roster.ignored:
        print(dialogs.people.ignored_in_words(roster.ignored))
    async with _sessions() as sessions:
        changes = await preview_import(sessions, roster)
        print(dialogs.people.change_in_words(changes))
        for doubt in changes.doubts:
            print(f"Pas på: {dialogs.people.doubt_in_words(doubt)}")
        if yes and changes.doubts:
            _give_up("Det skal et menneske sige ja til: kør igen uden --ja. Intet er ændret.")
        if not yes and not _says_yes("Skal det gennemføres?"):
            _give_up("Intet er ændret.")
        try:
            applied = await apply_import(sessions, roster, now=server.now(), confirmed=changes)
        except Unconfirmed:
            _give_up(
                "Lederlisten ændrede sig imens. Kør igen, og se, hvad der nu ændres. "
                "Intet er ændret."
            )
    if applied != changes:
        print("Listen ændrede sig imens. Det blev gennemført:")
        print(dialogs.people.change_in_words(applied))
    else:
        print("Gennemført.")


def _read_roster(file: Path) -> Roster:
    try:
        return read_roster(read_rows(file.name, load(file)))
    except UnreadableFile as refusal:
        _give_up(dialogs.people.unreadable_in_words(refusal))
    except FaultyRoster as refusal:
        faults = map(dialogs.people.fault_in_words, refusal.faults)
        _give_up("\n".join(("Listen er ikke indlæst. Ret dette, og prøv igen:", *faults)))
    except OSError:
        _give_up(f"{file}: Filen kan ikke læses. Findes den?")


def _says_yes(question: str) -> bool:
    """Ask until the answer is a yes or a no; nothing is a no, and so is Ctrl+C."""
    while True:
        try:
            answer = typer.prompt(f"{question} [j/N]", default="", show_default=False)
        except typer.Abort:
            return False
        match answer.strip().casefold():
            case "j" | "ja" | "y" | "yes":
                return True
            case "" | "n" | "nej" | "no":
                return False


async def _check(settings: Settings) -> bool:
    fine = True
    async for finding in findings(settings):
        print(finding)
        fine = fine and finding.fine
    return fine


async def _back_up(file: Path) -> None:
    async with _sessions(migrated=False) as sessions:
        if sessions.is_missing:
            _give_up("Der er ingen database at kopiere. Se DATA_DIR og DATABASE_URL.")
        try:
            rows = await backups.back_up(sessions, file, now=server.now())
        except backups.NotMigrated:
            _give_up("Databasen er fra en anden version. Tag kopien med den version.")
        except FileExistsError:
            _give_up(f"{file} findes i forvejen. Vælg et andet navn.")
        except OSError:
            _give_up(f"{file} kan ikke skrives.")
    print(f"{rows} rækker er kopieret til {file}.")


async def _restore(file: Path) -> None:
    async with _sessions() as sessions:
        try:
            rows = await backups.restore(sessions, file)
            doubted = await doubt_what_was_under_way(sessions, now=server.now())
        except backups.NotABackup:
            _give_up(f"{file} er ikke en hel sikkerhedskopi. Intet er ændret.")
        except backups.OtherVersion as refusal:
            _give_up(
                f"Sikkerhedskopien er fra en anden version ({refusal.revision}). Læg den ind med "
                "den version, og opgradér derefter. Intet er ændret."
            )
        except backups.NotEmpty:
            _give_up("Databasen er ikke tom. Vælg en tom med DATABASE_URL eller DATA_DIR.")
        except OSError:
            _give_up(f"{file} kan ikke læses.")
    print(f"{rows} rækker er lagt ind.")
    if doubted:
        print(
            f"{doubted} beskeder var på vej, da kopien blev taget, og kan være nået frem siden. De "
            "sendes ikke igen af sig selv: se dem som uvisse på fællesbeskedens statuskort."
        )


@asynccontextmanager
async def _sessions(*, migrated: bool = True) -> AsyncIterator[Sessions]:
    settings = _settings()
    sessions = Sessions(settings.url_of_database)
    try:
        if migrated:
            settings.data_dir.mkdir(parents=True, exist_ok=True)
            await migrate(sessions)
        yield sessions
    except (SQLAlchemyError, OSError) as error:
        _give_up(f"Databasen kan ikke bruges ({type(error).__name__}). Kør check.")
    finally:
        await sessions.close()


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        _give_up("\n".join(_setting_in_words(fault) for fault in error.errors()))


def _setting_in_words(fault: ErrorDetails) -> str:
    """A faulty setting, by its name in the environment; our own checks say it all themselves."""
    reason = fault.get("ctx", {}).get("error")
    if reason:
        return str(reason)
    return f"{'.'.join(str(part) for part in fault['loc'])} er ugyldig."


def _say(text: str) -> None:
    print(text, flush=True)


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def _give_up(text: str) -> NoReturn:
    _complain(text)
    raise typer.Exit(FAILED)


if __name__ == "__main__":
    cli()
