"""PDF files, made here with reportlab."""

from importlib import import_module
from io import BytesIO
from time import process_time
from typing import Any

import pdfplumber
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from bot.files import pdf, ruled
from bot.files.blocks import Block, FileText, Kind
from bot.files.reading import read_content
from bot.files.refusals import Unreadable, UnreadableFile

# reportlab has no types.
platypus: Any = import_module("reportlab.platypus")
Canvas: Any = import_module("reportlab.pdfgen.canvas").Canvas
STYLES: Any = import_module("reportlab.lib.styles").getSampleStyleSheet()
A4: Any = import_module("reportlab.lib.pagesizes").A4
Paragraph, Spacer, Table = platypus.Paragraph, platypus.Spacer, platypus.Table
NORMAL, BULLET = STYLES["Normal"], STYLES["Bullet"]


def made(*story: Any) -> bytes:
    file = BytesIO()
    platypus.SimpleDocTemplate(file, pagesize=A4).build(list(story))
    return file.getvalue()


def with_margins(*story: Any) -> bytes:
    """A PDF with a running header and page numbers."""
    file = BytesIO()
    platypus.SimpleDocTemplate(file, pagesize=A4).build(list(story), _margins, _margins)
    return file.getvalue()


def _margins(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(70, 815, "Nordmark Kommune - referat")
    canvas.drawString(70, 20, f"Side {document.page} af 3")


def read(content: bytes) -> FileText:
    return read_content("sag.pdf", content)


def refusal(content: bytes) -> Unreadable:
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    return refused.value.reason


def test_a_sentence_goes_on_across_lines_and_pages_past_the_running_header() -> None:
    words = ["direktionen", "vil", "gerne", "høre", "fra", "alle", "kommunens", "ledere"]
    letters = str.maketrans("0123456789", "abcdefghij")  # so that no two lines are the same
    text = " ".join(f"{words[n % 8]}{str(n).translate(letters)}" for n in range(1600))
    content = with_margins(Paragraph(text, NORMAL))
    assert len(PdfReader(BytesIO(content)).pages) > 2
    assert read(content).blocks == (Block(Kind.PARAGRAPH, text),)


def test_running_headers_and_page_numbers_stand_apart() -> None:
    text = read(
        with_margins(
            Paragraph("Første side.", NORMAL), platypus.PageBreak(), Paragraph("Anden.", NORMAL)
        )
    )
    assert [block.text for block in text.blocks] == ["Første side.", "Anden."]
    assert text.margins == ("Nordmark Kommune - referat", "Side 1 af 3", "Side 2 af 3")


def test_what_is_said_on_every_page_stays_unless_it_stands_in_the_margin() -> None:
    """Minutes with an item a page, which all end alike."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for page in range(3):
        canvas.drawString(70, 810, "Referat fra Hovedudvalget")
        for line, said in enumerate(["Indstilling", f"Punkt {page + 1} godkendes.", "Godkendt."]):
            canvas.drawString(70, 740 - 40 * line - 5 * page * line, said)
        canvas.showPage()
    canvas.save()
    text = read(file.getvalue())
    assert text.margins == ("Referat fra Hovedudvalget",)
    assert [block.text for block in text.blocks] == [
        said for n in (1, 2, 3) for said in ("Indstilling", f"Punkt {n} godkendes.", "Godkendt.")
    ]


def test_larger_type_is_a_heading_and_bold_lines_look_like_one() -> None:
    text = read(
        made(
            Paragraph("Ny mødekultur", STYLES["Title"]),
            Paragraph("Mål", STYLES["Heading2"]),
            Paragraph("<b>Tidsplan</b>", NORMAL),
            Paragraph("Alle møder bliver <b>kortere</b>. " * 10, NORMAL),
        )
    )
    assert text.blocks[:3] == (
        Block(Kind.HEADING, "Ny mødekultur", 1),
        Block(Kind.HEADING, "Mål", 2),
        Block(Kind.HEADING, "Tidsplan", 0),
    )
    assert text.blocks[3].text.startswith("Alle møder bliver kortere. Alle")


def test_a_space_between_paragraphs_keeps_them_apart() -> None:
    first = "Et afsnit, som er så langt, at det når næsten helt ud til kanten af siden nu. " * 2
    text = read(
        made(*(part for _ in range(3) for part in (Paragraph(first, NORMAL), Spacer(1, 12))))
    )
    assert len(text.blocks) == 3


def test_list_items_are_told_by_their_marks() -> None:
    long = "Et møde varer 25 minutter, så der er tid til at komme videre til det næste møde " * 2
    text = read(
        made(
            Paragraph(long, BULLET, bulletText="•"),
            Paragraph("Ingen orientering.", BULLET, bulletText="•"),
        )
    )
    assert text.blocks == (
        Block(Kind.ITEM, f"- {long}".strip(), 1),
        Block(Kind.ITEM, "- Ingen orientering.", 1),
    )


def test_a_table_is_told_row_by_row_also_when_a_cell_has_several_lines() -> None:
    cell = Paragraph("Kursus for nye ledere, som varer seks dage og holdes i Fjordhallen", NORMAL)
    rows = [
        ["Forløb", "Indhold", "Pris"],
        ["Grundforløb", cell, "14.500 kr."],
        ["Coaching", "", "11 kr."],
    ]
    text = read(made(Table(rows, colWidths=[100, 140, 100])))
    assert [block.text for block in text.blocks] == [
        "Forløb: Grundforløb; Indhold: Kursus for nye ledere, som varer seks dage og holdes i "
        "Fjordhallen; Pris: 14.500 kr.",
        "Forløb: Coaching; Pris: 11 kr.",
    ]


def test_a_row_whose_first_cell_has_several_lines_is_one_row() -> None:
    rows = [
        ("Punkt", "Drøftelse", "Aftale"),
        ("1. Dagsorden og referat", "Ingen bemærkninger til det", "Godkendt"),
        ("2. Møder", "Datoer", "Vedtaget"),
    ]
    made_rows = [[Paragraph(cell, NORMAL) for cell in row] for row in rows]
    table = Table(made_rows, colWidths=[75, 85, 80], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    assert [block.text for block in read(made(table)).blocks] == [
        "Punkt: 1. Dagsorden og referat; Drøftelse: Ingen bemærkninger til det; Aftale: Godkendt",
        "Punkt: 2. Møder; Drøftelse: Datoer; Aftale: Vedtaget",
    ]


def test_rows_of_one_line_each_stay_apart_however_tight() -> None:
    rows = [["løn", "høj"], ["ferie", "lang"], ["pension", "god"]]
    style = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    assert len(read(made(Table(rows, style=style))).blocks) == 3


def test_a_larger_heading_keeps_its_number() -> None:
    text = read(made(Paragraph("1. Plan", STYLES["Heading1"]), Paragraph("Kort. " * 20, NORMAL)))
    assert text.blocks[0] == Block(Kind.HEADING, "1. Plan", 1)


def test_short_paragraphs_with_wide_spaces_between_them_stay_apart() -> None:
    """Most distances between lines are then those between paragraphs."""
    story = [
        "Udvalget besluttede at sende begge modeller i høring i perioden fra juni til august, og "
        "det lægger vægt på, at materialet kan forstås af alle dem, der ikke har fulgt hele sagen.",
        *("Et mindretal er imod og ønskede sagen udsat.", "Godkendt.", "Til efterretning."),
    ]
    spaced = [part for text in story for part in (Paragraph(text, NORMAL), Spacer(1, 8))]
    assert [block.text for block in read(made(*spaced)).blocks] == story


def test_a_word_divided_at_the_end_of_a_line_is_whole() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(70, 700, "Kommunen har sat et udviklingsforløb i gang for alle le-")
    canvas.drawString(70, 686, "dere i kommunen.")
    canvas.save()
    assert [block.text for block in read(file.getvalue()).blocks] == [
        "Kommunen har sat et udviklingsforløb i gang for alle ledere i kommunen."
    ]


def test_a_page_in_two_columns_is_read_column_by_column() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for x, word in ((70, "venstre"), (320, "højre")):
        for line in range(30):
            canvas.drawString(x, 760 - 14 * line, f"Linje {line} i spalten til {word} er her")
    canvas.save()
    text = " ".join(block.text for block in read(file.getvalue()).blocks)
    assert text.index("højre") > text.rindex("venstre")


def test_a_scanned_pdf_is_refused_because_it_has_no_text() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    assert refusal(file.getvalue()) is Unreadable.NO_TEXT


def test_pages_that_are_pictures_are_counted_and_empty_ones_are_not() -> None:
    picture = import_module("PIL.Image").new("RGB", (20, 20))
    reader = import_module("reportlab.lib.utils").ImageReader(picture)
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(70, 700, "Side et er til at læse.")
    canvas.showPage()
    for _ in range(2):
        canvas.drawImage(reader, 0, 0, 595, 842)
        canvas.showPage()
    canvas.rect(100, 100, 300, 300)
    canvas.save()
    assert read(file.getvalue()).pages_without_text == 2


def test_a_pdf_that_needs_a_password_is_refused_and_one_that_only_forbids_changes_is_read() -> None:
    def protected(password: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(made(Paragraph("Tekst.", NORMAL)))))
        writer.encrypt(password, "ejer", algorithm="AES-256")
        file = BytesIO()
        writer.write(file)
        return file.getvalue()

    assert refusal(protected("hemmelig")) is Unreadable.PASSWORD
    assert "Tekst." in [block.text for block in read(protected("")).blocks]


def test_a_pdf_with_too_many_pages_is_refused() -> None:
    writer = PdfWriter()
    for _ in range(pdf.MAX_PAGES + 1):
        writer.add_blank_page(595, 842)
    file = BytesIO()
    writer.write(file)
    assert refusal(file.getvalue()) is Unreadable.TOO_MANY_PAGES


def test_paragraphs_of_a_cell_are_kept_apart_below_a_heading_of_several_lines() -> None:
    def cells(*texts: str, bold: bool = False) -> list[Any]:
        return [Paragraph(f"<b>{text}</b>" if bold else text, NORMAL) for text in texts]

    long = "Sagen blev fremlagt for udvalget, som drøftede den i nogen tid"
    table = Table(
        [
            cells("Punkt", "Referat", "Beslutning og opfølgning", bold=True),
            cells("1. Støj<br/>Sag 25/771", long, "Støjen måles."),
            cells("2. Ferie", long, "Udsat."),
        ],
        colWidths=[110, 200, 90],
        style=[("VALIGN", (0, 1), (-1, -1), "TOP")],
    )
    first, second = read(made(table)).blocks
    assert first.lines == (
        f"Punkt: 1. Støj\nSag 25/771; Referat: {long}; Beslutning og opfølgning: Støjen måles."
    )
    assert second.text == f"Punkt: 2. Ferie; Referat: {long}; Beslutning og opfølgning: Udsat."


GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
BOLD = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")


def test_lines_around_the_cells_tell_them_apart_wherever_their_text_begins() -> None:
    long = "Hver chef leverer mindst tre forslag, som drøftes samlet i kredsen"
    table = Table(
        [
            ["Punkt", "Drøftelse", "Beslutning"],
            ["1. Katalog", Paragraph(f"{long}, før de sendes videre", NORMAL), "Godkendt."],
            ["2. Evt.", "Intet.", ""],
        ],
        colWidths=[90, 120, 90],
        style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), GRID, BOLD],
    )
    assert [block.text for block in read(made(table)).blocks] == [
        f"Punkt: 1. Katalog; Drøftelse: {long}, før de sendes videre; Beslutning: Godkendt.",
        "Punkt: 2. Evt.; Drøftelse: Intet.",
    ]


def test_a_ruled_table_goes_on_on_the_next_page_below_the_same_headings() -> None:
    rows = [[f"{number}.", f"Sag {number}", "Godkendt."] for number in range(1, 61)]
    table = Table(
        [["Nr.", "Punkt", "Beslutning"], *rows],
        colWidths=[60, 150, 90],
        repeatRows=1,
        style=[GRID, BOLD],
    )
    text = read(made(table))
    assert [block.text for block in text.blocks] == [
        f"Nr.: {number}.; Punkt: Sag {number}; Beslutning: Godkendt." for number in range(1, 61)
    ]


def test_a_merged_cell_is_told_in_every_row_that_it_covers() -> None:
    rows = [["Emne", "Hvem", "Frist"], ["Støj", "Bo", "1. maj"], ["", "Ida", "2. maj"]]
    table = Table(rows, colWidths=[90, 90, 90], style=[GRID, BOLD, ("SPAN", (0, 1), (0, 2))])
    assert [block.text for block in read(made(table)).blocks] == [
        "Emne: Støj; Hvem: Bo; Frist: 1. maj",
        "Emne: Støj; Hvem: Ida; Frist: 2. maj",
    ]


def test_text_around_a_ruled_table_keeps_its_place() -> None:
    table = Table([["Punkt", "Frist"], ["Støj", "1. maj"]], style=[GRID, BOLD])
    above, below = Paragraph("Det står over.", NORMAL), Paragraph("Det står under.", NORMAL)
    text = read(made(above, Spacer(1, 20), table, Spacer(1, 20), below))
    assert [block.text for block in text.blocks] == [
        "Det står over.",
        "Punkt: Støj; Frist: 1. maj",
        "Det står under.",
    ]


def test_labels_to_the_left_of_what_they_tell_are_of_that() -> None:
    long = "Der meddeles tilladelse på de vilkår, som forvaltningen har foreslået i sagen"
    told = [
        ("Sag nr. 22", "Tilladelse til vandværket"),
        ("J.nr.", "09.08.16-P19-4-24"),
        ("Indstilling", f"{long}, og som er sendt i høring"),
        ("Beslutning, Miljøudvalget den 8. april 2025", f"{long}, og som er sendt i høring"),
    ]
    cells = [
        [Paragraph(f"<b>{label}</b>", NORMAL), Paragraph(text, NORMAL)] for label, text in told
    ]
    table = Table(cells, colWidths=[110, 260], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])
    assert [block.text for block in read(made(table)).blocks] == [
        f"{label}: {text}" for label, text in told
    ]


def _words(text: FileText) -> list[str]:
    return sorted(word.strip(";:") for block in text.blocks for word in block.text.split())


def test_text_beside_an_irregular_grid_is_read_once_as_the_grid_is() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    rows = (("Emne", "Hvem", "Frist"), ("Løn", "Bo", "Maj"), ("Støj",))
    for row, cells in enumerate(rows):
        for column, said in enumerate(cells):
            canvas.rect(70 + 120 * column, 700 - 20 * row, 120, 20)
            canvas.drawString(75 + 120 * column, 706 - 20 * row, said)
    canvas.drawString(230, 666, "Skemaet udfyldes senere")
    canvas.save()
    assert [block.text for block in read(file.getvalue()).blocks] == [
        "Emne: Løn; Hvem: Bo; Frist: Maj",
        "Støj",
        "Skemaet udfyldes senere",
    ]


def test_notes_between_labels_and_what_they_tell_are_kept() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    labels = ("Sag", "Indstilling", "Drøftelse", "Beslutning", "Ansvarlig")
    for row, label in enumerate(labels):
        y = 700 - 30 * row
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(70, y, label)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(250, y, f"tekst{row}")
        if row in (1, 3):
            canvas.drawString(160, y, f"note{row}")
    canvas.save()
    words = _words(read(file.getvalue()))
    assert {"note1", "note3", *(f"tekst{row}" for row in range(len(labels)))} <= set(words)


@pytest.mark.parametrize("turned", [0, 90])
def test_a_ruled_table_is_read_once_also_on_a_page_that_is_turned(turned: int) -> None:
    rows = [["Punkt", "Frist"], ["Støj", "1. maj"], ["Løn", "2. maj"]]
    reader = PdfReader(BytesIO(made(Table(rows, colWidths=[90, 90], style=[GRID, BOLD]))))
    writer = PdfWriter()
    writer.add_page(reader.pages[0].rotate(turned))
    file = BytesIO()
    writer.write(file)
    said = " ".join(_words(read(file.getvalue())))
    assert [said.count(word) for word in ("Støj", "Løn")] == [1, 1]


def test_a_table_is_read_by_its_place_when_its_lines_cannot_be_looked_for() -> None:
    rows = [["Punkt", "Frist"], ["Støj", "1. maj"], ["Løn", "2. maj"]]
    writer = PdfWriter()
    writer.append(BytesIO(made(Table(rows, colWidths=[90, 90], style=[GRID, BOLD]))))
    writer.pages[0][NameObject("/TrimBox")] = NameObject("/None")
    file = BytesIO()
    writer.write(file)
    with pytest.raises(TypeError), pdfplumber.open(file) as damaged:
        damaged.pages[0].find_tables()
    assert [block.text for block in read(file.getvalue()).blocks] == [
        "Punkt: Støj; Frist: 1. maj",
        "Punkt: Løn; Frist: 2. maj",
    ]


def test_a_table_is_read_by_its_place_when_there_is_no_time_for_its_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [["Emne", "Hvem"], ["Støj", "Bo"], ["", "Ida"]]
    style = [GRID, BOLD, ("SPAN", (0, 1), (0, 2))]
    content = made(Table(rows, colWidths=[90, 90], style=style))
    timely = _words(read(content))
    monkeypatch.setattr(ruled, "_SECONDS", -1.0)
    late = _words(read(content))
    assert [timely.count("Støj"), late.count("Støj")] == [2, 1]  # the merged cell, and its text


def test_squared_paper_is_no_table() -> None:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for _ in range(5):
        for place in range(600):
            canvas.line(place, 0, place, 800)
            canvas.line(0, place, 590, place)
        canvas.drawString(70, 700, "Noter fra mødet")
        canvas.showPage()
    canvas.save()
    started = process_time()
    assert "Noter fra mødet" in read(file.getvalue()).blocks[0].text
    assert process_time() - started < 10
