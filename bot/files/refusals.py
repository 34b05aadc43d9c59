"""Why a file that somebody handed over can't be read."""

from enum import StrEnum

from bot.messages import Refusal


class Unreadable(StrEnum):
    """What is the matter with a file."""

    UNKNOWN_TYPE = "unknown_type"
    EMPTY = "empty"
    TOO_SHORT = "too_short"  # it has words, but too few to answer from
    NO_TEXT = "no_text"  # a scanned PDF: pictures of text
    PASSWORD = "password"  # noqa: S105 - it is protected by one
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    TOO_COMPLICATED = "too_complicated"  # reading it takes too long
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_ROWS = "too_many_rows"


class UnreadableFile(Refusal):
    """A file can't be read. name: of the file. limit: the one passed, in bytes, pages or rows."""

    def __init__(self, name: str, reason: Unreadable, *, limit: int | None = None) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason
        self.limit = limit
