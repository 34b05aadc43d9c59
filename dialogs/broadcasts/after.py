"""After a broadcast was sent: stopped, recalled, reminded of, decided about, and taken home."""

import asyncio
from uuid import UUID

import cards.broadcasts.after as cards
from bot.audit import entries
from bot.broadcasts import kinds, queries, timing
from bot.broadcasts.following import decide_uncertain, dont_remind, recall, remind
from bot.broadcasts.undoing import stop
from bot.broadcasts.values import AlreadyReminded, FaultyContent, NoReceiptAsked, Status
from bot.calendar import in_copenhagen, working_days_after
from bot.delivery import accounts
from bot.delivery.standings import Standing
from bot.language import _
from bot.language.formats import moment
from bot.messages import Card, File, Reply
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
from dialogs.broadcasts import workbooks

MOST_ROWS = 20_000  # in a spreadsheet, so that it is made while the person waits
REMINDED_AFTER = 2  # working days, unless another day is chosen


def register(router: Router) -> None:
    """Take what is pressed about a broadcast that was sent.

    What is asked and filled in stands in cards of its own: the status card is edited while
    messages go out, and an edit would empty a form in it.
    """
    role = Role.DIRECTORATE
    router.on_due(kinds.REMIND, timing.remind)
    router.on_action(AskToStop, ask_to_stop, again=ask_to_stop, role=role)
    router.on_action(cards.Stop, stopped, again=show_stopped, role=role)
    router.on_action(AskToRecall, ask_to_recall, again=ask_to_recall, role=role)
    router.on_action(cards.Recall, recalled, again=show_recalled, role=role)
    router.on_action(cards.LeaveAsIs, left_as_is, again=left_as_is, role=role)
    router.on_action(ShowUncertain, uncertain, again=uncertain, role=role)
    router.on_action(cards.DecideUncertain, decided, again=show_uncertain, role=role)
    router.on_action(ChooseReminder, choose_reminder, again=choose_reminder, role=role)
    router.on_action(cards.Remind, reminded, again=show_reminder, role=role)
    router.on_action(cards.DontRemind, not_reminded, again=show_reminder, role=role)
    router.on_action(ExportAccount, export_account, again=export_account, role=role)
    router.on_action(ExportRecord, export_record, again=export_record, role=role)
    router.on_refusal(NoReceiptAsked, no_receipt_asked)
    router.on_refusal(AlreadyReminded, already_reminded)


async def ask_to_stop(turn: Turn, action: AskToStop) -> Reply:
    """Say what would happen, and ask."""
    return Reply((cards.stop_question(await _status(turn, action.broadcast_id)),))


