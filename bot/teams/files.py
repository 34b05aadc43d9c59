"""Handing out files as Teams does it: an offer, a yes, and the file in the person's OneDrive.

Nothing is kept between the offer and the yes: the press that made the file makes it anew, for
whoever says yes, and as things are then.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from botbuilder.schema import Activity, ActivityTypes, Attachment
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel
from yarl import URL

from bot.delivery.outcomes import NotDelivered, Refused, Uncertain
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, File, Reply, Text
from bot.teams.connector import Connector
from bot.teams.incoming import Filled
from bot.teams.links import Links
from bot.teams.outgoing import activity_of
from bot.teams.turns import message_key
from bot.teams.uploading import LARGEST, NotSaved, Unsaved, upload

FILE_CONSENT = "fileConsent/invoke"
_OFFER = "application/vnd.microsoft.teams.card.file.consent"
_HANDED_OVER = "application/vnd.microsoft.teams.card.file.info"
_MEGABYTE = 1024 * 1024

log = structlog.get_logger(__name__)


class Destination(BaseModel):
    """Where Teams wants the file. upload_url: to put it there. content_url: to open it later."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel)

    name: Filled
    upload_url: Filled
    content_url: Filled
    unique_id: Filled
    file_type: Filled


@dataclass(frozen=True)
class Consent:
    """What a person said to the offer of a file. destination: None when it was a no.

    data: of the press that makes the file; not yet trusted.
    """

    data: Mapping[str, Any]
    destination: Destination | None


def consent_in(value: Mapping[str, Any]) -> Consent | None:
    """The consent in an invoke's value; None when it is malformed."""
    data = value.get("context")
    if not isinstance(data, Mapping):
        return None
    match value.get("action"):
        case "accept":
            try:
                return Consent(data, Destination.model_validate(value.get("uploadInfo")))
            except ValidationError:
                return None
        case "decline":
            return Consent(data, None)
        case _:
            return None


class Files:
    """Offers files, and hands over those that people say yes to.

    links: instead of all this, in the local trial.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        connector: Connector,
        *,
        may_upload_to: Callable[[URL], bool],
        links: Links | None,
    ) -> None:
        self._http = http
        self._connector = connector
        self._may_upload_to = may_upload_to
        self._links = links
        self._under_way: dict[str, asyncio.Task[None]] = {}  # by the offer

    def offer(self, file: File) -> Activity:
        """The message that offers the file."""
        if self._links:
            return activity_of(self._links.offer(file))
        if len(file.content) > LARGEST:
            return activity_of(Text(_in_words(Unsaved.TOO_LARGE)))
        return _offer(file)

    def answer_later(
        self, activity: Activity, consent: Consent, make: Callable[[], Awaitable[Reply]]
    ) -> None:
        """Hand the file over, or take the offer away, without making Teams wait for it.

        make: makes the file anew, or what is said in its place. A second press on the same offer
        meanwhile changes nothing.
        """
        offer = message_key(activity.conversation.id, activity.reply_to_id or activity.id)
        if offer in self._under_way:
            return
        task = asyncio.create_task(self._answer(activity, consent, make))
        self._under_way[offer] = task
        task.add_done_callback(lambda _done: self._under_way.pop(offer))

    async def settled(self) -> None:
        """Wait for the files that are on their way."""
        while self._under_way:
            await asyncio.wait(self._under_way.values())

    async def _answer(
        self, activity: Activity, consent: Consent, make: Callable[[], Awaitable[Reply]]
    ) -> None:
        try:
            if consent.destination is None:
                await self._say(activity, Text(_("Helt i orden. Filen bliver ikke gemt.")))
                await self._take_away(activity)
            else:
                await self._hand_over(activity, consent.destination, await make())
        except (NotDelivered, Refused, Uncertain) as outcome:
            log.warning("nothing said of a file", reason=str(outcome))
        except Exception as error:  # nobody awaits this, and asyncio's own report quotes errors
            log.error("file not handed over", exc_info=error)

    async def _hand_over(self, activity: Activity, destination: Destination, made: Reply) -> None:
        """Save the file and say so; otherwise say why, and leave the offer for another try."""
        file = next((one for one in made.messages if isinstance(one, File)), None)
        if file is None:  # no longer allowed, or nothing there any more
            for message in made.messages:
                if not isinstance(message, File):
                    await self._say(activity, message)
            return
        try:
            await upload(
                self._http,
                destination.upload_url,
                file.content,
                may_upload_to=self._may_upload_to,
            )
        except NotSaved as outcome:
            log.warning("file not saved", reason=outcome.reason, status=outcome.status)
            await self._say(activity, Text(_in_words(outcome.reason)))
            return
        await self._send(activity, _handed_over(destination))
        await self._take_away(activity)

    async def _say(self, activity: Activity, message: Text | Card) -> None:
        await self._send(activity, activity_of(message))

    async def _send(self, activity: Activity, message: Activity) -> None:
        await self._connector.send(activity.service_url, activity.conversation.id, message)

    async def _take_away(self, activity: Activity) -> None:
        """Delete the offer: Teams leaves its buttons there, and each press would save a copy."""
        if activity.reply_to_id:
            await self._connector.delete(
                activity.service_url, activity.conversation.id, activity.reply_to_id
            )


def _offer(file: File) -> Activity:
    data = file.action.data()
    content = {
        "description": file.description,
        "sizeInBytes": len(file.content),
        "acceptContext": data,
        "declineContext": data,
    }
    return Activity(
        type=ActivityTypes.message,
        attachments=[Attachment(content_type=_OFFER, name=file.name, content=content)],
        summary=file.description,
    )


def _handed_over(destination: Destination) -> Activity:
    content = {"uniqueId": destination.unique_id, "fileType": destination.file_type}
    return Activity(
        type=ActivityTypes.message,
        attachments=[
            Attachment(
                content_type=_HANDED_OVER,
                name=destination.name,
                content_url=destination.content_url,
                content=content,
            )
        ],
        summary=_("{name} ligger i din OneDrive.", name=destination.name),
    )


def _in_words(reason: Unsaved) -> str:
    match reason:
        case Unsaved.ELSEWHERE:
            return _(
                "Filen er ikke gemt: Teams bad mig lægge den et sted, som jeg ikke kender som "
                "OneDrive. Sig det til den, der passer Lederlinjen."
            )
        case Unsaved.TOO_LARGE:
            return _(
                "Filen er ikke gemt, for den er for stor. Grænsen er {limit} MB. Bed om en mindre "
                "del ad gangen.",
                limit=number(LARGEST // _MEGABYTE),
            )
        case Unsaved.EXPIRED:
            return _(
                "Filen er ikke gemt, for der gik for lang tid. Sig ja en gang til, så laver jeg "
                "den igen."
            )
        case Unsaved.FULL:
            return _(
                "Filen er ikke gemt, for der er ikke plads i din OneDrive. Ryd lidt op, og sig ja "
                "en gang til."
            )
        case Unsaved.REFUSED:
            return _(
                "Filen er ikke gemt, for din OneDrive tog ikke imod den. Vent lidt, og sig ja en "
                "gang til."
            )
        case Unsaved.CUT:
            return _(
                "Jeg ved ikke, om filen blev gemt, for forbindelsen blev afbrudt. Kig i din "
                "OneDrive. Er den der ikke, så sig ja en gang til."
            )
