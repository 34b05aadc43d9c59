"""Deeds that stand below or behind a decision with labels for who and by when."""

from datetime import date

import pytest

from bot.decisions.minutes.values import FoundFollowUp
from tests.decisions.minutes_read import minutes

TOP = "Referat af møde i Parkudvalget den 3. marts 2025\n\nPunkt 1: Bænke\n\nBeslutning:\n"
SAID = "Der opstilles ti bænke ved søen."
BO = FoundFollowUp("Bestille bænke", "Bo Elm", date(2025, 5, 1))
LINES = [
    "(Bestille bænke. Ansvarlig: Bo Elm. Frist: 01-05-2025)",
    "[Bestille bænke - Frist: 1. maj 2025 - Ansvarlig: Bo Elm]",
    "=> Bestille bænke - ansvarlig: Bo Elm - frist: 1. maj 2025",
    "→ Bestille bænke, tovholder: Bo Elm, deadline: 1. maj",
    "- Bestille bænke – Ansv.: Bo Elm. Frist: 1/5",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_with_labels_below_a_decision_is_a_deed_and_no_part_of_its_text(line: str) -> None:
    [decision] = minutes(f"{TOP}{SAID}\n\n{line}\n").decisions
    assert (decision.text, decision.follow_ups) == (SAID, (BO,))


def test_each_of_several_deeds_in_brackets_is_told_apart() -> None:
    deeds = "(Bestille bænke. Ansvarlig: Bo Elm. Frist: 1. maj)\n(Skilt. Ansvarlig: Ida Bæk)\n"
    [decision] = minutes(f"{TOP}{SAID}\n{deeds}").decisions
    assert (decision.text, decision.follow_ups) == (
        SAID,
        (BO, FoundFollowUp("Skilt", "Ida Bæk", None)),
    )


def test_an_owner_behind_a_decision_is_no_part_of_its_text() -> None:
    [decision] = minutes(f"{TOP}{SAID} Ansvarlig: Bo Elm. Frist: 1. maj 2025.\n").decisions
    assert decision.text == SAID
    assert decision.follow_ups == (FoundFollowUp(SAID, "Bo Elm", BO.due),)


def test_a_sentence_behind_the_deadline_keeps_the_text_as_it_stands() -> None:
    text = f"{SAID} Ansvarlig: Bo Elm. Frist: 1. maj 2025. Naboerne høres først."
    [decision] = minutes(f"{TOP}{text}\n").decisions
    assert decision.text == text


@pytest.mark.parametrize("box", ["- [ ]", "- [x] @", "☐"])
def test_a_line_with_a_box_to_tick_is_a_deed(box: str) -> None:
    line = f"{box} Bo Elm: Bestille bænke (1. maj 2025)".replace("@ ", "@")
    [decision] = minutes(f"{TOP}{SAID}\n\n{line}\n").decisions
    assert (decision.text, decision.follow_ups) == (SAID, (BO,))


def test_who_and_by_when_alone_in_brackets_are_of_what_was_decided() -> None:
    [decision] = minutes(f"{TOP}{SAID}\n\n(Bo Elm, senest 1/5)\n").decisions
    assert (decision.text, decision.follow_ups) == (SAID, (FoundFollowUp(SAID, "Bo Elm", BO.due),))


@pytest.mark.parametrize("said", ["[ ] Model A\n\n[x] Model B", "☐ Ja\n\n☒ Nej"])
def test_boxes_to_choose_by_are_no_deeds(said: str) -> None:
    [decision] = minutes(f"{TOP}Udvalget valgte:\n\n{said}\n").decisions
    assert decision.text == f"Udvalget valgte:\n\n{said}"
    assert decision.follow_ups == ()
