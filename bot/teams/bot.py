"""One turn from beginning to end: claimed, recognised, answered, delivered, done."""

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from botbuilder.core import TurnContext
from botbuilder.schema import Activity, ActivityTypes
from sqlalchemy.exc import SQLAlchemyError

from bot.database.sessions import Sessions
from bot.delivery import conversations, reach
from bot.delivery.conversations import Conversation
from bot.delivery.outcomes import NotDelivered
from bot.delivery.warnings import warn_of_second_account
from bot.language import language_of, speaking
from bot.messages import Place, Reply
from bot.people.identity import AlreadyTied, NotOnRoster
from bot.people.values import Person
from bot.router import (
    Failed,
    Installed,
    Joined,
    OnlyInResponse,
    Pressed,
    Rated,
    Router,
    Turn,
)
from bot.teams import turns
from bot.teams.connector import Connector
from bot.teams.dropping import Drops, FilesOffered
from bot.teams.files import FILE_CONSENT, Consent, Files
from bot.teams.lateness import LONGEST, Lateness, press_key, told
from bot.teams.replies import Replies, respond, response_to
from bot.teams.speakers import Speakers
from bot.teams.team_channels import TeamChannels, place_in_team
from bot.teams.turns import TIME_TO_ANSWER, Claim, message_key, turn_key
from bot.teams.understanding import (
    EXECUTE,
    FEEDBACK,
    Answerable,
    Removed,
    Thumb,
    place_of,
    understand,
)

