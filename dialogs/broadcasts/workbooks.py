"""What is handed over of a broadcast: its account person by person, and what is for the record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from bot.audit import Entry
from bot.broadcasts.values import Content, Phase, Status, Version
from bot.calendar import in_copenhagen
from bot.delivery.standings import Line, Standing
from bot.files.workbook import About, Sheet, Value, workbook
from bot.language import _
from bot.language.formats import day, number
from bot.people.values import Person
from cards.audit import act_in_words
from cards.broadcasts.account import IN_ORDER, reason_in_words, standing_in_words
from cards.broadcasts.channels import why_not
from cards.channels import capital, channel_in_words, channel_name
from cards.people import audience_in_words

LONGEST_NAME = 60  # characters of a title in a file's name

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#%\x00-\x1f]+')


def about(kind: str, status: Status, *, by: Person, now: datetime) -> About:
    """What a workbook says of itself."""
    return About(f"{kind}: {_shown(status).title}", now, by.name)


def file_name(kind: str, status: Status, *, now: datetime) -> str:
    """The name of a workbook."""
    title = " ".join(_NOT_IN_NAMES.sub(" ", _shown(status).title).split())[:LONGEST_NAME].strip(
        ". "
    )
    day = in_copenhagen(now).date().isoformat()
    return f"{kind} {title} {day}.xlsx"


def account(
    about: About,
    status: Status,
    lines: Sequence[Line],
    *,
    receipts: Mapping[UUID, datetime],
    replied: Mapping[UUID, datetime],
) -> bytes:
    """What became of each receiver's message, below the sums."""
    headings = (
        _("Navn"),
        _("Titel"),
        _("Enhed"),
        _("Status"),
        _("Årsag"),
        _("Kode til it"),
        _("Sendt"),
        _("Kvitteret"),
        _("Svaret"),
    )
    left_out = status.account.total - len(lines)
    if left_out > 0:
        note = _("{number} modtagere er ikke med på listen.", number=number(left_out))
        about = About(about.title, about.made_at, about.made_by, (note,))
    rows = [
        (
            line.person.name,
            line.person.title,
            line.person.unit,
            standing_in_words(line.standing),
            _why(line),
            line.detail,
            line.sent_at,
            receipts.get(line.person.id),
            replied.get(line.person.id),
        )
        for line in lines
    ]
    return workbook(about, _sums(status), Sheet(_("Modtagere"), headings, rows))


def account_of_channel(about: About, status: Status) -> bytes:
    """What became of the message in a team's channel."""
    headings = (_("Team"), _("Kanal"), _("Status"), _("Årsag"), _("Kode til it"), _("Sendt"))
    channel, message = status.broadcast.channel, status.in_channel
    if not channel or not message:
        return workbook(about, Sheet(_("Kanal"), headings, []))
    row = (
        channel.team,
        channel_name(channel),
        standing_in_words(message.standing),
        why_not(message),
        message.detail,
        message.sent_at,
    )
    return workbook(about, Sheet(_("Kanal"), headings, [row]))


def _why(line: Line) -> str | None:
    if line.standing is Standing.AWAY and line.person.away_until:
        return _("på orlov til {day}", day=day(line.person.away_until))
    return reason_in_words(line.reason) if line.reason else None


def record(
    about: About,
    status: Status,
    versions: Sequence[Version],
    acts: Sequence[Entry],
) -> bytes:
    """What is for the record: what was said, by whom, to whom, and what was done.

    acts: the oldest first.
    """
    return workbook(
        about,
        Sheet(_("Fællesbesked"), (_("Felt"), _("Indhold")), list(_facts(status, versions))),
        Sheet(
            _("Udgaver"),
            (
                _("Udgave"),
                _("Tidspunkt"),
                _("Overskrift"),
                _("Tekst"),
                _("Knap"),
                _("Link"),
                _("Gælder til"),
                _("Godkendt af"),
            ),
            [
                (
                    position,
                    one.at,
                    one.content.title,
                    one.content.text,
                    one.content.link_title,
                    one.content.link,
                    one.content.useful_until,
                    one.approved_by.name if one.approved_by else None,
                )
                for position, one in enumerate(versions, start=1)
            ],
        ),
        _sums(status),
        Sheet(
            _("Hændelser"),
            (_("Tidspunkt"), _("Hvem"), _("Handling"), _("Antal")),
            [(one.at, one.actor, act_in_words(one.act), one.number) for one in acts],
        ),
    )


def _sums(status: Status) -> Sheet:
    rows: list[tuple[Value, ...]] = [
        (standing_in_words(one), status.account[one]) for one in IN_ORDER if status.account[one]
    ]
    rows.append((_("I alt"), status.account.total))
    if status.broadcast.asks_receipt:
        rows.append((_("Har kvitteret"), status.acknowledged))
    rows.append((_("Svar til afsenderen"), status.replies))
    return Sheet(_("Opgørelse"), (_("Status"), _("Antal")), rows)


def _facts(status: Status, versions: Sequence[Version]) -> Iterator[tuple[Value, ...]]:
    broadcast = status.broadcast
    yield _("Emne"), _shown(status).title
    yield _("Sagsnummer"), None  # filled in by whoever puts it on the record
    yield _("Dato"), broadcast.starts_at
    yield _("Afsender"), broadcast.sender.name if broadcast.sender else _("Direktionen")
    yield _("Skrevet af"), broadcast.author.name
    yield _("Bekræftet af"), broadcast.confirmed_by.name if broadcast.confirmed_by else None
    approvers = dict.fromkeys(one.approved_by.name for one in versions if one.approved_by)
    yield _("Godkendt af"), ", ".join(approvers) or _("ingen")
    if broadcast.urgent_reason:
        yield _("Sendt uden godkendelse, fordi"), broadcast.urgent_reason
    if broadcast.channel:
        yield _("Modtagere"), capital(channel_in_words(broadcast.channel))
    if broadcast.audience:
        yield _("Modtagere"), audience_in_words(broadcast.audience, most=None)
    if broadcast.segment:
        yield _("Målgruppe"), broadcast.segment
    if not broadcast.channel:
        yield _("Antal modtagere ved afsendelsen"), broadcast.number
    yield _("Bad om kvittering"), broadcast.asks_receipt
    if broadcast.corrected_at:
        yield _("Senest rettet"), broadcast.corrected_at
    if broadcast.phase is Phase.STOPPED:
        yield _("Stoppet"), broadcast.ended_at
    if broadcast.phase is Phase.RECALLED:
        yield _("Trukket tilbage"), broadcast.ended_at


def _shown(status: Status) -> Content:
    return status.broadcast.published or status.broadcast.content
