"""A decision that is being written: where it stands, and what comes next with it."""

from dataclasses import dataclass
from uuid import UUID

import cards.decisions.drafted as cards
from bot.decisions.publication.preparing import prepare
from bot.decisions.values import (
    AlreadyPrepared,
    ChangedDecision,
    Decision,
    FaultyDecision,
)
from bot.decisions.writing import choosing, drafting, dropping
from bot.decisions.writing.content import missing
from bot.decisions.writing.listing import writable
from bot.language import _
from bot.messages import Card, Reply, Text
from bot.people import queries as people
from bot.people.values import Role
from bot.router import Pressed, Router, Turn
from cards.decisions.ways import OpenDecisionDraft, ShowPublication


def register(router: Router) -> None:
    """Answer what is pressed on the card of a draft."""
    anyone, director = Role.MANAGER, Role.DIRECTORATE  # which of them may write, the rules know
    preparing = Preparing(router)
    router.on_action(OpenDecisionDraft, open_, again=open_, role=anyone)
    router.on_action(cards.MarkReady, mark_ready, again=show_marked, role=anyone)
    router.on_action(cards.DiscardDecision, discard, again=show_discarded, role=anyone)
    router.on_action(cards.KeepDecision, keep, again=show_kept, role=anyone)
    router.on_action(cards.DropCorrection, drop, again=show_dropped, role=anyone)
    router.on_action(cards.TakeCorrectionBack, take_back, again=show_taken_back, role=anyone)
    router.on_action(cards.PrepareDecisions, preparing.press, again=preparing.press, role=director)


async def draft_card(turn: Turn, decision_id: UUID, *, said: str = "") -> Card:
    """A decision as it is written so far. said: what just happened.

    Raises NotAllowed or UnknownDecision.
    """
    async with turn.sessions.read() as session:
        found = await writable(session, decision_id, by=turn.person)
        content = found.content
        owner = await people.person(session, content.owner_id) if content.owner_id else None
        replaces = (
            await choosing.reference(session, content.replaces_id, by=turn.person)
            if content.replaces_id
            else None
        )
        answers = (
            await choosing.theme_name(session, content.answers_theme, by=turn.person)
            if content.answers_theme
            else ""
        )
    standing = cards.Standing(
        owner=owner,
        replaces=replaces,
        answers=answers,
        lacks=missing(content),
        publishes=turn.person.may(Role.DIRECTORATE),
    )
    return cards.draft(found, standing, now=turn.now, said=said)


async def draft_of(turn: Turn, decision_id: UUID) -> Decision:
    """A decision that the person may write. Raises NotAllowed or UnknownDecision."""
    async with turn.sessions.read() as session:
        return await writable(session, decision_id, by=turn.person)


async def open_(turn: Turn, action: OpenDecisionDraft) -> Reply:
    """Show where it stands."""
    shown = await draft_card(turn, action.decision_id)
    return Reply((shown,)) if action.apart else Reply(replace=shown)


async def mark_ready(turn: Turn, action: cards.MarkReady) -> Reply:
    """Hand it to the directorate to publish, or take it back."""
    try:
        await drafting.mark_ready(
            turn.sessions, action.decision_id, ready=action.ready, by=turn.person, now=turn.now
        )
    except FaultyDecision:
        said = _nothing_sent()
    else:
        said = (
            _("Den er meldt klar. Direktionen finder den øverst under »Beslutningskladder«.")
            if action.ready
            else _("Den er en kladde igen.")
        )
    return Reply(replace=await draft_card(turn, action.decision_id, said=said))


async def show_marked(turn: Turn, action: cards.MarkReady) -> Reply:
    """Show where it now stands."""
    return Reply(replace=await draft_card(turn, action.decision_id))


async def discard(turn: Turn, action: cards.DiscardDecision) -> Reply:
    """Throw the draft away, and offer to take it back."""
    await drafting.discard(turn.sessions, action.decision_id, by=turn.person, now=turn.now)
    return await show_discarded(turn, action)