# Composing and sending together stay within TIME_TO_ANSWER, after which others may take the turn.
# A press that takes long is done once the person was told so.
TIME_TO_COMPOSE = 5.0  # seconds, most of them for asking Teams who somebody is
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
        files: Files,
        drops: Drops,
        *,
        tenant_id: str,
        clock: Callable[[], datetime],
    ) -> None:
        """tenant_id: whose people may speak; "" in the trial, which everybody joins.

        clock: aware UTC.
        """
        self._sessions = sessions
        self._router = router
        self._files = files
        self._drops = drops
        self._lateness = Lateness()
        self._speakers = Speakers(sessions, connector, tenant_id)
        self._team_channels = TeamChannels(sessions, connector, clock=clock)
        self._clock = clock
        self._replies = Replies(sessions, router, connector, files, clock=clock)

    async def turn(self, received: Mapping[str, Any], context: TurnContext) -> None:
        """Answer one activity once, however often it is delivered.

        received: the same activity as it came. Raises StillAnswering, or NotDelivered when the
        answer surely didn't go out; then a new delivery is answered.
        """
        activity: Activity = context.activity
        understood, team = understand(activity), place_in_team(activity)
        if understood is None:
            if team and team.change:
                self._team_channels.hear(team)
            await _respond_to_unknown(context)
            return
        if isinstance(understood, Removed):
            if team:
                self._team_channels.hear(team, left=True)
            async with self._sessions.write() as session:
                await reach.taken_out(session, activity.conversation.id, now=self._clock())
            return
        opened = await self._open(activity, turn_key(received))
        if isinstance(understood, Consent):
            await self._take_consent(context, understood, opened)
            return
        if opened.done:
            await self._answer_again(context, understood, opened)
            return
        try:
            message_id = await self._answer(context, understood, opened)
        except NotDelivered:
            async with self._sessions.write() as session:
                await turns.release(session, opened.key, until=opened.until)
            raise
        await self._finish(opened, activity.conversation.id, message_id)
        if team:
            self._team_channels.hear(team, came=isinstance(understood, Installed))

    async def settled(self) -> None:
        """Wait for the answers, edits of cards and files that are still on their way."""
        await self._lateness.settled()
        await self._files.settled()
        await self._drops.settled()
        await self._team_channels.settled()
        await self._replies.settled()

    async def _open(self, activity: Activity, key: str) -> "_Opened":
        """Claim the turn, or learn that it is done, and look up what every turn needs.

        All in one transaction: each costs several hops between threads.
        """
        waited = 0.0
        while True:
            now = self._clock()
            until = now + TIME_TO_ANSWER
            async with self._sessions.write() as session:
                claim = await turns.claim(session, key, now=now, until=until)
                person = await self._speakers.known(session, activity)
                conversation = await conversations.known(session, activity.conversation.id)
            while claim is Claim.BUSY:
                if waited >= LONGEST_WAIT:
                    raise StillAnswering
                await asyncio.sleep(LOOK_AGAIN)
                waited += LOOK_AGAIN
                async with self._sessions.read() as session:
                    claim = await turns.state(session, key, now=self._clock())
                if claim is Claim.OURS:  # whoever had it is gone, as others may have seen too
                    break
            else:
                return _Opened(key, now, until, claim is Claim.DONE, person, conversation)

    async def _finish(
        self, opened: "_Opened", conversation_id: str, message_id: str | None
    ) -> None:
        message = message_key(conversation_id, message_id) if message_id else None
        try:
            async with self._sessions.write() as session:
                await turns.finish(session, opened.key, until=opened.until, answered_with=message)
        except SQLAlchemyError as error:
            # The answer has gone out. To say that the turn failed would have it sent again.
            log.error("turn not marked as done", exc_info=error)

    async def _answer(
        self, context: TurnContext, understood: Answerable, opened: "_Opened"
    ) -> str | None:
        """Say what is to be said; the id of the first message sent. Raises NotDelivered."""
        activity: Activity = context.activity
        with speaking(opened.language(activity)):
            try:
                reply = await self._composed(activity, understood, opened)
            except NotDelivered:
                raise
            except Exception as error:
                if isinstance(understood, Installed):
                    log.error("no welcome", exc_info=error)  # nobody asked for anything
                    reply = Reply()
                else:
                    reply = self._apology(error)
        return await self._replies.deliver(context, understood, reply)

    async def _composed(
        self, activity: Activity, understood: Answerable, opened: "_Opened"
    ) -> Reply:
        """What is to be said; to a press that takes long, that the answer comes later.

        Raises NotDelivered for anything else that takes long: Teams delivers a message again.
        """
        if isinstance(understood, Pressed):
            return await self._composed_for_press(activity, understood, opened)
        try:
            async with asyncio.timeout(TIME_TO_COMPOSE):
                return await self._reply(activity, understood, opened)
        except TimeoutError as error:
            log.warning("not answered in time", what=type(understood).__name__)
            raise NotDelivered from error

    async def _composed_for_press(
        self, activity: Activity, pressed: Pressed, opened: "_Opened"
    ) -> Reply:
        makes_file = self._router.makes_file(pressed.data)
        press = press_key(activity, pressed.data)
        with speaking(opened.language(activity)):  # the task that begins here, too
            if self._lateness.is_under_way(press):
                return told(makes_file=makes_file)
            return await self._lateness.answer(
                press,
                self._reply(activity, pressed, opened),
                makes_file=makes_file,
                say=partial(self._replies.say_later, activity),
                apology=self._apology,
            )

    async def _answer_again(
        self, context: TurnContext, understood: Answerable, opened: "_Opened"
    ) -> None:
        """Give an invoke its response again, from the rows; what was sent has been sent."""
        activity: Activity = context.activity
        if activity.type != ActivityTypes.invoke:
            return
        reply = Reply()
        if isinstance(understood, Pressed):
            with speaking(opened.language(activity)):
                reply = await self._reply_again(activity, understood, opened)
        body, _ = response_to(activity, understood, reply)
        await respond(context, 200, body)

    async def _reply_again(self, activity: Activity, pressed: Pressed, opened: "_Opened") -> Reply:
        makes_file = self._router.makes_file(pressed.data)
        if self._lateness.is_under_way(press_key(activity, pressed.data)):
            return told(makes_file=makes_file)
        if makes_file:
            return Reply()  # it was offered, and making it only to throw it away takes long
        if not opened.person:
            return self._router.worded(NotOnRoster())
        turn = self._turn(activity, opened.person, opened)
        return await self._router.answer_again(turn, pressed.data)

    async def _reply(self, activity: Activity, understood: Answerable, opened: "_Opened") -> Reply:
        """What is to be said; who isn't on the roster hears that, and no more."""
        joined = False
        try:
            person = opened.person or await self._speakers.tie(activity, now=opened.now)
        except AlreadyTied as refusal:
            log.error("a second account claims an address", person=str(refusal.person.id))
            async with self._sessions.write() as session:
                await warn_of_second_account(session, refusal.person.id, now=opened.now)
            return Reply() if isinstance(understood, Installed) else self._router.worded(refusal)
        except NotOnRoster as refusal:
            if isinstance(understood, Installed):
                return Reply()  # the app may be rolled out to more people than the roster has
            if not self._speakers.may_join:
                return self._router.worded(refusal)
            person, joined = await self._speakers.join(activity, now=opened.now), True
        with speaking(language_of(person.language, activity.locale)):
            turn = self._turn(activity, person, opened)
            said = await self._router.answer(turn, Joined()) if joined else Reply()
            came_now = await self._remember(activity, turn, opened.conversation)
            if isinstance(understood, Installed) and not came_now:
                return said
            reply = await self._answered(activity, turn, understood)
            if reply.replace and not reply.lasting and activity.type != ActivityTypes.invoke:
                reply = self._router.worded(OnlyInResponse())  # nothing answers such a press
            return replace(reply, messages=said.messages + reply.messages)

    def _turn(self, activity: Activity, person: Person, opened: "_Opened") -> Turn:
        return Turn(
            key=opened.key,
            person=person,
            place=place_of(activity),
            conversation_id=activity.conversation.id,
            now=opened.now,
            sessions=self._sessions,
        )

    async def _answered(self, activity: Activity, turn: Turn, understood: Answerable) -> Reply:
        if isinstance(understood, FilesOffered):
            return await self._drops.answer(activity, turn, understood, apology=self._apology)
        if not isinstance(understood, Thumb):
            return await self._router.answer(turn, understood)
        message = message_key(turn.conversation_id, understood.message_id)
        async with self._sessions.read() as session:
            key = await turns.turn_answered_with(session, message)
        if not key:
            return Reply()
        return await self._router.answer(turn, Rated(key, understood.tone, understood.comment))

    async def _take_consent(
        self, context: TurnContext, consent: Consent, opened: "_Opened"
    ) -> None:
        """Answer at once, and hand the file over afterwards: Teams doesn't wait for an upload."""
        activity: Activity = context.activity
        if not opened.done:
            with speaking(opened.language(activity)):  # the task that begins here, too
                make = partial(self._make_again, activity, Pressed(consent.data), opened)
                self._files.answer_later(activity, consent, make)
            await self._finish(opened, activity.conversation.id, None)
        await respond(context, 200, {})

    async def _make_again(self, activity: Activity, pressed: Pressed, opened: "_Opened") -> Reply:
        """What the press says now, from the router with its roles; it may be no file any more."""
        try:
            async with asyncio.timeout(LONGEST):  # nobody waits for the answer to this
                return await self._reply(activity, pressed, opened)
        except Exception as error:
            return self._apology(error)

    def _apology(self, error: Exception) -> Reply:
        """What is said when a handler failed, with an id that the log has too."""
        log_id = secrets.token_hex(4)
        log.error("turn failed", log_id=log_id, exc_info=error)
        return self._router.worded(Failed(log_id))

    async def _remember(self, activity: Activity, turn: Turn, known: Conversation | None) -> bool:
        """Keep where the conversation is; whether the bot came to it with this very turn.

        Teams tells twice of an installation (as an update of the installation and of the
        conversation's members), and is thanked once; also when the thanks come late.
        """
        owner = turn.person.id if turn.place is Place.PERSONAL else None
        if known and known.is_reached_at(activity.service_url, owner):
            return known.brought_by == turn.key
        async with self._sessions.write() as session:
            await conversations.remember(
                session,
                turn.conversation_id,
                place=turn.place,
                service_url=activity.service_url,
                person_id=owner,
                turn_key=turn.key,
                now=turn.now,
            )
            if owner:
                await reach.heard_from(session, owner, now=turn.now)
            known = await conversations.known(session, turn.conversation_id)
        return known is not None and known.brought_by == turn.key


@dataclass(frozen=True)
class _Opened:
    """A turn as it was found. until: ours until then, unless it is done.

    person, conversation: when they are known.
    """

    key: str
    now: datetime
    until: datetime
    done: bool
    person: Person | None
    conversation: Conversation | None

    def language(self, activity: Activity) -> str:
        """The language to speak: the one that the person chose, else that of their Teams."""
        return language_of(self.person.language if self.person else None, activity.locale)


async def _respond_to_unknown(context: TurnContext) -> None:
    """Refuse an invoke that we have no use for, or that is malformed; anything else is silence."""
    activity: Activity = context.activity
    if activity.type != ActivityTypes.invoke:
        return
    if activity.name == FEEDBACK:  # to anything else, clients show an error to who gave it
        await respond(context, 200, {})
        return
    malformed = activity.name in (EXECUTE, FILE_CONSENT)
    await respond(context, 400, {"error": "malformed" if malformed else "not supported"})
