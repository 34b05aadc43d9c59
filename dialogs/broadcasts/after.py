"""After a broadcast was sent: stopped, recalled, reminded of, decided about, and taken home."""

import asyncio
from uuid import UUID

import cards.broadcasts.after as cards
from bot.audit import entries
from bot.broadcasts import kinds, queries, timing
from bot.broadcasts.following import decide_uncertain, dont_remind, recall, remind
from bot.broadcasts.receipts import given
from bot.broadcasts.replies import replied
from bot.broadcasts.undoing import stop
from bot.broadcasts.values import Status
from bot.delivery import accounts
from bot.language import _
from bot.messages import File, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.broadcasts.status import (
    AskToRecall,
    AskToStop,
    ChooseReminder,
    ExportAccount,
    ExportRecord,
    ShowUncertain,
)
from dialogs.afterwards import MOST_ROWS, Afterwards
from dialogs.broadcasts import workbooks


def register(router: Router) -> None:
    """Take what is pressed about a broadcast that was sent."""
    role, it = Role.DIRECTORATE, _AFTERWARDS
    router.on_due(kinds.REMIND, timing.remind)
    router.on_action(AskToStop, it.ask_to_stop, again=it.ask_to_stop, role=role)
    router.on_action(cards.Stop, it.do_stop, again=it.show_stopped, role=role)
    router.on_action(AskToRecall, it.ask_to_recall, again=it.ask_to_recall, role=role)
    router.on_action(cards.Recall, it.do_recall, again=it.show_recalled, role=role)
    router.on_action(cards.LeaveAsIs, left_as_is, again=left_as_is, role=role)
    ask = it.ask_about_uncertain
    router.on_action(ShowUncertain, ask, again=ask, role=role)
    router.on_action(cards.DecideUncertain, it.decide, again=it.show_uncertain, role=role)
    router.on_action(ChooseReminder, it.choose_day, again=it.choose_day, role=role)
    router.on_action(cards.Remind, it.do_remind, again=it.show_reminder, role=role)
    router.on_action(cards.DontRemind, it.do_not_remind, again=it.show_reminder, role=role)
    router.on_action(ExportAccount, export_account, again=export_account, role=role)
    router.on_action(ExportRecord, export_record, again=export_record, role=role)


async def left_as_is(turn: Turn, action: cards.LeaveAsIs) -> Reply:
    """Say that nothing has happened."""
    return Reply(replace=cards.left_as_is())


async def export_account(turn: Turn, action: ExportAccount) -> Reply:
    """Offer what became of each receiver's message as a spreadsheet."""
    async with turn.sessions.read() as session:
        status = await queries.status(session, action.broadcast_id, now=turn.now)
        lines = await accounts.lines(session, kinds.RECEIVED, action.broadcast_id, limit=MOST_ROWS)
        receipts = await given(session, action.broadcast_id)
        replies = await replied(session, action.broadcast_id)
    about = workbooks.about(_("Regnskab"), status, by=turn.person, now=turn.now)
    name = workbooks.file_name(_("Regnskab"), status, now=turn.now)
    if status.broadcast.channel:
        content = await asyncio.to_thread(workbooks.account_of_channel, about, status)
        return _offered(name, content, _("Hvad der blev af beskeden i kanalen."), action)
    content = await asyncio.to_thread(
        workbooks.account, about, status, lines, receipts=receipts, replied=replies
    )
    return _offered(
        name,
        content,
        _("Hvad der blev af beskeden hos hver modtager, og hvem der har kvitteret og svaret."),
        action,
    )


async def export_record(turn: Turn, action: ExportRecord) -> Reply:
    """Offer what belongs on the record as one file."""
    async with turn.sessions.read() as session:
        status = await queries.status(session, action.broadcast_id, now=turn.now)
        versions = await queries.versions(session, action.broadcast_id)
        acts = await entries(session, offset=0, limit=MOST_ROWS, subject=action.broadcast_id)
    about = workbooks.about(_("Til journal"), status, by=turn.person, now=turn.now)
    content = await asyncio.to_thread(
        workbooks.record, about, status, versions, list(reversed(acts))
    )
    return _offered(
        workbooks.file_name(_("Til journal"), status, now=turn.now),
        content,
        _("Emne, afsender, godkender, modtagere, alle udgaver, regnskab og hændelser."),
        action,
    )


async def _status(turn: Turn, broadcast_id: UUID) -> Status:
    async with turn.sessions.read() as session:
        return await queries.status(session, broadcast_id, now=turn.now)


def _offered(
    name: str, content: bytes, description: str, action: ExportAccount | ExportRecord
) -> Reply:
    return Reply((File(name=name, content=content, description=description, action=action),))


_AFTERWARDS = Afterwards(
    status=_status,
    kind=lambda _status: kinds.RECEIVED,
    sent=cards.sent,
    stop_question=cards.stop_question,
    stopped=cards.stopped,
    recall_question=cards.recall_question,
    recalled=cards.recalled,
    uncertain=cards.uncertain,
    stop=stop,
    recall=recall,
    decide_uncertain=decide_uncertain,
    remind=remind,
    dont_remind=dont_remind,
)
