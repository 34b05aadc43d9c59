"""A round beside the earlier one that it was copied from, by unit and level."""

from dataclasses import replace
from importlib import import_module
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rounds.answering import hand_in
from bot.rounds.closing import close_round
from bot.rounds.comparing import comparable
from bot.rounds.counting import Answered, counts_in_open, counts_of
from bot.rounds.drafting import APPROVALS
from bot.rounds.grouping import levels_merged, units_merged
from bot.rounds.keys import Keys
from bot.rounds.models import RoundRow
from bot.rounds.values import Content, Count, Kind, Partition, Question
from tests.rounds.answering import SIX, invited, person
from tests.rounds.finished import copied, sees_results
from tests.rounds.making import director
from tests.rounds.rounds import answers
from tests.rounds.test_files import sheet, taken
from tests.rounds.test_grouping import LEVELS, UNITS, can_be_worked_out
from tests.teams.fake_teams import FakeTeams, User

QUESTION = Question("q", Kind.RATING, "")
people = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(LEVELS)), min_size=2, max_size=8
)


def counted(members: list[tuple[str, str]], *, least: int, anonymous: bool = True) -> list[Count]:
    """What is stored of a round that these people answered, by unit and level."""
    answered = [Answered(unit, level, place % 5 + 1) for place, (unit, level) in enumerate(members)]
    if not anonymous:
        return counts_in_open(QUESTION, answered)
    return counts_of(QUESTION, answered, Content(least_numbers=least))


def in_units(**numbers: int) -> list[tuple[str, str]]:
    """So many people of each unit; "A_1" is the unit 1 of A."""
    return [
        (unit.replace("_", "/"), "leder")
        for unit, number in numbers.items()
        for _one in range(number)
    ]


@settings(deadline=None, max_examples=60)
@given(people, people)
def test_of_two_rounds_together_no_few_answers_can_be_worked_out(
    members: list[tuple[str, str]], earlier: list[tuple[str, str]]
) -> None:
    """Comparing adds nothing to what the differencing test in test_grouping covers.

    A difference between two rounds is a sum of published groups, one of them taken away, and that
    test tries every such sum. Here both rounds' groups are put in one such system, in which an
    answer in this round and an answer in the earlier one are two unknowns even of the same person;
    and all that is compared is one of the earlier round's stored counts, unchanged.
    """
    least = 3
    now, before = counted(members, least=least), counted(earlier, least=least)
    compared = comparable(now, before, least=least)
    assert set(compared) <= set(before)
    assert all(one.answered >= least for one in compared)
    if not now or not before:
        assert not compared
        return
    assert [one.group for one in compared if one.partition is Partition.ALL] == [""]
    groups = [_groups(members, "now ", least), _groups(earlier, "then ", least)]
    published = [[*of_now, *of_then] for of_now, of_then in zip(*groups, strict=True)]
    assert not can_be_worked_out(published, least)


def _groups(members: list[tuple[str, str]], when: str, least: int) -> list[list[str]]:
    """The groups of each person that may be published: all, units, levels."""
    units = units_merged([unit for unit, _level in members], least=least) or []
    levels = levels_merged([level for _unit, level in members], units, least=least)
    everybody = [when] * len(members)
    return [
        everybody,
        [when + unit for unit in units],
        [when + level for level in levels] if levels else everybody,
    ]


def compared_units(
    now: list[tuple[str, str]],
    before: list[tuple[str, str]],
    *,
    anonymous: tuple[bool, bool] = (True, True),
) -> list[str]:
    """The units that are compared between rounds that these people answered."""
    least = 5
    counts = counted(now, least=least, anonymous=anonymous[0])
    earlier = counted(before, least=least, anonymous=anonymous[1])
    found = comparable(counts, earlier, least=least if anonymous[0] else 1)
    return [one.group for one in found if one.partition is Partition.UNIT]


def test_a_unit_is_compared_when_it_is_of_the_same_units_as_before() -> None:
    now = in_units(A=6, A_1=6, B=7, B_1=2)
    assert compared_units(now, in_units(A=8, A_1=5, B=6)) == ["A", "A/1", "B"]
    # A/1 was too small, and counted in A: that A is larger than this one. Both are A/2's.
    assert compared_units(in_units(A=6, A_1=6, A_2=5, B=7), in_units(A=6, A_1=4, A_2=5, B=7)) == [
        "A/2",
        "B",
    ]
    # Under another name it is another unit, and so is what is left over at the top.
    assert compared_units(in_units(A=6, C=3, D=3), in_units(A=6, C=2, D=4)) == ["", "A"]
    assert compared_units(in_units(A=6, C=3, D=3), in_units(B=6, C=2, D=4)) == []


