"""A closed round as a spreadsheet, a report and a record; and that answers are deleted in time."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from bot.audit import entries
from bot.database.sessions import Sessions
from bot.people.values import NotAllowed, Role
from bot.rounds import expiring, themes
from bot.rounds.findings import ThemeState
from bot.rounds.keys import Keys
from bot.rounds.outcome import send, write
from bot.rounds.results import note_export, responses, results, written
from tests.rounds.answering import SIX, Shown, person
from tests.rounds.finished import answered, closed, director, ends, sees_results
from tests.rounds.rounds import CLOSES, CONTENT, answers, in_open, opened
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio]

on_one_database = pytest.mark.databases("sqlite")


async def taken(ada: User, which: str) -> bytes:
    """The file that the director asks for and takes."""
    choice = await (await sees_results(ada)).presses("Hent som fil")
    await choice.presses(which)
    await ada.accepts_file()
    return next(reversed(ada.teams.onedrive.files.values()))


def book(content: bytes) -> Any:
    """The workbook, to be read."""
    return import_module("openpyxl").load_workbook(BytesIO(content))


def sheet(content: bytes, name: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet, below its headings."""
    rows: list[tuple[Any, ...]] = list(book(content)[name].iter_rows(values_only=True))
    return rows[1:]


@on_one_database
async def test_of_an_anonymous_round_there_are_numbers_and_texts_that_are_nobodys(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, managers, _round_id = await answered(teams, tmp_path)
    await ends(teams)

    content = await taken(ada, "Excel")

    names = book(content).sheetnames
    assert names == ["Tal", "Tekster", "Temaer", "Om"]
    numbers = sheet(content, "Tal")
    assert (1, "Hvor tryg er du?", "Alle", 12, 2.75, "1 (Slet ikke)", 3, 25) in numbers
    texts = [row[2] for row in sheet(content, "Tekster") if row[0] == 5]
    assert sorted(texts) == sorted(str(answers(place)["words"]) for place in range(12))
    assert texts != sorted(texts)
    cells = [cell for name in names for row in sheet(content, name) for cell in row]
    assert not any(one.name in str(cell) for one in managers for cell in cells)


@on_one_database
async def test_who_takes_a_file_is_recorded_once_when_it_is_handed_over(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, round_id = await answered(teams, tmp_path)
    await ends(teams)

    async def taken_by() -> list[str]:
        async with teams.sessions.read() as session:
            acts = await entries(session, offset=0, limit=99, subject=round_id)
        return [one.actor for one in acts if one.act == "rounds.export"]

    choice = await (await sees_results(ada)).presses("Hent som fil")
    await choice.presses("Word")
    assert await taken_by() == []  # it is offered, and not taken
    await ada.accepts_file()
    assert await taken_by() == ["Ada Ager"]
    for which in ("Excel", "Til journal"):
        content = await taken(ada, which)
    assert await taken_by() == 3 * ["Ada Ager"]
    acts = [row[2] for row in sheet(content, "Hændelser")]
    assert acts.count("hentede resultatet af inputrunden") == 2

    by = await person(teams, ada)
    with pytest.raises(NotAllowed):
        manager = replace(by, role=Role.MANAGER)
        await note_export(teams.sessions, round_id, by=manager, now=teams.clock())


@on_one_database
async def test_with_names_each_answer_stands_with_its_name(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, *_], _round_id = await answered(
        teams, tmp_path, replace(SIX, anonymous=False), number=1
    )
    await ends(teams)

    content = await taken(ada, "Excel")

    assert sheet(content, "Besvarelser") == [
        (
            lin.name,
            "Dagtilbudsleder",
            "Børn og unge",
            1,
            "Morgen",
            "Skema",
            "1. Tillid\n2. Ro",
            "Ærligt svar nummer 00",
            "Punkt 00\nFordi det betyder noget",
        )
    ]
    assert sheet(content, "Tekster")[0][-1] == lin.name


@on_one_database
async def test_the_report_and_the_record_tell_what_came_of_it(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, round_id = await answered(teams, tmp_path)
    await ends(teams)
    told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
    theme = await themes.add(teams.sessions, round_id, "Mere ro", **told)
    await themes.decide(
        teams.sessions, theme.id, "Mere ro", ThemeState.UNDER_WAY, who="HR", reason="", **told
    )
    await write(
        teams.sessions, round_id, "I vil have ro.", ("mood",), [theme.id], revision=0, **told
    )
    await send(teams.sessions, round_id, revision=1, expected=12, **told)
    await teams.delivered()

    paper = import_module("docx").Document(BytesIO(await taken(ada, "Word")))

    headings = [one.text for one in paper.paragraphs if one.style.name.startswith("Heading")]
    assert headings[:4] == ["Om runden", "Det sagde I, det sker der", "Temaer", "Svar"]
    assert headings[4] == "1. Hvor tryg er du?"
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "I gang: HR" in cells
    assert "3 (25 %)" in cells
    assert "█████" in cells
    said = "\n".join([*cells, *(one.text for one in paper.paragraphs)])
    assert "Ærligt svar" not in said
    assert paper.core_properties.language == "da-DK"

    record = await taken(ada, "Til journal")
    facts = dict(row for row in sheet(record, "Inputrunde") if row[1] is not None)
    assert facts["Har svaret"] == 12
    assert facts["»Det sagde I«"] == "I vil have ro."
    assert sorted(row[2] for row in sheet(record, "Hændelser")) == [  # of one moment
        "hentede resultatet af inputrunden",  # the report
        "sendte resultatet af inputrunden",
        "ændrede et tema i inputrunden",
        "ændrede et tema i inputrunden",
    ]
    assert "Ærligt svar" not in str([sheet(record, name) for name in ("Tal", "Temaer")])


@pytest.mark.parametrize("with_names", [False, True])
async def test_answers_are_deleted_and_what_was_counted_stays(
    sessions: Sessions, keys: Keys, *, with_names: bool
) -> None:
    round_id, members = await closed(sessions, keys, in_open() if with_names else CONTENT)
    running = await opened(sessions, keys, members[0], replace(in_open(), title="Åben"))
    by = director(members[0])
    await themes.add(sessions, round_id, "Mere ro", by=by, now=CLOSES)

    async def expire(before: timedelta) -> int:
        async with sessions.write() as session:
            return await expiring.expire(session, before=CLOSES + before, now=CLOSES)

    assert await expire(timedelta()) == 0
    gone = 0
    while number := await expire(timedelta(days=1)):
        gone += number

    assert gone == 48 + (24 if with_names else 0)
    async with sessions.read() as session:
        found = await results(session, round_id, by=by)
        assert await written(session, round_id, "words", by=by, offset=0, limit=9) == ([], 0)
        assert await responses(session, round_id, by=by) == []
        assert len(await themes.themes(session, round_id)) == 1
    assert found.answered == 24
    assert [one.count.answered for one in found.results if one.count] == [24] * 6
    assert found.round.id != running


@on_one_database
async def test_a_manager_gets_no_file(teams: FakeTeams, tmp_path: Path) -> None:
    ada, [lin, *_], _round_id = await answered(teams, tmp_path)
    await ends(teams)
    choice = await (await sees_results(ada)).presses("Hent som fil")
    for which in ("Word", "Excel", "Til journal"):
        press = choice.pressing(which)
        taken_over = {name: lin.writing("")[name] for name in ("id", "from", "conversation")}
        before = len(lin.chat.messages)
        answer = await Shown.after(lin, press | taken_over)
        assert "direktionen" in answer.text.lower()
        assert len(lin.chat.messages) == before
