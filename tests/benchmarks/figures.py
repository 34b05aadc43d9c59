"""What the benchmarks measure, and the table in which they say it."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

_HEADINGS = ("", "ours", "baseline", "ratio", "limit", "")


@dataclass(frozen=True)
class Figure:
    """Something measured. baseline: of what we compare with. limit: the most that is allowed."""

    what: str
    unit: str  # of all three
    ours: float
    baseline: float | None = None
    limit: float | None = None

    @property
    def broken(self) -> bool:
        """Whether the limit is broken."""
        return self.limit is not None and self.ours > self.limit

    def cells(self) -> tuple[str, ...]:
        """The figure as a row of the table."""
        ratio = f"{self.ours / self.baseline:.2f}" if self.baseline else ""
        verdict = "" if self.limit is None else "BROKEN" if self.broken else "ok"
        numbers = (self._worded(self.ours), self._worded(self.baseline))
        return (self.what, *numbers, ratio, self._worded(self.limit), verdict)

    def _worded(self, value: float | None) -> str:
        return "" if value is None else f"{value:.2f} {self.unit}"


def report(figures: Sequence[Figure]) -> int:
    """Print the table; the exit code: 1 when a limit is broken."""
    rows = [_HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        print("  ".join((first.ljust(widths[0]), *cells)).rstrip())
    one, five, _ = os.getloadavg()
    print(f"Load of this machine ({os.cpu_count()} cores): {one:.1f} now, {five:.1f} over 5 min.")
    return int(any(figure.broken for figure in figures))
