"""What is said of a roster: what is wrong with it, and what it changes. Plain text, no Markdown."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.files.refusals import UnreadableFile
from bot.files.spreadsheet import BrokenLine
from bot.language import _, counted
from bot.language.formats import day, number
from bot.people.values import (
    Column,
    Doubt,
    Entry,
    Fault,
    FieldChange,
    Level,
    Person,
    PersonChange,
    Reason,
    Role,
    RosterChanges,
)
from cards.people import level_name
from dialogs import documents

MOST_NAMED = 10  # of those whom a roster changed, each way

LONGEST_QUOTE = 60


def unreadable_in_words(refusal: UnreadableFile) -> str:
    """Why a roster's file can't be read, and what to do about it."""
    if isinstance(refusal, BrokenLine):
        return _(
            "Linje {line}: Et anførselstegn mangler eller står forkert, så resten af filen kan "
            "ikke læses.",
            line=refusal.line,
        )
    return documents.unreadable_in_words(refusal)


def ignored_in_words(headings: Sequence[str]) -> str:
    """Which columns of a roster mean nothing to us."""
    return _("Disse kolonner bruges ikke: {headings}", headings=", ".join(map(_quoted, headings)))


def fault_in_words(fault: Fault) -> str:
    """One sentence on why a roster can't be used."""
    if fault.reason is Reason.NO_PEOPLE:
        return _("Der står ingen personer under overskrifterne.")
    if fault.reason is Reason.MISSING_COLUMN and fault.column:
        return _("Kolonnen {column} mangler.", column=column_name(fault.column))
    return _("Linje {line}: {fault}", line=fault.line, fault=cell_fault_in_words(fault))


def change_in_words(changes: RosterChanges) -> str:
    """What a roster changes: one line with the numbers, then a line for each person."""
    return "\n".join([_numbers(changes), *_people(changes)])


def done_in_words(changes: RosterChanges) -> str:
    """What a roster changed, in numbers, once it is done."""
    new, changed = len(changes.new), len(changes.changed)
    gone, back = len(changes.gone), len(changes.back)
    numbers = (
        new and counted("{number} er ny", "{number} er nye", new),
        changed and counted("{number} er ændret", "{number} er ændret", changed),
        gone and counted("{number} er gået ud", "{number} er gået ud", gone),
        back and counted("{number} er kommet tilbage", "{number} er kommet tilbage", back),
    )
    return ", ".join(said for said in numbers if said)


def whom_in_words(changes: RosterChanges) -> list[str]:
    """Whom a roster changed, once it is done: a line of names each way, the first of many."""
    by_name: list[tuple[str, list[str]]] = [
        (_("Nye"), [one.name for one in changes.new]),
        (_("Ændret"), [one.person.name for one in changes.changed]),
        (_("Gået ud"), [one.name for one in changes.gone]),
        (_("Kommet tilbage"), [one.person.name for one in changes.back]),
    ]
    return [f"{what}: {_first(names)}" for what, names in by_name if names]


def doubt_in_words(doubt: Doubt) -> str:
    """Why a person must see what a roster changes, and say yes."""
    match doubt:
        case Doubt.NO_DIRECTORATE:
            return _("Ingen har rollen Direktion, så ingen kan skrive til lederne.")
        case Doubt.MOST_LEAVE:
            return _("Mere end halvdelen af dem, der er på lederlisten nu, går ud.")
        case Doubt.OTHER_ACCOUNT:
            return _(
                "Mindst én får et andet objekt-id, og den hidtidige konto kommer ikke ind mere. "
                "Det er kun rigtigt, hvis kontoen er oprettet på ny."
            )


def column_name(column: Column) -> str:
    """The heading of a column."""
    return {
        Column.NAME: _("Navn"),
        Column.EMAIL: _("E-mail"),
        Column.TITLE: _("Titel"),
        Column.UNIT: _("Enhed"),
        Column.LEVEL: _("Niveau"),
        Column.ROLE: _("Rolle"),
        Column.GROUPS: _("Grupper"),
        Column.OBJECT_ID: _("Objekt-id"),
        Column.AWAY_UNTIL: _("Orlov til"),
    }[column]


def role_name(role: Role) -> str:
    """A role as a roster writes it."""
    return {
        Role.MANAGER: _("Leder"),
        Role.DIRECTORATE: _("Direktion"),
        Role.ADMINISTRATOR: _("Administrator"),
    }[role]


