"""Somebody writes a decision: the form, its details, whom it names, and two who write at once."""

from typing import Any

import pytest

from bot.audit import entries
from bot.decisions.values import Phase
from bot.decisions.writing.drafting import choose_audience
from bot.people.values import Audience, Level
from tests.decisions import drafting, made
from tests.decisions.drafting import FORM, typed
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

CPR = "010190-1234"


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_director_writes_a_decision_and_sees_what_comes_next(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    [form] = await ada.writes("ny beslutning")

    card = await ada.presses(
        "Gem og gå videre", **FORM, discuss_first="Hvem er ny hos jer?", link="https://k.example/1"
    )

    found = await drafting.the_decision(teams)
    assert "Det betyder for dig" in form
    assert "Kladden er gemt." in card
    assert "Besluttet i Hovedudvalget den 26. februar 2026, sag 26/117" in card
    assert "[Send til godkendelse]" in card
    assert found.phase is Phase.DRAFT
    assert found.content.text == FORM["text"]
    assert found.content.to_discuss == ("Hvem er ny hos jer?",)
    assert str(found.content.decided_on) == "2026-02-26"


async def test_what_is_missing_is_said_and_may_come_later(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    card = await drafting.writes(ada, text="", body="", decided_on="")

    assert "skal du udfylde »Beslutningen ord for ord«, »Besluttet i« og »Besluttet den«" in card
    assert "[Send til godkendelse]" not in card
    assert (await drafting.the_decision(teams)).phase is Phase.DRAFT


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"title": "æ" * 203}, "Der er 203 tegn, og der er plads til 200. Fjern 3 tegn."),
        ({"text": "ø" * 6001}, "Der er 6.001 tegn, og der er plads til 6.000. Fjern 1 tegn."),
        ({"meaning": "å" * 1002}, "Der er 1.002 tegn, og der er plads til 1.000."),
        ({"discuss_second": "å" * 301}, "Der er 301 tegn, og der er plads til 300."),
        ({"link": "kommune.example"}, "begynder med https://"),
    ],
)
async def test_a_faulty_form_comes_back_as_it_was_filled_in(
    teams: FakeTeams, inputs: dict[str, Any], said: str
) -> None:
    ada = await teams.director("Ada Ager")

    card = await drafting.writes(ada, **inputs)

    assert said in card
    assert "Intet er gemt endnu" in card
    assert not await drafting.decisions(teams)
    wanted = FORM | inputs
    assert {name: typed(ada, "Gem og gå videre")[name] for name in wanted} == wanted


