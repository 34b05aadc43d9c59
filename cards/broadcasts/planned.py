"""What a preview and a question for approval both say: the message, to whom it goes, and when."""

from collections.abc import Iterator
from datetime import datetime

from bot.broadcasts.values import REASON_LENGTH, Broadcast, Plan
from bot.delivery.values import TeamChannel
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from bot.people.values import Audience
from cards.broadcasts.audience import in_numbers
from cards.broadcasts.received import as_received, received_parts
from cards.channels import channel_in_words
from cards.parts import Part, box, note, paragraph, title
from cards.people import audience_in_words


def as_receivers_see_it(broadcast: Broadcast, now: datetime) -> Part:
    """The working copy in a box, as it would meet a receiver."""
    as_it_meets_them = as_received(broadcast, now=now)
    return box(
        title(broadcast.content.title),
        *received_parts(as_it_meets_them, now=now, preview=True),
    )


def to_whom(broadcast: Broadcast, plan: Plan) -> Iterator[Part]:
    """Whom it is for, how many can be reached, and how much they get already."""
    if broadcast.channel:
        yield from _to_channel(broadcast, broadcast.channel, plan)
        return
    audience = plain(audience_in_words(broadcast.audience or Audience()))
    if broadcast.segment:
        audience = f"{plain(broadcast.segment)} ({audience})"
    yield paragraph(_("Til {audience}.", audience=audience))
    yield paragraph(f"**{in_numbers(plan.recipients)}**")
    yield note(_lately(round(plan.recipients.lately, 1)))


def when_it_goes(broadcast: Broadcast, plan: Plan, *, now: datetime, approved: bool = False) -> str:
    """When it goes, and why not sooner. approved: said to who is about to approve it."""
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


def room(typed: str) -> int | None:
    """How much the client takes; it might cut what was typed, if that is too long already."""
    return REASON_LENGTH if len(typed) <= REASON_LENGTH else None


def _to_channel(broadcast: Broadcast, channel: TeamChannel, plan: Plan) -> Iterator[Part]:
    yield paragraph(_("Til **{channel}**.", channel=plain(channel_in_words(channel))))
    yield paragraph(
        _("Det er ét opslag, som alle i teamet kan læse, også dem, der kommer med senere.")
    )
    if broadcast.content.asks_receipt:
        yield paragraph(
            _("I en kanal kan der ikke kvitteres, så der bedes ikke om kvittering for den.")
        )
    if broadcast.content.for_newcomers:
        yield paragraph(_("Nye ledere får den ikke hver for sig. De finder den i kanalen."))
    had = round(plan.recipients.lately)
    yield note(
        counted(
            "Der er kommet {many} fællesbesked i kanalen de seneste syv dage.",
            "Der er kommet {many} fællesbeskeder i kanalen de seneste syv dage.",
            had,
            many=number(had),
        )
        if had
        else _("Der er ikke kommet fællesbeskeder i kanalen de seneste syv dage.")
    )


def _lately(messages: float) -> str:
    if not messages:
        return _("De har ikke fået fællesbeskeder de seneste syv dage.")
    return _(
        "De har i gennemsnit fået {messages} fællesbeskeder hver de seneste syv dage.",
        messages=number(messages),
    )
