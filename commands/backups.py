"""`backup` and `restore`: the rows of the database, never its keys."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.database import backup as backups
from bot.delivery.restoring import doubt_what_was_under_way
from bot.server import now
from commands.terminal import database, give_up

cli = typer.Typer()


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


async def _back_up(file: Path) -> None:
    async with database(migrated=False) as sessions:
        if sessions.is_missing:
            give_up("Der er ingen database at kopiere. Se DATA_DIR og DATABASE_URL.")
        try:
            rows = await backups.back_up(sessions, file, now=now())
        except backups.NotMigrated:
            give_up("Databasen er fra en anden version. Tag kopien med den version.")
        except FileExistsError:
            give_up(f"{file} findes i forvejen. Vælg et andet navn.")
        except OSError:
            give_up(f"{file} kan ikke skrives.")
    print(f"{rows} rækker er kopieret til {file}.")


async def _restore(file: Path) -> None:
    async with database() as sessions:
        try:
            rows = await backups.restore(sessions, file)
            doubted = await doubt_what_was_under_way(sessions, now=now())
        except backups.NotABackup:
            give_up(f"{file} er ikke en hel sikkerhedskopi. Intet er ændret.")
        except backups.OtherVersion as refusal:
            give_up(
                f"Sikkerhedskopien er fra en anden version ({refusal.revision}). Læg den ind med "
                "den version, og opgradér derefter. Intet er ændret."
            )
        except backups.NotEmpty:
            give_up("Databasen er ikke tom. Vælg en tom med DATABASE_URL eller DATA_DIR.")
        except OSError:
            give_up(f"{file} kan ikke læses.")
    print(f"{rows} rækker er lagt ind.")
    if doubted:
        print(
            f"{doubted} beskeder var på vej, da kopien blev taget, og kan være nået frem siden. De "
            "sendes ikke igen af sig selv: se dem som uvisse på fællesbeskedens statuskort."
        )
