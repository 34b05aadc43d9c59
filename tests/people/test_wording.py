from datetime import date

import pytest

from bot.files.refusals import Unreadable, UnreadableFile
from bot.files.spreadsheet import BrokenLine
from bot.people.matching import compare
from bot.people.values import Audience, Column, Doubt, Fault, Level, Reason, Role
from cards.people import audience_in_words, level_name
from dialogs.people import (
    change_in_words,
    doubt_in_words,
    fault_in_words,
    ignored_in_words,
    role_name,
    unreadable_in_words,
)
from tests.people.rosters import entry, person


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(1, None, Reason.NO_PEOPLE), "Der står ingen personer under overskrifterne."),
        (Fault(1, Column.LEVEL, Reason.MISSING_COLUMN), "Kolonnen Niveau mangler."),
        (
            Fault(1, Column.EMAIL, Reason.REPEATED_COLUMN, "Mail"),
            "Linje 1: Kolonnen E-mail er der mere end én gang.",
        ),
        (Fault(4, Column.NAME, Reason.MISSING), "Linje 4: Navn mangler."),
        (
            Fault(4, Column.EMAIL, Reason.MALFORMED, "ada{0}"),
            "Linje 4: »ada{0}« er ikke en e-mailadresse.",
        ),
        (
            Fault(4, Column.OBJECT_ID, Reason.MALFORMED, "12"),
            "Linje 4: »12« er ikke et objekt-id.",
        ),
        (
            Fault(4, Column.AWAY_UNTIL, Reason.MALFORMED, "til maj"),
            "Linje 4: »til maj« er ikke en dato. Skriv den som 31-12-2026.",
        ),
        (
            Fault(4, Column.EMAIL, Reason.TAKEN, "Lin Lærke"),
            "Linje 4: Lin Lærke er allerede på lederlisten med den adresse.",
        ),
        (
            Fault(4, Column.LEVEL, Reason.UNKNOWN, "Mester"),
            "Linje 4: »Mester« er ikke et niveau. Skriv Direktion, Chef, Aftaleholder eller Leder.",
        ),
        (
            Fault(4, Column.ROLE, Reason.UNKNOWN, "Konge"),
            "Linje 4: »Konge« er ikke en rolle. Skriv Leder, Direktion eller Administrator.",
        ),
        (
            Fault(4, Column.TITLE, Reason.FORMULA_ERROR, "#N/A"),
            "Linje 4: Formlen under Titel giver »#N/A«.",
        ),
        (
            Fault(9, Column.EMAIL, Reason.REPEATED, "a@b.dk", first=4),
            "Linje 9: »a@b.dk« står også i linje 4.",
        ),
        (
            Fault(4, Column.NAME, Reason.TOO_LONG, "x" * 201),
            f"Linje 4: Navn fylder for meget: »{'x' * 60}…«.",
        ),
        (
            Fault(4, None, Reason.BESIDE_COLUMNS, "Nord"),
            "Linje 4: »Nord« står uden for kolonnerne. Et komma eller semikolon i en celle kræver "
            "anførselstegn om cellen.",
        ),
    ],
)
def test_each_fault_says_where_and_what(fault: Fault, words: str) -> None:
    assert fault_in_words(fault) == words


def test_a_change_is_told_in_numbers_and_person_by_person() -> None:
    people = [
        person("Ada Atlas", role=Role.MANAGER, level=Level.LEDER),
        person("Bo Bro"),
        person("Cy Cirkel"),
        person("Di Disk", active=False),
        person("Ea Elg"),
    ]
    entries = [
        entry("Ada Atlas", role=Role.DIRECTORATE, level=Level.CHEF),
        entry("Bo Bro", email="bob@kommune.example", line=3),
        entry("Di Disk", line=4),
        entry("Ea Elg", line=5),
        entry("Finn Fyr", line=6),
    ]

    assert change_in_words(compare(people, entries)).splitlines() == [
        "1 ny, 2 ændrede, 1 går ud, 1 vender tilbage, 1 uændret",
        "Ny: Finn Fyr (finn@kommune.example), Skole",
        "Ændret: Ada Atlas (ada@kommune.example), Skole; Niveau fra »Leder« til »Chef«; "
        "Rolle fra »Leder« til »Direktion«",
        "Ændret: Bo Bro (bo@kommune.example), Skole; E-mail fra »bo@kommune.example« til "
        "»bob@kommune.example«; formentlig samme person, for navn, titel og enhed er uændret",
        "Går ud: Cy Cirkel (cy@kommune.example), Skole",
        "Vender tilbage: Di Disk (di@kommune.example), Skole",
    ]


