"""A broadcast from its form to its recall, before four Playgrounds at a time."""

import asyncio
import re

import pytest
from playwright.async_api import Locator, expect

from tests.playground.conftest import SitDown
from tests.playground.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECOND = 1000.0  # milliseconds, in which Playwright counts
UNTIL_SENT = 45 * SECOND  # the half minute to undo, and what sending takes
UNTIL_SHOWN = 20 * SECOND  # presses that come together change a card once

TITLE = "Ledermødet er flyttet"
TEXT = "Vi mødes i **kantinen**.\n\n- Kaffe kl. 8.30\n- Start kl. 9.00\n\nHusk blokken."
CORRECTED = "Vi mødes i **byrådssalen**, ikke i kantinen."


async def test_a_broadcast_is_sent_accounted_for_corrected_and_recalled(
    sit_down: SitDown,
) -> None:
    names = ("Karla Kompas", "Viggo Vejviser", "Luna Legeplads", "Birk Blyant")
    karla, viggo, luna, birk = await asyncio.gather(*map(sit_down, names))
    await asyncio.gather(*(one.ask("hej") for one in (karla, viggo, luna, birk)))

    await writes_it(karla)
    await karla.press("Alle ledere (10)")
    await karla.sees("Før du sender", "10 modtagere.", "En anden i direktionen skal godkende den")
    await tries_it(karla)
    await asks_for_approval(karla, of="Viggo Vejviser")
    await karla.sees("Venter på godkendelse", "Viggo Vejviser blev bedt om at godkende den")

    await viggo.sees("Skal den sendes?", "Karla Kompas har skrevet den", "10 modtagere.")
    await pictured(viggo, "approval")
    await viggo.press("Godkend og send til 10")
    await viggo.sees("Sender om 30 sek.", "10 modtagere.")
    await expect(viggo.button("Fortryd")).to_be_visible()
    await expect(status_of(karla)).to_contain_text("Sender om 30 sek.")
    await pictured(viggo, "counting-down")
    await writes_another(karla)  # in the time that there is to undo

    for one in (luna, birk):
        await expect(one.last_message).to_contain_text(TITLE, timeout=UNTIL_SENT)
    received = await last_for_good(luna)
    await pictured(luna, "received")
    await asyncio.gather(*(one.press("Jeg har læst det") for one in (luna, birk)))
    for one in (luna, birk):
        await one.sees("Kvitteret i dag kl.")
    await luna.picture("broadcast-acknowledged", of=received)
    await luna.press("Skriv til afsenderen")
    await luna.last_message.get_by_label("Dit svar").fill("Jeg kommer ti minutter senere.")
    await luna.press("Send svaret")
    await luna.sees("er sendt til afsenderen i dag kl.")

    account = status_of(karla)
    await expect(account).to_contain_text("1 svar til afsenderen", timeout=UNTIL_SHOWN)
    await expect(account).to_contain_text(re.compile("2 af [2-9] har kvitteret"))
    await expect(account).to_contain_text("har ikke Lederlinjen i Teams")  # made up, all of them
    await adds_up(account, to=10)
    await karla.picture("broadcast-account", of=account)

    await viggo.ask("Indbakke")
    await viggo.sees("Svar på fællesbesked", "Jeg kommer ti minutter senere.")
    await viggo.press("Åbn")
    await viggo.sees("Svar på fællesbeskeden", "Jeg kommer ti minutter senere.", "Jeg tager den")
    await viggo.picture("broadcast-reply", of=viggo.last_message)

    await corrects_it(karla)
    await asks_for_approval(karla, of="Viggo Vejviser")
    await viggo.sees("Skal rettelsen sendes?", "byrådssalen")
    await viggo.press("Godkend rettelsen")
    await expect(received).to_contain_text("byrådssalen", timeout=UNTIL_SHOWN)
    await expect(received).to_contain_text("Rettet")
    await expect(received).to_contain_text("Kvitteret")
    await luna.picture("broadcast-corrected", of=received)
    await expect(account).to_contain_text("Rettet", timeout=UNTIL_SHOWN)

    await unfolds_and_presses(account, "Træk tilbage")
    await karla.sees("Træk tilbage?", "Den kan være læst")
    await karla.picture("broadcast-recall-question", of=karla.last_message)
    await karla.last_message.get_by_role("button", name="Træk tilbage fra").click()
    await karla.sees("Jeg fjerner den fra modtagernes chat.")
    # The Playground can't delete a message.
    await expect(received).to_have_text("Beskeden er trukket tilbage.", timeout=UNTIL_SHOWN)
    await luna.picture("broadcast-recalled", of=received)
    await expect(account).to_contain_text("2 nåede at kvittere.", timeout=UNTIL_SHOWN)
    await adds_up(account, to=10)
    await karla.picture("broadcast-account-recalled", of=account)


