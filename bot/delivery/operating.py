"""One operation on one message: rendered, carried out, and its outcome noted."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions, announce
from bot.delivery import claiming, conversations, halts, leave, reach
from bot.delivery.claiming import UNANSWERED
from bot.delivery.conversations import OPENED_BY_US
from bot.delivery.models import Message
from bot.delivery.outcomes import NotDelivered, Refused, Uncertain
from bot.delivery.pace import Pace
from bot.delivery.rendering import Post, Renderers, Showing
from bot.delivery.values import UNREACHABLE, Address, Attempt, Operation, Reach, Reason, State
from bot.delivery.wanting import WANTED
from bot.language import language_of, speaking
from bot.language.formats import lasting
from bot.messages import Card, Place, Text

MOST_TRIES = 8
LONGEST_WAIT = timedelta(minutes=15)  # between two tries; all of them take over half an hour
LONGEST_PAUSE = 30.0  # seconds in which nothing is sent because Teams can't be reached
LOOK_AFTER_HALT = 30.0  # seconds until it is tried whether Teams takes things from us again
TIME_TO_RENDER = 5.0  # seconds
NOTE_AGAIN = 1.0  # seconds until an outcome that couldn't be written is written again
TOGETHER = 1.0  # seconds within which two conversations that want a pause mean all of them

BLOCKED = ("ConversationBlockedByUser", "MessageWritesBlocked", "BotDisabledByAdmin")
NOT_INSTALLED = ("BotNotInConversationRoster", "ForbiddenOperationException")
CONVERSATION_GONE = "ConversationNotFound"
MESSAGE_GONE = "ActivityNotFoundInConversation"

DATABASE_TROUBLE = (OperationalError, InterfaceError, NoConnection)  # of the kind that passes

log = structlog.get_logger(__name__)


class Operator:
    """Carries out what the courier has claimed."""

    def __init__(
        self,
        sessions: Sessions,
        renderers: Renderers,
        post: Post,
        *,
        pace: Pace,
        clock: Callable[[], datetime],
    ) -> None:
        self._sessions = sessions
        self._renderers = renderers
        self._post = post
        self._pace = pace
        self._clock = clock
        self._out_of_contact_since: datetime | None = None
        self._throttled: tuple[datetime, str] | None = None

    async def operate(self, attempt: Attempt) -> None:
        """Carry out one operation, and note what became of it, as often as that takes."""
        outcome = await self._outcome(attempt)
        while True:
            try:
                async with claiming.transaction(self._sessions) as session:
                    row = await claiming.claimed_again(session, attempt)
                    if row:
                        await outcome(session, row)
                        if row.state == State.QUEUED:
                            announce(session, WANTED)
                return
            except (SQLAlchemyError, OSError) as error:
                # What Teams has done is known here only. Without the note it would be uncertain.
                log.error("outcome can't be written yet", exc_info=error)
                await asyncio.sleep(NOTE_AGAIN)

    async def _outcome(self, attempt: Attempt) -> "_Outcome":
        hopeless = _hopeless(attempt, self._clock())
        if hopeless:
            return self._failed(hopeless)
        if leave.holds(attempt, self._clock()):
            return self._held_for_leave()
        try:
            if not attempt.chat:
                return await self._opened(attempt)
            message = await self._rendered(attempt)
        except NotDelivered as outcome:
            return self._no_effect(attempt, outcome)
        except Refused as outcome:
            return self._refused(attempt, outcome)
        except (*DATABASE_TROUBLE, TimeoutError) as error:  # a busy machine's, too, passes
            log.error("message not rendered yet", kind=attempt.kind, exc_info=error)
            return self._later(attempt)
        except Exception as error:
            log_id = secrets.token_hex(4)
            log.error("message not rendered", kind=attempt.kind, log_id=log_id, exc_info=error)
            return self._failed(Reason.FAULT, detail=log_id)
        sent_at = self._clock()
        try:
            activity_id = await self._carry_out(attempt, attempt.chat, message)
        except NotDelivered as outcome:
            return self._no_effect(attempt, outcome)
        except Refused as outcome:
            return self._refused(attempt, outcome)
        except Exception as error:
            if not isinstance(error, Uncertain):
                log.error("operation failed", exc_info=error)
            return self._doubtful(attempt)
        return self._done(attempt, activity_id, sent_at=sent_at)

    async def _rendered(self, attempt: Attempt) -> Card | Text | None:
        """What is to be shown; None when it is to be taken away."""
        if attempt.operation is Operation.DELETE:
            return None
        language = attempt.person.language if attempt.person else None
        with speaking(language_of(language)), lasting():
            async with asyncio.timeout(TIME_TO_RENDER):
                return await self._renderers.render(
                    attempt.kind,
                    Showing(
                        attempt.subject,
                        attempt.occasion,
                        attempt.person,
                        self._clock(),
                        self._sessions,
                    ),
                )

    async def _opened(self, attempt: Attempt) -> "_Outcome":
        """Open the chat with somebody who was never heard from.

        What is to be said there waits for a permission of its own, as any other call.
        """
        if not attempt.person or not attempt.person.object_id:
            raise Refused(403, NOT_INSTALLED[0])
        person_id = attempt.person.id
        try:
            chat = await self._post.open_chat(attempt.person.object_id)
        except Uncertain as error:  # opening it again gives the same chat
            raise NotDelivered from error
        self._out_of_contact_since = None

        async def note(session: AsyncSession, row: Message) -> None:
            now = self._clock()
            await conversations.remember(
                session,
                chat.conversation_id,
                place=Place.PERSONAL,
                service_url=chat.service_url,
                person_id=person_id,
                turn_key=OPENED_BY_US,
                now=now,
            )
            await reach.note(session, person_id, Reach.REACHABLE, now=now)
            claiming.outcome_of_opening(row, now=now)

        return note

    async def _carry_out(
        self, attempt: Attempt, chat: Address, message: Card | Text | None
    ) -> str | None:
        """The id of the message that now stands there; None when it was taken away."""
        if message is None:
            await self._delete(chat, attempt.activity_id)
            return None
        if attempt.operation is Operation.SEND or not attempt.activity_id:
            return await self._post.send(chat, message)
        await self._post.edit(chat, attempt.activity_id, message)
        return attempt.activity_id

    async def _delete(self, chat: Address, activity_id: str | None) -> None:
        try:
            if activity_id:
                await self._post.delete(chat, activity_id)
        except Refused as refused:
            if refused.code != MESSAGE_GONE:  # which is what was wanted
                raise

    def _done(self, attempt: Attempt, activity_id: str | None, *, sent_at: datetime) -> "_Outcome":
        self._out_of_contact_since = None

        async def note(session: AsyncSession, row: Message) -> None:
            now = self._clock()
            claiming.outcome_of_success(
                row,
                attempt,
                chat_id=attempt.chat.conversation_id if attempt.chat else None,
                activity_id=activity_id,
                now=now,
            )
            if attempt.person and attempt.reach is not Reach.REACHABLE:
                await reach.note(session, attempt.person.id, Reach.REACHABLE, now=now)
            if attempt.is_halted:
                await halts.end(session, sent_at=sent_at, now=now)

        return note

    def _held_for_leave(self) -> "_Outcome":
        async def note(session: AsyncSession, row: Message) -> None:
            await leave.hold(session, row, now=self._clock())

        return note

    def _failed(self, reason: Reason, *, detail: str | None = None) -> "_Outcome":
        async def note(_session: AsyncSession, row: Message) -> None:
            claiming.outcome_of_failure(row, reason, detail=detail, now=self._clock())

        return note

    def _no_effect(self, attempt: Attempt, outcome: NotDelivered) -> "_Outcome":
        now = self._clock()
        wait = _wait(attempt.tries)
        if outcome.retry_after is None:
            self._pause_while_out_of_contact(now)
        else:
            wait = max(timedelta(seconds=outcome.retry_after), wait)
            self._pause_if_others_are_throttled(attempt, now, outcome.retry_after)
        again = self._later(attempt, wait=wait)

        async def note(session: AsyncSession, row: Message) -> None:
            await again(session, row)
            if outcome.retry_after is not None:
                now = self._clock()
                await claiming.hold_others(session, row, until=now + wait, now=now)

        return note

    def _later(self, attempt: Attempt, *, wait: timedelta = timedelta()) -> "_Outcome":
        """Try again, unless it was tried as often as is reasonable. wait: at least so long."""
        if attempt.tries + 1 >= MOST_TRIES:
            return self._failed(Reason.NO_CONTACT)
        wait = max(wait, _wait(attempt.tries))

        async def note(_session: AsyncSession, row: Message) -> None:
            claiming.to_be_tried_again(row, wait=wait, counts=True, now=self._clock())

        return note

    def _refused(self, attempt: Attempt, outcome: Refused) -> "_Outcome":
        if outcome.status == 401:
            return self._halted(outcome.code)
        if outcome.code == CONVERSATION_GONE and attempt.chat:
            return self._conversation_gone(attempt, attempt.chat)
        self._out_of_contact_since = None
        reason = _reason(attempt, outcome)

        async def note(session: AsyncSession, row: Message) -> None:
            now = self._clock()
            claiming.outcome_of_failure(row, reason, detail=str(outcome)[:80], now=now)
            if attempt.person and reason in UNREACHABLE:
                if attempt.chat:  # the next thing that is heard from there opens it again
                    await conversations.leave(session, attempt.chat.conversation_id, now=now)
                await reach.note(session, attempt.person.id, Reach(reason.value), now=now)

        return note

    def _halted(self, code: str | None) -> "_Outcome":
        """Stop, as every message would be refused: it is about the bot itself."""
        self._pace.pause(LOOK_AFTER_HALT)

        async def note(session: AsyncSession, row: Message) -> None:
            now = self._clock()
            wait = timedelta(seconds=LOOK_AFTER_HALT)
            claiming.to_be_tried_again(row, wait=wait, counts=False, now=now)
            if await halts.begin(session, code, now=now):
                log.critical("Teams takes nothing from the bot", code=code)

        return note

    def _conversation_gone(self, attempt: Attempt, chat: Address) -> "_Outcome":
        """Forget the conversation; a message that isn't sent yet may have another way."""

        async def note(session: AsyncSession, row: Message) -> None:
            now = self._clock()
            await conversations.leave(session, chat.conversation_id, now=now)
            if attempt.operation is not Operation.SEND:
                claiming.outcome_of_failure(row, Reason.GONE, now=now)
            elif attempt.person and attempt.tries + 1 < MOST_TRIES:
                claiming.to_be_tried_again(row, wait=timedelta(), counts=True, now=now)
            else:
                claiming.outcome_of_failure(row, Reason.NOT_INSTALLED, now=now)

        return note

    def _doubtful(self, attempt: Attempt) -> "_Outcome":
        """Nobody knows whether it had its effect; what does no harm twice is done again."""
        if attempt.operation is not Operation.SEND:
            return self._later(attempt, wait=UNANSWERED)

        async def note(_session: AsyncSession, row: Message) -> None:
            claiming.outcome_of_doubt(row, now=self._clock())

        return note

    def _pause_while_out_of_contact(self, now: datetime) -> None:
        """Send nothing for a while, longer the longer nothing has got through."""
        since = self._out_of_contact_since or now
        self._out_of_contact_since = since
        self._pace.pause(min(1.0 + (now - since).total_seconds() / 2, LONGEST_PAUSE))

    def _pause_if_others_are_throttled(
        self, attempt: Attempt, now: datetime, seconds: float
    ) -> None:
        where = attempt.chat.conversation_id if attempt.chat else ""
        earlier, self._throttled = self._throttled, (now, where)
        if earlier and earlier[1] != where and (now - earlier[0]).total_seconds() <= TOGETHER:
            self._pace.pause(seconds)


_Outcome = Callable[[AsyncSession, Message], Awaitable[None]]


def _hopeless(attempt: Attempt, now: datetime) -> Reason | None:
    """Why a message needn't be sent at all."""
    if attempt.operation is not Operation.SEND:
        return None
    if attempt.useful_until and attempt.useful_until < now:
        return Reason.TOO_LATE
    if attempt.reach in (Reach.LEFT, Reach.BLOCKED, Reach.NOT_INSTALLED):
        return Reason(attempt.reach.value)
    return None


def _reason(attempt: Attempt, outcome: Refused) -> Reason:
    if outcome.code in BLOCKED:
        return Reason.BLOCKED
    if outcome.code in NOT_INSTALLED or (outcome.status == 403 and not attempt.chat):
        return Reason.NOT_INSTALLED
    if outcome.status == 413:
        return Reason.TOO_LARGE
    if outcome.status == 404 and attempt.operation is not Operation.SEND:
        return Reason.GONE
    return Reason.REFUSED


def _wait(tries: int) -> timedelta:
    return min(timedelta(seconds=4**tries), LONGEST_WAIT)
