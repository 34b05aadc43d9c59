"""What is handed over of inquiries: the inbox, and what of one is for the record.

Names that are hidden stand in neither.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot import audit
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, Value, workbook
from bot.inquiries.values import DONE_BY_ASKER, SAID_TO_ASKER, Entry, Inquiry, Kind, Listed, Opened
from bot.language import _
from bot.language.formats import number
from bot.router import Turn
from cards.audit import act_in_words as audited_in_words
from cards.inquiries.standing import theme_in_words
from cards.inquiries.words import (
    act_in_words,
    headline,
    hidden_in_words,
    kind_in_words,
    phase_in_words,
)

LONGEST_NAME = 60  # characters of a subject in a file's name

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#%\x00-\x1f…]+')
_ESCAPED = re.compile(r"\\(.)")


def about(kind: str, title: str, turn: Turn) -> About:
    """What a workbook says of itself."""
    return About(f"{kind}: {title}", turn.now, turn.person.name)


def file_name(kind: str, title: str, turn: Turn) -> str:
    """The name of a workbook."""
    named = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:LONGEST_NAME].strip(". ")
    return f"{kind} {named} {in_copenhagen(turn.now).date().isoformat()}.xlsx"


def subject(inquiry: Inquiry) -> str:
    """What an inquiry is about, as a subject on the record."""
    return headline(inquiry)


def inbox(about: About, rows: Sequence[Listed], total: int) -> bytes:
    """The inquiries, as the inbox has them."""
    left_out = total - len(rows)
    if left_out > 0:
        note = _("{number} henvendelser er ikke med på listen.", number=number(left_out))
        about = About(about.title, about.made_at, about.made_by, (note,))
    headings = (
        _("Modtaget"),
        _("Frist"),
        _("Slags"),
        _("Emne"),
        _("Overskrift"),
        _("Tekst"),
        _("Baggrund"),
        _("Fra"),
        _("Enhed"),
        _("Status"),
        _("Hvem har den"),
        _("Antal, der har spurgt"),
        _("Svar"),
        _("Svaret den"),
        _("Svaret af"),
    )
    return workbook(about, Sheet(_("Indbakke"), headings, [_row(one) for one in rows]))


def record(about: About, opened: Opened, acts: Sequence[audit.Entry]) -> bytes:
    """What is for the record: what was asked, and what was said to it. acts: the oldest first."""
    inquiry = _as_anybody_sees(opened.inquiry)
    said = [entry for entry in inquiry.entries if entry.act in SAID_TO_ASKER]
    return workbook(
        about,
        Sheet(_("Henvendelse"), (_("Felt"), _("Indhold")), list(_facts(inquiry, opened))),
        Sheet(
            _("Udgaver"),
            (_("Udgave"), _("Tidspunkt"), _("Af"), _("Titel"), _("Handling"), _("Tekst")),
            [
                (
                    position,
                    entry.at,
                    entry.by.name if entry.by else None,
                    entry.by.title if entry.by else None,
                    _words(act_in_words(entry)),
                    entry.text,
                )
                for position, entry in enumerate(said, start=1)
            ],
        ),
        Sheet(
            _("Forløb"),
            (_("Tidspunkt"), _("Handling"), _("Tekst")),
            [(entry.at, _words(act_in_words(entry)), entry.text) for entry in inquiry.entries],
        ),
        Sheet(
            _("Hændelser"),
            (_("Tidspunkt"), _("Hvem"), _("Handling"), _("Antal")),
            [(one.at, one.actor, audited_in_words(one.act), one.number) for one in acts],
        ),
    )


def _facts(inquiry: Inquiry, opened: Opened) -> Iterator[tuple[Value, ...]]:
    """inquiry: without the name that is hidden."""
    of_decision = inquiry.kind is Kind.DECISION
    yield _("Emne"), subject(inquiry)
    yield _("Sagsnummer"), None  # filled in by whoever puts it on the record
    yield _("Dato"), inquiry.asked_at
    yield _("Slags"), kind_in_words(inquiry.kind)
    if inquiry.theme:
        yield _("Forslaget handler om"), theme_in_words(inquiry.theme)
    yield _("Fra"), _asker(inquiry)
    if inquiry.title:
        yield _("Beslutning") if of_decision else _("Overskrift"), inquiry.title
    yield _("Tekst"), inquiry.text
    if inquiry.background:
        yield _("Baggrund"), inquiry.background
    yield _("Frist"), inquiry.due_on
    yield _("Status"), phase_in_words(inquiry.phase)
    yield _("Antal, der har spurgt"), opened.askers
    for one in map(_as_anybody_sees, opened.merged):
        yield _("Lagt sammen med"), f"{_asker(one)}: {one.text}"


def _row(one: Listed) -> tuple[Value, ...]:
    inquiry = _as_anybody_sees(one.inquiry)
    said = _last_said(inquiry)
    return (
        inquiry.asked_at,
        inquiry.due_on,
        kind_in_words(inquiry.kind),
        theme_in_words(inquiry.theme) if inquiry.theme else None,
        inquiry.title or None,
        inquiry.text,
        inquiry.background or None,
        _asker(inquiry),
        inquiry.asker.unit if inquiry.asker else None,
        phase_in_words(inquiry.phase),
        inquiry.owner.name if inquiry.owner else None,
        one.askers,
        said.text if said else None,
        said.at if said else None,
        said.by.name if said and said.by else None,
    )


def _as_anybody_sees(inquiry: Inquiry) -> Inquiry:
    """Without the name that is hidden: who asked sees it on the cards, and hands the file on."""
    if not inquiry.hidden:
        return inquiry
    entries = (
        replace(entry, by=None) if entry.act in DONE_BY_ASKER else entry
        for entry in inquiry.entries
    )
    return replace(inquiry, asker=None, entries=tuple(entries))


def _last_said(inquiry: Inquiry) -> Entry | None:
    said = [entry for entry in inquiry.entries if entry.act in SAID_TO_ASKER]
    return said[-1] if said else None


def _asker(inquiry: Inquiry) -> str:
    return inquiry.asker.name if inquiry.asker else hidden_in_words()


def _words(markdown: str) -> str:
    """A sentence of ours without the escapes that cards need."""
    return _ESCAPED.sub(r"\1", markdown)
