"""From the preview to the first message: the plan, a second yes, undo, a time, what comes due."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bot.broadcasts.values import Broadcast, Phase
from bot.delivery.models import Message
from bot.preferences import Changes, change_preferences
from tests.broadcasts import drafting, sent
from tests.broadcasts.sent import TEXT, TITLE, passes
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

HOURS_2 = timedelta(hours=2)
FRIDAY_AT_18 = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
MONDAY_AT_7 = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)


async def town(teams: FakeTeams) -> tuple[User, User, list[User]]:
    """Two directors and two managers, all with the bot; a third manager hasn't got it."""
    ada, anne = await sent.director(teams, "Ada Ager"), await sent.director(teams, "Anne Abild")
    managers = await sent.managers(teams, "Lin Lærke", "Ole Ørn")
    await teams.manager("Per Pil")
    return ada, anne, managers


async def asked(teams: FakeTeams, **inputs: Any) -> tuple[User, User, list[User]]:
    """The same, after Ada asked Anne to approve a broadcast to everybody."""
    ada, anne, managers = await town(teams)
    await drafting.writes_to_everyone(ada, **inputs)
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    return ada, anne, managers


def newest(user: User) -> str:
    """The newest message in the person's chat, as it can be read."""
    return user.chat.texts[-1]


async def one(teams: FakeTeams) -> Broadcast:
    return await drafting.the_broadcast(teams)


async def number_received(teams: FakeTeams) -> int:
    """How many messages of broadcasts stand in chats."""
    async with teams.sessions.read() as session:
        counted = await session.scalar(
            select(func.count()).where(
                Message.kind == "broadcasts.received", Message.shown > 0, Message.wanted > 0
            )
        )
    return counted or 0


# The preview and the number


async def test_the_preview_is_what_receivers_see_and_says_what_will_happen(
    teams: FakeTeams,
) -> None:
    ada, _anne, _managers = await town(teams)

    preview = await drafting.writes_to_everyone(
        ada,
        link_title="Tilmeld dig",
        link="https://kommune.example/tilmeld",
        asks_receipt="true",
        useful_until="2026-03-20",
    )

    assert f"{TITLE}\nFra Direktionen · Gælder til 20. marts 2026\n{TEXT}" in preview
    assert "[Tilmeld dig]" in preview
    assert "**Jeg har læst det**" in preview
    assert "Afsenderen ser, om du har kvitteret." in preview
    assert "5 modtagere. 4 kan nås, 1 kan ikke." in preview
    assert "De har ikke fået fællesbeskeder de seneste syv dage." in preview
    assert "Anne Abild skal godkende den, fordi den er til alle ledere." in preview
    assert "Sendes, når den er godkendt." in preview
    assert "[Bed om godkendelse]" in preview
    assert await number_received(teams) == 0


async def test_a_part_of_the_roster_needs_no_second_yes(teams: FakeTeams) -> None:
    ada, anne, [lin, ole] = await town(teams)

    preview = await drafting.writes_to_managers(ada)
    handed_over = await ada.presses("Send til 2")
    await teams.delivered()
    waiting = newest(ada)
    before = lin.sees(TITLE)
    await sent.begins(teams)

    assert "3 modtagere. 2 kan nås, 1 kan ikke." in preview
    assert "Sendes 30 sekunder efter, at du har trykket »Send«." in preview
    assert "Bekræftet 3. marts 2026 kl. 9.00 til 3 modtagere." in handed_over
    assert "Sender om 30 sek." in waiting
    assert not before
    assert lin.sees_once(TEXT)
    assert ole.sees_once(TEXT)
    assert not anne.sees(TITLE)
    assert "2 sendt · 1 kunne ikke nås = 3" in newest(ada)


