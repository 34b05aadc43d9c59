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
