"""The columns of a spreadsheet of saved answers: what they are called, and what stands in them."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from bot.knowledge.values import Column, Knowledge, Written
from bot.language import _, speaking
from bot.language.catalogue import DANISH, ENGLISH

_DATES = (
    re.compile(r"(?P<day>\d{1,2})[-./ ](?P<month>\d{1,2})[-./ ](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
)


def column_name(column: Column) -> str:
    """The heading of a column."""
    match column:
        case Column.ID:
            return _("Id")
        case Column.QUESTION:
            return _("Spørgsmål")
        case Column.ANSWER:
            return _("Svar")
        case Column.VARIANTS:
            return _("Andre måder at spørge på")
        case Column.SOURCE:
            return _("Kilde")
        case Column.VALID_FROM:
            return _("Gælder fra")
        case Column.VALID_UNTIL:
            return _("Gælder til og med")
        case Column.OWNER:
            return _("Ansvarlig")
        case Column.REVIEW_ON:
            return _("Skal efterses")


def column_of(heading: str) -> Column | None:
    """The column that a heading means, in any of our languages."""
    return _headings().get(_bare(heading))


def values_of(written: Written, owner: str) -> Mapping[Column, str | date | None]:
    """What stands in each column but the id. owner: the name."""
    content = written.content
    return {
        Column.QUESTION: content.question,
        Column.ANSWER: content.answer,
        Column.VARIANTS: "\n".join(content.variants),
        Column.SOURCE: content.source,
        Column.VALID_FROM: content.valid_from,
        Column.VALID_UNTIL: content.valid_until,
        Column.OWNER: owner,
        Column.REVIEW_ON: written.review_on,
    }


def owner_name(knowledge: Knowledge) -> str:
    """The name in the owner's column."""
    return knowledge.owner.name if knowledge.owner else ""


def date_in(cell: str) -> date | None:
    """The date that a cell says, as Danes and Excel write it. Raises ValueError."""
    if not cell:
        return None
    for pattern in _DATES:
        if found := pattern.fullmatch(cell):
            return date(*(int(found[part]) for part in ("year", "month", "day")))
    raise ValueError(cell)


@cache
def _headings() -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for language in (ENGLISH, DANISH):
        with speaking(language):
            found |= {_bare(column_name(column)): column for column in Column}
    return found


def _bare(heading: str) -> str:
    return re.sub(r"[\W_]", "", heading.casefold())
