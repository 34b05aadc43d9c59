"""Which body met on which day, as the head of minutes and the headings of decisions tell it."""

from datetime import date

import pytest
from docx.document import Document

from tests.decisions.minutes_read import minutes, table, told, word

HEADS = [
    ("AffaldFjord\n\nBestyrelsesmøde 4. marts 2025 kl. 10", "Bestyrelsen"),
    ("Forside | Kurser | Om os\n\nKommissionsmøde 04-03-2025", "Kommissionen"),
    (
        "Forside / Politik / Referater / Andre rådsmøder / Handicaprådets møder\n\n"
        "Handicaprådets møde tirsdag den 4. marts 2025",
        "Handicaprådet",
    ),
    (
        "PROTOKOLLAT\n\nTirsdag den 4. marts 2025 klokken seksten holdt Landdistriktsudvalget i Ny "
        "Vestfjord Kommune sit ottende ordinære møde.",
        "Landdistriktsudvalget",
    ),
    (
        "Forside › Politik › Referater › Børn og læring\n\nBørn og lærings møde den 4. marts 2025",
        "Børn og læring",
    ),
    (
        "Skolebestyrelsen ved Engen Skole\nReferat af bestyrelsesmøde tirsdag den 4. marts 2025",
        "Skolebestyrelsen ved Engen Skole",
    ),
    ("Chefkredsen, Vestfjord Kommune\nReferat af møde tirsdag den 4. marts 2025", "Chefkredsen"),
    ("Vestfjord Kommune – Direktionen\nBeslutningsreferat 4. marts 2025", "Direktionen"),
    (
        "Referat af møde i Økonomiudvalget i Ny Vestfjord Kommune den 4. marts 2025",
        "Økonomiudvalget",
    ),
    ("VESTFJORD KOMMUNE\nHOVEDUDVALGET\nReferat, 4. marts 2025", "Hovedudvalget"),
    ("Område-MED Skole, Vestfjord Kommune\nDato: 04.03.25", "Område-MED Skole"),
    ("Udskrift af beslutningsprotokol for Seniorrådet, 4. marts 2025", "Seniorrådet"),
    (
        "Seniorrådet\nReferat fra mødet den fjerde marts 2025 (næste møde: 7. april 2025)",
        "Seniorrådet",
    ),
    ("Chefgruppen 4.3.2025, referat godkendt den 10.3.2025", "Chefgruppen"),
    ("Seniorrådet\nUdsendt: 10-03-2025\nDato/tid: 04-03-2025 kl. 15.00", "Seniorrådet"),
    ("Møde nr. 3/2025 i Ældrerådet den 4. marts 2025", "Ældrerådet"),
]


@pytest.mark.parametrize(("head", "body"), HEADS)
def test_the_body_is_told_beside_its_municipality(head: str, body: str) -> None:
    read = minutes(f"{head}\n\n1. Vej\n\nBeslutning\n\nGodkendt.")
    assert (read.body, read.held_on) == (body, date(2025, 3, 4))


OWN_HEADS = [
    ("Referat af møde i Trivselspuljen den 4. marts 2025", "Trivselspuljen"),
    ("Trivselspuljen\nReferat\nDato: 4. marts 2025", "Trivselspuljen"),
    ("REFERAT\nSKOLELEDERKOLLEGIET\nVESTFJORD KOMMUNE\nDATO: 4/3 2025", "Skolelederkollegiet"),
    ("Porteføljeboard – referat af møde 4. marts 2025", "Porteføljeboard"),
    ("Mødeforum: Porteføljeboard\nDato: 4. marts 2025\nSted: Teams", "Porteføljeboard"),
    ("Referat\nLokal-MED, Børnehuset Engen\n4. marts 2025", "Lokal-MED, Børnehuset Engen"),
    ("Arbejdsmiljøgruppen, Værkstedet\nMødt: Bo Elm\n4.3.2025", "Arbejdsmiljøgruppen, Værkstedet"),
    (
        "Referat af ledermøde i Center for Sundhed, tirsdag den 4. marts 2025",
        "Ledermøde i Center for Sundhed",
    ),
    (
        "Referat for Det Blå Repræsentantskab, 4. marts 2025 kl. 10, Rådhuset",
        "Det Blå Repræsentantskab",
    ),
    ("Direktionen, Rådhuset, 4. marts 2025", "Direktionen"),
    (
        "Trivselspuljen\nReferat 4. marts 2025\nDeltagere: formanden for Hovedudvalget",
        "Trivselspuljen",
    ),
    ("Vestfjord Kommune\nReferat 4. marts 2025\nSted: Mødelokale 3", ""),
    ("Bo Elm, Lis Dam\nReferat 4. marts 2025", ""),
    ("Referat 4. marts 2025\nIndholdsfortegnelse\nGodkendelse af dagsorden", ""),
    ("Dato: 4. marts 2025\nMødeleder: Bo Elm\nReferent: Lis Dam", ""),
    ("Ny vej til havnen\nReferat 4. marts 2025", ""),
    ("Referat af mødet på Vestfjord Bibliotek den 4. marts 2025", ""),
    ("Deltagere\nBo Elm\nLis Dam\nDato: 4. marts 2025", ""),
    ("Afbud:\nKim Lund\nReferat 4. marts 2025", ""),
    ("Beslutningsreferat\n4. marts 2025\nUdarbejdet af Bo Elm", ""),
]


