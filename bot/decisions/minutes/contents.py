"""The table of contents, whose titles look like items of their own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.decisions.minutes.lines import Line
from bot.decisions.minutes.starts import key_of


@dataclass(frozen=True)
class Item:
    """An agenda item. lines: those below its title, which may be "", as may number."""

    number: str
    title: str
    case_number: str
    lines: tuple[Line, ...]


def without_contents(items: Sequence[Item], head: Sequence[Line]) -> Iterator[Item]:
    """The items without the table of contents, which gives its titles to those that have none."""
    told = {line.start.number: line.start.title for line in head if line.start}
    later = [_key(item) for item in items]
    last = {key: place for place, key in enumerate(later)}
    numbers = {item.number: place for place, item in enumerate(items) if item.number}
    for place, item in enumerate(items):
        again = last[later[place]] > place or (
            item.number and _same_number_without_title(items, numbers[item.number], place)
        )
        if not item.lines and again:
            told.setdefault(item.number, item.title)
            continue
        yield replace(item, title=item.title or told.get(item.number, ""))


def _same_number_without_title(items: Sequence[Item], other: int, place: int) -> bool:
    return other > place and not items[other].title


def _key(item: Item) -> tuple[str, str]:
    return item.number, key_of(item.title)
