"""Figures by unit in which nobody can be found."""

from collections import defaultdict
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.status.units import areas, by_unit
from bot.status.values import FEWEST_ASKERS, OfUnit

ASKERS = [UUID(int=number) for number in range(40)]
UNITS = ["Børn og unge", "Kultur", "Social", "Teknik", "Økonomi"]

# Who asked how many questions; each is in one unit.
_managers = st.fixed_dictionaries(
    {},
    optional={asker: st.tuples(st.sampled_from(UNITS), st.integers(0, 3)) for asker in ASKERS},
)


@settings(max_examples=400)
@given(_managers)
def test_no_sum_or_difference_of_published_figures_is_of_fewer_than_five_people(
    managers: dict[UUID, tuple[str, int]],
) -> None:
    asked = [(unit, asker) for asker, (unit, many) in managers.items() for _one in range(many)]

    published = by_unit(asked)

    named = {line.unit for line in published if line.unit}
    people: dict[str | None, set[UUID]] = defaultdict(set)
    questions: dict[str | None, int] = defaultdict(int)
    for unit, asker in asked:  # where each question must have been counted
        line = unit if unit in named else None
        people[line].add(asker)
        questions[line] += 1
    if not published:
        return
    assert [(one.unit, one.questions) for one in published] == [
        (one.unit, questions[one.unit]) for one in published
    ]
    # With the total that stands beside them nothing is left over, so whatever is added up or taken
    # away tells of whole lines.
    assert sum(one.questions for one in published) == len(asked)
    for many in range(1, len(published) + 1):
        for some in combinations(published, many):
            assert len(set().union(*(people[one.unit] for one in some))) >= FEWEST_ASKERS


def test_a_rest_of_four_takes_the_smallest_unit_along() -> None:
    asked = [
        *(("Kultur", one) for one in ASKERS[:6]),
        *(("Social", one) for one in ASKERS[6:11]),
        *(("Teknik", one) for one in ASKERS[11:15]),
    ]

    assert by_unit(asked) == (OfUnit("Kultur", 6), OfUnit(None, 9))


def test_one_who_asks_often_is_no_crowd() -> None:
    assert by_unit([("Kultur", ASKERS[0])] * 50) == ()


def test_enough_in_each_unit_leaves_no_rest() -> None:
    asked = [
        *(("Økonomi", one) for one in ASKERS[:5]),
        *(("Børn og unge", one) for one in ASKERS[5:10]),
    ]

    assert by_unit(asked) == (OfUnit("Børn og unge", 5), OfUnit("Økonomi", 5))


def test_a_unit_is_told_by_the_highest_part_in_which_units_differ() -> None:
    assert areas(["Kommunen", "Kommunen/Børn/Skole", "Kommunen/Kultur"]) == {
        "Kommunen": "Kommunen",
        "Kommunen/Børn/Skole": "Børn",
        "Kommunen/Kultur": "Kultur",
    }
    assert areas(["Børn/Skole", "Kultur"]) == {"Børn/Skole": "Børn", "Kultur": "Kultur"}
    assert areas([]) == {}
