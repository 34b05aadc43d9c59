"""Whose yes counts, to what, and until when; and in whose name a broadcast goes."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from bot.approval import NobodyToApprove, NotAwaiting, OwnWork
from bot.broadcasts import approving, sending
from bot.broadcasts.drafting import choose_audience, choose_time
from bot.broadcasts.timing import approver_slow
from bot.broadcasts.values import Changed, Phase
from bot.delivery.rendering import Due, Showing
from bot.people.importing import apply_import, preview_import
from bot.people.queries import everybody
from bot.people.values import Audience, Entry, Level, Role, Roster
from bot.preferences import Changes, change_preferences
from bot.roster.leave import set_leave
from dialogs.broadcasts.approving import approval_card
from tests.broadcasts import drafting, sent
from tests.broadcasts.sent import TEXT, TITLE
from tests.teams.fake_teams import FakeTeams, User, filled, readable

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

A_MOMENT = timedelta(seconds=1)
EVERYBODY = Audience()


async def town(teams: FakeTeams) -> tuple[User, User, User, User]:
    """Three directors and a manager, all with the bot."""
    ada, anne = await sent.director(teams, "Ada Ager"), await sent.director(teams, "Anne Abild")
    bo = await sent.director(teams, "Bo Bakke")
    [lin] = await sent.managers(teams, "Lin Lærke")
    return ada, anne, bo, lin


async def asks(teams: FakeTeams, by: User, of: User, draft: UUID) -> int:
    """Ask for a yes; to which revision."""
    seen = (await sent.status_of(teams, draft)).broadcast
    await sending.send(
        teams.sessions,
        draft,
        revision=seen.revision,
        expected=4,
        by=await sent.person(teams, by),
        now=teams.clock(),
        approver_id=await drafting.person_id(teams, of),
    )
    return seen.revision


async def approves(
    teams: FakeTeams, by: User, draft: UUID, revision: int, *, now: datetime | None = None
) -> None:
    await approving.approve(
        teams.sessions,
        draft,
        revision=revision,
        expected=4,
        by=await sent.person(teams, by),
        now=now or teams.clock(),
    )


async def is_director_no_more(teams: FakeTeams, name: str) -> None:
    """Let a new roster say so."""
    async with teams.sessions.read() as session:
        present = await everybody(session)
    entries = [
        Entry(
            0,
            one.name,
            one.email,
            one.title,
            one.unit,
            one.level,
            Role.MANAGER if one.name == name else one.role,
            one.groups,
        )
        for one in present
    ]
    roster = Roster(tuple(entries))
    seen = await preview_import(teams.sessions, roster)
    await apply_import(teams.sessions, roster, now=teams.clock(), confirmed=seen)


async def prefers(teams: FakeTeams, user: User, changes: Changes) -> None:
    by = await sent.person(teams, user)
    await change_preferences(teams.sessions, changes, by=by, now=teams.clock())


@pytest.mark.parametrize(
    "in_other_words",
    [Audience(levels=tuple(Level)), Audience(units=("Børn og unge",)), EVERYBODY],
    ids=["all levels", "the root unit", "everybody"],
)
async def test_everybody_needs_a_second_yes_however_they_were_chosen(
    teams: FakeTeams, in_other_words: Audience
) -> None:
    ada, _anne, _bo, lin = await town(teams)
    draft = await sent.drafted(teams, ada, audience=in_other_words)

    with pytest.raises(NobodyToApprove):
        await sent.confirm(teams, ada, draft)
    await sent.begins(teams)

    assert not lin.sees(TITLE)


async def test_the_preview_says_that_all_levels_are_everybody(teams: FakeTeams) -> None:
    ada, _anne, _bo, _lin = await town(teams)
    await drafting.writes(ada)

    preview = await ada.presses("Brug det valgte", levels="direktion,leder")

    assert "skal godkende den, fordi den er til alle ledere." in preview
    assert "[Bed om godkendelse]" in preview


async def test_who_wrote_it_does_not_approve_it_when_another_chose_the_time_and_to_whom(
    teams: FakeTeams,
) -> None:
    ada, anne, bo, _lin = await town(teams)
    draft = await sent.drafted(teams, ada)
    changing = await sent.person(teams, anne)
    now = teams.clock()
    await choose_audience(teams.sessions, draft, EVERYBODY, by=changing, now=now)
    tomorrow = now + timedelta(days=1)
    await choose_time(teams.sessions, draft, tomorrow, by=changing, now=now)

    with pytest.raises(NobodyToApprove):
        await asks(teams, anne, ada, draft)
    revision = await asks(teams, anne, bo, draft)
    for one in (ada, anne):
        with pytest.raises(OwnWork):
            await approves(teams, one, draft, revision)
    await approves(teams, bo, draft, revision)

    assert (await sent.status_of(teams, draft)).broadcast.phase is Phase.SCHEDULED


async def test_what_another_changed_beside_the_text_is_not_sent_unseen(teams: FakeTeams) -> None:
    ada, anne, _bo, _lin = await town(teams)
    draft = await sent.drafted(teams, ada)
    seen = (await sent.status_of(teams, draft)).broadcast
    by, changing = await sent.person(teams, ada), await sent.person(teams, anne)
    tomorrow = teams.clock() + timedelta(days=1)
    await choose_time(teams.sessions, draft, tomorrow, by=changing, now=teams.clock())

    with pytest.raises(Changed):
        await sending.send(
            teams.sessions,
            draft,
            revision=seen.revision,
            expected=1,
            by=by,
            now=teams.clock(),
        )


async def test_a_yes_that_comes_when_it_was_to_be_sent_is_too_late(teams: FakeTeams) -> None:
    """Also in the moment before the outbox has told so."""
    ada, anne, _bo, lin = await town(teams)
    draft = await sent.drafted(teams, ada, audience=EVERYBODY)
    send_at = teams.clock() + timedelta(hours=1)
    by = await sent.person(teams, ada)
    await choose_time(teams.sessions, draft, send_at, by=by, now=teams.clock())
    revision = await asks(teams, ada, anne, draft)
    approver = await sent.person(teams, anne)

    with pytest.raises(NotAwaiting):
        await approves(teams, anne, draft, revision, now=send_at)
    too_late = await approval_card(Showing(draft, str(revision), approver, send_at, teams.sessions))
    await approves(teams, anne, draft, revision, now=send_at - A_MOMENT)

    assert "Ændret, siden du blev spurgt" in str(too_late)
    assert not lin.sees(TEXT)
    assert (await sent.status_of(teams, draft)).broadcast.phase is Phase.SCHEDULED


async def test_for_an_approver_on_leave_the_stand_in_is_asked_at_once(teams: FakeTeams) -> None:
    ada, anne, bo, lin = await town(teams)
    anne_id, bo_id = await drafting.person_id(teams, anne), await drafting.person_id(teams, bo)
    await prefers(teams, ada, {"stand_ins": {anne_id: bo_id}})
    await set_leave(
        teams.sessions,
        anne_id,
        date(2026, 5, 1),
        by=await sent.person(teams, ada),
        now=teams.clock(),
    )
    preview = await drafting.writes_to_everyone(ada)
    await ada.presses("Bed om godkendelse", approver=str(anne_id))
    await teams.delivered()

    await bo.presses("Godkend og send til 4")
    await sent.begins(teams)

    assert "Anne Abild (på orlov til og med 1. maj 2026)" in preview
    assert len(anne.chat.texts) == 1  # the greeting
    assert lin.sees(TEXT)


@pytest.mark.parametrize("gone", ["Anne Abild", "Bo Bakke"])
async def test_only_directors_are_reminded_of_the_question(teams: FakeTeams, gone: str) -> None:
    """Neither who was asked nor their stand-in sees a draft that isn't theirs to see any more."""
    ada, anne, bo, _lin = await town(teams)
    stand_in = await drafting.person_id(teams, bo)
    await prefers(teams, ada, {"stand_ins": {await drafting.person_id(teams, anne): stand_in}})
    draft = await sent.drafted(teams, ada, audience=EVERYBODY)
    await asks(teams, ada, anne, draft)
    await teams.delivered()
    before = {one.name: len(one.chat.texts) for one in (anne, bo)}
    await is_director_no_more(teams, gone)

    async with teams.sessions.write() as session:
        await approver_slow(session, Due(draft, teams.clock()))
    await teams.delivered()

    now = {one.name: len(one.chat.texts) - before[one.name] for one in (anne, bo)}
    assert now == {one.name: 0 if one.name == gone else 1 for one in (anne, bo)}


