"""While decisions are being sent, a director stops those who haven't got them yet."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from bot.audit import entries
from bot.decisions.publication.pursuing import stop
from bot.decisions.values import Phase, PublicationPhase, WrongPublicationPhase
from bot.delivery.following import OFTEN
from bot.people.values import NotAllowed
from bot.roster.leave import set_leave
from tests.decisions.made import (
    TITLE,
    corrected,
    decision_of,
    director,
    managers,
    only_decision,
    passes,
    person,
    prepared,
    publication_of,
    published,
)
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

LONG = timedelta(minutes=20)  # after which what Teams had no time for is tried again


async def opens(user: User, *, number: int = 0) -> str:
    """The newest publication's status, in a card of its own."""
    await user.writes("Udgivelser")
    await user.presses("Åbn", number=number)
    return user.chat.texts[-1]


async def being_sent(teams: FakeTeams, by: User, to_wait: User, **fields: object) -> UUID:
    """A publication that everybody but one has got."""
    teams.connector.fail(429, retry_after=600, conversation_id=to_wait.chat.id)
    publication = await published(teams, by, **fields)
    await passes(teams, OFTEN)
    return publication


async def stops(teams: FakeTeams, by: User, publication: UUID) -> None:
    await stop(teams.sessions, publication, by=await person(teams, by), now=teams.clock())
    await passes(teams, LONG)


async def test_a_director_stops_the_rest_which_is_asked_first(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    publication = await being_sent(teams, ada, lin)
    assert "1 sendt · 1 på vej = 2" in await opens(ada)

    ask = ada.pressing("Stop resten")
    await ada.delivers(ask)
    await teams.settled()
    question = ada.chat.texts[-1]
    kept = await ada.presses("Lad den køre")
    await ada.presses("Stop resten")
    press = ada.pressing("Stop resten")
    done = await ada.presses("Stop resten")
    await passes(teams, LONG)

    assert "1 har fået den. 1, der venter, får den så ikke." in question
    assert "Beslutningen gælder stadig og kan slås op, også af dem" in question
    assert "1 sendt · 1 på vej = 2" in kept
    assert "1 får ikke beskeden." in done
    status = await opens(ada)
    assert "Offentliggjort" in status
    assert "1 sendt · 1 ikke sendt = 2" in status
    assert "Resten blev stoppet" in status
    assert "[Stop resten]" not in status
    assert bo.sees_once(TITLE)
    assert not lin.sees(TITLE)
    assert (await only_decision(teams, publication)).phase is Phase.CURRENT

    again = await ada.delivers(press | {"id": "another press"})
    assert "1 får ikke beskeden." in str(again.body)
    await ada.delivers(ask | {"id": "a third"})
    await teams.settled()
    assert ada.sees_once("Ingen venter længere på at få den")
    async with teams.sessions.read() as session:
        acts = await entries(session, offset=0, limit=50, subject=publication)
    assert [(one.actor, one.number) for one in acts if one.act == "decisions.stop"] == [
        ("Ada Atlas", 1)
    ]


async def test_it_stands_beside_what_else_is_to_be_done_and_there_are_three_at_most(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo, cai, _dan = await managers(teams, "Lin Lærke", "Bo Birk", "Cai Ceder", "Dan Dal")
    teams.connector.cut(conversation_id=bo.chat.id, delivered=True)
    teams.connector.fail(403, code="ConversationBlockedByUser", conversation_id=cai.chat.id)
    await being_sent(teams, ada, lin)

    await opens(ada)

    in_sight = titles(ada.chat.messages[-1].activity)[:3]
    assert in_sight == ["Afgør de uviste", "Prøv igen", "Stop resten"]


async def test_who_is_on_leave_does_not_get_it_later(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    on_leave, by = await person(teams, lin), await person(teams, ada)
    await set_leave(teams.sessions, on_leave.id, date(2026, 3, 6), by=by, now=teams.clock())
    publication = await published(teams, ada)
    assert "1 er på orlov og får den, når orloven er slut." in await opens(ada)

    await stops(teams, ada, publication)
    await passes(teams, timedelta(days=14))

    assert not lin.sees(TITLE)
    assert "1 ikke sendt = 1" in await opens(ada)


async def test_a_channel_that_it_is_not_in_yet_does_not_get_it(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    team = teams.team("Ledere", "Nyt")
    await ada.installs(chat=team.general)
    await teams.settled()
    channel = team.channel("Nyt")
    teams.connector.fail(429, retry_after=600, conversation_id=channel.id)
    await published(teams, ada, channel_id=channel.id)
    await opens(ada)

    await ada.presses("Stop resten")
    question = ada.chat.texts[-1]
    await ada.presses("Stop resten")
    await passes(teams, LONG)

    assert "Opslaget er ikke i kanalen" in question
    assert not channel.texts
    assert lin.sees_once(TITLE)
    status = await opens(ada)
    assert "1 sendt = 1" in status
    assert "ikke sendt" in status
    assert "[Stop resten]" not in status


async def test_what_was_stopped_is_corrected_and_recalled_where_it_arrived(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    publication = await being_sent(teams, ada, lin)
    await stops(teams, ada, publication)
    decision = await only_decision(teams, publication)

    await corrected(teams, ada, decision.id, lambda one: replace(one, text="Udsat."), tells=True)
    assert bo.sees("Udsat.")
    assert lin.sees_once(TITLE)  # the news of the correction, as it concerns them
    await opens(ada, number=1)
    await ada.presses("Træk tilbage")
    await ada.presses("Træk tilbage fra 1")
    await passes(teams, OFTEN)

    assert not bo.sees(TITLE)
    assert not lin.sees(TITLE)
    assert "1 fjernet · 1 ikke sendt = 2" in await opens(ada, number=1)
    assert (await decision_of(teams, decision.id)).phase is Phase.DRAFT
    assert (await publication_of(teams, publication)).phase is PublicationPhase.RECALLED


async def test_only_the_directorate_stops_and_only_what_is_published(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")
    publication, draft = await being_sent(teams, ada, lin), await prepared(teams, ada)

    with pytest.raises(NotAllowed):
        await stops(teams, lin, publication)
    with pytest.raises(WrongPublicationPhase):
        await stops(teams, ada, draft)
    await passes(teams, LONG)

    assert lin.sees_once(TITLE)
