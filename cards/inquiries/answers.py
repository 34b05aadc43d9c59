"""An answer as it comes to who asked, and the offer to ask where an answer was no good."""

from collections.abc import Iterator
from datetime import datetime

from bot.calendar import in_copenhagen
from bot.inquiries.values import Act, Entry, Kind, Own, Phase, Prepared, ReceivedAnswer
from bot.language import _
from bot.language.formats import plain, relative_moment, weekday
from bot.messages import Card
from cards.inquiries.forms import AskDirectorate, AskFurther
from cards.inquiries.further import quoted_before
from cards.inquiries.receipts import Helped
from cards.inquiries.standing import about_decision, said, standing_in_words
from cards.parts import Part, buttons, card, note, paragraph


def answer(answer: ReceivedAnswer, *, now: datetime) -> Card:
    """An answer as one of those who asked gets it, and what they may do about it."""
    name = _title(answer.own, answer.entry)
    by = answer.entry.by
    return card(
        name,
        *about_decision(answer.own.inquiry),
        quoted_before(answer),
        *said(answer.entry, now=now),
        *_further(answer, now=now),
        summary=_("{title} (fra {sender})", title=name, sender=by.name) if by else name,
    )


def offer(prepared: Prepared, question: AskDirectorate, *, now: datetime) -> Card:
    """The offer to ask the directorate, after a thumb down; once it was taken up, that it was."""
    name = _("Hjalp svaret ikke?")
    asked = note(_("Du spurgte: {question}", question=plain(prepared.text)))
    if prepared.sent:
        today = in_copenhagen(now).date()
        return card(
            name,
            asked,
            paragraph(_("Du har sendt spørgsmålet til direktionen.")),
            paragraph(f"{standing_in_words(prepared.sent, today=today)}."),
        )
    return card(
        name,
        asked,
        paragraph(_("Du kan sende spørgsmålet til direktionen og få svar her.")),
        buttons((_("Spørg direktionen"), question)),
    )


def _title(own: Own, entry: Entry) -> str:
    is_proposal = own.inquiry.kind is Kind.PROPOSAL
    match entry.act:
        case Act.TAKEN_UP:
            return _("Dit forslag er taget op")
        case Act.NOT_NOW:
            return _("Dit forslag: ikke nu")
        case Act.CLOSED if is_proposal:
            return _("Dit forslag er lukket")
        case Act.CLOSED:
            return _("Din henvendelse er lukket")
        case _answered if is_proposal:
            return _("Svar på dit forslag")
        case _answered if own.inquiry.kind is Kind.REPLY:
            return _("Svar på det, du skrev")
        case _answered:
            return _("Svar på dit spørgsmål")


def _further(answer: ReceivedAnswer, *, now: datetime) -> Iterator[Part]:
    entry, own, after = answer.entry, answer.own, answer.after
    if after and after.act is not Act.FOLLOWED_UP:
        yield paragraph(_("Der er kommet et nyere svar længere nede."))
        return
    if after:
        when = relative_moment(after.at, now)
        yield paragraph(_("Du spurgte videre {when}.", when=when))
        if own.phase is Phase.OPEN:
            day = weekday(own.inquiry.due_on, today=in_copenhagen(now).date())
            yield note(_("Du får svar her senest {day}.", day=day))
        return
    if own.phase is Phase.OPEN:
        looks = own.owner if own.inquiry.kind is Kind.DECISION else None
        yield paragraph(
            _("{name} ser på det igen.", name=plain(looks.name))
            if looks
            else _("Direktionen ser på det igen.")
        )
        return
    further = (_("Spørg videre"), AskFurther(entry.id))
    if entry.act is not Act.ANSWERED:
        yield buttons(further)
    elif entry.helped:
        yield paragraph(_("Du har sagt, at svaret hjalp. Tak."))
        yield buttons(further, (_("Fortryd"), Helped(entry.id, helped=False, apart=True)))
    else:
        yield buttons((_("Det hjalp"), Helped(entry.id, helped=True, apart=True)), further)
