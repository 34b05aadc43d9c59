"""A second director's yes or no to what those who were asked get back."""

from dataclasses import replace

import cards.rounds.outcome_approving as cards
from bot.approval import NotAwaiting, revision_in
from bot.decisions.register.answering_rounds import answers_to_round
from bot.delivery.rendering import Showing
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.rounds import kinds
from bot.rounds.findings import Outcome
from bot.rounds.keys import Keys
from bot.rounds.outcome_approving import approve, approver_slow, asked_about, send_back
from bot.rounds.outcome_consent import APPROVALS
from bot.rounds.values import NumberChanged, UnknownRound
from bot.router import Router, Turn
from dialogs.approving import Asking
from dialogs.rounds.outcome import number_changed


def register(router: Router, _keys: Keys) -> None:
    """Answer what approvers press; render and do what belongs to that."""
    role = Role.DIRECTORATE
    router.on_action(cards.ApproveOutcome, approved, again=show, role=role)
    router.on_action(cards.ReturnOutcome, return_, again=show, role=role)
    router.on_action(cards.ShowOutcomeApproval, show_apart, again=show_apart, role=role)
    _ASKING.register(router)
    router.on_message(kinds.OUTCOME_STATUS, render_status)
    router.on_due(kinds.OUTCOME_APPROVER_SLOW, approver_slow)


async def approved(turn: Turn, action: cards.ApproveOutcome) -> Reply:
    """Say yes, which sends it; the card shows what there is now, also when it was too late."""
    said: tuple[Text, ...] = ()
    try:
        await approve(
            turn.sessions,
            action.asked_id,
            revision=action.revision,
            expected=action.expected,
            by=turn.person,
            now=turn.now,
        )
    except NumberChanged as refusal:
        said = (Text(number_changed(refusal, action.expected)),)
    except NotAwaiting:
        pass  # the card says so
    return replace(await show(turn, action), messages=said)


async def return_(turn: Turn, action: cards.ReturnOutcome) -> Reply:
    """Say no, and why."""
    return await _ASKING.return_(turn, action.asked_id, action.revision, action.comment)


async def show(turn: Turn, action: cards.ApproveOutcome | cards.ReturnOutcome) -> Reply:
    """Show what became of the question."""
    return await _ASKING.show(turn, action.asked_id, action.revision)


async def show_apart(turn: Turn, action: cards.ShowOutcomeApproval) -> Reply:
    """Show the question, or what became of it, in a card of its own."""
    return await _ASKING.show(turn, action.asked_id, action.revision, apart=True)


async def render_status(showing: Showing) -> Card:
    """Render where it stands, for who asked for a yes or said it."""
    return cards.status(await _ASKING.find(showing), now=showing.now)


class _Asking(Asking[Outcome]):
    approvals = APPROVALS
    outcomes = cards.OUTCOMES
    unknown = UnknownRound
    send_back = staticmethod(send_back)

    async def find(self, showing: Showing) -> Outcome:
        async with showing.sessions.read() as session:
            return await asked_about(session, showing.subject, now=showing.now)

    def gone(self) -> Card:
        return cards.gone()

    async def question(
        self, showing: Showing, about: Outcome, *, comment: str = "", error: str = ""
    ) -> Card | None:
        if not showing.person or not about.consent.approver:
            return None
        async with showing.sessions.read() as session:
            round_id = about.results.round.id
            decided = await answers_to_round(session, round_id, seen_by=showing.person)
        return cards.approval(
            about,
            showing.subject,
            decided,
            revision=revision_in(showing.occasion),
            comment=comment,
            error=error,
        )

    async def approved(self, showing: Showing, about: Outcome, *, pressed: bool) -> Card:
        return cards.status(about, now=showing.now)

    def not_done(self, about: Outcome, why: str) -> Card:
        return cards.not_sent(about)


_ASKING = _Asking()
