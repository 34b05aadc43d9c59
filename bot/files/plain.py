"""Reading plain text: paragraphs, and list items by their marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.files.blocks import Block, FileText, Kind, tidy
from bot.files.columns import Table, tables_apart
from bot.files.decoding import decode
from bot.files.lines import ended, item_mark, joined, wraps
from bot.files.tables import rows as table_rows

# Text that was written as Markdown and saved as .txt: *like this*.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])")
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 120
_GAP = re.compile(r"\S {3,}\S")  # a line that is set, not broken
_FULL = 0.7  # of the longest line


def read_plain(name: str, content: bytes) -> FileText:
    """Read a text file. Raises UnreadableFile."""
    return FileText(tuple(text_blocks(decode(name, content))))


def text_blocks(text: str) -> Iterator[Block]:
    """The blocks of a plain text; lines that were broken at a width are joined again."""
    lines = [_EMPHASIS.sub(r"\2", line.rstrip(" \r")) for line in re.split("[\n\f]", text)]
    pieces = list(tables_apart(lines))
    width = _Width.of([line for piece in pieces if isinstance(piece, list) for line in piece])
    for piece in pieces:
        if isinstance(piece, Table):
            yield from table_rows(piece.rows, headed=True)
        else:
            yield from _paragraphs(piece, width)


@dataclass(frozen=True)
class _Width:
    """Of lines. broken: where paragraphs were; infinite when each is a line, as in most files."""

    longest: int
    broken: float

    @classmethod
    def of(cls, lines: Sequence[str]) -> "_Width":
        longest = max((len(line) for line in lines if not _GAP.search(line)), default=0)
        pairs = [(line, after.strip()) for line, after in pairwise(lines) if line and after.strip()]
        broken = sum(wraps(line, after, longest) and not ended(line) for line, after in pairs)
        likely = _SHORTEST_WRAPPED <= longest <= _LONGEST_WRAPPED
        at = longest if likely and broken * 4 >= len(pairs) > 0 else float("inf")
        return cls(min(longest, _LONGEST_WRAPPED), at)


def _paragraphs(lines: Sequence[str], width: _Width) -> Iterator[Block]:
    mark = last = ""
    held: list[str] = []
    for line in [*lines, ""]:
        found, rest = item_mark(line)
        within = mark and _within(line, last, width.longest)
        if held and rest and not found and (within or wraps(last, rest, width.broken)):
            held.append(rest)
        else:
            if held:
                yield _block(mark, joined(*held))
            mark, held = found, [rest] if rest else []
        last = line


def _within(line: str, last: str, longest: int) -> bool:
    """Whether an indented line goes on with the item above it, not with a paragraph below that."""
    broken = len(last) > longest * _FULL or not line.lstrip()[:1].isupper()
    return line.startswith((" ", "\t")) and broken


def _block(mark: str, text: str) -> Block:
    if mark:
        return Block(Kind.ITEM, f"{mark} {tidy(text)}", 1)
    return Block(Kind.PARAGRAPH, tidy(text))
