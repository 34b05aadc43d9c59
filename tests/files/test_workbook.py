from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from bot.files.spreadsheet import read_rows
from bot.files.workbook import LONGEST_NAME, LONGEST_TEXT, About, Sheet, Value, workbook
from bot.language import speaking

ABOUT = About(
    "Spørgsmål i marts", datetime(2026, 3, 3, 8, 5, tzinfo=UTC), "Ada Prøvesen", ("Uden navne",)
)


def read(content: bytes) -> Any:
    return import_module("openpyxl").load_workbook(BytesIO(content))


def wall(text: str) -> datetime:
    """A time without a zone, as Excel has them."""
    return datetime.fromisoformat(text)


def sheet(*rows: Sequence[Value], headings: tuple[str, ...] = ("Spørgsmål",)) -> Any:
    """The first sheet of a workbook with these rows, read back."""
    return read(workbook(ABOUT, Sheet("Svar", headings, rows))).worksheets[0]


def test_numbers_are_numbers_and_days_are_days() -> None:
    page = sheet((7, 2.5, date(2026, 3, 29), None), headings=("Antal", "Snit", "Dag", "Tom"))

    whole, part, day, empty = page[2]
    assert (whole.value, part.value, whole.data_type) == (7, 2.5, "n")
    assert (day.value, day.number_format) == (wall("2026-03-29 00:00"), "dd-mm-yyyy")
    assert empty.value is None


@pytest.mark.parametrize(
    ("moment", "wall_time"),
    [
        (datetime(2026, 1, 15, 23, 30, tzinfo=UTC), wall("2026-01-16 00:30")),
        (datetime(2026, 7, 15, 22, 30, tzinfo=UTC), wall("2026-07-16 00:30")),
    ],
)
def test_a_moment_stands_as_the_clocks_of_copenhagen_showed_it(
    moment: datetime, wall_time: datetime
) -> None:
    cell = sheet((moment,))["A2"]

    assert cell.value == wall_time
    assert cell.number_format == "dd-mm-yyyy hh:mm"
    assert cell.is_date


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        sheet((wall("2026-03-03 08:00"),))


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(1)", "+45", "-2", "@sum", "#N/A", "= "])
def test_what_a_person_wrote_is_text_whatever_it_looks_like(text: str) -> None:
    page = sheet((text, "Ada"), headings=(text, "Navn"))

    for cell in (page["A1"], page["A2"]):
        assert (cell.value, cell.data_type) == (text, "s")
    assert page["B2"].value == "Ada"


@pytest.mark.parametrize("start", "=+-@")
def test_what_looks_like_a_formula_stays_text_when_the_cell_is_edited(start: str) -> None:
    page = sheet((f"{start}1", "1"), headings=("A", "B"))

    assert page["A2"].quotePrefix
    assert not page["B2"].quotePrefix


def test_characters_that_no_xml_file_holds_are_left_out() -> None:
    page = sheet(("a\0b\x0b\x1fc\ud800d\uffffe\r\nf\tg 🙂",), headings=("\x07Svar",))

    assert page["A1"].value == "Svar"
    assert page["A2"].value == "abcde\nf\tg 🙂"


def test_a_text_longer_than_a_cell_is_cut_so_that_it_shows() -> None:
    fits, cut = (row[0].value for row in sheet(("a" * LONGEST_TEXT,), ("b" * 40_000,))["A2:A3"])

    assert fits == "a" * LONGEST_TEXT
    assert len(cut) == LONGEST_TEXT
    assert cut.endswith("b…")


def test_the_headings_are_bold_and_stay_in_view_and_the_rows_can_be_filtered() -> None:
    page = sheet(("Ada", 1), ("Lin", 2), headings=("Navn", "Antal"))

    assert [cell.value for cell in page[1]] == ["Navn", "Antal"]
    assert all(cell.font.bold for cell in page[1])
    assert not page["A2"].font.bold
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"


def test_a_table_without_rows_keeps_its_headings() -> None:
    page = sheet(headings=("Navn", "Antal"))

    assert [cell.value for cell in page[1]] == ["Navn", "Antal"]
    assert page.auto_filter.ref == "A1:B1"


def test_a_column_is_as_wide_as_its_texts_up_to_a_limit_where_they_wrap() -> None:
    page = sheet(
        ("Ja", "x" * 30, "y" * 500, "linje\nto linjer"), headings=("A", "B", "C", "Overskriften")
    )

    widths = [page.column_dimensions[letter].width for letter in "ABCD"]
    assert widths == [8, 33, 60, 15]
    assert page["C2"].alignment.wrap_text


def test_yes_and_no_are_words_of_the_language_that_is_spoken() -> None:
    with speaking("da"):
        page = sheet((True, False), headings=("A", "B"))

    assert [cell.value for cell in page[2]] == ["Ja", "Nej"]


def test_the_last_sheet_tells_what_it_is_and_when_and_by_whom_it_was_made() -> None:
    book = read(workbook(ABOUT, Sheet("Svar", ("A",), ()), Sheet("Tal", ("A",), ())))

    assert book.sheetnames == ["Svar", "Tal", "Om"]
    told = {str(row[0].value): row[1].value for row in book["Om"].iter_rows()}
    assert told == {
        "Indhold": "Spørgsmål i marts",
        "Trukket": wall("2026-03-03 09:05"),
        "Af": "Ada Prøvesen",
        "Bemærk": "Uden navne",
    }
    assert book.properties.creator == "Lederlinjen"


def test_any_title_can_name_a_sheet_and_namesakes_are_told_apart() -> None:
    names = ("Ja/nej: [A]*?", "Ja/nej: [A]*?", "", "x" * 50, "x" * 50, "Om")
    book = read(workbook(ABOUT, *(Sheet(name, ("A",), ()) for name in names)))

    cut = "x" * LONGEST_NAME
    assert book.sheetnames == ["Ja nej   A", "Ja nej   A1", "Ark", cut, f"{cut}1", "Om", "Om1"]


def test_a_hundred_thousand_rows_are_written() -> None:
    rows = [(number, "Ada Prøvesen") for number in range(100_000)]
    content = workbook(ABOUT, Sheet("Svar", ("Nr.", "Navn"), rows))

    with ZipFile(BytesIO(content)) as parts:
        written = parts.read("xl/worksheets/sheet1.xml")
    assert written.count(b"<row ") == 100_001
    assert b"<v>99999</v>" in written


def test_our_own_reader_reads_what_was_written() -> None:
    content = workbook(ABOUT, Sheet("Ledere", ("Navn", "Født"), [("Ada", date(1980, 5, 1))]))

    cells = [row.cells for row in read_rows("ledere.xlsx", content)]
    assert cells == [("Navn", "Født"), ("Ada", "01-05-1980")]
