"""What people wrote is gathered under themes, and each of them ends visibly."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.database.sessions import Sessions
from bot.people.values import NotAllowed
from bot.rounds import themes
from bot.rounds.findings import MOST_THEMES, Theme, ThemeState, TooManyThemes, UnknownTheme
from bot.rounds.keys import Keys
from bot.rounds.results import written
from bot.rounds.values import ContentFault, FaultyContent, WrongPhase
from tests.rounds.finished import answered, closed, director, ends, sees_results
from tests.rounds.rounds import CLOSES, CONTENT, in_open, opened
from tests.teams.fake_teams import FakeTeams

pytestmark = [pytest.mark.asyncio]

ANOTHER = replace(CONTENT, title="En anden")

on_one_database = pytest.mark.databases("sqlite")


@pytest.mark.parametrize("with_names", [False, True])
async def test_a_text_is_in_one_theme_at_a_time(
    sessions: Sessions, keys: Keys, *, with_names: bool
) -> None:
    round_id, members = await closed(sessions, keys, in_open() if with_names else CONTENT)
    by = director(members[0])
    async with sessions.read() as session:
        page, _ = await written(session, round_id, "words", by=by, offset=0, limit=3)
    ids = [one.id for one in page]

    async def put(*which: int, name: str) -> Theme:
        texts = [ids[place] for place in which]
        return await themes.put(sessions, round_id, texts, name=name, by=by, now=CLOSES)

    peace = await put(0, 1, name="Mere ro")
    same = await put(2, name=" mere  RO ")
    time = await put(1, name="Tid")

    assert same.id == peace.id
    async with sessions.read() as session:
        known = await themes.themes(session, round_id)
        rest, left = await written(
            session, round_id, "words", by=by, offset=0, limit=9, themed=False
        )
        inside, _ = await written(
            session, round_id, "", by=by, offset=0, limit=9, theme_id=peace.id
        )
    assert [(one.name, one.texts) for one in known] == [("Mere ro", 2), ("Tid", 1)]
    assert (left, len(rest)) == (21, 9)
    assert {one.id for one in inside} == {ids[0], ids[2]}

    await themes.remove(sessions, peace.id, by=by, now=CLOSES)
    assert await themes.remove(sessions, peace.id, by=by, now=CLOSES) is None  # pressed again
    await themes.take_out(sessions, round_id, [ids[1]], by=by, now=CLOSES)
    async with sessions.read() as session:
        assert [one.texts for one in await themes.themes(session, round_id)] == [0]
        _, left = await written(session, round_id, "words", by=by, offset=0, limit=9, themed=False)
    assert left == 24
    with pytest.raises(UnknownTheme):
        await themes.put(sessions, round_id, ids, theme_id=peace.id, by=by, now=CLOSES)
    assert time.name == "Tid"


async def test_texts_of_another_round_are_left_alone(sessions: Sessions, keys: Keys) -> None:
    round_id, members = await closed(sessions, keys)
    other, _ = await closed(sessions, keys, in_open(ANOTHER), number=2)
    by = director(members[0])
    async with sessions.read() as session:
        page, _ = await written(session, other, "words", by=by, offset=0, limit=1)

    made = await themes.put(sessions, round_id, [page[0].id], name="Ro", by=by, now=CLOSES)

    assert made.texts == 0
    async with sessions.read() as session:
        page, _ = await written(session, other, "words", by=by, offset=0, limit=1)
    assert page[0].theme_id is None


async def test_a_theme_ends_by_whom_or_with_a_reason(sessions: Sessions, keys: Keys) -> None:
    round_id, members = await closed(sessions, keys)
    by = director(members[0])
    one = await themes.add(sessions, round_id, "Mere ro", by=by, now=CLOSES)
    await themes.add(sessions, round_id, "Tid", by=by, now=CLOSES)

    async def decided(state: ThemeState, **words: str) -> Theme:
        told = {"name": "Mere ro", "who": "", "reason": ""} | words
        name = told.pop("name")
        return await themes.decide(sessions, one.id, name, state, **told, by=by, now=CLOSES)

    faulty: list[tuple[ThemeState, dict[str, str], dict[str, ContentFault]]] = [
        (ThemeState.UNDER_WAY, {}, {"who": ContentFault.MISSING}),
        (ThemeState.NOT_NOW, {}, {"reason": ContentFault.MISSING}),
        (ThemeState.DONE, {"name": ""}, {"name": ContentFault.MISSING}),
        (ThemeState.DONE, {"name": "tid"}, {"name": ContentFault.REPEATED}),
        (ThemeState.DONE, {"reason": "Om 010203-1234"}, {"reason": ContentFault.CPR_NUMBER}),
        (ThemeState.UNDER_WAY, {"who": "H" * 101}, {"who": ContentFault.TOO_LONG}),
    ]
    for state, words, fault in faulty:
        with pytest.raises(FaultyContent) as refused:
            await decided(state, **words)
        assert refused.value.faults == fault
    under_way = await decided(ThemeState.UNDER_WAY, who="HR", reason="Fra maj")
    assert (under_way.state, under_way.who) == (ThemeState.UNDER_WAY, "HR")
    with pytest.raises(NotAllowed):
        await themes.remove(sessions, one.id, by=members[1], now=CLOSES)


async def test_there_is_room_for_so_many_and_two_at_once_make_one(
    sessions: Sessions, keys: Keys
) -> None:
    round_id, members = await closed(sessions, keys)
    by = director(members[0])
    both = await asyncio.gather(
        *(themes.add(sessions, round_id, "Ro", by=by, now=CLOSES) for _both in range(2))
    )
    assert both[0] == both[1]
    for number in range(MOST_THEMES - 1):
        await themes.add(sessions, round_id, f"Tema {number}", by=by, now=CLOSES)
    with pytest.raises(TooManyThemes):
        await themes.add(sessions, round_id, "Et til", by=by, now=CLOSES)

    running = await opened(sessions, keys, members[0], ANOTHER)
    with pytest.raises(WrongPhase):
        await themes.add(sessions, running, "Ro", by=by, now=CLOSES)


@on_one_database
async def test_the_directorate_gathers_texts_and_says_what_happens(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, _round_id = await answered(teams, tmp_path)
    await ends(teams)
    results = await sees_results(ada)
    texts = await (await results.presses("Næste")).presses("Læs svarene")
    choices = [
        choice["value"]
        for part in texts.message.activity["attachments"][0]["content"]["body"]
        if part.get("id") == "texts"
        for choice in part["choices"]
    ]

    nothing = await texts.presses("Læg i temaet", new_theme="Mere ro")
    assert "Vælg mindst ét svar." in nothing.text
    assert nothing.typed["new_theme"] == "Mere ro"
    nameless = await texts.presses("Læg i temaet", texts=choices[0])
    assert "Vælg et tema, eller skriv et navn." in nameless.text

    put = texts.pressing("Læg i temaet", texts=",".join(choices[:2]), new_theme="*Mere* ro")
    done = await type(texts).after(ada, put)
    assert "Lagt i »\\*Mere\\* ro«." in done.text
    assert "1-5 af 10" in done.text
    again = await type(texts).after(ada, put | {"id": "pressed again"})
    assert "1-5 af 10" in again.text

    listed = await done.presses("Temaer")
    assert "2 svar\nIkke afgjort endnu" in listed.text
    form = await listed.presses("Ret eller afslut")
    refused = await form.presses("Gem", state="not_now")
    assert "Skriv, hvorfor det ikke er nu." in refused.text
    assert refused.typed["state"] == "not_now"
    saved = await refused.presses("Gem", reason="Der er ikke penge i år")
    assert "Ikke nu. Der er ikke penge i år" in saved.text
    inside = await saved.presses("Læs svarene")
    assert "Svar i temaet »\\*Mere\\* ro«." in inside.text
    emptied = await inside.presses("Tag ud af temaet", texts=choices[0])
    assert "Taget ud af temaet." in emptied.text
    gone = await (await (await emptied.presses("Temaer")).presses("Ret eller afslut")).presses(
        "Slet »*Mere* ro«"
    )
    assert "Der er ingen temaer endnu." in gone.text