def test_a_group_of_few_in_a_round_with_names_is_not_shown_beside_an_anonymous_one() -> None:
    now, before = in_units(A=6, B=7), in_units(A=4, B=5)
    assert compared_units(now, before, anonymous=(True, False)) == ["B"]
    assert compared_units(now, before, anonymous=(False, False)) == ["A", "B"]


def test_levels_are_compared_when_they_are_joined_alike() -> None:
    of_two = [("A", "chef")] * 6 + [("A", "leder")] * 6
    joined = [("A", "chef")] * 3 + [("A", "aftaleholder")] * 3 + [("A", "leder")] * 6

    def levels(before: list[tuple[str, str]]) -> list[str]:
        counts = [counted(one, least=5) for one in (of_two, before)]
        return [
            one.group
            for one in comparable(counts[0], counts[1], least=5)
            if one.partition is Partition.LEVEL
        ]

    assert levels(of_two) == ["chef", "leder"]
    assert levels(joined) == ["leder"]


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
async def test_the_card_and_both_files_put_units_and_levels_beside_the_earlier_round(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada = await director(teams, "Ada Ager")
    units = ["Skoler"] * 6 + ["Kultur"] * 6
    managers = [
        await teams.manager(f"Lin{place} Lærke", unit=unit) for place, unit in enumerate(units)
    ]
    earlier = await round_of(teams, tmp_path, ada, managers[:-1], replace(SIX, title="I fjor"))
    newcomers = [await teams.manager(f"Ny{place} Nord", unit="Vej") for place in range(5)]
    now = await round_of(teams, tmp_path, ada, [*managers, *newcomers], SIX, copy_of=earlier)
    await shows(teams, now)

    shown = await sees_results(ada)
    assert "Sidst: 2,8 (11 svar)" in shown.text
    groups = await shown.presses("Pr. enhed og niveau")

    assert "»Sidst« er »I fjor«, som åbnede den 3. marts 2026." in groups.text
    said = groups.text.replace("\\", "")
    assert "**Kultur**\n2,8 i gennemsnit (6 svar). Sidst: 3,0 (5 svar)\n" in said
    assert "**Vej**\n3,0 i gennemsnit (5 svar). Kan ikke sammenlignes med sidst.\n" in said
    assert "En gruppe sammenlignes kun med sidst, hvis" in said

    numbers = sheet(await taken(ada, "Excel"), "Tal")
    mood = [row for row in numbers if row[0] == 1]
    assert (1, "Hvor tryg er du?", "Kultur", 6, 2.83, "2", 2, 33, "Ja", 5, 3, 1, 20) in mood
    [lone, *_rest] = [row for row in mood if row[2] == "Vej"]
    assert lone[8:] == ("Kan ikke sammenlignes med sidst.", None, None, None, None)
    paper = import_module("docx").Document(BytesIO(await taken(ada, "Word")))
    rows = [[cell.text for cell in row.cells] for one in paper.tables for row in one.rows]
    assert ["Kultur", "6", "2,8", "3,0 (5 svar)"] in rows
    assert ["Vej", "5", "3,0", "Kan ikke sammenlignes med sidst."] in rows
    assert any(
        row[0] == "Kultur" and row[2].startswith("6 svar (sidst 5). Morgen: ") for row in rows
    )


async def round_of(
    teams: FakeTeams,
    folder: Path,
    ada: User,
    managers: list[User],
    content: Content,
    *,
    copy_of: UUID | None = None,
) -> UUID:
    """A closed round that all of these have answered."""
    round_id = await invited(teams, folder, ada, content)
    keys = Keys(folder / "keys")
    for place, one in enumerate(managers):
        by = await person(teams, one)
        await hand_in(teams.sessions, keys, round_id, answers(place), by=by, now=teams.clock())
    async with teams.sessions.write() as session:
        assert await close_round(session, keys, round_id, now=teams.clock())
    if copy_of:
        await copied(teams.sessions, round_id, copy_of)
    return round_id


async def shows(teams: FakeTeams, round_id: UUID) -> None:
    """Let the director have the card from which the results are opened."""
    async with teams.sessions.write() as session:
        row = await session.get_one(RoundRow, round_id)
        await APPROVALS.show_status(session, row.id, to=row.author_id, now=teams.clock())
    await teams.delivered()
