"""An inquiry is taken, handed over, answered, closed or merged: once, and nothing is lost."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.audit import AuditRow
from bot.delivery.models import DueTime, Message
from bot.inquiries import handling, kinds
from bot.inquiries.colleagues import colleagues
from bot.inquiries.handling import Doing
from bot.inquiries.merging import merge, split
from bot.inquiries.values import (
    Act,
    ChangedInquiry,
    Phase,
    TextHoldsCprNumber,
    TextMissing,
    UnknownInquiry,
    WrongPhase,
)
from bot.people.values import NotAllowed
from tests.inquiries.asked import (
    QUESTION,
    answers,
    asks,
    doing,
    entries,
    inquiries,
    manager,
    merges,
    person,
    sent,
)
from tests.teams.fake_teams import FakeTeams, User, filled, titles

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

A_MINUTE = timedelta(minutes=1)
ALIKE = "Får vi betalt en vikar, når vi er på årsmødet?"
ANSWER = "Det gør forvaltningen."


async def director(teams: FakeTeams, name: str = "Ada Atlas") -> User:
    """Somebody of the directorate who has the bot."""
    ada = await teams.director(name)
    await ada.installs()
    return ada


async def opens(user: User, number: int = 0) -> str:
    """Open one of the inbox's inquiries; its card."""
    await user.teams.delivered()
    await user.writes("Indbakke")
    await user.presses("Åbn", number=number)
    return user.chat.texts[-1]


async def phase_of(teams: FakeTeams, inquiry_id: UUID) -> Phase:
    """Where it stands."""
    return Phase(next(one.phase for one in await inquiries(teams) if one.id == inquiry_id))


async def acts(teams: FakeTeams, inquiry_id: UUID) -> list[Act]:
    """What was done to it."""
    return [Act(one.act) for one in await entries(teams, inquiry_id)]


async def due_times(teams: FakeTeams) -> list[UUID]:
    """What somebody is to be reminded of."""
    async with teams.sessions.read() as session:
        found = await session.scalars(
            select(DueTime.subject).where(DueTime.kind == kinds.DUE_SOON, DueTime.done_at.is_(None))
        )
        return list(found)


def pressed_by(user: User, press: dict[str, Any]) -> dict[str, Any]:
    """Somebody else's press, as if their card stood in this user's own chat."""
    return press | {name: user.writing("")[name] for name in ("id", "from", "conversation")}


