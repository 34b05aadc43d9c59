"""The roster as a whole, those who were looked for, one person; and all of it as a spreadsheet."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import cards.roster.finding as cards
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, workbook
from bot.language import _, counted
from bot.language.formats import number
from bot.messages import Card, File, Reply
from bot.people.queries import active_people
from bot.people.values import Column, Person
from bot.roster.editing import MAY
from bot.roster.finding import find, numbers, person
from bot.roster.values import UnknownPerson
from bot.router import Router, Turn
from cards.people import level_name
from dialogs.people import column_name, role_name

COLUMNS = tuple(Column)


def register(router: Router) -> None:
    """Show and find people, and hand the roster over."""
    router.on_command("Ledere", "Managers", "Lederliste", "Roster", handler=roster, role=MAY)
    router.on_action(cards.ShowRoster, show_roster, again=show_roster, role=MAY)
    router.on_action(cards.FindPeople, find_people, again=find_people, role=MAY)
    router.on_action(cards.TurnPage, turn_page, again=turn_page, role=MAY)
    router.on_action(cards.ShowPerson, show_person, again=show_person, role=MAY)
    router.on_action(cards.ExportRoster, export, again=export, role=MAY)
    router.on_refusal(UnknownPerson, unknown_person)


async def roster(turn: Turn) -> Reply:
    """Say how many there are, and offer to find one."""
    return Reply((await _overview(turn),))


async def show_roster(turn: Turn, action: cards.ShowRoster) -> Reply:
    """Show the whole again, in the place of what was found."""
    return Reply(replace=await _overview(turn))


async def find_people(turn: Turn, action: cards.FindPeople) -> Reply:
    """Show those who were looked for; the only one at once."""
    return Reply(replace=await _found(turn, action.text, 0))


async def turn_page(turn: Turn, action: cards.TurnPage) -> Reply:
    """Show another page of them."""
    return Reply(replace=await _found(turn, action.sought, max(action.page, 0)))


async def show_person(turn: Turn, action: cards.ShowPerson) -> Reply:
    """Show somebody."""
    return Reply(replace=await shown(turn, action.person_id))


async def export(turn: Turn, action: cards.ExportRoster) -> Reply:
    """Offer the roster, as it can also be taken over again."""
    async with turn.sessions.read() as session:
        people = await active_people(session)
    content = await asyncio.to_thread(_workbook, turn, people)
    day = in_copenhagen(turn.now).date()
    return Reply(
        (
            File(
                name=_("Lederliste {day}.xlsx", day=day.isoformat()),
                content=content,
                description=counted(
                    "Lederlisten, som den er nu, med {many} person.",
                    "Lederlisten, som den er nu, med {many} personer.",
                    len(people),
                    many=number(len(people)),
                ),
                action=action,
            ),
        )
    )


def unknown_person(_refusal: UnknownPerson) -> Reply:
    """Word that there is no such person."""
    return Reply.text(_("Den person er ikke på lederlisten og har ikke været det."))


async def shown(turn: Turn, person_id: UUID, *, done: str = "") -> Card:
    """Somebody's card. done: a sentence on what was done. Raises UnknownPerson."""
    async with turn.sessions.read() as session:
        one = await person(session, person_id)
    return card_of(turn, one, done=done)


def card_of(turn: Turn, one: Person, *, done: str = "") -> Card:
    """The card of somebody who was just read."""
    return cards.person_card(one, today=in_copenhagen(turn.now).date(), done=done)


async def _overview(turn: Turn) -> Card:
    async with turn.sessions.read() as session:
        return cards.overview(await numbers(session, today=in_copenhagen(turn.now).date()))


async def _found(turn: Turn, sought: str, page: int) -> Card:
    sought = " ".join(sought.split())
    async with turn.sessions.read() as session:
        found = await find(session, sought, offset=page * cards.PAGE, limit=cards.PAGE)
        if page and not found.people:  # they became fewer since the card was shown
            page = max(found.total - 1, 0) // cards.PAGE
            found = await find(session, sought, offset=page * cards.PAGE, limit=cards.PAGE)
    if found.total == 1:
        return card_of(turn, found.people[0])
    return cards.found(sought, found, number_of_page=page)


def _workbook(turn: Turn, people: Sequence[Person]) -> bytes:
    note = _("Filen kan rettes og lægges i chatten igen; så bliver den til den nye lederliste.")
    return workbook(
        About(_("Lederliste"), turn.now, turn.person.name, (note,)),
        Sheet(
            _("Lederliste"),
            tuple(map(column_name, COLUMNS)),
            [
                (
                    one.name,
                    one.email,
                    one.title,
                    one.unit,
                    level_name(one.level),
                    role_name(one.role),
                    ", ".join(one.groups),
                    str(one.object_id) if one.object_id else None,
                    one.away_until,
                )
                for one in people
            ],
        ),
    )
