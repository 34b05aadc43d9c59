"""What a manager sends to the directorate, in Microsoft's Agents Playground."""

import asyncio

import pytest
from playwright.async_api import expect

from tests.playground.conftest import SitDown

pytestmark = pytest.mark.asyncio(loop_scope="session")

TIME_TO_BE_FOUND = 5.0  # seconds, at most, until a saved answer is found everywhere
QUESTION = "Kan jeg få refunderet en parkeringsbøde?"
ANSWER = "Nej, bøder betaler man selv, også når man er i byen for kommunen."


async def test_what_the_documents_dont_say_is_sent_to_the_directorate(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")
    await luna.ask("hvornår er ledermødet?")
    await luna.sees("Det kan jeg ikke svare på", "Du kan sende spørgsmålet til direktionen")
    await luna.picture("not-in-the-documents")

    await luna.press("Spørg direktionen")
    await luna.sees("Spørgsmålet er ikke sendt endnu", "whistleblowerordningen")
    assert await luna.cut_off_on_a_phone() == []
    await luna.picture("question-form", of=luna.last_message)
    said = await luna.messages.count()
    await luna.press("Send til direktionen")

    await luna.sees("Du får svar her senest", "hvornår er ledermødet?", "Træk den tilbage")
    await luna.picture("question-sent", of=luna.last_message)
    await expect(luna.messages).to_have_count(said + 1)  # the form's, and the receipt
    await luna.press("Træk den tilbage")
    await luna.sees("Det kan ikke fortrydes", "Ja, træk den tilbage")
    await luna.press("Ja, træk den tilbage")
    await luna.sees("Du har trukket det tilbage")


async def test_a_proposal_is_sent_and_found_again(sit_down: SitDown) -> None:
    luna = await sit_down("Luna Legeplads")
    await luna.ask("foreslå")
    await luna.sees("Foreslå noget for direktionen", "Noget vi kan holde op med")
    assert await luna.cut_off_on_a_phone() == []
    await luna.picture("proposal-form", of=luna.last_message)
    await luna.last_message.get_by_label("Forslaget i få ord").fill("Drop månedsrapporten")
    await luna.last_message.get_by_label("Hvad foreslår du?").fill("Ingen læser den.")
    await luna.last_message.get_by_label("Noget vi kan holde op med").check()
    await luna.last_message.get_by_label("Skjul mit navn for direktionen").check()
    await luna.press("Send forslaget")
    await luna.sees("Du får besked her senest", "Direktionen ser ikke dit navn her.")
    await luna.picture("proposal-sent", of=luna.last_message)

    await luna.ask("mine henvendelser")
    await luna.sees("Drop månedsrapporten", "Du får besked her senest")
    await luna.picture("own-inquiries", of=luna.last_message)


async def test_an_answer_comes_back_and_helps_the_next_who_asks(sit_down: SitDown) -> None:
    names = ("Karla Kompas", "Luna Legeplads", "Birk Blyant")
    karla, luna, birk = await asyncio.gather(*map(sit_down, names))
    await asyncio.gather(*(one.ask("hej") for one in (karla, luna, birk)))

    await luna.ask(QUESTION)
    await luna.press("Spørg direktionen")
    await luna.sees("Spørgsmålet er ikke sendt endnu")
    await luna.press("Send til direktionen")
    await luna.sees("Du får svar her senest")

    await karla.ask("indbakke")
    await karla.sees("Luna Legeplads", QUESTION)
    await karla.picture("inbox", of=karla.last_message)
    # All are due on the same day, so the newest stands last.
    await karla.last_message.get_by_role("button", name="Åbn", exact=True).last.click()
    await karla.sees(
        QUESTION, "Luna Legeplads", "Lederlinjen svarede, at det ikke står i dokumenterne."
    )
    await karla.picture("inquiry", of=karla.last_message)
    await karla.press("Svar")
    await karla.picture("answering", of=karla.last_message)
    await karla.fill("Dit svar", ANSWER)
    await karla.press("Svar og gem som viden")
    await karla.sees("Gem og se det")
    await karla.picture("saving-an-answer", of=karla.last_message)
    await karla.press("Gem og se det")
    await karla.sees("Sådan ser en leder det", ANSWER)
    await karla.picture("knowledge-draft", of=karla.last_message)
    await karla.press("Udgiv")
    await karla.sees("Udgivet")

    await luna.sees("Svar på dit spørgsmål", ANSWER, "Karla Kompas", "Spørg videre")
    await luna.picture("answer", of=luna.last_message)
    await luna.press("Det hjalp")
    await luna.sees("hjalp")

    await asyncio.sleep(TIME_TO_BE_FOUND)
    await birk.ask("kan man få refunderet parkeringsbøder")
    await birk.sees(ANSWER, "Svar fra")
    await birk.picture("saved-answer", of=birk.last_message)
