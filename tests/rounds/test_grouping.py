"""Nobody's answer can be worked out of the groups that are published.

The rule is proven against linear algebra that knows nothing of graphs: whatever sum of published
groups is formed, it tells of no fewer people than it may.
"""

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rounds.counting import Answered, counts_of
from bot.rounds.grouping import REST, is_safe, levels_merged, units_merged
from bot.rounds.values import Answer, Content, Kind, Partition, Question

UNITS = ("A", "A/1", "A/2", "A/2/x", "B", "B/1", "C")
LEVELS = ("direktion", "chef", "aftaleholder", "leder")
people = st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(LEVELS)), max_size=14)


def can_be_worked_out(partitions: list[list[str]], fewer_than: int) -> bool:
    """Whether some sum of published groups tells of fewer people than that, and of no others."""
    number = len(partitions[0])
    groups = np.array(
        [
            [float(one == name) for one in partition]
            for partition in partitions
            for name in sorted(set(partition))
        ]
    )
    rank = np.linalg.matrix_rank(groups)
    for size in range(1, min(fewer_than, number + 1)):
        for chosen in combinations(range(number), size):
            alone = np.eye(number)[list(chosen)]
            # Not independent: some sum of groups has nobody in it but these.
            if np.linalg.matrix_rank(np.vstack([groups, alone])) < rank + size:
                return True
    return False


@settings(deadline=None, max_examples=300)
@given(people, st.integers(2, 4))
def test_two_partitions_are_safe_just_when_no_few_people_can_be_worked_out(
    members: list[tuple[str, str]], least: int
) -> None:
    if not members:
        return
    units, levels = [unit for unit, _ in members], [level for _, level in members]
    assert is_safe(units, levels, least=least) != can_be_worked_out([units, levels], least)


@settings(deadline=None, max_examples=150)
@given(people, st.lists(st.integers(1, 5), min_size=14, max_size=14))
def test_of_what_is_counted_no_few_people_can_be_worked_out(
    members: list[tuple[str, str]], ratings: list[int]
) -> None:
    least = 4
    question = Question("q", Kind.RATING, "")
    answered = [
        Answered(unit, level, rating)
        for (unit, level), rating in zip(members, ratings, strict=False)
    ]
    counts = counts_of(question, answered, Content(least_numbers=least))
    for partition in Partition:
        published = [count for count in counts if count.partition is partition]
        assert all(count.answered >= least for count in published)
        # Whole, or nothing: what is missing could be worked out of the whole.
        assert sum(count.answered for count in published) in (0, len(answered))
        if partition is not Partition.ALL:
            assert all(max(count.counts) < count.answered for count in published)
    if len(answered) < least:
        assert not counts
        return
    units = units_merged([one.unit for one in answered], least=least)
    assert units
    levels = levels_merged([one.level for one in answered], units, least=least)
    everybody = ["all"] * len(answered)
    # What may be published of the groups, whether or not it is.
    assert not can_be_worked_out([everybody, units, levels or everybody], least)
    for partition, groups in ((Partition.UNIT, units), (Partition.LEVEL, levels or everybody)):
        published_groups = {count.group for count in counts if count.partition is partition}
        assert published_groups in (set(), set(groups))


def test_a_group_that_would_tell_what_each_answered_is_not_shown_nor_missed_alone() -> None:
    choices = Question("q", Kind.CHOICES, "", options=("A", "B", "C"))
    ranking = Question("q", Kind.RANKING, "", options=("A", "B", "C"))
    mixed: list[Answer] = [[1], [2], [0, 1], [1, 2], [2], [1]]
    all_chose: list[Answer] = [[0], [0, 1], [0], [0, 1], [0], [0]]
    all_put_first: list[Answer] = [[0, 1], [0, 2], [0], [0, 1], [0, 1], [0, 2]]
    for question, telling in ((choices, all_chose), (ranking, all_put_first)):
        answers = {"A": telling, "B": mixed, "C": mixed}
        answered = [
            Answered(unit, "leder", answer) for unit, given in answers.items() for answer in given
        ]
        counts = counts_of(question, answered, Content())
        assert {count.partition for count in counts} == {Partition.ALL}


def test_ten_thousand_people_in_small_units_are_all_in_a_group_that_is_large_enough() -> None:
    units = [f"{number % 7}/{number % 90}/{number % 5000}" for number in range(10_000)]
    merged = units_merged(units, least=5)
    assert merged
    assert min(Counter(merged).values()) >= 5


def test_a_small_unit_is_counted_with_the_unit_above() -> None:
    units = ["A/1"] * 2 + ["A/2"] * 5 + ["A"] * 3 + ["B"] * 6
    merged = units_merged(units, least=5)
    assert merged == ["A"] * 2 + ["A/2"] * 5 + ["A"] * 3 + ["B"] * 6


def test_what_is_left_over_at_the_top_takes_the_smallest_other_along() -> None:
    units = ["A"] * 2 + ["B"] * 9 + ["C"] * 6
    merged = units_merged(units, least=5)
    assert merged == [REST] * 2 + ["B"] * 9 + [REST] * 6


def test_too_few_are_no_group_at_all() -> None:
    assert units_merged(["A", "B"], least=5) is None


def test_a_level_that_is_nearly_a_unit_is_not_counted_beside_it() -> None:
    """Unit A is five directors and one more: units less levels would be that one."""
    units = ["A"] * 6 + ["B"] * 10
    levels = ["direktion"] * 5 + ["leder"] * 11
    assert not is_safe(units, levels, least=5)
    merged = levels_merged(levels, units, least=5)
    assert merged is None
