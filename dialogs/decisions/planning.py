"""Before decisions are published: the plan, what is chosen in it, and the confirmation."""

from collections.abc import Mapping
from uuid import UUID

import cards.decisions.planning as cards
from bot.approval import NobodyToApprove
from bot.decisions import queries
from bot.decisions.publication import preparing
from bot.decisions.publication.confirming import confirm
from bot.decisions.publication.planning import plan
from bot.decisions.values import (
    ChangedPublication,
    Fault,
    FaultyDecision,
    FaultyPublication,
    NumberChanged,
    Publication,
    PublicationPhase,
    WrongPhase,
    WrongPublicationPhase,
)
from bot.delivery import channels
from bot.language import _
from bot.messages import Card, Refusal, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.received import preview
from cards.decisions.sending import LeaveOut, OpenOneOf, SaveChoices
from cards.decisions.ways import ShowPublication
from cards.decisions.word_for_word import ReadPrepared, word_for_word
from cards.parts import NONE
from dialogs.decisions.drafted import draft_card
from dialogs.decisions.publication_refusals import changed_in_words, why_not_published
from dialogs.decisions.status import status_card

NOT_CONFIRMED = (
    ChangedPublication,
    FaultyDecision,
    FaultyPublication,
    NumberChanged,
    WrongPhase,
)


def register(router: Router) -> None:
    """Answer what is pressed before decisions are published."""
    role = Role.DIRECTORATE
    router.on_action(ShowPublication, open_, again=open_, role=role)
    router.on_action(cards.ConfirmPublication, confirmed, again=show_confirmed, role=role)
    router.on_action(SaveChoices, save_choices, again=show, role=role)
    router.on_action(LeaveOut, leave_out, again=show, role=role)
    router.on_action(OpenOneOf, open_one, again=open_one, role=role)
    router.on_action(cards.PreviewPublication, show_preview, again=show_preview, role=role)
    router.on_action(ReadPrepared, read, again=read, role=role)
    router.on_action(cards.DiscardPublication, discard, again=show_discarded, role=role)


async def publication_card(
    turn: Turn,
    publication_id: UUID,
    *,
    said: str = "",
    approver: UUID | None = None,
    errors: Mapping[str, str] | None = None,
    filled: SaveChoices | None = None,
) -> Card:
    """The plan of a publication that nobody has confirmed, else its status.

    said: what just happened, in Markdown. approver: who was chosen so far. filled: what was chosen
    and couldn't be kept. Raises UnknownPublication.
    """
    async with turn.sessions.read() as session:
        found = await queries.publication(session, publication_id)
        if found.phase is PublicationPhase.DRAFT:
            return cards.plan(
                found,
                await plan(session, found, by=turn.person, now=turn.now),
                channels=await channels.channels(session),
                now=turn.now,
                approver=approver,
                said=said,
                errors=errors,
                filled=filled,
            )
    return await status_card(turn, publication_id)


async def open_(turn: Turn, action: ShowPublication) -> Reply:
    """Show where it stands."""
    shown = await publication_card(turn, action.publication_id)
    return Reply((shown,)) if action.apart else Reply(replace=shown)


async def show(turn: Turn, action: SaveChoices | LeaveOut) -> Reply:
    """Show where it stands."""
    return Reply(replace=await publication_card(turn, action.publication_id))


async def confirmed(turn: Turn, action: cards.ConfirmPublication) -> Reply:
    """Publish it when its time comes, or ask for the approval that it needs.

    What was chosen below and not saved is saved, and shown first: it changes what will happen.
    """
    found = await _publication(turn, action.publication_id)
    unsaved = action.unsaved(found)
    if unsaved and found.phase is PublicationPhase.DRAFT and found.revision == action.revision:
        said = _("Dine valg er gemt. Se, hvad der sker nu, og tryk igen.")
        return await save_choices(turn, unsaved, said=said)
    try:
        done = await confirm(
            turn.sessions,
            action.publication_id,
            revision=action.revision,
            expected=action.expected,
            by=turn.person,
            now=turn.now,
            approver_id=action.approver,
        )
    except NobodyToApprove:
        errors = {"approver": _("Vælg, hvem der skal godkende. Der er ikke sendt noget endnu.")}
        return Reply(replace=await publication_card(turn, action.publication_id, errors=errors))
    except NOT_CONFIRMED as refusal:
        return await _not_done(turn, action, refusal, expected=action.expected)
    except WrongPublicationPhase:
        return Reply(replace=await status_card(turn, action.publication_id))
    return Reply(replace=cards.handed_over(done, now=turn.now))


async def show_confirmed(turn: Turn, action: cards.ConfirmPublication) -> Reply:
    """Show whether it was handed over."""
    found = await _publication(turn, action.publication_id)
    if found.phase is PublicationPhase.DRAFT:
        return Reply(replace=await publication_card(turn, found.id))
    return Reply(replace=cards.handed_over(found, now=turn.now))


