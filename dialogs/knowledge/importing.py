"""A spreadsheet of saved answers that was dropped into the chat."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import cards.knowledge.importing as cards
from bot import received_files
from bot.cpr import holds_cpr_number
from bot.files.refusals import UnreadableFile
from bot.files.spreadsheet import TYPES, Row, read_rows
from bot.knowledge.columns import column_name
from bot.knowledge.importing import apply, fingerprint, forget, number_imported, preview
from bot.knowledge.sheet import MOST_CHANGES, MOST_ROWS, is_knowledge
from bot.knowledge.values import CellFault, Changes, Column, Fault, FaultySheet, OtherChanges
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.received_files import FileGone, ReceivedFile
from bot.router import Router, Turn
from cards.knowledge.words import shortened
from dialogs.knowledge.refusals import fault_in_words

_QUOTE = 60  # characters of a cell


def register(router: Router) -> None:
    """Take such a file, and answer the yes or no to it."""
    role = Role.DIRECTORATE
    router.on_file(
        "knowledge",
        name=lambda: _("Læg ind som viden"),
        fits=looks_like_knowledge,
        preview=preview_reply,
        role=role,
    )
    router.on_action(cards.ImportKnowledge, import_file, again=show_imported, role=role)
    router.on_action(cards.TurnChanges, turn_changes, again=turn_changes, role=role)
    router.on_action(cards.DontImport, dont_import, again=dont_import, role=role)


def looks_like_knowledge(name: str, content: bytes) -> bool:
    """Whether a file is a spreadsheet with the headings of saved answers.

    Raises UnreadableFile for a spreadsheet that can't be read.
    """
    if Path(name).suffix.lower() not in TYPES:
        return False
    return is_knowledge(read_rows(name, content))


async def preview_reply(turn: Turn, file: ReceivedFile) -> Reply:
    """Show what the file would change, or what is wrong with it."""
    return Reply((await _preview(turn, file),))


async def turn_changes(turn: Turn, action: cards.TurnChanges) -> Reply:
    """Show another page of what the file would change now."""
    async with turn.sessions.read() as session:
        done = await number_imported(session, action.file_id)
        if done is not None:
            return Reply(replace=cards.done(done))
        file = await received_files.kept(session, action.file_id, of=turn.person.id)
    return Reply(replace=await _preview(turn, file, offset=action.offset))


async def import_file(turn: Turn, action: cards.ImportKnowledge) -> Reply:
    """Change what was shown; if it would be something else now, show that instead."""
    async with turn.sessions.read() as session:
        done = await number_imported(session, action.file_id)
        if done is not None:
            return Reply(replace=cards.done(done))
        file = await received_files.kept(session, action.file_id, of=turn.person.id)
    rows = await _rows(file)
    try:
        changes = await apply(
            turn.sessions,
            rows,
            seen=action.seen,
            file_id=file.id,
            by=turn.person,
            now=turn.now,
        )
    except OtherChanges as refusal:
        about = _("Viden er ændret, siden du så det, så intet er gennemført. Sådan ser det ud nu:")
        return Reply(replace=_preview_card(file, refusal.changes, about=about))
    except FaultySheet:
        return Reply(replace=await _preview(turn, file))
    return Reply(replace=cards.done(len(changes)))


async def show_imported(turn: Turn, action: cards.ImportKnowledge) -> Reply:
    """Show what became of the file."""
    async with turn.sessions.read() as session:
        done = await number_imported(session, action.file_id)
        if done is not None:
            return Reply(replace=cards.done(done))
        file = await received_files.kept(session, action.file_id, of=turn.person.id)
    return Reply(replace=await _preview(turn, file))


async def dont_import(turn: Turn, action: cards.DontImport) -> Reply:
    """Leave everything as it is."""
    async with turn.sessions.read() as session:
        done = await number_imported(session, action.file_id)
    if done is not None:
        return Reply(replace=cards.done(done))
    with suppress(FileGone):  # it was said before, or lay too long: nothing is changed either way
        await forget(turn.sessions, action.file_id, by=turn.person)
    return Reply(replace=cards.not_done())


async def _preview(turn: Turn, file: ReceivedFile, *, offset: int = 0) -> Card:
    try:
        rows = await _rows(file)
        changes = await preview(turn.sessions, rows, by=turn.person, now=turn.now)
    except FaultySheet as refusal:
        # It can only be dropped anew, and may hold a CPR number.
        await forget(turn.sessions, file.id, by=turn.person)
        return cards.faulty(file.name, list(map(fault_in_cell, refusal.faults)))
    except UnreadableFile:
        await forget(turn.sessions, file.id, by=turn.person)
        raise
    return _preview_card(file, changes, offset=offset)


def _preview_card(
    file: ReceivedFile, changes: Changes, *, offset: int = 0, about: str = ""
) -> Card:
    return cards.preview(
        file.name,
        changes,
        {column: column_name(column) for column in Column},
        file_id=file.id,
        seen=fingerprint(changes),
        offset=offset if 0 <= offset < len(changes) else 0,
        about=about,
    )


async def _rows(file: ReceivedFile) -> Sequence[Row]:
    return await asyncio.to_thread(read_rows, file.name, file.content, keep_lines=True)


def fault_in_cell(fault: CellFault) -> str:
    """One sentence on why a spreadsheet can't be used: where, and what."""
    match fault.fault:
        case Fault.NO_ROWS:
            return _("Der står ingen svar under overskrifterne.")
        case Fault.TOO_MANY_ROWS:
            return _("Der er flere end {most} rækker. Del filen.", most=number(MOST_ROWS))
        case Fault.TOO_MANY_CHANGES:
            return _(
                "Filen tilføjer eller ændrer mere end {most} svar. Del den.",
                most=number(MOST_CHANGES),
            )
        case Fault.MISSING_COLUMN if fault.column:
            return _("Kolonnen {column} mangler.", column=column_name(fault.column))
        case Fault.REPEATED_COLUMN if fault.column:
            column = column_name(fault.column)
            return _("Kolonnen {column} er der mere end én gang.", column=column)
    if not fault.column:
        return _("Række {line}: {fault}", line=fault.line, fault=_in_cell(fault))
    return _(
        "Række {line}, {column}: {fault}",
        line=fault.line,
        column=column_name(fault.column),
        fault=_in_cell(fault),
    )


def _in_cell(fault: CellFault) -> str:
    quote = "…" if holds_cpr_number(fault.text) else shortened(fault.text, _QUOTE)
    match fault.fault:
        case Fault.FORMULA_ERROR:
            return _("Formlen giver »{quote}«.", quote=quote)
        case Fault.NOT_A_DATE:
            return _("»{quote}« er ikke en dato. Skriv den som 31-12-2031.", quote=quote)
        case Fault.UNKNOWN_ID:
            return _("»{quote}« findes ikke. Lad feltet være tomt for et nyt svar.", quote=quote)
        case Fault.REPEATED:
            return _("»{quote}« står også i række {first}.", quote=quote, first=fault.first)
        case Fault.SAVED_ALREADY:
            return _("»{quote}« findes i forvejen. Skriv dets id, eller ret det.", quote=quote)
        case Fault.RETIRED:
            return _("Svaret er taget ud. Tag det i brug igen, før det rettes.")
        case Fault.UNKNOWN_OWNER:
            return _("»{quote}« er ikke i direktionen nu. Skriv navn eller e-mail.", quote=quote)
        case Fault.CPR_NUMBER:
            return _("Der ser ud til at stå et CPR-nummer. Fjern det.")
        case other:
            return fault_in_words(fault.column.value if fault.column else "", other)
