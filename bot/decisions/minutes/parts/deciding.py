"""What was decided on an agenda item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import dropwhile

from bot.decisions.minutes.deeds.follow_ups import follow_ups_of, listed
from bot.decisions.minutes.fields import DECIDING, SIGNING, Field
from bot.decisions.minutes.items.dividing import Item
from bot.decisions.minutes.items.naming import without_title
from bot.decisions.minutes.lines.absence import present, without_the_absent
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.meetings.meeting import Meeting
from bot.decisions.minutes.parts.headings import ends_meeting
from bot.decisions.minutes.parts.outcomes import (
    decides,
    outcome_apart,
    recommended_apart,
    recommends,
)
from bot.decisions.minutes.parts.part import Part, parts_of
from bot.decisions.minutes.values import FoundDecision
from bot.decisions.minutes.words import AGREED, AGREEMENT, NO_REMARK, NOTHING, OTHERS, OUTCOME
from bot.files.blocks import Kind


@dataclass
class _Decided:
    """A decision's lines so far; heading lines stand in the passage only."""

    body: str
    when: date | None
    labelled: bool = False  # as a decision, not as an account
    earlier: bool = False  # than the meeting
    lines: list[Line] = field(default_factory=list)
    passage: list[Line] = field(default_factory=list)

    @property
    def said(self) -> list[Line]:
        return [line for line in self.lines if line.field is None]


def are_labelled(items: Sequence[Item]) -> bool:
    """Whether half or more of the items that tell anything have a label for what was decided."""
    told = [item for item in items if item.lines]
    labelled = sum(
        any(line.decision and line.decision.field is not Field.ACCOUNT for line in item.lines)
        for item in told
    )
    return labelled > 1 and 2 * labelled >= len(told)


def decisions_on(
    item: Item, case_number: str, meeting: Meeting, *, labelled: bool
) -> list[FoundDecision]:
    """The decisions of an item, each with the body and the date that its heading tells.

    labelled: what was decided has a label in many of the items; the account of one that has none
    is no decision, unless it tells an outcome.
    """
    agreed = any(line.decision or _agrees(line) for line in item.lines)
    if SIGNING.fullmatch(item.title) and not agreed:
        return []
    parts = parts_of(list(_lines(item)), meeting.absent, meeting.held_on)
    recommended, decided = _told(parts, meeting, labelled=labelled)
    recommendation = _text(list(without_the_absent(recommended, meeting.absent)))
    deeds = [
        deed
        for part in parts
        if part.holds is Field.AGREEMENTS
        for line in part.lines
        for deed in listed(line)
    ]
    found = []
    for one in decided:
        said = one.said
        unsaid = (
            OTHERS.fullmatch(item.title) and not one.labelled and NO_REMARK.fullmatch(_text(said))
        )
        if unsaid or NOTHING.fullmatch(_text(said)):
            continue
        told, deeds = [*one.lines, *deeds], []
        body = one.body or meeting.body
        found.append(
            FoundDecision(
                title=item.title,
                text=_text(said),
                body=body,
                decided_on=one.when,
                item=item.number,
                case_number=item.case_number or case_number,
                recommendation=recommendation,
                follow_ups=tuple(
                    follow_ups_of(
                        told, one.when or meeting.held_on, body=body, people=meeting.people
                    )
                ),
                passage=_text(one.passage),
            )
        )
    return found


def _lines(item: Item) -> Iterator[Line]:
    """The item's lines; the next meeting may be what it is about."""
    about = ends_meeting(item.title)
    for line in without_title(item.lines, item.title):
        yield replace(line, field=None) if about and line.field is Field.END else line


def doubtful_in(item: Item) -> Iterator[str]:
    """The dates in the headings of an item's decisions that are none."""
    for line in item.lines:
        if line.decision and line.decision.doubtful:
            yield line.decision.doubtful