async def writes_it(director: Person) -> None:
    """Fill in the form, as far as the choice of who gets it."""
    await director.ask("Ny fællesbesked")
    await pictured(director, "form")
    await director.ask("Ny fællesbesked")  # the window's changes may empty the first
    form = director.last_message
    await director.fill("Overskrift", TITLE)
    await director.fill("Tekst (højst", TEXT)
    await form.get_by_label("Tekst på en knap med link").fill("Se dagsordenen")
    await form.get_by_label("Knappens adresse").fill("https://intranet.example/dagsorden")
    await form.get_by_text("Bed om kvittering").click()
    await form.get_by_text("Haster", exact=True).click()  # or it would wait for the morning
    await director.press("Gem og gå videre")
    await director.sees("Hvem skal have den?", f"»{TITLE}«")


async def writes_another(director: Person) -> None:
    """Fill in the form with faults, then without, and throw the draft away."""
    form = await writes_faulty(director)
    assert await form.get_by_label("Overskrift").input_value() == "Referat"
    await director.fill("Tekst (højst", "Husk **blokken**.")
    await director.press("Gem og gå videre")
    await director.sees("Hvem skal have den?")
    await pictured(director, "audience")
    await director.press("Alle ledere (10)")
    await director.sees("Før du sender")
    await pictured(director, "preview")
    await unfolds_and_presses(director.last_message, "Slet kladde")
    await director.sees("»Referat« er slettet. Der er ikke sendt noget.")
    # In a form of its own: the window's changes may empty what is filled in afterwards.
    await writes_faulty(director)
    await pictured(director, "form-faulty")


async def writes_faulty(director: Person) -> Locator:
    """Fill in the form with what Teams wouldn't show; the form as it comes back."""
    await director.ask("Ny fællesbesked")
    form = director.last_message
    await form.get_by_label("Overskrift").fill("Referat")
    await form.get_by_label("Tekst (højst").fill("# Husk blokken")
    await form.get_by_text("Haster", exact=True).click()
    await director.press("Gem og gå videre")
    await director.sees("Intet er gemt endnu.", "Teams viser ikke overskrifter")
    return form


async def tries_it(director: Person) -> None:
    """Have the draft sent to oneself."""
    preview = await last_for_good(director)
    said = await director.messages.count()
    await unfolds_and_presses(director.last_message, "Send til mig")
    await expect(preview).to_contain_text("Den er sendt til dig, og kun til dig.")
    await expect(director.messages).to_have_count(said + 1)
    await director.sees(TITLE, "Sådan ser modtagerne den.")


async def asks_for_approval(director: Person, *, of: str) -> None:
    """Choose who approves, and ask."""
    preview = director.messages.filter(has_text="Hvem skal godkende?").last
    await preview.get_by_role("combobox").click()
    await director.page.get_by_role("option", name=of).click()
    await preview.get_by_role("button", name="Bed om godkendelse").click()
    await expect(director.messages.filter(has_text="Hvem skal godkende?")).to_have_count(0)


async def corrects_it(director: Person) -> None:
    """Write another text, as far as what is shown before it is sent."""
    await unfolds_and_presses(status_of(director), "Ret teksten")
    await director.sees("Ret fællesbeskeden")
    await director.fill("Tekst (højst", CORRECTED)
    await director.press("Gem og gå videre")
    await director.sees("Før du sender rettelsen", "Der kommer ikke en ny besked.")
    await director.picture("broadcast-correction-preview", of=director.last_message)


async def unfolds_and_presses(card: Locator, title: str) -> None:
    """Press a button under "Mere"."""
    button = card.get_by_role("button", name=title)
    await Person.unfold(card, "Mere", button)
    await button.press("Enter")


async def adds_up(account: Locator, *, to: int) -> None:
    """Each person of the audience stands in the account once."""
    line = re.search(r"^(.+) = (\d+)$", await account.inner_text(), re.MULTILINE)
    assert line, await account.inner_text()
    parts = [int(part.split()[0]) for part in line[1].split(" · ")]
    assert sum(parts) == int(line[2]) == to, line[0]


async def pictured(person: Person, name: str) -> None:
    """Take a picture of a card of which nothing may be cut off on a phone."""
    assert await person.picture(f"broadcast-{name}", of=person.last_message) == []


async def last_for_good(person: Person) -> Locator:
    """What is now the last message, and stays what it is when others follow."""
    return person.messages.nth(await person.messages.count() - 1)


def status_of(director: Person) -> Locator:
    """The card that follows the broadcast."""
    return director.messages.filter(has_text="Fra Direktionen · Til alle ledere").last
