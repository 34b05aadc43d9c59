"""Groups that are large enough to be counted, so that nobody's answer can be worked out.

Answers are counted by unit and by level: two partitions of the same people, each published whole.
From them an outsider may form any sum of groups, some added and some taken away. What can be worked
out of that about fewer than `least` people is what must not be.

Take the two partitions as a graph: units on one side, levels on the other, and for each unit and
level that some people share, an edge that weighs their number. A sum of groups gives each edge the
sum of its two ends' factors. It tells of some edges alone when all others get zero, and that is
possible just when those edges cut a connected part of the graph in two: as long as the edges with
zero connect it, every unit has one and the same factor, and every level its opposite, so that all
is zero. So nothing about fewer than `least` people can be worked out if, and only if, no such cut
weighs less. Cutting off one unit or one level is a cut, so this covers the size of the groups too.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from itertools import product

from bot.people.values import Level

REST = ""  # the group of what was merged beyond any unit
SEPARATOR = "/"
JOINED = "+"
LEVELS = tuple(level.value for level in Level)  # from the top


def units_merged(units: Sequence[str], *, least: int) -> list[str] | None:
    """The group of each of these people, by their units: small ones are merged into the unit above.

    units: paths, one a person. Only their numbers decide, never what they answered: a group that
    was missing would tell of itself. None when not even all together are `least`.
    """
    if len(units) < least:
        return None
    members = _members(units)
    # The deepest first: what is merged into a unit may make it large enough.
    for depth in range(max(map(_depth, members)), 0, -1):
        for unit in [one for one in members if _depth(one) == depth]:
            if len(members[unit]) < least:
                members.setdefault(unit.rpartition(SEPARATOR)[0], []).extend(members.pop(unit))
    while REST in members and len(members[REST]) < least:
        # What can't go further up takes the smallest of the others along.
        others = (unit for unit in members if unit != REST)
        smallest = min(others, key=lambda unit: (len(members[unit]), unit))
        members[REST] += members.pop(smallest)
    groups = [REST] * len(units)
    for unit, places in members.items():
        for place in places:
            groups[place] = unit
    return groups


def levels_merged(levels: Sequence[str], units: Sequence[str], *, least: int) -> list[str] | None:
    """The group of each of these people, by level, so that units and levels are safe together.

    levels: one a person, by the values of `Level`; units: the groups that they are counted in.
    Neighbouring levels are merged. None when they would all be one group.
    """
    parts = [[level] for level in LEVELS if level in set(levels)]
    while len(parts) > 1:
        name = {level: JOINED.join(part) for part in parts for level in part}
        groups = [name[level] for level in levels]
        if is_safe(units, groups, least=least):
            return groups
        sizes = Counter(groups)
        smallest = min(range(len(parts)), key=lambda place: sizes[JOINED.join(parts[place])])
        first = max(smallest - 1, 0)
        parts[first : first + 2] = [parts[first] + parts[first + 1]]
    return None


def is_safe(units: Sequence[Hashable], levels: Sequence[Hashable], *, least: int) -> bool:
    """Whether nothing about fewer than `least` people can be worked out of both partitions."""
    if any(size < least for size in (*Counter(units).values(), *Counter(levels).values())):
        return False
    weights: dict[Hashable, Counter[Hashable]] = {}
    for unit, level in zip(units, levels, strict=True):
        weights.setdefault(unit, Counter())[level] += 1
    names = list(Counter(levels))
    # There are few levels, so every way of dividing them is tried. Each unit then goes where it
    # cuts least; a unit that is wholly on one side cuts nothing, and moved away all of itself.
    for sides in product((False, True), repeat=len(names) - 1):
        here = {name for name, side in zip(names[1:], sides, strict=True) if side}
        cut = sum(_cut(row, here) for row in weights.values())
        if 0 < cut < least:
            return False
    return True


def _cut(row: Mapping[Hashable, int], here: set[Hashable]) -> int:
    on_this_side = sum(number for level, number in row.items() if level in here)
    return min(on_this_side, sum(row.values()) - on_this_side)


def _members(groups: Sequence[str]) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        members.setdefault(group, []).append(place)
    return members


def _depth(unit: str) -> int:
    """How deep in the tree a unit is: 1 at the top, 0 for what is beyond any."""
    return unit.count(SEPARATOR) + 1 if unit else 0
