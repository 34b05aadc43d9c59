"""A second yes: the question for it, what becomes of the question, and what goes without it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from bot.broadcasts.values import Broadcast, Phase, Plan
from bot.language import _
from bot.language.formats import moment, number, plain
from bot.messages import Action, Card
from cards.broadcasts.planned import as_receivers_see_it, room, to_whom, when_it_goes
from cards.broadcasts.received import formatted
from cards.broadcasts.writing import OpenBroadcast
from cards.channels import channel_in_words, channel_on_button
from cards.parts import Part, box, buttons, card, heading, note, paragraph, text_field


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
    return card(
        _("Skal rettelsen sendes?") if corrects else _("Skal den sendes?"),
        paragraph(_who_asks(broadcast)),
        as_receivers_see_it(broadcast, now),
        heading(_("Det sker der, hvis du godkender")),
        *_what_a_yes_does(broadcast, plan, now),
        buttons(
            (
                _("Godkend rettelsen")
                if corrects
                else _("Godkend og send til {whom}", whom=_whom(broadcast, plan)),
                ApproveBroadcast(broadcast.id, revision, plan.recipients.total),
            )
        ),
        note(_("Godkendelsen gælder netop denne udgave. Ændres den, bliver du spurgt igen.")),
        text_field(
            "comment",
            _("Hvad skal rettes? (når du sender den tilbage)"),
            comment,
            lines=True,
            longest=room(comment),
            error=error or None,
        ),
        buttons((_("Send tilbage"), ReturnBroadcast(broadcast.id, revision))),
        summary=_(
            "{name} beder dig om at godkende »{title}«",
            name=broadcast.author.name,
            title=broadcast.content.title,
        ),
    )


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


def returned(broadcast: Broadcast, comment: str, *, by: str) -> Card:
    """What the question becomes after a no. by: the name of who said it."""
    return card(
        _("Sendt tilbage"),
        paragraph(
            _(
                "{by} har sendt »{title}« tilbage til {name} med ordene:",
                by=plain(by),
                title=plain(broadcast.content.title),
                name=plain(broadcast.author.name),
            )
        ),
        box(paragraph(plain(comment))),
        paragraph(_("Der er ikke sendt noget af det.")),
    )


def void(broadcast: Broadcast) -> Card:
    """What the question becomes when the revision that it was about is no more."""
    return card(
        _("Ændret, siden du blev spurgt"),
        paragraph(
            _(
                "Den udgave af »{title}«, du skulle godkende, er ændret eller trukket tilbage. Der "
                "er ikke sendt noget af den, og den kræver ikke længere dit svar.",
                title=plain(broadcast.content.title),
            )
        ),
    )


def not_returned(comment: str) -> Card:
    """That a comment came too late, with the comment, which is stored nowhere."""
    return card(
        _("Ikke sendt tilbage"),
        paragraph(
            _(
                "Udgaven er ændret eller besvaret, mens du skrev, så din bemærkning er ikke sendt "
                "til nogen. Her er den, hvis du skal bruge den:"
            )
        ),
        box(paragraph(formatted(plain(comment)))),
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


def came_back(broadcast: Broadcast, comment: str, *, by: str) -> Card:
    """That a director said no, told to who wrote it. by: the director's name."""
    return card(
        _("Sendt tilbage til dig"),
        paragraph(
            _(
                "{by} har ikke godkendt »{title}«. Der er ikke sendt noget af det. Bemærkningen "
                "er:",
                by=plain(by),
                title=plain(broadcast.content.title),
            )
        ),
        box(paragraph(plain(comment))),
        _to_the_draft(broadcast),
        summary=_("»{title}« er sendt tilbage til dig", title=broadcast.content.title),
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
        _to_the_draft(broadcast),
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


def _to_the_draft(broadcast: Broadcast) -> Part:
    is_draft = broadcast.phase in (Phase.DRAFT, Phase.AWAITING)
    return buttons(
        (_("Åbn kladden") if is_draft else _("Status"), OpenBroadcast(broadcast.id, apart=True))
    )
