"""A decision that answers what people said in an input round is among what they get back."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rounds import themes
from tests.decisions.made import decision_of, drafted, goes_out, only_decision, person, prepared
from tests.rounds.finished import answered, ends, sees_results
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio]


async def test_what_was_decided_of_a_theme_stands_in_what_they_were_told_already(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, *_others], round_id = await answered(teams, tmp_path)
    await ends(teams)
    teams.clock.pass_(timedelta(days=10))
    form = await (await sees_results(ada)).presses("Skriv »Det sagde I«")
    seen = await form.presses("Gem og se", text="I vil have ro.")
    await seen.presses("Send til 12")
    await teams.delivered()
    assert lin.sees("I vil have ro.")
    assert not lin.sees("Det er besluttet")

    by = await person(teams, ada)
    theme = await themes.add(teams.sessions, round_id, "Mere *ro*", by=by, now=teams.clock())
    draft = await drafted(teams, ada, title="Mødefri onsdag", answers_theme=theme.id)
    await goes_out(teams, ada, await prepared(teams, ada, draft))
    await teams.delivered()

    assert lin.sees_once("I sagde: Mere \\*ro\\*")
    told = next(text for text in lin.chat.texts if "I vil have ro." in text)
    assert "Mødefri onsdag" in told
    await lin.presses("Vis beslutningen")
    assert "Svar på: »Mere \\*ro\\*« i inputrunden" in lin.chat.texts[-1].replace("**", "")

    other = await prepared(teams, ada, title="Mødefri torsdag", replaces_id=draft)
    await goes_out(teams, ada, other)
    await teams.delivered()

    assert (await decision_of(teams, draft)).replaced_by
    told = next(text for text in lin.chat.texts if "I vil have ro." in text)
    assert "Mødefri onsdag" not in told
    assert (await only_decision(teams, other)).replaces
