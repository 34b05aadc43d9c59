"""What looks like something around the minutes, or before the meeting, and is what was decided."""

from datetime import date

import pytest
from docx.document import Document

from tests.decisions.minutes_read import minutes, table, told, word

TOP = "Byrådet 3. marts 2025\n\n"


@pytest.mark.parametrize(
    "letterhead",
    ["Tlf. 12 34 56 78", "CVR 12345678", "Rådhuspladsen 1\n\n4000 Fjordby", "post@nordby.example"],
)
def test_a_letterhead_is_no_foot(letterhead: str) -> None:
    read = minutes(
        f"Nordby Kommune\n\n{letterhead}\n\nReferat af {TOP}1. Vej\n\nBeslutning\n\nGodkendt."
    )
    assert told(read) == [("1", "Vej", "Godkendt.")]


@pytest.mark.parametrize(
    "said",
    [
        "Brevet sendes til:\n\nVestby Kommune\n\nRådhuset\n\n4000 Fjordby\n\nDet haster.",
        "Kl. 17.00-18.00",
        "Der er åbent:\n\nMandag\n\n10.00-17.00\n\nTirsdag\n\n12.00-19.00",
        "Uge 12",
        "Følgende vedtages.\n\nSidst opdateret vejplan vedtages.\n\nUdsat.",
        "Ea Friis Holm blev valgt, og Bo Elm Dal (V) med Ida Bæk Lund (C) som suppleant.",
        "Byrådet vedtog på mødet den 3. marts 2025 at bygge vejen.",
    ],
)
def test_what_is_decided_is_kept_whatever_it_looks_like(said: str) -> None:
    read = minutes(f"{TOP}1. Vej\n\nBeslutning\n\n{said}\n\n2. Sti\n\nBeslutning\n\nUdsat.")
    assert [" ".join(text.split()) for _, _, text in told(read)] == [
        " ".join(said.split()),
        "Udsat.",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Politik for kontakt til erhverv",
        "Kontakt mellem borger og kommune",
        "Kontakt",
        "Cookies",
        "Whistleblowerordning",
        "Print",
        "Del",
        "Udskriv",
        "Pause",
    ],
)
def test_a_title_may_be_called_as_a_link_is(title: str) -> None:
    read = minutes(f"{TOP}1. {title}\n\nBeslutning\n\nGodkendt.\n\n2. Sti\n\nBeslutning\n\nUdsat.")
    assert [(one.item, one.title) for one in read.decisions] == [("1", title), ("2", "Sti")]


@pytest.mark.parametrize("title", ["Budget 2026 - 2029", "Regnskab 2023 2024"])
def test_a_title_may_have_years_in_it(title: str) -> None:
    read = minutes(f"{TOP}{title}\n\nSagsfremstilling\n\nDen er ny.\n\nBeslutning\n\nGodkendt.")
    assert [one.title for one in read.decisions] == [title]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Referat af Byrådet 25.06.24\n\n1. Budget 2025\n\nRegnskab 2024.", date(2024, 6, 25)),
        (
            "Referat af Byrådet 26.03.25\n\n1. Budget\n\nOverslag 2026-2029. 2025.",
            date(2025, 3, 26),
        ),
        ("Referat af Byrådet 25.06.24\n\n1. Vej\n\nDen er ny.", date(2024, 6, 25)),
    ],
)
def test_a_short_date_begins_with_the_day_unless_no_such_year_is_told(head: str, day: date) -> None:
    assert [one.decided_on for one in minutes(f"{head}\n\nBeslutning\n\nGodkendt.").decisions] == [
        day
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Byrådet besluttede på mødet den 3. marts 2025 at bygge vejen.",
        "Byrådet vedtog på sit møde i dag at bygge vejen.",
        "Byrådet besluttede at mødes på mødet den 5. maj 2025.",
        "Det besluttes, at mødet afholdes i 2026.",
    ],
)
def test_what_is_decided_at_the_meeting_itself_is_no_history(said: str) -> None:
    read = minutes(f"Byrådets møde den 3. marts 2025\n\n1. Vej\n\n{said}\n\n2. Sti\n\nGodkendt.")
    assert told(read) == [("1", "Vej", said), ("2", "Sti", "Godkendt.")]