def _told(
    parts: Sequence[Part], meeting: Meeting, *, labelled: bool
) -> tuple[list[Line], list[_Decided]]:
    """The recommendation, and the decisions below the headings that count most, or below none."""
    recommended = [
        line for part in parts if part.holds is Field.RECOMMENDATION for line in part.lines
    ]
    present = [part.decision.field for part in parts if part.decision]
    counting = next((one for one in DECIDING if one in present), None)
    if counting is None:
        return _unheaded(parts, meeting)
    decided: list[_Decided] = []
    for part in parts:
        if part.decision is None or part.decision.field is not counting:
            continue
        lines = part.lines
        if part.decision.recommends or counting is Field.ACCOUNT:
            apart, lines = recommended_apart(lines)
            recommended = recommended or apart
        if counting is Field.ACCOUNT:
            lines = _from_outcome(lines, labelled=labelled)
        _add(decided, part, lines, meeting)
    unheaded = [line for part in parts if part.holds is None for line in part.lines]
    return recommended or list(filter(recommends, unheaded)), decided


def _from_outcome(lines: Sequence[Line], *, labelled: bool) -> list[Line]:
    """An account from where it tells the outcome, where others have a label for that.

    So is one in a table's cell, which tells what was said before it, as long as any stands there.
    """
    in_cell = all(line.kind is Kind.ROW for line in lines)
    if not (labelled or in_cell):
        return list(lines)
    pieces = [replace(line, text=piece) for line in lines for piece in line.text.split("\n")]
    told = list(dropwhile(lambda line: not (_agrees(line) or decides(line)), pieces))
    return told if told or labelled else list(lines)


def _add(decided: list[_Decided], part: Part, lines: Sequence[Line], meeting: Meeting) -> None:
    """One more decision, or more of the last one when the heading tells no other body or day."""
    heading = part.decision
    if heading is None:
        return
    passage = [*_label(part), *part.lines]
    if (
        decided
        and not decided[-1].earlier
        and not (heading.body or heading.when or heading.doubtful)
        and not _is_earlier(decided[-1], part, meeting)
    ):
        decided[-1].lines += lines
        decided[-1].passage += passage
        return
    when = heading.when if heading.when or heading.doubtful else meeting.held_on
    labelled = heading.field is not Field.ACCOUNT
    decided.append(_Decided(heading.body, when, labelled, part.earlier, list(lines), passage))


def _is_earlier(one: _Decided, part: Part, meeting: Meeting) -> bool:
    """Whether another body decided on another day than those do whose decision begins here."""
    own = bool(part.heading and part.heading.decision)
    other = bool(one.body) and one.body != meeting.body
    return own and other and bool(one.when and one.when != meeting.held_on)


def _label(part: Part) -> Iterator[Line]:
    """The heading's line without what of the decision stands on it."""
    if part.heading and part.decision:
        text = present(part.heading.text.removesuffix(part.decision.inline).rstrip())
        yield Line(text, Kind.HEADING)


def _unheaded(parts: Sequence[Part], meeting: Meeting) -> tuple[list[Line], list[_Decided]]:
    """The recommendation, and the decision from the first line that tells an outcome."""
    recommended: list[Line] = []
    decided: list[Line] = []
    for part in parts:
        if part.holds in (None, Field.RECOMMENDATION):
            before, after = outcome_apart(
                part.lines, meeting.held_on, headed=part.holds is not None
            )
            recommended += before
        else:
            plain = part.holds in (Field.CASE, Field.ATTACHMENTS)
            after = list(dropwhile(lambda line: not _agrees(line), part.lines if plain else []))
        decided = decided or after
    agreed = [part for part in parts if part.holds is Field.AGREEMENTS]
    one = next((part for part in agreed if part.heading and _is_agreement(part.heading)), None)
    lines = one.lines if one else decided or [line for part in agreed for line in part.lines]
    return recommended, [_Decided("", meeting.held_on, lines=lines, passage=lines)] if lines else []


def _is_agreement(line: Line) -> bool:
    """Whether "Aftale: Vi køber to." tells what was agreed, more than who is to do what."""
    return bool(AGREEMENT.match(line.text) and line.inline)


def _agrees(line: Line) -> bool:
    """Whether a line among the case's own tells the outcome; earlier ones are told there, too."""
    return bool(OUTCOME.match(line.text) or AGREED.match(line.text))


def _text(lines: Sequence[Line]) -> str:
    """The lines as a text: paragraphs apart, points of lists right below each other."""
    text = ""
    for line in lines:
        between = "" if not text else "\n" if line.kind is Kind.ITEM or line.field else "\n\n"
        text += between + line.text
    return text
