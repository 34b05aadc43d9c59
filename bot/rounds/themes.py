"""Gathering what people wrote under themes, and saying what happens with each.

A text is in one theme or none. Every verb is the directorate's, takes `now` as aware UTC, and
raises NotAllowed, UnknownRound or WrongPhase (the round isn't closed).
"""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.audit import record_act
from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.people.values import Person, Role
from bot.rounds import outcome_consent
from bot.rounds.drafting import editable
from bot.rounds.findings import (
    MOST_THEMES,
    REASON_LENGTH,
    THEME_NAME_LENGTH,
    WHO_LENGTH,
    Theme,
    ThemeState,
    TooManyThemes,
    UnknownTheme,
)
from bot.rounds.models import AnswerRow, RoundRow, ThemeRow
from bot.rounds.values import ContentFault, FaultyContent, Phase

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


async def themes(session: AsyncSession, round_id: UUID) -> list[Theme]:
    """The themes of a round, as they were made, with how many texts each gathers."""
    numbers = await session.execute(
        select(AnswerRow.theme_id, func.count())
        .where(AnswerRow.round_id == round_id, AnswerRow.theme_id.is_not(None))
        .group_by(AnswerRow.theme_id)
    )
    texts = dict(numbers.all())
    rows = await session.scalars(
        select(ThemeRow).where(ThemeRow.round_id == round_id).order_by(ThemeRow.position)
    )
    return [_as_value(row, texts.get(row.id, 0)) for row in rows]


async def theme(session: AsyncSession, theme_id: UUID) -> Theme:
    """One theme. Raises UnknownTheme."""
    row = await session.get(ThemeRow, theme_id)
    if not row:
        raise UnknownTheme
    texts = await session.scalar(
        select(func.count()).select_from(AnswerRow).where(AnswerRow.theme_id == theme_id)
    )
    return _as_value(row, texts or 0)


async def put(
    sessions: Sessions,
    round_id: UUID,
    texts: Sequence[UUID],
    *,
    by: Person,
    now: datetime,
    theme_id: UUID | None = None,
    name: str = "",
) -> Theme:
    """Put texts in a theme, out of any that they were in; the theme as it then is.

    texts: their ids; those of other rounds are left alone. name: of a new theme, which counts
    before theme_id; one that is there already takes them. Raises UnknownTheme, TooManyThemes or
    FaultyContent with "name" (missing, when neither is given) or "texts".
    """
    name = _line(name)
    faults = {
        "name": ContentFault.MISSING
        if not name and theme_id is None
        else _fault(name, THEME_NAME_LENGTH),
        "texts": None if texts else ContentFault.MISSING,
    }
    async with sessions.write() as session:
        row = await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
        _raise(faults)
        known = await themes(session, round_id)
        same = [
            one.id
            for one in known
            if (one.name.casefold() == name.casefold() if name else one.id == theme_id)
        ]
        if not same and not name:
            raise UnknownTheme
        chosen = same[0] if same else await add_row(session, row, name, by=by, now=now)
        await session.execute(
            update(AnswerRow)
            .where(AnswerRow.round_id == round_id, AnswerRow.id.in_(texts))
            .values(theme_id=chosen)
        )
        return await theme(session, chosen)


async def take_out(
    sessions: Sessions, round_id: UUID, texts: Sequence[UUID], *, by: Person, now: datetime
) -> None:
    """Let these texts be in no theme."""
    async with sessions.write() as session:
        await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
        await session.execute(
            update(AnswerRow)
            .where(AnswerRow.round_id == round_id, AnswerRow.id.in_(texts))
            .values(theme_id=None)
        )


async def add(sessions: Sessions, round_id: UUID, name: str, *, by: Person, now: datetime) -> Theme:
    """Make a theme without texts, or find the one of this name.

    Raises TooManyThemes or FaultyContent with "name".
    """
    name = _line(name)
    async with sessions.write() as session:
        row = await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
        _raise({"name": _required(name, THEME_NAME_LENGTH)})
        for one in await themes(session, round_id):
            if one.name.casefold() == name.casefold():
                return one
        return await theme(session, await add_row(session, row, name, by=by, now=now))


