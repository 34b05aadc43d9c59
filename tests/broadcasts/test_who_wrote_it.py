"""Who wrote, approved or returned a broadcast: what they aren't asked, and where it is said."""

from datetime import timedelta

import pytest

from bot.people.values import Audience
from tests.broadcasts import drafting, sent
from tests.broadcasts.sent import TEXT, TITLE, passes
from tests.broadcasts.test_account import status_card
from tests.broadcasts.test_sending import asked, newest, town
from tests.teams.fake_teams import FakeTeams, User, titles

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


def received_by(user: User) -> str:
    """The broadcast as it stands in the person's chat; previews and questions show it, too."""
    [text] = [text for text in user.chat.texts if text.startswith(f"{TITLE}\nFra Direktionen\n")]
    return text


async def everybody(teams: FakeTeams) -> tuple[User, User, list[User]]:
    """Ada wrote to everybody and Anne approved it; a receipt is asked for."""
    ada, anne, managers = await asked(teams, asks_receipt="true")
    await anne.presses("Godkend og send til 4")
    await sent.begins(teams)
    return ada, anne, managers


@pytest.mark.databases("sqlite", "postgresql")
async def test_who_wrote_or_approved_it_gets_it_and_is_not_asked_to_acknowledge(
    teams: FakeTeams,
) -> None:
    ada, anne, [lin, _ole] = await everybody(teams)

    await lin.presses("Jeg har læst det")
    await passes(teams, timedelta(seconds=10))
    [waiting] = await ada.writes("Det venter på dig")

    for one in (ada, anne):
        assert TEXT in received_by(one)
        assert "Jeg har læst det" not in received_by(one)
    assert "1 af 2 har kvitteret" in status_card(ada)
    assert TITLE not in waiting


async def test_they_are_not_reminded_and_do_not_count_as_missing(teams: FakeTeams) -> None:
    ada, anne, [lin, ole] = await everybody(teams)
    await lin.presses("Jeg har læst det")
    await teams.delivered()

    await ada.presses("Påmind")
    form = newest(ada)
    await ada.presses("Påmind den dag", day="2026-03-04")
    await passes(teams, timedelta(days=1))

    assert "Lige nu mangler 1 at kvittere." in form
    assert ole.sees("Husk at kvittere")
    for one in (ada, anne, lin):
        assert not one.sees("Husk at kvittere")


async def test_who_sends_it_alone_is_not_asked_either(teams: FakeTeams) -> None:
    ada = await sent.director(teams, "Ada Ager")
    await sent.managers(teams, "Lin Lærke")

    await sent.sent(teams, ada, audience=Audience(), asks_receipt=True)

    assert "Jeg har læst det" not in received_by(ada)
    assert "0 af 1 har kvitteret" in status_card(ada)


async def test_it_is_said_who_sent_it_back(teams: FakeTeams) -> None:
    """Not only who was asked may: everybody in the directorate."""
    ada, _anne, _managers = await asked(teams)
    bo = await sent.director(teams, "Bo Bæk")
    await bo.writes("Det venter på dig")
    await bo.presses("Se beskeden")
    await teams.settled()

    card = await bo.presses("Send tilbage", comment="Datoen er forkert.")
    await teams.delivered()

    assert f"Bo Bæk har sendt »{TITLE}« tilbage til Ada Ager" in card
    assert f"Bo Bæk har ikke godkendt »{TITLE}«." in newest(ada)


async def test_after_approving_a_correction_a_director_has_one_status_card(
    teams: FakeTeams,
) -> None:
    ada, anne, _managers = await everybody(teams)
    await ada.presses("Ret teksten")
    await teams.settled()
    await ada.presses("Gem og gå videre", text="En ny tekst")
    await ada.presses("Bed om godkendelse")
    await teams.delivered()

    await anne.presses("Godkend rettelsen")
    await teams.delivered()

    with_status = [one for one in anne.chat.messages if "Ret teksten" in titles(one.activity)]
    assert len(with_status) == 1
    assert with_status[0] is anne.chat.messages[-1]
    assert anne.sees_once("Hvad der siden er sket, står i et nyere kort her i chatten.")


async def test_after_a_recall_it_can_be_written_anew_from_the_status_card(
    teams: FakeTeams,
) -> None:
    ada, _anne, _managers = await town(teams)
    await drafting.writes_to_managers(ada)
    await ada.presses("Send til 2")
    await sent.begins(teams)
    await ada.presses("Træk tilbage")
    await ada.presses("Træk tilbage fra 2")
    await sent.begins(teams)

    await ada.presses("Kopiér")
    await teams.delivered()
    preview = await ada.presses("Gem og gå videre", text="En rettet tekst")

    assert "En rettet tekst" in preview
    assert "[Send til 2]" in preview
    assert "[Kopiér]" in status_card(ada)
