"""A second director's yes or no, and what is said to those whom it concerns."""

from dataclasses import replace

import cards.broadcasts.approving as cards
import cards.broadcasts.sending as sending_cards
import cards.broadcasts.status as status_cards
from bot import audit
from bot.approval import NotAwaiting, revision_in
from bot.broadcasts import approving, drafting, kinds, queries, sending, timing
from bot.broadcasts.values import Broadcast, NumberChanged, UnknownBroadcast
from bot.delivery.rendering import Showing
from bot.messages import Card, Reply, Text
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.approving import Asking
from dialogs.broadcasts.refusals import number_changed


def register(router: Router) -> None:
    """Answer what approvers press; render and do what belongs to that."""
    role = Role.DIRECTORATE
    router.on_action(cards.ApproveBroadcast, approve, again=show_approval, role=role)
    router.on_action(cards.ReturnBroadcast, return_, again=show_approval, role=role)
    _ASKING.register(router)
    router.on_message(kinds.URGENT, urgent)
    router.on_due(kinds.UNAPPROVED, timing.unapproved)
    router.on_due(kinds.APPROVER_SLOW, timing.approver_slow)


async def approve(turn: Turn, action: cards.ApproveBroadcast) -> Reply:
    """Say yes, which sends it; the card shows what there is now, also when it was too late."""
    said: tuple[Text, ...] = ()
    try:
        await approving.approve(
            turn.sessions,
            action.broadcast_id,
            revision=action.revision,
            expected=action.expected,
            by=turn.person,
            now=turn.now,
        )
    except NumberChanged as refusal:
        said = (Text(number_changed(refusal, action.expected)),)
    except NotAwaiting:
        pass  # the card says so
    return replace(await show_approval(turn, action), messages=said)


async def return_(turn: Turn, action: cards.ReturnBroadcast) -> Reply:
    """Say no, and why."""
    return await _ASKING.return_(turn, action.broadcast_id, action.revision, action.comment)


async def show_approval(
    turn: Turn, action: cards.ApproveBroadcast | cards.ReturnBroadcast
) -> Reply:
    """Show what became of the question."""
    return await _ASKING.show(turn, action.broadcast_id, action.revision)


async def urgent(showing: Showing) -> Card:
    """Render that something urgent goes without approval."""
    async with showing.sessions.read() as session:
        try:
            found = await queries.broadcast(session, showing.subject, now=showing.now)
        except UnknownBroadcast:
            return sending_cards.gone()
        act = await audit.newest(session, "broadcasts.send_urgent", subject=found.id)
    return cards.hurried(found, by=act.actor if act else found.author.name, now=showing.now)


class _Asking(Asking[Broadcast]):
    approvals = drafting.APPROVALS
    outcomes = cards.OUTCOMES
    unknown = UnknownBroadcast
    send_back = staticmethod(approving.send_back)

    async def find(self, showing: Showing) -> Broadcast:
        async with showing.sessions.read() as session:
            return await queries.broadcast(session, showing.subject, now=showing.now)

    def gone(self) -> Card:
        return sending_cards.gone()

    async def question(
        self, showing: Showing, about: Broadcast, *, comment: str = "", error: str = ""
    ) -> Card | None:
        if about.missed_its_time(showing.now) or not showing.person:
            return None
        async with showing.sessions.read() as session:
            plan = await sending.plan(session, about, by=showing.person, now=showing.now)
        return cards.approval(
            about,
            plan,
            revision=revision_in(showing.occasion),
            now=showing.now,
            comment=comment,
            error=error,
        )

    async def approved(self, showing: Showing, about: Broadcast, *, pressed: bool) -> Card | None:
        if about.phase in drafting.BEING_WRITTEN:
            return cards.taken_back(about)
        async with showing.sessions.read() as session:
            versions = await queries.versions(session, about.id)
            if revision_in(showing.occasion) not in {one.approved_revision for one in versions}:
                return None
            newest = await queries.newest_question(session, about.id, showing.person)
            if newest and not pressed and newest != showing.occasion:
                return cards.approved(about)
            status = await queries.status(session, about.id, now=showing.now)
        return status_cards.status(status, now=showing.now)

    def not_done(self, about: Broadcast, why: str) -> Card:
        return cards.not_approved_in_time(about)


_ASKING = _Asking()
approval_card = _ASKING.render
