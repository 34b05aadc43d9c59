"""The card that follows a round from "who approves it" to its results."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.language import _
from bot.language.formats import day, number, plain, relative_moment
from bot.messages import Action, Card
from bot.people.values import Audience
from bot.rounds.values import Phase, Round
from cards.parts import Part, buttons, card, note, paragraph
from cards.people import audience_in_words
from cards.rounds.ways import AskToExtend, OpenDraft, ShowResults
from cards.rounds.words import (
    given_up_in_words,
    invited_in_words,
    phase_in_words,
    unread_in_words,
)

SOON = timedelta(minutes=1)  # until then it is undone; what opens later is called off
LEAST_COUNTED = 10  # of so few that are invited, how many have answered would say who
ROUNDED_TO = 5
LEAST_MISSING = 2  # that "at least" leaves room for, so that it doesn't tell on the last one


@dataclass(frozen=True)
class TakeBackRound(Action, name="rounds.take_back"):
    """That it shall be a draft again: it awaits approval, or its time."""

    round_id: UUID


@dataclass(frozen=True)
class AskToGiveUp(Action, name="rounds.ask_to_give_up"):
    """That the person considers to give a round up that can't be counted."""

    round_id: UUID


def status(
    round_: Round, answered: int, *, now: datetime, unread: int = 0, waits_for_key: bool = False
) -> Card:
    """Where the round is, and what there is to do.

    answered: how many have, rounded here. unread: how many more, whose answer couldn't be read.
    waits_for_key: it is over, and can't be counted.
    """
    return card(
        round_.content.title,
        paragraph(f"**{phase_in_words(round_, now)}**"),
        note(_what_it_is(round_)),
        *map(paragraph, _told(round_, answered, unread, now, waits_for_key=waits_for_key)),
        *_actions(round_, now, waits_for_key=waits_for_key),
        summary=_("Status på »{title}«", title=round_.content.title),
    )


def thrown_away() -> Card:
    """That the round was a draft, and isn't any more."""
    return card(
        _("Kladden er slettet"),
        paragraph(_("Runden blev ikke åbnet, og kladden er slettet.")),
    )


def answered_in_words(answered: int, invited: int) -> str:
    """How many have answered while it runs: rounded, and not at all where so few are invited.

    Never that all have: then everybody would know it of each.
    """
    if invited < LEAST_COUNTED:
        return _(
            "Hvor mange der har svaret, vises først, når runden er lukket: der er færre end "
            "{least} inviterede.",
            least=number(LEAST_COUNTED),
        )
    if answered < ROUNDED_TO:
        return _(
            "Færre end {few} af {invited} har svaret.",
            few=number(ROUNDED_TO),
            invited=number(invited),
        )
    most = max(invited - LEAST_MISSING, 0)
    rounded = min(answered, most) // ROUNDED_TO * ROUNDED_TO
    return _(
        "Mindst {rounded} af {invited} har svaret.",
        rounded=number(rounded),
        invited=number(invited),
    )


def _what_it_is(round_: Round) -> str:
    parts = [_("Anonym") if round_.content.anonymous else _("Med navn")]
    if round_.segment:
        parts.append(_("Til målgruppen {name}", name=plain(round_.segment)))
    else:
        audience = audience_in_words(round_.audience or Audience())
        parts.append(_("Til {audience}", audience=plain(audience)))
    if round_.number is not None:
        parts.append(invited_in_words(round_.number))
    return " · ".join(parts)


def _told(
    round_: Round, answered: int, unread: int, now: datetime, *, waits_for_key: bool
) -> Iterator[str]:
    match round_.phase:
        case Phase.DRAFT | Phase.DISCARDED:
            yield _("Den er en kladde, og ingen er inviteret.")
        case Phase.AWAITING:
            yield _(
                "{name} er bedt om at godkende den. Ingen er inviteret endnu.",
                name=plain(round_.approver.name if round_.approver else ""),
            )
        case Phase.SCHEDULED:
            yield _("Ingen er inviteret endnu. Frist {when}.", when=_ends(round_, now))
        case Phase.OPEN if waits_for_key:
            yield _(
                "Fristen er nået, men svarene kan ikke tælles endnu. Det skal it se på. Jeg prøver "
                "igen hvert tiende minut."
            )
        case Phase.OPEN if round_.ends and round_.ends <= now:
            yield _("Fristen er nået, og svarene tælles op om lidt.")
        case Phase.OPEN:
            yield answered_in_words(answered, round_.number or 0)
            yield _("Svarene ses først, når runden er lukket.")
        case Phase.CLOSED:
            yield _(
                "{answered} af {invited} har svaret.",
                answered=number(answered),
                invited=number(round_.number or 0),
            )
            if unread:
                yield unread_in_words(unread)
        case Phase.GIVEN_UP:
            yield given_up_in_words()
            yield _("Der kommer intet resultat, og det står i invitationen hos alle inviterede.")
    if round_.phase in (Phase.OPEN, Phase.CLOSED) and round_.content.outcome_by:
        yield _(
            "Deltagerne er lovet resultatet senest den {day}.",
            day=day(round_.content.outcome_by),
        )


def _actions(round_: Round, now: datetime, *, waits_for_key: bool) -> Iterator[Part]:
    match round_.phase:
        case Phase.DRAFT | Phase.DISCARDED:
            yield buttons((_("Åbn kladden"), OpenDraft(round_.id, apart=True)))
        case Phase.AWAITING:
            yield buttons((_("Gør den til kladde igen"), TakeBackRound(round_.id)))
        case Phase.SCHEDULED:
            is_soon = round_.opens is not None and round_.opens - now <= SOON
            name = _("Fortryd") if is_soon else _("Aflys åbningen")
            yield buttons((name, TakeBackRound(round_.id)))
        case Phase.OPEN if not round_.ends or round_.ends > now:
            yield buttons(
                (_("Hvor mange har svaret"), ShowResults(round_.id)),
                (_("Forlæng fristen"), AskToExtend(round_.id)),
            )
        case Phase.OPEN if waits_for_key and round_.content.anonymous:
            yield buttons((_("Opgiv runden"), AskToGiveUp(round_.id)))
        case Phase.OPEN | Phase.GIVEN_UP:  # it is being counted, or nothing is left to do
            pass
        case Phase.CLOSED:
            yield buttons((_("Se resultatet"), ShowResults(round_.id)))


def _ends(round_: Round, now: datetime) -> str:
    return relative_moment(round_.ends, now) if round_.ends else ""
