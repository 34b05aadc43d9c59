"""What was sealed and can't be opened: one envelope, all of them, and keys that stay behind."""

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from structlog.testing import capture_logs

import cards.rounds.planning as cards
from bot.audit import entries
from bot.database.sessions import Sessions
from bot.delivery import due
from bot.delivery.rendering import Due
from bot.people.values import NotAllowed
from bot.rounds import kinds, queries
from bot.rounds.answering import hand_in
from bot.rounds.asked import standing
from bot.rounds.closing import close_round
from bot.rounds.confirming import confirm
from bot.rounds.forgetting import EVERY_KEY, forget_keys
from bot.rounds.giving_up import give_up
from bot.rounds.keys import Keys
from bot.rounds.models import AnswerRow, EnvelopeRow, ParticipantRow, RoundRow
from bot.rounds.planning import plan
from bot.rounds.results import results
from bot.rounds.timing import TRIED_AGAIN_AFTER
from bot.rounds.values import (
    KeyLost,
    KeysExposed,
    Participation,
    Partition,
    Phase,
    Round,
    WrongPhase,
)
from tests.rounds import making
from tests.rounds.answering import SIX, person
from tests.rounds.finished import LATER, answered, director, ends, sees_results
from tests.rounds.rounds import CLOSES, NOW, answers, opened, people
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio]

on_one_database = pytest.mark.databases("sqlite")

WHY = "Svarene kunne ikke læses, fordi nøglen er gået tabt. De er slettet ulæste."


async def damage(sessions: Sessions, round_id: UUID, *whose: UUID, leaving: int = 40) -> None:
    """Let only the first bytes of these people's envelopes be left, or of everybody's."""
    async with sessions.write() as session:
        cut = func.substr(EnvelopeRow.sealed, 1, leaving)
        which = [EnvelopeRow.person_id.in_(whose)] if whose else []
        await session.execute(
            update(EnvelopeRow).where(EnvelopeRow.round_id == round_id, *which).values(sealed=cut)
        )


async def phase(sessions: Sessions, round_id: UUID) -> Phase:
    """Where the round is."""
    async with sessions.read() as session:
        return (await queries.round_(session, round_id)).phase


@pytest.mark.parametrize("leaving", [0, 5, 40])
async def test_a_damaged_envelope_is_left_out_and_the_others_are_counted(
    sessions: Sessions, keys: Keys, leaving: int
) -> None:
    members = await people(sessions, 24)
    round_id = await opened(sessions, keys, members[0])
    for place, one in enumerate(members[:12]):
        await hand_in(sessions, keys, round_id, answers(place), by=one, now=LATER)
    await damage(sessions, round_id, members[3].id, leaving=leaving)

    with capture_logs() as logs:
        async with sessions.write() as session:
            assert await close_round(session, keys, round_id, now=CLOSES)

    async with sessions.read() as session:
        found = await results(session, round_id, by=director(members[0]))
        counts = await queries.counts(session, round_id)
        texts = await session.scalars(select(AnswerRow.value).where(AnswerRow.question == "words"))
        left = await session.scalar(select(func.count()).select_from(EnvelopeRow))
        state = (await standing(session, round_id, members[3].id)).state
    assert (found.answered, found.unread, left) == (11, 1, 0)
    assert {one.answered for one in counts if one.partition is Partition.ALL} == {11}
    assert set(texts) == {answers(place)["words"] for place in range(12) if place != 3}
    assert state is Participation.UNREAD
    [logged] = [one for one in logs if "can't be read" in one["event"]]
    assert logged["number"] == 1
    assert str(members[3].id) not in str(logs)


async def test_where_not_one_envelope_can_be_opened_nothing_is_deleted_for_it(
    sessions: Sessions, keys: Keys
) -> None:
    members = await people(sessions, 6)
    round_id = await opened(sessions, keys, members[0])
    for place in (1, 2):
        await hand_in(sessions, keys, round_id, answers(place), by=members[place], now=LATER)
    await damage(sessions, round_id)

    with pytest.raises(KeyLost):
        async with sessions.write() as session:
            await close_round(session, keys, round_id, now=CLOSES)

    assert await phase(sessions, round_id) is Phase.OPEN
    async with sessions.read() as session:
        assert await session.scalar(select(func.count()).select_from(EnvelopeRow)) == 2


