"""Reading minutes in a process of its own."""

from bot.decisions.minutes.values import Minutes
from bot.files.apart import SECONDS, Apart

_MINUTES = Apart("bot.decisions.minutes.reading", Minutes)


def read_minutes_apart(name: str, content: bytes, *, seconds: float = SECONDS) -> Minutes:
    """Read minutes from the bytes of a file. Raises UnreadableFile.

    Takes up to `seconds`: call it in a thread.
    """
    return _MINUTES.read(name, content, seconds=seconds)
