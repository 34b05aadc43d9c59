"""Reading minutes: those in `minutes/`, plainly fictional, each above what stands in them."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from docx.document import Document

from bot.decisions.minutes.apart import read_minutes_apart
from bot.decisions.minutes.reading import read_minutes_content
from bot.decisions.minutes.values import FoundDecision, FoundFollowUp, Minutes
from bot.files.refusals import Unreadable, UnreadableFile
from tests.decisions.minutes_read import bold, pdf, table, told, word

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


def test_old_files_from_windows_are_read() -> None:
    text = (
        "Ældrerådet\r\nDato: 3.3.2025\r\n\r\n1. Høring\r\n\r\nAfgørelse\r\n\r\n"
        "Tiltrådt på stedet – nu.\r\n"
    )
    read = read_minutes_content("referat.txt", text.encode("cp1252"))
    assert told(read) == [("1", "Høring", "Tiltrådt på stedet – nu.")]
    assert (read.body, read.held_on) == ("Ældrerådet", date(2025, 3, 3))


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


@pytest.mark.parametrize("piece", ["Beslutning", "Bo Elm ", "1. A ", "(a, senest ", "Til toppen "])
def test_a_line_without_an_end_is_read_in_time(piece: str) -> None:
    content = f"Referat fra Byrådet den 3. marts 2025\n\n{piece * 15_000}\n".encode()
    started = process_time()
    read_minutes_content("referat.txt", content)
    assert process_time() - started < 10


def test_minutes_come_back_from_a_process_of_their_own_as_they_were_read() -> None:
    name, content = FILES[0].name, FILES[0].read_bytes()
    assert read_minutes_apart(name, content) == read_minutes_content(name, content)
    with pytest.raises(UnreadableFile) as refused:
        read_minutes_apart("referat.docx", b"PK\x03\x04 ikke et arkiv")
    assert refused.value.reason is Unreadable.BROKEN
