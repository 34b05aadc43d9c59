"""What a question asks: its parts, the way it asks, and whether it leans on the one before."""

import re

from bot.documents.search.preamble import without_preamble
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
_OPENING = re.compile(
    r"\s*(?:og|også|så|men|and|but|(?P<what>hvad (?:så )?med|what about))\b\s*", re.IGNORECASE
)
_BACK = re.compile(
    r"\b(?:det|den|de|dem|dette|denne|disse|deres|han|hun|ham|hende|it|that|this|they|them)\b"
    r"(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# What asks about something that was named before, when it has a single word of its own:
# "er det frivilligt?", "hvor mange dage?", "hvem betaler?".
_UNNAMED = re.compile(
    r"""(?:(?:hvad|hvem|hvor\w*|when|how|who|what)\s+)?
        (?:er|var|bliver|kan|skal|må|gælder|koster|kræver|is|was|does|can|must)\s+(?:det|it)\b.*
    | hvor\s+(?:mange|meget|tit|ofte|længe)\s+\w+
    | (?:hvem|hvornår|hvordan|hvorfor|hvor)\s+\w{4,}(?:r|es)(?:\s+(?:man|jeg|vi))?""",
    re.IGNORECASE | re.VERBOSE,
)
_MOST_OF_ITS_OWN = 2  # words that carry matter in a question that leans on the one before
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


def bare(question: str) -> str:
    """Give a question without what is said before it: "hej, jeg er ny leder. Hvornår ...?"."""
    rest = without_preamble(question)
    return rest if content(rest) or way(rest) else question


def together(previous: str, question: str) -> str:
    """Give a question that leans on the one before it as one text with that."""
    return f"{bare(previous)} {bare(question)}"


def asked_texts(question: str, previous: str | None = None) -> list[str]:
    """Give the texts of which an encoder tells what they mean, so that a question can be found."""
    texts = split(bare(question))
    if previous and is_leaning(question):
        texts += [bare(previous), together(previous, question)]
    return list(dict.fromkeys(texts))


def is_leaning(question: str) -> bool:
    """Whether a question may be about what the one before it was about.

    Those that point back are, and those that go on may be: "og for MED?", "hvad med prisen?". A
    full question never is.
    """
    question = bare(question)
    goes_on = _OPENING.match(question) and len(content(question)) <= _MOST_OF_ITS_OWN
    return bool(goes_on) or points_back(question)


def points_back(question: str) -> bool:
    """Whether a question doesn't say what it is about: "hvornår?", "hvad koster det?"."""
    question = bare(question)
    own = content(question)
    if not own:  # but "tak" and "hej" ask nothing
        return "?" in question or way(question) is not None or bool(_UNNAMED.match(question))
    if len(own) > _MOST_OF_ITS_OWN:
        return False
    question = _without_opening(question)
    back = _BACK.search(question)
    if back and not content(back["rest"]):
        return True
    return len(own) == 1 and _UNNAMED.fullmatch(question.rstrip(" ?.!")) is not None


def names_nothing(question: str) -> bool:
    """Whether a question that leans has no subject beside what it points to.

    It has at most a verb, or what it counts: "hvad koster det?", "hvor mange dage?". "Er MED med i
    det?" names MED, and stands by itself when something answers it so.
    """
    question = _without_opening(bare(question))
    own = content(question)
    if len(own) != 1:
        return not own
    asks = _WAY.search(question)
    is_asked_with = asks is not None and words(question[asks.end() :])[:1] == own
    return is_asked_with or _UNNAMED.fullmatch(question.rstrip(" ?.!")) is not None


def is_english(question: str) -> bool:
    """Whether a question is likelier English than Danish."""
    return len(_ENGLISH.findall(question)) > 1


def _without_opening(question: str) -> str:
    """Give a question without "og" or "men"; "hvad med" is the question itself."""
    opening = _OPENING.match(question)
    return question[opening.end() :] if opening and not opening["what"] else question


def content(text: str) -> list[str]:
    """Give the words that carry matter, in order."""
    return [word for word in words(text) if word not in function_words()]
