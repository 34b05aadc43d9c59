"""What was confirmed is taken back: in time as if nothing was, later from everybody's chat."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.decisions.models import RecipientRow
from bot.decisions.publication.confirming import confirm
from bot.decisions.publication.ending import lapse, revive
from bot.decisions.publication.planning import TIME_TO_UNDO
from bot.decisions.publication.pursuing import remind
from bot.decisions.publication.undoing import recall, undo
from bot.decisions.values import (
    Content,
    Phase,
    PublicationPhase,
    UnknownPublication,
    WrongPublicationPhase,
)
from bot.decisions.writing.drafting import save
from bot.delivery.following import OFTEN
from bot.delivery.models import DueTime
from bot.documents.models import Document
from bot.people.values import NotAllowed
from tests.decisions.made import (
    TITLE,
    corrected,
    decision_of,
    director,
    drafted,
    managers,
    only_decision,
    passes,
    person,
    prepared,
    publication_of,
    published,
)
from tests.teams.fake_teams import FakeTeams, User

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")


async def recalls(teams: FakeTeams, by: User, publication: UUID) -> None:
    """Take it back, and let what that does be done."""
    await recall(teams.sessions, publication, by=await person(teams, by), now=teams.clock())
    await passes(teams, OFTEN)


async def to_correct(
    teams: FakeTeams, by: User, decision: UUID, change: Callable[[Content], Content]
) -> UUID:
    """A correction that nobody has confirmed."""
    found = await decision_of(teams, decision)
    await save(
        teams.sessions,
        decision,
        change(found.content),
        revision=found.revision,
        by=await person(teams, by),
        now=teams.clock(),
    )
    return await prepared(teams, by, decision)


async def test_what_is_undone_in_time_reaches_nobody_and_can_be_published_again(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await prepared(teams, ada)
    await ada.writes("Udgivelser")
    await ada.presses("Åbn")
    await ada.presses("Offentliggør for 1")
    await teams.delivered()

    undone = await ada.presses("Fortryd")
    await passes(teams, TIME_TO_UNDO)

    assert "Kladde: ikke offentliggjort" in undone
    assert not lin.sees(TITLE)
    async with teams.sessions.read() as session:
        assert not (await session.scalars(select(RecipientRow.person_id))).all()
        due = select(DueTime.id).where(DueTime.kind == "decisions.begun")
        assert not (await session.scalars(due)).all()
    seen = await publication_of(teams, publication)
    assert (seen.starts_at, seen.number, seen.confirmed_by) == (None, None, None)
    await ada.presses("Åbn")
    await ada.presses("Offentliggør for 1")
    await passes(teams, TIME_TO_UNDO)
    assert lin.sees_once(TITLE)


@on_one_database
async def test_it_is_too_late_to_undo_what_is_published(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await prepared(teams, ada)
    await ada.writes("Udgivelser")
    await ada.presses("Åbn")
    await ada.presses("Offentliggør for 1")
    await teams.delivered()
    press = ada.pressing("Fortryd")
    await passes(teams, TIME_TO_UNDO)

    shown = str((await ada.delivers(press)).body)
    await teams.settled()

    assert "Offentliggjort" in shown
    assert ada.sees("Det var for sent at fortryde")
    assert lin.sees_once(TITLE)


async def test_a_recall_takes_it_from_everybody_and_out_of_what_can_be_looked_up(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    publication = await published(teams, ada, asks_receipt=True)
    decision = await only_decision(teams, publication)
    await bo.presses("Jeg har læst det")
    await ada.writes("Udgivelser")
    await ada.presses("Åbn")

    await ada.presses("Træk tilbage")
    asked = ada.chat.texts[-1]
    done = await ada.presses("Træk tilbage fra 2")
    await passes(teams, OFTEN)

    assert "Beskeden fjernes fra chatten hos de 2, der har fået den" in asked
    assert "Den kan være læst, og kopier kan findes i Microsoft 365." in asked
    assert "Trukket tilbage" in done
    assert not lin.sees(TITLE)
    assert not bo.sees(TITLE)
    now = await decision_of(teams, decision.id)
    assert now.phase is Phase.DRAFT
    assert now.published is None
    assert now.content == decision.content
    async with teams.sessions.read() as session:
        documents = await session.scalars(
            select(Document.retired_at).where(Document.kind == "decision")
        )
        [retired_at] = documents.all()
        assert retired_at
        assert not (await session.scalars(select(RecipientRow.person_id))).all()
    [listed] = await ada.writes("Udgivelser")
    assert "Trukket tilbage" in listed
    await ada.presses("Åbn")
    status = ada.chat.texts[-1]
    assert "Fjernet fra 2 af 2 chats." in status
    assert "2 fjernet = 2" in status
    assert "1 nåede at kvittere." in status


@on_one_database
async def test_what_was_recalled_is_published_again_as_the_next_version(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada)
    decision = await only_decision(teams, publication)
    await recalls(teams, ada, publication)

    await published(teams, ada, decision.id)

    assert lin.sees_once(TITLE)
    assert (await decision_of(teams, decision.id)).version == 2


@on_one_database
async def test_what_a_recalled_decision_had_replaced_holds_again(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    old = await only_decision(teams, await published(teams, ada))
    newer = await published(teams, ada, title="Kurset er nu to dage", replaces_id=old.id)
    assert lin.sees("Gælder ikke mere")

    await recalls(teams, ada, newer)

    now = await decision_of(teams, old.id)
    assert (now.phase, now.replaced_by, now.ended_at) == (Phase.CURRENT, None, None)
    assert not lin.sees("Gælder ikke mere")
    assert lin.sees_once(TITLE)


@on_one_database
async def test_corrections_go_with_what_they_correct(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada)
    decision = await only_decision(teams, publication)
    told = await corrected(
        teams, ada, decision.id, lambda one: replace(one, text="Udsat."), tells=True
    )
    assert lin.sees("Rettet: ")
    waiting = await to_correct(teams, ada, decision.id, lambda one: replace(one, text="Igen."))

    await recalls(teams, ada, publication)

    assert not lin.sees("Udsat.")
    assert (await publication_of(teams, told)).phase is PublicationPhase.RECALLED
    with pytest.raises(UnknownPublication):
        await publication_of(teams, waiting)
    now = await decision_of(teams, decision.id)
    assert (now.phase, now.corrected_at, now.content.text) == (Phase.DRAFT, None, "Igen.")


@on_one_database
async def test_a_correction_itself_is_corrected_and_not_recalled(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    decision = await only_decision(teams, await published(teams, ada))
    correction = await corrected(teams, ada, decision.id, lambda one: replace(one, text="Udsat."))

    with pytest.raises(WrongPublicationPhase):
        await recalls(teams, ada, correction)


@on_one_database
async def test_where_it_could_not_be_removed_is_told_and_tried_again(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")
    publication = await published(teams, ada)
    teams.connector.fail(403, times=None, conversation_id=lin.chat.id)

    await recalls(teams, ada, publication)
    await ada.writes("Udgivelser")
    await ada.presses("Åbn")
    failed = ada.chat.texts[-1]
    teams.connector.recover()
    await ada.presses("Prøv igen")
    await passes(teams, OFTEN)
    await ada.writes("Udgivelser")
    await ada.presses("Åbn")

    assert "1 fjernet · 1 kunne ikke fjernes = 2" in failed
    assert "Kunne ikke fjernes hos 1:" in failed
    assert "2 fjernet = 2" in ada.chat.texts[-1]
    assert not lin.sees(TITLE)


@on_one_database
async def test_only_the_directorate_takes_anything_back(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada)
    by = await person(teams, lin)

    for verb in (recall, undo):
        with pytest.raises(NotAllowed):
            await verb(teams.sessions, publication, by=by, now=teams.clock())

    assert (await publication_of(teams, publication)).phase is PublicationPhase.PUBLISHED


@on_one_database
async def test_what_ended_meanwhile_stays_as_it_ended(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    one, two = await drafted(teams, ada), await drafted(teams, ada, title="Ferie")
    publication = await published(teams, ada, one, two)
    await published(teams, ada, title="Ferie igen", replaces_id=two)

    await recalls(teams, ada, publication)

    assert (await decision_of(teams, one)).phase is Phase.DRAFT
    assert (await decision_of(teams, two)).phase is Phase.REPLACED


# What a correction and a replacement do to each other


async def test_a_confirmed_correction_of_what_is_replaced_meanwhile_is_not_published(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    old = await only_decision(teams, await published(teams, ada))
    newer = await prepared(teams, ada, await drafted(teams, ada, replaces_id=old.id))
    correction = await to_correct(teams, ada, old.id, lambda one: replace(one, text="Rettet."))
    by = await person(teams, ada)
    for one in (newer, correction):
        await confirm(teams.sessions, one, revision=1, expected=1, by=by, now=teams.clock())
        teams.clock.pass_(timedelta(seconds=1))

    await passes(teams, TIME_TO_UNDO)
    await passes(teams, TIME_TO_UNDO)

    assert (await decision_of(teams, old.id)).phase is Phase.REPLACED
    assert (await decision_of(teams, old.id)).version == 1
    assert not lin.sees("Rettet.")
    with pytest.raises(UnknownPublication):
        await publication_of(teams, correction)


@on_one_database
async def test_what_a_correction_replaces_no_longer_holds_again(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    old = await only_decision(teams, await published(teams, ada))
    newer = await only_decision(
        teams, await published(teams, ada, title="Den nye", replaces_id=old.id)
    )

    await corrected(teams, ada, newer.id, lambda one: replace(one, replaces_id=None))

    now = await decision_of(teams, old.id)
    assert (now.phase, now.replaced_by, now.ended_at) == (Phase.CURRENT, None, None)
    assert not lin.sees("Gælder ikke mere")


@on_one_database
async def test_reminders_name_what_was_recalled_no_more(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada, asks_receipt=True)
    by = await person(teams, ada)
    await remind(teams.sessions, publication, date(2026, 3, 4), by=by, now=teams.clock())
    await passes(teams, timedelta(days=1))
    assert sum(TITLE in text for text in lin.chat.texts) == 2

    await recalls(teams, ada, publication)
    await passes(teams, timedelta(minutes=1))

    assert not lin.sees(TITLE)


@on_one_database
async def test_what_was_recalled_does_not_hold_again_when_what_replaced_it_is_recalled_too(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    old, other = await drafted(teams, ada), await drafted(teams, ada, title="Ferie")
    first = await published(teams, ada, old, other)
    second = await published(teams, ada, title="Den nye", replaces_id=old)
    await ada.writes("Udgivelser")
    await ada.presses("Åbn", number=1)
    await ada.presses("Træk tilbage")
    asked = ada.chat.texts[-1]

    await recalls(teams, ada, first)
    between = (await decision_of(teams, old)).phase
    await recalls(teams, ada, second)

    assert "1 er allerede afløst eller bortfaldet og kan stadig slås op som det." in asked
    assert between is Phase.REPLACED
    now = await decision_of(teams, old)
    assert (now.phase, now.published, now.replaced_by) == (Phase.DRAFT, None, None)


@on_one_database
async def test_what_lapsed_and_was_recalled_comes_back_as_a_draft(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    publication = await published(teams, ada)
    decision, by = (await only_decision(teams, publication)).id, await person(teams, ada)
    await lapse(teams.sessions, decision, reason="Slut", by=by, now=teams.clock())
    await recalls(teams, ada, publication)

    await revive(teams.sessions, decision, by=by, now=teams.clock())

    now = await decision_of(teams, decision)
    assert (now.phase, now.published, now.ended_reason) == (Phase.DRAFT, None, "")
