"""Dates and numbers as people say them in the language now spoken, and names inside Markdown."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from bot.calendar import in_copenhagen
from bot.language.catalogue import DANISH, _, spoken

_lasts: ContextVar[bool] = ContextVar("lasts", default=False)


def day(when: date) -> str:
    """A date in words: "6. juni 2024"."""
    return format_date(when, "d. MMMM y" if spoken() == DANISH else "d MMMM y", locale=spoken())


def moment(when: datetime) -> str:
    """An aware time as it is in Copenhagen: "6. juni 2024 kl. 9.05"."""
    local = in_copenhagen(when)
    if spoken() == DANISH:
        return f"{day(local)} kl. {clock(local)}"
    return f"{day(local)}, {clock(local)}"


def weekday(when: date, *, today: date) -> str:
    """A date with its day of the week: "torsdag den 12. marts"; in another year with the year."""
    pattern = "EEEE 'den' d. MMMM" if spoken() == DANISH else "EEEE d MMMM"
    return format_date(when, pattern if when.year == today.year else f"{pattern} y", spoken())


@contextmanager
def lasting() -> Iterator[None]:
    """Say no "i dag" in the block: what it says stays in a chat, and is read on other days."""
    token = _lasts.set(True)
    try:
        yield
    finally:
        _lasts.reset(token)


def relative_moment(when: datetime, now: datetime) -> str:
    """An aware time as it is said now, in Copenhagen.

    "i går kl. 15.30", "i dag kl. 9.14", "i morgen kl. 7.00", unless it is `lasting`; another day
    of the year "tirsdag den 3. marts kl. 9.00"; in another year "3. marts 2027 kl. 9.00".
    """
    local, today = in_copenhagen(when), in_copenhagen(now).date()
    at = clock(local)
    match None if _lasts.get() else (local.date() - today).days:
        case -1:
            return _("i går kl. {clock}", clock=at)
        case 0:
            return _("i dag kl. {clock}", clock=at)
        case 1:
            return _("i morgen kl. {clock}", clock=at)
    if local.year != today.year:
        return moment(when)
    return _("{weekday} kl. {clock}", weekday=weekday(local.date(), today=today), clock=at)


def clock(at: time | datetime) -> str:
    """A time of the day, as the clock shows it: "9.05"."""
    return format_time(at, "H.mm" if spoken() == DANISH else "HH:mm", locale=spoken())


def number(value: float) -> str:
    """A number as Danes write it: 1.234,5."""
    return format_decimal(value, locale=spoken())


def plain(text: str) -> str:
    """Escape a text that a person wrote, so that no formatting, link or mention gets into ours."""
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~])", r"\\\1", text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A dash or a number at the start of a line would become a list.
    return re.sub(r"(?m)^(\s*\d*)([-.])(?=\s)", r"\1\\\2", escaped)
