"""What can be said in a broadcast, and what Teams wouldn't show as it was meant."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.broadcasts.content import end_of_use, faults, is_link, tidy
from bot.broadcasts.values import Content, Fault

TODAY = date(2026, 3, 3)
PLAIN = Content(title="Årsmødet", text="Vi mødes kl. 9.")


def fault(name: str, **fields: Any) -> Fault | None:
    """What is the matter with one field, all others being well."""
    found = faults(tidy(replace(PLAIN, **fields)), today=TODAY)
    assert set(found) <= {name}
    return found.get(name)


@pytest.mark.parametrize(
    "text",
    [
        "**Fed** og *kursiv* og _kursiv_",
        "- et\n- to\n  - under to",
        "1. et\n2. to",
        "Se [programmet](https://kommune.example/program?a=1#b).",
        "5 < 6 og 7 > 3, 2 * 3 = 6",
        "Klasse #1 er nr. 1",
        "a | b",
        "Skriv til os :-)",
        "Afsnit et.\n\nAfsnit to.",
        "[ikke et link]",
        "æ" * 4000,
    ],
)
def test_what_teams_shows_can_be_sent(text: str) -> None:
    assert fault("text", text=text) is None


@pytest.mark.parametrize("text", ["😀" * 2600, "æ\n" * 1999 + "aa"])
def test_what_takes_more_bytes_than_a_card_has_room_for_is_refused(text: str) -> None:
    assert fault("text", text=text) is Fault.TOO_LARGE


@pytest.mark.parametrize(
    "text",
    [
        "# Overskrift",
        "Først\n### Så",
        "> citat",
        "| a | b |\n|---|---|",
        "```\nkode\n```",
        "![et billede](https://kommune.example/a.png)",
        "<b>fed</b>",
        "<at>Alle</at>",
        "</div>",
        "<img src='https://kommune.example/a.png'>",
    ],
)
def test_what_would_stand_there_as_signs_is_refused(text: str) -> None:
    assert fault("text", text=text) is Fault.UNSUPPORTED


@pytest.mark.parametrize(
    "address",
    [
        "http://kommune.example",
        "javascript:alert(1)",
        "mailto:a@kommune.example",
        "kommune.example",
        "",
        "https://",
        "https://kommune.example@andet.example",
        "https://[kommune",
    ],
)
def test_only_pages_over_https_are_links(address: str) -> None:
    assert not is_link(address)
    assert fault("text", text=f"Se [her]({address})") is Fault.NOT_A_LINK
    if address:
        assert fault("link", link=address, link_title="Se") is Fault.NOT_A_LINK


def test_a_link_needs_a_title_and_a_title_a_link() -> None:
    assert fault("link", link="https://kommune.example", link_title="Se") is None
    assert fault("link_title", link="https://kommune.example") is Fault.MISSING
    assert fault("link", link_title="Se") is Fault.MISSING


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("title", {"title": "æ" * 121}),
        ("text", {"text": "æ" * 4001}),
        ("link_title", {"link": "https://kommune.example", "link_title": "æ" * 41}),
        ("link", {"link": "https://kommune.example/".ljust(1001, "a"), "link_title": "Se"}),
    ],
)
def test_what_is_too_long_is_refused(name: str, fields: dict[str, object]) -> None:
    assert fault(name, **fields) is Fault.TOO_LONG


@pytest.mark.parametrize("name", ["title", "text"])
def test_a_cpr_number_is_refused(name: str) -> None:
    assert fault(name, **{name: "Det er 010190-1234."}) is Fault.CPR_NUMBER
    assert fault(name, **{name: "  \n "}) is Fault.MISSING


def test_a_cpr_number_hides_in_no_link_either() -> None:
    address = "https://kommune.example/010190-1234"

    assert fault("link", link=address, link_title="Se") is Fault.CPR_NUMBER
    assert (
        fault("link_title", link="https://kommune.example", link_title="010190-1234")
        is Fault.CPR_NUMBER
    )


def test_it_holds_until_the_end_of_a_day_that_has_not_passed() -> None:
    assert fault("useful_until", useful_until=TODAY) is None
    assert fault("useful_until", useful_until=date(2026, 3, 2)) is Fault.PAST
    assert fault("useful_until", for_newcomers=True) is Fault.NEEDS_END
    assert end_of_use(PLAIN) is None
    assert end_of_use(Content(useful_until=date(2026, 3, 28))) == datetime(
        2026, 3, 28, 23, tzinfo=UTC
    )
    assert end_of_use(Content(useful_until=date(2026, 3, 29))) == datetime(
        2026, 3, 29, 22, tzinfo=UTC
    )


def test_what_nobody_sees_is_taken_away() -> None:
    written = Content(
        title="  Års\x00mødet \n i  marts ",
        text="\r\n Et\r\nto\x07 \n",
        link_title=" Se  her ",
        link=" https://kommune.example ",
    )

    assert tidy(written) == Content(
        title="Årsmødet i marts",
        text="Et\nto",
        link_title="Se her",
        link="https://kommune.example",
    )
