"""What comes back when something is done about an inquiry: it, or a form with what is wrong.

Whoever comes too late is told what has happened meanwhile, and keeps what they have written.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID

import cards.inquiries.deeds as deeds
import cards.inquiries.handling as cards
from bot.inquiries import queries
from bot.inquiries.handling import Doing
from bot.inquiries.values import (
    SETTLED,
    Act,
    ChangedInquiry,
    Entry,
    FaultyText,
    Inquiry,
    NobodyChosen,
    Opened,
    Phase,
    UnknownInquiry,
    WrongPhase,
)
from bot.language import _
from bot.language.formats import plain, relative_moment
from bot.messages import Reply
from bot.people.queries import active_people, people_with_role
from bot.people.values import Person, Role
from bot.router import Turn
from cards.inquiries.deeds import Form
from cards.inquiries.handling import Filled
from cards.inquiries.notices import handed_elsewhere
from cards.inquiries.words import entry_in_words, shortened
from dialogs.inquiries.faults import fault_in_words, numbers_removed, without_numbers
from dialogs.inquiries.opening import card_of, load, opened_card

OTHERS_WORDS = 400  # characters of what somebody else has said meanwhile

Verb = Callable[[Doing], Awaitable[Inquiry]]
Words = Callable[[Turn, Inquiry], Awaitable[str]]

# What each press does, and the form that it stands under.
_DEEDS: dict[type[deeds.Seen], tuple[Act, Form | None]] = {
    deeds.Take: (Act.TAKEN, None),
    deeds.Split: (Act.REOPENED, None),
    deeds.GiveBack: (Act.HANDED_BACK, Form.GIVE_BACK),
    deeds.HandOver: (Act.HANDED_OVER, Form.HAND_OVER),
    deeds.SendAnswer: (Act.ANSWERED, Form.ANSWER),
    deeds.SendAnswerAndSave: (Act.ANSWERED, Form.ANSWER),
    deeds.Close: (Act.CLOSED, Form.CLOSE),
    deeds.TakeUp: (Act.TAKEN_UP, Form.TAKE_UP),
    deeds.NotNow: (Act.NOT_NOW, Form.NOT_NOW),
}


async def done(turn: Turn, action: deeds.Seen, verb: Verb, *, said: Words | str) -> Reply:
    """Do it and show the inquiry; a form that fails comes back as it was filled in."""
    if holds_number(action):  # before anything else that is wrong
        return await without_number(turn, action)
    filled = filled_in(action)
    try:
        inquiry = await verb(doing_of(turn, action))
    except FaultyText as refusal:
        errors = {refusal.field: fault_in_words(refusal, filled.text)}
        return await form_again(turn, action, replace(filled, errors=errors))
    except NobodyChosen:
        errors = {"person_id": _("Vælg en, der er på lederlisten.")}
        return await form_again(turn, action, replace(filled, errors=errors))
    except (ChangedInquiry, WrongPhase):
        return await _changed(turn, action, filled)
    except UnknownInquiry:
        return _not_yours(action, filled)
    if isinstance(action, deeds.GiveBack) and not turn.person.may(Role.DIRECTORATE):
        return Reply(replace=cards.gave_back(inquiry))  # they see it no more
    words = said if isinstance(said, str) else await said(turn, inquiry)
    return Reply(replace=await opened_card(turn, inquiry.id, said=words))


async def show(turn: Turn, action: deeds.Seen) -> Reply:
    """Show the inquiry as it now stands; what couldn't be done is still in the form."""
    async with turn.sessions.read() as session:
        is_done = await queries.is_done(session, turn.key)
    if not is_done:
        return await _undone(turn, action, filled_in(action))
    try:
        return Reply(replace=await opened_card(turn, action.inquiry_id))
    except UnknownInquiry:
        return Reply(replace=handed_elsewhere())


def filled_in(action: deeds.Seen) -> Filled:
    """What was typed and chosen, but for CPR numbers: they mustn't come back into the chat."""
    match action:
        case deeds.Choosing(text=text, named=named, person_id=person_id):
            return Filled(without_numbers(text), without_numbers(named), person_id)
        case deeds.Written(text=text):
            return Filled(without_numbers(text))
    return Filled()


def holds_number(action: deeds.Seen) -> bool:
    """Whether a CPR number was typed."""
    return bool(_removed(action))


async def without_number(turn: Turn, action: deeds.Seen) -> Reply:
    """The form without the CPR number that was typed, or the one that now fits."""
    return await _undone(turn, action, filled_in(action))


async def form_again(
    turn: Turn,
    action: deeds.Seen,
    filled: Filled,
    *,
    said: str = "",
    people: list[Person] | None = None,
) -> Reply:
    """The form as it was filled in, or the inquiry where nothing can be; see `form_reply`."""
    opened = await load(turn, action.inquiry_id)
    form = _form_under(action)
    said = _joined(said, _removed(action))
    if form is None:
        return Reply(replace=await card_of(turn, opened, said=said))
    return await form_reply(turn, form, opened, filled, said=said, people=people)


async def form_reply(
    turn: Turn,
    which: Form,
    opened: Opened,
    filled: Filled,
    *,
    said: str = "",
    people: list[Person] | None = None,
) -> Reply:
    """The form in the place of the card. people: to choose among; None: the usual ones."""
    if people is None and which in (Form.HAND_OVER, Form.TAKE_UP):
        people = await _usual(turn, filled.person_id)
    card = cards.form(
        which,
        opened,
        by=turn.person,
        now=turn.now,
        filled=filled,
        people=people or [],
        said=said,
    )
    return Reply(replace=card)


