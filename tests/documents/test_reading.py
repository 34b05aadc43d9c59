"""Whole documents, as municipalities write them; every name and place is made up."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bot.documents.reading import read_document_content
from bot.documents.shipped import PROGRAMME
from bot.files.refusals import Unreadable, UnreadableFile
from tests.evaluation.evaluate import passages_of, read_document

EXAMPLES = Path(__file__).parents[1] / "evaluation" / "documents"
CASE = """Fælles introduktion af nye ledere

31/4567 Åben Sag

Sagsgang

HU, ØK

Sagsfremstilling

Nordmark Kommune får hvert år omkring tyve nye ledere. De møder i dag meget forskellige forløb i
forvaltningerne, og flere har efterlyst et fælles udgangspunkt, der gør det lettere at samarbejde
med borgere, foreninger og

virksomheder fra første dag.

Introduktionen skal:

- give et fælles sprog om ledelse
- vise, hvem man kan spørge

Økonomiske konsekvenser

Ingen.

Beslutning i Økonomiudvalget den 3. marts 2031

Godkendt.

Beslutning i Hovedudvalget den 20-02-2031

Hovedudvalget anbefaler forslaget.

Afbud:

Bo Testesen (Direktør for Prøver)

Bilag:
"""


def test_a_case_in_plain_text_comes_out_as_it_was_meant() -> None:
    for encoding in ("utf-8", "windows-1252"):
        content = CASE.replace("\n", "\r\n").encode(encoding)
        read = read_document_content("sag.txt", content)
        assert (read.title, read.case_number, read.when) == (
            "Fælles introduktion af nye ledere",
            "31/4567",
            date(2031, 3, 3),
        )
        assert [(passage.section, passage.text) for passage in read.passages] == [
            ("", "31/4567 Åben Sag"),
            ("Sagsgang", "HU, ØK"),
            (
                "Sagsfremstilling",
                "Nordmark Kommune får hvert år omkring tyve nye ledere. De møder i dag meget "
                "forskellige forløb i forvaltningerne, og flere har efterlyst et fælles "
                "udgangspunkt, der gør det lettere at samarbejde med borgere, foreninger og "
                "virksomheder fra første dag.\nIntroduktionen skal:\n"
                "- give et fælles sprog om ledelse\n- vise, hvem man kan spørge",
            ),
            ("Økonomiske konsekvenser", "Ingen."),
            ("Beslutning i Økonomiudvalget den 3. marts 2031", "Godkendt."),
            ("Beslutning i Hovedudvalget den 20-02-2031", "Hovedudvalget anbefaler forslaget."),
        ]


def test_a_case_in_word_comes_out_the_same_way() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Nordmark Kommune, sagsnr. 31/4567"
    document.add_heading("Fælles introduktion", 0)
    document.add_paragraph().add_run("Sagsfremstilling").bold = True
    document.add_paragraph("Der er to mål:")
    document.add_paragraph("et fælles sprog", "List Bullet")
    document.add_paragraph().add_run("Tidsplan").bold = True
    document.add_paragraph("Det begynder til august.")
    document.add_paragraph().add_run("Beslutning i Hovedudvalget den 20-02-2031").bold = True
    document.add_paragraph("Godkendt")
    saved = BytesIO()
    document.save(saved)
    read = read_document_content("intro.docx", saved.getvalue())
    assert (read.title, read.case_number, read.when) == (
        "Fælles introduktion",
        "31/4567",
        date(2031, 2, 20),
    )
    assert [(passage.section, passage.text) for passage in read.passages] == [
        ("Sagsfremstilling", "Der er to mål:\n- et fælles sprog"),
        ("Sagsfremstilling · Tidsplan", "Det begynder til august."),
        ("Beslutning i Hovedudvalget den 20-02-2031", "Godkendt"),
    ]


def test_a_curated_file_gives_answers_with_their_questions_and_gaps() -> None:
    text = """+++
title = "Programmet"
case = "31/4567"
date = 2031-02-20
+++

# Mødet

