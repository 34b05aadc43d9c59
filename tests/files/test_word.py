"""Word files, built here with python-docx and touched up where it can't."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bot.files.blocks import Block, FileText, Kind
from bot.files.reading import read_content
from bot.files.refusals import Unreadable, UnreadableFile


def read(build: Callable[[Document], object]) -> FileText:
    document = docx.Document()
    build(document)
    saved = BytesIO()
    document.save(saved)
    return read_content("sag.docx", saved.getvalue())


def xml(document: Document, text: str) -> None:
    for element in list(parse_xml(f"<w:body {nsdecls('w')}>{text}</w:body>")):
        document.element.body.insert(0, element)


START_AT_1 = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_styles_lists_and_tables_are_read_in_their_order() -> None:
    def build(document: Document) -> None:
        document.add_heading("Ny mødekultur", 0)
        document.add_heading("Sagsfremstilling", 2)
        document.add_paragraph("Der er tre mål:")
        document.add_paragraph("Kortere møder", "List Bullet")
        document.add_paragraph("Dagsorden", "List Number")
        document.add_paragraph("Referat", "List Number")
        table = document.add_table(2, 3)
        for cell, text in zip(
            [cell for row in table.rows for cell in row.cells],
            ["Punkt", "Ansvarlig", "Frist", "1", "", "5. maj"],
            strict=True,
        ):
            cell.text = text
        document.add_paragraph("Slut.")

    assert read(build).blocks == (
        Block(Kind.HEADING, "Ny mødekultur", 1),
        Block(Kind.HEADING, "Sagsfremstilling", 2),
        Block(Kind.PARAGRAPH, "Der er tre mål:"),
        Block(Kind.ITEM, "- Kortere møder", 1),
        Block(Kind.ITEM, "1. Dagsorden", 1),
        Block(Kind.ITEM, "2. Referat", 1),
        Block(Kind.ROW, "Punkt: 1; Frist: 5. maj"),
        Block(Kind.PARAGRAPH, "Slut."),
    )


def test_a_short_bold_paragraph_is_a_heading_and_a_bold_sentence_is_not() -> None:
    def build(document: Document) -> None:
        document.add_paragraph().add_run("Beslutning").bold = True
        document.add_paragraph().add_run("Indstillingen blev godkendt.").bold = True

    assert read(build).blocks == (
        Block(Kind.HEADING, "Beslutning"),
        Block(Kind.PARAGRAPH, "Indstillingen blev godkendt."),
    )


def test_two_columns_without_headings_say_what_each_is_about() -> None:
    def build(document: Document) -> None:
        table = document.add_table(2, 2)
        for cell, text in zip(
            [cell for row in table.rows for cell in row.cells],
            ["Sagsnr.", "31/123", "Mødeleder:", "Direktøren"],
            strict=True,
        ):
            cell.text = text

    assert [block.text for block in read(build).blocks] == [
        "Sagsnr.: 31/123",
        "Mødeleder: Direktøren",
    ]


def test_a_frame_around_text_is_not_a_table() -> None:
    def build(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "Første."
        cell.add_paragraph("Andet.")

    assert [block.text for block in read(build).blocks] == ["Første.", "Andet."]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<w:sdt><w:sdtContent><w:p>{run('Felt')}</w:p></w:sdtContent></w:sdt>", "Felt"),
        (f"<w:p>{run('Før ')}<w:ins>{run('rettet')}</w:ins></w:p>", "Før rettet"),
        (f"<w:p>{run('Før ')}<w:moveFrom>{run('flyttet')}</w:moveFrom></w:p>", "Før"),
        (f"<w:p>{run('Før')}<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>", "Før"),
        (f"<w:p>{run('Set ')}{run('skjult', '<w:vanish/>')}</w:p>", "Set"),
        ("<w:p><w:r><w:t>ord</w:t><w:tab/><w:t>ord</w:t></w:r></w:p>", "ord ord"),
        ("<w:p><w:r><w:t>MED</w:t><w:noBreakHyphen/><w:t>udvalg</w:t></w:r></w:p>", "MED-udvalg"),
    ],
)  # fmt: skip
def test_what_a_reader_of_the_page_sees_is_read(content: str, text: str) -> None:
    assert [block.text for block in read(lambda document: xml(document, content)).blocks] == [text]


def test_merged_cells_keep_their_values_under_their_headings() -> None:
    def build(document: Document) -> None:
        table = document.add_table(4, 3)
        for row, texts in zip(
            table.rows,
            [["Forløb", "Varighed", "Pris"], ["Grund", "3 dage", "4 kr."], ["", "6 dage", "7 kr."],
             ["Coaching", "", "9 kr."]],
            strict=True,
        ):  # fmt: skip
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(3, 0).merge(table.cell(3, 1))

    assert [block.text for block in read(build).blocks] == [
        "Forløb: Grund; Varighed: 3 dage; Pris: 4 kr.",
        "Forløb: Grund; Varighed: 6 dage; Pris: 7 kr.",
        "Forløb: Coaching; Varighed: Coaching; Pris: 9 kr.",
    ]


def test_a_row_that_begins_late_keeps_its_columns() -> None:
    def cells(*texts: str) -> str:
        return "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts)

    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    table = (
        f"<w:tbl><w:tr>{cells('A', 'B', 'C')}</w:tr><w:tr>{late}{cells('x', 'y')}</w:tr></w:tbl>"
    )
    assert [block.text for block in read(lambda document: xml(document, table)).blocks] == [
        "B: x; C: y"
    ]


def box(content: str) -> str:
    """A text box as Word writes it: in the new form, and again in the old one as a fallback."""
    inside = f"<w:txbxContent><w:p>{run('Boks')}{content}</w:p></w:txbxContent>"
    uri = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return (
        f'<mc:AlternateContent xmlns:mc="{uri}"><mc:Choice Requires="wps">{inside}</mc:Choice>'
        f"<mc:Fallback>{inside if not content else ''}</mc:Fallback></mc:AlternateContent>"
    )


def test_a_text_box_is_read_once_after_what_it_hangs_on() -> None:
    content = f"<w:p>{run('Tekst')}{box('')}</w:p>"
    assert [block.text for block in read(lambda document: xml(document, content)).blocks] == [
        "Tekst",
        "Boks",
    ]


def test_text_boxes_within_each_other_are_each_read_once() -> None:
    content = ""
    for _ in range(20):
        content = box(content)
    blocks = read(lambda document: xml(document, f"<w:p>{content}</w:p>")).blocks
    assert [block.text for block in blocks] == ["Boks"] * 20


def test_a_text_box_in_a_table_is_read_after_the_table() -> None:
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("Pris:", "4 kr."))
    boxed = f"<w:tc><w:p>{run('i alt')}{box('')}</w:p></w:tc>"
    table = f"<w:tbl><w:tr>{cells}{boxed}</w:tr></w:tbl>"
    assert [block.text for block in read(lambda document: xml(document, table)).blocks] == [
        "Pris:; 4 kr.; i alt",
        "Boks",
    ]


def test_a_list_is_numbered_as_word_numbers_it_or_not_at_all() -> None:
    levels = [("decimal", "%1.", 3), ("lowerLetter", "%1)", 2), ("lowerRoman", "%1.", 1)]

    def build(document: Document) -> None:
        numbering = document.part.numbering_part.element
        for form, text, start in levels:
            kind = f"9{start}"
            numbering.insert(0, parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:lvl w:ilvl="0">'
                f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                f"</w:lvl></w:abstractNum>"
            ))  # fmt: skip
            for number, override in ((f"{kind}1", ""), (f"{kind}2", START_AT_1)):
                numbering.append(parse_xml(
                    f'<w:num {nsdecls("w")} w:numId="{number}">'
                    f'<w:abstractNumId w:val="{kind}"/>{override}</w:num>'
                ))  # fmt: skip
                for _ in range(2):
                    paragraph = document.add_paragraph("punkt")
                    paragraph._p.get_or_add_pPr().append(parse_xml(
                        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/>'
                        "</w:numPr>"
                    ))  # fmt: skip

    marks = [block.text.removesuffix(" punkt") for block in read(build).blocks]
    assert marks == ["3.", "4.", "1.", "2.", "b)", "c)", "a)", "b)", "-", "-", "-", "-"]


def test_headers_and_footers_stand_apart_from_the_text() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Sagsnr. 31/123"
        document.add_paragraph("Tekst.")

    text = read(build)
    assert text.margins == ("Sagsnr. 31/123",)
    assert text.blocks == (Block(Kind.PARAGRAPH, "Tekst."),)


def test_a_password_protected_word_file_is_refused_as_such() -> None:
    # Word stores an encrypted file in an OLE container with a stream of this name.
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    )
    with pytest.raises(UnreadableFile) as refused:
        read_content("hemmelig.docx", content)
    assert refused.value.reason is Unreadable.PASSWORD


def test_line_breaks_are_kept_beside_the_text() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("1. Ny vej\nSagsnr.: 25/771")
        document.add_table(1, 2).cell(0, 0).text = "Ny sti"

    paragraph, row = read(build).blocks
    assert (paragraph.text, paragraph.lines) == (
        "1. Ny vej Sagsnr.: 25/771",
        "1. Ny vej\nSagsnr.: 25/771",
    )
    assert (row.text, row.lines) == ("Ny sti", "")
