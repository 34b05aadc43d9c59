"""Writing decisions: the form of what was decided, and the form of the rest."""

from dataclasses import replace
from functools import partial
from uuid import UUID

import cards.decisions.details as details_cards
import cards.decisions.writing as cards
from bot.decisions.values import (
    ChangedDecision,
    Content,
    Decision,
    FaultyDecision,
    UnknownDecision,
    WrongPhase,
    may_draft,
)
from bot.decisions.writing import choosing, drafting
from bot.decisions.writing.content import tidy
from bot.language import _
from bot.language.formats import plain, relative_moment
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.decisions.drafted import draft_card, draft_of
from dialogs.decisions.refusals import (
    faults_in_words,
    refuse_cpr_numbers,
    where_it_is,
    who_writes,
)

MOST_THEMES = 25  # of input rounds, to choose among


def register(router: Router) -> None:
    """Answer what is said and pressed while decisions are written."""
    role = Role.MANAGER  # which of them may write, the rules know
    router.on_command("Ny beslutning", "Skriv beslutning", "New decision", handler=new, role=role)
    router.on_action(cards.NewDecision, start, again=start, role=role)
    router.on_action(cards.DontBeginDecision, dont_begin, again=dont_begin, role=role)
    router.on_action(cards.EditDecision, edit, again=edit, role=role)
    router.on_action(cards.EditDecisionApart, edit_apart, again=edit_apart, role=role)
    router.on_action(cards.SaveDecision, save, again=show_saved, role=role)
    router.on_action(details_cards.EditDetails, edit_details, again=edit_details, role=role)
    router.on_action(details_cards.SaveDetails, save_details, again=show_details, role=role)


async def new(turn: Turn) -> Reply:
    """Offer an empty form."""
    if not may_draft(turn.person):
        return who_writes()
    return Reply((cards.form(cards.SaveDecision(0)),))


async def start(turn: Turn, action: cards.NewDecision) -> Reply:
    """Offer an empty form in the place of a list."""
    drafting.require_drafting(turn.person)
    return Reply(replace=cards.form(cards.SaveDecision(0)))


async def dont_begin(_turn: Turn, action: cards.DontBeginDecision) -> Reply:
    """Store nothing of a new one."""
    return Reply(replace=cards.not_saved())


async def edit(turn: Turn, action: cards.EditDecision) -> Reply:
    """Offer the form in the place of what was pressed."""
    return Reply(replace=await form_of(turn, action.decision_id))


async def edit_apart(turn: Turn, action: cards.EditDecisionApart) -> Reply:
    """Offer the form below the list that was pressed."""
    return Reply((await form_of(turn, action.decision_id),))


async def form_of(turn: Turn, decision_id: UUID) -> Card:
    """The form of a draft or of a correction, filled in with what is saved.

    Raises UnknownDecision, or WrongPhase where it can't be changed.
    """
    found = await _changeable(turn, decision_id)
    said = ""
    if found.publication_id:
        said = _(
            "Den er med i en offentliggørelse. Er der bedt om et ja, skal der bedes om det igen, "
            "hvis du gemmer en ændring."
        )
    return _form(cards.SaveDecision.filled_with(found), found, said=said)


async def save(turn: Turn, action: cards.SaveDecision) -> Reply:
    """Save what was written and go on; what can't be saved comes back as it was typed."""
    refuse_cpr_numbers(action.written_into(Content()))
    before = None
    try:
        if action.decision_id is None:
            saved = await drafting.create(
                turn.sessions,
                action.written_into(choosing.first_content(turn.person)),
                by=turn.person,
                turn_key=turn.key,
                now=turn.now,
            )
            gone = ""
        else:
            before = await draft_of(turn, action.decision_id)
            written = action.written_into(before.content)
            saved, gone = await _saved(turn, before, written, action.revision)
    except FaultyDecision as refusal:
        content = action.written_into(before.content if before else Content())
        errors = faults_in_words(refusal.faults, content)
        said = _("Intet er gemt endnu. Se, hvad der står over felterne, og gem igen.")
        return Reply(replace=_form(action, before, errors=errors, said=said))
    except ChangedDecision as refusal:
        return Reply(replace=_beside(turn, action, refusal.decision))
    except WrongPhase as refusal:
        return Reply(replace=_form(action, refusal.decision, said=_too_late(refusal.decision)))
    except UnknownDecision:
        return Reply(replace=await _taken_back(turn, action))
    said = f"{_saved_in_words(turn, saved)} {gone}".strip()
    return Reply(replace=await draft_card(turn, saved.id, said=said))


async def show_saved(turn: Turn, action: cards.SaveDecision) -> Reply:
    """Show what the form became; or the form, if what it says isn't what is saved."""
    if action.decision_id is None:
        return await save(turn, action)  # the same turn begins one draft
    refuse_cpr_numbers(action.written_into(Content()))
    try:
        found = await draft_of(turn, action.decision_id)
    except UnknownDecision:
        return Reply(replace=await _taken_back(turn, action))
    if tidy(action.written_into(found.content)) == found.content:
        return Reply(replace=await draft_card(turn, found.id))
    return Reply(replace=_beside(turn, action, found))


async def edit_details(turn: Turn, action: details_cards.EditDetails) -> Reply:
    """Offer the form of the rest."""
    found = await _changeable(turn, action.decision_id)
    filled = details_cards.SaveDetails.filled_with(found)
    return Reply(replace=await _details(turn, filled, found))


