"""The ways to a decision and to a publication, from any card."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from bot.decisions.register.shelf import Filters, Which
from bot.messages import Action


@dataclass(frozen=True)
class ShowDecision(Action, name="decisions.show"):
    """That the person wants to see a decision. apart: in a card of its own."""

    decision_id: UUID
    apart: bool


@dataclass(frozen=True)
class OpenDecisionDraft(Action, name="decisions.open_draft"):
    """That the person wants to go on writing a decision. apart: in a card of its own."""

    decision_id: UUID
    apart: bool


@dataclass(frozen=True)
class ShowPublication(Action, name="decisions.show_publication"):
    """That a director wants to see where a publication stands. apart: in a card of its own."""

    publication_id: UUID
    apart: bool


@dataclass(frozen=True)
class ShowRegister(Action, name="decisions.register"):
    """That the person wants to see these, from the one at this place on; see `Filters`.

    year: 0: any; a card's JSON leaves out what is None. apart: in a card of its own.
    """

    which: Which
    search: str
    body: str
    theme: str
    year: int
    offset: int
    apart: bool

    @classmethod
    def of(cls, filters: Filters, *, offset: int = 0, apart: bool = False) -> Self:
        """The way to these."""
        return cls(
            filters.which,
            filters.search,
            filters.body,
            filters.theme,
            filters.year or 0,
            offset,
            apart,
        )

    @property
    def filters(self) -> Filters:
        """What was chosen."""
        return Filters(self.which, self.search, self.body, self.theme, self.year or None)
