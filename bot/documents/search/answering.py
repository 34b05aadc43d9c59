"""Whether what was found answers the question: the three tiers."""

import math

from bot.documents.search.facts import holds
from bot.documents.search.looking import Ranked, Seen, look_closely
from bot.documents.sentences import sentences
from bot.documents.values import Findings, Hit, Passage, Tier

# How sure it is that the closest passage answers: a logistic regression over the signals, with
# nearly the same result when one of the sets of questions is left out (docs/decisions). margin:
# how far the next passage is behind.
_BASE = -2.5
_WORTH = {
    "margin": 1.2,
    "matter": 2.1,
    "focus": 0.7,
    "likeness": 0.8,
    "heading": 1.6,
    "lacks": -3.2,
}
_CONFIDENT_FROM = 0.8  # of sureness; lower answers more, and is wrong more often
_ABOUT_FROM = 0.32  # of `matter`; below it nothing that was found is about the matter
_LACKING_BELOW = 0.1  # sureness below which a fact that nothing holds is said to be absent
_GAP_FROM = 0.4  # likeness from which a gap is what is asked about
_GAP_AHEAD = 0.1  # by which its likeness must exceed that of the answers found beside it


def decide(parts: list[Ranked]) -> Findings:
    """Decide how surely the parts of a question (one or two) are answered."""
    found = [_of_one(part) for part in parts]
    if len(found) == 1:
        return found[0]
    hits = _in_turn([findings.hits for findings in found])
    if all(findings.tier is Tier.CONFIDENT for findings in found):
        return Findings(Tier.CONFIDENT, hits)
    if len(hits) > 1 or any(findings.tier is not Tier.OFFERED for findings in found):
        return Findings(Tier.SUGGESTED, hits[:3])
    return next((findings for findings in found if findings.hits), found[0])


def as_curated(passage: Passage) -> Findings:
    """Answer with the passage of which the question is a variant, word for word.

    Whoever wrote the variant has decided, and knows better than any score.
    """
    tier = Tier.OFFERED if passage.gap else Tier.CONFIDENT
    return Findings(tier, (Hit(passage, sentences(passage.text)[0]),))


def sureness(seen: list[Seen]) -> float:
    """Give the chance, from 0 to 1, that the closest passage answers."""
    best = seen[0].signals
    margin = best.closeness - (seen[1].signals.closeness if len(seen) > 1 else 0.0)
    signals = {"margin": margin, **vars(best)}
    total = _BASE + sum(worth * signals[name] for name, worth in _WORTH.items())
    return 1 / (1 + math.exp(-total))


def _of_one(part: Ranked) -> Findings:
    seen = look_closely(part)[:3]
    if max((each.signals.matter for each in seen), default=0.0) < _ABOUT_FROM:
        return Findings(Tier.OFFERED)
    hits = tuple(Hit(each.passage, each.sentence) for each in seen)
    if seen[0].passage.gap:
        if _is_asked_about(seen):
            return Findings(Tier.OFFERED, hits[:1])
    elif seen[0].signals.lacks < 1 and sureness(seen) >= _CONFIDENT_FROM:
        return Findings(Tier.CONFIDENT, hits[:1])
    fact = part.asked.fact
    if fact is None or any(
        holds(f"{hit.passage.section}\n{hit.passage.text}", fact) for hit in hits
    ):
        return Findings(Tier.SUGGESTED, hits)
    if sureness(seen) < _LACKING_BELOW and fact.kind:
        return Findings(Tier.OFFERED, missing=fact.kind)
    return Findings(Tier.SUGGESTED, hits, missing=fact.kind)


def _is_asked_about(seen: list[Seen]) -> bool:
    """Whether the gap on top is what is asked about, and no answer beside it is as like."""
    answers = [each.signals.likeness for each in seen if not each.passage.gap]
    likeness = seen[0].signals.likeness
    return likeness >= _GAP_FROM and likeness >= max(answers, default=0.0) + _GAP_AHEAD


def _in_turn(lists: list[tuple[Hit, ...]]) -> tuple[Hit, ...]:
    """Give the hits of both parts in turn, each passage once."""
    places = range(max(map(len, lists)))
    hits = [hits[place] for place in places for hits in lists if place < len(hits)]
    first = {hit.passage.id: hit for hit in reversed(hits)}
    return tuple(hit for hit in hits if first.get(hit.passage.id) is hit)
