"""A second director says yes to a named version of what is to be published, or no."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from bot.approval import NobodyToApprove, NotAwaiting, OwnWork
from bot.decisions.publication.approving import approve, approver_slow, awaiting
from bot.decisions.publication.confirming import confirm
from bot.decisions.publication.planning import TIME_TO_UNDO, work_of
from bot.decisions.publication.preparing import choose
from bot.decisions.values import NumberChanged, PublicationPhase
from bot.delivery.following import OFTEN
from bot.delivery.rendering import Due
from tests.decisions.made import (
    TEXT,
    TITLE,
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
from tests.teams.fake_teams import FakeTeams, User

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")


async def town(teams: FakeTeams) -> tuple[User, User, User, User]:
    """Three directors and a manager, all with the bot."""
    ada, bo = await director(teams, "Ada Atlas"), await director(teams, "Bo Bakke")
    eva = await director(teams, "Eva Ege")
    [lin] = await managers(teams, "Lin Lærke")
    return ada, bo, eva, lin


async def asks(teams: FakeTeams, by: User, of: User, publication: UUID) -> int:
    """Ask for a yes; to which revision."""
    seen = await publication_of(teams, publication)
    await confirm(
        teams.sessions,
        publication,
        revision=seen.revision,
        expected=1,
        by=await person(teams, by),
        now=teams.clock(),
        approver_id=(await person(teams, of)).id,
    )
    await teams.delivered()
    return seen.revision


async def says_yes(
    teams: FakeTeams, by: User, publication: UUID, revision: int, *, expected: int = 1
) -> None:
    await approve(
        teams.sessions,
        publication,
        revision=revision,
        expected=expected,
        by=await person(teams, by),
        now=teams.clock(),
    )


async def test_a_second_director_approves_a_version_and_the_managers_get_one_message(
    teams: FakeTeams,
) -> None:
    ada, bo, _eva, lin = await town(teams)
    one, two = await drafted(teams, ada), await drafted(teams, ada, title="Sommerens møder")
    publication = await prepared(teams, ada, one, two)
    await ada.writes("Udgivelser")
    await ada.presses("Åbn")
    plan = ada.chat.texts[-1]

    unasked = await ada.presses("Bed om godkendelse")
    asked = await ada.presses("Bed om godkendelse", approver=str((await person(teams, bo)).id))
    await teams.delivered()

    assert "Ada Atlas" not in plan.split("Hvem skal godkende?")[-1]
    assert "Vælg, hvem der skal godkende." in unasked
    assert "Sendt til godkendelse hos Bo Bakke" in asked
    question = bo.chat.texts[-1]
    assert "Skal det offentliggøres?" in question
    assert TEXT in question
    assert "1 leder får én besked" in question
    assert not lin.sees(TITLE)

    status = await bo.presses("Godkend for 1")
    await passes(teams, TIME_TO_UNDO)
    await passes(teams, OFTEN)

    assert "Offentliggøres om 30 sek." in status
    assert lin.sees_once("Sommerens møder")
    assert lin.sees_once(TITLE)
    assert ada.sees("1 sendt = 1")
    assert bo.sees("1 sendt = 1")
    assert (await publication_of(teams, publication)).confirmed_by == await person(teams, bo)


@on_one_database
async def test_the_approver_reads_every_word_beside_the_rest_of_what_will_happen(
    teams: FakeTeams,
) -> None:
    ada, bo, _eva, _lin = await town(teams)
    long = "Æ" * 5900
    publication = await prepared(teams, ada, text=long, case_number="26/117", asks_receipt=True)
    await asks(teams, ada, bo, publication)

    question = bo.chat.texts[-1]
    assert long in question
    assert "Besluttet i Hovedudvalget den 26. februar 2026, sag 26/117" in question
    assert "De bliver bedt om at kvittere" in question


@on_one_database
async def test_several_long_ones_are_read_word_for_word_one_by_one(teams: FakeTeams) -> None:
    ada, bo, _eva, _lin = await town(teams)
    ids = [await drafted(teams, ada, text="Å" * 5000 + str(place)) for place in range(3)]
    await asks(teams, ada, bo, await prepared(teams, ada, *ids))

    await bo.presses("Læs dem ord for ord")
    first = bo.chat.texts[-1]
    second = await bo.presses("Næste")

    assert "Å" * 5000 + "0" in first
    assert "Å" * 5000 + "1" in second


async def test_any_edit_voids_the_question_and_the_old_yes_publishes_nothing(
    teams: FakeTeams,
) -> None:
    ada, bo, eva, lin = await town(teams)
    draft = await drafted(teams, ada)
    publication = await prepared(teams, ada, draft)
    await asks(teams, ada, bo, publication)
    press = bo.pressing("Godkend for 1")

    await rewritten(teams, eva, draft, text="Noget ganske andet.")
    await teams.delivered()

    assert bo.chat.texts[-1].startswith("Ændret, siden du blev spurgt")
    assert "Ændret, siden du blev spurgt" in str((await bo.delivers(press)).body)
    await passes(teams, TIME_TO_UNDO)
    assert not lin.sees(TITLE)
    assert (await publication_of(teams, publication)).phase is PublicationPhase.DRAFT
    assert ada.sees("Kladde: ikke offentliggjort")


@on_one_database
async def test_how_it_is_published_is_approved_too(teams: FakeTeams) -> None:
    ada, bo, _eva, _lin = await town(teams)
    publication = await prepared(teams, ada)
    revision = await asks(teams, ada, bo, publication)

    await choose(
        teams.sessions,
        publication,
        revision=revision,
        asks_receipt=True,
        to_people=True,
        channel_id=None,
        tells=False,
        by=await person(teams, ada),
        now=teams.clock(),
    )

    with pytest.raises(NotAwaiting):
        await says_yes(teams, bo, publication, revision)


@on_one_database
async def test_nobody_approves_what_they_wrote_prepared_or_asked_for(teams: FakeTeams) -> None:
    ada, bo, eva, _lin = await town(teams)
    publication = await prepared(teams, bo, await drafted(teams, ada))

    with pytest.raises(NobodyToApprove):  # who wrote it
        await asks(teams, bo, ada, publication)
    with pytest.raises(NobodyToApprove):  # who prepared it
        await asks(teams, eva, bo, publication)
    revision = await asks(teams, bo, eva, publication)
    for one in (ada, bo):
        with pytest.raises(OwnWork):
            await says_yes(teams, one, publication, revision)
        async with teams.sessions.read() as session:
            assert await awaiting(session, await person(teams, one)) == []
    async with teams.sessions.read() as session:
        [waiting] = await awaiting(session, await person(teams, eva))
    assert waiting.id == publication


@on_one_database
async def test_a_forged_or_an_old_yes_publishes_nothing(teams: FakeTeams) -> None:
    ada, bo, _eva, lin = await town(teams)
    publication = await prepared(teams, ada)
    revision = await asks(teams, ada, bo, publication)
    press = bo.pressing("Godkend for 1")
    taken = {name: lin.writing("")[name] for name in ("id", "from", "conversation")}

    forged = await lin.delivers(press | taken)
    with pytest.raises(NotAwaiting):
        await says_yes(teams, bo, publication, revision + 1)

    assert "kun direktionen" in forged.body["value"]
    assert (await publication_of(teams, publication)).phase is PublicationPhase.AWAITING


@on_one_database
async def test_a_no_says_why_to_who_prepared_it_and_the_same_may_be_asked_again(
    teams: FakeTeams,
) -> None:
    ada, bo, _eva, lin = await town(teams)
    publication = await prepared(teams, ada)
    await asks(teams, ada, bo, publication)

    missing = await bo.presses("Send tilbage")
    returned = await bo.presses("Send tilbage", comment="Skriv *hvem* det gælder.")
    await teams.delivered()

    assert "Skriv i feltet, hvad der skal rettes" in missing
    assert "Skriv \\*hvem\\* det gælder." in returned
    assert ada.chat.texts[-1].startswith("Sendt tilbage til dig")
    assert "Der er ikke offentliggjort noget." in ada.chat.texts[-1]
    again = await asks(teams, ada, bo, publication)
    await says_yes(teams, bo, publication, again)
    await passes(teams, TIME_TO_UNDO)
    assert lin.sees_once(TITLE)


@on_one_database
async def test_a_yes_to_another_number_than_was_shown_publishes_nothing(
    teams: FakeTeams,
) -> None:
    ada, bo, _eva, _lin = await town(teams)
    publication = await prepared(teams, ada)
    revision = await asks(teams, ada, bo, publication)
    await managers(teams, "Per Pil")

    with pytest.raises(NumberChanged):
        await says_yes(teams, bo, publication, revision)
    said = await bo.presses("Godkend for 1")

    assert bo.sees("Det gælder nu for 2 og ikke 1")
    assert "Godkend for 2" in said


async def test_two_who_say_yes_at_once_publish_once(teams: FakeTeams) -> None:
    ada, bo, eva, _lin = await town(teams)
    publication = await prepared(teams, ada)
    revision = await asks(teams, ada, bo, publication)

    done = await asyncio.gather(
        says_yes(teams, bo, publication, revision),
        says_yes(teams, eva, publication, revision),
        return_exceptions=True,
    )

    assert [type(one) for one in done if one] == [NotAwaiting]
    assert (await publication_of(teams, publication)).phase is PublicationPhase.SCHEDULED


@on_one_database
async def test_who_was_asked_and_does_not_answer_is_reminded(teams: FakeTeams) -> None:
    ada, bo, _eva, _lin = await town(teams)
    publication = await prepared(teams, ada)
    await asks(teams, ada, bo, publication)

    async with teams.sessions.write() as session:
        await approver_slow(session, Due(publication, teams.clock()))
    await teams.delivered()

    assert sum("Skal det offentliggøres?" in text for text in bo.chat.texts) == 2


@on_one_database
async def test_a_correction_is_approved_too_and_shows_what_it_changes(teams: FakeTeams) -> None:
    ada, bo, _eva, lin = await town(teams)
    first = await only_decision(teams, await published(teams, ada))
    await rewritten(teams, ada, first.id, text="Kurset er udsat.")
    correction = await prepared(teams, ada, first.id)
    revision = await asks(teams, ada, bo, correction)

    question = bo.chat.texts[-1]
    assert "Skal rettelsen offentliggøres?" in question
    assert "Rettet: tekst" in question
    assert f"[Se, hvad der stod før]\n{TEXT}" in question
    assert "Kurset er udsat." not in lin.chat.texts[-1]
    await says_yes(teams, bo, correction, revision)
    await passes(teams, TIME_TO_UNDO)
    await passes(teams, timedelta(seconds=10))
    assert lin.sees_once("Kurset er udsat.")
    assert (await decision_of(teams, first.id)).version == 2


@on_one_database
async def test_the_record_names_what_was_approved(teams: FakeTeams) -> None:
    ada, bo, _eva, _lin = await town(teams)
    publication = await prepared(
        teams, ada, await drafted(teams, bo), await drafted(teams, ada, title="Ferie")
    )

    work = work_of(await publication_of(teams, publication))

    assert work.title == f"{TITLE}, Ferie"
    assert work.authors == {(await person(teams, one)).id for one in (ada, bo)}


async def test_where_all_wrote_some_of_it_another_than_who_asks_still_approves(
    teams: FakeTeams,
) -> None:
    ada, bo = await director(teams, "Ada Atlas"), await director(teams, "Bo Bakke")
    [lin] = await managers(teams, "Lin Lærke")
    drafts = await drafted(teams, ada), await drafted(teams, bo, title="Ferie")
    publication = await prepared(teams, ada, *drafts)
    await ada.writes("Udgivelser")
    await ada.presses("Åbn")

    asked = await ada.presses("Bed om godkendelse")
    await passes(teams, TIME_TO_UNDO)

    assert "Sendt til godkendelse hos Bo Bakke" in asked
    assert not lin.sees("Ferie")
    async with teams.sessions.read() as session:
        assert [one.id for one in await awaiting(session, await person(teams, bo))] == [publication]
        assert not await awaiting(session, await person(teams, ada))
    await bo.presses("Godkend for 1")
    await passes(teams, TIME_TO_UNDO)
    assert lin.sees("Ferie")


@on_one_database
async def test_who_rewrites_what_another_prepared_cannot_publish_it_alone(
    teams: FakeTeams,
) -> None:
    ada, bo = await director(teams, "Ada Atlas"), await director(teams, "Bo Bakke")
    await managers(teams, "Lin Lærke")
    draft = await drafted(teams, ada)
    publication = await prepared(teams, bo, draft)
    await rewritten(teams, ada, draft, text="Noget ganske andet.")

    with pytest.raises(NobodyToApprove):
        await confirm(
            teams.sessions,
            publication,
            revision=(await publication_of(teams, publication)).revision,
            expected=1,
            by=await person(teams, ada),
            now=teams.clock(),
        )

    revision = await asks(teams, ada, bo, publication)
    await says_yes(teams, bo, publication, revision)
    assert (await publication_of(teams, publication)).phase is PublicationPhase.SCHEDULED
