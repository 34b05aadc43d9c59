"""Passages of documents, and what a search for an answer found."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.messages import Refusal


class DocumentKind(StrEnum):
    """What a document is."""

    DOCUMENT = "document"  # a file that was added
    ANSWER = "answer"  # by the directorate, saved as knowledge
    DECISION = "decision"  # of the register, while it holds


@dataclass(frozen=True)
class Passage:
    """A piece of a document that can be quoted by itself.

    text: what is quoted, about 90 words at most. section: the headings above it, from the top,
    joined by " · ". gap: the text says what the documents don't say, so that nobody need guess.
    variants: questions, as people ask them, that this passage answers. kind: what it is part of.
    """

    id: UUID
    text: str
    section: str
    document: str
    case_number: str | None = None
    when: date | None = None
    gap: bool = False
    variants: tuple[str, ...] = ()
    kind: DocumentKind = DocumentKind.DOCUMENT


class Tier(StrEnum):
    """How sure a search is of what it found."""

    CONFIDENT = "confident"  # this answers the question
    SUGGESTED = "suggested"  # one of these may
    OFFERED = "offered"  # the documents don't answer it


class Wanted(StrEnum):
    """The kind of fact a question asks for, when its words tell."""

    TIME = "time"
    PLACE = "place"
    PERSON = "person"
    AMOUNT = "amount"
    NUMBER = "number"


@dataclass(frozen=True)
class Hit:
    """A passage that was found. sentence: the one in it that answers best, word for word."""

    passage: Passage
    sentence: str


@dataclass(frozen=True)
class Findings:
    """What a search found, best first.

    CONFIDENT: one hit for each part of the question (one or two). SUGGESTED: up to three, gaps
    among them; `missing` then tells which kind of fact none of them holds though it is asked for.
    OFFERED: at most one, a gap; without one, `missing` tells which kind of fact is absent from
    passages that are otherwise about the matter, or None when nothing is about it.
    """

    tier: Tier
    hits: tuple[Hit, ...] = ()
    missing: Wanted | None = None


@dataclass(frozen=True)
class KeptDocument:
    """A document that was added. passages: their number. when: its own date.

    added_by: the name; "" for the operator and for what came with the bot. retired_at: None while
    answers are taken from it.
    """

    id: UUID
    title: str
    case_number: str | None
    when: date | None
    passages: int
    added_at: datetime
    added_by: str
    shipped: bool
    retired_at: datetime | None


class UnknownDocument(Refusal):
    """There is no such document."""
