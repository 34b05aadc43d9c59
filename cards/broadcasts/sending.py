"""Before a broadcast is sent: what receivers will see, what will happen, and a second yes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from bot.broadcasts.values import REASON_LENGTH, Broadcast, Phase, Plan
from bot.language import _, counted
from bot.language.formats import moment, number, plain, relative_moment
from bot.messages import Action, Card
from bot.people.values import Audience
from cards.broadcasts.audience import ShowAudience, ShowNames, in_numbers
from cards.broadcasts.received import as_received, formatted, received_parts
from cards.broadcasts.writing import (
    EditBroadcast,
    NewBroadcast,
    OpenBroadcast,
    ShowDrafts,
)
from cards.parts import (
    ChosenId,
    Clock,
    Day,
    Part,
    box,
    buttons,
    card,
    choice_field,
    date_field,
    heading,
    note,
    paragraph,
    text_field,
    time_field,
    title,
)
from cards.people import audience_in_words

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
class ShowTime(Action, name="broadcasts.show_time"):
    """That the person wants to choose when it is sent."""

    broadcast_id: UUID


@dataclass(frozen=True)
class SaveTime(Action, name="broadcasts.save_time"):
    """When it is to be sent, on the clock in Copenhagen."""

    broadcast_id: UUID
    day: Day = None
    at: Clock = None


@dataclass(frozen=True)
class SendAtOnce(Action, name="broadcasts.send_at_once"):
    """That it isn't to wait for a time any more, once it is confirmed."""

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
        _as_receivers_see_it(broadcast, now),
        heading(_("Det sker der")),
        *_to_whom(broadcast, plan),
        paragraph(_when(broadcast, plan, now=now)),
        *_approvers(broadcast, plan, wrong),
        buttons(
            *_send(
                broadcast, plan, _("Send til {number}", number=number(plan.recipients.reachable))
            ),
            (_("Vælg tidspunkt"), ShowTime(broadcast.id)),
            (_("Ret"), EditBroadcast(broadcast.id)),
        ),
        buttons(
            (_("Send til mig"), SendToMe(broadcast.id)),
            (_("Se hvem"), ShowNames(broadcast.id, 0, unreachable=False)),
            (_("Ret modtagere"), ShowAudience(broadcast.id)),
            (_("Slet kladde"), DiscardDraft(broadcast.id, broadcast.content.title)),
        ),
        *_hurry(broadcast, plan),
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
        _as_receivers_see_it(broadcast, now),
        heading(_("Det sker der")),
        paragraph(
            counted(
                "Beskeden ændres hos {many}, som har fået den. Der kommer ikke en ny besked.",
                "Beskeden ændres hos de {many}, der har fået den. Der kommer ikke en ny besked.",
                reached,
                many=number(reached),
            )
        ),
        *_approvers(broadcast, plan, errors or {}),
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
        *([paragraph(said), _as_receivers_see_it(broadcast, now)] if said else []),
        paragraph(
            _(
                "»{title}« sendes til {number} uden at vente på en anden i direktionen. Hele "
                "direktionen får straks din begrundelse at se.",
                title=plain(broadcast.content.title),
                number=number(plan.recipients.reachable),
            )
        ),
        paragraph(_when(broadcast, plan, now=now)),
        text_field(
            "urgent_reason",
            _("Hvorfor kan den ikke vente?"),
            reason,
            lines=True,
            longest=_room(reason),
            required=True,
            error=error or None,
        ),
        buttons(
            (
                _("Send til {number} uden godkendelse", number=number(plan.recipients.reachable)),
                SendUnapproved(broadcast.id, broadcast.revision, plan.recipients.total),
            ),
            (_("Tilbage"), OpenBroadcast(broadcast.id, apart=False)),
        ),
    )


def choose_time(
    broadcast: Broadcast,
    *,
    day: date | None,
    at: time | None,
    errors: Mapping[str, str] | None = None,
) -> Card:
    """The form for when it is sent. day, at: as they are filled in."""
    wrong = errors or {}
    at_once: list[tuple[str, Action]] = []
    if broadcast.send_at:
        at_once.append((_("Send ved bekræftelse"), SendAtOnce(broadcast.id)))
    return card(
        _("Hvornår skal den sendes?"),
        paragraph(f"»{plain(broadcast.content.title)}«"),
        date_field("day", _("Dag"), day, required=True, error=wrong.get("day")),
        time_field("at", _("Klokkeslæt i Danmark"), at, required=True, error=wrong.get("at")),
        note(
            _(
                "Uden for arbejdstid venter den til næste arbejdsdag, medmindre den haster. Du "
                "kan ændre tidspunktet, indtil den begynder."
            )
        ),
        buttons(
            (_("Gem tidspunktet"), SaveTime(broadcast.id)),
            *at_once,
            (_("Tilbage"), OpenBroadcast(broadcast.id, apart=False)),
        ),
    )


