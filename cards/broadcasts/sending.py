"""Before a broadcast is sent: what receivers will see, and what will happen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from bot.broadcasts.values import Broadcast, Plan
from bot.calendar import in_copenhagen
from bot.language import _, counted
from bot.language.formats import day, moment, number, plain
from bot.messages import Action, Card
from bot.people.values import Person
from cards.broadcasts.audience import ShowAudience, ShowNames
from cards.broadcasts.choosing_time import ShowTime
from cards.broadcasts.planned import as_receivers_see_it, room, to_whom, when_it_goes
from cards.broadcasts.writing import (
    EditBroadcast,
    NewBroadcast,
    OpenBroadcast,
    ShowDrafts,
)
from cards.channels import channel_in_words, channel_on_button
from cards.parts import (
    ChosenId,
    Part,
    buttons,
    card,
    choice_field,
    heading,
    note,
    paragraph,
    text_field,
    unfolding,
)

SOON = timedelta(minutes=1)  # what goes sooner goes at once, as people say


@dataclass(frozen=True)
class SendBroadcast(Action, name="broadcasts.send"):
    """That this revision is to be sent, or that this approver is to be asked.

    expected: how many the audience is, as the card shows.
    """

    broadcast_id: UUID
    revision: int
    expected: int
    approver: ChosenId = None


@dataclass(frozen=True)
class ShowHurry(Action, name="broadcasts.show_hurry"):
    """That it can't wait for an approval."""

    broadcast_id: UUID


@dataclass(frozen=True)
class SendUnapproved(Action, name="broadcasts.send_unapproved"):
    """That this revision is to be sent without approval, and why; see `SendBroadcast`."""

    broadcast_id: UUID
    revision: int
    expected: int
    urgent_reason: str = ""


@dataclass(frozen=True)
class SendToMe(Action, name="broadcasts.send_to_me"):
    """That the person wants to get it, and nobody else."""

    broadcast_id: UUID


@dataclass(frozen=True)
class DiscardDraft(Action, name="broadcasts.discard"):
    """That the draft is to be thrown away. title: for the card that says so."""

    broadcast_id: UUID
    title: str


@dataclass(frozen=True)
class KeepDraft(Action, name="broadcasts.keep"):
    """That throwing it away was a mistake."""

    broadcast_id: UUID


def preview(
    broadcast: Broadcast,
    plan: Plan,
    *,
    now: datetime,
    said: str = "",
    errors: Mapping[str, str] | None = None,
) -> Card:
    """A draft as receivers will see it, and below what will happen. said: what just did."""
    wrong = errors or {}
    return card(
        _("Før du sender"),
        *([paragraph(said)] if said else []),
        as_receivers_see_it(broadcast, now),
        heading(_("Det sker der")),
        *to_whom(broadcast, plan),
        paragraph(when_it_goes(broadcast, plan, now=now)),
        *_approvers(broadcast, plan, wrong, in_copenhagen(now).date()),
        buttons(
            *_send(broadcast, plan, _("Send til {whom}", whom=_whom(broadcast, plan))),
            (_("Vælg tidspunkt"), ShowTime(broadcast.id)),
            (_("Ret"), EditBroadcast(broadcast.id)),
        ),
        unfolding(
            _("Mere"),
            buttons(
                (_("Send til mig"), SendToMe(broadcast.id)),
                *_names(broadcast),
                (_("Ret modtagere"), ShowAudience(broadcast.id)),
            ),
            *_hurry(broadcast, plan),
            buttons((_("Slet kladde"), DiscardDraft(broadcast.id, broadcast.content.title))),
        ),
        note(
            _(
                "Den kan fortrydes i 30 sekunder, før den sendes. Kladden er gemt, og alle i "
                "direktionen kan åbne den under »Mine kladder«."
            )
        ),
    )


def correction_preview(
    broadcast: Broadcast,
    plan: Plan,
    *,
    reached: int,
    now: datetime,
    said: str = "",
    errors: Mapping[str, str] | None = None,
) -> Card:
    """A correction as receivers will see it. reached: how many have got what is corrected."""
    return card(
        _("Før du sender rettelsen"),
        *([paragraph(said)] if said else []),
        as_receivers_see_it(broadcast, now),
        heading(_("Det sker der")),
        paragraph(
            _("Opslaget i kanalen ændres. Der kommer ikke et nyt.")
            if broadcast.channel
            else counted(
                "Beskeden ændres hos {many}, som har fået den. Der kommer ikke en ny besked.",
                "Beskeden ændres hos de {many}, der har fået den. Der kommer ikke en ny besked.",
                reached,
                many=number(reached),
            )
        ),
        *_approvers(broadcast, plan, errors or {}, in_copenhagen(now).date()),
        buttons(
            *_send(broadcast, plan, _("Send rettelsen")),
            (_("Ret"), EditBroadcast(broadcast.id)),
            (_("Send til mig"), SendToMe(broadcast.id)),
        ),
        *_hurry(broadcast, plan),
    )


