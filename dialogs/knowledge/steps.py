"""Where a saved answer stands, as the card that says so and offers what comes next."""

from collections.abc import Mapping
from uuid import UUID

import cards.knowledge.drafts as drafts
import cards.knowledge.showing as showing
import cards.knowledge.writing as cards
from bot.calendar import in_copenhagen
from bot.inquiries.queries import inquiry
from bot.inquiries.values import Inquiry, UnknownInquiry
from bot.knowledge import queries
from bot.knowledge.values import Content, Knowledge, Phase, UnknownKnowledge
from bot.language import _
from bot.language.formats import plain
from bot.messages import Card
from bot.people.queries import people_with_role
from bot.people.values import Role
from bot.router import Turn


async def shown(turn: Turn, knowledge_id: UUID, *, said: str = "") -> Card:
    """A draft as its form, where it can still be changed; anything else as it stands.

    said: what just happened. Raises UnknownKnowledge.
    """
    async with turn.sessions.read() as session:
        knowledge = await queries.knowledge(session, knowledge_id)
    if knowledge.phase is Phase.DRAFT:
        return await form_of(turn, knowledge, about=said)
    return await overview(turn, knowledge_id, said=said)


async def overview(turn: Turn, knowledge_id: UUID, *, said: str = "") -> Card:
    """What it says and where it stands: a draft as it would be given. Raises UnknownKnowledge."""
    today = in_copenhagen(turn.now).date()
    async with turn.sessions.read() as session:
        knowledge = await queries.knowledge(session, knowledge_id)
        said_on = await queries.said_on(session, knowledge_id)
        same = await queries.same_question(
            session, knowledge.content, besides=knowledge_id, today=today
        )
    match knowledge.phase:
        case Phase.DRAFT if not knowledge.content.question:
            return await form_of(turn, knowledge, about=said)
        case Phase.DRAFT:
            return drafts.draft(knowledge, today=today, said=said, same=same)
        case Phase.DISCARDED:
            return drafts.discarded(knowledge)
        case Phase.CURRENT | Phase.RETIRED:
            return showing.overview(knowledge, said_on=said_on, now=turn.now, said=said)


async def form_of(turn: Turn, knowledge: Knowledge, *, about: str = "") -> Card:
    """The form, filled in with what is saved."""
    filled = cards.SaveKnowledge.filled_with(
        knowledge.written, knowledge_id=knowledge.id, revision=knowledge.revision
    )
    if not knowledge.content.question:
        about = "\n\n".join(filter(None, (about, await _why_empty(turn, knowledge))))
    return await form(turn, filled, is_given=knowledge.phase is Phase.CURRENT, about=about)


async def form(
    turn: Turn,
    filled: cards.SaveKnowledge,
    *,
    is_given: bool = False,
    about: str = "",
    errors: Mapping[str, str] | None = None,
    theirs: Content | None = None,
) -> Card:
    """The form as it is filled in; see `cards.knowledge.writing.form`."""
    begun = await _begun_from(turn, filled)
    if begun and not is_given:
        about = "\n\n".join(filter(None, (_is_sent(begun), about)))
    async with turn.sessions.read() as session:
        directors = await people_with_role(session, Role.DIRECTORATE)
    return cards.form(
        filled,
        directors,
        is_given=is_given,
        is_asked=begun is not None,
        about=about,
        errors=errors,
        theirs=theirs,
    )


async def _begun_from(turn: Turn, filled: cards.SaveKnowledge) -> Inquiry | None:
    """The inquiry whose answer it began with, if it did."""
    if not filled.knowledge_id:
        return None
    async with turn.sessions.read() as session:
        try:
            knowledge = await queries.knowledge(session, filled.knowledge_id)
            if not knowledge.inquiry_id:
                return None
            return await inquiry(session, knowledge.inquiry_id, seen_by=turn.person)
        except (UnknownKnowledge, UnknownInquiry):
            return None


def _is_sent(begun: Inquiry) -> str:
    if not begun.asker:
        return _("Svaret er sendt til den, der spurgte. Her kan du også gemme det som viden.")
    return _(
        "Svaret er sendt til {name}. Her kan du også gemme det som viden.",
        name=plain(begun.asker.name),
    )


async def _why_empty(turn: Turn, knowledge: Knowledge) -> str:
    """Why an answer's question isn't filled in."""
    if not knowledge.inquiry_id:
        return ""
    try:
        async with turn.sessions.read() as session:
            about = await inquiry(session, knowledge.inquiry_id, seen_by=turn.person)
    except UnknownInquiry:
        return ""
    if about.hidden:
        return _(
            "Spørgsmålet står tomt med vilje: Den, der spurgte, har skjult sit navn, så ordene "
            "bruges ikke igen. Skriv det med dine egne ord."
        )
    return _(
        "Spørgsmålet står tomt, fordi det, der blev skrevet, er for langt eller nævner den, der "
        "spurgte. Skriv det kort, som en leder ville stille det."
    )
