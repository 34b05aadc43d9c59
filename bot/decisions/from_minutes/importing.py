"""Drafts from minutes: of what is new; what is known is compared with what stands there now.

Nothing is published by it, and nothing that was written before is changed before somebody says so.
"""

import asyncio
import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from pydantic import TypeAdapter
from sqlalchemy import and_, false, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, received_files
from bot.cpr import holds_cpr_number
from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.decisions import queries
from bot.decisions.from_minutes import comparing
from bot.decisions.from_minutes.comparing import Known
from bot.decisions.from_minutes.imported import Became, Imported, MinutesHoldCprNumber, TooManyFound
from bot.decisions.minutes.apart import read_minutes_apart
from bot.decisions.minutes.values import FoundDecision, Minutes
from bot.decisions.models import DecisionRow, FollowUpRow, MinutesRow
from bot.decisions.values import DEED_LENGTH, Phase
from bot.decisions.writing import deeds, drafting
from bot.decisions.writing.choosing import is_named
from bot.files.reading import TYPES
from bot.people.queries import active_people
from bot.people.values import Audience, Person, Role
from bot.received_files import ReceivedFile, made_of

WHO_LENGTH = 200
MOST_FOUND = 200  # decisions of one file: more are a year's, and nobody would look at each
_MINUTES = TypeAdapter(Minutes)
_CALLED = re.compile(r"referat|protokol|minutes", re.IGNORECASE)


def looks_like_minutes(name: str, content: bytes) -> bool:
    """Whether a file has items that something was decided on, or might have been.

    Raises UnreadableFile. Takes up to half a minute: call it in a thread.
    """
    if Path(name).suffix.lower() not in TYPES:
        return False
    read = read_minutes_apart(name, content)
    return bool(read.decisions or read.without)


def is_called_minutes(name: str) -> bool:
    """Whether a file's name says that it holds minutes: "Referat HU 6. juni.docx"."""
    return bool(_CALLED.search(Path(name).stem))


async def import_dropped(
    sessions: Sessions, file: ReceivedFile, *, by: Person, now: datetime
) -> Imported:
    """Make drafts of what is new in a file that is kept; once for each file.

    What was read is kept as long as the file is, for what is said of it later. Raises
    UnreadableFile, MinutesHoldCprNumber or TooManyFound. Takes up to half a minute.
    """
    by.require(Role.DIRECTORATE)
    minutes = await asyncio.to_thread(read_minutes_apart, file.name, file.content)
    _refuse(file.name, minutes)
    if not minutes.decisions:
        return Imported(file.name, minutes, ())
    async with sessions.write() as session:
        await received_files.keep(
            session,
            file.name,
            _MINUTES.dump_json(minutes),
            of=by.id,
            turn_key=made_of(file.id),
            now=now,
        )
        return await _import(session, file.name, minutes, by=by, turn_key=key_of(file.id), now=now)


async def import_minutes(
    sessions: Sessions, name: str, minutes: Minutes, *, by: Person, turn_key: str, now: datetime
) -> Imported:
    """Make drafts of what is new in minutes; the same key once. name: of their file.

    Raises NameHoldsCprNumber, MinutesHoldCprNumber or TooManyFound; then nothing is stored.
    """
    by.require(Role.DIRECTORATE)
    received_files.refuse_cpr_number_in(name)
    _refuse(name, minutes)
    if not minutes.decisions:
        return Imported(name, minutes, ())
    async with sessions.write() as session:
        return await _import(session, name, minutes, by=by, turn_key=turn_key, now=now)


async def look_again(sessions: Sessions, file_id: UUID, *, by: Person) -> Imported:
    """What came of a file, as it now stands. Raises FileGone."""
    by.require(Role.DIRECTORATE)
    async with sessions.read() as session:
        return await of_file(session, file_id, by=by)


async def _import(
    session: AsyncSession,
    name: str,
    minutes: Minutes,
    *,
    by: Person,
    turn_key: str,
    now: datetime,
) -> Imported:
    await _lock(session)
    row_id = uuid4()
    made = await insert_unless_there(
        session,
        MinutesRow,
        id=row_id,
        turn_key=turn_key,
        file_name=name[: received_files.NAME_LENGTH],
        digest=hashlib.sha256(_MINUTES.dump_json(minutes)).hexdigest(),
        by_id=by.id,
        at=now,
    )
    imported = await _as_it_stands(session, turn_key, minutes)
    if not made:
        return imported
    new = [one for one in imported.decisions if one.became is Became.NEW]
    for one in new:
        row = await drafting.begin(
            session,
            comparing.content_of(one.found),
            Audience(),
            by=by,
            turn_key=f"{row_id}:{one.place}",
            now=now,
            found=comparing.found_of(imported.file_name, one.found),
            found_as=comparing.recognised_by(one.found),
            minutes_id=row_id,
        )
        await add_follow_ups(session, row, one.found)
    await audit.record(
        session,
        actor=by,
        act="decisions.import",
        subject=row_id,
        about=imported.file_name,
        number=len(new),
        now=now,
    )
    return await _as_it_stands(session, turn_key, minutes)


