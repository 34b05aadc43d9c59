"""Reading a spreadsheet of saved answers: what each row says beside what is saved."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.files.spreadsheet import Row
from bot.knowledge.columns import column_of, date_in, owner_name, values_of
from bot.knowledge.content import faults, tidied, variants_in
from bot.knowledge.values import (
    CellFault,
    ChangedLine,
    Changes,
    Column,
    Content,
    Fault,
    FaultySheet,
    FieldChange,
    Knowledge,
    NewLine,
    Phase,
    Written,
)
from bot.people.values import Person

MOST_ROWS = 2_000
MOST_CHANGES = 300  # which take a second or two, in which nobody else can write on SQLite

_REQUIRED = (Column.QUESTION, Column.ANSWER)
_DATED = (Column.VALID_FROM, Column.VALID_UNTIL, Column.REVIEW_ON)
_FORMULA_ERROR = re.compile(r"#[A-ZÆØÅ0/]+[!?]?")


def is_knowledge(rows: Sequence[Row]) -> bool:
    """Whether the headings in the first row are those of saved answers."""
    return bool(rows) and set(_REQUIRED) <= set(map(column_of, rows[0].cells))


def compare(
    rows: Sequence[Row],
    saved: Sequence[Knowledge],
    directors: Sequence[Person],
    usual: Written,
    *,
    today: date,
) -> Changes:
    """What the rows change in what is saved. Raises FaultySheet.

    usual: what a new one gets where its row says nothing. today: in Copenhagen.
    """
    return _Comparison(rows, saved, directors, usual, today).changes()


class _Faulty(Exception):  # noqa: N818 - the row is, and all that is wrong with it is told at once
    def __init__(self, fault: CellFault) -> None:
        self.fault = fault


class _Comparison:
    def __init__(
        self,
        rows: Sequence[Row],
        saved: Sequence[Knowledge],
        directors: Sequence[Person],
        usual: Written,
        today: date,
    ) -> None:
        heading, *self._body = rows
        self._columns = _columns(heading)
        self._saved = {one.id: one for one in saved}
        self._questions = {one.content.question.casefold() for one in saved}
        self._names = {name: one for one in directors for name in _names(one, directors)}
        self._directors = {one.id for one in directors}
        self._people = {one.id: one.name for one in directors}
        self._usual = usual
        self._today = today
        self._faults: list[CellFault] = []
        if not self._body:
            self._faults.append(CellFault(heading.line, None, Fault.NO_ROWS))
        if len(self._body) > MOST_ROWS:
            raise FaultySheet([CellFault(heading.line, None, Fault.TOO_MANY_ROWS)])

    def changes(self) -> Changes:
        new: list[NewLine] = []
        changed: list[ChangedLine] = []
        unchanged = 0
        first: dict[str, int] = {}
        named: set[UUID] = set()
        for row in self._body:
            cells = self._cells(row)
            self._refuse_repeated(row, cells, first)
            try:
                knowledge = self._knowledge(row, cells)
                written = self._written(row, cells, knowledge)
            except _Faulty as refusal:
                self._faults.append(refusal.fault)
                continue
            if knowledge is None:
                self._check(row, cells, written)
                new.append(NewLine(row.line, written))
                continue
            named.add(knowledge.id)
            if fields := self._fields(knowledge, written):
                self._check(row, cells, written)
                if knowledge.phase is Phase.RETIRED:
                    self._faults.append(CellFault(row.line, None, Fault.RETIRED))
                changed.append(ChangedLine(knowledge, written, fields))
            else:
                unchanged += 1
        if len(new) + len(changed) > MOST_CHANGES:
            self._faults.append(CellFault(1, None, Fault.TOO_MANY_CHANGES))
        if self._faults:
            raise FaultySheet(self._faults)
        absent = len(self._saved.keys() - named)
        return Changes(tuple(new), tuple(changed), unchanged, absent)

    def _cells(self, row: Row) -> dict[Column, str]:
        """The row's cells by column; a row may be shorter than the headings."""
        return {
            column: row.cells[place] if place < len(row.cells) else ""
            for column, place in self._columns.items()
        }

    def _refuse_repeated(
        self, row: Row, cells: Mapping[Column, str], first: dict[str, int]
    ) -> None:
        for column in (Column.ID, Column.QUESTION):
            text = cells.get(column, "")
            told = first.setdefault(text.casefold(), row.line)
            if text and told != row.line:
                self._faults.append(CellFault(row.line, column, Fault.REPEATED, text, told))

    def _knowledge(self, row: Row, cells: Mapping[Column, str]) -> Knowledge | None:
        """What the row is about; None: something new."""
        written = cells.get(Column.ID, "")
        if not written:
            question = cells[Column.QUESTION]
            if question.casefold() in self._questions:
                raise _Faulty(CellFault(row.line, Column.ID, Fault.SAVED_ALREADY, question))
            return None
        try:
            return self._saved[UUID(written)]
        except (ValueError, KeyError) as error:
            fault = CellFault(row.line, Column.ID, Fault.UNKNOWN_ID, written)
            raise _Faulty(fault) from error

    def _written(
        self, row: Row, cells: Mapping[Column, str], knowledge: Knowledge | None
    ) -> Written:
        """What the row says; what it says nothing of stays, or is as usual."""
        for column, cell in cells.items():
            if _FORMULA_ERROR.fullmatch(cell):
                raise _Faulty(CellFault(row.line, column, Fault.FORMULA_ERROR, cell))
        before = knowledge.written if knowledge else self._usual
        days = {column: self._day(row, cells, column) for column in _DATED if column in cells}
        said = before.content
        source = cells.get(Column.SOURCE, said.source)
        variants = variants_in(cells[Column.VARIANTS]) if Column.VARIANTS in cells else None
        content = Content(
            question=cells[Column.QUESTION],
            answer=cells[Column.ANSWER],
            variants=said.variants if variants is None else variants,
            source=source or ("" if knowledge else self._usual.content.source),
            valid_from=days.get(Column.VALID_FROM, said.valid_from),
            valid_until=days.get(Column.VALID_UNTIL, said.valid_until),
        )
        review_on = days.get(Column.REVIEW_ON, before.review_on)
        if knowledge is None:
            review_on = review_on or self._usual.review_on
        return Written(tidied(content), self._owner(row, cells, knowledge), review_on)

    def _day(self, row: Row, cells: Mapping[Column, str], column: Column) -> date | None:
        try:
            return date_in(cells[column])
        except ValueError as error:
            fault = CellFault(row.line, column, Fault.NOT_A_DATE, cells[column])
            raise _Faulty(fault) from error

    def _owner(
        self, row: Row, cells: Mapping[Column, str], knowledge: Knowledge | None
    ) -> UUID | None:
        written = cells.get(Column.OWNER, "").casefold()
        before = knowledge.written.owner_id if knowledge else self._usual.owner_id
        if not written or (knowledge and written == owner_name(knowledge).casefold()):
            return before
        if written in self._names:
            return self._names[written].id
        text = cells[Column.OWNER]
        raise _Faulty(CellFault(row.line, Column.OWNER, Fault.UNKNOWN_OWNER, text))

    def _check(self, row: Row, cells: Mapping[Column, str], written: Written) -> None:
        """Tell what can't be saved of what is new or changed."""
        for name, fault in faults(written, today=self._today).items():
            column = Column(name)
            # A CPR number isn't said again, wherever it stands.
            text = "" if fault is Fault.CPR_NUMBER else cells.get(column, "")
            self._faults.append(CellFault(row.line, column, fault, text))
        if written.owner_id not in self._directors:
            text = cells.get(Column.OWNER, "")
            self._faults.append(CellFault(row.line, Column.OWNER, Fault.UNKNOWN_OWNER, text))

    def _fields(self, knowledge: Knowledge, written: Written) -> tuple[FieldChange, ...]:
        old_owner = owner_name(knowledge)
        owner_id = written.owner_id
        is_same = owner_id == knowledge.written.owner_id
        new_owner = old_owner if is_same or not owner_id else self._people[owner_id]
        # What was saved before texts were tidied as they now are hasn't changed for it.
        saved = replace(knowledge.written, content=tidied(knowledge.content))
        old, new = values_of(saved, old_owner), values_of(written, new_owner)
        return tuple(_changes(old, new))


def _changes(
    old: Mapping[Column, str | date | None], new: Mapping[Column, str | date | None]
) -> Iterator[FieldChange]:
    for column, value in new.items():
        if old[column] != value:
            yield FieldChange(column, old[column], value)


def _columns(heading: Row) -> Mapping[Column, int]:
    columns: dict[Column, int] = {}
    found = []
    for position, cell in enumerate(heading.cells):
        column = column_of(cell)
        if column in columns:
            found.append(CellFault(heading.line, column, Fault.REPEATED_COLUMN, cell))
        elif column:
            columns[column] = position
    found += [
        CellFault(heading.line, column, Fault.MISSING_COLUMN)
        for column in _REQUIRED
        if column not in columns
    ]
    if found:
        raise FaultySheet(found)
    return columns


def _names(person: Person, directors: Sequence[Person]) -> Iterator[str]:
    """What a director may be called in a cell; a name that two have is none."""
    yield person.email.casefold()
    if sum(one.name.casefold() == person.name.casefold() for one in directors) == 1:
        yield person.name.casefold()
