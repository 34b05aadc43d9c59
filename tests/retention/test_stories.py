"""The directorate decides for how long things are kept, and at night it happens."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.broadcasts import queries, receipts
from bot.people.values import Role
from bot.questions.models import Question
from bot.retention.models import RetentionRow
from bot.retention.queries import retention
from bot.retention.values import Retention
from tests.broadcasts import sent as broadcasts
from tests.teams.fake_teams import FakeTeams, User, filled

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


async def held(teams: FakeTeams) -> Retention:
    async with teams.sessions.read() as session:
        return await retention(session)


async def questions(teams: FakeTeams) -> int:
    async with teams.sessions.read() as session:
        return await session.scalar(select(func.count()).select_from(Question)) or 0


async def decides(person: User, kind: str, months: int) -> None:
    await person.writes("Sletning")
    await person.presses("Ret fristen", category=kind)
    await person.presses("Videre", months=str(months), basis="Formålet er opfyldt")
    await person.presses(f"Slet efter {months} måneder")


async def test_until_somebody_decides_nothing_is_deleted(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")

    await ada.writes("Indstillinger")
    said = await ada.presses("Sletning")
    teams.clock.pass_(timedelta(days=5000))
    await teams.delivered()

    assert "Intet slettes af sig selv, før en af jer har besluttet en frist" in said
    assert await questions(teams) == 1


async def test_a_period_is_decided_with_a_basis_and_kept_to_at_night(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")
    await ada.writes("Sletning")
    await ada.presses("Ret fristen", category="questions")

    asked = await ada.presses("Videre", months="12", basis="Søgningen er *forbedret*")
    assert "ældre end 12 måneder, slettes fra næste nat kl. 4" in asked
    assert "Første gang er det alt fra før 4. marts 2025." in asked
    assert "Det kan ikke fortrydes." in asked
    assert not (await held(teams)).periods  # not before it is confirmed

    said = await ada.presses("Slet efter 12 måneder")
    assert "Gemt. Fristen gælder fra næste nat." in said
    assert "Grundlag: Søgningen er \\*forbedret\\*. Besluttet af Ada Atlas" in said
    assert len(ada.chat.messages) == 1

    teams.clock.now = datetime(2027, 3, 3, 3, 0, tzinfo=UTC)
    await teams.delivered()
    assert await questions(teams) == 1
    teams.clock.now = datetime(2027, 3, 4, 3, 0, tzinfo=UTC)
    await teams.delivered()
    assert await questions(teams) == 0
    [told] = await ada.writes("Sletning")
    assert "Spørgsmål og svar: 1 række i dag kl. 4.00" in told
    [events] = await ada.writes("Hændelser")
    assert "besluttede, hvor mange måneder der gemmes: »spørgsmål og svar« (12)" in events


@pytest.mark.databases("sqlite")
async def test_a_faulty_period_comes_back_as_it_was_filled_in(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await ada.writes("Sletning")
    nothing_chosen = await ada.presses("Ret fristen")
    await ada.presses("Ret fristen", category="inquiries")

    for months in ("0", "-1", "241", "et år", "1,5"):
        said = await ada.presses("Videre", months=months, basis="Arkivloven")
        assert "Skriv et helt tal fra 1 til 240.\nHvor mange" in said
        assert filled(ada.chat.messages[-1].activity)["basis"] == "Arkivloven"
    no_basis = await ada.presses("Videre", months="12", basis=" ")
    cpr = await ada.presses("Videre", months="12", basis="Sagen om 010203-1234")

    assert "Vælg, hvad fristen skal gælde for.\nRet fristen for" in nothing_chosen
    assert "Skriv hvorfor.\nHvorfor er den frist lovlig?" in no_basis
    assert "CPR-nummer" in cpr
    assert "010203" not in str([message.activity for message in ada.chat.messages])
    async with teams.sessions.read() as session:
        assert not (await session.scalars(select(RetentionRow))).all()


async def test_deleting_is_suspended_with_a_reason_and_taken_up_again(teams: FakeTeams) -> None:
    ada, eva = (
        await teams.director("Ada Atlas"),
        await teams.manager("Eva Eg", role=Role.ADMINISTRATOR),
    )
    await decides(ada, "questions", 12)
    await ada.writes("er MED med i det?")
    await ada.writes("Sletning")
    await ada.presses("Sæt sletning i bero")
    no_reason = await ada.presses("Sæt i bero", reason="")
    said = await ada.presses("Sæt i bero", reason="Aktindsigt i sag 24/277")
    await eva.writes("Sletning")

    teams.clock.pass_(timedelta(days=400))
    await teams.delivered()

    assert "Skriv hvorfor." in no_reason
    assert "Sletning er sat i bero** af Ada Atlas i dag kl. 9.00: Aktindsigt i sag 24/277" in said
    assert await questions(teams) == 1

    asked = await eva.presses("Genoptag sletning")
    await eva.presses("Genoptag sletning")
    assert "Alt, hvis frist er gået imens, slettes fra næste nat kl. 4." in asked
    teams.clock.pass_(timedelta(days=1))
    await teams.delivered()
    assert await questions(teams) == 0


async def test_a_second_who_suspends_changes_nothing_and_is_told(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Atlas"), await teams.director("Bo Bøg")
    for one in (ada, bo):
        await one.writes("Sletning")
        await one.presses("Sæt sletning i bero")
    await ada.presses("Sæt i bero", reason="Adas grund")

    said = await bo.presses("Sæt i bero", reason="Bos grund")

    assert "af Ada Atlas" in said
    assert "Bos grund" not in said
    suspension = (await held(teams)).suspension
    assert suspension
    assert suspension.reason == "Adas grund"


async def test_a_kind_can_be_kept_again(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await decides(ada, "audit", 60)
    await ada.presses("Ret fristen", category="audit")
    assert filled(ada.chat.messages[-1].activity)["months"] == "60"

    said = await ada.presses("Slet ikke")

    assert "Gemt. Det slettes ikke mere af sig selv." in said
    assert not (await held(teams)).periods


async def test_receipts_go_but_their_number_stays_and_nobody_is_asked_again(
    teams: FakeTeams,
) -> None:
    ada = await broadcasts.director(teams, "Ada Atlas")
    lin, bo = await broadcasts.managers(teams, "Lin Lærke", "Bo Bøg")
    broadcast_id = await broadcasts.sent(teams, ada, asks_receipt=True)
    await lin.presses("Jeg har læst det")
    await decides(ada, "receipts", 6)

    teams.clock.pass_(timedelta(days=200))
    await teams.delivered()

    async with teams.sessions.read() as session:
        status = await queries.status(session, broadcast_id, now=teams.clock())
        assert await receipts.given(session, broadcast_id) == {}
    assert status.acknowledged == 1
    assert status.account.total == 2
    for one in (lin, bo):
        [said] = await one.writes("Det venter på dig")
        assert broadcasts.TITLE not in said


async def test_who_acknowledged_is_not_counted_again_by_an_old_card(teams: FakeTeams) -> None:
    ada = await broadcasts.director(teams, "Ada Atlas")
    [lin] = await broadcasts.managers(teams, "Lin Lærke")
    broadcast_id = await broadcasts.sent(teams, ada, asks_receipt=True)
    press = lin.pressing("Jeg har læst det")
    await lin.delivers(press)
    await decides(ada, "receipts", 6)
    teams.clock.pass_(timedelta(days=200))
    await teams.delivered()

    old = await lin.delivers({**press, "id": "another"})

    async with teams.sessions.read() as session:
        status = await queries.status(session, broadcast_id, now=teams.clock())
        assert await receipts.given(session, broadcast_id) == {}
    assert status.acknowledged == 1
    assert "Kvitteringerne for den er slettet" in str(old.body)
    assert "Jeg har læst det" not in str(old.body)


async def test_a_manager_neither_sees_nor_decides_it(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await ada.writes("Sletning")

    [said] = await lin.writes("Sletning")
    pressed = await lin.presses("Sæt sletning i bero", message=ada.chat.messages[-1])

    assert said == pressed == "Det er kun direktionen og dens sekretariat, der kan det."
