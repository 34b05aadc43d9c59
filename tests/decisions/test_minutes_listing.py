"""The lines of lists of agreements, in whichever order they tell who, what and when."""

from datetime import date

import pytest

from bot.decisions.minutes.deeds.listing import agreed_in, listed_in

MET = date(2025, 3, 1)
LINES = [
    ("Bo Elm: plan for støj, 1. maj 2025", ("plan for støj", "Bo Elm", "2025-05-01")),
    ("Projektlederen: ny tidsplan, 12. april", ("ny tidsplan", "Projektlederen", "2025-04-12")),
    ("Plan for støj - Bo Elm - 1. maj", ("Plan for støj", "Bo Elm", "2025-05-01")),
    ("Bo Elm – plan for støj – senest 1/5", ("plan for støj", "Bo Elm", "2025-05-01")),
    ("Støjen måles (BE, frist 1. maj)", ("Støjen måles", "BE", "2025-05-01")),
    ("Støjen måles (Bo Elm).", ("Støjen måles", "Bo Elm", "")),
    ("Naboer orienteres: Bo Elm, 29. august", ("Naboer orienteres", "Bo Elm", "2025-08-29")),
    ("Bo Elm, 1. maj: sender plan", ("sender plan", "Bo Elm", "2025-05-01")),
    ("Senest 1. maj – Bo Elm: plan", ("plan", "Bo Elm", "2025-05-01")),
    ("LF/ZK: rettelser, ultimo maj", ("rettelser", "LF/ZK", "2025-05-31")),
    ("Lokalaftale ændres, Bo Elm, 01.05.25", ("Lokalaftale ændres", "Bo Elm", "2025-05-01")),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_who_does_what_by_when_is_told_apart(line: str, expected: tuple[str, str, str]) -> None:
    found = agreed_in(line, MET)
    assert found is not None
    assert (found.what, found.who, found.due.isoformat() if found.due else "") == expected


@pytest.mark.parametrize("line", ["Ingen", "Der indkaldes til nyt møde.", "Ferien er 1. maj 2025"])
def test_a_line_in_which_nobody_is_set_apart_is_no_deed_of_the_list(line: str) -> None:
    assert agreed_in(line, MET) is None


def test_agreements_on_one_line_are_told_apart_by_the_days_between_them() -> None:
    text = "Bo Elm: plan, 1. maj 2025 HR: brev, 2. maj 2025"
    assert listed_in(text) == ["Bo Elm: plan, 1. maj 2025", "HR: brev, 2. maj 2025"]
