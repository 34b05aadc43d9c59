"""The spreadsheet in which comments get their themes: its columns, and what its rows change."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from uuid import UUID

from bot.cpr import holds_cpr_number
from bot.files.blocks import tidy
from bot.files.spreadsheet import Row
from bot.language import _, speaking
from bot.language.catalogue import DANISH, ENGLISH
from bot.messages import Refusal
from bot.rounds.findings import MOST_THEMES, THEME_NAME_LENGTH, Move, Theme, ThemeChanges
from bot.rounds.values import Answer

MOST_COMMENTS = 15_000  # in a file: as many as can be read again

# What Excel writes where a formula has no value, in English and in Danish.
_FORMULA_ERRORS = frozenset(
    (
        *("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
        *("#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#GETTING_DATA"),
        *("#I/T", "#REFERENCE!", "#VÆRDI!", "#NAVN?", "#DIVISION/0!", "#TAL!", "#NUL!"),
        *("#OVERLØB!", "#BEREGN!", "#FELT!", "#BLOKERET!", "#FORBIND!", "#UKENDT!", "#OPTAGET!"),
    )
)


class Column(StrEnum):
    """A column of the spreadsheet. BEFORE: the theme when the file was made."""

    PLACE = "place"
    QUESTION = "question"
    COMMENT = "comment"
    THEME = "theme"
    BEFORE = "before"
    ID = "id"


class Fault(StrEnum):
    """What is wrong with a spreadsheet or a cell of it."""

    NO_ROWS = "no_rows"
    REPEATED_COLUMN = "repeated_column"
    FORMULA_ERROR = "formula_error"  # "#N/A": Excel didn't find what it should
    UNCALCULATED = "uncalculated"  # a formula whose value isn't in the file
    CPR_NUMBER = "cpr_number"
    TOO_LONG = "too_long"
    IS_COMMENT = "is_comment"  # a new theme would be called what somebody wrote
    REPEATED = "repeated"  # another row has the same comment, and another theme
    SEVERAL_ROUNDS = "several_rounds"
    TOO_MANY_THEMES = "too_many_themes"


@dataclass(frozen=True)
class CellFault:
    """Why a spreadsheet can't be used. line: from 1. first: the line that said it first.

    text: what may be said again, and nothing that could be a comment. number: of themes that there
    would be.
    """

    line: int
    fault: Fault
    text: str = ""
    first: int = 0
    number: int = 0


@dataclass(frozen=True)
class Comment:
    """A text as it is kept. place: of its question, from 1."""

    id: UUID
    place: int
    answer: Answer
    theme_id: UUID | None

    @property
    def told(self) -> str:
        """As one line, by which it is told from any other; so it is read from a cell."""
        return tidy(" ".join(self._parts))

    @property
    def said(self) -> set[str]:
        """What somebody wrote in it: all of it, and each part, such as a title."""
        return {self.told, *self._parts} - {""}

    @property
    def _parts(self) -> list[str]:
        return list(map(str, self.answer if isinstance(self.answer, list) else [self.answer]))


class FaultyThemes(Refusal):
    """A spreadsheet that can't be used. faults: all of them, by line."""

    def __init__(self, faults: Iterable[CellFault]) -> None:
        super().__init__()
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))


def column_name(column: Column) -> str:
    """The heading of a column."""
    match column:
        case Column.PLACE:
            return _("Nr.")
        case Column.QUESTION:
            return _("Spørgsmål")
        case Column.COMMENT:
            return _("Kommentar")
        case Column.THEME:
            return _("Tema")
        case Column.BEFORE:
            return _("Tema før")
        case Column.ID:
            return _("Id")


def is_heading(cells: Sequence[str]) -> bool:
    """Whether these are the headings of such a spreadsheet, in any of our languages."""
    return {Column.COMMENT, Column.THEME, Column.ID} <= set(map(_column_of, cells))


def ids_in(rows: Sequence[Row]) -> set[UUID]:
    """The ids that the rows name; some of them may be of no text."""
    sheet = _Sheet(rows)
    return {id_ for row in sheet.body if (id_ := _id(sheet.cell(row, Column.ID)))}


def compare(
    rows: Sequence[Row], comments: Mapping[UUID, Comment], themes: Sequence[Theme]
) -> ThemeChanges:
    """What the rows change. comments: those of the round by their ids. Raises FaultyThemes.

    A row changes something only where its theme isn't the one that the file was made with: what
    somebody did in the chat meanwhile stays.
    """
    return _Comparison(rows, comments, themes).changes()


