"""Copenhagen time, Danish working days and working hours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.messages import Refusal

if TYPE_CHECKING:
    from holidays import HolidayBase

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

FRIDAY = 5  # ISO weekday
# Constitution Day, Christmas Eve and New Year's Eve: no public holidays by law, but days off.
# 1 May isn't one.
DAYS_OFF = {(6, 5), (12, 24), (12, 31)}  # month, day
HOLIDAY_WEEKS = (28, 29, 30, 42)  # by ISO: the industrial holiday, and the schools' in autumn


class NoSuchTime(Refusal):
    """A time that the clocks skip in Copenhagen on the night when they are put forward."""

    def __init__(self, day: date, at: time) -> None:
        self.day = day
        self.at = at


def in_copenhagen(moment: datetime) -> datetime:
    """An aware time as the clocks show it in Copenhagen."""
    return moment.astimezone(COPENHAGEN)


def moment_of(day: date, at: time) -> datetime:
    """The aware UTC time of what a person chose on the clock in Copenhagen.

    A time that comes twice, when the clocks are put back, means the first. Raises NoSuchTime.
    """
    wall = datetime.combine(day, at)
    moment = wall.replace(tzinfo=COPENHAGEN).astimezone(UTC)
    # A skipped time is given a moment all the same, but one that the clocks show otherwise.
    if in_copenhagen(moment).replace(tzinfo=None) != wall:
        raise NoSuchTime(day, at)
    return moment


def is_working_day(day: date) -> bool:
    """Whether it is a weekday, and neither a Danish public holiday nor one of the days off."""
    return (
        day.isoweekday() <= FRIDAY
        and (day.month, day.day) not in DAYS_OFF
        and day not in _public_holidays()
    )


def is_holiday_week(day: date) -> bool:
    """Whether many are off that week, so that a deadline in it is questioned."""
    return day.isocalendar().week in HOLIDAY_WEEKS


def working_days_after(day: date, number: int) -> date:
    """The working day that comes so many working days after a day, which itself isn't counted."""
    for _ in range(number):
        day = _next_working_day(day)
    return day


@dataclass(frozen=True)
class WorkingHours:
    """From when until when, on the clock in Copenhagen, people are at work on a working day.

    Raises ValueError when it closes before it opens.
    """

    opens: time = time(7)
    closes: time = time(17)

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError(f"no working hours between {self.opens} and {self.closes}")

    def contains(self, moment: datetime) -> bool:
        """Whether people are at work at an aware time; at the closing time they no longer are."""
        local = in_copenhagen(moment)
        return is_working_day(local.date()) and self.opens <= local.time() < self.closes

    def next(self, moment: datetime) -> datetime:
        """The first time, from an aware time on, when people are at work, as aware UTC."""
        if self.contains(moment):
            return moment.astimezone(UTC)
        local = in_copenhagen(moment)
        day = local.date()
        if not is_working_day(day) or local.time() >= self.closes:
            day = _next_working_day(day)
        # There is such a time: the clocks are changed on Sundays.
        return moment_of(day, self.opens)


def _next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@cache
def _public_holidays() -> "HolidayBase":
    # Imported when first used: it brings every country of the world, which takes about a second.
    from holidays import country_holidays

    return country_holidays("DK")
