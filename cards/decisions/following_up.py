"""A follow-up as whoever answers for it meets it: in a list, and by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.decisions.following.followed import Followed, Reported
from bot.decisions.values import State
from bot.language import _, counted
from bot.language.formats import day, number, plain, relative_moment, weekday
from bot.messages import Action, Card
from bot.people.values import Person, Role
from cards.decisions.deed_words import (
    due_in_words,
    owner_in_words,
    state_in_words,
    why_without_owner,
    write_to,
)
from cards.decisions.ways import ShowDecision
from cards.parts import (
    Part,
    box,
    buttons,
    card,
    facts,
    heading,
    note,
    paragraph,
    unfolding,
)

LISTED = 3  # open ones in a reminder, or among all that waits for somebody
PAGE = 4  # of somebody's own list
MOST_REPORTS = 8  # of those that are told of one, the newest
MOST_DONE = 3  # done ones that can still be taken back


class Place(StrEnum):
    """The card that a button about a follow-up stands on, which is shown anew."""

    REMINDER = "reminder"
    PENDING = "pending"
    MINE = "mine"
    ONE = "one"


@dataclass(frozen=True)
class Report(Action, name="decisions.report"):
    """That it is under way, or done. offset: where in their own list the person is."""

    follow_up_id: UUID
    state: State
    place: Place
    offset: int


@dataclass(frozen=True)
class Reopen(Action, name="decisions.reopen"):
    """That it isn't done after all."""

    follow_up_id: UUID
    place: Place
    offset: int


@dataclass(frozen=True)
class OpenDelay(Action, name="decisions.open_delay"):
    """That the person wants to say that it takes longer."""

    follow_up_id: UUID


@dataclass(frozen=True)
class ShowFollowUp(Action, name="decisions.show_follow_up"):
    """That the person wants to see one. apart: in a card of its own."""

    follow_up_id: UUID
    apart: bool


@dataclass(frozen=True)
class ShowMine(Action, name="decisions.my_follow_ups"):
    """What the person answers for, from this place on. apart: in a card of its own."""

    offset: int
    apart: bool


@dataclass(frozen=True)
class ExportDay(Action, name="decisions.follow_up_date", makes_file=True):
    """That the person wants the date in their calendar."""

    follow_up_id: UUID


@dataclass(frozen=True)
class FindOwner(Action, name="decisions.find_owner"):
    """That the person wants to choose who answers for it."""

    follow_up_id: UUID


def reminder(waiting: Sequence[Followed], *others: Part, new: int = 0, now: datetime) -> Card:
    """What a day has to remind somebody of. others: the parts of what isn't a follow-up.

    new: how many follow-ups they weren't told of before.
    """
    name = _("Husk at følge op")
    if new:
        name = counted(
            "Du er ansvarlig for en opfølgning", "Du er ansvarlig for {number} opfølgninger", new
        )
    open_ = [one for one in waiting if one.is_open]
    if not waiting and not others:
        return card(name, paragraph(_("Tak. Der venter ikke længere noget på dig her.")))
    return card(
        name,
        *_begins(waiting, open_),
        *listed(waiting, place=Place.REMINDER, now=now),
        *others,
        summary=_summary(open_, name),
    )


def follow_ups_waiting(waiting: Sequence[Followed], *, now: datetime) -> Iterator[Part]:
    """The same among all that waits for somebody."""
    if waiting:
        yield heading(_("Opfølgninger"))
    yield from listed(waiting, place=Place.PENDING, now=now)


def mine(waiting: Sequence[Followed], *, offset: int, said: str = "", now: datetime) -> Card:
    """All that somebody answers for, from this place on. said: what just happened."""
    open_ = [one for one in waiting if one.is_open]
    shown = open_[offset : offset + PAGE]
    parts: list[Part] = [paragraph(f"**{said}**")] if said else []
    if not open_:
        parts.append(paragraph(_("Du har ingen opfølgninger at gøre noget ved.")))
    elif len(open_) > len(shown):
        parts.append(
            note(
                _(
                    "{first}-{last} af {total}",
                    first=number(offset + 1),
                    last=number(offset + len(shown)),
                    total=number(len(open_)),
                )
            )
        )
    turning: list[tuple[str, Action]] = []
    if offset + PAGE < len(open_):
        turning.append((_("Næste"), ShowMine(offset + PAGE, apart=False)))
    if offset:
        turning.append((_("Forrige"), ShowMine(max(0, offset - PAGE), apart=False)))
    return card(
        _("Mine opfølgninger"),
        *parts,
        *(_box(one, Place.MINE, offset, now) for one in shown),
        *([buttons(*turning)] if turning else []),
        *_done(waiting, Place.MINE, offset),
    )


def listed(waiting: Sequence[Followed], *, place: Place, now: datetime) -> Iterator[Part]:
    """The first of what somebody answers for, each with its buttons, and what was just done."""
    open_ = [one for one in waiting if one.is_open]
    for one in open_[:LISTED]:
        yield _box(one, place, 0, now)
    if len(open_) > LISTED:
        left = len(open_) - LISTED
        yield paragraph(counted("Og {number} til.", "Og {number} til.", left))
        yield buttons((_("Se alle mine opfølgninger"), ShowMine(0, apart=True)))
    yield from _done(waiting, place, 0)


def one(
    followed: Followed,
    reports: Sequence[Reported],
    *,
    seen_by: Person,
    said: str = "",
    now: datetime,
) -> Card:
    """A follow-up by itself, to who answers for it, and to the directorate."""
    follow_up = followed.follow_up
    today = in_copenhagen(now).date()
    return card(
        _("Opfølgning"),
        *([paragraph(f"**{said}**")] if said else []),
        paragraph(f"**{plain(follow_up.what)}**"),
        facts(list(_facts(followed, today))),
        *_ways(followed, Place.ONE, 0),
        *_owner_ways(followed, seen_by, today),
        *_history(reports, now),
        summary=_("Opfølgning: {what}", what=follow_up.what),
    )


