"""A manager asks, and gets the passage with its source, suggestions, or an honest no."""

import asyncio
from datetime import timedelta

import pytest
import structlog
from sqlalchemy import select, text

from bot.documents.values import Tier
from bot.messages import Tone
from bot.questions.models import Question
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

SUGGESTS = "hvilke fælles initiativer planlægges i samarbejde"


async def stored(teams: FakeTeams) -> list[Question]:
    async with teams.sessions.read() as session:
        return list(await session.scalars(select(Question).order_by(Question.asked_at)))


async def suggestions(teams: FakeTeams, person: User) -> None:
    """Have the person ask something that is answered with several suggestions."""
    [card] = await person.writes(SUGGESTS)
    assert "Det nærmeste, jeg fandt" in card
    [question] = await stored(teams)
    assert len(question.shown) >= 2


async def test_a_question_is_answered_with_the_passage_and_its_source(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [answer] = await lin.writes("er MED med i det?")

    assert answer.startswith("»")
    assert "MED" in answer
    assert "« [1]" in answer
    assert "sag 24/277, 6. juni 2024" in answer


async def test_an_answer_carries_a_citation_and_thumbs(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")

    [message] = lin.chat.messages
    [entity] = message.activity["entities"]
    [claim] = entity["citation"]

    assert entity["type"] == "https://schema.org/Message"
    assert claim["position"] == 1
    assert "24/277" in claim["appearance"]["name"]
    assert claim["appearance"]["abstract"]
    assert message.activity["channelData"]["feedbackLoop"] == {"type": "default"}
    assert "attachments" not in message.activity


async def test_what_the_case_does_not_say_is_said_in_one_sentence(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [answer] = await lin.writes("hvornår er ledermødet?")

    assert "står ikke i dokumenterne" in answer
    assert "Sagen siger kun, at mødet er årligt." in answer
    assert "gemt spørgsmålet som ubesvaret" in answer
    assert "[Spørg direktionen]" in answer
    assert "entities" not in lin.chat.messages[0].activity


async def test_what_is_off_topic_is_not_answered(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [answer] = await lin.writes("hvad er 17 gange 23")

    assert "Det står ikke i de dokumenter" in answer
    assert (await stored(teams))[0].tier == Tier.OFFERED


async def test_a_suggestion_is_chosen_and_the_choice_taken_back(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await suggestions(teams, lin)

    chosen = await lin.presses("Det var svaret", number=1)
    [question] = await stored(teams)
    assert "Tak. Dit valg er gemt" in chosen
    assert question.chosen == 1
    assert lin.sees_once("Tak. Dit valg er gemt")

    again = await lin.presses("Fortryd")
    [question] = await stored(teams)
    assert "Ingen af dem" in again
    assert question.chosen is None
    assert question.settled_at is None
    assert lin.sees_once("Ingen af dem")


async def test_none_of_the_suggestions(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await suggestions(teams, lin)

    card = await lin.presses("Ingen af dem")

    assert "gemt spørgsmålet som ubesvaret" in card
    [question] = await stored(teams)
    assert question.settled_at is not None
    assert question.chosen is None


async def test_one_suggestion_alone_is_asked_about_in_the_singular(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await suggestions(teams, lin)
    await lin.presses("Ingen af dem")
    async with teams.sessions.write() as session:
        question = (await session.scalars(select(Question))).one()
        question.shown = question.shown[:1]

    one = await lin.presses("Vis forslagene igen")
    not_it = await lin.presses("Nej, det var det ikke")

    assert "Jeg er ikke sikker. Var det svaret?" in one
    assert "[Ingen af dem]" not in one
    assert not_it.startswith("Forslaget passede ikke")
    assert "Jeg har noteret, at forslaget ikke passede" in not_it
    assert "[Vis forslaget igen]" in not_it


async def test_a_client_that_submits_gets_the_same_card_as_an_edit(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await suggestions(teams, lin)

    await lin.presses("Det var svaret", submit=True)

    assert lin.sees_once("Tak. Dit valg er gemt")
    assert len(lin.chat.messages) == 1


async def test_of_ten_choices_at_once_exactly_one_wins(teams: FakeTeams) -> None:
    """Each press is its own turn; the others are shown what was chosen, and change nothing."""
    lin = await teams.manager("Lin Lærke")
    await suggestions(teams, lin)
    presses = [lin.pressing("Det var svaret", number=n % 2) for n in range(10)]

    answers = await asyncio.gather(*(lin.delivers(press) for press in presses))
    await teams.settled()

    [question] = await stored(teams)
    assert question.chosen in (0, 1)
    late = [answer for answer in answers if "Du havde allerede valgt" in str(answer.body)]
    won = [answer for answer in answers if answer not in late]
    assert len(late) == 5  # of the others, five said the same as the winner
    assert all(answer == won[0] for answer in won)


async def test_a_choice_after_the_choice_shows_the_first_and_changes_nothing(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Lærke")
    await suggestions(teams, lin)
    late = lin.pressing("Det var svaret", number=1)
    await lin.presses("Det var svaret", number=0)

    answer = await lin.delivers(late)

    assert "Du havde allerede valgt" in str(answer.body)
    [question] = await stored(teams)
    assert question.chosen == 0


async def test_nobody_chooses_for_somebody_else(teams: FakeTeams) -> None:
    lin, bo = await teams.manager("Lin Lærke"), await teams.manager("Bo Bøg")
    await suggestions(teams, lin)

    said = await bo.presses("Det var svaret", message=lin.chat.messages[0])

    assert "Det er den, der spurgte, som vælger" in said
    assert (await stored(teams))[0].settled_at is None


async def test_a_forged_choice_is_refused(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await suggestions(teams, lin)

    for place in (-1, 99):
        said = await lin.presses("Det var svaret", place=place)
        assert "har jeg ikke længere" in said
    said = await lin.presses("Det var svaret", question_id="ikke et id")

    assert "Den knap virker ikke længere" in said
    assert (await stored(teams))[0].settled_at is None


async def test_thumbs_are_stored_with_the_answer_they_are_about(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")
    await lin.writes("hvad er sagens nummer")
    first, second = lin.chat.messages

    response = await lin.thumbs("like", first, "præcis")
    await lin.thumbs("dislike", second)
    await lin.thumbs("like", second)

    assert (response.status, response.body) == (200, {})
    rated = {question.text: (question.tone, question.comment) for question in await stored(teams)}
    assert rated == {
        "er MED med i det?": (Tone.LIKE, "præcis"),
        "hvad er sagens nummer": (Tone.LIKE, None),
    }


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"actionName": "feedback", "actionValue": "x"},
        {"actionName": "feedback", "actionValue": {"reaction": "meh"}},
    ],
)
async def test_feedback_that_says_nothing_is_no_error_to_who_gave_it(
    teams: FakeTeams, value: object
) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")
    invoke = {"type": "invoke", "name": "message/submitAction", "value": value}

    delivery = await lin.delivers(lin.writing("") | invoke)

    assert (delivery.status, delivery.body) == (200, {})


async def test_a_comment_may_come_as_plain_text(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("er MED med i det?")
    value = {"actionName": "feedback", "actionValue": {"reaction": "like", "feedback": "godt svar"}}
    [answer] = lin.chat.messages
    invoke = {"type": "invoke", "name": "message/submitAction", "value": value}

    await lin.delivers(lin.writing("") | invoke | {"replyToId": answer.id})

    [question] = await stored(teams)
    assert question.comment == "godt svar"


async def test_thumbs_of_others_and_for_other_messages_change_nothing(teams: FakeTeams) -> None:
    lin, bo = await teams.manager("Lin Lærke"), await teams.manager("Bo Bøg")
    await lin.writes("er MED med i det?")
    [answer] = lin.chat.messages
    await bo.writes("hej")

    assert (await bo.thumbs("dislike", answer)).status == 200
    assert (await lin.thumbs("like", bo.chat.messages[0])).status == 200
    await teams.delivered()

    assert (len(lin.chat.messages), len(bo.chat.messages)) == (1, 1)
    [question] = await stored(teams)
    assert question.tone is None


async def test_a_cpr_number_is_never_stored(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.writes("må 010190-1234 komme med til ledermødet?")
    await lin.writes("er MED med i det?")
    await lin.thumbs("dislike", lin.chat.messages[-1], "spørg 0101901234")

    assert "CPR-nummer" in said
    [question] = await stored(teams)
    assert question.text == "er MED med i det?"
    assert question.comment is None


async def test_og_hvornar_belongs_to_the_question_before(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    [alone] = await lin.writes("og hvornår?")
    teams.clock.pass_(timedelta(seconds=30))
    await lin.writes("hvem inviterer til ledermødet?")
    teams.clock.pass_(timedelta(seconds=30))

    [followed] = await lin.writes("og hvornår?")
    teams.clock.pass_(timedelta(minutes=11))
    [later] = await lin.writes("og hvornår?")

    assert "ledermøde" not in alone.casefold()
    assert "ledermøde" in followed.casefold()
    assert "ledermøde" not in later.casefold()


async def test_what_was_asked_in_private_does_not_show_among_others(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("hvem inviterer til ledermødet?")

    [said] = await lin.writes("og hvornår?", chat=teams.group_chat())

    assert "ledermøde" not in said.casefold()


async def test_hvad_med_another_subject_is_about_that_subject(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("Hvad er formålet med forløbet?")

    [answer] = await lin.writes("hvad med MED?")

    assert "MED" in answer


async def test_a_text_without_words_is_answered_kindly(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.writes("???")

    assert "kunne jeg ikke læse som et spørgsmål" in said
    assert not await stored(teams)


async def test_a_very_long_question_is_not_lost_without_a_word(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [said] = await lin.writes("MED " * 600)

    assert "højst 2.000 tegn" in said
    assert not await stored(teams)


async def test_what_people_write_cannot_format_what_the_bot_says(teams: FakeTeams) -> None:
    lin = await teams.manager("Lin Lærke")

    [card] = await lin.writes(f"{SUGGESTS} <at>Alle</at> [her](https://example.org) **nu**")

    assert "<at>" not in card
    assert "[her](" not in card


async def test_a_fault_of_ours_is_apologised_for_once_with_an_id_that_the_log_has(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Lærke")
    await lin.writes("Sprog")
    await lin.presses("Dansk")
    async with teams.sessions.write() as session:
        await session.execute(text("ALTER TABLE question RENAME COLUMN tier TO lost"))
    message = lin.writing("er MED med i det?", locale="en-US")  # what they chose counts

    with structlog.testing.capture_logs() as logs:
        await lin.delivers(message)
        await lin.delivers(message)

    [failure] = [entry for entry in logs if entry["event"] == "turn failed"]
    assert lin.sees_once(f"giv it denne kode: {failure['log_id']}")
    assert failure["exc_info"] is not None
    assert "MED" not in str({key: failure[key] for key in failure if key != "exc_info"})
    async with teams.sessions.read() as session:
        assert await session.scalar(text("SELECT count(*) FROM question")) == 0
