"""The rows of rounds."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, Boolean, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.database.base import Base
from bot.people.values import SEGMENT_NAME_LENGTH, UNIT_LENGTH
from bot.rounds.findings import REASON_LENGTH, THEME_NAME_LENGTH, WHO_LENGTH, ThemeState
from bot.rounds.values import TITLE_LENGTH, Participation, Partition, Phase

KEY_LENGTH = 20  # of a question's key


class RoundRow(Base):
    """A round. content, audience: as JSON. turn_key: what it was made by.

    fingerprint: of the key of an anonymous round that has opened. envelope_size: bytes that every
    envelope of it has, whatever is in it.
    """

    __tablename__ = "round"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(64), unique=True)
    phase: Mapped[Phase] = mapped_column(String(20), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    content: Mapped[dict[str, Any]]
    audience: Mapped[dict[str, Any] | None]
    segment: Mapped[str] = mapped_column(String(SEGMENT_NAME_LENGTH), default="")
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    copied_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("round.id"))
    opens: Mapped[datetime | None]
    closes: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    number: Mapped[int | None]
    fingerprint: Mapped[str | None] = mapped_column(String(64))
    envelope_size: Mapped[int | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class ParticipantRow(Base):
    """One of those who were asked. unit_group: the group that their answers are counted in.

    unit_group, level: "" once the round is closed. It has no times, so that nobody can tell who
    answered when.
    """

    __tablename__ = "round_participant"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    state: Mapped[Participation] = mapped_column(String(20), default=Participation.INVITED)
    unit_group: Mapped[str] = mapped_column(String(UNIT_LENGTH))
    level: Mapped[str] = mapped_column(String(20))


class EnvelopeRow(Base):
    """What somebody has filled in of an anonymous round, sealed. It has no times."""

    __tablename__ = "round_envelope"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    handed_in: Mapped[bool] = mapped_column(Boolean)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ResponseRow(Base):
    """What somebody has filled in and handed in of an open round, by the keys of its questions.

    answers: None until something was handed in.
    """

    __tablename__ = "round_response"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    draft: Mapped[dict[str, Any]]
    answers: Mapped[dict[str, Any] | None]
    handed_in_at: Mapped[datetime | None]


class ThemeRow(Base):
    """What several texts of a closed round have in common, and what happens with it."""

    __tablename__ = "round_theme"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), index=True)
    name: Mapped[str] = mapped_column(String(THEME_NAME_LENGTH))
    position: Mapped[int]
    state: Mapped[ThemeState] = mapped_column(String(20), default=ThemeState.OPEN)
    who: Mapped[str] = mapped_column(String(WHO_LENGTH), default="")
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")


class OutcomeRow(Base):
    """What those who were asked get back: as it is being written, and as it was sent.

    draft, published: as JSON. sent_at: last, also a correction. number: of those who got it.
    by_id: who wrote or sent it last.
    """

    __tablename__ = "round_outcome"

    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), primary_key=True)
    revision: Mapped[int]
    draft: Mapped[dict[str, Any]]
    published: Mapped[dict[str, Any] | None]
    sent_at: Mapped[datetime | None]
    number: Mapped[int | None]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class OutcomeAskedRow(Base):
    """What was last asked a yes for before it is sent back, as JSON.

    id: what the yes is to, as the round's own is to the round. revision: of the outcome.
    """

    __tablename__ = "round_outcome_asked"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), unique=True)
    revision: Mapped[int]
    content: Mapped[dict[str, Any]]


class AnswerRow(Base):
    """One text that answered one question of a closed round.

    Of an anonymous round it is nobody's: the ids are random, and so is the order in which the rows
    of a question were written. With names, the id is `response_id`, by which its writer is found.
    """

    __tablename__ = "round_answer"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"), index=True)
    question: Mapped[str] = mapped_column(String(KEY_LENGTH))
    value: Mapped[Any] = mapped_column(JSON, nullable=False)
    theme_id: Mapped[UUID | None] = mapped_column(ForeignKey("round_theme.id"), index=True)


class CountRow(Base):
    """What one group answered to one question of a closed round, counted once."""

    __tablename__ = "round_count"
    __table_args__ = (UniqueConstraint("round_id", "question", "partition", "group"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id"))
    question: Mapped[str] = mapped_column(String(KEY_LENGTH))
    partition: Mapped[Partition] = mapped_column(String(10))
    group: Mapped[str] = mapped_column(String(UNIT_LENGTH))
    answered: Mapped[int]
    counts: Mapped[Any] = mapped_column(JSON, nullable=False)
