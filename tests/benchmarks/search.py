"""Search beside SQLite's FTS5, on the same passages: `python -m tests.benchmarks.search`."""

import random
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from statistics import median
from typing import TypeVar
from uuid import UUID

from bot.documents.search import Index
from bot.documents.search.words import words
from bot.documents.values import DocumentKind, Passage
from tests.benchmarks.figures import Figure, report

T = TypeVar("T")

PASSAGES = 10_000
ANSWERS = 1_000  # saved, each with VARIANTS wordings
VARIANTS = 5
QUESTIONS = 200
LONGEST_SEARCH = 0.005  # seconds more than FTS5
LONGEST_BUILD = 3.0  # seconds
_FIRST = words("arbejds borger børne drifts erhvervs fag klima kommune ledelses leder miljø møde")
_LAST = words(
    "aftale analyse dialog forløb gruppe indsats kultur miljø mål møde opgave plan udvalg"
)
_SYLLABLES = words("al be dan er for gen hol in kan lig mel ning op ram sam til ud vel ys åb")


def vocabulary(chance: random.Random) -> list[str]:
    """Make 30,000 words, the first the most used; a third are compounds, with Danish endings."""
    bases = {"".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)}
    compounds = {first + last for first in _FIRST for last in _LAST}
    made = sorted(bases | compounds)
    chance.shuffle(made)
    endings = ("", "", "en", "et", "er", "erne", "ende")
    return [word + chance.choice(endings) for word in (made * 3)[:30_000]]


def passages(chance: random.Random) -> list[Passage]:
    """Make passages of about 60 words, whose use falls as in a real text (Zipf's law)."""
    made = vocabulary(chance)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(made))))
    return [
        Passage(
            UUID(int=number),
            " ".join(chance.choices(made, cum_weights=weights, k=chance.randint(40, 80))) + ".",
            " ".join(chance.choices(made, cum_weights=weights, k=3)),
            f"Dokument {number // 40}",
        )
        for number in range(PASSAGES)
    ]


def saved_answers(found: Sequence[Passage], chance: random.Random) -> list[Passage]:
    """Make saved answers of up to 1,500 letters, each with five questions that it answers."""
    chosen = chance.sample(found, ANSWERS)
    return [
        Passage(
            UUID(int=PASSAGES + number),
            " ".join(passage.text for passage in chance.sample(found, 3))[:1500],
            passage.section,
            "Svar fra Direktionen",
            variants=tuple(
                "hvad er " + " ".join(chance.sample(passage.text.rstrip(".").split(), 5)) + "?"
                for _ in range(VARIANTS)
            ),
            kind=DocumentKind.ANSWER,
        )
        for number, passage in enumerate(chosen)
    ]


def questions(found: Sequence[Passage], chance: random.Random) -> list[str]:
    """Make questions of 4 to 9 words that stand in a passage, some with a slip of the pen."""
    asked = []
    for passage in chance.sample(found, QUESTIONS):
        several = chance.sample(passage.text.rstrip(".").split(), chance.randint(4, 9))
        if chance.random() < 0.3:
            several[0] = several[0][:2] + several[0][3:]
        asked.append("hvad er " + " ".join(several) + "?")
    return asked


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Run something; give the seconds of one core that it took, and what it gave."""
    start = time.process_time()
    result = act()
    return time.process_time() - start, result


def full_text(found: Sequence[Passage]) -> sqlite3.Connection:
    """Put passages into an FTS5 table."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passage USING fts5(section, text)")
    rows = ((passage.section, passage.text) for passage in found)
    database.executemany("INSERT INTO passage VALUES (?, ?)", rows)
    database.commit()
    return database


def full_text_search(database: sqlite3.Connection, question: str) -> list[tuple[int]]:
    """Search an FTS5 table for any of a question's words."""
    query = " OR ".join(f'"{word}"' for word in words(question))
    statement = "SELECT rowid FROM passage WHERE passage MATCH ? ORDER BY bm25(passage) LIMIT 10"
    return database.execute(statement, (query,)).fetchall()


def figures() -> list[Figure]:
    """The time for building an index, and for a search in it, without saved answers and with."""
    chance = random.Random(1)
    found = passages(chance)
    asked = questions(found, chance)
    answers = saved_answers(found, chance)
    more = f"and {ANSWERS * VARIANTS:,} wordings of saved answers"
    return [
        *_figures(f"{PASSAGES} passages", found, asked),
        *_figures(f"{PASSAGES} passages {more}", [*found, *answers], asked),
    ]


def _figures(what: str, found: Sequence[Passage], asked: Sequence[str]) -> list[Figure]:
    their_build, database = timed(lambda: full_text(found))
    our_build, index = timed(lambda: Index.build(found))
    theirs, ours = [], []
    for question in asked:
        theirs.append(timed(partial(full_text_search, database, question))[0])
        ours.append(timed(partial(index.find, question))[0])
    search, baseline = median(ours), median(theirs)
    limit = baseline + LONGEST_SEARCH
    return [
        Figure(f"index of {what}", "s", our_build, their_build, LONGEST_BUILD),
        Figure("search in it", "ms", search * 1000, baseline * 1000, limit * 1000),
    ]


if __name__ == "__main__":
    sys.exit(report(figures()))
