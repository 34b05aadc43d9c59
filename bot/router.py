"""Who answers what: commands, questions, pressed buttons and events, and which role may.

Also who renders what is said unasked, and who does what is due.

Each dialog module registers its handlers once, at start. Two handlers for one thing, or one
without a role, is an error at start and not a surprise for a user.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from rapidfuzz.distance import DamerauLevenshtein
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.delivery.rendering import Due, DueHandler, Renderer, Showing
from bot.files.refusals import UnreadableFile
from bot.messages import ACTION, VERSION, Action, Card, Place, Refusal, Reply, Text, Tone
from bot.people.values import Person, Role
from bot.received_files import ReceivedFile

OWN_NAME = "lederlinjen"
SHORTEST_FORGIVEN = 5  # a slip in a shorter word makes too many other words of it

Roles = Role | tuple[Role, ...]  # who may: people with this role, or with one of these


@dataclass(frozen=True)
class Turn:
    """One thing that one person said or pressed.

    key: the same when Teams delivers the same thing again. conversation_id: the chat or channel
    that it was said in. now: aware UTC.
    """

    key: str
    person: Person
    place: Place
    conversation_id: str
    now: datetime
    sessions: Sessions


@dataclass(frozen=True)
class Said:
    """Something that was written to the bot, its mention taken away."""

    text: str


@dataclass(frozen=True)
class Pressed:
    """The data of a pressed button, with the inputs of its card; not yet trusted."""

    data: Mapping[str, Any]


class Event:
    """Something that happened without a word."""


@dataclass(frozen=True)
class Installed(Event):
    """The person got the bot in the personal chat."""


@dataclass(frozen=True)
class Joined(Event):
    """The person wasn't on the roster of the local trial, and now is."""


@dataclass(frozen=True)
class Rated(Event):
    """The person thought well or ill of the answer that a turn got, by its key."""

    turn_key: str
    tone: Tone
    comment: str


@dataclass(frozen=True)
class Dropped(Event):
    """The person dropped a file into the personal chat; it is kept until it is decided about."""

    file: ReceivedFile


class FilesNotTaken(Refusal):
    """A file from somebody whose files nobody takes."""


class Failed(Refusal):
    """A fault of ours. log_id: what it is found by in the log."""

    def __init__(self, log_id: str) -> None:
        self.log_id = log_id


class UnknownAction(Refusal):
    """A button that nobody handles: its card is from another age, or its data was forged."""


class OnlyInResponse(Refusal):
    """What may only be shown in the answer to a press, which the person's client can't show."""


class TooLateForResponse(Refusal):
    """What may only be shown in the answer to a press, and came when nobody waited any more."""


class OnlyInPersonalChat(Refusal):
    """What is not said in front of others."""


A = TypeVar("A", bound=Action)
E = TypeVar("E", bound=Event)
R = TypeVar("R", bound=Refusal)
Handler = Callable[..., Awaitable[Reply]]
Words = Callable[..., Reply]


@dataclass(frozen=True)
class _Entry:
    handler: Handler
    role: Roles
    everywhere: bool

    @property
    def roles(self) -> tuple[Role, ...]:
        return (self.role,) if isinstance(self.role, Role) else self.role


@dataclass(frozen=True)
class FileKind:
    """A kind of file that a feature takes from people with a role.

    name: what to do with it, on a button, in the language now spoken. fits: whether a file, by its
    name and content, may be one; called in a thread. preview: what it would do, with the buttons
    that decide it. called: whether a file's name says that it is one.
    """

    kind: str
    name: Callable[[], str]
    fits: Callable[[str, bytes], bool]
    preview: Callable[[Turn, ReceivedFile], Awaitable[Reply]]
    roles: tuple[Role, ...]
    called: Callable[[str], bool]


@dataclass(frozen=True)
class _Action:
    kind: type[Action]
    adapter: TypeAdapter[Any]
    handler: _Entry
    again: _Entry


