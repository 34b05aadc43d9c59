"""A second director's yes or no to decisions, and what is said to those whom it concerns."""

from dataclasses import replace

import cards.decisions.approving as cards
import cards.decisions.planning as planning_cards
from bot.approval import NotAwaiting, revision_in
from bot.decisions import kinds, queries
from bot.decisions.publication import accounting, approving
from bot.decisions.publication.planning import plan
from bot.decisions.publication.preparing import APPROVALS
from bot.decisions.values import (
    OPEN,
    FaultyDecision,
    FaultyPublication,
    NumberChanged,
    Publication,
    PublicationPhase,
    UnknownPublication,
    WrongPhase,
)
from bot.delivery.rendering import Showing
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.status import status
from dialogs.approving import Asking
from dialogs.decisions.publication_refusals import why_not_published


def register(router: Router) -> None:
    """Answer what approvers press; render and do what belongs to that."""
    role = Role.DIRECTORATE
    router.on_action(cards.ApprovePublication, approve, again=show, role=role)
    router.on_action(cards.ReturnPublication, return_, again=show, role=role)
    router.on_action(cards.ShowApproval, show_apart, again=show_apart, role=role)
    _ASKING.register(router)
    router.on_due(kinds.APPROVER_SLOW, approving.approver_slow)


async def approve(turn: Turn, action: cards.ApprovePublication) -> Reply:
    """Say yes, which publishes; the card shows what there is now, also when it was too late."""
    said: tuple[Text, ...] = ()
    try:
        await approving.approve(
            turn.sessions,
            action.publication_id,
            revision=action.revision,
            expected=action.expected,
            by=turn.person,
            now=turn.now,
        )
    except (FaultyDecision, FaultyPublication, NumberChanged, WrongPhase) as refusal:
        said = (Text(why_not_published(refusal, action.expected)),)
    except NotAwaiting:
        pass  # the card says so
    return replace(await show(turn, action), messages=said)


async def return_(turn: Turn, action: cards.ReturnPublication) -> Reply:
    """Say no, and why."""
    return await _ASKING.return_(turn, action.publication_id, action.revision, action.comment)


async def show(turn: Turn, action: cards.ApprovePublication | cards.ReturnPublication) -> Reply:
    """Show what became of the question."""
    return await _ASKING.show(turn, action.publication_id, action.revision)


async def show_apart(turn: Turn, action: cards.ShowApproval) -> Reply:
    """Show the question, or what became of it, in a card of its own."""
    return await _ASKING.show(turn, action.publication_id, action.revision, apart=True)


class _Asking(Asking[Publication]):
    approvals = APPROVALS
    outcomes = cards.OUTCOMES
    unknown = UnknownPublication
    send_back = staticmethod(approving.send_back)

    async def find(self, showing: Showing) -> Publication:
        async with showing.sessions.read() as session:
            return await queries.publication(session, showing.subject)

    def gone(self) -> Card:
        return planning_cards.gone()

    async def question(
        self, showing: Showing, about: Publication, *, comment: str = "", error: str = ""
    ) -> Card | None:
        if not showing.person or about.phase is not PublicationPhase.AWAITING:
            return None
        async with showing.sessions.read() as session:
            planned = await plan(session, about, by=showing.person, now=showing.now)
        return cards.approval(
            about,
            planned,
            revision=revision_in(showing.occasion),
            now=showing.now,
            comment=comment,
            error=error,
        )

    async def approved(self, showing: Showing, about: Publication, *, pressed: bool) -> Card:
        if about.phase in OPEN:
            return cards.taken_back(about)
        async with showing.sessions.read() as session:
            return status(await accounting.status(session, about.id), now=showing.now)

    def not_done(self, about: Publication, why: str) -> Card:
        return cards.not_approved(about)


_ASKING = _Asking()
