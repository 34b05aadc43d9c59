"""A report on a closed round in Word, as a paper for a meeting."""

from collections.abc import Iterator
from datetime import datetime

from bot.files.report import Bars, Block, Heading, Paragraph, Table, document
from bot.language import _, spoken
from bot.language.catalogue import DANISH
from bot.language.formats import day, moment, number
from bot.people.values import Person
from bot.rounds.findings import Outcome, Result, Results
from bot.rounds.values import NUMERIC, Count, Kind
from cards.people import audience_in_words
from cards.rounds.figures import (
    answers_in_words,
    average,
    decimal,
    group_name,
    headline,
    in_short,
    shares,
)
from cards.rounds.results import not_compared, too_few, turnout, why_not_compared
from cards.rounds.themes import state_in_words
from cards.rounds.words import promise


def report(outcome: Outcome, *, by: Person, now: datetime) -> bytes:
    """The report. What people wrote isn't in it: it is gathered in the themes."""
    return document(
        outcome.results.round.content.title,
        list(_blocks(outcome, by, now)),
        made_at=now,
        language="da-DK" if spoken() == DANISH else "en-GB",
    )


def _blocks(outcome: Outcome, by: Person, now: datetime) -> Iterator[Block]:
    found = outcome.results
    yield Paragraph(
        _("Resultatet af en inputrunde. Lavet den {day} af {name}.", day=day(now), name=by.name)
    )
    yield from _about(found)
    if outcome.draft.text:
        yield Heading(_("Det sagde I, det sker der"))
        yield Paragraph(outcome.draft.text)
    if outcome.themes:
        yield Heading(_("Temaer"))
        yield Table(
            (_("Tema"), _("Svar"), _("Hvad sker der?")),
            [(one.name, number(one.texts), state_in_words(one)) for one in outcome.themes],
        )
    yield Heading(_("Svar"))
    for result in found.results:
        yield from _result(found, result)


def _about(found: Results) -> Iterator[Block]:
    round_, content = found.round, found.round.content
    yield Heading(_("Om runden"))
    yield Paragraph(content.why)
    rows = [(_("Svar"), turnout(found))]
    if round_.opens:
        rows.append((_("Åbnede"), moment(round_.opens)))
    if round_.closes:
        rows.append((_("Lukkede"), moment(round_.closes)))
    if round_.audience:
        rows.append((_("Deltagere"), audience_in_words(round_.audience)))
    if content.in_med:
        rows.append((_("Drøftes i MED"), day(content.med_on) if content.med_on else _("Ja")))
    rows.append((_("Form"), promise(anonymous=content.anonymous)))
    if found.earlier:
        rows.append((_("Sammenlignet med"), found.earlier.content.title))
    yield Table((_("Felt"), _("Indhold")), rows)


def _result(found: Results, result: Result) -> Iterator[Block]:
    question, count = result.question, result.count
    yield Heading(f"{result.place}. {question.text}", 2)
    if not count or not count.answered:
        yield Paragraph(too_few(found.round, result))
        return
    yield Paragraph(headline(question, count, result.before), bold=True)
    if question.kind not in NUMERIC:
        yield Paragraph(_("Svarene er samlet i temaerne. Teksterne findes i Excel-filen."))
        return
    yield Bars(shares(question, count, result.before))
    for name, groups in ((_("Niveau"), result.levels), (_("Enhed"), result.units)):
        if groups:
            yield _table(name, result, groups)
    if found.round.content.anonymous and not result.levels and not result.units:
        yield Paragraph(_("For få svar til at vise pr. enhed eller niveau."))
    if result.before and not all(map(result.before_of, (*result.levels, *result.units))):
        yield Paragraph(why_not_compared())


def _table(name: str, result: Result, groups: tuple[Count, ...]) -> Table:
    rates = result.question.kind is Kind.RATING
    headings = (name, _("Svar"), _("Gennemsnit") if rates else _("Fordeling"))
    shown = [one for one in groups if one.answered]
    rows = [(group_name(one), *_in_short(result, one)) for one in shown]
    if not result.before:
        return Table(headings, rows)
    before = [_before(result, one) for one in shown]
    return Table(
        (*headings, _("Sidst")), [(*row, said) for row, said in zip(rows, before, strict=True)]
    )


def _in_short(result: Result, group: Count) -> tuple[str, str]:
    if result.question.kind is Kind.RATING:
        return number(group.answered), decimal(average(group))
    said = in_short(result.question, group, result.before_of(group))
    return answers_in_words(group.answered), said


def _before(result: Result, group: Count) -> str:
    """What a group got in the earlier round, in short."""
    before = result.before_of(group)
    if not before:
        return not_compared()
    many = answers_in_words(before.answered)
    return f"{decimal(average(before))} ({many})" if result.question.kind is Kind.RATING else many
