"""A manager gets decisions, says that they have read them, and has them shown again."""

from asyncio import gather
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.decisions import kinds, queries
from bot.decisions.models import RECEIPTS_FORGOTTEN, DecisionReceiptRow
from bot.decisions.receivers.receipts import asked_people, given, missing_people, unacknowledged
from bot.decisions.values import PublicationPhase
from bot.decisions.writing.drafting import save
from bot.delivery import wanting
from bot.people.values import Audience, Level
from bot.roster.leave import set_leave
from tests.decisions.made import (
    MEANING,
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
    published,
)
from tests.teams.fake_teams import FakeTeams, User, buttons, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

A_WHILE = timedelta(seconds=5)  # after which what was pressed shows in other cards too
LINK = "https://kommune.example/sag"
EVERYBODY = Audience()
CHIEFS = Audience(levels=(Level.CHEF,))


async def number_of_receipts(teams: FakeTeams) -> int:
    async with teams.sessions.read() as session:
        counting = select(func.count()).select_from(DecisionReceiptRow)
        return await session.scalar(counting) or 0


def from_another(presser: User, press: dict[str, Any]) -> dict[str, Any]:
    """A press as if the card stood in this person's own chat."""
    taken = ("id", "from", "conversation")
    return press | {name: presser.writing("")[name] for name in taken}


# What receivers see


