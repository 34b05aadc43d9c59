"""Minutes that were sent as an e-mail, whose head and older ones below it are no part of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.decisions.minutes.meetings.bodies import body_in
from bot.decisions.minutes.parts.headings import decision_heading
from bot.documents.dates import dates_in
from bot.files.blocks import Block, Kind

_FIELD = re.compile(
    r"\W{0,3}(?P<name>fra|from|sendt|sent|dato|date|til|to|cc|bcc|kopi|emne|subject"
    r"|vedhæft\w*(?: filer?)?|prioritet)\W{0,2}: ?\W{0,2}(?P<told>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NEXT = re.compile(
    r" (?=\W{0,2}(?:Fra|Sendt|Dato|Til|Cc|Bcc|Emne|Vedhæft\w*(?: filer?)?)\W{0,2}: )"
)
_ANSWERED = re.compile(r"^(?:(?:sv|vs|re|fw|fwd): ?)+", re.IGNORECASE)
_LATELY = re.compile(r"\bi (?P<day>går|dag|forgårs)\b|\bdagens møde\b", re.IGNORECASE)
_DAYS = {"dag": 0, "går": 1, "forgårs": 2}
_GREETING = 5  # lines that greet and thank for the meeting


def mail_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; of a mail what it is about and what it says, of several the one that decides."""
    blocks = list(blocks)
    heads = list(_heads(blocks))
    if not heads:
        return blocks
    ends = [*(start for start, _ in heads[1:]), len(blocks)]
    mails = [
        (blocks[start:below], blocks[below:end])
        for (start, below), end in zip(heads, ends, strict=True)
    ]
    head, said = max(mails, key=lambda mail: sum(map(_decides, mail[1])) > 0)
    before = blocks[: heads[0][0]] if head is mails[0][0] else []
    return [*before, *_mail(head, said)]


def _heads(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where the head of each mail begins, and where what it says does."""
    place = 0
    while place < len(blocks):
        end, names = place, set[str]()
        while end < len(blocks) and (told := list(_fields(blocks[end]))):
            names |= {name for name, _ in told}
            end += 1
        if names & {"fra", "from"} and names & {"sendt", "sent", "dato", "date", "emne", "subject"}:
            yield place, end
        place = max(end, place + 1)


def _fields(block: Block) -> Iterator[tuple[str, str]]:
    """The fields of a mail's head in a block: one, or several that stood on lines of their own."""
    for part in _NEXT.split(block.text) if block.kind is not Kind.ITEM else ():
        match = _FIELD.fullmatch(part)
        if match is None:
            return
        yield match["name"].lower(), match["told"].strip(" *")


def _mail(head: Sequence[Block], said: Sequence[Block]) -> Iterator[Block]:
    told = dict(field for block in head for field in _fields(block))
    about = _ANSWERED.sub("", told.get("emne") or told.get("subject") or "")
    sent = next(
        dates_in(next((told[one] for one in ("sendt", "sent", "dato") if one in told), "")), None
    )
    readers = told.get("til") or told.get("to") or ""  # they may be those who met
    top = [Block(Kind.PARAGRAPH, about)] if about else []
    top += [Block(Kind.PARAGRAPH, f"Til: {readers}")] if body_in(readers) else []
    for place, block in enumerate([*top, *said]):
        early = place < _GREETING + len(top) and sent
        yield replace(block, text=_dated(block.text, sent)) if early and sent else block


def _dated(text: str, sent: date) -> str:
    """A text that tells of the meeting "yesterday", with that day."""

    def day(match: re.Match[str]) -> str:
        when = sent - timedelta(days=_DAYS[(match["day"] or "dag").lower()])
        told = f"den {when.day}-{when.month}-{when.year}"
        return told if match["day"] else f"mødet {told}"

    return _LATELY.sub(day, text) if re.search(r"\bmøde|referat", text, re.IGNORECASE) else text


def _decides(block: Block) -> bool:
    return decision_heading(block.text) is not None
