"""Reading minutes: those in `minutes/`, plainly fictional, each above what stands in them."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from time import process_time
from typing import Any

import docx
import pytest
from docx.document import Document

from bot.decisions.minutes.apart import read_minutes_apart
from bot.decisions.minutes.reading import read_minutes_content
from bot.decisions.minutes.values import FoundDecision, FoundFollowUp, Minutes
from bot.files.refusals import Unreadable, UnreadableFile

# reportlab has no types.
platypus: Any = import_module("reportlab.platypus")
NORMAL: Any = import_module("reportlab.lib.styles").getSampleStyleSheet()["Normal"]
A4: Any = import_module("reportlab.lib.pagesizes").A4

FILES = sorted((Path(__file__).parent / "minutes").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_stands_in_minutes_is_found(file: Path) -> None:
    content, _, expected = file.read_text(encoding="utf-8").partition("\n==========\n")
    read = read_minutes_content(file.name, content.encode())
    assert as_told(read) == completed(tomllib.loads(expected))


def as_told(read: Minutes) -> dict[str, Any]:
    return {
        "body": read.body,
        "held_on": read.held_on,
        "without": list(read.without),
        "repeated": list(read.repeated),
        "doubtful": list(read.doubtful_dates),
        "decision": [decision_as_told(decision) for decision in read.decisions],
    }


def decision_as_told(found: FoundDecision) -> dict[str, Any]:
    return {
        "item": found.item,
        "title": found.title,
        "text": found.text,
        "body": found.body,
        "date": found.decided_on,
        "case": found.case_number,
        "recommendation": found.recommendation,
        "follow_ups": [
            [one.what, one.who, one.due.isoformat() if one.due else ""] for one in found.follow_ups
        ],
    }


def completed(expected: Mapping[str, Any]) -> dict[str, Any]:
    """What is expected, with what isn't told as empty as it is read, and the meeting's body."""
    meeting: dict[str, Any] = {
        "body": "",
        "held_on": None,
        "without": [],
        "repeated": [],
        "doubtful": [],
    }
    meeting |= {key: value for key, value in expected.items() if key != "decision"}
    nothing: dict[str, Any] = {
        "item": "",
        "title": "",
        "text": "",
        "date": None,
        "case": "",
        "recommendation": "",
    }
    nothing |= {"body": meeting["body"], "follow_ups": []}
    decisions = [nothing | told for told in expected.get("decision", [])]
    for decision in decisions:
        for key in ("text", "recommendation"):
            decision[key] = decision[key].strip()
    return meeting | {"decision": decisions}


def word(build: Callable[[Document], object]) -> Minutes:
    document, saved = docx.Document(), BytesIO()
    build(document)
    document.save(saved)
    return read_minutes_content("referat.docx", saved.getvalue())


def table(document: Document, *rows: tuple[str, ...]) -> None:
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def bold(document: Document, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def told(read: Minutes) -> list[tuple[str, str, str]]:
    return [(one.item, one.title, one.text) for one in read.decisions]


def test_headings_of_a_word_file_divide_it_and_those_within_a_case_do_not() -> None:
    def build(document: Document) -> None:
        document.add_heading("Referat Hovedudvalget", 0)
        document.add_paragraph("Dato: 6. juni 2024")
        document.add_heading("1. Arbejdsmiljøredegørelse", 1)
        document.add_heading("Sagsfremstilling", 2)
        document.add_heading("Tre indsatser", 3)
        document.add_paragraph("Støj, vold og fravær.")
        document.add_heading("Beslutning", 2)
        document.add_paragraph("Godkendt med følgende bemærkninger:")
        document.add_paragraph("Støj prioriteres", "List Bullet")
        document.add_paragraph("Vold følges", "List Bullet")
        document.add_heading("Afbud", 2)
        document.add_paragraph("Kim Lund")
        document.add_heading("Eventuelt", 1)
        document.add_heading("2. Budget 2025", 1)
        document.add_heading("Beslutning", 2)
        document.add_paragraph("Udsat.")

    read = word(build)
    assert told(read) == [
        (
            *("1", "Arbejdsmiljøredegørelse"),
            "Godkendt med følgende bemærkninger:\n- Støj prioriteres\n- Vold følges",
        ),
        ("2", "Budget 2025", "Udsat."),
    ]
    assert (read.body, read.held_on) == ("Hovedudvalget", date(2024, 6, 6))
    assert read.without == ("Eventuelt",)


def test_bold_lines_divide_a_word_file_without_styles() -> None:
    def build(document: Document) -> None:
        bold(document, "Direktionsmøde den 4. marts 2025")
        bold(document, "1. Digital strategi")
        document.add_paragraph("Sagsnr. 25/1234")
        bold(document, "Beslutning")
        bold(document, "Godkendt")
        document.add_paragraph("Direktionen lægger vægt på tempo.")
        bold(document, "Mindretalsudtalelse")
        document.add_paragraph("En direktør er uenig.")
        bold(document, "2. Lukket sag")
        bold(document, "Beslutning")
        bold(document, "3. Meddelelser")
        document.add_paragraph("Intet nyt.")
        bold(document, "Beslutning")
        document.add_paragraph("Til efterretning")

    read = word(build)
    assert told(read) == [
        (
            *("1", "Digital strategi"),
            "Godkendt\n\nDirektionen lægger vægt på tempo.\n\nMindretalsudtalelse\n\n"
            "En direktør er uenig.",
        ),
        ("3", "Meddelelser", "Til efterretning"),
    ]
    assert (read.body, read.without) == ("Direktionen", ("Lukket sag",))
    assert read.decisions[0].case_number == "25/1234"


def test_a_row_of_a_table_is_an_item_and_a_row_without_one_goes_on_with_it() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("MED-udvalget for Teknik, referat 3. maj 2024")
        table(
            document,
            ("Punkt", "Drøftelse", "Konklusion", "Ansvarlig", "Frist"),
            ("1. Referat", "Ingen", "Godkendt", "", ""),
            ("2. Sygefravær", "Steget; 2 %: for højt", "En gruppe nedsættes.", "Lone Vest", "1/9"),
            ("", "", "Tallene sendes rundt", "HR", "15. maj"),
            ("3. Eventuelt", "Intet", "", "", ""),
        )

    read = word(build)
    assert told(read) == [
        ("1", "Referat", "Godkendt"),
        ("2", "Sygefravær", "En gruppe nedsættes.\n\nTallene sendes rundt"),
    ]
    assert read.decisions[1].follow_ups == (
        FoundFollowUp("En gruppe nedsættes.", "Lone Vest", date(2024, 9, 1)),
        FoundFollowUp("Tallene sendes rundt", "HR", date(2024, 5, 15)),
    )
    assert (read.without, read.body) == (("Eventuelt",), "MED-udvalget for Teknik")


def test_two_columns_are_an_item_and_its_decision() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Referat fra Lokal-MED Plejehjemmet Engen 12.09.2024")
        table(
            document,
            ("Punkt", "Beslutning"),
            ("Ferie", "Listen hænger fremme fra 1. oktober 2024."),
            ("APV", "-"),
            ("Ny nattevagt", "Godkendt"),
        )

    read = word(build)
    assert told(read) == [
        ("", "Ferie", "Listen hænger fremme fra 1. oktober 2024."),
        ("", "Ny nattevagt", "Godkendt"),
    ]
    assert (read.body, read.without) == ("Lokal-MED Plejehjemmet Engen", ("APV",))


def test_a_table_for_each_item_tells_its_parts() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Ældrerådet den 3. marts 2025")
        table(
            document,
            ("Punkt 1", "Lønpolitik"),
            ("Sagsnr.", "24/102"),
            ("Indstilling", "Politikken godkendes."),
            ("Beslutning", "Rådet udsatte sagen."),
            ("Afbud", "Mia Toft"),
        )

    [found] = word(build).decisions
    assert (found.item, found.title, found.text) == ("1", "Lønpolitik", "Rådet udsatte sagen.")
    assert (found.case_number, found.recommendation) == ("24/102", "Politikken godkendes.")
    assert "Mia" not in found.passage


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


def test_a_decision_goes_on_across_pages_past_the_running_header() -> None:
    long = " ".join(
        f"Lederne følger plan {chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(400)
    )
    read = read_minutes_content(
        "referat.pdf",
        pdf(
            *("Referat fra Byrådet den 3. marts 2025", "<b>1. Lokalplan</b>", "<b>Beslutning</b>"),
            *(f"Godkendt. {long}", "<b>2. Takster</b>", "<b>Beslutning</b>", "Udsat."),
        ),
    )
    assert told(read) == [
        ("1", "Lokalplan", f"Godkendt. {long}"),
        ("2", "Takster", "Udsat."),
    ]
    assert (read.body, read.held_on) == ("Byrådet", date(2025, 3, 3))


def pdf(*paragraphs: str) -> bytes:
    file = BytesIO()
    story = [platypus.Paragraph(text, NORMAL) for text in paragraphs]
    platypus.SimpleDocTemplate(file, pagesize=A4).build(story, _margins, _margins)
    return file.getvalue()


def _margins(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(70, 815, "Nordmark Kommune - Beslutning i Byrådet - 03-03-2025")
    canvas.drawString(70, 20, f"Side {document.page}")


def test_old_files_from_windows_are_read() -> None:
    text = (
        "Ældrerådet\r\nDato: 3.3.2025\r\n\r\n1. Høring\r\n\r\nAfgørelse\r\n\r\n"
        "Tiltrådt på stedet – nu.\r\n"
    )
    read = read_minutes_content("referat.txt", text.encode("cp1252"))
    assert told(read) == [("1", "Høring", "Tiltrådt på stedet – nu.")]
    assert (read.body, read.held_on) == ("Ældrerådet", date(2025, 3, 3))


# What is told of those who weren't there, or were there for them, on lines of their own.
ABSENT = """
    Afbud: Kim Lund, Ea Friis
    Fraværende:|Kim Lund (A)|Ea Friis (B)
    Afbud:|- Kim Lund, FTR|- Ea Friis, souschef
    Fraværende|Kim Lund (A)|Ea Friis, leder af dagplejen
    Fraværende med afbud: Kim Lund (A), Ea Friis
    Fraværende byrådsmedlemmer: Kim Lund
    Lovligt forfald: Kim Lund
    Afbud fra Kim Lund
    Afbud fra sygeplejerske Kim Lund (syg) og Ea Friis (kursus).
    Ikke til stede under punktet: HR-konsulent Kim Lund (TR)
    Ikke mødt: Kim Lund, uden afbud: Ea Friis
    Til stede: Bo Elm, Lis Dam. Ikke til stede: Kim Lund.
    Alle var til stede undtagen Kim Lund.
    Udeblevet: Kim Lund
    Inhabil: Kim Lund
    Fravær: Kim Lund
    Habilitet: Kim Lund forlod lokalet.
    Kim Lund (afbud)
    Kim Lund – fraværende
    Kim Lund, Ea Friis (begge med afbud)
    (Kim Lund var fraværende)
    Kim Lund deltog ikke.
    Kim Lund (A) deltog ikke i sagens behandling på grund af inhabilitet.
    Kim Lund, leder af dagplejen, deltog ikke.
    Byrådsmedlem Kim Lund (A) var fraværende under punktet.
    Ved sagens behandling var Kim Lund ikke til stede.
    Næstformand Kim Lund havde meldt afbud.
    Kim Lund var forhindret.
    Kim Lund kom ikke.
    Kim Lund ankom kl. 17.15
    Kim Lund havde forladt mødet.
    Kim Lund erklærede sig inhabil og forlod lokalet.
    Byrådet erklærede Kim Lund inhabil, og hun deltog ikke i behandlingen.
    Kim Lund er på orlov.
    I stedet for Kim Lund mødte Ea Friis.
    Som stedfortræder for Kim Lund deltog Ea Friis.
    Som suppleant for Kim Lund (A) mødte Ea Friis (A).
    Stedfortræder for Kim Lund: Ea Friis
    Ea Friis vikarierede for Kim Lund.
