"""A roster that was dropped into the chat: what it would change, and the yes or no."""

import asyncio
from pathlib import Path

import cards.roster.importing as cards
from bot import received_files
from bot.decisions.receivers.welcoming import welcome_to_roster
from bot.files.spreadsheet import TYPES, read_rows
from bot.files.workbook import About, Sheet, workbook
from bot.language import _
from bot.messages import Card, File, Reply
from bot.people.importing import Unconfirmed
from bot.people.roster import FaultyRoster, is_roster
from bot.received_files import FileGone, ReceivedFile
from bot.roster.editing import MAY
from bot.roster.importing import Proposed, import_dropped, propose
from bot.roster.values import ChangedMeanwhile
from bot.router import Router, Turn
from cards.files import decided
from dialogs.people import (
    change_in_words,
    done_in_words,
    doubt_in_words,
    fault_in_words,
    ignored_in_words,
    whom_in_words,
)


def register(router: Router) -> None:
    """Take rosters that are dropped."""
    router.on_file(
        "roster",
        name=lambda: _("Den nye lederliste"),
        fits=looks_like_roster,
        preview=preview,
        role=MAY,
    )
    router.on_action(cards.ImportRoster, apply, again=show, role=MAY)
    router.on_action(cards.AskDespiteDoubts, ask, again=ask, role=MAY)
    router.on_action(cards.ShowProposal, show, again=show, role=MAY)
    router.on_action(cards.ExportProposal, export, again=export, role=MAY)


def looks_like_roster(name: str, content: bytes) -> bool:
    """Whether a file is a table with the headings of a roster. Raises UnreadableFile."""
    return Path(name).suffix.lower() in TYPES and is_roster(read_rows(name, content))


async def preview(turn: Turn, file: ReceivedFile) -> Reply:
    """Show what the roster would change, or what is wrong with it."""
    try:
        proposed = await propose(turn.sessions, file, by=turn.person)
    except FaultyRoster as refusal:
        await received_files.discard(turn.sessions, file.id, of=turn.person.id)
        faults = [fault_in_words(fault) for fault in refusal.faults]
        return Reply((cards.faulty(file.name, faults),))
    if proposed.changes.is_empty:
        await received_files.discard(turn.sessions, file.id, of=turn.person.id)
        return Reply((cards.nothing_to_change(change_in_words(proposed.changes)),))
    return Reply((cards.proposal(_shown(file, proposed)),))


async def apply(turn: Turn, action: cards.ImportRoster) -> Reply:
    """Make the roster true; if it would change something else by now, show that instead."""
    try:
        changes = await import_dropped(
            turn.sessions,
            action.file_id,
            seen=action.seen,
            despite=action.despite,
            by=turn.person,
            now=turn.now,
        )
    except (ChangedMeanwhile, Unconfirmed):
        return Reply(replace=await _card(turn, action, changed_meanwhile=True))
    await welcome_to_roster(turn.sessions, changes, now=turn.now)
    return Reply(replace=cards.imported(done_in_words(changes), whom_in_words(changes)))


async def ask(turn: Turn, action: cards.AskDespiteDoubts) -> Reply:
    """Ask once more where there are doubts."""
    file, proposed = await _proposed(turn, action)
    shown = _shown(file, proposed)
    return Reply(replace=cards.doubts_question(shown) if shown.doubts else cards.proposal(shown))


async def show(turn: Turn, action: cards.ShowProposal | cards.ImportRoster) -> Reply:
    """Show what the roster would change now, unless it was decided about."""
    try:
        return Reply(replace=await _card(turn, action))
    except FileGone:
        return Reply(replace=decided())


async def export(turn: Turn, action: cards.ExportProposal) -> Reply:
    """Offer all that the roster would change."""
    file, proposed = await _proposed(turn, action)
    content = await asyncio.to_thread(_workbook, turn, file, proposed)
    return Reply(
        (
            File(
                name=_("Ændringer af lederlisten.xlsx"),
                content=content,
                description=_("Alt, hvad filen ville ændre på lederlisten."),
                action=action,
            ),
        )
    )


_OfFile = cards.ImportRoster | cards.AskDespiteDoubts | cards.ShowProposal | cards.ExportProposal


async def _card(turn: Turn, action: _OfFile, *, changed_meanwhile: bool = False) -> Card:
    file, proposed = await _proposed(turn, action)
    if proposed.changes.is_empty:
        return cards.nothing_to_change(change_in_words(proposed.changes))
    return cards.proposal(_shown(file, proposed), changed_meanwhile=changed_meanwhile)


async def _proposed(turn: Turn, action: _OfFile) -> tuple[ReceivedFile, Proposed]:
    async with turn.sessions.read() as session:
        file = await received_files.kept(session, action.file_id, of=turn.person.id)
    return file, await propose(turn.sessions, file, by=turn.person)


def _shown(file: ReceivedFile, proposed: Proposed) -> cards.ShownProposal:
    ignored = proposed.roster.ignored
    return cards.ShownProposal(
        file_id=file.id,
        file_name=file.name,
        lines=change_in_words(proposed.changes).splitlines(),
        doubts=[(doubt, doubt_in_words(doubt)) for doubt in proposed.changes.doubts],
        ignored=ignored_in_words(ignored) if ignored else "",
        seen=proposed.seen,
        leaving=len(proposed.changes.gone),
    )


def _workbook(turn: Turn, file: ReceivedFile, proposed: Proposed) -> bytes:
    numbers, *people = change_in_words(proposed.changes).splitlines()
    warnings = tuple(doubt_in_words(doubt) for doubt in proposed.changes.doubts)
    title = _("Ændringer af lederlisten ifølge {file}", file=file.name)
    return workbook(
        About(title, turn.now, turn.person.name, (numbers, *warnings)),
        Sheet(_("Ændringer"), (_("Ændring"),), [(line,) for line in people]),
    )