async def test_a_cpr_number_is_refused_and_not_shown_again(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    said = await drafting.writes(ada, text=f"Det handler om {CPR}.")
    await drafting.writes(ada)
    await ada.presses("Afløser")
    sought = await ada.presses("Gem", sought=CPR)
    await ada.presses("Tilbage")
    await ada.presses("Ansvarlig")
    named = await ada.presses("Gem", named=CPR)
    await ada.presses("Tilbage")
    await ada.presses("Opfølgninger")
    await ada.presses("Tilføj opfølgning")
    deed = await ada.presses("Gem", what=f"Ring til {CPR}", named="ingen")

    for one in (said, sought, named, deed):
        assert "ser ud til at indeholde et CPR-nummer" in one
    assert not ada.sees(CPR)
    assert CPR not in repr(await drafting.the_decision(teams))


async def test_a_cpr_number_stays_out_of_the_chat_when_somebody_else_wrote_meanwhile(
    teams: FakeTeams,
) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await drafting.writes(ada)
    await bo.writes("Beslutningskladder")
    await bo.presses("Åbn")
    await bo.presses("Ret teksten")
    await ada.presses("Ret teksten")
    await ada.presses("Gem og gå videre", text="Adas tekst")

    said = await bo.presses("Gem og gå videre", text=f"Om {CPR}")

    assert "ser ud til at indeholde et CPR-nummer" in said
    assert not bo.sees(CPR)


async def test_a_form_delivered_twice_makes_one_draft(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await ada.writes("Ny beslutning")
    press = ada.pressing("Gem og gå videre", **FORM)

    first = await ada.delivers(press)
    second = await ada.delivers(press)

    assert "Kladden er gemt." in str(first.body)
    assert "Kladden er gemt." in str(second.body)
    assert len(await drafting.decisions(teams)) == 1


async def test_cancelling_a_new_one_stores_nothing(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await ada.writes("Ny beslutning")

    assert "Den blev ikke gemt" in await ada.presses("Annullér")
    assert not await drafting.decisions(teams)


async def test_a_manager_who_is_no_chef_cannot_write_one(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    assert "Beslutninger skrives af cheferne" in (await lin.writes("Ny beslutning"))[0]
    assert "Beslutninger skrives af cheferne" in (await lin.writes("Beslutningskladder"))[0]


async def test_a_chef_writes_one_and_hands_it_to_the_directorate(teams: FakeTeams) -> None:
    ada, kim = await teams.director("Ada Ager"), await drafting.chef(teams, "Kim Kær")
    card = await drafting.writes(kim)

    ready = await kim.presses("Meld klar")
    again = await ada.writes("Beslutningskladder")

    assert "[Send til godkendelse]" not in card
    assert "Direktionen finder den øverst" in ready
    assert "Klar til offentliggørelse · Kim Kær" in again[0]
    assert (await drafting.the_decision(teams)).phase is Phase.READY

    await kim.presses("Ikke klar alligevel")
    assert (await drafting.the_decision(teams)).phase is Phase.DRAFT


async def test_a_chef_sees_and_opens_only_their_own_drafts(teams: FakeTeams) -> None:
    ada, kim = await teams.director("Ada Ager"), await drafting.chef(teams, "Kim Kær")
    await drafting.writes(ada)
    await drafting.writes(kim, title="Kims egen")
    [listed] = await kim.writes("Beslutningskladder")
    hers = next(one for one in await drafting.decisions(teams) if one.author.name == "Ada Ager")
    press = kim.pressing("Åbn")
    press["value"]["action"]["data"]["decision_id"] = str(hers.id)

    forged = await kim.delivers(press)

    assert "Kims egen" in listed
    assert FORM["title"] not in listed
    assert "kan jeg ikke finde" in str(forged.body)


async def test_the_details_are_filled_in_and_kept_when_the_text_changes(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.writes(ada)

    await ada.presses("Detaljer")
    card = await ada.presses(
        "Gem",
        holds_from="2026-08-01",
        theme=" Rekruttering ",
        review_on="2027-02-01",
        in_med="true",
        med_on="2026-03-20",
        med_outcome="Bakket op.",
        open_to_all="false",
    )
    await ada.presses("Ret teksten")
    await ada.presses("Gem og gå videre", title="Ny overskrift")

    content = (await drafting.the_decision(teams)).content
    assert "**Tema:** Rekruttering" in card
    assert "**Drøftes i MED:** 20. marts 2026: Bakket op." in card
    assert "dem, den gælder for, og direktionen" in card
    assert content.title == "Ny overskrift"
    assert content.theme == "Rekruttering"
    assert str(content.review_on) == "2027-02-01"
    assert not content.open_to_all


async def test_it_is_for_those_who_are_chosen(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await teams.manager("Lin Lærke")
    await drafting.writes(ada)

    await ada.presses("Hvem den gælder for")
    nothing = await ada.presses("Brug det valgte")
    card = await ada.presses("Brug det valgte", levels="leder")

    assert "Vælg mindst én enhed" in nothing
    assert "**Gælder for:** ledere på niveauet Leder" in card
    assert (await drafting.the_decision(teams)).audience.levels == (Level.LEDER,)


async def test_the_record_says_who_chose_for_whom_it_is(teams: FakeTeams) -> None:
    ada = await made.director(teams, "Ada Ager")
    draft = await made.drafted(teams, ada)
    for _twice in range(2):
        await choose_audience(
            teams.sessions,
            draft,
            Audience(levels=(Level.CHEF,)),
            by=await made.person(teams, ada),
            now=teams.clock(),
        )

    async with teams.sessions.read() as session:
        acts = await entries(session, offset=0, limit=9, subject=draft)
    assert sorted(one.act for one in acts) == ["decisions.change", "decisions.create"]


async def test_somebody_is_found_by_name_or_title_and_made_responsible(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await teams.manager("Lin Lærke", title="HR-chef")
    await teams.manager("Linus Åberg")
    await drafting.writes(ada)
    await ada.presses("Ansvarlig")

    nobody = await ada.presses("Gem", named="Ukendt")
    several = await ada.presses("Gem", named="lin")
    title = await ada.presses("Gem", named="hr")
    card = await ada.presses("Gem")

    assert "Jeg kan ikke finde »Ukendt« på lederlisten." in nobody
    assert "Jeg fandt 2, der passer på »lin«." in several
    assert "Jeg fandt Lin Lærke, HR-chef." in title
    assert "Lin Lærke er ansvarlig." in card
    owner = (await drafting.the_decision(teams)).owner
    assert owner
    assert owner.name == "Lin Lærke"


async def test_it_replaces_one_that_holds_now(teams: FakeTeams) -> None:
    ada = await made.director(teams, "Ada Ager")
    await made.managers(teams, "Lin Lærke")
    await made.published(teams, ada, title="Øvelse i førstehjælp")
    await drafting.writes(ada)

    await ada.presses("Afløser")
    none = await ada.presses("Gem", sought="biler")
    found = await ada.presses("Gem", sought="øvelse")
    old = next(one for one in await drafting.decisions(teams) if one.published)
    card = await ada.presses("Gem", sought="", replaces=str(old.id))

    assert "Jeg fandt ingen beslutning" in none
    assert "Jeg fandt 1 med »øvelse«" in found
    assert "**Afløser:** Øvelse i førstehjælp" in card


async def test_two_who_edit_at_once_lose_nothing(teams: FakeTeams) -> None:
    """Who saves last sees what the other saved, beside what they typed, and decides."""
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await drafting.writes(ada)
    await bo.writes("Beslutningskladder")
    await bo.presses("Åbn")
    await bo.presses("Ret teksten")
    await ada.presses("Ret teksten")
    await ada.presses("Gem og gå videre", text="Adas tekst")

    card = await bo.presses("Gem og gå videre", text="Bos tekst")
    before = (await drafting.the_decision(teams)).content.text
    kept = typed(bo, "Gem og gå videre")["text"]
    await bo.presses("Gem og gå videre")

    assert "ændrede den i dag kl. 9.00, mens du skrev." in card
    assert "Adas tekst" in card
    assert before == "Adas tekst"
    assert kept == "Bos tekst"
    assert (await drafting.the_decision(teams)).content.text == "Bos tekst"


async def test_a_draft_thrown_away_under_the_pen_comes_back(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await drafting.writes(ada)
    await bo.writes("Beslutningskladder")
    await bo.presses("Åbn")
    await bo.presses("Ret teksten")
    await ada.presses("Slet kladde")

    card = await bo.presses("Gem og gå videre", text="Bos tekst")
    await bo.presses("Gem og gå videre")

    assert "Kladden blev slettet, mens du skrev." in card
    assert (await drafting.the_decision(teams)).content.text == "Bos tekst"


async def test_a_draft_is_thrown_away_and_taken_back(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.writes(ada)

    gone = await ada.presses("Slet kladde")
    empty = await ada.writes("Beslutningskladder")
    back = await ada.presses("Fortryd")

    assert f"»{FORM['title']}« er slettet." in gone
    assert "Der er ingen kladder til beslutninger." in empty[0]
    assert "Kladden er her igen." in back
    assert (await drafting.the_decision(teams)).phase is Phase.DRAFT


async def test_a_correction_is_written_beside_what_people_see_and_can_be_dropped(
    teams: FakeTeams,
) -> None:
    ada = await made.director(teams, "Ada Ager")
    await made.managers(teams, "Lin Lærke")
    await made.published(teams, ada)
    decision = await drafting.the_decision(teams)
    await drafting.writes(ada, title="En anden")
    press = ada.pressing("Ret teksten")
    press["value"]["action"]["data"]["decision_id"] = str(decision.id)
    await ada.delivers(press)
    await teams.settled()

    saved = await ada.presses("Gem og gå videre", text="Rettet tekst.")
    listed = await ada.writes("Beslutningskladder")
    await ada.presses("Åbn")
    dropped = await ada.presses("Slet rettelsen")

    assert "Rettelsen er gemt. Lederne ser den først" in saved
    assert "Rettelse, ikke offentliggjort" in listed[0]
    assert "Rettelsen er slettet" in dropped
    found = next(one for one in await drafting.decisions(teams) if one.id == decision.id)
    assert not found.has_unpublished_correction
    assert found.published
    assert found.published.text == made.TEXT


async def test_an_owner_who_left_does_not_keep_a_text_from_being_saved(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await teams.manager("Lin Lærke")
    await drafting.writes(ada)
    await ada.presses("Ansvarlig")
    await ada.presses("Gem", named="Lin Lærke")
    await ada.presses("Ret teksten")
    await drafting.leaves(teams, "Lin Lærke")

    card = await ada.presses("Gem og gå videre", text="Ny tekst.")

    found = await drafting.the_decision(teams)
    assert "Kladden er gemt. Den ansvarlige er ikke på lederlisten mere." in card
    assert found.content.text == "Ny tekst."
    assert found.owner is None


async def test_a_chefs_own_decision_stays_theirs_when_the_directorate_edits_it(
    teams: FakeTeams,
) -> None:
    ada, kim = await teams.director("Ada Ager"), await drafting.chef(teams, "Kim Kær")
    await drafting.writes(kim)
    await ada.writes("Beslutningskladder")
    await ada.presses("Åbn")
    await ada.presses("Ret teksten")
    await ada.presses("Gem og gå videre", title="Rettet af Ada")

    [listed] = await kim.writes("Beslutningskladder")

    assert "Rettet af Ada" in listed


async def test_a_decision_answers_a_theme_of_an_input_round(teams: FakeTeams) -> None:
    ada = await made.director(teams, "Ada Ager")
    theme = await drafting.theme(teams, "Møder uden dagsorden")
    await drafting.writes(ada)

    await ada.presses("Detaljer")
    card = await ada.presses("Gem", answers_theme=str(theme))

    assert "**Svar på temaet:** Møder uden dagsorden" in card
    assert (await drafting.the_decision(teams)).content.answers_theme == theme


async def test_a_chef_replaces_only_what_they_may_see_and_learns_of_nothing_else(
    teams: FakeTeams,
) -> None:
    ada, kim = await made.director(teams, "Ada Ager"), await drafting.chef(teams, "Kim Kær")
    await made.managers(teams, "Lin Lærke")
    closed = await made.only_decision(
        teams, await made.published(teams, ada, title="Fusion på vej", open_to_all=False)
    )
    await made.published(teams, ada, title="Åben for alle")
    await drafting.theme(teams, "Hvad lederne er vrede over")
    await drafting.writes(kim)

    offered = await kim.presses("Afløser")
    sought = await kim.presses("Gem", sought="Fusion")
    press = kim.pressing("Gem")
    press["value"]["action"]["data"] |= {"replaces": str(closed.id), "sought": ""}
    forged = str((await kim.delivers(press)).body)
    await kim.presses("Tilbage")
    details = await kim.presses("Detaljer")

    assert "Åben for alle" in offered
    assert "Fusion på vej" not in offered
    assert "Fusion på vej" not in sought
    assert "Fusion på vej" not in forged
    assert "vrede" not in details
    assert not any(one.content.replaces_id for one in await drafting.decisions(teams))


async def test_what_the_directorate_chose_stays_when_a_chef_edits_the_text(
    teams: FakeTeams,
) -> None:
    ada, kim = await made.director(teams, "Ada Ager"), await drafting.chef(teams, "Kim Kær")
    await made.managers(teams, "Lin Lærke")
    closed = await made.only_decision(
        teams, await made.published(teams, ada, title="Fusion på vej", open_to_all=False)
    )
    await drafting.writes(kim)
    draft = next(one for one in await drafting.decisions(teams) if one.id != closed.id)
    await made.rewritten(teams, ada, draft.id, replaces_id=closed.id)
    await kim.writes("Beslutningskladder")

    shown = await kim.presses("Åbn")
    await kim.presses("Ret teksten")
    saved = await kim.presses("Gem og gå videre", text="Kims nye tekst.")

    assert "Fusion på vej" not in shown
    assert "Kladden er gemt." in saved
    now = await made.decision_of(teams, draft.id)
    assert now.content.text == "Kims nye tekst."
    assert now.content.replaces_id == closed.id


async def test_a_correction_is_dropped_though_the_owner_has_left_since(teams: FakeTeams) -> None:
    ada = await made.director(teams, "Ada Ager")
    [lin] = await made.managers(teams, "Lin Lærke")
    owner = (await made.person(teams, lin)).id
    decision = await made.only_decision(teams, await made.published(teams, ada, owner_id=owner))
    await made.rewritten(teams, ada, decision.id, text="Rettet tekst.")
    await drafting.leaves(teams, "Lin Lærke")
    await ada.writes("Beslutningskladder")
    await ada.presses("Åbn")

    await ada.presses("Slet rettelsen")

    assert not (await made.decision_of(teams, decision.id)).has_unpublished_correction


async def test_a_correction_that_was_dropped_comes_back_as_it_was_written(teams: FakeTeams) -> None:
    """By whoever wrote it, as that one can't approve it; unless another was written since."""
    ada, bo = await made.director(teams, "Ada Ager"), await made.director(teams, "Bo Bakke")
    decision = await made.only_decision(teams, await made.published(teams, ada))
    await made.rewritten(teams, ada, decision.id, text="Rettet tekst.")
    await bo.writes("Beslutningskladder")
    await bo.presses("Åbn")
    await bo.presses("Slet rettelsen")
    undo = bo.pressing("Fortryd")

    back = await bo.presses("Fortryd")

    assert "Rettelsen er her igen." in back
    assert "Rettet tekst." in back
    found = await made.decision_of(teams, decision.id)
    assert found.content.text == "Rettet tekst."
    assert found.author.name == "Ada Ager"
    await bo.presses("Slet rettelsen")
    await made.rewritten(teams, ada, decision.id, text="En ny rettelse.")
    late = await bo.presses("Fortryd")
    assert "den slettede rettelse er ikke hentet tilbage" in late
    await bo.delivers(undo)
    await teams.settled()
    assert (await made.decision_of(teams, decision.id)).content.text == "En ny rettelse."
