"""Reading a roster: from the rows of a spreadsheet to people, or to everything that is wrong."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from bot.files.blocks import tidy
from bot.files.spreadsheet import Row
from bot.messages import Refusal
from bot.people.values import (
    EMAIL_LENGTH,
    GROUP_LENGTH,
    NAME_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    Column,
    Entry,
    Fault,
    Level,
    Reason,
    Role,
    Roster,
)

# Headings without case, spaces and hyphens.
_HEADINGS = {
    "navn": Column.NAME,
    "email": Column.EMAIL,
    "emailadresse": Column.EMAIL,
    "mail": Column.EMAIL,
    "mailadresse": Column.EMAIL,
    "titel": Column.TITLE,
    "stilling": Column.TITLE,
    "enhed": Column.UNIT,
    "niveau": Column.LEVEL,
    "rolle": Column.ROLE,
    "gruppe": Column.GROUPS,
    "grupper": Column.GROUPS,
    "objektid": Column.OBJECT_ID,
    "objectid": Column.OBJECT_ID,
    "orlovtil": Column.AWAY_UNTIL,
    "påorlovtil": Column.AWAY_UNTIL,
}
_OPTIONAL = {Column.OBJECT_ID, Column.AWAY_UNTIL}
_HEADING_WITHIN = 10  # rows; above the headings may stand a title, or Excel's "sep=;"
_ROLES = {
    "": Role.MANAGER,
    "leder": Role.MANAGER,
    "direktion": Role.DIRECTORATE,
    "administrator": Role.ADMINISTRATOR,
}
_EMAIL = r"^[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+$"
_FORMULA_ERROR = re.compile(r"#[A-ZÆØÅ0/]+[!?]?")
_REASONS = {  # by pydantic's names of what is wrong
    "string_too_short": Reason.MISSING,
    "string_too_long": Reason.TOO_LONG,
    "string_pattern_mismatch": Reason.MALFORMED,
    "uuid_parsing": Reason.MALFORMED,
    "enum": Reason.UNKNOWN,
    "no_date": Reason.MALFORMED,
    "formula_error": Reason.FORMULA_ERROR,
}


def role_cell(role: Role) -> str:
    """A role as a roster has it."""
    return next(cell for cell, known in _ROLES.items() if cell and known is role)


class FaultyRoster(Refusal):
    """A roster can't be used. faults: all of them, by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__()
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))


def read_person(cells: Mapping[Column, str]) -> Entry:
    """A person as a form tells of them, each cell as a roster has it. Raises FaultyRoster."""
    columns = {column: position for position, column in enumerate(cells)}
    row = Row(0, tuple(map(tidy, cells.values())))
    try:
        return _entry(row, columns)
    except ValidationError as error:
        raise FaultyRoster(_faults(row, columns, error)) from None  # it quotes what was typed


def read_roster(rows: Sequence[Row]) -> Roster:
    """The people whom the rows name, below the row of headings. Raises FaultyRoster."""
    heading, *body = rows[_heading(rows) :]
    columns = _columns(heading)
    entries, faults = [], [*_repeated(body, columns), *_beside(body, heading)]
    for row in body:
        try:
            entries.append(_entry(row, columns))
        except ValidationError as error:
            faults += _faults(row, columns, error)
    if not body:
        faults.append(Fault(heading.line, None, Reason.NO_PEOPLE))
    if faults:
        raise FaultyRoster(faults)
    ignored = [cell for cell in heading.cells if cell and _column(cell) is None]
    return Roster(tuple(entries), tuple(ignored))


def is_roster(rows: Sequence[Row]) -> bool:
    """Whether the rows are meant as a roster: one of the first has the headings of one."""
    return any(
        {Column.NAME, Column.EMAIL} <= set(map(_column, row.cells))
        for row in rows[:_HEADING_WITHIN]
    )


def _heading(rows: Sequence[Row]) -> int:
    """Where the headings are: in the first row that has both names and addresses, else on top."""
    for position, row in enumerate(rows[:_HEADING_WITHIN]):
        if {Column.NAME, Column.EMAIL} <= set(map(_column, row.cells)):
            return position
    return 0


def _columns(heading: Row) -> Mapping[Column, int]:
    columns: dict[Column, int] = {}
    faults = []
    for position, cell in enumerate(heading.cells):
        column = _column(cell)
        if column in columns:
            faults.append(Fault(heading.line, column, Reason.REPEATED_COLUMN, cell))
        elif column:
            columns[column] = position
    missing = [column for column in Column if column not in columns.keys() | _OPTIONAL]
    faults += [Fault(heading.line, column, Reason.MISSING_COLUMN) for column in missing]
    if faults:
        raise FaultyRoster(faults)
    return columns


