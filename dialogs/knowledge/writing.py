"""Writing saved answers: the form, the draft, and publishing it."""

from dataclasses import replace

import cards.knowledge.drafts as drafts
import cards.knowledge.writing as cards
from bot.calendar import in_copenhagen
from bot.inquiries.saving import save_answer, saved_from
from bot.inquiries.values import UnknownInquiry
from bot.knowledge import queries
from bot.knowledge.content import refuse_cpr_numbers, tidied
from bot.knowledge.drafting import create, discard, keep, save_draft, usual
from bot.knowledge.publishing import publish, save_current
from bot.knowledge.values import (
    ChangedKnowledge,
    Fault,
    FaultyKnowledge,
    Knowledge,
    KnowledgeElsewhere,
    Phase,
)
from bot.language import _
from bot.language.formats import plain, relative_moment
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.knowledge.refusals import fault_in_words, where_it_is
from dialogs.knowledge.steps import form, form_of, overview, shown


def register(router: Router) -> None:
    """Answer what is pressed while saved answers are written."""
    role = Role.DIRECTORATE
    router.on_action(cards.NewKnowledge, new, again=new, role=role)
    router.on_action(cards.SaveAsKnowledge, from_answer, again=show_begun, role=role)
    router.on_action(cards.EditKnowledge, edit, again=edit, role=role)
    router.on_action(cards.DontBegin, dont_begin, again=dont_begin, role=role)
    router.on_action(cards.OpenKnowledge, open_, again=open_, role=role)
    router.on_action(cards.SaveKnowledge, save_form, again=show_saved, role=role)
    router.on_action(drafts.PublishKnowledge, publish_draft, again=show, role=role)
    router.on_action(drafts.DiscardKnowledge, discard_draft, again=show, role=role)
    router.on_action(drafts.KeepKnowledge, keep_draft, again=show, role=role)


async def new(turn: Turn, action: cards.NewKnowledge) -> Reply:
    """Offer the form of a new one."""
    filled = cards.SaveKnowledge.filled_with(usual(turn.person, now=turn.now))
    return Reply(replace=await form(turn, filled))


async def from_answer(turn: Turn, action: cards.SaveAsKnowledge) -> Reply:
    """Begin with an answer that was given, beside the card that it stands on."""
    draft = await save_answer(turn.sessions, action.entry_id, by=turn.person, now=turn.now)
    return Reply((await shown(turn, draft.id),))


async def show_begun(turn: Turn, action: cards.SaveAsKnowledge) -> Reply:
    """Show what was begun with an answer, also if it was thrown away since."""
    async with turn.sessions.read() as session:
        begun = await saved_from(session, action.entry_id, by=turn.person)
    if not begun:
        raise UnknownInquiry
    return Reply((await shown(turn, begun.id),))


async def edit(turn: Turn, action: cards.EditKnowledge) -> Reply:
    """Offer the form in the place of what was pressed."""
    async with turn.sessions.read() as session:
        knowledge = await queries.knowledge(session, action.knowledge_id)
    if knowledge.phase not in (Phase.DRAFT, Phase.CURRENT):
        return Reply(replace=await overview(turn, knowledge.id))
    return Reply(replace=await form_of(turn, knowledge))


async def dont_begin(turn: Turn, action: cards.DontBegin) -> Reply:
    """Store nothing of a new one."""
    return Reply(replace=cards.not_saved())


async def open_(turn: Turn, action: cards.OpenKnowledge) -> Reply:
    """Show it, and what there is to do with it."""
    card = await overview(turn, action.knowledge_id)
    return Reply((card,)) if action.apart else Reply(replace=card)


async def save_form(turn: Turn, action: cards.SaveKnowledge) -> Reply:
    """Save what was written; what can't be saved comes back as it was typed."""
    try:
        saved = await _saved(turn, action)
    except FaultyKnowledge as refusal:
        if Fault.CPR_NUMBER in refusal.faults.values():
            raise  # or the form that comes back would put the number into the chat
        errors = {name: fault_in_words(name, fault) for name, fault in refusal.faults.items()}
        is_given = await _is_given(turn, action)
        return Reply(replace=await form(turn, action, is_given=is_given, errors=errors))
    except ChangedKnowledge as refusal:
        return Reply(replace=await _form_beside(turn, action, refusal.knowledge))
    except KnowledgeElsewhere as refusal:
        about = _(
            "{why} Det, du har skrevet, står i felterne, men er ikke gemt.",
            why=where_it_is(refusal),
        )
        return Reply(replace=await form(turn, action, about=about))
    return Reply(replace=await overview(turn, saved.id, said=_what_was_done(action, saved)))


async def show_saved(turn: Turn, action: cards.SaveKnowledge) -> Reply:
    """Show what the form became; or the form, if what it says isn't what is saved."""
    if action.knowledge_id is None:
        return await save_form(turn, action)  # the same turn begins one draft
    refuse_cpr_numbers(action.written)
    async with turn.sessions.read() as session:
        found = await queries.knowledge(session, action.knowledge_id)
    if tidied(action.written.content) == found.content:
        return Reply(replace=await overview(turn, found.id))
    return Reply(replace=await _form_beside(turn, action, found))


