"""Reading a file of any known kind into blocks."""

from collections.abc import Callable
from pathlib import Path

from bot.files.blocks import FileText
from bot.files.refusals import Unreadable, UnreadableFile

MAX_BYTES = 20 * 1024 * 1024
TYPES = (".txt", ".md", ".docx", ".pdf", ".html", ".htm")


def load(path: Path) -> bytes:
    """The file's bytes. Raises UnreadableFile, without reading it, when they are too many."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableFile(path.name, Unreadable.TOO_LARGE, limit=MAX_BYTES)
    return path.read_bytes()


def read_content(name: str, content: bytes) -> FileText:
    """Read the bytes of a file; its name's ending tells the kind. Raises UnreadableFile."""
    suffix = Path(name).suffix.lower()
    if suffix not in TYPES:
        raise UnreadableFile(name, Unreadable.UNKNOWN_TYPE)
    if len(content) > MAX_BYTES:
        raise UnreadableFile(name, Unreadable.TOO_LARGE, limit=MAX_BYTES)
    if not content:
        raise UnreadableFile(name, Unreadable.EMPTY)
    read = _reader(suffix)
    try:
        text = read(name, content)
    except UnreadableFile:
        raise
    except Exception as error:  # a damaged file makes the parsers raise nearly anything
        raise UnreadableFile(name, Unreadable.BROKEN) from error
    if not any(block.text for block in text.blocks):
        raise UnreadableFile(name, Unreadable.EMPTY)
    return text


def _reader(suffix: str) -> Callable[[str, bytes], FileText]:
    # The readers are imported when used: python-docx, pypdf and lxml would add half a second
    # to every start, for files that are rarely handed over.
    if suffix == ".docx":
        from bot.files.word import read_word

        return read_word
    if suffix == ".pdf":
        from bot.files.pdf import read_pdf

        return read_pdf
    if suffix in (".html", ".htm"):
        from bot.files.webpage import read_webpage

        return read_webpage
    if suffix == ".md":
        from bot.files.markdown import read_markdown

        return read_markdown
    from bot.files.plain import read_plain

    return read_plain
