"""What an asker does with an answer: say that it helped, and ask further."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.calendar import in_copenhagen, working_days_after
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.inquiries import kinds, noticing
from bot.inquiries.asking import row_for_update
from bot.inquiries.models import EntryRow, InquiryRow, VerdictRow
from bot.inquiries.own import received
from bot.inquiries.texts import checked, refuse_cpr_numbers
from bot.inquiries.values import (
    TEXT_LENGTH,
    Act,
    AlreadyFollowedUp,
    Phase,
    ReceivedAnswer,
    UnknownInquiry,
)
from bot.people.models import Person as PersonRow
from bot.people.values import Person, Role
from bot.preferences import preferences


async def say_helped(
    sessions: Sessions, entry_id: UUID, *, helped: bool, by: Person, now: datetime
) -> ReceivedAnswer:
    """Note that an answer helped one of those who got it, or that they take that back.

    Raises UnknownInquiry for who didn't ask.
    """
    async with sessions.write() as session:
        await received(session, entry_id, by)
        if helped:
            await insert_unless_there(
                session, VerdictRow, entry_id=entry_id, person_id=by.id, at=now
            )
        else:
            await session.execute(
                delete(VerdictRow).where(
                    VerdictRow.entry_id == entry_id, VerdictRow.person_id == by.id
                )
            )
        await wanting.show_anew(session, kinds.ANSWER, entry_id, to=by.id, now=now)
        return await received(session, entry_id, by)


async def follow_up(
    sessions: Sessions, entry_id: UUID, text: str, *, form: UUID, by: Person, now: datetime
) -> ReceivedAnswer:
    """Ask further after an answer: the inquiry is open again, with a new promise.

    What was merged into another is a thread of its own again, with the answer that it got there.
    Whoever it was handed over to is told. form: the id of the form that was filled in. Raises
    UnknownInquiry for who didn't ask and for a forged form, AlreadyFollowedUp, or a FaultyText with
    "text" as its field.
    """
    refuse_cpr_numbers(text=text)
    text = checked("text", text, longest=TEXT_LENGTH)
    async with sessions.write() as session:
        row = await row_for_update(
            session, (await received(session, entry_id, by)).own.inquiry.id, by
        )
        answer = await received(session, entry_id, by)
        if await _was_sent(session, form, by) or not answer.may_follow_up:
            raise AlreadyFollowedUp(answer)
        if row.merged_into_id:
            await _part(session, row, entry_id)
        within = (await preferences(session)).answer_within
        row.phase, row.settled_at = Phase.OPEN, None
        row.due_on = working_days_after(in_copenhagen(now).date(), within)
        row.revision += 1
        entry = EntryRow(
            id=uuid4(),
            inquiry_id=row.id,
            turn_key=str(form),
            act=Act.FOLLOWED_UP,
            by_id=by.id,
            at=now,
            text=text,
        )
        session.add(entry)
        await session.flush()
        await noticing.inquiry_came(session, row, now=now)
        await _tell_owner(session, row, entry, now=now)
        await noticing.inquiry_changed(session, row, now=now)
        await wanting.show_anew(session, kinds.ANSWER, entry_id, to=by.id, now=now)
        return await received(session, entry_id, by)


async def _was_sent(session: AsyncSession, form: UUID, by: Person) -> bool:
    """Whether this person has sent the form. Raises UnknownInquiry for a forged one."""
    sent = await session.scalar(select(EntryRow).where(EntryRow.turn_key == str(form)))
    if sent and sent.by_id != by.id:
        raise UnknownInquiry
    return sent is not None


async def _tell_owner(
    session: AsyncSession, row: InquiryRow, entry: EntryRow, *, now: datetime
) -> None:
    """Give it anew to whoever it was handed over to; directors see it in the inbox's notice."""
    owner = await session.get(PersonRow, row.owner_id) if row.owner_id else None
    if owner and owner.active and owner.role != Role.DIRECTORATE and owner.id != row.asker_id:
        await noticing.handed_over(session, row, to=owner.id, occasion=entry.id, now=now)


async def _part(session: AsyncSession, row: InquiryRow, entry_id: UUID) -> None:
    """Make it a thread of its own again, with the answer that it got where it was merged into."""
    entry = await session.get_one(EntryRow, entry_id)
    session.add(
        EntryRow(
            id=uuid4(),
            inquiry_id=row.id,
            act=entry.act,
            by_id=entry.by_id,
            at=entry.at,
            text=entry.text,
            person_id=entry.person_id,
        )
    )
    row.merged_into_id = None
    await session.flush()
