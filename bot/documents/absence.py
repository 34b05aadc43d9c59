"""Who was absent from a meeting: lines that concern persons, and answer nothing."""

import re

from bot.documents.sentences import sentences

_LABEL = re.compile(
    r"(?:(?:der var |med )?afbud(?: (?:fra|til mødet))?|fraværende|ikke til ?stede|deltog ikke"
    r"|stedfortræder(?:e|en)?)\s*(?::|$)|afbud fra\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"[A-ZÆØÅ][\w.-]+(?: [A-ZÆØÅ][\w.-]*)+ (?:\([^)]*\) )?(?:og [^.]{1,60} )?"
    r"(?:deltog ikke|var fraværende|var ikke til ?stede|(?:havde|har) meldt afbud|meldte afbud"
    r"|(?:havde|var) afbud|deltog (?:i stedet for|som stedfortræder))\b"
)
_BODY = re.compile(r"\b(?:Kommune|\w*[Uu]dvalg\w*|\w*[Rr]åd\w*)\b")
_OUTCOME = re.compile(
    r"(?:ingen bemærkninger|(?:til|taget til) efterretning|godkend|tiltrådt|tiltræd|udsat|drøftet"
    r"|vedtag|anbefal|indstilling|forkast|afvist|orienter)",
    re.IGNORECASE,
)
_NAMES = 0.4  # of the words begin with a capital letter, in a list of names
_FULL_NAME = re.compile(r"[A-ZÆØÅ][\w.-]* [A-ZÆØÅ]")


def absentees(text: str) -> str | None:
    """What follows the label on a line about who was absent, or ""; None: it is no such line."""
    label = _LABEL.match(text)
    return text[label.end() :].strip() if label else None


def looks_like_names(text: str) -> bool:
    """Whether a line, or what is left of it after such a label, is a name or several."""
    words: list[str] = re.findall(
        r"[^\W\d_][\w.-]*", re.sub(r"\([^)]*\)|\b(?:og|samt|for)\b", " ", text)
    )
    if not words or _OUTCOME.match(text):
        return False
    capitals = sum(word[:1].isupper() for word in words)
    if capitals == len(words):
        return True
    return capitals >= _NAMES * len(words) and bool(_FULL_NAME.search(text))


def without_absent(text: str) -> str:
    """A decision's text without the sentences about who didn't take part in it."""
    return " ".join(sentence for sentence in sentences(text) if not _tells_absence(sentence))


def _tells_absence(sentence: str) -> bool:
    match = _ABSENT.match(sentence)
    return match is not None and not _BODY.search(match[0])
