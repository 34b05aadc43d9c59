"""The register as the memory that questions are answered from.

The functions are parts of transactions: they take a writing session, and `now` as aware UTC.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.decisions import queries
from bot.decisions.models import DecisionRow, DecisionVersionRow
from bot.decisions.values import Answered, Content, Phase
from bot.delivery import wanting
from bot.documents import publishing
from bot.documents.passages import passages
from bot.documents.publishing import Piece, Quotable
from bot.documents.values import DocumentKind
from bot.files.blocks import Block, Kind, tidy
from bot.files.lines import item_mark
from bot.rounds import kinds as rounds_kinds
from bot.rounds.models import ThemeRow

# What stands in what is quoted, which is Danish whoever asks.
MEANING = "Det betyder for dig"
ANSWERED = "Spørgsmål og svar"


async def give(session: AsyncSession, row: DecisionRow, *, by: UUID, now: datetime) -> None:
    """Let a decision be found as it now stands, or found no more.

    Only what holds and is open to everybody is found. Call it whenever a decision is published,
    corrected or ends, and when its questions and answers change; once more changes nothing that
    people see. row: locked. by: who did it.
    """
    await session.flush()
    decision = await queries.as_value(session, row)
    if decision.published and row.phase == Phase.CURRENT and row.open_to_all:
        row.document_id = await publishing.publish(
            session,
            quotable(decision.published, decision.answers),
            document_id=row.document_id,
            by=by,
            now=now,
        )
    elif row.document_id:
        await publishing.retire(session, row.document_id, now=now)
    await _show_outcomes_anew(session, row, now=now)


def quotable(content: Content, answers: tuple[Answered, ...] = ()) -> Quotable:
    """What is quoted of a decision: its own words, what it means, and what was answered since."""
    first, *others = passages(_blocks(content.text)) or [content.text]
    further = [Piece(content.title, other) for other in others]
    meaning = passages(_blocks(content.meaning))
    further += [Piece(f"{content.title} · {MEANING}", text) for text in meaning]
    # No variants: "Gælder det også os?" asked of something else would be answered from here.
    further += [
        Piece(f"{content.title} · {ANSWERED}", f"{one.question}\n{one.answer}") for one in answers
    ]
    return Quotable(
        kind=DocumentKind.DECISION,
        title=content.body,
        section=content.title,
        text=first,
        case_number=content.case_number or None,
        when=content.decided_on,
        further=tuple(further),
    )


def _blocks(text: str) -> list[Block]:
    """A text that somebody wrote, line by line; nothing of it is taken for markup."""
    lines = filter(None, map(tidy, text.splitlines()))
    return [Block(Kind.ITEM if item_mark(one)[0] else Kind.PARAGRAPH, one) for one in lines]


async def _show_outcomes_anew(session: AsyncSession, row: DecisionRow, *, now: datetime) -> None:
    """Let what was sent back after input rounds tell of it; also where an earlier version did."""
    versions = await session.scalars(
        select(DecisionVersionRow.content).where(DecisionVersionRow.decision_id == row.id)
    )
    answered = {queries.content_of(one).answers_theme for one in versions} - {None}
    rounds = await session.scalars(
        select(ThemeRow.round_id).where(ThemeRow.id.in_(answered)).distinct()
    )
    for round_id in rounds.all():
        await wanting.show_anew(session, rounds_kinds.OUTCOME, round_id, now=now)