async def stopped(turn: Turn, action: cards.Stop) -> Reply:
    """Send it to nobody more."""
    await stop(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    return await show_stopped(turn, action)


async def show_stopped(turn: Turn, action: cards.Stop) -> Reply:
    """Say how many don't get it."""
    return Reply(replace=cards.stopped(await _status(turn, action.broadcast_id)))


async def ask_to_recall(turn: Turn, action: AskToRecall) -> Reply:
    """Say what would happen, and ask."""
    return Reply((cards.recall_question(await _status(turn, action.broadcast_id)),))


async def recalled(turn: Turn, action: cards.Recall) -> Reply:
    """Take it away from everybody."""
    await recall(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    return await show_recalled(turn, action)


async def show_recalled(turn: Turn, action: cards.Recall) -> Reply:
    """Say that it is being taken away."""
    return Reply(replace=cards.recalled(await _status(turn, action.broadcast_id)))


async def left_as_is(turn: Turn, action: cards.LeaveAsIs) -> Reply:
    """Say that nothing has happened."""
    return Reply(replace=cards.left_as_is())


async def uncertain(turn: Turn, action: ShowUncertain) -> Reply:
    """Show those who may have got it."""
    return Reply((await _uncertain(turn, action.broadcast_id),))


async def decided(turn: Turn, action: cards.DecideUncertain) -> Reply:
    """Send it again to somebody who may have got it, or leave it, and show who is left."""
    await decide_uncertain(
        turn.sessions,
        action.broadcast_id,
        action.message_id,
        again=action.again,
        by=turn.person,
        now=turn.now,
    )
    return await show_uncertain(turn, action)


async def show_uncertain(turn: Turn, action: cards.DecideUncertain) -> Reply:
    """Show who is left to decide about."""
    return Reply(replace=await _uncertain(turn, action.broadcast_id))


async def choose_reminder(turn: Turn, action: ChooseReminder) -> Reply:
    """Show the form for the day of the reminder."""
    status = await _status(turn, action.broadcast_id)
    chosen = status.broadcast.remind_at
    today = in_copenhagen(turn.now).date()
    day = in_copenhagen(chosen).date() if chosen else working_days_after(today, REMINDED_AFTER)
    return Reply((cards.reminder_form(status, day=day),))


async def reminded(turn: Turn, action: cards.Remind) -> Reply:
    """Remind those who are missing on that day; a form that fails comes back as it was."""
    error = _("Vælg en dag.")
    if action.day:
        try:
            await remind(
                turn.sessions, action.broadcast_id, action.day, by=turn.person, now=turn.now
            )
            return await show_reminder(turn, action)
        except FaultyContent:
            error = _("Vælg en dag, hvor klokken ikke er over 9 endnu.")
    status = await _status(turn, action.broadcast_id)
    return Reply(replace=cards.reminder_form(status, day=action.day, error=error))


async def not_reminded(turn: Turn, action: cards.DontRemind) -> Reply:
    """Remind nobody after all."""
    await dont_remind(turn.sessions, action.broadcast_id, by=turn.person, now=turn.now)
    return await show_reminder(turn, action)


async def show_reminder(turn: Turn, action: cards.Remind | cards.DontRemind) -> Reply:
    """Say when there is a reminder."""
    async with turn.sessions.read() as session:
        broadcast = await queries.broadcast(session, action.broadcast_id, now=turn.now)
    return Reply(replace=cards.reminder_set(broadcast, now=turn.now))


async def export_account(turn: Turn, action: ExportAccount) -> Reply:
    """Offer what became of each receiver's message as a spreadsheet."""
    async with turn.sessions.read() as session:
        status = await queries.status(session, action.broadcast_id, now=turn.now)
        lines = await accounts.lines(session, kinds.RECEIVED, action.broadcast_id, limit=MOST_ROWS)
        receipts = await queries.receipts(session, action.broadcast_id)
        replied = await queries.replied(session, action.broadcast_id)
    about = workbooks.about(_("Regnskab"), status, by=turn.person, now=turn.now)
    name = workbooks.file_name(_("Regnskab"), status, now=turn.now)
    if status.broadcast.channel:
        content = await asyncio.to_thread(workbooks.account_of_channel, about, status)
        return _offered(name, content, _("Hvad der blev af beskeden i kanalen."), action)
    content = await asyncio.to_thread(
        workbooks.account, about, status, lines, receipts=receipts, replied=replied
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


def no_receipt_asked(_refusal: NoReceiptAsked) -> Reply:
    """Word that there is nothing to remind of."""
    return Reply.text(_("Ingen blev bedt om at kvittere, så der er ikke noget at påminde om."))


def already_reminded(refusal: AlreadyReminded) -> Reply:
    """Word that the receivers were reminded before."""
    return Reply.text(
        _(
            "De, der manglede, fik en påmindelse {when}. Det sker kun én gang.",
            when=moment(refusal.at),
        )
    )


async def _status(turn: Turn, broadcast_id: UUID) -> Status:
    async with turn.sessions.read() as session:
        return await queries.status(session, broadcast_id, now=turn.now)


async def _uncertain(turn: Turn, broadcast_id: UUID) -> Card:
    async with turn.sessions.read() as session:
        status = await queries.status(session, broadcast_id, now=turn.now)
        if status.broadcast.channel:
            return cards.uncertain_in_channel(status)
        lines = await accounts.lines(
            session,
            kinds.RECEIVED,
            broadcast_id,
            standings=(Standing.UNCERTAIN,),
            undecided=True,
            limit=cards.LISTED,
        )
    return cards.uncertain(status, lines)


def _offered(
    name: str, content: bytes, description: str, action: ExportAccount | ExportRecord
) -> Reply:
    return Reply((File(name=name, content=content, description=description, action=action),))
