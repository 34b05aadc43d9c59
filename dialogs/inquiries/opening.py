"""An inquiry with everything that its card shows, gathered from the features that know it."""

from uuid import UUID

import cards.inquiries.opened as cards
from bot.broadcasts import queries as broadcasts
from bot.decisions.receivers.answers import shown_to_all
from bot.inquiries import inbox
from bot.inquiries.saving import saved_from
from bot.inquiries.values import Kind, Opened
from bot.knowledge.values import Phase as KnowledgePhase
from bot.messages import Card
from bot.people.values import Role
from bot.questions.queries import answer_to
from bot.router import Turn
from cards.inquiries.for_all import ForAll
from cards.inquiries.words import last_said


async def load(turn: Turn, inquiry_id: UUID) -> Opened:
    """The inquiry as the person handles it. Raises UnknownInquiry."""
    async with turn.sessions.read() as session:
        return await inbox.opened(session, inquiry_id, by=turn.person, now=turn.now)


async def opened_card(turn: Turn, inquiry_id: UUID, *, said: str = "") -> Card:
    """The card of an inquiry as it now stands. said: what just happened. Raises UnknownInquiry."""
    opened = await load(turn, inquiry_id)
    return await card_of(turn, opened, said=said)


async def card_of(turn: Turn, opened: Opened, *, said: str = "") -> Card:
    """The card of an inquiry that was loaded."""
    inquiry = opened.inquiry
    found, title, kept = None, "", None
    for_all = ForAll()
    answer = last_said(inquiry)
    async with turn.sessions.read() as session:
        if inquiry.about and inquiry.kind is Kind.QUESTION:
            found = await answer_to(session, inquiry.about)
        elif inquiry.about and inquiry.kind is Kind.REPLY:
            title = (await broadcasts.newest_version(session, inquiry.about)).title
        elif inquiry.kind is Kind.DECISION:
            may_show, shown = await shown_to_all(session, inquiry, by=turn.person)
            for_all = ForAll(may_show, shown is not None)
        if answer and turn.person.may(Role.DIRECTORATE):
            begun = await saved_from(session, answer.id, by=turn.person)
            kept = begun if begun and begun.phase is not KnowledgePhase.DISCARDED else None
    return cards.opened(
        opened,
        by=turn.person,
        now=turn.now,
        found=found,
        broadcast=title,
        for_all=for_all,
        kept=kept,
        said=said,
    )
