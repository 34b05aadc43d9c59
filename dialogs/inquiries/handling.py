"""Doing something about an inquiry: taken, handed over, answered, closed, merged."""

from dataclasses import replace
from uuid import UUID

import cards.inquiries.deeds as deeds
import cards.inquiries.handling as cards
from bot.inquiries import handling, merging, queries
from bot.inquiries.handling import Doing, told_at
from bot.inquiries.inbox import number_asking
from bot.inquiries.values import (
    Act,
    CannotMerge,
    ChangedInquiry,
    Entry,
    Inquiry,
    Kind,
    Phase,
    UnknownInquiry,
    WrongPhase,
)
from bot.inquiries.working_on import has_given_back
from bot.language import _, counted
from bot.language.formats import plain, relative_moment
from bot.messages import Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.inquiries.deeds import Form
from cards.inquiries.handling import Filled
from cards.inquiries.words import settled_in_words
from dialogs.inquiries.choosing import chosen
from dialogs.inquiries.coming_back import (
    doing_of,
    done,
    form_for,
    form_reply,
    happened,
    show,
)
from dialogs.inquiries.opening import card_of, load, opened_card
from dialogs.knowledge.steps import shown

_SAYING = {
    deeds.SendAnswer: handling.answer,
    deeds.Close: handling.close,
    deeds.NotNow: handling.not_now,
}


def register(router: Router) -> None:
    """Take what is pressed about an inquiry.

    Whoever it was handed over to answers it or gives it back; all else is the directorate's.
    """
    anybody, role = Role.MANAGER, Role.DIRECTORATE
    router.on_action(deeds.OpenForm, open_form, again=open_form, role=anybody)
    router.on_action(deeds.Back, back, again=back, role=anybody)
    router.on_action(deeds.SendAnswer, say, again=show, role=anybody)
    router.on_action(deeds.GiveBack, give_back, again=show, role=anybody)
    router.on_action(deeds.SendAnswerAndSave, answer_and_save, again=show, role=role)
    router.on_action(deeds.UseAnswer, use_answer, again=use_answer, role=role)
    router.on_action(deeds.Take, take, again=show, role=role)
    router.on_action(deeds.HandOver, hand_over, again=show, role=role)
    router.on_action(deeds.Close, say, again=show, role=role)
    router.on_action(deeds.TakeUp, take_up, again=show, role=role)
    router.on_action(deeds.NotNow, say, again=show, role=role)
    router.on_action(deeds.PreviewMerge, preview_merge, again=preview_merge, role=role)
    router.on_action(deeds.Merge, merge, again=show_merged, role=role)
    router.on_action(deeds.Split, split, again=show, role=role)
    router.on_refusal(ChangedInquiry, changed_inquiry)
    router.on_refusal(WrongPhase, changed_inquiry)
    router.on_refusal(CannotMerge, cannot_merge)


async def open_form(turn: Turn, action: deeds.OpenForm) -> Reply:
    """Show a form, in the place of the card, or apart from one that the outbox edits.

    Where it no longer fits, as somebody was faster: the card as it now stands.
    """
    try:
        opened = await load(turn, action.inquiry_id)
    except UnknownInquiry:
        async with turn.sessions.read() as session:
            if not await has_given_back(session, action.inquiry_id, by=turn.person):
                raise
        return Reply.text(_("Du har givet den tilbage, så du skal ikke gøre mere."))
    if form_for(opened.inquiry, action.form) is not action.form:  # nothing is written yet
        return Reply(replace=await card_of(turn, opened, said=happened(turn, opened)))
    filled = Filled()
    if action.form is Form.ANSWER and opened.inquiry.phase is Phase.ANSWERED:
        filled = Filled(text=_last(opened.inquiry, Act.ANSWERED).text)
    reply = await form_reply(turn, action.form, opened, filled)
    return Reply((reply.replace,)) if action.apart and reply.replace else reply


async def back(turn: Turn, action: deeds.Back) -> Reply:
    """Show the inquiry again."""
    return Reply(replace=await opened_card(turn, action.inquiry_id))


async def use_answer(turn: Turn, action: deeds.UseAnswer) -> Reply:
    """Show the form for an answer, filled in with one that was given to another inquiry."""
    opened = await load(turn, action.inquiry_id)
    given = (entry for one in opened.similar for entry in one.inquiry.entries)
    text = next((entry.text for entry in given if entry.id == action.entry_id), "")
    return await form_reply(turn, Form.ANSWER, opened, Filled(text=text))


async def take(turn: Turn, action: deeds.Take) -> Reply:
    """Note that the director answers it."""
    return await done(
        turn,
        action,
        lambda doing: handling.take(turn.sessions, doing),
        said=_("Du har den nu."),
    )


async def give_back(turn: Turn, action: deeds.GiveBack) -> Reply:
    """Note that it is nobody's again."""
    return await done(
        turn,
        action,
        lambda doing: handling.give_back(turn.sessions, doing, action.text),
        said=_("Den er ingens igen."),
    )


