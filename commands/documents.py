"""`documents`: what is answered from."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

import dialogs.documents
from bot.documents.adding import add_file
from bot.documents.queries import documents
from bot.documents.retiring import retire
from bot.files.refusals import UnreadableFile
from bot.server import now
from commands.terminal import FAILED, complain, database, give_up, says_yes

cli = typer.Typer(help="De dokumenter, der svares ud fra.", no_args_is_help=True)


@cli.command("add")
def add_documents(
    files: Annotated[list[Path], typer.Argument(help="Filer: .txt, .md, .docx, .pdf eller .html")],
) -> None:
    """Indlæs dokumenter. Det samme dokument igen erstatter det tidligere."""
    if asyncio.run(_add_documents(files)):
        raise typer.Exit(FAILED)


@cli.command("list")
def list_documents() -> None:
    """Vis de dokumenter, der svares ud fra."""
    asyncio.run(_list_documents())


@cli.command("retire")
def retire_document(
    title: Annotated[str, typer.Argument(help="Dokumentets titel eller filnavn, som i list")],
    yes: Annotated[bool, typer.Option("--ja", help="Gennemfør uden at spørge")] = False,
) -> None:
    """Svar ikke mere ud fra et dokument. Svar, der er givet, bliver stående."""
    asyncio.run(_retire_document(title, yes=yes))


async def _add_documents(files: list[Path]) -> int:
    """How many files couldn't be added; each by itself, so that a faulty one stops no other."""
    failed = 0
    async with database() as sessions:
        for file in files:
            try:
                added = await add_file(sessions, file, now=now())
                print(f"{file.name}: {dialogs.documents.added_in_words(added)}")
            except UnreadableFile as refusal:
                failed += 1
                complain(f"{file.name}: {dialogs.documents.unreadable_in_words(refusal)}")
            except OSError:
                failed += 1
                complain(f"{file.name}: Filen kan ikke læses. Findes den?")
    return failed


async def _list_documents() -> None:
    async with database() as sessions, sessions.read() as session:
        listed = await documents(session)
    for document in listed:
        print(dialogs.documents.listed_in_words(document))
    if not listed:
        print("Der er ingen dokumenter endnu.")


async def _retire_document(title: str, *, yes: bool) -> None:
    async with database() as sessions:
        async with sessions.read() as session:
            listed = await documents(session)
        wanted = title.strip().casefold()
        found = [
            one for one in listed if wanted in (one.title.casefold(), one.file_name.casefold())
        ]
        if not found:
            give_up("Det dokument er der ikke. Se titlerne med documents list.")
        if len(found) > 1:
            give_up("Flere dokumenter hedder sådan. Tag det ud i chatten under Dokumenter.")
        print(dialogs.documents.listed_in_words(found[0]))
        if not yes and not says_yes("Skal der ikke svares ud fra det mere?"):
            give_up("Intet er ændret.")
        await retire(sessions, found[0].id, by=None, now=now())
    print("Gennemført. Det kan tages i brug igen i chatten under Dokumenter.")
