"""Settings: what holds, and a form in which the directorate decides otherwise."""

import cards.preferences as cards
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Reply
from bot.people.queries import people_with_role
from bot.people.values import Person, Role
from bot.preferences import Changes, Preferences, change_preferences, preferences
from bot.preferences.values import (
    FaultyPreference,
    IntroductionHoldsCprNumber,
    IntroductionTooLong,
    NeverOpen,
    NoSuchWait,
    OwnStandIn,
    SenderNotDirector,
    StandInNotDirector,
)
from bot.router import Router, Turn
from dialogs.refusals import holds_cpr_number

MAY = (Role.DIRECTORATE, Role.ADMINISTRATOR)


def register(router: Router) -> None:
    """Show and change the settings."""
    router.on_command("Indstillinger", "Settings", handler=settings, role=MAY)
    router.on_action(cards.ShowPreferences, show, again=show, role=MAY)
    router.on_action(cards.EditPreferences, edit, again=edit, role=MAY)
    router.on_action(cards.SavePreferences, save, again=show, role=MAY)
    router.on_refusal(IntroductionHoldsCprNumber, holds_cpr_number)


async def settings(turn: Turn) -> Reply:
    """Say what holds."""
    return Reply((await _overview(turn),))


async def show(turn: Turn, action: cards.ShowPreferences | cards.SavePreferences) -> Reply:
    """Show what holds in the place of the form."""
    return Reply(replace=await _overview(turn))


async def edit(turn: Turn, action: cards.EditPreferences) -> Reply:
    """Show the form, filled in with what holds."""
    held, directors = await _held(turn)
    return Reply(replace=cards.form(cards.SavePreferences.filled_with(held), directors))


async def save(turn: Turn, action: cards.SavePreferences) -> Reply:
    """Decide what differs from what the form showed; a faulty form comes back as it was filled."""
    held, directors = await _held(turn)
    errors = _missing(action)
    if not errors:
        try:
            held = await change_preferences(
                turn.sessions, _changes(action), by=turn.person, now=turn.now
            )
        except IntroductionHoldsCprNumber:
            raise  # or the form that comes back would put the number into the chat
        except FaultyPreference as refusal:
            errors = {_input(refusal): _in_words(refusal)}
    if errors:
        return Reply(replace=cards.form(action, directors, errors))
    return Reply(replace=cards.overview(held, directors, saved=True))


async def _overview(turn: Turn) -> Card:
    return cards.overview(*await _held(turn))


async def _held(turn: Turn) -> tuple[Preferences, list[Person]]:
    async with turn.sessions.read() as session:
        return (
            await preferences(session),
            await people_with_role(session, Role.DIRECTORATE),
        )


def _missing(action: cards.SavePreferences) -> dict[str, str]:
    """What must be filled in and isn't; clients ask for it themselves, but not all."""
    errors = {
        name: _("Skriv et klokkeslæt.")
        for name, at in (("opens", action.opens), ("closes", action.closes))
        if at is None
    }
    if action.stand_in and not action.director:
        errors["director"] = _("Vælg også, hvem stedfortræderen er for.")
    return errors


def _changes(action: cards.SavePreferences) -> Changes:
    """What was filled in and differs from what the form showed."""
    before, changes = action.before, Changes()
    if action.opens and action.opens != before.opens:
        changes["opens"] = action.opens
    if action.closes and action.closes != before.closes:
        changes["closes"] = action.closes
    if action.second_approval != before.second_approval:
        changes["second_approval"] = action.second_approval
    if action.director:
        changes["stand_ins"] = {action.director: action.stand_in}
    if action.introduction_sender != before.introduction_sender:
        changes["introduction_sender"] = action.introduction_sender
    if action.introduction != before.introduction:
        changes["introduction"] = action.introduction
    if action.answer_within and action.answer_within != str(before.answer_within):
        days = action.answer_within
        changes["answer_within"] = int(days) if days.isdecimal() else 0
    return changes


def _input(refusal: FaultyPreference) -> str:
    """The name of the input that the refusal is about."""
    return "stand_in" if refusal.field == "stand_ins" else refusal.field


def _in_words(refusal: FaultyPreference) -> str:
    match refusal:
        case NeverOpen():
            return _("Arbejdstiden skal slutte, efter at den er begyndt.")
        case NoSuchWait(longest=longest):
            return _("Vælg fra 1 til {longest} arbejdsdage.", longest=number(longest))
        case OwnStandIn():
            return _("Vælg en anden end den, der skal have en stedfortræder.")
        case StandInNotDirector() | SenderNotDirector():
            return _("Vælg en, der er i direktionen nu.")
        case IntroductionTooLong(longest=longest):
            return _("Skriv højst {longest} tegn.", longest=number(longest))
        case _:
            raise refusal