def cell_fault_in_words(fault: Fault) -> str:
    """What is wrong with what a cell, or a field of a form, says."""
    quote = _shortened(fault.text)
    column = column_name(fault.column) if fault.column else ""
    match fault.reason:
        case Reason.MISSING:
            return _("{column} mangler.", column=column)
        case Reason.TOO_LONG:
            return _("{column} fylder for meget: »{quote}«.", column=column, quote=quote)
        case Reason.MALFORMED if fault.column is Column.EMAIL:
            return _("»{quote}« er ikke en e-mailadresse.", quote=quote)
        case Reason.MALFORMED if fault.column is Column.AWAY_UNTIL:
            return _("»{quote}« er ikke en dato. Skriv den som 31-12-2026.", quote=quote)
        case Reason.MALFORMED:
            return _("»{quote}« er ikke et objekt-id.", quote=quote)
        case Reason.UNKNOWN if fault.column is Column.LEVEL:
            return _(
                "»{quote}« er ikke et niveau. Skriv Direktion, Chef, Aftaleholder eller Leder.",
                quote=quote,
            )
        case Reason.UNKNOWN:
            return _(
                "»{quote}« er ikke en rolle. Skriv Leder, Direktion eller Administrator.",
                quote=quote,
            )
        case Reason.FORMULA_ERROR:
            return _("Formlen under {column} giver »{quote}«.", column=column, quote=quote)
        case Reason.CPR_NUMBER:
            return _("Her står noget, der ligner et CPR-nummer. Fjern det fra filen.")
        case Reason.TAKEN:
            return _("{name} er allerede på lederlisten med den adresse.", name=quote)
        case Reason.REPEATED:
            return _("»{quote}« står også i linje {first}.", quote=quote, first=fault.first)
        case Reason.REPEATED_COLUMN:
            return _("Kolonnen {column} er der mere end én gang.", column=column)
        case _:
            return _(
                "»{quote}« står uden for kolonnerne. Et komma eller semikolon i en celle kræver "
                "anførselstegn om cellen.",
                quote=quote,
            )


def _quoted(text: str) -> str:
    return f"»{_shortened(text)}«"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"


def _numbers(changes: RosterChanges) -> str:
    new, changed = len(changes.new), len(changes.changed)
    gone, back = len(changes.gone), len(changes.back)
    numbers = (
        new and counted("{number} ny", "{number} nye", new),
        changed and counted("{number} ændret", "{number} ændrede", changed),
        gone and counted("{number} går ud", "{number} går ud", gone),
        back and counted("{number} vender tilbage", "{number} vender tilbage", back),
        changes.unchanged and counted("{number} uændret", "{number} uændrede", changes.unchanged),
    )
    return ", ".join(said for said in numbers if said)


def _people(changes: RosterChanges) -> Iterator[str]:
    former = {person.email: person.name for person in changes.gone}
    for entry in changes.new:
        said = _("Ny: {person}", person=_named(entry))
        if entry.email in former:
            # Of an office's mailbox that's as it should be; of a person whose whole name changed
            # it isn't.
            said += "; " + _("samme adresse som {name}, der går ud", name=former[entry.email])
        yield said
    for change in changes.changed:
        yield _("Ændret: {person}", person=_changed(change))
    for person in changes.gone:
        yield _("Går ud: {person}", person=_named(person))
    for change in changes.back:
        yield _("Vender tilbage: {person}", person=_changed(change))


def _first(names: list[str]) -> str:
    said, left = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return _("{named} og {number} til", named=said, number=number(left)) if left > 0 else said


def _named(one: Person | Entry) -> str:
    return f"{one.name} ({one.email}), {one.unit}"


def _changed(change: PersonChange) -> str:
    said = [_named(change.person), *map(_field, change.fields)]
    if change.probable:
        said.append(_("formentlig samme person, for navn, titel og enhed er uændret"))
    return "; ".join(said)


def _field(change: FieldChange) -> str:
    if change.column is Column.AWAY_UNTIL:
        return _leave(change.new)
    return _(
        "{column} fra »{old}« til »{new}«",
        column=column_name(change.column),
        old=_value(change.column, change.old),
        new=_value(change.column, change.new),
    )


def _value(column: Column, text: str) -> str:
    if column is Column.LEVEL:
        return level_name(Level(text))
    if column is Column.ROLE:
        return role_name(Role(text))
    return text


def _leave(until: str) -> str:
    if not until:
        return _("ikke længere på orlov")
    return _("på orlov til {day}", day=day(date.fromisoformat(until)))
