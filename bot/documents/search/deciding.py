"""What questions to decisions say that is true of every decision, and so tells of none.

"Hvad blev der besluttet om letbanen?" is about the letbane; that something was decided, each
decision says of itself.
"""

from functools import cache

from bot.documents.search.words import words

_DECIDED = (
    "besluttet besluttede beslutte beslutter beslutning beslutningen beslutninger beslutningerne"
    " besluttes beslut vedtaget vedtog vedtage vedtager vedtages vedtagne vedtagelse vedtagelsen"
    " godkendt godkendte tiltrådt tiltrådte"
    " decided decide decision decisions approved adopted"
)


def is_of_every_decision(word: str) -> bool:
    """Whether a word, as it is written, only tells that something was decided."""
    return word in _decided()


@cache
def _decided() -> frozenset[str]:
    return frozenset(words(_DECIDED))
