"""Reading a table of a CSV or Excel file, as rows of text with their line numbers."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import import_module
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from bot.files.blocks import tidy, tidy_lines
from bot.files.decoding import decode
from bot.files.reading import MAX_BYTES
from bot.files.refusals import Unreadable, UnreadableFile

MAX_ROWS = 20_000
MAX_COLUMNS = 200  # what stands beyond isn't read
TYPES = (".csv", ".xlsx")

_MAX_UNPACKED = 2 * MAX_BYTES  # a small file can unpack to more than the memory holds
_MAX_TEXTS = 10 * MAX_ROWS  # a workbook's different texts, of which openpyxl reads 20,000 a second
_TEXTS = "xl/sharedStrings.xml"
_FIRST_ROWS = 10  # by which the separator is told
_SHEETS = "xl/worksheets/"
# A cell with a formula and without its value; one whose value is the empty text has t="str". What
# is repeated is bounded, so that no file takes long: a formula has at most 8,192 characters.
_UNCALCULATED = re.compile(
    rb'<c (?![^<>]{0,200}t="str")[^<>]{0,200}><f[^<>]{0,200}(?:/>|>[^<]{0,9000}</f>)'
    rb"(?:<v ?/>|<v></v>)?</c>"
)
_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted .xlsx is one of these, and so is an old .xls


Headed = Callable[[Sequence[str]], bool]  # whether these cells are the headings of a table


@dataclass(frozen=True)
class Row:
    """A row that isn't empty. line: where it begins in the file, from 1. Each cell is tidy."""

    line: int
    cells: tuple[str, ...]


class BrokenLine(UnreadableFile):
    """A CSV file can't be read from this line on: a quotation mark is misplaced or unpaired."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name, Unreadable.BROKEN)
        self.line = line


def read_rows(
    name: str, content: bytes, *, keep_lines: bool = False, headed: Headed | None = None
) -> tuple[Row, ...]:
    """The rows of a CSV file, or of the first visible sheet of a workbook; empty ones left out.

    headed: of a workbook the first sheet that has such a row on top, where there is one.
    keep_lines: a cell may have several lines; else it becomes one. Of a row its first MAX_COLUMNS
    cells: a row that is formatted to its end has 16,384. CSV: UTF-8 or Windows-1252, separated by
    semicolon, comma or tab. A formula is read as the value it had when the file was saved. Raises
    UnreadableFile. Takes seconds for a large workbook: call it in a thread.
    """
    rows = _rows(name, content, tidy_lines if keep_lines else tidy, headed)
    filled = tuple(islice(rows, MAX_ROWS + 1))
    if not filled:
        raise UnreadableFile(name, Unreadable.EMPTY)
    if len(filled) > MAX_ROWS:
        raise UnreadableFile(name, Unreadable.TOO_MANY_ROWS, limit=MAX_ROWS)
    return filled


def has_table(name: str, content: bytes, headed: Headed) -> bool:
    """Whether such a row is among the first of the file, or of any visible sheet of a workbook.

    Reads no further. Raises UnreadableFile. Call it in a thread.
    """
    rows = islice(_rows(name, content, tidy, headed), _FIRST_ROWS)
    return any(headed(row.cells) for row in rows)


def has_uncalculated(content: bytes) -> bool:
    """Whether a workbook has a formula whose value wasn't saved, so that it is read as empty.

    Excel saves all of them; other programs may not.
    """
    with ZipFile(BytesIO(content)) as parts:
        return any(
            _UNCALCULATED.search(parts.read(part))
            for part in parts.namelist()
            if part.startswith(_SHEETS)
        )


def _rows(
    name: str, content: bytes, tidied: Callable[[str], str], headed: Headed | None
) -> Iterator[Row]:
    """The rows that aren't empty, each read when it is asked for."""
    suffix = Path(name).suffix.lower()
    if suffix not in TYPES:
        raise UnreadableFile(name, Unreadable.UNKNOWN_TYPE)
    if len(content) > MAX_BYTES:
        raise UnreadableFile(name, Unreadable.TOO_LARGE, limit=MAX_BYTES)
    lines = _csv(name, content) if suffix == ".csv" else _workbook(name, content, headed)
    for line, cells in lines:
        if any(told := _told(cells, tidied)):
            yield Row(line, told)


def _told(cells: Iterable[str], tidied: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(cell and tidied(cell) for cell in islice(cells, MAX_COLUMNS))


def _csv(name: str, content: bytes) -> Iterator[tuple[int, Iterable[str]]]:
    text = decode(name, content)
    line = 1
    try:
        reader = csv.reader(StringIO(text), delimiter=_separator(text), strict=True)
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BrokenLine(name, line) from error


def _separator(text: str) -> str:
    """The separator by which most of the first rows are divided, and into most cells.

    Not the first row alone: a title may stand there. Of equals it is the Danish semicolon.
    """

    def divides(separator: str) -> tuple[int, int]:
        reader = csv.reader(StringIO(text), delimiter=separator)
        rows: list[list[str]] = []
        with suppress(csv.Error):  # of which the reading tells, with its line
            rows.extend(islice(filter(None, reader), _FIRST_ROWS))
        cells = [len(row) for row in rows if len(row) > 1]
        return len(cells), sum(cells)

    return max(";,\t", key=divides)


def _workbook(
    name: str, content: bytes, headed: Headed | None
) -> Iterator[tuple[int, Iterable[str]]]:
    openpyxl = import_module("openpyxl")  # when used: start-up does not pay for it
    if content.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise UnreadableFile(name, Unreadable.PASSWORD if protected else Unreadable.BROKEN)
    try:
        _refuse_too_much(name, content)
        workbook = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            sheet.reset_dimensions()  # some programs state a size that leaves rows out
        wanted = (sheet for sheet in sheets if headed and _is_headed(sheet, headed))
        rows = next(wanted, sheets[0]).iter_rows(values_only=True)
        for line, values in enumerate(rows, start=1):
            yield line, map(_written, values)
    except UnreadableFile:
        raise
    except Exception as error:
        # openpyxl has no error of its own for a damaged file: it fails wherever the damage shows.
        raise UnreadableFile(name, Unreadable.BROKEN) from error


def _is_headed(sheet: Any, headed: Headed) -> bool:
    """Whether such a row is among the first of the sheet."""
    rows = sheet.iter_rows(max_row=_FIRST_ROWS, values_only=True)
    return any(headed(_told(map(_written, values), tidy)) for values in rows)


def _refuse_too_much(name: str, content: bytes) -> None:
    """Refuse a workbook that unpacks to more than can be read in seconds."""
    with ZipFile(BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MAX_UNPACKED:
            raise UnreadableFile(name, Unreadable.TOO_LARGE, limit=_MAX_UNPACKED)
        if _TEXTS in parts.namelist() and parts.read(_TEXTS).count(b"<si") > _MAX_TEXTS:
            raise UnreadableFile(name, Unreadable.TOO_COMPLICATED)


def _written(value: object) -> str:
    """A cell's value as a Dane writes it."""
    match value:
        case None:
            return ""
        case bool():
            return "Ja" if value else "Nej"
        case float():
            return f"{value:.15g}".replace(".", ",")  # 15 digits, as Excel itself counts
        case datetime() if value.time() == time():
            return f"{value:%d-%m-%Y}"
        case datetime():
            return f"{value:%d-%m-%Y %H:%M}"
        case date():
            return f"{value:%d-%m-%Y}"
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
