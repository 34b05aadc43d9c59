"""Replies on their way: the response to a press, the card that was pressed, and messages."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes

from bot.database.sessions import Sessions
from bot.delivery import wanting
from bot.delivery.outcomes import NotDelivered, Refused, Uncertain
from bot.messages import Card, File, Reply, Text
from bot.router import Router, Said, TooLateForResponse
from bot.teams.connector import Connector
from bot.teams.files import Files
from bot.teams.outgoing import activity_of, card_in_response, text_in_response
from bot.teams.turns import message_key
from bot.teams.understanding import FEEDBACK, Answerable

log = structlog.get_logger(__name__)


class Replies:
    """Brings to the chat what is said in reply."""

    def __init__(
        self,
        sessions: Sessions,
        router: Router,
        connector: Connector,
        files: Files,
        *,
        clock: Callable[[], datetime],
    ) -> None:
        """clock: aware UTC."""
        self._sessions = sessions
        self._router = router
        self._connector = connector
        self._files = files
        self._clock = clock
        self._edits: dict[str, asyncio.Task[None]] = {}  # the newest of each message

    async def deliver(
        self, context: TurnContext, understood: Answerable, reply: Reply
    ) -> str | None:
        """Answer an invoke, change the card that was pressed, and send the messages.

        Gives the id of the first one. Raises NotDelivered when that surely didn't go out.
        """
        activity: Activity = context.activity
        messages = reply.messages
        if activity.type == ActivityTypes.invoke:
            body, messages = response_to(activity, understood, reply)
            await respond(context, 200, body)
        await self._replace(activity, reply)
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

    async def say_later(self, activity: Activity, reply: Reply) -> None:
        """Say what took long in the chat, as nobody waits for it any more."""
        if reply.replace and not reply.lasting:
            reply = self._router.worded(TooLateForResponse())  # it mustn't stay in the chat
        await self._replace(activity, reply)
        for message in reply.messages:
            try:
                await self._connector.send(
                    activity.service_url, activity.conversation.id, self._activity(message)
                )
            except (NotDelivered, Refused, Uncertain) as outcome:
                log.warning("late answer not said", reason=str(outcome))

    async def settled(self) -> None:
        """Wait for the edits of cards that are still on their way."""
        while self._edits:
            await asyncio.wait(self._edits.values())

    async def _replace(self, activity: Activity, reply: Reply) -> None:
        """Have the message of the card that was pressed show the new one."""
        shown = reply.replace if reply.lasting and activity.reply_to_id else None
        if shown and not await self._is_shown_anew(activity):
            self._edit_later(activity, shown)

    def _activity(self, message: Text | Card | File) -> Activity:
        return self._files.offer(message) if isinstance(message, File) else activity_of(message)

    async def _is_shown_anew(self, activity: Activity) -> bool:
        """Have the outbox edit the card that was pressed, if it is one of the outbox's."""
        async with self._sessions.write() as session:
            return await wanting.show_anew_here(
                session, activity.conversation.id, activity.reply_to_id, now=self._clock()
            )

    async def _send(self, context: TurnContext, message: Text | Card | File) -> str | None:
        """Send one message. Raises NotDelivered; what Teams refuses or leaves open is logged."""
        try:
            response = await context.send_activity(self._activity(message))
        except (Refused, Uncertain) as error:
            log.warning("reply not accepted", reason=str(error))
            return None
        return response.id if response else None

    def _edit_later(self, activity: Activity, card: Card) -> None:
        """Edit the card's message too: what answers a press shows until the chat is reopened."""
        message = message_key(activity.conversation.id, activity.reply_to_id)
        task = asyncio.create_task(self._edit(activity, card, after=self._edits.get(message)))
        self._edits[message] = task
        task.add_done_callback(lambda done: self._forget_edit(message, done))

    def _forget_edit(self, message: str, task: asyncio.Task[None]) -> None:
        if self._edits.get(message) is task:
            del self._edits[message]

    async def _edit(
        self, activity: Activity, card: Card, *, after: asyncio.Task[None] | None
    ) -> None:
        if after:  # of two presses in quick succession, the later card must stay
            await asyncio.wait([after])
        try:
            await self._connector.update(
                activity.service_url,
                activity.conversation.id,
                activity.reply_to_id,
                activity_of(card),
            )
        except Exception as error:  # nobody awaits this, and asyncio's own report quotes errors
            log.warning("card not edited", exc_info=error)


def response_to(
    activity: Activity, understood: Answerable, reply: Reply
) -> tuple[dict[str, Any], tuple[Text | Card | File, ...]]:
    """The body that answers an invoke, and the messages that are left to send."""
    if activity.name == FEEDBACK:
        return {}, ()
    if isinstance(understood, Said):  # what was said by a button is answered in the chat
        return text_in_response(""), reply.messages
    if reply.replace:
        return card_in_response(reply.replace), reply.messages
    match reply.messages:
        case (Text(text), *rest):
            return text_in_response(text), tuple(rest)
        case messages:
            return text_in_response(""), tuple(messages)


async def respond(context: TurnContext, status: int, body: dict[str, Any]) -> None:
    """Give an invoke its response."""
    response = Activity(
        type=ActivityTypes.invoke_response, value=InvokeResponse(status=status, body=body)
    )
    await context.send_activity(response)
