"""Dates and numbers as people say them in the language now spoken, and names inside Markdown."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from bot.language.catalogue import DANISH, spoken

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def day(when: date) -> str:
    """A date in words: "6. juni 2024"."""
    return format_date(when, "d. MMMM y" if spoken() == DANISH else "d MMMM y", locale=spoken())


def moment(when: datetime) -> str:
    """An aware time as it is in Copenhagen: "6. juni 2024 kl. 9.05"."""
    local = when.astimezone(COPENHAGEN)
    if spoken() == DANISH:
        return f"{day(local)} kl. {format_time(local, 'H.mm', locale=DANISH)}"
    return f"{day(local)}, {format_time(local, 'HH:mm', locale='en')}"


def number(value: float) -> str:
    """A number as Danes write it: 1.234,5."""
    return format_decimal(value, locale=spoken())


def plain(text: str) -> str:
    """Escape a text that a person wrote, so that no formatting, link or mention gets into ours."""
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~])", r"\\\1", text)
    escaped = escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A dash or a number at the start of a line would become a list.
    return re.sub(r"(?m)^(\s*\d*)([-.])(?=\s)", r"\1\\\2", escaped)
