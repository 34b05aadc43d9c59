"""An input round from its first draft to its results, before four Playgrounds at a time.

It is answered before some of the other stories and looked at after them: see conftest.py.
"""

import asyncio
from datetime import datetime, timedelta

import pytest
from playwright.async_api import expect

from bot.calendar import in_copenhagen
from tests.playground.conftest import SitDown
from tests.playground.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECOND = 1000.0  # milliseconds, in which Playwright counts
UNTIL_OPEN = 45 * SECOND  # the half minute to undo, and what sending takes
UNTIL_SHOWN = 20 * SECOND  # presses that come together change a card once
TIME_TO_ANSWER = timedelta(minutes=3)  # a deadline has no seconds, so it may be two
LOOKS, BETWEEN_LOOKS = 20, 10.0  # seconds; by then it is over in any case

TITLE = "Hvad skal vi tale om på ledermødet?"
WHY = "Svarene bruges til at sætte dagsordenen."
WISH = "Færre møder, og dem vi holder, på tværs."
CHANGED = "Færre møder, og mere tid til ledelse ude i husene."


async def test_a_round_is_made_approved_and_answered(sit_down: SitDown, bot_now: datetime) -> None:
    names = ("Signe Sekretær", "Viggo Vejviser", "Luna Legeplads", "Birk Blyant")
    signe, viggo, luna, birk = await asyncio.gather(*map(sit_down, names))
    await asyncio.gather(*(one.ask("hej") for one in (signe, viggo, luna, birk)))

    await makes_it(signe, closes=in_copenhagen(bot_now + TIME_TO_ANSWER))
    await asks_for_approval(signe, of="Viggo Vejviser")
    await viggo.sees("Skal runden åbnes?", "Signe Sekretær beder om et ja.", TITLE)
    await pictured(viggo, "approval")
    await viggo.press("Godkend og åbn for 10")

    for one in (luna, birk):
        await expect(one.last_message).to_contain_text("Jeg deltager ikke", timeout=UNTIL_OPEN)
        await one.sees(TITLE, WHY, "3 spørgsmål, 2 min.", "Du hører resultatet senest den")
    await pictured(luna, "invitation")
    await asyncio.gather(answers(luna, "4", WISH), answers(birk, "2", "Mere ro."))
    await luna.press("Ret mit svar")
    await expect(luna.last_message.get_by_role("textbox")).to_have_value(WISH)
    await luna.last_message.get_by_role("textbox").fill(CHANGED)
    await luna.press("Aflever")
    await luna.sees("Du kan rette dit svar indtil", CHANGED)
    await pictured(luna, "handed-in")

    status = signe.messages.filter(has_text="Med navn · Til alle ledere").last
    await expect(status).to_contain_text("Færre end 5 af 10 har svaret.", timeout=UNTIL_SHOWN)
    assert CHANGED not in await signe.page.inner_text("body")  # nothing before it closes
    await signe.picture("round-status", of=status)


async def test_what_was_answered_is_shown_once_the_round_is_closed(sit_down: SitDown) -> None:
    signe = await sit_down("Signe Sekretær")
    for _ in range(LOOKS):
        await signe.ask("Inputrunder")
        await signe.sees(TITLE)
        await signe.press("Status")
        await signe.sees("Med navn · Til alle ledere")
        if await signe.button("Se resultatet").count():
            break
        await asyncio.sleep(BETWEEN_LOOKS)

    await signe.press("Se resultatet")
    await signe.sees("2 af 10", "Hvordan er det at være leder hos os lige nu?")
    # What the Playground cuts off of a chart stands above it as text.
    await signe.picture("round-results", of=signe.last_message)
    await signe.press("Læs svarene")
    await signe.sees(CHANGED, "Mere ro.", "Luna Legeplads")
    assert WISH not in await signe.last_message.inner_text()
    await pictured(signe, "texts")


async def makes_it(director: Person, *, closes: datetime) -> None:
    """Make a round of the ready-made one that takes the temperature, as far as its plan."""
    await begins(director)
    await pictured(director, "form")
    await begins(director)  # the window's changes may empty the first
    form = director.last_message
    await director.fill("Titel", TITLE)
    await form.get_by_label("Hvorfor spørger I").fill(WHY)
    await form.get_by_label("Senest den dag hører").fill(
        (closes + timedelta(days=7)).date().isoformat()
    )
    await form.get_by_label("Med navn").check()
    await form.get_by_label("Frist den").fill(closes.date().isoformat())
    await form.get_by_label("Frist kl.").fill(closes.strftime("%H:%M"))
    await director.press("Gem og gå videre")
    await director.sees("Hvordan er det at være leder hos os lige nu?")
    await director.last_message.get_by_role("button", name="Ret").first.click()
    await director.press("Gem spørgsmålet")
    await director.sees("Spørgsmålet er gemt.")
    await director.press("Gå videre")
    await director.press("Alle ledere (10)")
    await director.sees("10 ledere", "En anden i direktionen skal godkende den")
    await pictured(director, "plan")


async def begins(director: Person) -> None:
    """Open the form of the ready-made round that takes the temperature."""
    await director.ask("Ny inputrunde")
    await director.last_message.get_by_label("Temperaturmåling").check()
    await director.press("Begynd")
    await director.sees("Hvem ser hvad?")


async def asks_for_approval(director: Person, *, of: str) -> None:
    """Choose who approves, and ask."""
    plan = director.messages.filter(has_text="Hvem skal godkende?").last
    await plan.get_by_role("combobox").click()
    await director.page.get_by_role("option", name=of).click()
    await plan.get_by_role("button", name="Bed om godkendelse").click()
    await expect(director.messages.filter(has_text="Hvem skal godkende?")).to_have_count(0)


async def answers(manager: Person, rating: str, wish: str) -> None:
    """Fill in the three questions and hand them in."""
    await manager.press("Svar")
    form = manager.last_message
    await expect(form.get_by_role("textbox")).to_be_visible()
    for place in (0, 1):
        await form.get_by_label(rating, exact=True).nth(place).check()
    await form.get_by_role("textbox").fill(wish)
    await manager.press("Aflever")
    await manager.sees("Du kan rette dit svar indtil", wish)


async def pictured(person: Person, name: str) -> None:
    """Take a picture of a card of which nothing may be cut off on a phone."""
    assert await person.picture(f"round-{name}", of=person.last_message) == []
