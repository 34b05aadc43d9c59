"""A manager writes to the directorate in one line, as one would to a colleague."""

import pytest

from tests.teams.fake_teams import FakeTeams, filled

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("spørg direktionen: må vi holde lukket?", "må vi holde lukket?"),
        ("Spørg direktionen hvornår ledermødet er", "hvornår ledermødet er"),
        ("Ask the directorate - may we close early?", "may we close early?"),
    ],
)
async def test_what_follows_the_command_is_filled_in(
    teams: FakeTeams, written: str, asked: str
) -> None:
    lin = await teams.manager("Lin Lærke")

    await lin.writes(written)

    assert filled(lin.chat.messages[-1].activity)["text"] == asked
    await lin.presses("Send til direktionen")
    await teams.delivered()
    assert lin.chat.texts[-1].startswith("Du får svar her senest")
    assert asked in lin.chat.texts[-1]


async def test_a_cpr_number_after_it_is_put_into_no_form(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.writes("Spørg direktionen: må 010170-1234 holde fri?")

    assert "CPR-nummer" in said
    assert "[Send til direktionen]" not in said
    assert "010170" not in said
