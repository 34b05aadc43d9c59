"""Page headers and footers in plain text that was printed in pages: known by what is repeated."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from bot.files.lines import ended

_PAGE = re.compile(
    r"\b(?:side|page|s\.) ?(?P<one>\d{1,4})\b"
    r"|(?<![^\W\d_] )\b(?P<two>\d{1,4}) ?(?:af|of) ?\d{1,4}\b"
    r"|^[-–— ]*(?P<three>\d{1,3})[-–— ]*$",
    re.IGNORECASE,
)
_GAP = re.compile(r" {3,}|\t+")
_LONGEST = 200  # letters of a line that may run
_DEEPEST = 6  # lines above and below the page's number
_MOST = 0.6  # of the pages have it
_FULL = 0.8  # of the longest line


def running_apart(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines without what is repeated around the numbers of the pages; and that, each once.

    A header that nothing stands above is kept: it tells what the text is.
    """
    numbered = list(_numbered(lines))
    running = {place for group in numbered for place in group}
    for group in numbered:
        for step in (-1, 1):
            running.update(_beside(lines, group, step))
    if not running:
        return list(lines), []
    keys = {_key(lines[place]) for place in running}
    keys = {key for key in keys if len(key.split()) > 2}
    running.update(
        place for place, line in enumerate(lines) if len(line) <= _LONGEST and _key(line) in keys
    )
    margins: dict[str, str] = {}
    for place in sorted(running):
        text = _told(lines[place])
        if any(map(str.isalpha, text)):
            margins.setdefault(_key(text), text)
    return list(_kept(lines, running)), list(margins.values())


def _numbered(lines: Sequence[str]) -> Iterator[list[int]]:
    """The places of lines that are alike but for the page's number, which rises."""
    groups: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if len(line) <= _LONGEST and _PAGE.search(line):
            groups.setdefault(_key(line), []).append(place)
    for group in groups.values():
        numbers = [_number(lines[place]) for place in group]
        if len(group) > 1 and all(before + 1 == after for before, after in pairwise(numbers)):
            yield group


def _number(line: str) -> int:
    match = _PAGE.search(line)
    return int(next(filter(None, match.groups()))) if match else 0


def _beside(lines: Sequence[str], group: Sequence[int], step: int) -> Iterator[int]:
    """What is repeated in the lines above the pages' numbers, or below them.

    It reaches to an empty line or stands on most pages: "Godkendt." may end several of them.
    """
    ways = [_way(lines, place, step) for place in group]
    counted = Counter((depth, _key(lines[at])) for way, _ in ways for depth, at in enumerate(way))
    for way, bounded in ways:
        counts = [counted[depth, _key(lines[at])] for depth, at in enumerate(way)]
        if bounded and min(counts, default=0) > 1:
            yield from way
            continue
        often = takewhile(lambda count: count >= max(2, len(group) * _MOST - 1), counts)
        for at, _ in zip(way, often, strict=False):
            if len(lines[at].split()) > 1 or not any(map(str.isalnum, lines[at])):
                yield at


def _way(lines: Sequence[str], place: int, step: int) -> tuple[list[int], bool]:
    """The lines from a place on that may run, and whether they reach to an empty one."""
    way: list[int] = []
    place += step
    while 0 <= place < len(lines) and len(way) < _DEEPEST and lines[place].strip():
        text = lines[place].rstrip()
        if any(map(str.isalnum, text)) and ended(text):
            return way, False
        way.append(place)
        place += step
    return way, not 0 <= place < len(lines) or not lines[place].strip()


def _kept(lines: Sequence[str], running: set[int]) -> Iterator[str]:
    longest = max(map(len, lines))
    begun = interrupted = False
    last = ""
    for place, line in enumerate(lines):
        if place in running and begun:
            interrupted = True
            continue
        begun = begun or bool(line.strip() and place not in running)
        if interrupted and not line.strip():
            continue
        if interrupted:
            text = line.strip()
            goes_on = not ended(last) and (text[:1].islower() or len(last) > longest * _FULL)
            if not goes_on:
                yield ""
            interrupted = False
        yield _told(line) if place in running else line
        last = line.rstrip() if line.strip() else last


def _told(line: str) -> str:
    """A line with what is set apart on it apart by a sign."""
    return " | ".join(" ".join(piece.split()) for piece in _GAP.split(line.strip()))


def _key(line: str) -> str:
    return " ".join(re.sub(r"\d+", "1", line).casefold().split())
