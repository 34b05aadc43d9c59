"""One turn from beginning to end: claimed, recognised, answered, delivered, done."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes

from bot.database.sessions import Sessions
from bot.language import language_of, speaking
from bot.messages import Card, Reply, Text
from bot.people.identity import AlreadyTied, NotOnRoster
from bot.people.values import Person
from bot.router import Failed, Installed, Joined, Place, Rated, Router, Turn
from bot.teams import conversations, turns
from bot.teams.connector import Connector, NotDelivered, Refused, Uncertain
from bot.teams.outgoing import activity_of, card_in_response, text_in_response
from bot.teams.speakers import Speakers
from bot.teams.turns import Claim, turn_key
from bot.teams.understanding import (
    EXECUTE,
    FEEDBACK,
    Answerable,
    Removed,
    Thumb,
    place_of,
    understand,
)

LONGEST_WAIT = 4.0  # seconds that a repeat waits for the first; Teams waits 5 for an invoke
LOOK_AGAIN = 0.1  # seconds

log = structlog.get_logger(__name__)


class StillAnswering(Exception):  # noqa: N818 - a state of things, worded as 503 at the door
    """Another run of the same turn isn't done: ask again later."""


class Bot:
    """Takes the turns that the door has let in."""

    def __init__(
        self,
        sessions: Sessions,
        router: Router,
        connector: Connector,
        *,
        tenant_id: str,
        clock: Callable[[], datetime],
    ) -> None:
        """tenant_id: whose people may speak; "" in the trial, which everybody joins.

        clock: aware UTC.
        """
        self._sessions = sessions
        self._router = router
        self._connector = connector
        self._speakers = Speakers(sessions, connector, tenant_id)
        self._clock = clock
        self._edits: set[asyncio.Task[None]] = set()

    async def turn(self, received: Mapping[str, Any], context: TurnContext) -> None:
        """Answer one activity once, however often it is delivered.

        received: the same activity as it came. Raises StillAnswering, or NotDelivered when the
        answer surely didn't go out; then a new delivery is answered.
        """
        activity: Activity = context.activity
        understood = understand(activity)
        if understood is None:
            await _respond_to_unknown(context)
            return
        key, now = turn_key(received), self._clock()
        if isinstance(understood, Removed):
            async with self._sessions.write() as session:
                await conversations.leave(session, activity.conversation.id, now=now)
            return
        claim = await self._claim(key, now)
        if claim is Claim.DONE and activity.type != ActivityTypes.invoke:
            return
        try:
            message_id = await self._answer(
                context, understood, key, now, repeat=claim is Claim.DONE
            )
        except NotDelivered:
            async with self._sessions.write() as session:
                await turns.release(session, key)
            raise
        if claim is Claim.OURS:
            async with self._sessions.write() as session:
                await turns.finish(session, key, message_id=message_id)

    async def settled(self) -> None:
        """Wait for the edits of cards that are still on their way."""
        while self._edits:
            await asyncio.wait(self._edits)

    async def _claim(self, key: str, now: datetime) -> Claim:
        async with self._sessions.write() as session:
            claim = await turns.claim(session, key, now=now)
        waited = 0.0
        while claim is Claim.BUSY:
            if waited >= LONGEST_WAIT:
                raise StillAnswering
            await asyncio.sleep(LOOK_AGAIN)
            waited += LOOK_AGAIN
            async with self._sessions.read() as session:
                claim = await turns.state(session, key, now=self._clock())
            if claim is Claim.OURS:  # whoever had it is gone; several may have seen that
                async with self._sessions.write() as session:
                    claim = await turns.claim(session, key, now=self._clock())
        return claim

    async def _answer(
        self, context: TurnContext, understood: Answerable, key: str, now: datetime, *, repeat: bool
    ) -> str | None:
        """Say what is to be said; the id of the first message sent.

        repeat: only the response is given again; what was sent has been sent.
        """
        activity: Activity = context.activity
        with speaking(language_of(activity.locale)):
            try:
                reply = await self._reply(activity, understood, key, now)
            except NotDelivered:
                raise
            except Exception as error:
                reply = self._apology(error)
        return await self._deliver(context, reply, repeat=repeat)

    async def _reply(
        self, activity: Activity, understood: Answerable, key: str, now: datetime
    ) -> Reply:
        """What is to be said; who isn't on the roster hears that, and no more."""
        joined = False
        try:
            person = await self._speakers.find(activity, now=now)
        except AlreadyTied as refusal:
            log.error("a second account claims an address", person=str(refusal.person.id))
            return self._router.worded(refusal)
        except NotOnRoster as refusal:
            if isinstance(understood, Installed):
                return Reply()  # the app may be rolled out to more people than the roster has
            if not self._speakers.may_join:
                return self._router.worded(refusal)
            person, joined = await self._speakers.join(activity, now=now), True
        with speaking(language_of(person.language, activity.locale)):
            turn = Turn(key, person, place_of(activity), now, self._sessions)
            said = await self._router.answer(turn, Joined()) if joined else Reply()
            if not await self._remember(activity, person, understood, now):
                return said
            reply = await self._answered(turn, understood)
            return Reply(said.messages + reply.messages, reply.replace)

    async def _answered(self, turn: Turn, understood: Answerable) -> Reply:
        if not isinstance(understood, Thumb):
            return await self._router.answer(turn, understood)
        async with self._sessions.read() as session:
            key = await turns.turn_that_sent(session, understood.message_id)
        if not key:
            return Reply()
        return await self._router.answer(turn, Rated(key, understood.tone, understood.comment))

    def _apology(self, error: Exception) -> Reply:
        """What is said when a handler failed, with an id that the log has too."""
        log_id = secrets.token_hex(4)
        log.error("turn failed", log_id=log_id, exc_info=error)
        return self._router.worded(Failed(log_id))

    async def _remember(
        self, activity: Activity, person: Person, understood: Answerable, now: datetime
    ) -> bool:
        """Keep where the conversation is; whether there is anything more to say in it.

        Teams tells twice of an installation (as an update of the installation and of the
        conversation's members), and is thanked once.
        """
        conversation_id = activity.conversation.id
        place = place_of(activity)
        owner = person.id if place is Place.PERSONAL else None
        async with self._sessions.read() as session:
            known = await conversations.known(session, conversation_id)
        if known and known.is_reached_at(activity.service_url, owner):
            return not isinstance(understood, Installed)
        async with self._sessions.write() as session:
            has_come = await conversations.remember(
                session,
                conversation_id,
                place=place,
                service_url=activity.service_url,
                person_id=owner,
                now=now,
            )
        return has_come or not isinstance(understood, Installed)

    async def _deliver(self, context: TurnContext, reply: Reply, *, repeat: bool) -> str | None:
        activity: Activity = context.activity
        messages = reply.messages
        if activity.type == ActivityTypes.invoke:
            body, messages = _response(activity, reply)
            await _respond(context, 200, body)
        if repeat:
            return None
        if reply.replace and activity.reply_to_id:
            self._edit_later(activity, reply.replace)
        first = None
        for message in messages:
            try:
                sent = await self._send(context, message)
            except NotDelivered:
                if first is None:
                    raise
                log.warning("rest of the reply not delivered")  # a repeat would double the first
                break
            first = first or sent
        return first

    async def _send(self, context: TurnContext, message: Text | Card) -> str | None:
        """Send one message. Raises NotDelivered; what Teams refuses or leaves open is logged."""
        try:
            response = await context.send_activity(activity_of(message))
        except (Refused, Uncertain) as error:
            log.warning("reply not accepted", reason=str(error))
            return None
        return response.id if response else None

    def _edit_later(self, activity: Activity, card: Card) -> None:
        """Edit the card's message too: what answers a press shows until the chat is reopened."""
        task = asyncio.create_task(self._edit(activity, card))
        self._edits.add(task)
        task.add_done_callback(self._edits.discard)

    async def _edit(self, activity: Activity, card: Card) -> None:
        try:
            await self._connector.update(
                activity.service_url,
                activity.conversation.id,
                activity.reply_to_id,
                activity_of(card),
            )
        except (NotDelivered, Refused, Uncertain) as error:
            log.warning("card not edited", reason=str(error))


def _response(activity: Activity, reply: Reply) -> tuple[dict[str, Any], tuple[Text | Card, ...]]:
    """The body that answers an invoke, and the messages that are left to send."""
    if activity.name == FEEDBACK:
        return {}, ()
    if reply.replace:
        return card_in_response(reply.replace), reply.messages
    match reply.messages:
        case (Text(text), *rest):
            return text_in_response(text), tuple(rest)
        case messages:
            return text_in_response(""), tuple(messages)


async def _respond(context: TurnContext, status: int, body: dict[str, Any]) -> None:
    response = Activity(
        type=ActivityTypes.invoke_response, value=InvokeResponse(status=status, body=body)
    )
    await context.send_activity(response)


async def _respond_to_unknown(context: TurnContext) -> None:
    """Refuse an invoke that we have no use for, or that is malformed; anything else is silence."""
    activity: Activity = context.activity
    if activity.type != ActivityTypes.invoke:
        return
    known = activity.name in (EXECUTE, FEEDBACK)
    await _respond(context, 400, {"error": "malformed" if known else "not supported"})
