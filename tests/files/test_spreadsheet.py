from datetime import date, datetime, time
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from bot.files import spreadsheet
from bot.files.reading import MAX_BYTES
from bot.files.refusals import Unreadable, UnreadableFile
from bot.files.spreadsheet import BrokenLine, Row, read_rows

openpyxl: Any = import_module("openpyxl")  # it has no types


def cells(text: str, encoding: str = "utf-8") -> list[tuple[str, ...]]:
    return [row.cells for row in read_rows("ledere.csv", text.encode(encoding))]


def saved(workbook: Any) -> bytes:
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def sheet_of(*rows: list[object]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    return saved(workbook)


def with_part(content: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            assert part != name or change[0] in data
            new.writestr(part, data.replace(*change) if part == name else data)
    return file.getvalue()


def reason_of(name: str, content: bytes) -> Unreadable:
    with pytest.raises(UnreadableFile) as refused:
        read_rows(name, content)
    assert refused.value.name == name
    return refused.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "windows-1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_and_with_every_separator(
    encoding: str, separator: str
) -> None:
    text = separator.join(("Navn", "Enhed")) + "\r\n" + separator.join(("Åse Ærø", "Miljø/Vand"))

    assert cells(text, encoding) == [("Navn", "Enhed"), ("Åse Ærø", "Miljø/Vand")]


def test_cells_in_quotation_marks_may_hold_what_separates_cells() -> None:
    assert cells('Navn;Grupper\n"Bo ""Bus"" Bro";"MED; AMO, ""Nord"""\n') == [
        ("Navn", "Grupper"),
        ('Bo "Bus" Bro', 'MED; AMO, "Nord"'),
    ]


def test_commas_in_cells_dont_hide_the_semicolons_of_the_headings() -> None:
    assert cells("Navn;Titel\nBo Bro;a,b,c,d")[1] == ("Bo Bro", "a,b,c,d")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("title", ["Ledere, 2. marts; børn, unge", "Ledere", "sep={}"])
def test_a_title_above_the_headings_doesnt_hide_the_separator(title: str, separator: str) -> None:
    rows = (("Navn", "Titel", "Enhed"), ("Bo Bro", "Leder", "Nord"))
    text = "\n".join((title.format(separator), "", *map(separator.join, rows)))

    assert tuple(cells(text)[1:]) == rows


@pytest.mark.parametrize("damage", [b"\xff", b"\xe5", b"\xc3"])
def test_damaged_utf8_is_refused_rather_than_read_as_other_letters(damage: bytes) -> None:
    content = "Navn;Titel\nÅse Ærø;Leder ".encode() + damage + b"\n"

    assert reason_of("ledere.csv", content) is Unreadable.BROKEN


def test_lines_are_those_of_the_file() -> None:
    content = b'Navn;Titel\n\nBo;"Leder\nfor alt"\n;\nEa;Chef\n'

    assert read_rows("ledere.csv", content) == (
        Row(1, ("Navn", "Titel")),
        Row(3, ("Bo", "Leder for alt")),
        Row(6, ("Ea", "Chef")),
    )


@pytest.mark.parametrize("rest", ['"Ea;Chef\nIb;Leder', '"Ea" Ø;Chef', "x" * 200_000])
def test_a_csv_file_that_breaks_off_is_refused_with_the_line(rest: str) -> None:
    with pytest.raises(BrokenLine) as refused:
        cells(f"Navn;Titel\nBo;Leder\n{rest}")

    assert (refused.value.line, refused.value.reason) == (3, Unreadable.BROKEN)


def test_a_workbooks_values_are_read_as_danes_write_them() -> None:
    content = sheet_of(
        ["Tekst", "Tal", "Brøk", "Dag", "Tidspunkt", "Klokkeslæt", "Sandt", "Tom", "Dato"],
        [
            " Åse\u00a0Ærø ",
            1234,
            0.1 + 0.2,
            datetime(2024, 6, 6),  # noqa: DTZ001 - a workbook knows no zone
            datetime(2024, 6, 6, 9, 5),  # noqa: DTZ001
            time(9, 5),
            True,
            None,
            date(2024, 12, 24),
        ],
    )

    assert read_rows("tal.xlsx", content)[1].cells == (
        "Åse Ærø",
        "1234",
        "0,3",
        "06-06-2024",
        "06-06-2024 09:05",
        "09:05",
        "Ja",
        "",
        "24-12-2024",
    )


def test_a_formula_is_read_as_the_value_it_had() -> None:
    content = with_part(
        sheet_of(["Lokale"], ["=20+3"]),
        "xl/worksheets/sheet1.xml",
        (b"<v></v>", b"<v>23</v>"),
    )

    assert read_rows("ledere.xlsx", content)[1].cells == ("23",)


def test_rows_of_a_workbook_keep_their_lines_when_empty_ones_are_left_out() -> None:
    rows = read_rows("ledere.xlsx", sheet_of(["Navn"], [], [None, " "], ["Bo"]))

    assert [(row.line, row.cells[0]) for row in rows] == [(1, "Navn"), (4, "Bo")]


def test_the_first_visible_sheet_is_read() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["skjult"])
    workbook.worksheets[0].sheet_state = "hidden"
    workbook.create_sheet("Ledere").append(["Navn"])
    workbook.create_sheet("Noter").append(["note"])
    workbook.active = 2

    assert read_rows("ledere.xlsx", saved(workbook)) == (Row(1, ("Navn",)),)


