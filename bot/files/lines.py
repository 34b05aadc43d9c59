"""Lines as they stand on paper, and the text they were before they were broken."""

import re
from itertools import pairwise

_MARK = re.compile(
    r"""\s*(?:
      (?P<bullet>[-–*•▪●◦‣·\uf0b7\x7f]|o(?=\t))\s+
    | (?P<number>\d{1,2}[.)]|[a-zæøå]\))\s+
    )(?=\S)""",
    re.VERBOSE,
)
_MONTH = re.compile(
    r"(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]{0,6}\b", re.IGNORECASE
)
_HYPHENATED = re.compile(r"[^\W\d_]{2,}-$")
_SUSPENDED = re.compile(r"(og|eller|samt|til|som)\b")
_ENDED = re.compile(r"[.!?:;…]['\"”»)\]]*$")


def item_mark(line: str) -> tuple[str, str]:
    """The mark of a list item ("-" for every bullet; "2.", "a)") and the rest of the line.

    No mark: "". A date at the start of a line isn't one ("6. juni 2024").
    """
    match = _MARK.match(line)
    if match is None or (match["number"] and _MONTH.match(line, match.end())):
        return "", line.strip()
    return match["number"] or "-", line[match.end() :].strip()


def joined(*lines: str) -> str:
    """Lines as one text; a word that was divided at the end of a line is whole again."""
    stripped = [lines[0].rstrip(), *map(str.strip, lines[1:])]
    return "".join([*(_led_on(*two) for two in pairwise(stripped)), *stripped[-1:]])


def _led_on(line: str, following: str) -> str:
    """The line as it leads on to the following: with a space, or without its hyphen."""
    if line.endswith("\u00ad"):
        return line[:-1]
    last_word = line.rsplit(None, 1)[-1] if line else ""
    if last_word.endswith("-") and len(last_word) > 1 and following[:1].islower():
        if _SUSPENDED.match(following):  # "ledelses- og medarbejdersiden"
            return f"{line} "
        if _HYPHENATED.search(last_word) and not last_word[:-1].isupper():
            return line[:-1]
        return line  # "MED-udvalget"
    return f"{line} "


def wraps(line: str, following: str, width: float) -> bool:
    """Whether a line was broken only because its next word no longer fitted the width."""
    return len(line.rstrip()) + 1 + len(following.split(None, 1)[0]) > width


def ended(text: str) -> bool:
    """Whether the text ends as a sentence, or a lead-in, does."""
    return bool(_ENDED.search(text))
