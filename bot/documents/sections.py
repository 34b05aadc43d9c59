"""From a file's blocks to sections: what stands below which headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.documents.absence import absentees, looks_like_names, without_absent
from bot.documents.headings import Heading, Part, known_heading, labelled
from bot.files.blocks import Block, Kind
from bot.files.lines import ended

_GAP = re.compile(r"\s*\{mangler\}\s*$", re.IGNORECASE)
# A date or an amount, "1. juni" or "60 procent", goes on in small letters.
_NUMBERED = re.compile(r"(?:§ ?)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?![a-zæøå])\S")
# A text that stops at one of these was cut, whatever follows.
_GOES_ON = re.compile(
    r"(,|\b(og|eller|samt|i|på|af|til|for|fra|med|om|ved|at|som|der|den|det|de|en|et))$"
)
_NO_HEADING = re.compile(r"[.:;,!]$|^\w+: ")  # "Dato: 14. januar 2031" neither
_LONGEST_HEADING = 30  # words; a longer one is a paragraph in the wrong style
_LOOKS_LIKE_HEADING, _LONGEST_NUMBERED = 8, 14  # words
_BODY_TEXT = 12  # words


@dataclass
class Section:
    """The text below a path of headings, from the top. questions: those it answers."""

    headings: tuple[str, ...]
    gap: bool = False
    decision: bool = False
    questions: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def prepared(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with cut sentences whole again, and headings found where none were marked."""
    styled = any(block.kind is Kind.HEADING and block.level for block in blocks)
    told = [_kept_heading(block) for block in blocks]
    whole = list(_known_headings(_whole(told)))
    return whole if styled else list(_likely_headings(whole))


def sections(blocks: Sequence[Block], *, curated: bool) -> list[Section]:
    """The sections of prepared blocks, in their order, without who was absent.

    curated: quotes right below a heading are questions that the text answers, one a line.
    """
    path = _Path(blocks)
    found = [Section(())]
    absent = False
    for block, after in zip(blocks, [*blocks[1:], None], strict=False):
        current = found[-1]
        if current.decision and not curated and _begins_absence(block, after):
            absent = True
        elif block.kind is Kind.HEADING:
            absent = False
            known = known_heading(block.text)
            found.append(
                Section(
                    path.down_to(block, known),
                    gap=bool(_GAP.search(block.text)),
                    decision=bool(known and known.decision),
                )
            )
        elif absent and looks_like_names(block.text):
            continue
        elif curated and block.kind is Kind.QUOTE and not current.blocks:
            current.questions += filter(None, map(str.strip, block.text.splitlines()))
        else:
            absent = False
            text = without_absent(block.text) if current.decision else block.text
            text = " ".join(text.split())
            if any(map(str.isalnum, text)):
                current.blocks.append(replace(block, text=text))
    return found


def _begins_absence(block: Block, after: Block | None) -> bool:
    """Whether names of the absent stand in the block or below it, or nothing does."""
    named = absentees(block.text)
    if named is None or block.level:
        return False
    if named:
        return looks_like_names(named)
    return after is None or after.kind is Kind.HEADING or looks_like_names(after.text)


@dataclass(frozen=True)
class _Above:
    """A heading above. account: details stand below it. loose: nothing with a level does."""

    rank: int
    text: str
    account: bool
    loose: bool


