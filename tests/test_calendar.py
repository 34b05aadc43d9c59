"""The clock in Copenhagen, Danish working days, and when the bot may speak unasked."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.calendar import (
    COPENHAGEN,
    NoSuchTime,
    WorkingHours,
    in_copenhagen,
    is_working_day,
    moment_of,
    working_days_after,
)

HOURS = WorkingHours()

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
moments = st.timedeltas(timedelta(0), timedelta(days=36_525)).map(
    lambda passed: datetime(2000, 1, 1, tzinfo=UTC) + passed
)
patient = settings(deadline=None)  # who first asks for a holiday waits until all are loaded


def wall(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """When the clocks in Copenhagen show this (for the first time)."""
    return datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("utc", "hour"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), 1),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), 3),
        (datetime(2026, 10, 25, 0, 59, tzinfo=UTC), 2),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), 2),
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), 1),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), 3),
        (datetime(2027, 10, 31, 0, 59, tzinfo=UTC), 2),
        (datetime(2027, 10, 31, 1, 0, tzinfo=UTC), 2),
    ],
)
def test_the_clocks_are_changed_at_one_utc(utc: datetime, hour: int) -> None:
    assert in_copenhagen(utc).hour == hour


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2027, 3, 28)])
@pytest.mark.parametrize("at", [time(2), time(2, 30), time(2, 59, 59)])
def test_a_time_that_the_clocks_skip_is_refused(night: date, at: time) -> None:
    with pytest.raises(NoSuchTime) as refused:
        moment_of(night, at)

    assert (refused.value.day, refused.value.at) == (night, at)


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2027, 3, 28)])
def test_the_times_around_the_skipped_hour_exist(night: date) -> None:
    before, after = moment_of(night, time(1, 59)), moment_of(night, time(3))

    assert after - before == timedelta(minutes=1)


@pytest.mark.parametrize("night", [date(2026, 10, 25), date(2027, 10, 31)])
def test_a_time_that_comes_twice_means_the_first(night: date) -> None:
    assert moment_of(night, time(2, 30)) == datetime(
        night.year, night.month, night.day, 0, 30, tzinfo=UTC
    )
    assert moment_of(night, time(3)) - moment_of(night, time(2)) == timedelta(hours=2)


def test_a_chosen_time_is_given_in_utc() -> None:
    chosen = moment_of(date(2026, 7, 1), time(9))

    assert chosen == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert chosen.tzinfo is UTC


@given(days, st.times())
@example(date(2026, 3, 29), time(2, 30))
@example(date(2027, 3, 28), time(2))
@example(date(2026, 10, 25), time(2, 30))
@example(date(2027, 10, 31), time(2, 59))
def test_the_clocks_show_the_time_that_was_chosen(day: date, at: time) -> None:
    try:
        local = in_copenhagen(moment_of(day, at))
    except NoSuchTime:
        assert (day.month, day.isoweekday(), at.hour) == (3, 7, 2)
    else:
        assert (local.date(), local.time()) == (day, at)


@given(moments)
def test_what_the_clocks_show_is_a_time_that_can_be_chosen(moment: datetime) -> None:
    local = in_copenhagen(moment)
    assume(not local.fold)

    assert moment_of(local.date(), local.time()) == moment


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 4, 2),  # Maundy Thursday
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 14),  # Ascension Day
        date(2026, 5, 25),  # Whit Monday
        date(2026, 6, 5),  # Constitution Day, a Friday
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 31),
        date(2025, 12, 26),
        date(2026, 3, 7),  # a Saturday
        date(2026, 3, 8),
    ],
)
def test_a_day_off_is_no_working_day(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 4, 1),  # the Wednesday before Easter
        date(2026, 4, 7),
        date(2026, 5, 1),  # a Friday; also where Great Prayer Day would have been
        date(2024, 4, 26),  # Great Prayer Day until 2023
        date(2027, 4, 23),
        date(2026, 5, 15),  # the Friday after Ascension Day
        date(2026, 12, 23),
        date(2026, 12, 30),
        date(2028, 2, 29),
    ],
)
def test_other_weekdays_are_working_days(day: date) -> None:
    assert is_working_day(day)


def test_great_prayer_day_was_a_day_off_until_2023() -> None:
    assert not is_working_day(date(2023, 5, 5))


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2026, 3, 2), 1, date(2026, 3, 3)),
        (date(2026, 3, 6), 1, date(2026, 3, 9)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),
        (date(2026, 3, 2), 10, date(2026, 3, 16)),
        (date(2026, 3, 31), 2, date(2026, 4, 7)),  # over Easter
        (date(2026, 6, 4), 1, date(2026, 6, 8)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 23), 4, date(2027, 1, 4)),
        (date(2026, 3, 7), 0, date(2026, 3, 7)),
    ],
)
def test_working_days_are_counted_without_the_days_off(day: date, number: int, then: date) -> None:
    assert working_days_after(day, number) == then


@patient
@given(days, st.integers(1, 30))
def test_between_a_day_and_the_working_day_after_it_lie_so_many(day: date, number: int) -> None:
    then = working_days_after(day, number)
    passed = [day + timedelta(days=n) for n in range(1, (then - day).days + 1)]

    assert sum(map(is_working_day, passed)) == number
    assert is_working_day(then)


@pytest.mark.parametrize(
    ("moment", "contained"),
    [
        (wall(2026, 3, 2, 6, 59), False),
        (wall(2026, 3, 2, 7, 0), True),
        (wall(2026, 3, 2, 16, 59), True),
        (wall(2026, 3, 2, 17, 0), False),
        (wall(2026, 3, 7, 12, 0), False),
        (wall(2026, 5, 1, 12, 0), True),
        (wall(2026, 6, 5, 12, 0), False),
        (datetime(2026, 7, 1, 5, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 15, 0, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 12, 1, 15, 59, tzinfo=UTC), True),
    ],
)
def test_working_hours_are_from_7_to_17_on_working_days(moment: datetime, contained: bool) -> None:
    assert HOURS.contains(moment) is contained


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        (wall(2026, 3, 2, 9, 14), wall(2026, 3, 2, 9, 14)),
        (wall(2026, 3, 2, 5, 0), wall(2026, 3, 2, 7, 0)),
        (wall(2026, 3, 2, 17, 0), wall(2026, 3, 3, 7, 0)),
        (wall(2026, 3, 6, 17, 0), wall(2026, 3, 9, 7, 0)),
        (wall(2026, 3, 27, 18, 0), datetime(2026, 3, 30, 5, 0, tzinfo=UTC)),  # summer time
        (wall(2027, 3, 24, 18, 0), datetime(2027, 3, 30, 5, 0, tzinfo=UTC)),  # and Easter
        (wall(2026, 10, 23, 18, 0), datetime(2026, 10, 26, 6, 0, tzinfo=UTC)),  # winter time
        (wall(2027, 10, 29, 18, 0), datetime(2027, 11, 1, 6, 0, tzinfo=UTC)),
        (wall(2026, 4, 1, 17, 0), wall(2026, 4, 7, 7, 0)),  # Easter
        (wall(2026, 4, 30, 17, 0), wall(2026, 5, 1, 7, 0)),
        (wall(2026, 6, 4, 17, 0), wall(2026, 6, 8, 7, 0)),
        (wall(2026, 6, 5, 6, 0), wall(2026, 6, 8, 7, 0)),
        (wall(2026, 12, 23, 17, 0), wall(2026, 12, 28, 7, 0)),
        (wall(2026, 12, 30, 17, 0), wall(2027, 1, 4, 7, 0)),
        (wall(2027, 12, 23, 17, 0), wall(2027, 12, 27, 7, 0)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), wall(2027, 1, 4, 7, 0)),
    ],
)
def test_what_may_wait_is_said_when_people_are_next_at_work(
    moment: datetime, then: datetime
) -> None:
    assert HOURS.next(moment) == then


@patient
@given(moments)
@example(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
@example(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
@example(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
def test_the_next_time_is_inside_working_hours(moment: datetime) -> None:
    then = HOURS.next(moment)

    assert then >= moment
    assert then.tzinfo is UTC
    assert HOURS.contains(then)
    assert HOURS.next(then) == then


@patient
@given(moments, st.floats(0, 1, exclude_max=True))
def test_no_working_hours_are_passed_over(moment: datetime, share: float) -> None:
    then = HOURS.next(moment)
    between = moment + (then - moment) * share
    assume(between < then)

    assert not HOURS.contains(between)


def test_working_hours_may_be_others() -> None:
    hours = WorkingHours(opens=time(8, 30), closes=time(15))

    assert hours.next(wall(2026, 3, 2, 7, 0)) == wall(2026, 3, 2, 8, 30)
    assert hours.next(wall(2026, 3, 2, 15, 0)) == wall(2026, 3, 3, 8, 30)


@pytest.mark.parametrize("closes", [time(7), time(6)])
def test_working_hours_close_after_they_open(closes: time) -> None:
    with pytest.raises(ValueError, match="no working hours"):
        WorkingHours(opens=time(7), closes=closes)