def hurry(
    broadcast: Broadcast,
    plan: Plan,
    *,
    now: datetime,
    reason: str = "",
    said: str = "",
    error: str = "",
) -> Card:
    """The confirmation of sending something urgent that nobody has approved.

    reason: what was typed. said: why it isn't sent yet; then it is shown as it now stands.
    """
    return card(
        _("Send uden godkendelse"),
        *([paragraph(said), as_receivers_see_it(broadcast, now)] if said else []),
        paragraph(
            _(
                "»{title}« sendes til {whom} uden at vente på en anden i direktionen. Hele "
                "direktionen får straks din begrundelse at se.",
                title=plain(broadcast.content.title),
                whom=plain(_whom(broadcast, plan)),
            )
        ),
        paragraph(when_it_goes(broadcast, plan, now=now)),
        text_field(
            "urgent_reason",
            _("Hvorfor kan den ikke vente?"),
            reason,
            lines=True,
            longest=room(reason),
            required=True,
            error=error or None,
        ),
        buttons(
            (
                _("Send til {whom} uden godkendelse", whom=_whom(broadcast, plan)),
                SendUnapproved(broadcast.id, broadcast.revision, plan.recipients.total),
            ),
            (_("Tilbage"), OpenBroadcast(broadcast.id, apart=False)),
        ),
    )


def handed_over(broadcast: Broadcast, *, now: datetime) -> Card:
    """What became of the preview: it was confirmed, and its status stands in another card."""
    return card(
        f"»{broadcast.content.title}«",
        paragraph(_what_was_done(broadcast, now)),
        note(_("Kortet med status her i chatten opdateres af sig selv.")),
        buttons((_("Status"), OpenBroadcast(broadcast.id, apart=False))),
    )


def discarded(broadcast_id: UUID, name: str) -> Card:
    """That a draft was thrown away."""
    return card(
        _("Kladden er slettet"),
        paragraph(_("»{title}« er slettet. Der er ikke sendt noget.", title=plain(name))),
        buttons((_("Fortryd"), KeepDraft(broadcast_id)), (_("Mine kladder"), ShowDrafts(0))),
    )


def gone() -> Card:
    """What a message about a draft becomes when the draft was thrown away."""
    return card(
        _("Kladden er slettet"),
        paragraph(_("Den fællesbesked blev slettet, og der er ikke sendt noget.")),
        buttons((_("Ny fællesbesked"), NewBroadcast())),
    )


def _approvers(
    broadcast: Broadcast, plan: Plan, wrong: Mapping[str, str], today: date
) -> Iterator[Part]:
    if not plan.needs_approval:
        return
    why = (
        _("fordi alle i teamet kan læse den")
        if broadcast.channel
        else _("fordi den er til alle ledere")
    )
    if not plan.approvers:
        yield paragraph(
            _(
                "Den skal godkendes, {why}, og kun du kan gøre det. Derfor skal {name}, som har "
                "skrevet den, bede dig om det.",
                why=why,
                name=plain(broadcast.author.name),
            )
        )
        return
    alone = plan.approvers[0] if len(plan.approvers) == 1 else None
    yield paragraph(
        _("{name} skal godkende den, {why}.", name=plain(alone.name), why=why)
        if alone
        else _("En anden i direktionen skal godkende den, {why}.", why=why)
    )
    yield choice_field(
        "approver",
        _("Hvem skal godkende?"),
        [(str(one.id), _approver(one, today)) for one in plan.approvers],
        str(alone.id) if alone else "",
        required=True,
        error=wrong.get("approver"),
    )


def _approver(person: Person, today: date) -> str:
    """Who can be asked; and that somebody isn't there to see it. Plain text."""
    if not person.away_until or not person.is_away(today):
        return person.name
    return _("{name} (på orlov til og med {day})", name=person.name, day=day(person.away_until))


def _send(broadcast: Broadcast, plan: Plan, send: str) -> Iterator[tuple[str, Action]]:
    if plan.needs_approval and not plan.approvers:
        return
    said = _("Bed om godkendelse") if plan.needs_approval else send
    yield said, SendBroadcast(broadcast.id, broadcast.revision, plan.recipients.total)


def _hurry(broadcast: Broadcast, plan: Plan) -> Iterator[Part]:
    if plan.needs_approval and broadcast.content.urgent:
        yield note(_("Kan den slet ikke vente på en godkendelse?"))
        yield buttons((_("Send uden godkendelse"), ShowHurry(broadcast.id)))


def _what_was_done(broadcast: Broadcast, now: datetime) -> str:
    if broadcast.approver:
        return _(
            "Sendt til godkendelse hos {name} {when}.",
            name=plain(broadcast.approver.name),
            when=moment(now),
        )
    if broadcast.corrected_at:
        return _("Rettelsen er sendt {when}.", when=moment(now))
    said = _confirmed(broadcast, now)
    if broadcast.starts_at and broadcast.starts_at - now > SOON:
        return _("{said} Den sendes {when}.", said=said, when=moment(broadcast.starts_at))
    return said


def _confirmed(broadcast: Broadcast, now: datetime) -> str:
    if broadcast.channel:
        return _(
            "Bekræftet {when} til {channel}.",
            when=moment(now),
            channel=plain(channel_in_words(broadcast.channel)),
        )
    many = broadcast.number or 0
    return counted(
        "Bekræftet {when} til {many} modtager.",
        "Bekræftet {when} til {many} modtagere.",
        many,
        when=moment(now),
        many=number(many),
    )


def _whom(broadcast: Broadcast, plan: Plan) -> str:
    """Whom it would reach, as a button has room for it."""
    if broadcast.channel:
        return channel_on_button(broadcast.channel)
    return number(plan.recipients.reachable)


def _names(broadcast: Broadcast) -> Iterator[tuple[str, Action]]:
    if not broadcast.channel:  # nobody knows who reads there
        yield _("Se hvem"), ShowNames(broadcast.id, 0, unreachable=False)