class _Path:
    """The headings above the current place."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._levelled = any(block.kind is Kind.HEADING and block.level for block in blocks)
        self._above: list[_Above] = []

    def down_to(self, block: Block, known: Heading | None) -> tuple[str, ...]:
        text = _GAP.sub("", block.text).rstrip(":").strip()
        rank = self._rank(block, known)
        self._above = [
            above
            for above in self._above
            if above.rank < rank and not (block.level and above.loose)
        ]
        account, loose = bool(known and known.account), not (block.level or known)
        self._above.append(_Above(rank, text, account, loose))
        return tuple(above.text for above in self._above)

    def _rank(self, block: Block, known: Heading | None) -> int:
        if block.level:
            return 10 * block.level
        part = known.part if known else Part.DETAIL
        if self._levelled:
            return max((above.rank // 10 * 10 for above in self._above), default=0) + part
        if part is Part.DETAIL and not any(above.account for above in self._above):
            return Part.CASE_PART
        return part


def _kept_heading(block: Block) -> Block:
    if block.kind is Kind.HEADING and len(block.text.split()) > _LONGEST_HEADING:
        return Block(Kind.PARAGRAPH, block.text)
    return block


def _whole(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; a sentence that an empty line or a page cut in two is one again."""
    held: list[Block] = []  # the parts of one
    for block in blocks:
        if held and _recommends(held, block):
            block = Block(Kind.ITEM, f"- {block.text}", 1)
        if held and not _cut(held, block):
            yield _together(held)
            held = []
        held.append(block)
    if held:
        yield _together(held)


def _together(parts: Sequence[Block]) -> Block:
    return replace(parts[0], text=" ".join(part.text for part in parts))


def _recommends(before: Sequence[Block], block: Block) -> bool:
    """Whether a paragraph is one of the points of "Direktionen indstiller, at ..."."""
    if block.kind is not Kind.PARAGRAPH or not block.text.startswith("at "):
        return False
    return before[0].text.startswith("- at ") or bool(
        re.search(r"indstiller[,:]?$", before[-1].text)
    )


def _cut(before: Sequence[Block], block: Block) -> bool:
    if before[0].kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.kind is not Kind.PARAGRAPH:
        return False
    last = before[-1].text
    if ended(last) or known_heading(last) or known_heading(block.text):
        return False
    # "3. Det, planen handler om" above a text is whole.
    whole = _depth(last) and len(last.split()) <= _LONGEST_NUMBERED
    return block.text[:1].islower() or (not whole and bool(_GOES_ON.search(last)))


def _known_headings(blocks: Iterator[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is not Kind.PARAGRAPH or absentees(block.text) is not None:
            yield block
        elif known := known_heading(block.text):
            yield Block(Kind.HEADING, known.text)
        elif label := labelled(block.text):
            yield Block(Kind.HEADING, label[0].text)
            yield Block(Kind.PARAGRAPH, label[1])
        else:
            yield block


def _likely_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks of a text without styles, where a short line above a paragraph is a heading."""
    below: Heading | None = None
    before: Block | None = None
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind is Kind.HEADING:
            below = known_heading(block.text)
        elif not (below and below.closed) and _likely(before, block, after):
            below = None if below is None or not below.account else below
            block = Block(Kind.HEADING, block.text, _depth(block.text))
        yield block
        before = block


def _likely(before: Block | None, block: Block, after: Block | None) -> bool:
    text = block.text
    longest = _LONGEST_NUMBERED if _depth(text) else _LOOKS_LIKE_HEADING
    if after is None or len(text.split()) > longest or _NO_HEADING.search(text):
        return False
    if block.kind is Kind.ITEM:  # "1. Baggrund", on its own
        listed = before is not None and before.kind is Kind.ITEM and _depth(before.text)
        if after.kind is Kind.ITEM or listed or not _depth(text):
            return False
    elif block.kind is not Kind.PARAGRAPH or not (text[:1].isupper() or _depth(text)):
        return False
    if before and before.kind is Kind.HEADING and not _depth(text):
        return False
    body = after.kind is Kind.PARAGRAPH and (
        ended(after.text) or len(after.text.split()) > _BODY_TEXT
    )
    above_a_list = block.kind is Kind.PARAGRAPH and after.kind is Kind.ITEM
    return body or above_a_list or (bool(_depth(text)) and after.kind is Kind.PARAGRAPH)


def _depth(text: str) -> int:
    """How deep a numbered heading is: 2 for "3.1 Grundforløb"; 0 without a number."""
    match = _NUMBERED.match(text)
    return match["number"].count(".") + 1 if match else 0