@on_one_database
async def test_a_manager_sees_what_was_decided_what_it_means_from_when_and_whom_to_ask(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada *Atlas*")
    [lin] = await managers(teams, "Lin Lærke")
    owner = await person(teams, ada)

    await published(
        teams,
        ada,
        owner_id=owner.id,
        holds_from=date(2026, 8, 1),
        link=LINK,
        asks_receipt=True,
    )

    [_, message] = lin.chat.messages
    text = lin.chat.texts[-1]
    assert text.startswith(
        f"Besluttet: {TITLE}\nBesluttet i Hovedudvalget den 26. februar 2026 · Gælder fra "
        "1. august 2026 · Ansvarlig: Ada \\*Atlas\\*, Dagtilbudsleder\n"
        f"Det betyder for dig\n{MEANING}\nDet er besluttet\n{TEXT}"
    )
    assert "Kilde: sag 26/117, 26. februar 2026" in text
    assert "Det bruges til at sikre, at beskeden når frem, ikke til at vurdere dig." in text
    assert "Rettet" not in text
    assert titles(message.activity) == ["Jeg har læst det", "Spørg", "Læs sagen"]
    assert buttons(message.activity)[-1]["url"] == LINK
    assert message.activity["summary"] == f"Besluttet: {TITLE} (fra Hovedudvalget)"


@on_one_database
async def test_nobody_is_asked_for_a_receipt_unless_the_directorate_wants_it(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")

    await published(teams, ada, case_number="", link="")

    assert titles(lin.chat.messages[-1].activity) == ["Spørg"]
    assert not lin.sees("kvitteret")
    assert not lin.sees("Kilde")


@on_one_database
async def test_a_long_decision_is_folded_away_below_what_it_means(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")

    await published(teams, ada, text="æøå " * 300 + "til sidst.\n- et punkt", asks_receipt=True)

    card = lin.chat.messages[-1].activity
    assert titles(card) == ["Jeg har læst det", "Spørg", "Læs hele beslutningen"]
    assert lin.sees("Det er besluttet\næøå æøå")
    assert lin.sees("til sidst.\n\n\\- et punkt")


@on_one_database
async def test_the_decisions_of_one_meeting_are_one_message_with_those_that_concern_the_person(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    bo = await teams.manager("Bo Birk", level=Level.CHEF)
    await bo.installs()
    first = await drafted(teams, ada, title="Kursus")
    second = await drafted(teams, ada, title="Ferie", audience=CHIEFS)
    third = await drafted(teams, ada, title="Sygefravær", meaning="", audience=EVERYBODY)

    await published(teams, ada, first, second, third, asks_receipt=True)

    [_, message] = lin.chat.messages
    text = lin.chat.texts[-1]
    assert text.startswith("2 beslutninger fra Hovedudvalget den 26. februar 2026")
    assert "Kursus" in text
    assert "Sygefravær" in text
    assert TEXT in text  # where nobody wrote what it means
    assert "Ferie" not in text
    assert titles(message.activity) == ["Læs og spørg", "Læs og spørg", "Jeg har læst det"]
    assert bo.chat.texts[-1].startswith("2 beslutninger fra")
    assert "Kursus" not in bo.chat.texts[-1]


@on_one_database
async def test_one_of_several_is_read_and_asked_about_in_a_card_that_is_corrected_too(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    first = await drafted(teams, ada, title="Kursus")
    second = await drafted(teams, ada, title="Ferie")
    await published(teams, ada, first, second, asks_receipt=True)

    still = await lin.presses("Læs og spørg", number=1)
    await teams.delivered()

    assert still.startswith("2 beslutninger")
    assert lin.chat.texts[-1].startswith("Besluttet: Ferie")
    assert titles(lin.chat.messages[-1].activity) == ["Spørg"]  # the receipt is for both

    await corrected(teams, ada, second, lambda content: replace(content, text="Udsat."))

    assert "Udsat." in lin.chat.texts[-1]
    assert "Rettet" in lin.chat.texts[-1]
    assert len(lin.chat.messages) == 3


@on_one_database
async def test_a_chosen_decision_that_is_not_in_the_message_shows_only_what_the_person_got(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    first = await drafted(teams, ada, title="Kursus")
    second = await drafted(teams, ada, title="Kontor")
    secret = await drafted(teams, ada, title="Løn", audience=CHIEFS)
    await published(teams, ada, first, second, secret)
    press = lin.pressing("Læs og spørg")
    press["value"]["action"]["data"]["decision_id"] = str(secret)

    await lin.delivers(press)
    await teams.delivered()

    assert not lin.sees("Løn")


@on_one_database
async def test_whoever_answers_for_it_is_on_leave_as_soon_as_it_is_shown_anew(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    owner, by = await person(teams, bo), await person(teams, ada)
    decision = await only_decision(teams, await published(teams, ada, owner_id=owner.id))
    before = lin.chat.texts[-1]
    await set_leave(teams.sessions, owner.id, date(2026, 4, 30), by=by, now=teams.clock())

    await corrected(teams, ada, decision.id, lambda one: replace(one, text="Udsat."))
    after = lin.chat.texts[-1]
    await lin.writes("Beslutninger")
    opened = await lin.presses("Åbn")

    assert "Ansvarlig: Bo Birk, Dagtilbudsleder\n" in before
    on_leave = "\\(på orlov til og med 30. april 2026\\)"
    assert f"Ansvarlig: Bo Birk, Dagtilbudsleder {on_leave}" in after
    assert f"Bo Birk {on_leave}" in opened


@on_one_database
async def test_a_channel_gets_the_decision_with_the_case_and_where_to_ask_but_no_receipt(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    team = teams.team("Ledere", "Nyt")
    await ada.installs(chat=team.general)
    await teams.settled()

    await published(
        teams,
        ada,
        asks_receipt=True,
        link=LINK,
        to_discuss=("Hvem skal på kurset?",),
        to_people=False,
        channel_id=team.channel("Nyt").id,
    )

    [message] = team.channel("Nyt").messages
    text = team.channel("Nyt").texts[0]
    assert text.startswith(f"Besluttet: {TITLE}")
    assert "skriv Beslutninger til Lederlinjen i jeres egen chat" in text
    assert titles(message.activity) == ["Læs sagen"]


@on_one_database
async def test_a_manager_sees_when_med_discusses_it_and_later_what_med_said(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    decision = await only_decision(
        teams, await published(teams, ada, in_med=True, med_on=date(2026, 4, 9))
    )
    before = lin.chat.texts[-1]

    await corrected(
        teams, ada, decision.id, lambda one: replace(one, med_outcome="MED *bakker* op.")
    )

    assert "Drøftes i MED den 9. april 2026." in before
    assert lin.sees_once("Det sagde MED: MED \\*bakker\\* op.")


# Saying that one has read it


async def test_one_press_says_that_it_was_read_and_shows_when(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    lin, bo = await managers(teams, "Lin Lærke", "Bo Birk")
    publication = await published(teams, ada, asks_receipt=True)
    teams.clock.pass_(timedelta(minutes=14))

    answer = await lin.presses("Jeg har læst det")
    await passes(teams, A_WHILE)

    assert "Kvitteret i dag kl. 9.14" in answer
    assert "Jeg har læst det" not in answer
    assert lin.sees_once("Kvitteret tirsdag den 3. marts kl. 9.14")
    async with teams.sessions.read() as session:
        assert len(await given(session, publication)) == 1
        missing = (await session.scalars(missing_people(publication))).all()
        asked = (await session.scalars(asked_people(publication))).all()
    assert missing == [(await person(teams, bo)).id]
    assert len(asked) == 2


async def test_a_second_press_and_a_press_delivered_twice_change_nothing(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(teams, ada, asks_receipt=True)
    press = lin.pressing("Jeg har læst det")

    await lin.delivers(press)
    teams.clock.pass_(timedelta(hours=1))
    delivered_again = await lin.delivers(press)
    pressed_again = await lin.delivers(press | {"id": "another-press"})

    for delivery in (delivered_again, pressed_again):
        assert "Kvitteret i dag kl. 9.00" in str(delivery.body)
    assert await number_of_receipts(teams) == 1


async def test_two_presses_in_the_same_moment_are_one_receipt(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(teams, ada, asks_receipt=True)
    press = lin.pressing("Jeg har læst det")

    answers = await gather(*(lin.delivers(press | {"id": f"press {one}"}) for one in range(3)))

    assert all("Kvitteret i dag kl. 9.00" in str(one.body) for one in answers)
    assert await number_of_receipts(teams) == 1


@on_one_database
async def test_nobody_owes_a_receipt_once_the_receipts_were_deleted(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada, asks_receipt=True)
    async with teams.sessions.write() as session:
        await RECEIPTS_FORGOTTEN.note(session, publication, 1, title=TITLE, now=teams.clock())

    answer = await lin.presses("Jeg har læst det")

    assert "Kvitteringerne er slettet, så du skal ikke kvittere mere." in answer
    assert await number_of_receipts(teams) == 0
    async with teams.sessions.read() as session:
        assert (await session.scalars(missing_people(publication))).all() == []
        assert await unacknowledged(session, (await person(teams, lin)).id) == []


@on_one_database
async def test_a_forged_receipt_from_somebody_who_did_not_get_it_is_refused_and_tells_nothing(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(teams, ada, asks_receipt=True)
    [pia] = await managers(teams, "Pia Pil")

    forged = await pia.delivers(from_another(pia, lin.pressing("Jeg har læst det")))

    assert "ikke sendt til dig" in forged.body["value"]
    assert TITLE not in str(forged.body)
    assert await number_of_receipts(teams) == 0


@on_one_database
async def test_what_was_taken_back_cannot_be_acknowledged(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    publication = await published(teams, ada, asks_receipt=True)
    press = lin.pressing("Jeg har læst det")
    async with teams.sessions.write() as session:
        row = await queries.publication_for_update(session, publication)
        row.phase = PublicationPhase.RECALLED
        await wanting.recall(session, kinds.PUBLISHED, publication, now=teams.clock())
    await teams.delivered()

    refused = await lin.delivers(press)

    assert "eller den er trukket tilbage" in refused.body["value"]
    assert await number_of_receipts(teams) == 0


@on_one_database
async def test_who_wrote_and_published_it_gets_it_without_being_asked_for_a_receipt(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    await managers(teams, "Lin Lærke")

    publication = await published(teams, ada, audience=EVERYBODY, asks_receipt=True)

    assert titles(ada.chat.messages[-1].activity) == ["Spørg"]
    async with teams.sessions.read() as session:
        assert len((await session.scalars(asked_people(publication))).all()) == 1


@on_one_database
async def test_who_wrote_one_of_several_is_asked_like_everybody(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    bo = await teams.manager("Bo Birk", level=Level.CHEF)
    await bo.installs()
    own = await drafted(teams, bo, audience=EVERYBODY, title="Hans egen")
    other = await drafted(teams, ada, audience=EVERYBODY, title="En anden")

    await published(teams, ada, own, other, asks_receipt=True)

    assert "Jeg har læst det" in titles(bo.chat.messages[-1].activity)


# What has become of it since


@on_one_database
async def test_a_correction_keeps_the_receipt_and_is_marked(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    decision = await only_decision(teams, await published(teams, ada, asks_receipt=True))
    await lin.presses("Jeg har læst det")
    teams.clock.pass_(timedelta(minutes=40))

    await corrected(teams, ada, decision.id, lambda content: replace(content, text="Udsat."))

    assert lin.sees_once(TITLE)
    text = lin.chat.texts[-1]
    assert "**Rettet tirsdag den 3. marts kl. 9.41.** Det her er den nye tekst." in text
    assert "Udsat." in text
    assert "Kvitteret tirsdag den 3. marts kl. 9.00" in text


@on_one_database
async def test_those_to_whom_it_matters_are_told_what_a_correction_changed(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    decision = await only_decision(
        teams, await published(teams, ada, holds_from=date(2026, 6, 1), asks_receipt=True)
    )

    await corrected(
        teams,
        ada,
        decision.id,
        lambda one: replace(one, holds_from=date(2026, 8, 1), meaning="Meld *tidligt* til."),
        tells=True,
    )

    told = lin.chat.texts[-1]
    assert told.startswith(f"Rettet: {TITLE}\nBesluttet i Hovedudvalget den 26. februar 2026")
    assert "Det kort, du har fået tidligere, er også rettet." in told
    assert "**Gælder fra:** 1. august 2026 (før: 1. juni 2026)" in told
    assert "**Det betyder for dig**\nMeld \\*tidligt\\* til." in told
    assert f"[Se, hvad der stod før]\n{MEANING}" in told
    assert "Det er besluttet" not in told
    assert lin.sees_once("Det her er den nye tekst.")


@on_one_database
async def test_several_corrections_are_one_message_from_which_each_is_read(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    ids = [await drafted(teams, ada, title=title) for title in ("Kursus", "Ferie")]
    await published(teams, ada, *ids)
    for one in ids:
        found = await decision_of(teams, one)
        await save(
            teams.sessions,
            one,
            replace(found.content, meaning=f"Nyt om {found.content.title}."),
            revision=found.revision,
            by=await person(teams, ada),
            now=teams.clock(),
        )

    await published(teams, ada, *ids, tells=True, asks_receipt=True)
    news = lin.chat.messages[-1]
    listed = lin.chat.texts[-1]
    await lin.presses("Læs og spørg", number=1, message=news)
    await teams.delivered()
    read = lin.chat.texts[-1]
    answer = await lin.presses("Jeg har læst det", message=news)

    assert listed.startswith("2 beslutninger er rettet")
    assert "**Kursus** · Rettet\nDet betyder for dig" in listed
    assert read.startswith("Rettet: Ferie")
    assert "Nyt om Ferie." in read
    assert "Jeg har læst det" not in read  # the receipt is for both
    assert answer.startswith("2 beslutninger er rettet")
    assert "Kvitteret i dag kl. 9.01" in answer
    assert "**Kursus** · Rettet" in lin.chat.texts[1]


@on_one_database
async def test_what_was_replaced_says_by_what_and_asks_nothing_more(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    old = await only_decision(teams, await published(teams, ada, asks_receipt=True))
    stale = lin.pressing("Jeg har læst det")

    await published(teams, ada, title="Kurset er nu *to* dage", replaces_id=old.id)
    await lin.delivers(stale)

    before, after = lin.chat.texts[-2:]
    assert "**Gælder ikke mere.** Afløst tirsdag den 3. marts kl. 9.01 af »Kurset" in before
    assert "er nu \\*to\\* dage«" in before
    assert "Jeg har læst det" not in before
    assert f"Afløser »{TITLE}« fra 26. februar 2026." in after
    assert await number_of_receipts(teams) == 0


# What waits for a receipt


@on_one_database
async def test_what_waits_for_a_receipt_waits_until_it_is_given(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    first = await published(teams, ada, asks_receipt=True)
    teams.clock.pass_(timedelta(minutes=1))
    second = await published(teams, ada, title="Ferie", asks_receipt=True)
    await published(teams, ada, title="Uden kvittering")
    lin_id = (await person(teams, lin)).id

    async with teams.sessions.read() as session:
        waiting = await unacknowledged(session, lin_id)
    assert [one.id for one in waiting] == [second, first]

    await lin.presses("Jeg har læst det")
    async with teams.sessions.read() as session:
        assert [one.id for one in await unacknowledged(session, lin_id)] == [first]


@on_one_database
async def test_a_manager_acknowledges_in_the_list_of_all_that_waits(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    await published(teams, ada, title="Kursus", asks_receipt=True)
    await published(teams, ada, title="Ferie", asks_receipt=True)

    [listed] = await lin.writes("det venter på dig")
    left = await lin.presses("Jeg har læst det", number=1)
    press = lin.pressing("Jeg har læst det")
    nothing = await lin.delivers(press)
    again = await lin.delivers(press | {"id": "another-press"})

    assert listed.count("[Jeg har læst det]") == 2
    assert "**Ferie**" in listed
    assert left.count("[Jeg har læst det]") == 1
    for answer in (nothing, again):
        assert "Lige nu venter der ikke noget på dig." in str(answer.body)
    assert await number_of_receipts(teams) == 2


# Talking about it


@on_one_database
async def test_a_leader_gets_a_text_to_hand_on_to_their_own_staff(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")

    await published(
        teams, ada, to_discuss=("Hvem skal på *kurset*?", "Hvornår passer det?"), link=LINK
    )
    assert lin.sees("Til drøftelse hos jer\nHvem skal på \\*kurset\\*?\nHvornår passer det?")
    where = await lin.presses("Få tekst at dele")

    assert where == "Teksten står nederst i chatten. Hold fingeren på den, og vælg Kopiér."
    assert lin.chat.texts[-1] == (
        f"**{TITLE}**\n\nBesluttet i Hovedudvalget den 26. februar 2026\n\n{TEXT}\n\n"
        "Det skal vi tale om:\n\n1. Hvem skal på \\*kurset\\*?\n\n2. Hvornår passer det?\n\n"
        f"Læs sagen: {LINK}"
    )


@on_one_database
async def test_somebody_whom_a_closed_decision_does_not_concern_gets_no_text_of_it(
    teams: FakeTeams,
) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    bo = await teams.manager("Bo Birk", level=Level.CHEF)
    await bo.installs()
    await published(teams, ada, to_discuss=("Hvem?",), open_to_all=False)

    refused = await bo.delivers(from_another(bo, lin.pressing("Få tekst at dele")))

    assert TITLE not in str(refused.body)
    assert not bo.sees(TITLE)


@on_one_database
async def test_no_card_names_a_decision_that_its_receiver_may_not_see(teams: FakeTeams) -> None:
    ada = await director(teams, "Ada Atlas")
    [lin] = await managers(teams, "Lin Lærke")
    sam = await teams.manager("Sam Skole", unit="Skoler")
    await sam.installs()
    old = await only_decision(teams, await published(teams, ada))
    await published(
        teams,
        ada,
        title="En skole lukker",
        audience=Audience(units=("Skoler",)),
        open_to_all=False,
        replaces_id=old.id,
    )

    await teams.delivered()

    assert lin.sees("Gælder ikke mere")
    assert not lin.sees("En skole lukker")
    assert sam.sees("Besluttet: En skole lukker")
