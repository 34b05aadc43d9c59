"""What follows sending to many: the conversation about it, whatever was sent."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import cards.afterwards as cards
from bot.calendar import in_copenhagen, working_days_after
from bot.delivery import accounts
from bot.delivery.reminders import AlreadyReminded, DayPassed, NoReceiptAsked
from bot.delivery.standings import Line, Standing
from bot.language import _
from bot.language.formats import moment
from bot.messages import Card, Reply
from bot.router import Router, Turn

MOST_ROWS = 20_000  # in a spreadsheet, so that it is made while the person waits
REMINDED_AFTER = 2  # working days, unless another day is chosen

_Status = TypeVar("_Status")

Verb = Callable[..., Awaitable[object]]


def register(router: Router) -> None:
    """Word what can't be reminded of, whatever it is."""
    router.on_refusal(NoReceiptAsked, no_receipt_asked)
    router.on_refusal(AlreadyReminded, already_reminded)


def no_receipt_asked(_refusal: NoReceiptAsked) -> Reply:
    """Word that there is nothing to remind of."""
    return Reply.text(_("Ingen blev bedt om at kvittere, så der er ikke noget at påminde om."))


def already_reminded(refusal: AlreadyReminded) -> Reply:
    """Word that the receivers were reminded before."""
    return Reply.text(
        _(
            "De, der manglede, fik en påmindelse {when}. Det sker kun én gang.",
            when=moment(refusal.at),
        )
    )


class Pressed(Protocol):
    """A button about something that was sent."""

    @property
    def subject(self) -> UUID:
        """What was sent."""


class Decided(Pressed, Protocol):
    """What was decided about a message that may have been received."""

    @property
    def message_id(self) -> int:
        """The message."""

    @property
    def again(self) -> bool:
        """Whether it is sent again."""


class DayChosen(Pressed, Protocol):
    """When those who are missing are reminded."""

    @property
    def day(self) -> date | None:
        """The day; None when none was chosen."""


@dataclass(frozen=True)
class Afterwards(Generic[_Status]):
    """What a feature says of what it sent, and what all of them make of that.

    status: what was sent with what became of it, by its id. kind: of its messages. sent: what the
    cards that are alike tell of it; the cards that aren't have the names of the functions here.
    stop, recall, decide_uncertain, remind, dont_remind: the feature's verbs. remind may raise
    DayPassed.

    What is asked and filled in stands in cards of its own: the status card is edited while
    messages go out, and an edit would empty a form in it.
    """

    status: Callable[[Turn, UUID], Awaitable[_Status]]
    kind: Callable[[_Status], str]
    sent: Callable[[_Status], cards.Sent]
    stop_question: Callable[[_Status], Card]
    stopped: Callable[[_Status], Card]
    recall_question: Callable[[_Status], Card]
    recalled: Callable[[_Status], Card]
    uncertain: Callable[[_Status, Sequence[Line]], Card]
    stop: Verb
    recall: Verb
    decide_uncertain: Verb
    remind: Verb
    dont_remind: Verb

    async def ask_to_stop(self, turn: Turn, action: Pressed) -> Reply:
        """Say what would happen, and ask."""
        return Reply((self.stop_question(await self.status(turn, action.subject)),))

    async def do_stop(self, turn: Turn, action: Pressed) -> Reply:
        """Send it to nobody more."""
        await self.stop(turn.sessions, action.subject, by=turn.person, now=turn.now)
        return await self.show_stopped(turn, action)

    async def show_stopped(self, turn: Turn, action: Pressed) -> Reply:
        """Say how many don't get it."""
        return Reply(replace=self.stopped(await self.status(turn, action.subject)))

    async def ask_to_recall(self, turn: Turn, action: Pressed) -> Reply:
        """Say what would happen, and ask."""
        return Reply((self.recall_question(await self.status(turn, action.subject)),))

    async def do_recall(self, turn: Turn, action: Pressed) -> Reply:
        """Take it away from everybody."""
        await self.recall(turn.sessions, action.subject, by=turn.person, now=turn.now)
        return await self.show_recalled(turn, action)

    async def show_recalled(self, turn: Turn, action: Pressed) -> Reply:
        """Say that it is being taken away."""
        return Reply(replace=self.recalled(await self.status(turn, action.subject)))

    async def ask_about_uncertain(self, turn: Turn, action: Pressed) -> Reply:
        """Show those who may have got it."""
        return Reply((await self._uncertain(turn, action.subject),))

    async def decide(self, turn: Turn, action: Decided) -> Reply:
        """Send it again where it may have been received, or leave it, and show what is left."""
        await self.decide_uncertain(
            turn.sessions,
            action.subject,
            action.message_id,
            again=action.again,
            by=turn.person,
            now=turn.now,
        )
        return await self.show_uncertain(turn, action)

    async def show_uncertain(self, turn: Turn, action: Pressed) -> Reply:
        """Show what is left to decide about."""
        return Reply(replace=await self._uncertain(turn, action.subject))

    async def choose_day(self, turn: Turn, action: Pressed) -> Reply:
        """Show the form for the day of the reminder."""
        sent = self.sent(await self.status(turn, action.subject))
        day = working_days_after(in_copenhagen(turn.now).date(), REMINDED_AFTER)
        if sent.remind_at:
            day = in_copenhagen(sent.remind_at).date()
        return Reply((cards.reminder_form(sent, day=day),))

    async def do_remind(self, turn: Turn, action: DayChosen) -> Reply:
        """Remind those who are missing on that day; a form that fails comes back as it was."""
        error = _("Vælg en dag.")
        if action.day:
            try:
                await self.remind(
                    turn.sessions, action.subject, action.day, by=turn.person, now=turn.now
                )
                return await self.show_reminder(turn, action)
            except DayPassed:
                error = _("Vælg en dag, hvor klokken ikke er over 9 endnu.")
        sent = self.sent(await self.status(turn, action.subject))
        return Reply(replace=cards.reminder_form(sent, day=action.day, error=error))

    async def do_not_remind(self, turn: Turn, action: Pressed) -> Reply:
        """Remind nobody after all."""
        await self.dont_remind(turn.sessions, action.subject, by=turn.person, now=turn.now)
        return await self.show_reminder(turn, action)

    async def show_reminder(self, turn: Turn, action: Pressed) -> Reply:
        """Say when there is a reminder."""
        sent = self.sent(await self.status(turn, action.subject))
        return Reply(replace=cards.reminder_set(sent, now=turn.now))

    async def _uncertain(self, turn: Turn, subject: UUID) -> Card:
        status = await self.status(turn, subject)
        async with turn.sessions.read() as session:
            lines = await accounts.lines(
                session,
                self.kind(status),
                subject,
                standings=(Standing.UNCERTAIN,),
                undecided=True,
                limit=cards.LISTED,
            )
        return self.uncertain(status, lines)
