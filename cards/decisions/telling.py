"""What there is to tell of a publication, from "who approves it" to "what became of each"."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import ceil

from bot.decisions.publication.accounted import Edited, Status
from bot.decisions.values import Publication, PublicationPhase
from bot.delivery.standings import Standing
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from cards import accounts
from cards.broadcasts.account import (
    standing_in_words,
    sum_line,
    who_waits,
    why_not_arrived,
    why_not_removed,
)
from cards.broadcasts.channels import why_not
from cards.channels import capital, channel_in_words

COUNTED_DOWN = timedelta(minutes=1)  # a shorter time until it goes is said in seconds


def headline(status: Status, now: datetime) -> str:
    """Where it is, in a few words."""
    publication = status.publication
    begins = publication.starts_at or publication.changed_at
    match publication.phase:
        case PublicationPhase.DRAFT | PublicationPhase.DISCARDED:
            return _("Kladde: ikke offentliggjort")
        case PublicationPhase.AWAITING:
            return _("Venter på godkendelse")
        case PublicationPhase.SCHEDULED if begins <= now:
            return _("Offentliggøres nu")
        case PublicationPhase.SCHEDULED if begins - now <= COUNTED_DOWN:
            seconds = ceil((begins - now).total_seconds())
            return _("Offentliggøres om {seconds} sek.", seconds=seconds)
        case PublicationPhase.SCHEDULED:
            return _("Offentliggøres {when}", when=relative_moment(begins, now))
        case PublicationPhase.PUBLISHED if status.account[Standing.ON_ITS_WAY]:
            return _("Sender nu")
        case PublicationPhase.PUBLISHED if publication.corrects:
            return _("Rettelsen er offentliggjort {when}", when=relative_moment(begins, now))
        case PublicationPhase.PUBLISHED:
            return _("Offentliggjort {when}", when=relative_moment(begins, now))
        case PublicationPhase.RECALLED:
            ended = publication.ended_at or publication.changed_at
            return _("Trukket tilbage {when}", when=relative_moment(ended, now))


def told(status: Status, now: datetime) -> Iterator[str]:
    """What there is to know, sentence by sentence, in Markdown."""
    publication, account = status.publication, status.account
    match publication.phase:
        case PublicationPhase.DRAFT | PublicationPhase.DISCARDED:
            yield _("Ingen har fået noget.")
        case PublicationPhase.AWAITING:
            yield from _asked(publication, now)
        case PublicationPhase.SCHEDULED:
            yield from _scheduled(publication)
        case PublicationPhase.PUBLISHED:
            yield from _edits(status.edited)
            if account.total or (publication.to_people and not publication.corrects):
                yield sum_line(account)
            yield from _in_channel(status)
            yield from _stopped(publication, now)
            yield from _acknowledged(status)
            yield from accounts.reminded(publication.remind_at, now)
            yield from who_waits(account)
            yield from why_not_arrived(account)
            yield from accounts.uncertain(account)
        case PublicationPhase.RECALLED:
            yield from accounts.recalled(account)
            yield sum_line(account)
            yield from _in_channel(status)
            yield from _acknowledged(status)
            yield from why_not_removed(account)
            yield from accounts.uncertain_and_recalled(account)


def _asked(publication: Publication, now: datetime) -> Iterator[str]:
    if publication.approver and publication.asked_at:
        yield _(
            "{name} blev bedt om at godkende det {when}.",
            name=plain(publication.approver.name),
            when=relative_moment(publication.asked_at, now),
        )


def _scheduled(publication: Publication) -> Iterator[str]:
    if publication.to_people:
        many = publication.number or 0
        yield counted("For {many} leder.", "For {many} ledere.", many, many=number(many))
    if publication.channel:
        yield capital(_("i {channel}.", channel=plain(channel_in_words(publication.channel))))


def _stopped(publication: Publication, now: datetime) -> Iterator[str]:
    if publication.stopped_at:
        when = relative_moment(publication.stopped_at, now)
        yield _("Resten blev stoppet {when}. Det, der er besluttet, gælder stadig.", when=when)


def _in_channel(status: Status) -> Iterator[str]:
    channel, message = status.publication.channel, status.in_channel
    if not channel or not message:
        return
    why = why_not(message)
    standing = standing_in_words(message.standing)
    yield _(
        "I {channel}: {standing}",
        channel=plain(channel_in_words(channel)),
        standing=f"{standing} ({why})" if why else standing,
    )


def _acknowledged(status: Status) -> Iterator[str]:
    if not status.publication.asks_receipt:
        return
    many = status.acknowledged
    if status.publication.phase is PublicationPhase.RECALLED:
        yield counted(
            "{many} nåede at kvittere.", "{many} nåede at kvittere.", many, many=number(many)
        )
        return
    if not max(status.asked, many):  # nothing has arrived yet
        return
    # Somebody may acknowledge what nobody knew to have arrived.
    yield _(
        "{acknowledged} af {number} har kvitteret",
        acknowledged=number(many),
        number=number(max(status.asked, many)),
    )


def _edits(edited: Edited) -> Iterator[str]:
    if edited.total:
        done = max(edited.total - edited.under_way - edited.failed, 0)
        yield counted(
            "Kortet er rettet hos {many}, der har fået det.",
            "Kortet er rettet hos de {many}, der har fået det.",
            done,
            many=number(done),
        )
    yield from accounts.edits(edited.under_way, edited.failed)
