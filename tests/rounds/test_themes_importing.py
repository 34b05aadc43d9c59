"""Comments get their themes in Excel, in a file that goes out and comes back into the chat."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from bot import received_files
from bot.audit import entries
from bot.database.sessions import Sessions
from bot.files.spreadsheet import Row, read_rows
from bot.messages import Refusal
from bot.people.values import NotAllowed, Person
from bot.received_files import FileGone, ReceivedFileRow
from bot.rounds import expiring, themes
from bot.rounds.findings import MOST_THEMES, Theme, ThemeChanges, ThemeState
from bot.rounds.imported_themes import undo
from bot.rounds.keys import Keys
from bot.rounds.outcome import send, write
from bot.rounds.results import written
from bot.rounds.themes_importing import OtherThemes, UnknownComments, apply, preview
from bot.rounds.themes_in_excel import (
    CellFault,
    Comment,
    Fault,
    FaultyThemes,
    compare,
)
from tests.decisions.made import drafted, goes_out, prepared
from tests.rounds.answering import person
from tests.rounds.finished import answered, closed, director, ends, sees_results
from tests.rounds.rounds import CLOSES, in_open
from tests.teams.fake_teams import FakeTeams, User

on_one_database = pytest.mark.databases("sqlite")

openpyxl: Any = import_module("openpyxl")

ROUND = UUID(int=99)
HEADINGS = ("Nr.", "Spørgsmål", "Kommentar", "Tema", "Tema før", "Id")
THEME, BEFORE = 3, 4  # the places of these columns


async def fetched(ada: User) -> bytes:
    """The file that the director is handed of the round's comments."""
    listed = await (await sees_results(ada)).presses("Temaer")
    await listed.presses("Temaer i Excel")
    await ada.accepts_file()
    return next(reversed(ada.teams.onedrive.files.values()))


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The file after somebody edited its first sheet in Excel."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    edit(workbook.worksheets[0])
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def with_themes(content: bytes, *names: str | None) -> bytes:
    """The file with these themes in its first rows."""

    def edit(page: Any) -> None:
        for place, name in enumerate(names, start=2):
            page.cell(place, THEME + 1).value = name

    return edited(content, edit)


async def drops(user: User, content: bytes, name: str = "Temaer.xlsx") -> str:
    """What the bot says to the file."""
    await user.drops((name, content))
    return user.chat.texts[-1]


async def numbers(teams: FakeTeams, round_id: UUID) -> dict[str, int]:
    """How many comments each theme gathers."""
    async with teams.sessions.read() as session:
        return {one.name: one.texts for one in await themes.themes(session, round_id)}


