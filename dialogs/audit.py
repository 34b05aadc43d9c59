"""Events: who did what, when, on how many."""

import asyncio
from collections.abc import Sequence

import cards.audit as cards
from bot.audit import Entry, entries, number_of_entries
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, workbook
from bot.language import _, counted
from bot.language.formats import number, relative_moment
from bot.messages import Card, File, Reply
from bot.people.values import Role
from bot.router import Router, Turn

PAGE = 10  # events on a card
MOST_ROWS = 20_000  # in a spreadsheet, so that it is made while the person waits


def register(router: Router) -> None:
    """Show what was done, and hand it over as a spreadsheet."""
    role = Role.DIRECTORATE
    router.on_command("Hændelser", "Log", handler=newest, role=role)
    router.on_action(cards.ShowEvents, turn_page, again=turn_page, role=role)
    router.on_action(cards.ExportEvents, export, again=export, role=role)


async def newest(turn: Turn) -> Reply:
    """Show what was done last."""
    return Reply((await _page(turn, 0),))


async def turn_page(turn: Turn, action: cards.ShowEvents) -> Reply:
    """Show another page in the place of this one."""
    return Reply(replace=await _page(turn, action.page))


async def export(turn: Turn, action: cards.ExportEvents) -> Reply:
    """Offer all of it as a spreadsheet."""
    async with turn.sessions.read() as session:
        total = await number_of_entries(session)
        told = await entries(session, offset=0, limit=MOST_ROWS)
    content = await asyncio.to_thread(_workbook, turn, told, total)
    day = in_copenhagen(turn.now).date()
    return Reply(
        (
            File(
                name=_("Hændelser {day}.xlsx", day=day.isoformat()),
                content=content,
                description=counted(
                    "{number} hændelse, med hvem, hvad, hvornår og hvor mange.",
                    "{number} hændelser, de nyeste først, med hvem, hvad, hvornår og hvor mange.",
                    len(told),
                ),
                action=action,
            ),
        )
    )


async def _page(turn: Turn, wanted: int) -> Card:
    """A page, counted from 0; the last one where there is none so far back."""
    async with turn.sessions.read() as session:
        total = await number_of_entries(session)
        last = max(total - 1, 0) // PAGE
        page = min(max(wanted, 0), last)
        told = await entries(session, offset=page * PAGE, limit=PAGE)
    return cards.events(
        [
            cards.Event(
                relative_moment(one.at, turn.now), one.actor, one.act, one.about, one.number
            )
            for one in told
        ],
        number_of_page=page,
        has_older=page < last,
    )


def _workbook(turn: Turn, told: Sequence[Entry], total: int) -> bytes:
    left_out = total - len(told)
    note = _("Kun de nyeste {most} er med.", most=number(len(told)))
    return workbook(
        About(_("Hændelser"), turn.now, turn.person.name, (note,) if left_out > 0 else ()),
        Sheet(
            _("Hændelser"),
            (_("Tidspunkt"), _("Hvem"), _("Handling"), _("Om"), _("Antal")),
            [
                (
                    one.at,
                    one.actor,
                    cards.act_in_words(one.act),
                    cards.about_in_words(one.act, one.about),
                    one.number,
                )
                for one in told
            ],
        ),
    )