async def test_how_many_messages_they_had_lately_is_said(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    for _number in range(3):
        await sent.sent(teams, ada)

    preview = await drafting.writes_to_managers(ada)
    teams.clock.pass_(timedelta(days=8))
    await ada.writes("Mine kladder")
    later = await ada.presses("Åbn")

    assert "fået 2 fællesbeskeder hver de seneste syv dage" in preview
    assert "De har ikke fået fællesbeskeder" in later


async def test_send_to_me_reaches_nobody_else(teams: FakeTeams) -> None:
    ada, anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_managers(ada, asks_receipt="true")

    card = await ada.presses("Send til mig")
    await teams.delivered()

    assert "Den er sendt til dig, og kun til dig." in card
    assert newest(ada).startswith(f"{TITLE}\nFra Direktionen")
    assert not lin.sees(TITLE)
    assert not anne.sees(TITLE)
    assert (await one(teams)).phase is Phase.DRAFT


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_second_press_on_send_sends_nothing_twice(teams: FakeTeams) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_managers(ada)
    presses = [ada.pressing("Send til 2") for _number in range(3)]

    answers = await asyncio.gather(*map(ada.delivers, presses))
    await teams.settled()
    again = await ada.delivers(presses[0])
    await sent.begins(teams)

    assert all(answer.status == 200 for answer in (*answers, again))
    assert lin.sees_once(TEXT)
    assert await number_received(teams) == 2


@pytest.mark.databases("sqlite", "postgresql")
async def test_asking_twice_asks_once(teams: FakeTeams) -> None:
    ada, anne, _managers = await town(teams)
    await drafting.writes_to_everyone(ada)
    presses = [ada.pressing("Bed om godkendelse") for _number in range(3)]

    answers = await asyncio.gather(*map(ada.delivers, presses))
    await teams.delivered()

    assert not any("gik noget galt" in str(answer.body) for answer in answers)
    assert anne.sees_once("Skal den sendes?")


async def test_what_somebody_changed_since_the_preview_is_not_sent(teams: FakeTeams) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    bo = await teams.director("Bo Bakke")
    await drafting.writes_to_managers(ada)
    await bo.writes("Mine kladder")
    await bo.presses("Ret")
    await bo.presses("Gem og gå videre", text="Bos tekst")

    card = await ada.presses("Send til 2")
    nothing = (await one(teams)).phase
    await ada.presses("Send til 2")
    await sent.begins(teams)

    assert "Den er ændret, siden du så den, så der er ikke sendt noget." in card
    assert "Bos tekst" in card
    assert nothing is Phase.DRAFT
    assert lin.sees_once("Bos tekst")


# A second director's yes


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_message_to_everybody_goes_when_a_second_director_says_yes(
    teams: FakeTeams,
) -> None:
    ada, anne, [lin, _ole] = await asked(teams)
    waiting, question = newest(ada), newest(anne)

    approved = await anne.presses("Godkend og send til 4")
    await teams.delivered()
    counting = newest(anne)
    before = lin.sees(TEXT)
    await sent.begins(teams)

    assert "Venter på godkendelse" in waiting
    assert "Anne Abild blev bedt om at godkende den tirsdag den 3. marts kl. 9.00." in waiting
    assert "Ada Ager har skrevet den i direktionens navn og beder om et ja." in question
    assert TEXT in question
    assert "5 modtagere. 4 kan nås, 1 kan ikke." in question
    assert "Sender om 30 sek." in approved
    assert "[Fortryd]" in approved
    assert "Sender om 30 sek." in counting
    assert not before
    assert lin.sees_once(TEXT)
    assert ada.sees_once("4 sendt · 1 kunne ikke nås = 5")
    assert anne.sees_once("4 sendt · 1 kunne ikke nås = 5")


async def test_nobody_approves_what_they_wrote_or_asked_for(teams: FakeTeams) -> None:
    """Also not with a press taken from the approver's card."""
    ada, _anne, [lin, _ole] = await asked(teams)
    draft = await one(teams)

    said = await drafting.forges(
        ada,
        {
            "action": "broadcasts.approve",
            "broadcast_id": str(draft.id),
            "revision": draft.revision,
            "expected": 5,
        },
    )
    await passes(teams, timedelta(minutes=1))

    assert "Du kan ikke godkende noget, du selv har skrevet eller bedt om." in said
    assert not lin.sees(TEXT)
    assert (await one(teams)).phase is Phase.AWAITING


async def test_nobody_asks_themselves_to_approve_what_another_wrote(teams: FakeTeams) -> None:
    ada, anne, _managers = await town(teams)
    await drafting.writes_to_everyone(ada)
    await anne.writes("Mine kladder")

    card = await anne.presses("Åbn")

    assert "Derfor skal Ada Ager, som har skrevet den, bede dig om det." in card
    assert "[Bed om godkendelse]" not in card


async def test_an_approver_must_be_chosen_among_several(teams: FakeTeams) -> None:
    ada, anne, _managers = await town(teams)
    bo = await sent.director(teams, "Bo Bakke")
    preview = await drafting.writes_to_everyone(ada)

    card = await ada.presses("Bed om godkendelse")
    await ada.presses("Bed om godkendelse", approver=str(await drafting.person_id(teams, bo)))
    await teams.delivered()

    assert "En anden i direktionen skal godkende den" in preview
    assert "Vælg, hvem der skal godkende. Der er ikke sendt noget endnu." in card
    assert "Skal den sendes?" in newest(bo)
    assert not anne.sees("Skal den sendes?")


@pytest.mark.databases("sqlite", "postgresql")
async def test_an_edit_voids_the_approval(teams: FakeTeams) -> None:
    """Anne's old card says so, its buttons send nothing, and she is asked about the new one."""
    ada, anne, [lin, _ole] = await asked(teams)
    late = anne.pressing("Godkend og send til 4")
    await ada.writes("Mine kladder")
    form = await ada.presses("Ret")
    await ada.presses("Gem og gå videre", text="En ny tekst")
    await teams.delivered()
    voided = newest(anne)

    answer = await anne.delivers(late)
    await passes(teams, timedelta(minutes=1))
    untouched = lin.sees(TITLE)
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    await anne.presses("Godkend og send til 4")
    await sent.begins(teams)

    assert "Anne Abild er bedt om at godkende den." in form
    assert "Ændret, siden du blev spurgt" in voided
    assert "[Godkend" not in voided
    assert "Ændret, siden du blev spurgt" in str(answer.body)
    assert not untouched
    assert lin.sees_once("En ny tekst")
    assert not lin.sees(TEXT)
    assert anne.sees_once("Ændret, siden du blev spurgt")


async def test_another_audience_or_time_voids_it_too(teams: FakeTeams) -> None:
    ada, anne, _managers = await asked(teams)
    draft = await one(teams)
    press = {"action": "broadcasts.choose_everyone", "broadcast_id": str(draft.id)}
    await drafting.forges(ada, press)
    same = (await one(teams)).phase

    await drafting.forges(
        ada,
        {"action": "broadcasts.choose_audience", "broadcast_id": str(draft.id), "levels": "chef"},
    )
    await teams.delivered()

    assert same is Phase.AWAITING
    assert (await one(teams)).phase is Phase.DRAFT
    assert "Ændret, siden du blev spurgt" in newest(anne)


async def test_a_no_comes_back_with_its_reason(teams: FakeTeams) -> None:
    ada, anne, [lin, _ole] = await asked(teams)

    without = await anne.presses("Send tilbage")
    still = newest(anne)
    card = await anne.presses("Send tilbage", comment="Datoen er forkert.")
    await teams.delivered()
    told = newest(ada)
    await ada.presses("Åbn kladden")
    await teams.settled()
    preview = newest(ada)
    await ada.presses("Bed om godkendelse")
    await teams.delivered()

    assert "Skriv i feltet, hvad der skal rettes" in without
    assert "[Send tilbage]" in still
    assert "Anne Abild har sendt »Årsmødet er flyttet« tilbage til Ada Ager med ordene:" in card
    assert "Datoen er forkert." in card
    assert "Sendt tilbage til dig" in told
    assert "Datoen er forkert." in told
    assert not lin.sees(TITLE)
    assert "Før du sender" in preview
    assert "Skal den sendes?" in newest(anne)
    assert anne.sees_once("Datoen er forkert.")


async def test_who_asked_may_take_it_back(teams: FakeTeams) -> None:
    ada, anne, [lin, _ole] = await asked(teams)

    await ada.presses("Gør den til kladde igen")
    await teams.delivered()

    assert "Ændret, siden du blev spurgt" in newest(anne)
    assert (await one(teams)).phase is Phase.DRAFT
    assert not lin.sees(TITLE)


async def test_another_director_than_the_one_who_was_asked_may_say_yes(
    teams: FakeTeams,
) -> None:
    ada, anne, [lin, _ole] = await town(teams)
    bo = await sent.director(teams, "Bo Bakke")
    await drafting.writes_to_everyone(ada)
    await ada.presses("Bed om godkendelse", approver=str(await drafting.person_id(teams, anne)))
    await teams.delivered()
    await bo.writes("Det venter på dig")
    await bo.presses("Se beskeden")

    await bo.presses("Godkend og send til 5")
    await sent.begins(teams)

    assert lin.sees_once(TEXT)
    assert anne.sees_once("5 sendt · 1 kunne ikke nås = 6")
    assert bo.sees_once("5 sendt · 1 kunne ikke nås = 6")
    assert not anne.sees("Skal den sendes?")


async def test_a_draft_thrown_away_leaves_nothing_to_approve(teams: FakeTeams) -> None:
    ada, anne, _managers = await asked(teams)
    draft = await one(teams)

    await drafting.forges(
        ada,
        {"action": "broadcasts.discard", "broadcast_id": str(draft.id), "title": TITLE},
    )
    await teams.delivered()
    gone = newest(anne)
    await drafting.forges(ada, {"action": "broadcasts.keep", "broadcast_id": str(draft.id)})
    await teams.delivered()

    assert "Kladden er slettet" in gone
    assert "Ændret, siden du blev spurgt" in newest(anne)
    assert (await one(teams)).phase is Phase.DRAFT


async def test_a_slow_approver_is_reminded_and_the_stand_in_asked(teams: FakeTeams) -> None:
    ada, anne, [lin, _ole] = await town(teams)
    bo = await sent.director(teams, "Bo Bakke")
    stand_in = await drafting.person_id(teams, bo)
    await prefers(teams, ada, {"stand_ins": {await drafting.person_id(teams, anne): stand_in}})
    await drafting.writes_to_everyone(ada)
    await ada.presses("Bed om godkendelse", approver=str(await drafting.person_id(teams, anne)))
    await passes(teams, HOURS_2 - timedelta(minutes=1))
    early = bo.sees("Skal den sendes?")

    await passes(teams, timedelta(minutes=1))
    reminded = sum("Skal den sendes?" in text for text in anne.chat.texts)
    await bo.presses("Godkend og send til 5")
    await passes(teams, timedelta(minutes=1))

    assert not early
    assert reminded == 2
    assert lin.sees_once(TEXT)
    assert not anne.sees("Skal den sendes?")
    assert not bo.sees("Skal den sendes?")


async def test_a_slow_approver_is_reminded_in_working_hours_only(teams: FakeTeams) -> None:
    teams.clock.now = FRIDAY_AT_18 - timedelta(hours=2)
    _ada, anne, _managers = await asked(teams)

    await passes(teams, HOURS_2)
    friday = sum("Skal den sendes?" in text for text in anne.chat.texts)
    teams.clock.now = MONDAY_AT_7
    await teams.delivered()

    assert friday == 1
    assert sum("Skal den sendes?" in text for text in anne.chat.texts) == 2


async def test_what_is_not_approved_in_time_is_not_sent(teams: FakeTeams) -> None:
    ada, anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_everyone(ada)
    await ada.presses("Vælg tidspunkt")
    preview = await ada.presses("Gem tidspunktet", day="2026-03-03", at="10:30")
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    late = anne.pressing("Godkend og send til 4")

    await passes(teams, timedelta(minutes=90))
    told = newest(ada)
    answer = await anne.delivers(late)
    await passes(teams, timedelta(hours=1))

    assert "Sendes i dag kl. 10.30." in preview
    assert "Ikke sendt" in told
    assert "ingen nåede at godkende den" in told
    assert "Ændret, siden du blev spurgt" in str(answer.body)
    assert not lin.sees(TITLE)
    assert (await one(teams)).phase is Phase.DRAFT


async def test_what_was_not_approved_in_time_goes_as_soon_as_it_is_asked_about_again_and_approved(
    teams: FakeTeams,
) -> None:
    ada, anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_everyone(ada)
    await ada.presses("Vælg tidspunkt")
    await ada.presses("Gem tidspunktet", day="2026-03-03", at="10:30")
    await ada.presses("Bed om godkendelse")
    await passes(teams, timedelta(minutes=91))

    await ada.presses("Åbn kladden")
    await teams.settled()
    preview = newest(ada)
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    await anne.presses("Godkend og send til 4")
    await sent.begins(teams)

    assert "Sendes, når den er godkendt." in preview
    assert lin.sees_once(TEXT)


async def test_one_director_alone_needs_no_second_yes(teams: FakeTeams) -> None:
    ada = await sent.director(teams, "Ada Ager")
    await sent.managers(teams, "Lin Lærke")

    preview = await drafting.writes_to_everyone(ada)

    assert "[Send til 2]" in preview


async def test_the_directorate_may_do_without_a_second_yes(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    await prefers(teams, ada, {"second_approval": False})

    preview = await drafting.writes_to_everyone(ada)

    assert "[Send til 4]" in preview


async def test_a_correction_to_everybody_needs_a_yes_too(teams: FakeTeams) -> None:
    ada, anne, [lin, _ole] = await asked(teams)
    await anne.presses("Godkend og send til 4")
    await sent.begins(teams)

    await ada.presses("Ret teksten")
    await teams.settled()
    await ada.presses("Gem og gå videre", text="Vi mødes kl. 10.")
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    question = newest(anne)
    unsent = lin.sees("kl. 10")
    await anne.presses("Godkend rettelsen")
    await teams.delivered()

    assert "Skal rettelsen sendes?" in question
    assert not unsent
    assert lin.sees_once("Vi mødes kl. 10.")


# Urgent


async def test_something_urgent_goes_without_approval_for_a_reason_that_all_directors_see(
    teams: FakeTeams,
) -> None:
    ada, anne, [lin, _ole] = await town(teams)
    teams.clock.now = FRIDAY_AT_18
    await drafting.writes_to_everyone(ada, urgent="true")
    question = await ada.presses("Send uden godkendelse")

    without = await ada.presses("Send til 4 uden godkendelse")
    nothing = (await one(teams)).phase
    await ada.presses("Send til 4 uden godkendelse", urgent_reason="Skolen brænder.")
    await teams.delivered()
    told = newest(anne)
    await sent.begins(teams)

    assert "Hele direktionen får straks din begrundelse at se." in question
    assert "Skriv, hvorfor den ikke kan vente." in without
    assert nothing is Phase.DRAFT
    assert "Ada Ager har sendt" in told
    assert "Skolen brænder." in told
    assert lin.sees_once(TEXT)


async def test_what_is_not_urgent_never_goes_without_approval(teams: FakeTeams) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    preview = await drafting.writes_to_everyone(ada)
    draft = await one(teams)

    await drafting.forges(
        ada,
        {
            "action": "broadcasts.send_unapproved",
            "broadcast_id": str(draft.id),
            "revision": draft.revision,
            "expected": 5,
            "urgent_reason": "Fordi jeg vil.",
        },
    )
    await passes(teams, timedelta(minutes=1))

    assert "[Send uden godkendelse]" not in preview
    assert (await one(teams)).phase is Phase.DRAFT
    assert not lin.sees(TITLE)


# Undo and stop


@pytest.mark.databases("sqlite", "postgresql")
async def test_it_can_be_undone_for_thirty_seconds(teams: FakeTeams) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_managers(ada)
    await ada.presses("Send til 2")
    await teams.delivered()
    await passes(teams, timedelta(seconds=29))

    undone = await ada.presses("Fortryd")
    await passes(teams, timedelta(minutes=5))

    assert "Kladde: den er ikke sendt" in undone
    assert (await one(teams)).phase is Phase.DRAFT
    assert not lin.sees(TITLE)


async def test_an_undo_that_comes_too_late_changes_nothing_and_says_so(teams: FakeTeams) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_managers(ada)
    await ada.presses("Send til 2")
    await teams.delivered()
    undo = ada.pressing("Fortryd")
    await sent.begins(teams)

    answer = await ada.delivers(undo)
    await teams.settled()

    assert answer.status == 200
    assert ada.sees("Det var for sent at fortryde")
    assert (await one(teams)).phase is Phase.SENT
    assert lin.sees_once(TEXT)


async def test_the_approver_may_undo_it_too(teams: FakeTeams) -> None:
    ada, anne, [lin, _ole] = await asked(teams)
    await anne.presses("Godkend og send til 4")
    await teams.delivered()

    await anne.presses("Fortryd")
    await passes(teams, timedelta(minutes=1))

    assert "Fortrudt" in newest(anne)
    assert "Kladde: den er ikke sendt" in newest(ada)
    assert not lin.sees(TITLE)


async def test_a_draft_is_thrown_away_and_taken_back(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_managers(ada)

    thrown = await ada.presses("Slet kladde")
    none = await drafting.broadcasts(teams)
    back = await ada.presses("Fortryd")

    assert f"»{TITLE}« er slettet. Der er ikke sendt noget." in thrown
    assert not none
    assert "Kladden er her igen." in back
    assert (await one(teams)).audience == sent.MANAGERS


# When


async def test_off_work_it_waits_until_people_are_at_work(teams: FakeTeams) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    teams.clock.now = FRIDAY_AT_18

    preview = await drafting.writes_to_managers(ada)
    await ada.presses("Send til 2")
    await passes(teams, timedelta(minutes=5))
    friday = lin.sees(TITLE)
    teams.clock.now = MONDAY_AT_7 - timedelta(minutes=1)
    await teams.delivered()
    early = lin.sees(TITLE)
    await passes(teams, timedelta(minutes=1))

    assert "Uden for arbejdstid: sendes mandag den 9. marts kl. 7.00." in preview
    assert not friday
    assert not early
    assert lin.sees_once(TEXT)


async def test_in_the_evening_it_waits_until_tomorrow(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    teams.clock.now = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)

    preview = await drafting.writes_to_managers(ada)

    assert "Uden for arbejdstid: sendes i morgen kl. 7.00." in preview


@pytest.mark.parametrize(
    ("now", "day", "moment"),
    [
        # Summer time begins on 29 March 2026, and ends on 25 October 2026.
        (datetime(2026, 3, 27, 8, tzinfo=UTC), "2026-03-30", datetime(2026, 3, 30, 6, tzinfo=UTC)),
        (
            datetime(2026, 10, 23, 8, tzinfo=UTC),
            "2026-10-26",
            datetime(2026, 10, 26, 7, tzinfo=UTC),
        ),
    ],
)
async def test_a_time_across_a_change_of_the_clocks_is_kept_on_the_wall(
    teams: FakeTeams, now: datetime, day: str, moment: datetime
) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    teams.clock.now = now
    await drafting.writes_to_managers(ada)

    await ada.presses("Vælg tidspunkt")
    preview = await ada.presses("Gem tidspunktet", day=day, at="08:00")
    await ada.presses("Send til 2")
    teams.clock.now = moment - timedelta(minutes=1)
    await teams.delivered()
    early = lin.sees(TITLE)
    await passes(teams, timedelta(minutes=1))

    assert "kl. 8.00." in preview
    assert not early
    assert lin.sees_once(TEXT)


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"day": "2026-03-29", "at": "02:30"}, "Det klokkeslæt findes ikke den nat"),
        ({"day": "2026-03-03", "at": "08:59"}, "Det tidspunkt er passeret."),
        ({"day": "", "at": "10:00"}, "Vælg en dag."),
        ({"day": "2026-03-29", "at": ""}, "Vælg et klokkeslæt."),
    ],
)
async def test_a_time_that_cannot_be_comes_back_with_the_error(
    teams: FakeTeams, inputs: dict[str, str], said: str
) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_managers(ada)
    await ada.presses("Vælg tidspunkt")

    card = await ada.presses("Gem tidspunktet", **inputs)

    assert said in card
    assert "Hvornår skal den sendes?" in card
    assert (await one(teams)).send_at is None


