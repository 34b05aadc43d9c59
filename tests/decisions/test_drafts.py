"""What isn't published yet: the list, choosing several, and what is to be done because of each."""

from datetime import timedelta

import pytest

from bot.decisions.values import MOST_FOLLOW_UPS, Phase
from tests.decisions import drafting, made
from tests.decisions.drafting import FORM, typed
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


async def opens_follow_ups(user: User) -> str:
    """Have the director write a decision and open the list of its follow-ups."""
    await drafting.writes(user)
    return await user.presses("Opfølgninger")


async def test_the_list_is_empty_at_first(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    [card] = await ada.writes("beslutningskladder")

    assert "Der er ingen kladder til beslutninger." in card
    assert "[Ny beslutning]" in card
    assert "[Vælg flere]" not in card


async def test_many_drafts_come_in_pages_with_those_that_are_ready_on_top(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    for number in range(7):
        await drafting.writes(ada, title=f"Kladde {number}")
        if not number:
            await ada.presses("Meld klar")
        teams.clock.pass_(timedelta(minutes=1))

    [first] = await ada.writes("Beslutningskladder")
    second = await ada.presses("Næste")

    assert first.index("Kladde 0") < first.index("Kladde 6")
    assert "1-5 af 7" in first
    assert "Kladde 1" in second
    assert "6-7 af 7" in second


@pytest.mark.databases("sqlite", "postgresql")
async def test_several_are_chosen_and_become_one_publication(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    for title in ("Første", "Anden", "Tredje"):
        await drafting.writes(ada, title=title)
        if title != "Tredje":
            await ada.presses("Meld klar")
    await ada.writes("Beslutningskladder")

    await ada.presses("Vælg flere")
    await ada.presses("Send til godkendelse")
    [listed] = await ada.writes("Beslutningskladder")

    assert await drafting.prepared(teams) == [{"Første", "Anden"}]
    assert listed.count("Venter på at blive bekræftet") == 2


async def test_choosing_none_or_one_that_lacks_something_says_so(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.writes(ada, title="Uden organ", body="")
    await drafting.writes(ada)
    await ada.writes("Beslutningskladder")
    await ada.presses("Vælg flere")
    ids = ",".join(str(one.id) for one in await drafting.decisions(teams))

    none = await ada.presses("Send til godkendelse")
    lacking = await ada.presses("Send til godkendelse", chosen=ids)

    assert "Vælg mindst én." in none
    assert "»Uden organ« kan ikke sendes endnu." in lacking
    assert "Der mangler: »Besluttet i«." in lacking
    assert set(typed(ada, "Send til godkendelse")["chosen"].split(",")) == set(ids.split(","))
    assert not await drafting.prepared(teams)


async def test_sending_one_twice_makes_one_publication(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await drafting.writes(ada)
    await bo.writes("Beslutningskladder")
    await bo.presses("Åbn")
    await ada.presses("Send til godkendelse")

    await bo.presses("Send til godkendelse")

    assert await drafting.prepared(teams) == [{FORM["title"]}]


async def test_one_that_stands_in_another_publication_leads_there(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    for title in ("Første", "Anden"):
        await drafting.writes(ada, title=title)
    await ada.writes("Beslutningskladder")
    await ada.presses("Vælg flere")
    ids = ",".join(str(one.id) for one in await drafting.decisions(teams))
    press = ada.pressing("Send til godkendelse", chosen=ids)
    await ada.delivers(ada.pressing("Send til godkendelse", chosen=ids.split(",")[0]))

    await ada.delivers(press)
    await teams.settled()

    assert ada.sees("En af dem er allerede med i en offentliggørelse")
    assert len(await drafting.prepared(teams)) == 1


async def test_a_chef_cannot_publish_with_a_forged_press(teams: FakeTeams) -> None:
    ada, kim = await teams.director("Ada Ager"), await drafting.chef(teams, "Kim Kær")
    await drafting.writes(ada)
    press = ada.pressing("Send til godkendelse")
    await drafting.writes(kim)
    forged = kim.pressing("Meld klar")
    forged["value"]["action"]["data"] = press["value"]["action"]["data"]

    answer = await kim.delivers(forged)

    assert "Det er kun direktionen" in str(answer.body)
    assert not await drafting.prepared(teams)


async def test_a_follow_up_is_added_with_who_and_when(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await teams.manager("Lin Lærke")
    empty = await opens_follow_ups(ada)

    await ada.presses("Tilføj opfølgning")
    wrong = await ada.presses("Gem", what=" ", due_on="2026-05-01")
    found = await ada.presses("Gem", what="Find et lokale", named="lin")
    listed = await ada.presses("Gem")
    card = await ada.presses("Tilbage")

    assert "Der er ingen opfølgninger." in empty
    assert "Skriv, hvad der skal gøres." in wrong
    assert "Jeg fandt Lin Lærke" in found
    assert "Opfølgningen er gemt." in listed
    assert "Lin Lærke, fredag den 1. maj" in listed
    assert "- Find et lokale (Lin Lærke, fredag den 1. maj)" in card


async def test_a_follow_up_added_twice_stands_there_once(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await opens_follow_ups(ada)
    await ada.presses("Tilføj opfølgning")
    press = ada.pressing("Gem", what="Find et lokale")

    await ada.delivers(press)
    await ada.delivers(press | {"id": "pressed-again"})

    assert len((await drafting.the_decision(teams)).follow_ups) == 1


async def test_a_follow_up_is_changed_removed_and_put_back(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await opens_follow_ups(ada)
    await ada.presses("Tilføj opfølgning")
    await ada.presses("Gem", what="Find et lokale")

    await ada.presses("Ret")
    changed = await ada.presses("Gem", what="Find to lokaler")
    removed = await ada.presses("Fjern")
    back = await ada.presses("Fortryd")

    assert "Find to lokaler" in changed
    assert "Opfølgningen er fjernet." in removed
    assert "Find to lokaler" not in removed
    assert "Opfølgningen er her igen." in back
    assert "Find to lokaler" in back


async def test_of_two_who_change_a_follow_up_the_second_sees_the_firsts(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await opens_follow_ups(ada)
    await ada.presses("Tilføj opfølgning")
    await ada.presses("Gem", what="Find et lokale")
    await bo.writes("Beslutningskladder")
    await bo.presses("Åbn")
    await bo.presses("Opfølgninger")
    await bo.presses("Ret")
    await ada.presses("Ret")
    await ada.presses("Gem", what="Adas ord")

    asked = await bo.presses("Gem", what="Bos ord")
    saved = await bo.presses("Gem")

    assert "Opfølgningen er ændret, mens du skrev: »Adas ord«." in asked
    assert "Bos ord" in saved


async def test_there_is_room_for_ten_follow_ups(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await opens_follow_ups(ada)
    for number in range(MOST_FOLLOW_UPS):
        await ada.presses("Tilføj opfølgning")
        card = await ada.presses("Gem", what=f"Opgave {number}")

    assert "Der er ikke plads til flere opfølgninger" in card
    assert "[Tilføj opfølgning]" not in card


async def test_a_changed_follow_up_voids_the_yes_to_what_was_prepared(teams: FakeTeams) -> None:
    ada = await made.director(teams, "Ada Ager")
    decision_id = await made.drafted(teams, ada)
    publication_id = await made.prepared(teams, ada, decision_id)
    before = (await made.publication_of(teams, publication_id)).revision
    await ada.writes("Beslutningskladder")
    await ada.presses("Åbn")

    await ada.presses("Opfølgninger")
    await ada.presses("Tilføj opfølgning")
    await ada.presses("Gem", what="Find et lokale")

    assert (await made.publication_of(teams, publication_id)).revision > before
    assert (await made.decision_of(teams, decision_id)).phase is Phase.DRAFT


async def test_minutes_name_who_and_somebody_of_that_title_can_be_chosen_at_once(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    await teams.manager("Lin Lærke", title="Teknisk chef")
    table = (
        "# Referat af MED-møde den 26. februar 2026\n\n"
        "| Punkt | Konklusion | Ansvarlig | Frist |\n|---|---|---|---|\n"
        "| 2. Støj | Der måles støj | Teknisk chef | 1. juni 2026 |\n"
    )
    await drafting.drops(ada, table, "Referat.md")
    await ada.writes("Beslutningskladder")
    await ada.presses("Åbn")
    await ada.presses("Opfølgninger")

    form = await ada.presses("Ret")

    assert "I referatet står: Teknisk chef" in form
    options = next(
        part["choices"]
        for part in ada.chat.messages[-1].activity["attachments"][0]["content"]["body"]
        if part.get("id") == "person_id"
    )
    assert "Lin Lærke, Teknisk chef" in [one["title"] for one in options]


async def test_the_directorate_hears_of_a_chefs_correction_that_waits_for_it(
    teams: FakeTeams,
) -> None:
    ada, kim = await made.director(teams, "Ada Ager"), await drafting.chef(teams, "Kim Kær")
    await made.managers(teams, "Lin Lærke")
    owner = (await made.person(teams, kim)).id
    decision = await made.only_decision(teams, await made.published(teams, ada, owner_id=owner))
    [nothing] = await ada.writes("Det venter på dig")
    await made.rewritten(teams, kim, decision.id, text="Rettet af Kim.")

    [waiting] = await ada.writes("Det venter på dig")

    assert "Rettelse" not in nothing
    assert "1 rettelse af en chef er ikke offentliggjort." in waiting
    await made.published(teams, ada, decision.id)
    assert "rettelse" not in (await ada.writes("Det venter på dig"))[0]