class _Sheet:
    """The rows below the headings. Raises FaultyThemes when a column is there twice, or no row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        place = next(place for place, row in enumerate(rows) if is_heading(row.cells))
        self.heading, self.body = rows[place], rows[place + 1 :]
        self._places: dict[Column, int] = {}
        faults = [] if self.body else [CellFault(self.heading.line, Fault.NO_ROWS)]
        for position, cell in enumerate(self.heading.cells):
            column = _column_of(cell)
            if column in self._places:
                faults.append(CellFault(self.heading.line, Fault.REPEATED_COLUMN, cell))
            elif column:
                self._places[column] = position
        if faults:
            raise FaultyThemes(faults)

    def has(self, column: Column) -> bool:
        return column in self._places

    def cell(self, row: Row, column: Column) -> str:
        """What stands there; a row may be shorter than the headings."""
        place = self._places.get(column, len(row.cells))
        return row.cells[place] if place < len(row.cells) else ""


class _Comparison:
    def __init__(
        self, rows: Sequence[Row], comments: Mapping[UUID, Comment], themes: Sequence[Theme]
    ) -> None:
        self._sheet = _Sheet(rows)
        self._comments = comments
        self._said = {_same(said) for one in comments.values() for said in one.said}
        self._names = {_same(one.name): one.name for one in themes}
        self._in_theme = {one.id: one.name for one in themes}
        self._new: list[str] = []
        self._first: dict[UUID, tuple[int, str]] = {}
        self._there: set[UUID] = set()
        self._faults: list[CellFault] = []
        self._unknown: list[int] = []
        self._altered: list[int] = []
        self._unchanged = self._overruled = 0

    def changes(self) -> ThemeChanges:
        moves = [move for row in self._sheet.body if (move := self._move(row))]
        if (number := len(self._names)) > MOST_THEMES:
            line = self._sheet.heading.line
            named = ", ".join(self._new)
            self._faults.append(CellFault(line, Fault.TOO_MANY_THEMES, named, number=number))
        if self._faults:
            raise FaultyThemes(self._faults)
        return ThemeChanges(
            tuple(moves),
            tuple(self._new),
            self._unchanged,
            len(self._comments.keys() - self._there),
            self._overruled,
            tuple(self._unknown),
            tuple(self._altered),
        )

    def _move(self, row: Row) -> Move | None:
        """What the row moves, if it does."""
        theme, comment = (self._sheet.cell(row, one) for one in (Column.THEME, Column.COMMENT))
        written = self._sheet.cell(row, Column.ID)
        if not (theme or comment or written):
            return None  # somebody's own words beside the table
        known = self._comments.get(_id(written) or UUID(int=0))
        is_same = known is not None and comment == known.told
        if self._is_faulty(row, theme, but=comment if is_same else ""):
            return None
        if not known:
            self._unknown.append(row.line)
            return None
        self._there.add(known.id)
        if not is_same:
            self._altered.append(row.line)
            return None
        line, first = self._first.setdefault(known.id, (row.line, theme))
        if line != row.line:
            if _same(first) != _same(theme):
                self._faults.append(CellFault(row.line, Fault.REPEATED, first=line))
            return None
        return self._moved(known, theme, self._sheet.cell(row, Column.BEFORE))

    def _moved(self, known: Comment, theme: str, before: str) -> Move | None:
        now = self._in_theme.get(known.theme_id, "") if known.theme_id else ""
        before = before if self._sheet.has(Column.BEFORE) else now
        if _same(theme) in (_same(before), _same(now)):
            self._unchanged += 1
            return None
        self._overruled += _same(before) != _same(now)
        return Move(known.id, known.theme_id, self._named(theme) if theme else "")

    def _named(self, theme: str) -> str:
        """The theme of this name, however it is spelt; it is a new one when there is none."""
        if _same(theme) not in self._names:
            self._names[_same(theme)] = theme
            self._new.append(theme)
        return self._names[_same(theme)]

    def _is_faulty(self, row: Row, theme: str, *, but: str) -> bool:
        """Whether the row can't be used. but: what is kept already, so that it may be read."""
        found = []
        # A CPR number isn't said again, wherever it stands; an id may look as if it held one.
        if any(holds_cpr_number(cell) for cell in row.cells if cell != but and not _id(cell)):
            found.append(CellFault(row.line, Fault.CPR_NUMBER))
        elif theme in _FORMULA_ERRORS:
            found.append(CellFault(row.line, Fault.FORMULA_ERROR, theme))
        elif len(theme) > THEME_NAME_LENGTH:
            found.append(CellFault(row.line, Fault.TOO_LONG))
        elif _same(theme) in self._said and _same(theme) not in self._names:
            found.append(CellFault(row.line, Fault.IS_COMMENT))
        self._faults += found
        return bool(found)


def _same(name: str) -> str:
    """What two spellings of one theme have in common."""
    return tidy(name).casefold()


def _id(cell: str) -> UUID | None:
    try:
        return UUID(cell)
    except ValueError:
        return None


def _column_of(heading: str) -> Column | None:
    return _headings().get(_bare(heading))


@cache
def _headings() -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for language in (ENGLISH, DANISH):
        with speaking(language):
            found |= {_bare(column_name(column)): column for column in Column}
    return found


def _bare(heading: str) -> str:
    return re.sub(r"[\W_]", "", heading.casefold())
