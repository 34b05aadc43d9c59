"""What was confirmed: taken back in time, opened at its time, or not at all and said so."""

import asyncio
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.approval.announcing import APPROVER_IS_SLOW_AFTER
from bot.audit import entries
from bot.delivery.models import DueTime
from bot.people.importing import apply_import, preview_import
from bot.people.queries import everybody
from bot.people.values import Entry, Roster
from bot.rounds import kinds
from bot.rounds.confirming import confirm
from bot.rounds.drafting import save
from bot.rounds.keys import Keys
from bot.rounds.models import ParticipantRow
from bot.rounds.planning import TIME_TO_UNDO
from bot.rounds.values import Changed, Phase, Round, WrongPhase
from tests.broadcasts import sent
from tests.rounds import making
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


async def confirmed(teams: FakeTeams, **inputs: str) -> User:
    """A round for five managers that a director has confirmed."""
    ada = await making.director(teams, "Ada Ager")
    await making.managers(teams, 5)
    await making.plans(ada, **inputs)
    await ada.presses("Åbn for 5")
    await teams.delivered()
    return ada


async def leaves(teams: FakeTeams, name: str) -> None:
    """Let a new roster be without somebody."""
    async with teams.sessions.read() as session:
        present = await everybody(session)
    entries = [
        Entry(0, one.name, one.email, one.title, one.unit, one.level, one.role, one.groups)
        for one in present
        if one.name != name
    ]
    roster = Roster(tuple(entries))
    seen = await preview_import(teams.sessions, roster)
    await apply_import(teams.sessions, roster, now=teams.clock(), confirmed=seen)


@pytest.mark.databases("sqlite", "postgresql")
async def test_it_opens_when_it_can_no_longer_be_undone(teams: FakeTeams, tmp_path: Path) -> None:
    ada = await confirmed(teams)
    waiting = await making.the_round(teams)

    teams.clock.pass_(TIME_TO_UNDO)
    opened = await making.becomes(teams, Phase.OPEN)

    assert waiting.phase is Phase.SCHEDULED
    assert opened.number == 5
    assert opened.opens == teams.clock()
    assert opened.closes == opened.content.closing
    assert len(list((tmp_path / "keys").glob("*.key"))) == 1
    async with teams.sessions.read() as session:
        asked = await session.scalar(select(func.count()).select_from(ParticipantRow))
        closing = await session.scalar(select(DueTime.due_at).where(DueTime.kind == kinds.CLOSE))
        acts = {one.act for one in await entries(session, offset=0, limit=9)}
    assert asked == 5
    assert closing == opened.closes
    assert acts == {"rounds.confirm", "rounds.change", "rounds.create"}
    await ada.writes("Inputrunder")
    assert "vises først, når runden er lukket" in await ada.presses("Status")


async def test_a_second_press_opens_nothing_twice_and_shows_where_it_stands(
    teams: FakeTeams,
) -> None:
    ada = await making.director(teams, "Ada Ager")
    await making.managers(teams, 5)
    await making.plans(ada)
    press = ada.pressing("Åbn for 5")
    first = await ada.delivers(press)
    revision = (await making.the_round(teams)).revision

    again = await ada.delivers(press)  # delivered again
    anew = await ada.delivers(press | {"id": "pressed again"})

    assert "Bekræftet" in str(first.body)
    assert again == first
    assert "Ingen er inviteret endnu. Frist" in str(anew.body)
    assert (await making.the_round(teams)).revision == revision


@pytest.mark.databases("sqlite", "postgresql")
async def test_what_is_confirmed_while_another_changes_it_is_what_was_seen(
    teams: FakeTeams,
) -> None:
    """One of the two comes first, and the other is refused."""
    ada = await making.director(teams, "Ada Ager")
    await making.managers(teams, 5)
    await making.plans(ada)
    by, seen = await sent.person(teams, ada), await making.the_round(teams)
    told: dict[str, Any] = {"by": by, "now": teams.clock(), "revision": seen.revision}
    keys = Keys(Path("/nowhere"))  # with names it takes none
    with_names = replace(seen.content, anonymous=False)
    seen = await save(teams.sessions, seen.id, with_names, **told)
    told["revision"] = seen.revision

    results = await asyncio.gather(
        confirm(teams.sessions, keys, seen.id, expected=5, **told),
        save(teams.sessions, seen.id, replace(with_names, why="Andet."), **told),
        return_exceptions=True,
    )

    refused = [one for one in results if isinstance(one, (Changed, WrongPhase))]
    done = [one for one in results if isinstance(one, Round)]
    assert (len(refused), len(done)) == (1, 1)
    now = await making.the_round(teams)
    confirmed_first = isinstance(results[0], Round)
    assert (now.phase is Phase.SCHEDULED) is confirmed_first
    assert (now.content == with_names) is confirmed_first


