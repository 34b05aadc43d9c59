"""What happens to a broadcast at the same time on PostgreSQL, one step after the other."""

import asyncio
from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bot.broadcasts import kinds, queries, timing
from bot.broadcasts.confirming import LOOK_FOR_NEWCOMERS, TIME_TO_UNDO
from bot.broadcasts.drafting import APPROVALS
from bot.broadcasts.models import ReceiptRow
from bot.broadcasts.receiving import show_again
from bot.broadcasts.values import NotARecipient, Phase
from bot.database.inserting import insert_unless_there
from bot.delivery import due, wanting
from bot.delivery.following import OFTEN
from bot.delivery.models import Message
from bot.delivery.rendering import Due
from tests.broadcasts import drafting
from tests.broadcasts.sent import confirmed, director, managers, passes, person, sent
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("postgresql")]

AS_FAR_AS_IT_COMES = 0.3  # seconds
# PostgreSQL looks for deadlocks when somebody has waited for a second, and ends who finds one:
# after this long it would be the verb.
LONGER_THAN_A_LOOK = 1.5


async def test_who_acknowledges_and_the_account_do_not_wait_for_each_other(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    broadcast_id = await confirmed(teams, ada)
    await teams.delivered()  # the status card
    reader, now = await person(teams, lin), teams.clock()

    async def counts() -> None:
        async with teams.sessions.write() as session:
            await timing.begun(session, Due(broadcast_id, now))

    async with teams.sessions.write() as session:
        await insert_unless_there(
            session, ReceiptRow, broadcast_id=broadcast_id, person_id=reader.id, at=now
        )
        counting = asyncio.create_task(counts())
        await asyncio.sleep(AS_FAR_AS_IT_COMES)
        edited = await wanting.show_anew(session, kinds.STATUS, broadcast_id, now=now)
    await counting

    assert edited == 1


async def test_the_outbox_waits_for_no_verb_when_nobody_approved_in_time(
    teams: FakeTeams,
) -> None:
    ada, anne = await director(teams, "Ada Ager"), await director(teams, "Anne Abild")
    await managers(teams, "Lin Lærke")
    await drafting.writes_to_everyone(ada)
    await ada.presses("Vælg tidspunkt")
    await ada.presses("Gem tidspunktet", day="2026-03-03", at="10:30")
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    draft = await drafting.the_broadcast(teams)

    teams.clock.pass_(timedelta(minutes=90))
    await changes_while_it_is_due(teams, kinds.UNAPPROVED, draft.id)
    await teams.delivered()

    assert ada.sees("ingen nåede at godkende den")
    assert anne.sees("Ændret, siden du blev spurgt")


async def test_the_outbox_waits_for_no_verb_when_it_looks_for_newcomers(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    broadcast_id = await sent(teams, ada, useful_until=date(2026, 3, 20), for_newcomers=True)
    [ida] = await managers(teams, "Ida Is")

    teams.clock.pass_(LOOK_FOR_NEWCOMERS)
    await changes_while_it_is_due(teams, kinds.NEWCOMERS, broadcast_id)
    await teams.delivered()

    assert ida.sees_once("Årsmødet er flyttet")


async def test_the_outbox_waits_for_no_verb_when_it_counts(teams: FakeTeams) -> None:
    """As when a correction is approved while messages are on their way."""
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    broadcast_id = await confirmed(teams, ada)
    await teams.delivered()  # the status card

    teams.clock.pass_(TIME_TO_UNDO)
    await changes_while_it_is_due(teams, kinds.BEGUN, broadcast_id)
    await passes(teams, OFTEN)

    assert ada.sees("1 sendt = 1")


async def changes_while_it_is_due(teams: FakeTeams, kind: str, broadcast_id: UUID) -> None:
    """Take the broadcast and its cards, let the outbox come to it, and then set its time."""
    async with teams.sessions.write() as session:
        await queries.row_for_update(session, broadcast_id)
        await APPROVALS.show_anew(session, broadcast_id, now=teams.clock())
        teams.serving.courier.wake()
        await asyncio.sleep(LONGER_THAN_A_LOOK)
        await due.set_due(session, kind, broadcast_id, teams.clock())


async def test_a_copy_that_is_asked_for_during_a_recall_is_not_left_behind(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    broadcast_id = await sent(teams, ada)
    reader, now = await person(teams, lin), teams.clock()

    async with teams.sessions.write() as recalling:
        row = await queries.row_for_update(recalling, broadcast_id)
        row.phase = Phase.RECALLED
        await wanting.recall(recalling, kinds.RECEIVED, broadcast_id, now=now)
        asking = asyncio.create_task(show_again(teams.sessions, broadcast_id, by=reader, now=now))
        await asyncio.sleep(AS_FAR_AS_IT_COMES)
    with suppress(NotARecipient):
        await asking
    await teams.delivered()

    async with teams.sessions.read() as session:
        left = await session.scalar(
            select(func.count()).where(
                Message.kind == kinds.RECEIVED,
                Message.subject == broadcast_id,
                Message.wanted > 0,
            )
        )
    assert left == 0
    assert not lin.sees("Årsmødet er flyttet")
