"""What the bot's buttons say on a person's behalf, it understands in every language."""

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
        commands = {
            action["data"]["text"]
            for part in help_in_personal_chat(directorate=True).content["body"]
            for action in part.get("actions", ())
            if action["verb"] == Say.name
        } - questions

    for command in commands:
        assert await ada.writes(command)

    assert len(commands) >= 7
    async with teams.sessions.read() as session:
        assert await session.scalar(select(func.count()).select_from(Question)) == 0
