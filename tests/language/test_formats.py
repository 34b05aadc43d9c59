"""Dates, numbers and names as people say them."""

from datetime import UTC, date, datetime

import pytest
from markdown_it import MarkdownIt

from bot.language import speaking
from bot.language.formats import day, moment, number, plain


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
