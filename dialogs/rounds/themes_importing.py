"""Giving comments their themes in Excel: the file, and what becomes of it when it is dropped.

No card says what somebody wrote: those stand in the chat. A cell of the file may hold a comment,
also in the column of themes: it is said again only where it can be told from one.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import cards.rounds.themes_importing as cards
from bot import received_files
from bot.decisions.register.answering_rounds import answers_to_round
from bot.files.refusals import Unreadable, UnreadableFile
from bot.files.spreadsheet import TYPES, Row, has_table, has_uncalculated, read_rows
from bot.files.workbook import About, Choices, Sheet, workbook
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, File, Reply
from bot.people.values import Role
from bot.received_files import FileGone, ReceivedFile
from bot.rounds.findings import MOST_THEMES, THEME_NAME_LENGTH, Theme
from bot.rounds.imported_themes import Imported, imported, undo
from bot.rounds.keys import Keys
from bot.rounds.results import closed, note_export
from bot.rounds.themes import themes
from bot.rounds.themes_importing import (
    OtherThemes,
    Proposed,
    UnknownComments,
    apply,
    comments,
    preview,
)
from bot.rounds.themes_in_excel import (
    MOST_COMMENTS,
    CellFault,
    Column,
    Comment,
    Fault,
    FaultyThemes,
    column_name,
    is_heading,
)
from bot.rounds.values import Round
from bot.router import Router, Turn
from cards.files import decided
from cards.rounds.texts import answer_in_words
from cards.rounds.themes import state_in_words
from cards.rounds.themes import themes as themes_card
from dialogs.rounds import workbooks


def register(router: Router, _keys: Keys) -> None:
    """Hand the file over, and take it back."""
    role = Role.DIRECTORATE
    router.on_file(
        "round_themes",
        name=lambda: _("Temaer til en inputrunde"),
        fits=looks_like_themes,
        preview=preview_reply,
        role=role,
    )
    router.on_action(cards.ExportThemes, export, again=export, role=role)
    router.on_action(cards.TakeThemes, take, again=take, role=role)
    router.on_action(cards.ImportThemes, import_file, again=show, role=role)
    router.on_action(cards.UndoThemes, undo_file, again=show, role=role)
    router.on_action(cards.SeeThemes, see, again=see, role=role)


def looks_like_themes(name: str, content: bytes) -> bool:
    """Whether a file is a table with the headings of ours. Raises UnreadableFile."""
    return Path(name).suffix.lower() in TYPES and has_table(name, content, is_heading)


async def export(turn: Turn, action: cards.ExportThemes | cards.TakeThemes) -> Reply:
    """Offer the comments, each in a row, with room for its theme."""
    async with turn.sessions.read() as session:
        round_ = await closed(session, action.round_id)
        known = await themes(session, round_.id)
        found = await comments(session, round_, by=turn.person)
    if not found:
        said = _("Runden har ingen kommentarer at lægge i temaer.")
        return Reply(replace=themes_card(round_, known, offset=0, said=said))
    about = _about(turn, round_, is_cut=len(found) == MOST_COMMENTS)
    content = await asyncio.to_thread(_workbook, about, round_, found, known)
    file = File(
        name=workbooks.file_name(_("Temaer"), round_, "xlsx", now=turn.now),
        content=content,
        description=_(
            "En række for hver kommentar, uden navne. Udfyld kolonnen »Tema«, og læg filen her i "
            "chatten igen."
        ),
        action=cards.TakeThemes(round_.id),
    )
    return Reply((file,))


async def take(turn: Turn, action: cards.TakeThemes) -> Reply:
    """Hand the file over that was offered, and note who took it."""
    made = await export(turn, action)
    await note_export(turn.sessions, action.round_id, by=turn.person, now=turn.now)
    return made


async def preview_reply(turn: Turn, file: ReceivedFile) -> Reply:
    """Show what the file would change, or what is wrong with it."""
    return Reply((await _preview(turn, file),))


async def import_file(turn: Turn, action: cards.ImportThemes) -> Reply:
    """Change what was shown; if it would be something else by now, show that instead."""
    try:
        async with turn.sessions.read() as session:
            file = await received_files.kept(session, action.file_id, of=turn.person.id)
        done = await apply(
            turn.sessions,
            await _rows(file),
            file_id=file.id,
            seen=action.seen,
            by=turn.person,
            now=turn.now,
        )
    except FileGone:
        return Reply(replace=await _done(turn, action.file_id, already=True))
    except OtherThemes as refusal:
        if refusal.proposed.changes.moves:
            return Reply(replace=_proposal(file, refusal.proposed, changed_meanwhile=True))
        return Reply(replace=await _preview(turn, file))
    except (FaultyThemes, UnknownComments):
        return Reply(replace=await _preview(turn, file))
    return Reply(replace=_imported(action.file_id, done))


async def show(turn: Turn, action: cards.ImportThemes | cards.UndoThemes) -> Reply:
    """Show what became of the file, or what it would change while nobody has decided."""
    try:
        async with turn.sessions.read() as session:
            file = await received_files.kept(session, action.file_id, of=turn.person.id)
    except FileGone:
        return Reply(replace=await _done(turn, action.file_id))
    return Reply(replace=await _preview(turn, file))


async def undo_file(turn: Turn, action: cards.UndoThemes) -> Reply:
    """Let it be as it was before the file."""
    try:
        done = await imported(turn.sessions, action.file_id, by=turn.person)
        used = await _answered(turn, done.round_id)
        many = await undo(turn.sessions, action.file_id, by=turn.person, now=turn.now, used=used)
    except FileGone:
        return Reply(replace=cards.too_late_to_undo())
    return Reply(replace=cards.undone(done.round_id, many))


async def _answered(turn: Turn, round_id: UUID) -> set[UUID]:
    """The themes that a decision answers, of those that hold."""
    async with turn.sessions.read() as session:
        found = await answers_to_round(session, round_id, seen_by=turn.person)
    answered = {decision.shown.answers_theme for _theme, decision in found}
    return {one for one in answered if one}


async def see(turn: Turn, action: cards.SeeThemes) -> Reply:
    """Show the themes below."""
    async with turn.sessions.read() as session:
        round_ = await closed(session, action.round_id)
        found = await themes(session, action.round_id)
    return Reply((themes_card(round_, found, offset=0),))


async def _preview(turn: Turn, file: ReceivedFile) -> Card:
    """What the file would change; one of no use isn't kept."""
    try:
        proposed = await preview(turn.sessions, await _rows(file), by=turn.person)
        if proposed.changes.moves:
            return _proposal(file, proposed)
        shown = cards.nothing_to_change(file.name, proposed.round, proposed.changes)
    except FaultyThemes as refusal:
        shown = cards.faulty(file.name, list(map(fault_in_words, refusal.faults)))
    except UnknownComments:
        shown = cards.unknown(file.name)
    with suppress(FileGone):
        await received_files.discard(turn.sessions, file.id, of=turn.person.id)
    return shown


