"""Files that somebody dropped into the chat: kept until they said what is to be done with them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from bot.cpr import holds_cpr_number
from bot.database.base import Base
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.messages import Refusal

NAME_LENGTH = 300  # characters
KEPT = timedelta(days=1)  # what nobody decided about


class ReceivedFileRow(Base):
    """A file as it was dropped. turn_key: what it came with."""

    __tablename__ = "received_file"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    turn_key: Mapped[str] = mapped_column(String(70), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]


@dataclass(frozen=True)
class ReceivedFile:
    """A file that somebody dropped, and that waits for what is to be done with it."""

    id: UUID
    name: str
    content: bytes = field(repr=False)


class Unfetched(StrEnum):
    """Why a file didn't come."""

    ELSEWHERE = "elsewhere"  # its address is nobody's OneDrive
    EXPIRED = "expired"  # the address is good for minutes only
    NO_CONTACT = "no_contact"


class NotFetched(Refusal):
    """A file that was dropped couldn't be fetched. name: of the file."""

    def __init__(self, name: str, reason: Unfetched) -> None:
        super().__init__(reason)
        self.name = name
        self.reason = reason


class NameHoldsCprNumber(Refusal):
    """What a file is called seems to hold a CPR number."""


class FileGone(Refusal):
    """A file that is no longer kept: it was decided about, or lay too long."""


def refuse_cpr_number_in(name: str) -> None:
    """Raise NameHoldsCprNumber, before the name of a file is kept, or said in a refusal."""
    if holds_cpr_number(name):
        raise NameHoldsCprNumber


async def keep(
    session: AsyncSession,
    name: str,
    content: bytes,
    *,
    of: UUID,
    turn_key: str,
    now: datetime,
) -> ReceivedFile:
    """Keep a file until it is decided about; the same turn keeps it once.

    session: a writing one. of: who dropped it. Raises NameHoldsCprNumber.
    """
    refuse_cpr_number_in(name)
    await insert_unless_there(
        session,
        ReceivedFileRow,
        id=uuid4(),
        turn_key=turn_key,
        person_id=of,
        name=name[:NAME_LENGTH],
        content=content,
        received_at=now,
    )
    row = await session.scalar(select(ReceivedFileRow).where(ReceivedFileRow.turn_key == turn_key))
    if not row:
        raise FileGone
    return ReceivedFile(row.id, row.name, row.content)


async def kept(session: AsyncSession, file_id: UUID, *, of: UUID) -> ReceivedFile:
    """The file that this person dropped. Raises FileGone."""
    row = await session.get(ReceivedFileRow, file_id)
    if not row or row.person_id != of:
        raise FileGone
    return ReceivedFile(row.id, row.name, row.content)


async def kept_under(session: AsyncSession, turn_key: str, *, of: UUID) -> ReceivedFile:
    """The file that was kept under this key. Raises FileGone."""
    row = await session.scalar(select(ReceivedFileRow).where(ReceivedFileRow.turn_key == turn_key))
    if not row or row.person_id != of:
        raise FileGone
    return ReceivedFile(row.id, row.name, row.content)


def made_of(file_id: UUID) -> str:
    """The key under which that which was read of a file is kept, for as long as the file is."""
    return f"{file_id}:read"


async def forget(session: AsyncSession, file_id: UUID, *, of: UUID) -> None:
    """Keep the file no longer: it was decided about. session: a writing one. Raises FileGone."""
    gone = await session.scalar(
        delete(ReceivedFileRow)
        .where(ReceivedFileRow.id == file_id, ReceivedFileRow.person_id == of)
        .returning(ReceivedFileRow.id)
    )
    if gone is None:
        raise FileGone
    await session.execute(
        delete(ReceivedFileRow).where(ReceivedFileRow.turn_key == made_of(file_id))
    )


async def discard(sessions: Sessions, file_id: UUID, *, of: UUID) -> None:
    """Do nothing with the file, and keep it no longer. Raises FileGone."""
    async with sessions.write() as session:
        await forget(session, file_id, of=of)


async def expire(session: AsyncSession, *, now: datetime) -> int:
    """Keep no longer what nobody decided about for a day; how many files. session: writing."""
    gone = await session.scalars(
        delete(ReceivedFileRow)
        .where(ReceivedFileRow.received_at < now - KEPT)
        .returning(ReceivedFileRow.id)
    )
    return len(gone.all())
