"""The directorate finds what waits, opens it, sees what others have asked alike, takes it home."""

import asyncio
import time
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import insert, update

from bot.inquiries import inbox
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.values import Act, Kind, Phase, Which
from tests.broadcasts.test_account import sheets
from tests.inquiries.asked import QUESTION, answers, asks, manager, merges, person, sent
from tests.knowledge.saved import publishes
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

A_DAY = timedelta(days=1)
ALIKE = "Får vi betalt en vikar, når vi er på årsmødet?"
UNKNOWN = "Hvornår er årsmødet i 2027?"  # of which the documents say that they don't say it
NOT_ALIKE = "Hvornår skal budgettet være færdigt?"


async def ada_and_lin(teams: FakeTeams) -> tuple[User, User]:
    ada = await teams.director("Ada Atlas")
    await ada.installs()
    return ada, await manager(teams)


async def opens(user: User, number: int = 0) -> str:
    """Open one of the inbox's inquiries; its card."""
    await user.teams.delivered()
    await user.writes("Indbakke")
    await user.presses("Åbn", number=number)
    return user.chat.texts[-1]


async def downloaded(teams: FakeTeams, user: User, title: str) -> tuple[str, bytes]:
    """The name and the content of the file that a button offers."""
    await user.presses(title)
    await user.accepts_file()
    [(name, content)] = list(teams.onedrive.files.items())[-1:]
    return name, content


async def test_what_is_due_first_stands_on_top_and_what_is_late_says_so(teams: FakeTeams) -> None:
    ada, lin = await ada_and_lin(teams)
    await asks(lin, "Hvem retter til?")
    teams.clock.pass_(6 * A_DAY)
    await asks(lin, "Må vi *bruge* botten?")

    await teams.delivered()
    [card] = await ada.writes("indbakke")

    assert card.startswith("Indbakke\n2 venter på svar. **1 er over fristen.**")
    assert card.index("Hvem retter til?") < card.index("Må vi \\*bruge\\* botten?")
    assert "Over fristen: skulle være besvaret fredag den 6. marts" in card
    assert "Skal besvares senest torsdag den 12. marts" in card
    assert "Spørgsmål · Lin Lærke, Dagtilbudsleder, Børn og unge" in card


@on_one_database
async def test_what_is_asked_further_is_what_the_directorate_reads_first(
    teams: FakeTeams,
) -> None:
    """In the list, on the opened card and above the answer; what it began with stands below."""
    ada, lin = await ada_and_lin(teams)
    inquiry_id = await sent(teams, lin)
    for text in ("Og hvornår?", "Kan min *souschef* komme med?"):
        teams.clock.pass_(timedelta(minutes=1))
        await answers(teams, ada, inquiry_id)
        teams.clock.pass_(timedelta(minutes=1))
        await lin.presses("Spørg videre")
        await lin.presses("Send til direktionen", text=text)

    opened = await opens(ada)
    listed = next(one for one in reversed(ada.chat.texts) if one.startswith("Indbakke"))
    form = await ada.presses("Svar")

    further = "Spurgt videre: »Kan min \\*souschef\\* komme med?«"
    assert f"**{further}**\nFørst: »{QUESTION}«" in listed
    assert opened.startswith(f"{further}\n")
    assert f"\nFørst: »{QUESTION}«" in opened
    assert form.startswith(f"Svar\n{further}\nFørst: »{QUESTION}«")
    assert "Og hvornår?" not in form


@on_one_database
async def test_an_empty_inbox_says_so_and_only_the_directorate_has_one(teams: FakeTeams) -> None:
    ada, lin = await ada_and_lin(teams)

    assert (await ada.writes("Indbakke"))[0].startswith(
        "Indbakke\nDer er ikke noget, der venter på svar."
    )
    assert "kun direktionen" in (await lin.writes("Indbakke"))[0]


@on_one_database
async def test_a_long_inbox_has_pages_and_can_be_narrowed(teams: FakeTeams) -> None:
    ada, lin = await ada_and_lin(teams)
    for number in range(6):
        await asks(lin, f"Spørgsmål nummer {number}?")
        teams.clock.pass_(timedelta(minutes=1))
    await lin.writes("Foreslå")
    await lin.presses(
        "Send forslaget", title="Færre skemaer", text="Drop ét.", theme="stop", sender="named"
    )

    await teams.delivered()
    [first] = await ada.writes("Indbakke")
    second = await ada.presses("Næste")
    proposals = await ada.presses("Vis", which="proposals")
    mine = await ada.presses("Vis", which="mine")

    assert "Spørgsmål nummer 4?" in first
    assert "1 til 5 af 7" in first
    assert "Spørgsmål nummer 5?" in second
    assert "Færre skemaer" in second
    assert "Spørgsmål nummer" not in proposals
    assert "Færre skemaer" in proposals
    assert "Der er ingen under »Mine«." in mine
    assert len(ada.chat.messages) == 3  # the welcome, one notice that was edited, the inbox