async def test_taken_answered_and_told_in_place_with_everything_noted(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await opens(ada)

    taken = await ada.presses("Jeg tager den")
    form = await ada.presses("Svar")
    told = await ada.presses("Send svaret", text=f" {ANSWER} ")
    await teams.delivered()

    assert "**Du har den nu.**" in taken
    assert QUESTION in form
    assert "Svaret går til den, der har spurgt." in form
    assert "**Sendt. Den, der spurgte, får det med det samme.**" in told
    assert "Du har den\n" in taken
    assert "Du svarede i dag kl. 9.00" in told
    assert lin.sees_once(ANSWER)
    assert await phase_of(teams, inquiry_id) is Phase.ANSWERED
    assert await acts(teams, inquiry_id) == [Act.TAKEN, Act.ANSWERED]
    assert await due_times(teams) == []
    async with teams.sessions.read() as session:
        [audited] = await session.scalars(select(AuditRow))
    assert (audited.act, audited.about, audited.number) == ("inquiries.answer", "", 1)


async def test_a_press_that_is_delivered_again_answers_once(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await opens(ada)
    await ada.presses("Svar")
    press = ada.pressing("Send svaret", text=ANSWER)

    await ada.delivers(press)
    await ada.delivers(press)
    pressed_again = await ada.delivers(press | {"id": "another-press"})
    await teams.delivered()

    assert "Det har du allerede gjort." in str(pressed_again.body)
    assert await acts(teams, inquiry_id) == [Act.ANSWERED]
    assert lin.sees_once(ANSWER)


async def test_the_second_to_answer_is_told_and_keeps_their_text(teams: FakeTeams) -> None:
    ada, bo, lin = await director(teams), await director(teams, "Bo Bred"), await manager(teams)
    inquiry_id = await sent(teams, lin)
    for one in (ada, bo):
        await opens(one)
        await one.presses("Svar")
    await ada.presses("Send svaret", text="Det gør *vi*.")
    teams.clock.pass_(A_MINUTE)

    back = await bo.presses("Send svaret", text=ANSWER)

    assert back.startswith("Svar\n**Ada Atlas har allerede svaret: »Det gør \\*vi\\*.« Dit svar er")
    assert "Send det kun, hvis der er noget at tilføje." in back
    assert filled(bo.chat.messages[-1].activity)["text"] == ANSWER
    assert await acts(teams, inquiry_id) == [Act.ANSWERED]
    await bo.presses("Send svaret")  # knowing that, they may still say it
    await teams.delivered()
    assert await acts(teams, inquiry_id) == [Act.ANSWERED, Act.ANSWERED]
    assert lin.sees_once(ANSWER)


async def test_of_two_answers_at_once_one_is_sent(teams: FakeTeams) -> None:
    ada, bo, lin = await director(teams), await director(teams, "Bo Bred"), await manager(teams)
    inquiry_id = await sent(teams, lin)
    both = [await doing(teams, one, inquiry_id) for one in (ada, bo)]

    done = await asyncio.gather(
        *(handling.answer(teams.sessions, one, one.by.name) for one in both),
        return_exceptions=True,
    )
    await teams.delivered()

    [refused] = [one for one in done if isinstance(one, ChangedInquiry)]
    [first] = await entries(teams, inquiry_id)
    assert refused.inquiry.entries[-1].by == next(
        one.by for one in both if one.by.id == first.by_id
    )
    async with teams.sessions.read() as session:
        told = await session.scalars(select(Message.id).where(Message.kind == kinds.ANSWER))
        assert len(told.all()) == 1


@on_one_database
async def test_a_faulty_answer_comes_back_with_the_error_at_the_field(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await opens(ada)
    await ada.presses("Svar")

    empty = await ada.presses("Send svaret", text="  ")
    too_long = await ada.presses("Send svaret", text="æ" * 1501)
    kept = filled(ada.chat.messages[-1].activity)["text"]
    number = await ada.presses("Send svaret", text="Ring til 010190-1234.")
    without = filled(ada.chat.messages[-1].activity)["text"]

    assert "Skriv noget her." in empty
    assert "Skriv højst 1.500 tegn. Lige nu er der 1.501." in too_long
    assert kept == "æ" * 1501
    assert number.startswith(
        "Svar\n**Jeg har fjernet det, der lignede et CPR-nummer, og intet er sendt. Se teksten "
        "igennem, og send igen. Nummeret er allerede nået til Microsoft Teams.**"
    )
    assert "010190" not in number
    assert without == "Ring til [fjernet]."
    assert await entries(teams, inquiry_id) == []


@on_one_database
async def test_an_answer_outside_working_hours_waits_for_them(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    await asks(lin)
    await opens(ada)
    teams.clock.pass_(timedelta(hours=10))
    await ada.presses("Svar")

    told = await ada.presses("Send svaret", text=ANSWER)
    await teams.delivered()

    assert "Den, der spurgte, får det i morgen kl. 7.00." in told
    assert not lin.sees(ANSWER)
    teams.clock.pass_(timedelta(hours=12))
    await teams.delivered()
    assert lin.sees_once(ANSWER)


async def test_a_correction_is_another_answer_and_nothing_is_changed(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await opens(ada)
    await ada.presses("Svar")
    await ada.presses("Send svaret", text="Det gør vi.")
    await teams.delivered()
    teams.clock.pass_(A_MINUTE)

    await ada.presses("Ret svaret")
    was = filled(ada.chat.messages[-1].activity)["text"]
    await ada.presses("Send svaret", text=ANSWER)
    await teams.delivered()

    assert was == "Det gør vi."
    assert [one.text for one in await entries(teams, inquiry_id)] == ["Det gør vi.", ANSWER]
    assert lin.sees_once(ANSWER)


@on_one_database
async def test_closed_without_an_answer_gives_the_reason_and_can_still_be_answered(
    teams: FakeTeams,
) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await opens(ada)

    form = await ada.presses("Luk uden svar")
    assert "Den, der har spurgt, får begrundelsen." in form
    assert titles(ada.chat.messages[-1].activity) == ["Tilbage", "Luk uden svar"]
    await ada.presses("Luk uden svar", text="Det afgør byrådet.")
    await teams.delivered()

    assert await phase_of(teams, inquiry_id) is Phase.CLOSED
    assert lin.sees_once("Det afgør byrådet.")
    assert lin.sees("Direktionen svarer ikke på den her. Begrundelsen er:")
    await ada.presses("Svar alligevel")
    await ada.presses("Send svaret", text=ANSWER)
    await teams.delivered()
    assert await phase_of(teams, inquiry_id) is Phase.ANSWERED
    assert lin.sees_once(ANSWER)


async def test_handed_over_by_name_to_a_manager_who_sees_that_one_and_answers(
    teams: FakeTeams,
) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    await manager(teams, "Bodil Bro")
    await sent(teams, lin, "Hvem retter til?")
    teams.clock.pass_(A_MINUTE)
    inquiry_id = await sent(teams, lin, sender="hidden")
    await opens(ada, number=1)

    await ada.presses("Giv videre")
    nobody = await ada.presses("Giv videre", named="Xerxes", text="Du ved det")
    found = await ada.presses("Giv videre", named="bo")
    assert "Jeg kan ikke finde »Xerxes« på lederlisten." in nobody
    assert "Jeg fandt 2, der passer på »bo«." in found
    assert filled(ada.chat.messages[-1].activity)["text"] == "Du ved det"
    told = await ada.presses("Giv videre", named="Bo Birk")
    await teams.delivered()

    assert "**Bo Birk har den nu og får besked med det samme.**" in told
    card = bo.chat.texts[-1]
    assert card.startswith("Ada Atlas har givet dig en henvendelse")
    assert QUESTION in card
    assert "Besked til dig: Du ved det" in card
    assert "Navnet er skjult for direktionen" in card
    [waits] = await bo.writes("Det venter på dig")
    assert QUESTION in waits
    teams.clock.pass_(A_MINUTE)
    await bo.presses("Svar", message=bo.chat.messages[1])
    await bo.presses("Send svaret", text=ANSWER)
    await teams.delivered()
    teams.clock.pass_(A_MINUTE)
    await teams.delivered()
    assert await acts(teams, inquiry_id) == [Act.HANDED_OVER, Act.ANSWERED]
    assert lin.sees_once(ANSWER)
    assert "Bo Birk svarede" in bo.chat.texts[1]
    assert not bo.sees("Lærke")
    assert not bo.sees("Hvem retter til?")


@on_one_database
async def test_one_who_is_found_by_a_part_of_a_name_is_to_be_confirmed(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    await manager(teams, "Birk Blyant")
    inquiry_id = await sent(teams, lin)
    await opens(ada)
    form = await ada.presses("Giv videre")

    found = await ada.presses("Giv videre", named="Blya")

    assert "Besked til den, der får den (valgfrit)" in form
    assert (
        "**Jeg fandt Birk Blyant, Dagtilbudsleder. Tryk »Giv videre«, hvis det er den rigtige.**"
        in found
    )
    await ada.presses("Giv videre")
    assert await acts(teams, inquiry_id) == [Act.HANDED_OVER]


@on_one_database
async def test_who_has_just_given_it_back_is_told_so_by_what_is_still_in_sight(
    teams: FakeTeams,
) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    to = (await person(teams, bo)).id
    await handling.hand_over(teams.sessions, await doing(teams, ada, inquiry_id), to)
    await teams.delivered()
    answer = bo.pressing("Svar")
    await bo.presses("Jeg ved det ikke")
    await bo.presses("Giv den tilbage", text="Spørg økonomi.")

    told = await bo.delivers(answer)
    other = await lin.delivers(pressed_by(lin, answer))

    assert "Du har givet den tilbage, så du skal ikke gøre mere." in str(told.body)
    assert "kan jeg ikke finde" in str(other.body)


async def test_who_does_not_know_gives_it_back_and_the_directorate_hears(teams: FakeTeams) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    await opens(ada)
    await ada.presses("Giv videre")
    await ada.presses("Giv videre", named="Bo Birk")
    await teams.delivered()

    await bo.presses("Jeg ved det ikke")
    thanks = await bo.presses("Giv den tilbage", text="Spørg økonomi.")
    teams.clock.pass_(A_MINUTE)
    await teams.delivered()

    assert "Tak, fordi du sagde til." in thanks
    assert "Den er ikke hos dig længere" in bo.chat.texts[1]
    assert await acts(teams, inquiry_id) == [Act.HANDED_OVER, Act.HANDED_BACK]
    card = await opens(ada)
    assert "Bo Birk gav den tilbage i dag kl. 9.00\nSpørg økonomi." in card
    [row] = await inquiries(teams)
    assert row.owner_id is None


@on_one_database
async def test_a_form_from_before_one_took_it_oneself_comes_back_and_can_be_sent(
    teams: FakeTeams,
) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    await opens(ada)
    await ada.presses("Giv videre")
    teams.clock.pass_(A_MINUTE)
    await handling.take(teams.sessions, await doing(teams, ada, inquiry_id))

    back = await ada.presses("Giv videre", named="Bo Birk")

    assert "Henvendelsen har ændret sig imens: Du tog den i dag kl. 9.01." in back
    chosen = filled(ada.chat.messages[-1].activity)["person_id"]
    assert chosen == str((await person(teams, bo)).id)
    await ada.presses("Giv videre")
    assert await acts(teams, inquiry_id) == [Act.TAKEN, Act.HANDED_OVER]


@on_one_database
async def test_a_hidden_asker_who_is_given_their_own_question_is_not_told_by_what_they_do(
    teams: FakeTeams,
) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin, sender="hidden")
    person_id = (await person(teams, lin)).id
    await handling.hand_over(teams.sessions, await doing(teams, ada, inquiry_id), person_id)
    await teams.delivered()
    teams.clock.pass_(A_MINUTE)

    await lin.presses("Jeg ved det ikke")
    await lin.presses("Giv den tilbage")

    card = await opens(ada)
    assert "Navnet er skjult for direktionen" in card
    assert "Lin Lærke gav den tilbage" in card
    assert "Den, der spurgte," not in card


@on_one_database
async def test_what_was_taken_from_a_manager_is_not_answered_and_the_text_is_shown(
    teams: FakeTeams,
) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    person_id = (await person(teams, bo)).id
    await handling.hand_over(teams.sessions, await doing(teams, ada, inquiry_id), person_id)
    await teams.delivered()
    await bo.presses("Svar")
    await handling.take(teams.sessions, await doing(teams, ada, inquiry_id))

    answer = await bo.presses("Send svaret", text=ANSWER)

    assert answer.startswith("Der er ikke sendt noget")
    assert ANSWER in answer
    assert await acts(teams, inquiry_id) == [Act.HANDED_OVER, Act.TAKEN]


@on_one_database
async def test_nobody_else_sees_or_handles_it(teams: FakeTeams) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    await opens(ada)
    take = ada.pressing("Jeg tager den")
    await ada.writes("Indbakke")
    show = ada.pressing("Åbn")

    for user in (bo, lin):  # not even who asked, who has a view of their own
        shown = await user.delivers(pressed_by(user, show))
        await user.delivers(pressed_by(user, take))
        assert QUESTION not in str(shown.body)
        by = await person(teams, user)
        one = Doing(inquiry_id, 1, by, uuid4().hex, teams.clock())
        with pytest.raises(UnknownInquiry):
            await handling.answer(teams.sessions, one, "Ja.")
        with pytest.raises(NotAllowed):
            await handling.hand_over(teams.sessions, one, by.id)
        with pytest.raises(NotAllowed):
            await merge(teams.sessions, one, inquiry_id)
    await teams.settled()
    assert await entries(teams, inquiry_id) == []


async def test_two_that_ask_the_same_become_one_after_a_preview_and_two_again(
    teams: FakeTeams,
) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    for text in ("Hvem retter til?", "Hvad er en MED-aftale?", "Må vi tage på kursus?"):
        await asks(bo, text)
        teams.clock.pass_(A_MINUTE)
    first = await sent(teams, lin, sender="hidden")
    teams.clock.pass_(A_MINUTE)
    second = await sent(teams, bo, ALIKE)

    await opens(ada, number=4)
    preview = await ada.presses("Læg sammen")
    left = await ada.presses("Læg sammen")

    assert preview.index(ALIKE) < preview.index("sammen med denne:") < preview.index(QUESTION)
    assert "**De er lagt sammen.**" in left
    assert "2 har spurgt om det og får det samme svar" in left
    assert await phase_of(teams, second) is Phase.MERGED
    assert second not in await due_times(teams)
    await ada.presses("Del igen")
    assert await phase_of(teams, second) is Phase.OPEN
    assert second in await due_times(teams)

    await merges(teams, ada, second, first)
    await answers(teams, ada, first, ANSWER)
    assert lin.sees_once(ANSWER)
    assert bo.sees_once(ANSWER)
    assert not bo.sees("Lærke")
    with pytest.raises(WrongPhase):
        await split(teams.sessions, await doing(teams, ada, second))


async def test_merged_while_somebody_writes_they_are_told_who_gets_the_answer(
    teams: FakeTeams,
) -> None:
    ada, cai = await director(teams), await director(teams, "Cai Cuba")
    lin, bo = await manager(teams), await manager(teams, "Bo Birk")
    first = await sent(teams, lin)
    teams.clock.pass_(A_MINUTE)
    second = await sent(teams, bo, "Noget helt andet?")
    await opens(ada)
    await ada.presses("Svar")
    teams.clock.pass_(A_MINUTE)
    await merges(teams, cai, second, first)

    back = await ada.presses("Send svaret", text=ANSWER)

    assert "Flere har spurgt om det samme, og Cai Cuba har lagt dem sammen i dag kl. 9.02" in back
    assert "Svaret går til de 2, der har spurgt." in back
    assert filled(ada.chat.messages[-1].activity)["text"] == ANSWER
    await ada.presses("Send til 2")
    await teams.delivered()
    assert lin.sees_once(ANSWER)
    assert bo.sees_once(ANSWER)


async def test_merged_crosswise_at_once_one_is_left(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    first, second = await sent(teams, lin), await sent(teams, lin, ALIKE)
    one, other = await doing(teams, ada, first), await doing(teams, ada, second)

    done = await asyncio.gather(
        merge(teams.sessions, one, second),
        merge(teams.sessions, other, first),
        return_exceptions=True,
    )

    assert sum(isinstance(result, (ChangedInquiry, WrongPhase)) for result in done) == 1
    assert sorted([await phase_of(teams, first), await phase_of(teams, second)]) == [
        Phase.MERGED,
        Phase.OPEN,
    ]


@on_one_database
async def test_a_proposal_is_taken_up_or_put_off_and_no_question_is_either(
    teams: FakeTeams,
) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    question = await sent(teams, lin)
    teams.clock.pass_(A_MINUTE)
    for title in ("Færre skemaer", "Kortere møder"):
        await lin.writes("Foreslå")
        await lin.presses(
            "Send forslaget", title=title, text="Drop dem.", theme="stop", sender="named"
        )
        teams.clock.pass_(A_MINUTE)
    await opens(ada, number=1)

    await ada.presses("Tag op")
    found = await ada.presses("Tag op", named="birk")
    taken = await ada.presses("Tag op", named="bo birk", text="Vi begynder i maj.")
    await opens(ada, number=1)
    await ada.presses("Ikke nu")
    no_reason = await ada.presses("Send »ikke nu«", text="")
    await ada.presses("Send »ikke nu«", text="Ikke i år.")
    await teams.delivered()

    assert "Bo Birk arbejder videre" in taken
    assert "**Sendt. Den, der foreslog det, får besked om lidt.**" in taken
    assert "Jeg fandt Bo Birk, Dagtilbudsleder. Tryk »Tag op«, hvis det er den rigtige." in found
    assert "Skriv noget her." in no_reason
    assert lin.sees_once("Vi begynder i maj.")
    assert lin.sees("Bo Birk, Dagtilbudsleder")
    assert lin.sees_once("Ikke i år.")
    assert bo.sees_once("Ada Atlas har bedt dig arbejde videre med et forslag")
    with pytest.raises(WrongPhase):
        await handling.not_now(teams.sessions, await doing(teams, ada, question), "Nej.")
    with pytest.raises(TextMissing):
        await handling.close(teams.sessions, await doing(teams, ada, question), " ")


async def proposed(teams: FakeTeams, lin: User, text: str = "Drop dem.") -> None:
    """Have a manager propose something."""
    await lin.writes("Foreslå")
    await lin.presses(
        "Send forslaget", title="Færre skemaer", text=text, theme="stop", sender="named"
    )
    await teams.delivered()


@on_one_database
async def test_what_a_colleague_took_up_is_shown_as_it_stands_and_can_be_answered(
    teams: FakeTeams,
) -> None:
    ada, bob, lin = await director(teams), await director(teams, "Bob Bech"), await manager(teams)
    await proposed(teams, lin)
    for one in (ada, bob):
        await opens(one)
    await bob.presses("Tag op")
    await bob.presses("Tag op", text="Vi begynder i maj.")

    card = await ada.presses("Ikke nu")

    assert card.startswith(
        "Færre skemaer\n**Henvendelsen har ændret sig imens: Bob Bech tog den op"
    )
    assert "[Svar alligevel]" in card
    assert "[Send »ikke nu«]" not in card


@on_one_database
async def test_above_the_form_a_proposal_has_its_title_and_the_beginning_of_its_text(
    teams: FakeTeams,
) -> None:
    ada, lin = await director(teams), await manager(teams)
    await proposed(teams, lin, "Skemaerne tager tid. " * 50)
    await opens(ada)

    form = await ada.presses("Tag op")

    assert form.startswith("Tag forslaget op\n**Færre skemaer**\n")
    assert len(form) < 900


@on_one_database
async def test_an_answer_can_be_saved_for_the_next_who_asks(teams: FakeTeams) -> None:
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    await opens(ada)
    await ada.presses("Svar")

    await ada.presses("Svar og gem som viden", text=ANSWER)
    await teams.delivered()

    draft = filled(ada.chat.messages[-1].activity)
    assert (draft["question"], draft["answer"]) == (QUESTION, ANSWER)
    assert await phase_of(teams, inquiry_id) is Phase.ANSWERED
    assert lin.sees_once(ANSWER)


@on_one_database
async def test_a_cpr_number_is_refused_before_anything_else_is_wrong(teams: FakeTeams) -> None:
    """A form that comes back for another reason would put the number into the chat."""
    ada, lin = await director(teams), await manager(teams)
    inquiry_id = await sent(teams, lin)
    late = replace(await doing(teams, ada, inquiry_id), revision=0)
    text = "Ring til 010190-1234."

    for done in (
        handling.answer(teams.sessions, late, text),
        handling.answer_and_save(teams.sessions, late, text),
        handling.close(teams.sessions, late, text),
        handling.not_now(teams.sessions, late, text),
        handling.take_up(teams.sessions, late, uuid4(), text),
        handling.hand_over(teams.sessions, late, None, text),
        handling.give_back(teams.sessions, late, text),
    ):
        with pytest.raises(TextHoldsCprNumber):
            await done
    async with teams.sessions.read() as session:
        with pytest.raises(TextHoldsCprNumber):
            await colleagues(session, "Ole 010190-1234", besides=late.by.id)


@on_one_database
async def test_who_it_was_handed_over_to_may_answer_it_and_no_more(teams: FakeTeams) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    by = await person(teams, bo)
    await handling.hand_over(teams.sessions, await doing(teams, ada, inquiry_id), by.id)
    his = replace(await doing(teams, ada, inquiry_id), by=by)

    for done in (
        handling.close(teams.sessions, his, "Nej."),
        handling.not_now(teams.sessions, his, "Nej."),
        handling.take_up(teams.sessions, his, None),
    ):
        with pytest.raises(NotAllowed):
            await done
    await handling.answer(teams.sessions, his, ANSWER)


async def test_who_answered_what_was_handed_over_is_told_that_it_is_asked_further(
    teams: FakeTeams,
) -> None:
    ada, lin, bo = await director(teams), await manager(teams), await manager(teams, "Bo Birk")
    inquiry_id = await sent(teams, lin)
    by = await person(teams, bo)
    await handling.hand_over(teams.sessions, await doing(teams, ada, inquiry_id), by.id)
    await teams.delivered()
    his = replace(await doing(teams, ada, inquiry_id), by=by)
    await handling.answer(teams.sessions, his, ANSWER)
    teams.clock.pass_(timedelta(days=1))
    await teams.delivered()
    before = len(bo.chat.messages)

    await lin.presses("Spørg videre")
    await lin.presses("Send til direktionen", text="Også om lørdagen?")
    await teams.delivered()

    assert len(bo.chat.messages) == before + 1
    assert "Svar" in titles(bo.chat.messages[-1].activity)
