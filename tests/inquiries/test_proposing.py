"""A manager proposes something, and hears what becomes of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.inquiries import handling
from bot.inquiries.values import Kind, Phase, Theme
from tests.inquiries.asked import answers, doing, inquiries, manager, person, receipts
from tests.teams.fake_teams import FakeTeams, User, filled

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

PROPOSAL: dict[str, Any] = {
    "title": "Drop månedsrapporten",
    "text": "Vi læser den *aldrig*.",
    "background": "Den tager en dag.",
    "theme": "stop",
}


async def proposes(user: User, **inputs: str) -> str:
    """Send a proposal; what the card then says."""
    await user.writes("foreslå")
    return await user.presses("Send forslaget", **PROPOSAL | inputs)


async def test_a_proposal_is_sent_with_a_promise_of_an_outcome(teams: FakeTeams) -> None:
    lin = await manager(teams)

    await lin.writes("Foreslå")
    form = lin.chat.texts[-1]
    await lin.presses("Send forslaget", **PROPOSAL)
    [receipt] = await receipts(lin)

    for theme in (
        "Noget vi kan holde op med",
        "Noget på tværs",
        "Et punkt til ledermødet",
        "Andet",
    ):
        assert theme in form
    assert "Direktionen ser ikke dit navn her. Det er gemt" in form
    assert receipt.startswith("Du får besked her senest fredag den 6. marts")
    assert (
        "taget op (og med hvem), det er besvaret, eller det bliver ikke nu (og hvorfor)" in receipt
    )
    assert "Vi læser den \\*aldrig\\*." in receipt
    [row] = await inquiries(teams)
    assert (row.kind, row.theme, row.title, row.text, row.background, row.hidden) == (
        Kind.PROPOSAL,
        Theme.STOP,
        "Drop månedsrapporten",
        "Vi læser den *aldrig*.",
        "Den tager en dag.",
        False,
    )


async def test_the_same_form_proposes_once(teams: FakeTeams) -> None:
    lin = await manager(teams)
    await lin.writes("foreslå")
    first = lin.pressing("Send forslaget", **PROPOSAL)
    second = lin.pressing("Send forslaget", **PROPOSAL)

    for press in (first, first, second):
        said = await lin.delivers(press)

    assert "Du havde allerede sendt det" in str(said.body)
    assert len(await inquiries(teams)) == 1


@on_one_database
@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("title", "", "Skriv noget her."),
        ("title", "æ" * 121, "Skriv højst 120 tegn. Lige nu er der 121."),
        ("text", " ", "Skriv noget her."),
        ("background", "æ" * 501, "Skriv højst 500 tegn. Lige nu er der 501."),
        ("theme", "", "Vælg det, der passer bedst."),
        ("theme", "noget andet", "Vælg det, der passer bedst."),
        ("sender", "", "Vælg, om direktionen må se dit navn."),
    ],
)
async def test_a_faulty_form_comes_back_filled_in_with_the_error_at_the_field(
    teams: FakeTeams, field: str, value: str, error: str
) -> None:
    lin = await manager(teams)

    again = await proposes(lin, **{field: value})

    assert error in again
    kept = {"sender": "named", **PROPOSAL} | {field: value}
    assert filled(lin.chat.messages[-1].activity) == kept
    press = lin.pressing("Send forslaget")
    first, repeated = await lin.delivers(press), await lin.delivers(press)
    assert first.body["value"]["body"][-1] == repeated.body["value"]["body"][-1]
    assert not await inquiries(teams)


@on_one_database
async def test_a_cpr_number_is_cut_out_of_any_field_before_other_faults(teams: FakeTeams) -> None:
    lin = await manager(teams)

    for field in ("title", "text", "background"):
        typed = {field: "Spørg 010190-1234", "theme": "", "sender": "hidden"}
        said = await proposes(lin, **typed)
        assert "**Jeg har fjernet det, der lignede et CPR-nummer, og intet er sendt." in said
        kept = PROPOSAL | typed | {field: "Spørg [fjernet]"}
        assert filled(lin.chat.messages[-1].activity) == kept

    await lin.presses("Send forslaget", theme="stop")
    [row] = await inquiries(teams)
    assert row.hidden
    assert not lin.sees("1234")


@on_one_database
async def test_a_cpr_number_in_a_proposal_that_was_sent_is_not_shown_either(
    teams: FakeTeams,
) -> None:
    lin = await manager(teams)
    await lin.writes("foreslå")
    first = lin.pressing("Send forslaget", **PROPOSAL)
    stale = lin.pressing("Send forslaget", **PROPOSAL | {"text": "Spørg 010190-1234"})
    await lin.delivers(first)

    said, again = await lin.delivers(stale), await lin.delivers(stale)

    assert "Du havde allerede sendt det, så det er ikke sendt igen." in str(said.body)
    assert "Sendt. Kvitteringen står herunder." in str(again.body)
    assert "1234" not in str((said.body, again.body))
    assert len(await inquiries(teams)) == 1


async def test_a_proposal_is_taken_up_and_its_proposer_hears_with_whom(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await proposes(lin, sender="hidden")
    [row] = await inquiries(teams)
    with_whom = await person(teams, await manager(teams, "Bo Bøg"))

    await handling.take_up(
        teams.sessions, await doing(teams, ada, row.id), with_whom.id, "Vi begynder i maj."
    )
    await teams.delivered()

    [card] = [one for one in lin.chat.texts if "Vi begynder i maj." in one]
    assert card.startswith("Dit forslag er taget op\nDu skrev: »Drop månedsrapporten«")
    assert "Det er Bo Bøg, Dagtilbudsleder, der arbejder videre med det." in card
    assert "Det hjalp" not in card
    assert "Spørg videre" in card
    [listed] = await lin.writes("mine henvendelser")
    assert "Taget op" in listed


async def test_who_a_proposal_is_given_to_is_asked_at_work_and_no_hidden_name_is_told(
    teams: FakeTeams,
) -> None:
    ada, lin, bo = (
        await teams.director("Ada Atlas"),
        await manager(teams),
        await manager(teams, "Bo Bøg"),
    )
    await proposes(lin, sender="hidden")
    [row] = await inquiries(teams)
    teams.clock.now = datetime(2026, 3, 6, 19, 0, tzinfo=UTC)  # a Friday
    await handling.take_up(
        teams.sessions,
        await doing(teams, ada, row.id),
        (await person(teams, bo)).id,
        "Vi begynder i maj.",
    )
    await teams.delivered()
    before = len(bo.chat.messages)

    teams.clock.now = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)
    await teams.delivered()

    assert len(bo.chat.messages) == before + 1
    card = bo.chat.texts[-1]
    assert card.startswith(
        "Ada Atlas har bedt dig arbejde videre med et forslag\n**Drop månedsrapporten**"
    )
    for told in ("Vi læser den \\*aldrig\\*.", "Den tager en dag.", "Vi begynder i maj."):
        assert told in card
    assert "Navnet er skjult for direktionen" in card
    assert not bo.sees("Lærke")
    teams.clock.pass_(timedelta(minutes=1))
    await answers(teams, ada, row.id, "Alligevel ikke.")
    teams.clock.pass_(timedelta(minutes=1))
    await teams.delivered()
    assert "Der er ikke mere at gøre." in bo.chat.texts[-1]


@on_one_database
async def test_a_director_who_works_on_it_themself_is_not_told_so(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await ada.installs()
    await proposes(lin)
    [row] = await inquiries(teams)

    await handling.take_up(
        teams.sessions, await doing(teams, ada, row.id), (await person(teams, ada)).id
    )
    await teams.delivered()

    assert not ada.sees("har bedt dig")
    assert lin.sees("Det er Ada Atlas")


async def test_not_now_comes_with_a_reason(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await manager(teams)
    await proposes(lin)
    [row] = await inquiries(teams)

    await teams.delivered()

    teams.clock.pass_(timedelta(days=1))
    await handling.not_now(teams.sessions, await doing(teams, ada, row.id), "Loven kræver den.")
    await teams.delivered()
    teams.clock.pass_(timedelta(minutes=1))
    [receipt] = await receipts(lin)

    assert receipt.startswith("Ikke nu: det fik du svar på onsdag den 4. marts")
    assert "Du får besked" not in receipt

    [card] = [one for one in lin.chat.texts if "Loven kræver den." in one]
    assert card.startswith("Dit forslag: ikke nu")
    assert "Begrundelsen er:" in card
    assert (await inquiries(teams))[0].phase == Phase.NOT_NOW