@on_one_database
async def test_a_hidden_name_stands_nowhere(teams: FakeTeams) -> None:
    ada, lin = await ada_and_lin(teams)
    await sent(teams, lin, sender="hidden")
    teams.clock.pass_(A_DAY)
    await teams.delivered()

    [listed] = await ada.writes("Indbakke")
    await ada.presses("Åbn")
    opened = ada.chat.texts[-1]
    await ada.writes("Indbakke")
    _name, content = await downloaded(teams, ada, "Hent som Excel")

    assert "Navnet er skjult for direktionen" in listed
    assert "Navnet er skjult for direktionen" in opened
    assert not ada.sees("Lærke")
    assert QUESTION in str(sheets(content))
    assert "Lærke" not in str(sheets(content))


async def test_an_opened_one_tells_what_was_asked_and_what_the_bot_had_found(
    teams: FakeTeams,
) -> None:
    ada, lin = await ada_and_lin(teams)
    await lin.writes(UNKNOWN)
    await lin.presses("Spørg direktionen")
    await lin.presses("Send til direktionen", background="Til personalemødet.", sender="named")

    card = await opens(ada)

    assert UNKNOWN in card
    assert "Baggrund: Til personalemødet." in card
    assert "Lederlinjen svarede, at det ikke står i dokumenterne.\n" in card
    assert "Lin Lærke, Dagtilbudsleder, Børn og unge" in card


@on_one_database
async def test_similar_ones_are_shown_with_their_answers_and_how_many_asked_the_same(
    teams: FakeTeams,
) -> None:
    ada, lin = await ada_and_lin(teams)
    bo = await manager(teams, "Bo Birk")
    for text in ("Hvem retter til?", NOT_ALIKE, "Hvad er en MED-aftale?", "Må vi tage på kursus?"):
        await asks(lin, text)
    first, second = await sent(teams, lin), await sent(teams, bo, ALIKE)
    await merges(teams, ada, second, first)
    await answers(teams, ada, first)
    teams.clock.pass_(timedelta(minutes=1))
    await asks(bo, "Hvem skal betale for vikaren under årsmødet?")

    card = await opens(ada, number=4)

    assert "Det ligner" in card
    assert QUESTION in card
    assert "Ada Atlas svarede i dag kl. 9.00" in card
    assert "Svar: Det gør forvaltningen." in card
    assert NOT_ALIKE not in card
    form = await ada.presses("Brug svaret")
    assert form.startswith("Svar\n")
    assert "Det gør forvaltningen." in str(ada.chat.messages[-1].activity)


@on_one_database
async def test_an_answer_that_managers_get_already_is_shown_beside_what_is_like_it(
    teams: FakeTeams,
) -> None:
    ada, lin = await ada_and_lin(teams)
    await publishes(ada, question=QUESTION, answer="Det gør *forvaltningen*.", source="Ada")
    await asks(lin, "Hvem skal betale for vikaren under årsmødet?")

    card = await opens(ada)

    assert f"**{QUESTION}**\nGemt som viden\nSvar: Det gør \\*forvaltningen\\*." in card


@on_one_database
async def test_two_who_ask_the_same_in_other_words_meet_and_so_does_the_answer_that_is_saved(
    teams: FakeTeams,
) -> None:
    ada, lin = await ada_and_lin(teams)
    saved, asked = "Hvilken dag er ledermødet?", "Hvornår er ledermødet i 2027?"
    await publishes(ada, question=saved, answer="Den 5. maj.", source="Ada")
    await asks(lin, asked)
    teams.clock.pass_(timedelta(minutes=1))
    await asks(await manager(teams, "Bo Birk"), "Hvornår holder vi ledermøde næste år?")

    card = await opens(ada, number=1)

    assert f"**{saved}**\nGemt som viden" in card
    assert asked in card
    assert "[Læg sammen]" in card


async def test_what_was_answered_goes_on_the_record_with_every_version(teams: FakeTeams) -> None:
    ada, lin = await ada_and_lin(teams)
    inquiry_id = await sent(teams, lin, "=Hvem retter til?")
    teams.clock.pass_(timedelta(minutes=5))
    await answers(teams, ada, inquiry_id, "Det gør *I*.")
    teams.clock.pass_(timedelta(minutes=5))
    await answers(teams, ada, inquiry_id, "Det gør vi.")
    await ada.writes("Indbakke")
    await ada.presses("Vis", which="settled")
    await ada.presses("Åbn")

    name, content = await downloaded(teams, ada, "Til journal")

    book = sheets(content)
    assert name == "Til journal =Hvem retter til 2026-03-03.xlsx"
    facts = dict(book["Henvendelse"][1:])
    assert facts["Emne"] == facts["Tekst"] == "=Hvem retter til?"
    assert "Sagsnummer" in facts
    assert facts["Fra"] == "Lin Lærke"
    assert [(row[0], row[2], row[5]) for row in book["Udgaver"][1:]] == [
        (1, "Ada Atlas", "Det gør *I*."),
        (2, "Ada Atlas", "Det gør vi."),
    ]
    assert [row[2] for row in book["Hændelser"][1:]] == [
        "svarede på en henvendelse",
        "rettede svaret på en henvendelse",
    ]


