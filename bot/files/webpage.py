"""Reading web pages: what is on them to read, not what one presses."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.files.blocks import Block, FileText, Kind, tidy
from bot.files.decoding import decode
from bot.files.tables import rows

_DROPPED = (
    "script, style, noscript, template, nav, aside, form, button, select, svg, iframe, "
    "header nav, footer, [hidden], [aria-hidden=true], [role=navigation]"
)
_APART = {
    "address", "article", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "header", "hr", "main", "ol", "p", "pre", "section", "summary", "ul",
}  # fmt: skip
_HEADING = re.compile(r"h([1-6])$")
_CHARSET = re.compile(rb"""<meta[^>]{0,80}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)


def read_webpage(name: str, content: bytes) -> FileText:
    """Read an HTML file. Raises UnreadableFile."""
    page = LexborHTMLParser(_text(name, content))
    for node in page.css(_DROPPED):
        node.decompose()
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
                yield from _table(child)
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
    start = numbered.attributes.get("start") or ""
    return int(start) if start.isdecimal() else 1


def _table(table: LexborNode) -> Iterator[Block]:
    lines = [[cell.text(separator=" ") for cell in row.css("th, td")] for row in table.css("tr")]
    first = table.css_first("tr")
    headed = first is not None and bool(first.css("th")) and not first.css("td")
    yield from rows(lines, headed=headed or None)
