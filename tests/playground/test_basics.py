"""What everyone meets, as it looks in Microsoft's Agents Playground."""

import pytest
from playwright.async_api import expect

from tests.playground.conftest import SitDown

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_welcome_is_shown_when_the_page_is_first_opened(sit_down: SitDown) -> None:
    aase = await sit_down("Åse Årshjul")

    await aase.sees("Velkommen til Lederlinjen", "Hej Åse.", "Prøv for eksempel:")
    await aase.sees("Dine spørgsmål gemmes med dit navn")
    await aase.picture("welcome")

    # Each opening is told to the bot as an installation; whoever opens it again isn't new.
    await aase.arrives(aase.page.url)
    await aase.ask("hej")
    await aase.sees("Hej Åse.")
    await expect(aase.messages).to_have_count(1)


async def test_an_example_is_answered_when_it_is_pressed(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")
    await luna.ask("hjælp")

    await luna.press("Hvordan er MED med?")

    await luna.sees("Kilde: ")


async def test_help_says_what_the_bot_can_do(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")

    await luna.ask("Hjælp")

    await luna.sees("Det kan jeg hjælpe med", "Spørg direktionen", "Automatisk tjeneste")
    headings = luna.last_message.get_by_role("heading")
    await expect(headings).to_have_text(["Det kan jeg hjælpe med", "Det kan du også skrive"])
    await luna.picture("help")
    await luna.unfold(
        luna.last_message, "Flere ting, du kan skrive", luna.button("Mine oplysninger")
    )


async def test_on_a_phone_nothing_of_the_help_is_cut_off(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")

    await luna.ask("Hjælp")

    assert await luna.cut_off_on_a_phone() == []


async def test_a_chosen_language_is_spoken_to_one_person_only(sit_down: SitDown) -> None:
    karla = await sit_down("Karla Kompas")
    await karla.ask("Sprog")
    await karla.sees("Hvilket sprog skal jeg bruge?")
    await karla.picture("language")

    await karla.press("English")
    await karla.sees("I will write English to you")
    await karla.picture("language-chosen")
    await karla.ask("Help")
    await karla.sees("How I can help", "For the directorate only")
    await karla.picture("help-in-english")
    await karla.unfold(karla.last_message, "Decisions", karla.button("Publications"))
    assert await karla.cut_off_on_a_phone() == []

    luna = await sit_down("Luna Legeplads")
    await luna.ask("Hjælp")
    await luna.sees("Spørg direktionen")

    karla = await sit_down("Karla Kompas")
    await karla.ask("Language")
    await karla.press("Dansk")
    await karla.sees("Jeg skriver dansk til dig")
    await karla.ask("Hjælp")
    await karla.sees("Kun for direktionen")
    await karla.ask("Status")
    await karla.sees("Lige nu")
    await karla.picture("status")
    assert await karla.cut_off_on_a_phone() == []


async def test_people_see_what_is_stored_about_them(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")
    await luna.ask("er MED med i det?")

    await luna.ask("Mine oplysninger")

    await luna.sees("Det er gemt om dig", "Luna Legeplads", "Dagtilbudsleder", "MED")
    await luna.sees("Fra din brug", "Dine spørgsmål:")
    assert await luna.cut_off_on_a_phone() == []
    await luna.picture("own-data")
