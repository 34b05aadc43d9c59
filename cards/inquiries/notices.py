"""What is said unasked of inquiries to those who handle them."""

from collections.abc import Sequence
from datetime import datetime

from bot.calendar import in_copenhagen
from bot.inquiries.values import Act, Entry, Inquiry, Kind, Phase, Waiting
from bot.language import _, counted
from bot.language.formats import plain
from bot.messages import Card
from cards.inquiries.deeds import Form, OpenForm
from cards.inquiries.inbox import OpenInbox, ShowInquiry, waiting_in_words
from cards.inquiries.standing import about_decision
from cards.inquiries.words import (
    asker_in_words,
    day_in_words,
    due_in_words,
    entry_in_words,
    headline,
    last_said,
    shortened,
    ways_to_decision,
)
from cards.lists import buttons_about
from cards.parts import box, buttons, card, note, paragraph

REPLIES_NAMED = 3  # broadcasts in one notice
QUOTED = 1500  # characters of what was asked


def notice(waiting: Waiting, *, replies: Sequence[tuple[str, int]], now: datetime) -> Card:
    """The inbox in short, for a director. replies: a broadcast's title, and how many are new."""
    new = counted("{number} ny i indbakken", "{number} nye i indbakken", waiting.new or 0)
    name = new if waiting.new else _("Indbakken")
    return card(
        name,
        paragraph(waiting_in_words(waiting)),
        *(paragraph(_first(waiting, now)) for _one in (waiting.first_due,) if waiting.first_due),
        *(
            note(
                counted(
                    "{number} svar på »{title}«",
                    "{number} svar på »{title}«",
                    many,
                    title=plain(title),
                )
            )
            for title, many in replies[:REPLIES_NAMED]
        ),
        buttons((_("Åbn indbakken"), OpenInbox())),
        summary=name,
    )


def notice_to_owner(held: list[Inquiry], *, now: datetime) -> Card:
    """What waits for somebody who is no director, and was handed over to them."""
    if not held:
        return card(_("Der venter ikke noget på dig"), paragraph(_("Tak for dit svar.")))
    return card(
        _("Det venter på dit svar"),
        *(
            box(
                paragraph(f"**{plain(headline(one))}**"),
                note(due_in_words(one, now)),
                buttons_about(headline(one), (_("Åbn"), ShowInquiry(one.id))),
            )
            for one in held[:5]
        ),
        summary=counted(
            "{number} henvendelse venter på dit svar",
            "{number} henvendelser venter på dit svar",
            len(held),
        ),
    )


def handed_over(inquiry: Inquiry, *, by_name: str, now: datetime) -> Card:
    """An inquiry that is for who reads this to answer.

    by_name: of who handed it over; "" when it came to the owner of the decision it is about, or
    who reads this took it as one of the directorate.
    """
    if inquiry.phase is not Phase.OPEN:
        last = inquiry.entries[-1]
        return card(
            headline(inquiry),
            paragraph(_("{what}. Der er ikke mere at gøre.", what=entry_in_words(last, now))),
        )
    message, further = "", ""
    for one in inquiry.entries:
        if one.act is Act.HANDED_OVER:
            message, further = one.text, ""
        elif one.act is Act.FOLLOWED_UP:
            further = one.text
    if by_name:
        name = _("{name} har givet dig en henvendelse", name=by_name)
    elif inquiry.kind is Kind.DECISION:
        name = _("Spørgsmål om en beslutning, du er ansvarlig for")
    else:
        name = _("Der venter en henvendelse på dig")
    return card(
        name,
        *about_decision(inquiry),
        box(
            paragraph(_in_short(inquiry.text)),
            note(asker_in_words(inquiry)),
        ),
        *(
            box(paragraph(_("Spurgt videre: {text}", text=_in_short(text))))
            for text in (further,)
            if text
        ),
        *(paragraph(_("Besked til dig: {text}", text=plain(text))) for text in (message,) if text),
        paragraph(due_in_words(inquiry, now)),
        buttons(
            (_("Svar"), OpenForm(inquiry.id, Form.ANSWER, apart=True)),
            (_("Jeg ved det ikke"), OpenForm(inquiry.id, Form.GIVE_BACK, apart=True)),
            *ways_to_decision(inquiry),
        ),
        note(_("Du ser kun denne ene. Dit svar sendes til den, der spurgte, med dit navn.")),
    )


def to_work_on(inquiry: Inquiry, asked: Entry, *, now: datetime) -> Card:
    """A proposal that was taken up with who reads this. asked: what made it so."""
    last = last_said(inquiry)
    if last and last.id != asked.id:
        return card(
            headline(inquiry),
            paragraph(_("{what}. Der er ikke mere at gøre.", what=entry_in_words(last, now))),
        )
    name = asked.by.name if asked.by else ""
    return card(
        _("{name} har bedt dig arbejde videre med et forslag", name=name),
        box(
            paragraph(f"**{plain(headline(inquiry))}**"),
            paragraph(_in_short(inquiry.text)),
            *(
                paragraph(_("Baggrund: {text}", text=_in_short(text)))
                for text in (inquiry.background,)
                if text
            ),
            note(asker_in_words(inquiry)),
        ),
        *(
            paragraph(_("Der er skrevet til den, der foreslog det: {text}", text=_in_short(text)))
            for text in (asked.text,)
            if text
        ),
        note(
            _(
                "Den, der foreslog det, får at vide, at det er dig. Tal med {name} om, hvad der "
                "skal ske.",
                name=plain(name),
            )
        ),
        summary=_(
            "{name} har bedt dig arbejde videre med et forslag: {headline}",
            name=name,
            headline=headline(inquiry),
        ),
    )


def handed_elsewhere() -> Card:
    """That it isn't the reader's any more."""
    return card(
        _("Den er ikke hos dig længere"),
        paragraph(_("Henvendelsen er givet tilbage eller videre. Du skal ikke gøre mere.")),
    )


def _in_short(text: str) -> str:
    return plain(shortened(" ".join(text.split()), QUOTED))


def _first(waiting: Waiting, now: datetime) -> str:
    today = in_copenhagen(now).date()
    first = waiting.first_due or today
    if first < today:
        return _("Den ældste skulle være besvaret {day}.", day=day_in_words(first, today))
    return _("Den første skal være besvaret senest {day}.", day=day_in_words(first, today))
