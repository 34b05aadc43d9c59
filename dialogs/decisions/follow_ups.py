"""All follow-ups, as the directorate looks after them; and as a spreadsheet."""

import asyncio
from collections.abc import Sequence

import cards.decisions.follow_ups as cards
from bot.calendar import in_copenhagen
from bot.decisions.following import looking
from bot.decisions.following.followed import Followed, Which
from bot.files.workbook import About, Sheet, workbook
from bot.language import _, counted
from bot.language.formats import number
from bot.messages import Card, File, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.deed_words import owner_in_words, state_in_words
from dialogs.decisions.following_up import list_mine

MOST_ROWS = 5_000  # in a spreadsheet, so that it is made while the person waits


def register(router: Router) -> None:
    """List them, to the directorate all and to others their own."""
    role = Role.DIRECTORATE
    router.on_command("Opfølgninger", "Follow-ups", handler=newest, role=Role.MANAGER)
    router.on_action(cards.ShowFollowUps, show, again=show, role=role)
    router.on_action(cards.FilterFollowUps, choose, again=choose, role=role)
    router.on_action(cards.ExportFollowUps, export, again=export, role=role)


async def newest(turn: Turn) -> Reply:
    """List all that is open, what is over its date on top; to others what is theirs."""
    if not turn.person.may(Role.DIRECTORATE):
        return await list_mine(turn)
    return Reply((await _page(turn, Which.OPEN, 0),))


async def show(turn: Turn, action: cards.ShowFollowUps) -> Reply:
    """Turn to a page of the list."""
    card = await _page(turn, action.which, action.offset)
    return Reply((card,)) if action.apart else Reply(replace=card)


async def choose(turn: Turn, action: cards.FilterFollowUps) -> Reply:
    """List others in the place of these; what can't be chosen counts as all that is open."""
    known = [one.value for one in Which]
    which = Which(action.which) if action.which in known else Which.OPEN
    return Reply(replace=await _page(turn, which, 0))


async def export(turn: Turn, action: cards.ExportFollowUps) -> Reply:
    """Offer these as a spreadsheet."""
    async with turn.sessions.read() as session:
        rows = await looking.page(
            session, action.which, by=turn.person, offset=0, limit=MOST_ROWS, now=turn.now
        )
        total = await looking.number(session, action.which, by=turn.person, now=turn.now)
    content = await asyncio.to_thread(_workbook, turn, action.which, rows, total)
    day = in_copenhagen(turn.now).date().isoformat()
    return Reply(
        (
            File(
                name=_("Opfølgninger {day}.xlsx", day=day),
                content=content,
                description=counted(
                    "{number} opfølgning med beslutning, ansvarlig, frist og status.",
                    "{number} opfølgninger med beslutning, ansvarlig, frist og status.",
                    len(rows),
                ),
                action=action,
            ),
        )
    )


async def _page(turn: Turn, which: Which, wanted: int) -> Card:
    """Some of them, from a place on; the last ones where there is none so far on."""
    async with turn.sessions.read() as session:
        total = await looking.number(session, which, by=turn.person, now=turn.now)
        offset = min(max(wanted, 0), max(total - 1, 0) // cards.PAGE * cards.PAGE)
        page = await looking.page(
            session, which, by=turn.person, offset=offset, limit=cards.PAGE, now=turn.now
        )
        outlook = await looking.outlook(session, now=turn.now)
    return cards.follow_ups(page, outlook, which=which, offset=offset, total=total, now=turn.now)


def _workbook(turn: Turn, which: Which, rows: Sequence[Followed], total: int) -> bytes:
    today = in_copenhagen(turn.now).date()
    left_out = total - len(rows)
    notes = (
        (_("{number} opfølgninger er ikke med på listen.", number=number(left_out)),)
        if left_out > 0
        else ()
    )
    title = f"{_('Opfølgninger')}: {cards.which_in_words(which)}"
    headings = (
        _("Frist"),
        _("Over fristen"),
        _("Opfølgning"),
        _("Ansvarlig"),
        _("Titel"),
        _("Enhed"),
        _("Status"),
        _("Årsag"),
        _("Meldt"),
        _("Beslutning"),
        _("Besluttet af"),
        _("Besluttet"),
        _("Tema"),
        _("Sagsnummer"),
    )
    return workbook(
        About(title, turn.now, turn.person.name, notes),
        Sheet(
            _("Opfølgninger"),
            headings,
            [
                (
                    one.follow_up.due_on,
                    one.follow_up.is_overdue(today),
                    one.follow_up.what,
                    owner_in_words(one.follow_up, today),
                    one.follow_up.owner.title if one.follow_up.owner else None,
                    one.follow_up.owner.unit if one.follow_up.owner else None,
                    state_in_words(one.follow_up.state),
                    one.follow_up.reason or None,
                    one.follow_up.reported_at,
                    one.decision.shown.title,
                    one.decision.shown.body,
                    one.decision.shown.decided_on,
                    one.decision.shown.theme,
                    one.decision.shown.case_number,
                )
                for one in rows
            ],
        ),
    )