## Afbud

> Hvem meldte afbud?
> hvem kom ikke

To meldte afbud.

## Hvad koster det? {mangler}

> prisen

Det står der ikke noget om.
"""
    read = read_document_content("program.md", text.encode())
    assert (read.title, read.case_number, read.when) == (
        "Programmet",
        "31/4567",
        date(2031, 2, 20),
    )
    found = passages_of(read)
    assert [(p.section, p.text, p.gap, p.variants) for p in found] == [
        ("Mødet · Afbud", "To meldte afbud.", False, ("Hvem meldte afbud?", "hvem kom ikke")),
        ("Mødet · Hvad koster det?", "Det står der ikke noget om.", True, ("prisen",)),
    ]
    assert found == passages_of(read_document_content("program.md", text.encode()))


def test_a_quote_in_an_ordinary_markdown_file_is_text() -> None:
    read = read_document_content("n.md", b"# T\n\n## A\n\n> Citat fra lov.\n\nTekst.")
    [passage] = read.passages
    assert (passage.text, passage.variants) == ("Citat fra lov.\nTekst.", ())


def test_a_file_name_is_the_title_when_the_text_has_none() -> None:
    read = read_document_content("Notat_om_ledelse.txt", b"Vi begynder til august.")
    assert read.title == "Notat om ledelse"


def test_a_title_may_end_with_the_name_of_the_municipality() -> None:
    text = "Nordhavn Kommune\n\nCykler i Nordhavn Kommune\n\nDer er cykler nok til alle i byen."
    assert read_document_content("notat.txt", text.encode()).title == "Cykler i Nordhavn Kommune"


@pytest.mark.parametrize("content", [b"Sagsgang\n\nBilag:", b"Kun en titel"])
def test_a_document_that_says_nothing_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_document_content("tom.txt", content)
    assert refused.value.reason is Unreadable.TOO_SHORT


def test_a_case_with_subheadings_and_two_decisions_is_divided_by_them() -> None:
    read = read_document(EXAMPLES / "moedekultur.txt")
    assert (read.title, read.case_number, read.when) == (
        "Ny mødekultur og kortere interne møder",
        "25/1846",
        date(2025, 9, 12),
    )
    found = {passage.section: passage.text for passage in read.passages}
    assert "Sagsfremstilling · Mødefri tid" in found
    assert found["Sagsfremstilling · Fælles principper for møder"].count("\n- ") == 5
    assert found["Indstilling"].count("\n- at ") == 3
    assert found["Beslutning i Økonomiudvalget den 12-09-2025"].startswith("Indstillingen blev")


def test_a_plan_in_markdown_keeps_its_tables_readable() -> None:
    read = read_document(EXAMPLES / "kompetenceplan.md")
    assert (read.title, read.when) == ("Kompetenceplan for ledere 2026-2028", date(2025, 11, 18))
    found = {passage.section: passage.text for passage in read.passages}
    assert (
        "Forløb: Mentorordning; Målgruppe: Nye ledere; Varighed: 12 måneder"
        in found["3. Forløb · 3.5 Oversigt over forløb"]
    )


def test_every_answer_of_the_shipped_programme_has_its_questions() -> None:
    read = [read_document(path) for path in PROGRAMME.glob("*.md")]
    assert read
    assert all(passage.variants and passage.section for one in read for passage in one.passages)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Nordmark, den 3. marts 2031", date(2031, 3, 3)),
        ("Notatet er udarbejdet den 3. marts 2031.", date(2031, 3, 3)),
        ("Møderne begynder den 3. marts 2031, når alle er tilbage fra vinterferien.", None),
        ("Frist: 3. marts 2031", None),
        ("Planen er vedtaget og gælder fra 3. marts 2031.", None),
    ],
)
def test_a_date_is_the_documents_only_when_it_stands_as_such(text: str, when: date | None) -> None:
    content = f"En plan for alle ledere\n\n{text}\n\nResten af planen kommer siden.".encode()
    assert read_document_content("plan.txt", content).when == when
