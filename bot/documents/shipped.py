"""The programme's own documents, which come with the bot."""

import asyncio
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update

from bot.database.sessions import Sessions
from bot.documents.adding import add_document, locked_corpus
from bot.documents.models import Document, DocumentVersion
from bot.files.reading import load

PROGRAMME = Path(__file__).parent / "programme"


async def ensure_shipped(sessions: Sessions, *, now: datetime, folder: Path = PROGRAMME) -> None:
    """Make the stored programme what the folder's Markdown files say; now: aware.

    Several instances may do so in the same moment. A document that no longer comes with the bot
    can't be found any more; what was answered from it is kept.
    """
    paths = sorted(folder.glob("*.md"))
    for path in paths:
        content = await asyncio.to_thread(load, path)
        await add_document(sessions, path.name, content, now=now, shipped=True)
    await _retire_all_but(sessions, [path.name for path in paths], now)


async def _retire_all_but(sessions: Sessions, names: Collection[str], now: datetime) -> None:
    async with sessions.write() as session:
        corpus = await locked_corpus(session)
        retired = await session.scalars(
            update(DocumentVersion)
            .where(
                DocumentVersion.document_id.in_(select(Document.id).where(Document.shipped)),
                DocumentVersion.file_name.not_in(names),
                DocumentVersion.replaced_at.is_(None),
            )
            .values(replaced_at=now)
            .returning(DocumentVersion.id)
        )
        if retired.all():
            corpus.generation += 1
