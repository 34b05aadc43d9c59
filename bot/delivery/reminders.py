"""When those are reminded who were asked for a receipt: once, on a morning that people work on."""

from datetime import date, datetime, time

from bot.calendar import WorkingHours, moment_of
from bot.messages import Refusal

REMINDED_AT = time(9)


class NoReceiptAsked(Refusal):
    """Nobody was asked to acknowledge it."""


class AlreadyReminded(Refusal):
    """Receivers are reminded once. at: when they were."""

    def __init__(self, at: datetime) -> None:
        self.at = at


class DayPassed(Refusal):
    """The morning of the day that was chosen has passed."""


def morning_of(day: date, hours: WorkingHours) -> datetime:
    """When to remind on a day in Copenhagen, or on the first after it that people work on."""
    return hours.next(moment_of(day, REMINDED_AT))


def moved(before: datetime | None, day: date, hours: WorkingHours, *, now: datetime) -> datetime:
    """When to remind on a day, in the place of an earlier time. Raises AlreadyReminded, DayPassed.

    now: aware UTC.
    """
    refuse_second(before, now=now)
    at = morning_of(day, hours)
    if at <= now:
        raise DayPassed
    return at


def refuse_second(at: datetime | None, *, now: datetime) -> None:
    """Raise AlreadyReminded if the time for a reminder has come."""
    if at and at <= now:
        raise AlreadyReminded(at)
