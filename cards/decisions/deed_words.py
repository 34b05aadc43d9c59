"""What is said of a follow-up in several cards, and the way to who answers for it."""

from datetime import date, timedelta
from urllib.parse import quote, urlencode

from bot.decisions.values import FollowUp, State
from bot.language import _
from bot.language.formats import weekday
from bot.people.values import Person
from cards.parts import Part, link

CHAT = "https://teams.microsoft.com/l/chat/0/0"  # learn.microsoft.com, "Deep link to a chat"
QUOTED = 80  # characters of what one writes about


def due_in_words(follow_up: FollowUp, today: date) -> str:
    """By when it is to be done, as it is said today."""
    due_on = follow_up.due_on
    if due_on is None:
        return _("Ingen frist")
    when = weekday(due_on, today=today)
    if follow_up.state is State.DONE:
        return _("Fristen var {day}", day=when)
    if due_on < today:
        return _("Over fristen, som var {day}", day=when)
    if due_on == today:
        return _("Frist i dag, {day}", day=when)
    if due_on == today + timedelta(days=1):
        return _("Frist i morgen, {day}", day=when)
    return _("Frist {day}", day=when)


def state_in_words(state: State) -> str:
    """What was reported of it, in a word or two."""
    match state:
        case State.OPEN:
            return _("Ikke begyndt")
        case State.UNDER_WAY:
            return _("I gang")
        case State.DONE:
            return _("Færdig")
        case State.DELAYED:
            return _("Forsinket")


def owner_in_words(follow_up: FollowUp, today: date) -> str:
    """Who answers for it, or that nobody does and why. Plain text."""
    if follow_up.owner and not follow_up.is_without_owner(today):
        return follow_up.owner.name
    why = why_without_owner(follow_up)
    return _("Uden ansvarlig: {why}", why=why) if why else _("Uden ansvarlig")


def why_without_owner(follow_up: FollowUp) -> str:
    """Why nobody can be asked for it, where that is so; "" when nobody was named. Plain text."""
    owner = follow_up.owner
    if owner and owner.active:
        return _("{name} er på orlov", name=owner.name)
    if owner:
        return _("{name} er her ikke mere", name=owner.name)
    return _("i referatet står {who}", who=follow_up.who) if follow_up.who else ""


def write_to(label: str, person: Person, about: str) -> Part:
    """A button that opens one's own chat with somebody, and begins it. about: plain text."""
    about = about if len(about) <= QUOTED else f"{about[: QUOTED - 1].rstrip()}…"
    message = _("Om »{about}«: ", about=about)
    query = urlencode({"users": person.email, "message": message}, quote_via=quote)
    return link(label, f"{CHAT}?{query}")
