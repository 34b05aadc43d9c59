"""Parts that are known by no word, but by standing in several items: "B: Vejen bygges."."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.decisions.minutes.absence import are_names, tells_absence
from bot.decisions.minutes.headings import DecisionHeading
from bot.decisions.minutes.lines import Line
from bot.decisions.minutes.outcomes import decides
from bot.decisions.minutes.starts import case_line, tells_label
from bot.decisions.minutes.words import (
    AGENDA_SECTION,
    DECISION_WORDS,
    MARK_LINE,
    NOTHING,
    OF_DECISION,
    OUTCOME,
    USUAL_ITEMS,
    Field,
)
from bot.files.blocks import Kind
from bot.files.lines import ended

_LONGEST = 8  # words of a label on a line of its own
_INLINE = re.compile(
    r"(?:- )?(?P<label>[A-ZÆØÅ][\w/-]*(?: [\w/-]+){0,3}): (?P<said>\S.*)", re.DOTALL
)
_DASHED = re.compile(
    rf"(?:- )?(?P<label>{'|'.join(DECISION_WORDS.values())}) [–-] (?P<said>\S.*)",
    re.DOTALL | re.IGNORECASE,
)
_SIGN = re.compile(r"(?:- )?(?P<label>[=-]{0,2}[>→➔►▶➜⇒»]+) ?(?P<said>[^\W\d_].*)", re.DOTALL)
_KINDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM)


@dataclass(frozen=True)
class _Label:
    """A label where it stands. said: what follows on its line."""

    place: int
    key: str
    said: str


def labelled(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those that stand in several items as labels opening a part of each.

    Where no decision has a heading, the label that most outcomes stand behind heads them, or else
    the one that comes last.
    """
    headed = any(line.decision for line in lines)
    found = list(_alone(lines))
    if not headed:
        found += _before_text(lines)
    count = Counter(label.key for label in found)
    found = [label for label in found if count[label.key] > 1]
    deciding = "" if headed else _deciding(lines, found)
    changed = list(_parts_of_items(lines))
    for label in found:
        line = lines[label.place]
        if label.key == deciding:
            heading = DecisionHeading(Field.DECISION, inline=label.said)
            changed[label.place] = replace(line, start=None, decision=heading, inline=label.said)
        elif deciding or not label.said:
            changed[label.place] = replace(line, start=None, field=Field.CASE, inline="")
    return changed


def _parts_of_items(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines; a label of the account that most items have is no point of a decision."""
    known = [
        _key(line.text.partition(":")[0])
        for line in lines
        if line.field is Field.CASE and line.inline and line.kind is Kind.PARAGRAPH
    ]
    decisions = sum(line.decision is not None for line in lines)
    count = Counter(known)
    for line in lines:
        told = line.field is Field.CASE and line.inline and line.kind is Kind.PARAGRAPH
        often = told and count[_key(line.text.partition(":")[0])] * 3 >= max(6, decisions)
        yield replace(line, kind=Kind.HEADING) if often else line


def _alone(lines: Sequence[Line]) -> Iterator[_Label]:
    """Lines that are repeated, each time with another text below it."""
    places = defaultdict(list)
    for place, line in enumerate(lines):
        if _may_label(line):
            places[_key(line.text)].append(place)
    again = {place for found in places.values() if len(found) > 1 for place in found}
    for key, found in places.items():
        if len(found) > 1 and all(_leads(lines, place, again) for place in found):
            below = {lines[place + 1].text for place in found}
            if len(below) > 1:
                yield from (_Label(place, key, "") for place in found)


def _may_label(line: Line) -> bool:
    text = line.text
    return (
        not line.opens
        and line.start is None
        and line.kind in _KINDS
        and text[:1].isupper()
        and len(text.split()) <= _LONGEST
        and not (ended(text) and not text.endswith((":", "?")))
        and not any(
            pattern.fullmatch(text) for pattern in (MARK_LINE, USUAL_ITEMS, AGENDA_SECTION, NOTHING)
        )
        and not OUTCOME.match(text)
        and not OF_DECISION.search(text)
        and not case_line(text)
        and not tells_label(text)
        and not tells_absence(text)
        and not decides(line)
        and not _is_name(line)
    )


def _is_name(line: Line) -> bool:
    return line.kind is not Kind.HEADING and len(line.text.split()) > 1 and are_names(line.text)


def _leads(lines: Sequence[Line], place: int, again: set[int]) -> bool:
    """Whether a text stands below, and no heading right above that the line would belong to."""
    if place + 1 >= len(lines) or place + 1 in again:
        return False
    below, above = lines[place + 1], lines[place - 1] if place else None
    if above and above.decision and not above.inline:
        return False
    return not below.opens and below.start is None and not case_line(below.text)


def _before_text(lines: Sequence[Line]) -> Iterator[_Label]:
    """Labels and signs with a text behind them on their line."""
    for place, line in enumerate(lines):
        if line.opens or line.start or line.kind not in _KINDS:
            continue
        match = _SIGN.match(line.text) or _INLINE.match(line.text) or _DASHED.match(line.text)
        label = match["label"] if match else ""
        if " " in label and not label.isupper() and are_names(label):  # somebody who speaks
            continue
        if match and not OUTCOME.match(match["label"]) and not tells_label(line.text):
            yield _Label(place, _key(match["label"]), match["said"])


def _deciding(lines: Sequence[Line], found: Sequence[_Label]) -> str:
    """The label that the decisions stand behind."""
    outcomes, last = Counter[str](), ""
    for label in found:
        said = label.said or lines[label.place + 1].text
        outcomes[label.key] += bool(OUTCOME.match(said)) or decides(Line(said))
        last = label.key
    best = max(outcomes, key=lambda key: outcomes[key], default="")
    worded = next((key for key in outcomes if _DASHED.match(f"{key} – x")), "")
    if worded:
        return worded
    if outcomes[best] or _SIGN.match(f"{last} x"):
        return best if outcomes[best] else last
    count = Counter(label.key for label in found)  # one that every item has
    others = any(decides(line) for line in lines) or count[last] < max(count.values(), default=0)
    return last if len(outcomes) > 1 and not others else ""


def _key(text: str) -> str:
    return text.casefold().strip(" :?")
