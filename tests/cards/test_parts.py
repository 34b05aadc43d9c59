"""A form: what its fields send comes back in the button's action."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter

from bot.messages import Action
from cards.parts import (
    NONE,
    Chosen,
    ChosenId,
    Clock,
    Day,
    Part,
    buttons,
    choice_field,
    date_field,
    facts,
    text_field,
    time_field,
    toggle_field,
)

ID = UUID(int=7)


@dataclass(frozen=True)
class Save(Action, name="parts.save"):
    thing: int
    text: str = ""
    one: ChosenId = None
    several: Chosen = ()
    sure: bool = False
    on: Day = None
    at: Clock = None


@dataclass(frozen=True)
class Cancel(Action, name="parts.cancel"):
    thing: int


def dumped(part: Part) -> dict[str, Any]:
    return part.model_dump(exclude_none=True)


def pressed(**typed: str) -> Save:
    """The action as it arrives when this is typed; what is empty, clients leave out."""
    (button,) = dumped(buttons(("Gem", Save(1))))["actions"]
    return TypeAdapter(Save).validate_python(button["data"] | typed)


def test_what_a_form_sends_arrives_as_what_it_means() -> None:
    assert pressed(
        text="Hej", one=str(ID), several="a,b", sure="true", on="2026-03-03", at="07:30"
    ) == Save(1, "Hej", ID, ("a", "b"), sure=True, on=date(2026, 3, 3), at=time(7, 30))


@pytest.mark.parametrize("empty", [{}, {"text": "", "one": "", "several": "", "on": "", "at": ""}])
def test_an_empty_form_arrives_empty(empty: dict[str, str]) -> None:
    assert pressed(sure="false", **empty) == Save(1)


def test_a_choice_of_nothing_and_what_is_no_date_lose_nothing_else() -> None:
    assert pressed(text="Hej", one=NONE, on="i morgen", at="9.00") == Save(1, "Hej")


def test_fields_are_filled_in_as_they_are_sent() -> None:
    assert [
        dumped(field).get("value")
        for field in (
            text_field("text", "Tekst", "Hej"),
            text_field("text", "Tekst"),
            choice_field("one", "En", [("a", "A"), ("b", "B")], "b"),
            choice_field("several", "Flere", [("a", "A"), ("b", "B")], ("a", "b"), several=True),
            toggle_field("sure", "Sikker", on=True),
            toggle_field("sure", "Sikker"),
            date_field("on", "Dag", date(2026, 3, 3)),
            time_field("at", "Tid", time(7)),
        )
    ] == ["Hej", None, "b", "a,b", "true", "false", "2026-03-03", "07:00"]


def test_an_error_stands_in_words_above_its_field() -> None:
    words, entry = dumped(text_field("text", "Tekst", "Hej", error="Skriv *mere*."))["items"]

    assert words["text"] == "Skriv \\*mere\\*."
    assert (entry["type"], entry["value"]) == ("Input.Text", "Hej")


def test_a_fact_is_a_line_of_its_own_and_what_people_wrote_stays_as_it_is() -> None:
    block = facts([("Ansvarlig", "Viggo *Vejviser*"), ("Dag", "1. december")])

    assert [line["text"] for line in dumped(block)["items"]] == [
        "**Ansvarlig:** Viggo \\*Vejviser\\*",
        "**Dag:** 1. december",
    ]


def test_a_required_field_says_what_is_missing() -> None:
    entry = dumped(date_field("on", "Dag", required=True))

    assert entry["isRequired"]
    assert entry["errorMessage"] == "Udfyld »Dag«."


def test_a_button_whose_action_takes_nothing_from_the_form_works_without_it() -> None:
    save, cancel = dumped(buttons(("Gem", Save(1)), ("Annullér", Cancel(1))))["actions"]

    assert "associatedInputs" not in save
    assert cancel["associatedInputs"] == cancel["fallback"]["associatedInputs"] == "none"
