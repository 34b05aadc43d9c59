"""The directorate's inbox: its pages, an inquiry opened, and both taken home."""

import asyncio

import cards.inquiries.inbox as cards
from bot.audit import entries
from bot.inquiries import inbox
from bot.inquiries.values import Which
from bot.language import _, counted
from bot.messages import Card, File, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.inquiries import opening, workbooks

MOST_ROWS = 5_000  # in a spreadsheet, so that it is made while the person waits


def register(router: Router) -> None:
    """Show the inbox and what is in it."""
    role = Role.DIRECTORATE
    router.on_command("Indbakke", "Inbox", handler=first_page, role=role)
    router.on_action(cards.ShowInbox, turn_page, again=turn_page, role=role)
    router.on_action(cards.ChooseWhich, choose, again=choose, role=role)
    router.on_action(cards.OpenInbox, open_inbox, again=open_inbox, role=role)
    router.on_action(cards.ExportInbox, export, again=export, role=role)
    router.on_action(cards.ExportRecord, export_record, again=export_record, role=role)
    # Whoever it was handed over to opens it too; nobody else is shown it.
    router.on_action(cards.ShowInquiry, show, again=show, role=Role.MANAGER)


async def first_page(turn: Turn) -> Reply:
    """Show what waits, what is due first on top."""
    return Reply((await _page(turn, Which.OPEN, 0),))


async def open_inbox(turn: Turn, action: cards.OpenInbox) -> Reply:
    """Show it in a message of its own."""
    return await first_page(turn)


async def turn_page(turn: Turn, action: cards.ShowInbox) -> Reply:
    """Show another page in the place of this one."""
    return Reply(replace=await _page(turn, action.which, action.page))


async def choose(turn: Turn, action: cards.ChooseWhich) -> Reply:
    """Show others in the place of these; what can't be chosen counts as all that waits."""
    known = [one.value for one in Which]
    which = Which(action.which) if action.which in known else Which.OPEN
    return Reply(replace=await _page(turn, which, 0))


async def show(turn: Turn, action: cards.ShowInquiry) -> Reply:
    """Open an inquiry in a message of its own."""
    return Reply((await opening.opened_card(turn, action.inquiry_id),))


async def export(turn: Turn, action: cards.ExportInbox) -> Reply:
    """Offer the inquiries as a spreadsheet."""
    async with turn.sessions.read() as session:
        rows = await inbox.page(
            session, action.which, by=turn.person, offset=0, limit=MOST_ROWS, now=turn.now
        )
        total = await inbox.number(session, action.which, by=turn.person, now=turn.now)
    about = workbooks.about(_("Indbakke"), cards.which_in_words(action.which), turn)
    content = await asyncio.to_thread(workbooks.inbox, about, rows, total)
    return _offered(
        workbooks.file_name(_("Indbakke"), cards.which_in_words(action.which), turn),
        content,
        counted(
            "{number} henvendelse med tekst, frist, status, og hvem der har den.",
            "{number} henvendelser med tekst, frist, status, og hvem der har dem.",
            len(rows),
        ),
        action,
    )


async def export_record(turn: Turn, action: cards.ExportRecord) -> Reply:
    """Offer what belongs on the record as one file."""
    opened = await opening.load(turn, action.inquiry_id)
    async with turn.sessions.read() as session:
        acts = await entries(session, offset=0, limit=MOST_ROWS, subject=action.inquiry_id)
    title = workbooks.subject(opened.inquiry)
    about = workbooks.about(_("Til journal"), title, turn)
    content = await asyncio.to_thread(workbooks.record, about, opened, list(reversed(acts)))
    return _offered(
        workbooks.file_name(_("Til journal"), title, turn),
        content,
        _("Emne, datoer, hvem der har svaret, alle udgaver og hændelser."),
        action,
    )


async def _page(turn: Turn, which: Which, wanted: int) -> Card:
    """A page, counted from 0; the last one where there is none so far back."""
    async with turn.sessions.read() as session:
        total = await inbox.number(session, which, by=turn.person, now=turn.now)
        page = min(max(wanted, 0), max(total - 1, 0) // cards.PAGE)
        rows = await inbox.page(
            session,
            which,
            by=turn.person,
            offset=page * cards.PAGE,
            limit=cards.PAGE,
            now=turn.now,
        )
        waiting = await inbox.waiting(session, now=turn.now)
    return cards.inbox(rows, waiting, which=which, number_of_page=page, total=total, now=turn.now)


def _offered(
    name: str, content: bytes, description: str, action: cards.ExportInbox | cards.ExportRecord
) -> Reply:
    return Reply((File(name=name, content=content, description=description, action=action),))