async def say(turn: Turn, action: deeds.SendAnswer | deeds.Close | deeds.NotNow) -> Reply:
    """Give everyone who asked an answer, or the reason why there is none."""
    verb = _SAYING[type(action)]
    return await done(
        turn, action, lambda doing: verb(turn.sessions, doing, action.text), said=_told
    )


async def answer_and_save(turn: Turn, action: deeds.SendAnswerAndSave) -> Reply:
    """Answer everyone who asked, and show the draft of what others will get."""
    drafts: list[UUID] = []

    async def verb(doing: Doing) -> Inquiry:
        inquiry, draft = await handling.answer_and_save(turn.sessions, doing, action.text)
        drafts.append(draft.id)
        return inquiry

    reply = await done(turn, action, verb, said=_told)
    return replace(reply, messages=tuple([await shown(turn, one) for one in drafts]))


async def hand_over(turn: Turn, action: deeds.HandOver) -> Reply:
    """Let somebody else answer it."""
    to = await chosen(turn, action)
    if isinstance(to, Reply):
        return to
    return await done(
        turn,
        replace(action, person_id=to, named=""),
        lambda doing: handling.hand_over(turn.sessions, doing, to, action.text),
        said=_handed_over,
    )


async def take_up(turn: Turn, action: deeds.TakeUp) -> Reply:
    """Take a proposal up."""
    who = await chosen(turn, action)
    if isinstance(who, Reply):
        return who
    return await done(
        turn,
        replace(action, person_id=who, named=""),
        lambda doing: handling.take_up(turn.sessions, doing, who, action.text),
        said=_told,
    )


async def preview_merge(turn: Turn, action: deeds.PreviewMerge) -> Reply:
    """Show what would become one."""
    one = await load(turn, action.inquiry_id)
    other = await load(turn, action.into)
    return Reply(replace=cards.merge_question(one.inquiry, other))


async def merge(turn: Turn, action: deeds.Merge) -> Reply:
    """Make one of two, and show the one that is left; else what happened to either of them."""
    try:
        left = await merging.merge(turn.sessions, doing_of(turn, action), action.into)
    except (ChangedInquiry, WrongPhase) as refusal:
        opened = await load(turn, action.inquiry_id)
        if refusal.inquiry.id == action.inquiry_id:
            said = happened(turn, opened)
        else:
            said = _(
                "De er ikke lagt sammen, for den anden venter ikke længere på svar: {what}.",
                what=settled_in_words(refusal.inquiry, turn.now),
            )
        return Reply(replace=await card_of(turn, opened, said=said))
    return Reply(replace=await opened_card(turn, left.id, said=_("De er lagt sammen.")))


async def show_merged(turn: Turn, action: deeds.Merge) -> Reply:
    """Show the one that is left, or the first where they couldn't be merged."""
    async with turn.sessions.read() as session:
        is_done = await queries.is_done(session, turn.key)
    left = action.into if is_done else action.inquiry_id
    return Reply(replace=await opened_card(turn, left))


async def split(turn: Turn, action: deeds.Split) -> Reply:
    """Let one that was merged be answered by itself again."""
    return await done(
        turn,
        action,
        lambda doing: merging.split(turn.sessions, doing),
        said=_("Den er taget ud igen og skal have sit eget svar."),
    )


def changed_inquiry(_refusal: ChangedInquiry | WrongPhase) -> Reply:
    """Word that something else has happened to it, where no card says so."""
    return Reply.text(
        _("Henvendelsen har ændret sig imens, så der er ikke gjort noget. Åbn den igen.")
    )


def cannot_merge(_refusal: CannotMerge) -> Reply:
    """Word which can't be made one."""
    return Reply.text(
        _("Et forslag og et spørgsmål kan ikke lægges sammen. Der er ikke ændret noget.")
    )


async def _told(turn: Turn, inquiry: Inquiry) -> str:
    """To how many it goes, and when."""
    async with turn.sessions.read() as session:
        askers = await number_asking(session, inquiry.id)
    if inquiry.kind is Kind.PROPOSAL:
        return counted(
            "Sendt. Den, der foreslog det, får besked {when}.",
            "Sendt. De {number}, der foreslog det, får besked {when}.",
            askers,
            when=await _when(turn, at_once=_("om lidt")),
        )
    return counted(
        "Sendt. Den, der spurgte, får det {when}.",
        "Sendt. De {number}, der spurgte, får det {when}.",
        askers,
        when=await _when(turn, at_once=_("med det samme")),
    )


async def _handed_over(turn: Turn, inquiry: Inquiry) -> str:
    """Who has it now, and when they hear of it."""
    name = plain(inquiry.owner.name) if inquiry.owner else ""
    when = await _when(turn, at_once=_("med det samme"))
    return _("{name} har den nu og får besked {when}.", name=name, when=when)


async def _when(turn: Turn, *, at_once: str) -> str:
    async with turn.sessions.read() as session:
        at = await told_at(session, now=turn.now)
    return at_once if at <= turn.now else relative_moment(at, turn.now)


def _last(inquiry: Inquiry, act: Act) -> Entry:
    return [entry for entry in inquiry.entries if entry.act is act][-1]
