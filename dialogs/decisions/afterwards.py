"""After decisions were published: stopped, recalled, reminded of, decided about, and taken home."""

import asyncio
from uuid import UUID

import cards.decisions.afterwards as cards
from bot.decisions import kinds
from bot.decisions.publication import accounting
from bot.decisions.publication.accounted import Status
from bot.decisions.publication.pursuing import decide_uncertain, dont_remind, remind, stop
from bot.decisions.publication.undoing import recall
from bot.decisions.receivers import receipts
from bot.delivery import accounts
from bot.language import _
from bot.messages import File, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.status import (
    AskToRecall,
    AskToStop,
    ChooseReminder,
    ExportAccount,
    ShowUncertain,
)
from dialogs.afterwards import MOST_ROWS, Afterwards
from dialogs.decisions import account_workbook


def register(router: Router) -> None:
    """Take what is pressed about decisions that were published."""
    role, it = Role.DIRECTORATE, _AFTERWARDS
    router.on_action(AskToStop, it.ask_to_stop, again=it.ask_to_stop, role=role)
    router.on_action(cards.Stop, it.do_stop, again=it.show_stopped, role=role)
    router.on_action(AskToRecall, it.ask_to_recall, again=it.ask_to_recall, role=role)
    router.on_action(cards.Recall, it.do_recall, again=it.show_recalled, role=role)
    ask = it.ask_about_uncertain
    router.on_action(ShowUncertain, ask, again=ask, role=role)
    router.on_action(cards.DecideUncertain, it.decide, again=it.show_uncertain, role=role)
    router.on_action(ChooseReminder, it.choose_day, again=it.choose_day, role=role)
    router.on_action(cards.Remind, it.do_remind, again=it.show_reminder, role=role)
    router.on_action(cards.DontRemind, it.do_not_remind, again=it.show_reminder, role=role)
    router.on_action(ExportAccount, export_account, again=export_account, role=role)


async def export_account(turn: Turn, action: ExportAccount) -> Reply:
    """Offer what became of each receiver's message as a spreadsheet."""
    async with turn.sessions.read() as session:
        status = await accounting.status(session, action.publication_id)
        lines = await accounts.lines(session, _kind(status), action.publication_id, limit=MOST_ROWS)
        given = await receipts.given(session, action.publication_id)
        asked = await receipts.asked(session, action.publication_id)
    content = await asyncio.to_thread(
        account_workbook.account, turn, status, lines, given=given, asked=asked
    )
    description = _("Hvad der blev af beskeden hos hver modtager, og hvem der har kvitteret.")
    name = account_workbook.file_name(status, now=turn.now)
    return Reply((File(name=name, content=content, description=description, action=action),))


async def _status(turn: Turn, publication_id: UUID) -> Status:
    async with turn.sessions.read() as session:
        return await accounting.status(session, publication_id)


def _kind(status: Status) -> str:
    return kinds.of_messages(corrects=status.publication.corrects)


_AFTERWARDS = Afterwards(
    status=_status,
    kind=_kind,
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
