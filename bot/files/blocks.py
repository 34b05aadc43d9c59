"""The common form that every kind of file is read into."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list; the text begins with its mark: "- ", "2. ", "a) "
    ROW = "row"  # of a table: "heading: cell; heading: cell"
    QUOTE = "quote"  # set apart as quoted; its lines are kept


@dataclass(frozen=True)
class Block:
    """A piece of a file's text, in reading order.

    level: of a heading, 1 the highest, 0 when it only looks like one (bold, or larger);
    of a list item, how deep it is, 1 the outermost; else 0. lines: the text with its
    line breaks, those in the cells of a row as well, where there are any; else "".
    """

    kind: Kind
    text: str
    level: int = 0
    lines: str = field(default="", compare=False)


@dataclass(frozen=True)
class FileText:
    """What a file says.

    title, case, date: what the file states about itself, beside its text. curated: it does so in
    front matter, so somebody wrote it for us.
    margins: running headers and footers, each once; they are in no block. pages_without_text: how
    many pages are pictures, so that nothing on them could be read.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    case: str | None = None
    date: str | None = None
    curated: bool = False
    margins: tuple[str, ...] = ()
    pages_without_text: int = 0


# What word processors leave in a text and nobody sees: soft hyphens, zero-width characters,
# control characters; and halves of surrogate pairs, which are no characters at all.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi"})


def tidy(text: str) -> str:
    """The text as one line: composed letters, single spaces, nothing unseen."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).translate(_LIGATURES)
    return " ".join(text.split())


def broken(text: str) -> str:
    """The text with each of its lines tidy when it has several; else ""."""
    lines = list(filter(None, map(tidy, text.splitlines())))
    return "\n".join(lines) if len(lines) > 1 else ""


def tidy_lines(text: str) -> str:
    """The text with each of its lines tidy, and no empty lines around it."""
    return "\n".join(map(tidy, text.splitlines())).strip()
