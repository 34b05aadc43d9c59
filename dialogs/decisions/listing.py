"""The register as a list: what holds, what one searches for, and all of it as a spreadsheet."""

import asyncio
import re
from dataclasses import dataclass, replace
from functools import partial

import cards.decisions.listing as cards
from bot.calendar import in_copenhagen
from bot.cpr import holds_cpr_number
from bot.decisions.register import looking_up
from bot.decisions.register.shelf import SEARCH_LENGTH, Filters, Page, Which
from bot.documents.library import Library
from bot.language import _, counted
from bot.messages import Card, File, Place, Reply
from bot.people.values import Role
from bot.questions.asking import HoldsCprNumber
from bot.router import Router, Turn
from cards.decisions.ways import ShowRegister
from dialogs.decisions import workbooks

MOST_ROWS = 20_000  # in a spreadsheet, so that it is made while the person waits

# "Beslutninger om ferie", said as a command, or as a question for just that; what goes on after
# it, or is longer, is a question to the documents.
_ABOUT = re.compile(
    r"\s*(?:"
    r"(?:(?:vis|find|søg|show)\s+(?:(?:mig|alle|de|me|all)\s+)*)?beslutning(?:er(?:ne)?)?"
    r"|(?:hvilke|er\s+der)\s+(?:nogen\s+)?beslutninger(?:\s+(?:er|har|findes|gælder))?"
    r"(?:\s+(?:der|vi))?(?:\s+(?:truffet|taget))?"
    r")\s+(?:om|vedr(?:ørende|\.)?)\s+(?P<what>[^,:;?!\n]+?)\s*[.?!]*\s*"
    r"|\s*(?:show\s+)?(?:me\s+)?decisions\s+(?:on|about)\s+(?P<about>[^,:;?!\n]+?)\s*[.?!]*\s*",
    re.IGNORECASE,
)
_MOST_WORDS = 6
_FIRST_YEAR, _LAST_YEAR = 1900, 2200  # what a year may be, as only a forged card has others


def register(router: Router, library: Library) -> None:
    """Show the register to everybody, each what they may see."""
    register_ = _Register(library)
    role = Role.MANAGER
    router.on_command(
        *("Beslutninger", "Beslutning", "Vis beslutninger", "Alle beslutninger", "Decisions"),
        handler=register_.newest,
        role=role,
        everywhere=True,
    )
    router.on_command("Mine beslutninger", "My decisions", handler=register_.mine, role=role)
    shown = partial(router.on_action, role=role, everywhere=True)
    shown(ShowRegister, register_.show, again=register_.show)
    shown(cards.FilterRegister, register_.choose, again=register_.choose)
    router.on_action(
        cards.ExportRegister, register_.export, again=register_.export, role=Role.MANAGER
    )


async def about(turn: Turn, library: Library, text: str) -> Reply | None:
    """The decisions about what is named after "Beslutninger om"; None: it is no such search.

    Nor is it one when there are none: then it is a question to the documents.
    """
    said = _ABOUT.fullmatch(text)
    what = (said["what"] or said["about"]) if said else ""
    if not what or len(what.split()) > _MOST_WORDS or holds_cpr_number(text):
        return None
    filters = Filters(search=what[:SEARCH_LENGTH])
    page = await _found(turn, library, filters, 0)
    return Reply((_card(turn, page, filters),)) if page.total else None


@dataclass(frozen=True)
class _Register:
    library: Library

    async def newest(self, turn: Turn) -> Reply:
        """Show what holds, the newest first."""
        return Reply((await self._page(turn, Filters(), 0),))

    async def mine(self, turn: Turn) -> Reply:
        """Show what holds for who asks."""
        return Reply((await self._page(turn, Filters(Which.MINE), 0),))

    async def show(self, turn: Turn, action: ShowRegister) -> Reply:
        """Show what a button leads to."""
        shown = await self._page(turn, _tidy(action.filters), action.offset)
        return Reply((shown,)) if action.apart else Reply(replace=shown)

    async def choose(self, turn: Turn, action: cards.FilterRegister) -> Reply:
        """Show what was chosen."""
        if holds_cpr_number(action.search):
            raise HoldsCprNumber
        filters = _tidy(
            Filters(
                Which(action.which) if action.which in list(Which) else Which.CURRENT,
                action.search,
                _any(action.body),
                _any(action.theme),
                int(action.year) if re.fullmatch(r"[0-9]{4}", action.year) else None,
            )
        )
        return Reply(replace=await self._page(turn, filters, 0))

    async def export(self, turn: Turn, action: cards.ExportRegister) -> Reply:
        """Offer what was chosen as a spreadsheet."""
        filters = _tidy(action.filters)
        decisions, total = await looking_up.all_of(
            turn.sessions, self.library, filters, by=turn.person, limit=MOST_ROWS
        )
        chosen = cards.filters_in_words(filters)
        content = await asyncio.to_thread(
            workbooks.register, turn, decisions, chosen=chosen, left_out=total - len(decisions)
        )
        return Reply(
            (
                File(
                    name=_(
                        "Beslutninger {day}.xlsx", day=in_copenhagen(turn.now).date().isoformat()
                    ),
                    content=content,
                    description=counted(
                        "{number} beslutning med opfølgninger.",
                        "{number} beslutninger med opfølgninger.",
                        len(decisions),
                    ),
                    action=action,
                ),
            )
        )

    async def _page(self, turn: Turn, filters: Filters, offset: int) -> Card:
        return _card(turn, await _found(turn, self.library, filters, offset), filters)


async def _found(turn: Turn, library: Library, filters: Filters, offset: int) -> Page:
    return await looking_up.page(
        turn.sessions,
        library,
        filters,
        by=turn.person,
        offset=offset,
        limit=cards.PAGE,
        among_others=turn.place is not Place.PERSONAL,
    )


def _card(turn: Turn, page: Page, filters: Filters) -> Card:
    return cards.listing(
        page,
        filters,
        today=in_copenhagen(turn.now).date(),
        among_others=turn.place is not Place.PERSONAL,
    )


def _tidy(filters: Filters) -> Filters:
    """What was chosen, without what no card of ours chooses."""
    year = filters.year
    return replace(
        filters,
        search=" ".join(filters.search.split())[:SEARCH_LENGTH],
        year=year if year and _FIRST_YEAR <= year <= _LAST_YEAR else None,
    )


def _any(chosen: str) -> str:
    return "" if chosen == cards.ANY else chosen
