"""The pace at which Teams may be called, one for every call of the process."""

import time
from collections.abc import Callable

ALONE = 49.0  # calls a second: 98 % of Teams' limit, which it never passes (measured)
SHARED = 45.0  # when other instances are alive, whose replies need the rest
SLACK = 0.02  # seconds of lateness that are forgiven, so that jitter costs no throughput


class Pace:
    """Hands out `rate` permissions a second, evenly."""

    def __init__(
        self, rate: float = ALONE, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """rate: permissions a second; may be changed. monotonic: in seconds, from any start."""
        self.rate = rate
        self._monotonic = monotonic
        self._next = monotonic()

    def take(self) -> float:
        """Take a permission if there is one: 0. Else the seconds until there may be."""
        now = self._monotonic()
        if self._next > now:
            return self._next - now
        self._next = max(self._next, now - SLACK) + 1 / self.rate
        return 0

    def spend(self) -> None:
        """Count a call that waits for no permission: replies go at once, the rest makes room."""
        self._next = max(self._next, self._monotonic() - SLACK) + 1 / self.rate

    def pause(self, seconds: float) -> None:
        """Hand out nothing for a while."""
        self._next = max(self._next, self._monotonic() + seconds)
