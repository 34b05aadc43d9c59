"""Dates, numbers and names as people say them."""

from datetime import UTC, date, datetime, time

import pytest
from markdown_it import MarkdownIt

from bot.language import speaking
from bot.language.formats import clock, day, lasting, moment, number, plain, relative_moment


def test_a_date_is_said_in_words() -> None:
    assert day(date(2024, 6, 6)) == "6. juni 2024"
    with speaking("en"):
        assert day(date(2024, 6, 6)) == "6 June 2024"


@pytest.mark.parametrize(
    ("utc", "said"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "29. marts 2026 kl. 1.59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "29. marts 2026 kl. 3.00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25. oktober 2026 kl. 2.30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25. oktober 2026 kl. 2.30"),
    ],
)
def test_a_time_is_said_as_it_is_in_copenhagen(utc: datetime, said: str) -> None:
    assert moment(utc) == said


def test_a_time_is_said_in_english_with_a_comma() -> None:
    with speaking("en"):
        assert moment(datetime(2026, 3, 3, 8, 0, tzinfo=UTC)) == "3 March 2026, 09:00"


@pytest.mark.parametrize(
    ("utc", "danish", "english"),
    [
        (datetime(2026, 3, 2, 7, 14, tzinfo=UTC), "i dag kl. 8.14", "today at 08:14"),
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), "i dag kl. 0.00", "today at 00:00"),
        (datetime(2026, 3, 1, 22, 59, tzinfo=UTC), "i går kl. 23.59", "yesterday at 23:59"),
        (datetime(2026, 3, 2, 23, 0, tzinfo=UTC), "i morgen kl. 0.00", "tomorrow at 00:00"),
        (
            datetime(2026, 3, 3, 23, 0, tzinfo=UTC),
            "onsdag den 4. marts kl. 0.00",
            "Wednesday 4 March at 00:00",
        ),
        (
            datetime(2026, 2, 27, 14, 30, tzinfo=UTC),
            "fredag den 27. februar kl. 15.30",
            "Friday 27 February at 15:30",
        ),
        (datetime(2027, 3, 3, 8, 0, tzinfo=UTC), "3. marts 2027 kl. 9.00", "3 March 2027, 09:00"),
        (datetime(2025, 3, 3, 8, 0, tzinfo=UTC), "3. marts 2025 kl. 9.00", "3 March 2025, 09:00"),
    ],
)
def test_a_time_is_said_from_today(utc: datetime, danish: str, english: str) -> None:
    monday = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)

    assert relative_moment(utc, monday) == danish
    with speaking("en"):
        assert relative_moment(utc, monday) == english


def test_tomorrow_may_lie_in_another_year() -> None:
    new_years_eve = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)

    assert relative_moment(datetime(2027, 1, 1, 8, 0, tzinfo=UTC), new_years_eve) == (
        "i morgen kl. 9.00"
    )


def test_today_is_the_day_in_copenhagen() -> None:
    """In UTC it is still New Year's Eve."""
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert relative_moment(datetime(2027, 1, 1, 8, 0, tzinfo=UTC), new_year) == "i dag kl. 9.00"


def test_the_day_after_a_night_of_23_hours_is_tomorrow() -> None:
    evening = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)

    assert relative_moment(datetime(2026, 3, 29, 21, 59, tzinfo=UTC), evening) == (
        "i morgen kl. 23.59"
    )


def test_a_time_of_the_day_is_said_as_the_clock_shows_it() -> None:
    assert (clock(time(7)), clock(time(16, 5))) == ("7.00", "16.05")
    with speaking("en"):
        assert clock(time(7)) == "07:00"


def test_numbers_are_written_as_danes_write_them() -> None:
    assert number(1234.5) == "1.234,5"


@pytest.mark.parametrize(
    "text",
    [
        "**fed** og _kursiv_",
        "[link](https://example.org)",
        "<at>Alle</at>",
        "# Overskrift",
        "1. første\n2. anden",
        "- punkt\n- punkt",
        "R&D og `kode`",
        "a < b & c > d",
        "![billede](x)",
        "~~væk~~ | tabel |",
        "C:\\mappe\\fil",
    ],
)
def test_what_people_write_stays_as_they_wrote_it(text: str) -> None:
    drawn = MarkdownIt("gfm-like", {"linkify": False}).parse(plain(text))
    inline = [token for token in drawn if token.type == "inline"]

    shown = "\n".join(
        "".join(
            "\n" if child.type == "softbreak" else child.content for child in token.children or ()
        )
        for token in inline
    )

    assert [token.type for token in drawn] == ["paragraph_open", "inline", "paragraph_close"]
    kinds = {child.type for token in inline for child in token.children or ()}
    assert kinds <= {"text", "text_special", "softbreak"}
    assert shown == text


def test_what_stays_in_a_chat_names_the_day() -> None:
    now = datetime(2026, 3, 3, 8, 14, tzinfo=UTC)

    with lasting():
        assert relative_moment(now, now) == "tirsdag den 3. marts kl. 9.14"

    assert relative_moment(now, now) == "i dag kl. 9.14"