def _box(followed: Followed, place: Place, offset: int, now: datetime) -> Part:
    today = in_copenhagen(now).date()
    follow_up = followed.follow_up
    about = [due_in_words(follow_up, today)]
    if follow_up.state is not State.OPEN:
        about.append(state_in_words(follow_up.state))
    if follow_up.is_without_owner(today):
        about.append(plain(owner_in_words(follow_up, today)))
    return box(
        paragraph(f"**{plain(follow_up.what)}**"),
        note(" · ".join(about)),
        note(_("Besluttet: {title}", title=plain(followed.decision.shown.title))),
        *_ways(followed, place, offset),
        *_more(followed),
    )


def _more(followed: Followed) -> Iterator[Part]:
    """The way to what was decided, which who answers for it may not have got."""
    if not followed.is_open:
        return
    ways: list[tuple[str, Action]] = [
        (_("Se beslutningen"), ShowDecision(followed.decision.id, apart=True))
    ]
    if followed.follow_up.due_on:
        ways.append((_("Frist til kalenderen"), ExportDay(followed.follow_up.id)))
    yield unfolding(_("Mere"), buttons(*ways))


def _ways(followed: Followed, place: Place, offset: int) -> Iterator[Part]:
    """What somebody may report: only what isn't so already."""
    follow_up = followed.follow_up
    if not followed.is_open:
        if followed.follow_up.state is State.DONE:
            yield buttons((_("Fortryd"), Reopen(follow_up.id, place, offset)))
        return
    ways: list[tuple[str, Action]] = []
    if follow_up.state is not State.UNDER_WAY:
        ways.append((_("I gang"), Report(follow_up.id, State.UNDER_WAY, place, offset)))
    ways.append((_("Færdig"), Report(follow_up.id, State.DONE, place, offset)))
    ways.append((_("Forsinket"), OpenDelay(follow_up.id)))
    yield buttons(*ways)


def _done(waiting: Sequence[Followed], place: Place, offset: int) -> Iterator[Part]:
    """What was done lately, which may have been a slip of the finger."""
    done = [one for one in waiting if not one.is_open]
    for one in done[:MOST_DONE]:
        yield box(
            paragraph(_("Færdig: {what}", what=plain(one.follow_up.what))),
            *_ways(one, place, offset),
        )


def _facts(followed: Followed, today: date) -> Iterator[tuple[str, str]]:
    follow_up, shown = followed.follow_up, followed.decision.shown
    yield _("Besluttet"), shown.title
    if follow_up.is_without_owner(today):
        why = why_without_owner(follow_up)
        yield _("Ansvarlig"), ", ".join(filter(None, (_("Ingen lige nu"), why)))
    else:
        yield _("Ansvarlig"), owner_in_words(follow_up, today)
    if follow_up.due_on is None:
        yield _("Frist"), _("Ingen")
    else:
        late = f" ({_('overskredet')})" if follow_up.is_overdue(today) else ""
        yield _("Frist"), f"{weekday(follow_up.due_on, today=today)}{late}"
    yield _("Status"), state_in_words(follow_up.state)
    if follow_up.reason:
        yield _("Årsag"), follow_up.reason


def _owner_ways(followed: Followed, seen_by: Person, today: date) -> Iterator[Part]:
    follow_up = followed.follow_up
    owner = follow_up.owner
    more: list[Part] = []
    ways: list[tuple[str, Action]] = [
        (_("Se beslutningen"), ShowDecision(followed.decision.id, apart=True))
    ]
    if follow_up.due_on and followed.is_open:
        ways.append((_("Frist til kalenderen"), ExportDay(follow_up.id)))
    if seen_by.may(Role.DIRECTORATE) and followed.is_open:
        ways.append((_("Vælg ansvarlig"), FindOwner(follow_up.id)))
    more.append(buttons(*ways))
    if owner and owner.id != seen_by.id and not follow_up.is_without_owner(today):
        more.insert(0, write_to(_("Skriv til ansvarlig"), owner, follow_up.what))
    yield unfolding(_("Mere"), *more)


def _history(reports: Sequence[Reported], now: datetime) -> Iterator[Part]:
    if not reports:
        return
    yield heading(_("Forløb"))
    was_done = [False, *(one.state is State.DONE for one in reports)]
    for report, undone in list(zip(reports, was_done, strict=False))[-MOST_REPORTS:]:
        said = state_in_words(report.state)
        if undone:  # nothing else can be reported of what is done
            said = _("Fortrudt: den er ikke færdig.")
        elif report.state is State.DELAYED and report.due_on:
            said = _("Forsinket til {day}: {reason}", day=day(report.due_on), reason=report.reason)
        when = relative_moment(report.at, now)
        yield note(f"{plain(said)} · {plain(report.by.name)} · {when}")


def _begins(waiting: Sequence[Followed], open_: Sequence[Followed]) -> Iterator[Part]:
    """How many wait; or thanks, where there were some."""
    if open_:
        yield paragraph(
            counted(
                "{number} opfølgning venter på dig:",
                "{number} opfølgninger venter på dig:",
                len(open_),
            )
        )
    elif waiting:
        yield paragraph(_("Tak. Ingen opfølgninger venter længere på dig."))


def _summary(open_: Sequence[Followed], otherwise: str) -> str:
    return _("Husk: {what}", what=open_[0].follow_up.what) if open_ else otherwise
