"""Saving an answer to an inquiry as knowledge, so that it helps the next who asks."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cpr import holds_cpr_number
from bot.database.sessions import Sessions
from bot.documents.sentences import sentences
from bot.files.blocks import tidy
from bot.inquiries import inbox
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.values import Act, Kind, UnknownInquiry
from bot.knowledge import queries as knowledge
from bot.knowledge.content import tidied
from bot.knowledge.drafting import begin, usual, usual_source
from bot.knowledge.models import KnowledgeRow
from bot.knowledge.values import MOST_VARIANTS, QUESTION_LENGTH, Knowledge
from bot.people import queries as people
from bot.people.mentions import mention_any, mentions
from bot.people.values import Person, Role
from bot.questions.models import Question


async def save_answer(
    sessions: Sessions, entry_id: UUID, *, by: Person, now: datetime
) -> Knowledge:
    """Begin a draft from an answer that was given; see `draft_from_answer`."""
    async with sessions.write() as session:
        return await draft_from_answer(session, entry_id, by=by, now=now)


async def saved_from(session: AsyncSession, entry_id: UUID, *, by: Person) -> Knowledge | None:
    """What was begun from an answer, also if it was thrown away since; None: nothing was.

    entry_id: of the entry that answers. Raises NotAllowed.
    """
    by.require(Role.DIRECTORATE)
    row = await session.scalar(select(KnowledgeRow).where(KnowledgeRow.turn_key == _key(entry_id)))
    return await knowledge.as_value(session, row) if row else None


async def draft_from_answer(
    session: AsyncSession, entry_id: UUID, *, by: Person, now: datetime
) -> Knowledge:
    """The draft that is made from an answer, or what it has become.

    session: a writing one. entry_id: of the entry that answers. The question and the variants are
    proposed from what the askers wrote. Nothing that somebody wrote whose name is hidden is used:
    others may know them by it. Nor is what names who wrote it, or anybody on the roster. Raises
    NotAllowed or UnknownInquiry.
    """
    by.require(Role.DIRECTORATE)
    entry = await session.get(EntryRow, entry_id)
    if not entry or entry.act != Act.ANSWERED:
        raise UnknownInquiry
    inquiry = await session.get_one(InquiryRow, entry.inquiry_id)
    question, variants = await _wordings(session, inquiry)
    answerer = await people.person(session, entry.by_id)
    written = usual(by, now=now, question=question, answer=entry.text)
    content = replace(written.content, source=usual_source(answerer), variants=variants)
    content = tidied(content)
    return await begin(
        session,
        replace(written, content=replace(content, variants=content.variants[:MOST_VARIANTS])),
        by=by,
        key=_key(entry_id),
        now=now,
        inquiry_id=inquiry.id,
    )


def _key(entry_id: UUID) -> str:
    return f"entry {entry_id}"


async def _wordings(session: AsyncSession, inquiry: InquiryRow) -> tuple[str, tuple[str, ...]]:
    """The question as its asker put it, "" when that can't be used, and other ways to ask it."""
    roster = {one.id: one for one in await people.everybody(session)}
    own = [text async for text in _of_one(session, inquiry, roster)]
    others = [
        text
        for merged in await inbox.asking_too(session, inquiry)
        async for text in _of_one(session, merged, roster)
    ]
    named = mention_any([*own, *others], roster.values())
    own, others = ([text for text in texts if text not in named] for texts in (own, others))
    return own[0] if own else "", (*own[1:], *others)


async def _of_one(
    session: AsyncSession, inquiry: InquiryRow, roster: Mapping[UUID, Person]
) -> AsyncIterator[str]:
    """What an asker wrote, as questions that don't tell who did: to the directorate, to the bot.

    roster: everybody who is or was on it.
    """
    if inquiry.hidden:
        return
    written = [inquiry.text]
    if inquiry.kind == Kind.QUESTION and inquiry.about:
        asked = await session.get(Question, inquiry.about)
        written += [asked.text] if asked else []
    for text in written:
        question = _short(text)
        named = mentions(question, roster[inquiry.asker_id])
        if question and not named and not holds_cpr_number(question):
            yield question


def _short(text: str) -> str:
    """The text, or the first question in it when it is too long for one; else ""."""
    if len(whole := tidy(text)) <= QUESTION_LENGTH:
        return whole
    asking = (tidy(one) for one in sentences(text) if one.rstrip().endswith("?"))
    return next((one for one in asking if len(one) <= QUESTION_LENGTH), "")
