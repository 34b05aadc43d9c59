"""How long something took, counted in the time in which people are at work."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median

from bot.calendar import WorkingHours, in_copenhagen, is_working_day, moment_of


def working_time(start: datetime, end: datetime, hours: WorkingHours) -> timedelta:
    """The working time between two aware times; nothing when the second comes first."""
    day, last = in_copenhagen(start).date(), in_copenhagen(end).date()
    spent = timedelta()
    while day <= last:
        if is_working_day(day):
            opens, closes = moment_of(day, hours.opens), moment_of(day, hours.closes)
            spent += max(min(end, closes) - max(start, opens), timedelta())
        day += timedelta(days=1)
    return spent


def length_of_a_day(hours: WorkingHours) -> timedelta:
    """How long people are at work on a working day."""
    opens, closes = hours.opens, hours.closes
    return timedelta(hours=closes.hour - opens.hour, minutes=closes.minute - opens.minute)


def middle(times: Iterable[timedelta]) -> timedelta | None:
    """The median; None of nothing."""
    seconds = [one.total_seconds() for one in times]
    return timedelta(seconds=median(seconds)) if seconds else None
