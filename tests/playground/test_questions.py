"""Asking, as it looks in Microsoft's Agents Playground."""

import pytest
from playwright.async_api import expect

from tests.playground.conftest import SitDown
from tests.playground.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Too vague for one answer. The search is free to become good at any of them, but not at all.
VAGUE = (
    "initiativer",
    "ledelse på tværs",
    "tryghed og dialog",
    "hvilke fælles initiativer planlægges i samarbejde",
    "ansvar for opgaver på tværs af forvaltninger",
)


async def ask_vaguely(person: Person) -> None:
    """Have the person ask something that is answered with suggestions."""
    for question in VAGUE:
        await person.ask(question)
        if await person.button("Ingen af dem").count():
            return
    pytest.fail("nothing vague was answered with suggestions")


async def test_a_question_is_answered_with_a_quotation_and_its_source(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")

    await luna.ask("er MED med i det?")

    await luna.sees("»MED-systemet bliver inddraget i udviklingsprocessen.")
    await luna.sees("Kilde: Gengivelse af sagen om udviklingsforløbet: ledermøde og inddragelse")
    await luna.sees("sag 24/277, 6. juni 2024")
    await luna.button("1").press("Enter")
    source = luna.page.get_by_role("dialog")
    await expect(source).to_contain_text("MED-systemet bliver inddraget i udviklingsprocessen.")
    await expect(source).to_contain_text("Sag 24/277, 6. juni 2024: Gengivelse")
    await luna.picture("answer")


async def test_a_thumb_is_taken_in(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")
    await luna.ask("er MED med i det?")

    await luna.page.get_by_role("button", name="Like", exact=True).click()
    dialog = luna.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("præcis")
    await dialog.get_by_role("button", name="Submit").click()

    await expect(dialog).to_contain_text("Thank you")


async def test_what_the_documents_do_not_say_is_said(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")

    await luna.ask("hvornår er ledermødet?")

    await luna.sees("Datoen", "står ikke i dokumenterne. Sagen siger kun, at mødet er årligt.")
    await luna.picture("not-in-the-documents")


async def test_a_suggestion_is_chosen_in_place_and_the_choice_taken_back(
    sit_down: SitDown,
) -> None:
    luna = await sit_down("Luna Legeplads")
    await ask_vaguely(luna)
    await luna.sees("Det nærmeste, jeg fandt", "Kilde: ")
    assert await luna.cut_off_on_a_phone() == []
    await luna.picture("suggestions")
    said = await luna.messages.count()

    await luna.press("Det var svaret")
    await luna.sees("Tak. Dit valg er gemt")
    await luna.picture("suggestion-chosen")
    # Only an edit of the message lasts; the card in the answer to a press doesn't.
    await luna.opens("Chefgruppen")
    await luna.opens("Personal Chat")
    await luna.sees("Tak. Dit valg er gemt")

    await luna.press("Fortryd")
    await expect(luna.button("Ingen af dem")).to_be_visible()
    await expect(luna.messages).to_have_count(said)


async def test_none_of_the_suggestions(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")
    await ask_vaguely(luna)

    await luna.press("Ingen af dem")

    await luna.sees(
        "Ingen af forslagene passede", "gemt spørgsmålet som ubesvaret", "Spørg direktionen"
    )
    await luna.picture("none-of-the-suggestions")
    await luna.press("Vis forslagene igen")
    await expect(luna.button("Det var svaret")).to_be_visible()


async def test_in_a_group_chat_the_bot_answers_who_mentions_it(sit_down: SitDown) -> None:
    karla = await sit_down("Karla Kompas")
    await karla.opens("Chefgruppen")
    await karla.sees("Nævn mig med @")

    await karla.mentions_the_bot("er MED med i det?")
    await karla.page.keyboard.press("Enter")

    await karla.sees("»MED-systemet bliver inddraget", "Kilde: ")
    await karla.picture("group-chat")


async def test_in_a_channel_the_bot_answers_in_the_thread(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")
    await luna.opens("Ledermøde")

    await luna.mentions_the_bot("er MED med i det?")
    await luna.page.get_by_role("button", name="Post").click()

    thread = luna.page.get_by_role("group").filter(has_text="er MED med i det?")
    await expect(thread).to_contain_text("»MED-systemet bliver inddraget")
    await expect(thread).to_contain_text("sag 24/277, 6. juni 2024")
    await luna.picture("channel")
