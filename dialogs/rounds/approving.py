"""A second director's yes or no to a round, and what is said to those whom it concerns."""

from dataclasses import dataclass, replace
from functools import partial

import cards.rounds.approving as cards
import cards.rounds.planning as planning_cards
from bot.approval import NotAwaiting, revision_in
from bot.delivery.rendering import Showing
from bot.language import _
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.rounds import approving, kinds, queries, timing
from bot.rounds.drafting import APPROVALS, BEING_WRITTEN
from bot.rounds.keys import Keys
from bot.rounds.planning import plan
from bot.rounds.values import (
    FaultyContent,
    NumberChanged,
    Round,
    TooFewToAsk,
    UnknownRound,
)
from bot.router import Router, Turn
from dialogs.approving import Asking
from dialogs.rounds.refusals import number_changed, too_few
from dialogs.rounds.steps import status_of


def register(router: Router, keys: Keys) -> None:
    """Answer what approvers press; render and do what belongs to that."""
    role = Role.DIRECTORATE
    asking = _Asking(keys)
    router.on_action(cards.ApproveRound, asking.approve, again=asking.show_round, role=role)
    router.on_action(cards.ReturnRound, asking.return_round, again=asking.show_round, role=role)
    router.on_action(cards.ShowApproval, asking.show_apart, again=asking.show_apart, role=role)
    asking.register(router)
    router.on_due(kinds.UNAPPROVED, timing.unapproved)
    router.on_due(kinds.APPROVER_SLOW, timing.approver_slow)
    router.on_due(kinds.OPEN, partial(timing.open_, keys))


@dataclass(frozen=True)
class _Asking(Asking[Round]):
    keys: Keys

    approvals = APPROVALS
    outcomes = cards.OUTCOMES
    unknown = UnknownRound
    send_back = staticmethod(approving.send_back)

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
        return replace(await self.show_round(turn, action), messages=said)

    async def return_round(self, turn: Turn, action: cards.ReturnRound) -> Reply:
        """Say no, and why."""
        return await self.return_(turn, action.round_id, action.revision, action.comment)

    async def show_round(self, turn: Turn, action: cards.ApproveRound | cards.ReturnRound) -> Reply:
        """Show what became of the question."""
        return await self.show(turn, action.round_id, action.revision)

    async def show_apart(self, turn: Turn, action: cards.ShowApproval) -> Reply:
        """Show the question, or what became of it, in a card of its own."""
        return await self.show(turn, action.round_id, action.revision, apart=True)

    async def find(self, showing: Showing) -> Round:
        async with showing.sessions.read() as session:
            return await queries.round_(session, showing.subject)

    def gone(self) -> Card:
        return planning_cards.gone()

    async def question(
        self, showing: Showing, about: Round, *, comment: str = "", error: str = ""
    ) -> Card | None:
        if not showing.person:
            return None
        async with showing.sessions.read() as session:
            planned = await plan(session, self.keys, about, by=showing.person, now=showing.now)
        return cards.approval(
            about,
            planned,
            revision=revision_in(showing.occasion),
            now=showing.now,
            comment=comment,
            error=error,
        )

    async def approved(self, showing: Showing, about: Round, *, pressed: bool) -> Card:
        if about.phase in BEING_WRITTEN:
            return cards.taken_back(about)
        return await status_of(showing.sessions, about, now=showing.now)

    def not_done(self, about: Round, why: str) -> Card:
        return cards.not_opened(about, why)
