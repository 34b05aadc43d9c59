"""Writing an Excel file that people can sort, filter and calculate with."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from io import BytesIO
from itertools import chain, islice
from typing import Any

from bot.calendar import in_copenhagen
from bot.language import _

Value = str | int | float | bool | date | datetime | None

LONGEST_TEXT = 32_767  # characters in a cell, by Excel's own limit
LONGEST_NAME = 28  # of a sheet: Excel allows 31, and three are left to tell namesakes apart

_NARROWEST, _WIDEST = 8, 60  # of a column, in characters
_LOOKED_AT = 1_000  # rows by which the width of a column is chosen
_DAY, _MOMENT = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LIKE_A_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class About:
    """What a workbook says of itself. made_at: aware. notes: such as what was left out, and why."""

    title: str
    made_at: datetime
    made_by: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What is offered in the cells of a column, where something else may be written as well.

    column: its place, from 0. sheet: the name of the one whose first column lists them below its
    heading. most: how many rows of it are looked at, so that it has room for more.
    """

    column: int
    sheet: str
    most: int


@dataclass(frozen=True)
class Sheet:
    """A table. Its moments are aware, and stand in the workbook as the clocks of Copenhagen do."""

    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    choices: Choices | None = None


def workbook(about: About, *sheets: Sheet) -> bytes:
    """Write an .xlsx file: the sheets in their order, and last one that tells what it is.

    What a person wrote stands in it as text, whatever it looks like. A second is enough for some
    25,000 cells: call it in a thread. Raises ValueError for a moment without a zone.
    """
    openpyxl = import_module("openpyxl")  # when used: start-up does not pay for it
    file = openpyxl.Workbook(write_only=True)  # which keeps no cells in memory
    file.properties.creator = "Lederlinjen"
    file.properties.title = _text(about.title)
    file.properties.created = about.made_at.astimezone(UTC).replace(tzinfo=None)
    for sheet in sheets:
        page = file.create_sheet(_name(sheet.name))
        page.freeze_panes = "A2"
        _fill(page, [sheet.headings], sheet.rows)
        page.auto_filter.ref = f"A1:{_letter(len(sheet.headings))}{len(sheet.rows) + 1}"
        if sheet.choices and sheet.rows:
            page.data_validations.append(_offered(sheet.choices, len(sheet.rows)))
    _fill(file.create_sheet(_("Om")), [], list(_told(about)))
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def _offered(choices: Choices, rows: int) -> Any:
    letter, listed = _letter(choices.column + 1), _name(choices.sheet).replace("'", "''")
    return import_module("openpyxl.worksheet.datavalidation").DataValidation(
        type="list",
        formula1=f"'{listed}'!$A$2:$A${choices.most + 1}",
        sqref=f"{letter}2:{letter}{rows + 1}",
        allow_blank=True,
        showErrorMessage=False,
    )


def _told(about: About) -> Iterator[tuple[Value, Value]]:
    yield _("Indhold"), about.title
    yield _("Trukket"), about.made_at
    yield _("Af"), about.made_by
    for note in about.notes:
        yield _("Bemærk"), note


def _fill(page: Any, headings: Sequence[Sequence[str]], rows: Sequence[Sequence[Value]]) -> None:
    """Write the rows, below headings where there are any. Widths must be set before."""
    for number, width in enumerate(_widths(chain(headings, islice(rows, _LOOKED_AT))), start=1):
        page.column_dimensions[_letter(number)].width = width
    pen = _Pen(page)
    for heading in headings:
        page.append(pen.heading(name) for name in heading)
    for row in rows:
        page.append(pen.cell(value) for value in row)


class _Pen:
    """Writes cells, one after the other.

    A sheet that is only written takes each cell before it asks for the next. So one cell of each
    look is enough; a new one each time took half as long again (measured).
    """

    def __init__(self, page: Any) -> None:
        styles = import_module("openpyxl.styles")

        def cell(number_format: str = "General") -> Any:
            new = import_module("openpyxl.cell").WriteOnlyCell(page)
            new.alignment = styles.Alignment(vertical="top", wrap_text=True)
            new.number_format = number_format
            return new

        self._number, self._day, self._moment = cell(), cell(_DAY), cell(_MOMENT)
        self._text = cell()
        # Or the text would become a formula when somebody edits the cell.
        self._like_a_formula = cell()
        self._like_a_formula.quotePrefix = True
        self._heading = cell()
        self._heading.font = styles.Font(bold=True)

    def heading(self, name: str) -> Any:
        return _with_text(self._heading, name)

    def cell(self, value: Value) -> Any:
        match value:
            case None:
                return None
            case bool():
                return _with_text(self._text, _("Ja") if value else _("Nej"))
            case str() if value.startswith(_LIKE_A_FORMULA):
                return _with_text(self._like_a_formula, value)
            case str():
                return _with_text(self._text, value)
            case datetime():
                return _with(self._moment, _wall_time(value))
            case date():
                return _with(self._day, value)
            case _:
                return _with(self._number, value)


def _with(cell: Any, value: Value) -> Any:
    cell.value = value
    return cell


def _with_text(cell: Any, text: str) -> Any:
    cell.value = _text(text)
    cell.data_type = "s"  # openpyxl takes "=1+1" for a formula, and "#N/A" for an error
    return cell


def _wall_time(moment: datetime) -> datetime:
    """The time in Copenhagen, without a zone, as Excel's times are."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return in_copenhagen(moment).replace(tzinfo=None)


def _text(value: str) -> str:
    """The text as a cell can hold it: without what XML can't, and cut where Excel would."""
    text = _NOT_IN_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _name(name: str) -> str:
    """The name as a sheet can have it; openpyxl tells namesakes apart by a number."""
    return _NOT_IN_NAMES.sub(" ", _text(name))[:LONGEST_NAME].strip(" '") or _("Ark")


def _widths(rows: Iterable[Sequence[Value]]) -> list[int]:
    """The width of each column by its longest line; what is longer than the widest wraps."""
    widths: list[int] = []
    for row in rows:
        widths += [_NARROWEST] * (len(row) - len(widths))
        for number, value in enumerate(row):
            widths[number] = max(widths[number], min(_WIDEST, _length(value) + 3))
    return widths


def _length(value: Value) -> int:
    match value:
        case datetime():
            return len(_MOMENT)
        case date():
            return len(_DAY)
        case None:
            return 0
        case _:
            return max(map(len, str(value).splitlines()), default=0)


def _letter(number: int) -> str:
    letter: str = import_module("openpyxl.utils").get_column_letter(number)
    return letter