async def decide(
    sessions: Sessions,
    theme_id: UUID,
    name: str,
    state: ThemeState,
    *,
    who: str,
    reason: str,
    by: Person,
    now: datetime,
) -> Theme:
    """Say what happens with a theme; what is decided as it was changes nothing.

    who: does it, required of what is under way. reason: required of what isn't done now. Raises
    UnknownTheme or FaultyContent with "name" (also for the name of another theme), "who" or
    "reason".
    """
    name, who, reason = _line(name), _line(who), _line(reason)
    faults = {
        "name": _required(name, THEME_NAME_LENGTH),
        "who": _required(who, WHO_LENGTH)
        if state is ThemeState.UNDER_WAY
        else _fault(who, WHO_LENGTH),
        "reason": _required(reason, REASON_LENGTH)
        if state is ThemeState.NOT_NOW
        else _fault(reason, REASON_LENGTH),
    }
    async with sessions.write() as session:
        row, round_row = await _editable(session, theme_id, by=by, now=now)
        _raise(faults)
        known = await themes(session, row.round_id)
        if any(one.id != row.id and one.name.casefold() == name.casefold() for one in known):
            raise FaultyContent({"name": ContentFault.REPEATED})
        if (row.name, row.state, row.who, row.reason) != (name, state, who, reason):
            row.name, row.state, row.who, row.reason = name, state, who, reason
            await session.flush()
            await record_act(session, round_row, "rounds.theme", by=by, now=now)
            await outcome_consent.show_anew(session, row.round_id, now=now)
        return await theme(session, theme_id)


async def remove(sessions: Sessions, theme_id: UUID, *, by: Person, now: datetime) -> UUID | None:
    """Take a theme away; its texts are in none then. The id of its round, unless it was gone."""
    by.require(Role.DIRECTORATE)
    async with sessions.write() as session:
        try:
            row, _round_row = await _editable(session, theme_id, by=by, now=now)
        except UnknownTheme:
            return None
        await session.execute(
            update(AnswerRow).where(AnswerRow.theme_id == theme_id).values(theme_id=None)
        )
        await session.delete(row)
        await outcome_consent.show_anew(session, row.round_id, now=now)
        return row.round_id


async def add_row(
    session: AsyncSession, row: RoundRow, name: str, *, by: Person, now: datetime
) -> UUID:
    """Make a theme of this name, which isn't there yet. row: locked. Raises TooManyThemes."""
    known = (
        await session.scalars(select(ThemeRow.position).where(ThemeRow.round_id == row.id))
    ).all()
    if len(known) >= MOST_THEMES:
        raise TooManyThemes
    added = ThemeRow(round_id=row.id, name=name, position=max(known, default=0) + 1)
    session.add(added)
    await session.flush()
    await record_act(session, row, "rounds.theme", by=by, now=now)
    return added.id


async def _editable(
    session: AsyncSession, theme_id: UUID, *, by: Person, now: datetime
) -> tuple[ThemeRow, RoundRow]:
    """The theme and its round, which nobody else changes until the transaction ends."""
    by.require(Role.DIRECTORATE)
    round_id = await session.scalar(select(ThemeRow.round_id).where(ThemeRow.id == theme_id))
    if not round_id:
        raise UnknownTheme
    round_row = await editable(session, round_id, (Phase.CLOSED,), by=by, now=now)
    row = await session.get(ThemeRow, theme_id, populate_existing=True)
    if not row:
        raise UnknownTheme
    return row, round_row


def _as_value(row: ThemeRow, texts: int) -> Theme:
    state = ThemeState(row.state)
    return Theme(row.id, row.round_id, row.name, state, row.who, row.reason, texts)


def _required(text: str, longest: int) -> ContentFault | None:
    return _fault(text, longest) if text else ContentFault.MISSING


def _fault(text: str, longest: int) -> ContentFault | None:
    if holds_cpr_number(text):
        return ContentFault.CPR_NUMBER
    return ContentFault.TOO_LONG if len(text) > longest else None


def _raise(faults: dict[str, ContentFault | None]) -> None:
    found = {name: fault for name, fault in faults.items() if fault}
    if found:
        raise FaultyContent(found)


def _line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