async def test_a_time_is_taken_away_again(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_managers(ada)
    await ada.presses("Vælg tidspunkt")
    await ada.presses("Gem tidspunktet", day="2026-03-05", at="10:00")

    await ada.presses("Vælg tidspunkt")
    preview = await ada.presses("Send ved bekræftelse")

    assert "Sendes 30 sekunder efter" in preview
    assert (await one(teams)).send_at is None


async def test_what_no_longer_holds_when_it_would_go_is_not_sent(teams: FakeTeams) -> None:
    ada, _anne, [lin, _ole] = await town(teams)
    teams.clock.now = FRIDAY_AT_18
    await drafting.writes_to_managers(ada, useful_until="2026-03-07")

    card = await ada.presses("Send til 2")
    await passes(teams, timedelta(days=4))

    assert "Den gælder ikke længere, når den sendes." in card
    assert (await one(teams)).phase is Phase.DRAFT
    assert not lin.sees(TITLE)


async def test_who_joins_while_it_holds_gets_it_too(teams: FakeTeams) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_managers(ada, useful_until="2026-03-20", for_newcomers="true")
    await ada.presses("Send til 2")
    await sent.begins(teams)

    [ida] = await sent.managers(teams, "Ida Is")
    await passes(teams, timedelta(minutes=15))

    assert ida.sees_once(TEXT)


async def test_two_broadcasts_at_once_are_kept_apart(teams: FakeTeams) -> None:
    ada, anne, [lin, _ole] = await town(teams)
    await drafting.writes_to_managers(ada, title="Den første", text="Adas besked")
    await drafting.writes_to_managers(anne, title="Den anden", text="Annes besked")

    await asyncio.gather(ada.presses("Send til 2"), anne.presses("Send til 2"))
    await sent.begins(teams)

    assert lin.sees_once("Adas besked")
    assert lin.sees_once("Annes besked")
    assert ada.sees_once("2 sendt · 1 kunne ikke nås = 3")
    assert anne.sees_once("2 sendt · 1 kunne ikke nås = 3")


async def test_who_never_heard_of_the_bot_is_introduced_to_it_once(teams: FakeTeams) -> None:
    ada, anne, [lin, ole] = await town(teams)
    await prefers(
        teams,
        ada,
        {
            "introduction": "Her hører I fra os.\nSvar gerne.",
            "introduction_sender": await drafting.person_id(teams, anne),
        },
    )
    await ole.writes("er MED med i det?")

    await sent.sent(teams, ada)
    await sent.sent(teams, ada, title="Den næste")

    assert lin.sees_once("Hilsen fra Anne Abild")
    [introduction] = [text for text in lin.chat.texts if "Hilsen fra" in text]
    assert "Her hører I fra os." in introduction
    assert "Automatisk tjeneste." in introduction
    assert "Dine spørgsmål gemmes med dit navn" in introduction
    assert not ole.sees("Hilsen fra")


# Who may


MAY_NOT = (
    "broadcasts.send",
    "broadcasts.show_hurry",
    "broadcasts.send_unapproved",
    "broadcasts.send_to_me",
    "broadcasts.show_time",
    "broadcasts.save_time",
    "broadcasts.send_at_once",
    "broadcasts.discard",
    "broadcasts.keep",
    "broadcasts.approve",
    "broadcasts.return",
    "broadcasts.take_back",
)


async def test_a_manager_who_forges_a_press_is_refused(teams: FakeTeams) -> None:
    _ada, anne, [lin, ole] = await asked(teams)
    draft = await one(teams)
    about = {
        "broadcast_id": str(draft.id),
        "revision": draft.revision,
        "expected": 5,
        "title": TITLE,
        "comment": "Nej.",
        "urgent_reason": "Nu.",
    }

    for action in MAY_NOT:
        said = await drafting.forges(lin, {"action": action} | about)
        assert "Det er kun direktionen og dens sekretariat, der kan det." in said, action
    await passes(teams, timedelta(minutes=1))

    assert await one(teams) == draft
    assert "Skal den sendes?" in newest(anne)
    assert not ole.sees(TITLE)


async def test_a_press_about_nothing_is_answered_kindly(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    said = await drafting.forges(
        ada,
        {
            "action": "broadcasts.send",
            "broadcast_id": str(UUID(int=7)),
            "revision": 1,
            "expected": 5,
        },
    )

    assert "Den fællesbesked er slettet, og der er ikke sket noget." in said


async def prefers(teams: FakeTeams, user: User, changes: Changes) -> None:
    """Have the director decide something in the settings."""
    by = await sent.person(teams, user)
    await change_preferences(teams.sessions, changes, by=by, now=teams.clock())