def _proposal(file: ReceivedFile, proposed: Proposed, *, changed_meanwhile: bool = False) -> Card:
    return cards.proposal(
        file.name,
        file.id,
        proposed.round,
        proposed.changes,
        changed_meanwhile=changed_meanwhile,
    )


async def _done(turn: Turn, file_id: UUID, *, already: bool = False) -> Card:
    """What became of a file that is kept no longer."""
    try:
        done = await imported(turn.sessions, file_id, by=turn.person)
    except FileGone:
        return decided()
    return _imported(file_id, done, already=already)


def _imported(file_id: UUID, done: Imported, *, already: bool = False) -> Card:
    if done.undone:
        return cards.undone(done.round_id, None)
    new = [name for _id, name in done.made]
    return cards.done(file_id, done.round_id, done.number, new, already=already)


async def _rows(file: ReceivedFile) -> tuple[Row, ...]:
    return await asyncio.to_thread(_read, file)


def _read(file: ReceivedFile) -> tuple[Row, ...]:
    rows = read_rows(file.name, file.content, headed=is_heading)
    if not any(is_heading(row.cells) for row in rows):  # chosen as what it isn't
        raise UnreadableFile(file.name, Unreadable.UNKNOWN_TYPE)
    if Path(file.name).suffix.lower() == ".xlsx" and has_uncalculated(file.content):
        raise FaultyThemes([CellFault(1, Fault.UNCALCULATED)])
    return rows


