"""Reading plain text: paragraphs, and list items by their marks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from bot.files.blocks import Block, FileText, Kind, tidy
from bot.files.columns import Table, tables_apart
from bot.files.decoding import decode
from bot.files.lines import ended, item_mark, joined, wraps
from bot.files.pipes import drawn_rows, is_drawn
from bot.files.running import running_apart
from bot.files.tables import rows as table_rows

# Text that was written as Markdown and saved as .txt: *like this*.
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])")
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 40, 120
_GAP = re.compile(r"\S {3,}\S")  # a line that is set, not broken
# A form's field: "Emne ......: Ny vej", "Emne    : Ny vej".
_FORM = re.compile(
    r"\s*(?P<label>[^\W\d_][\w /-]{0,40}?\.?)(?:\s*(?:\.{2,}|…+|_{2,}|·{2,})\s*| +):(?:\s+|$)"
)
_LABEL = re.compile(r"\s*(?:[-*•] )?[^\W\d_][^:]{0,40}:\s+(?=\S)")
# The same without a colon, where it stands in front of a gap more than once: "Emne        Ny vej".
_SET = re.compile(r"\s*(?P<label>[A-ZÆØÅ][^\W\d_]+(?: [a-zæøå]+){0,2}\.?) {3,}(?=\S)")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_HEADING_WORDS = 12
_FULL = 0.7  # of the longest line


def read_plain(name: str, content: bytes) -> FileText:
    """Read a text file. Raises UnreadableFile."""
    lines, margins = running_apart(_lines(decode(name, content)))
    return FileText(tuple(_blocks(lines)), margins=tuple(margins))


def _lines(text: str) -> list[str]:
    return [_EMPHASIS.sub(r"\2", line.rstrip(" \r")) for line in re.split("\r?\n\f?|\f", text)]


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    for drawn, group in groupby(lines, is_drawn):
        run = list(group)
        if drawn and len(run) > 2:
            cells, headed = drawn_rows(run)
            yield from table_rows(cells, headed=headed or None)
        else:
            yield from _undrawn(run)


def _undrawn(lines: Sequence[str]) -> Iterator[Block]:
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
        full = sum(wraps(line, after, longest) for line, after in pairs)
        going_on = sum(wraps(line, after, longest) and after[:1].islower() for line, after in pairs)
        often = broken * 4 >= len(pairs) > 0 or (going_on > 1 and going_on * 2 >= full)
        likely = _SHORTEST_WRAPPED <= longest <= _LONGEST_WRAPPED
        at = longest if likely and often else float("inf")
        return cls(min(longest, _LONGEST_WRAPPED), at)


def _paragraphs(lines: Sequence[str], width: _Width) -> Iterator[Block]:
    mark = last = ""
    held: list[str] = []
    hanging = 0  # where the text behind a label begins
    labels = [match for line in lines if (match := _SET.match(line))]
    told = Counter(label["label"] for label in labels)
    columns = {label.end() for label in labels if told[label["label"]] > 1}
    for line in [*lines, ""]:
        form = _FORM.match(line)
        if form is None and (label := _SET.match(line)) and label.end() in columns:
            form = label
        found, rest = ("", _told(form, line)) if form else item_mark(line)
        within = mark and _within(line, last, width.longest)
        hangs = hanging and abs(_indent(line) - hanging) <= 1
        if held and _UNDERLINE.fullmatch(line) and _is_underlined(held, line):
            number = f"{mark} " if mark else ""
            yield Block(Kind.HEADING, tidy(number + held[0]), 1 if line[0] == "=" else 2)
            mark, held = "", []
        elif (
            held
            and rest
            and not found
            and not form
            and (within or hangs or wraps(last, rest, width.broken))
        ):
            held.append(rest)
        else:
            if held:
                yield _block(mark, joined(*held))
            mark, held = found, [rest] if rest else []
            label = form or _LABEL.match(line)
            hanging = label.end() if label and len(line) > label.end() else 0
        last = line


def _told(form: re.Match[str], line: str) -> str:
    return f"{form['label'].strip(' .')}: {line[form.end() :].strip()}".strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else 0


def _is_underlined(held: Sequence[str], rule: str) -> bool:
    """Whether a rule of about its length makes a heading of the line above it."""
    text = held[0]
    return (
        len(held) == 1
        and len(text.split()) <= _HEADING_WORDS
        and not text.endswith((".", ",", ";"))
        and abs(len(text) - len(rule)) <= 3
    )


def _within(line: str, last: str, longest: int) -> bool:
    """Whether an indented line goes on with the item above it, not with a paragraph below that."""
    broken = len(last) > longest * _FULL or not line.lstrip()[:1].isupper()
    return line.startswith((" ", "\t")) and broken


def _block(mark: str, text: str) -> Block:
    if mark:
        return Block(Kind.ITEM, f"{mark} {tidy(text)}", 1)
    return Block(Kind.PARAGRAPH, tidy(text))
