"""Headings within an item that tell its title once more: "Beslutning for Punkt 4: Ny skole"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.items.starts import key_of, titled
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.words import OUTCOME
from bot.files.lines import ended, joined

_MOST_LINES = 3  # that a title goes on for


def whole_title(title: str, below: Sequence[Line]) -> tuple[str, int]:
    """The title and on how many of the lines below it goes on, as such a heading tells.

    Below "Punkt 4: Fordeling af" it goes on with "puljen", when "Beslutning for Punkt 4: Fordeling
    af puljen" stands further down, on a line or two.
    """
    for place, line in enumerate(below):
        if line.names is None:
            continue
        told, whole = line.names, title
        for count, more in enumerate(below[:_MOST_LINES], 1):
            if more.opens or count > place:
                break
            whole = joined(whole, more.text)
            again = [told, *(each.text for each in below[place + 1 : place + 1 + count])]
            if key_of(whole) in (key_of(told), key_of(" ".join(again))):
                return whole, count
    return title, 0


def without_title(lines: Sequence[Line], title: str) -> Iterator[Line]:
    """The lines of an item, without the title that the headings among them tell once more."""
    skipped = 0
    for place, line in enumerate(lines):
        if skipped:
            skipped -= 1
            continue
        below = lines[place + 1 :]
        told = line.names
        if told is None and line.decision and key_of(line.inline) == key_of(title) and line.inline:
            told = line.inline
            line = replace(line, inline="", decision=replace(line.decision, inline=""))
        yield line
        if told is None:
            continue
        skipped = _goes_on(told, below, title)
        if skipped or not told or key_of(titled(told)[0]) == key_of(title):
            continue
        if OUTCOME.match(told) or ended(told) or not below or below[0].opens:
            yield Line(told)


def _goes_on(told: str, below: Sequence[Line], title: str) -> int:
    """On how many of the lines below the title goes on that a heading begins to tell."""
    whole, key = told, key_of(title)
    for count, line in enumerate(below[:_MOST_LINES], 1):
        if line.opens or not key.startswith(key_of(whole)) or key == key_of(whole):
            return 0
        whole = joined(whole, line.text)
        if key == key_of(whole):
            return count
    return 0
