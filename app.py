"""The way in: the command line, and the one place where the parts of the bot meet."""

import gc

gc.disable()  # until all is imported, which makes only what stays: a fifth of the start

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn
from uuid import uuid4

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.exc import SQLAlchemyError

import dialogs.approving
import dialogs.audit
import dialogs.basics
import dialogs.broadcasts
import dialogs.decisions
import dialogs.decisions.importing
import dialogs.delivery
import dialogs.documents
import dialogs.files
import dialogs.inquiries
import dialogs.knowledge
import dialogs.own_data
import dialogs.people
import dialogs.preferences
import dialogs.questions
import dialogs.refusals
import dialogs.retention
import dialogs.roster
import dialogs.rounds
import dialogs.status
from bot import audit, received_files, server
from bot.broadcasts import expiring as broadcasts_expiring
from bot.broadcasts import kinds as broadcasts_kinds
from bot.broadcasts import receipts_forgotten as broadcasts_forgotten
from bot.check import findings
from bot.database import backup as backups
from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.decisions import expiring as decisions_expiring
from bot.decisions import kinds as decisions_kinds
from bot.decisions import receipts_forgotten as decisions_forgotten
from bot.decisions.imported import MinutesHoldCprNumber, TooManyFound
from bot.decisions.importing import import_minutes
from bot.decisions.minutes.apart import read_minutes_apart
from bot.decisions.minutes.values import Minutes
from bot.decisions.welcoming import welcome_to_roster
from bot.delivery import expiring as delivery_expiring
from bot.delivery.restoring import doubt_what_was_under_way
from bot.documents.adding import add_file
from bot.documents.library import Library
from bot.documents.queries import documents as all_documents
from bot.documents.retiring import retire
from bot.files.reading import load
from bot.files.refusals import UnreadableFile
from bot.files.spreadsheet import read_rows
from bot.inquiries import expiring as inquiries_expiring
from bot.logs import configure_logs
from bot.people import expiring as people_expiring
from bot.people.importing import Unconfirmed, preview_import
from bot.people.queries import people_with_role
from bot.people.roster import FaultyRoster, read_roster
from bot.people.trial import NotATrial
from bot.people.values import Role, Roster
from bot.questions import expiring as questions_expiring
from bot.questions.answered import unanswered
from bot.received_files import NameHoldsCprNumber
from bot.retention.nightly import Nightly
from bot.retention.values import Category
from bot.roster.importing import import_roster
from bot.rounds import expiring as rounds_expiring
from bot.rounds import kinds as rounds_kinds
from bot.rounds.keys import Keys
from bot.router import Router
from bot.settings import Settings
from bot.teams import expiring as turns_expiring
from bot.teams.credentials import CredentialUnusable
from manifest.package import IncompleteSettings, build_package

gc.freeze()
gc.enable()

FAILED = 1  # exit code: what was asked for couldn't be done, and nothing has changed
FOLDER = "Mappe, som pakken lægges i"

# Messages that are part of an account, and acts that an account is made up from: features forget
# them with what they belong to.
ACCOUNTED_FOR = (
    broadcasts_kinds.RECEIVED,
    broadcasts_kinds.INTRODUCTION,
    decisions_kinds.PUBLISHED,
    decisions_kinds.CORRECTED,
    decisions_kinds.WELCOME,
    rounds_kinds.INVITATION,
    rounds_kinds.OUTCOME,
)
RECEIPTS_FORGOTTEN = (broadcasts_forgotten.ACT, decisions_forgotten.ACT)

