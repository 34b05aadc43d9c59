"""The settings and the events, as they look and work in Microsoft's Agents Playground."""

import pytest

from tests.playground.conftest import SitDown

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_faulty_form_comes_back_filled_in_and_a_good_one_is_saved(
    sit_down: SitDown,
) -> None:
    karla = await sit_down("Karla Kompas")
    await karla.ask("Indstillinger")
    await karla.sees("på hverdage mellem kl. 7.00 og kl. 17.00")
    await karla.picture("settings")

    await karla.press("Ret indstillinger")
    await karla.fill("Med hvilke ord?", "Her er Lederlinjen.")
    await karla.fill("Fra", "18:00")
    await karla.press("Gem")
    await karla.sees("Intet er gemt endnu.", "Arbejdstiden skal slutte, efter at den er begyndt.")
    words = karla.last_message.get_by_label("Med hvilke ord?")
    assert await words.input_value() == "Her er Lederlinjen."
    assert await karla.cut_off_on_a_phone() == []
    await karla.picture("settings-faulty")

    await karla.fill("Fra", "08:30")
    await karla.press("Gem")
    await karla.sees("Gemt. Det gælder fra nu af.", "mellem kl. 8.30 og kl. 17.00")
    await karla.sees("Her er Lederlinjen.")

    await karla.press("Ret indstillinger")
    await karla.fill("Med hvilke ord?", "")
    await karla.fill("Fra", "07:00")
    await karla.press("Gem")
    await karla.sees("Gemt. Det gælder fra nu af.", "mellem kl. 7.00 og kl. 17.00")
    assert "Her er Lederlinjen." not in await karla.last_message.inner_text()

    await karla.ask("Hændelser")
    await karla.sees("ændrede indstillinger: hvornår arbejdstiden begynder, introduktionen")
    await karla.picture("events")


async def test_a_form_is_cancelled_although_a_required_field_is_empty(sit_down: SitDown) -> None:
    karla = await sit_down("Karla Kompas")
    await karla.ask("Indstillinger")
    await karla.press("Ret indstillinger")
    await karla.fill("Fra", "")
    await karla.press("Gem")
    await karla.sees("Udfyld »Fra«.")

    await karla.press("Annullér")

    await karla.sees("på hverdage mellem kl. 7.00 og kl. 17.00", "Ret indstillinger")
