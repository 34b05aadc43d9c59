"""Follow-ups as whoever answers for them meets them: listed, by themselves, and reported."""

from uuid import UUID

import cards.decisions.following_up as cards
from bot.calendar import in_copenhagen
from bot.decisions.following import following_up, looking
from bot.decisions.following.followed import (
    Followed,
    NoLongerFollowed,
    NotTheirs,
)
from bot.decisions.following.following_up import Outcome
from bot.decisions.values import State, UnknownFollowUp
from bot.files.calendar_file import Day, calendar_file
from bot.language import _
from bot.language.formats import plain, weekday
from bot.messages import Card, File, Refusal, Reply, Text
from bot.people.values import Role
from bot.router import Router, Turn
from cards.decisions.following_up import Place
from dialogs.decisions.reminders import reminder_card
from dialogs.pending import pending_card


def register(router: Router) -> None:
    """Show people what they answer for, and take what they report."""
    role = Role.MANAGER
    router.on_command("Mine opfølgninger", "My follow-ups", handler=list_mine, role=role)
    router.on_action(cards.ShowMine, show_mine, again=show_mine, role=role)
    router.on_action(cards.ShowFollowUp, show_one, again=show_one, role=role)
    router.on_action(cards.Report, report, again=show_place, role=role)
    router.on_action(cards.Reopen, reopen, again=show_place, role=role)
    router.on_action(cards.ExportDay, export_day, again=export_day, role=role)
    for refusal in (UnknownFollowUp, NotTheirs, NoLongerFollowed):
        router.on_refusal(refusal, nothing_to_do)


async def list_mine(turn: Turn) -> Reply:
    """List what the person answers for."""
    return Reply((await mine_card(turn, 0),))


async def show_mine(turn: Turn, action: cards.ShowMine) -> Reply:
    """Turn to a page of it."""
    card = await mine_card(turn, action.offset)
    return Reply((card,)) if action.apart else Reply(replace=card)


async def show_one(turn: Turn, action: cards.ShowFollowUp) -> Reply:
    """Show one by itself."""
    card = await one_card(turn, action.follow_up_id)
    return Reply((card,)) if action.apart else Reply(replace=card)


async def report(turn: Turn, action: cards.Report) -> Reply:
    """Note what the person reports, and show what there is now where they pressed."""
    if action.state not in (State.UNDER_WAY, State.DONE):  # the others need more, or are no report
        return await show_place(turn, action)
    try:
        outcome = await following_up.report(
            turn.sessions,
            action.follow_up_id,
            action.state,
            by=turn.person,
            turn_key=turn.key,
            now=turn.now,
        )
    except (UnknownFollowUp, NotTheirs, NoLongerFollowed) as refusal:
        return await _refused(turn, action, refusal)
    return Reply(replace=await _place_card(turn, action, said=_reported(outcome, action.state)))


async def reopen(turn: Turn, action: cards.Reopen) -> Reply:
    """Note that it isn't done after all."""
    try:
        outcome = await following_up.reopen(
            turn.sessions, action.follow_up_id, by=turn.person, turn_key=turn.key, now=turn.now
        )
    except (UnknownFollowUp, NotTheirs, NoLongerFollowed) as refusal:
        return await _refused(turn, action, refusal)
    said = _("Fortrudt: den er ikke færdig.") if outcome.changed else _("Den var ikke færdig.")
    return Reply(replace=await _place_card(turn, action, said=said))


async def show_place(turn: Turn, action: cards.Report | cards.Reopen) -> Reply:
    """Show what there is now where the person pressed."""
    return Reply(replace=await _place_card(turn, action))


