"""Tables in minutes: items with their decisions, and the closing list of agreements."""

from datetime import date
from textwrap import dedent

import pytest
from docx.document import Document

from bot.decisions.minutes.values import FoundFollowUp
from tests.decisions.minutes_read import minutes, table, told, word


def test_a_closing_table_of_agreements_is_tied_to_the_items_by_their_titles() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Referat af møde i Chefforum, onsdag den 8. januar 2025")
        document.add_heading("Lederuddannelse", 2)
        document.add_paragraph("Konklusion: Alle chefer tilmelder sig inden 1. marts 2025.")
        document.add_heading("Rekruttering", 2)
        document.add_paragraph("Konklusion: Et katalog godkendes.")
        document.add_heading("Opfølgningsliste", 2)
        table(
            document,
            ("Punkt", "Aftale", "Ansvarlig", "Frist"),
            ("Lederuddannelse", "Hold oprettes", "HR", "1/2 2025"),
            ("Rekruttering", "Katalog sendes ud", "Presse", "1. maj 2025"),
        )

    read = word(build)
    assert [one.follow_ups for one in read.decisions] == [
        (FoundFollowUp("Hold oprettes", "HR", date(2025, 2, 1)),),
        (FoundFollowUp("Katalog sendes ud", "Presse", date(2025, 5, 1)),),
    ]


def test_a_closing_list_names_items_by_letters() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Trivselspuljen den 3. marts 2025")
        table(
            document, ("Nr.", "Emne", "Beslutning"), ("A.1", "Vej", "Ja."), ("A.2", "Sti", "Nej.")
        )
        table(document, ("Punkt", "Aftale", "Ansvarlig"), ("A.1", "Den bygges", "Bo Elm"))

    read = word(build)
    assert told(read) == [("A.1", "Vej", "Ja."), ("A.2", "Sti", "Nej.")]
    assert read.decisions[0].follow_ups == (FoundFollowUp("Den bygges", "Bo Elm", None),)


def test_of_a_table_s_columns_that_may_decide_one_does() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Hovedudvalget den 3. marts 2025")
        table(
            document,
            ("Nr.", "Emne", "Referat", "Aftale/beslutning", "Ansvarlig", "Tidsfrist"),
            ("1", "Støj", "Lise fortalte.", "Støjen måles.", "Lise Holm", "1. maj 2025"),
            ("2", "Evt.", "Godkendt ferie.", "", "", ""),
        )

    read = word(build)
    assert told(read) == [("1", "Støj", "Støjen måles.")]
    assert read.without == ("Evt.",)
    assert read.decisions[0].follow_ups == (
        FoundFollowUp("Støjen måles.", "Lise Holm", date(2025, 5, 1)),
    )


