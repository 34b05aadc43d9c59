"""What administrators are told of by themselves."""

from dataclasses import replace
from uuid import uuid4

import pytest

from bot.people.values import Role
from tests.teams.activities import TENANT_ID
from tests.teams.fake_teams import FakeTeams


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
async def test_the_administrator_is_told_once_of_an_account_that_claims_an_address(
    teams: FakeTeams,
) -> None:
    it = await teams.manager("Ida It", role=Role.ADMINISTRATOR)
    lin = await teams.manager("Lin Lærke")
    for person in (it, lin):
        await person.writes("hej")
    other = replace(teams.stranger("Lin Lærke"), object_id=uuid4(), id="29:other")
    teams.connector.add_member(
        other.id,
        object_id=str(other.object_id),
        name=other.name,
        email="lin@kommune.example",
        tenant_id=TENANT_ID,
    )

    said = [await other.writes("hej") for _ in range(2)]
    await teams.delivered()

    assert all("kan ikke finde dig på lederlisten" in reply for [reply] in said)
    assert it.sees_once("lin@kommune.example")
    assert not lin.sees("En konto blev afvist")
