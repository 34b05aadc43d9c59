"""After decisions were published: recalled, reminded of, decided about, and taken home."""

import asyncio
from uuid import UUID

import cards.decisions.afterwards as cards
from bot.calendar import in_copenhagen, working_days_after
from bot.decisions import kinds, queries
from bot.decisions.publication import accounting
from bot.decisions.publication.accounted import Status
from bot.decisions.publication.pursuing import decide_uncertain, dont_remind, remind
from bot.decisions.publication.undoing import recall
from bot.decisions.receivers import receipts
from bot.decisions.values import FaultyDecision
from bot.delivery import accounts
from bot.delivery.standings import Standing
from bot.language import _
from bot.messages import Card, File, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.status import AskToRecall, ChooseReminder, ExportAccount, ShowUncertain
from dialogs.decisions import account_workbook

MOST_ROWS = 20_000  # in a spreadsheet, so that it is made while the person waits
REMINDED_AFTER = 2  # working days, unless another day is chosen


def register(router: Router) -> None:
    """Take what is pressed about decisions that were published.

    What is asked and filled in stands in cards of its own: the status card is edited while
    messages go out, and an edit would empty a form in it.
    """
    role = Role.DIRECTORATE
    router.on_action(AskToRecall, ask_to_recall, again=ask_to_recall, role=role)
    router.on_action(cards.Recall, recalled, again=show_recalled, role=role)
    router.on_action(ShowUncertain, uncertain, again=uncertain, role=role)
    router.on_action(cards.DecideUncertain, decided, again=show_uncertain, role=role)
    router.on_action(ChooseReminder, choose_reminder, again=choose_reminder, role=role)
    router.on_action(cards.Remind, reminded, again=show_reminder, role=role)
    router.on_action(cards.DontRemind, not_reminded, again=show_reminder, role=role)
    router.on_action(ExportAccount, export_account, again=export_account, role=role)


async def ask_to_recall(turn: Turn, action: AskToRecall) -> Reply:
    """Say what would happen, and ask."""
    return Reply((cards.recall_question(await _status(turn, action.publication_id)),))


async def recalled(turn: Turn, action: cards.Recall) -> Reply:
    """Take it away from everybody."""
    await recall(turn.sessions, action.publication_id, by=turn.person, now=turn.now)
    return await show_recalled(turn, action)


async def show_recalled(turn: Turn, action: cards.Recall) -> Reply:
    """Say that it is being taken away."""
    return Reply(replace=cards.recalled(await _status(turn, action.publication_id)))


async def uncertain(turn: Turn, action: ShowUncertain) -> Reply:
    """Show those who may have got it."""
    return Reply((await _uncertain(turn, action.publication_id),))


async def decided(turn: Turn, action: cards.DecideUncertain) -> Reply:
    """Send it again where it may have been received, or leave it, and show what is left."""
    await decide_uncertain(
        turn.sessions,
        action.publication_id,
        action.message_id,
        again=action.again,
        by=turn.person,
        now=turn.now,
    )
    return await show_uncertain(turn, action)


async def show_uncertain(turn: Turn, action: cards.DecideUncertain) -> Reply:
    """Show what is left to decide about."""
    return Reply(replace=await _uncertain(turn, action.publication_id))


async def choose_reminder(turn: Turn, action: ChooseReminder) -> Reply:
    """Show the form for the day of the reminder."""
    status = await _status(turn, action.publication_id)
    chosen = status.publication.remind_at
    today = in_copenhagen(turn.now).date()
    day = in_copenhagen(chosen).date() if chosen else working_days_after(today, REMINDED_AFTER)
    return Reply((cards.reminder_form(status, day=day),))


async def reminded(turn: Turn, action: cards.Remind) -> Reply:
    """Remind those who are missing on that day; a form that fails comes back as it was."""
    error = _("Vælg en dag.")
    if action.day:
        try:
            await remind(
                turn.sessions, action.publication_id, action.day, by=turn.person, now=turn.now
            )
            return await show_reminder(turn, action)
        except FaultyDecision:
            error = _("Vælg en dag, hvor klokken ikke er over 9 endnu.")
    status = await _status(turn, action.publication_id)
    return Reply(replace=cards.reminder_form(status, day=action.day, error=error))


async def not_reminded(turn: Turn, action: cards.DontRemind) -> Reply:
    """Remind nobody after all."""
    await dont_remind(turn.sessions, action.publication_id, by=turn.person, now=turn.now)
    return await show_reminder(turn, action)


async def show_reminder(turn: Turn, action: cards.Remind | cards.DontRemind) -> Reply:
    """Say when there is a reminder."""
    async with turn.sessions.read() as session:
        found = await queries.publication(session, action.publication_id)
    return Reply(replace=cards.reminder_set(found, now=turn.now))


async def export_account(turn: Turn, action: ExportAccount) -> Reply:
    """Offer what became of each receiver's message as a spreadsheet."""
    async with turn.sessions.read() as session:
        status = await accounting.status(session, action.publication_id)
        kind = kinds.of_messages(corrects=status.publication.corrects)
        lines = await accounts.lines(session, kind, action.publication_id, limit=MOST_ROWS)
        given = await receipts.given(session, action.publication_id)
        asked = set(await session.scalars(receipts.asked_people(action.publication_id)))
    content = await asyncio.to_thread(
        account_workbook.account, turn, status, lines, given=given, asked=asked
    )
    description = _("Hvad der blev af beskeden hos hver modtager, og hvem der har kvitteret.")
    name = account_workbook.file_name(status, now=turn.now)
    return Reply((File(name=name, content=content, description=description, action=action),))


async def _status(turn: Turn, publication_id: UUID) -> Status:
    async with turn.sessions.read() as session:
        return await accounting.status(session, publication_id)


async def _uncertain(turn: Turn, publication_id: UUID) -> Card:
    async with turn.sessions.read() as session:
        status = await accounting.status(session, publication_id)
        lines = await accounts.lines(
            session,
            kinds.of_messages(corrects=status.publication.corrects),
            publication_id,
            standings=(Standing.UNCERTAIN,),
            undecided=True,
            limit=cards.LISTED,
        )
    return cards.uncertain(status, lines)
