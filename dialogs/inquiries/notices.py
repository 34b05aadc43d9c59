"""What is said unasked of inquiries to those who handle them."""

import cards.inquiries.notices as cards
from bot.broadcasts import queries as broadcasts
from bot.delivery.rendering import Showing
from bot.inquiries import inbox, kinds, noticing, queries
from bot.inquiries.values import Act, UnknownInquiry
from bot.inquiries.working_on import worked_on
from bot.messages import Card
from bot.people.values import Role
from bot.router import Router


def register(router: Router) -> None:
    """Render notices, and do what is due."""
    router.on_message(kinds.NOTICE, notice)
    router.on_message(kinds.HANDED_OVER, handed_over)
    router.on_due(kinds.DUE_SOON, noticing.due_soon)


async def notice(showing: Showing) -> Card:
    """Render what waits: the whole inbox for a director, for others what they were given."""
    if not showing.person:
        raise LookupError("a person is told what waits")
    async with showing.sessions.read() as session:
        if not showing.person.may(Role.DIRECTORATE):
            held = await inbox.held_by(session, showing.person)
            return cards.notice_to_owner(held, now=showing.now)
        waiting = await inbox.waiting(session, now=showing.now, new=True)
        most = (await inbox.new_replies(session, now=showing.now))[: cards.REPLIES_NAMED]
        replies = [
            ((await broadcasts.newest_version(session, broadcast_id)).title, many)
            for broadcast_id, many in most
        ]
    return cards.notice(waiting, replies=replies, now=showing.now)


async def handed_over(showing: Showing) -> Card:
    """Render an inquiry for whoever it was handed over to, or a proposal for who works on it."""
    if not showing.person:
        raise LookupError("an inquiry is handed over to a person")
    async with showing.sessions.read() as session:
        proposal = await worked_on(
            session, showing.subject, showing.occasion, seen_by=showing.person
        )
        if proposal:
            return cards.to_work_on(*proposal, now=showing.now)
        try:
            one = await queries.inquiry(session, showing.subject, seen_by=showing.person)
        except UnknownInquiry:
            return cards.handed_elsewhere()
    if not one.owner or one.owner.id != showing.person.id:
        return cards.handed_elsewhere()
    handed = [entry for entry in one.entries if entry.act is Act.HANDED_OVER and entry.by]
    by = handed[-1].by if handed else None
    return cards.handed_over(one, by_name=by.name if by else "", now=showing.now)