async def save_choices(turn: Turn, action: SaveChoices, *, said: str = "") -> Reply:
    """Keep how it is published. said: that it is kept, where it isn't all that was wanted."""
    before = await _publication(turn, action.publication_id)
    # Nobody is asked for a receipt of a correction that nobody is told of.
    may_ask = action.tells or not before.corrects
    channel = action.channel if action.channel not in ("", NONE) else None
    try:
        await preparing.choose(
            turn.sessions,
            action.publication_id,
            revision=action.revision,
            asks_receipt=action.asks_receipt and may_ask,
            to_people=action.to_people or before.corrects,
            channel_id=channel,
            tells=action.tells,
            by=turn.person,
            now=turn.now,
        )
    except FaultyPublication as refusal:
        field = "to_people" if refusal.fault is Fault.MISSING else "channel"
        error = (
            _("Vælg mindst ét: en besked til hver eller et opslag i en kanal.")
            if refusal.fault is Fault.MISSING
            else _("Den kanal er slettet, eller Lederlinjen er taget ud af teamet. Vælg igen.")
        )
        return Reply(
            replace=await publication_card(
                turn,
                before.id,
                said=error,
                approver=action.approver,
                errors={field: error},
                filled=action,
            )
        )
    except (ChangedPublication, WrongPublicationPhase) as refusal:
        return await _not_done(turn, action, refusal)
    said = said or _("Valgene er gemt. Der er ikke offentliggjort noget endnu.")
    return Reply(
        replace=await publication_card(turn, before.id, said=said, approver=action.approver)
    )


async def leave_out(turn: Turn, action: LeaveOut) -> Reply:
    """Take one of several out; it stays a draft."""
    if action.decision is None:
        return Reply(replace=await _unchosen(turn, action.publication_id))
    try:
        await preparing.leave_out(
            turn.sessions,
            action.publication_id,
            action.decision,
            revision=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except (ChangedPublication, FaultyPublication, WrongPublicationPhase) as refusal:
        return await _not_done(turn, action, refusal)
    said = _("Den er taget ud og ligger stadig under »Beslutningskladder«.")
    return Reply(replace=await publication_card(turn, action.publication_id, said=said))


async def open_one(turn: Turn, action: OpenOneOf) -> Reply:
    """Show one of its decisions as it is being written, in a card of its own."""
    if action.decision is None:
        return Reply(replace=await _unchosen(turn, action.publication_id))
    return Reply((await draft_card(turn, action.decision),))


async def show_preview(turn: Turn, action: cards.PreviewPublication) -> Reply:
    """Show it as receivers will see it, in a card of its own."""
    return Reply((preview(await _publication(turn, action.publication_id), now=turn.now),))


async def read(turn: Turn, action: ReadPrepared) -> Reply:
    """Show one of its decisions word for word."""
    found = await _publication(turn, action.publication_id)
    shown = word_for_word(found, action.place)
    return Reply((shown,)) if action.apart else Reply(replace=shown)


async def discard(turn: Turn, action: cards.DiscardPublication) -> Reply:
    """Don't publish them together after all."""
    before = await preparing.discard(
        turn.sessions, action.publication_id, by=turn.person, now=turn.now
    )
    return Reply(replace=cards.discarded(before))


async def show_discarded(turn: Turn, action: cards.DiscardPublication) -> Reply:
    """Show that it isn't published."""
    return Reply(replace=cards.gone())


async def _unchosen(turn: Turn, publication_id: UUID) -> Card:
    """That none of several was chosen; said on top too, as what was unfolded is folded again."""
    error = _("Vælg en af dem.")
    said = _("Vælg først en af dem under »Åbn, eller tag en ud«.")
    return await publication_card(turn, publication_id, said=said, errors={"decision": error})


async def _not_done(
    turn: Turn,
    action: cards.ConfirmPublication | SaveChoices | LeaveOut,
    refusal: Refusal,
    *,
    expected: int = 0,
) -> Reply:
    """The plan as it now stands, and why nothing came of what was pressed.

    What was chosen below stays so when something else changed meanwhile.
    """
    filled = None
    match refusal:
        case WrongPublicationPhase():
            said = ""
        case ChangedPublication():
            said = changed_in_words()
            if isinstance(action, cards.ConfirmPublication):
                filled = action.unsaved(await _publication(turn, action.publication_id))
            elif isinstance(action, SaveChoices):
                filled = action
        case _:
            said = why_not_published(refusal, expected)
    approver = None if isinstance(action, LeaveOut) else action.approver
    shown = await publication_card(
        turn, action.publication_id, said=said, approver=approver, filled=filled
    )
    return Reply(replace=shown)


async def _publication(turn: Turn, publication_id: UUID) -> Publication:
    async with turn.sessions.read() as session:
        return await queries.publication(session, publication_id)