def form_for(inquiry: Inquiry, form: Form) -> Form | None:
    """The form, or the one that is left for what was written: another answer, or none."""
    if inquiry.phase is Phase.OPEN:
        return form
    return Form.ANSWER if inquiry.phase in SETTLED else None


def happened(turn: Turn, opened: Opened) -> str:
    """What somebody else did meanwhile."""
    newest = _newest(opened)
    if not newest:
        return _("Henvendelsen har ændret sig imens.")
    if newest not in opened.inquiry.entries:
        return _(
            "Flere har spurgt om det samme, og {name} har lagt dem sammen {when}.",
            name=plain(newest.by.name) if newest.by else "",
            when=relative_moment(newest.at, turn.now),
        )
    what = entry_in_words(newest, turn.now, to=turn.person)
    if not newest.text:
        return _("Henvendelsen har ændret sig imens: {what}.", what=what)
    return _(
        "Henvendelsen har ændret sig imens: {what}: »{text}«",
        what=what,
        text=plain(shortened(" ".join(newest.text.split()), OTHERS_WORDS)),
    )


def _answered_meanwhile(opened: Opened) -> str:
    """What somebody else has answered, for who was about to; "" when it is something else."""
    newest = _newest(opened)
    if not newest or newest.act is not Act.ANSWERED or newest not in opened.inquiry.entries:
        return ""
    return _(
        "{name} har allerede svaret: »{text}« Dit svar er ikke sendt. Send det kun, hvis der er "
        "noget at tilføje.",
        name=plain(newest.by.name) if newest.by else "",
        text=plain(shortened(" ".join(newest.text.split()), OTHERS_WORDS)),
    )


def doing_of(turn: Turn, action: deeds.Seen) -> Doing:
    """Who does it, as they saw it."""
    return Doing(action.inquiry_id, action.revision, turn.person, turn.key, turn.now)


def _not_yours(action: deeds.Seen, filled: Filled, *, said: str = "") -> Reply:
    """That nothing more can be done, with what was written. said: what has happened."""
    if holds_number(action):
        said = _joined(
            said or _("Henvendelsen er ikke hos dig længere, eller den er trukket tilbage."),
            _(
                "Jeg har fjernet det, der lignede et CPR-nummer. Nummeret er allerede nået til "
                "Microsoft Teams."
            ),
        )
    return Reply(replace=cards.not_yours(filled.text, said=said))


def _removed(action: deeds.Seen) -> str:
    """That a CPR number was cut out of what was typed; "" where there was none."""
    match action:
        case deeds.Choosing(text=text, named=named):
            return numbers_removed(text, named)
        case deeds.Written(text=text):
            return numbers_removed(text)
    return ""


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _form_under(action: deeds.Seen) -> Form | None:
    """The form that the press stands under; None: the inquiry's own card."""
    if isinstance(action, deeds.GiveBack) and not action.text.strip():
        return None  # it stands on the card, too, and there is nothing to keep
    return _DEEDS[type(action)][1]


async def _undone(turn: Turn, action: deeds.Seen, filled: Filled) -> Reply:
    """What the press got that did nothing, when it is delivered again."""
    try:
        opened = await load(turn, action.inquiry_id)
    except UnknownInquiry:
        return _not_yours(action, filled)
    if opened.inquiry.revision != action.revision:
        return await _changed(turn, action, filled)
    return await form_again(turn, action, filled)


async def _changed(turn: Turn, action: deeds.Seen, filled: Filled) -> Reply:
    """Say what has happened, with the form that now fits and what was written still in it."""
    try:
        opened = await load(turn, action.inquiry_id)
    except UnknownInquiry:
        return _not_yours(action, filled)
    if _is_done(turn, action, filled, _newest(opened)):
        already = _("Det har du allerede gjort.")
        return Reply(replace=await card_of(turn, opened, said=already))
    form = _form_under(action)
    said = _answered_meanwhile(opened) if form is Form.ANSWER else ""
    said = said or happened(turn, opened)
    which = form_for(opened.inquiry, form) if form else None
    if which is None:
        if filled.text.strip() or holds_number(action):
            return _not_yours(action, filled, said=said)
        return Reply(replace=await card_of(turn, opened, said=said))
    return await form_reply(turn, which, opened, filled, said=_joined(said, _removed(action)))


def _is_done(turn: Turn, action: deeds.Seen, filled: Filled, newest: Entry | None) -> bool:
    """Whether what was done last is what this press asks for: it was pressed twice."""
    return newest is not None and (
        newest.act,
        newest.by,
        newest.text,
        newest.person.id if newest.person else None,
    ) == (_DEEDS[type(action)][0], turn.person, filled.text.strip(), filled.person_id)


def _newest(opened: Opened) -> Entry | None:
    """What was done last, to it or by merging another into it."""
    entries = [*opened.inquiry.entries, *(one.entries[-1] for one in opened.merged if one.entries)]
    return max(entries, key=lambda one: one.at, default=None)


async def _usual(turn: Turn, chosen: UUID | None) -> list[Person]:
    """Whom somebody is chosen among at first: the directorate, and who is chosen now."""
    async with turn.sessions.read() as session:
        everybody = await active_people(session)
        directors = await people_with_role(session, Role.DIRECTORATE)
    known = {one.id for one in directors}
    others = [one for one in everybody if one.id == chosen and one.id not in known]
    return [one for one in (*others, *directors) if one.id != turn.person.id]
