"""A closed round's answers, report and record, offered as files."""

import asyncio
from uuid import UUID

import cards.rounds.results as cards
from bot.audit import entries
from bot.language import _
from bot.messages import File, Reply
from bot.people.values import Role
from bot.rounds.keys import Keys
from bot.rounds.outcome import outcome
from bot.rounds.results import closed, note_export, responses, results, written
from bot.rounds.themes import themes
from bot.router import Router, Turn
from dialogs.rounds import report, workbooks

MOST_ROWS = 20_000  # in a spreadsheet, so that it is made while the person waits


def register(router: Router, _keys: Keys) -> None:
    """Hand over what the directorate asks for."""
    role = Role.DIRECTORATE
    router.on_action(cards.ChooseFile, choose, again=choose, role=role)
    router.on_action(cards.ExportResults, export_results, again=export_results, role=role)
    router.on_action(cards.ExportReport, export_report, again=export_report, role=role)
    router.on_action(cards.ExportRecord, export_record, again=export_record, role=role)
    router.on_action(cards.TakeResults, take, again=take, role=role)


async def choose(turn: Turn, action: cards.ChooseFile) -> Reply:
    """Ask which file it shall be."""
    async with turn.sessions.read() as session:
        return Reply(replace=cards.files(await closed(session, action.round_id)))


async def take(turn: Turn, action: cards.TakeResults) -> Reply:
    """Hand over the file that was offered, and note who took it."""
    match action.which:
        case cards.REPORT:
            made = await export_report(turn, action)
        case cards.RECORD:
            made = await export_record(turn, action)
        case _which:
            made = await export_results(turn, action)
    await note_export(turn.sessions, action.round_id, by=turn.person, now=turn.now)
    return made


async def export_results(turn: Turn, action: cards.ExportResults | cards.TakeResults) -> Reply:
    """Offer the answers: with names where the round has them, else without."""
    async with turn.sessions.read() as session:
        found = await results(session, action.round_id, by=turn.person)
        texts = {
            result.question.key: (
                await written(
                    session,
                    action.round_id,
                    result.question.key,
                    by=turn.person,
                    offset=0,
                    limit=MOST_ROWS,
                )
            )[0]
            for result in found.results
            if result.texts
        }
        known = await themes(session, action.round_id)
        given = await responses(session, action.round_id, by=turn.person)
    about = workbooks.about(_("Svar"), found.round, by=turn.person, now=turn.now)
    content = await asyncio.to_thread(workbooks.answers, about, found, texts, known, given)
    described = (
        _("Tal og tekster uden navne.")
        if found.round.content.anonymous
        else _("Alle svar med navne.")
    )
    name = workbooks.file_name(_("Svar"), found.round, "xlsx", now=turn.now)
    return _offered(name, content, described, action.round_id, cards.RESULTS)


async def export_report(turn: Turn, action: cards.ExportReport | cards.TakeResults) -> Reply:
    """Offer a paper for a meeting."""
    async with turn.sessions.read() as session:
        found = await outcome(session, action.round_id, by=turn.person, now=turn.now)
    content = await asyncio.to_thread(report.report, found, by=turn.person, now=turn.now)
    name = workbooks.file_name(_("Rapport"), found.results.round, "docx", now=turn.now)
    described = _("En rapport til mødet, uden enkelte svar.")
    return _offered(name, content, described, action.round_id, cards.REPORT)


async def export_record(turn: Turn, action: cards.ExportRecord | cards.TakeResults) -> Reply:
    """Offer what belongs on the record as one file."""
    async with turn.sessions.read() as session:
        found = await outcome(session, action.round_id, by=turn.person, now=turn.now)
        acts = await entries(session, offset=0, limit=MOST_ROWS, subject=action.round_id)
        if found.consent.id:  # a yes to what was sent back is to something of its own
            acts += await entries(session, offset=0, limit=MOST_ROWS, subject=found.consent.id)
    round_ = found.results.round
    about = workbooks.about(_("Til journal"), round_, by=turn.person, now=turn.now)
    content = await asyncio.to_thread(
        workbooks.record, about, found, sorted(acts, key=lambda one: one.at)
    )
    return _offered(
        workbooks.file_name(_("Til journal"), round_, "xlsx", now=turn.now),
        content,
        _("Spørgsmål, deltagere, tal, temaer, resultat og hændelser."),
        action.round_id,
        cards.RECORD,
    )


def _offered(name: str, content: bytes, description: str, round_id: UUID, which: str) -> Reply:
    action = cards.TakeResults(round_id, which)
    return Reply((File(name=name, content=content, description=description, action=action),))
