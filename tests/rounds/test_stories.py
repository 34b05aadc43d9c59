"""From the invitation to the receipt: what those who are asked do and see."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.rounds.outcome import send, write
from bot.rounds.planning import TIME_TO_UNDO
from bot.rounds.sealing import Filled
from bot.rounds.values import TEXT_LENGTH, Answers, Kind, Participation, Phase, Question
from tests.rounds import making
from tests.rounds.answering import (
    SHORT,
    SIX,
    UNTIL,
    Shown,
    all_that_was_sent,
    invited,
    kept,
    opens,
    person,
    pressed_elsewhere,
    state,
)
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = [pytest.mark.asyncio]

on_one_database = pytest.mark.databases("sqlite")

PROMISE = (
    "Direktionen kan ikke se, hvem der har svaret hvad. Lederlinjen husker kun, om du har svaret, "
    "så du ikke rykkes. Svaret sendes via Microsoft Teams. Din skrivemåde kan afsløre dig."
)


async def town(teams: FakeTeams) -> tuple[User, User, User]:
    """A director, and two of five managers."""
    ada = await making.director(teams, "Ada Ager")
    lin, bo, *_ = await making.managers(teams, 5)
    return ada, lin, bo


async def test_a_round_from_its_draft_to_its_end(teams: FakeTeams, tmp_path: Path) -> None:
    ada, lin, bo = await town(teams)
    await making.plans(ada, "safety", title="Er det trygt at sige det?")
    await ada.presses("Åbn for 5")
    teams.clock.pass_(TIME_TO_UNDO)
    await making.becomes(teams, Phase.OPEN)
    await teams.delivered()

    invitation = lin.chat.texts[-1]
    assert invitation.startswith(
        "Er det trygt at sige det?\nDirektionen spørger dig. Runden er anonym.\n"
        "Svarene bruges til dagsordenen."
    )
    assert f"min., frist {UNTIL}.**" in invitation
    assert PROMISE in invitation
    assert "Du hører resultatet senest den 20. marts 2026." in invitation
    assert titles(lin.chat.messages[-1].activity) == ["Svar", "Jeg deltager ikke"]

    first = await opens(lin)
    assert first.buttons == ["Næste", "Tilbage"]
    assert "Side 1 af 2" in first.text
    assert "Direktionen kan ikke se, hvem der har svaret hvad." in first.text
    second = await first.presses("Næste", answer_1="4", answer_2="2")
    assert second.buttons == ["Aflever", "Tilbage"]
    assert "Side 2 af 2" in second.text
    back = await second.presses("Tilbage", answer_1="5")
    assert back.typed == {"answer_1": "4", "answer_2": "2"}
    again = await opens(lin)  # from the invitation, as on another device
    assert again.typed == back.typed
    last = await again.presses("Næste", answer_2="3")
    assert last.typed == {"answer_1": "5"}
    thanks = await last.presses("Aflever")

    assert f"Tak. Dit svar er modtaget. Du kan rette dit svar indtil {UNTIL}." in thanks.text
    assert thanks.buttons == ["Se og ret mit svar"]
    await teams.delivered()
    assert f"Tak, du har svaret. Du kan rette dit svar indtil {UNTIL}." in lin.chat.texts[-1]
    assert titles(lin.chat.messages[-1].activity) == ["Se og ret mit svar"]

    mine = await opens(lin, "Se og ret mit svar")
    assert mine.typed == {"answer_1": "4", "answer_2": "3"}
    assert mine.buttons == ["Næste", "Aflever", "Tilbage"]
    assert "gælder, til du afleverer igen" in mine.text
    assert "Tak." in (await mine.presses("Aflever", answer_1="1")).text

    await opens(bo)
    teams.clock.now = (await making.the_round(teams)).closes or teams.clock.now
    await making.becomes(teams, Phase.CLOSED)
    await teams.delivered()

    assert f"Runden sluttede {UNTIL}. Tak for dit svar." in lin.chat.texts[-1]
    assert "Du hører resultatet senest den 20. marts 2026." in lin.chat.texts[-1]
    assert f"Runden sluttede {UNTIL}, og der kan ikke svares mere." in bo.chat.texts[-1]
    assert titles(lin.chat.messages[-1].activity) == []
    assert not list((tmp_path / "keys").glob("*.key"))


@on_one_database
async def test_every_kind_of_question_is_kept_as_it_was_filled_in(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada)
    filled = {
        "answer_1": "4",
        "answer_2": "1",
        "answer_3": "0,2",
        "answer_4": "2",
        "second_4": "none",
        "third_4": "1",
    }

    second = await (await opens(lin)).presses("Næste", **filled)
    texts = {"answer_1": "Mere ro.\nTak", "answer_2": "Ro", "reason_2": "Det larmer"}
    assert "Tak. Dit svar" in (await second.presses("Aflever", **texts)).text

    answers: Answers = {
        "mood": 4,
        "time": 1,
        "stop": [0, 2],
        "first": [2, 1],
        "words": "Mere ro.\nTak",
        "item": ["Ro", "Det larmer"],
    }
    assert await kept(teams, tmp_path, round_id, lin) == Filled(answers, answers)
    await teams.delivered()
    page = await opens(lin, "Se og ret mit svar")
    assert page.typed == {
        "answer_1": "4",
        "answer_2": "1",
        "answer_3": "0,2",
        "answer_4": "2",
        "second_4": "1",
    }
    next_page = await page.presses("Næste", answer_2="none")
    assert next_page.typed == texts
    assert "time" not in (await kept(teams, tmp_path, round_id, lin)).draft


async def test_no_answer_of_an_anonymous_round_is_ever_sent_into_a_chat(
    teams: FakeTeams, tmp_path: Path
) -> None:
    """Neither while it is filled in, nor handed in, changed, delivered again, reminded, closed."""
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada)
    secrets = ("Hemmeligt ord", "Skjult punkt", "Fordi det trykker", "Lin0 Lærke mener")
    presses = []
    [*_, invitation] = lin.chat.messages

    presses.append(lin.pressing("Svar"))
    page = await Shown.after(lin, presses[-1])
    presses.append(page.pressing("Næste", answer_1="4"))
    page = await Shown.after(lin, presses[-1])
    texts = {"answer_1": f"{secrets[0]} {secrets[3]}", "answer_2": secrets[1]}
    presses.append(page.pressing("Tilbage", **texts, reason_2=secrets[2]))
    page = await Shown.after(lin, presses[-1])
    page = await page.presses("Næste")
    assert secrets[0] in str(page.message.activity)  # so it would have been found
    presses.append(page.pressing("Aflever"))
    page = await Shown.after(lin, presses[-1])
    assert "Din tekst nævner dit eget navn" in page.text
    await teams.delivered()
    assert not invitation.edits  # which would empty the form that stands in its place
    await lin.writes("Det venter på dig")  # a card of the chat, and none of the outbox's
    presses.append(lin.pressing("Svar"))
    page = await (await Shown.after(lin, presses[-1])).presses("Næste")
    presses.append(page.pressing("Aflever"))
    page = await Shown.after(lin, presses[-1])
    presses.append(page.pressing("Aflever alligevel"))
    page = await Shown.after(lin, presses[-1])
    assert "Tak. Dit svar er modtaget." in page.text
    await teams.delivered()
    presses.append(lin.pressing("Se og ret mit svar", message=invitation))
    page = await (await Shown.after(lin, presses[-1])).presses("Næste")
    presses.append(page.pressing("Aflever", answer_1=f"{secrets[0]} 010190-1234"))
    page = await Shown.after(lin, presses[-1])
    before = await kept(teams, tmp_path, round_id, lin)

    again = []
    for press in presses:
        again.append(await lin.delivers(press))
        await lin.delivers(press | {"id": f"{press['id']} pressed again"})
        await teams.settled()
    await teams.delivered()
    assert any(secrets[0] in str(one.body) for one in again)
    assert all(one.status == 200 for one in again)
    assert await state(teams, round_id, lin) is Participation.ANSWERED
    assert before.answers
    teams.clock.now = SIX.closing or teams.clock.now
    await making.becomes(teams, Phase.CLOSED)
    await teams.delivered()

    sent = all_that_was_sent(teams)
    assert "Tak, du har svaret. Du kan rette dit svar indtil" in sent
    assert "Runden sluttede" in sent
    assert not [secret for secret in secrets if secret in sent]


@on_one_database
async def test_what_is_wrong_is_said_at_its_question_with_everything_still_filled_in(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada)

    page = await (await opens(lin)).presses("Næste", answer_4="2", second_4="2")
    assert "Vælg hver af dem kun én gang." in page.text
    assert page.typed == {"answer_4": "2", "second_4": "2"}
    page = await page.presses("Næste", second_4="1")
    long = "æ" * (TEXT_LENGTH + 1)
    page = await page.presses("Aflever", answer_1=long, answer_2="", reason_2="Fordi")
    assert "Skriv højst 1.000 tegn." in page.text
    assert "Giv punktet en titel." in page.text
    assert page.typed == {"answer_1": long, "reason_2": "Fordi"}
    assert (await kept(teams, tmp_path, round_id, lin)).draft == {"first": [2, 1]}
    page = await page.presses("Aflever", answer_1="Kort", answer_2="Et punkt")

    assert "Side 1 af 2" in page.text
    assert "Det her spørgsmål skal besvares, før du kan aflevere." in page.text
    assert page.typed == {"answer_4": "2", "second_4": "1"}
    assert await state(teams, round_id, lin) is Participation.INVITED
    assert "words" in (await kept(teams, tmp_path, round_id, lin)).draft


@on_one_database
async def test_a_cpr_number_is_neither_kept_nor_shown_again(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)

    page = await (await opens(lin)).presses("Aflever", answer_1="Det er 010190-1234, siger de.")

    assert "allerede nået til Microsoft Teams" in page.text
    assert page.typed == {"answer_1": "Det er [fjernet], siger de."}
    assert "010190" not in str(page.message.activity)
    assert not (await kept(teams, tmp_path, round_id, lin)).draft
    assert "Tak." in (await page.presses("Aflever", answer_1="Sagen driller.")).text


@on_one_database
async def test_who_names_somebody_is_asked_before_it_is_handed_in(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)

    page = await (await opens(lin)).presses("Aflever", answer_1="Spørg ada agers kontor.")
    assert "Din tekst nævner Ada Ager." in page.text
    assert page.buttons == ["Ret svaret", "Aflever alligevel"]
    assert await state(teams, round_id, lin) is Participation.INVITED
    page = await page.presses("Ret svaret")
    assert page.typed == {"answer_1": "Spørg ada agers kontor."}
    assert "Tak." in (await page.presses("Aflever", answer_1="Spørg kontoret.")).text


@on_one_database
async def test_an_old_invitation_says_that_the_result_is_late_and_then_that_it_is_sent(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada)
    press = lin.pressing("Svar")
    assert SIX.closing
    assert SIX.outcome_by
    teams.clock.now = SIX.closing
    await making.becomes(teams, Phase.CLOSED)
    teams.clock.now = SIX.closing + timedelta(days=20)

    late = await Shown.after(lin, press)
    by = await person(teams, ada)
    now = teams.clock()
    await write(teams.sessions, round_id, "I vil ses.", (), (), revision=0, by=by, now=now)
    await send(teams.sessions, round_id, revision=1, expected=5, by=by, now=now)
    sent = await Shown.after(lin, press | {"id": "pressed again"})

    assert "Du er lovet resultatet senest den 20. marts 2026. Det er forsinket." in late.text
    assert "Resultatet er sendt. Det står i en besked for sig." in sent.text
    assert "lovet" not in sent.text


@on_one_database
async def test_an_open_round_shows_the_answers_in_the_chat(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    await invited(teams, tmp_path, ada, replace(SIX, anonymous=False))
    assert lin.sees("Direktionen spørger dig.\n")
    assert lin.sees("ser, hvem der har svaret hvad")

    page = await (await opens(lin)).presses("Næste", answer_1="4", answer_3="0,2", answer_4="1")
    # Their own name is no secret there.
    thanks = await page.presses("Aflever", answer_1="*Ro*, siger Lin0 Lærke", answer_2="Pause")

    await teams.delivered()

    for text in (thanks.text, lin.chat.texts[-1]):
        assert "**Hvad kan vi undvære?**  \nSkema, Bilag" in text
        assert "1\\. Ro" in text
        assert "\\*Ro\\*, siger Lin0 Lærke" in text
    assert titles(lin.chat.messages[-1].activity) == ["Ret mit svar"]
    page = await (await opens(lin, "Ret mit svar")).presses("Aflever", answer_3="1")
    await teams.delivered()
    assert lin.sees("**Hvad kan vi undvære?**  \nMøde")


@on_one_database
async def test_who_was_not_invited_learns_and_changes_nothing(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada)
    [pia] = [await teams.manager("Pia Pil")]
    await pia.installs()
    page = await opens(lin)
    presses = [
        lin.pressing("Svar"),
        lin.pressing("Jeg deltager ikke"),
        page.pressing("Næste", answer_1="4", answer_4="1", second_4="1"),
    ]
    group = teams.group_chat()

    for press in presses:
        elsewhere = await pia.delivers(pressed_elsewhere(pia, press))
        forwarded = await lin.delivers(
            press
            | {"id": f"f{press['id']}", "conversation": lin.writing("", chat=group)["conversation"]}
        )
        assert "ikke sendt til dig" in elsewhere.body["value"]
        assert "Det tager vi to alene" in forwarded.body["value"]
    assert not pia.sees(SIX.title)
    assert await state(teams, round_id, lin) is Participation.INVITED
    assert not (await kept(teams, tmp_path, round_id, lin)).draft


async def test_too_late_changes_nothing_and_keeps_what_was_typed(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)
    old, decline = lin.pressing("Svar"), bo.pressing("Jeg deltager ikke")
    page = await opens(lin)
    assert SHORT.closing
    teams.clock.now = SHORT.closing

    late = await page.presses("Aflever", answer_1="For sent")
    opened = await Shown.after(lin, old | {"id": "old card"})
    declined = await Shown.after(bo, decline)
    await making.becomes(teams, Phase.CLOSED)
    later = await page.presses("Aflever", answer_1="For sent")

    for one in (late, later):  # a notice, so that the form stays as it was filled in
        assert one.message.activity["text"].startswith("Fristen er gået, så det kom ikke med")
    assert "og der kan ikke svares mere." in opened.text
    assert "og der kan ikke svares mere." in declined.text
    for user in (lin, bo):
        assert await state(teams, round_id, user) is Participation.INVITED


@on_one_database
async def test_an_old_page_changes_nothing_and_gives_back_what_was_typed(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)
    on_the_phone, on_the_computer = await opens(lin), await opens(lin)
    press = on_the_computer.pressing("Aflever", answer_1="Det nye")
    assert "Tak." in (await Shown.after(lin, press)).text
    assert "Tak." in (await Shown.after(lin, press | {"id": "second click"})).text

    page = await on_the_phone.presses("Aflever", answer_1="Det gamle")

    assert "Kortet var gammelt" in page.text
    assert "Det gamle" in page.text
    assert page.typed == {"answer_1": "Det nye"}
    assert (await kept(teams, tmp_path, round_id, lin)).answers == {"words": "Det nye"}


async def test_who_does_not_take_part_may_change_their_mind(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)

    said = await lin.presses("Jeg deltager ikke")
    await bo.presses("Jeg deltager ikke")
    await teams.delivered()

    assert "jeg minder dig ikke om runden" in said
    assert titles(lin.chat.messages[-1].activity) == ["Svar alligevel", "Fortryd"]
    assert await state(teams, round_id, lin) is Participation.DECLINED
    assert await lin.writes("Det venter på dig") == [
        "Det venter på dig\nLige nu venter der ikke noget på dig."
    ]
    await lin.presses("Fortryd")
    await teams.delivered()
    assert await state(teams, round_id, lin) is Participation.INVITED
    assert lin.sees("[Jeg deltager ikke]")
    page = await opens(bo, "Svar alligevel")
    assert "Tak." in (await page.presses("Aflever", answer_1="Alligevel")).text
    assert await state(teams, round_id, bo) is Participation.ANSWERED


@on_one_database
async def test_what_waits_is_answered_from_the_list_of_what_waits(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    await invited(teams, tmp_path, ada, SHORT)

    [waits] = await lin.writes("Det venter på dig")
    assert f"**Hvordan går det?**\n2 min. Frist {UNTIL}\n[Svar]" in waits
    page = await opens(lin)
    assert "Tak." in (await page.presses("Aflever", answer_1="Godt")).text
    await teams.delivered()
    assert f"Tak, du har svaret. Du kan rette dit svar indtil {UNTIL}." in "\n".join(lin.chat.texts)
    [nothing] = await lin.writes("Det venter på dig")
    assert "ikke noget på dig" in nothing


@on_one_database
async def test_a_client_that_can_only_show_messages_is_shown_no_answers(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    await invited(teams, tmp_path, ada, SHORT)
    before = [message.activity for message in lin.chat.messages]

    said = await lin.presses("Svar", submit=True)

    assert "Opdatér Teams" in said
    assert [message.activity for message in lin.chat.messages][:-1] == before


@on_one_database
async def test_without_the_key_nothing_is_lost_that_was_typed(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)
    page = await opens(lin)
    shutil.move(tmp_path / "keys", tmp_path / "elsewhere")

    said = await page.presses("Aflever", answer_1="Godt")
    assert "så der er ikke gemt noget" in said.text
    assert await state(teams, round_id, lin) is Participation.INVITED
    shutil.move(tmp_path / "elsewhere", tmp_path / "keys")
    assert "Tak." in (await page.presses("Aflever", answer_1="Godt")).text


@on_one_database
async def test_in_english(teams: FakeTeams, tmp_path: Path) -> None:
    """Every text goes through the catalogue, and the names of the buttons' actions don't."""
    ada, lin, _bo = await town(teams)
    lin.locale = "en-GB"
    question = Question("words", Kind.TEXT, "Hvordan går det?", required=True)
    await invited(teams, tmp_path, ada, replace(SHORT, questions=(question,)))
    page = await Shown.after(lin, lin.pressing(titles(lin.chat.messages[-1].activity)[0]))
    thanks = await page.presses(page.buttons[0], answer_1="Fine")
    assert thanks.message.activity["attachments"][0]["content"]["lang"] == "en"


@on_one_database
async def test_no_press_of_theirs_is_later_than_the_end(teams: FakeTeams, tmp_path: Path) -> None:
    """A minute before the end it still counts."""
    ada, lin, _bo = await town(teams)
    round_id = await invited(teams, tmp_path, ada, SHORT)
    assert SHORT.closing
    teams.clock.now = SHORT.closing - timedelta(minutes=1)
    assert "Tak." in (await (await opens(lin)).presses("Aflever", answer_1="Godt")).text
    assert await state(teams, round_id, lin) is Participation.ANSWERED
