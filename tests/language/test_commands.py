"""What the bot's buttons say on a person's behalf, it understands in every language."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.language import speaking
from bot.messages import Say
from bot.questions.models import Question
from cards.basics import examples, help_in_personal_chat
from tests.teams.fake_teams import FakeTeams


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("language", ["da", "en"])
async def test_no_command_that_help_offers_is_taken_for_a_question(
    teams: FakeTeams, language: str
) -> None:
    ada = await teams.director("Ada Åkjær")
    with speaking(language):
        questions = {said for _shown, said in examples()}
        commands = set(_said(help_in_personal_chat(directorate=True).content)) - questions

    for command in commands:
        assert await ada.writes(command)

    assert len(commands) >= 27
    async with teams.sessions.read() as session:
        assert await session.scalar(select(func.count()).select_from(Question)) == 0


def _said(element: Mapping[str, Any]) -> Iterator[str]:
    """What the buttons of a card say, those that are folded away included."""
    if element.get("verb") == Say.name:
        yield element["data"]["text"]
    for part in (*element.get("body", ()), *element.get("actions", ())):
        yield from _said(part)
    if "card" in element:
        yield from _said(element["card"])