async def export_day(turn: Turn, action: cards.ExportDay) -> Reply:
    """Offer the date as a file for a calendar."""
    followed = await followed_of(turn, action.follow_up_id)
    follow_up = followed.follow_up
    if follow_up.due_on is None:
        return Reply.text(_("Opfølgningen har ingen frist, så der er intet at lægge i kalenderen."))
    content = calendar_file(
        Day(
            key=str(follow_up.id),
            revision=follow_up.revision,
            on=follow_up.due_on,
            title=_("Frist: {what}", what=follow_up.what),
            text=_("Besluttet: {title}", title=followed.decision.shown.title),
            made_at=turn.now,
        )
    )
    today = in_copenhagen(turn.now).date()
    return Reply(
        (
            File(
                name=_("Frist {day}.ics", day=follow_up.due_on.isoformat()),
                content=content,
                description=_(
                    "Fristen {day} til din kalender. Åbn filen for at lægge den ind.",
                    day=weekday(follow_up.due_on, today=today),
                ),
                action=action,
            ),
        )
    )


def nothing_to_do(refusal: Refusal) -> Reply:
    """Word that somebody need do nothing about a follow-up."""
    return Reply.text(_why(refusal))


async def mine_card(turn: Turn, offset: int, *, said: str = "") -> Card:
    """What the person answers for, from this place on; the last page where there is none there."""
    async with turn.sessions.read() as session:
        waiting = await looking.waiting(session, turn.person.id, now=turn.now)
    last = max(sum(one.is_open for one in waiting) - 1, 0) // cards.PAGE * cards.PAGE
    return cards.mine(waiting, offset=min(max(offset, 0), last), said=said, now=turn.now)


async def _place_card(turn: Turn, action: cards.Report | cards.Reopen, *, said: str = "") -> Card:
    """The card that was pressed, as it now is."""
    match action.place:
        case Place.REMINDER:
            return await reminder_card(turn)
        case Place.PENDING:
            return await pending_card(turn)
        case Place.MINE:
            return await mine_card(turn, action.offset, said=said)
        case Place.ONE:
            return await one_card(turn, action.follow_up_id, said=said)


async def _refused(turn: Turn, action: cards.Report | cards.Reopen, refusal: Refusal) -> Reply:
    """Say why nothing was noted, and take it off the list that it was pressed in."""
    if action.place is Place.ONE:
        return nothing_to_do(refusal)
    return Reply((Text(_why(refusal)),), replace=await _place_card(turn, action))


async def followed_of(turn: Turn, follow_up_id: UUID) -> Followed:
    """One that the person answers for, or looks after. Raises UnknownFollowUp or NotTheirs."""
    async with turn.sessions.read() as session:
        return await looking.followed_by(session, follow_up_id, by=turn.person)


async def one_card(turn: Turn, follow_up_id: UUID, *, said: str = "") -> Card:
    """The same by itself. said: what just happened."""
    async with turn.sessions.read() as session:
        followed = await looking.followed_by(session, follow_up_id, by=turn.person)
        reports = await looking.reports(session, follow_up_id)
    return cards.one(followed, reports, seen_by=turn.person, said=said, now=turn.now)


def _reported(outcome: Outcome, wanted: State) -> str:
    """What a press did, or that it was so already. As Markdown."""
    what = plain(outcome.followed.follow_up.what)
    if not outcome.followed.is_open and wanted is not State.DONE:
        return _("»{what}« er allerede meldt færdig.", what=what)
    if wanted is State.DONE:
        if outcome.changed:
            return _("»{what}« er færdig. Tak.", what=what)
        return _("»{what}« var allerede meldt færdig.", what=what)
    if outcome.changed:
        return _("Noteret: »{what}« er i gang.", what=what)
    return _("»{what}« stod allerede som i gang.", what=what)


def _why(refusal: Refusal) -> str:
    match refusal:
        case NoLongerFollowed():
            return _(
                "Beslutningen gælder ikke længere, eller opfølgningen er taget ud af den. Du skal "
                "ikke gøre mere."
            )
        case NotTheirs():
            return _("Det er en anden, der har ansvaret for den. Du skal ikke gøre mere.")
        case _unknown:
            return _("Den opfølgning kan jeg ikke finde. Der er ikke ændret noget.")