cli = typer.Typer(
    help="Lederlinjen: en Teams-bot, der når, hører og svarer kommunens ledere.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
documents = typer.Typer(help="De dokumenter, der svares ud fra.", no_args_is_help=True)
people = typer.Typer(help="Lederlisten.", no_args_is_help=True)
questions = typer.Typer(help="Det, der bliver spurgt om.", no_args_is_help=True)
decisions = typer.Typer(help="Beslutninger.", no_args_is_help=True)
cli.add_typer(decisions, name="decisions")
cli.add_typer(documents, name="documents")
cli.add_typer(questions, name="questions")
cli.add_typer(people, name="people")


def router_of(library: Library, keys: Keys) -> Router:
    """Everything that the bot answers: each feature's dialogs, registered once."""
    router = Router()
    dialogs.refusals.register(router)
    dialogs.basics.register(router)
    dialogs.delivery.register(router)
    dialogs.approving.register(router)
    dialogs.broadcasts.register(router)
    dialogs.decisions.register(router, library)
    dialogs.rounds.register(router, keys)
    dialogs.preferences.register(router)
    dialogs.own_data.register(router)
    dialogs.retention.register(router, nightly())
    dialogs.status.register(router)
    dialogs.audit.register(router)
    dialogs.inquiries.register(router)
    dialogs.files.register(router)
    dialogs.roster.register(router)
    dialogs.knowledge.register(router)
    dialogs.documents.register(router)
    dialogs.questions.register(router, library)
    return router


def nightly() -> Nightly:
    """What is deleted at night, kind by kind."""
    return Nightly(
        {
            Category.QUESTIONS: (questions_expiring.expire,),
            # What decisions have of an inquiry is forgotten first: it refers to it.
            Category.INQUIRIES: (decisions_expiring.forget_inquiries, inquiries_expiring.expire),
            Category.ROUNDS: (rounds_expiring.expire,),
            Category.RECEIPTS: (
                broadcasts_expiring.expire,
                decisions_expiring.expire,
                decisions_expiring.expire_recipients,
                partial(delivery_expiring.expire, but=ACCOUNTED_FOR),
            ),
            Category.PEOPLE: (delivery_expiring.expire_chats, people_expiring.expire),
            Category.AUDIT: (partial(audit.expire, but=RECEIPTS_FORGOTTEN),),
        },
        always=(received_files.expire, turns_expiring.expire),
    )


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


@documents.command("retire")
def retire_document(
    title: Annotated[str, typer.Argument(help="Dokumentets titel eller filnavn, som i list")],
    yes: Annotated[bool, typer.Option("--ja", help="Gennemfør uden at spørge")] = False,
) -> None:
    """Svar ikke mere ud fra et dokument. Svar, der er givet, bliver stående."""
    asyncio.run(_retire_document(title, yes=yes))


@questions.command("unanswered")
def list_unanswered(
    days: Annotated[int, typer.Option("--dage", min=1, help="Hvor mange dage tilbage")] = 30,
) -> None:
    """Vis de spørgsmål, der ikke blev svaret på, uden hvem der spurgte og hvornår."""
    asyncio.run(_list_unanswered(days))


@decisions.command("import")
def import_decisions(
    file: Annotated[Path, typer.Argument(help="Referatet: .docx, .pdf, .txt, .md eller .html")],
    by: Annotated[str, typer.Option("--af", help="E-mail på den i direktionen, der læser det ind")],
) -> None:
    """Find beslutningerne i et referat, som kladder. Intet offentliggøres."""
    asyncio.run(_import_decisions(file, by=by))


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


async def _retire_document(title: str, *, yes: bool) -> None:
    async with _sessions() as sessions:
        async with sessions.read() as session:
            listed = await all_documents(session)
        wanted = title.strip().casefold()
        found = [
            one for one in listed if wanted in (one.title.casefold(), one.file_name.casefold())
        ]
        if not found:
            _give_up("Det dokument er der ikke. Se titlerne med documents list.")
        if len(found) > 1:
            _give_up("Flere dokumenter hedder sådan. Tag det ud i chatten under Dokumenter.")
        print(dialogs.documents.listed_in_words(found[0]))
        if not yes and not _says_yes("Skal der ikke svares ud fra det mere?"):
            _give_up("Intet er ændret.")
        await retire(sessions, found[0].id, by=None, now=server.now())
    print("Gennemført. Det kan tages i brug igen i chatten under Dokumenter.")


async def _list_unanswered(days: int) -> None:
    until = server.now()
    async with _sessions() as sessions, sessions.read() as session:
        wordings = await unanswered(session, since=until - timedelta(days=days), until=until)
    for wording, times in wordings:
        print(f"{wording} ({times})" if times > 1 else wording)
    if not wordings:
        print("Alt, der er spurgt om, er svaret på.")


async def _import_decisions(file: Path, *, by: str) -> None:
    minutes = await asyncio.to_thread(_read_minutes, file)
    async with _sessions() as sessions:
        async with sessions.read() as session:
            directors = await people_with_role(session, Role.DIRECTORATE)
        found = [one for one in directors if one.email == by.strip().casefold()]
        if not found:
            _give_up(f"{by} er ikke en i direktionen på lederlisten. Intet er indlæst.")
        try:
            imported = await import_minutes(
                sessions, file.name, minutes, by=found[0], turn_key=uuid4().hex, now=server.now()
            )
        except (MinutesHoldCprNumber, NameHoldsCprNumber):
            _give_up("Referatet ser ud til at indeholde et CPR-nummer. Intet er indlæst.")
        except TooManyFound as refusal:
            _give_up(f"Der er {refusal.number} beslutninger i filen. Del den. Intet er indlæst.")
    print(dialogs.decisions.importing.imported_in_words(imported))


def _read_minutes(file: Path) -> Minutes:
    try:
        return read_minutes_apart(file.name, load(file))
    except UnreadableFile as refusal:
        _give_up(dialogs.documents.unreadable_in_words(refusal))
    except OSError:
        _give_up(f"{file}: Filen kan ikke læses. Findes den?")


async def _import_people(file: Path, *, yes: bool) -> None:
    roster = await asyncio.to_thread(_read_roster, file)
    if roster.ignored:
        print(dialogs.people.ignored_in_words(roster.ignored))
    async with _sessions() as sessions:
        changes = await preview_import(sessions, roster)
        print(dialogs.people.change_in_words(changes))
        for doubt in changes.doubts:
            print(f"Pas på: {dialogs.people.doubt_in_words(doubt)}")
        if yes and changes.doubts and not changes.is_empty:
            _give_up("Det skal et menneske sige ja til: kør igen uden --ja. Intet er ændret.")
        if not yes and not _says_yes("Skal det gennemføres?"):
            _give_up("Intet er ændret.")
        try:
            applied = await import_roster(sessions, roster, confirmed=changes, now=server.now())
            await welcome_to_roster(sessions, applied, now=server.now())
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
