"""Who is who: the people on the roster held against the entries of a new one."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from bot.people.values import (
    Column,
    Doubt,
    Entry,
    FieldChange,
    Person,
    PersonChange,
    Role,
    RosterChanges,
)

_One = TypeVar("_One", Person, Entry)
_Key = Callable[[Person | Entry], Hashable]


def compare(people: Sequence[Person], entries: Sequence[Entry]) -> RosterChanges:
    """What changes when the entries, and nobody else, are to be on the roster.

    people: those who left, too. The surest sign of who is who counts first: the object id, then
    the address. An address passes on to the next in office, so it takes something of the name as
    well, and all of it for somebody who left. Where two object ids differ it is somebody else,
    unless address and name are those of somebody active: their account was made anew.
    """
    active = [person for person in people if person.active]
    inactive = [person for person in people if not person.active]
    matching = _Matching(entries)
    matching.match(people, lambda one: one.object_id)
    matching.match(active, lambda one: one.email, when=_same_owner)
    matching.match(inactive, lambda one: (one.email, one.name.casefold()))
    matching.match(active, _description(active, entries), probable=True)

    matched = matching.in_order()
    known = {change.person.id for change in matched}
    gone = tuple(person for person in active if person.id not in known)
    changed = tuple(change for change in matched if change.person.active and change.fields)
    back = tuple(change for change in matched if not change.person.active)
    return RosterChanges(
        new=tuple(matching.entries),
        changed=changed,
        gone=gone,
        back=back,
        unchanged=len(matched) - len(changed) - len(back),
        doubts=tuple(_doubts(entries, matched, gone=len(gone), active=len(active))),
    )


def _same_account(person: Person, entry: Entry) -> bool:
    """Whether the object ids allow that it is the same person."""
    return None in (person.object_id, entry.object_id) or person.object_id == entry.object_id


def _same_owner(person: Person, entry: Entry) -> bool:
    """Whether an address is still with the same person, by what is the same in the names."""
    before, after = person.name.casefold(), entry.name.casefold()
    if before == after:
        return True
    return _same_account(person, entry) and not set(_words(before)).isdisjoint(_words(after))


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name)


class _Matching:
    """Who was found so far, and the entries whose person wasn't."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._matched: list[PersonChange] = []

    def match(
        self,
        people: Iterable[Person],
        key: _Key,
        *,
        when: Callable[[Person, Entry], bool] = _same_account,
        probable: bool = False,
    ) -> None:
        """Match the people and entries left over that have a key in common, alone on each side."""
        taken = {change.person.id for change in self._matched}
        owners = _alone((person for person in people if person.id not in taken), key)
        for shared, entry in _alone(self.entries, key).items():
            person = owners.get(shared)
            if person and when(person, entry):
                self.entries.remove(entry)
                fields = tuple(_field_changes(person, entry))
                self._matched.append(PersonChange(person, entry, fields, probable))

    def in_order(self) -> list[PersonChange]:
        """Those who were found, as the roster's file has them."""
        return sorted(self._matched, key=lambda change: change.entry.line)


def _alone(these: Iterable[_One], key: _Key) -> dict[Hashable, _One]:
    """Those whose key nobody else of them has, by that key; a key of None is none."""
    these = list(these)
    count = Counter(map(key, these))
    return {key(one): one for one in these if count[key(one)] == 1 and key(one) is not None}


def _description(people: Iterable[Person], entries: Iterable[Entry]) -> _Key:
    """Name, title and unit, of those whose name nobody else has: namesakes are never guessed at."""
    here = Counter(person.name.casefold() for person in people)
    there = Counter(entry.name.casefold() for entry in entries)

    def description(one: Person | Entry) -> Hashable:
        name = one.name.casefold()
        if here[name] > 1 or there[name] > 1:
            return None
        return name, one.title.casefold(), one.unit.casefold()

    return description


def _field_changes(person: Person, entry: Entry) -> Iterator[FieldChange]:
    for column in Column:
        old, new = getattr(person, column), getattr(entry, column)
        if column is Column.OBJECT_ID and new is None:
            continue  # a roster without the column doesn't undo what is known
        if column is Column.AWAY_UNTIL and not entry.tells_leave:
            continue
        if column is Column.GROUPS and set(old) == set(new):
            continue
        if old != new:
            yield FieldChange(column, _text(old), _text(new))


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _doubts(
    entries: Iterable[Entry], matched: Iterable[PersonChange], *, gone: int, active: int
) -> Iterator[Doubt]:
    if not any(entry.role is Role.DIRECTORATE for entry in entries):
        yield Doubt.NO_DIRECTORATE
    if gone * 2 > active:
        yield Doubt.MOST_LEAVE
    if not all(_same_account(change.person, change.entry) for change in matched):
        yield Doubt.OTHER_ACCOUNT
