"""A second yes: the question for it, what becomes of the question, and what goes without it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.broadcasts.values import Broadcast, Phase, Plan
from bot.language import _
from bot.language.formats import moment, number, plain
from bot.messages import Action, Card
from cards.approving import Matter, Outcomes, question
from cards.broadcasts.planned import as_receivers_see_it, to_whom, when_it_goes
from cards.broadcasts.writing import OpenBroadcast
from cards.channels import channel_in_words, channel_on_button
from cards.parts import Part, box, buttons, card, heading, note, paragraph


@dataclass(frozen=True)
class ApproveBroadcast(Action, name="broadcasts.approve"):
    """A yes to this revision; see `SendBroadcast`."""

    broadcast_id: UUID
    revision: int
    expected: int


@dataclass(frozen=True)
class ReturnBroadcast(Action, name="broadcasts.return"):
    """A no to this revision, and why."""

    broadcast_id: UUID
    revision: int
    comment: str = ""


def approval(
    broadcast: Broadcast,
    plan: Plan,
    *,
    revision: int,
    now: datetime,
    comment: str = "",
    error: str = "",
) -> Card:
    """The question for a yes to this revision: all that the yes would send, and to whom.

    comment: what was typed.
    """
    corrects = broadcast.published is not None
    return question(
        _("Skal rettelsen sendes?") if corrects else _("Skal den sendes?"),
        matter_of(broadcast),
        paragraph(_who_asks(broadcast)),
        as_receivers_see_it(broadcast, now),
        heading(_("Det sker der, hvis du godkender")),
        *_what_a_yes_does(broadcast, plan, now),
        yes=(
            _("Godkend rettelsen")
            if corrects
            else _("Godkend og send til {whom}", whom=_whom(broadcast, plan)),
            ApproveBroadcast(broadcast.id, revision, plan.recipients.total),
        ),
        no=(_("Send tilbage"), ReturnBroadcast(broadcast.id, revision)),
        comment=comment,
        error=error,
    )


def matter_of(broadcast: Broadcast) -> Matter:
    """What the cards say that are alike in every feature."""
    return Matter(
        title=broadcast.content.title,
        author=broadcast.author.name,
        approver=broadcast.approver.name if broadcast.approver else "",
        asked_at=broadcast.asked_at or broadcast.changed_at,
        void=_(
            "Den udgave af »{title}«, du skulle godkende, er ændret eller trukket tilbage. Der er "
            "ikke sendt noget af den, og den kræver ikke længere dit svar.",
            title=plain(broadcast.content.title),
        ),
        nothing_done=_("Der er ikke sendt noget af det."),
        way=_way_on(broadcast),
    )


OUTCOMES = Outcomes(matter_of)


def approved(broadcast: Broadcast) -> Card:
    """What a question becomes after a yes, when a later card to the same person has the status."""
    shown = broadcast.published or broadcast.content
    return card(
        _("Godkendt"),
        paragraph(
            _(
                "»{title}« blev godkendt. Hvad der siden er sket, står i et nyere kort her i "
                "chatten.",
                title=plain(shown.title),
            )
        ),
        buttons((_("Status"), OpenBroadcast(broadcast.id, apart=True))),
    )


def taken_back(broadcast: Broadcast) -> Card:
    """What the question becomes when it was approved and then taken back in time."""
    return card(
        _("Fortrudt"),
        paragraph(
            _(
                "»{title}« blev godkendt og så fortrudt, før den blev sendt. Ingen har fået den, "
                "og den er en kladde igen.",
                title=plain(broadcast.content.title),
            )
        ),
        buttons((_("Åbn kladden"), OpenBroadcast(broadcast.id, apart=True))),
    )


def not_approved_in_time(broadcast: Broadcast) -> Card:
    """That its time came without a yes, told to who wrote it."""
    at = moment(broadcast.send_at) if broadcast.send_at else ""
    return card(
        _("Ikke sendt"),
        paragraph(
            _(
                "»{title}« skulle have været sendt {at}, men ingen nåede at godkende den. Den er "
                "ikke sendt til nogen.",
                title=plain(broadcast.content.title),
                at=at,
            )
            if at
            else _(
                "»{title}« blev ikke godkendt i tide. Den er ikke sendt til nogen.",
                title=plain(broadcast.content.title),
            )
        ),
        buttons(_way_on(broadcast)),
        summary=_("»{title}« blev ikke godkendt i tide", title=broadcast.content.title),
    )


def hurried(broadcast: Broadcast, *, by: str, now: datetime) -> Card:
    """That something urgent goes without approval, told to every director. by: who sent it."""
    sent = replace(broadcast, content=broadcast.published or broadcast.content)
    if not broadcast.urgent_reason:
        return card(
            _("Fortrudt"),
            paragraph(
                _(
                    "»{title}« skulle have været sendt uden godkendelse, men blev fortrudt. Ingen "
                    "har fået den.",
                    title=plain(broadcast.content.title),
                )
            ),
        )
    return card(
        _("Sendt uden godkendelse"),
        paragraph(
            _(
                "{name} har sendt »{title}« til {whom} uden godkendelse, fordi den haster. "
                "Begrundelsen er:",
                name=plain(by),
                title=plain(sent.content.title),
                whom=plain(channel_in_words(broadcast.channel))
                if broadcast.channel
                else number(broadcast.number or 0),
            )
        ),
        box(paragraph(plain(broadcast.urgent_reason))),
        as_receivers_see_it(sent, now),
        buttons((_("Status"), OpenBroadcast(broadcast.id, apart=True))),
        summary=_("»{title}« er sendt uden godkendelse", title=sent.content.title),
    )


def _who_asks(broadcast: Broadcast) -> str:
    name = plain(broadcast.author.name)
    if broadcast.sender is None:
        return _("{name} har skrevet den i direktionens navn og beder om et ja.", name=name)
    if broadcast.sender.id == broadcast.author.id:
        return _("{name} har skrevet den i sit eget navn og beder om et ja.", name=name)
    return _(
        "{name} har skrevet den. Den sendes i navnet {sender}.",
        name=name,
        sender=plain(broadcast.sender.name),
    )


def _what_a_yes_does(broadcast: Broadcast, plan: Plan, now: datetime) -> Iterator[Part]:
    if broadcast.published is not None:
        yield paragraph(
            _("Opslaget i kanalen ændres og mærkes »Rettet«.")
            if broadcast.channel
            else _("Beskeden ændres hos dem, der har fået den, og mærkes »Rettet«.")
        )
        return
    yield from to_whom(broadcast, plan)
    yield paragraph(when_it_goes(broadcast, plan, now=now, approved=True))
    yield note(_("Du kan fortryde, indtil den begynder."))


def _whom(broadcast: Broadcast, plan: Plan) -> str:
    if broadcast.channel:
        return channel_on_button(broadcast.channel)
    return number(plan.recipients.reachable)


def _way_on(broadcast: Broadcast) -> tuple[str, Action]:
    is_draft = broadcast.phase in (Phase.DRAFT, Phase.AWAITING)
    return _("Åbn kladden") if is_draft else _("Status"), OpenBroadcast(broadcast.id, apart=True)
