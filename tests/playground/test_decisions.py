"""A decision from the minutes to the register, before four Playgrounds at a time."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.calendar import in_copenhagen
from bot.language.formats import day
from tests.playground.conftest import Operates, SitDown
from tests.playground.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECOND = 1000.0  # milliseconds, in which Playwright counts
UNTIL_PUBLISHED = 50 * SECOND  # the half minute to undo, and what sending takes
TIME_TO_BE_FOUND = 5.0  # seconds, at most, until a decision is found everywhere

TITLE = "Fælles introduktion af nye ledere"
TEXT = "Hovedudvalget godkendte, at alle nye ledere får en fælles introduktion."
MEANING = "Har du en ny leder, så meld vedkommende til i den første uge."
QUESTION = "Gælder det også souschefer?"
ANSWER = "Ja, fra nytår."
DEED = "Indkalder til den første introduktion"
MINUTES = """Fjordager Kommune
Referat af møde i Hovedudvalget den {held}

Punkt 1. {title}
Sagsnr. 26/117

Indstilling
Formanden indstiller, at det drøftes.

Beslutning
{text}

Ansvarlig: Birk Blyant
Frist: {due}
Opgave: {deed}

Afbud: Otto Ordstyrer
"""


async def test_a_decision_goes_from_the_minutes_to_the_register(
    sit_down: SitDown, operates: Operates, bot_now: datetime, tmp_path: Path
) -> None:
    names = ("Karla Kompas", "Viggo Vejviser", "Luna Legeplads", "Birk Blyant")
    karla, viggo, luna, birk = await asyncio.gather(*map(sit_down, names))
    await asyncio.gather(*(one.ask("hej") for one in (karla, viggo, luna, birk)))
    said = await imports(operates, tmp_path, in_copenhagen(bot_now))
    assert "Jeg fandt 1 beslutning i Hovedudvalget den" in said

    await finishes_the_draft(karla)
    await karla.press("Send til godkendelse")
    await karla.sees("Før du offentliggør", TITLE, "10 ledere")
    await pictured(karla, "plan")
    await asks_for_receipts(karla)
    await asks_for_approval(karla, of="Viggo Vejviser")
    await viggo.sees("Skal det offentliggøres?", TITLE, TEXT, "Karla Kompas beder om et ja.")
    await pictured(viggo, "approval")
    await viggo.press("Godkend for 10")
    await viggo.sees("Fortryd")

    for one in (luna, birk):
        await expect(one.last_message).to_contain_text(MEANING, timeout=UNTIL_PUBLISHED)
        await one.sees(f"Besluttet: {TITLE}", TEXT)
        assert "Otto" not in await one.last_message.inner_text()
    await pictured(luna, "received")
    await asyncio.gather(*(one.press("Jeg har læst det") for one in (luna, birk)))
    for one in (luna, birk):
        await one.sees("Kvitteret")
    await luna.press("Spørg")
    await luna.sees("Spørgsmålet er ikke sendt endnu.")
    await luna.fill("Dit spørgsmål", QUESTION)
    await luna.press("Send spørgsmålet")
    await luna.sees("Birk Blyant")

    await birk.sees(QUESTION, "Luna Legeplads")
    await pictured(birk, "question")
    await birk.press("Svar")
    await birk.fill("Dit svar", ANSWER)
    await birk.press("Send svaret")
    await luna.sees(ANSWER)
    await birk.ask("Mine opfølgninger")
    await birk.sees(TITLE)
    await pictured(birk, "follow-ups")
    await birk.press("I gang")
    await birk.sees("I gang")

    await luna.ask("Beslutninger")
    await luna.sees("Beslutninger", TITLE)
    await pictured(luna, "register")
    await luna.press("Åbn")
    await luna.sees(TEXT, "Birk Blyant", "I gang")
    await pictured(luna, "shown")
    await asyncio.sleep(TIME_TO_BE_FOUND)
    await viggo.ask("skal nye ledere have en fælles introduktion?")
    await viggo.sees(TITLE, "Vis beslutningen")
    quoted = viggo.messages.filter(has_text="Kilde: Beslutning i Hovedudvalget").last
    await expect(quoted).to_contain_text(TEXT)
    await expect(quoted).to_contain_text(day(in_copenhagen(bot_now).date()))
    await karla.ask("Udgivelser")
    await karla.press("Åbn")
    await karla.sees("2 af")
    await pictured(karla, "account")


async def imports(operates: Operates, folder: Path, now: datetime) -> str:
    """Have the operator read minutes for Karla; what the command says."""
    file = folder / "referat.txt"
    due = (now + timedelta(days=14)).date()
    file.write_text(
        MINUTES.format(held=day(now.date()), title=TITLE, text=TEXT, due=day(due), deed=DEED),
        "utf-8",
    )
    return await operates("decisions", "import", str(file), "--af", "karla.kompas@proeve.example")


async def finishes_the_draft(director: Person) -> None:
    """Say what it means, and who is responsible."""
    await director.ask("Beslutningskladder")
    await director.sees(TITLE)
    await director.press("Åbn")
    await director.sees(TEXT)
    await pictured(director, "draft")
    await director.press("Ret teksten")
    await director.fill("Det betyder for dig", MEANING)
    await director.press("Gem og gå videre")
    await director.sees(MEANING)
    responsible = director.last_message.get_by_role("button", name="Ansvarlig", exact=True)
    await director.unfold(director.last_message, "Ansvarlig og mere", responsible)
    await responsible.press("Enter")
    await director.sees("Ansvarlig for beslutningen")
    await director.fill("Find en anden ved navn eller titel", "Birk Blyant")
    await director.press("Gem")
    await director.sees("Birk Blyant", "Send til godkendelse")


async def asks_for_receipts(director: Person) -> None:
    """Choose that who gets it is asked to acknowledge it."""
    plan = director.last_message
    receipts = plan.get_by_text("Bed om kvittering")
    await director.unfold(plan, "Hvem, hvor og kvittering", receipts)
    await receipts.click()
    await plan.get_by_role("button", name="Gem valgene").click()
    await director.sees("De bliver bedt om at kvittere")


async def asks_for_approval(director: Person, *, of: str) -> None:
    """Choose who approves, and ask."""
    plan = director.messages.filter(has_text="Hvem skal godkende?").last
    await plan.get_by_role("combobox").last.click()
    await director.page.get_by_role("option", name=of).click()
    await plan.get_by_role("button", name="Bed om godkendelse").click()
    await expect(director.messages.filter(has_text="Hvem skal godkende?")).to_have_count(0)


async def pictured(person: Person, name: str) -> None:
    """Take a picture of a card of which nothing may be cut off on a phone."""
    assert await person.picture(f"decision-{name}", of=person.last_message) == []
