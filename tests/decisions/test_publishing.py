"""A confirmed publication: what it changes when its time comes."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.decisions.models import DecisionVersionRow, RecipientRow
from bot.decisions.values import Phase, PublicationPhase
from bot.delivery.models import Message
from tests.decisions.made import (
    TEXT,
    corrected,
    decision_of,
    director,
    drafted,
    managers,
    only_decision,
    publication_of,
    published,
)
from tests.teams.fake_teams import FakeTeams

pytestmark = pytest.mark.asyncio


async def test_what_was_published_is_a_version_for_those_whom_it_concerns(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke", "Bo Birk")

    publication = await publication_of(teams, await published(teams, ada))

    assert publication.phase is PublicationPhase.PUBLISHED
    assert publication.number == 2
    [decision] = publication.decisions
    assert decision.phase is Phase.CURRENT
    assert decision.version == 1
    assert decision.published == decision.content
    async with teams.sessions.read() as session:
        recipients = (await session.scalars(select(RecipientRow.person_id))).all()
        wanted = (
            await session.scalars(
                select(Message.person_id).where(Message.kind == "decisions.published")
            )
        ).all()
    assert sorted(recipients) == sorted(filter(None, wanted))
    assert len(recipients) == 2


async def test_a_correction_is_a_new_version_and_the_old_one_stays(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    first = await only_decision(teams, await published(teams, ada))

    await corrected(teams, ada, first.id, lambda content: replace(content, text="Udsat."))

    now = await decision_of(teams, first.id)
    assert now.version == 2
    assert now.shown.text == "Udsat."
    assert now.corrected_at
    async with teams.sessions.read() as session:
        rows = await session.scalars(select(DecisionVersionRow).order_by(DecisionVersionRow.number))
        assert [row.content["text"] for row in rows] == [TEXT, "Udsat."]


async def test_what_a_decision_replaces_holds_no_longer(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    old = await only_decision(teams, await published(teams, ada))
    draft = await drafted(teams, ada, title="Kurset er nu to dage", replaces_id=old.id)

    still = await decision_of(teams, old.id)
    await published(teams, ada, draft)

    assert still.phase is Phase.CURRENT
    now = await decision_of(teams, old.id)
    assert now.phase is Phase.REPLACED
    assert now.replaced_by
    assert now.replaced_by.title == "Kurset er nu to dage"
    assert (await decision_of(teams, draft)).replaces