async def publish_draft(turn: Turn, action: drafts.PublishKnowledge) -> Reply:
    """Give a draft from now on."""
    try:
        published = await publish(
            turn.sessions,
            action.knowledge_id,
            revision=action.revision,
            by=turn.person,
            now=turn.now,
            instead_of=action.instead_of,
        )
    except ChangedKnowledge as refusal:
        said = _("Kladden er ændret, siden du så den, så den er ikke udgivet. Sådan er den nu:")
        return Reply(replace=await overview(turn, refusal.knowledge.id, said=said))
    except KnowledgeElsewhere as refusal:
        return Reply(replace=await _elsewhere(turn, action, refusal))
    except FaultyKnowledge as refusal:
        return Reply(replace=await _faulty_draft(turn, action, refusal))
    today = in_copenhagen(turn.now).date()
    content = published.content
    if content.valid_from and content.valid_from > today:
        said = _("Udgivet. Det gives til lederne fra den dag, det gælder.")
    else:
        said = _("Udgivet. Spørger nogen, får de det inden for få sekunder.")
    return Reply(replace=await overview(turn, published.id, said=said))


async def discard_draft(turn: Turn, action: drafts.DiscardKnowledge) -> Reply:
    """Throw a draft away."""
    await discard(turn.sessions, action.knowledge_id, by=turn.person, now=turn.now)
    return Reply(replace=await overview(turn, action.knowledge_id))


async def keep_draft(turn: Turn, action: drafts.KeepKnowledge) -> Reply:
    """Take back a draft that was thrown away."""
    await keep(turn.sessions, action.knowledge_id, by=turn.person, now=turn.now)
    return Reply(replace=await overview(turn, action.knowledge_id))


async def show(
    turn: Turn,
    action: drafts.PublishKnowledge | drafts.DiscardKnowledge | drafts.KeepKnowledge,
) -> Reply:
    """Show where it stands now."""
    return Reply(replace=await overview(turn, action.knowledge_id))


async def _saved(turn: Turn, action: cards.SaveKnowledge) -> Knowledge:
    if action.knowledge_id is None:
        return await create(
            turn.sessions, action.written, by=turn.person, turn_key=turn.key, now=turn.now
        )
    save = save_current if await _is_given(turn, action) else save_draft
    return await save(
        turn.sessions,
        action.knowledge_id,
        action.written,
        revision=action.revision,
        by=turn.person,
        now=turn.now,
    )


async def _is_given(turn: Turn, action: cards.SaveKnowledge) -> bool:
    if action.knowledge_id is None:
        return False
    async with turn.sessions.read() as session:
        found = await queries.knowledge(session, action.knowledge_id)
    return found.phase is Phase.CURRENT


async def _form_beside(turn: Turn, action: cards.SaveKnowledge, now_saved: Knowledge) -> Card:
    """The form as it was typed, beside what somebody else has saved meanwhile."""
    about = _(
        "{name} ændrede det {when}, mens du skrev. Det, du har skrevet, står i felterne, men er "
        "ikke gemt. Gemmer du nu, erstatter det, hvad der er gemt:",
        name=plain(now_saved.changed_by.name),
        when=relative_moment(now_saved.changed_at, turn.now),
    )
    filled = replace(action, revision=now_saved.revision)
    is_given = now_saved.phase is Phase.CURRENT
    return await form(turn, filled, is_given=is_given, about=about, theirs=now_saved.content)


async def _elsewhere(
    turn: Turn, action: drafts.PublishKnowledge, refusal: KnowledgeElsewhere
) -> Card:
    """The draft isn't one any more, or what it was to replace isn't given any more."""
    if refusal.knowledge.id == action.knowledge_id:
        return await overview(turn, action.knowledge_id, said=_("Det er gjort i forvejen."))
    said = _("Det gamle svar er taget ud imens. Kladden er ikke udgivet endnu.")
    return await overview(turn, action.knowledge_id, said=said)


async def _faulty_draft(
    turn: Turn, action: drafts.PublishKnowledge, refusal: FaultyKnowledge
) -> Card:
    """The form of a draft that can't be given as it stands, such as when its day has passed."""
    async with turn.sessions.read() as session:
        draft = await queries.knowledge(session, action.knowledge_id)
    filled = cards.SaveKnowledge.filled_with(
        draft.written, knowledge_id=draft.id, revision=draft.revision
    )
    errors = {name: fault_in_words(name, fault) for name, fault in refusal.faults.items()}
    return await form(turn, filled, errors=errors)


def _what_was_done(action: cards.SaveKnowledge, saved: Knowledge) -> str:
    if saved.phase is not Phase.CURRENT:
        return _("Gemt som kladde. Ingen får det endnu.")
    if saved.revision == action.revision:
        return _("Der var ingen ændringer.")
    return _("Ændringen er udgivet. Den tidligere udgave ligger i historikken.")
