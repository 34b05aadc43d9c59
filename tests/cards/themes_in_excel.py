"""The cards on themes that were written in Excel, with little and with much in them."""

from uuid import UUID

import cards.rounds.themes_importing as importing
from bot.messages import Card
from bot.rounds.findings import MOST_THEMES, THEME_NAME_LENGTH, Move, ThemeChanges
from tests.cards.rounds_finished import LARGE, SMALL

FILE = UUID(int=9)
LONGEST_NAME = "å" * 300
NAMES = tuple(f"{number}".ljust(THEME_NAME_LENGTH, "Æ") for number in range(MOST_THEMES))
LITTLE = ThemeChanges((Move(UUID(int=1), None, "*Ro*"),))
MOVES = [
    Move(UUID(int=place), UUID(int=1) if place % 2 else None, NAMES[place % MOST_THEMES])
    for place in range(4000)
]
MUCH = ThemeChanges(
    (*MOVES, Move(UUID(int=4000), UUID(int=1), "")),
    NAMES,
    unchanged=1,
    absent=4000,
    overruled=17,
    unknown=tuple(range(4000)),
    altered=tuple(range(10_000, 12_000)),
)


def themes_in_excel() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return {
        "a theme from Excel": importing.proposal("*Temaer*.xlsx", FILE, SMALL, LITTLE),
        "the most themes from Excel": importing.proposal(
            LONGEST_NAME, FILE, LARGE, MUCH, changed_meanwhile=True
        ),
        "no new themes from Excel": importing.nothing_to_change(
            "Temaer.xlsx", SMALL, ThemeChanges(unchanged=12, unknown=(2,), altered=(3,))
        ),
        "comments that aren't here": importing.unknown(LONGEST_NAME),
        "faulty themes from Excel": importing.faulty("*Temaer*.xlsx", ["Række 2: *galt*."] * 40),
        "themes taken from Excel": importing.done(FILE, LARGE.id, 4000, NAMES, already=True),
        "a theme taken from Excel": importing.done(FILE, SMALL.id, 1, ()),
        "themes from Excel undone": importing.undone(SMALL.id, 1),
        "no themes from Excel undone": importing.undone(SMALL.id, 0),
        "themes from Excel undone before": importing.undone(SMALL.id, None),
        "themes from Excel for good": importing.too_late_to_undo(),
    }
