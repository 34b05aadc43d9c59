"""With an encoder, a manager is answered by what they mean, whatever their words."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.documents.adding import add_document
from bot.documents.values import Tier
from bot.questions.models import Question
from tests.documents.encoders import make_encoder
from tests.teams.fake_teams import FakeTeams

pytestmark = pytest.mark.asyncio

TEXT = "Flakselen opbevares bag scenen. Døren er åben om dagen."
QUESTION = "må jeg låne glimrinken?"


@pytest.fixture(autouse=True)
def encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot whose ENCODER_DIR knows that two words mean the same."""
    folder = make_encoder(tmp_path / "encoder", ["flakselen", "glimrinken"])
    monkeypatch.setenv("ENCODER_DIR", str(folder))


async def by_meaning(teams: FakeTeams) -> None:
    """Take in what was added, and wait until all of it has its vectors."""
    library = teams.serving.library
    await library.refresh()
    async with asyncio.timeout(60):
        while not library.by_meaning:
            await asyncio.sleep(0.01)


async def test_a_manager_finds_what_is_written_in_other_words(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await add_document(
        teams.sessions, "Udlån.txt", f"Udlån\n\nResumé\n\n{TEXT}\n".encode(), now=teams.clock()
    )
    await by_meaning(teams)

    [card] = await lin.writes(QUESTION)

    assert "Det nærmeste, jeg fandt" in card
    assert "Flakselen opbevares bag scenen." in card
    async with teams.sessions.read() as session:
        [question] = await session.scalars(select(Question))
        assert question.tier == Tier.SUGGESTED


async def test_what_means_nothing_like_it_still_goes_to_the_directorate(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await by_meaning(teams)

    [no] = await lin.writes(QUESTION)

    assert "Det nærmeste, jeg fandt" not in no
    async with teams.sessions.read() as session:
        [question] = await session.scalars(select(Question))
        assert question.tier == Tier.OFFERED
