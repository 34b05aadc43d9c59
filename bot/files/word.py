"""Reading Word files (.docx): what stands in the body, in its order.

Works on the XML below python-docx's paragraphs, which leave out content controls and tracked
insertions: the templates of municipal case systems are made of the first.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bot.files.blocks import Block, FileText, Kind, broken, tidy
from bot.files.refusals import Unreadable, UnreadableFile
from bot.files.tables import Cell, on_grid, rows

# A zip may claim to be small and unpack to anything; XML takes ten times its size once parsed.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_XML = 40 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted .docx is one of these, and so is an old .doc
_HEADING = re.compile(r"(?:heading|overskrift) ?([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel)$", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|indholdsfortegnelse)\b", re.IGNORECASE)
_LOOKS_LIKE_HEADING = 12  # words
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DROPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent"), _FALLBACK}


def read_word(name: str, content: bytes) -> FileText:
    """Read a .docx. Raises UnreadableFile."""
    if content.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise UnreadableFile(name, Unreadable.PASSWORD if protected else Unreadable.BROKEN)
    _check_size(name, content)
    document = docx.Document(BytesIO(content))
    return FileText(tuple(_Reader(document).blocks()), margins=tuple(_margins(document)))


def _check_size(name: str, content: bytes) -> None:
    """Refuse what unpacks to too much. zipfile never reads beyond the sizes it is told here."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        files = archive.infolist()
    xml = sum(file.file_size for file in files if file.filename.endswith((".xml", ".rels")))
    if xml > MAX_XML:
        raise UnreadableFile(name, Unreadable.TOO_LARGE, limit=MAX_XML)
    if sum(file.file_size for file in files) > MAX_UNPACKED:
        raise UnreadableFile(name, Unreadable.TOO_LARGE, limit=MAX_UNPACKED)


def _margins(document: Document) -> dict[str, None]:
    return {
        text: None
        for section in document.sections
        for margin in (section.first_page_header, section.header, section.footer)
        if not margin.is_linked_to_previous
        for paragraph in margin._element.iter(qn("w:p"))
        if (text := tidy(_text(paragraph)))
    }


