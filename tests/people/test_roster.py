import csv
from datetime import date
from io import StringIO
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files.blocks import tidy
from bot.files.spreadsheet import Row, read_rows
from bot.people.roster import FaultyRoster, read_roster
from bot.people.values import Column, Entry, Fault, Level, Reason, Role, Roster
from tests.people.rosters import HEADING, account

ADA = "Ada Atlas;ada@kommune.example;Skoleleder;Skole;Leder;;"


def read(*lines: str, heading: str = HEADING) -> Roster:
    return read_roster(read_rows("ledere.csv", "\n".join((heading, *lines)).encode()))


def faults_of(*lines: str, heading: str = HEADING) -> list[Fault]:
    with pytest.raises(FaultyRoster) as refused:
        read(*lines, heading=heading)
    return list(refused.value.faults)


def test_a_row_becomes_a_person() -> None:
    line = (
        "Åse Årshjul;Aase@Kommune.example;Ældrechef;Ældre og sundhed / Pleje/;CHEF;Direktion;"
        "MED, Nye ledere|AMO;{00000000-0000-0000-0000-000000000007}"
    )

    assert read(line).entries == (
        Entry(
            line=2,
            name="Åse Årshjul",
            email="aase@kommune.example",
            title="Ældrechef",
            unit="Ældre og sundhed/Pleje",
            level=Level.CHEF,
            role=Role.DIRECTORATE,
            groups=("MED", "Nye ledere", "AMO"),
            object_id=account(7),
        ),
    )


@pytest.mark.parametrize("email", ["E-mail", "email", " E mail ", "E-mailadresse", "MAIL"])
def test_headings_are_read_however_they_are_written(email: str) -> None:
    heading = f"NAVN;{email};titel; Enhed;niveau;Rolle;Gruppe"

    assert read(ADA, heading=heading).entries[0].email == "ada@kommune.example"


def test_columns_in_another_order_and_without_object_id_are_read() -> None:
    roster = read(
        "Leder;Skole;Ada Atlas;;a@b.dk;;", heading="Niveau;Enhed;Navn;Rolle;Mail;Titel;Grupper"
    )

    assert (roster.entries[0].name, roster.entries[0].object_id) == ("Ada Atlas", None)


def test_columns_that_mean_nothing_to_us_are_ignored_and_named() -> None:
    roster = read(f"{ADA};;12345678;x", heading=f"{HEADING};Telefon;Lokale;")

    assert roster.ignored == ("Telefon", "Lokale")


@pytest.mark.parametrize("heading", ["Objekt-id (Entra)", "Object ID (fra Entra)", "objekt id"])
def test_what_a_heading_adds_in_parentheses_is_passed_over(heading: str) -> None:
    roster = read(f"{ADA};{account(1)}", heading=HEADING.replace("Objekt-id", heading))

    assert (roster.entries[0].object_id, roster.ignored) == (account(1), ())


@pytest.mark.parametrize("above", ["sep=;", "Ledere, 2. marts", "Udtræk\n\nNavn på kommunen;x"])
def test_headings_are_found_below_what_stands_above_them(above: str) -> None:
    roster = read(HEADING, ADA, heading=above)

    assert [(one.name, one.line) for one in roster.entries] == [
        ("Ada Atlas", 3 + above.count("\n"))
    ]


def test_without_headings_the_first_line_is_told_to_lack_them() -> None:
    faults = faults_of(*[ADA] * 10, HEADING, heading=ADA)

    assert {(one.line, one.reason) for one in faults} == {(1, Reason.MISSING_COLUMN)}


def test_missing_and_repeated_columns_are_told_together() -> None:
    assert faults_of("x;y;z;w", heading="Navn;Email;E-mail;Titel") == [
        Fault(1, Column.EMAIL, Reason.REPEATED_COLUMN, "E-mail"),
        Fault(1, Column.UNIT, Reason.MISSING_COLUMN),
        Fault(1, Column.LEVEL, Reason.MISSING_COLUMN),
        Fault(1, Column.ROLE, Reason.MISSING_COLUMN),
        Fault(1, Column.GROUPS, Reason.MISSING_COLUMN),
    ]


def test_a_roster_without_people_is_refused() -> None:
    assert faults_of() == [Fault(1, None, Reason.NO_PEOPLE)]


