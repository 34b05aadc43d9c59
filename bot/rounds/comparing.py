"""What a round may be held against of the earlier one that it was copied from.

Both rounds' tables were made when each of them closed, in groups from which nobody's answer can be
worked out, and are only put side by side. A difference between them takes a whole group from a
whole group. Somebody's answers in two rounds are two answers, so a sum of groups of both rounds is
a sum of groups in each, and tells in each of nobody or of as many as `grouping` has it.

A group is a part of the organisation, and is named by a unit's path, which is what a unit is known
by: one that has another name, or stands elsewhere, is another. In an anonymous round a group holds
all below its unit that isn't counted by itself. So two groups of one name are of the same units
when the same units below them are counted by themselves; what is left over at the top, when all
are the same.
"""

from collections.abc import Sequence

from bot.rounds.grouping import REST, SEPARATOR
from bot.rounds.values import Count, Kind, Partition, Question


def is_comparable(question: Question, earlier: Question | None) -> bool:
    """Whether the numbers mean the same; what the question says may have been put better."""
    return (
        earlier is not None
        and question.kind not in (Kind.TEXT, Kind.ITEM)
        and (question.kind, question.options) == (earlier.kind, earlier.options)
    )


def comparable(
    counts: Sequence[Count], earlier: Sequence[Count], *, least: int
) -> tuple[Count, ...]:
    """Those of an earlier round's counts that have their like among a round's, unchanged.

    counts, earlier: all that was stored of one question. least: how many must have answered in
    the earlier round, too: one that was held with names has groups of any size.
    """
    return tuple(
        before
        for before in earlier
        if before.answered >= least
        and any(
            (one.partition, one.group) == (before.partition, before.group)
            and _counted_apart(one, counts) == _counted_apart(before, earlier)
            for one in counts
        )
    )


def _counted_apart(group: Count, counts: Sequence[Count]) -> frozenset[str]:
    """The units below a group's that are counted by themselves."""
    if group.partition is not Partition.UNIT:
        return frozenset()
    return frozenset(
        one.group
        for one in counts
        if one.partition is Partition.UNIT
        and one.group != group.group
        and (group.group == REST or one.group.startswith(group.group + SEPARATOR))
    )
