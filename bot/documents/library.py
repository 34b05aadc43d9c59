"""The index that questions are asked of, kept up to date with the database."""

import asyncio
import gc
import time
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from uuid import UUID

import structlog

from bot.calendar import in_copenhagen
from bot.database.sessions import Sessions
from bot.documents import queries
from bot.documents.search import Index
from bot.documents.values import DocumentKind, Findings, Hit, Passage
from bot.messages import Refusal

EVERY = 2.0  # seconds between two looks at the database
BEHIND = 60.0  # seconds without being able to look, after which the index may be out of date

_log = structlog.get_logger()


class NotReady(Refusal):
    """The documents aren't loaded yet."""


class Library:
    """Everything that can be found, in memory.

    The database is asked, not told: the command line adds documents from another process.
    """

    def __init__(
        self,
        sessions: Sessions,
        build: Callable[[Sequence[Passage]], Index] = lambda passages: Index.build(passages),
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sessions = sessions
        self._build = build
        self._clock = clock
        self._index: Index | None = None
        self._generation: int | None = None
        self._good_before: date | None = None  # when time alone changes what can be found
        self._refreshing = asyncio.Lock()
        self._failing_since: float | None = None  # on the monotonic clock

    @property
    def ready(self) -> bool:
        """Whether questions can be asked, and what is found is what the database holds.

        Not when refreshing has failed for more than a minute; then the old index still answers.
        """
        failing = self._failing_since
        behind = failing is not None and time.monotonic() - failing > BEHIND
        return self._index is not None and not behind

    def find(self, question: str, *, previous: str | None = None) -> Findings:
        """Find what answers a question; previous: the one right before. Raises NotReady."""
        if self._index is None:
            raise NotReady
        return self._index.find(question, previous=previous)

    def search(
        self, text: str, kind: DocumentKind, *, among: Collection[UUID] | None = None, most: int
    ) -> tuple[Hit, ...]:
        """Find the passages of a kind that are about something; see `Index.search`.

        Call it in a thread. Raises NotReady.
        """
        if self._index is None:
            raise NotReady
        return self._index.search(text, kind, among=among, most=most)

    async def refresh(self) -> None:
        """Build a new index if something else can be found now, and put it in the old one's place.

        Questions are answered from the old one meanwhile.
        """
        async with self._refreshing:
            today = in_copenhagen(self._clock()).date()
            async with self._sessions.read() as session:
                # Read first: passages that are newer than it are only loaded once more.
                generation = await queries.generation(session)
                if generation == self._generation and not self._is_over(today):
                    return
                good_before = await queries.next_change(session, today)
                passages = await queries.current_passages(session, today)
            self._index = await self._built(passages)
            self._generation, self._good_before = generation, good_before
        _log.info("documents_loaded", generation=generation, passages=len(passages))

    def _is_over(self, today: date) -> bool:
        return self._good_before is not None and today >= self._good_before

    async def _built(self, passages: Sequence[Passage]) -> Index:
        # In a thread, where building 10,000 passages holds up a turn by 10 ms and now and then by
        # 50. From a process the index would come back through pickle, which can't be interrupted:
        # 300 ms and more. The garbage collector can't either, 150 ms, so it waits. (Measured.)
        gc.disable()
        try:
            return await asyncio.to_thread(self._build, passages)
        finally:
            gc.enable()

    async def watch(self, *, every: float = EVERY) -> None:
        """Keep refreshing until cancelled; every: seconds.

        Goes on whatever goes wrong: nobody would see that it ended.
        """
        while True:
            try:
                await self.refresh()
                self._failing_since = None
            except Exception as error:
                self._failing_since = self._failing_since or time.monotonic()
                _log.warning("documents_not_refreshed", exc_info=error)
            await asyncio.sleep(every)
