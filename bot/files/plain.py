"""Reading plain text: paragraphs, and list items by their marks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.files.blocks import Block, FileText, Kind, tidy
from bot.files.columns import tables_apart
from bot.files.decoding import decode
from bot.files.lines import ended, item_mark, joined, wraps
from bot.files.tables import rows as table_rows

# Text that was written as Markdown and saved as .txt: *like this*.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])")
_LONGEST_WRAPPED = 120
_FULL = 0.7  # of the longest line


def read_plain(name: str, content: bytes) -> FileText:
    """Read a text file. Raises UnreadableFile."""
    return FileText(tuple(text_blocks(decode(name, content))))


def text_blocks(text: str) -> Iterator[Block]:
    """The blocks of a plain text; lines that were broken at a width are joined again."""
    lines = [_EMPHASIS.sub(r"\2", line.rstrip()) for line in re.split("[\n\f]", text)]
    width, longest = _width(lines), min(max(map(len, lines)), _LONGEST_WRAPPED)
    mark = last = ""
    held: list[str] = []
    for line in [*tables_apart(lines), ""]:
        found, rest = item_mark(line) if isinstance(line, str) else ("", "")
        within = mark and isinstance(line, str) and _within(line, last, longest)
        if held and rest and not found and (within or wraps(last, rest, width)):
            held.append(rest)
        else:
            if held:
                yield _block(mark, joined(*held))
            mark, held = found, [rest] if rest else []
        if isinstance(line, str):
            last = line
        else:
            yield from table_rows(line, headed=True)
            last = ""


def _width(lines: list[str]) -> float:
    """Where the lines were broken; infinite when a line is a paragraph, as in most files."""
    width = max(map(len, lines))
    pairs = [(line, after.strip()) for line, after in pairwise(lines) if line and after.strip()]
    broken = sum(wraps(line, after, width) and not ended(line) for line, after in pairs)
    return width if width <= _LONGEST_WRAPPED and broken * 4 >= len(pairs) > 0 else float("inf")


def _within(line: str, last: str, longest: int) -> bool:
    """Whether an indented line goes on with the item above it, not with a paragraph below that."""
    broken = len(last) > longest * _FULL or not line.lstrip()[:1].isupper()
    return line.startswith((" ", "\t")) and broken


def _block(mark: str, text: str) -> Block:
    if mark:
        return Block(Kind.ITEM, f"{mark} {tidy(text)}", 1)
    return Block(Kind.PARAGRAPH, tidy(text))