"""


@pytest.mark.parametrize("absent", map(str.strip, ABSENT.strip().splitlines()))
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_who_was_absent_is_not_carried_over(absent: str, first: bool) -> None:
    told = [absent.replace("|", "\n"), "Godkendt.", "For stemte Bo Elm, imod stemte Lis Dam."]
    said = "\n\n".join(told if first else [*told[1:], told[0]])
    content = f"Byrådet 3. marts 2025\n\nPunkt 1: Takster\n\nBeslutning\n\n{said}\n\nBilag\nNotat"
    [found] = read_minutes_content("referat.txt", content.encode()).decisions
    assert found.text == "Godkendt.\n\nFor stemte Bo Elm, imod stemte Lis Dam."
    assert found.passage == f"Beslutning\n\n{found.text}"


ABSENT_WITHIN = [
    ("Godkendt, idet Kim Lund (A) ikke deltog.", "Godkendt."),
    ("Godkendt (Kim Lund (A) deltog ikke i sagens behandling).", "Godkendt."),
    ("Godkendt - Kim Lund var ikke til stede.", "Godkendt."),
    ("Godkendt; Kim Lund deltog ikke.", "Godkendt."),
    ("Godkendt med afbud fra Kim Lund.", "Godkendt."),
    ("Godkendt. Afbud: Kim Lund. Ea Friis (B).", "Godkendt."),
    ("Godkendt Fraværende: Kim Lund", "Godkendt"),
    ("Godkendt med 7 stemmer, Kim Lund undlod at deltage.", "Godkendt med 7 stemmer."),
    ("Udsat på grund af Kim Lunds fravær.", "Udsat."),
    ("Kim Lund deltog ikke, og punktet blev udsat.", "Punktet blev udsat."),
]


@pytest.mark.parametrize(("said", "kept"), ABSENT_WITHIN)
def test_who_was_absent_is_taken_out_of_a_sentence(said: str, kept: str) -> None:
    [found] = minutes(f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\n{said}").decisions
    assert (found.text, found.passage) == (kept, f"Beslutning\n\n{kept}")


@pytest.mark.parametrize(
    "said",
    [
        "Havneskolen deltog ikke i forsøget.",
        "Valgt blev Ea Friis som suppleant for Bo Elm.",
        "Ea Friis indkaldes som stedfortræder for Bo Elm.",
        "Bo Elm ønskede sagen udsat og deltog ikke i afstemningen.",
        "Formanden bemærkede, at Region Midt ikke deltager i projektet.",
        "Fravær over 30 dage følges op af lederen.",
        "Lise Holm og Bo Elm deltager i mødet.",
        "Vikarer bestilles gennem Vikar Nord.",
        "I stedet for Model A vælges Model B.",
        "Bo Elm afløser Lis Dam som formand.",
        "Region Midt ankom med et tilbud på 3 mio. kr.",
        "Byrådet forlod Model A.",
    ],
)
def test_what_only_sounds_like_absence_is_kept(said: str) -> None:
    [found] = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nMødet går fint.\n\n{said}"
    ).decisions
    assert found.text == f"Mødet går fint.\n\n{said}"


@pytest.mark.parametrize(
    "end", ["Fraværende: Kim Lund", "Kim Lund deltog ikke", "Forfald: Kim Lund"]
)
def test_who_was_absent_gives_no_title(end: str) -> None:
    top = "24/100\nVej til havnen\n\nÅben sag\n\nIndstilling\nAt vejen bygges.\n\n"
    read = minutes(
        f"{top}Beslutning i Planudvalget den 3. marts 2025\nAnbefales.\n\n{end}\n\n"
        "Beslutning i Byrådet den 10. marts 2025\nGodkendt."
    )
    assert [(one.title, one.case_number, one.text, one.body) for one in read.decisions] == [
        ("Vej til havnen", "24/100", "Anbefales.", "Planudvalget"),
        ("Vej til havnen", "24/100", "Godkendt.", "Byrådet"),
    ]


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("1. Afbud fra Kim Lund", "Afbud"),
        ("1. Velkomst (afbud: Kim Lund)", "Velkomst"),
        ("Punkt 1: Dagsorden. Fraværende: Kim Lund", "Dagsorden"),
    ],
)
def test_a_title_names_nobody_who_was_absent(top: str, title: str) -> None:
    [found] = minutes(f"Byrådet 3. marts 2025\n\n{top}\n\nBeslutning\n\nGodkendt.").decisions
    assert (found.title, found.text) == (title, "Godkendt.")


def test_names_alone_are_left_out_when_those_people_are_told_to_be_absent_elsewhere() -> None:
    [found] = minutes(
        "Byrådet 3. marts 2025\nAfbud: Kim Lund (A)\n\n1. Vej\n\nBeslutning\n\nGodkendt.\n\n"
        "Valgt blev:\nBo Elm\n\nKim Lund (A)"
    ).decisions
    assert found.text == "Godkendt.\n\nValgt blev:\n\nBo Elm"


@pytest.mark.parametrize(
    "absent",
    ["Fraværende: Kim Lund", "Afbud: Kim Lund (A), Ea Friis", "Fraværende:", "Deltog ikke:"],
)
def test_who_was_absent_stands_right_below_the_heading(absent: str) -> None:
    read = minutes(
        f"Byrådet 10. marts 2025\n\n1. Vej\n\nBeslutning Planudvalget den 04-03-2025\n{absent}\n"
        f"Anbefales.\n\nBeslutning Byrådet den 10-03-2025\n{absent}\nGodkendt."
    )
    assert [(one.text, one.body) for one in read.decisions] == [
        ("Anbefales.", "Planudvalget"),
        ("Godkendt.", "Byrådet"),
    ]


PRESENT = {
    "column": (("Nr.", "Emne", "Beslutning", "Afbud"), ("1", "Støj", "Godkendt.", "Kim Lund")),
    "labels": (("Punkt 1", "Støj"), ("Beslutning", "Godkendt."), ("Ikke til stede", "Kim Lund")),
    "people": (("Navn", "Rolle", "Fremmøde"), ("Kim Lund", "TR", "Afbud"), ("Bo Elm", "", "Mødt")),
    "status": (("Kim Lund", "Afbud"), ("Bo Elm", "Til stede")),
}


@pytest.mark.parametrize("rows", PRESENT.values(), ids=PRESENT)
def test_tables_tell_who_was_there_beside_what_was_decided(rows: tuple[tuple[str, ...]]) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Hovedudvalget den 3. marts 2025")
        if not any("Godkendt." in row for row in rows):
            for text in ("1. Støj", "Beslutning", "Godkendt."):
                document.add_paragraph(text)
        table(document, *rows)

    [found] = word(build).decisions
    assert (found.item, found.title, found.text) == ("1", "Støj", "Godkendt.")
    assert found.passage.endswith("Godkendt.")


def minutes(text: str) -> Minutes:
    return read_minutes_content("referat.txt", text.encode())


@pytest.mark.parametrize("title", ["Status: Ny vej", "Center: Ny struktur", "Sag om vej"])
def test_a_title_may_begin_as_a_label_does(title: str) -> None:
    read = minutes(f"Byrådet 3. marts 2025\n\n1. {title}\n\nBeslutning\n\nGodkendt.")
    assert told(read) == [("1", title, "Godkendt.")]


BESIDE_TITLES = [
    ("Pkt. 1 (24/3015) Klimaplan", "24/3015"),
    ("1. [24/3015] Klimaplan", "24/3015"),
    ("Punkt 1 – (Sagsnr.: 2024-3015) – Klimaplan", "2024-3015"),
    ("1. Klimaplan | 00.16.00-P22-1-24", "00.16.00-P22-1-24"),
    ("1. Klimaplan [EMN-2024-01234]", "EMN-2024-01234"),
    ("1. Klimaplan, j.nr. 24/99", "24/99"),
    ("1. Klimaplan\nSagsnr.: S2024-77", "S2024-77"),
    ("1. Sagsnavn: Klimaplan\nSagsnummer: 25-000123", "25-000123"),
]


@pytest.mark.parametrize(("top", "number"), BESIDE_TITLES)
def test_a_case_number_stands_before_or_after_the_title(top: str, number: str) -> None:
    [found] = minutes(f"Byrådet 3. marts 2025\n\n{top}\n\nBeslutning\n\nGodkendt.").decisions
    assert (found.item, found.title, found.case_number) == ("1", "Klimaplan", number)


@pytest.mark.parametrize(
    "item",
    [
        "{case}\n{number}. {title}\n\nBeslutning\n{text}",
        "Sagsnr.: {case}\n{number}. {title}\n\nBeslutning\n{text}",
        "{number}. {title}\n{case}\n\nBeslutning\n{text}",
        "{number}. {title}\n\nBeslutning\n{text}\n\nSagsnr.: {case}",
    ],
    ids=["above", "above with a label", "below", "at the end"],
)
def test_a_case_number_on_a_line_of_its_own_belongs_to_the_item_it_stands_at(item: str) -> None:
    items = [
        ("1", "Vej", "330-2025-101", "Godkendt."),
        ("2", "Sti", "330-2025-102", "Udsat."),
        ("3", "Bro", "330-2025-103", "Drøftet."),
    ]
    bodies = [
        item.format(number=number, title=title, case=case, text=text)
        for number, title, case, text in items
    ]
    read = minutes("\n\n".join(["Teknisk Udvalg den 3. marts 2025", *bodies]))
    assert [(one.item, one.title, one.case_number, one.text) for one in read.decisions] == items


HEADS = [
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


NAMING = [
    "Beslutning for Punkt {0}: {1}\n\n{2}",
    "Indstilling for Punkt {0}: {1}\n\nAt det sker.\n\nBeslutning for Punkt {0}: {1}\n\n{2}",
    "Beslutning til pkt. {0} - {1}\n\n{2}",
    "Beslutning vedr. punkt {0}\n\n{1}\n\n{2}",
    "Beslutning: {1}\n\n{2}",
    "Beslutning for punkt {0}: {2}",
]


@pytest.mark.parametrize("form", NAMING)
@pytest.mark.parametrize("titles", [("Vej", "Sti"), ("Beslutning om vej", "Fordeling af midler")])
def test_a_title_that_the_heading_of_a_decision_tells_again_is_no_part_of_it(
    form: str, titles: tuple[str, str]
) -> None:
    items = [("4", titles[0], "Godkendt."), ("5", titles[1], "Byrådet vil vente.")]
    bodies = [f"Punkt {one[0]}: {one[1]}\n\n{form.format(*one)}" for one in items]
    read = minutes("\n\n".join(["Byrådet 3. marts 2025", *bodies]))
    assert told(read) == items
    assert all(one.recommendation in ("", "At det sker.") for one in read.decisions)


@pytest.mark.parametrize("top", ["Fordeling af\n\nAKUT-midler", "Fordeling af AKUT-midler"])
@pytest.mark.parametrize("again", ["Fordeling af\n\nAKUT-midler", "Fordeling af AKUT-midler"])
def test_a_title_goes_on_for_two_lines(top: str, again: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\nPunkt 4: {top}\n\nBeslutning for Punkt 4: {again}\n\nUdsat."
    )
    assert told(read) == [("4", "Fordeling af AKUT-midler", "Udsat.")]


@pytest.mark.parametrize("rule", ["-" * 70, "_" * 30, "* * *", "=====", "–––––", "~~~~", "***"])
def test_rules_are_no_text(rule: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\n{rule}\n\n1. Vej\n\nBeslutning\n\nGodkendt.\n\n{rule}\n\n"
        f"2. Sti\n\n--- Beslutning ---\n\nUdsat.\n{rule}\n"
    )
    assert told(read) == [("1", "Vej", "Godkendt."), ("2", "Sti", "Udsat.")]


@pytest.mark.parametrize(
    "signed",
    ["______________\nKim Lund", "_______   _______\n\nBo Elm, formand\n\nKim Lund"],
)
def test_those_who_sign_are_not_part_of_the_last_decision(signed: str) -> None:
    [found] = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nGodkendt.\n\n{signed}"
    ).decisions
    assert found.text == "Godkendt."


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("A.1 ", "A.2 ", ("A.1", "A.2")),
        ("A.1 ", "B.1 ", ("A.1", "B.1")),
        ("A1 ", "A2 ", ("A1", "A2")),
        ("B. ", "C. ", ("B", "C")),
        ("I. ", "II. ", ("I", "II")),
        ("Punkt A: ", "Punkt B: ", ("A", "B")),
        ("#1 ", "#2 ", ("1", "2")),
        ("(1) ", "(2) ", ("1", "2")),
        ("§ 1. ", "§ 2. ", ("1", "2")),
        ("Nr. 1 ", "Nr. 2 ", ("1", "2")),
        ("Ad 1 ", "Ad 2 ", ("1", "2")),
        ("Ad. 1: ", "Ad. 2: ", ("1", "2")),
        ("Ad pkt. 1) ", "Ad pkt. 2) ", ("1", "2")),
    ],
)
@pytest.mark.parametrize("account", ["", "Den er gammel.\n\n"])
def test_items_are_numbered_in_many_ways(
    first: str, second: str, numbers: tuple[str, str], account: str
) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\n{first}Vej\n\n{account}Beslutning\n\nGodkendt.\n\n"
        f"{second}Sti\n\n{account}Beslutning\n\nUdsat."
    )
    assert told(read) == [(numbers[0], "Vej", "Godkendt."), (numbers[1], "Sti", "Udsat.")]


def test_letters_also_number_sections_and_what_is_chosen_between() -> None:
    read = minutes(
        "Byrådet 3. marts 2025\n\nA. Sager fra udvalget\n\nA.1 Vej\n\nBeslutning\n\nModel B.\n\n"
        "A. Model Nord\n\nB. Model Syd\n\nB. Andre sager\n\nB.1 Sti\n\nBeslutning\n\nUdsat."
    )
    assert told(read) == [
        ("A.1", "Vej", "Model B.\n\nA. Model Nord\n\nB. Model Syd"),
        ("B.1", "Sti", "Udsat."),
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


CASE_LINES = [
    ("Sagsnr.: 2024 - 4711", "2024 - 4711"),
    ("Sagsid 2024 – 4711", "2024 – 4711"),
    ("Sagsnummer: 24 / 4711", "24 / 4711"),
    ("EMN - 2024 - 01234", "EMN - 2024 - 01234"),
    ("Sag nr. 1 / Sagsnr. 25/2290 / Dok.nr. 118-25", "25/2290"),
    ("Dok.nr. 118-25 · Sagsnr. 25/2290", "25/2290"),
    ("Sagsnr. 25/2290   Forvaltning: Teknik", "25/2290"),
    ("Sagsbehandler: Bo Elm\nSagsnr. 25/2290", "25/2290"),
    ("Sagsbehandler: Bo Elm", ""),
    ("Sagstype: Åben\nDokumentnummer: 118-25", ""),
]


@pytest.mark.parametrize(("lines", "number"), CASE_LINES)
def test_what_a_label_tells_is_no_title(lines: str, number: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\nPunkt 1\n\n{lines}\n\nVej\n\nBeslutning\n\nGodkendt.\n\n"
        f"Punkt 2.\n\n{lines}\n\nBeslutning\n\nUdsat."
    )
    assert told(read) == [("1", "Vej", "Godkendt."), ("2", "", "Udsat.")]
    assert [one.case_number for one in read.decisions] == [number, number]


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


@pytest.mark.parametrize(
    "said",
    [
        "Han anbefalede model 3.",
        "Forvaltningen anbefaler model 3.",
        "Bo Elm anbefalede model 3, der er dyrere.",
    ],
)
def test_what_somebody_advises_is_no_decision_of_those_who_meet(said: str) -> None:
    [found] = minutes(
        f"Chefgruppen 4. marts 2025\n\n1. Cykler\n\nDer var et oplæg. {said}\n\n"
        "Chefgruppen blev enig om model 2."
    ).decisions
    assert found.text == "Chefgruppen blev enig om model 2."


@pytest.mark.parametrize(
    "sentence",
    [
        "Forvaltningen forelægger svarene for udvalget den 18. september 2024.",
        "Administrationen forelægger projektet for Teknisk Udvalg den 5. maj 2025.",
        "Formanden orienterede Hovedudvalget den 7. maj 2025.",
        "Sagen sendes til Økonomiudvalget den 12. maj 2025.",
    ],
)
def test_a_sentence_that_ends_with_a_body_and_a_date_is_no_heading(sentence: str) -> None:
    [found] = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nVejen bygges.\n\n{sentence}"
    ).decisions
    assert found.text == f"Vejen bygges.\n\n{sentence}"


@pytest.mark.parametrize(
    "foot",
    [
        "Sagsnr. henvises til i arkivet      Punkt fortsat\nVestfjord Kommune      Side {page}",
        "Vestfjord Kommune • Torvet 1 • 9999 Vestfjord\nSide {page} af 4",
        "Referat, Byrådet 03-03-2025",
    ],
)
def test_what_is_repeated_on_pages_is_dropped_also_where_it_stands_first(foot: str) -> None:
    feet = [foot.format(page=page) for page in (2, 3, 4)]
    read = minutes(
        f"Byrådet\nMøde den 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nVejen bygges.\n\n{feet[0]}\n\n"
        f"Stien følger vejen.\n\n2. Bro\n\nBeslutning\n\nUdsat.\n\n{feet[1]}\n\n3. Havn\n\n"
        f"Beslutning\n\nDrøftet.\n\n{feet[2]}"
    )
    assert [one.text for one in read.decisions] == [
        "Vejen bygges.\n\nStien følger vejen.",
        *("Udsat.", "Drøftet."),
    ]


@pytest.mark.parametrize(
    "end",
    [
        "Næste møde: 5. maj 2025",
        "Næste møde er den 5. maj 2025. Mødet hævet kl. 12.",
        "Mødet sluttede kl. 12. Tak for et godt møde.",
    ],
)
def test_the_next_meeting_ends_the_minutes_unless_it_is_what_an_item_decides(end: str) -> None:
    said = "Næste møde er den 5. maj 2025. Lise Holm laver et oplæg om støj."
    read = minutes(
        "Hovedudvalget den 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nUdsat.\n\n2. Næste møde\n\n"
        f"Beslutning\n\n{said}\n\n3. Eventuelt\n\nBeslutning\n\n{end}"
    )
    assert told(read) == [("1", "Vej", "Udsat."), ("2", "Næste møde", said)]
    assert read.without == ("Eventuelt",)


@pytest.mark.parametrize(
    "top",
    [
        "Punkt {0}\n\nEmne: {1}",
        "Dagsordenspunkt {0}\nOverskrift: {1}",
        "Pkt. nr. {0}\n\n{1}",
        "{0}.\n\n{1}",
        "Punkt {0} af 2\n{1}",
        "{0}. {1}\n\n{0}. {1}\n\nÅbent · Sagsid 18-2024-00391 · Brevid 4471920",
    ],
)
def test_the_number_and_the_title_stand_on_lines_of_their_own(top: str) -> None:
    items = [("1", "Vej", "Godkendt."), ("2", "Sti", "Udsat.")]
    bodies = [f"{top.format(item, title)}\n\nBeslutning\n\n{text}" for item, title, text in items]
    assert told(minutes("\n\n".join(["Byrådet 3. marts 2025", *bodies]))) == items


def test_a_number_above_a_table_with_the_title_is_one_item_with_it() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Styregruppen den 3. marts 2025")
        for number, title in ((1, "Vej"), (2, "Sti")):
            bold(document, f"Dagsordenspunkt {number}")
            table(document, ("Emne", title), ("Beslutning", "Godkendt"))

    assert told(word(build)) == [("1", "Vej", "Godkendt"), ("2", "Sti", "Godkendt")]


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


@pytest.mark.parametrize(
    "item",
    [
        "{number}. {title}\n→ Beslutning: {text}",
        "{number}. {title}\nVi aftalte: {text}",
        "{number}. {title}\nDet er vigtigt.\nDet besluttede vi: {text}",
        "Punkt {number} af 2: {title}\nKonklusion: {text}",
    ],
)
def test_the_decision_stands_behind_its_label(item: str) -> None:
    items = [("1", "Vej", "Vejen bygges."), ("2", "Sti", "Stien bliver.")]
    bodies = [item.format(number=number, title=title, text=text) for number, title, text in items]
    read = minutes("\n\n".join(["Chefkreds 4. marts 2025", *bodies, "3. Evt.\n\nIntet."]))
    assert told(read)[:2] == items
    assert len(read.decisions) == 2


def test_a_label_tells_the_title() -> None:
    item = "Emne: {}\nKort om emnet: Det er gammelt\nDet aftalte vi: {}\nHvem følger op: Bo Elm"
    read = minutes(
        "\n\n".join(
            ["Chefkreds 4. marts 2025", item.format("Vej", "Den bygges"), item.format("Sti", "Nej")]
        )
    )
    assert told(read) == [("", "Vej", "Den bygges"), ("", "Sti", "Nej")]
    assert [deed.who for one in read.decisions for deed in one.follow_ups] == ["Bo Elm", "Bo Elm"]


@pytest.mark.parametrize(
    "said",
    [
        "Direktionen ønsker et nyt oplæg.",
        "Direktionen tilslutter sig planen.",
        "Direktionen blev enig om planen.",
    ],
)
def test_what_those_who_meet_want_is_a_decision_also_under_no_heading(said: str) -> None:
    read = minutes(f"Direktionen 4. marts 2025\n\nPkt. 1 - Vej\n\nDen er gammel.\n\n{said}")
    assert told(read) == [("1", "Vej", said)]


@pytest.mark.parametrize(
    "section", ["LUKKEDE SAGER", "Sager til orientering", "Beslutningspunkter", "Lukket dagsorden"]
)
def test_the_sections_of_an_agenda_are_part_of_no_item(section: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nUdsat.\n\n{section}\n\n"
        "2. Køb af grund\n\nBeslutning\n\nGodkendt."
    )
    assert told(read) == [("1", "Vej", "Udsat."), ("2", "Køb af grund", "Godkendt.")]


def test_numbered_sections_of_a_single_case_are_no_items() -> None:
    [found] = minutes(
        "Direktionen den 3. marts 2025\n\nSagsnr. 24/1234\n\nNy vej til havnen\n\n1. Indledning\n\n"
        "Vejen er gammel.\n\n2. Løsninger\n\nDer er to.\n\nBeslutning\n\nGodkendt."
    ).decisions
    assert (found.title, found.case_number) == ("Ny vej til havnen", "24/1234")


DEEDS = [
    (
        "Lise Holm indhenter priser inden den 1. april 2025, og Bo Elm orienterer HR i uge 12.",
        [
            ("Lise Holm indhenter priser inden den 1. april 2025", "Lise Holm", "2025-04-01"),
            ("Bo Elm orienterer HR i uge 12.", "Bo Elm", ""),
        ],
    ),
    (
        "Det blev aftalt, at Lise Holm og Bo Elm deltager i mødet, der er inden den 5. maj 2025.",
        [("", "Lise Holm og Bo Elm", "2025-05-05")],
    ),
    ("HR-chefen vender tilbage på næste møde.", [("", "HR-chefen", "")]),
    ("Arbejdsmiljøgruppen følger op på målingen.", [("", "Arbejdsmiljøgruppen", "")]),
    ("Centerleder Lise Holm tager punktet med til MED.", [("", "Centerleder Lise Holm", "")]),
    (
        "Inden den 1. maj 2025 udarbejder Teknisk Forvaltning et oplæg.",
        [("", "Teknisk Forvaltning", "2025-05-01")],
    ),
    (
        "De fem centre, der mangler tal, har frist til den 20. marts 2025.",
        [("", "De fem centre", "2025-03-20")],
    ),
    (
        "Udvalget beder forvaltningen om at undersøge priserne inden den 1. maj 2025.",
        [("", "forvaltningen", "2025-05-01")],
    ),
    ("Udvalget bad HR-chefen indkalde til et møde.", [("", "HR-chefen", "")]),
    ("Administrationen bedes undersøge, om stien kan bygges.", [("", "Administrationen", "")]),
    ("Bo Elm fik til opgave at indkalde til et møde.", [("", "Bo Elm", "")]),
    ("Planen skal evalueres inden den 1. juni 2025.", [("", "", "2025-06-01")]),
    (
        "Forvaltningen forelægger svarene den 18. september 2025.",
        [("", "Forvaltningen", "2025-09-18")],
    ),
    (
        "Prisen sættes ned. (Ansvarlig: Bo Elm, frist 1. april 2025)",
        [("Prisen sættes ned.", "Bo Elm", "2025-04-01")],
    ),
    ("Støjen måles (Bo Elm, 1. april 2025).", [("Støjen måles", "Bo Elm", "2025-04-01")]),
    ("Bo Elm: indhenter priser inden 1. april.", [("", "Bo Elm", "2025-04-01")]),
    (
        "Indkøbskontoret indgår aftalen inden årets udgang, og hvert center melder antal ind senest"
        " den 9. maj 2025.",
        [
            ("Indkøbskontoret indgår aftalen inden årets udgang", "Indkøbskontoret", "2025-12-31"),
            ("hvert center melder antal ind senest den 9. maj 2025.", "hvert center", "2025-05-09"),
        ],
    ),
    ("HR-chefen sender planen senest ved udgangen af maj.", [("", "HR-chefen", "2025-05-31")]),
    ("Bo Elm skriver til alle ultimo april 2026.", [("", "Bo Elm", "2026-04-30")]),
    ("HR laver en plan inden udgangen af 2. kvartal.", [("", "HR", "2025-06-30")]),
    (
        "Biblioteket melder de nye tider ud senest den 20. juni 2025.",
        [("", "Biblioteket", "2025-06-20")],
    ),
    (
        "Ejendomscentret (Bo Elm) opsiger de to aftaler senest d. 15. nov 2025.",
        [("", "Ejendomscentret (Bo Elm)", "2025-11-15")],
    ),
    (
        "Udvalget ønsker et notat om klausuler fra Indkøbskontoret senest den 22. april 2025.",
        [("", "Indkøbskontoret", "2025-04-22")],
    ),
    ("Biblioteket melder mange nye lånere.", []),
    ("Udvalget ønsker et notat fra Indkøbskontoret.", []),
    ("Broen skal være færdig inden den 1. maj 2025.", []),
    ("Alle skoler begynder den 12. august 2025. Hvert område udpeger en leder.", []),
    ("Forvaltningen forventer svar inden den 1. maj 2025.", []),
    ("Udvalget sender en hilsen til medarbejderne.", []),
    ("Direktionen holder fast i planen.", []),
    ("Model C udgår. Liste T tager forbehold.", []),
    ("Lis Dam følger mindretallet. Bo Elm deltager ikke i festen.", []),
    ("Lis Dam stemmer imod. Bo Elm ønsker sagen udsat.", []),
]


@pytest.mark.parametrize(("said", "deeds"), DEEDS)
def test_deeds_are_told_by_who_does_what(said: str, deeds: list[tuple[str, str, str]]) -> None:
    [found] = minutes(f"Direktionen den 3. marts 2025\n\n1. Vej\n\nBeslutning\n\n{said}").decisions
    assert [
        (one.what, one.who, one.due.isoformat() if one.due else "") for one in found.follow_ups
    ] == [(what or said, who, due) for what, who, due in deeds]


@pytest.mark.parametrize(
    "told",
    [
        "Ansvarlig: Bo Elm, senest 1. maj 2025",
        "Ansvarlig: Bo Elm (frist: 1. maj 2025)",
        "Ansvarlig for opfølgning: Bo Elm. Frist for opfølgning: 1. maj 2025",
        "Ansvarlig: Bo Elm – frist: 1. maj 2025",
        "- Ansvarlig: Bo Elm\n- Frist: 1. maj 2025",
        "- Ansvar: Bo Elm / Frist: 1. maj 2025",
    ],
)
def test_owner_and_deadline_stand_below_the_deed_in_a_line_or_two(told: str) -> None:
    [found] = minutes(
        f"Chefgruppen 4. marts 2025\n\n1. Støj\n\nKonklusion\n\nStøjen måles.\n\n{told}"
    ).decisions
    assert found.text == "Støjen måles."
    assert found.follow_ups == (FoundFollowUp("Støjen måles.", "Bo Elm", date(2025, 5, 1)),)


def test_twice_as_many_pages_take_about_twice_as_long() -> None:
    """400 pages against 200: seconds, whatever the machine."""
    account = " ".join(["Kommunen besluttede den 1. maj 2024, at Bo Elm og Lis Dam følger op."] * 9)
    item = "\n\n".join(["Punkt {0}: Plan {0}", *[account] * 10, "Beslutning", account, "Side {0}"])

    def seconds(items: int) -> float:
        content = "\n\n".join(item.format(number) for number in range(1, items + 1)).encode()
        started = process_time()
        assert len(read_minutes_content("referat.txt", content).decisions) == items
        return process_time() - started

    seconds(20)
    assert seconds(320) < 4 * seconds(160)  # 320 items are 400 pages


def test_minutes_come_back_from_a_process_of_their_own_as_they_were_read() -> None:
    name, content = FILES[0].name, FILES[0].read_bytes()
    assert read_minutes_apart(name, content) == read_minutes_content(name, content)
    with pytest.raises(UnreadableFile) as refused:
        read_minutes_apart("referat.docx", b"PK\x03\x04 ikke et arkiv")
    assert refused.value.reason is Unreadable.BROKEN
