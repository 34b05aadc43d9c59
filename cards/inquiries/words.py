"""What inquiries, and what was done to them, are called by those who handle them.

As Markdown, unless it says otherwise.
"""

import json
from bisect import bisect_right
from datetime import date, datetime

from bot.calendar import in_copenhagen
from bot.inquiries.values import SAID_TO_ASKER, SETTLED, Act, Entry, Inquiry, Kind, Phase
from bot.language import _
from bot.language.formats import plain, relative_moment, weekday
from bot.messages import Action
from bot.people.values import Person
from cards.decisions.ways import ShowDecision

HEADLINE = 90  # characters
_LETTER = 2  # bytes of an æ


def kind_in_words(kind: Kind) -> str:
    """What an inquiry is. Plain text."""
    match kind:
        case Kind.QUESTION:
            return _("Spørgsmål")
        case Kind.PROPOSAL:
            return _("Forslag")
        case Kind.REPLY:
            return _("Svar på fællesbesked")
        case Kind.DECISION:
            return _("Spørgsmål om beslutning")


def phase_in_words(phase: Phase) -> str:
    """Where an inquiry stands. Plain text."""
    match phase:
        case Phase.OPEN:
            return _("Venter på svar")
        case Phase.ANSWERED:
            return _("Besvaret")
        case Phase.CLOSED:
            return _("Lukket uden svar")
        case Phase.TAKEN_UP:
            return _("Taget op")
        case Phase.NOT_NOW:
            return _("Ikke nu")
        case Phase.WITHDRAWN:
            return _("Trukket tilbage")
        case Phase.MERGED:
            return _("Lagt sammen med en anden")


def headline(inquiry: Inquiry, longest: int = HEADLINE) -> str:
    """What it is about, in one line of plain text."""
    of_decision = inquiry.kind is Kind.DECISION  # of which many may be asked
    said = inquiry.text if of_decision else inquiry.title or inquiry.text
    return shortened(" ".join(said.split()), longest)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning. longest: characters, of which none may take much of a card.

    What is escaped, and emoji, take up to five bytes each, and Teams refuses a card over 28 KB. So
    they count for more: the card that holds the longest text in Danish letters holds any other.
    """
    fits = bisect_right(
        range(1, min(len(text), longest) + 1), longest * _LETTER, key=lambda end: _size(text[:end])
    )
    return text if fits == len(text) else f"{text[: fits - 1].rstrip()}…"


def ways_to_decision(inquiry: Inquiry) -> tuple[tuple[str, Action], ...]:
    """The button that shows the decision that is asked about; of other kinds, none."""
    if inquiry.kind is not Kind.DECISION or not inquiry.about:
        return ()
    return ((_("Se beslutningen"), ShowDecision(inquiry.about, apart=True)),)


def asker_in_words(inquiry: Inquiry) -> str:
    """Who asked, if whoever reads it may know."""
    return presented(inquiry.asker) if inquiry.asker else hidden_in_words()


def hidden_in_words() -> str:
    """What stands in the place of a name that is hidden. Plain text."""
    return _("Navnet er skjult for direktionen")


def presented(person: Person) -> str:
    """Somebody with title and unit."""
    unit = person.unit.replace("/", " / ")
    return ", ".join(plain(one) for one in (person.name, person.title, unit) if one)


def due_in_words(inquiry: Inquiry, now: datetime) -> str:
    """By when an answer was promised; when that is over, it says so first."""
    today = in_copenhagen(now).date()
    when = day_in_words(inquiry.due_on, today)
    if inquiry.due_on < today:
        return _("Over fristen: skulle være besvaret {day}", day=when)
    if inquiry.due_on == today:
        return _("Skal besvares i dag")
    return _("Skal besvares senest {day}", day=when)


def day_in_words(day: date, today: date) -> str:
    """Such as "torsdag den 12. marts"."""
    return weekday(day, today=today)


def last_said(inquiry: Inquiry) -> Entry | None:
    """What was said to who asked, once it is settled."""
    said = [entry for entry in inquiry.entries if entry.act in SAID_TO_ASKER]
    return said[-1] if said and inquiry.phase in SETTLED else None


def settled_in_words(inquiry: Inquiry, now: datetime) -> str:
    """How it ended, and when."""
    said = last_said(inquiry)
    return entry_in_words(said, now) if said else phase_in_words(inquiry.phase)


def entry_in_words(entry: Entry, now: datetime, *, to: Person | None = None) -> str:
    """Who did what, and when. to: who reads it, if they are to be told what they did themselves."""
    return _("{what} {when}", what=act_in_words(entry, to=to), when=relative_moment(entry.at, now))


def act_in_words(entry: Entry, *, to: Person | None = None) -> str:
    """Who did what; see `entry_in_words`."""
    who = _who(entry.by, to)
    person = plain(entry.person.name) if entry.person else ""
    match entry.act:
        case Act.ANSWERED:
            return _("{who} svarede", who=who)
        case Act.CLOSED:
            return _("{who} lukkede den uden svar", who=who)
        case Act.TAKEN_UP if person:
            return _("{who} tog den op, og {to} arbejder videre med den,", who=who, to=person)
        case Act.TAKEN_UP:
            return _("{who} tog den op", who=who)
        case Act.NOT_NOW:
            return _("{who} svarede »ikke nu«", who=who)
        case Act.FOLLOWED_UP:
            return _("{who} spurgte videre", who=who)
        case Act.TAKEN:
            return _("{who} tog den", who=who)
        case Act.HANDED_OVER:
            return _("{who} gav den videre til {to}", who=who, to=person)
        case Act.HANDED_BACK:
            return _("{who} gav den tilbage", who=who)
        case Act.MERGED:
            return _("{who} lagde den sammen med en anden", who=who)
        case Act.WITHDRAWN:
            return _("{who} trak den tilbage", who=who)
        case Act.REOPENED:
            return _("{who} tog den ud igen", who=who)


def _who(by: Person | None, to: Person | None) -> str:
    if not by:
        return _("Den, der spurgte,")
    return _("Du") if to and to.id == by.id else plain(by.name)


def _size(text: str) -> int:
    """How many bytes of a card it takes, each line on its own."""
    shown = plain(text).replace("\n", "\n\n")
    return len(json.dumps(shown, ensure_ascii=False).encode()) - len('""')
