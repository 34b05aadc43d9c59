"""What the directorate is told of a round: how many while it runs, and what was said afterwards."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.database.sessions import Sessions
from bot.people.values import NotAllowed
from bot.rounds.answering import decline, hand_in
from bot.rounds.findings import Share
from bot.rounds.keys import Keys
from bot.rounds.results import progress, responses, results, share_of, written
from bot.rounds.values import Count, Kind, Partition, Phase, Question, WrongPhase
from cards.rounds.figures import chart, figures, headline, rows
from cards.rounds.status import answered_in_words
from tests.rounds import making
from tests.rounds.answering import SIX, Shown, all_that_was_sent, pressed_elsewhere
from tests.rounds.finished import (
    LATER,
    answered,
    closed,
    copied,
    director,
    ends,
    sees_results,
)
from tests.rounds.rounds import CONTENT, answers, in_open, opened, people
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio]

on_one_database = pytest.mark.databases("sqlite")


async def test_while_it_runs_only_how_many_and_of_units_only_large_ones_rounded(
    sessions: Sessions, keys: Keys
) -> None:
    members = await people(sessions, 38)  # ten or fewer in each of four units
    round_id = await opened(sessions, keys, members[0])
    for place in range(13):
        await hand_in(sessions, keys, round_id, answers(place), by=members[place], now=LATER)
    await decline(sessions, round_id, by=members[20], now=LATER)

    async with sessions.read() as session:
        found = await progress(session, round_id, by=director(members[0]))
        with pytest.raises(WrongPhase):
            await results(session, round_id, by=director(members[0]))
        with pytest.raises(WrongPhase):
            await written(session, round_id, "words", by=director(members[0]), offset=0, limit=9)

    assert found.answered == 13
    assert found.units
    assert all(one.invited >= 10 for one in found.units)
    assert {one.share for one in found.units} == {Share.LESS_THAN_HALF}
    assert sum(one.invited for one in found.units) < 38  # a small unit is not among them


@pytest.mark.parametrize("invited", [10, 11, 19, 20, 21, 40, 300])
async def test_one_answer_more_in_a_unit_is_hardly_ever_seen(invited: int) -> None:
    told = [share_of(done, invited) for done in range(invited + 1)]
    assert (told[0], told[1]) == (Share.LESS_THAN_HALF, Share.LESS_THAN_HALF)
    assert told[-1] is (Share.NEARLY_ALL if invited >= 20 else Share.HALF_OR_MORE)
    assert sum(one is not other for one, other in pairwise(told)) <= 2
    # Whatever is told, how many it is may be any of three numbers, so nobody's answer is known.
    assert min(Counter(told).values()) >= 3
    assert [2 * done >= invited for done in range(invited + 1)] == [
        one is not Share.LESS_THAN_HALF for one in told
    ]


async def test_numbers_are_told_where_enough_have_answered_and_texts_without_names(
    sessions: Sessions, keys: Keys
) -> None:
    round_id, members = await closed(sessions, keys)
    by = director(members[0])

    async with sessions.read() as session:
        found = await results(session, round_id, by=by)
        page, total = await written(session, round_id, "words", by=by, offset=20, limit=5)
        rest, _ = await written(session, round_id, "words", by=by, offset=0, limit=20)
        nobody = await responses(session, round_id, by=by)

    mood, _time, _stop, first, texts, _item = found.results
    assert mood.count
    assert first.count
    assert headline(mood.question, mood.count) == "2,9 i gennemsnit (24 svar)"
    assert ("1 (Slet ikke)", "5 (21 %)") in rows(mood.question, mood.count)
    assert rows(first.question, first.count)[0][1] == "30 point (25 %)"
    assert mood.units
    assert sum(one.answered for one in mood.units) == 24
    assert texts.texts == total == 24
    assert len(page) == 4
    said = [one.answer for one in (*rest, *page)]
    assert len(set(said)) == 24
    assert said != sorted(said, key=str)
    assert all(one.by is None for one in page)
    assert nobody == []


async def test_of_too_few_answers_nothing_is_told(sessions: Sessions, keys: Keys) -> None:
    round_id, members = await closed(sessions, keys, number=9)

    async with sessions.read() as session:
        found = await results(session, round_id, by=director(members[0]))

    assert [one.count is None for one in found.results] == [False] * 4 + [True] * 2
    assert [one.texts for one in found.results] == [0] * 6


async def test_with_names_the_directorate_sees_who_wrote_what(
    sessions: Sessions, keys: Keys
) -> None:
    round_id, members = await closed(sessions, keys, in_open(), number=3)
    by = director(members[0])

    async with sessions.read() as session:
        page, total = await written(session, round_id, "words", by=by, offset=0, limit=9)
        everything = await responses(session, round_id, by=by)

    assert total == 3
    assert {(one.by.name, one.answer) for one in page if one.by} == {
        (members[place].name, answers(place)["words"]) for place in range(3)
    }
    assert {one.name: found for one, found in everything} == {
        members[place].name: answers(place) for place in range(3)
    }


async def test_it_is_compared_with_what_was_asked_in_the_same_way_before(
    sessions: Sessions, keys: Keys
) -> None:
    earlier, members = await closed(sessions, keys, number=10)
    by = director(members[0])
    first, time, stop, ranking, *others = CONTENT.questions
    changed = replace(time, options=("Morgen", "Nat"))
    put_better = replace(stop, text="Hvad kan undværes?")
    again = replace(CONTENT, title="Igen", questions=(first, changed, put_better, ranking, *others))
    round_id, _ = await closed(sessions, keys, again)
    await copied(sessions, round_id, earlier)

    async with sessions.read() as session:
        found = await results(session, round_id, by=by)

    assert found.earlier
    assert found.earlier.id == earlier
    compared = [one.question.key for one in found.results if one.before]
    assert compared == ["mood", "stop", "first"]
    mood, stop_result = found.results[0], found.results[2]
    assert mood.count
    assert stop_result.count
    assert "Sidst: 3,0 (10 svar)" in headline(mood.question, mood.count, mood.before)
    assert rows(put_better, stop_result.count, stop_result.before)[0][1] == ("8 (33 %, sidst 40 %)")


async def test_nobody_but_the_directorate_is_told_anything(sessions: Sessions, keys: Keys) -> None:
    round_id, members = await closed(sessions, keys)

    async with sessions.read() as session:
        for ask in (
            progress(session, round_id, by=members[1]),
            results(session, round_id, by=members[1]),
            responses(session, round_id, by=members[1]),
            written(session, round_id, "words", by=members[1], offset=0, limit=9),
        ):
            with pytest.raises(NotAllowed):
                await ask


@pytest.mark.parametrize(
    ("answered", "invited", "said"),
    [
        (4, 10, "Færre end 5 af 10 har svaret."),
        (10, 10, "Mindst 5 af 10 har svaret."),
        (11, 11, "Mindst 5 af 11 har svaret."),
        (10, 12, "Mindst 10 af 12 har svaret."),
        (20, 20, "Mindst 15 af 20 har svaret."),
        (287, 287, "Mindst 285 af 287 har svaret."),
    ],
)
async def test_while_it_runs_it_never_says_that_all_have_answered(
    answered: int, invited: int, said: str
) -> None:
    assert answered_in_words(answered, invited) == said


async def test_few_answers_are_not_drawn_and_a_bar_is_called_by_its_number() -> None:
    mood = Question("mood", Kind.RATING, "Hvordan går det?", low="Skidt", high="Rigtig godt")
    few = Count("mood", Partition.ALL, "", 5, (1, 0, 4, 0, 0))
    many = replace(few, answered=6, counts=(1, 0, 5, 0, 0))

    parts = {one: [type(part).__name__ for part in figures(mood, one)] for one in (few, many)}
    drawn = chart(mood, many).model_dump()["data"]

    assert parts[few] == ["TextBlock"] * 2
    assert parts[many] == ["TextBlock"] * 2 + ["HorizontalBarChart"]
    assert [(bar["x"], bar["y"]) for bar in drawn] == [
        ("1", 1),
        ("2", 0),
        ("3", 5),
        ("4", 0),
        ("5", 0),
    ]


@on_one_database
async def test_the_directorate_sees_how_many_and_then_what(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, _round_id = await answered(teams, tmp_path)
    press = ada.pressing("Hvor mange har svaret")
    running = await Shown.after(ada, press)
    assert "Mindst 10 af 12 har svaret." in running.text
    assert "Børn og unge: mindst halvdelen af 12" in running.text
    assert "Ærligt svar" not in running.text

    await ends(teams)
    shown = await sees_results(ada)

    assert "12 af 12 har svaret (100 %)." in shown.text
    assert "i gennemsnit (12 svar)" in shown.text
    assert "Morgen: 6 (50 %)" in shown.text
    [drawn] = shown.message.activity["attachments"]
    charts = [one for one in drawn["content"]["body"] if one["type"].startswith("Chart.")]
    assert charts
    assert all(one["fallback"] == "drop" for one in charts)
    assert "For få svar til at vise pr. enhed" in shown.text
    more = await shown.presses("Næste")
    assert "Hvad er vigtigst?" in more.text

    # What is pressed in an old card shows what there is now.
    late = await Shown.after(ada, press | {"id": "pressed again"})
    assert "12 af 12 har svaret (100 %)." in late.text


@on_one_database
async def test_what_people_wrote_is_read_and_never_sent(teams: FakeTeams, tmp_path: Path) -> None:
    ada, [lin, *_], _round_id = await answered(teams, tmp_path)
    await ends(teams)
    more = await (await sees_results(ada)).presses("Næste")

    texts = await more.presses("Læs svarene")
    next_page = await texts.presses("Næste")
    last = await next_page.presses("Næste")

    read = "\n".join(one.text for one in (texts, next_page, last))
    assert all(f"Ærligt svar nummer {place:02}" in read for place in range(12))
    assert "Lærke" not in read
    assert "11-12 af 12" in last.text
    old = await ada.delivers(ada.pressing("Se resultatet", submit=True))
    assert old.status == 200
    await teams.delivered()
    assert "Ærligt svar" not in all_that_was_sent(teams)

    for press in (more.pressing("Læs svarene"), ada.pressing("Se resultatet")):
        elsewhere = await lin.delivers(pressed_elsewhere(lin, press))
        assert "Ærligt" not in str(elsewhere.body)
        assert "gennemsnit" not in str(elsewhere.body)


@on_one_database
async def test_a_round_that_nobody_answered_says_so(teams: FakeTeams, tmp_path: Path) -> None:
    ada, _managers, _round_id = await answered(teams, tmp_path, number=0)
    await ends(teams)

    assert "Ingen har svaret." in (await sees_results(ada)).text


@on_one_database
async def test_with_names_and_one_answer(teams: FakeTeams, tmp_path: Path) -> None:
    ada, [lin, *_], _round_id = await answered(
        teams, tmp_path, replace(SIX, anonymous=False), number=1
    )
    await ends(teams)
    shown = await sees_results(ada)

    assert "1 af 12 har svaret (8 %)." in shown.text
    texts = await (await shown.presses("Næste")).presses("Læs svarene")
    assert lin.name in texts.text
    assert (await making.the_round(teams)).phase is Phase.CLOSED
