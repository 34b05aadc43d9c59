"""Turning bytes into text when nobody says how they were written."""

import codecs
import re

from bot.files.refusals import Unreadable, UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# A letter such as ø as UTF-8 writes it. In Windows-1252 that is Ã and a sign, which no text has.
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")


def decode(name: str, content: bytes) -> str:
    """Text in UTF-8 or, as older Danish systems write it, Windows-1252; lines end as on Unix.

    Raises UnreadableFile when it isn't text at all, or is UTF-8 that was damaged on its way.
    """
    encodings = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in encodings or ["utf-8", "windows-1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            if _UTF8_LETTER.search(content):
                break
            continue
        if "\x00" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableFile(name, Unreadable.BROKEN)
