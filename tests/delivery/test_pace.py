"""The pace: never more than Teams takes, in any second."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.delivery.pace import ALONE, SHARED, SLACK, Pace

LIMIT = 50  # Teams' own, calls a second


class Stopwatch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def most_in_a_second(times: list[float]) -> int:
    return max((sum(1 for other in times if time <= other < time + 1) for time in times), default=0)


@given(waits=some.lists(some.floats(0, 0.1), max_size=200), shared=some.booleans())
def test_no_second_has_more_permissions_than_teams_takes(waits: list[float], shared: bool) -> None:
    """However late who waits wakes up."""
    stopwatch = Stopwatch()
    pace = Pace(monotonic=stopwatch)
    pace.is_shared = shared
    taken = []
    for late in waits:
        stopwatch.now += late
        while wait := pace.take():
            stopwatch.now += wait + late
        taken.append(stopwatch.now)

    rate = SHARED if shared else ALONE
    assert most_in_a_second(taken) <= rate + rate * SLACK + 1
    assert most_in_a_second(taken) <= LIMIT


@given(
    rate=some.floats(1, 500),
    steps=some.lists(some.tuples(some.floats(0, 0.1), some.booleans()), max_size=200),
)
def test_replies_and_broadcasts_together_keep_the_pace_when_replies_do(
    rate: float, steps: list[tuple[float, bool]]
) -> None:
    """After any number of replies a permission is handed out once there was time for them all."""
    stopwatch = Stopwatch()
    pace = Pace(alone=rate, monotonic=stopwatch)
    counted = 0
    for late, is_reply in steps:
        stopwatch.now += late
        if is_reply:
            pace.spend()
            counted += 1
        elif not pace.take():
            elapsed = stopwatch.now - 1000.0
            assert counted <= rate * (elapsed + SLACK) + 1e-6
            counted += 1


def test_alone_it_uses_more_than_95_percent_of_the_limit() -> None:
    stopwatch = Stopwatch()
    pace = Pace(monotonic=stopwatch)
    taken = 0
    while stopwatch.now < 1060:
        wait = pace.take()
        taken += not wait
        stopwatch.now += wait + 0.001

    assert taken / 60 >= 0.95 * LIMIT


def test_when_others_are_alive_it_leaves_them_their_part() -> None:
    pace = Pace()
    assert pace.rate == ALONE

    pace.is_shared = True

    assert pace.rate == SHARED < ALONE


def test_replies_never_wait_and_the_rest_makes_room_for_them() -> None:
    stopwatch = Stopwatch()
    pace = Pace(alone=10, monotonic=stopwatch)

    for _ in range(30):
        pace.spend()

    assert pace.take() == pytest.approx(3)


def test_in_a_pause_nothing_is_handed_out_and_a_shorter_one_does_not_end_it() -> None:
    stopwatch = Stopwatch()
    pace = Pace(monotonic=stopwatch)

    pace.pause(30)
    pace.pause(1)

    assert pace.take() == pytest.approx(30)
    stopwatch.now += 30
    assert pace.take() == 0
    assert pace.take() > 0
