"""Figures by unit in which nobody can be found.

The units are parts of one whole: each question is counted in exactly one line, and each line is of
so many askers that none of them can be told. So whatever is added up or taken away, the total too,
what is left is of whole lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile
from uuid import UUID

from bot.people.sorting import danish_order
from bot.status.values import FEWEST_ASKERS, OfUnit


def by_unit(questions: Iterable[tuple[str, UUID]]) -> tuple[OfUnit, ...]:
    """How many questions came from each unit with at least FEWEST_ASKERS askers.

    questions: the unit and the asker of each. The rest is one line, which has as many askers, too:
    else the unit with the fewest joins it. Nothing when that leaves no unit.
    """
    lines: dict[str, list[UUID]] = defaultdict(list)
    rest: list[UUID] = []
    for unit, asker in questions:
        lines[unit].append(asker)
    askers = {unit: set(of_unit) for unit, of_unit in lines.items()}
    others: set[UUID] = set()
    for unit in sorted(lines, key=lambda unit: (len(askers[unit]), unit)):
        others_are_few = bool(others) and len(others) < FEWEST_ASKERS
        if len(askers[unit]) < FEWEST_ASKERS or others_are_few:
            rest += lines.pop(unit)
            others |= askers[unit]
    if not lines:
        return ()
    named = [OfUnit(unit, len(lines[unit])) for unit in sorted(lines, key=danish_order)]
    return (*named, OfUnit(None, len(rest))) if rest else tuple(named)


def areas(paths: Sequence[str]) -> dict[str, str]:
    """The part of the organisation that each unit belongs to: the highest in which they differ."""
    split = {path: path.split("/") for path in paths}
    levels = zip(*split.values(), strict=False)
    shared = len(list(takewhile(lambda names: len(set(names)) == 1, levels)))
    return {path: parts[min(shared, len(parts) - 1)] for path, parts in split.items()}
