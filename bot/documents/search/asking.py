"""What a question asks: its parts, the way it asks, and whether it leans on the one before."""

import re

from bot.documents.search.words import function_words, words

_WAYS = {
    "what": "hvad", "who": "hvem", "where": "hvor", "when": "hvornår", "how": "hvordan",
    "why": "hvorfor", "which": "hvilke", "hvilken": "hvilke", "hvilket": "hvilke",
    "how many": "hvor mange", "how much": "hvor meget", "how long": "hvor længe",
    "how often": "hvor tit", "hvor ofte": "hvor tit",
}  # fmt: skip
_WAY = re.compile(
    r"\bhvor (?:mange|meget|længe|tit|ofte|lang|langt|stor|hurtigt)\b"
    r"|\bhow (?:many|much|long|often)\b"
    r"|\b(?:hvad|hvem|hvor|hvornår|hvordan|hvorfor|hvilke[nt]?|what|who|where|when|how|why|which)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(rf"[,;]?\s+(?:og|and|samt)\s+(?={_WAY.pattern})|\?\s+(?=\w)", re.IGNORECASE)
_LEANING = re.compile(r"\s*(?:og|også|så|hvad (?:så )?med|and|what about)\b", re.IGNORECASE)
_ENGLISH = re.compile(
    r"\b(?:the|is|are|was|what|how|who|which|when|why|where|we|of|do|does|did|to|should)\b",
    re.IGNORECASE,
)


def way(text: str) -> str | None:
    """Give the word by which a question asks, in Danish: "hvor mange". None when it has none."""
    match = _WAY.search(text)
    return _WAYS.get(match[0].lower(), match[0].lower()) if match else None


def split(question: str) -> list[str]:
    """Give the parts, at most two, of a question: "hvem står bag, og hvad koster det?"."""
    parts = [part for part in _JOINED.split(question) if words(part)]
    return parts[:2] or [question]


def is_leaning(question: str) -> bool:
    """Whether a question is hard to tell without the one before it: "og MED?", "hvornår?"."""
    matter = len(content(question))
    return matter == 0 or (matter <= 2 and _LEANING.match(question) is not None)


def is_english(question: str) -> bool:
    """Whether a question is likelier English than Danish."""
    return len(_ENGLISH.findall(question)) > 1


def content(text: str) -> list[str]:
    """Give the words that carry matter, in order."""
    return [word for word in words(text) if word not in function_words()]