def test_a_sheet_that_states_too_small_a_size_is_read_whole() -> None:
    content = with_part(
        sheet_of(["Navn", "Titel"], ["Bo", "Leder"]),
        "xl/worksheets/sheet1.xml",
        (b'<dimension ref="A1:B2"', b'<dimension ref="A1"'),
    )

    assert [row.cells for row in read_rows("a.xlsx", content)] == [
        ("Navn", "Titel"),
        ("Bo", "Leder"),
    ]


def test_columns_beyond_what_a_roster_may_have_are_not_read() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = "Navn"
    workbook.worksheets[0]["XFD1"] = "langt ude"
    text = ";".join(["Navn", *[""] * 16_382, "langt ude"])

    for name, content in (("ledere.xlsx", saved(workbook)), ("ledere.csv", text.encode())):
        [row] = read_rows(name, content)
        assert row.cells == ("Navn", *[""] * (spreadsheet.MAX_COLUMNS - 1))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("ledere.ods", b"Navn", Unreadable.UNKNOWN_TYPE),
        ("ledere.xls", b"Navn", Unreadable.UNKNOWN_TYPE),
        ("ledere.csv", b"", Unreadable.EMPTY),
        ("ledere.csv", b"\n;;\n \n", Unreadable.EMPTY),
        ("ledere.csv", b"PK\x03\x04\x00\x00", Unreadable.BROKEN),
        ("ledere.csv", b"x" * (MAX_BYTES + 1), Unreadable.TOO_LARGE),
        ("ledere.xlsx", b"", Unreadable.BROKEN),
        ("ledere.xlsx", b"Navn;E-mail", Unreadable.BROKEN),
        ("ledere.xlsx", sheet_of(["Navn"] * 9)[:-50], Unreadable.BROKEN),
        ("ledere.xlsx", sheet_of(), Unreadable.EMPTY),
        ("ledere.xlsx", b"\xd0\xcf\x11\xe0 Workbook", Unreadable.BROKEN),
        (
            "ledere.xlsx",
            b"\xd0\xcf\x11\xe0 " + "EncryptedPackage".encode("utf-16-le"),
            Unreadable.PASSWORD,
        ),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes, reason: Unreadable) -> None:
    assert reason_of(name, content) is reason


def test_damage_inside_a_workbook_is_refused() -> None:
    content = with_part(
        sheet_of(["Navn"], ["Bo"]), "xl/worksheets/sheet1.xml", (b"</sheetData>", b"</sheet")
    )

    assert reason_of("ledere.xlsx", content) is Unreadable.BROKEN


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    file = BytesIO(sheet_of(["Navn"]))
    with ZipFile(file, "a", ZIP_DEFLATED) as parts, parts.open("xl/bombe.xml", "w") as part:
        for _megabyte in range(41):
            part.write(bytes(1024 * 1024))

    assert len(file.getvalue()) < MAX_BYTES
    assert reason_of("ledere.xlsx", file.getvalue()) is Unreadable.TOO_LARGE


def test_a_workbook_with_more_texts_than_a_roster_may_have_is_refused() -> None:
    file = BytesIO(sheet_of(["Navn"]))
    with ZipFile(file, "a", ZIP_DEFLATED) as parts:
        parts.writestr("xl/sharedStrings.xml", b"<sst>" + b"<si><t>x</t></si>" * 200_001)

    assert reason_of("ledere.xlsx", file.getvalue()) is Unreadable.TOO_COMPLICATED


def test_too_many_rows_are_refused() -> None:
    content = b"Bo\n" * (spreadsheet.MAX_ROWS + 1)

    assert reason_of("ledere.csv", content) is Unreadable.TOO_MANY_ROWS
    assert len(read_rows("ledere.csv", content[3:])) == spreadsheet.MAX_ROWS
