"""What goes round a question for a yes: who is asked and reminded, who is told, what is recorded.

The same in every feature, but for the names; a feature adds where its own work then stands.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit
from bot.approval import questions
from bot.approval.values import Asked, NobodyToApprove, Work
from bot.calendar import in_copenhagen
from bot.delivery import due, wanting
from bot.delivery.models import Message
from bot.delivery.values import Priority
from bot.people.values import Person
from bot.preferences import preferences

APPROVER_IS_SLOW_AFTER = timedelta(hours=2)


@dataclass(frozen=True)
class Approvals:
    """How a feature asks for a yes: its name, and its names in the outbox's rows.

    feature: what its acts begin with in the record. approval, status, notice: kinds of messages:
    the question, where it stands, and what who wrote it is told. approver_slow, unapproved: kinds
    of due times, which the feature handles. unapproved: only of what must be approved by a time.
    The methods are parts of the feature's verbs: they take a writing session, and `now` as aware
    UTC.
    """

    feature: str
    approval: str
    status: str
    notice: str
    approver_slow: str
    unapproved: str | None = None

    async def request(
        self,
        session: AsyncSession,
        work: Work,
        *,
        of: UUID | None,
        by: Person,
        now: datetime,
        needed_by: datetime | None = None,
    ) -> None:
        """Ask somebody for a yes to this revision, and their stand-in too if they are on leave.

        needed_by: when a yes would come too late, unless that has passed, for who has a kind
        `unapproved`. Raises NobodyToApprove.
        """
        able = {one.id: one for one in await questions.possible_approvers(session, *work.authors)}
        able.pop(by.id, None)
        if of is None or of not in able:
            raise NobodyToApprove
        await questions.ask(session, work.id, work.revision, by=by.id, of=of, now=now)
        prefs = await preferences(session)
        asked = {of}
        if able[of].is_away(in_copenhagen(now).date()):
            # The question waits until the leave is over: their stand-in is asked at once.
            asked |= able.keys() & {prefs.stand_ins.get(of)}
        if self.unapproved and needed_by and needed_by > now:
            await due.set_due(session, self.unapproved, work.id, needed_by)
        reminded_at = prefs.working_hours.next(now + APPROVER_IS_SLOW_AFTER)
        await due.set_due(session, self.approver_slow, work.id, reminded_at)
        await self._question(session, work.id, asked, occasion=str(work.revision), now=now)
        await self._record(session, work, "request_approval", by=by, now=now)

    async def approve(
        self, session: AsyncSession, work: Work, revision: int, *, by: Person, now: datetime
    ) -> None:
        """Say yes to this revision; the feature then publishes it, in the same transaction.

        Raises NotAllowed, NotAwaiting or OwnWork.
        """
        await questions.approve(session, work, revision, by=by, now=now)
        await self._forget_times(session, work.id)
        await self._record(session, work, "approve", by=by, now=now)
        if await self._was_asked(session, work.id, by.id):
            await self.show_anew(session, work.id, now=now)  # the question becomes the status
        else:
            await self.show_status(session, work.id, to=by.id, now=now)

    async def decline(
        self,
        session: AsyncSession,
        work: Work,
        revision: int,
        *,
        comment: str,
        by: Person,
        now: datetime,
    ) -> None:
        """Say no to this revision; who wrote it is told why. The feature then takes it back.

        Raises FaultyComment, NotAllowed or NotAwaiting.
        """
        comment = questions.checked_comment(comment)
        await questions.decline(session, work.id, revision, comment=comment, by=by, now=now)
        await self._record(session, work, "return", by=by, now=now)
        await self.tell_author(session, work, "returned", now=now, at_once=True)

    async def withdraw(self, session: AsyncSession, subject: UUID, *, now: datetime) -> None:
        """Void an open question because something changed, and let who was asked see that."""
        await questions.void(session, subject, now=now)
        await self._forget_times(session, subject)
        await self.show_anew(session, subject, now=now)

    async def show_anew(self, session: AsyncSession, subject: UUID, *, now: datetime) -> None:
        """Let the cards that show where it stands change."""
        for kind in (self.status, self.approval):
            await wanting.show_anew(session, kind, subject, now=now)

    async def show_status(
        self, session: AsyncSession, subject: UUID, *, to: UUID, now: datetime
    ) -> None:
        """Show where it stands to who acts on it, in one card that changes in place."""
        await wanting.want(
            session, self.status, subject, to=[to], priority=Priority.ANSWER, now=now
        )
        await self.show_anew(session, subject, now=now)

    async def tell_author(
        self, session: AsyncSession, work: Work, why: str, *, now: datetime, at_once: bool = False
    ) -> None:
        """Tell who wrote it that nothing came of this revision, which an edited card might not.

        why: a word for the renderer. at_once: as somebody has just acted; else while people are
        at work.
        """
        hours = (await preferences(session)).working_hours
        await wanting.want(
            session,
            self.notice,
            work.id,
            to=[work.author_id],
            occasion=f"{why} {work.revision}",
            priority=Priority.NOTICE,
            now=now,
            not_before=None if at_once else hours.next(now),
        )

    async def remind_slow(self, session: AsyncSession, work: Work, *, now: datetime) -> None:
        """Remind who was asked and hasn't answered, and ask their stand-in too."""
        asked = await questions.open_question(session, work.id)
        if not asked:
            return
        stand_in = (await preferences(session)).stand_ins.get(asked.approver_id)
        able = {one.id for one in await questions.possible_approvers(session, *work.authors)}
        people = able & {asked.approver_id, stand_in} - {asked.asked_by_id}
        await self._question(session, work.id, people, occasion=f"{asked.revision} again", now=now)

    async def who_returned(self, session: AsyncSession, asked: Asked) -> str:
        """The name of who said no to a question; "" when nobody did."""
        act = await audit.newest(
            session, f"{self.feature}.return", subject=asked.subject, at=asked.closed_at
        )
        return act.actor if act else ""

    async def _question(
        self,
        session: AsyncSession,
        subject: UUID,
        people: set[UUID],
        *,
        occasion: str,
        now: datetime,
    ) -> None:
        await wanting.want(
            session,
            self.approval,
            subject,
            to=list(people),
            occasion=occasion,
            priority=Priority.NOTICE,
            now=now,
        )

    async def _was_asked(self, session: AsyncSession, subject: UUID, person_id: UUID) -> bool:
        """Whether the person has a card with the question; others say yes to what waits."""
        card = select(Message.id).where(
            Message.kind == self.approval,
            Message.subject == subject,
            Message.person_id == person_id,
        )
        return await session.scalar(card.limit(1)) is not None

    async def _forget_times(self, session: AsyncSession, subject: UUID) -> None:
        for kind in filter(None, (self.unapproved, self.approver_slow)):
            await due.forget_due(session, kind, subject)

    async def _record(
        self, session: AsyncSession, work: Work, verb: str, *, by: Person, now: datetime
    ) -> None:
        await audit.record(
            session,
            actor=by,
            act=f"{self.feature}.{verb}",
            subject=work.id,
            about=work.title,
            now=now,
        )


def revision_in(occasion: str) -> int:
    """The revision that a message's occasion names ("7", "7 again", "returned 7")."""
    return int("".join(filter(str.isdigit, occasion)))
