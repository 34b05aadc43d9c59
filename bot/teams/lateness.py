"""Presses whose answer takes long: the person hears so now, and gets the answer later."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

import structlog
from botbuilder.schema import Activity

from bot.language import _
from bot.messages import Reply

PATIENCE = 3.0  # seconds until the person is told; Teams waits 5 for the answer to a press
LONGEST = 300.0  # seconds; of what takes longer, the person hears that it failed

log = structlog.get_logger(__name__)


def press_key(activity: Activity, data: Mapping[str, Any]) -> str:
    """The same for the same press: delivered again, or made again on the same card."""
    who = activity.from_property.id if activity.from_property else None
    pressed = json.dumps(
        [activity.conversation.id, who, activity.reply_to_id, data], sort_keys=True, default=str
    )
    return hashlib.sha256(pressed.encode()).hexdigest()


class Lateness:
    """Waits a little for answers, and has those that come later said when they are there."""

    def __init__(self) -> None:
        self._under_way: dict[str, asyncio.Task[None]] = {}  # by the press

    def is_under_way(self, press: str) -> bool:
        """Whether the press is being answered and the person was told that it takes longer."""
        return press in self._under_way

    async def answer(
        self,
        press: str,
        composing: Coroutine[Any, Any, Reply],
        *,
        makes_file: bool,
        say: Callable[[Reply], Awaitable[None]],
        apology: Callable[[Exception], Reply],
    ) -> Reply:
        """What is said to the press now; what takes long is given to `say` when it is there.

        makes_file: whether the answer is a file. apology: says that a handler failed. Raises what
        composing raises while the press still waits.
        """
        task = asyncio.create_task(composing)
        try:
            done, _waiting = await asyncio.wait([task], timeout=PATIENCE)
        except asyncio.CancelledError:
            task.cancel()  # Teams delivers it again
            raise
        if done:
            return task.result()
        log.warning("answer takes long", seconds=PATIENCE)
        saying = asyncio.create_task(_say_later(task, say, apology))
        self._under_way[press] = saying
        saying.add_done_callback(lambda _done: self._under_way.pop(press))
        return told(makes_file=makes_file)

    async def settled(self) -> None:
        """Wait for the answers that are still to come."""
        while self._under_way:
            await asyncio.wait(self._under_way.values())


def told(*, makes_file: bool) -> Reply:
    """That the answer comes later."""
    if makes_file:
        return Reply.text(_("Jeg samler filen. Den kommer her om et øjeblik."))
    return Reply.text(_("Jeg er i gang. Svaret kommer her om et øjeblik."))


async def _say_later(
    composing: "asyncio.Task[Reply]",
    say: Callable[[Reply], Awaitable[None]],
    apology: Callable[[Exception], Reply],
) -> None:
    try:
        async with asyncio.timeout(LONGEST):
            reply = await composing
    except Exception as error:
        reply = apology(error)
    try:
        await say(reply)
    except Exception as error:  # nobody awaits this, and asyncio's own report quotes errors
        log.error("late answer not said", exc_info=error)
