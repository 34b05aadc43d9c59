"""What was shown when somebody pressed is what happens, and what they typed isn't lost."""

from datetime import timedelta

import pytest

from bot.broadcasts.following import try_again
from bot.broadcasts.undoing import stop
from bot.broadcasts.values import REASON_LENGTH, Phase
from bot.delivery.models import PersonReach
from tests.broadcasts import drafting, sent
from tests.broadcasts.sent import TEXT, TITLE, passes
from tests.broadcasts.test_account import adds_up, sheets, status_card
from tests.broadcasts.test_sending import FRIDAY_AT_18, asked, newest, one, town
from tests.teams.fake_teams import FakeTeams, User, filled

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

A_MINUTE = timedelta(minutes=1)
A_WHILE = timedelta(seconds=5)
MUCH = "æ" * (REASON_LENGTH + 1)


async def changes(teams: FakeTeams, ada: User, text: str = "En ny tekst") -> None:
    """Have her change the only draft, in another card than the one that was shown last."""
    await ada.writes("Mine kladder")
    await ada.presses("Ret")
    await ada.presses("Gem og gå videre", text=text)
    await teams.delivered()


# The number


async def test_it_is_not_sent_to_more_than_the_number_that_was_pressed(teams: FakeTeams) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_managers(ada)
    await sent.managers(teams, "Ida Is")

    card = await ada.presses("Send til 2")
    nothing = (await one(teams)).phase
    await ada.presses("Send til 3")
    await sent.begins(teams)

    assert "Antallet af modtagere er ændret fra 3 til 4, siden du så det" in card
    assert "[Send til 3]" in card
    assert nothing is Phase.DRAFT
    assert lin.sees_once(TEXT)


async def test_who_approves_says_yes_to_a_number_too(teams: FakeTeams) -> None:
    _ada, anne, [lin, _ole] = await asked(teams)
    await sent.managers(teams, "Ida Is")

    card = await anne.presses("Godkend og send til 4")
    await teams.delivered()
    unsent = (await one(teams)).phase
    await anne.presses("Godkend og send til 5")
    await sent.begins(teams)

    assert "[Godkend og send til 5]" in card
    assert anne.sees("Antallet af modtagere er ændret fra 5 til 6, siden du så det")
    assert unsent is Phase.AWAITING
    assert lin.sees_once(TEXT)


async def test_what_cannot_wait_waits_for_the_right_number_and_keeps_its_reason(
    teams: FakeTeams,
) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_everyone(ada, urgent="true")
    await ada.presses("Send uden godkendelse")
    await sent.managers(teams, "Ida Is")

    card = await ada.presses("Send til 4 uden godkendelse", urgent_reason="Skolen brænder.")
    await teams.settled()
    kept = filled(ada.chat.messages[-1].activity)
    await ada.presses("Send til 5 uden godkendelse")
    await sent.begins(teams)

    assert "er ændret fra 5 til 6" in card
    assert kept == {"urgent_reason": "Skolen brænder."}
    assert lin.sees_once(TEXT)


async def test_a_correction_goes_to_those_who_have_it_however_many_there_are_now(
    teams: FakeTeams,
) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_managers(ada)
    await ada.presses("Send til 2")
    await sent.begins(teams)
    await ada.presses("Ret teksten")
    await ada.presses("Gem og gå videre", text="Vi mødes kl. 10.")
    await sent.managers(teams, "Ida Is")

    await ada.presses("Send rettelsen")
    await teams.delivered()

    assert lin.sees_once("Vi mødes kl. 10.")


# What was typed