async def of_file(session: AsyncSession, file_id: UUID, *, by: Person) -> Imported:
    """What came of a file that this person dropped, as it now stands. Raises FileGone."""
    kept = await received_files.kept_under(session, made_of(file_id), of=by.id)
    return await _as_it_stands(session, key_of(file_id), _MINUTES.validate_json(kept.content))


async def _as_it_stands(session: AsyncSession, turn_key: str, minutes: Minutes) -> Imported:
    """What the decisions in minutes are to us, by those that are known."""
    row = (await session.scalars(select(MinutesRow).where(MinutesRow.turn_key == turn_key))).one()
    known = await _known(session, row.id, minutes)
    decisions = comparing.compared(minutes.decisions, known, minutes_id=row.id)
    return Imported(row.file_name, minutes, decisions)


async def _known(session: AsyncSession, minutes_id: UUID, minutes: Minutes) -> list[Known]:
    """What was found of the same meetings before, the later ones first.

    Drafts that were thrown away count only where these minutes made them.
    """
    groups = {comparing.group_of(one) for one in minutes.decisions}
    of_these = DecisionRow.minutes_id == minutes_id
    of_same_meetings = [DecisionRow.found_as.startswith(one, autoescape=True) for one in groups]
    rows = (
        await session.scalars(
            select(DecisionRow)
            .where(
                DecisionRow.minutes_id.is_not(None),
                or_(
                    of_these,
                    and_(DecisionRow.phase != Phase.DISCARDED, or_(false(), *of_same_meetings)),
                ),
            )
            .order_by(DecisionRow.created_at.desc(), DecisionRow.id)
        )
    ).all()
    decisions = await queries.as_values(session, rows)
    told = await _deeds_of(session, [row.id for row in rows])
    return [
        Known(decision, row.found_as, row.minutes_id, tuple(told.get(row.id, ())))
        for row, decision in zip(rows, decisions, strict=True)
        if row.found_as and row.minutes_id
    ]


async def _deeds_of(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """What was ever to be done because of each, also what was removed."""
    rows = await session.execute(
        select(FollowUpRow.decision_id, FollowUpRow.what).where(FollowUpRow.decision_id.in_(ids))
    )
    told: dict[UUID, list[str]] = {}
    for decision_id, what in rows:
        told.setdefault(decision_id, []).append(what)
    return told


async def add_follow_ups(session: AsyncSession, row: DecisionRow, found: FoundDecision) -> None:
    """Add what is to be done and isn't there yet, each for whom the minutes name in full."""
    if not found.follow_ups:
        return
    told = (await _deeds_of(session, [row.id])).get(row.id, [])
    people = await active_people(session)
    for one in found.follow_ups:
        what = comparing.cut(" ".join(one.what.split()), DEED_LENGTH)
        if not what or comparing.is_told(what, told):
            continue
        told.append(what)
        named = [person.id for person in people if is_named(person, one.who)]
        await deeds.put(
            session,
            row,
            uuid4(),
            what,
            who=comparing.cut(one.who, WHO_LENGTH),
            owner_id=named[0] if len(named) == 1 else None,
            due_on=one.due,
        )


def key_of(file_id: UUID) -> str:
    """What an import of a dropped file is known by: once, however often it is asked for."""
    return f"file:{file_id}"


async def _lock(session: AsyncSession) -> None:
    """Let nobody else import until this ends: each would make drafts of the same decisions."""
    # On SQLite a writing transaction is alone already.
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("LOCK TABLE minutes IN SHARE ROW EXCLUSIVE MODE"))


def _refuse(name: str, minutes: Minutes) -> None:
    """Raise for what isn't to be kept."""
    _refuse_cpr_numbers(name, minutes)
    if len(minutes.decisions) > MOST_FOUND:
        raise TooManyFound(name, len(minutes.decisions))


def _refuse_cpr_numbers(name: str, minutes: Minutes) -> None:
    if holds_cpr_number(minutes.title) or holds_cpr_number(minutes.body):
        raise MinutesHoldCprNumber(name, "")
    for one in minutes.decisions:
        if any(map(holds_cpr_number, (one.title, one.body, one.item, one.case_number))):
            raise MinutesHoldCprNumber(name, "")
        said = (one.text, one.recommendation, one.passage)
        agreed = (text for deed in one.follow_ups for text in (deed.what, deed.who))
        if any(map(holds_cpr_number, (*said, *agreed))):
            raise MinutesHoldCprNumber(name, one.title)
    if any(map(holds_cpr_number, (*minutes.without, *minutes.repeated, *minutes.doubtful_dates))):
        raise MinutesHoldCprNumber(name, "")
