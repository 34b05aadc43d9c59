"""The saved answers in a list, and all of them as a spreadsheet."""

import asyncio

import cards.knowledge.listing as cards
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, workbook
from bot.knowledge import queries
from bot.knowledge.columns import column_name, owner_name, values_of
from bot.knowledge.values import Column, Knowledge, Phase, Which
from bot.language import _, counted
from bot.messages import Card, File, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from cards.knowledge.words import standing


def register(router: Router) -> None:
    """Show them, and hand them over."""
    role = Role.DIRECTORATE
    router.on_command("Viden", "Knowledge", handler=newest, role=role)
    router.on_action(cards.FilterKnowledge, choose, again=choose, role=role)
    router.on_action(cards.TurnKnowledge, turn_page, again=turn_page, role=role)
    router.on_action(cards.ExportKnowledge, export, again=export, role=role)


async def newest(turn: Turn) -> Reply:
    """Show what is given now."""
    return Reply((await _page(turn, Which.GIVEN, "", 0),))


async def choose(turn: Turn, action: cards.FilterKnowledge) -> Reply:
    """Show those that were chosen."""
    which = Which(action.which) if action.which in list(Which) else Which.GIVEN
    return Reply(replace=await _page(turn, which, action.search.strip(), 0))


async def turn_page(turn: Turn, action: cards.TurnKnowledge) -> Reply:
    """Show another page."""
    return Reply(replace=await _page(turn, action.which, action.search, action.offset))


async def export(turn: Turn, action: cards.ExportKnowledge) -> Reply:
    """Offer all of them as a spreadsheet."""
    async with turn.sessions.read() as session:
        saved = await queries.in_phases(session, Phase.CURRENT, Phase.DRAFT, Phase.RETIRED)
    content = await asyncio.to_thread(_workbook, turn, saved)
    return Reply(
        (
            File(
                name=_("Viden {day}.xlsx", day=in_copenhagen(turn.now).date().isoformat()),
                content=content,
                description=counted(
                    "{number} svar, også kladder og det, der er taget ud.",
                    "{number} svar, også kladder og det, der er taget ud.",
                    len(saved),
                ),
                action=action,
            ),
        )
    )


async def _page(turn: Turn, which: Which, search: str, offset: int) -> Card:
    """A page; the last one where there is none so far on."""
    today = in_copenhagen(turn.now).date()
    async with turn.sessions.read() as session:
        found = await queries.listed(session, which, today=today, search=search)
    last = max(len(found) - 1, 0) // cards.PAGE * cards.PAGE
    offset = min(max(offset, 0), last)
    return cards.listing(
        found[offset : offset + cards.PAGE],
        which=which,
        search=search,
        offset=offset,
        total=len(found),
        today=today,
    )


def _workbook(turn: Turn, saved: list[Knowledge]) -> bytes:
    today = in_copenhagen(turn.now).date()
    note = _(
        "Ret i kolonnerne, og læg filen i chatten. Id siger, hvilket svar rækken er om: lad det "
        "stå, og lad det være tomt for et nyt. Status og Senest ændret bruges ikke. Svar, der ikke "
        "er i filen, bliver, som de er."
    )
    headings = (*map(column_name, Column), _("Status"), _("Senest ændret"))
    return workbook(
        About(_("Viden"), turn.now, turn.person.name, (note,)),
        Sheet(
            _("Viden"),
            headings,
            [
                (
                    str(one.id),
                    *values_of(one.written, owner_name(one)).values(),
                    standing(one, today=today),
                    one.changed_at,
                )
                for one in saved
            ],
        ),
    )