def test_every_fault_of_every_line_is_told_at_once() -> None:
    assert faults_of(
        ADA,
        "",
        ";ada(a)kommune.example;;/;Mester;Konge;;123",
        f"{'x' * 201};ADA@kommune.example;#N/A;Skole;;;{'g' * 101};{account(1)}",
        f"Otto;otto@kommune.example;;Skole;Leder;;MED;{account(1)};oversat",
    ) == [
        Fault(4, Column.NAME, Reason.MISSING),
        Fault(4, Column.EMAIL, Reason.MALFORMED, "ada(a)kommune.example"),
        Fault(4, Column.UNIT, Reason.MISSING, "/"),
        Fault(4, Column.LEVEL, Reason.UNKNOWN, "Mester"),
        Fault(4, Column.ROLE, Reason.UNKNOWN, "Konge"),
        Fault(4, Column.OBJECT_ID, Reason.MALFORMED, "123"),
        Fault(5, Column.EMAIL, Reason.REPEATED, "ADA@kommune.example", first=2),
        Fault(5, Column.NAME, Reason.TOO_LONG, "x" * 201),
        Fault(5, Column.TITLE, Reason.FORMULA_ERROR, "#N/A"),
        Fault(5, Column.LEVEL, Reason.MISSING),
        Fault(5, Column.GROUPS, Reason.TOO_LONG, "g" * 101),
        Fault(6, Column.OBJECT_ID, Reason.REPEATED, str(account(1)), first=5),
        Fault(6, None, Reason.BESIDE_COLUMNS, "oversat"),
    ]


@pytest.mark.parametrize(
    "cell", ["01-05-2026", "1.5.2026", "1/5 2026", "2026-05-01", "01-05-26", " 1. 5. 2026 "]
)
def test_a_leave_may_be_told_in_every_usual_way(cell: str) -> None:
    [one] = read(f"{ADA};{cell}", heading=f"{HEADING.removesuffix(';Objekt-id')};Orlov til").entries

    assert (one.away_until, one.tells_leave) == (date(2026, 5, 1), True)


def test_a_leave_that_isnt_a_day_is_refused_and_none_is_none() -> None:
    heading = f"{HEADING.removesuffix(';Objekt-id')};På orlov til (sidste dag)"

    assert faults_of(f"{ADA};til maj", f"B{ADA[1:]};31-02-2026", heading=heading) == [
        Fault(2, Column.AWAY_UNTIL, Reason.MALFORMED, "til maj"),
        Fault(3, Column.EMAIL, Reason.REPEATED, "ada@kommune.example", first=2),
        Fault(3, Column.AWAY_UNTIL, Reason.MALFORMED, "31-02-2026"),
    ]
    [one] = read(f"{ADA};", heading=heading).entries
    assert (one.away_until, one.tells_leave) == (None, True)
    [silent] = read(ADA).entries
    assert not silent.tells_leave


@pytest.mark.parametrize(
    "address",
    ["ada", "ada@kommune", "@kommune.dk", "a@b@c.dk", "a b@c.dk", "a@b.dk, c@d.dk", "Ada <a@b.dk>"],
)
def test_what_isnt_one_address_is_refused(address: str) -> None:
    row = Row(2, ("Ada", address, "", "Skole", "Leder", "", ""))
    heading = Row(1, tuple(HEADING.split(";")))

    with pytest.raises(FaultyRoster) as refused:
        read_roster([heading, row])

    assert refused.value.faults == (Fault(2, Column.EMAIL, Reason.MALFORMED, address),)


@pytest.mark.parametrize("error", ["#N/A", "#I/T", "#DIV/0!", "#REF!", "#VÆRDI!", "#NAVN?"])
def test_what_excel_writes_for_a_failed_formula_is_nobodys_name(error: str) -> None:
    assert faults_of(f"{error};ada@kommune.example;;Skole;Leder;;") == [
        Fault(2, Column.NAME, Reason.FORMULA_ERROR, error)
    ]


def test_one_object_id_written_in_two_ways_is_repeated() -> None:
    id_ = UUID(int=2**127 + 10)

    [fault] = faults_of(
        f"Ada;ada@kommune.example;;Skole;Leder;;;{id_}",
        f"Otto;otto@kommune.example;;Skole;Leder;;;{{{str(id_).upper()}}}",
    )

    assert (fault.column, fault.reason, fault.first) == (Column.OBJECT_ID, Reason.REPEATED, 2)


def test_two_people_with_the_same_name_are_two() -> None:
    roster = read(ADA, ADA.replace("ada@", "ada2@"))

    assert [one.email for one in roster.entries] == ["ada@kommune.example", "ada2@kommune.example"]


# Letters that Windows-1252 has too, and everything that CSV makes special.
TEXT = st.text(alphabet="abcæøåÆØÅéüß ,;\"\t'|-.", min_size=1, max_size=20).map(tidy)
NAMES = TEXT.filter(bool)


@given(
    people=st.lists(st.tuples(NAMES, TEXT, NAMES), min_size=1, max_size=5),
    separator=st.sampled_from(";,\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "latin-1", "windows-1252"]),
    quoted=st.booleans(),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_a_spreadsheet_program_writes_is_read_as_it_was(
    people: list[tuple[str, str, str]], separator: str, encoding: str, quoted: bool, line_end: str
) -> None:
    file = StringIO()
    writer = csv.writer(
        file,
        delimiter=separator,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
        lineterminator=line_end,
    )
    writer.writerow(HEADING.split(";"))
    for number, (name, title, unit) in enumerate(people):
        writer.writerow([name, f"{number}@kommune.example", title, unit, "Chef", "", "", ""])

    roster = read_roster(read_rows("ledere.csv", file.getvalue().encode(encoding)))

    assert [(one.name, one.title, one.unit) for one in roster.entries] == people
