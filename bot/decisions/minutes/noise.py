"""Page headers and footers, which stand among minutes without being part of them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.headings import decision_heading, field_of
from bot.decisions.minutes.starts import start_in
from bot.decisions.minutes.words import AGENDA_SECTION, CONTINUED, Field
from bot.files.blocks import Block, FileText, Kind
from bot.files.lines import ended, joined

_PAGE = re.compile(
    r"(?:.{0,120}[\W_])?(?:side|page|s\.) ?\d{1,4}(?: ?(?:af|of|/|-) ?\d{1,4})?[\W_]*"
    r"|side \d{1,4} af \d{1,4}\b.{0,120}|\d{1,4} (?:af|of) \d{1,4}|[-–] ?\d{1,4} ?[-–]",
    re.IGNORECASE,
)
_OF_MEETING = re.compile(r"kommune\b|referat|dagsorden|protokol|\bmøde", re.IGNORECASE)
_LONGEST_HEADER = 20  # words of a page header
_OFTEN = 3  # times: a page header, when it looks like one
_LONGEST_HEADING = 8  # words; a line that is longer is cut when it goes on in a small letter


def without_paper(text: FileText) -> tuple[list[Block], list[str]]:
    """The blocks of minutes, each paragraph whole, and the headers and footers of their pages."""
    blocks = [block for block in text.blocks if block.text]
    running = _running(blocks, text.margins)
    kept: list[Block] = []
    margins = dict.fromkeys(text.margins)
    seen: set[str] = set()
    begun = interrupted = False
    for block in blocks:
        key = _key(block.text)
        # A header may stand once at the top, where it says what the meeting is.
        again = key in running and (begun or key in seen)
        if AGENDA_SECTION.fullmatch(block.text):
            continue
        if again or _PAGE.fullmatch(block.text) or _is_continued(block.text):
            margins[block.text] = None
            interrupted = True
            continue
        seen.add(key)
        begun = begun or _opens(block.text)
        if kept and _goes_on(kept[-1], block, interrupted):
            kept[-1] = replace(kept[-1], text=joined(kept[-1].text, block.text))
        else:
            kept.append(block)
        interrupted = False
    return kept, list(margins)


def _is_continued(text: str) -> bool:
    """Whether a line only says that an item goes on: "Punkt 3 (fortsat)"."""
    numbered = re.match(r"(?:punkt|pkt\.?|sag)?\W*\d", text, re.IGNORECASE)
    return bool(numbered and CONTINUED.search(text)) and len(text.split()) <= _LONGEST_HEADER


def _running(blocks: Sequence[Block], margins: Sequence[str]) -> set[str]:
    """What is repeated from page to page, whichever the numbers in it."""
    found = {_key(margin) for margin in margins if not _opens(margin)}
    lines = [_key(block.text) if _may_run(block) else "" for block in blocks]
    found.update(
        key for key, count in Counter(lines).items() if count >= _OFTEN and _OF_MEETING.search(key)
    )
    beside = Counter(_beside_page_numbers(blocks, lines))
    found.update(key for key, count in beside.items() if count >= 2)
    return found - {""}


def _beside_page_numbers(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[str]:
    for position, block in enumerate(blocks):
        if _PAGE.fullmatch(block.text):
            yield from lines[max(0, position - 1) : position]
            yield from lines[position + 1 : position + 2]


def _may_run(block: Block) -> bool:
    return (
        block.kind is not Kind.ITEM
        and len(block.text.split()) <= _LONGEST_HEADER
        and not ended(block.text)
        and not _opens(block.text)
    )


def _opens(text: str) -> bool:
    """Whether an item, or a part of one, may begin here."""
    opened = field_of(text)
    part = opened is not None and opened[0] is not Field.PEOPLE
    return part or bool(start_in(text) or decision_heading(text))


def _key(text: str) -> str:
    return re.sub(r"\d+", "1", text).casefold()


def _goes_on(before: Block, block: Block, interrupted: bool) -> bool:
    """Whether a block is the rest of the paragraph before it."""
    if before.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.kind is not Kind.PARAGRAPH:
        return False
    if ended(before.text) or field_of(before.text) or not block.text[:1].islower():
        return False
    if block.text.startswith("at "):  # a point of "Direktionen indstiller, at"
        return interrupted and not before.text.endswith((",", " at"))
    return interrupted or len(before.text.split()) > _LONGEST_HEADING
