"""Reading web pages: what is on them to read, not what one presses."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.files.blocks import Block, FileText, Kind, tidy
from bot.files.decoding import decode
from bot.files.tables import Cell, on_grid, rows

_DROPPED = (
    "script, style, noscript, template, nav, aside, input, select, textarea, svg, iframe, "
    "header nav, footer, [hidden], [aria-hidden=true], [role=navigation]"
)
_APART = {
    "address", "article", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "header", "hr", "main", "ol", "p", "pre", "section", "summary", "ul",
}  # fmt: skip
_HEADING = re.compile(r"h([1-6])$")
_UNFOLDED = {"h1", "h2", "h3", "h4", "h5", "h6", "summary"}  # a button in one is its text
_CHARSET = re.compile(rb"""<meta[^>]{0,80}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)


def read_webpage(name: str, content: bytes) -> FileText:
    """Read an HTML file. Raises UnreadableFile."""
    page = LexborHTMLParser(_text(name, content))
    for node in page.css(_DROPPED):
        node.decompose()
    for button in page.css("button"):
        if not any(above.tag in _UNFOLDED for above in _above(button)):
            button.decompose()
    root = page.css_first("main") or page.body
    blocks = tuple(_Walk().blocks(root)) if root else ()
    headed = any(block.kind is Kind.HEADING and block.level == 1 for block in blocks)
    title = page.css_first("title")
    return FileText(blocks, title=None if headed or title is None else tidy(title.text()) or None)


def _text(name: str, content: bytes) -> str:
    named = _CHARSET.search(content[:2048])
    if named and named[1].lower() != b"utf-8":
        try:
            return content.decode(named[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass  # the page is wrong about itself
    return decode(name, content)


class _Walk:
    """Gathers text until something begins that stands apart from it."""

    def __init__(self) -> None:
        self._text = ""
        self._mark = ""
        self._depth = 0

    def blocks(self, node: LexborNode) -> Iterator[Block]:
        """The blocks within a node that stands apart."""
        yield from self._inside(node)
        yield from self._gathered()

    def _inside(self, node: LexborNode) -> Iterator[Block]:
        child = node.child
        number = _start(node)
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                self._text += child.text_content or ""
            elif tag == "br":
                self._text += "\n"
            elif tag == "table":
                yield from self._gathered()
                yield from self._table(child)
            elif heading := _HEADING.match(tag):
                yield from self._gathered()
                if text := tidy(child.text()):
                    yield Block(Kind.HEADING, text, int(heading[1]))
            elif tag == "li":
                yield from self._gathered()
                self._mark = f"{number}. " if node.tag == "ol" else "- "
                number += 1
                self._depth += 1
                yield from self.blocks(child)
                self._depth -= 1
                self._mark = ""
            elif tag in _APART:
                yield from self._gathered()
                yield from self.blocks(child)
            else:
                yield from self._inside(child)
            child = child.next

    def _table(self, table: LexborNode) -> Iterator[Block]:
        lines = [cells for row in _rows(table) if (cells := _children(row, "td", "th"))]
        cells = [cell for line in lines for cell in line]
        laid_out = any(cell.css_first("h1, h2, h3, h4, h5, h6, table") for cell in cells)
        if laid_out or all(len(line) == 1 for line in lines):  # a page or a frame, not a table
            for cell in cells:
                yield from self.blocks(cell)
            return
        headed = all(cell.tag == "th" for cell in lines[0])
        yield from rows(on_grid([list(map(_cell, line)) for line in lines]), headed=headed or None)

    def _gathered(self) -> Iterator[Block]:
        """What was gathered; an empty line within it, two <br> in a row, ends a paragraph."""
        for part in re.split(r"\n[ \t]*\n", self._text):
            if text := tidy(part):
                if self._mark:
                    yield Block(Kind.ITEM, self._mark + text, self._depth)
                else:
                    yield Block(Kind.PARAGRAPH, text)
                self._mark = ""
        self._text = ""


def _start(numbered: LexborNode) -> int:
    return _number(numbered, "start") or 1


def _number(node: LexborNode, attribute: str) -> int:
    text = node.attributes.get(attribute) or ""
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _rows(table: LexborNode) -> list[LexborNode]:
    """The table's own rows, not those of tables within it."""
    parts = _children(table, "thead", "tbody", "tfoot", "tr")
    rows = [[part] if part.tag == "tr" else _children(part, "tr") for part in parts]
    return [row for part in rows for row in part]


def _cell(node: LexborNode) -> Cell:
    return Cell(node.text(separator=" "), _number(node, "colspan"), _number(node, "rowspan"))


def _children(node: LexborNode, *tags: str) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag in tags]


def _above(node: LexborNode) -> Iterator[LexborNode]:
    while (above := node.parent) is not None:
        yield above
        node = above
