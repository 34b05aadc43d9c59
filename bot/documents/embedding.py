"""The vectors of passages: kept in the database, so that each text is encoded once by all."""

import asyncio
import hashlib
import random
from collections.abc import Iterator, Sequence

import numpy as np
from sqlalchemy import delete, select

from bot.database.inserting import insert_unless_there
from bot.database.sessions import Sessions
from bot.documents import queries
from bot.documents.encoder import Encoder
from bot.documents.models import TextVector
from bot.documents.search.vectors import Vector, Vectors, embedded_texts
from bot.documents.values import Passage

AT_ONCE = 8  # texts that are encoded at once: some hundred milliseconds, which a stop waits for
_ROWS_AT_ONCE = 500
_KEPT_AS = np.dtype("<f2")


class Embedding:
    """Gives passages their vectors, and remembers those that it gave last."""

    def __init__(self, sessions: Sessions, encoder: Encoder) -> None:
        self._sessions = sessions
        self._encoder = encoder
        self._known: dict[str, Vector] = {}

    async def vectors(
        self, passages: Sequence[Passage], *, generation: int | None
    ) -> Vectors | None:
        """Give the vectors of passages, of which there is one at least.

        What is in the database isn't encoded again. generation: of the passages; once there is a
        newer one nothing more is kept, as a text may be gone for good, and they have none.
        """
        texts = await asyncio.to_thread(_each_once, passages)
        missing = [text for text in texts if text not in self._known]
        for some in _parted(missing, _ROWS_AT_ONCE):
            self._known |= await self._stored(some)
        missing = sorted((text for text in missing if text not in self._known), key=len)
        batches = list(_parted(missing, AT_ONCE))
        random.shuffle(batches)  # several instances encode the same, each another part first
        for batch in batches:
            made = await self._encoded(batch, generation)
            if made is None:
                return None
            self._known |= made
        if len(self._known) > len(texts):
            self._known = {text: self._known[text] for text in texts}
        return await asyncio.to_thread(Vectors.of, passages, self._known)

    async def _encoded(
        self, texts: Sequence[str], generation: int | None
    ) -> dict[str, Vector] | None:
        found = await self._stored(texts)  # perhaps by another instance meanwhile
        new = [text for text in texts if text not in found]
        if not new:
            return found
        made = await asyncio.to_thread(self._encoder.passages, new)
        vectors = [vector.astype(_KEPT_AS) for vector in made]
        async with self._sessions.write() as session:
            if await queries.generation(session) != generation:
                return None
            for text, vector in zip(new, vectors, strict=True):
                await insert_unless_there(
                    session,
                    TextVector,
                    encoder=self._encoder.key,
                    digest=_digest(text),
                    vector=vector.tobytes(),
                )
        return found | dict(zip(new, vectors, strict=True))

    async def _stored(self, texts: Sequence[str]) -> dict[str, Vector]:
        by_digest = {_digest(text): text for text in texts}
        async with self._sessions.read() as session:
            rows = await session.execute(
                select(TextVector.digest, TextVector.vector).where(
                    TextVector.encoder == self._encoder.key, TextVector.digest.in_(by_digest)
                )
            )
        return {by_digest[digest]: np.frombuffer(kept, _KEPT_AS) for digest, kept in rows}


async def forget_unused(
    sessions: Sessions, passages: Sequence[Passage], *, generation: int | None
) -> None:
    """Delete the vectors of texts that no passage which can be found has any more.

    Those of every encoder, also where none is used now: they tell something of what was written.
    generation: of the passages; once there is a newer one, nothing is deleted.
    """
    kept: set[str] = set()
    async with sessions.read() as session:
        rows = await session.stream_scalars(
            select(TextVector.digest).execution_options(yield_per=_ROWS_AT_ONCE)
        )
        async for some in rows.partitions():
            kept.update(some)
    if not kept:
        return
    used = await asyncio.to_thread(_digests, passages)
    unused = sorted(kept - used)
    for part in _parted(unused, _ROWS_AT_ONCE):
        async with sessions.write() as session:
            if await queries.generation(session) != generation:
                return
            await session.execute(delete(TextVector).where(TextVector.digest.in_(part)))


def _each_once(passages: Sequence[Passage]) -> list[str]:
    return list(dict.fromkeys(text for each in passages for text in embedded_texts(each)))


def _digests(passages: Sequence[Passage]) -> set[str]:
    return set(map(_digest, _each_once(passages)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _parted(texts: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + most] for start in range(0, len(texts), most))
