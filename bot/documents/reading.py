"""Reading a document: its title, case number and date, and the passages it is cut into."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from uuid import UUID, uuid5

from bot.documents import values
from bot.documents.cases import case_number_in
from bot.documents.dates import dates_in
from bot.documents.headings import known_heading
from bot.documents.passages import passages
from bot.documents.sections import Section, prepared, sections
from bot.files.blocks import Block, FileText, Kind
from bot.files.reading import load, read_content
from bot.files.refusals import Unreadable, UnreadableFile

TITLE_LENGTH = 300
CASE_LENGTH = 60
SECTION_LENGTH = 500
BETWEEN = " · "  # the headings above a passage
_IDS = UUID("5f0f3c0e-6f0b-4c39-9a55-0d4a3f3d1c11")
_HEAD = 15  # blocks in which a document says what it is
_LONGEST_TITLE = 25  # words
_NO_TITLE = re.compile(
    r"(dagsorden|referat|notat|bilag|punkt \d+|åben|lukket|indledning|baggrund|forord|indhold"
    r"|indholdsfortegnelse|sagsnr\b.*|(dato|møde\w*)\b.*|[\w -]+ kommune)$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(møde)?dato\b", re.IGNORECASE)


@dataclass(frozen=True)
class ReadPassage:
    """A passage before it is stored. section: the headings above it, joined by " · "."""

    text: str
    section: str
    gap: bool
    variants: tuple[str, ...]


@dataclass(frozen=True)
class ReadDocument:
    """A document as its file tells it. when: of the latest decision, or else its own date."""

    title: str
    case_number: str | None
    when: date | None
    passages: tuple[ReadPassage, ...]


def read_document(path: Path) -> ReadDocument:
    """Read a document from a file. Raises UnreadableFile; OSError when there is no such file."""
    return read_document_content(path.name, load(path))


def read_document_content(name: str, content: bytes) -> ReadDocument:
    """Read a document from the bytes of a file. Raises UnreadableFile."""
    text = read_content(name, content)
    blocks = list(text.blocks) if text.curated else prepared(text.blocks)
    head = [*text.margins, *(block.text for block in blocks[:_HEAD])]
    title, blocks = _titled(name, text, blocks)
    parts = sections(blocks, curated=text.curated)
    found = tuple(_passages(parts))
    if not found:
        raise UnreadableFile(name, Unreadable.EMPTY)
    return ReadDocument(
        title=title[:TITLE_LENGTH],
        case_number=text.case[:CASE_LENGTH] if text.case else case_number_in(head),
        when=_date(text, parts, head),
        passages=found,
    )


def passages_of(read: ReadDocument) -> tuple[values.Passage, ...]:
    """The passages with ids that are the same each time the same document is read."""
    return tuple(
        values.Passage(
            id=uuid5(_IDS, f"{read.title}\n{read.case_number}\n{position}\n{passage.text}"),
            text=passage.text,
            section=passage.section,
            document=read.title,
            case_number=read.case_number,
            when=read.when,
            gap=passage.gap,
            variants=passage.variants,
        )
        for position, passage in enumerate(read.passages)
    )


def _passages(parts: Sequence[Section]) -> list[ReadPassage]:
    return [
        ReadPassage(
            text, BETWEEN.join(part.headings)[:SECTION_LENGTH], part.gap, tuple(part.questions)
        )
        for part in parts
        for text in passages(part.blocks)
    ]


def _titled(name: str, text: FileText, blocks: list[Block]) -> tuple[str, list[Block]]:
    """The title, and the blocks without the one that was it."""
    if text.title:
        return text.title, blocks
    before = list(takewhile(lambda block: block.kind is not Kind.HEADING, blocks))
    first = blocks[len(before)] if len(before) < len(blocks) else None
    lines = [block for block in before if _may_be_title(block)]
    headed = first is not None and _may_be_title(first)
    if first and headed and (first.level == 1 or not lines) and all(map(_short, before)):
        return first.text, [block for block in blocks if block is not first]
    if lines:
        return lines[0].text, [block for block in blocks if block is not lines[0]]
    return Path(name).stem.replace("_", " "), blocks


def _may_be_title(block: Block) -> bool:
    if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or known_heading(block.text):
        return False
    if not _short(block) or block.text.endswith((".", ":", ",")) or _NO_TITLE.match(block.text):
        return False
    return case_number_in([block.text]) is None and not re.match(r"\d+[. ]", block.text)


def _short(block: Block) -> bool:
    return len(block.text.split()) <= _LONGEST_TITLE


def _date(text: FileText, parts: Sequence[Section], head: Sequence[str]) -> date | None:
    if text.date:
        return next(dates_in(text.date), None)
    decided = [when for part in parts if part.decision for when in dates_in(part.headings[-1])]
    if decided:
        return max(decided)
    dated = [line for line in head if _DATED.search(line)]
    opening = [block.text for part in parts[:1] for block in part.blocks]
    return next((when for line in (*dated, *opening) for when in dates_in(line)), None)
