"""Reading a document: its title, case number and date, and the passages it is cut into."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

from bot.documents.cases import case_number_in
from bot.documents.dates import dates_in
from bot.documents.headings import known_heading
from bot.documents.passages import passages
from bot.documents.sections import Section, prepared, sections
from bot.documents.sentences import sentences
from bot.files.blocks import Block, FileText, Kind, tidy
from bot.files.reading import read_content
from bot.files.refusals import Unreadable, UnreadableFile

TITLE_LENGTH = 300
CASE_LENGTH = 60
SECTION_LENGTH = 500
BETWEEN = " · "  # the headings above a passage
_HEAD = 15  # blocks in which a document says what it is
_LONGEST_TITLE = 25  # words
_NO_TITLE = re.compile(
    r"(dagsorden|referat|notat|bilag|punkt \d+|åben|lukket|indledning|baggrund|forord|indhold"
    r"|indholdsfortegnelse|sagsnr\b.*|(dato|møde\w*)\b.*|(?!.* i )[\w -]+ kommune)$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(møde)?dato\b", re.IGNORECASE)
_OWN_DATE = re.compile(
    r"\b(dateret|udarbejdet|skrevet|vedtaget|godkendt|besluttet|revideret|opdateret|udgivet)\b",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile(r"frist|\b(senest|inden|fra|til|gælder|træder|før|efter)\b", re.IGNORECASE)
_DATE_LINE = 8  # words


@dataclass(frozen=True)
class ReadPassage:
    """A passage before it is stored. section: the headings above it, joined by " · "."""

    text: str
    section: str
    gap: bool
    variants: tuple[str, ...]


@dataclass(frozen=True)
class ReadDocument:
    """A document as its file tells it. when: of the latest decision, or else its own date.

    pages_without_text: those that are pictures, so nothing on them was read.
    """

    title: str
    case_number: str | None
    when: date | None
    passages: tuple[ReadPassage, ...]
    pages_without_text: int = 0

    def as_json(self) -> bytes:
        """All that was read, the same each time."""
        return json.dumps(asdict(self), default=str).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of all that was read, in hex: another one when a better reader reads more."""
        return hashlib.sha256(self.as_json()).hexdigest()


def read_document_content(name: str, content: bytes) -> ReadDocument:
    """Read a document from the bytes of a file. Raises UnreadableFile."""
    text = read_content(name, content)
    blocks = list(text.blocks) if text.curated else prepared(text.blocks)
    head = [*text.margins, *(block.text for block in blocks[:_HEAD])]
    title, blocks = _titled(name, text, blocks)
    parts = sections(blocks, curated=text.curated)
    found = tuple(_passages(parts))
    if not found:
        raise UnreadableFile(name, Unreadable.TOO_SHORT)
    return ReadDocument(
        title=title[:TITLE_LENGTH],
        case_number=text.case[:CASE_LENGTH] if text.case else case_number_in(head),
        when=_date(text, parts, head),
        passages=found,
        pages_without_text=text.pages_without_text,
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
    return tidy(Path(name).stem.replace("_", " ")), blocks


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
    short = [line for line in head if len(line.split()) <= _DATE_LINE]
    opening = [block.text for part in parts[:1] for block in part.blocks]
    own = [one for text in opening for one in sentences(text) if _OWN_DATE.search(one)]
    # Any other date is one that the text is about: better no date than a wrong one.
    lines = (*dated, *(line for line in (*short, *own) if not _OTHER_DATE.search(line)))
    return next((when for line in lines for when in dates_in(line)), None)
