"""What a person did for the directorate, or was to do, that is stored with it in their name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.approval import Approval
from bot.broadcasts.models import BroadcastRow, VersionRow
from bot.decisions.models import (
    DecisionAnswerRow,
    DecisionRow,
    DecisionVersionRow,
    FollowUpRow,
    MinutesRow,
    PublicationItemRow,
    PublicationRow,
    ReportRow,
)
from bot.documents.models import Document, DocumentVersion
from bot.documents.values import DocumentKind
from bot.inquiries.models import InquiryRow
from bot.knowledge.models import KnowledgeRow, KnowledgeVersionRow
from bot.own_data.values import OwnWork, Stored, Work
from bot.people.models import Segment
from bot.preferences.models import Preference
from bot.retention.models import RetentionRow, SuspensionRow
from bot.rounds.models import OutcomeAskedRow, OutcomeRow, RoundRow


async def work(session: AsyncSession, me: UUID, *, most: int) -> Stored[OwnWork]:
    """All of it that has this person's id. most: rows, the newest of all."""
    number, found = 0, []
    for kind in _KINDS:
        mine = kind.rows.where(kind.person == me)
        number += await session.scalar(select(func.count()).select_from(mine.subquery())) or 0
        newest = mine.order_by(kind.at.desc()).limit(most)
        found += [
            OwnWork(at, kind.what, kind.about(about))
            for at, about in (await session.execute(newest)).all()
        ]
    found.sort(key=lambda one: one.at, reverse=True)
    return Stored(number, tuple(found[:most]))


@dataclass(frozen=True)
class _Kind:
    """What is stored in one column. rows: select the time, and what `about` makes a text of."""

    what: Work
    person: Any
    at: Any
    rows: Select[Any, Any]
    about: Callable[[Any], str] = str


def _kind(what: Work, person: Any, at: Any, told: Any, about: Callable[[Any], str] = str) -> _Kind:
    return _Kind(what, person, at, select(at, told), about)


def _question(content: dict[str, Any]) -> str:
    return str(content.get("question", ""))


def _title(content: dict[str, Any]) -> str:
    return str(content.get("title", ""))


def _approval(what: Work, person: Any, at: Any) -> _Kind:
    """What is approved is a broadcast, a round, what came of it, or a publication of decisions."""
    title = func.coalesce(BroadcastRow.title, RoundRow.title, _first_title(Approval.subject), "")
    rows = (
        select(at, title)
        .outerjoin(BroadcastRow, BroadcastRow.id == Approval.subject)
        .outerjoin(OutcomeAskedRow, OutcomeAskedRow.id == Approval.subject)
        .outerjoin(RoundRow, RoundRow.id.in_((Approval.subject, OutcomeAskedRow.round_id)))
    )
    return _Kind(what, person, at, rows)


def _first_title(publication_id: Any) -> Any:
    """The title of the first decision that stands in a publication."""
    return (
        select(DecisionRow.title)
        .join(PublicationItemRow, PublicationItemRow.decision_id == DecisionRow.id)
        .where(PublicationItemRow.publication_id == publication_id)
        .order_by(PublicationItemRow.position)
        .limit(1)
        .scalar_subquery()
    )


def _publication(what: Work, person: Any) -> _Kind:
    title = func.coalesce(_first_title(PublicationRow.id), "")
    return _kind(what, person, PublicationRow.changed_at, title)


def _of_decision(what: Work, person: Any, at: Any, row: Any) -> _Kind:
    """Something of a decision, which is told by the decision's title."""
    rows = select(at, DecisionRow.title).join(DecisionRow, DecisionRow.id == row.decision_id)
    return _Kind(what, person, at, rows)


def _reported() -> _Kind:
    said = FollowUpRow.what + case((ReportRow.reason != "", ": " + ReportRow.reason), else_="")
    rows = select(ReportRow.at, said).join(FollowUpRow, FollowUpRow.id == ReportRow.follow_up_id)
    return _Kind(Work.FOLLOW_UP_REPORTED, ReportRow.by_id, ReportRow.at, rows)


def _to_see_to() -> _Kind:
    at = func.coalesce(FollowUpRow.reported_at, DecisionRow.changed_at)
    rows = select(at, FollowUpRow.what).join(DecisionRow, DecisionRow.id == FollowUpRow.decision_id)
    return _Kind(Work.FOLLOW_UP_OWNED, FollowUpRow.owner_id, at, rows)


