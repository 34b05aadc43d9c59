"""Whoever was merged keeps the answer that they got, and never gets one to what others ask."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.inquiries.asking import withdraw
from bot.inquiries.merging import split
from bot.inquiries.own import own_inquiry
from bot.inquiries.receiving import follow_up
from bot.inquiries.values import Act, AlreadyFollowedUp, Own, Phase, UnknownInquiry, WrongPhase
from tests.inquiries.asked import answers, doing, entries, inquiries, manager, merges, person, sent
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

A_MINUTE = timedelta(minutes=1)
ANSWER = "Det gør forvaltningen."


async def asks(teams: FakeTeams, user: User, text: str) -> UUID:
    """Have the user ask, a minute after whatever was done before."""
    teams.clock.pass_(A_MINUTE)
    return await sent(teams, user, text)


async def merged(teams: FakeTeams, ada: User, inquiry_id: UUID, into: UUID) -> None:
    """Have the director merge it, a minute after whatever was done before."""
    teams.clock.pass_(A_MINUTE)
    await merges(teams, ada, inquiry_id, into)


async def answered(teams: FakeTeams, ada: User, inquiry_id: UUID, text: str = ANSWER) -> UUID:
    """The id of the answer that the director gives."""
    teams.clock.pass_(A_MINUTE)
    await answers(teams, ada, inquiry_id, text)
    return (await entries(teams, inquiry_id))[-1].id


async def asks_further(teams: FakeTeams, user: User, answer: UUID, text: str) -> None:
    """Have the user ask further after an answer."""
    teams.clock.pass_(A_MINUTE)
    by = await person(teams, user)
    await follow_up(teams.sessions, answer, text, form=uuid4(), by=by, now=teams.clock())


async def own_of(teams: FakeTeams, user: User, inquiry_id: UUID) -> Own:
    """How the user meets what they have sent."""
    by = await person(teams, user)
    async with teams.sessions.read() as session:
        return await own_inquiry(session, inquiry_id, by)


def told(own: Own) -> list[str]:
    """What was said in its thread."""
    return [one.text for one in own.thread]


async def test_who_has_the_answer_keeps_it_when_what_the_first_asks_further_is_merged_on(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Atlas")
    lin, bo, kim = [await manager(teams, name) for name in ("Lin Lærke", "Bo Birk", "Kim Krog")]
    first, second = await asks(teams, lin, "Hvem betaler?"), await asks(teams, bo, "Betaler I?")
    await merged(teams, ada, second, first)
    answer = await answered(teams, ada, first)
    await asks_further(teams, lin, answer, "Også for timelønnede?")
    with pytest.raises(WrongPhase):
        await split(teams.sessions, await doing(teams, ada, second))

    other = await asks(teams, kim, "Gælder det timelønnede?")
    await merged(teams, ada, first, other)
    await answered(teams, ada, other, "Ja, også dem.")

    own = await own_of(teams, bo, second)
    assert (own.phase, told(own)) == (Phase.ANSWERED, [ANSWER])
    assert not bo.sees("Ja, også dem.")
    assert lin.sees_once("Ja, også dem.")
    assert "Du har sagt, at svaret hjalp." in await bo.presses("Det hjalp")


async def test_who_waits_goes_along_and_gets_the_next_answer_but_none_from_before(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Atlas")
    lin, bo, kim = [await manager(teams, name) for name in ("Lin Lærke", "Bo Birk", "Kim Krog")]
    first, second = await asks(teams, lin, "Hvem betaler?"), await asks(teams, bo, "Betaler I?")
    other = await asks(teams, kim, "Hvem retter til?")
    await merged(teams, ada, second, first)
    answer = await answered(teams, ada, other, "Det gør Ada.")
    await asks_further(teams, kim, answer, "Og hvem betaler?")

    await merged(teams, ada, first, other)
    assert told(await own_of(teams, bo, second)) == []
    await answered(teams, ada, other)

    for user, inquiry_id in ((lin, first), (bo, second)):
        assert told(await own_of(teams, user, inquiry_id)) == [ANSWER]
        assert user.sees_once(ANSWER)


async def test_who_is_left_when_the_first_withdraws_gets_no_answer_from_before(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Atlas")
    lin, bo, kim = [await manager(teams, name) for name in ("Lin Lærke", "Bo Birk", "Kim Krog")]
    heir = await asks(teams, bo, "Hvem retter til?")
    first = await asks(teams, lin, "Hvem betaler?")
    third = await asks(teams, kim, "Betaler I?")
    await merged(teams, ada, third, first)
    answer = await answered(teams, ada, heir, "Det gør Ada.")
    await asks_further(teams, bo, answer, "Og hvem betaler?")
    await merged(teams, ada, heir, first)
    teams.clock.pass_(A_MINUTE)

    await withdraw(teams.sessions, first, by=await person(teams, lin), now=teams.clock())

    own = await own_of(teams, kim, third)
    assert (own.phase, told(own)) == (Phase.OPEN, [])
    await answered(teams, ada, heir)
    assert told(await own_of(teams, kim, third)) == [ANSWER]
    withdrew = await person(teams, lin)
    assert withdrew.id not in [one.by_id for one in await entries(teams, third)]


async def test_who_has_two_merged_asks_further_once_by_a_form_and_nobody_elses_form_counts(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Atlas")
    lin, bo = await manager(teams), await manager(teams, "Bo Birk")
    first = await asks(teams, lin, "Hvem betaler?")
    two = [await asks(teams, bo, text) for text in ("Betaler I?", "Hvem betaler så?")]
    for one in two:
        await merged(teams, ada, one, first)
    answer = await answered(teams, ada, first)
    teams.clock.pass_(A_MINUTE)
    form, by, other = uuid4(), await person(teams, bo), await person(teams, lin)

    await follow_up(teams.sessions, answer, "Altid?", form=form, by=by, now=teams.clock())
    with pytest.raises(AlreadyFollowedUp) as again:
        await follow_up(teams.sessions, answer, "Altid?", form=form, by=by, now=teams.clock())
    with pytest.raises(UnknownInquiry):
        await follow_up(teams.sessions, answer, "Altid?", form=form, by=other, now=teams.clock())

    assert again.value.received.own.inquiry.id == two[0]
    assert [one.act for one in await entries(teams, two[0])][-1] == Act.FOLLOWED_UP
    open_now = [one.id for one in await inquiries(teams) if one.phase == Phase.OPEN]
    assert open_now == [two[0]]
