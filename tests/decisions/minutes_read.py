"""Minutes made for a test and read, and what was found in them."""

from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any

import docx
from docx.document import Document

from bot.decisions.minutes.reading import read_minutes_content
from bot.decisions.minutes.values import Minutes

# reportlab has no types.
platypus: Any = import_module("reportlab.platypus")
NORMAL: Any = import_module("reportlab.lib.styles").getSampleStyleSheet()["Normal"]
A4: Any = import_module("reportlab.lib.pagesizes").A4


def minutes(text: str) -> Minutes:
    return read_minutes_content("referat.txt", text.encode())


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


def pdf(*paragraphs: str) -> bytes:
    file = BytesIO()
    story = [platypus.Paragraph(text, NORMAL) for text in paragraphs]
    platypus.SimpleDocTemplate(file, pagesize=A4).build(story, _margins, _margins)
    return file.getvalue()


def _margins(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(70, 815, "Nordmark Kommune - Beslutning i Byrådet - 03-03-2025")
    canvas.drawString(70, 20, f"Side {document.page}")


def told(read: Minutes) -> list[tuple[str, str, str]]:
    return [(one.item, one.title, one.text) for one in read.decisions]