async def test_a_reason_is_kept_when_the_draft_was_changed_meanwhile(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_everyone(ada, urgent="true")
    await ada.presses("Send uden godkendelse")
    old = ada.pressing("Send til 4 uden godkendelse", urgent_reason="Skolen brænder.")
    await changes(teams, ada)

    answer = await ada.delivers(old)

    assert "Den er ændret, siden du så den" in str(answer.body)
    assert "En ny tekst" in str(answer.body)
    assert "'value': 'Skolen brænder.'" in str(answer.body)
    assert (await one(teams)).phase is Phase.DRAFT


async def test_a_reason_that_is_too_long_comes_back_with_the_error(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_everyone(ada, urgent="true")
    await ada.presses("Send uden godkendelse")

    card = await ada.presses("Send til 4 uden godkendelse", urgent_reason=MUCH)
    await teams.settled()

    assert "Skriv højst 500 tegn. Lige nu er der 501." in card
    assert filled(ada.chat.messages[-1].activity) == {"urgent_reason": MUCH}


async def test_a_comment_that_is_too_long_comes_back_with_the_error(teams: FakeTeams) -> None:
    ada, anne, _managers = await asked(teams)

    await anne.presses("Send tilbage", comment=MUCH)
    await teams.delivered()
    form = anne.chat.messages[-1]
    said, kept = newest(anne), filled(form.activity)
    await anne.presses("Send tilbage", comment="Ret datoen.")
    await teams.delivered()

    assert "Skriv højst 500 tegn. Lige nu er der 501." in said
    assert kept == {"comment": MUCH}
    assert ada.sees_once("Ret datoen.")


async def test_a_comment_on_what_was_changed_meanwhile_is_given_back(teams: FakeTeams) -> None:
    ada, anne, _managers = await asked(teams)
    late = anne.pressing("Send tilbage", comment="Ret *datoen*.")
    await changes(teams, ada)

    await anne.delivers(late)
    await teams.settled()
    await teams.delivered()

    assert "Ikke sendt tilbage" in newest(anne)
    assert "Ret \\*datoen\\*." in newest(anne)
    assert not ada.sees("datoen")
    assert anne.sees_once("Ændret, siden du blev spurgt")


async def test_a_comment_that_was_sent_is_not_given_back(teams: FakeTeams) -> None:
    _ada, anne, _managers = await asked(teams)
    press = anne.pressing("Send tilbage", comment="Ret datoen.")

    await anne.delivers(press)
    await anne.delivers(press | {"id": "another-press"})
    await teams.delivered()

    assert not anne.sees("Ikke sendt tilbage")
    assert anne.sees_once("Ret datoen.")


async def test_a_segments_name_is_shown_as_it_was_written(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_managers(ada)
    await ada.presses("Se hvem")
    await ada.presses("Gem som målgruppe")

    card = await ada.presses("Gem målgruppen", segment_name="*Chefer* [x](https://x.example)")

    assert "Målgruppen »\\*Chefer\\* \\[x\\]\\(https://x.example\\)« er gemt" in card


# Who did it


async def hurries(teams: FakeTeams, by: User) -> None:
    await by.presses("Send uden godkendelse")
    title = "Send til 4 uden godkendelse"
    await by.presses(title, urgent_reason="Skolen brænder.")
    await teams.delivered()


async def test_who_hurried_is_named_and_what_was_sent_is_shown(teams: FakeTeams) -> None:
    """Ada sends it with Bo's yes; Anne hurries a correction, and another one is never sent."""
    ada, anne, _managers = await town(teams)
    bo = await sent.director(teams, "Bo Bakke")
    await drafting.writes_to_everyone(ada, urgent="true")
    await ada.presses("Bed om godkendelse", approver=str(await drafting.person_id(teams, bo)))
    await teams.delivered()
    await bo.presses("Godkend og send til 5")
    await sent.begins(teams)
    await anne.writes("Fællesbeskeder")
    await anne.presses("Status")
    await anne.presses("Ret teksten")
    await anne.presses("Gem og gå videre", text="Vi mødes kl. 10.")
    await anne.presses("Send uden godkendelse")
    teams.connector.fail(429, retry_after=60, conversation_id=bo.chat.id)
    await anne.presses("Send til 5 uden godkendelse", urgent_reason="Skolen brænder.")
    await teams.delivered()
    await anne.writes("Fællesbeskeder")
    await anne.presses("Status")
    await anne.presses("Ret teksten")
    await anne.presses("Gem og gå videre", text="Aldrig sendt")

    await passes(teams, timedelta(minutes=2))

    [told] = [text for text in bo.chat.texts if text.startswith("Sendt uden godkendelse")]
    assert "Anne Abild har sendt" in told
    assert "Vi mødes kl. 10." in told
    assert "Aldrig sendt" not in told


async def test_what_was_undone_is_not_told_of_as_sent_without_approval(teams: FakeTeams) -> None:
    ada, anne, _managers = await town(teams)
    teams.clock.now = FRIDAY_AT_18
    await drafting.writes_to_everyone(ada, urgent="true")
    await hurries(teams, ada)
    told = newest(anne)

    await ada.presses("Fortryd")
    await teams.delivered()

    assert "Sendt uden godkendelse" in told
    assert newest(anne).startswith("Fortrudt")
    assert not anne.sees("Sendt uden godkendelse")


async def test_the_record_names_only_who_approved_what_was_sent(teams: FakeTeams) -> None:
    """Anne approves it, it is undone and changed, and then it goes without approval."""
    ada, anne, _managers = await asked(teams, urgent="true")
    await anne.presses("Godkend og send til 4")
    await teams.delivered()
    await ada.presses("Fortryd")
    await changes(teams, ada)
    await hurries(teams, ada)
    await sent.begins(teams)

    await ada.presses("Til journal")
    await ada.accepts_file()

    [content] = teams.onedrive.files.values()
    facts = dict(sheets(content)["Fællesbesked"])
    assert facts["Godkendt af"] == "ingen"
    assert facts["Sendt uden godkendelse, fordi"] == "Skolen brænder."
    # No status card, as if she had approved it.
    assert not any(text.startswith(f"{TITLE}\n**") for text in anne.chat.texts)
    assert anne.sees_once("Ændret, siden du blev spurgt")


# After it was sent


async def test_what_was_stopped_is_not_offered_to_be_tried_again(teams: FakeTeams) -> None:
    ada = await sent.director(teams, "Ada Atlas")
    _lin, bo = await sent.managers(teams, "Lin Lærke", "Bo Birk")
    teams.connector.fail(403, code="ConversationBlockedByUser", conversation_id=bo.chat.id)
    broadcast_id = await sent.sent(teams, ada)
    before = status_card(ada)
    by = await sent.person(teams, ada)

    await stop(teams.sessions, broadcast_id, by=by, now=teams.clock())
    await passes(teams, A_WHILE)
    after = status_card(ada)
    await try_again(teams.sessions, broadcast_id, by=by, now=teams.clock())
    await teams.delivered()

    assert "[Prøv igen]" in before
    assert "[Prøv igen]" not in after
    assert "»Prøv igen«" not in after
    assert "Hos 1 var det mislykkedes, da den blev stoppet. Den sendes ikke mere." in after
    assert adds_up(ada) == "1 sendt · 1 kunne ikke nås = 2"
    async with teams.sessions.read() as session:
        known = await session.get(PersonReach, (await sent.person(teams, bo)).id)
    assert known
    assert known.state == "blocked"


async def test_the_status_counts_newcomers_once_they_have_got_it(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_managers(ada, useful_until="2026-03-20", for_newcomers="true")
    await ada.presses("Send til 2")
    await sent.begins(teams)

    await sent.managers(teams, "Ida Is")
    await passes(teams, timedelta(minutes=15))
    await passes(teams, A_MINUTE)

    assert adds_up(ada) == "3 sendt · 1 kunne ikke nås = 4"


async def test_a_reminder_lists_what_was_recalled_no_more(teams: FakeTeams) -> None:
    ada = await sent.director(teams, "Ada Atlas")
    [lin] = await sent.managers(teams, "Lin Lærke")
    await sent.sent(teams, ada, asks_receipt=True)
    await ada.presses("Påmind")
    await ada.presses("Påmind den dag", day="2026-03-04")
    await passes(teams, timedelta(days=1))
    reminded = lin.sees_once("1 besked venter på, at du kvitterer:")

    await ada.presses("Træk tilbage")
    await ada.presses("Træk tilbage fra 1")
    await passes(teams, A_WHILE)

    assert reminded
    assert not lin.sees(TITLE)
