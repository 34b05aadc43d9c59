"""Dates as municipal documents write them."""

from datetime import date

import pytest

from bot.documents.dates import dates_in, written_dates


@pytest.mark.parametrize(
    "text",
    [
        *("6. juni 2024", "6.juni 2024", "6 juni 2024", "06-06-2024", "6.6.2024", "2024-06-06"),
        *(
            "den 6/6 2024",
            "6/6-2024",
            "6/6-24",
            "d. 06-06-24",
            "den 06.06.24",
            "torsdag 6. jun. 2024",
        ),
        *("den sjette juni 2024", "sjette juni to tusind fireogtyve"),
        "Sjette juni totusind og fireogtyve",
    ],
)
def test_a_date_is_understood_in_whichever_form(text: str) -> None:
    assert list(dates_in(f"Mødet var {text} i byen")) == [date(2024, 6, 6)]


def test_the_last_days_in_words() -> None:
    text = "enogtredivte december 2025, tyvende maj 2025 og niogtyvende februar 2024"
    assert list(dates_in(text)) == [date(2025, 12, 31), date(2025, 5, 20), date(2024, 2, 29)]


def test_a_date_that_is_none_is_told_where_it_stands() -> None:
    [written] = written_dates("Mødet den 31-02-2024")
    assert (written.text, written.start, written.when) == ("31-02-2024", 10, None)
    assert list(dates_in("Mødet den 31-02-2024")) == []


@pytest.mark.parametrize(
    "text", ["24/277", "00.16.00-P22-1-24", "sag 2024-1234", "27.36.04", "6. juni"]
)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert not any(True for _ in written_dates(text))
