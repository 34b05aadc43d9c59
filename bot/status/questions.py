"""Counting questions by what they got, from their rows alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.documents.values import Passage, Tier, Wanted
from bot.messages import Tone
from bot.status.alike import Asked, groups_of
from bot.status.units import by_unit
from bot.status.values import ALIKE, MOST_THEMES, Answers, Lacks, OfUnit, Theme


@dataclass(frozen=True, slots=True)
class Question:
    """A question's row, without what is of no use here."""

    id: UUID
    asker_id: UUID
    text: str
    tier: Tier
    missing: Wanted | None
    shown: Sequence[Mapping[str, Any]]
    chosen: int | None
    settled: bool
    tone: Tone | None

    @property
    def is_rejected(self) -> bool:
        """Whether its asker said that none of the suggestions was the answer."""
        return self.tier == Tier.SUGGESTED and self.settled and self.chosen is None

    @property
    def is_unanswered(self) -> bool:
        """Whether nothing was found, or nothing that was the answer."""
        return self.tier == Tier.OFFERED or self.is_rejected


@dataclass(frozen=True)
class Counted:
    """What the questions of a time come to."""

    answers: Answers
    themes: tuple[Theme, ...]
    lacks: Lacks
    tones: Mapping[Tone | None, int]
    by_unit: tuple[OfUnit, ...]


def count(
    asked: Sequence[Question],
    *,
    passages: Mapping[UUID, Passage],
    sent_on: Collection[UUID],
    units: Mapping[UUID, str],
    names: Iterable[str],
) -> Counted:
    """Count them. CPU-bound: call it in a thread.

    sent_on: questions that were sent to the directorate. units: of people. names: of people, which
    aren't told.
    """
    groups, others = groups_of(
        [Asked(one.asker_id, one.text) for one in asked if one.is_unanswered], names=names
    )
    return Counted(
        answers=_answers(asked, sent_on),
        themes=_themes(_answered_from(asked, passages)),
        lacks=Lacks(groups, others, _themes(_gaps_shown(asked, passages)), _missing(asked)),
        tones=Counter(one.tone for one in asked),
        # Also what was sent on with a hidden name: a figure that changed then would tell whose.
        by_unit=by_unit((units[one.asker_id], one.asker_id) for one in asked),
    )


def _answers(asked: Sequence[Question], sent_on: Collection[UUID]) -> Answers:
    tiers = Counter(one.tier for one in asked)
    return Answers(
        asked=len(asked),
        askers=len({one.asker_id for one in asked}),
        confident=tiers[Tier.CONFIDENT],
        suggested=tiers[Tier.SUGGESTED],
        chosen=sum(one.chosen is not None for one in asked),
        rejected=sum(one.is_rejected for one in asked),
        offered=tiers[Tier.OFFERED],
        sent_on=sum(one.id in sent_on for one in asked),
    )


def _answered_from(
    asked: Sequence[Question], passages: Mapping[UUID, Passage]
) -> Iterable[Passage]:
    """The passage that each question was answered from, as far as is known: else the best."""
    for one in asked:
        if one.shown and not one.is_unanswered:
            passage = passages.get(UUID(one.shown[one.chosen or 0]["passage"]))
            if passage and not passage.gap:
                yield passage


def _gaps_shown(asked: Sequence[Question], passages: Mapping[UUID, Passage]) -> Iterable[Passage]:
    for one in asked:
        best = passages.get(UUID(one.shown[0]["passage"])) if one.shown else None
        if best and best.gap:
            yield best


def _themes(passages: Iterable[Passage]) -> tuple[Theme, ...]:
    """The places that these are in, the most frequent first; none of fewer than ALIKE."""
    number = Counter((one.document, one.section) for one in passages)
    enough = sorted((-many, place) for place, many in number.items() if many >= ALIKE)
    return tuple(Theme(*place, -many) for many, place in enough[:MOST_THEMES])


def _missing(asked: Sequence[Question]) -> dict[Wanted, int]:
    number = Counter(one.missing for one in asked if one.missing)
    return {wanted: many for wanted, many in number.most_common() if many >= ALIKE}
