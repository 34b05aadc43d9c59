"""The programme's own documents, which come with the bot."""

import asyncio
import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update

from bot.database.sessions import Sessions
from bot.documents.adding import SHIPPED, add_document, locked_corpus
from bot.documents.models import Document, DocumentVersion
from bot.files.reading import load

PROGRAMME = Path(__file__).parent / "programme"


async def ensure_shipped(sessions: Sessions, *, now: datetime, folder: Path = PROGRAMME) -> None:
    """Make the stored programme what the folder's Markdown files say; now: aware.

    Several instances may do so in the same moment. A document that no longer comes with the bot
    can't be found any more; what was answered from it is kept.
    """
    contents = {path.name: await asyncio.to_thread(load, path) for path in folder.glob("*.md")}
    stored = await _stored(sessions)
    for name, content in sorted(contents.items()):
        if stored.get(name) != hashlib.sha256(content).hexdigest():
            await add_document(sessions, name, content, now=now, shipped=True)
    await _retire_all_but(sessions, contents, now)


async def _stored(sessions: Sessions) -> dict[str, str]:
    """The digest of each shipped document that can be found, by its file's name."""
    async with sessions.read() as session:
        rows = await session.execute(
            select(DocumentVersion.file_name, DocumentVersion.digest)
            .join(Document)
            .where(Document.key.startswith(SHIPPED), DocumentVersion.replaced_at.is_(None))
        )
        return {row.file_name: row.digest for row in rows}


async def _retire_all_but(sessions: Sessions, names: Iterable[str], now: datetime) -> None:
    gone = set(await _stored(sessions)) - set(names)
    if not gone:
        return
    async with sessions.write() as session:
        corpus = await locked_corpus(session)
        shipped = select(Document.id).where(Document.key.startswith(SHIPPED))
        await session.execute(
            update(DocumentVersion)
            .where(
                DocumentVersion.document_id.in_(shipped),
                DocumentVersion.file_name.in_(gone),
                DocumentVersion.replaced_at.is_(None),
            )
            .values(replaced_at=now)
        )
        corpus.generation += 1
