"""Taking a document out of what answers are taken from, and back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.database.sessions import Sessions
from bot.documents import publishing, queries
from bot.documents.values import KeptDocument
from bot.people.values import Person, Role


async def retire(
    sessions: Sessions, document_id: UUID, *, by: Person | None, now: datetime
) -> KeptDocument:
    """Take no more answers from it; answers that were given keep their passages.

    by: a director; None: the operator. Once more changes nothing. Raises NotAllowed or
    UnknownDocument.
    """
    async with sessions.write() as session:
        await _require(session, document_id, by)
        if await publishing.retire(session, document_id, now=now):
            await _record(session, document_id, "documents.retire", by, now)
        return await queries.kept_document(session, document_id)


async def restore(
    sessions: Sessions, document_id: UUID, *, by: Person | None, now: datetime
) -> KeptDocument:
    """Take answers from it again; see `retire`."""
    async with sessions.write() as session:
        await _require(session, document_id, by)
        if await publishing.restore(session, document_id):
            await _record(session, document_id, "documents.restore", by, now)
        return await queries.kept_document(session, document_id)


async def _require(session: AsyncSession, document_id: UUID, by: Person | None) -> None:
    """Raise unless the person may, and it is a document; saved answers have verbs of their own."""
    if by:
        by.require(Role.DIRECTORATE)
    await queries.kept_document(session, document_id)


async def _record(
    session: AsyncSession, document_id: UUID, act: str, by: Person | None, now: datetime
) -> None:
    title = (await queries.kept_document(session, document_id)).title
    await audit.record(session, actor=by, act=act, subject=document_id, about=title, now=now)
