"""The words the layers share: what a person pressed, and what the bot says.

Imports nothing of ours, so that every layer may use it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Self

from pydantic_core import to_jsonable_python

ACTION = "action"
VERSION = "version"


@dataclass(frozen=True)
class Action:
    """Something that a card's button does; a subclass a button, its fields what the button knows.

    Fields without a default come from the button; fields with one may also come from the
    card's inputs of the same name. A card outlives a deploy, so a name that was shipped keeps
    its meaning: a changed one gets a new version. makes_file: whether the answer is a file, which
    may take long.
    """

    name: ClassVar[str]
    version: ClassVar[int]
    makes_file: ClassVar[bool]

    def __init_subclass__(cls, *, name: str, version: int = 1, makes_file: bool = False) -> None:
        super().__init_subclass__()
        cls.name = name
        cls.version = version
        cls.makes_file = makes_file

    def data(self) -> dict[str, Any]:
        """The action as the JSON object that Teams sends back when the button is pressed."""
        return {ACTION: self.name, VERSION: self.version, **to_jsonable_python(self)}


@dataclass(frozen=True)
class Say(Action, name="say"):
    """That the person says this, as if it were typed."""

    text: str


class Place(StrEnum):
    """Where something is said."""

    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


class Tone(StrEnum):
    """What a receiver thought of an answer, as Teams' thumbs say it."""

    LIKE = "like"
    DISLIKE = "dislike"


@dataclass(frozen=True)
class Citation:
    """A source that a text refers to by ``[position]``, counted from 1."""

    title: str
    excerpt: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A message of text in the part of Markdown that Teams shows.

    feedback: whether Teams offers thumbs below it.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    feedback: bool = False


@dataclass(frozen=True)
class Card:
    """An adaptive card as JSON, and the sentence that stands for it in a notification."""

    content: Mapping[str, Any]
    summary: str


@dataclass(frozen=True)
class File:
    """A file that is offered to the person, in the personal chat, who takes it or leaves it.

    name: with its suffix. description: what is in it, in one sentence of plain text. action: the
    press that makes this file and no other; it is handled again, with its role, when the person
    takes the file, as the content isn't kept meanwhile.
    """

    name: str
    content: bytes = field(repr=False)
    description: str
    action: Action


@dataclass(frozen=True)
class Reply:
    """What is said in reply to one turn.

    messages: sent in their order. replace: takes the place of the card that was pressed.
    lasting: whether the message of that card is edited, too. Where it isn't, the card is in the
    answer to the press alone and nowhere in the chat: for what mustn't be kept there, and for
    forms, which an edit would empty.
    """

    messages: tuple[Text | Card | File, ...] = ()
    replace: Card | None = None
    lasting: bool = True

    @classmethod
    def text(cls, text: str) -> Self:
        """A reply of one text."""
        return cls((Text(text),))


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Something that a rule does not allow; it carries values, and a dialog words it."""
