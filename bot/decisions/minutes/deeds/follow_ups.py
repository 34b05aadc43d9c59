"""Who is to do what by when, as decisions tell it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.decisions.minutes.deeds.deadlines import deadline_in, due_in
from bot.decisions.minutes.deeds.deed_words import ACTORS
from bot.decisions.minutes.deeds.listing import SAID_OF, agreed_in, listed_in, tells_only_who
from bot.decisions.minutes.deeds.running import clauses, told_in, who_and_when
from bot.decisions.minutes.deeds.who import NAME
from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.lines.line import Line, gone_on
from bot.decisions.minutes.values import FoundFollowUp
from bot.documents.dates import dates_in

_WHAT_AND_WHO = re.compile(  # "Oplæg til møde: Bo Elm, 1. maj"
    r"(?!(?i:center|afdeling|område|forvaltning|team|tovholder|ansvarlig|\w*udvalg)\w*\b)"
    rf"(?P<what>[^():]{{3,200}}): (?P<who>(?:{NAME}|{ACTORS})[^:]*)"
)


def listed(line: Line) -> Iterator[Line]:
    """A line of a list of agreements, each of those that begins with who does it as a deed."""
    if line.field is not None:
        yield line
        return
    for text in listed_in(line.text.removeprefix("- ")):
        if tells_only_who(text):
            yield replace(line, text=text, field=Field.OWNER, inline=text)
            continue
        said = SAID_OF.match(text) or agreed_in(text, None)
        yield replace(line, text=text, field=Field.DEED, inline=text) if said else line


def follow_ups_of(
    lines: Sequence[Line], held_on: date | None, *, body: str, people: frozenset[str]
) -> Iterator[FoundFollowUp]:
    """The deeds that are agreed in the lines of a body's decision, as those of owners and dates.

    Each owner and date belongs to the deed told before it, or else to the paragraph.
    """
    said = ""
    held: dict[Field, str] = {}
    for line in gone_on(lines):
        if line.field is not None and line.field not in held:
            held[line.field] = line.inline
            continue
        if held:
            yield from _labelled(said, held, held_on)
        elif said:
            yield from told_in(said, held_on, body, people)
        told = line.text.removeprefix("- ")
        said, held = (said, {line.field: line.inline}) if line.field else (told, {})
    if held:
        yield from _labelled(said, held, held_on)
    elif said:
        yield from told_in(said, held_on, body, people)


def _labelled(said: str, held: dict[Field, str], held_on: date | None) -> Iterator[FoundFollowUp]:
    """What the owners and days beside a deed tell of it: each of several has a part of its own."""
    owner, day = held.get(Field.OWNER, ""), held.get(Field.DUE, "")
    if Field.DEED not in held and (told_apart := list(_with_what(owner))):
        for apart in told_apart:
            yield _of_one(said, {**held, **apart}, held_on)
        return
    owners = list(_owners(owner, held_on))
    if len(owners) < 2 and "\n" not in owner:  # "LF ZK": initials
        owners = [(who, None) for who in owner.replace(",", " ").split()]
    written = [due_in(line, held_on) for line in day.split("\n")]
    days = written if "\n" in day else list(dates_in(day))
    deeds = held[Field.DEED].split("\n") if Field.DEED in held else []
    if len(owners) > 1 and (deeds or len(days) == len(owners) or all(when for _, when in owners)):
        every = list(clauses(said))
        found = [next((one for one in every if one.startswith(f"{who} ")), "") for who, _ in owners]
        told = deeds if deeds else found
        if len(told) == len(owners) and all(told):
            each = days if len(days) == len(owners) else [when for _, when in owners]
            for what, (who, _), when in zip(told, owners, each, strict=True):
                yield FoundFollowUp(what, who, when)
            return
    if len(deeds) > 1 and not owner and not day:  # each of them tells who and when
        for deed in deeds:
            yield _of_one(said, {Field.DEED: deed}, held_on)
        return
    held = {field: ", ".join(text.split("\n")) for field, text in held.items()}
    yield _of_one(said, held, held_on)


def _with_what(owner: str) -> Iterator[dict[Field, str]]:
    """What and who, where each line of the owner's cell tells both."""
    found = [_WHAT_AND_WHO.fullmatch(line) for line in owner.split("\n")]
    if all(found):
        for match in filter(None, found):
            yield {Field.DEED: match["what"], Field.OWNER: match["who"]}


def _owners(text: str, held_on: date | None) -> Iterator[tuple[str, date | None]]:
    """Who is told line by line, each with the day that follows there or on the line below."""
    held: tuple[str, date | None] | None = None
    for line in text.split("\n"):
        who, when = who_and_when(line, held_on)
        only = (
            due_in(line, held_on) if not re.match(r"[^\W\d]{2,}(?<!den)(?<!senest)", line) else None
        )
        if held and only and held[1] is None:
            held = (held[0], only)
            continue
        if held:
            yield held
        held = (who, when)
    if held and held[0]:
        yield held


def _of_one(said: str, held: dict[Field, str], held_on: date | None) -> FoundFollowUp:
    if tells_only_who(held.get(Field.DEED, "")) and Field.OWNER not in held:
        held = {**held, Field.OWNER: held[Field.DEED]}
        del held[Field.DEED]
    if Field.DEED in held and len(held) == 1:  # "Ledelsen sender den ud senest 1. december"
        if found := agreed_in(held[Field.DEED], held_on):
            return found
        if said_of := SAID_OF.match(held[Field.DEED]):
            return FoundFollowUp(
                held[Field.DEED], said_of["who"], deadline_in(held[Field.DEED], held_on)
            )
        return next(
            told_in(held[Field.DEED], held_on),
            FoundFollowUp(held[Field.DEED], "", deadline_in(held[Field.DEED], held_on)),
        )
    due = due_in(held.get(Field.DUE, ""), held_on)
    who, when = who_and_when(held.get(Field.OWNER, ""), held_on)
    return FoundFollowUp(held.get(Field.DEED) or said, who, due or when)
