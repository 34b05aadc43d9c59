"""The register as people look something up in it: what they choose, and what they are shown."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.decisions.values import Content, Decision
from bot.people.values import Person

SEARCH_LENGTH = 80  # characters


class Which(StrEnum):
    """Which decisions are looked up."""

    CURRENT = "current"  # that hold
    MINE = "mine"  # that hold, and concern whoever looks
    ENDED = "ended"  # that were replaced, or hold no more


@dataclass(frozen=True)
class Filters:
    """What somebody chose. body, theme: as decisions have them; "": any. year: of the decision.

    search: what it is to be about, in plain Danish.
    """

    which: Which = Which.CURRENT
    search: str = ""
    body: str = ""
    theme: str = ""
    year: int | None = None

    @property
    def narrow(self) -> bool:
        """Whether something was chosen beside the search and whether it holds."""
        return bool(self.body or self.theme or self.year)


@dataclass(frozen=True)
class Choices:
    """What there is to choose among, in the decisions that somebody may see; years newest first."""

    bodies: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Page:
    """Some of the decisions that were found: offset: the place of the first; total: of all."""

    decisions: tuple[Decision, ...]
    offset: int
    total: int
    choices: Choices


@dataclass(frozen=True)
class Version:
    """What a decision said from a time on. by: who published it.

    approved_by: who of the others said yes to it; None where nobody had to.
    """

    number: int
    content: Content
    by: Person
    at: datetime
    approved_by: Person | None


@dataclass(frozen=True)
class AnsweredTheme:
    """What people said in an input round, that a decision is the answer to. round: its title."""

    name: str
    round: str