@on_one_database
async def test_everybody_is_told_of_an_answer_that_could_not_be_read(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, other, *_], round_id = await answered(teams, tmp_path)
    await damage(teams.sessions, round_id, (await person(teams, lin)).id)
    left_out = "1 svar kunne ikke læses og er ikke talt med."

    await ends(teams)

    assert ada.sees("11 af 12 har svaret.")
    assert ada.sees(left_out)
    assert f"11 af 12 har svaret (92 %). {left_out}" in (await sees_results(ada)).text
    assert lin.sees("Dit svar kunne desværre ikke læses")
    assert other.sees("Tak for dit svar.")
    assert not other.sees("kunne desværre ikke læses")


async def waits(teams: FakeTeams, tmp_path: Path) -> tuple[User, list[User], UUID]:
    """A round whose end has come, and whose key is somewhere else."""
    ada, managers, round_id = await answered(teams, tmp_path, number=7)
    shutil.move(tmp_path / "keys", tmp_path / "elsewhere")
    assert SIX.closing
    teams.clock.now = SIX.closing
    await teams.delivered()
    return ada, managers, round_id


@on_one_database
async def test_a_round_without_its_key_is_given_up_when_that_was_said_twice(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, [lin, *others], round_id = await waits(teams, tmp_path)
    assert ada.sees("svarene kan ikke tælles endnu. Det skal it se på. Jeg prøver igen")

    await ada.presses("Opgiv runden")
    warned = ada.sees("slettes alle svar ulæst")
    second = await ada.presses("Gå videre")
    kept = await phase(teams.sessions, round_id)
    press = ada.pressing("Slet svarene ulæst")
    said = str((await ada.delivers(press)).body)
    again = str((await ada.delivers(press | {"id": "pressed again"})).body)
    await teams.delivered()

    assert warned
    assert not ada.sees("KEYS_DIR")
    assert "Det kan ikke fortrydes." in second
    assert kept is Phase.OPEN
    assert WHY in said
    assert WHY in again
    assert "[Opgiv runden]" not in said
    async with teams.sessions.read() as session:
        assert await session.scalar(select(func.count()).select_from(EnvelopeRow)) == 0
        groups = set(await session.scalars(select(ParticipantRow.unit_group)))
        acts = await entries(session, offset=0, limit=99, subject=round_id)
    assert groups == {""}
    assert [(one.act, one.actor, one.number) for one in acts] == [("rounds.give_up", "Ada Ager", 7)]
    for one in (lin, others[-1]):  # who answered, and who didn't
        assert one.sees(WHY)
        [mine] = [text for text in one.chat.texts if WHY in text]
        assert "Du hører resultatet" not in mine
    await ada.writes("Inputrunder")
    assert ada.sees("Opgivet")
    assert WHY in await ada.presses("Status")

    shutil.move(tmp_path / "elsewhere", tmp_path / "keys")  # found after all
    teams.clock.pass_(timedelta(days=1))
    await teams.delivered()
    assert await phase(teams.sessions, round_id) is Phase.GIVEN_UP
    assert not list((tmp_path / "keys").glob("*.key"))


async def test_two_directors_give_a_round_up_once_and_nobody_else_does(
    sessions: Sessions, keys: Keys, tmp_path: Path
) -> None:
    members = await people(sessions, 6)
    round_id = await opened(sessions, keys, members[0])
    for place in (1, 2):
        await hand_in(sessions, keys, round_id, answers(place), by=members[place], now=LATER)
    async with sessions.write() as session:
        await due.set_due(session, kinds.CLOSE, round_id, CLOSES + TRIED_AGAIN_AFTER)
    shutil.rmtree(tmp_path / "keys")

    with pytest.raises(NotAllowed):
        await give_up(sessions, keys, round_id, by=members[3], now=CLOSES)
    done = await asyncio.gather(
        *(give_up(sessions, keys, round_id, by=director(one), now=CLOSES) for one in members[:2]),
        return_exceptions=True,
    )

    assert sum(isinstance(one, Round) for one in done) == 1
    assert sum(isinstance(one, WrongPhase) for one in done) == 1
    async with sessions.read() as session:
        acts = [one.act for one in await entries(session, offset=0, limit=9)]
        assert await session.scalar(select(func.count()).select_from(EnvelopeRow)) == 0
    assert acts == ["rounds.give_up"]
    async with sessions.write() as session:
        assert not await close_round(session, keys, round_id, now=CLOSES)


@on_one_database
async def test_a_round_is_not_given_up_while_it_can_be_counted(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, _managers, round_id = await answered(teams, tmp_path, number=7)
    keys, by = Keys(tmp_path / "keys"), await person(teams, ada)
    with pytest.raises(WrongPhase):
        await give_up(teams.sessions, keys, round_id, by=by, now=teams.clock())
    assert not any("[Opgiv runden]" in text for text in ada.chat.texts)

    shutil.move(tmp_path / "keys", tmp_path / "elsewhere")
    assert SIX.closing
    teams.clock.now = SIX.closing
    await teams.delivered()
    await ada.presses("Opgiv runden")
    await ada.presses("Gå videre")
    shutil.move(tmp_path / "elsewhere", tmp_path / "keys")
    press = ada.pressing("Slet svarene ulæst")
    said = str((await ada.delivers(press)).body)

    assert "Nøglen kan læses igen" in said
    assert await phase(teams.sessions, round_id) is Phase.OPEN
    teams.clock.pass_(TRIED_AGAIN_AFTER)
    await making.becomes(teams, Phase.CLOSED)
    await teams.delivered()
    assert ada.sees("7 af 12 har svaret.")
    with pytest.raises(WrongPhase):
        await give_up(teams.sessions, keys, round_id, by=by, now=teams.clock())


async def test_keys_left_behind_go_and_no_others(
    sessions: Sessions, keys: Keys, tmp_path: Path
) -> None:
    members = await people(sessions, 6)
    folder = tmp_path / "keys"
    running = await opened(sessions, keys, members[0])
    async with sessions.write() as session:
        row = await session.get_one(RoundRow, running)
        ended = {
            end: RoundRow(
                turn_key=end,
                phase=end,
                title=row.title,
                content=row.content,
                audience=row.audience,
                author_id=row.author_id,
                created_at=NOW,
                changed_at=NOW,
            )
            for end in (Phase.CLOSED, Phase.GIVEN_UP, Phase.DISCARDED, Phase.DRAFT)
        }
        session.add_all(ended.values())
    for one in ended.values():
        keys.make(one.id)
    kept = {f"{one}.key" for one in (running.hex, ended[Phase.DRAFT].id.hex, UUID(int=9).hex)}
    (folder / f"{UUID(int=9).hex}.key").write_bytes(bytes(32))  # of no round that is known
    (folder / "notes.txt").write_text("Not ours")
    (folder / f"{ended[Phase.CLOSED].id}.key").write_text("Named otherwise")
    kept |= {"lederlinjen", "notes.txt", f"{ended[Phase.CLOSED].id}.key"}

    for _time in range(2):
        async with sessions.write() as session:
            await forget_keys(keys, session, Due(EVERY_KEY, NOW))
        assert {path.name for path in folder.iterdir()} == kept


@on_one_database
async def test_a_key_that_comes_back_goes_within_a_day(teams: FakeTeams, tmp_path: Path) -> None:
    _ada, _managers, round_id = await answered(teams, tmp_path)
    path = tmp_path / "keys" / f"{round_id.hex}.key"
    key = path.read_bytes()
    await ends(teams)
    await teams.delivered()
    assert not path.exists()

    path.write_bytes(key)  # the folder is copied back
    shutil.move(tmp_path / "keys", tmp_path / "elsewhere")  # and isn't there for a night
    teams.clock.pass_(timedelta(days=1))
    await teams.delivered()
    shutil.move(tmp_path / "elsewhere", tmp_path / "keys")
    teams.clock.pass_(timedelta(days=1))
    await teams.delivered()

    assert not path.exists()


@on_one_database
async def test_no_key_is_made_among_the_data(teams: FakeTeams, tmp_path: Path) -> None:
    ada = await making.director(teams, "Ada Ager")
    await making.managers(teams, 5)
    await making.plans(ada)
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "link").symlink_to(tmp_path / "data")
    seen = await making.the_round(teams)

    for folder in (tmp_path / "data" / "keys", tmp_path / "link" / "keys", tmp_path / "data"):
        keys = Keys(folder, outside=tmp_path / "data")
        with pytest.raises(KeysExposed):
            await confirm(
                teams.sessions,
                keys,
                seen.id,
                revision=seen.revision,
                expected=5,
                by=await person(teams, ada),
                now=teams.clock(),
            )
        with pytest.raises(KeysExposed):
            keys.make(seen.id)
        async with teams.sessions.read() as session:
            by = await person(teams, ada)
            planned = await plan(session, keys, seen, by=by, now=teams.clock())
        shown = cards.plan(seen, planned, {}, now=teams.clock())
        assert "Bed it om at flytte KEYS_DIR et andet sted hen." in str(shown.content)
        assert "Åbn for 5" not in str(shown.content)
    assert (await making.the_round(teams)).phase is Phase.DRAFT
    assert not Keys(tmp_path / "keys", outside=tmp_path / "data").are_exposed()
