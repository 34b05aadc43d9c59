"""The account of a publication, person by person, as a spreadsheet."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.decisions.publication.accounted import Status
from bot.delivery.standings import Line, Standing
from bot.files.workbook import About, Sheet, Value, workbook
from bot.language import _
from bot.language.formats import day, number
from bot.router import Turn
from cards.broadcasts.account import IN_ORDER, reason_in_words, standing_in_words
from cards.broadcasts.channels import why_not
from cards.channels import capital, channel_in_words
from cards.decisions.planned import called, contents

LONGEST_NAME = 60  # characters of what it is called in a file's name

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#%\x00-\x1f]+')


def file_name(status: Status, *, now: datetime) -> str:
    """The name of the spreadsheet."""
    title = " ".join(_NOT_IN_NAMES.sub(" ", called(status.publication)).split())
    title = title[:LONGEST_NAME].strip(". ")
    return f"{_('Regnskab')} {title} {in_copenhagen(now).date().isoformat()}.xlsx"


def account(
    turn: Turn,
    status: Status,
    lines: Sequence[Line],
    *,
    given: Mapping[UUID, datetime],
    asked: Collection[UUID | None],
) -> bytes:
    """What became of each receiver's message, below the sums. Call it in a thread.

    given: who has acknowledged, and when. asked: who has got it and is asked to.
    """
    left_out = status.account.total - len(lines)
    notes = []
    if left_out > 0:
        notes.append(_("{number} modtagere er ikke med på listen.", number=number(left_out)))
    if status.publication.asks_receipt:
        notes.append(
            _(
                "Kvitteringer bruges til at sikre, at beskeden når frem, ikke til at vurdere "
                "nogen. Den, der har skrevet eller udgivet den, bliver ikke bedt om en."
            )
        )
    name = f"{_('Regnskab')}: {called(status.publication)}"
    return workbook(
        About(name, turn.now, turn.person.name, tuple(notes)),
        Sheet(_("Opgørelse"), (_("Status"), _("Antal")), list(_sums(status))),
        Sheet(
            _("Modtagere"),
            (
                _("Navn"),
                _("Titel"),
                _("Enhed"),
                _("Status"),
                _("Årsag"),
                _("Kode til it"),
                _("Sendt"),
                _("Bedt om at kvittere"),
                _("Kvitteret"),
            ),
            [_row(line, given, asked) for line in lines],
        ),
        Sheet(
            _("Beslutninger"),
            (_("Overskrift"), _("Besluttet i"), _("Besluttet den"), _("Sag")),
            [
                (one.title, one.body or None, one.decided_on, one.case_number or None)
                for one in contents(status.publication)
            ],
        ),
    )


def _row(
    line: Line, given: Mapping[UUID, datetime], asked: Collection[UUID | None]
) -> tuple[Value, ...]:
    person = line.person
    return (
        person.name,
        person.title,
        person.unit,
        standing_in_words(line.standing),
        _why(line),
        line.detail,
        line.sent_at,
        person.id in asked or person.id in given,
        given.get(person.id),
    )


def _sums(status: Status) -> Iterator[tuple[Value, ...]]:
    for one in IN_ORDER:
        if status.account[one]:
            yield standing_in_words(one), status.account[one]
    yield _("I alt"), status.account.total
    if status.publication.asks_receipt:
        yield _("Bedt om at kvittere"), max(status.asked, status.acknowledged)
        yield _("Har kvitteret"), status.acknowledged
    channel, message = status.publication.channel, status.in_channel
    if channel and message:
        why = why_not(message)
        standing = standing_in_words(message.standing)
        yield capital(channel_in_words(channel)), f"{standing} ({why})" if why else standing


def _why(line: Line) -> str | None:
    if line.standing is Standing.AWAY and line.person.away_until:
        return _("på orlov til {day}", day=day(line.person.away_until))
    return reason_in_words(line.reason) if line.reason else None
