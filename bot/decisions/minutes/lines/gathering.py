"""The blocks of minutes as lines, with the tables among them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.items.starts import Form, case_line
from bot.decisions.minutes.lines.cells import apart
from bot.decisions.minutes.lines.columns import column
from bot.decisions.minutes.lines.label_forms import plainly_labelled
from bot.decisions.minutes.lines.line import Line, labels_apart, line_of
from bot.decisions.minutes.lines.tables import lines_of_table
from bot.decisions.minutes.parts.headings import decision_heading
from bot.decisions.minutes.words import AGREEMENT
from bot.files.blocks import Block, Kind
from bot.files.lines import ended

_TOP = 4  # lines
_OF_HEAD = (Field.PEOPLE, Field.END)  # where and when, and who was there
_PAIRED = re.compile(
    r"(?:(?:dagsordens)?punkt|pkt\.)(?: ?nr\.?)?:?|(?:sags?|journal|esdh)[ -]?(?:nr\.?|nummer|id):?"
    r"|j\.? ?nr\.?:?|emne:?|titel:?|overskrift:?|sagstitel:?|udvalg:?|(?:møde)?dato:?",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"(?P<first>[^:;]{1,60}): (?P<label>[^:;]{1,60}); (?P<second>.+?): (?P<said>.*)", re.DOTALL
)
_FORM_ITEM = re.compile(r"(?:punkt|pkt\.|sag)(?: ?nr\.?)? \d{1,3}(?:\.\d{1,2})?", re.IGNORECASE)
_SIGN_WITHIN = re.compile(r"(?<=[.!?]) (?==?[>→➔►▶➜⇒»➤]+ [A-ZÆØÅ])")
_LONGEST_VALUE = 20  # words


def lines_of(blocks: Sequence[Block]) -> list[Line]:
    """The lines of minutes; the rows of tables as if their cells stood below each other."""
    blocks = [replace(block, text=block.lines or block.text) for block in blocks]
    for prepared in (_piped, _forms, plainly_labelled, _divided, _signed, _paired):
        blocks = list(prepared(blocks))
    lines: list[Line] = []
    for is_table, group in groupby(blocks, lambda block: block.kind is Kind.ROW):
        if is_table:
            lines += lines_of_table(group)
        else:
            lines += (line_of(part) for block in group for part in labels_apart(block))
    return _named(lines)


def _forms(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; what a table's first row tells by a label is no heading of the rows below.

    Neither is an item's number and title, above labels and what they tell; a label that nothing
    is told beside has the number alone for its heading.
    """
    for head, group in groupby(blocks, _form_head):
        rows = list(group)
        told = [cell for row in rows if (cell := _HEADED.fullmatch(row.text))] if head else []
        labels = [cell["label"] for cell in told]
        titles = list(dict.fromkeys(cell["second"] for cell in told))
        if len(titles) != 1 or _is_label(titles[0]) or not any(map(_is_label, labels)):
            yield from rows
            continue
        yield Block(Kind.ROW if _is_label(head) else Kind.HEADING, f"{head}: {titles[0]}")
        for row in rows:
            cell = _HEADED.fullmatch(row.text)
            if cell and not _is_label(cell["said"]):  # "Formål: Beslutning"
                number = cell["label"].lower() == "sag" and case_line(cell["said"])
                label = "Sagsnr." if number else cell["label"]
                yield Block(Kind.ROW, f"{label}: {cell['said']}")


def _form_head(block: Block) -> str:
    """What stands first in the first row of a form, or ""."""
    cell = _HEADED.fullmatch(block.text) if block.kind is Kind.ROW else None
    if cell and (_is_label(cell["first"]) or _FORM_ITEM.fullmatch(cell["first"])):
        return cell["first"]
    first, colon, _ = block.text.partition(": ")
    return first if block.kind is Kind.ROW and colon and _FORM_ITEM.fullmatch(first) else ""


def _is_label(text: str) -> bool:
    return column(text) is not None or bool(_PAIRED.fullmatch(text))


