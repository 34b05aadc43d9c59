"""What those who were asked get back, and what is told of it to who owes it."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from bot.audit import entries
from bot.database.sessions import Sessions
from bot.delivery.models import Message
from bot.people import models as people_models
from bot.people.values import NotAllowed
from bot.rounds import kinds, themes
from bot.rounds.findings import ThemeState
from bot.rounds.keys import Keys
from bot.rounds.outcome import outcome, received, send, write
from bot.rounds.results import overdue_outcomes
from bot.rounds.values import Changed, ContentFault, FaultyContent, NumberChanged
from tests.rounds.finished import answered, closed, director, ends, sees_results
from tests.rounds.rounds import CLOSES, CONTENT
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio]

on_one_database = pytest.mark.databases("sqlite")


async def test_only_what_was_seen_is_sent_and_it_stays_so_until_it_is_corrected(
    sessions: Sessions, keys: Keys
) -> None:
    round_id, members = await closed(sessions, keys)
    by = director(members[0])
    told: dict[str, Any] = {"by": by, "now": CLOSES}
    assert CONTENT.outcome_by
    day_after = CONTENT.outcome_by + timedelta(days=1)
    theme = await themes.add(sessions, round_id, "Mere ro", **told)

    faulty: list[tuple[str, tuple[str, ...], dict[str, ContentFault]]] = [
        ("Om 010203-1234", (), {"text": ContentFault.CPR_NUMBER}),
        ("o" * 1501, (), {"text": ContentFault.TOO_LONG}),
        ("I vil", ("mood", "time", "stop", "first"), {"figures": ContentFault.TOO_MANY}),
    ]
    for text, figures, fault in faulty:
        with pytest.raises(FaultyContent) as refused:
            await write(sessions, round_id, text, figures, (), revision=0, **told)
        assert refused.value.faults == fault
    with pytest.raises(FaultyContent):
        await send(sessions, round_id, revision=0, expected=24, **told)

    draft = await write(
        sessions, round_id, "I vil have ro.", ("mood", "words"), [theme.id], revision=0, **told
    )
    assert draft.draft.figures == ("mood",)  # of texts there are no figures
    with pytest.raises(Changed):
        await write(sessions, round_id, "Andet", (), (), revision=0, **told)
    with pytest.raises(Changed):
        await send(sessions, round_id, revision=0, expected=24, **told)
    with pytest.raises(NumberChanged):
        await send(sessions, round_id, revision=1, expected=23, **told)
    async with sessions.read() as session:
        assert [one.id for one in await overdue_outcomes(session, CONTENT.outcome_by)] == []
        [late] = await overdue_outcomes(session, day_after)
        with pytest.raises(LookupError):
            await received(session, round_id)

    both = await asyncio.gather(
        *(send(sessions, round_id, revision=1, expected=draft.number, **told) for _both in range(2))
    )

    assert all(one.draft.published for one in both)
    await themes.decide(sessions, theme.id, "Mere ro", ThemeState.DONE, who="", reason="", **told)
    async with sessions.read() as session:
        _, published, shown = await received(session, round_id)
        now = await outcome(session, round_id, by=by, now=CLOSES)
        messages = await session.scalar(select(func.count()).where(Message.kind == kinds.OUTCOME))
        acts = [one for one in await entries(session, offset=0, limit=9) if "outcome" in one.act]
        assert await overdue_outcomes(session, day_after) == []
    assert late.id == round_id
    assert published.themes[0].state is ThemeState.OPEN  # as it was confirmed
    assert now.has_unsent_correction
    assert [question.key for question, _count in shown] == ["mood"]
    assert messages == draft.number
    assert [(one.act, one.number) for one in acts] == [("rounds.outcome", draft.number)]

    await send(sessions, round_id, revision=1, expected=draft.number, **told)
    async with sessions.read() as session:
        _, published, _ = await received(session, round_id)
    assert published.themes[0].state is ThemeState.DONE
    with pytest.raises(NotAllowed):
        await send(sessions, round_id, revision=1, expected=24, by=members[1], now=CLOSES)


@on_one_database
async def test_those_who_were_asked_hear_what_came_of_it(teams: FakeTeams, tmp_path: Path) -> None:
    ada, [lin, *others], _round_id = await answered(teams, tmp_path, number=11)
    silent = others[-1]
    await ends(teams)
    teams.clock.now += timedelta(days=10)
    waiting = await ada.writes("Det venter på dig")
    assert "lovet resultatet senest den 20. marts 2026." in waiting[0]
    lins = await lin.writes("Det venter på dig")
    assert "resultatet" not in lins[0]

    form = await type(await sees_results(ada)).after(ada, ada.pressing("Skriv »Det sagde I«"))
    assert "Det sagde I, det sker der" in form.text
    empty = await form.presses("Gem og se")
    assert "Skriv, hvad der kom ud af det." in empty.text
    seen = await empty.presses("Gem og se", text="I vil have *ro*.", figures="mood")
    assert "I vil have \\*ro\\*." in seen.text
    assert "i gennemsnit (11 svar)" in seen.text
    await teams.delivered()
    assert not lin.sees("I vil have")

    press = seen.pressing("Send til 12")
    sent = await type(seen).after(ada, press)
    assert "Sendt til deltagerne" in sent.text
    await type(seen).after(ada, press | {"id": "pressed again"})
    await teams.delivered()
    for one in (lin, silent):
        assert one.sees_once("I vil have \\*ro\\*.")
        assert "Det sagde I, det sker der: " in one.chat.texts[-1]
        assert "i gennemsnit (11 svar)" in one.chat.texts[-1]
        assert "Ærligt" not in one.chat.texts[-1]
    assert "resultatet" not in "\n".join(await ada.writes("Det venter på dig"))

    again = await (await sent.presses("Ret")).presses("Gem og se", text="I vil have tid.")
    assert lin.sees("I vil have \\*ro\\*.")
    await again.presses("Send rettelsen til 12")
    await teams.delivered()
    assert lin.sees_once("I vil have tid.")
    assert not lin.sees("I vil have \\*ro\\*.")


@on_one_database
async def test_two_who_write_it_at_once_lose_nothing(teams: FakeTeams, tmp_path: Path) -> None:
    ada, _managers, _round_id = await answered(teams, tmp_path)
    await ends(teams)
    form = await (await sees_results(ada)).presses("Skriv »Det sagde I«")
    await form.presses("Gem og se", text="Den ene.")

    theirs = await form.presses("Gem og se", text="Den anden.")
    assert "En anden har rettet teksten imens." in theirs.text
    assert theirs.typed["text"] == "Den anden."
    assert "Den anden." in (await theirs.presses("Gem og se")).text


@on_one_database
async def test_nobody_owes_a_result_to_people_who_have_all_left(
    sessions: Sessions, keys: Keys
) -> None:
    round_id, members = await closed(sessions, keys)
    assert CONTENT.outcome_by
    late = CONTENT.outcome_by + timedelta(days=1)

    async def leave(*ids: UUID) -> list[UUID]:
        async with sessions.write() as session:
            gone = update(people_models.Person).where(people_models.Person.id.in_(ids))
            await session.execute(gone.values(active=False))
        async with sessions.read() as session:
            return [one.id for one in await overdue_outcomes(session, late)]

    assert await leave(*(one.id for one in members[1:])) == [round_id]
    assert await leave(members[0].id) == []
