"""Whoever sends the data of any button gets nothing to see, and changes nothing, of others'."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.database.base import Base
from bot.people.values import Audience, Level
from tests.decisions.following import follow_up_of, followed
from tests.decisions.made import director, drafted, managers, person, prepared
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

SHIPPED = Path(__file__).parents[1] / "cards" / "actions.jsonl"
SECRET = "Fusion"
SCHOOLS = Audience(units=("Skoler",))


def shipped() -> list[dict[str, Any]]:
    """The data of every button about decisions that was ever shipped."""
    every = map(json.loads, SHIPPED.read_text().splitlines())
    return [one for one in every if one["action"].startswith("decisions.")]


async def stored(teams: FakeTeams) -> dict[str, list[Any]]:
    """All that is known of decisions, of questions about them, and of who did what."""
    tables = [
        one
        for one in Base.metadata.sorted_tables
        if one.name.startswith(("decision", "inquiry", "approval", "audit"))
    ]
    async with teams.sessions.read() as session:
        return {
            one.name: sorted(map(str, (await session.execute(select(one))).all())) for one in tables
        }


@pytest.mark.parametrize("level", [Level.LEDER, Level.CHEF])
async def test_a_forged_press_shows_and_changes_nothing(teams: FakeTeams, level: Level) -> None:
    ada = await director(teams, "Ada Atlas")
    sam = await teams.manager("Sam Skole", unit="Skoler")
    await sam.installs()
    [follow_up] = await followed(
        teams,
        ada,
        (f"{SECRET} forberedes", sam, None),
        title=f"{SECRET} af to skoler",
        text=f"{SECRET} sker i august.",
        meaning=f"{SECRET} betyder nyt.",
        theme="Ledelse",
        to_discuss=(f"{SECRET} hvordan?",),
        audience=SCHOOLS,
        open_to_all=False,
    )
    closed = (await follow_up_of(teams, follow_up)).decision
    draft = await drafted(teams, ada, title=f"{SECRET} nummer to")
    waiting = await prepared(teams, ada, draft)
    [eve] = await managers(teams, "Eve Ege")
    lin = await teams.manager("Lin Lærke", level=level)
    await lin.installs()
    before = await stored(teams)
    assert closed.shown_in

    shown: list[str] = []
    for decision_id, publication_id in ((closed.id, closed.shown_in), (draft, waiting)):
        mine = {
            "decision_id": str(decision_id),
            "decision_ids": [str(decision_id)],
            "chosen": str(decision_id),
            "replaces": str(closed.id),
            "publication_id": str(publication_id),
            "follow_up_id": str(follow_up),
            "person_id": str((await person(teams, eve)).id),
            "revision": 1,
            "expected": 1,
        }
        for data in shipped():
            data |= {name: value for name, value in mine.items() if name in data}
            press = lin.writing("") | {
                "type": "invoke",
                "name": "adaptiveCard/action",
                "value": {
                    "action": {"type": "Action.Execute", "verb": data["action"], "data": data},
                    "trigger": "manual",
                },
            }
            del press["text"]
            delivery = await lin.delivers(press)
            assert delivery.status == 200, data
            await teams.settled()
            if SECRET in str(delivery.body) + "".join(lin.chat.texts):
                shown.append(data["action"])

    assert not shown
    assert await stored(teams) == before
