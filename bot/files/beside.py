"""Pages with labels to the left of what they tell, as in a table without lines."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.files.lines import joined
from bot.files.paper import Line
from bot.files.ruled import Ruled

_SAME = 3.0  # points between places that are one
_APART = 60.0  # points at least from the labels to what they tell
_FEWEST = 4  # labels on a page
_MOST = 0.8  # of the labels have a text beside them
_FAR = 4.0  # distance of rows, as part of the size: a page's head stands farther away
_TIGHT = 1.45  # distance of lines within a label or a paragraph, as part of the size


def labels_beside(lines: Sequence[Line]) -> list[Ruled]:
    """The parts of a page that are told so, as tables of two columns."""
    bold = Counter(round(line.x) for line in lines if line.bold)
    plain = Counter(round(line.x) for line in lines if not line.bold)
    if not bold or not plain:
        return []
    left, right = (max(places, key=lambda x: (places[x], -x)) for places in (bold, plain))
    if right - left < _APART:
        return []
    labels = [line for line in lines if line.bold and _is_at(line, left) and line.end < right]
    told = [line for line in lines if line.x >= right - _SAME]
    beside = [one for one in labels if any(abs(one.y - each.y) <= _SAME for each in told)]
    between = [line for line in lines if left + _SAME < line.x < right - _SAME]
    if any(abs(one.y - each.y) <= _SAME for one in labels for each in between):
        return []  # a third column
    if len(beside) < _FEWEST or len(beside) < _MOST * len(_groups(labels)):
        return []
    return list(_tables(lines, left, right))


def _tables(lines: Sequence[Line], left: float, right: float) -> Iterator[Ruled]:
    """The tables, between the lines that stand across both columns."""
    held: list[Line] = []
    for line in [*sorted(lines, key=lambda line: -line.y), None]:
        own = line and (line.x >= right - _SAME or (_is_at(line, left) and line.end < right))
        near = not held or (line and held[-1].y - line.y <= _FAR * line.size)
        if line and own and near:
            held.append(line)
            continue
        if table := _table(held, left, right):
            yield table
        held = [line] if line and own else []


def _table(lines: Sequence[Line], left: float, right: float) -> Ruled | None:
    labels = _groups([line for line in lines if line.x < right - _SAME])
    told = [line for line in lines if line.x >= right - _SAME]
    if not labels or not told or not any(line.bold for label in labels for line in label):
        return None
    tops = [label[0].y for label in labels]
    rows = [
        (
            " ".join(line.text for line in label),
            _text([line for line in told if _place(tops, line.y) == at]),
        )
        for at, label in enumerate(labels)
    ]
    above = _text([line for line in told if _place(tops, line.y) < 0])
    return Ruled(
        tuple([("", above), *rows] if above else rows),
        tuple((line.x, line.y, line.x + 1, line.y + 1) for line in lines),
        (left, right),
        headed=False,
    )


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """The labels, each as the lines that it is broken into."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if groups and groups[-1][-1].y - line.y <= _TIGHT * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _place(tops: Sequence[float], y: float) -> int:
    """Beside or below which label a line stands; -1 when above them all."""
    return sum(top >= y - _SAME for top in tops) - 1


def _text(lines: Sequence[Line]) -> str:
    text = lines[0].text if lines else ""
    for line, below in pairwise(lines):
        close = line.y - below.y <= _TIGHT * below.size
        text = joined(text, below.text) if close else f"{text}\n{below.text}"
    return text


def _is_at(line: Line, x: float) -> bool:
    return abs(line.x - x) <= _SAME
