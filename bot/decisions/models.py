"""The rows of decisions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.decisions.values import (
    BODY_LENGTH,
    DEED_LENGTH,
    REASON_LENGTH,
    THEME_LENGTH,
    TITLE_LENGTH,
    Phase,
    PublicationPhase,
    State,
)
from bot.delivery.receipts_forgotten import ReceiptsForgotten
from bot.people.values import SEGMENT_NAME_LENGTH

RECEIPTS_FORGOTTEN = ReceiptsForgotten("decisions.forget_receipts")


class MinutesRow(Base):
    """Minutes that decisions were found in. digest: of what was read. turn_key: of the import."""

    __tablename__ = "minutes"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(70), unique=True)
    file_name: Mapped[str] = mapped_column(String(300))
    digest: Mapped[str] = mapped_column(String(64), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class DecisionRow(Base):
    """A decision, with its working copy.

    content, audience, found: as JSON. title, body, decided_on, theme, owner_id, open_to_all: of
    what people see, or else of the working copy, to be looked up by. found_as: what the same
    decision is recognised by when its minutes are imported again. document_id: what questions are
    answered from. shown_in_id: the publication whose messages show it. turn_key: what made it.
    """

    __tablename__ = "decision"
    __table_args__ = (Index(None, "phase", "decided_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(80), unique=True)
    phase: Mapped[Phase] = mapped_column(String(20))
    revision: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]]
    published: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH * 2))
    body: Mapped[str] = mapped_column(String(BODY_LENGTH * 2), default="")
    decided_on: Mapped[date | None]
    theme: Mapped[str] = mapped_column(String(THEME_LENGTH * 2), default="")
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    open_to_all: Mapped[bool] = mapped_column(default=True)
    audience: Mapped[dict[str, Any]]
    segment: Mapped[str] = mapped_column(String(SEGMENT_NAME_LENGTH), default="")
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    minutes_id: Mapped[UUID | None] = mapped_column(ForeignKey("minutes.id"), index=True)
    found: Mapped[dict[str, Any] | None]
    found_as: Mapped[str | None] = mapped_column(String(300), index=True)
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"))
    shown_in_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("decision_publication.id"), index=True
    )
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    corrected_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")


class DecisionVersionRow(Base):
    """What was published, word for word; never changed. number: from 1."""

    __tablename__ = "decision_version"

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[UUID] = mapped_column(ForeignKey("decision_publication.id"), index=True)
    content: Mapped[dict[str, Any]]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class PublicationRow(Base):
    """Decisions that are approved and published together. turn_key: what it was prepared by."""

    __tablename__ = "decision_publication"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(80), unique=True)
    phase: Mapped[PublicationPhase] = mapped_column(String(20), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    corrects: Mapped[bool] = mapped_column(default=False)
    tells: Mapped[bool] = mapped_column(default=False)
    asks_receipt: Mapped[bool] = mapped_column(default=False)
    to_people: Mapped[bool] = mapped_column(default=True)
    channel_id: Mapped[str | None] = mapped_column(ForeignKey("channel.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int | None]
    starts_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None]


class PublicationItemRow(Base):
    """That a decision stands in a publication. position: its place in the list, from 0."""

    __tablename__ = "decision_publication_item"

    publication_id: Mapped[UUID] = mapped_column(
        ForeignKey("decision_publication.id"), primary_key=True
    )
    decision_id: Mapped[UUID] = mapped_column(
        ForeignKey("decision.id"), primary_key=True, index=True
    )
    position: Mapped[int]


class RecipientRow(Base):
    """That a published decision concerns a person, as it was when they got it."""

    __tablename__ = "decision_recipient"

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class DecisionReceiptRow(Base):
    """That a receiver pressed that they have read a publication."""

    __tablename__ = "decision_receipt"

    publication_id: Mapped[UUID] = mapped_column(
        ForeignKey("decision_publication.id"), primary_key=True
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]


class FollowUpRow(Base):
    """Something to be done because of a decision. position: from 0. removed_at: no more part of it.

    who: the owner as minutes name them, until somebody on the roster is chosen.
    """

    __tablename__ = "decision_follow_up"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    position: Mapped[int]
    what: Mapped[str] = mapped_column(String(DEED_LENGTH))
    who: Mapped[str] = mapped_column(String(200), default="")
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date | None] = mapped_column(index=True)
    state: Mapped[State] = mapped_column(String(20), default=State.OPEN)
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    revision: Mapped[int] = mapped_column(default=1)
    reported_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class ReportRow(Base):
    """What an owner reported; never changed. turn_key: what it was reported by."""

    __tablename__ = "decision_report"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(80), unique=True)
    follow_up_id: Mapped[UUID] = mapped_column(ForeignKey("decision_follow_up.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    state: Mapped[State] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    due_on: Mapped[date | None]


class DecisionAnswerRow(Base):
    """A question to a decision and the answer, for all who see it. inquiry_id: where it came up."""

    __tablename__ = "decision_answer"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(80), unique=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), index=True)
    inquiry_id: Mapped[UUID | None] = mapped_column(ForeignKey("inquiry.id"))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