async def test_in_the_first_thirty_seconds_it_is_undone(teams: FakeTeams) -> None:
    ada = await confirmed(teams)

    said = await ada.presses("Fortryd")
    teams.clock.pass_(TIME_TO_UNDO)
    await teams.delivered()

    assert "Den er en kladde, og ingen er inviteret." in said
    undone = await making.the_round(teams)
    assert undone.phase is Phase.DRAFT
    assert (undone.opens, undone.closes, undone.number) == (None, None, None)
    assert undone.confirmed_by is None


async def test_a_later_opening_is_called_off_until_it_opens_and_not_after(
    teams: FakeTeams,
) -> None:
    ada = await confirmed(teams, opens_on="2026-03-05", opens_at="09:00")
    press = ada.pressing("Aflys åbningen")
    teams.clock.pass_(timedelta(days=1))
    await teams.delivered()
    assert (await making.the_round(teams)).phase is Phase.SCHEDULED

    teams.clock.pass_(timedelta(days=1))
    await making.becomes(teams, Phase.OPEN)
    await ada.delivers(press)
    await teams.settled()

    assert ada.sees("Det var for sent: runden er åben")
    assert (await making.the_round(teams)).phase is Phase.OPEN


async def test_nothing_of_it_is_changed_once_it_is_open(teams: FakeTeams) -> None:
    ada = await making.director(teams, "Ada Ager")
    await making.managers(teams, 5)
    await making.plans(ada)
    await ada.presses("Ret spørgsmål")
    move = ada.pressing("Flyt ned")
    await ada.presses("Ret titel og frist")
    save = ada.pressing("Gem og gå videre", title="Noget andet")
    await ada.presses("Annullér")
    await ada.presses("Åbn for 5")
    teams.clock.pass_(TIME_TO_UNDO)
    before = await making.becomes(teams, Phase.OPEN)

    answers = [str((await ada.delivers(press)).body) for press in (move, save)]

    assert all("er åben" in one for one in answers)
    assert "Noget andet" in answers[1]  # what was typed isn't lost
    assert (await making.the_round(teams)).content == before.content


async def test_a_copy_of_what_was_opened_is_compared_with_it(teams: FakeTeams) -> None:
    ada = await confirmed(teams)
    teams.clock.pass_(TIME_TO_UNDO)
    first = await making.becomes(teams, Phase.OPEN)
    await ada.writes("Inputrunder")

    await ada.presses("Kopiér")
    [second] = [one for one in await making.rounds(teams) if one.id != first.id]
    await ada.writes("Inputrunder")
    await ada.presses("Kopiér", number=1)  # the draft, which has no answers of its own

    copies = [one for one in await making.rounds(teams) if one.id != first.id]
    assert second.copied_from == first.id
    assert [one.copied_from for one in copies] == [first.id, first.id]
    assert copies[1].content.questions == first.content.questions


async def test_it_is_not_opened_for_fewer_than_five_who_are_left(teams: FakeTeams) -> None:
    ada = await confirmed(teams)
    await leaves(teams, "Lin0 Lærke")

    teams.clock.pass_(TIME_TO_UNDO)
    await making.becomes(teams, Phase.DRAFT)
    await teams.delivered()

    assert ada.sees_once("der er ikke længere nok inviterede på lederlisten")


async def test_without_its_key_it_is_tried_again_and_the_author_told_once(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada = await confirmed(teams)
    keys = tmp_path / "keys"
    shutil.rmtree(keys)
    keys.write_text("not a folder")

    for wait in (TIME_TO_UNDO, timedelta(minutes=10)):
        teams.clock.pass_(wait)
        await teams.delivered()
    assert ada.sees_once("Runden er ikke åbnet")
    assert ada.sees("Lederlinjen kan ikke skrive i mappen til nøgler (KEYS_DIR)")
    assert (await making.the_round(teams)).phase is Phase.SCHEDULED

    keys.unlink()
    teams.clock.pass_(timedelta(minutes=10))
    await making.becomes(teams, Phase.OPEN)


async def test_what_nobody_approves_in_time_is_a_draft_again(teams: FakeTeams) -> None:
    ada, bo = await making.director(teams, "Ada Ager"), await making.director(teams, "Bo Bakke")
    await making.managers(teams, 5)
    await making.plans_for_everyone(ada, opens_on="2026-03-04", opens_at="10:00")
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    yes = bo.pressing("Godkend og åbn for 7")

    teams.clock.pass_(APPROVER_IS_SLOW_AFTER)
    await teams.delivered()
    reminded = sum("Skal runden åbnes?" in text for text in bo.chat.texts)
    teams.clock.pass_(timedelta(days=1))
    await teams.delivered()
    late = await bo.delivers(yes)

    assert reminded == 2
    assert ada.sees_once("ingen nåede at godkende den")
    assert "Ændret, siden du blev spurgt" in str(late.body)
    assert (await making.the_round(teams)).phase is Phase.DRAFT
