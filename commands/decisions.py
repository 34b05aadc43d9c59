"""`decisions`: out of minutes."""

import asyncio
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

import dialogs.decisions.importing
import dialogs.documents
from bot.decisions.from_minutes.imported import MinutesHoldCprNumber, TooManyFound
from bot.decisions.from_minutes.importing import import_minutes
from bot.decisions.minutes.apart import read_minutes_apart
from bot.decisions.minutes.values import Minutes
from bot.files.reading import load
from bot.files.refusals import UnreadableFile
from bot.people.queries import people_with_role
from bot.people.values import Role
from bot.received_files import NameHoldsCprNumber
from bot.server import now
from commands.terminal import database, give_up

cli = typer.Typer(help="Beslutninger.", no_args_is_help=True)


@cli.command("import")
def import_decisions(
    file: Annotated[Path, typer.Argument(help="Referatet: .docx, .pdf, .txt, .md eller .html")],
    by: Annotated[str, typer.Option("--af", help="E-mail på den i direktionen, der læser det ind")],
) -> None:
    """Find beslutningerne i et referat, som kladder. Intet offentliggøres."""
    asyncio.run(_import_decisions(file, by=by))


async def _import_decisions(file: Path, *, by: str) -> None:
    minutes = await asyncio.to_thread(_read_minutes, file)
    async with database() as sessions:
        async with sessions.read() as session:
            directors = await people_with_role(session, Role.DIRECTORATE)
        found = [one for one in directors if one.email == by.strip().casefold()]
        if not found:
            give_up(f"{by} er ikke en i direktionen på lederlisten. Intet er indlæst.")
        try:
            imported = await import_minutes(
                sessions, file.name, minutes, by=found[0], turn_key=uuid4().hex, now=now()
            )
        except (MinutesHoldCprNumber, NameHoldsCprNumber):
            give_up("Referatet ser ud til at indeholde et CPR-nummer. Intet er indlæst.")
        except TooManyFound as refusal:
            give_up(f"Der er {refusal.number} beslutninger i filen. Del den. Intet er indlæst.")
    print(dialogs.decisions.importing.imported_in_words(imported))


def _read_minutes(file: Path) -> Minutes:
    try:
        return read_minutes_apart(file.name, load(file))
    except UnreadableFile as refusal:
        give_up(dialogs.documents.unreadable_in_words(refusal))
    except OSError:
        give_up(f"{file}: Filen kan ikke læses. Findes den?")
