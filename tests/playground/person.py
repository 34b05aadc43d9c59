"""Somebody before the Playground, with what people do there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, ViewportSize, expect

PICTURES = Path(__file__).parents[2] / "screenshots"
AT_WORK = ViewportSize(width=1500, height=900)  # wide enough for the list of chats to stay in sight
WIDE = ViewportSize(width=1100, height=1000)
NARROW = ViewportSize(width=380, height=1300)  # taller than a phone, so that a whole card is seen

# The Playground itself refuses to be narrower than 600 px, and a card than 450: in a narrow window
# it would cut off what Teams wraps.
AS_ON_A_PHONE = """
    #root div { min-width: 0 !important; }
    .fai-OutputCard { max-width: 320px !important; box-sizing: border-box !important; }
    .fai-OutputCard > div { width: 100% !important; }
"""
UNTIL_DRAWN = 0.7  # seconds
UNTIL_WIDE = 0.2  # seconds, in which a card takes the width of a changed window
DRAWN_ANEW = 4  # times at most
STILL = "* { transition: none !important; animation: none !important; }"
SCROLL_TO = "message => message.scrollIntoView({ block: 'end' })"
CUT_OFF = """
    message => [...message.querySelectorAll(".ac-adaptiveCard *")]
        .filter(part => part.clientWidth && part.scrollWidth > part.clientWidth + 1)
        .map(part => part.innerText)
"""


@dataclass(frozen=True)
class Person:
    """A person of the trial's roster, in a chat or a channel."""

    page: Page

    async def arrives(self, url: str) -> None:
        """Open the page, which begins with an empty personal chat: it keeps no history."""
        await self.page.goto(url)
        await self.page.add_style_tag(content=STILL)
        await self.page.get_by_role("button", name="Hide log panel").click()

    @property
    def messages(self) -> Locator:
        """What the bot has said in this chat."""
        return self.page.locator(".fai-OutputCard")

    @property
    def last_message(self) -> Locator:
        """The last thing that the bot has said."""
        return self.messages.last

    def button(self, title: str) -> Locator:
        """The first button of the last message that says this."""
        return self.last_message.get_by_role("button", name=title, exact=True).first

    async def ask(self, text: str) -> None:
        """Write to the bot and wait for its answer."""
        before = await self.messages.count()
        await self._box.fill(text)
        await self._box.press("Enter")
        # One, or more: a welcome or a notice may come in between.
        await expect(self.messages.nth(before)).not_to_be_empty()

    async def press(self, title: str) -> None:
        """Press a button of the last message."""
        await self.button(title).click()

    async def fill(self, label: str, text: str) -> None:
        """Fill in a field of the last message.

        A card that a press gave is drawn once more when its message is edited for good, a moment
        later, and forgets what was typed in between: faster than a person is.
        """
        field = self.last_message.get_by_label(label)
        for _ in range(DRAWN_ANEW):
            await field.fill(text)
            await asyncio.sleep(UNTIL_DRAWN)
            if await field.input_value() == text:
                return
        raise AssertionError(f"{label} is emptied again and again")

    async def sees(self, *texts: str) -> None:
        """Wait until the last message says all of this."""
        for text in texts:
            await expect(self.last_message).to_contain_text(text)

    async def opens(self, chat: str) -> None:
        """Go to another chat or channel."""
        await self.page.get_by_role("treeitem", name=chat).click()

    async def mentions_the_bot(self, text: str) -> None:
        """Write @Lederlinjen and a text, without sending it yet."""
        await self._box.press_sequentially("@Led")
        await self.page.get_by_role("menuitem", name="Lederlinjen").click()
        await self.page.keyboard.insert_text(text)

    async def picture(self, name: str, *, of: Locator | None = None) -> list[str]:
        """Take a picture of the page in a wide and in a narrow window, to be looked at.

        of: the message that is to be seen; else it is what the page shows. Gives the texts of that
        message that are cut off on a phone.
        """
        await self.page.set_viewport_size(WIDE)
        if of:
            await of.evaluate(SCROLL_TO)
        await self.page.screenshot(path=PICTURES / f"{name}-wide.png")
        async with self._on_a_phone():
            if of:
                await of.evaluate(SCROLL_TO)
            await self.page.screenshot(path=PICTURES / f"{name}-narrow.png")
            return await cut_off(of) if of else []

    async def cut_off_on_a_phone(self) -> list[str]:
        """The texts of the last message's card that are wider than a phone shows, once drawn."""
        async with self._on_a_phone():
            found = await cut_off(self.last_message)
            for _ in range(DRAWN_ANEW):
                await asyncio.sleep(UNTIL_WIDE)
                before, found = found, await cut_off(self.last_message)
                if not (before or found):
                    break
            return found

    @staticmethod
    async def unfold(card: Locator, fold: str, wanted: Locator) -> None:
        """Unfold part of a card, which is folded again whenever the card changes."""
        for _ in range(DRAWN_ANEW):
            await card.get_by_role("button", name=fold, exact=True).press("Enter")
            await asyncio.sleep(UNTIL_DRAWN)
            if await wanted.is_visible():
                return
        raise AssertionError(f"{fold} is folded again and again")

    @asynccontextmanager
    async def _on_a_phone(self) -> AsyncIterator[None]:
        await self.page.set_viewport_size(NARROW)
        style = await self.page.add_style_tag(content=AS_ON_A_PHONE)
        yield
        await style.evaluate("style => style.remove()")
        await self.page.set_viewport_size(AT_WORK)

    @property
    def _box(self) -> Locator:
        return self.page.locator("[contenteditable=true][role=textbox]").first


async def cut_off(message: Locator) -> list[str]:
    """The texts of a message's card that are wider than what shows them."""
    texts: list[str] = await message.evaluate(CUT_OFF)
    return texts
