"""Files that people drop into the personal chat: fetched, kept, and answered one by one."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import structlog
from botbuilder.schema import Activity, Attachment
from yarl import URL

from bot import received_files
from bot.delivery.outcomes import NotDelivered, Refused, Uncertain
from bot.files.blocks import tidy
from bot.files.refusals import Unreadable, UnreadableFile
from bot.language import _
from bot.messages import Card, File, Refusal, Reply, Text
from bot.received_files import ReceivedFile
from bot.router import Dropped, FilesNotTaken, Router, Said, Turn
from bot.teams.connector import Connector
from bot.teams.fetching import fetch
from bot.teams.outgoing import activity_of

MOST_AT_ONCE = 10  # files of one message
PATIENCE = 3.0  # seconds until the person is told that it takes longer

_OFFERED = "application/vnd.microsoft.teams.file.download.info"
_OURS_OR_TEXT = ("application/vnd.microsoft.card.", "application/vnd.microsoft.teams.", "text/html")
_PICTURE = "image/"

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class OfferedFile:
    """A file that came with a message. address: None for a picture in the text, which is none."""

    name: str
    address: str | None


@dataclass(frozen=True)
class FilesOffered:
    """A message with files. text: what was written along with them."""

    files: tuple[OfferedFile, ...]
    text: str


def offered_in(activity: Activity, text: str) -> FilesOffered | None:
    """The files of a message, if it is about files: a picture amid words is an illustration."""
    found = [one for one in map(_offered, activity.attachments or ()) if one]
    files = [one for one in found if one.address] if text else found
    return FilesOffered(tuple(files), text) if files else None


def _offered(attachment: Attachment) -> OfferedFile | None:
    kind, name = attachment.content_type or "", tidy(attachment.name or "")
    if kind == _OFFERED:
        content = attachment.content if isinstance(attachment.content, Mapping) else {}
        return OfferedFile(name or _nameless(content), _address(content))
    if kind.startswith(_OURS_OR_TEXT):
        return None
    if kind.startswith(_PICTURE):
        return OfferedFile(name or _("billede"), None)
    if attachment.content_url:  # as other channels, and the Playground, hand over a file
        return OfferedFile(name, attachment.content_url)
    return None


def _nameless(content: Mapping[str, Any]) -> str:
    kind = content.get("fileType")
    return f"fil.{tidy(kind)}" if isinstance(kind, str) else "fil"


def _address(content: Mapping[str, Any]) -> str:
    address = content.get("downloadUrl")
    return address if isinstance(address, str) else ""


class Drops:
    """Answers messages with files."""

    def __init__(
        self,
        router: Router,
        http: aiohttp.ClientSession,
        connector: Connector,
        *,
        may_fetch_from: Callable[[URL], bool],
    ) -> None:
        self._router = router
        self._http = http
        self._connector = connector
        self._may_fetch_from = may_fetch_from
        self._under_way: set[asyncio.Task[None]] = set()

    async def answer(
        self,
        activity: Activity,
        turn: Turn,
        offered: FilesOffered,
        *,
        apology: Callable[[Exception], Reply],
    ) -> Reply:
        """What is said to the files; what takes long is said later, and that it does is said now.

        apology: says that a handler failed.
        """
        if not self._router.takes_files_from(turn.person):
            return await self._not_taken(turn, offered)
        answering = asyncio.create_task(self._answered(turn, offered))
        try:
            done, _waiting = await asyncio.wait([answering], timeout=PATIENCE)
        except asyncio.CancelledError:
            answering.cancel()  # Teams delivers it again
            raise
        if done:
            return answering.result()
        saying = asyncio.create_task(self._say_later(activity, answering, apology))
        self._under_way.add(saying)
        saying.add_done_callback(self._under_way.discard)
        return Reply.text(_("Jeg læser det. Svaret kommer her om et øjeblik."))

    async def settled(self) -> None:
        """Wait for the answers that are still to come."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _not_taken(self, turn: Turn, offered: FilesOffered) -> Reply:
        """What is said to the words, if there are any; and that the files are of no use."""
        said = Reply()
        if offered.text:
            said = await self._router.answer(turn, Said(offered.text))
        refused = self._router.worded(FilesNotTaken())
        return Reply(said.messages + refused.messages)

    async def _answered(self, turn: Turn, offered: FilesOffered) -> Reply:
        messages: list[Text | Card | File] = []
        for number, file in enumerate(offered.files[:MOST_AT_ONCE]):
            own_turn = replace(turn, key=f"{turn.key}:{number}")
            messages += (await self._answer_to(own_turn, file)).messages
        left = len(offered.files) - MOST_AT_ONCE
        if left > 0:
            text = _(
                "Jeg tager {most} filer ad gangen. Send de sidste {left} igen.",
                most=MOST_AT_ONCE,
                left=left,
            )
            messages += Reply.text(text).messages
        return Reply(tuple(messages))

    async def _answer_to(self, turn: Turn, offered: OfferedFile) -> Reply:
        try:
            file = await self._kept(turn, offered)
        except Refusal as refusal:
            return self._router.worded(refusal)
        return await self._router.answer(turn, Dropped(file))

    async def _kept(self, turn: Turn, offered: OfferedFile) -> ReceivedFile:
        """The file, once it is kept. Raises NameHoldsCprNumber, NotFetched or UnreadableFile."""
        received_files.refuse_cpr_number_in(offered.name)
        if offered.address is None:
            raise UnreadableFile(offered.name, Unreadable.UNKNOWN_TYPE)
        content = await fetch(
            self._http, offered.name, offered.address, may_fetch_from=self._may_fetch_from
        )
        if not content:
            raise UnreadableFile(offered.name, Unreadable.EMPTY)
        async with turn.sessions.write() as session:
            return await received_files.keep(
                session,
                offered.name,
                content,
                of=turn.person.id,
                turn_key=turn.key,
                now=turn.now,
            )

    async def _say_later(
        self,
        activity: Activity,
        answering: "asyncio.Task[Reply]",
        apology: Callable[[Exception], Reply],
    ) -> None:
        try:
            reply = await answering
        except Exception as error:
            reply = apology(error)
        for message in reply.messages:
            if isinstance(message, File):
                raise TypeError("a preview offers no file")
            try:
                await self._connector.send(
                    activity.service_url, activity.conversation.id, activity_of(message)
                )
            except (NotDelivered, Refused, Uncertain) as outcome:
                log.warning("nothing said of a dropped file", reason=str(outcome))
