"""The way in: the command line, and the one place where the parts of the bot meet."""

import gc

gc.disable()  # until all is imported, which makes only what stays: a fifth of the start

import asyncio
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import SQLAlchemyError

import dialogs.afterwards
import dialogs.approving
import dialogs.audit
import dialogs.basics
import dialogs.broadcasts
import dialogs.decisions
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
from bot.broadcasts import models as broadcasts_models
from bot.check import findings
from bot.decisions import expiring as decisions_expiring
from bot.decisions import kinds as decisions_kinds
from bot.decisions import models as decisions_models
from bot.delivery import expiring as delivery_expiring
from bot.documents.library import Library
from bot.inquiries import expiring as inquiries_expiring
from bot.knowledge import expiring as knowledge_expiring
from bot.logs import configure_logs
from bot.people import expiring as people_expiring
from bot.people.trial import NotATrial
from bot.questions import expiring as questions_expiring
from bot.retention.nightly import Nightly
from bot.retention.values import Category
from bot.rounds import expiring as rounds_expiring
from bot.rounds import kinds as rounds_kinds
from bot.rounds.keys import Keys
from bot.router import Router
from bot.settings import Settings
from bot.teams import expiring as turns_expiring
from bot.teams.credentials import CredentialUnusable
from commands import backups, decisions, documents, people, questions
from commands.terminal import FAILED, give_up, read_settings, say
from manifest.package import IncompleteSettings, build_package

gc.freeze()
gc.enable()

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
RECEIPTS_FORGOTTEN = (
    broadcasts_models.RECEIPTS_FORGOTTEN.act,
    decisions_models.RECEIPTS_FORGOTTEN.act,
)

cli = typer.Typer(
    help="Lederlinjen: en Teams-bot, der når, hører og svarer kommunens ledere.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.add_typer(backups.cli)
cli.add_typer(decisions.cli, name="decisions")
cli.add_typer(documents.cli, name="documents")
cli.add_typer(questions.cli, name="questions")
cli.add_typer(people.cli, name="people")


def router_of(library: Library, keys: Keys) -> Router:
    """Everything that the bot answers: each feature's dialogs, registered once."""
    router = Router()
    dialogs.refusals.register(router)
    dialogs.basics.register(router)
    dialogs.delivery.register(router)
    dialogs.approving.register(router)
    dialogs.afterwards.register(router)
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
            Category.DRAFTS: (
                broadcasts_expiring.expire_drafts,
                rounds_expiring.expire_drafts,
                decisions_expiring.expire_publications,
                decisions_expiring.expire_drafts,
                knowledge_expiring.expire_drafts,
            ),
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
    settings = read_settings()
    _start(settings, server.serve(settings, router_of))


@cli.command()
def trial() -> None:
    """Start botten lokalt sammen med Microsofts Agents Playground, hvor npx findes."""
    settings = read_settings()
    if not settings.trial:
        give_up("Prøven kører uden MicrosoftAppId. Fjern den, eller start botten med serve.")
    _start(settings, server.serve_trial(settings, router_of, say=say))


@cli.command()
def manifest(folder: Annotated[Path, typer.Argument(help=FOLDER)] = Path("dist")) -> None:
    """Byg app-pakken til Teams."""
    try:
        print(f"Pakken ligger i {build_package(read_settings(), folder)}.")
    except IncompleteSettings as incomplete:
        give_up(str(incomplete))


@cli.command()
def check() -> None:
    """Sig, hvad der mangler eller er galt, før brugerne mærker det."""
    if not asyncio.run(_check(read_settings())):
        raise typer.Exit(FAILED)


def _start(settings: Settings, serving: Coroutine[None, None, None]) -> None:
    configure_logs(as_json=settings.logs_as_json)
    try:
        asyncio.run(serving)
    except CredentialUnusable as error:
        give_up(f"Botten kan ikke logge på Teams: {error}.")
    except server.PortTaken:
        give_up(f"Botten kan ikke lytte på {settings.host}:{settings.port}. Er porten optaget?")
    except NotATrial:
        give_up(
            "Databasen har rigtige ledere på lederlisten. Sæt MicrosoftAppId, eller kør prøven med "
            "en anden DATA_DIR."
        )
    except server.TrialPeople:
        give_up(
            "Databasen er fra en lokal prøve, hvor enhver kunne blive direktion. Begynd med en "
            "tom: vælg en anden DATA_DIR eller DATABASE_URL."
        )
    except SQLAlchemyError as error:
        give_up(f"Databasen kan ikke bruges ({type(error).__name__}). Kør check.")
    except OSError:
        give_up(f"Mappen {settings.data_dir} kan ikke bruges. Kør check.")


async def _check(settings: Settings) -> bool:
    fine = True
    async for finding in findings(settings):
        print(finding)
        fine = fine and finding.fine
    return fine


if __name__ == "__main__":
    cli()
