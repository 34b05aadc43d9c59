"""The pace at which Teams may be called, one for every call of the process."""

import time
from collections.abc import Callable

ALONE = 48.0  # calls a second: 49 and the time from permission to call made 51 in one (measured)
SHARED = 45.0  # when other instances are alive, whose replies need the rest
SLACK = 0.02  # seconds of lateness that are forgiven, so that jitter costs no throughput


class Pace:
    """Hands out so many permissions a second, evenly. is_shared: with other instances."""

    def __init__(
        self,
        alone: float = ALONE,
        shared: float = SHARED,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """alone, shared: permissions a second. monotonic: in seconds, from any start."""
        self.is_shared = False
        self._alone = alone
        self._shared = shared
        self._monotonic = monotonic
        self._next = monotonic()

    @property
    def rate(self) -> float:
        """Permissions a second, as things are."""
        return self._shared if self.is_shared else self._alone

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
