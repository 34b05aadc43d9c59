"""Whom a broadcast is for, and the audiences that are saved to be chosen again."""

import asyncio
from collections.abc import Iterable
from uuid import UUID

import cards.broadcasts.audience as cards
from bot.broadcasts import queries
from bot.broadcasts.drafting import choose_audience
from bot.broadcasts.values import Broadcast, Member, NobodyToSendTo
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, workbook
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Card, File, Refusal, Reply
from bot.people import saved_segments
from bot.people.saved_segments import (
    EmptyName,
    NameTooLong,
    SegmentNameTaken,
    UnknownChoice,
    UnknownSegment,
)
from bot.people.segments import choices, number_of_members
from bot.people.values import Audience, Choice, Level, Role
from bot.router import Router, Turn
from cards.people import audience_in_words, level_name
from dialogs.broadcasts.steps import audience_choice, next_step

UNUSABLE_NAME = (EmptyName, NameTooLong, SegmentNameTaken, UnknownChoice)


def register(router: Router) -> None:
    """Answer what is said and pressed about audiences."""
    role = Role.DIRECTORATE
    router.on_command("Målgrupper", "Segments", "Target groups", handler=segments, role=role)
    router.on_action(cards.ShowAudience, show, again=show, role=role)
    router.on_action(cards.ChooseEveryone, choose_everyone, again=show_chosen, role=role)
    router.on_action(cards.ChooseSegment, choose_segment, again=show_chosen, role=role)
    router.on_action(cards.ChooseAudience, choose, again=show_chosen, role=role)
    router.on_action(cards.ShowNames, show_names, again=show_names, role=role)
    router.on_action(cards.DownloadNames, download, again=say_nothing, role=role)
    router.on_action(cards.NameSegment, name_segment, again=name_segment, role=role)
    router.on_action(cards.SaveSegment, save_segment, again=show_chosen, role=role)
    router.on_action(cards.ShowSegments, show_segments, again=show_segments, role=role)
    router.on_action(cards.RenameSegment, rename_segment, again=rename_segment, role=role)
    router.on_action(cards.SaveName, save_name, again=show_segments, role=role)
    router.on_action(cards.RemoveSegment, remove_segment, again=show_removed, role=role)
    router.on_action(cards.RestoreSegment, restore_segment, again=show_segments, role=role)
    router.on_refusal(UnknownSegment, unknown_segment)
    router.on_refusal(SegmentNameTaken, name_taken)


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
        audience = Audience(
            units=tuple(_named(action.units, known.units)),
            levels=tuple(map(Level, action.levels)),
            groups=tuple(_named(action.groups, known.groups)),
        )
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
        recipients = await queries.recipients(session, audience, now=turn.now)
        page = await queries.audience_page(
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
        members = await queries.audience_page(session, audience)
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
        card = cards.name_segment(found, name=action.segment_name, error=_name_error(refusal))
        return Reply(replace=card)
    said = _(
        "Målgruppen »{name}« er gemt og kan vælges af alle i direktionen.", name=plain(saved.name)
    )
    return Reply(replace=await next_step(turn, found.id, said=said))


async def segments(turn: Turn) -> Reply:
    """List the saved audiences."""
    return Reply((await _segments(turn, 0),))


async def show_segments(
    turn: Turn, action: cards.ShowSegments | cards.SaveName | cards.RestoreSegment
) -> Reply:
    """Turn to a page of the saved audiences."""
    offset = action.offset if isinstance(action, cards.ShowSegments) else 0
    return Reply(replace=await _segments(turn, offset))


async def rename_segment(turn: Turn, action: cards.RenameSegment) -> Reply:
    """Ask for another name."""
    async with turn.sessions.read() as session:
        found = await saved_segments.segment(session, action.segment_id)
    return Reply(replace=cards.rename_segment(found))


async def save_name(turn: Turn, action: cards.SaveName) -> Reply:
    """Give a saved audience another name."""
    async with turn.sessions.read() as session:
        found = await saved_segments.segment(session, action.segment_id)
    try:
        await saved_segments.change_segment(
            turn.sessions, found.id, action.segment_name, found.audience, now=turn.now
        )
    except UNUSABLE_NAME as refusal:
        card = cards.rename_segment(found, name=action.segment_name, error=_name_error(refusal))
        return Reply(replace=card)
    return Reply(replace=await _segments(turn, 0))


async def remove_segment(turn: Turn, action: cards.RemoveSegment) -> Reply:
    """Let a saved audience be chosen no more."""
    removed = await saved_segments.remove_segment(turn.sessions, action.segment_id, now=turn.now)
    return Reply(replace=cards.segment_removed(removed))


async def show_removed(turn: Turn, action: cards.RemoveSegment) -> Reply:
    """Show that it is removed, or the list if it was restored."""
    async with turn.sessions.read() as session:
        found = await saved_segments.segment(session, action.segment_id)
    if found.removed_at:
        return Reply(replace=cards.segment_removed(found))
    return Reply(replace=await _segments(turn, 0))


async def restore_segment(turn: Turn, action: cards.RestoreSegment) -> Reply:
    """Let it be chosen again."""
    await saved_segments.restore_segment(turn.sessions, action.segment_id)
    return Reply(replace=await _segments(turn, 0))


def unknown_segment(_refusal: UnknownSegment) -> Reply:
    """Word that a segment isn't there."""
    return Reply.text(_("Den målgruppe findes ikke længere. Skriv »Målgrupper« for at se resten."))


def name_taken(refusal: SegmentNameTaken) -> Reply:
    """Word that a segment can't come back under its name."""
    return Reply.text(plain(_name_error(refusal)))


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


async def _segments(turn: Turn, offset: int) -> Card:
    async with turn.sessions.read() as session:
        found = await saved_segments.segments(session)
        page = [
            (one, await number_of_members(session, one.audience))
            for one in found[offset : offset + cards.SEGMENTS_PAGE]
        ]
    return cards.segments(page, offset=offset, total=len(found))


def _audience(broadcast: Broadcast) -> Audience:
    if broadcast.audience is None:
        raise NobodyToSendTo
    return broadcast.audience


def _named(keys: Iterable[str], known: Iterable[Choice[str]]) -> list[str]:
    """The names that the keys stand for. Raises KeyError for one that nobody has any more."""
    names = {cards.key_of(one.value): one.value for one in known}
    return [names[key] for key in keys]


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


def _name_error(refusal: Refusal) -> str:
    match refusal:
        case EmptyName():
            return _("Skriv et navn.")
        case NameTooLong(longest=longest):
            return _("Skriv højst {longest} tegn.", longest=number(longest))
        case SegmentNameTaken(name=name):
            return _("Der er allerede en målgruppe, der hedder »{name}«.", name=name)
        case UnknownChoice(values=values):
            return _("Der er ikke længere nogen i {values}.", values=", ".join(values))
        case _:
            raise refusal
