"""Turning bytes into text when nobody says how they were written."""

import codecs

from bot.files.refusals import Unreadable, UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(name: str, content: bytes) -> str:
    """Text in UTF-8 or, as older Danish systems write it, Windows-1252; lines end as on Unix.

    Raises UnreadableFile when it isn't text at all.
    """
    encodings = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in encodings or ["utf-8", "windows-1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableFile(name, Unreadable.BROKEN)