def handed_over(broadcast: Broadcast, *, now: datetime) -> Card:
    """What became of the preview: it was confirmed, and its status stands in another card."""
    return card(
        f"»{broadcast.content.title}«",
        paragraph(_what_was_done(broadcast, now)),
        note(_("Kortet med status her i chatten følger med af sig selv.")),
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
        _as_receivers_see_it(broadcast, now),
        heading(_("Det sker der, hvis du godkender")),
        *_what_a_yes_does(broadcast, plan, now),
        text_field(
            "comment",
            _("Hvad skal rettes? (når du sender den tilbage)"),
            comment,
            lines=True,
            longest=_room(comment),
            error=error or None,
        ),
        buttons(
            (
                _("Godkend rettelsen")
                if corrects
                else _("Godkend og send til {number}", number=number(plan.recipients.reachable)),
                ApproveBroadcast(broadcast.id, revision, plan.recipients.total),
            ),
            (_("Send tilbage"), ReturnBroadcast(broadcast.id, revision)),
        ),
        note(_("Godkendelsen gælder netop denne udgave. Ændres den, bliver du spurgt igen.")),
        summary=_(
            "{name} beder dig om at godkende »{title}«",
            name=broadcast.author.name,
            title=broadcast.content.title,
        ),
    )


def returned(broadcast: Broadcast, comment: str) -> Card:
    """What the question becomes after a no."""
    return card(
        _("Sendt tilbage"),
        paragraph(
            _(
                "»{title}« er sendt tilbage til {name} med ordene:",
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


def came_back(broadcast: Broadcast, comment: str) -> Card:
    """That who was asked said no, told to who wrote it."""
    return card(
        _("Sendt tilbage til dig"),
        paragraph(
            _(
                "»{title}« blev ikke godkendt. Der er ikke sendt noget af det. Bemærkningen er:",
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
                "{name} har sendt »{title}« til {number} uden godkendelse, fordi den haster. "
                "Begrundelsen er:",
                name=plain(by),
                title=plain(sent.content.title),
                number=number(broadcast.number or 0),
            )
        ),
        box(paragraph(plain(broadcast.urgent_reason))),
        _as_receivers_see_it(sent, now),
        buttons((_("Status"), OpenBroadcast(broadcast.id, apart=True))),
        summary=_("»{title}« er sendt uden godkendelse", title=sent.content.title),
    )


def _room(typed: str) -> int | None:
    """How much the client takes; it might cut what was typed, if that is too long already."""
    return REASON_LENGTH if len(typed) <= REASON_LENGTH else None


def _as_receivers_see_it(broadcast: Broadcast, now: datetime) -> Part:
    as_it_meets_them = as_received(broadcast, now=now)
    return box(
        title(broadcast.content.title),
        *received_parts(as_it_meets_them, now=now, preview=True),
    )


def _to_whom(broadcast: Broadcast, plan: Plan) -> Iterator[Part]:
    audience = plain(audience_in_words(broadcast.audience or Audience()))
    if broadcast.segment:
        audience = f"{plain(broadcast.segment)} ({audience})"
    yield paragraph(_("Til {audience}.", audience=audience))
    yield paragraph(f"**{in_numbers(plan.recipients)}**")
    yield note(_lately(round(plan.recipients.lately, 1)))


def _lately(messages: float) -> str:
    if not messages:
        return _("De har ikke fået fællesbeskeder de seneste syv dage.")
    return _(
        "De har i gennemsnit fået {messages} fællesbeskeder hver de seneste syv dage.",
        messages=number(messages),
    )


def _when(broadcast: Broadcast, plan: Plan, *, now: datetime, approved: bool = False) -> str:
    at = relative_moment(plan.starts_at, now)
    if plan.delayed:
        return _("Uden for arbejdstid: sendes {when}.", when=at)
    if broadcast.send_at and broadcast.send_at > now:
        return _("Sendes {when}.", when=at)
    if approved:
        return _("Sendes 30 sekunder efter, at du har godkendt den.")
    if plan.needs_approval:
        return _("Sendes, når den er godkendt.")
    return _("Sendes 30 sekunder efter, at du har trykket »Send«.")


def _approvers(broadcast: Broadcast, plan: Plan, wrong: Mapping[str, str]) -> Iterator[Part]:
    if not plan.needs_approval:
        return
    if not plan.approvers:
        yield paragraph(
            _(
                "Den er til alle ledere, og kun du kan godkende den. Derfor skal {name}, som har "
                "skrevet den, bede dig om det.",
                name=plain(broadcast.author.name),
            )
        )
        return
    alone = plan.approvers[0] if len(plan.approvers) == 1 else None
    yield paragraph(
        _("{name} skal godkende den, fordi den er til alle ledere.", name=plain(alone.name))
        if alone
        else _("En anden i direktionen skal godkende den, fordi den er til alle ledere.")
    )
    yield choice_field(
        "approver",
        _("Hvem skal godkende?"),
        [(str(one.id), one.name) for one in plan.approvers],
        str(alone.id) if alone else "",
        required=True,
        error=wrong.get("approver"),
    )


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
    many = broadcast.number or 0
    said = counted(
        "Bekræftet {when} til {many} modtager.",
        "Bekræftet {when} til {many} modtagere.",
        many,
        when=moment(now),
        many=number(many),
    )
    if broadcast.starts_at and broadcast.starts_at - now > SOON:
        return _("{said} Den sendes {when}.", said=said, when=moment(broadcast.starts_at))
    return said


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
        yield paragraph(_("Beskeden ændres hos dem, der har fået den, og mærkes »Rettet«."))
        return
    yield from _to_whom(broadcast, plan)
    yield paragraph(_when(broadcast, plan, now=now, approved=True))
    yield note(_("Du kan fortryde, indtil den begynder."))


def _to_the_draft(broadcast: Broadcast) -> Part:
    is_draft = broadcast.phase in (Phase.DRAFT, Phase.AWAITING)
    return buttons(
        (_("Åbn kladden") if is_draft else _("Status"), OpenBroadcast(broadcast.id, apart=True))
    )