@pytest.mark.parametrize(("head", "body"), OWN_HEADS)
def test_a_body_has_the_name_that_the_head_gives_it(head: str, body: str) -> None:
    read = minutes(f"{head}\n\n1. Vej\n\nBeslutning\n\nGodkendt.")
    assert (read.body, read.held_on) == (body, date(2025, 3, 4))


def test_a_table_on_top_names_the_body() -> None:
    def build(document: Document) -> None:
        table(
            document,
            ("Mødeforum", "Dato", "Sted"),
            ("Porteføljeboard", "04-03-2025", "Teams"),
        )
        for text in ("1. Vej", "Beslutning", "Godkendt."):
            document.add_paragraph(text)

    read = word(build)
    assert (read.body, read.held_on) == ("Porteføljeboard", date(2025, 3, 4))
    assert told(read) == [("1", "Vej", "Godkendt.")]


@pytest.mark.parametrize(
    "heading",
    [
        "Beslutning i Trivselspuljen den 4. marts 2025",
        "Beslutning fra Trivselspuljen, 4. marts 2025",
        "Beslutning (Trivselspuljen, 4. marts 2025)",
        "Beslutning Trivselspuljen 04-03-2025",
    ],
)
def test_the_heading_of_a_decision_names_bodies_by_any_name(heading: str) -> None:
    read = minutes(
        f"Byrådet 10. marts 2025\n\n1. Vej\n\nDen er gammel.\n\n{heading}\n\nAnbefales.\n\n"
        "Beslutning i Byrådet den 10. marts 2025\n\nGodkendt."
    )
    assert [(one.body, one.decided_on, one.text) for one in read.decisions] == [
        ("Trivselspuljen", date(2025, 3, 4), "Anbefales."),
        ("Byrådet", date(2025, 3, 10), "Godkendt."),
    ]


@pytest.mark.parametrize(
    ("end", "day"),
    [
        ("Mødet blev holdt tirsdag d. 4. mar. 2025 på rådhuset. Til stede: Bo Elm.", 4),
        ("Dato: 4. marts 2025\nReferent: Bo Elm", 4),
        ("Afholdt den 4. marts 2025 på rådhuset", 4),
        ("Næste møde holdes den 4. marts 2025.", None),
        ("Referat udsendt den 4. marts 2025", None),
    ],
)
def test_a_date_below_the_items_is_the_meeting_s_only_when_it_says_so(
    end: str, day: int | None
) -> None:
    read = minutes(f"Chefgruppen\n\n1. Vej\n\nBeslutning\n\nGodkendt.\n\n{end}")
    assert read.held_on == (date(2025, 3, day) if day else None)
    assert [one.decided_on for one in read.decisions] == [read.held_on]
    assert day is None or told(read) == [("1", "Vej", "Godkendt.")]


@pytest.mark.parametrize(
    "heading",
    [
        "Behandling i Planudvalget tirsdag den 4. marts 2025, pkt. 3",
        "Behandlet i Planudvalget den 4. marts 2025",
        "Planudvalgets møde den 4. marts 2025",
        "Beslutning: Planudvalget, 4. marts 2025",
        "Planudvalget (4. marts 2025)",
    ],
)
def test_a_body_and_its_day_head_a_decision_with_or_without_the_word(heading: str) -> None:
    read = minutes(
        f"Byrådet 10. marts 2025\n\n1. Vej\n\nIndstilling\n\nAt vejen bygges.\n\n{heading}\n\n"
        "Anbefales.\n\nBeslutning i Byrådet den 10. marts 2025\n\nGodkendt."
    )
    assert [(one.body, one.decided_on, one.text) for one in read.decisions] == [
        ("Planudvalget", date(2025, 3, 4), "Anbefales."),
        ("Byrådet", date(2025, 3, 10), "Godkendt."),
    ]


def test_days_alone_part_the_meetings_of_the_body_that_the_file_names() -> None:
    read = minutes(
        "CHEFGRUPPEN, VESTFJORD KOMMUNE\n\nLøbende referat. Beslutninger er markeret med =>\n\n"
        "MØDE TIRSDAG DEN FJERDE MARTS 2025\n\n1/ Støj\n   - Lis Dam bød velkommen.\n"
        "   => Støjen måles.\n\n2/ Vej\n   - Bo Elm fortalte.\n   => Godkendt.\n\n"
        "MØDE TIRSDAG DEN FØRSTE APRIL 2025\n\n1/ Skole\n   - Kort status.\n   => Udsat.\n\n"
        "2/ Bad\n   - Alle er glade.\n   => Drøftet.\n"
    )
    assert told(read) == [
        ("1", "Støj", "Støjen måles."),
        ("2", "Vej", "Godkendt."),
        ("1", "Skole", "Udsat."),
        ("2", "Bad", "Drøftet."),
    ]
    assert [one.body for one in read.decisions] == ["Chefgruppen"] * 4
    march, april = date(2025, 3, 4), date(2025, 4, 1)
    assert [one.decided_on for one in read.decisions] == [march, march, april, april]


def test_who_was_elected_is_no_name_of_who_writes() -> None:
    read = minutes(
        "Referat af møde i Elevrådet den 3. marts 2025\n\n"
        "1. Valg af formand\n\nReferat: Ida Holm\n\n"
        "2. Valg af næstformand\n\nReferat: Per Ravn\n"
    )
    assert [one.text for one in read.decisions] == ["Ida Holm", "Per Ravn"]
