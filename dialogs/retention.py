"""Sletning: for how long what is stored is kept, decided in the chat and carried out at night."""

import cards.retention as cards
from bot.calendar import in_copenhagen
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.retention.deciding import (
    checked_period,
    decide_period,
    keep_without_limit,
    resume,
    suspend,
)
from bot.retention.nightly import NIGHT, Nightly, months_before, next_night
from bot.retention.queries import retention
from bot.retention.values import (
    BasisHoldsCprNumber,
    BasisMissing,
    BasisTooLong,
    Category,
    FaultyPeriod,
    Retention,
)
from bot.router import Router, Turn
from dialogs.refusals import holds_cpr_number

MAY = (Role.DIRECTORATE, Role.ADMINISTRATOR)


def register(router: Router, nightly: Nightly) -> None:
    """Show and change for how long things are kept; delete at night."""
    router.on_due(NIGHT, nightly.night)
    router.on_command("Sletning", "Deletion", handler=overview, role=MAY)
    router.on_action(cards.ShowRetention, show, again=show, role=MAY)
    router.on_action(cards.EditPeriod, edit, again=edit, role=MAY)
    router.on_action(cards.SavePeriod, save, again=save, role=MAY)
    router.on_action(cards.ConfirmPeriod, confirm, again=show, role=MAY)
    router.on_action(cards.KeepWithoutLimit, keep, again=show, role=MAY)
    router.on_action(cards.AskSuspension, ask_suspension, again=ask_suspension, role=MAY)
    router.on_action(cards.Suspend, suspended, again=show, role=MAY)
    router.on_action(cards.AskResumption, ask_resumption, again=ask_resumption, role=MAY)
    router.on_action(cards.Resume, resumed, again=show, role=MAY)
    router.on_refusal(BasisHoldsCprNumber, holds_cpr_number)


async def overview(turn: Turn) -> Reply:
    """Say what holds."""
    return Reply((await _overview(turn),))


async def show(
    turn: Turn,
    action: cards.ShowRetention
    | cards.ConfirmPeriod
    | cards.KeepWithoutLimit
    | cards.Suspend
    | cards.Resume,
) -> Reply:
    """Say what holds, in the place of the form."""
    return Reply(replace=await _overview(turn))


async def edit(turn: Turn, action: cards.EditPeriod) -> Reply:
    """Show the form for the chosen kind, filled in with what holds."""
    held = await _held(turn)
    if action.category not in list(Category):
        error = _("Vælg, hvad fristen skal gælde for.")
        return Reply(replace=cards.overview(held, now=turn.now, error=error))
    category = Category(action.category)
    period = held.periods.get(category)
    filled = cards.SavePeriod(
        category, str(period.months) if period else "", period.basis if period else ""
    )
    return Reply(replace=cards.period_form(filled, decided=period is not None))


async def save(turn: Turn, action: cards.SavePeriod) -> Reply:
    """Ask whether it shall be so, with what will be deleted; a faulty form comes back."""
    held = await _held(turn)
    months = int(action.months) if action.months.strip().isdecimal() else 0
    try:
        basis = checked_period(months, action.basis)
    except BasisHoldsCprNumber:
        raise  # or the form that comes back would put the number into the chat
    except FaultyPeriod as refusal:
        return Reply(
            replace=cards.period_form(
                action,
                decided=action.category in held.periods,
                errors={refusal.field: _in_words(refusal)},
            )
        )
    return Reply(
        replace=cards.confirmation(
            cards.ConfirmPeriod(action.category, months, basis),
            before=in_copenhagen(months_before(next_night(turn.now), months)).date(),
            suspended=held.suspension is not None,
        )
    )


async def confirm(turn: Turn, action: cards.ConfirmPeriod) -> Reply:
    """Decide the period."""
    held = await decide_period(
        turn.sessions, action.category, action.months, action.basis, by=turn.person, now=turn.now
    )
    return _said(turn, held, _("Gemt. Fristen gælder fra næste nat."))


async def keep(turn: Turn, action: cards.KeepWithoutLimit) -> Reply:
    """Have nothing of that kind deleted."""
    held = await keep_without_limit(turn.sessions, action.category, by=turn.person, now=turn.now)
    return _said(turn, held, _("Gemt. Det slettes ikke mere af sig selv."))


async def ask_suspension(turn: Turn, action: cards.AskSuspension) -> Reply:
    """Ask why nothing shall be deleted; who comes second sees that it is so."""
    held = await _held(turn)
    if held.suspension:
        return _said(turn, held, _("Sletning er allerede sat i bero."))
    return Reply(replace=cards.suspension_form())


async def suspended(turn: Turn, action: cards.Suspend) -> Reply:
    """Have nothing deleted for now; a faulty form comes back."""
    try:
        held = await suspend(turn.sessions, action.reason, by=turn.person, now=turn.now)
    except BasisHoldsCprNumber:
        raise
    except FaultyPeriod as refusal:
        form = cards.suspension_form(action.reason, error=_in_words(refusal))
        return Reply(replace=form)
    return _said(turn, held, _("Intet slettes, før det genoptages."))


async def ask_resumption(turn: Turn, action: cards.AskResumption) -> Reply:
    """Say what deleting again means; who comes second sees that it is so."""
    held = await _held(turn)
    if not held.suspension:
        return _said(turn, held, _("Sletning er ikke sat i bero."))
    return Reply(replace=cards.resumption())


async def resumed(turn: Turn, action: cards.Resume) -> Reply:
    """Delete again what is over."""
    held = await resume(turn.sessions, by=turn.person, now=turn.now)
    return _said(turn, held, _("Sletning er genoptaget. Fristerne gælder igen fra næste nat."))


async def _overview(turn: Turn) -> Card:
    return cards.overview(await _held(turn), now=turn.now)


async def _held(turn: Turn) -> Retention:
    async with turn.sessions.read() as session:
        return await retention(session)


def _said(turn: Turn, held: Retention, said: str) -> Reply:
    return Reply(replace=cards.overview(held, now=turn.now, said=said))


def _in_words(refusal: FaultyPeriod) -> str:
    match refusal:
        case BasisMissing():
            return _("Skriv hvorfor.")
        case BasisTooLong(longest=longest):
            return _("Skriv højst {longest} tegn.", longest=number(longest))
        case _:
            return cards.month_limits()
