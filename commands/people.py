"""`people`: the roster."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

import dialogs.people
from bot.decisions.receivers.welcoming import welcome_to_roster
from bot.files.reading import load
from bot.files.refusals import UnreadableFile
from bot.files.spreadsheet import read_rows
from bot.people.importing import Unconfirmed, preview_import
from bot.people.roster import FaultyRoster, read_roster
from bot.people.values import Roster
from bot.roster.importing import import_roster
from bot.server import now
from commands.terminal import database, give_up, says_yes

cli = typer.Typer(help="Lederlisten.", no_args_is_help=True)


@cli.command("import")
def import_people(
    file: Annotated[Path, typer.Argument(help="Lederlisten som .csv eller .xlsx")],
    yes: Annotated[
        bool, typer.Option("--ja", help="Gennemfør uden at spørge, hvis intet ser forkert ud")
    ] = False,
) -> None:
    """Indlæs lederlisten: vis, hvad der ændres, og spørg, før det gennemføres."""
    asyncio.run(_import_people(file, yes=yes))


async def _import_people(file: Path, *, yes: bool) -> None:
    roster = await asyncio.to_thread(_read_roster, file)
    if roster.ignored:
        print(dialogs.people.ignored_in_words(roster.ignored))
    async with database() as sessions:
        changes = await preview_import(sessions, roster)
        print(dialogs.people.change_in_words(changes))
        for doubt in changes.doubts:
            print(f"Pas på: {dialogs.people.doubt_in_words(doubt)}")
        if yes and changes.doubts and not changes.is_empty:
            give_up("Det skal et menneske sige ja til: kør igen uden --ja. Intet er ændret.")
        if not yes and not says_yes("Skal det gennemføres?"):
            give_up("Intet er ændret.")
        try:
            applied = await import_roster(sessions, roster, confirmed=changes, now=now())
            await welcome_to_roster(sessions, applied, now=now())
        except Unconfirmed:
            give_up(
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
        give_up(dialogs.people.unreadable_in_words(refusal))
    except FaultyRoster as refusal:
        faults = map(dialogs.people.fault_in_words, refusal.faults)
        give_up("\n".join(("Listen er ikke indlæst. Ret dette, og prøv igen:", *faults)))
    except OSError:
        give_up(f"{file}: Filen kan ikke læses. Findes den?")