async def show_discarded(_turn: Turn, action: cards.DiscardDecision) -> Reply:
    """Show that it was thrown away."""
    return Reply(replace=cards.discarded(action.decision_id, action.title))


async def keep(turn: Turn, action: cards.KeepDecision) -> Reply:
    """Take the draft back."""
    await drafting.keep(turn.sessions, action.decision_id, by=turn.person, now=turn.now)
    said = _("Kladden er her igen.")
    return Reply(replace=await draft_card(turn, action.decision_id, said=said))


async def show_kept(turn: Turn, action: cards.KeepDecision) -> Reply:
    """Show where it now stands."""
    return Reply(replace=await draft_card(turn, action.decision_id))


async def drop(turn: Turn, action: cards.DropCorrection) -> Reply:
    """Let it say no more than what was published."""
    dropped = await dropping.drop(
        turn.sessions,
        action.decision_id,
        revision=action.revision,
        by=turn.person,
        now=turn.now,
    )
    return Reply(replace=cards.correction_dropped(dropped, action.revision))


async def show_dropped(turn: Turn, action: cards.DropCorrection) -> Reply:
    """Show that it was dropped, or else where it now stands."""
    found = await draft_of(turn, action.decision_id)
    if found.has_unpublished_correction or found.revision != action.revision + 1:
        return Reply(replace=await draft_card(turn, found.id))
    return Reply(replace=cards.correction_dropped(found, action.revision))


async def take_back(turn: Turn, action: cards.TakeCorrectionBack) -> Reply:
    """Let the correction be there again, unless another was written since."""
    try:
        await dropping.take_back(
            turn.sessions,
            action.decision_id,
            dropped=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except ChangedDecision:
        said = _("Der er rettet i den siden, så den slettede rettelse er ikke hentet tilbage.")
    else:
        said = _("Rettelsen er her igen.")
    return Reply(replace=await draft_card(turn, action.decision_id, said=said))


async def show_taken_back(turn: Turn, action: cards.TakeCorrectionBack) -> Reply:
    """Show where it now stands."""
    return Reply(replace=await draft_card(turn, action.decision_id))


@dataclass(frozen=True)
class Preparing:
    """Putting decisions together to be published, and showing what becomes of that."""

    router: Router

    async def press(self, turn: Turn, action: cards.PrepareDecisions) -> Reply:
        """Put them together; what one lacks is said on its own card."""
        try:
            return await self.together(turn, action.decision_ids, apart=action.apart)
        except FaultyDecision as refusal:
            decision_id = refusal.decision.id if refusal.decision else action.decision_ids[0]
            card = await draft_card(turn, decision_id, said=_nothing_sent())
            return Reply((card,)) if action.apart else Reply(replace=card)

    async def together(self, turn: Turn, decision_ids: tuple[UUID, ...], *, apart: bool) -> Reply:
        """Put them together, and show the plan. Raises FaultyDecision for what one lacks."""
        try:
            prepared = await prepare(
                turn.sessions, decision_ids, by=turn.person, turn_key=turn.key, now=turn.now
            )
        except AlreadyPrepared as refusal:
            shown = await self._shown(turn, refusal.publication.id, apart=apart)
            return Reply((*shown.messages, Text(_already(refusal))), shown.replace)
        return await self._shown(turn, prepared.id, apart=apart)

    async def _shown(self, turn: Turn, publication_id: UUID, *, apart: bool) -> Reply:
        press = ShowPublication(publication_id, apart=apart)
        return await self.router.answer(turn, Pressed(press.data()))


def _already(refusal: AlreadyPrepared) -> str:
    titles = ", ".join(cards.quoted_name(one) for one in refusal.publication.decisions)
    return _(
        "En af dem er allerede med i en offentliggørelse, der ikke er bekræftet: {titles}. Gør den "
        "færdig, eller tag beslutningen ud af den først.",
        titles=titles,
    )


def _nothing_sent() -> str:
    """Its card says below what it lacks."""
    return _("Der er ikke sendt noget endnu.")
