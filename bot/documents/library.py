"""The index that questions are asked of, kept up to date with the database."""

import asyncio
import gc
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import structlog

from bot.calendar import in_copenhagen
from bot.database.sessions import Sessions
from bot.documents import queries
from bot.documents.embedding import Embedding, forget_unused
from bot.documents.encoder import Encoder, NoEncoder
from bot.documents.search import Index, asked_texts
from bot.documents.search.vectors import Vector
from bot.documents.values import DocumentKind, Findings, Hit, Passage
from bot.messages import Refusal

EVERY = 2.0  # seconds between two looks at the database
AGAIN = 60.0  # seconds until vectors are made again after that failed
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
        encoder_dir: Path | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """encoder_dir: the encoder's folder; None: passages are found by their words alone."""
        self._sessions = sessions
        self._encoder_dir = encoder_dir
        self._encoder: Encoder | None = None
        self._changed = asyncio.Event()  # the passages, since they were given their vectors
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

    @property
    def by_meaning(self) -> bool:
        """Whether what is found is found by meaning, too: all passages have their vectors."""
        return self._index is not None and self._index.vectors is not None

    async def meant(self, question: str, *, previous: str | None = None) -> Mapping[str, Vector]:
        """Give what an encoder makes of a question, for `find`; nothing where there is none.

        Nor when it fails, nor while passages wait for their vectors: then words tell.
        """
        if self._encoder is None or not self.by_meaning:
            return {}
        texts = asked_texts(question, previous)
        try:
            vectors = await asyncio.to_thread(self._encoder.questions, texts)
        except Exception as error:
            _log.warning("question_not_encoded", error=type(error).__name__)
            return {}
        return dict(zip(texts, vectors, strict=True))

    def find(
        self,
        question: str,
        *,
        previous: str | None = None,
        meant: Mapping[str, Vector] | None = None,
    ) -> Findings:
        """Find what answers a question; previous: the one right before. Raises NotReady.

        meant: what `meant` said of them; None: nothing.
        """
        if self._index is None:
            raise NotReady
        return self._index.find(question, previous=previous, meant=meant)

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
            self._changed.set()
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

    async def encode(self, *, again: float = AGAIN) -> None:
        """Keep giving the passages their vectors, and the index with them, until cancelled.

        Without an encoder, only what is left of one is tidied up. again: seconds until another try
        after a failure. What was encoded is kept meanwhile, so nothing is lost by a stop.
        """
        embedding = await self._embedding()
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self._give_vectors(embedding)
            except Exception as error:
                _log.warning("passages_not_encoded", exc_info=error)
                await asyncio.sleep(again)
                self._changed.set()

    async def _embedding(self) -> Embedding | None:
        if self._encoder_dir is None:
            return None
        try:
            self._encoder = await asyncio.to_thread(Encoder.open, self._encoder_dir)
        except NoEncoder as reason:
            _log.warning("no_encoder", fault=reason.fault.value)
            return None
        return Embedding(self._sessions, self._encoder)

    async def _give_vectors(self, embedding: Embedding | None) -> None:
        index, generation = self._index, self._generation
        if index is None:
            return
        # First, as what people no longer want found is to go whatever comes of the rest.
        await forget_unused(self._sessions, index.passages, generation=generation)
        if embedding is None or not index.passages:
            return
        vectors = await embedding.vectors(index.passages, generation=generation)
        if vectors and self._index is index:
            self._index = replace(index, vectors=vectors)
            _log.info("passages_encoded", generation=generation, passages=len(index.passages))
