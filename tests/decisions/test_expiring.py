"""What is over is deleted, and nothing that still matters is lost with it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from bot.decisions import kinds
from bot.decisions.expiring import expire, expire_recipients, forget_inquiries
from bot.decisions.models import (
    RECEIPTS_FORGOTTEN,
    DecisionAnswerRow,
    DecisionReceiptRow,
    PublicationRow,
    RecipientRow,
)
from bot.decisions.receivers.receipts import unacknowledged
from bot.delivery import accounts, wanting
from bot.inquiries.models import InquiryRow
from bot.inquiries.values import Kind, Phase
from bot.people.values import Person
from tests.decisions.made import director, managers, only_decision, person, published
from tests.teams.fake_teams import FakeTeams

pytestmark = pytest.mark.asyncio

LATER = datetime(2028, 1, 1, tzinfo=UTC)


async def number_of(teams: FakeTeams, model: type) -> int:
    async with teams.sessions.read() as session:
        return await session.scalar(select(func.count()).select_from(model)) or 0


async def test_receipts_go_when_their_period_is_over_and_nobody_is_asked_again(
    teams: FakeTeams,
) -> None:
    ada, [lin, bo] = await director(teams, "Ada"), await managers(teams, "Lin", "Bo")
    publication_id = await published(teams, ada, asks_receipt=True)
    await acknowledges(teams, publication_id, await person(teams, lin))
    assert await waits(teams, await person(teams, bo))

    async with teams.sessions.write() as session:
        early = await expire(session, before=teams.clock() - timedelta(days=1), now=LATER)
        late = await expire(session, before=LATER, now=LATER)
        again = await expire(session, before=LATER, now=LATER)

    assert (early, late, again) == (0, 1, 0)
    assert await number_of(teams, DecisionReceiptRow) == 0
    assert not await waits(teams, await person(teams, lin))
    assert not await waits(teams, await person(teams, bo))
    async with teams.sessions.read() as session:
        assert await RECEIPTS_FORGOTTEN.number(session, publication_id) == 1


async def test_a_reminder_yet_to_come_keeps_the_receipts(teams: FakeTeams) -> None:
    ada, [lin] = await director(teams, "Ada"), await managers(teams, "Lin")
    publication_id = await published(teams, ada, asks_receipt=True)
    await acknowledges(teams, publication_id, await person(teams, lin))

    async with teams.sessions.write() as session:
        row = await session.get_one(PublicationRow, publication_id)
        row.remind_at = LATER + timedelta(days=1)
        await session.flush()
        assert await expire(session, before=LATER, now=LATER) == 0


async def test_who_got_a_decision_is_known_for_as_long_as_it_holds(teams: FakeTeams) -> None:
    ada, _managers = await director(teams, "Ada"), await managers(teams, "Lin", "Bo")
    first = await only_decision(teams, await published(teams, ada))
    async with teams.sessions.write() as session:
        assert await expire_recipients(session, before=LATER, now=LATER) == 0

    await published(teams, ada, title="Den nye", replaces_id=first.id)
    async with teams.sessions.write() as session:
        early = await expire_recipients(
            session, before=teams.clock() - timedelta(days=1), now=LATER
        )
        late = await expire_recipients(session, before=LATER, now=LATER)

    assert (early, late) == (0, 2)
    assert await number_of(teams, RecipientRow) == 2  # of the one that holds


async def test_a_card_of_what_ended_long_ago_still_changes_once_it_is_forgotten_who_got_it(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada"), await managers(teams, "Lin")
    first = await published(teams, ada, asks_receipt=True)
    await published(teams, ada, title="Den nye", replaces_id=(await only_decision(teams, first)).id)
    async with teams.sessions.write() as session:
        assert await expire_recipients(session, before=LATER, now=LATER) == 1
        await wanting.show_anew(session, kinds.PUBLISHED, first, now=teams.clock())

    await teams.delivered()

    assert lin.sees_once("Det, der stod her, gælder ikke mere.")
    async with teams.sessions.read() as session:
        account = await accounts.account(session, kinds.PUBLISHED, first)
    assert (account.edits, account.edits_failed) == (0, 0)


async def test_an_answer_stays_when_the_inquiry_that_it_came_from_may_be_deleted(
    teams: FakeTeams,
) -> None:
    ada, [lin] = await director(teams, "Ada"), await managers(teams, "Lin")
    decision = await only_decision(teams, await published(teams, ada))
    asker, now = await person(teams, lin), teams.clock()
    settled, waiting = uuid4(), uuid4()
    async with teams.sessions.write() as session:
        for inquiry_id, phase in ((settled, Phase.ANSWERED), (waiting, Phase.OPEN)):
            session.add(
                InquiryRow(
                    id=inquiry_id,
                    turn_key=str(inquiry_id),
                    kind=Kind.QUESTION,
                    phase=phase,
                    asker_id=asker.id,
                    hidden=False,
                    title="",
                    text="Hvornår?",
                    background="",
                    due_on=now.date(),
                    asked_at=now,
                    settled_at=now if phase is Phase.ANSWERED else None,
                    revision=1,
                )
            )
            await session.flush()
            session.add(
                DecisionAnswerRow(
                    turn_key=str(inquiry_id),
                    decision_id=decision.id,
                    inquiry_id=inquiry_id,
                    question="Hvornår?",
                    answer="I maj.",
                    by_id=(await person(teams, ada)).id,
                    at=now,
                )
            )
        await session.flush()
        assert await forget_inquiries(session, before=LATER, now=LATER) == 1
        assert await forget_inquiries(session, before=LATER, now=LATER) == 0

    async with teams.sessions.read() as session:
        kept = set(await session.scalars(select(DecisionAnswerRow.inquiry_id)))
    assert kept == {None, waiting}


async def acknowledges(teams: FakeTeams, publication_id: UUID, by: Person) -> None:
    async with teams.sessions.write() as session:
        session.add(
            DecisionReceiptRow(publication_id=publication_id, person_id=by.id, at=teams.clock())
        )


async def waits(teams: FakeTeams, by: Person) -> bool:
    async with teams.sessions.read() as session:
        return bool(await unacknowledged(session, by.id))
