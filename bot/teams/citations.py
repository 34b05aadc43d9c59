"""Sources under an answer, as Teams shows them behind the marks [1], [2] in its text."""

import textwrap
from collections.abc import Sequence
from typing import Any

from botbuilder.schema import Entity

from bot.messages import Citation

# What Teams takes (Microsoft's reference of CitationAppearanceDocument, read in November 2026).
MOST = 20
LONGEST_NAME = 80
LONGEST_ABSTRACT = 160
MOST_KEYWORDS = 3
LONGEST_KEYWORD = 28

_ELLIPSIS = "…"


class MessageEntity(Entity):
    """The message as schema.org sees it.

    The SDK sends of an entity only what its class maps: from a plain one, or from extra
    properties, the citations would be lost without a word.
    """

    _attribute_map = Entity._attribute_map | {
        "schema_type": {"key": "@type", "type": "str"},
        "context": {"key": "@context", "type": "str"},
        "schema_id": {"key": "@id", "type": "str"},
        "citation": {"key": "citation", "type": "[object]"},
    }

    def __init__(self, citation: list[dict[str, Any]]) -> None:
        super().__init__(type="https://schema.org/Message")
        self.schema_type = "Message"
        self.context = "https://schema.org"
        self.schema_id = ""
        self.citation = citation


def message_entity(citations: Sequence[Citation]) -> MessageEntity:
    """The entity that carries the sources, in the order of their marks.

    What Teams would refuse the whole message for is cut: text at a word, with an ellipsis.
    """
    return MessageEntity(
        [_claim(position, citation) for position, citation in enumerate(citations[:MOST], 1)]
    )


def _claim(position: int, citation: Citation) -> dict[str, Any]:
    appearance: dict[str, Any] = {
        "@type": "DigitalDocument",
        "name": _cut(citation.title, LONGEST_NAME),
        "abstract": _cut(citation.excerpt, LONGEST_ABSTRACT),
    }
    if citation.keywords:
        appearance["keywords"] = [
            _cut(keyword, LONGEST_KEYWORD) for keyword in citation.keywords[:MOST_KEYWORDS]
        ]
    return {"@type": "Claim", "position": position, "appearance": appearance}


def _cut(text: str, longest: int) -> str:
    shortened = textwrap.shorten(text, longest, placeholder=_ELLIPSIS)
    # One word that is longer than all the room would leave nothing but the ellipsis.
    return shortened if shortened != _ELLIPSIS else text[: longest - 1] + _ELLIPSIS
