"""`questions`: what is asked."""

import asyncio
from datetime import timedelta
from typing import Annotated

import typer

from bot.questions.answered import unanswered
from bot.server import now
from commands.terminal import database

cli = typer.Typer(help="Det, der bliver spurgt om.", no_args_is_help=True)


@cli.command("unanswered")
def list_unanswered(
    days: Annotated[int, typer.Option("--dage", min=1, help="Hvor mange dage tilbage")] = 30,
) -> None:
    """Vis de spørgsmål, der ikke blev svaret på, uden hvem der spurgte og hvornår."""
    asyncio.run(_list_unanswered(days))


async def _list_unanswered(days: int) -> None:
    until = now()
    async with database() as sessions, sessions.read() as session:
        wordings = await unanswered(session, since=until - timedelta(days=days), until=until)
    for wording, times in wordings:
        print(f"{wording} ({times})" if times > 1 else wording)
    if not wordings:
        print("Alt, der er spurgt om, er svaret på.")
