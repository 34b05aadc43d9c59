"""Buttons from one card of a round to another, which several of them have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action
from bot.rounds.values import Round
from cards.parts import Part, buttons, note

ALL, DRAFTS, RUNNING, CLOSED = "all", "drafts", "running", "closed"  # which rounds are listed


@dataclass(frozen=True)
class NewRound(Action, name="rounds.new"):
    """That the person wants to begin one."""


@dataclass(frozen=True)
class OpenDraft(Action, name="rounds.open"):
    """That the person wants to see it, and what there is to do with it next.

    apart: in a card of its own, as the one that was pressed is about something else.
    """

    round_id: UUID
    apart: bool


@dataclass(frozen=True)
class EditRound(Action, name="rounds.edit"):
    """That the person wants the form of all but the questions."""

    round_id: UUID


@dataclass(frozen=True)
class ShowQuestions(Action, name="rounds.questions"):
    """The questions of a draft, from the one at this place on."""

    round_id: UUID
    offset: int


@dataclass(frozen=True)
class ShowAudience(Action, name="rounds.show_audience"):
    """That the person wants to choose who is invited."""

    round_id: UUID


@dataclass(frozen=True)
class ShowRound(Action, name="rounds.show"):
    """Where a round stands, to the directorate."""

    round_id: UUID


@dataclass(frozen=True)
class ShowRounds(Action, name="rounds.list"):
    """The rounds, from the one at this place on.

    which: one of the four above. mine: only those that the person wrote.
    """

    offset: int
    which: str
    mine: bool


@dataclass(frozen=True)
class AskToExtend(Action, name="rounds.ask_to_extend"):
    """That the person considers a later end."""

    round_id: UUID


@dataclass(frozen=True)
class ShowResults(Action, name="rounds.show_results"):
    """What was answered, once it is counted."""

    round_id: UUID


@dataclass(frozen=True)
class ShowTexts(Action, name="rounds.show_texts"):
    """What people wrote, from this place on.

    question: its key; "": of all questions. which: `EVERY`, `REST` or the id of a theme.
    """

    round_id: UUID
    question: str
    which: str
    offset: int


@dataclass(frozen=True)
class ShowThemes(Action, name="rounds.show_themes"):
    """The themes of a round, from this place on."""

    round_id: UUID
    offset: int


@dataclass(frozen=True)
class ShowOutcome(Action, name="rounds.show_outcome"):
    """What those who were asked get back, as it is being written."""

    round_id: UUID


@dataclass(frozen=True)
class OpenOutcome(Action, name="rounds.open_outcome"):
    """The same in a card of its own, as the one that was pressed is about something else."""

    round_id: UUID


EVERY, REST = "all", "rest"  # of the texts: all, or those in no theme


def name_of(round_: Round) -> str:
    """What a round is called, in Markdown; a draft may have no title yet."""
    return plain(round_.content.title or _("Uden titel"))


def pages(
    show: Callable[[int], Action], offset: int, shown: int, total: int, *, size: int
) -> Iterator[Part]:
    """Where in a long list one is, and the ways from there. show: the page from a place on."""
    if total <= shown:
        return
    yield note(
        _("{first}-{last} af {total}", first=offset + 1, last=offset + shown, total=number(total))
    )
    ways: list[tuple[str, Action]] = []
    if offset + shown < total:
        ways.append((_("Næste"), show(offset + size)))
    if offset:
        ways.append((_("Forrige"), show(max(0, offset - size))))
    yield buttons(*ways)
