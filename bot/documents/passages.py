"""From a section's blocks to passages: short enough to be quoted, whole enough to be understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from bot.documents.sentences import sentences
from bot.files.blocks import Block, Kind
from bot.files.lines import ended

LIMIT = 90  # words in a passage
_REPEATED_LEAD = 30  # words in a lead-in that is said again when its list goes on


def passages(blocks: Sequence[Block]) -> list[str]:
    """Cut a section into passages of at most LIMIT words; only a longer sentence is longer.

    No sentence is cut. Paragraphs, list items and table rows are lines of a passage; they stay
    whole when they can. A list's items stand below the sentence that leads in to them, also
    where the list goes on in another passage.
    """
    found: list[str] = []
    lines: list[str] = []
    lead = _NO_LEAD
    for piece in _pieces(blocks):
        added = [piece.text] if piece.lead in (_NO_LEAD, lead) else [piece.lead.text, piece.text]
        if lines and _words(*lines, *added) > LIMIT:
            found.append("\n".join(lines))
            lines = []
            added = [piece.lead.text, piece.text] if _said_again(piece, lead) else [piece.text]
        lines += added
        lead = piece.lead
    return [*found, "\n".join(lines)] if lines else found


@dataclass(frozen=True)
class _Lead:
    """The sentence that leads in to a list. list: a number, as two may begin in the same words."""

    text: str
    list: int


_NO_LEAD = _Lead("", -1)


@dataclass(frozen=True)
class _Piece:
    """Text that stays together, and what leads in to it."""

    text: str
    lead: _Lead = _NO_LEAD


def _said_again(piece: _Piece, lead: _Lead) -> bool:
    if piece.lead == _NO_LEAD:
        return False
    return piece.lead != lead or (
        _words(piece.lead.text) <= _REPEATED_LEAD and _words(piece.lead.text, piece.text) <= LIMIT
    )


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    lead = _NO_LEAD
    for position, block in enumerate(blocks):
        if block.kind in (Kind.ITEM, Kind.ROW):
            yield from _listed(block, lead)
            continue
        lead = _NO_LEAD
        text = block.text
        if position + 1 < len(blocks) and blocks[position + 1].kind in (Kind.ITEM, Kind.ROW):
            before, sentence = _without_lead(text)
            if sentence and _words(sentence, blocks[position + 1].text) <= LIMIT:
                text, lead = before, _Lead(sentence, position)
        yield from (_Piece(part) for part in _parts(text))


def _listed(block: Block, lead: _Lead) -> Iterator[_Piece]:
    first, *others = _parts(block.text) or [""]
    yield _Piece(first, lead)
    # A row that goes on says again what it is about: its first cell.
    about, _, rest = block.text.partition("; ")
    again = f"{about}; " if block.kind is Kind.ROW and rest and _words(about) < LIMIT / 6 else ""
    for other in others:
        fits = _words(again, other) <= LIMIT
        yield _Piece(again + other if fits else other, lead)


def _without_lead(text: str) -> tuple[str, str]:
    """A paragraph's text, and its last sentence when that leads in to a list."""
    last = sentences(text)[-1:]
    if not last or not (last[0].endswith(":") or not ended(last[0])):
        return text, ""
    return text.removesuffix(last[0]).rstrip(), last[0]


def _parts(text: str) -> list[str]:
    """The text in one part, or in parts of about the same length when it is too long."""
    total = _words(text)
    if total <= LIMIT:
        return [text] if text else []
    target = total / ceil(total / LIMIT)
    parts: list[str] = []
    held: list[str] = []
    for sentence in sentences(text):
        if held and (_words(*held) >= target or _words(*held, sentence) > LIMIT):
            parts.append(" ".join(held))
            held = []
        held.append(sentence)
    return [*parts, " ".join(held)]


def _words(*texts: str) -> int:
    return sum(any(map(str.isalnum, word)) for text in texts for word in text.split())