class _Reader:
    """Walks one document; remembers its styles and how far its numbered lists have come."""

    def __init__(self, document: Document) -> None:
        self._body = document.element.body
        self._styles = {style.style_id: style for style in document.styles}
        self._numbering = _numbering(document)
        self._counted: dict[tuple[str, int], int] = {}  # by list and depth

    def blocks(self) -> Iterator[Block]:
        yield from self._inside(self._body)

    def _inside(self, element: Any) -> Iterator[Block]:
        for child in element:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
                yield from self._boxes(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
                yield from self._inside(child)

    def _boxes(self, element: Any) -> Iterator[Block]:
        """What stands in the text boxes that hang on an element."""
        for child in element:
            if child.tag == qn("w:txbxContent"):
                yield from self._inside(child)
            elif child.tag not in _DROPPED:
                yield from self._boxes(child)

    def _table(self, table: Any) -> Iterator[Block]:
        lines = [row for row in table.iter(qn("w:tr")) if _of(row, table)]
        cells = [list(_cells(row)) for row in lines]
        # A frame around text, or a page laid out in cells: not a table.
        if all(len(row) == 1 for row in cells) or table.find(f".//{qn('w:tbl')}") is not None:
            for row in cells:
                for cell in row:
                    yield from self._inside(cell)
            return
        headed = lines[0].find(f".//{qn('w:tblHeader')}") is not None or _all_bold(lines[0])
        yield from rows(on_grid(_merged(lines)), headed=headed or None)
        yield from self._boxes(table)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        text = tidy(_text(paragraph))
        if not text:
            return
        names = list(self._style_names(paragraph))
        if any(_CONTENTS.match(name) for name in names):
            return
        level, lines = _heading_level(names), broken(_text(paragraph))
        mark = self._mark(paragraph)
        if level is not None:
            number = f"{mark[0]} " if mark and mark[0][0].isdigit() else ""
            yield Block(Kind.HEADING, f"{number}{text}", level, number + lines if lines else "")
        elif mark:
            yield Block(Kind.ITEM, f"{mark[0]} {text}", mark[1])
        elif _all_bold(paragraph) and _short(text):
            yield Block(Kind.HEADING, text, 0, lines)
        else:
            yield Block(Kind.PARAGRAPH, text, 0, lines)

    def _style_names(self, paragraph: Any) -> Iterator[str]:
        """The names of its style and of those that one is based on."""
        style = self._styles.get(paragraph.style)
        for _ in range(10):  # a broken file's styles may be based on each other
            if style is None:
                return
            yield style.name or ""
            style = getattr(style, "base_style", None)

    def _mark(self, paragraph: Any) -> tuple[str, int] | None:
        """The mark of a list item and its depth from 1; None when it isn't one."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        style = self._styles.get(paragraph.style)
        if properties is None and style is not None:
            properties = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            return None
        number = _value(properties.find(qn("w:numId")), "0")
        depth = int(_value(properties.find(qn("w:ilvl")), "0"))
        if number == "0":  # numbering taken away
            return None
        level = self._numbering.get((number, depth))
        if level is None:
            return "-", depth + 1
        if level.restarts:
            self._counted.pop((level.kind, depth), None)
            self._numbering[number, depth] = replace(level, restarts=False)
        count = self._counted.get((level.kind, depth), level.start - 1) + 1
        self._counted[level.kind, depth] = count
        for deeper in range(depth + 1, 9):
            self._counted.pop((level.kind, deeper), None)
        return level.mark(count), depth + 1


@dataclass(frozen=True)
class _Level:
    """How the items of a list are numbered. kind: lists of the same kind are one list to Word."""

    kind: str
    start: int
    letters: bool
    end: str  # "." or ")"
    restarts: bool

    def mark(self, count: int) -> str:
        if not self.letters:
            return f"{count}{self.end}"
        return f"{chr(ord('a') + count - 1)}{self.end}" if 1 <= count <= 26 else "-"


def _numbering(document: Document) -> dict[tuple[str, int], _Level]:
    """How each list is numbered, by number and depth; what we can't count as Word does is absent.

    So a list with "iv." or "2.1" is told with dashes: no number is better than another one.
    """
    root = next(
        (part.blob for part in document.part.package.iter_parts()
         if str(part.partname) == "/word/numbering.xml"), None,
    )  # fmt: skip
    if root is None:
        return {}
    tree = parse_xml(root)
    kinds = {kind.get(qn("w:abstractNumId")): kind for kind in tree.iter(qn("w:abstractNum"))}
    found: dict[tuple[str, int], _Level] = {}
    for number in tree.iter(qn("w:num")):
        kind = _value(number.find(qn("w:abstractNumId")), "")
        starts = {
            int(changed.get(qn("w:ilvl"))): int(_value(changed.find(qn("w:startOverride")), "1"))
            for changed in number.iter(qn("w:lvlOverride"))
        }
        for level in kinds[kind].iter(qn("w:lvl")) if kind in kinds else ():
            depth = int(level.get(qn("w:ilvl")))
            form = _value(level.find(qn("w:numFmt")), "decimal")
            text = re.fullmatch(rf"%{depth + 1}([.)])", _value(level.find(qn("w:lvlText")), ""))
            if text and form in ("decimal", "lowerLetter"):
                start = starts.get(depth, int(_value(level.find(qn("w:start")), "1")))
                found[number.get(qn("w:numId")), depth] = _Level(
                    kind, start, form == "lowerLetter", text[1], depth in starts
                )
    return found


def _value(element: Any, default: str) -> str:
    return default if element is None else element.get(qn("w:val"), default)


def _heading_level(names: list[str]) -> int | None:
    for name in names:
        if _TITLE.match(name):
            return 1
        if match := _HEADING.match(name):
            return int(match[1])
    return None


def _short(text: str) -> bool:
    return len(text.split()) <= _LOOKS_LIKE_HEADING and not text.endswith((".", ";", ","))


def _of(row: Any, table: Any) -> bool:
    """Whether a row is the table's own, not that of a table within it."""
    return next(row.iterancestors(qn("w:tbl"))) is table


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in row.iter(qn("w:tc")) if next(cell.iterancestors(qn("w:tr"))) is row)


def _merged(lines: list[Any]) -> list[list[Cell]]:
    """A table's rows; a cell that goes on downwards stands in the first of its rows."""
    table: list[list[Cell]] = []
    above: dict[int, Cell] = {}  # the last cell that began in each column
    for row in lines:
        column = int(_value(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), "0"))
        table.append([Cell("", column)] if column else [])
        for cell in _cells(row):
            properties = cell.find(qn("w:tcPr"))
            span = merge = None
            if properties is not None:
                span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
            if merge is not None and _value(merge, "continue") == "continue" and column in above:
                above[column].rows += 1
            else:
                above[column] = Cell(_text(cell), int(_value(span, "1")))
                table[-1].append(above[column])
            column += int(_value(span, "1"))
    return table


def _text(element: Any) -> str:
    """The text a reader of the file sees; deleted and moved-away text isn't seen."""
    if element.tag == qn("w:t"):
        return element.text or ""
    if element.tag == qn("w:r") and _on(element.find(f"{qn('w:rPr')}/{qn('w:vanish')}")):
        return ""
    if element.tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    if element.tag == qn("w:tab"):
        return " "
    if element.tag == qn("w:noBreakHyphen"):
        return "-"
    inner = "".join(_text(child) for child in element if child.tag not in _DROPPED)
    return f"{inner}\n" if element.tag in (qn("w:p"), qn("w:tc")) else inner


def _all_bold(element: Any) -> bool:
    runs = [run for run in element.iter(qn("w:r")) if _text(run).strip()]
    return bool(runs) and all(_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}")) for run in runs)


def _on(switch: Any) -> bool:
    return switch is not None and switch.get(qn("w:val"), "1") not in ("0", "false", "off")
