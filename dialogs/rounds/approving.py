"""A second director's yes or no to a round, and what is said to those whom it concerns."""

from dataclasses import dataclass, replace
from functools import partial

import cards.rounds.approving as cards
import cards.rounds.planning as planning_cards
import cards.rounds.status as status_cards
from bot import approval, audit
from bot.approval import COMMENT_LENGTH, NotAwaiting
from bot.delivery.rendering import Showing
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.rounds import approving, kinds, queries, timing
from bot.rounds.drafting import BEING_WRITTEN
from bot.rounds.keys import Keys
from bot.rounds.planning import plan
from bot.rounds.values import (
    ContentFault,
    FaultyContent,
    NumberChanged,
    Participation,
    TooFewToAsk,
    UnknownRound,
)
from bot.router import Router, Turn
from dialogs.rounds.refusals import number_changed, too_few


def register(router: Router, keys: Keys) -> None:
    """Answer what approvers press; render and do what belongs to that."""
    role = Role.DIRECTORATE
    asking = _Approving(keys)
    router.on_action(cards.ApproveRound, asking.approve, again=asking.show, role=role)
    router.on_action(cards.ReturnRound, asking.return_, again=asking.show, role=role)
    router.on_action(cards.ShowApproval, asking.show_apart, again=asking.show_apart, role=role)
    router.on_message(kinds.APPROVAL, asking.card)
    router.on_message(kinds.NOTICE, notice)
    router.on_due(kinds.UNAPPROVED, timing.unapproved)
    router.on_due(kinds.APPROVER_SLOW, timing.approver_slow)
    router.on_due(kinds.OPEN, partial(timing.open_, keys))


async def notice(showing: Showing) -> Card:
    """Render why it isn't open: after a no, or because it couldn't be."""
    why, *revision = showing.occasion.split()
    async with showing.sessions.read() as session:
        try:
            found = await queries.round_(session, showing.subject)
        except UnknownRound:
            return planning_cards.gone()
        asked = await approval.question(session, found.id, int(revision[0]))
    if why == "returned" and asked:
        return cards.came_back(found, asked.comment, by=await _who_returned(showing))
    return cards.not_opened(found, why)


@dataclass(frozen=True)
class _Approving:
    keys: Keys

    async def approve(self, turn: Turn, action: cards.ApproveRound) -> Reply:
        """Say yes; the card shows what there is now, also when it was too late."""
        said: tuple[Text, ...] = ()
        try:
            await approving.approve(
                turn.sessions,
                self.keys,
                action.round_id,
                revision=action.revision,
                expected=action.expected,
                by=turn.person,
                now=turn.now,
            )
        except NumberChanged as refusal:
            said = (Text(number_changed(refusal, action.expected)),)
        except TooFewToAsk as refusal:
            said = (Text(too_few(refusal)),)
        except FaultyContent:
            said = (Text(_("Den kan ikke åbnes, som den står: en af dens tider er passeret.")),)
        except NotAwaiting:
            pass  # the card says so
        return replace(await self.show(turn, action), messages=said)

    async def return_(self, turn: Turn, action: cards.ReturnRound) -> Reply:
        """Say no, and why. Without a comment the card stays as it is."""
        try:
            await approving.send_back(
                turn.sessions,
                action.round_id,
                revision=action.revision,
                comment=action.comment,
                by=turn.person,
                now=turn.now,
            )
        except NotAwaiting:
            return await self._not_returned(turn, action)
        except FaultyContent as refusal:
            match refusal.faults.get("comment"):
                case ContentFault.MISSING:
                    return Reply.text(
                        _(
                            "Skriv i feltet, hvad der skal rettes, og tryk igen. Den er ikke sendt "
                            "tilbage endnu."
                        )
                    )
                case ContentFault.TOO_LONG:
                    return await self._comment_too_long(turn, action)
                case _fault:
                    raise
        return await self.show(turn, action)

    async def show(self, turn: Turn, action: cards.ApproveRound | cards.ReturnRound) -> Reply:
        """Show what became of the question."""
        return Reply(replace=await self._card_for(turn, action))

    async def show_apart(self, turn: Turn, action: cards.ShowApproval) -> Reply:
        """Show the question, or what became of it, in a card of its own."""
        return Reply((await self._card_for(turn, action),))

    async def card(self, showing: Showing) -> Card:
        """Render the question for a yes, or what became of it."""
        revision = int(showing.occasion.split()[0])
        async with showing.sessions.read() as session:
            try:
                found = await queries.round_(session, showing.subject)
            except UnknownRound:
                return planning_cards.gone()
            asked = await approval.question(session, found.id, revision)
            if asked and asked.is_open and showing.person:
                planned = await plan(session, self.keys, found, by=showing.person, now=showing.now)
                return cards.approval(found, planned, revision=revision, now=showing.now)
            if asked and asked.approved_by_id:
                if found.phase in BEING_WRITTEN:
                    return cards.taken_back(found)
                took_part = await queries.participation(session, found.id)
                answered = took_part.get(Participation.ANSWERED, 0)
                return status_cards.status(found, answered, now=showing.now)
        if asked and asked.comment:
            return cards.returned(found, asked.comment, by=await _who_returned(showing))
        return cards.void(found)

    async def _card_for(
        self, turn: Turn, action: cards.ApproveRound | cards.ReturnRound | cards.ShowApproval
    ) -> Card:
        occasion = str(action.revision)
        return await self.card(
            Showing(action.round_id, occasion, turn.person, turn.now, turn.sessions)
        )

    async def _not_returned(self, turn: Turn, action: cards.ReturnRound) -> Reply:
        """What became of the question meanwhile, and the comment in a card of its own.

        The question's card may be the outbox's, which would be rendered again without the comment.
        """
        shown = await self.show(turn, action)
        comment = action.comment.strip()
        async with turn.sessions.read() as session:
            asked = await approval.question(session, action.round_id, action.revision)
        if asked and asked.comment == comment:
            return shown
        return replace(shown, messages=(cards.not_returned(comment),))

    async def _comment_too_long(self, turn: Turn, action: cards.ReturnRound) -> Reply:
        """The question with what was typed, in a card of its own; see `_not_returned`."""
        async with turn.sessions.read() as session:
            found = await queries.round_(session, action.round_id)
            planned = await plan(session, self.keys, found, by=turn.person, now=turn.now)
        error = _("Skriv højst {longest} tegn.", longest=number(COMMENT_LENGTH))
        form = cards.approval(
            found,
            planned,
            revision=action.revision,
            now=turn.now,
            comment=action.comment,
            error=error,
        )
        return Reply((form,))


async def _who_returned(showing: Showing) -> str:
    """The name of who said no last; "" when nobody did."""
    async with showing.sessions.read() as session:
        act = await audit.newest(session, "rounds.return", subject=showing.subject)
    return act.actor if act else ""