TABLES = {
    "number and title": (
        ("Punkt", "Emne", "Konklusion", "Hvem gør hvad?"),
        ("1", "Støj", "Støjen måles.", "Lise Holm: måler inden 1. maj 2025"),
        ("2", "Vej", "Vejen bygges.", ""),
    ),
    "a column of their own": (
        ("Sag", "Konklusion", "Hvad talte vi om?", "Hvem gør hvad?"),
        ("1. Støj", "Støjen måles.", "Det larmer.", "Lise Holm: måler inden 1. maj 2025"),
        ("2. Vej", "Vejen bygges.", "Den er smal.", ""),
    ),
    "owner first": (
        ("Pkt.", "Emne", "Hvem", "Hvornår", "Input fra kredsen", "Beslutning"),
        ("1.", "Støj", "Lise Holm", "1. maj 2025", "Det larmer.", "Støjen måles."),
        ("2.", "Vej", "", "", "Den er smal.", "Vejen bygges."),
    ),
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_the_columns_of_a_table_are_told_apart(rows: tuple[tuple[str, ...]]) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Hovedudvalget den 3. marts 2025")
        table(document, *rows)

    read = word(build)
    assert told(read) == [("1", "Støj", "Støjen måles."), ("2", "Vej", "Vejen bygges.")]
    [deed] = [deed for one in read.decisions for deed in one.follow_ups]
    assert (deed.who, deed.due) == ("Lise Holm", date(2025, 5, 1))


CLOSING = {
    "aligned": """
        Pkt.  Hvad                    Hvem         Hvornår
        ----  ----------------------  -----------  -----------
        1     Måling bestilles        Lise Holm    1. maj 2025
        1     Resultatet lægges på    HR           1. juni 2025
              intranettet""",
    "tabs": """
        Punkt\tAftale\tAnsvarlig\tFrist
        1\tMåling bestilles\tLise Holm\t1. maj 2025
        1\tResultatet lægges på intranettet\tHR\t1. juni 2025""",
    "bars": """
        Punkt | Aftale | Ansvarlig | Frist
        1 | Måling bestilles | Lise Holm | 1. maj 2025
        1 | Resultatet lægges på intranettet | HR | 1. juni 2025""",
}


@pytest.mark.parametrize("closing", CLOSING.values(), ids=CLOSING)
def test_each_row_of_a_closing_list_is_a_deed_of_its_item(closing: str) -> None:
    [found] = minutes(
        "Center-MED 3. marts 2025\n\n1. Støj\n\nBeslutning\n\nDrøftet.\n\nAftaler\n"
        + dedent(closing)
    ).decisions
    assert found.follow_ups == (
        FoundFollowUp("Måling bestilles", "Lise Holm", date(2025, 5, 1)),
        FoundFollowUp("Resultatet lægges på intranettet", "HR", date(2025, 6, 1)),
    )


def test_a_cell_that_tells_what_was_said_and_the_outcome_decides_by_that() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Referat af møde i Styregruppen den 8. januar 2025")
        table(
            document,
            ("Nr.", "Punkt", "Referat"),
            ("1", "Tidsplan", "Bo Elm gennemgik planen.\nStyregruppen godkendte planen."),
            ("2", "Økonomi", "Ida Bæk viste tallene.\nTaget til efterretning."),
            ("3", "Lokaler", "Der mangler to lokaler på Engen."),
        )

    assert told(word(build)) == [
        ("1", "Tidsplan", "Styregruppen godkendte planen."),
        ("2", "Økonomi", "Taget til efterretning."),
        ("3", "Lokaler", "Der mangler to lokaler på Engen."),
    ]


def test_a_table_that_was_pasted_as_text_may_have_lines_within_its_cells() -> None:
    read = minutes(
        "Referat af møde i Lokal-MED den 8. januar 2025\n\nPunkt\tReferat\tAftale\tHvem\n"
        "1. Vagter\tKurt er imod.\nHeidi er for.\tPlanen gælder.\tAlle\n"
        "2. Lifte\tDer er få.\tDer købes to.\tBo Elm\n"
        "3. Evt.\tIntet.\n"
    )
    assert told(read) == [("1", "Vagter", "Planen gælder."), ("2", "Lifte", "Der købes to.")]


def test_a_column_for_who_may_tell_what_as_well() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Referat af møde i Chefkredsen den 8. januar 2025")
        table(
            document,
            ("Nr.", "Emne (sagsnr.)", "Konklusion", "Ansvarlig og frist"),
            ("1", "Indkøb (25/771)", "Ordningen indføres.", "Vejledning: Bo Elm, 1. maj 2025"),
            ("2", "Unge", "Der laves et forsøg.", "Ida Bæk, 2. maj 2025"),
        )

    one, other = word(build).decisions
    assert (one.title, one.case_number) == ("Indkøb", "25/771")
    assert one.follow_ups == (FoundFollowUp("Vejledning", "Bo Elm", date(2025, 5, 1)),)
    assert other.follow_ups == (FoundFollowUp("Der laves et forsøg.", "Ida Bæk", date(2025, 5, 2)),)


def test_a_row_tells_what_a_body_decided_and_when() -> None:
    def build(document: Document) -> None:
        document.add_heading("Byrådet den 25. juni 2024", 1)
        head = ("Udvalg", "Dato", "Pkt.", "Beslutning", "Afbud")
        document.add_heading("5.1 Dagsorden (EMN-2024-00017)", 2)
        table(document, head, ("Byrådet", "25.06.2024", "5.1", "Godkendt.", ""))
        document.add_heading("5.2 Hal (EMN-2024-02231)", 2)
        document.add_paragraph("Behandling")
        table(
            document,
            head,
            ("Kulturudvalget", "04.06.2024", "31", "Anbefales.", "Kim Lund Dal (C)"),
            ("Økonomiudvalget", "18.06.2024", "91", "", ""),
            ("Byrådet", "25.06.2024", "5.2", "Vedtaget.", ""),
        )

    read = word(build)
    assert told(read) == [
        ("5.1", "Dagsorden", "Godkendt."),
        ("5.2", "Hal", "Anbefales."),
        ("5.2", "Hal", "Vedtaget."),
    ]
    assert [(one.body, one.decided_on) for one in read.decisions] == [
        ("Byrådet", date(2024, 6, 25)),
        ("Kulturudvalget", date(2024, 6, 4)),
        ("Byrådet", date(2024, 6, 25)),
    ]
    assert "Kim Lund" not in repr(read.decisions)


def test_a_row_for_the_decision_stands_below_one_for_attachments() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Teknisk Udvalg den 3. marts 2025")
        for number, title in ((21, "Plan"), (22, "Takster")):
            table(
                document,
                (f"Punkt {number}", title),
                ("Sagsnr.", f"EMN-2025-0014{number}"),
                ("Sagsfremstilling", "Den er ny."),
                ("Bilag", "1. Plan 2. Beslutningsreferat"),
                ("Beslutning, Teknisk Udvalg", "Godkendt."),
            )

    assert told(word(build)) == [("21", "Plan", "Godkendt."), ("22", "Takster", "Godkendt.")]


def test_a_row_with_the_number_of_the_case_begins_no_item() -> None:
    def build(document: Document) -> None:
        document.add_heading("Område-MED den 3. marts 2025", 1)
        for number, title in ((1, "Ferie"), (2, "Sorg")):
            document.add_heading(f"Pkt. {number} {title}", 2)
            table(
                document,
                ("Sag", f"2025-9081{number}"),
                ("Fremstilling", "Den er ny."),
                ("Afgørelse", "Godkendt."),
            )

    read = word(build)
    assert told(read) == [("1", "Ferie", "Godkendt."), ("2", "Sorg", "Godkendt.")]
    assert [one.case_number for one in read.decisions] == ["2025-90811", "2025-90812"]


def test_a_table_of_who_deals_with_the_case_and_when_decides_nothing() -> None:
    def build(document: Document) -> None:
        document.add_heading("Kulturudvalget den 3. marts 2025", 1)
        for number, title in ((1, "Vej"), (2, "Sti")):
            document.add_heading(f"Åbent punkt {number} {title}", 2)
            head = ("Behandling", "Mødedato", "Åbent punkt")
            table(
                document,
                head,
                ("Kulturudvalget", "03-03-2025", str(number)),
                ("Økonomiudvalget", "15-03-2025", ""),
            )
            document.add_paragraph("Beslutning")
            document.add_paragraph("Godkendt.")

    assert told(word(build)) == [("1", "Vej", "Godkendt."), ("2", "Sti", "Godkendt.")]
