"""Whom a broadcast is for."""

import asyncio
from uuid import UUID

import cards.broadcasts.audience as cards
from bot.broadcasts import queries
from bot.broadcasts import recipients as reached
from bot.broadcasts.drafting import choose_audience
from bot.broadcasts.values import Broadcast, Member, NobodyToSendTo
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, workbook
from bot.language import _
from bot.language.formats import plain
from bot.messages import File, Reply
from bot.people import saved_segments
from bot.people.segments import choices
from bot.people.values import Audience, Role
from bot.router import Router, Turn
from cards.people import audience_in_words, level_name
from dialogs.broadcasts.segments import UNUSABLE_NAME, name_error
from dialogs.broadcasts.steps import audience_choice, next_step


def register(router: Router) -> None:
    """Answer what is said and pressed about audiences."""
    role = Role.DIRECTORATE
    router.on_action(cards.ShowAudience, show, again=show, role=role)
    router.on_action(cards.ChooseEveryone, choose_everyone, again=show_chosen, role=role)
    router.on_action(cards.ChooseSegment, choose_segment, again=show_chosen, role=role)
    router.on_action(cards.ChooseAudience, choose, again=show_chosen, role=role)
    router.on_action(cards.ShowNames, show_names, again=show_names, role=role)
    router.on_action(cards.DownloadNames, download, again=say_nothing, role=role)
    router.on_action(cards.NameSegment, name_segment, again=name_segment, role=role)
    router.on_action(cards.SaveSegment, save_segment, again=show_chosen, role=role)


async def show(turn: Turn, action: cards.ShowAudience) -> Reply:
    """Offer the choice."""
    return Reply(replace=await audience_choice(turn, await _broadcast(turn, action.broadcast_id)))


async def choose_everyone(turn: Turn, action: cards.ChooseEveryone) -> Reply:
    """Choose everybody on the roster."""
    return await _chosen(turn, action.broadcast_id, Audience())


async def choose_segment(turn: Turn, action: cards.ChooseSegment) -> Reply:
    """Choose a saved audience."""
    if action.segment is None:
        return await _not_chosen(turn, action.broadcast_id, _("Vælg en målgruppe."))
    async with turn.sessions.read() as session:
        found = await saved_segments.segment(session, action.segment)
    if found.removed_at:
        return await _not_chosen(turn, action.broadcast_id, _("Den målgruppe er fjernet."))
    return await _chosen(turn, action.broadcast_id, found.audience, segment=found.name)


async def choose(turn: Turn, action: cards.ChooseAudience) -> Reply:
    """Choose those in the units, at the levels, in the groups that were picked."""
    if not (action.units or action.levels or action.groups):
        error = _("Vælg mindst én enhed, ét niveau eller én gruppe. Ellers er der »Alle ledere«.")
        return await _not_chosen(turn, action.broadcast_id, error, filled=action)
    async with turn.sessions.read() as session:
        known = await choices(session)
    try:
        audience = cards.picked_audience(action, known)
    except (KeyError, ValueError):
        error = _("Noget af det, du valgte, er ikke længere på lederlisten. Vælg igen.")
        return await _not_chosen(turn, action.broadcast_id, error, filled=action)
    return await _chosen(turn, action.broadcast_id, audience)


async def show_chosen(
    turn: Turn,
    action: cards.ChooseEveryone | cards.ChooseSegment | cards.ChooseAudience | cards.SaveSegment,
) -> Reply:
    """Show the broadcast with the audience that it has."""
    return Reply(replace=await next_step(turn, action.broadcast_id))


async def show_names(turn: Turn, action: cards.ShowNames) -> Reply:
    """Turn to a page of the names."""
    found = await _broadcast(turn, action.broadcast_id)
    audience = _audience(found)
    async with turn.sessions.read() as session:
        recipients = await reached.recipients(session, audience, now=turn.now)
        page = await reached.audience_page(
            session,
            audience,
            offset=action.offset,
            limit=cards.PAGE,
            unreachable=action.unreachable,
        )
    card = cards.names(
        found,
        audience,
        recipients,
        page,
        offset=action.offset,
        unreachable=action.unreachable,
    )
    return Reply(replace=card)


async def download(turn: Turn, action: cards.DownloadNames) -> Reply:
    """Offer the names as an Excel file."""
    found = await _broadcast(turn, action.broadcast_id)
    audience = _audience(found)
    async with turn.sessions.read() as session:
        members = await reached.audience_page(session, audience)
    title = _(
        "Modtagere af »{title}«: {audience}",
        title=found.content.title,
        audience=audience_in_words(audience),
    )
    about = About(title, turn.now, turn.person.name)
    content = await asyncio.to_thread(workbook, about, _sheet(members))
    day = in_copenhagen(turn.now).date().isoformat()
    file = File(
        _("Modtagere {day}.xlsx", day=day),
        content,
        _("Modtagerne med enhed, niveau, og om de kan nås."),
        action,
    )
    return Reply((file,))


async def say_nothing(turn: Turn, action: cards.DownloadNames) -> Reply:
    """Offer no second file for one press."""
    return Reply()


async def name_segment(turn: Turn, action: cards.NameSegment) -> Reply:
    """Ask for a name for the audience."""
    return Reply(replace=cards.name_segment(await _broadcast(turn, action.broadcast_id)))


async def save_segment(turn: Turn, action: cards.SaveSegment) -> Reply:
    """Save the audience under the name, and let the broadcast go to it by that name."""
    found = await _broadcast(turn, action.broadcast_id)
    audience = _audience(found)
    try:
        saved = await saved_segments.save_segment(
            turn.sessions, action.segment_name, audience, by=turn.person.id, now=turn.now
        )
    except UNUSABLE_NAME as refusal:
        card = cards.name_segment(found, name=action.segment_name, error=name_error(refusal))
        return Reply(replace=card)
    said = _(
        "Målgruppen »{name}« er gemt og kan vælges af alle i direktionen.", name=plain(saved.name)
    )
    return Reply(replace=await next_step(turn, found.id, said=said))


async def _chosen(turn: Turn, broadcast_id: UUID, audience: Audience, segment: str = "") -> Reply:
    await choose_audience(
        turn.sessions, broadcast_id, audience, by=turn.person, now=turn.now, segment=segment
    )
    return Reply(replace=await next_step(turn, broadcast_id))


async def _not_chosen(
    turn: Turn, broadcast_id: UUID, error: str, *, filled: cards.ChooseAudience | None = None
) -> Reply:
    found = await _broadcast(turn, broadcast_id)
    return Reply(replace=await audience_choice(turn, found, filled=filled, error=error))


async def _broadcast(turn: Turn, broadcast_id: UUID) -> Broadcast:
    async with turn.sessions.read() as session:
        return await queries.broadcast(session, broadcast_id, now=turn.now)


def _audience(broadcast: Broadcast) -> Audience:
    if broadcast.audience is None:
        raise NobodyToSendTo
    return broadcast.audience


def _sheet(members: list[Member]) -> Sheet:
    return Sheet(
        _("Modtagere"),
        (
            _("Navn"),
            _("E-mail"),
            _("Titel"),
            _("Enhed"),
            _("Niveau"),
            _("Kan nås"),
            _("Siden"),
        ),
        [
            (
                member.person.name,
                member.person.email,
                member.person.title,
                member.person.unit,
                level_name(member.person.level),
                cards.reach_in_words(member.reach),
                member.since,
            )
            for member in members
        ],
    )
