"""Whether an answer that the directorate saved is the answer to a question.

It bears the question that it answers, so that decides, and not what its text holds: "Det gør
forvaltningen." names nobody. But "Må vi holde sommerfest i arbejdstiden?" shares most of its words
with the question on the julefrokost, and isn't it: the most telling word must be there. Where that
is in doubt, it is only suggested.
"""

from collections.abc import Sequence

from bot.documents.search.asking import way
from bot.documents.search.looking import Ranked, Seen, look_closely
from bot.documents.values import DocumentKind, Findings, Passage, Tier

# Told apart so by 22 near ways to ask and 18 near-misses of 7 answers (measured).
_LIKE_FROM = 0.8  # of likeness or matter
_LITTLE_LIKE_FROM = 0.6  # of likeness, where the matter is the same
_ABSENT_BELOW = 0.6
_NAMED_FROM = 0.3  # of what a decision's title holds, or it is about another matter
_SURELY_LIKE_FROM = 0.9  # of likeness from which the fact needn't be seen in the text


def saved_answer(part: Ranked, seen: Sequence[Seen]) -> Seen | None:
    """The one saved answer to the same question; None when there is none, or more than one.

    "Hvem skal med?" after "Hvornår er ledermødet?" has all its words from that one, so the way it
    asks must be the same too.
    """
    found = [
        each
        for each in seen
        if _answers_the_same(each) and (part.before is None or _asks_alike(part, each))
    ]
    return found[0] if len(found) == 1 else None


def answers_to(part: Ranked) -> list[Seen]:
    """The saved answers and decisions that tell of what is asked, though perhaps not of it all.

    "Hvornår er ledermødet i 2027?" has such a one to "Hvornår er ledermødet?", and none to "Hvor er
    ledermødet?".
    """
    return [each for each in look_closely(part) if _tells_of(part, each) or _decides(part, each)]


def comes_since(passage: Passage) -> bool:
    """Whether a passage may tell what the documents say isn't known: somebody wrote it since."""
    return passage.kind in (DocumentKind.ANSWER, DocumentKind.DECISION)


def is_saved(passage: Passage) -> bool:
    """Whether a passage is a saved answer."""
    return passage.kind is DocumentKind.ANSWER


def is_saved_answer(findings: Findings) -> bool:
    """Whether what was found, without doubt, is a saved answer."""
    return findings.tier is Tier.CONFIDENT and all(is_saved(hit.passage) for hit in findings.hits)


def _tells_of(part: Ranked, seen: Seen) -> bool:
    signals = seen.signals
    holds_fact = part.asked.fact is not None and signals.lacks < 1
    return (
        is_saved(seen.passage)
        and signals.matter >= _LIKE_FROM
        and signals.absent < _ABSENT_BELOW
        and _asks_alike(part, seen)
        and (holds_fact or signals.likeness >= _LIKE_FROM)
    )


def _decides(part: Ranked, seen: Seen) -> bool:
    """Whether a decision holds the fact that is asked for; it bears no question to be like."""
    signals = seen.signals
    return (
        seen.passage.kind is DocumentKind.DECISION
        and part.asked.fact is not None
        and signals.matter >= _LIKE_FROM
        and signals.heading >= _NAMED_FROM
        and signals.absent < _ABSENT_BELOW
        and signals.lacks < 1
    )


def _asks_alike(part: Ranked, seen: Seen) -> bool:
    """Whether one of the questions that it answers asks in the same way."""
    return part.asked.way in map(way, seen.passage.variants)


def _answers_the_same(seen: Seen) -> bool:
    signals = seen.signals
    return (
        is_saved(seen.passage)
        and signals.likeness >= _LITTLE_LIKE_FROM
        and max(signals.likeness, signals.matter) >= _LIKE_FROM
        and signals.absent < _ABSENT_BELOW
        and (signals.lacks < 1 or signals.likeness >= _SURELY_LIKE_FROM)
    )
