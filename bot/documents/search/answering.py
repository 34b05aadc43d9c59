"""Whether what was found answers the question: the three tiers."""

import math
from collections.abc import Sequence
from dataclasses import replace

from bot.documents.search.facts import holds
from bot.documents.search.looking import Ranked, Seen, look_closely, matter
from bot.documents.search.saved import is_saved, saved_answer
from bot.documents.sentences import sentences
from bot.documents.values import Findings, Hit, Passage, Tier

# How sure it is that the closest passage answers: a logistic regression over the signals, with
# nearly the same result when one of the sets of questions is left out (docs/decisions). margin:
# how far the next passage is behind.
_BASE = -1.9
_WORTH = {
    "margin": 0.85,
    "matter": 2.05,
    "focus": 1.1,
    "likeness": 0.7,
    "heading": 1.05,
    "lacks": -2.6,
    "elsewhen": -1.6,
}
_CONFIDENT_FROM = 0.86  # of sureness; lower answers more, and is wrong more often
_ABSENT_FROM = 0.5  # of the most telling word; then it asks about something else: a cat, not a dog
# Of `matter`; below it nothing that was found is about the matter. Among many passages there is
# always one that holds a word of the question, so more is asked of them than of a few.
_ABOUT_FROM = {20: 0.17, 150: 0.29}
_NEAR_FROM = 0.2  # of meaning, from which something found is about the matter whatever its words
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


def gap_asked_about(found: Findings, parts: Sequence[Ranked]) -> Passage | None:
    """Give the gap that a question was answered with, or that is closest to a part of it."""
    if found.tier is Tier.CONFIDENT:
        return None
    shown = {hit.passage.id for hit in found.hits if hit.passage.gap}
    if found.tier is Tier.OFFERED:
        return found.hits[0].passage if shown else None
    looked = (look_closely(part) for part in parts) if shown else ()
    closest = (max(seen, key=lambda each: each.signals.closeness) for seen in looked if seen)
    return next((each.passage for each in closest if each.passage.id in shown), None)


def filled(found: Findings, gap: Passage, saved: Sequence[Seen]) -> Findings:
    """Suggest, in a gap's place and before all else, what was saved since of the same matter."""
    if not saved:
        return found
    ordered = sorted(saved, key=lambda each: -each.signals.closeness)
    hits = [Hit(each.passage, each.sentence) for each in ordered]
    others = [hit for hit in found.hits if hit.passage.id != gap.id]
    return Findings(Tier.SUGGESTED, each_once([*hits, *others])[:3])


def sureness(seen: list[Seen]) -> float:
    """Give the chance, from 0 to 1, that the closest passage answers."""
    signals = {"margin": _margin(seen), **vars(seen[0].signals)}
    total = _BASE + sum(worth * signals[name] for name, worth in _WORTH.items())
    return 1 / (1 + math.exp(-total))


def about(part: Ranked, *, closely: int) -> list[Hit]:
    """Give those of the candidates that are about the matter, for a list of them.

    closely: how many are looked at closely, and put in order so; the rest follow by their score.
    """
    found = [each for each in part.candidates if matter(part, each) >= _about_from(part)]
    seen = look_closely(replace(part, candidates=tuple(found[:closely])))
    rest = [Hit(each.passage, sentences(each.passage.text)[0]) for each in found[closely:]]
    return [*(Hit(each.passage, each.sentence) for each in seen), *rest]


def each_once(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Give each passage once, where it comes first."""
    first = {hit.passage.id: hit for hit in reversed(hits)}
    return tuple(first[each] for each in dict.fromkeys(hit.passage.id for hit in hits))


def _of_one(part: Ranked) -> Findings:
    looked = look_closely(part)
    may_be_sure = _may_be_sure(part)
    if may_be_sure and (saved := saved_answer(part, looked)):
        return as_curated(saved.passage)
    seen = looked[:3]
    if not any(_is_about(part, each) for each in seen):
        return Findings(Tier.OFFERED)
    hits = tuple(Hit(each.passage, each.sentence) for each in seen)
    if seen[0].passage.gap:
        if _is_asked_about(seen):
            return Findings(Tier.OFFERED, hits[:1])
    elif may_be_sure and _is_sure(seen):
        return Findings(Tier.CONFIDENT, hits[:1])
    fact = part.asked.fact
    if fact is None or any(
        holds(f"{hit.passage.section}\n{hit.passage.text}", fact) for hit in hits
    ):
        return Findings(Tier.SUGGESTED, hits)
    if sureness(seen) < _LACKING_BELOW and fact.kind:
        return Findings(Tier.OFFERED, missing=fact.kind)
    return Findings(Tier.SUGGESTED, hits, missing=fact.kind)


def _margin(seen: list[Seen]) -> float:
    """Give how far the closest passage is ahead; with an encoder, in words too.

    What an encoder tells is near may well be beside the point, so it makes nothing surer.
    """
    best, others = seen[0].signals, [each.signals for each in seen[1:]]
    margin = best.closeness - (others[0].closeness if others else 0.0)
    if best.meaning is None:
        return margin
    next_in_words = max((each.closeness_in_words for each in others), default=0.0)
    return min(margin, best.closeness_in_words - next_in_words)


def _is_about(part: Ranked, seen: Seen) -> bool:
    """Whether a passage is about the matter, by its words or by what they mean."""
    meaning = seen.signals.meaning
    near = meaning is not None and meaning >= _NEAR_FROM
    return near or seen.signals.matter >= _about_from(part)


def _may_be_sure(part: Ranked) -> bool:
    """Whether it can be answered without doubt.

    What borrows its subject can only if it has no matter of its own, and asks for a fact: "og
    hvornår?". Of "hvad går det ud på?" nobody knows that it is about what was found before.
    """
    own = any(word.carries and not word.earlier for word in part.asked.words)
    return part.before is None or (part.asked.fact is not None and not own)


def _is_sure(seen: list[Seen]) -> bool:
    """Whether the closest passage answers; of saved answers that was asked before."""
    best = seen[0].signals
    if is_saved(seen[0].passage) or best.lacks == 1 or best.absent >= _ABSENT_FROM:
        return False
    if not best.named:  # a decision on something else, that only speaks of it
        return False
    return sureness(seen) >= _CONFIDENT_FROM


def _about_from(part: Ranked) -> float:
    (few, low), (many, high) = _ABOUT_FROM.items()
    share = math.log(max(part.among, few) / few) / math.log(many / few)
    return low + (high - low) * min(share, 1.0)


def _is_asked_about(seen: list[Seen]) -> bool:
    """Whether the gap on top is what is asked about, and no answer beside it is as like.

    A passage without variants can't be like a question, so it is as like when it holds as much.
    """
    gap = seen[0].signals
    answers = [each for each in seen if not each.passage.gap]
    likeness = max((each.signals.likeness for each in answers), default=0.0)
    holds_as_much = any(
        each.signals.matter >= gap.matter for each in answers if not each.passage.variants
    )
    return gap.likeness >= max(_GAP_FROM, likeness + _GAP_AHEAD) and not holds_as_much


def _in_turn(lists: list[tuple[Hit, ...]]) -> tuple[Hit, ...]:
    """Give the hits of both parts in turn, each passage once."""
    places = range(max(map(len, lists)))
    return each_once([hits[place] for place in places for hits in lists if place < len(hits)])
