"""A director confirms what is to be published, follows it, and lets what is over lapse."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bot.decisions import queries
from bot.decisions.models import PublicationRow
from bot.decisions.publication.accounting import status
from bot.decisions.publication.confirming import confirm
from bot.decisions.publication.ending import lapse
from bot.decisions.publication.planning import TIME_TO_UNDO
from bot.decisions.values import (
    Fault,
    FaultyDecision,
    FaultyPublication,
    Phase,
    PublicationPhase,
    WrongPublicationPhase,
)
from bot.decisions.writing.drafting import save
from bot.delivery.following import OFTEN
from bot.delivery.models import Message
from bot.delivery.standings import Standing
from bot.people.values import Audience, Level
from tests.decisions.made import (
    TEXT,
    TITLE,
    corrected,
    decision_of,
    director,
    drafted,
    managers,
    only_decision,
    passes,
    person,
    prepared,
    publication_of,
    published,
    rewritten,
)
from tests.teams.fake_teams import FakeTeams, User, filled, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")
NOBODY = Audience(levels=(Level.AFTALEHOLDER,))
CHIEFS = Audience(levels=(Level.CHEF,))


async def opens(user: User, number: int = 0) -> str:
    """Open what stands at this place of the list of publications; the card."""
    await user.writes("Udgivelser")
    await user.presses("Åbn", number=number)
    return user.chat.texts[-1]


async def messages_of(teams: FakeTeams, publication: UUID) -> int:
    async with teams.sessions.read() as session:
        counting = select(func.count()).where(Message.subject == publication)
        return await session.scalar(counting.where(Message.kind == "decisions.published")) or 0


async def test_a_director_sees_the_number_confirms_it_and_the_managers_get_one_message(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")
    one, two = await drafted(teams, ada), await drafted(teams, ada, title="Sommerens møder")
    await prepared(teams, ada, one, two)

    plan = await opens(ada)
    assert "2 ledere får hver én besked med dem, der gælder for vedkommende." in plan
    assert "Gælder for ledere på niveauet Leder (2)" in plan
    shown = await ada.presses("Offentliggør for 2")
    await teams.delivered()

    assert "Bekræftet" in shown
    assert ada.sees("Offentliggøres om 30 sek.")
    assert not lin.sees("Sommerens møder")
    await passes(teams, TIME_TO_UNDO)
    await passes(teams, OFTEN)
    assert lin.sees_once("Sommerens møder")
    assert lin.sees_once(TITLE)
    assert ada.sees("2 sendt = 2")
    assert (await decision_of(teams, one)).phase is Phase.CURRENT


@on_one_database
async def test_the_plan_shows_it_as_receivers_will_see_it_and_word_for_word(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    await prepared(teams, ada, title="Ferie", asks_receipt=True)
    await opens(ada)

    await ada.presses("Vis som modtager")
    await ada.presses("Læs ord for ord")

    seen, whole = ada.chat.texts[-2:]
    assert "Jeg har læst det" in seen
    assert "Knapperne virker, når det er offentliggjort." in seen
    assert "Jeg har læst det" not in titles(ada.chat.messages[-2].activity)
    assert TEXT in whole


@on_one_database
async def test_what_was_chosen_and_not_saved_is_kept_and_shown_before_anything_is_published(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    publication = await prepared(teams, ada)
    plan = await opens(ada)

    shown = await ada.presses("Offentliggør for 1", asks_receipt="true")
    before = await publication_of(teams, publication)
    await ada.presses("Offentliggør for 1")
    after = await publication_of(teams, publication)

    assert "De bliver ikke bedt om at kvittere." in plan
    assert "Dine valg er gemt. Se, hvad der sker nu, og tryk igen." in shown
    assert "De bliver bedt om at kvittere for, at de har læst det." in shown
    assert (before.phase, before.asks_receipt) == (PublicationPhase.DRAFT, True)
    assert after.phase is not PublicationPhase.DRAFT


@on_one_database
async def test_what_was_chosen_stays_when_a_text_changed_meanwhile(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    publication = await prepared(teams, ada)
    await opens(ada)
    [one] = (await publication_of(teams, publication)).decisions
    await rewritten(teams, ada, one.id, meaning="Du kan holde fri i maj.")

    await ada.presses("Offentliggør for 1", asks_receipt="true")

    assert filled(ada.chat.messages[-1].activity)["asks_receipt"] == "true"
    assert (await publication_of(teams, publication)).phase is PublicationPhase.DRAFT


@on_one_database
async def test_the_plan_says_that_nothing_is_sent_which_case_it_is_and_where_it_may_go(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await prepared(teams, ada)

    plan = await opens(ada)

    assert "Ikke sendt endnu." in plan
    assert "den 26. februar 2026, sag 26/117" in plan
    assert "[Hvem, hvor og kvittering]" in plan
    assert "Ingen kanaler endnu: føj Lederlinjen til et team." in plan


@on_one_database
async def test_how_it_is_published_is_chosen_on_the_plan(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    team = teams.team("Ledere", "Nyt")
    await ada.installs(chat=team.general)
    await teams.settled()
    publication = await prepared(teams, ada)
    channel = team.channel("Nyt")
    await opens(ada)

    nothing = await ada.presses("Gem valgene", to_people="false", asks_receipt="true")
    inputs = filled(ada.chat.messages[-1].activity)
    saved = await ada.presses(
        "Gem valgene", to_people="false", channel=channel.id, asks_receipt="true"
    )

    assert "Vælg mindst ét" in nothing
    assert (inputs["to_people"], inputs["asks_receipt"]) == ("false", "true")
    assert "Der kommer et opslag i kanalen Nyt i teamet Ledere" in saved
    await ada.presses("Offentliggør i kanalen Nyt")
    await passes(teams, TIME_TO_UNDO)
    await passes(teams, OFTEN)
    assert (await publication_of(teams, publication)).phase is PublicationPhase.PUBLISHED
    assert any(TITLE in text for text in channel.texts)
    assert not lin.sees(TITLE)
    assert ada.sees("I kanalen Nyt i teamet Ledere: sendt")


@on_one_database
async def test_one_of_several_is_left_out_and_stays_a_draft(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    one, two = await drafted(teams, ada), await drafted(teams, ada, title="Ferie")
    publication = await prepared(teams, ada, one, two)
    await opens(ada)

    unchosen = await ada.presses("Tag den ud")
    left = await ada.presses("Tag den ud", decision=str(two))

    assert "Vælg en af dem." in unchosen
    assert "Den er taget ud" in left
    assert [seen.id for seen in (await publication_of(teams, publication)).decisions] == [one]
    assert (await decision_of(teams, two)).phase is Phase.DRAFT


async def test_two_who_confirm_at_once_publish_once(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    publication = await prepared(teams, ada)
    seen = await publication_of(teams, publication)
    by = await person(teams, ada)

    async def confirms() -> object:
        return await confirm(
            teams.sessions,
            publication,
            revision=seen.revision,
            expected=1,
            by=by,
            now=teams.clock(),
        )

    done = await asyncio.gather(confirms(), confirms(), return_exceptions=True)

    assert [type(one) for one in done if isinstance(one, Exception)] == [WrongPublicationPhase]
    await passes(teams, TIME_TO_UNDO)
    assert await messages_of(teams, publication) == 1


@on_one_database
async def test_a_second_press_says_kindly_that_it_is_confirmed(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    await prepared(teams, ada)
    await opens(ada)
    press = ada.pressing("Offentliggør for 1")

    await ada.delivers(press)
    again = await ada.delivers(press)
    another = await ada.delivers(press | {"id": "another-press"})

    assert "Bekræftet" in str(again.body)
    assert "Offentliggøres om 30 sek." in str(another.body)


@on_one_database
async def test_a_number_that_changed_or_a_text_that_changed_publishes_nothing(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    draft = await drafted(teams, ada)
    publication = await prepared(teams, ada, draft)
    await opens(ada)
    press = ada.pressing("Offentliggør for 1")
    await managers(teams, "Bo Birk")

    changed = str((await ada.delivers(press)).body)

    assert "Det gælder nu for 2 og ikke 1" in changed
    press = ada.pressing("Offentliggør for 2")
    found = await decision_of(teams, draft)
    await save(
        teams.sessions,
        draft,
        replace(found.content, text="Noget andet."),
        revision=found.revision,
        by=await person(teams, ada),
        now=teams.clock(),
    )
    text = str((await ada.delivers(press)).body)
    assert "Det er ændret, siden du så det" in text
    assert "Noget andet." in text
    assert (await publication_of(teams, publication)).phase is PublicationPhase.DRAFT


@on_one_database
async def test_what_concerns_nobody_or_replaces_what_holds_no_longer_is_refused(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    by = await person(teams, ada)
    old = await only_decision(teams, await published(teams, ada))
    nobody = await prepared(teams, ada, audience=NOBODY)
    late = await prepared(teams, ada, await drafted(teams, ada, replaces_id=old.id))
    await published(teams, ada, title="Den nye", replaces_id=old.id)

    with pytest.raises(FaultyPublication) as to_nobody:
        await confirm(teams.sessions, nobody, revision=1, expected=0, by=by, now=teams.clock())
    with pytest.raises(FaultyDecision) as too_late:
        await confirm(teams.sessions, late, revision=1, expected=1, by=by, now=teams.clock())
    assert to_nobody.value.fault is Fault.MISSING
    assert too_late.value.faults == {"replaces_id": Fault.UNKNOWN}


@on_one_database
async def test_only_the_directorate_publishes(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await prepared(teams, ada)
    await opens(ada)
    press = ada.pressing("Offentliggør for 1")
    taken = {name: lin.writing("")[name] for name in ("id", "from", "conversation")}

    refused = await lin.delivers(press | taken)

    assert "kun direktionen" in refused.body["value"]
    assert "kun direktionen" in (await lin.writes("Udgivelser"))[0]


# What becomes of it


@on_one_database
async def test_a_correction_is_confirmed_shown_in_place_and_told_where_it_matters(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    first = await only_decision(teams, await published(teams, ada))
    found = await decision_of(teams, first.id)
    await save(
        teams.sessions,
        first.id,
        replace(found.content, text="Kurset er udsat."),
        revision=found.revision,
        by=await person(teams, ada),
        now=teams.clock(),
    )
    await prepared(teams, ada, first.id)

    plan = await opens(ada)
    told = await ada.presses("Gem valgene", tells="true")

    assert "Kortet ændres hos dem, der har fået det, og mærkes »Rettet«." in plan
    assert "De får ikke en ny besked." in plan
    assert "De får også en besked om, hvad der er rettet." in told
    await ada.presses("Offentliggør rettelsen")
    await passes(teams, TIME_TO_UNDO)
    await passes(teams, OFTEN)
    assert "Kurset er udsat." in lin.chat.texts[1]
    assert lin.chat.texts[-1].startswith("Rettet: ")
    assert ada.sees("Kortet er rettet hos 1, der har fået det.\n1 sendt = 1")


@on_one_database
async def test_the_status_counts_receipts_and_reminds_those_who_miss_once(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")
    await published(teams, ada, asks_receipt=True)
    await opens(ada)
    await lin.presses("Jeg har læst det")
    card = await opens(ada)
    assert "1 af 2 har kvitteret" in card

    await ada.presses("Påmind dem, der mangler")
    past = await ada.presses("Påmind den dag", day="2026-03-02")
    another_day = ada.pressing("Påmind den dag", day="2026-03-09")
    asked = await ada.presses("Påmind den dag", day="2026-03-04")

    assert "Vælg en dag, hvor klokken ikke er over 9 endnu." in past
    assert "får en påmindelse i morgen kl. 9.00" in asked
    await passes(teams, timedelta(days=1))
    assert "fik en påmindelse" in await opens(ada)
    late = await ada.delivers(another_day)
    assert "Det sker kun én gang." in str(late.body)


@on_one_database
async def test_the_account_of_each_comes_as_a_spreadsheet(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, _bo = await managers(teams, "Lin Lærke", "Bo Birk")
    await published(teams, ada, asks_receipt=True)
    await lin.presses("Jeg har læst det")
    await opens(ada)

    await ada.presses("Hent som Excel")
    await ada.accepts_file()

    [(name, content)] = teams.onedrive.files.items()
    assert name == f"Regnskab {TITLE} 2026-03-03.xlsx"
    book: Any = import_module("openpyxl").load_workbook(BytesIO(content))
    rows = list(book["Modtagere"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[3], row[7], bool(row[8])) for row in rows] == [
        ("Bo Birk", "sendt", "Ja", False),
        ("Lin Lærke", "sendt", "Ja", True),
    ]


@on_one_database
async def test_who_could_not_be_reached_is_told_and_tried_again(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    await teams.manager("Bo Birk")
    publication = await published(teams, ada)
    await passes(teams, OFTEN)

    card = await opens(ada)

    assert "1 sendt · 1 kunne ikke nås = 2" in card
    await ada.presses("Prøv igen")
    async with teams.sessions.read() as session:
        found = await status(session, publication)
    assert found.account.total == 2
    assert found.account[Standing.SENT] == 1


@on_one_database
async def test_the_list_says_when_it_is_empty_and_turns_its_pages(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    [empty] = await ada.writes("Udgivelser")
    for number in range(6):
        await prepared(teams, ada, title=f"Nummer {number}")
        teams.clock.pass_(timedelta(minutes=1))

    [first] = await ada.writes("Udgivelser")
    second = await ada.presses("Næste")

    assert "Der er ikke offentliggjort beslutninger" in empty
    assert "Nummer 5" in first
    assert "Nummer 0" not in first
    assert "Nummer 0" in second


# What lapses


async def test_a_decision_lapses_for_a_reason_that_everybody_sees_and_can_be_revived(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    decision = await only_decision(teams, await published(teams, ada))
    await ada.writes("Udgivelser")
    await ada.presses("Åbn")
    await ada.presses("Se beslutningen")
    await ada.presses("Lad den bortfalde")

    unsaid = await ada.presses("Lad den bortfalde")
    cpr = await ada.presses("Lad den bortfalde", reason="Se 010203-1234")
    done = await ada.presses("Lad den bortfalde", reason="Kurset *findes* ikke mere")
    await teams.delivered()

    assert "Skriv, hvorfor den ikke gælder mere." in unsaid
    assert "010203-1234" not in cpr
    assert "gælder ikke mere" in done
    assert lin.sees_once("Kurset \\*findes\\* ikke mere")
    lapsed = await decision_of(teams, decision.id)
    assert lapsed.phase is Phase.LAPSED
    assert lapsed.ended_reason == "Kurset *findes* ikke mere"

    await ada.presses("Fortryd")
    await teams.delivered()
    assert not lin.sees("Gælder ikke mere")
    assert (await decision_of(teams, decision.id)).phase is Phase.CURRENT


@on_one_database
async def test_an_unpublished_correction_of_what_lapses_never_is_published(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    decision = await only_decision(teams, await published(teams, ada))
    found = await decision_of(teams, decision.id)
    by = await person(teams, ada)
    await save(
        teams.sessions,
        found.id,
        replace(found.content, text="Udsat."),
        revision=found.revision,
        by=by,
        now=teams.clock(),
    )
    correction = await prepared(teams, ada, found.id)

    await lapse(teams.sessions, found.id, reason="Slut", by=by, now=teams.clock())

    async with teams.sessions.read() as session:
        row = await session.get_one(PublicationRow, correction)
        assert row.phase == PublicationPhase.DISCARDED
    assert not (await decision_of(teams, found.id)).publication_id


@on_one_database
async def test_what_told_of_a_correction_says_too_that_it_lapsed(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    decision = await only_decision(teams, await published(teams, ada))
    await corrected(teams, ada, decision.id, lambda one: replace(one, text="Udsat."), tells=True)
    by = await person(teams, ada)

    await lapse(teams.sessions, decision.id, reason="Slut", by=by, now=teams.clock())
    await teams.delivered()

    assert ["Gælder ikke mere" in text for text in lin.chat.texts[-2:]] == [True, True]


@pytest.mark.databases("postgresql")
async def test_who_lets_it_lapse_waits_for_nobody_who_holds_the_message_that_shows_it(
    teams: FakeTeams,
) -> None:
    """Or who recalls that, and waits for the correction, would wait for who lets it lapse."""
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")
    publication = await published(teams, ada)
    decision, by = await only_decision(teams, publication), await person(teams, ada)
    await rewritten(teams, ada, decision.id, text="Udsat.")
    await prepared(teams, ada, decision.id)
    await passes(teams, timedelta(seconds=1))

    async with teams.sessions.write() as session:
        await queries.publication_for_update(session, publication)
        lapsing = lapse(teams.sessions, decision.id, reason="Slut", by=by, now=teams.clock())
        await asyncio.wait_for(lapsing, timeout=5)

    assert (await decision_of(teams, decision.id)).phase is Phase.LAPSED


@on_one_database
async def test_events_say_who_published_a_correction_and_not_that_they_wrote_it(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    decision = await only_decision(teams, await published(teams, ada))
    await corrected(teams, ada, decision.id, lambda content: replace(content, text="Rettet."))

    [events] = await ada.writes("Hændelser")

    assert f"**Ada Atlas** offentliggjorde en rettelse af »{TITLE}«" in events