def test_the_next_in_office_is_told_with_whose_address_it_was() -> None:
    old, new = person("Ada Atlas"), entry("Bo Bro", email="ada@kommune.example")

    assert (
        "Ny: Bo Bro (ada@kommune.example), Skole; samme adresse som Ada Atlas, der går ud"
        in change_in_words(compare([old], [new])).splitlines()
    )


def test_a_leave_is_told_as_one() -> None:
    people = [person("Ada Atlas"), person("Bo Bro", away_until=date(2026, 5, 1))]
    entries = [
        entry("Ada Atlas", away_until=date(2026, 8, 1), tells_leave=True),
        entry("Bo Bro", line=3, tells_leave=True),
    ]

    assert change_in_words(compare(people, entries)).splitlines()[1:] == [
        "Ændret: Ada Atlas (ada@kommune.example), Skole; på orlov til 1. august 2026",
        "Ændret: Bo Bro (bo@kommune.example), Skole; ikke længere på orlov",
    ]


def test_a_broken_line_is_told_with_its_number_and_anything_else_as_of_any_file() -> None:
    broken = UnreadableFile("ledere.csv", Unreadable.BROKEN)

    assert unreadable_in_words(BrokenLine("ledere.csv", 7)).startswith("Linje 7: Et anførselstegn")
    assert unreadable_in_words(broken) == "Filen er beskadiget og kan ikke åbnes."


def test_ignored_columns_are_told_and_a_long_one_shortened() -> None:
    assert (
        ignored_in_words(["Telefon", "x" * 61])
        == f"Disse kolonner bruges ikke: »Telefon«, »{'x' * 60}…«"
    )


def test_a_roster_that_changes_nothing_says_so_in_one_line() -> None:
    assert change_in_words(compare([person("Ada Atlas")], [entry("Ada Atlas")])) == "1 uændret"


def test_each_doubt_has_words_of_its_own() -> None:
    assert len({doubt_in_words(doubt) for doubt in Doubt}) == len(Doubt)


def test_roles_and_levels_are_called_what_a_roster_calls_them() -> None:
    assert [role_name(role) for role in Role] == ["Leder", "Direktion", "Administrator"]
    assert [level_name(level).casefold() for level in Level] == list(Level)


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        (Audience(), "alle ledere"),
        (Audience(units=("Børn og unge",)), "alle ledere i Børn og unge"),
        (Audience(units=("Børn", "Kultur", "Teknik")), "alle ledere i Børn, Kultur eller Teknik"),
        (Audience(units=tuple("ABCDEF")), "alle ledere i A, B, C, D, E og 1 anden enhed"),
        (Audience(units=tuple("ABCDEFG")), "alle ledere i A, B, C, D, E og 2 andre enheder"),
        (
            Audience(groups=tuple("ABCDEFG")),
            "alle ledere i gruppen A, B, C, D, E og 2 andre grupper",
        ),
        (Audience(levels=(Level.LEDER,)), "ledere på niveauet Leder"),
        (
            Audience(levels=(Level.LEDER, Level.DIREKTION, Level.CHEF)),
            "direktionen, chefer og ledere",
        ),
        (Audience(groups=("MED",)), "alle ledere i gruppen MED"),
        (Audience(levels=(Level.CHEF,), groups=("MED", "Nord")), "chefer i gruppen MED eller Nord"),
        (
            Audience(("Teknik og miljø", "Kultur/{0}"), (Level.AFTALEHOLDER, Level.CHEF), ("MED",)),
            "chefer og aftaleholdere i Teknik og miljø eller Kultur/{0}, i gruppen MED",
        ),
    ],
)
def test_an_audience_is_told_as_units_levels_and_groups(audience: Audience, words: str) -> None:
    assert audience_in_words(audience) == words