@on_one_database
async def test_the_inbox_as_excel_has_dates_and_who_has_it(teams: FakeTeams) -> None:
    ada, lin = await ada_and_lin(teams)
    await asks(lin)
    await opens(ada)
    await ada.presses("Jeg tager den")
    await ada.writes("Indbakke")

    name, content = await downloaded(teams, ada, "Hent som Excel")

    assert name == "Indbakke Alle, der venter 2026-03-03.xlsx"
    headings, row = sheets(content)["Indbakke"]
    told = dict(zip(headings, row, strict=True))
    assert told["Tekst"] == QUESTION
    assert told["Frist"].date().isoformat() == "2026-03-06"
    assert (told["Fra"], told["Hvem har den"]) == ("Lin Lærke", "Ada Atlas")
    assert (told["Status"], told["Antal, der har spurgt"]) == ("Venter på svar", 1)


@on_one_database
async def test_a_director_who_hid_their_name_does_not_hand_it_on_in_files(
    teams: FakeTeams,
) -> None:
    ada, _lin = await ada_and_lin(teams)
    bob = await teams.director("Bob Bech")
    inquiry_id = await sent(teams, ada, sender="hidden")
    await answers(teams, bob, inquiry_id)
    teams.clock.pass_(timedelta(minutes=5))
    await ada.presses("Spørg videre")
    await ada.presses("Send til direktionen", text="Også for timelønnede?")
    teams.clock.pass_(timedelta(minutes=5))

    await ada.writes("Indbakke")
    _name, content = await downloaded(teams, ada, "Hent som Excel")
    inbox = sheets(content)["Indbakke"]
    await answers(teams, bob, inquiry_id, "Ja, også dem.")
    await ada.writes("Indbakke")
    await ada.presses("Vis", which="settled")
    await ada.presses("Åbn")
    _name, content = await downloaded(teams, ada, "Til journal")
    record = sheets(content)

    told = dict(zip(*inbox, strict=True))
    assert (told["Fra"], told["Enhed"]) == ("Navnet er skjult for direktionen", None)
    assert dict(record["Henvendelse"][1:])["Fra"] == "Navnet er skjult for direktionen"
    assert "Den, der spurgte, spurgte videre" in [row[1] for row in record["Forløb"]]
    for sheet in (inbox, *(record[name] for name in ("Henvendelse", "Udgaver", "Forløb"))):
        assert "Ada Atlas" not in str(sheet)


@on_one_database
async def test_what_waits_is_told_in_its_place(teams: FakeTeams) -> None:
    ada, lin = await ada_and_lin(teams)
    await asks(lin)
    await asks(lin, "Hvem retter til?")
    async with teams.sessions.write() as session:
        await session.execute(
            update(InquiryRow)
            .where(InquiryRow.text == QUESTION)
            .values(due_on=teams.clock().date() - A_DAY)
        )
    await opens(ada, number=1)
    await ada.presses("Jeg tager den")

    await teams.delivered()
    [card] = await ada.writes("Det venter på dig")
    [nothing] = await lin.writes("Det venter på dig")

    assert "Svar\n**Hvem retter til?**" in card
    assert "2 venter på svar. **1 er over fristen.**" in card
    assert titles(ada.chat.messages[-1].activity) == ["Åbn", "Åbn indbakken"]
    assert "venter der ikke noget på dig" in nothing


@on_one_database
async def test_thousands_are_read_with_their_entries_while_others_go_on(teams: FakeTeams) -> None:
    ada, lin = await ada_and_lin(teams)
    director, asker, now = await person(teams, ada), await person(teams, lin), teams.clock()
    ids = [UUID(int=number) for number in range(1, 2_001)]
    sent_ = {"kind": Kind.QUESTION, "text": QUESTION, "asker_id": asker.id, "phase": Phase.ANSWERED}
    times = {"asked_at": now, "settled_at": now, "due_on": now.date()}
    done = {"act": Act.ANSWERED, "by_id": director.id, "at": now}
    async with teams.sessions.write() as session:
        await session.execute(
            insert(InquiryRow), [{"id": one, "turn_key": one.hex, **sent_, **times} for one in ids]
        )
        await session.execute(
            insert(EntryRow),
            [{"inquiry_id": one, "text": one.hex, **done} for one in ids for _number in range(5)],
        )

    longest = 0.0  # seconds in which nobody else came to anything

    async def others() -> None:
        nonlocal longest
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0)
            longest = max(longest, time.perf_counter() - began)

    going_on = asyncio.create_task(others())
    async with teams.sessions.read() as session:
        found = await inbox.page(
            session, Which.SETTLED, by=director, offset=0, limit=len(ids), now=now
        )
    going_on.cancel()

    assert longest < 5
    assert [one.inquiry.id for one in found] == ids
    for one in found:
        assert [entry.text for entry in one.inquiry.entries] == 5 * [one.inquiry.id.hex]
