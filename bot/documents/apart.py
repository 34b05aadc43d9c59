"""Reading a document in a process of its own."""

from bot.documents.reading import ReadDocument
from bot.files.apart import SECONDS, Apart

_DOCUMENTS = Apart("bot.documents.reader", ReadDocument)


def read_apart(name: str, content: bytes, *, seconds: float = SECONDS) -> ReadDocument:
    """Read a document from the bytes of a file. Raises UnreadableFile.

    Takes up to `seconds`: call it in a thread.
    """
    return _DOCUMENTS.read(name, content, seconds=seconds)
