"""Decisions for tests: written and published by the feature's own verbs, delivered as in Teams."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from bot.decisions import queries
from bot.decisions.publication.planning import TIME_TO_UNDO
from bot.decisions.publication.preparing import choose, prepare
from bot.decisions.publication.publishing import publish
from bot.decisions.values import Content, Decision, Publication
from bot.decisions.writing.drafting import create, save
from bot.people.values import Audience, Level
from bot.preferences import preferences
from tests.broadcasts.sent import director, managers, passes, person
from tests.teams.fake_teams import FakeTeams, User

__all__ = ["director", "managers", "passes", "person"]

MANAGERS = Audience(levels=(Level.LEDER,))
TITLE = "Ét fælles kursus for nye ledere"
TEXT = "Hovedudvalget godkendte, at nye ledere deltager i et fælles kursus inden for et halvt år."
MEANING = "Har du en ny leder, så meld vedkommende til kurset senest den første måned."


def content(**fields: Any) -> Content:
    """What a decision may say; `fields` are of `Content`."""
    usual: dict[str, Any] = {
        "title": TITLE,
        "text": TEXT,
        "meaning": MEANING,
        "body": "Hovedudvalget",
        "decided_on": date(2026, 2, 26),
        "case_number": "26/117",
    }
    return Content(**usual | fields)


async def drafted(
    teams: FakeTeams, by: User, *, audience: Audience = MANAGERS, **fields: Any
) -> UUID:
    """A draft; `fields` are of its content."""
    made = await create(
        teams.sessions,
        content(**fields),
        by=await person(teams, by),
        turn_key=uuid4().hex,
        now=teams.clock(),
        audience=audience,
    )
    return made.id


async def prepared(
    teams: FakeTeams,
    by: User,
    *decision_ids: UUID,
    asks_receipt: bool = False,
    to_people: bool = True,
    channel_id: str | None = None,
    tells: bool = False,
    audience: Audience = MANAGERS,
    **fields: Any,
) -> UUID:
    """A publication of these decisions, or of a new one; `fields` are of its content."""
    ids = decision_ids or (await drafted(teams, by, audience=audience, **fields),)
    who = await person(teams, by)
    made = await prepare(teams.sessions, ids, by=who, turn_key=uuid4().hex, now=teams.clock())
    await choose(
        teams.sessions,
        made.id,
        revision=made.revision,
        asks_receipt=asks_receipt,
        to_people=to_people,
        channel_id=channel_id,
        tells=tells,
        by=who,
        now=teams.clock(),
    )
    return made.id


async def published(teams: FakeTeams, by: User, *decision_ids: UUID, **fields: Any) -> UUID:
    """A publication that has gone out to all whom it reaches, without approval; see `prepared`."""
    publication_id = await prepared(teams, by, *decision_ids, **fields)
    await goes_out(teams, by, publication_id)
    return publication_id


async def goes_out(teams: FakeTeams, by: User, publication_id: UUID) -> None:
    """Publish what was prepared, as if nobody had to approve it."""
    who = await person(teams, by)
    async with teams.sessions.write() as session:
        row = await queries.publication_for_update(session, publication_id)
        await publish(session, row, await preferences(session), by=who, now=teams.clock())
    await passes(teams, TIME_TO_UNDO)


async def corrected(
    teams: FakeTeams,
    by: User,
    decision_id: UUID,
    change: Callable[[Content], Content],
    *,
    tells: bool = False,
) -> UUID:
    """Correct what was published; the publication that did it."""
    found = await decision_of(teams, decision_id)
    await save(
        teams.sessions,
        decision_id,
        change(found.content),
        revision=found.revision,
        by=await person(teams, by),
        now=teams.clock(),
    )
    return await published(teams, by, decision_id, tells=tells)


async def rewritten(teams: FakeTeams, by: User, decision: UUID, **fields: Any) -> None:
    """Save something else in some fields of a decision, or of its correction."""
    found = await decision_of(teams, decision)
    await save(
        teams.sessions,
        decision,
        replace(found.content, **fields),
        revision=found.revision,
        by=await person(teams, by),
        now=teams.clock(),
    )


async def decision_of(teams: FakeTeams, decision_id: UUID) -> Decision:
    """The decision as it now stands."""
    async with teams.sessions.read() as session:
        return await queries.decision(session, decision_id)


async def publication_of(teams: FakeTeams, publication_id: UUID) -> Publication:
    """The publication as it now stands."""
    async with teams.sessions.read() as session:
        return await queries.publication(session, publication_id)


async def only_decision(teams: FakeTeams, publication_id: UUID) -> Decision:
    """The one decision of a publication."""
    [found] = (await publication_of(teams, publication_id)).decisions
    return found