@pytest.mark.parametrize(
    "account", ["Planen godkendtes i 2019.", "Byrådet vedtog i 2020 at vente."]
)
def test_what_was_decided_years_ago_is_history(account: str) -> None:
    read = minutes(f"{TOP}1. Vej\n\n{account}\n\nByrådet vedtog vejen.\n\n2. Sti\n\nGodkendt.")
    assert told(read)[0] == ("1", "Vej", "Byrådet vedtog vejen.")


def test_a_list_of_deeds_decides_nothing() -> None:
    read = minutes(
        f"{TOP}1. Vej\n\nByrådet besluttede at bygge vejen.\n\n2. Sti\n\nByrådet besluttede "
        "at vente.\n\nOpfølgning på mødet\n\nPkt. 2: Bo Elm Dal spørger naboerne."
    )
    assert [text for _, _, text in told(read)] == [
        "Byrådet besluttede at bygge vejen.",
        "Byrådet besluttede at vente.",
    ]
    assert [deed.who for deed in read.decisions[1].follow_ups] == ["Bo Elm Dal"]


def test_an_old_decision_is_neither_drafted_nor_part_of_the_meeting_s_own() -> None:
    read = minutes(
        f"{TOP}1. Sti\n\nTidligere beslutning\n\nBeslutning i Byrådet den 4. februar 2020\n\n"
        "Byrådet afviste stien.\n\nIndstilling\n\nAt det sker.\n\nBeslutning\n\nGodkendt."
    )
    assert [(one.text, one.decided_on) for one in read.decisions] == [
        ("Godkendt.", date(2025, 3, 3))
    ]


def test_a_recent_decision_of_the_same_body_is_one_of_its_own() -> None:
    read = minutes(
        f"{TOP}1. Sti\n\nTidligere behandling\n\nByrådet den 3. februar 2025, pkt. 7\n\n"
        "Sagen udsættes.\n\nIndstilling\n\nAt det sker.\n\nBeslutning\n\nGodkendt."
    )
    assert [(one.text, one.decided_on) for one in read.decisions] == [
        ("Sagen udsættes.", date(2025, 2, 3)),
        ("Godkendt.", date(2025, 3, 3)),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Ea Friis Holm blev valgt som formand, Kim Lund Dal var syg.",
        "Ea Friis Holm blev valgt som formand, da Kim Lund Dal var på orlov.",
        "Ea Friis Holm blev udpeget - stedfortræder Bo Elm Dal for Kim Lund Dal.",
    ],
)
def test_who_was_absent_is_not_told_beside_who_was_chosen(said: str) -> None:
    read = minutes(f"{TOP}Afbud: Kim Lund Dal (A)\n\n1. Valg\n\nBeslutning\n\n{said}")
    assert "Kim Lund" not in repr(read.decisions)
    assert "Ea Friis Holm" in read.decisions[0].text


def test_what_else_is_recommended_beside_a_substitute_is_kept() -> None:
    read = minutes(
        f"{TOP}Afbud: Kim Lund Dal (A)\n\n1. Budget\n\nIndstilling\n\nDet indstilles, at budgettet "
        "godkendes. Det indstilles, at der indkaldes stedfortræder for Kim Lund Dal (A).\n\n"
        "Beslutning\n\nGodkendt."
    )
    assert read.decisions[0].recommendation == "Det indstilles, at budgettet godkendes."


def test_a_sign_tells_deeds_only_where_it_stands_below_most_outcomes() -> None:
    read = minutes(
        "Direktionen 3. marts 2025\n\n1. Vej\n\nGennemgået.\n-> Vejen bygges for 3 mio. kr.\n\n"
        "2. Sti\n\nIda talte.\n-> Stien udsættes.\n\n3. Hal\n\nBo talte.\n-> Hallen lukkes."
    )
    assert [text for _, _, text in told(read)] == [
        "Vejen bygges for 3 mio. kr.",
        "Stien udsættes.",
        "Hallen lukkes.",
    ]


def test_an_item_s_own_row_may_name_the_body_that_decides() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Referat 3. marts 2025")
        head = ("Punkt", "Emne", "Udvalg", "Beslutning", "Ansvarlig", "Frist")
        table(
            document,
            head,
            ("1", "Ny vej", "Teknisk Udvalg", "Vejen bygges.", "Bo Elm", "1. maj 2025"),
            ("2", "Ny sti", "Teknisk Udvalg", "Stien udsættes.", "Ida Bæk", "2. maj 2025"),
        )

    read = word(build)
    assert told(read) == [("1", "Ny vej", "Vejen bygges."), ("2", "Ny sti", "Stien udsættes.")]
    assert [deed.due for one in read.decisions for deed in one.follow_ups] == [
        date(2025, 5, 1),
        date(2025, 5, 2),
    ]