async def test_it_is_not_sent_in_the_name_of_somebody_who_is_no_director_any_more(
    teams: FakeTeams,
) -> None:
    ada, _anne, bo, lin = await town(teams)
    await drafting.writes_to_managers(ada, sender=str(await drafting.person_id(teams, bo)))
    await is_director_no_more(teams, "Bo Bakke")

    form = await ada.presses("Send til 1")
    await sent.begins(teams)

    assert "Vælg en, der er i direktionen nu." in form
    assert not lin.sees(TITLE)
    assert (await drafting.the_broadcast(teams)).phase is Phase.DRAFT


async def test_what_was_sent_in_the_name_of_a_former_director_can_be_corrected(
    teams: FakeTeams,
) -> None:
    ada, _anne, bo, lin = await town(teams)
    one = await sent.sent(teams, ada, sender_id=await drafting.person_id(teams, bo))
    await is_director_no_more(teams, "Bo Bakke")

    await ada.presses("Ret teksten")
    await teams.settled()
    await ada.presses("Gem og gå videre", text="Vi mødes kl. 10.")
    await sent.confirm(teams, ada, one)
    await teams.delivered()

    assert lin.sees_once("Vi mødes kl. 10.")


async def test_a_cpr_number_in_a_comment_is_taken_out_and_the_rest_kept(teams: FakeTeams) -> None:
    ada, anne, _bo, _lin = await town(teams)
    draft = await sent.drafted(teams, ada, audience=EVERYBODY)
    await asks(teams, ada, anne, draft)
    await teams.delivered()

    await anne.presses("Send tilbage", comment="Ret datoen for 010190-1234.")
    await teams.settled()
    form = anne.chat.messages[-1].activity
    said, kept = readable(form), filled(form)
    unsent = (await sent.status_of(teams, draft)).broadcast.phase
    await anne.presses("Send tilbage")
    await teams.delivered()

    assert "Jeg har fjernet det, der lignede et CPR-nummer, og intet er sendt." in said
    assert kept == {"comment": "Ret datoen for [fjernet]."}
    assert unsent is Phase.AWAITING
    assert ada.sees_once("Ret datoen for \\[fjernet\\].")
    assert not any(one.sees("1234") for one in (ada, anne))


async def test_a_faulty_comment_that_comes_too_late_is_given_back_without_its_number(
    teams: FakeTeams,
) -> None:
    ada, anne, bo, _lin = await town(teams)
    draft = await sent.drafted(teams, ada, audience=EVERYBODY)
    revision = await asks(teams, ada, anne, draft)
    await teams.delivered()
    late = anne.pressing("Send tilbage", comment="Ret datoen for 010190-1234.")
    await approves(teams, bo, draft, revision)

    await anne.delivers(late)
    await teams.settled()

    assert "Ikke sendt tilbage" in anne.chat.texts[-1]
    assert "Ret datoen for \\[fjernet\\]." in anne.chat.texts[-1]
    assert (await sent.status_of(teams, draft)).broadcast.phase is Phase.SCHEDULED
