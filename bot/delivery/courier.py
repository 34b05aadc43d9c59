"""Makes what is shown equal to what is wanted: the only one who says anything unasked."""

import asyncio
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.database.sessions import Sessions
from bot.delivery import claiming, due, lease
from bot.delivery.claiming import LEASE, transaction
from bot.delivery.operating import DATABASE_TROUBLE, Operator
from bot.delivery.pace import Pace
from bot.delivery.rendering import Due, Post, Renderers
from bot.delivery.wanting import WANTED

AT_ONCE = 32  # operations under way
LOOK_AGAIN = 1.0  # seconds between looks at the lease, at what was held, and at what is due
RENEWED = 3  # times, at least, in the time to live of the lease
TIME_TO_FINISH = 10.0  # seconds for what is under way when the process stops
DUE_AGAIN = timedelta(minutes=5)  # after something due could not be done

log = structlog.get_logger(__name__)


class Courier:
    """Works while this process holds the lease; one does for the whole installation."""

    def __init__(
        self,
        sessions: Sessions,
        renderers: Renderers,
        post: Post,
        *,
        pace: Pace,
        clock: Callable[[], datetime],
        time_to_live: float = lease.TIME_TO_LIVE,
    ) -> None:
        """clock: aware UTC. pace: shared with whatever else calls Teams.

        time_to_live: of the lease, in seconds.
        """
        self._sessions = sessions
        self._renderers = renderers
        self._pace = pace
        self._clock = clock
        self._time_to_live = time_to_live
        self._operator = Operator(sessions, renderers, post, pace=pace, clock=clock)
        self._holder = uuid4().hex  # new at every start: a dead process' lease isn't ours
        self._fence: int | None = None
        self._stopping = False  # nothing more is claimed
        self._stopped = False  # nothing is under way any more
        self._news = asyncio.Event()
        self._tend_now = asyncio.Event()
        self._under_way: dict[asyncio.Task[None], int] = {}  # with the messages' ids
        self._not_noted: set[int] = set()  # what was under way and failed, by the messages' ids
        self._may_have_claimed = False  # more than is known: the claim's commit went wrong
        sessions.listen(WANTED, self._news.set)

    def wake(self) -> None:
        """Look at once whether there is something to do."""
        self._news.set()
        self._tend_now.set()

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Work until the end of the block; then finish what is under way and hand over."""
        tending = asyncio.create_task(self._tend())
        sending = asyncio.create_task(self._send())
        try:
            yield
        finally:
            self._stopping = True
            self.wake()
            await sending
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=TIME_TO_FINISH)
            self._stopped = True
            self.wake()
            await tending  # not cancelled: it may be in the middle of a transaction
            await self._hand_over()

    async def _tend(self) -> None:
        """Keep the lease, and bring on what its time has come for."""
        renew_at = 0.0
        while not self._stopped:
            try:
                if self._fence is None or time.monotonic() >= renew_at:
                    await self._renew()
                    renew_at = time.monotonic() + self._time_to_live / RENEWED
                if self._fence is not None and not self._stopping:
                    await self._release_held()
                    await self._do_next_due()
            except (SQLAlchemyError, OSError) as error:
                log.error("the outbox can't be tended", exc_info=error)
            await _wait(self._tend_now, min(LOOK_AGAIN, self._time_to_live / RENEWED))

    async def _renew(self) -> None:
        async with transaction(self._sessions) as session:
            held = await lease.take(session, LEASE, self._holder, time_to_live=self._time_to_live)
            if held:
                abandoned = await claiming.abandon(session, held.fence, now=self._clock())
        if not held:
            self._fence = None
            return
        if held.fence != self._fence:
            log.info("courier at work", fence=held.fence)
            self._fence = held.fence
            self._news.set()
        if abandoned:
            log.warning("left in the middle by another process", messages=abandoned)
        self._pace.is_shared = held.awaited

    async def _release_held(self) -> None:
        async with transaction(self._sessions) as session:
            released = await claiming.release_held(session, now=self._clock())
        if released:
            self._news.set()
        if released == claiming.MOST_RELEASED:
            self._tend_now.set()  # there are more; others may write in between

    async def _do_next_due(self) -> None:
        """Do what is due next, whole or not at all."""
        now = self._clock()
        failed = None
        async with transaction(self._sessions) as session:
            found = await due.next_due(session, self._renderers.due_kinds, now=now)
            if not found:
                return
            kind, subject = found.kind, found.subject
            late = found.not_after is not None and found.not_after < now
            found.done_at = now
            try:
                if not late:
                    async with session.begin_nested():
                        await self._renderers.handle_due(kind, session, Due(subject, now))
            except DATABASE_TROUBLE:
                raise
            except Exception as error:
                failed = error
                found.due_at, found.done_at = now + DUE_AGAIN, None
        if failed:
            log.error("not done when due", kind=kind, log_id=secrets.token_hex(4), exc_info=failed)
        self._tend_now.set()  # there may be more; the lease is renewed in between

    async def _send(self) -> None:
        """Claim one message after the other, as fast as Teams allows, the most urgent first."""
        while not self._stopping:
            try:
                nothing = self._fence is None or not await self._claim(self._fence)
            except (SQLAlchemyError, OSError) as error:
                log.error("the outbox can't be read", exc_info=error)
                self._may_have_claimed = True
                await asyncio.sleep(LOOK_AGAIN)
                continue
            if nothing:
                await _wait(self._news, LOOK_AGAIN)

    async def _claim(self, fence: int) -> bool:
        """Claim a message and begin with it; False when there is none.

        First the permission, then the most urgent message that there is at that moment.
        """
        if len(self._under_way) >= AT_ONCE:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            return True
        wait = self._pace.take()
        if wait:
            await _wait(self._news, min(wait, LOOK_AGAIN))  # or until it is to stop
            return True
        self._news.clear()
        async with transaction(self._sessions) as session:
            if self._may_have_claimed:
                begun = self._not_noted.union(self._under_way.values())
                await claiming.unclaim(session, fence, begun=begun, now=self._clock())
            attempt = await claiming.claim(
                session, fence, self._renderers.message_kinds, now=self._clock()
            )
        self._may_have_claimed = False
        if not attempt:
            return False
        task = asyncio.create_task(self._operator.operate(attempt))
        self._under_way[task] = attempt.message_id
        task.add_done_callback(self._finished)
        return True

    def _finished(self, task: asyncio.Task[None]) -> None:
        message_id = self._under_way.pop(task)
        if not task.cancelled() and task.exception():
            # The row stays as it is until the next holder of the lease settles it.
            self._not_noted.add(message_id)
            log.error("outcome not noted", exc_info=task.exception())

    async def _hand_over(self) -> None:
        if self._fence is None:
            return
        try:
            async with transaction(self._sessions) as session:
                await lease.give_up(session, LEASE, self._holder)
        except (SQLAlchemyError, OSError) as error:
            log.warning("lease not given up", exc_info=error)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    # Not wait_for, which on Python 3.11 swallows a cancellation in the moment of the event.
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    event.clear()
