"""The list of what isn't published yet, and choosing several to be published together."""

from functools import partial
from uuid import UUID

import cards.decisions.drafts as cards
from bot.decisions.values import (
    MOST_PUBLISHED_AT_ONCE,
    Fault,
    FaultyDecision,
    FaultyPublication,
    may_draft,
)
from bot.decisions.writing import listing
from bot.decisions.writing.drafting import require_drafting
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.drafted import ShowDecisionDrafts, lacks_in_words
from dialogs.decisions.drafted import Preparing
from dialogs.decisions.refusals import who_writes


def register(router: Router) -> None:
    """List the drafts, and put several of them together."""
    anyone, director = Role.MANAGER, Role.DIRECTORATE  # which of them may write, the rules know
    router.on_command(
        "Beslutningskladder",
        "Kladder til beslutninger",
        "Mine beslutningskladder",
        "Decision drafts",
        handler=list_all,
        role=anyone,
    )
    router.on_action(ShowDecisionDrafts, show, again=show, role=anyone)
    router.on_action(cards.ChooseSeveral, choose, again=choose, role=director)
    prepare = partial(prepare_chosen, Preparing(router))
    router.on_action(cards.PrepareChosen, prepare, again=prepare, role=director)


async def list_all(turn: Turn) -> Reply:
    """List the drafts."""
    if not may_draft(turn.person):
        return who_writes()
    return Reply((await _drafts(turn, 0),))


async def show(turn: Turn, action: ShowDecisionDrafts) -> Reply:
    """Turn to a page of the drafts."""
    return Reply(replace=await _drafts(turn, action.offset))


async def choose(turn: Turn, action: cards.ChooseSeveral) -> Reply:
    """Offer the choice of several."""
    return Reply(replace=await _several(turn))


async def prepare_chosen(preparing: Preparing, turn: Turn, action: cards.PrepareChosen) -> Reply:
    """Put those together that were chosen; what can't be comes back as it was chosen."""
    try:
        ids = tuple(map(UUID, action.chosen))
    except ValueError:
        return Reply(replace=await _several(turn))
    try:
        return await preparing.together(turn, ids, apart=False)
    except FaultyPublication as refusal:
        error = _("Vælg mindst én.")
        if refusal.fault is Fault.TOO_MANY:
            error = _(
                "Der er valgt {many}. Vælg højst {most} ad gangen.",
                many=number(len(ids)),
                most=number(MOST_PUBLISHED_AT_ONCE),
            )
    except FaultyDecision as refusal:
        title = refusal.decision.content.title if refusal.decision else ""
        error = _(
            "»{title}« kan ikke sendes endnu. Der mangler: {what}.",
            title=title or _("Uden overskrift"),
            what=lacks_in_words(refusal.faults),
        )
    return Reply(replace=await _several(turn, chosen=action.chosen, error=error))


async def _drafts(turn: Turn, offset: int) -> Card:
    require_drafting(turn.person)
    async with turn.sessions.read() as session:
        total = await listing.number_of_drafts(session, turn.person)
        offset = min(offset, max(total - 1, 0) // cards.PAGE * cards.PAGE)
        page = await listing.drafts(session, turn.person, offset=offset, limit=cards.PAGE)
    publishes = turn.person.may(Role.DIRECTORATE)
    return cards.drafts(page, offset=offset, total=total, publishes=publishes, now=turn.now)


async def _several(turn: Turn, *, chosen: tuple[str, ...] | None = None, error: str = "") -> Card:
    async with turn.sessions.read() as session:
        found = await listing.to_publish(session, limit=cards.MOST_CHOICES)
        total = await listing.number_to_publish(session)
    return cards.choose_several(found, total=total, chosen=chosen, error=error)
