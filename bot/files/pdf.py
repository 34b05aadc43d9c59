"""Reading PDF files: the lines of their pages, and the text those lines were."""

from collections import Counter
from io import BytesIO
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader

from bot.files.blocks import FileText
from bot.files.paper import Line, follows, rows_of, without_margins
from bot.files.paragraphs import blocks_of
from bot.files.refusals import Unreadable, UnreadableFile

MAX_PAGES = 1000


def read_pdf(name: str, content: bytes) -> FileText:
    """Read a PDF. Raises UnreadableFile."""
    reader = PdfReader(BytesIO(content))
    # Many are protected against changes only: those open with an empty password.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise UnreadableFile(name, Unreadable.PASSWORD)
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableFile(name, Unreadable.TOO_MANY_PAGES, limit=MAX_PAGES)
    pages = [rows_of(_lines(page)) for page in reader.pages]
    if not any(pages):
        raise UnreadableFile(name, Unreadable.NO_TEXT)
    body, margins = without_margins(pages, [float(page.mediabox.height) for page in reader.pages])
    missed = sum(
        not rows and _pictured(page) for page, rows in zip(reader.pages, pages, strict=True)
    )
    return FileText(tuple(blocks_of(body)), margins=margins, pages_without_text=missed)


def _pictured(page: PageObject) -> bool:
    resources: Any = page.get("/Resources")
    return resources is not None and "/XObject" in resources.get_object()


def _lines(page: PageObject) -> list[Line]:
    """The pieces of text on a page, in the order they were written."""
    lines: list[Line] = []
    held = _Held()
    bottom = float(page.mediabox.bottom)

    def visit(piece: str, matrix: Any, text_matrix: Any, font: Any, size: float) -> None:
        nonlocal held
        if text := piece.strip():
            x, y = _place(matrix, text_matrix)
            y -= bottom
            if (line := held.line()) and not follows(line, x):
                lines.append(line)
                held = _Held()
            bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
            scale = abs(text_matrix[3] * matrix[3]) or 1.0
            held.add(piece, x, y, round(size * scale, 1), bold, len(text))
        else:
            held.text += piece
        if piece.endswith("\n"):
            lines.extend(filter(None, [held.line()]))
            held = _Held()

    page.extract_text(visitor_text=visit)
    return [*lines, *filter(None, [held.line()])]


class _Held:
    """Pieces of one line so far."""

    def __init__(self) -> None:
        self.text = ""
        self._place: tuple[float, float] | None = None
        self._fonts: Counter[tuple[float, bool]] = Counter()  # letters in each size and weight

    def add(self, piece: str, x: float, y: float, size: float, bold: bool, letters: int) -> None:
        self.text += piece
        self._place = self._place or (x, y)
        self._fonts[size, bold] += letters

    def line(self) -> Line | None:
        if self._place is None:
            return None
        size, _ = max(self._fonts, key=lambda font: self._fonts[font])
        bold = all(bold for _, bold in self._fonts)
        return Line(self.text.strip(), *self._place, size, bold)


def _place(matrix: Any, text_matrix: Any) -> tuple[float, float]:
    x, y = text_matrix[4], text_matrix[5]
    return (
        x * matrix[0] + y * matrix[2] + matrix[4],
        x * matrix[1] + y * matrix[3] + matrix[5],
    )
