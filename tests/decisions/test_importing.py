"""A director drops minutes: drafts of what stands in them, and what differs when they return."""

import asyncio
from datetime import timedelta

import pytest

from bot import received_files
from bot.decisions.from_minutes.importing import import_minutes
from bot.decisions.minutes.apart import read_minutes_apart
from bot.decisions.values import Phase
from bot.decisions.writing import listing
from dialogs.decisions.importing import imported_in_words
from tests.decisions import drafting, made
from tests.decisions.drafting import MINUTES
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

ONE = """Beslutning i Hovedudvalget den 06-06-2024

24/277 Åben Sag Orientering om ledelse

Indstilling
Formanden indstiller, at orienteringen godkendes.

Beslutning i Hovedudvalget den 06-06-2024
Der arbejdes videre med frisættelse på arbejdsmiljødagen.

Afbud
Ida Fraværsen
"""


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_director_drops_minutes_and_sees_the_decision_beside_its_source(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")

    [asked] = await ada.drops(("Referat.txt", ONE.encode()))
    card = await ada.presses("Et referat med beslutninger")

    found = await drafting.the_decision(teams)
    assert "»Referat.txt« ligner et referat med beslutninger, men kan være flere ting." in asked
    assert asked.index("[Et referat med") < asked.index("[Et dokument at svare ud fra]")
    assert card.startswith("Jeg fandt 1 beslutning i Hovedudvalget den 6. juni 2024.")
    assert "[Ret]\n[Send til godkendelse]" in card
    assert "Sådan står det i referatet" in card
    assert card.count("Der arbejdes videre med frisættelse") == 2
    assert "Indstillingen, som ikke er beslutningen: Formanden indstiller" in card
    assert "Fraværsen" not in card
    assert found.phase is Phase.DRAFT
    assert found.content.case_number == "24/277"
    assert found.found
    assert found.found.recommendation.startswith("Formanden indstiller")
    assert "Fraværsen" not in repr(found)


async def test_from_the_minutes_it_goes_to_the_form_and_to_approval(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada, ONE)

    form = await ada.presses("Ret")
    await ada.presses("Gem og gå videre", meaning="Kom med på arbejdsmiljødagen.")
    await ada.presses("Send til godkendelse")

    assert "[Vis i referatet]" in form
    assert len(await drafting.prepared(teams)) == 1


async def test_several_decisions_are_several_drafts_and_one_publication(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    card = await drafting.drops(ada)
    await ada.presses("Send alle 2 til godkendelse")

    assert "Jeg fandt 2 beslutninger i Hovedudvalget den 26. februar 2026." in card
    assert "Uden beslutning: »Eventuelt«." in card
    assert card.count("[Åbn]") == 2
    assert "[Ret]" not in card
    assert "[Vis i referatet]" not in card
    [together] = await drafting.prepared(teams)
    assert together == {"Fælles kursus for nye ledere", "Sygefravær"}


async def test_pressing_again_on_the_old_card_makes_no_second_drafts(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await ada.drops(("Referat.txt", MINUTES.encode()))
    press = ada.pressing("Et referat med beslutninger")

    first = await ada.delivers(press)
    redelivered = await ada.delivers(press)
    again = await ada.delivers(press | {"id": "another"})

    assert "Jeg fandt 2 beslutninger" in str(first.body)
    assert "Jeg fandt 2 beslutninger" in str(redelivered.body)
    assert "Jeg fandt 2 beslutninger" in str(again.body)
    assert len(await drafting.decisions(teams)) == 2


@pytest.mark.databases("sqlite", "postgresql")
async def test_the_same_minutes_again_tell_what_changed_and_change_nothing_unasked(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada)
    newer = MINUTES.replace("begynder i august", "begynder i september").replace(
        "Intet.", "Sommerfesten holdes den 12. juni."
    )

    same = await drafting.drops(ada)
    card = await drafting.drops(ada, newer)
    before = [one.content.text for one in await drafting.decisions(teams)]
    taken = await ada.presses("Brug det nye")
    after = [one.content.text for one in await drafting.decisions(teams)]

    assert "Referatet har været her før: 2 uændrede." in same
    assert "1 ny, 1 ændret, 1 uændret" in card
    assert "**Her står nu:** Godkendt. Kurset begynder i august." in card
    assert "**I referatet:** Godkendt. Kurset begynder i september." in card
    assert "Godkendt. Kurset begynder i august." in before
    assert "Det nye er i kladden." in taken
    assert "Godkendt. Kurset begynder i september." in after
    assert len(after) == 3


async def test_what_was_published_is_only_changed_by_a_correction(teams: FakeTeams) -> None:
    ada = await made.director(teams, "Ada Ager")
    await made.managers(teams, "Lin Lærke")
    await drafting.drops(ada)
    course = next(
        one for one in await drafting.decisions(teams) if one.content.title.startswith("Fælles")
    )
    await made.published(teams, ada, course.id)

    await drafting.drops(ada, MINUTES.replace("i august", "i september"))
    card = await ada.presses("Lav en rettelse")

    found = await made.decision_of(teams, course.id)
    assert "gemt som en rettelse" in card
    assert found.published
    assert "i august" in found.published.text
    assert "i september" in found.content.text


async def test_an_item_that_is_renamed_or_moved_is_still_known(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada)
    moved = MINUTES.replace("Punkt 2. Sygefravær", "Punkt 3. Sygefravær").replace(
        "Punkt 3. Eventuelt", "Punkt 2. Eventuelt"
    )

    card = await drafting.drops(
        ada, moved.replace("Fælles kursus for nye ledere", "Lederkursus i fællesskab")
    )

    assert "1 ændret, 1 uændret" in card
    assert "**I referatet:** Lederkursus i fællesskab" in card


async def test_a_draft_changed_since_is_not_said_to_differ_from_the_same_minutes(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada, ONE)
    await ada.presses("Ret")
    await ada.presses("Gem og gå videre", title="Kortere", text="I korte træk.")

    card = await drafting.drops(ada, ONE)

    assert "1 uændret" in card
    assert "I korte træk." in card


async def test_the_drafts_are_thrown_away_and_taken_back(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada)

    gone = await ada.presses("Slet kladderne")
    none = await drafting.decisions(teams)
    back = await ada.presses("Fortryd")

    assert "2 kladder er slettet." in gone
    assert not none
    assert "Kladderne er her igen." in back
    assert len(await drafting.decisions(teams)) == 2


async def test_a_draft_that_was_worked_on_is_not_thrown_away_with_the_rest(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada)
    await ada.presses("Åbn")
    await ada.presses("Ret teksten")
    await ada.presses("Gem og gå videre", meaning="Gør sådan.")

    gone = await ada.presses("Slet kladderne")

    assert "1 kladde er slettet." in gone
    assert "1 er ændret siden" in gone
    assert (await drafting.the_decision(teams)).content.meaning == "Gør sådan."


async def test_follow_ups_come_along_and_who_is_named_in_full_owns_them(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await teams.manager("Lin Lærke")
    table = (
        "# Referat af MED-møde den 26. februar 2026\n\n"
        "| Punkt | Drøftelse | Konklusion | Ansvarlig | Frist |\n"
        "|---|---|---|---|---|\n"
        "| 1. Kursus | Talt om tid | Kurset holdes i august | Lin Lærke | 1. maj 2026 |\n"
        "| 2. Støj | Talt om lyd | Der måles støj | Teknisk chef | 1. juni 2026 |\n"
    )

    card = await drafting.drops(ada, table, "Referat.md")

    assert "1 opfølgning" in card
    first, second = await drafting.decisions(teams)
    assert [(one.owner and one.owner.name, str(one.due_on)) for one in first.follow_ups] == [
        ("Lin Lærke", "2026-05-01")
    ]
    assert [(one.owner, one.who) for one in second.follow_ups] == [(None, "Teknisk chef")]


async def test_minutes_without_decisions_say_so_and_nothing_is_kept(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    nothing = (
        "Referat af møde i Hovedudvalget den 26. februar 2026\n\n"
        "Punkt 1. Kursus\n\nBeslutning\n-\n\nPunkt 2. Eventuelt\n\nBeslutning\n\n"
    )

    card = await drafting.drops(ada, nothing)

    assert "Jeg fandt ingen beslutninger" in card
    assert "[Ny beslutning]" in card
    assert not await drafting.decisions(teams)


async def test_two_items_of_one_number_and_a_date_that_is_none_are_pointed_out(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    odd = MINUTES.replace("Punkt 2.", "Punkt 1.").replace("26. februar 2026", "31-02-2026")

    card = await drafting.drops(ada, odd)

    assert "samme nummer (1)" in card
    assert "31-02-2026 er ikke en dato" in card
    assert len(await drafting.decisions(teams)) == 2


async def test_a_cpr_number_in_minutes_is_pointed_out_and_nothing_is_kept(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    await ada.drops(("Referat.txt", MINUTES.replace("en plan", "010190-1234").encode()))

    said = await ada.presses("Et referat med beslutninger")

    assert "ser ud til at indeholde et CPR-nummer" in said
    assert "Se under »Sygefravær«." in said
    assert not ada.sees("010190-1234")
    assert not await drafting.decisions(teams)


async def test_a_text_without_end_is_not_cut_but_left_for_the_person(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    endless = "Det blev godkendt, at skoven plejes. " * 300

    card = await drafting.drops(ada, MINUTES.replace("Godkendt. Kurset begynder", endless))

    assert "der er plads til 6.000. Den er derfor ikke i kladden." in card
    course = next(one for one in await drafting.decisions(teams) if "kursus" in one.content.title)
    assert course.content.text == ""


async def test_a_day_later_the_card_says_that_the_minutes_are_gone(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada)
    async with teams.sessions.write() as session:
        await received_files.expire(session, now=teams.clock() + timedelta(days=2))

    card = await ada.presses("Slet kladderne")

    assert "Referatet ligger her ikke mere" in card
    assert len(await drafting.decisions(teams)) == 2


async def test_a_manager_gets_nowhere_with_minutes(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.drops(("Referat.txt", MINUTES.encode()))

    assert "Filer kan jeg ikke bruge til noget fra dig" in said
    assert not await drafting.decisions(teams)


@pytest.mark.databases("sqlite", "postgresql")
async def test_two_who_drop_the_same_minutes_at_once_get_one_set_of_drafts(
    teams: FakeTeams,
) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    presses = []
    for one in (ada, bo):
        await one.drops(("Referat.txt", MINUTES.encode()))
        presses.append(one.delivers(one.pressing("Et referat med beslutninger")))

    await asyncio.gather(*presses)

    assert len(await drafting.decisions(teams)) == 2


async def test_more_decisions_than_anybody_looks_at_are_asked_for_in_parts(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    many = "Referat af møde i Hovedudvalget den 26. februar 2026\n\n" + "".join(
        f"Punkt {place}. Emne {place}\n\nBeslutning\nGodkendt som {place}.\n\n"
        for place in range(1, 203)
    )

    await ada.drops(("Referat.txt", many.encode()))
    said = await ada.presses("Et referat med beslutninger")

    assert "Jeg fandt 202 beslutninger og laver højst 200 kladder ad gangen" in said
    assert not await drafting.decisions(teams)


@pytest.mark.databases("sqlite", "postgresql")
async def test_the_drafts_of_one_set_of_minutes_are_listed_in_its_order(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    titles = [f"Emne {place}" for place in range(1, 13)]
    items = (
        f"Punkt {place}. {title}\n\nBeslutning\nHusene går i gang.\n\n"
        for place, title in enumerate(titles, 1)
    )
    await drafting.drops(
        ada, "Referat af møde i Hovedudvalget den 26. februar 2026\n\n" + "".join(items)
    )

    async with teams.sessions.read() as session:
        by = await made.person(teams, ada)
        mine = await listing.drafts(session, by, offset=0, limit=20)
        to_publish = await listing.to_publish(session, limit=20)

    assert [one.content.title for one in mine] == titles
    assert [one.content.title for one in to_publish] == titles


@pytest.mark.databases("sqlite", "postgresql")
async def test_the_command_line_imports_once_for_a_key_and_tells_what_it_found(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    by = await made.person(teams, ada)
    minutes = read_minutes_apart("Referat.txt", MINUTES.encode())

    for _press in range(2):
        imported = await import_minutes(
            teams.sessions, "Referat.txt", minutes, by=by, turn_key="once", now=teams.clock()
        )

    said = imported_in_words(imported)
    assert "Jeg fandt 2 beslutninger i Hovedudvalget den 26. februar 2026." in said
    assert "- Sygefravær" in said
    assert len(await drafting.decisions(teams)) == 2


async def test_the_next_meetings_minutes_are_new_though_file_and_items_have_the_same_names(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada)

    card = await drafting.drops(ada, MINUTES.replace("26. februar", "27. marts"))

    assert "Jeg fandt 2 beslutninger i Hovedudvalget den 27. marts 2026." in card
    assert "været her før" not in card
    assert len(await drafting.decisions(teams)) == 4


async def test_what_a_colleague_wrote_meanwhile_is_not_written_over(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Ager"), await teams.director("Bo Bakke")
    await drafting.drops(ada, ONE)
    newer = ONE.replace("på arbejdsmiljødagen", "på lederdagen")
    await drafting.drops(ada, newer)
    await bo.writes("Beslutningskladder")
    await bo.presses("Åbn")
    await bo.presses("Ret teksten")
    await bo.presses("Gem og gå videre", text="Bos tekst")

    card = await ada.presses("Brug det nye")
    kept = (await drafting.the_decision(teams)).content.text
    await ada.presses("Brug det nye")

    assert "Den er ændret, siden du så den" in card
    assert "**Her står nu:** Bos tekst" in card
    assert kept == "Bos tekst"
    assert "på lederdagen" in (await drafting.the_decision(teams)).content.text


async def test_new_follow_ups_of_what_was_published_count_at_once_and_the_card_says_so(
    teams: FakeTeams,
) -> None:
    ada = await made.director(teams, "Ada Ager")
    await made.managers(teams, "Lin Lærke")
    table = (
        "# Referat af MED-møde den 26. februar 2026\n\n"
        "| Punkt | Drøftelse | Konklusion | Ansvarlig | Frist |\n"
        "|---|---|---|---|---|\n"
        "| 1. Kursus | Talt om tid | Kurset holdes i august |  |  |\n"
    )
    await drafting.drops(ada, table, "Referat.md")
    decision = await drafting.the_decision(teams)
    await made.published(teams, ada, decision.id)

    newer = table.replace("august |  |  |", "august | Lin Lærke | 1. maj 2026 |")
    await drafting.drops(ada, newer, "Referat.md")
    card = await ada.presses("Tilføj opfølgningerne")

    now = await drafting.the_decision(teams)
    assert len(now.follow_ups) == 1
    assert not now.has_unpublished_correction
    assert "Opfølgningerne er tilføjet og gælder fra nu." in card
    assert "rettelse" not in card
