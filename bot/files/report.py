"""Writing a Word document that can be a paper for a meeting: headings, text, tables, bars."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from typing import Any

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_BLOCK = "█"
_PER_BLOCK = 5  # per cent
_BAR_COLOUR = "1F5C99"
_SHARES = (0.4, 0.35, 0.25)  # of the width: names, bars, numbers


@dataclass(frozen=True)
class Heading:
    """A heading. level: 1 or 2, below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A text; its lines stay lines."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Table:
    """Rows below headings, which are repeated on every page."""

    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Bars:
    """Numbers drawn as bars: what each is called, its number in words, its share in per cent."""

    rows: Sequence[tuple[str, str, int]]


Block = Heading | Paragraph | Table | Bars


def document(title: str, blocks: Sequence[Block], *, made_at: datetime, language: str) -> bytes:
    """Write a .docx file. made_at: aware. language: "da-DK", by which it is read aloud.

    Call it in a thread: it takes some 10 ms a table.
    """
    docx = import_module("docx")  # when used: start-up does not pay for it
    file = docx.Document()
    file.core_properties.title = _text(title)
    file.core_properties.author = "Lederlinjen"
    file.core_properties.language = language
    file.core_properties.created = made_at.astimezone(UTC).replace(tzinfo=None)
    _speak(file, language)
    file.add_heading(_text(title), level=0)
    for block in blocks:
        match block:
            case Heading(text, level):
                file.add_heading(_text(text), level=level)
            case Paragraph(text, bold):
                file.add_paragraph().add_run(_text(text)).bold = bold
            case Table(headings, rows):
                _add_table(file, headings, rows)
            case Bars(rows):
                _add_bars(file, rows)
    content = BytesIO()
    file.save(content)
    return content.getvalue()


def _speak(file: Any, language: str) -> None:
    """Have Word check its spelling, and read it aloud, in this language."""
    oxml, ns = import_module("docx.oxml"), import_module("docx.oxml.ns")
    run = file.styles["Normal"].element.get_or_add_rPr()
    spoken = oxml.OxmlElement("w:lang")
    spoken.set(ns.qn("w:val"), language)
    run.append(spoken)


def _add_table(file: Any, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = file.add_table(rows=1, cols=len(headings), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(_text(heading)).bold = True
    _repeat(table.rows[0])
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = _text(value)
    file.add_paragraph()


def _add_bars(file: Any, rows: Sequence[tuple[str, str, int]]) -> None:
    shared = import_module("docx.shared")
    section = file.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    table = file.add_table(rows=0, cols=3)
    table.autofit = False
    for name, words, percent in rows:
        cells = table.add_row().cells
        for cell, share in zip(cells, _SHARES, strict=True):
            cell.width = int(width * share)
        cells[0].text, cells[2].text = _text(name), _text(words)
        bar = cells[1].paragraphs[0].add_run(_BLOCK * round(min(percent, 100) / _PER_BLOCK))
        bar.font.color.rgb = shared.RGBColor.from_string(_BAR_COLOUR)
        bar.font.size = shared.Pt(8)
    file.add_paragraph()


def _repeat(row: Any) -> None:
    """Let the row stand at the top of every page that the table goes on to."""
    oxml, ns = import_module("docx.oxml"), import_module("docx.oxml.ns")
    header = oxml.OxmlElement("w:tblHeader")
    header.set(ns.qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def _text(value: str) -> str:
    return _NOT_IN_XML.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