def _column(heading: str) -> Column | None:
    """The column that a heading means; what it adds in parentheses says nothing new."""
    return _HEADINGS.get(re.sub(r"\(.*\)$|[\W_]", "", heading.casefold()))


def _cells(row: Row, columns: Mapping[Column, int]) -> dict[Column, str]:
    """The row's cells by column; a row may be shorter than the headings."""
    return {
        column: row.cells[position] if position < len(row.cells) else ""
        for column, position in columns.items()
    }


def _entry(row: Row, columns: Mapping[Column, int]) -> Entry:
    told = _Cells.model_validate(_cells(row, columns))
    return Entry(line=row.line, tells_leave=Column.AWAY_UNTIL in columns, **dict(told))


def _faults(row: Row, columns: Mapping[Column, int], error: ValidationError) -> Iterator[Fault]:
    cells = _cells(row, columns)
    for detail in error.errors():
        column = Column(str(detail["loc"][0]))
        reason = _REASONS[detail["type"]] if cells[column] else Reason.MISSING
        yield Fault(row.line, column, reason, cells[column])


def _repeated(rows: Iterable[Row], columns: Mapping[Column, int]) -> Iterator[Fault]:
    first: dict[tuple[Column, str], int] = {}
    for row in rows:
        cells = _cells(row, columns)
        for column in (Column.EMAIL, Column.OBJECT_ID):
            text = cells.get(column, "")
            told = first.setdefault((column, _sameness(text)), row.line)
            if text and told != row.line:
                yield Fault(row.line, column, Reason.REPEATED, text, told)


def _sameness(text: str) -> str:
    """What two ways of writing one address or object id have in common."""
    try:
        return str(UUID(text))
    except ValueError:
        return text.lower()


def _beside(rows: Iterable[Row], heading: Row) -> Iterator[Fault]:
    # In a CSV file that's a comma that should have stood in quotation marks: the row's cells
    # are then under the wrong headings.
    for row in rows:
        if beside := [cell for cell in row.cells[len(heading.cells) :] if cell]:
            yield Fault(row.line, None, Reason.BESIDE_COLUMNS, beside[0])


def unit_path(path: str) -> str:
    """A unit's path without what is empty in it."""
    return "/".join(filter(None, map(str.strip, path.split("/"))))


def group_names(cell: str) -> tuple[str, ...]:
    """The names of groups in a text that separates them."""
    return tuple(filter(None, map(str.strip, re.split(r"[,;|]", cell))))


def _day(cell: str) -> date | None:
    """A date as Danes write it, or as the standard does; a cell that is empty is none."""
    if not cell:
        return None
    written = re.sub(r"[./ ]+", "-", cell.removesuffix(" 00:00")).strip("-")
    for pattern in ("%d-%m-%Y", "%Y-%m-%d", "%d-%m-%y"):
        with suppress(ValueError):
            return datetime.strptime(written, pattern).date()  # noqa: DTZ007 - a date has no zone
    raise PydanticCustomError("no_date", "not a date")


class _Cells(BaseModel):
    """What the cells of a row must be."""

    name: Annotated[str, Field(min_length=1, max_length=NAME_LENGTH)]
    email: Annotated[
        str, Field(max_length=EMAIL_LENGTH, pattern=_EMAIL), BeforeValidator(str.lower)
    ]
    title: Annotated[str, Field(max_length=TITLE_LENGTH)]
    unit: Annotated[str, Field(min_length=1, max_length=UNIT_LENGTH), BeforeValidator(unit_path)]
    level: Annotated[Level, BeforeValidator(str.lower)]
    role: Annotated[Role, BeforeValidator(lambda cell: _ROLES.get(cell.lower()))]
    groups: Annotated[
        tuple[Annotated[str, Field(max_length=GROUP_LENGTH)], ...], BeforeValidator(group_names)
    ]
    object_id: Annotated[UUID | None, BeforeValidator(lambda cell: cell or None)] = None
    away_until: Annotated[date | None, BeforeValidator(_day)] = None

    @field_validator("*", mode="before")
    @classmethod
    def _no_formula_error(cls, cell: str) -> str:
        if _FORMULA_ERROR.fullmatch(cell):
            raise PydanticCustomError("formula_error", "a formula found nothing")
        return cell