def _divided(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; a decision whose label stands within a paragraph begins there.

    So do those with the label of one that begins a paragraph, or any of several where none does.
    """
    plain = (Kind.PARAGRAPH, Kind.ITEM)
    heads = [block.text.partition(":")[0] for block in blocks if decision_heading(block.text)]
    found = [apart(block.text) if block.kind in plain else [block.text] for block in blocks]
    count = Counter(part.partition(":")[0] for _, *parts in found for part in parts)
    several = sum(count[label] for label in count if not AGREEMENT.fullmatch(label)) > 1
    for block, (first, *parts) in zip(blocks, found, strict=True):
        text = first
        for part in parts:
            label = part.partition(":")[0]
            if label in heads or count[label] > 1 or (several and not heads):
                yield replace(block, text=text)
                block, text = Block(Kind.PARAGRAPH, part), part
            else:
                text = f"{text} {part}"
        yield replace(block, text=text)


def _signed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; where the sign of an outcome stands behind several points, it begins a line."""
    plain = (Kind.PARAGRAPH, Kind.ITEM)
    within = [block.kind in plain and _SIGN_WITHIN.search(block.text) for block in blocks]
    if sum(map(bool, within)) < 2:
        yield from blocks
        return
    for block, sign in zip(blocks, within, strict=True):
        if sign:
            yield replace(block, text=block.text[: sign.start()])
            yield Block(Kind.PARAGRAPH, block.text[sign.end() :])
        else:
            yield block


def _paired(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; labels that stand alone above short values, each of them with its value."""
    alone = Counter(block.text for block in blocks if _PAIRED.fullmatch(block.text))
    label: Block | None = None
    for block in blocks:
        if label:
            value = not _PAIRED.fullmatch(block.text) and len(block.text.split()) <= _LONGEST_VALUE
            if value and not line_of(block).opens:
                yield replace(block, text=f"{label.text.rstrip(':')}: {block.text}")
                label = None
                continue
            yield label
            label = None
        if alone[block.text] > 1 and block.kind is not Kind.ROW:
            label = block
        else:
            yield block
    if label:
        yield label


def _named(lines: Sequence[Line]) -> list[Line]:
    """The lines; "Referat" names the file at its top, and where it is alone above all items."""
    called = set(_at_top(lines[:_TOP]))
    lines = [
        replace(line, decision=None) if at in called else line for at, line in enumerate(lines)
    ]
    headed = [place for place, line in enumerate(lines) if line.decision]
    if len(headed) != 1 or not _is_account(lines[headed[0]]):
        return lines
    above, below = lines[: headed[0]], lines[headed[0] + 1 :]
    forms = [line.start.form for line in below if line.start]
    return [*above, *below] if len(forms) > 1 and forms[0] is not Form.AD else lines


def _at_top(top: Sequence[Line]) -> Iterator[int]:
    for place, line in enumerate(top):
        if line.start is not None or line.field not in (None, *_OF_HEAD):
            return
        if line.decision and line.decision.field is Field.ACCOUNT and not ended(line.inline):
            yield place


def _is_account(line: Line) -> bool:
    """Whether a line is the heading of an account, and nothing else."""
    told = line.decision
    return told is not None and told.field is Field.ACCOUNT and not (line.inline or told.body)


def _piped(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; what plain text tells as "Punkt | Konklusion | Frist" is a table's rows."""
    headings: list[str] = []
    for block in blocks:
        text = block.text[1:].removesuffix("|") if block.text.startswith("|") else block.text
        cells = [cell.strip() for cell in text.split("|")]
        if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or len(cells) < 2:
            headings = []
            yield block
        elif re.fullmatch(r"[\s|:+-]+", block.text):
            continue
        elif len(headings) == len(cells):
            told = zip(headings, cells, strict=True)
            text = "; ".join(f"{heading}: {cell}" for heading, cell in told if cell)
            yield Block(Kind.ROW, text)
        elif sum(column(cell) is not None for cell in cells) >= 2:
            headings = cells
        elif len(cells) == 2 and all(cells) and line_of(replace(block, text=cells[0])).opens:
            yield replace(block, text=": ".join(cells))
        else:
            yield block
