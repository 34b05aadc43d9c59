"""What a person has sent to the directorate, with where each stands."""

import cards.inquiries.own as cards
from bot.inquiries.own import number_of_own, own_inquiries, own_inquiry
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.inquiries.receipts import OpenOwn, ShowOwn, standing

PAGE = 5  # inquiries on a card


def register(router: Router) -> None:
    """Show people what they have sent."""
    role = Role.MANAGER
    router.on_command(
        "Mine henvendelser", "Mine forslag", "My inquiries", handler=newest, role=role
    )
    router.on_action(ShowOwn, turn_page, again=turn_page, role=role)
    router.on_action(OpenOwn, open_, again=open_, role=role)


async def newest(turn: Turn) -> Reply:
    """Show what was sent last."""
    return Reply((await _page(turn, 0),))


async def turn_page(turn: Turn, action: ShowOwn) -> Reply:
    """Show another page in the place of this one."""
    return Reply(replace=await _page(turn, action.page))


async def open_(turn: Turn, action: OpenOwn) -> Reply:
    """Show one of them, with all that was said."""
    async with turn.sessions.read() as session:
        own = await own_inquiry(session, action.inquiry_id, turn.person)
    return Reply(replace=standing(own, now=turn.now, page=action.page))


async def _page(turn: Turn, wanted: int) -> Card:
    """A page, counted from 0; the last one where there is none so far back."""
    async with turn.sessions.read() as session:
        total = await number_of_own(session, turn.person)
        last = max(total - 1, 0) // PAGE
        page = min(max(wanted, 0), last)
        listed = await own_inquiries(session, turn.person, offset=page * PAGE, limit=PAGE)
    return cards.own_inquiries(listed, page=page, has_older=page < last, now=turn.now)
