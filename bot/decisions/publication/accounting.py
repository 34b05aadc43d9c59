"""What became of a publication: each message, each receipt."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import kinds, queries
from bot.decisions.models import RECEIPTS_FORGOTTEN, PublicationRow
from bot.decisions.publication.accounted import Edited, Status
from bot.decisions.receivers import receipts
from bot.decisions.values import PublicationPhase, UnknownPublication
from bot.delivery import accounts
from bot.delivery.standings import Account, InChannel, Standing

_LISTED_FIRST = (PublicationPhase.DRAFT, PublicationPhase.AWAITING)


async def status(session: AsyncSession, publication_id: UUID) -> Status:
    """A publication and its account. Raises UnknownPublication."""
    row = await session.get(PublicationRow, publication_id)
    if not row or row.phase == PublicationPhase.DISCARDED:
        raise UnknownPublication
    kind = kinds.of_messages(corrects=row.corrects)
    in_channel = await accounts.in_channel(session, kind, row.id)
    account = await accounts.account(session, kind, row.id)
    asked = select(func.count()).select_from(receipts.asked_people(row.id).subquery())
    forgotten = await RECEIPTS_FORGOTTEN.number(session, row.id)
    return Status(
        publication=await queries.publication_value(session, row),
        account=_without(account, in_channel) if in_channel else account,
        edited=await _edited(session, row),
        asked=await session.scalar(asked) or 0,
        acknowledged=await receipts.number_given(session, row.id) + forgotten,
        in_channel=in_channel,
    )


async def edited(session: AsyncSession, row: PublicationRow) -> Sequence[UUID]:
    """The publications whose messages a correction changes, in the order of their ids."""
    if not row.corrects:
        return ()
    rows = await queries.decision_rows(session, row.id)
    return sorted({one.shown_in_id for one in rows if one.shown_in_id})


async def page(session: AsyncSession, *, offset: int, limit: int) -> list[Status]:
    """Publications: first what waits to be confirmed or approved, then the newest."""
    waits = PublicationRow.phase.in_(_LISTED_FIRST)
    ids = await session.scalars(
        select(PublicationRow.id)
        .where(PublicationRow.phase != PublicationPhase.DISCARDED)
        .order_by(
            waits.desc(),
            func.coalesce(PublicationRow.starts_at, PublicationRow.changed_at).desc(),
            PublicationRow.id,
        )
        .offset(offset)
        .limit(limit)
    )
    return [await status(session, one) for one in ids.all()]


async def number(session: AsyncSession) -> int:
    """How many publications there are."""
    counting = select(func.count()).where(PublicationRow.phase != PublicationPhase.DISCARDED)
    return await session.scalar(counting) or 0


async def _edited(session: AsyncSession, row: PublicationRow) -> Edited:
    if row.phase != PublicationPhase.PUBLISHED:
        return Edited()
    changed = [
        await accounts.account(session, kinds.PUBLISHED, one) for one in await edited(session, row)
    ]
    return Edited(
        total=sum(one[Standing.SENT] for one in changed),
        under_way=sum(one.edits for one in changed),
        failed=sum(one.edits_failed for one in changed),
    )


def _without(account: Account, in_channel: InChannel) -> Account:
    """The account of the messages to people alone."""
    undecided = in_channel.standing is Standing.UNCERTAIN and in_channel.reason is None
    why = [(in_channel.standing, in_channel.reason)] if in_channel.reason else []
    standings = account.standings - Counter([in_channel.standing])
    return replace(
        account,
        standings=standings,
        by_reason=account.by_reason - Counter(why),
        open_uncertain=account.open_uncertain - undecided,
        # What had failed was given up all at once, when it was stopped or recalled.
        given_up=min(account.given_up, standings[Standing.UNREACHED] + standings[Standing.FAILED]),
    )
