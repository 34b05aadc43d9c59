"""A second director's yes or no: the conversation about it, whatever it is asked for."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import cards.approving as cards
from bot import approval
from bot.approval import (
    COMMENT_LENGTH,
    Approvals,
    Asked,
    CommentHoldsCprNumber,
    CommentMissing,
    FaultyComment,
    NobodyToApprove,
    NotAwaiting,
    OwnWork,
    revision_in,
)
from bot.database.sessions import Sessions
from bot.delivery.rendering import Showing
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Refusal, Reply
from bot.people.values import Person
from bot.router import Router, Turn
from dialogs.inquiries.faults import numbers_removed, without_numbers

_About = TypeVar("_About")


def register(router: Router) -> None:
    """Word what can't be approved, whatever it is."""
    router.on_refusal(NobodyToApprove, nobody_to_approve)
    router.on_refusal(NotAwaiting, not_awaiting)
    router.on_refusal(OwnWork, own_work)


def nobody_to_approve(_refusal: NobodyToApprove) -> Reply:
    """Word that the one who was named may not approve it."""
    return Reply.text(_("Vælg en anden i direktionen til at godkende. Der er ikke sendt noget."))


def not_awaiting(_refusal: NotAwaiting) -> Reply:
    """Word that there is nothing to approve any more."""
    return Reply.text(
        _("Den udgave venter ikke længere på et ja: den er besvaret eller ændret imens.")
    )


def own_work(_refusal: OwnWork) -> Reply:
    """Word that somebody else must approve it."""
    return Reply.text(
        _("Du kan ikke godkende noget, du selv har skrevet eller bedt om. Bed en anden om det.")
    )


class SendBack(Protocol):
    """Says no to a revision. Raises FaultyComment or NotAwaiting."""

    async def __call__(
        self,
        sessions: Sessions,
        subject: UUID,
        /,
        *,
        revision: int,
        comment: str,
        by: Person,
        now: datetime,
    ) -> object:
        """See `Approvals.decline`."""


class Asking(ABC, Generic[_About]):
    """What a feature says of a question for a yes, and what all of them make of that.

    unknown: what the feature raises when what the yes was asked for is thrown away. send_back: its
    verb that says no.
    """

    approvals: Approvals
    outcomes: cards.Outcomes[_About]
    unknown: type[Refusal]
    send_back: SendBack

    @abstractmethod
    async def find(self, showing: Showing) -> _About:
        """What the yes is asked for, as it now stands. Raises `unknown`."""

    @abstractmethod
    def gone(self) -> Card:
        """That it was thrown away."""

    @abstractmethod
    async def question(
        self, showing: Showing, about: _About, *, comment: str = "", error: str = ""
    ) -> Card | None:
        """The question for a yes; None where it can't be answered. comment: as typed."""

    @abstractmethod
    async def approved(self, showing: Showing, about: _About, *, pressed: bool) -> Card | None:
        """What the question becomes after a yes; None when nothing came of that. See `render`."""

    @abstractmethod
    def not_done(self, about: _About, why: str) -> Card:
        """What who wrote it is told but for a no. why: see `Approvals.tell_author`."""

    def register(self, router: Router) -> None:
        """Render the question, and what who wrote it is told."""
        router.on_message(self.approvals.approval, self.render)
        router.on_message(self.approvals.notice, self.notice)

    async def render(self, showing: Showing, *, pressed: bool = False) -> Card:
        """Render the question for a yes, or what became of it.

        pressed: in reply to who pressed in it, whichever of several cards it was.
        """
        # Before what it is about, so that this never is as it was before an answer that is known.
        asked = await _asked(showing)
        try:
            about = await self.find(showing)
        except self.unknown:
            return self.gone()
        shown = None
        if asked and asked.is_open:
            shown = await self.question(showing, about)
        elif asked and asked.approved_by_id:
            shown = await self.approved(showing, about, pressed=pressed)
        elif asked and asked.comment:
            by = await self._who_returned(showing, asked)
            shown = self.outcomes.returned(about, asked.comment, by=by)
        return shown or self.outcomes.void(about)

    async def notice(self, showing: Showing) -> Card:
        """Render that nothing came of it, for who wrote it: after a no, or for another reason."""
        try:
            about = await self.find(showing)
        except self.unknown:
            return self.gone()
        asked = await _asked(showing)
        if asked and asked.comment:
            by = await self._who_returned(showing, asked)
            return self.outcomes.came_back(about, asked.comment, by=by)
        return self.not_done(about, showing.occasion.split()[0])

    async def show(self, turn: Turn, subject: UUID, revision: int, *, apart: bool = False) -> Reply:
        """Show the question, or what became of it, to who pressed. apart: in a card of its own."""
        shown = await self.render(_showing(turn, subject, revision), pressed=True)
        return Reply((shown,)) if apart else Reply(replace=shown)

    async def return_(self, turn: Turn, subject: UUID, revision: int, comment: str) -> Reply:
        """Say no, and why. Without a comment the card stays as it is."""
        try:
            await self.send_back(
                turn.sessions,
                subject,
                revision=revision,
                comment=comment,
                by=turn.person,
                now=turn.now,
            )
        except NotAwaiting:
            return await self._not_returned(turn, subject, revision, comment)
        except CommentMissing:
            return Reply.text(
                _(
                    "Skriv i feltet, hvad der skal rettes, og tryk igen. Den er ikke sendt "
                    "tilbage endnu."
                )
            )
        except FaultyComment as refusal:
            return await self._comes_back(turn, subject, revision, comment, refusal)
        return await self.show(turn, subject, revision)

    async def _comes_back(
        self, turn: Turn, subject: UUID, revision: int, comment: str, refusal: FaultyComment
    ) -> Reply:
        """The question with what was typed, in a card of its own; see `_not_returned`."""
        showing, kept = _showing(turn, subject, revision), without_numbers(comment)
        asked = await _asked(showing)
        form = None
        if asked and asked.is_open:
            error = _fault_in_words(refusal, comment)
            form = await self.question(showing, await self.find(showing), comment=kept, error=error)
        return Reply((form,)) if form else await self._not_returned(turn, subject, revision, kept)

    async def _not_returned(self, turn: Turn, subject: UUID, revision: int, comment: str) -> Reply:
        """What became of the question meanwhile, and the comment in a card of its own.

        The question's card may be the outbox's, which would be rendered again without the comment.
        """
        shown = await self.show(turn, subject, revision)
        asked = await _asked(_showing(turn, subject, revision))
        if asked and asked.comment == comment.strip():
            return shown
        return replace(shown, messages=(cards.not_returned(comment.strip()),))

    async def _who_returned(self, showing: Showing, asked: Asked) -> str:
        async with showing.sessions.read() as session:
            return await self.approvals.who_returned(session, asked)


def _fault_in_words(refusal: FaultyComment, typed: str) -> str:
    if isinstance(refusal, CommentHoldsCprNumber):
        return numbers_removed(typed)
    return _(
        "Skriv højst {longest} tegn. Lige nu er der {many}.",
        longest=number(COMMENT_LENGTH),
        many=number(len(typed.strip())),
    )


async def _asked(showing: Showing) -> Asked | None:
    async with showing.sessions.read() as session:
        return await approval.question(session, showing.subject, revision_in(showing.occasion))


def _showing(turn: Turn, subject: UUID, revision: int) -> Showing:
    return Showing(subject, str(revision), turn.person, turn.now, turn.sessions)
