"""Parts that are known by no word, but by standing in several items: "B: Vejen bygges."."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import case_line, tells_label
from bot.decisions.minutes.lines.absence import are_names, present, tells_absence
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.parts.headings import DecisionHeading, body_heading
from bot.decisions.minutes.parts.outcomes import decides
from bot.decisions.minutes.words import (
    AGENDA_SECTION,
    AGREEMENT,
    MARK_LINE,
    NOTHING,
    OF_DECISION,
    OUTCOME,
    RECOMMENDS,
    USUAL_ITEMS,
)
from bot.files.blocks import Kind
from bot.files.lines import ended

_LONGEST_DECIDING = 3  # words of a label such as "Udvalget besluttede"
_LONGEST = 8  # words of a label on a line of its own
_INLINE = re.compile(
    r"(?:- )?(?P<label>[A-ZÆØÅ][\w/-]*(?: [\w/-]+){0,3}\.?): (?P<said>\S.*)", re.DOTALL
)
_SIGN = re.compile(
    r"(?:- )?(?P<label>[=-]{0,2}[>→➔►▶➜⇒»➤✓✔☑✅]+):? ?(?P<said>[^\W\d_].*)", re.DOTALL
)
_KINDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM)


@dataclass(frozen=True)
class _Label:
    """A label where it stands. said: what follows on its line."""

    place: int
    key: str
    said: str


def labelled(lines: Sequence[Line]) -> list[Line]:
    """The lines, with those that stand in several items as labels opening a part of each.

    Where no decision has a heading, the label that most outcomes stand behind heads them.
    """
    headed = any(line.decision for line in lines)
    if not headed:
        lines = _by_agreements(_by_bodies(lines))
        headed = any(line.decision for line in lines)
    found = list(_alone(lines))
    if not headed:
        found += _before_text(lines)
    count = Counter(label.key for label in found)
    found = sorted(
        (label for label in found if count[label.key] > 1), key=lambda label: label.place
    )
    deciding = "" if headed else _deciding(lines, found)
    deeds = deciding if _tells_deeds(lines, found, deciding) else ""
    deciding = "" if deeds else deciding
    changed = list(_parts_of_items(lines))
    for label in found:
        line = lines[label.place]
        if label.key == deeds:
            said = present(label.said)
            changed[label.place] = replace(
                line, text=said, start=None, field=Field.DEED, inline=said
            )
        elif label.key == deciding:
            heading = DecisionHeading(Field.DECISION, inline=label.said)
            changed[label.place] = replace(line, start=None, decision=heading, inline=label.said)
        elif deciding or not label.said:
            changed[label.place] = replace(line, start=None, field=Field.CASE, inline="")
    for place, line in enumerate(lines):  # where nothing is told behind it
        if deciding and line.text.endswith(":") and _key(line.text) == deciding:
            empty = DecisionHeading(Field.DECISION)
            changed[place] = replace(line, start=None, decision=empty, inline="")
    return changed


def _tells_deeds(lines: Sequence[Line], found: Sequence[_Label], key: str) -> bool:
    """Whether a sign tells who does what, below most of the outcomes: "-> Bo Elm skriver det"."""
    if not _SIGN.match(f"{key} x"):
        return False
    places = [label.place for label in found if label.key == key and label.place]
    below = [
        place
        for place in places
        if place - 1 in places or decides(replace(lines[place - 1], start=None))
    ]
    return 2 * len(below) > len(places)


def _by_bodies(lines: Sequence[Line]) -> list[Line]:
    """The lines; where several tell a body and a day in front of a text, these head decisions."""
    found = {
        place: heading
        for place, line in enumerate(lines)
        if (not line.opens or line.field is Field.END)
        and (heading := body_heading(line.text))
        and (heading.inline or line.text.endswith(":"))
    }
    if len(found) < 2:
        found = dict(_alone_above(lines))
    if len(found) < 2:
        return list(lines)
    return [
        replace(line, start=None, field=None, decision=found[place], inline=found[place].inline)
        if place in found
        else line
        for place, line in enumerate(lines)
    ]


def _alone_above(lines: Sequence[Line]) -> Iterator[tuple[int, DecisionHeading]]:
    """A body and a day alone above a text: "Kulturudvalget, 02-04-2025, pkt. 3"."""
    for place, (line, below) in enumerate(pairwise(lines)):
        heading = None if line.opens else body_heading(line.text)
        if heading and heading.when and not heading.inline and not (below.opens or below.start):
            yield place, heading


def _by_agreements(lines: Sequence[Line]) -> list[Line]:
    """The lines; "Aftale:" heads decisions where several items have it."""
    told = [line.field is Field.AGREEMENTS and bool(AGREEMENT.match(line.text)) for line in lines]
    if sum(told) < 2 or any(line.decision for line in lines):
        return list(lines)
    return [
        replace(line, field=None, decision=DecisionHeading(Field.CONCLUSION, inline=line.inline))
        if agrees
        else line
        for line, agrees in zip(lines, told, strict=True)
    ]


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
        leading = [place for place in found if _leads(lines, place, again)]
        if len(leading) > 1 and 2 * len(leading) > len(found):  # below some nothing is told
            below = {lines[place + 1].text for place in leading}
            if len(below) > 1:
                yield from (_Label(place, key, "") for place in found)


def _may_label(line: Line) -> bool:
    text = line.text
    return (
        not (line.opens or line.aside)
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
        and not RECOMMENDS.search(text)
        and not case_line(text)
        and not tells_label(text)
        and not tells_absence(text)
        and not (decides(line) and len(text.split()) > _LONGEST_DECIDING)
        and not _is_name(line)
        and body_heading(text) is None
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
        if line.opens or line.start or line.aside or line.kind not in (*_KINDS, Kind.ROW):
            continue
        match = _SIGN.match(line.text) or _INLINE.match(line.text)
        label = match["label"] if match else ""
        if " " in label and not label.isupper() and are_names(label):  # somebody who speaks
            continue
        if match and not OUTCOME.match(match["label"]) and not tells_label(line.text):
            yield _Label(place, _key(match["label"]), match["said"])


def _deciding(lines: Sequence[Line], found: Sequence[_Label]) -> str:
    """The label that most outcomes stand behind; a sign that comes last needs none."""
    outcomes, last = Counter[str](), ""
    for label in found:
        said = label.said or next((line.text for line in lines[label.place + 1 :][:1]), "")
        outcomes[label.key] += bool(OUTCOME.match(said)) or decides(Line(said))
        last = label.key
    best = max(outcomes, key=lambda key: outcomes[key], default="")
    if outcomes[best]:
        return best
    return last if _SIGN.match(f"{last} x") else ""


def _key(text: str) -> str:
    return text.casefold().strip(" :?")