class Router:
    """Finds the handler for what somebody said, pressed, or what happened."""

    def __init__(self) -> None:
        self._commands: dict[str, _Entry] = {}
        self._actions: dict[tuple[str, int], _Action] = {}
        self._events: dict[type[Event], _Entry] = {}
        self._refusals: dict[type[Refusal], Words] = {}
        self._renderers: dict[str, Renderer] = {}
        self._due_handlers: dict[str, DueHandler] = {}
        self._file_kinds: dict[str, FileKind] = {}
        self._otherwise: _Entry | None = None

    def on_command(
        self,
        *names: str,
        handler: Callable[[Turn], Awaitable[Reply]],
        role: Roles,
        everywhere: bool = False,
    ) -> None:
        """Answer when all that is written is one of the names, in any case and punctuation.

        everywhere: also in group chats and channels.
        """
        for name in names:
            _once(self._commands, _bare(name), _Entry(handler, role, everywhere))

    def on_action(
        self,
        action: type[A],
        handler: Callable[[Turn, A], Awaitable[Reply]],
        *,
        again: Callable[[Turn, A], Awaitable[Reply]],
        role: Roles,
        everywhere: bool = False,
    ) -> None:
        """Answer when a button with this action is pressed.

        again: answers the same press when Teams delivers it again: what there is now, from the
        rows. It changes nothing, as other presses may have come in between.
        """
        known = _Action(
            action,
            _adapter(action),
            _Entry(handler, role, everywhere),
            _Entry(again, role, everywhere),
        )
        _once(self._actions, (action.name, action.version), known)

    def on_event(
        self, event: type[E], handler: Callable[[Turn, E], Awaitable[Reply]], *, role: Role
    ) -> None:
        """Answer when something happens."""
        _once(self._events, event, _Entry(handler, role, everywhere=True))

    def on_anything_else(
        self, handler: Callable[[Turn, str], Awaitable[Reply]], *, role: Role
    ) -> None:
        """Answer what is no command: it is a question."""
        if self._otherwise:
            raise ValueError("two handlers for what is no command")
        self._otherwise = _Entry(handler, role, everywhere=True)

    def on_file(
        self,
        kind: str,
        *,
        name: Callable[[], str],
        fits: Callable[[str, bytes], bool],
        preview: Callable[[Turn, ReceivedFile], Awaitable[Reply]],
        role: Roles,
        called: Callable[[str], bool] = lambda _name: False,
    ) -> None:
        """Take a kind of file that people drop into the personal chat (see `FileKind`).

        fits may raise UnreadableFile, which is said when the file is of no other kind. preview is
        given a file that is kept; what decides about it forgets it in the same transaction.
        """
        roles = (role,) if isinstance(role, Role) else role
        _once(self._file_kinds, kind, FileKind(kind, name, fits, preview, roles, called))

    def takes_files_from(self, person: Person) -> bool:
        """Whether there is a kind of file that is taken from this person."""
        return any(person.may(*one.roles) for one in self._file_kinds.values())

    def file_kind(self, kind: str) -> FileKind | None:
        """The kind of file of this name."""
        return self._file_kinds.get(kind)

    def kinds_of_file(self, name: str, content: bytes) -> list[FileKind]:
        """The kinds that a file may be of. Raises UnreadableFile. Call it in a thread."""
        fitting, unreadable = [], None
        for one in self._file_kinds.values():
            try:
                if one.fits(name, content):
                    fitting.append(one)
            except UnreadableFile as refusal:
                unreadable = refusal
        if unreadable and not fitting:
            raise unreadable
        return fitting

    def on_message(self, kind: str, renderer: Renderer) -> None:
        """Render the outbox's messages of a kind: what is true when they are sent or edited."""
        _once(self._renderers, kind, renderer)

    def on_due(self, kind: str, handler: DueHandler) -> None:
        """Do what was set due under a kind, in the transaction that notes it as done."""
        _once(self._due_handlers, kind, handler)

    def on_refusal(self, refusal: type[R], words: Callable[[R], Reply]) -> None:
        """Word a refusal that a rule raised."""
        _once(self._refusals, refusal, words)

    def worded(self, refusal: Refusal) -> Reply:
        """Give the words for a refusal. Raises the refusal itself when there are none: a bug."""
        for kind in type(refusal).__mro__:
            if kind in self._refusals:
                return self._refusals[kind](refusal)
        raise refusal

    async def answer(self, turn: Turn, what: Said | Pressed | Event) -> Reply:
        """Give the reply to what was said, pressed or happened; a refusal comes as its words."""
        try:
            match what:
                case Said(text):
                    return await self._answer_text(turn, text)
                case Pressed(data):
                    return await self._answer_action(turn, data)
                case _:
                    return await self._call(self._events[type(what)], turn, what)
        except Refusal as refusal:
            return self.worded(refusal)

    async def answer_again(self, turn: Turn, data: Mapping[str, Any]) -> Reply:
        """Give the reply to a press that was answered before and is delivered again."""
        try:
            known, action = self._decode(data)
            return await self._call(known.again, turn, action)
        except Refusal as refusal:
            return self.worded(refusal)

    @property
    def message_kinds(self) -> frozenset[str]:
        """The kinds of messages that can be rendered."""
        return frozenset(self._renderers)

    @property
    def due_kinds(self) -> frozenset[str]:
        """The kinds of due times that are handled."""
        return frozenset(self._due_handlers)

    async def render(self, kind: str, showing: Showing) -> Card | Text:
        """What a message of the outbox says, in the language now spoken."""
        return await self._renderers[kind](showing)

    async def handle_due(self, kind: str, session: AsyncSession, due: Due) -> None:
        """Do what is due."""
        await self._due_handlers[kind](session, due)

    def makes_file(self, data: Mapping[str, Any]) -> bool:
        """Whether the answer to a button's data is a file, if anybody handles it."""
        try:
            known, _action = self._decode(data)
        except UnknownAction:
            return False
        return known.kind.makes_file

    def decode(self, data: Mapping[str, Any]) -> Action:
        """Read a button's data. Raises UnknownAction."""
        return self._decode(data)[1]

    async def _answer_text(self, turn: Turn, text: str) -> Reply:
        command = self._command(text)
        if command:
            return await self._call(command, turn)
        if not self._otherwise:
            raise LookupError("nobody answers what is no command")
        return await self._call(self._otherwise, turn, text)

    async def _answer_action(self, turn: Turn, data: Mapping[str, Any]) -> Reply:
        known, action = self._decode(data)
        return await self._call(known.handler, turn, action)

    def _decode(self, data: Mapping[str, Any]) -> "tuple[_Action, Action]":
        name, version = data.get(ACTION), data.get(VERSION)
        if not isinstance(name, str) or not isinstance(version, int):
            raise UnknownAction
        if (name, version) not in self._actions:
            raise UnknownAction
        known = self._actions[name, version]
        fields = {key: value for key, value in data.items() if key not in (ACTION, VERSION)}
        try:
            return known, known.adapter.validate_python(fields)
        except ValidationError as error:
            raise UnknownAction from error

    async def _call(self, entry: _Entry, turn: Turn, *what: object) -> Reply:
        turn.person.require(*entry.roles)
        if turn.place is not Place.PERSONAL and not entry.everywhere:
            raise OnlyInPersonalChat
        return await entry.handler(turn, *what)

    def _command(self, text: str) -> _Entry | None:
        """The command that all of the text is, one slip of a letter forgiven."""
        bare = _bare(text).removesuffix(f" {OWN_NAME}")
        if bare in self._commands:
            return self._commands[bare]
        near = [
            entry
            for name, entry in self._commands.items()
            if len(name) >= SHORTEST_FORGIVEN
            and DamerauLevenshtein.distance(bare, name, score_cutoff=1) <= 1
        ]
        return near[0] if near else None


def _bare(text: str) -> str:
    """The words alone; æ, ø and å the same as ae, oe and aa, as keyboards without them write."""
    words = " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())
    for written, letter in (("ae", "æ"), ("oe", "ø"), ("aa", "å")):
        words = words.replace(written, letter)
    return words


def _once(registered: dict[Any, Any], key: Any, value: Any) -> None:
    if key in registered:
        raise ValueError(f"two handlers for {key}")
    registered[key] = value


_adapters: dict[type[Action], TypeAdapter[Any]] = {}


def _adapter(action: type[Action]) -> TypeAdapter[Any]:
    """What reads an action of this class; made once, as there are hundreds of them."""
    if action not in _adapters:
        _adapters[action] = TypeAdapter(action)
    return _adapters[action]
