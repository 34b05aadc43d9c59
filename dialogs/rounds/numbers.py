"""What was counted of a closed round, as a sheet; beside it what the earlier round got."""

from collections.abc import Iterator

from bot.files.workbook import Sheet, Value
from bot.language import _
from bot.rounds.findings import Result, Results
from bot.rounds.values import NUMERIC, Count, Kind, Partition
from cards.rounds.figures import average, group_name, order, share_of
from cards.rounds.results import not_compared, too_few


def numbers(found: Results) -> Sheet:
    """A row for each value of each group's count.

    The columns of the earlier round are there if there is one, and say so of a group that can't be
    compared with it.
    """
    headings: tuple[str, ...] = (
        _("Nr."),
        _("Spørgsmål"),
        _("Gruppe"),
        _("Svar i gruppen"),
        _("Gennemsnit"),
        _("Svarmulighed"),
        _("Antal eller point"),
        _("Andel i procent"),
    )
    if found.earlier:
        headings += (
            _("Sammenligning med sidst"),
            _("Svar sidst"),
            _("Gennemsnit sidst"),
            _("Antal eller point sidst"),
            _("Andel i procent sidst"),
        )
    rows: list[tuple[Value, ...]] = []
    for result in found.results:
        if not result.count:
            begins = (result.place, result.question.text, too_few(found.round, result))
            rows.append((*begins, *(None,) * (len(headings) - len(begins))))
        for count in (result.count, *result.levels, *result.units):
            if count and found.earlier:
                rows += [
                    (*now, *before)
                    for now, before in zip(
                        _rows(result, count), _before(result, count), strict=True
                    )
                ]
            elif count:
                rows += _rows(result, count)
    return Sheet(_("Tal"), headings, rows)


def _rows(result: Result, count: Count) -> Iterator[tuple[Value, ...]]:
    question = result.question
    who = _("Alle") if count.partition is Partition.ALL else group_name(count)
    begins = (result.place, question.text, who, count.answered, _mean(result, count))
    if question.kind not in NUMERIC:
        yield (*begins, None, None, None)
    for place, name in order(question, count):
        yield (*begins, name, count.counts[place], share_of(question, count, place))


def _before(result: Result, count: Count) -> Iterator[tuple[Value, ...]]:
    """What the earlier round got, for each of the rows of this count."""
    question, before = result.question, result.before_of(count)
    if question.kind not in NUMERIC:
        yield (None,) * 5
    for place, _name in order(question, count):
        if before:
            share = share_of(question, before, place)
            numbers = (before.answered, _mean(result, before), before.counts[place], share)
            yield (_("Ja"), *numbers)
        else:
            yield (not_compared(), *(None,) * 4)


def _mean(result: Result, count: Count) -> float | None:
    rates = result.question.kind is Kind.RATING and count.answered
    return round(average(count), 2) if rates else None
