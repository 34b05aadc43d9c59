"""What a confirmed publication does when its time has come.

The functions are parts of transactions: they take a writing session, and `now` as aware UTC.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.decisions import kinds, queries
from bot.decisions.following import follow_ups
from bot.decisions.models import (
    DecisionRow,
    DecisionVersionRow,
    PublicationRow,
    RecipientRow,
)
from bot.decisions.publication import accounting, planning, preparing
from bot.decisions.receivers import owning
from bot.decisions.register import remembering
from bot.decisions.values import Phase, PublicationPhase
from bot.decisions.writing.drafting import look_up_by
from bot.delivery import accounts, due, following, wanting
from bot.delivery.models import Message
from bot.delivery.rendering import Due
from bot.delivery.values import Priority
from bot.people.segments import members
from bot.people.values import Audience, Person
from bot.preferences import Preferences


async def publish(
    session: AsyncSession, row: PublicationRow, prefs: Preferences, *, by: Person, now: datetime
) -> None:
    """Let it begin when people are at work; until then it can be undone. row: locked."""
    await due.forget_due(session, kinds.APPROVER_SLOW, row.id)
    seen = await queries.publication_value(session, row)
    row.phase, row.confirmed_by_id = PublicationPhase.SCHEDULED, by.id
    row.starts_at = planning.start_of(prefs, now=now)
    row.number = await planning.number_of(session, seen)
    await due.set_due(session, kinds.BEGUN, row.id, row.starts_at)
    act = "decisions.correct" if row.corrects else "decisions.publish"
    for one in await queries.decision_rows(session, row.id):
        await record_act(session, one, act, by=by, now=now, number=row.number)


async def begun(session: AsyncSession, it_is: Due) -> None:
    """Publish it, or keep its status up to date while messages are on their way."""
    row = await queries.publication_for_update(session, it_is.subject, nowait=True)
    touched: list[DecisionRow] = []
    if row.phase == PublicationPhase.SCHEDULED:
        touched = await _begin(session, row, now=it_is.now)
    if row.phase not in (PublicationPhase.PUBLISHED, PublicationPhase.RECALLED):
        return
    await preparing.APPROVALS.show_anew(session, row.id, now=it_is.now)
    await follow_ups.show_of(session, [one.id for one in touched], now=it_is.now)
    again = await _next_look(session, row, now=it_is.now)
    if again:
        await due.set_due(session, kinds.BEGUN, row.id, again)


async def show_anew(session: AsyncSession, row: DecisionRow, *, now: datetime) -> None:
    """Let every message that shows a decision, or told of its correction, say what it is now."""
    publication_ids = await session.scalars(
        select(DecisionVersionRow.publication_id)
        .where(DecisionVersionRow.decision_id == row.id)
        .distinct()
        .order_by(DecisionVersionRow.publication_id)
    )
    for publication_id in publication_ids.all():
        for kind in (kinds.PUBLISHED, kinds.CORRECTED):
            await wanting.show_anew(session, kind, publication_id, now=now)
    await owning.show_anew(session, row, now=now)


async def locked(
    session: AsyncSession, publication_id: UUID
) -> tuple[list[DecisionRow], list[DecisionRow]]:
    """The rows of what stands in it, in their order, and of what these replace or have replaced.

    All of them locked, in the order of their ids.
    """
    rows = await queries.decision_rows(session, publication_id)
    ids = {one.id for one in rows}
    replacing = {queries.content_of(one.content).replaces_id for one in rows}
    replaced = await session.scalars(
        select(DecisionRow.id).where(
            DecisionRow.phase == Phase.REPLACED, DecisionRow.replaced_by_id.in_(ids)
        )
    )
    others = set(filter(None, replacing)) | set(replaced)
    found = {one: await queries.row_for_update(session, one) for one in sorted(ids | others)}
    return rows, [found[one] for one in sorted(others)]


async def hold_again(session: AsyncSession, row: DecisionRow, *, now: datetime) -> None:
    """Let a decision hold that had ended; one that was recalled since is a draft again."""
    row.phase, row.replaced_by_id = Phase.CURRENT, None
    row.ended_at, row.ended_reason = None, ""
    if row.shown_in_id is None:
        await make_draft(session, row, now=now)


async def make_draft(session: AsyncSession, row: DecisionRow, *, now: datetime) -> None:
    """Let nobody have got it. Its versions stay: the next one has the next number."""
    row.phase, row.published, row.shown_in_id = Phase.DRAFT, None, None
    row.published_at = row.corrected_at = None
    row.revision += 1
    row.changed_at = now
    look_up_by(row, queries.content_of(row.content))
    await session.execute(delete(RecipientRow).where(RecipientRow.decision_id == row.id))


async def _next_look(
    session: AsyncSession, row: PublicationRow, *, now: datetime
) -> datetime | None:
    """When to look again at what becomes of its messages; None: nothing is on its way any more."""
    began = max(filter(None, (row.starts_at, row.ended_at)), default=now)
    kind = kinds.of_messages(corrects=row.corrects)
    looks = [await following.next_look(session, kind, row.id, began=began, now=now)]
    looks += [
        await following.next_look(session, kinds.PUBLISHED, one, began=began, now=now)
        for one in await accounting.edited(session, row)
        if (await accounts.account(session, kinds.PUBLISHED, one)).edits
    ]
    return min(filter(None, looks), default=None)


async def _freeze(
    session: AsyncSession, row: DecisionRow, publication_id: UUID, *, by: UUID, at: datetime
) -> None:
    """Let what the decision says be what people see."""
    number = await session.scalar(
        select(func.max(DecisionVersionRow.number)).where(DecisionVersionRow.decision_id == row.id)
    )
    row.published = (number or 0) + 1
    session.add(
        DecisionVersionRow(
            decision_id=row.id,
            number=row.published,
            publication_id=publication_id,
            content=row.content,
            by_id=by,
            at=at,
        )
    )
    look_up_by(row, queries.content_of(row.content))


async def _begin(session: AsyncSession, row: PublicationRow, *, now: datetime) -> list[DecisionRow]:
    """Let what it says hold; all decisions with which it changed what holds."""
    rows, others = await locked(session, row.id)
    by, at = row.confirmed_by_id or row.author_id, row.starts_at or now
    for one in rows:
        await _freeze(session, one, row.id, by=by, at=at)
        if row.corrects:
            one.corrected_at = at
        else:
            one.phase, one.published_at, one.shown_in_id = Phase.CURRENT, at, row.id
            await _note_recipients(session, one)
    row.phase = PublicationPhase.PUBLISHED
    await session.flush()
    changed = await _replace(session, row, rows, others, now=now)
    touched = list({one.id: one for one in (*rows, *changed)}.values())
    for one in touched:  # what is due before any message, as the courier locks it
        await follow_ups.plan(session, one.id, now=now, shows=False)
    for one in touched:
        await remembering.give(session, one, by=by, now=now)
    for one in changed:
        await show_anew(session, one, now=now)
    if row.corrects:
        await _show_corrected(session, row, rows, now=now)
    else:
        await _show(session, row, rows, now=now)
    for one in rows:
        await owning.tell(session, one, knows=by, now=now)
    return touched


async def _show(
    session: AsyncSession, row: PublicationRow, rows: Sequence[DecisionRow], *, now: datetime
) -> None:
    """Want it shown to those whom at least one of the decisions concerns."""
    if row.to_people:
        await wanting.want(
            session,
            kinds.PUBLISHED,
            row.id,
            to=planning.recipients_of([one.id for one in rows]),
            priority=Priority.BROADCAST,
            now=now,
        )
    if row.channel_id:
        await wanting.want_in_channel(
            session,
            kinds.PUBLISHED,
            row.id,
            conversation_id=row.channel_id,
            priority=Priority.BROADCAST,
            now=now,
        )
    sent = select(func.count()).where(
        Message.kind == kinds.PUBLISHED,
        Message.subject == row.id,
        Message.person_id.is_not(None),
    )
    row.number = await session.scalar(sent) or 0


async def _show_corrected(
    session: AsyncSession, row: PublicationRow, rows: Sequence[DecisionRow], *, now: datetime
) -> None:
    """Edit what people have in the chat, and tell them if it matters."""
    for publication_id in sorted({one.shown_in_id for one in rows if one.shown_in_id}):
        await wanting.show_anew(session, kinds.PUBLISHED, publication_id, now=now)
    if row.tells:
        await wanting.want(
            session,
            kinds.CORRECTED,
            row.id,
            to=planning.recipients_of([one.id for one in rows]),
            priority=Priority.BROADCAST,
            now=now,
        )


async def _note_recipients(session: AsyncSession, row: DecisionRow) -> None:
    people_in = members(Audience.from_json(row.audience)).subquery()
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if on_sqlite else postgresql.insert
    chosen = select(literal(row.id), people_in.c[0]).where(literal(True))  # SQLite's upsert
    await session.execute(
        insert(RecipientRow)
        .from_select(["decision_id", "person_id"], chosen)
        .on_conflict_do_nothing()
    )


async def _replace(
    session: AsyncSession,
    row: PublicationRow,
    rows: Sequence[DecisionRow],
    others: Sequence[DecisionRow],
    *,
    now: datetime,
) -> list[DecisionRow]:
    """End what these replace, and let hold again what they don't replace any more; see `locked`."""
    replacing = {queries.content_of(one.content).replaces_id: one.id for one in rows}
    changed: list[DecisionRow] = []
    for other in others:
        if other.phase == Phase.REPLACED and other.id not in replacing:
            await hold_again(session, other, now=now)
        elif other.phase == Phase.CURRENT and other.id in replacing:
            other.phase, other.ended_at = Phase.REPLACED, now
            other.replaced_by_id = replacing[other.id]
            await _leave_out(session, other, of=row, now=now)
        else:
            continue
        changed.append(other)
    await session.flush()
    return changed


async def _leave_out(
    session: AsyncSession, row: DecisionRow, *, of: PublicationRow, now: datetime
) -> None:
    """Publish no correction of what holds no longer. of: what is being published now."""
    publication_id = await queries.open_publication_of(session, row.id)
    if publication_id and publication_id != of.id:
        # Others lock this one before its decisions, so who waits for it would wait forever.
        other = await queries.publication_for_update(session, publication_id, nowait=True)
        await preparing.take_out(session, other, row.id, now=now)
