"""Page headers and footers, which stand among minutes without being part of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import lettered, start_in
from bot.decisions.minutes.lines.absence import are_names
from bot.decisions.minutes.parts.headings import decision_heading, field_of, named_item
from bot.decisions.minutes.words import AGENDA_SECTION, CONTINUED
from bot.files.blocks import Block, FileText, Kind
from bot.files.lines import ended, joined

_PAGE = re.compile(
    r"(?:.{0,120}[\W_])?(?:side|page|s\.) ?\d{1,4}(?: ?(?:af|of|/|-) ?\d{1,4})?[\W_]*"
    r"|side \d{1,4} af \d{1,4}\b.{0,120}|\d{1,4} (?:af|of) \d{1,4}|[-–] ?\d{1,4} ?[-–]",
    re.IGNORECASE,
)
# From when to when an item is dealt with, alone on its line: "kl. 17.05-17.40".
_TIMES = re.compile(r"(?:kl\.? ?)?\d{1,2}[.:]\d{2}(?: ?[–-] ?\d{1,2}[.:]\d{2})?", re.IGNORECASE)
_OF_MEETING = re.compile(r"kommune\b|referat|dagsorden|protokol|\bmøde", re.IGNORECASE)
_LONGEST_HEADER = 20  # words of a page header
_OFTEN = 3  # times: a page header, when it looks like one
# Nothing but signs: "* * *". They also stand around a heading: "--- Beslutning ---".
_RULE = re.compile(r"(?:[^\w\s]|_)(?:\s*(?:[^\w\s]|_)){2,}")
_HANGS = re.compile(r"\b(?:senest|inden|frist|til|den) (?:den|d\.)$|\b(?:senest|inden|d\.)$")
_SIGNED = re.compile(r"(?:_{6,}\s*)+")
_SIGNS = "-–—=_*~"
_SHORTEST_RULE = 5  # signs beside a text
_LONGEST_HEADING = 8  # words; a line that is longer is cut when it goes on in a small letter


def without_paper(text: FileText) -> tuple[list[Block], list[str]]:
    """The blocks of minutes, each paragraph whole, and the headers and footers of their pages."""
    blocks = list(_without_rules(_without_signatures(text.blocks)))
    running = _running(blocks, text.margins)
    kept: list[Block] = []
    margins = dict.fromkeys(text.margins)
    seen: set[str] = set()
    begun = interrupted = paused = False
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        key = _key(block.text)
        # A header may stand once at the top, where it says what the meeting is.
        again = key in running and (begun or key in seen)
        pause = _is_pause(block, after, paused)
        paused = pause and not paused
        if pause or _is_section(block.text, after.text if after else ""):
            continue
        if again or _PAGE.fullmatch(block.text) or _is_continued(block.text):
            margins[block.text] = None
            interrupted = True
            continue
        seen.add(key)
        begun = begun or _opens(block.text)
        if kept and (row := _row_gone_on(kept[-1], block)):
            kept[-1] = replace(kept[-1], text=row, lines="")
        elif kept and _goes_on(kept[-1], block, interrupted):
            kept[-1] = replace(kept[-1], text=joined(kept[-1].text, block.text))
        else:
            kept.append(block)
        interrupted = False
    return kept, list(margins)


def _is_pause(block: Block, after: Block | None, paused: bool) -> bool:
    """Whether a line is "PAUSE" above a time, or the time below it, as an agenda has them."""
    if paused:
        return bool(_TIMES.fullmatch(block.text))
    timed = after is not None and _TIMES.fullmatch(after.text)
    return bool(timed) and block.text.casefold() == "pause" and block.kind is not Kind.ROW


def _is_section(text: str, following: str) -> bool:
    """Whether a line parts the agenda; its letter is that of the items below: "A.1"."""
    section = re.match(r"(?P<letter>[A-ZÆØÅ]|[IVX]{1,4})[.:)]? (?P<name>.*)", text)
    first = lettered(following) if section else None
    if section and first and re.fullmatch(rf"{section['letter']}\W?\d+", first.number):
        return True
    return bool(AGENDA_SECTION.fullmatch(section["name"] if section else text))


def _without_signatures(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks without the names at the end that stand below lines to sign on."""
    for place in range(len(blocks) - 1, -1, -1):
        line = _SIGNED.match(blocks[place].text)
        names = blocks[place].text[line.end() :] if line else blocks[place].text
        if names and not are_names(names):
            break
        if line:
            return blocks[:place]
    return blocks


def _without_rules(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with a text, and that without the rules beside it."""
    for block in blocks:
        if block.text and not _RULE.fullmatch(block.text):
            unruled = block.kind is not Kind.ROW and _unruled(block.text)
            yield replace(block, text=unruled) if unruled else block


def _unruled(text: str) -> str:
    """A text without the signs in front of it and behind it, where they are a rule or frame it."""
    left, right = text.lstrip(_SIGNS), text.rstrip(_SIGNS)
    before, after = len(text) - len(left), len(text) - len(right)
    framed = min(before, after) >= (1 if text[0] in "*_=" else 2)
    if framed or before >= _SHORTEST_RULE:
        text = left
    if framed or after >= _SHORTEST_RULE:
        text = text.rstrip(_SIGNS)
    return text.strip()


def _is_continued(text: str) -> bool:
    """Whether a line only says that an item goes on: "Punkt 3 (fortsat)"."""
    numbered = re.match(r"(?:punkt|pkt\.?|sag)?\W*\d", text, re.IGNORECASE)
    return bool(numbered and CONTINUED.search(text)) and len(text.split()) <= _LONGEST_HEADER


def _running(blocks: Sequence[Block], margins: Sequence[str]) -> set[str]:
    """What is repeated from page to page, whichever the numbers in it."""
    found = {_key(margin) for margin in margins if not _opens(margin)}
    lines = [
        "" if not _may_run(block) or (after and after.text[:1].islower()) else _key(block.text)
        for block, after in zip(blocks, [*blocks[1:], None], strict=False)
    ]
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
    return part or bool(start_in(text) or decision_heading(text) or named_item(text))


def _key(text: str) -> str:
    return re.sub(r"\d+", "1", text).casefold()


def _row_gone_on(before: Block, block: Block) -> str:
    """A row whose cell ends within a word, with the rest of that, which fell out of the table."""
    if before.kind is not Kind.ROW or block.kind is Kind.ROW or not block.text[:1].islower():
        return ""
    cells = before.text.split("; ")
    for place, cell in enumerate(cells):
        if re.search(r"[^\W\d_]-$", cell):
            return "; ".join([*cells[:place], joined(cell, block.text), *cells[place + 1 :]])
    return ""


def _goes_on(before: Block, block: Block, interrupted: bool) -> bool:
    """Whether a block is the rest of the paragraph before it."""
    if before.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.kind is not Kind.PARAGRAPH:
        return False
    if _HANGS.search(before.text) and block.text[:1].isdigit() and not start_in(block.text):
        return True
    if ended(before.text) or field_of(before.text) or not block.text[:1].islower():
        return False
    if start_in(block.text):
        return False
    if block.text.startswith("at "):  # a point of "Direktionen indstiller, at"
        return interrupted and not before.text.endswith((",", " at"))
    return interrupted or len(before.text.split()) > _LONGEST_HEADING
