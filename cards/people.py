"""What levels, roles and audiences are called. Plain text, no Markdown."""

from collections.abc import Iterable
from typing import Literal

from babel.lists import format_list

from bot.language import _, counted, spoken
from bot.people.values import Audience, Level, Role

MOST_NAMED = 5  # units or groups in a sentence


def level_name(level: Level) -> str:
    """A level as people say it."""
    match level:
        case Level.DIREKTION:
            return _("Direktion")
        case Level.CHEF:
            return _("Chef")
        case Level.AFTALEHOLDER:
            return _("Aftaleholder")
        case Level.LEDER:
            return _("Leder")


def role_in_words(role: Role) -> str:
    """A role as people say it."""
    match role:
        case Role.MANAGER:
            return _("Leder")
        case Role.DIRECTORATE:
            return _("Direktionen og dens sekretariat")
        case Role.ADMINISTRATOR:
            return _("Administrator")


def audience_in_words(audience: Audience, *, most: int | None = MOST_NAMED) -> str:
    """Whom something is for, inside a sentence: "alle ledere i Kultur, i gruppen MED".

    most: how many units and groups are named, and the rest counted; None: all are named.
    """
    words = _levels_in_words(audience.levels)
    if audience.units:
        words = _("{who} i {units}", who=words, units=_units_in_words(audience.units, most))
    if not audience.groups:
        return words
    groups = _groups_in_words(audience.groups, most)
    if audience.units:
        return _("{who}, i gruppen {groups}", who=words, groups=groups)
    return _("{who} i gruppen {groups}", who=words, groups=groups)


def _units_in_words(units: tuple[str, ...], most: int | None) -> str:
    named = units[:most]
    others = len(units) - len(named)
    if not others:
        return _listed(named, "or")
    return counted(
        "{named} og {number} anden enhed",
        "{named} og {number} andre enheder",
        others,
        named=", ".join(named),
    )


def _groups_in_words(groups: tuple[str, ...], most: int | None) -> str:
    named = groups[:most]
    others = len(groups) - len(named)
    if not others:
        return _listed(named, "or")
    return counted(
        "{named} og {number} anden gruppe",
        "{named} og {number} andre grupper",
        others,
        named=", ".join(named),
    )


def _levels_in_words(levels: tuple[Level, ...]) -> str:
    if not levels:
        return _("alle ledere")
    if set(levels) == {Level.LEDER}:  # everybody on the roster is called so, too
        return _("ledere på niveauet Leder")
    return _listed([_those_at(level) for level in Level if level in levels], "standard")


def _those_at(level: Level) -> str:
    match level:
        case Level.DIREKTION:
            return _("direktionen")
        case Level.CHEF:
            return _("chefer")
        case Level.AFTALEHOLDER:
            return _("aftaleholdere")
        case Level.LEDER:
            return _("ledere")


def _listed(words: Iterable[str], style: Literal["standard", "or"]) -> str:
    """The words as a list in a sentence: "a, b og c", or "eller" for "or"."""
    return format_list(list(words), style, spoken())