@pytest.mark.asyncio
@on_one_database
async def test_comments_get_their_themes_in_excel_after_a_yes_and_lose_them_again(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, managers, round_id = await answered(teams, tmp_path)
    await ends(teams)
    told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
    await themes.add(teams.sessions, round_id, "Mere ro", **told)

    file = await fetched(ada)

    workbook = openpyxl.load_workbook(BytesIO(file))
    assert workbook.sheetnames == ["Kommentarer", "Temaer", "Om"]
    page = workbook.worksheets[0]
    heading, *rows = page.iter_rows(values_only=True)
    assert heading == HEADINGS
    assert [row[0] for row in rows] == 12 * [5] + 12 * [6]
    [offered] = page.data_validations.dataValidation
    assert (offered.formula1, str(offered.sqref)) == ("'Temaer'!$A$2:$A$13", "D2:D25")
    cells = [
        str(cell) for one in workbook for row in one.iter_rows(values_only=True) for cell in row
    ]
    assert not any(one.name in cell for one in managers for cell in cells)
    async with teams.sessions.read() as session:
        acts = await entries(session, offset=0, limit=9, subject=round_id)
    assert [one.actor for one in acts if one.act == "rounds.export"] == ["Ada Ager"]

    untouched = await drops(ada, file)
    assert "Filen ændrer ikke noget." in untouched
    assert "[Ja, gennemfør]" not in untouched
    long = "Ærlighed på tværs, også når det gør ondt på både os og andre"
    assert len(long) == 60
    shown = await drops(ada, with_themes(file, "mere RO", "Mere ro", "*Tid*", long, "*tid*"))
    assert "5 kommentarer får et tema." in shown
    assert f"2 nye temaer: »\\*Tid\\*«, »{long}«." in shown
    assert "»Mere ro« får 2" in shown
    assert "19 ændres ikke." in shown
    assert "Ærligt svar" not in shown
    assert await numbers(teams, round_id) == {"Mere ro": 0}

    yes = ada.pressing("Ja, gennemfør")
    done = await ada.presses("Ja, gennemfør")
    assert "5 kommentarer er lagt, som filen siger." in done
    assert await numbers(teams, round_id) == {"Mere ro": 2, "*Tid*": 2, long: 1}
    again = await ada.delivers(yes | {"id": "pressed again"})
    assert "Filen er allerede lagt ind, så der er ikke sket mere." in str(again.body)
    repeated = await drops(ada, with_themes(file, "mere RO", "Mere ro", "*Tid*", long, "*tid*"))
    assert "Filen ændrer ikke noget." in repeated

    back = ada.pressing("Fortryd")
    undone = await ada.presses("Fortryd")
    assert "5 kommentarer ligger igen, som før filen." in undone
    assert await numbers(teams, round_id) == {"Mere ro": 0}
    again = await ada.delivers(back | {"id": "undone again"})
    assert "Filen er allerede fortrudt, så der er ikke sket mere." in str(again.body)
    async with teams.sessions.read() as session:
        acts = await entries(session, offset=0, limit=9, subject=round_id)
    noted = {one.act: one.number for one in acts}
    assert (noted["rounds.import_themes"], noted["rounds.undo_themes"]) == (5, 5)


@pytest.mark.asyncio
@on_one_database
async def test_what_changed_since_the_preview_is_shown_and_asked_anew(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, *_], round_id = await answered(teams, tmp_path)
    await ends(teams)
    file = with_themes(await fetched(ada), "Ro", "Tid", "Tid")
    ids = [UUID(row.cells[-1]) for row in read_rows("Temaer.xlsx", file)[1:]]
    told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
    assert "3 kommentarer får et tema." in await drops(ada, file)

    await themes.put(teams.sessions, round_id, [ids[0], ids[9]], name="Mad", **told)
    anew = await ada.presses("Ja, gennemfør")

    assert "Temaerne er ændret, siden du så det, så intet er gennemført." in anew
    assert "2 kommentarer får et tema, 1 flyttes til et andet tema." in anew
    assert "1 af dem er flyttet i chatten, siden filen blev hentet." in anew
    assert await numbers(teams, round_id) == {"Mad": 2}
    await ada.presses("Ja, gennemfør")
    assert await numbers(teams, round_id) == {"Mad": 1, "Ro": 1, "Tid": 2}  # the tenth stays

    # What is moved since stays when the file is undone, and so does the theme that it is in.
    await themes.put(teams.sessions, round_id, [ids[5]], name="Tid", **told)
    await ada.presses("Fortryd")
    assert await numbers(teams, round_id) == {"Mad": 2, "Tid": 1}

    refused = await drops(lin, file)
    assert "Filer kan jeg ikke bruge til noget fra dig" in refused
    no = await drops(ada, file)
    assert "[Ja, gennemfør]" in no
    yes = ada.pressing("Ja, gennemfør")
    assert "Jeg har ikke gjort noget med filen" in await ada.presses("Nej tak")
    assert "der er taget stilling til den" in str((await ada.delivers(yes)).body)
    assert await numbers(teams, round_id) == {"Mad": 2, "Tid": 1}


@pytest.mark.asyncio
@on_one_database
@pytest.mark.parametrize("use", ["chosen", "sent", "decided"])
async def test_a_theme_that_is_used_elsewhere_stays_when_the_file_is_undone(
    teams: FakeTeams, tmp_path: Path, use: str
) -> None:
    ada, _managers, round_id = await answered(teams, tmp_path)
    await ends(teams)
    await drops(ada, with_themes(await fetched(ada), "Ro", "Tid"))
    await ada.presses("Ja, gennemfør")
    back = ada.pressing("Fortryd")
    told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
    async with teams.sessions.read() as session:
        [ro, _tid] = await themes.themes(session, round_id)

    if use == "decided":
        draft = await drafted(teams, ada, title="Mødefri onsdag", answers_theme=ro.id)
        await goes_out(teams, ada, await prepared(teams, ada, draft))
    else:
        await write(teams.sessions, round_id, "I vil have ro.", (), [ro.id], revision=0, **told)
    if use == "sent":
        await send(teams.sessions, round_id, revision=1, expected=12, **told)
        await write(teams.sessions, round_id, "I vil have ro.", (), (), revision=1, **told)
    undone = await ada.delivers(back)

    assert "2 kommentarer ligger igen, som før filen." in str(undone.body)
    assert await numbers(teams, round_id) == {"Ro": 0}


@pytest.mark.asyncio
@on_one_database
async def test_what_was_moved_in_the_chat_since_isnt_undone(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, round_id = await answered(teams, tmp_path)
    await ends(teams)
    file = await fetched(ada)
    [one, *_] = [UUID(row.cells[-1]) for row in read_rows("Temaer.xlsx", file)[1:]]
    await drops(ada, with_themes(file, "Ro"))
    await ada.presses("Ja, gennemfør")
    told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
    await themes.put(teams.sessions, round_id, [one], name="Tid", **told)

    undone = await ada.presses("Fortryd")

    assert "Ingen af kommentarerne er der, hvor filen lagde dem" in undone
    assert "0 kommentarer" not in undone
    assert await numbers(teams, round_id) == {"Tid": 1}


@pytest.mark.asyncio
@on_one_database
async def test_a_comment_among_the_themes_isnt_said_in_the_chat(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, round_id = await answered(teams, tmp_path)
    await ends(teams)
    file = await fetched(ada)
    comment = read_rows("Temaer.xlsx", file)[1].cells[2]
    long = "Det har jeg sagt mange gange, uden at det nogensinde har hjulpet på noget"

    said = await drops(ada, with_themes(file, f" {comment.upper()} ", long, "#RO"))

    assert "Række 2: I »Tema« står det samme som i en kommentar." in said
    assert "Række 3: Navnet i »Tema« er for langt. Skriv højst 60 tegn." in said
    assert "Række 4" not in said
    assert comment.casefold() not in said.casefold()
    assert "mange gange" not in said

    # Who wants a theme to be called that says so in the chat.
    told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
    await themes.add(teams.sessions, round_id, comment, **told)
    assert "1 kommentar får et tema." in await drops(ada, with_themes(file, comment))


@pytest.mark.asyncio
@on_one_database
async def test_the_file_is_known_again_however_it_was_saved_and_what_is_wrong_is_told(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, round_id = await answered(teams, tmp_path)
    await ends(teams)
    file = await fetched(ada)

    def rearranged(page: Any) -> None:
        page.insert_rows(1)
        page.insert_cols(1)
        page["A1"] = "Vores arbejde"
        page.cell(3, THEME + 2).value = "Ro"
        page.parent.create_sheet("Noter", 0)["A1"] = "Husk at spørge"

    assert "1 kommentar får et tema." in await drops(ada, edited(file, rearranged))

    lines = [row.cells for row in read_rows("Temaer.xlsx", file)]
    lines[1] = (*lines[1][:THEME], "Tillid på å", *lines[1][THEME + 1 :])
    separated = "\n".join(map(";".join, lines)).encode("cp1252")
    assert "1 nyt tema: »Tillid på å«." in await drops(ada, separated, "Temaer.csv")

    def broken(page: Any) -> None:
        for place, theme in enumerate(("#N/A", "Æ" * 61, "Om 010203-1234"), start=2):
            page.cell(place, THEME + 1).value = theme
        page.append([cell.value for cell in page[9]])
        page.cell(page.max_row, THEME + 1).value = "Ro"

    said = await drops(ada, edited(file, broken))
    for fault in (
        "Række 2: Formlen i »Tema« giver »\\#N/A«.",
        "Række 3: Navnet i »Tema« er for langt. Skriv højst 60 tegn.",
        "Række 4: Der ser ud til at stå et CPR-nummer. Fjern det.",
        "Række 26: Kommentaren står også i række 9 med et andet tema.",
    ):
        assert fault in said
    assert "010203" not in said
    assert "Der er formler, som ikke er regnet ud." in await drops(ada, with_themes(file, "=A1"))
    many = [f"Tema {number}" for number in range(MOST_THEMES + 1)]
    assert "Der er plads til 12 temaer, og med dem i filen bliver der 13." in await drops(
        ada, with_themes(file, *many)
    )
    assert await numbers(teams, round_id) == {}
    async with teams.sessions.read() as session:
        kept = (await session.scalars(select(ReceivedFileRow.name))).all()
    assert sorted(kept) == ["Temaer.csv", "Temaer.xlsx"]  # the two that wait for a yes or no


async def rows_of(
    sessions: Sessions, round_id: UUID, by: Person, name: str, *, number: int
) -> tuple[Row, ...]:
    """So many of the round's texts as the rows of a file that puts them in a theme."""
    async with sessions.read() as session:
        page, _ = await written(session, round_id, "words", by=by, offset=0, limit=number)
    return (
        Row(1, HEADINGS),
        *(
            Row(line, ("5", "", str(one.answer), name, "", str(one.id)))
            for line, one in enumerate(page, start=2)
        ),
    )


@pytest.mark.asyncio
@pytest.mark.parametrize("with_names", [False, True])
async def test_of_two_who_say_yes_at_once_one_is_heard(
    sessions: Sessions, keys: Keys, *, with_names: bool
) -> None:
    if with_names:
        round_id, members = await closed(sessions, keys, in_open())
    else:
        round_id, members = await closed(sessions, keys)
    by = director(members[0])
    rows = await rows_of(sessions, round_id, by, "Ro", number=20)
    async with sessions.write() as session:
        file = await received_files.keep(
            session, "Temaer.xlsx", b"", of=by.id, turn_key="file", now=CLOSES
        )
    seen = (await preview(sessions, rows, by=by)).changes.digest
    how: dict[str, Any] = {"file_id": file.id, "by": by, "now": CLOSES}

    with pytest.raises(OtherThemes):
        await apply(sessions, rows, seen="another", **how)
    yes = [apply(sessions, rows, seen=seen, **how) for _both in range(2)]
    results = await asyncio.gather(*yes, return_exceptions=True)
    assert sorted(type(one).__name__ for one in results) == ["FileGone", "Imported"]
    async with sessions.read() as session:
        [ro] = await themes.themes(session, round_id)
        assert ro.texts == 20
    with pytest.raises(NotAllowed):
        await apply(sessions, rows, seen=seen, **how | {"by": members[1]})
    with pytest.raises(FileGone):  # somebody else's file
        await undo(sessions, file.id, by=director(members[1]), now=CLOSES)

    # A theme that somebody has decided about stays when its comments go.
    await themes.decide(
        sessions, ro.id, "Ro", ThemeState.DONE, who="", reason="", by=by, now=CLOSES
    )
    both = await asyncio.gather(*(undo(sessions, file.id, by=by, now=CLOSES) for _both in range(2)))
    assert sorted(both, key=str) == [20, None]
    async with sessions.read() as session:
        assert [one.texts for one in await themes.themes(session, round_id)] == [0]


class _Slow(tuple[Row, ...]):
    """Rows that are compared no sooner than `go` is set; `begun`: that they are being compared."""

    begun: Event
    go: Event

    def __iter__(self) -> Iterator[Row]:
        if current_thread() is not main_thread():
            self.begun.set()
            self.go.wait(timeout=10)
        return super().__iter__()


@pytest.mark.asyncio
@on_one_database
async def test_nobody_waits_while_rows_are_compared_and_what_they_do_then_is_seen(
    sessions: Sessions, keys: Keys
) -> None:
    round_id, members = await closed(sessions, keys)
    by = director(members[0])
    rows = await rows_of(sessions, round_id, by, "Ro", number=3)
    async with sessions.write() as session:
        file = await received_files.keep(
            session, "Temaer.xlsx", b"", of=by.id, turn_key="file", now=CLOSES
        )
    seen = (await preview(sessions, rows, by=by)).changes.digest
    slow = _Slow(rows)
    slow.begun, slow.go = Event(), Event()
    how: dict[str, Any] = {"file_id": file.id, "by": by, "now": CLOSES}
    yes = asyncio.create_task(apply(sessions, slow, seen=seen, **how))
    assert await asyncio.to_thread(slow.begun.wait, 10)

    moved = UUID(rows[1].cells[-1])
    mad = themes.put(sessions, round_id, [moved], name="Mad", by=by, now=CLOSES)
    try:
        await asyncio.wait_for(mad, timeout=5)
    finally:
        slow.go.set()

    with pytest.raises(OtherThemes) as refused:
        await yes
    assert [one.old for one in refused.value.proposed.changes.moves].count(None) == 2
    assert refused.value.proposed.changes.overruled == 1
    now_seen = refused.value.proposed.changes.digest
    assert (await apply(sessions, rows, seen=now_seen, **how)).number == 3


@pytest.mark.asyncio
@on_one_database
async def test_a_file_of_two_rounds_or_of_deleted_comments_changes_nothing(
    sessions: Sessions, keys: Keys
) -> None:
    round_id, members = await closed(sessions, keys)
    other, _ = await closed(sessions, keys, replace(in_open(), title="En anden"))
    by = director(members[0])
    rows = await rows_of(sessions, round_id, by, "Ro", number=3)
    more = await rows_of(sessions, other, by, "Ro", number=3)

    assert await faults_of(preview(sessions, (*rows, *more[1:]), by=by)) == [Fault.SEVERAL_ROUNDS]
    async with sessions.write() as session:
        before = CLOSES + timedelta(days=1)
        while await expiring.expire(session, before=before, now=before):
            pass
    with pytest.raises(UnknownComments):
        await preview(sessions, rows, by=by)


async def faults_of(attempt: Any) -> Sequence[Fault]:
    """What is wrong with a file."""
    with pytest.raises(Refusal) as refused:
        await attempt
    assert isinstance(refused.value, FaultyThemes)
    return [one.fault for one in refused.value.faults]


KNOWN = {
    UUID(int=place): Comment(UUID(int=place), 1, f"Kommentar {place}", theme)
    for place, theme in enumerate((None, None, UUID(int=50), UUID(int=50)), start=1)
}
RO = Theme(UUID(int=50), ROUND, "Mere ro", ThemeState.OPEN, "", "", 2)


def compared(*rows: tuple[int, str, str, str]) -> ThemeChanges:
    """What rows change: each a comment's number, its text, its theme and the one before."""
    body = [
        Row(line, ("1", "Hvad?", text, theme, before, str(UUID(int=number))))
        for line, (number, text, theme, before) in enumerate(rows, start=2)
    ]
    return compare([Row(1, HEADINGS), *body], KNOWN, [RO])


def test_a_row_changes_something_only_where_its_theme_isnt_the_one_before() -> None:
    said = compared(
        (1, "Kommentar 1", "mere  RO", ""),
        (2, "Kommentar 2", "Mad", "Mad"),  # taken out in the chat since
        (3, "Kommentar 3", "", "Mere ro"),
        (4, "Kommentar 4", "", ""),  # put there in the chat since
    )
    assert [(one.text.int, one.old, one.theme) for one in said.moves] == [
        (1, None, "Mere ro"),
        (3, RO.id, ""),
    ]
    assert (said.new, said.unchanged, said.absent, said.overruled) == ((), 2, 0, 0)


def test_what_cant_be_told_is_left_out_with_its_row() -> None:
    said = compared(
        (1, "Noget andet", "Ro", ""),  # sorted without its id, or put better
        (1, "Kommentar 1", "Ro", ""),
        (1, "Kommentar 1", "ro", ""),
        (77, "Kommentar 77", "Ro", ""),
    )
    assert [(one.text.int, one.theme) for one in said.moves] == [(1, "Ro")]
    assert (said.altered, said.unknown, said.absent) == ((2,), (5,), 3)
    with pytest.raises(FaultyThemes) as refused:
        compared((1, "Kommentar 1", "Ro", ""), (1, "Kommentar 1", "Tid", ""))
    assert refused.value.faults == (CellFault(3, Fault.REPEATED, first=2),)
