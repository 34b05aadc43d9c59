"""Raising an inquiry: what somebody asks, proposes or replies is to be answered, by a day."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen, working_days_after
from bot.database.inserting import insert_unless_there
from bot.inquiries import noticing, receipts
from bot.inquiries.models import InquiryRow
from bot.inquiries.texts import checked, refuse_cpr_numbers
from bot.inquiries.values import (
    BACKGROUND_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Kind,
    Phase,
    Theme,
)
from bot.preferences import preferences


async def raise_inquiry(
    session: AsyncSession,
    kind: Kind,
    text: str,
    *,
    asker: UUID,
    turn_key: str,
    now: datetime,
    theme: Theme | None = None,
    title: str = "",
    background: str = "",
    hidden: bool = False,
    about: UUID | None = None,
    owner: UUID | None = None,
) -> InquiryRow:
    """Put it into the inbox; the same turn delivered again puts it there once.

    session: a writing one. title, theme: of a proposal; title: also of the decision that is asked
    about. about: the question, the broadcast or the decision. owner: who is to answer it, and is
    told instead of the directorate; None: nobody yet. Raises a FaultyText, with "title", "text" or
    "background" as its field.
    """
    refuse_cpr_numbers(title=title, text=text, background=background)
    title = checked("title", title, longest=TITLE_LENGTH, required=kind is Kind.PROPOSAL)
    text = checked("text", text, longest=TEXT_LENGTH)
    background = checked("background", background, longest=BACKGROUND_LENGTH, required=False)
    within = (await preferences(session)).answer_within
    made = await insert_unless_there(
        session,
        InquiryRow,
        id=uuid4(),
        turn_key=turn_key,
        kind=kind,
        theme=theme,
        title=title,
        text=text,
        background=background,
        asker_id=asker,
        hidden=hidden,
        about=about,
        phase=Phase.OPEN,
        asked_at=now,
        due_on=working_days_after(in_copenhagen(now).date(), within),
        owner_id=owner,
        revision=1,
    )
    row = await session.scalar(select(InquiryRow).where(InquiryRow.turn_key == turn_key))
    if not row:
        raise LookupError(turn_key)
    if made and owner:
        await noticing.remind_of(session, row, now=now)
        await noticing.handed_over(session, row, to=owner, occasion=row.id, now=now)
    elif made:
        await noticing.inquiry_came(session, row, now=now)
    if made:
        await receipts.give(session, row, now=now)
    return row
