"""Decisions that hold all the words of what somebody asked and the documents don't answer."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, select

from bot.database.sessions import Sessions
from bot.decisions.models import DecisionRow
from bot.decisions.register import searching, seeing
from bot.decisions.register.shelf import SEARCH_LENGTH, Filters
from bot.decisions.values import Content, Decision, Phase
from bot.documents.library import Library
from bot.documents.search.asking import content
from bot.documents.search.deciding import is_of_every_decision
from bot.documents.search.words import stem, stems

MOST = 20  # that are looked at, the closest
_SHORTEST = 4  # letters that words share which are forms of one: kursus, kurset


@dataclass(frozen=True)
class Mentioned:
    """Decisions that may be about it, the closest first. search: what finds them in the register.

    There is at least one.
    """

    decisions: tuple[Decision, ...]
    search: str


async def mentioning(sessions: Sessions, library: Library, text: str) -> Mentioned | None:
    """Find what holds, is open to everybody and holds these words; None: there is nothing.

    The register's search finds what is near a few of them, too: that would be offered for every
    question that nothing answers. Raises NotReady.
    """
    asked = [word for word in content(text) if not is_of_every_decision(word)]
    search = " ".join(asked)
    if not asked or len(search) > SEARCH_LENGTH:
        return None
    async with sessions.read() as session:
        where = and_(seeing.open_to_everybody(), DecisionRow.phase == Phase.CURRENT)
        ids = await searching.search(session, library, Filters(search=search), where)
        rows = await session.scalars(select(DecisionRow).where(DecisionRow.id.in_(ids[:MOST])))
        found = {one.id: one for one in await seeing.as_seen(session, rows.all(), None)}
    near = [found[one] for one in ids[:MOST] if one in found]
    wanted = {stem(word) for word in asked}
    holding = tuple(one for one in near if _holds(one.shown, wanted))
    return Mentioned(holding, search) if holding else None


def _holds(shown: Content, wanted: Collection[str]) -> bool:
    written = set(stems("\n".join((shown.title, shown.text, shown.meaning))))
    return all(one in written or any(_is_form(one, each) for each in written) for one in wanted)


def _is_form(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST and long.startswith(short)
