"""Reading plain text: paragraphs, and list items by their marks."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.files.blocks import Block, FileText, Kind, tidy
from bot.files.decoding import decode
from bot.files.lines import ended, item_mark, joined, wraps

# Text that was written as Markdown and saved as .txt: *like this*.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])")
_LONGEST_WRAPPED = 120


def read_plain(name: str, content: bytes) -> FileText:
    """Read a text file. Raises UnreadableFile."""
    return FileText(tuple(text_blocks(decode(name, content))))


def text_blocks(text: str) -> Iterator[Block]:
    """The blocks of a plain text; lines that were broken at a width are joined again."""
    lines = [_EMPHASIS.sub(r"\2", line.rstrip()) for line in re.split("[\n\f]", text)]
    width = _width(lines)
    mark = last = ""
    held: list[str] = []
    for line in [*lines, ""]:
        found, rest = item_mark(line)
        if held and rest and not found and (_indented(mark, line) or wraps(last, rest, width)):
            held.append(rest)
        else:
            if held:
                yield _block(mark, joined(*held))
            mark, held = found, [rest] if rest else []
        last = line


def _width(lines: list[str]) -> float:
    """Where the lines were broken; infinite when a line is a paragraph, as in most files."""
    width = max(map(len, lines))
    pairs = [(line, after.strip()) for line, after in pairwise(lines) if line and after.strip()]
    broken = sum(wraps(line, after, width) and not ended(line) for line, after in pairs)
    return width if width <= _LONGEST_WRAPPED and broken * 4 >= len(pairs) > 0 else float("inf")


def _indented(mark: str, line: str) -> bool:
    return bool(mark) and line.startswith((" ", "\t"))


def _block(mark: str, text: str) -> Block:
    if mark:
        return Block(Kind.ITEM, f"{mark} {tidy(text)}", 1)
    return Block(Kind.PARAGRAPH, tidy(text))
