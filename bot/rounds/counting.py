"""Counting what was answered, in groups from which nobody's answer can be worked out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.rounds.grouping import levels_merged, units_merged
from bot.rounds.values import (
    HIGHEST_RATING,
    MOST_RANKED,
    NUMERIC,
    Answer,
    Content,
    Count,
    Kind,
    Partition,
    Question,
)


@dataclass(frozen=True)
class Answered:
    """What one person answered to one question. unit, level: the groups they were put in."""

    unit: str
    level: str
    answer: Answer


def counts_of(question: Question, answered: Sequence[Answered], content: Content) -> list[Count]:
    """Count the answers to a question of an anonymous round, together and by groups.

    None of them when too few have answered. Groups of few are merged with others, whatever they
    answered. If a group's count would tell what each of its people answered, nothing is counted by
    such groups: that one alone missing would tell the same. Texts are only counted together.
    """
    if question.kind not in NUMERIC:
        if len(answered) < content.least_texts:
            return []
        return [_count(question, Partition.ALL, "", answered)]
    least = content.least_numbers
    units = units_merged([one.unit for one in answered], least=least)
    if units is None:
        return []
    levels = levels_merged([one.level for one in answered], units, least=least)
    counts = [_count(question, Partition.ALL, "", answered)]
    for partition, groups in ((Partition.UNIT, units), (Partition.LEVEL, levels or [])):
        of_groups = _of_groups(question, partition, groups, answered)
        if not any(_tells_of_each(question, count) for count in of_groups):
            counts += of_groups
    return counts


def _tells_of_each(question: Question, count: Count) -> bool:
    """Whether a count says of everybody in the group what they answered, or a part of it."""
    most = MOST_RANKED * count.answered if question.kind is Kind.RANKING else count.answered
    return max(count.counts, default=0) == most


def counts_in_open(question: Question, answered: Sequence[Answered]) -> list[Count]:
    """Count the answers to a question of an open round, together and by unit and level."""
    counts = [_count(question, Partition.ALL, "", answered)]
    if question.kind in NUMERIC:
        units, levels = [one.unit for one in answered], [one.level for one in answered]
        counts += _of_groups(question, Partition.UNIT, units, answered)
        counts += _of_groups(question, Partition.LEVEL, levels, answered)
    return counts


def _of_groups(
    question: Question, partition: Partition, groups: Sequence[str], answered: Sequence[Answered]
) -> list[Count]:
    """A count for each group; none for a single one, which would be all."""
    names = sorted(set(groups))
    if len(names) < 2:
        return []
    return [
        _count(
            question,
            partition,
            name,
            [one for one, group in zip(answered, groups, strict=True) if group == name],
        )
        for name in names
    ]


def _count(
    question: Question, partition: Partition, group: str, answered: Sequence[Answered]
) -> Count:
    answers = [one.answer for one in answered]
    return Count(question.key, partition, group, len(answers), _numbers(question, answers))


def _numbers(question: Question, answers: Sequence[Answer]) -> tuple[int, ...]:
    """How many chose each value; of a ranking, the points that each option got."""
    if question.kind is Kind.RATING:
        return tuple(answers.count(value) for value in range(1, HIGHEST_RATING + 1))
    numbers = [0] * len(question.options)
    for answer in answers:
        chosen = answer if isinstance(answer, list) else [answer]
        for rank, option in enumerate(chosen):
            if isinstance(option, int):
                numbers[option] += MOST_RANKED - rank if question.kind is Kind.RANKING else 1
    return tuple(numbers) if question.kind in NUMERIC else ()