def _about(turn: Turn, round_: Round, *, is_cut: bool) -> About:
    about = workbooks.about(_("Temaer"), round_, by=turn.person, now=turn.now)
    notes = [
        *about.notes,
        _(
            "Skriv et tema i kolonnen »Tema«, eller vælg et fra listen. Et nyt navn på højst "
            "{longest} tegn laver et nyt tema. En tom celle betyder intet tema. Der er plads til "
            "{most} temaer.",
            longest=number(THEME_NAME_LENGTH),
            most=number(MOST_THEMES),
        ),
        _(
            "Gem filen, og læg den i chatten igen. Lederlinjen viser, hvad der vil ske, og "
            "spørger, før noget ændres."
        ),
        _(
            "»Tema før« og »Id« er det, kommentarerne kendes igen på. Lad dem stå. Rækker må gerne "
            "sorteres og slettes: en kommentar, der ikke er i filen, bliver, hvor den er."
        ),
    ]
    if is_cut:
        said = _(
            "Der er flere kommentarer, end filen har plads til. De første {most} er med, dem uden "
            "tema først.",
            most=number(MOST_COMMENTS),
        )
        notes.append(said)
    return replace(about, notes=tuple(notes))


def _workbook(about: About, round_: Round, found: list[Comment], known: list[Theme]) -> bytes:
    names = {one.id: one.name for one in known}
    asked = dict(enumerate((one.text for one in round_.content.questions), start=1))
    listed = _("Temaer")
    rows = []
    for one in found:
        theme = names.get(one.theme_id) if one.theme_id else None
        cells = {
            Column.PLACE: one.place or None,
            Column.QUESTION: asked.get(one.place),
            Column.COMMENT: answer_in_words(one.answer),
            Column.THEME: theme,
            Column.BEFORE: theme,
            Column.ID: str(one.id),
        }
        rows.append(tuple(cells[column] for column in Column))
    return workbook(
        about,
        Sheet(
            _("Kommentarer"),
            tuple(column_name(column) for column in Column),
            rows,
            choices=Choices([*Column].index(Column.THEME), listed, MOST_THEMES),
        ),
        Sheet(
            listed,
            (_("Tema"), _("Svar"), _("Hvad sker der")),
            [(one.name, one.texts, state_in_words(one)) for one in known],
        ),
    )


def fault_in_words(fault: CellFault) -> str:
    """One sentence on why a file can't be used: where, and what."""
    match fault.fault:
        case Fault.NO_ROWS:
            return _("Der står ingen kommentarer under overskrifterne.")
        case Fault.REPEATED_COLUMN:
            return _("Kolonnen {column} er der mere end én gang.", column=fault.text)
        case Fault.SEVERAL_ROUNDS:
            return _("Der er kommentarer fra mere end én inputrunde. Lav en fil for hver.")
        case Fault.UNCALCULATED:
            return _("Der er formler, som ikke er regnet ud. Åbn filen i Excel, og gem den.")
        case Fault.TOO_MANY_THEMES:
            return _(
                "Der er plads til {most} temaer, og med dem i filen bliver der {number}. De nye "
                "er: {names}.",
                most=number(MOST_THEMES),
                number=number(fault.number),
                names=fault.text,
            )
    return _("Række {line}: {fault}", line=fault.line, fault=_in_row(fault))


def _in_row(fault: CellFault) -> str:
    match fault.fault:
        case Fault.FORMULA_ERROR:
            return _("Formlen i »Tema« giver »{quote}«.", quote=fault.text)
        case Fault.IS_COMMENT:
            return _(
                "I »Tema« står det samme som i en kommentar. Skriv et andet navn, eller lav temaet "
                "under »Temaer« først, hvis det skal hedde det."
            )
        case Fault.CPR_NUMBER:
            return _("Der ser ud til at stå et CPR-nummer. Fjern det.")
        case Fault.REPEATED:
            return _("Kommentaren står også i række {first} med et andet tema.", first=fault.first)
        case _:
            return _(
                "Navnet i »Tema« er for langt. Skriv højst {longest} tegn.",
                longest=number(THEME_NAME_LENGTH),
            )