async def save_details(turn: Turn, action: details_cards.SaveDetails) -> Reply:
    """Save the rest; what can't be saved comes back as it was filled in."""
    refuse_cpr_numbers(action.written_into(Content()))
    found = await draft_of(turn, action.decision_id)
    content = action.written_into(found.content)
    try:
        saved, gone = await _saved(turn, found, content, action.revision)
    except FaultyDecision as refusal:
        errors = faults_in_words(refusal.faults, content)
        said = _("Intet er gemt endnu. Se, hvad der står over felterne, og gem igen.")
        return Reply(replace=await _details(turn, action, found, errors=errors, said=said))
    except ChangedDecision as refusal:
        said = _(
            "{name} ændrede den {when}, mens du skrev. Det, du har udfyldt, er ikke gemt. Gem "
            "igen, hvis det stadig skal være sådan.",
            name=plain(refusal.decision.author.name),
            when=relative_moment(refusal.decision.changed_at, turn.now),
        )
        filled = replace(action, revision=refusal.decision.revision)
        return Reply(replace=await _details(turn, filled, refusal.decision, said=said))
    except WrongPhase as refusal:
        said = _too_late(refusal.decision)
        return Reply(replace=await _details(turn, action, refusal.decision, said=said))
    said = f"{_saved_in_words(turn, saved)} {gone}".strip()
    return Reply(replace=await draft_card(turn, saved.id, said=said))


async def show_details(turn: Turn, action: details_cards.SaveDetails) -> Reply:
    """Show what the form became."""
    return Reply(replace=await draft_card(turn, action.decision_id))


async def _changeable(turn: Turn, decision_id: UUID) -> Decision:
    found = await draft_of(turn, decision_id)
    if found.phase not in drafting.MAY_BE_CHANGED or found.is_confirmed:
        raise WrongPhase(found)
    return found


async def _saved(
    turn: Turn, found: Decision, content: Content, revision: int
) -> tuple[Decision, str]:
    """The decision once it is saved, and what of it is gone meanwhile, in words.

    The form shows neither the owner nor what it replaces, so they mustn't keep it from being saved.
    """
    if found.revision != revision:  # or what others wrote meanwhile in other fields would be lost
        raise ChangedDecision(found)
    save_ = partial(
        drafting.save, turn.sessions, found.id, revision=revision, by=turn.person, now=turn.now
    )
    try:
        return await save_(content), ""
    except FaultyDecision as refusal:
        left = choosing.without_what_is_gone(content, refusal.faults)
        if left is None:
            raise
        return await save_(left), _gone_in_words(refusal)


def _gone_in_words(refusal: FaultyDecision) -> str:
    if "owner_id" in refusal.faults:
        return _("Den ansvarlige er ikke på lederlisten mere. Vælg en anden under »Ansvarlig«.")
    return _("Den beslutning, den skulle afløse, gælder ikke længere.")


def _form(
    filled: cards.SaveDecision,
    decision: Decision | None,
    *,
    errors: dict[str, str] | None = None,
    said: str = "",
    theirs: Content | None = None,
) -> Card:
    return cards.form(
        filled,
        corrects=decision is not None and decision.published is not None,
        found=decision.found if decision else None,
        errors=errors,
        said=said,
        theirs=theirs,
    )


async def _details(
    turn: Turn,
    filled: details_cards.SaveDetails,
    decision: Decision,
    *,
    errors: dict[str, str] | None = None,
    said: str = "",
) -> Card:
    async with turn.sessions.read() as session:
        themes = await choosing.themes(
            session, by=turn.person, chosen=filled.answers_theme, limit=MOST_THEMES
        )
    return details_cards.form(filled, decision.content.title, themes, errors=errors, said=said)


def _beside(turn: Turn, action: cards.SaveDecision, now_saved: Decision) -> Card:
    """The form as it was typed, beside what somebody else has saved meanwhile."""
    said = _(
        "{name} ændrede den {when}, mens du skrev. Dine ord står i felterne, men er ikke gemt. "
        "Gemmer du nu, erstatter de det, der er gemt:",
        name=plain(now_saved.author.name),
        when=relative_moment(now_saved.changed_at, turn.now),
    )
    filled = replace(action, revision=now_saved.revision)
    return _form(filled, now_saved, said=said, theirs=now_saved.content)


async def _taken_back(turn: Turn, action: cards.SaveDecision) -> Card:
    """The form as it was typed, of the draft that was thrown away meanwhile and is kept again."""
    if action.decision_id is None:
        raise UnknownDecision
    kept = await drafting.keep(turn.sessions, action.decision_id, by=turn.person, now=turn.now)
    said = _(
        "Kladden blev slettet, mens du skrev. Jeg har taget den tilbage. Det, du har skrevet, står "
        "i felterne, men er ikke gemt endnu."
    )
    return _form(replace(action, revision=kept.revision), kept, said=said)


def _too_late(decision: Decision) -> str:
    return _(
        "{where} Det, du har skrevet, står i felterne, men er ikke gemt.",
        where=where_it_is(decision),
    )


def _saved_in_words(turn: Turn, saved: Decision) -> str:
    if saved.published is None:
        return _("Kladden er gemt.")
    if not saved.has_unpublished_correction:
        return _("Der er ikke rettet noget.")
    if turn.person.may(Role.DIRECTORATE):
        return _("Rettelsen er gemt. Lederne ser den først, når den er offentliggjort.")
    return _(
        "Rettelsen er gemt. Direktionen finder den under »Beslutningskladder«, og lederne ser den, "
        "når den er offentliggjort."
    )
