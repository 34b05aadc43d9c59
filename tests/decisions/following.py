"""Follow-ups for tests: of decisions that were published, as their owners meet them."""

import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from bot.calendar import WorkingHours
from bot.decisions.following import looking
from bot.decisions.following.followed import Followed
from bot.decisions.following.gathered import next_morning
from bot.decisions.writing.deeds import add
from tests.decisions.made import drafted, goes_out, person, prepared
from tests.teams.fake_teams import FakeTeams, User

FRIDAY = date(2026, 3, 20)
WEEK_BEFORE = datetime(2026, 3, 13, 8, tzinfo=UTC)  # nine o'clock in Copenhagen
PLAN = "Lav en plan for nye ledere"
NAME = "Husk at følge op"  # of the reminder
FIRST = re.compile(r"Du er ansvarlig for (en|\d+) opfølgning")  # of one that tells of it first


async def followed(
    teams: FakeTeams,
    by: User,
    *deeds: tuple[str, User | None, date | None],
    **fields: Any,
) -> list[UUID]:
    """The follow-ups of a decision that was published, once their owners were told the day after.

    deeds: what, who and by when.

    fields: of the decision's content.
    """
    ids, author = [uuid4() for _deed in deeds], await person(teams, by)
    decision_id = await drafted(teams, by, **fields)
    for follow_up_id, (what, owner, due_on) in zip(ids, deeds, strict=True):
        await add(
            teams.sessions,
            decision_id,
            follow_up_id,
            what=what,
            owner_id=(await person(teams, owner)).id if owner else None,
            due_on=due_on,
            by=author,
            now=teams.clock(),
        )
    await goes_out(teams, by, await prepared(teams, by, decision_id))
    await passes_to(teams, next_morning(teams.clock(), WorkingHours()))
    return ids


async def follow_up_of(teams: FakeTeams, follow_up_id: UUID) -> Followed:
    """A follow-up as it now stands."""
    async with teams.sessions.read() as session:
        found = await looking.followed(session, follow_up_id)
    assert found
    return found


async def passes_to(teams: FakeTeams, now: datetime) -> None:
    """Let it be then, once all is done that was due, and all be done that is due."""
    await teams.delivered()
    teams.clock.now = now
    await teams.delivered()


def reminders(user: User) -> list[str]:
    """Those that somebody sees."""
    return [text for text in user.chat.texts if text.startswith(NAME) or FIRST.match(text)]
