"""Drafts that were thrown away: they can be taken back until they are deleted, and no longer."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from bot.approval.models import Approval
from bot.broadcasts.models import BroadcastRow
from bot.broadcasts.values import Phase as BroadcastPhase
from bot.database.sessions import Sessions
from bot.decisions.models import (
    DecisionRow,
    DecisionVersionRow,
    FollowUpRow,
    PublicationItemRow,
    PublicationRow,
)
from bot.decisions.values import Phase as DecisionPhase
from bot.decisions.values import PublicationPhase
from bot.knowledge import drafting
from bot.knowledge.content import stored as stored_content
from bot.knowledge.models import KnowledgeRow
from bot.knowledge.values import Content, UnknownKnowledge
from bot.knowledge.values import Phase as KnowledgePhase
from bot.retention.deciding import decide_period
from bot.retention.values import Category
from bot.rounds.models import RoundRow
from bot.rounds.values import Phase as RoundPhase
from tests.people.rosters import entry
from tests.retention.stored import Stored, a_night, stored

NOW = datetime(2027, 3, 3, 3, 0, tzinfo=UTC)  # at 4.00 in Copenhagen
OLD = datetime(2026, 9, 2, 20, 0, tzinfo=UTC)  # half a year ago and a little more
YOUNG = datetime(2026, 9, 3, 8, 0, tzinfo=UTC)

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def there(sessions: Sessions) -> Stored:
    """A database in which drafts that were thrown away are kept for half a year."""
    there = await stored(sessions, (entry("Lin Lærke"),), now=OLD)
    ada = there.people["Ada"]
    await decide_period(sessions, Category.DRAFTS, 6, "Kladder er ingen sager", by=ada, now=OLD)
    return there


async def a_row(there: Stored, model: Any, phase: str, at: datetime = OLD, **fields: Any) -> Any:
    """A row of the feature that was last changed then; its id."""
    ada = there.people["Ada"].id
    usual: dict[str, Any] = {"id": uuid4(), "turn_key": uuid4().hex, "phase": phase}
    if model is KnowledgeRow:
        content = stored_content(Content("Må vi?", "Ja."))
        usual |= {"content": content, "changed_by_id": ada, "changed_at": at}
    else:
        usual |= {"author_id": ada, "created_at": at, "changed_at": at}
    if model is not PublicationRow:
        usual |= {"content": usual.get("content", {})}
    if model in (BroadcastRow, RoundRow, DecisionRow):
        usual |= {"title": "En titel", "audience": {}}
    return await there.add(model(**usual | fields))


async def test_what_was_thrown_away_is_deleted_once_its_period_is_over(there: Stored) -> None:
    kept: dict[Any, set[Any]] = {}
    for model, thrown_away, being_written in (
        (BroadcastRow, BroadcastPhase.DISCARDED, BroadcastPhase.DRAFT),
        (RoundRow, RoundPhase.DISCARDED, RoundPhase.DRAFT),
        (DecisionRow, DecisionPhase.DISCARDED, DecisionPhase.DRAFT),
        (PublicationRow, PublicationPhase.DISCARDED, PublicationPhase.DRAFT),
        (KnowledgeRow, KnowledgePhase.DISCARDED, KnowledgePhase.RETIRED),
    ):
        await a_row(there, model, thrown_away)
        kept[model] = {
            await a_row(there, model, thrown_away, YOUNG),
            await a_row(there, model, being_written),
        }

    await a_night(there.sessions, now=NOW)

    assert {model: await there.ids(model) for model in kept} == kept


async def test_what_belongs_to_a_draft_goes_with_it(there: Stored) -> None:
    """A decision's follow-ups, its place in what wasn't published, and who was asked for a yes."""
    ada = there.people["Ada"].id
    decision = await a_row(there, DecisionRow, DecisionPhase.DISCARDED)
    publication = await a_row(there, PublicationRow, PublicationPhase.DRAFT)
    broadcast = await a_row(there, BroadcastRow, BroadcastPhase.DISCARDED)
    await there.add(FollowUpRow(decision_id=decision, position=0, what="Skriv rundt"))
    await there.add(
        PublicationItemRow(publication_id=publication, decision_id=decision, position=0)
    )
    for subject in (broadcast, publication):
        await there.add(
            Approval(subject=subject, revision=1, asked_by_id=ada, approver_id=ada, asked_at=OLD)
        )

    await a_night(there.sessions, now=NOW)

    assert await there.ids(PublicationRow) == {publication}
    assert not await there.ids(DecisionRow)
    assert not await there.ids(BroadcastRow)
    assert not await there.number(FollowUpRow)
    assert not await there.number(PublicationItemRow)
    assert await there.number(Approval) == 1


async def test_what_was_published_once_is_no_draft(there: Stored) -> None:
    publication = await a_row(there, PublicationRow, PublicationPhase.RECALLED)
    decision = await a_row(there, DecisionRow, DecisionPhase.DISCARDED, decided_on=date(2026, 3, 1))
    await there.add(
        DecisionVersionRow(
            decision_id=decision,
            number=1,
            publication_id=publication,
            content={},
            by_id=there.people["Ada"].id,
            at=OLD,
        )
    )

    await a_night(there.sessions, now=NOW)

    assert await there.ids(DecisionRow) == {decision}


async def test_it_can_be_taken_back_until_it_is_deleted(there: Stored) -> None:
    ada = there.people["Ada"]
    kept = await a_row(there, KnowledgeRow, KnowledgePhase.DISCARDED)
    gone = await a_row(there, KnowledgeRow, KnowledgePhase.DISCARDED)

    await drafting.keep(there.sessions, kept, by=ada, now=NOW)
    await drafting.discard(there.sessions, kept, by=ada, now=NOW)
    await a_night(there.sessions, now=NOW)

    assert await there.ids(KnowledgeRow) == {kept}
    with pytest.raises(UnknownKnowledge):
        await drafting.keep(there.sessions, gone, by=ada, now=NOW)
