"""The audiences that were given a name: listed, renamed, removed and brought back."""

import cards.broadcasts.segments as cards
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Card, Refusal, Reply
from bot.people import saved_segments
from bot.people.saved_segments import (
    EmptyName,
    NameTooLong,
    SegmentNameTaken,
    UnknownChoice,
    UnknownSegment,
)
from bot.people.segments import number_of_members
from bot.people.values import Role
from bot.router import Router, Turn

UNUSABLE_NAME = (EmptyName, NameTooLong, SegmentNameTaken, UnknownChoice)


def register(router: Router) -> None:
    """Answer what is said and pressed about saved audiences."""
    role = Role.DIRECTORATE
    router.on_command("Målgrupper", "Segments", "Target groups", handler=segments, role=role)
    router.on_action(cards.ShowSegments, show_segments, again=show_segments, role=role)
    router.on_action(cards.RenameSegment, rename_segment, again=rename_segment, role=role)
    router.on_action(cards.SaveName, save_name, again=show_segments, role=role)
    router.on_action(cards.RemoveSegment, remove_segment, again=show_removed, role=role)
    router.on_action(cards.RestoreSegment, restore_segment, again=show_segments, role=role)
    router.on_refusal(UnknownSegment, unknown_segment)
    router.on_refusal(SegmentNameTaken, name_taken)


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
        card = cards.rename_segment(found, name=action.segment_name, error=name_error(refusal))
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
    return Reply.text(plain(name_error(refusal)))


def name_error(refusal: Refusal) -> str:
    """Word why a name can't be used."""
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


async def _segments(turn: Turn, offset: int) -> Card:
    async with turn.sessions.read() as session:
        found = await saved_segments.segments(session)
        page = [
            (one, await number_of_members(session, one.audience))
            for one in found[offset : offset + cards.SEGMENTS_PAGE]
        ]
    return cards.segments(page, offset=offset, total=len(found))
