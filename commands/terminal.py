"""What the commands share: their settings, a database, and what is said in the terminal."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NoReturn

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from sqlalchemy.exc import SQLAlchemyError

from bot.database.migrating import migrate
from bot.database.sessions import Sessions
from bot.settings import Settings

FAILED = 1  # exit code: what was asked for couldn't be done, and nothing has changed


@asynccontextmanager
async def database(*, migrated: bool = True) -> AsyncIterator[Sessions]:
    """The database of the settings, migrated unless told not to. Exits when it can't be used."""
    settings = read_settings()
    sessions = Sessions(settings.url_of_database)
    try:
        if migrated:
            settings.data_dir.mkdir(parents=True, exist_ok=True)
            await migrate(sessions)
        yield sessions
    except (SQLAlchemyError, OSError) as error:
        give_up(f"Databasen kan ikke bruges ({type(error).__name__}). Kør check.")
    finally:
        await sessions.close()


def read_settings() -> Settings:
    """The settings of the environment. Exits, with what is wrong with them."""
    try:
        return Settings()
    except ValidationError as error:
        give_up("\n".join(_setting_in_words(fault) for fault in error.errors()))


def says_yes(question: str) -> bool:
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


def say(text: str) -> None:
    """Say something at once, also where the output isn't a terminal."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Say what went wrong, apart from what was asked for."""
    print(text, file=sys.stderr)


def give_up(text: str) -> NoReturn:
    """Say why what was asked for couldn't be done, and exit."""
    complain(text)
    raise typer.Exit(FAILED)


def _setting_in_words(fault: ErrorDetails) -> str:
    """A faulty setting, by its name in the environment; our own checks say it all themselves."""
    reason = fault.get("ctx", {}).get("error")
    if reason:
        return str(reason)
    return f"{'.'.join(str(part) for part in fault['loc'])} er ugyldig."
