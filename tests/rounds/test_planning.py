"""Before a round opens: what is said, what is refused, who must say yes, and the test run."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.delivery.models import Message
from bot.people.saved_segments import save_segment
from bot.people.values import Audience, Level
from bot.preferences import change_preferences
from bot.roster.leave import set_leave
from bot.rounds.models import EnvelopeRow, ParticipantRow, ResponseRow
from bot.rounds.values import Phase
from tests.broadcasts import sent
from tests.broadcasts.test_audience import sheets
from tests.rounds import making
from tests.teams.fake_teams import FakeTeams, User, buttons, filled, readable

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

TITLE = making.FORM["title"]


async def town(teams: FakeTeams, number: int = 5) -> User:
    """A director, and so many managers."""
    ada = await making.director(teams, "Ada Ager")
    await making.managers(teams, number)
    return ada


async def asked(teams: FakeTeams) -> tuple[User, User]:
    """Who made a round for everybody, and who is asked to approve it."""
    ada, bo = await town(teams), await making.director(teams, "Bo Bakke")
    await making.plans_for_everyone(ada)
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    return ada, bo


async def test_the_plan_says_what_it_costs_what_stays_and_from_how_many_on_it_tells(
    teams: FakeTeams,
) -> None:
    ada = await town(teams)

    plan = await making.plans(ada)

    # 30 s to begin, two scales of 15 s and a text of 60: 2 minutes.
    assert "5 inviterede. 5 ledere × 2 min. = ca. 10 min." in plan
    assert "Åbner 30 sekunder efter, at du har bekræftet den." in plan
    assert "Frist fredag den 13. marts kl. 12.00." in plan
    assert "Direktionen kan ikke se, hvem der har svaret hvad." in plan
    assert "Det kan ikke ændres, når runden er åben" in plan
    assert "Tal vises, når mindst 5 har svaret, og tekster, når mindst 10 har." in plan
    assert "færre end 10, så I kommer slet ikke til at kunne læse" in plan
    assert "[Åbn for 5]" in plan
    names = await ada.presses("Se hvem")
    assert "5 inviterede" in names
    assert "Lin4 Lærke, Børn og unge" in names


async def test_an_anonymous_round_needs_five(teams: FakeTeams) -> None:
    """With names it may ask one."""
    ada = await town(teams, 4)

    anonymous = await making.plans(ada)
    await ada.presses("Ret titel og frist")
    with_names = await ada.presses("Gem og gå videre", anonymous="false")

    assert "Der er inviteret 4, og en anonym runde kræver mindst 5" in anonymous
    assert "[Åbn for" not in anonymous
    assert "Runden er med navn" in with_names
    assert "[Åbn for 4]" in with_names


async def test_a_raised_threshold_is_held_too(teams: FakeTeams) -> None:
    ada = await town(teams, 5)

    plan = await making.plans(ada, least_numbers="8")

    assert "kræver mindst 8" in plan
    assert "[Åbn for" not in plan


async def test_an_anonymous_round_needs_a_folder_for_its_key(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada = await town(teams)
    await making.plans(ada)
    shutil.rmtree(tmp_path / "keys")
    (tmp_path / "keys").write_text("not a folder")

    refused = await ada.presses("Åbn for 5")

    assert "kan ikke skrive i mappen til nøgler (KEYS_DIR)" in refused
    assert (await making.the_round(teams)).phase is Phase.DRAFT
    (tmp_path / "keys").unlink()
    await ada.presses("Ret titel og frist")
    assert "[Åbn for 5]" in await ada.presses("Gem og gå videre")


@pytest.mark.parametrize(
    ("closes_on", "questioned"),
    [("2026-07-09", True), ("2026-07-26", True), ("2026-10-14", True), ("2026-06-30", False)],
)
async def test_a_deadline_in_the_holidays_is_questioned(
    teams: FakeTeams, closes_on: str, questioned: bool
) -> None:
    ada = await town(teams)

    plan = await making.plans(ada, closes_on=closes_on, outcome_by="2026-11-02")

    assert ("Fristen er i uge" in plan) is questioned
    assert "Runden åbner i uge" not in plan
    assert "[Åbn for 5]" in plan


async def test_what_opens_after_work_opens_the_next_morning(teams: FakeTeams) -> None:
    ada = await town(teams)

    plan = await making.plans(ada, opens_on="2026-03-06", opens_at="20:00")

    assert "Åbner i arbejdstiden: mandag den 9. marts kl. 7.00." in plan


async def test_where_all_must_answer_before_texts_can_be_read_the_plan_says_so(
    teams: FakeTeams,
) -> None:
    ada = await making.director(teams, "Ada Ager")
    await making.managers(teams, 10)

    plan = await making.plans(ada)

    assert "Kun hvis alle 10 svarer, kan I læse teksterne." in plan
    assert "læse det, deltagerne skriver" not in plan


async def test_a_deadline_before_it_can_open_is_said_at_its_field(teams: FakeTeams) -> None:
    ada = await town(teams)
    await making.plans(ada, closes_on="2026-03-03", closes_at="10:00")
    teams.clock.pass_(timedelta(hours=2))

    form = await ada.presses("Åbn for 5")

    assert "Det tidspunkt er passeret. Vælg et senere." in form
    assert making.typed(ada, "Gem og gå videre")["title"] == TITLE
    assert (await making.the_round(teams)).phase is Phase.DRAFT


async def test_a_deadline_before_people_are_at_work_again_is_said_at_its_field(
    teams: FakeTeams,
) -> None:
    ada = await town(teams)
    await making.plans(ada, closes_on="2026-03-04", closes_at="06:30")
    teams.clock.pass_(timedelta(hours=10))  # it is 19 o'clock

    form = await ada.presses("Åbn for 5")

    assert "Fristen skal ligge efter, at runden er åbnet." in form
    assert (await making.the_round(teams)).phase is Phase.DRAFT


async def test_the_roster_may_change_between_the_plan_and_the_yes(teams: FakeTeams) -> None:
    ada = await town(teams)
    await making.plans(ada)
    await teams.manager("Ny Nielsen")

    plan = await ada.presses("Åbn for 5")

    assert "Antallet af inviterede er ændret fra 5 til 6" in plan
    assert (await making.the_round(teams)).phase is Phase.DRAFT
    await ada.presses("Åbn for 6")
    assert (await making.the_round(teams)).phase is Phase.SCHEDULED


async def test_what_another_changed_is_not_opened_unseen(teams: FakeTeams) -> None:
    ada = await town(teams)
    bo = await making.director(teams, "Bo Bakke")
    await making.plans(ada)
    await bo.writes("Inputrunder")
    await bo.presses("Åbn")
    await bo.presses("Ret titel og frist")
    await bo.presses("Gem og gå videre", why="Svarene bruges til noget andet.")

    plan = await ada.presses("Åbn for 5")

    assert "Den er ændret, siden du så den" in plan
    assert "Svarene bruges til noget andet." in plan
    assert (await making.the_round(teams)).phase is Phase.DRAFT


async def test_a_test_run_leaves_no_trace(teams: FakeTeams) -> None:
    ada = await town(teams)
    await making.plans(ada, "safety")
    before = await making.the_round(teams)

    first = await ada.presses("Prøv som deltager")
    takes_nothing = [
        one["associatedInputs"]
        for message in ada.chat.messages
        for one in buttons(message.activity)
        if one["data"].get("action") == "rounds.try" and one["title"] == "Næste"
    ]
    second = await ada.presses("Næste")
    over = await ada.presses("Aflever prøven")

    assert "1. Jeg kan sige til min egen leder, at jeg har taget fejl." in first
    assert "gemmes eller sendes" in first
    assert takes_nothing == ["none"]
    assert "7. Mine kolleger" in second
    assert "Din prøve er ikke gemt" in over
    assert await making.the_round(teams) == before
    async with teams.sessions.read() as session:
        for rows in (EnvelopeRow, ParticipantRow, ResponseRow, Message):
            assert await session.scalar(select(func.count()).select_from(rows)) == 0


async def test_a_round_for_everybody_needs_a_second_yes(teams: FakeTeams) -> None:
    ada, bo = await town(teams), await making.director(teams, "Bo Bakke")
    plan = await making.plans_for_everyone(ada)

    asked = await ada.presses("Bed om godkendelse")
    await teams.delivered()

    assert "Bo Bakke skal godkende den, fordi den er til alle ledere." in plan
    assert "Sendt til godkendelse hos Bo Bakke" in asked
    assert bo.sees_once("Skal runden åbnes?")
    [waiting] = await bo.writes("Det venter på dig")
    assert "Godkend inputrunder" in waiting
    assert "Skrevet af Ada Ager. Bo Bakke blev bedt om at godkende" in waiting
    assert bo.sees("Hvordan er det at være leder hos os lige nu?")
    await bo.presses("Prøv som deltager")
    await teams.settled()
    assert bo.sees("Prøve: " + TITLE)
    said = await bo.presses("Godkend og åbn for 7")
    round_ = await making.the_round(teams)
    assert "Åbner" in said
    assert round_.phase is Phase.SCHEDULED
    assert round_.confirmed_by
    assert round_.confirmed_by.name == "Bo Bakke"


async def test_any_change_voids_the_question_and_nobody_approves_their_own(
    teams: FakeTeams,
) -> None:
    ada, bo = await asked(teams)
    yes = bo.pressing("Godkend og åbn for 7")
    own = ada.pressing("Status") | {"id": "forged"}
    own["value"]["action"] = yes["value"]["action"]

    forged = await ada.delivers(own)
    await ada.writes("Inputrunder")
    await ada.presses("Åbn")
    await ada.presses("Gør den til kladde igen")
    await teams.delivered()
    late = await bo.delivers(yes)

    assert "Du kan ikke godkende noget, du selv har skrevet" in str(forged.body)
    assert "Ændret, siden du blev spurgt" in str(late.body)
    assert bo.sees_once("Ændret, siden du blev spurgt")
    assert (await making.the_round(teams)).phase is Phase.DRAFT


async def test_a_no_comes_back_with_its_reason(teams: FakeTeams) -> None:
    ada, bo = await asked(teams)

    empty = await bo.presses("Send tilbage")
    said = await bo.presses("Send tilbage", comment="Ret *fristen*.")
    await teams.delivered()

    assert "Skriv i feltet, hvad der skal rettes" in bo.chat.texts[-1] + empty
    assert "Bo Bakke har sendt" in said
    assert "Ret \\*fristen\\*." in said
    assert ada.sees_once("Sendt tilbage til dig")
    assert ada.sees("Ret \\*fristen\\*.")
    assert (await making.the_round(teams)).phase is Phase.DRAFT


async def test_a_cpr_number_in_a_comment_is_taken_out_and_the_rest_kept(teams: FakeTeams) -> None:
    ada, bo = await asked(teams)

    await bo.presses("Send tilbage", comment="Ret fristen for 010190-1234.")
    await teams.settled()
    form = bo.chat.messages[-1].activity
    said, kept = readable(form), filled(form)
    unsent = (await making.the_round(teams)).phase
    await bo.presses("Send tilbage")
    await teams.delivered()

    assert "Jeg har fjernet det, der lignede et CPR-nummer, og intet er sendt." in said
    assert kept == {"comment": "Ret fristen for [fjernet]."}
    assert unsent is Phase.AWAITING
    assert ada.sees_once("Ret fristen for \\[fjernet\\].")
    assert not any(one.sees("1234") for one in (ada, bo))


async def test_for_an_approver_on_leave_the_stand_in_is_asked_at_once(teams: FakeTeams) -> None:
    ada, bo = await town(teams), await making.director(teams, "Bo Bakke")
    carl = await making.director(teams, "Carl Christensen")
    by, away = await sent.person(teams, ada), await sent.person(teams, bo)
    stand_ins = {away.id: (await sent.person(teams, carl)).id}
    await change_preferences(teams.sessions, {"stand_ins": stand_ins}, by=by, now=teams.clock())
    await set_leave(teams.sessions, away.id, date(2026, 5, 1), by=by, now=teams.clock())
    await making.plans_for_everyone(ada)
    await ada.presses("Bed om godkendelse", approver=str(away.id))
    await teams.delivered()

    await carl.presses("Godkend og åbn for 8")

    assert not bo.sees("Skal runden åbnes?")
    assert (await making.the_round(teams)).phase is Phase.SCHEDULED


async def test_without_a_second_approval_a_round_for_everybody_opens_at_one_yes(
    teams: FakeTeams,
) -> None:
    ada = await town(teams)
    await making.director(teams, "Bo Bakke")
    by = await sent.person(teams, ada)
    await change_preferences(teams.sessions, {"second_approval": False}, by=by, now=teams.clock())

    plan = await making.plans_for_everyone(ada)

    assert "[Åbn for 7]" in plan
    assert by.level is Level.DIREKTION


async def test_a_saved_audience_is_invited_by_its_name_and_taken_home_as_a_spreadsheet(
    teams: FakeTeams,
) -> None:
    ada = await town(teams)
    by = await sent.person(teams, ada)
    saved = await save_segment(
        teams.sessions,
        "Alle med teams",
        Audience(levels=(Level.LEDER,)),
        by=by.id,
        now=teams.clock(),
    )
    await making.writes(ada)
    await ada.presses("Gå videre")

    nobody = await ada.presses("Brug det valgte")
    none = await ada.presses("Brug målgruppen", segment="none")
    plan = await ada.presses("Brug målgruppen", segment=str(saved.id))
    await ada.presses("Se hvem")
    await ada.presses("Hent som Excel")
    await ada.accepts_file()

    assert "Vælg mindst én enhed, ét niveau eller én gruppe." in nobody
    assert "Vælg en målgruppe." in none
    assert "Til Alle med teams (ledere på niveauet Leder)." in plan
    [content] = teams.onedrive.files.values()
    invited, about = sheets(content)
    assert invited[0] == ("Navn", "E-mail", "Titel", "Enhed", "Niveau")
    assert [row[0] for row in invited[1:]] == [f"Lin{place} Lærke" for place in range(5)]
    assert about[0][1] == f"Inviterede til »{TITLE}«: ledere på niveauet Leder"
