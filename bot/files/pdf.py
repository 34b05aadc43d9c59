"""Reading PDF files: the lines of their pages, and the text those lines were."""

from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from pypdf import PageObject, PasswordType, PdfReader

from bot.files.beside import labels_beside
from bot.files.blocks import FileText
from bot.files.paper import Line, follows, rows_of, without_margins
from bot.files.paragraphs import blocks_of
from bot.files.refusals import Unreadable, UnreadableFile
from bot.files.ruled import Ruled, ruled_on

MAX_PAGES = 1000
_DRAWS = (b"l", b"re")  # a line, a rectangle
_LINES_DRAWN = 6  # of a table, at least
_MOST_DRAWN = 1000  # squared paper takes seconds a page


def read_pdf(name: str, content: bytes) -> FileText:
    """Read a PDF. Raises UnreadableFile."""
    reader = PdfReader(BytesIO(content))
    # Many are protected against changes only: those open with an empty password.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise UnreadableFile(name, Unreadable.PASSWORD)
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableFile(name, Unreadable.TOO_MANY_PAGES, limit=MAX_PAGES)
    read = [_lines(page) for page in reader.pages]
    upright = [not page.rotation and not page.mediabox.bottom for page in reader.pages]
    ruled = [at for at, (_, drawn) in enumerate(read) if upright[at] and _is_ruled(drawn)]
    tables = ruled_on(content, ruled)
    outside = [_outside(lines, tables.get(at, ())) for at, (lines, _) in enumerate(read)]
    tables = _whole(tables, outside)
    outside = [_outside(lines, tables.get(at, ())) for at, (lines, _) in enumerate(read)]
    beside = {at: labels_beside(lines) for at, lines in enumerate(outside)}
    tables = {at: [*tables.get(at, ()), *found] for at, found in beside.items()}
    outside = [_outside(lines, beside[at]) for at, lines in enumerate(outside)]
    pages = [rows_of(lines) for lines in outside]
    if not any(lines for lines, _ in read):
        raise UnreadableFile(name, Unreadable.NO_TEXT)
    body, margins = without_margins(pages, [float(page.mediabox.height) for page in reader.pages])
    missed = sum(
        not lines and _pictured(page) for page, (lines, _) in zip(reader.pages, read, strict=True)
    )
    blocks = tuple(blocks_of(body, [tables.get(at, ()) for at in range(len(body))]))
    return FileText(blocks, margins=margins, pages_without_text=missed)


def _outside(lines: Sequence[Line], tables: Sequence[Ruled]) -> list[Line]:
    return [line for line in lines if not any(table.holds(line.x, line.y) for table in tables)]


def _pictured(page: PageObject) -> bool:
    resources: Any = page.get("/Resources")
    return resources is not None and "/XObject" in resources.get_object()


def _is_ruled(drawn: int) -> bool:
    return _LINES_DRAWN <= drawn <= _MOST_DRAWN


def _whole(
    tables: Mapping[int, Sequence[Ruled]], outside: Sequence[Sequence[Line]]
) -> dict[int, list[Ruled]]:
    """The tables by page, without those whose rows go on below their lines, on whichever page."""
    cut = [
        table
        for at, found in tables.items()
        for table in found
        if table.goes_on_below([(line.x, line.y) for line in outside[at]])
    ]
    return {
        at: [table for table in found if not any(map(table.is_like, cut))]
        for at, found in tables.items()
    }


def _lines(page: PageObject) -> tuple[list[Line], int]:
    """The pieces of text on a page, in the order they were written; and how many lines it draws."""
    lines: list[Line] = []
    drawn = 0
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

    def count(operator: bytes, *_: Any) -> None:
        nonlocal drawn
        drawn += operator in _DRAWS

    page.extract_text(visitor_text=visit, visitor_operand_before=count)
    return [*lines, *filter(None, [held.line()])], drawn


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