_KINDS: Sequence[_Kind] = (
    _kind(
        Work.KNOWLEDGE_OWNED,
        KnowledgeRow.owner_id,
        KnowledgeRow.changed_at,
        KnowledgeRow.content,
        about=_question,
    ),
    _kind(
        Work.KNOWLEDGE_CHANGED,
        KnowledgeRow.changed_by_id,
        KnowledgeRow.changed_at,
        KnowledgeRow.content,
        about=_question,
    ),
    _kind(
        Work.KNOWLEDGE_PUBLISHED,
        KnowledgeVersionRow.by_id,
        KnowledgeVersionRow.at,
        KnowledgeVersionRow.content,
        about=_question,
    ),
    _Kind(
        Work.DOCUMENT_ADDED,
        DocumentVersion.added_by_id,
        DocumentVersion.added_at,
        select(DocumentVersion.added_at, DocumentVersion.title)
        .join(DocumentVersion.document)
        .where(Document.kind == DocumentKind.DOCUMENT),  # saved answers are told as such
    ),
    _kind(Work.SEGMENT_MADE, Segment.created_by, Segment.created_at, Segment.name),
    _kind(Work.PREFERENCE_CHANGED, Preference.changed_by, Preference.changed_at, Preference.key),
    _kind(
        Work.PERIOD_DECIDED,
        RetentionRow.decided_by_id,
        RetentionRow.decided_at,
        RetentionRow.category,
    ),
    _kind(Work.DELETING_SUSPENDED, SuspensionRow.by_id, SuspensionRow.since, SuspensionRow.reason),
    _kind(
        Work.DELETING_RESUMED,
        SuspensionRow.ended_by_id,
        SuspensionRow.ended_at,
        SuspensionRow.reason,
    ),
    _kind(
        Work.BROADCAST_CONFIRMED,
        BroadcastRow.confirmed_by_id,
        BroadcastRow.changed_at,
        BroadcastRow.title,
    ),
    _kind(Work.BROADCAST_SENT, VersionRow.by_id, VersionRow.at, VersionRow.content, about=_title),
    _approval(Work.APPROVAL_WANTED, Approval.asked_by_id, Approval.asked_at),
    _approval(Work.APPROVAL_ASKED_OF, Approval.approver_id, Approval.asked_at),
    _approval(Work.APPROVED, Approval.approved_by_id, Approval.closed_at),
    _kind(
        Work.INQUIRY_OWNED,
        InquiryRow.owner_id,
        InquiryRow.asked_at,
        InquiryRow.kind,
        about=lambda _kind: "",  # what it says is another's
    ),
    _kind(Work.ROUND_WRITTEN, RoundRow.author_id, RoundRow.changed_at, RoundRow.title),
    _kind(Work.ROUND_CONFIRMED, RoundRow.confirmed_by_id, RoundRow.changed_at, RoundRow.title),
    _Kind(
        Work.ROUND_TOLD,
        OutcomeRow.by_id,
        OutcomeRow.changed_at,
        select(OutcomeRow.changed_at, RoundRow.title).join(
            RoundRow, RoundRow.id == OutcomeRow.round_id
        ),
    ),
    _kind(Work.MINUTES_READ, MinutesRow.by_id, MinutesRow.at, MinutesRow.file_name),
    _kind(Work.DECISION_WRITTEN, DecisionRow.author_id, DecisionRow.changed_at, DecisionRow.title),
    _kind(Work.DECISION_OWNED, DecisionRow.owner_id, DecisionRow.changed_at, DecisionRow.title),
    _kind(
        Work.DECISION_PUBLISHED,
        DecisionVersionRow.by_id,
        DecisionVersionRow.at,
        DecisionVersionRow.content,
        about=_title,
    ),
    _of_decision(
        Work.DECISION_ANSWERED, DecisionAnswerRow.by_id, DecisionAnswerRow.at, DecisionAnswerRow
    ),
    _publication(Work.DECISIONS_PREPARED, PublicationRow.author_id),
    _publication(Work.DECISIONS_CONFIRMED, PublicationRow.confirmed_by_id),
    _to_see_to(),
    _reported(),
)
