"""Spelling: units and groups that differ only by case are one, or the tree would fork."""

from collections.abc import Iterable
from dataclasses import replace

from bot.people.values import Entry


def spelled_alike(entries: Iterable[Entry], units: Iterable[str]) -> tuple[Entry, ...]:
    """The entries, with their units and groups spelled as whoever named them first spelled them.

    units: the paths that are known already; they come before the entries.
    """
    paths: dict[str, str] = {}
    groups: dict[str, str] = {}

    def spelled(path: str) -> str:
        key = path.casefold()
        if key not in paths:
            above, slash, name = path.rpartition("/")
            paths[key] = f"{spelled(above)}/{name}" if slash else name
        return paths[key]

    for path in units:
        spelled(path)
    return tuple(
        replace(
            entry,
            unit=spelled(entry.unit),
            groups=tuple(
                dict.fromkeys(groups.setdefault(name.casefold(), name) for name in entry.groups)
            ),
        )
        for entry in entries
    )