def test_a_table_that_numbers_something_else_begins_no_items() -> None:
    def build(document: Document) -> None:
        document.add_heading("Ungerådet den 3. marts 2025", 1)
        document.add_heading("27. Uddeling", 2)
        head = ("Nr.", "Projekt", "Søgt")
        table(document, head, ("1", "Koncert", "9.000"), ("2", "Tur", "12.000"))
        document.add_paragraph("Beslutning")
        document.add_paragraph("Nr. 1: 5.000 kr.")
        document.add_heading("28. Fest", 2)
        document.add_paragraph("Beslutning")
        document.add_paragraph("Godkendt.")

    assert told(word(build)) == [
        ("27", "Uddeling", "Nr. 1: 5.000 kr."),
        ("28", "Fest", "Godkendt."),
    ]


def test_what_a_committee_recommends_is_told_apart_from_what_is_decided() -> None:
    read = minutes(
        f"{TOP}1. Vedtægt\n\nØkonomiudvalget indstiller, at vedtægten godkendes.\n\n"
        "Vedtægten vedtoges.\n\n2. Sti\n\nGodkendt."
    )
    assert told(read)[0] == ("1", "Vedtægt", "Vedtægten vedtoges.")
    assert read.decisions[0].recommendation == (
        "Økonomiudvalget indstiller, at vedtægten godkendes."
    )


@pytest.mark.parametrize(
    "advised",
    [
        "Det indstilles, at Kim Lund Dal takkes for sin indsats.",
        "Det indstilles, at der findes en ny stedfortræder til bestyrelsen.",
    ],
)
def test_a_recommendation_is_kept_where_it_replaces_nobody_absent(advised: str) -> None:
    read = minutes(
        f"{TOP}Afbud: Kim Lund Dal (A)\n\n1. Tak\n\nIndstilling\n\n{advised}\n\n"
        "Beslutning\n\nGodkendt."
    )
    assert read.decisions[0].recommendation == advised


def test_the_last_decision_may_tell_an_address() -> None:
    said = "Brevet sendes til:\n\nVestby Kommune\n\n4000 Fjordby\n\nDet haster."
    read = minutes(f"{TOP}1. Vej\n\nBeslutning\n\nUdsat.\n\n2. Brev\n\nBeslutning\n\n{said}")
    assert [" ".join(text.split()) for _, _, text in told(read)][-1] == " ".join(said.split())


def test_a_title_below_its_number_may_be_called_as_a_link_is() -> None:
    read = minutes(
        f"{TOP}Punkt 1\n\nKontakt\n\nBeslutning\n\nGodkendt.\n\nPunkt 2\n\nCookies\n\n"
        "Beslutning\n\nUdsat."
    )
    assert told(read) == [("1", "Kontakt", "Godkendt."), ("2", "Cookies", "Udsat.")]


def test_a_table_of_agreements_tells_who_does_what_and_not_what_was_decided() -> None:
    def build(document: Document) -> None:
        document.add_heading("Byrådet den 3. marts 2025", 1)
        for number, title in (("1", "Vej"), ("2", "Sti")):
            document.add_heading(f"{number}. {title}", 2)
            document.add_paragraph("Byrådet besluttede at vente.")
        document.add_heading("Aftaler", 2)
        head = ("Punkt", "Hvad", "Hvem", "Hvornår")
        table(document, head, ("2", "Spørger naboerne.", "Bo Elm Dal", "1. maj 2025"))

    read = word(build)
    assert [one.text for one in read.decisions] == ["Byrådet besluttede at vente."] * 2
    assert [deed.who for deed in read.decisions[1].follow_ups] == ["Bo Elm Dal"]


def test_what_is_told_above_the_recommendation_decides_nothing() -> None:
    read = minutes(
        f"{TOP}1. Vej\n\nNaboerne vedtog at klage over støjen.\n\nTeknisk Udvalg indstiller, at "
        "vejen spærres.\n\nByrådet godkendte det.\n\n2. Sti\n\nGodkendt."
    )
    assert told(read)[0] == ("1", "Vej", "Byrådet godkendte det.")
