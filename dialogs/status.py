"""Status: what is asked and how it goes with the answers, on a card and as a spreadsheet."""

import asyncio
from collections.abc import Iterator
from datetime import date, timedelta

import cards.status as cards
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, Value, workbook
from bot.language import _
from bot.language.formats import number
from bot.messages import File, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from bot.status.counting import status
from bot.status.values import ALIKE, NoSuchSpan, Span, Status, quarter_of
from cards.inquiries.words import kind_in_words

THIRTY_DAYS = timedelta(days=29)  # before today, which is one of them
YEAR = timedelta(days=364)


def register(router: Router) -> None:
    """Show the figures, and hand them over."""
    role = Role.DIRECTORATE
    router.on_command("Status", handler=newest, role=role)
    router.on_action(cards.ShowStatus, show, again=show, role=role)
    router.on_action(cards.ChooseSpan, choose, again=choose, role=role)
    router.on_action(cards.BackToStatus, back, again=back, role=role)
    router.on_action(cards.ExportStatus, export, again=export, role=role)


async def newest(turn: Turn) -> Reply:
    """Show the figures of the last thirty days."""
    return Reply((cards.status(await _status(turn, _span(turn, cards.DAYS))),))


async def show(turn: Turn, action: cards.ShowStatus) -> Reply:
    """Show the figures of the chosen time; a faulty form comes back."""
    errors = _errors(turn, action)
    if errors:
        form = cards.span_form(action, _span(turn, cards.DAYS), errors=errors)
        return Reply(replace=form)
    if action.span == cards.OWN and action.first and action.last:
        span = Span(action.first, action.last)
    else:
        span = _span(turn, action.span)
    return Reply(replace=cards.status(await _status(turn, span)))


async def choose(turn: Turn, action: cards.ChooseSpan) -> Reply:
    """Show the choice of a time."""
    return Reply(replace=cards.span_form(cards.ShowStatus(), Span(action.first, action.last)))


async def back(turn: Turn, action: cards.BackToStatus) -> Reply:
    """Show the figures that were shown before."""
    try:
        told = await _status(turn, Span(action.first, action.last))
    except NoSuchSpan:
        told = await _status(turn, _span(turn, cards.DAYS))
    return Reply(replace=cards.status(told))


async def export(turn: Turn, action: cards.ExportStatus) -> Reply:
    """Offer the figures as a spreadsheet."""
    try:
        told = await _status(turn, Span(action.first, action.last))
    except NoSuchSpan:
        told = await _status(turn, _span(turn, cards.DAYS))
    content = await asyncio.to_thread(_workbook, turn, told)
    first, last = told.span.first.isoformat(), told.span.last.isoformat()
    return Reply(
        (
            File(
                name=_("Status {first} til {last}.xlsx", first=first, last=last),
                content=content,
                description=_(
                    "Tal og emner for {span}. Ikke hvem der har spurgt om hvad.",
                    span=cards.span_in_words(told.span),
                ),
                action=action,
            ),
        )
    )


async def _status(turn: Turn, span: Span) -> Status:
    return await status(turn.sessions, span, by=turn.person, now=turn.now)


def _span(turn: Turn, name: str) -> Span:
    today = in_copenhagen(turn.now).date()
    match name:
        case cards.QUARTER:
            return quarter_of(quarter_of(today).first - timedelta(days=1))
        case cards.YEAR:
            return Span(today - YEAR, today)
        case _:
            return Span(today - THIRTY_DAYS, today)


def _errors(turn: Turn, action: cards.ShowStatus) -> dict[str, str]:
    if action.span != cards.OWN:
        return {}
    today = in_copenhagen(turn.now).date()
    errors = {
        name: _("Vælg en dag.")
        for name, chosen in (("first", action.first), ("last", action.last))
        if chosen is None
    }
    if action.first and action.first > today:
        errors["first"] = _("Vælg en dag, der er begyndt.")
    elif action.first and action.last and action.first > action.last:
        errors["last"] = _("Perioden skal slutte, efter at den er begyndt.")
    elif action.first and action.first < date(2000, 1, 1):
        errors["first"] = _("Vælg en senere dag.")
    return errors


def _workbook(turn: Turn, told: Status) -> bytes:
    title = _("Status {span}", span=cards.span_in_words(told.span))
    return workbook(
        About(title, turn.now, turn.person.name, tuple(_notes(told))),
        Sheet(_("Tal"), (_("Hvad"), _("Antal")), list(_figures(told))),
        Sheet(
            _("Emner"),
            (_("Afsnit"), _("Dokument"), _("Spørgsmål")),
            [(one.section, one.document, one.number) for one in told.themes],
        ),
        Sheet(_("Mangler"), (_("Hvad"), _("Ord eller sted"), _("Spørgsmål")), list(_lacks(told))),
        *(
            [
                Sheet(
                    _("Enheder"),
                    (_("Enhed"), _("Spørgsmål")),
                    [(cards.unit_in_words(one), one.questions) for one in told.by_unit],
                )
            ]
            if told.by_unit
            else []
        ),
        *(
            [
                Sheet(
                    _("Lovede resultater"),
                    (_("Inputrunde"), _("Lovet senest"), _("Dage over")),
                    [(one.title, one.promised, one.days) for one in told.owed],
                )
            ]
            if told.owed
            else []
        ),
    )


def _notes(told: Status) -> Iterator[str]:
    yield _("Filen viser tal og emner. Den viser ikke, hvem der har spurgt om hvad.")
    yield _(
        "Emner og ord er kun med, når mindst {alike} spørgsmål er om det samme.",
        alike=number(ALIKE),
    )
    if not told.by_unit:
        yield cards.why_no_units(told)
    if told.inquiries.median is not None:
        yield _("Svartid er regnet i arbejdstid på hverdage, efter direktionens indstillinger.")


def _figures(told: Status) -> Iterator[tuple[Value, ...]]:
    answers, inquiries, feedback = told.answers, told.inquiries, told.feedback
    yield _("Spørgsmål stillet"), answers.asked
    yield _("Personer, der spurgte"), answers.askers
    yield _("Besvaret"), answers.confident
    yield _("Forslag vist"), answers.suggested
    yield _("Forslag, hvor et blev valgt"), answers.chosen
    yield _("Forslag, hvor ingen passede"), answers.rejected
    yield _("Ikke fundet"), answers.offered
    yield _("Spørgsmål sendt videre til direktionen"), answers.sent_on
    for kind, many in inquiries.came.items():
        yield _("Henvendelser: {kind}", kind=kind_in_words(kind)), many
    yield _("Henvendelser besvaret"), inquiries.answered
    yield _("Henvendelser lukket uden svar"), inquiries.closed
    yield _("Henvendelser stadig åbne"), inquiries.still_open
    yield _("Henvendelser trukket tilbage"), inquiries.withdrawn
    yield _("Åbne henvendelser lige nu, i alt"), inquiries.open_now
    yield _("Heraf over fristen lige nu"), inquiries.overdue_now
    if inquiries.median is not None:
        yield _("Svartid, median (timers arbejdstid)"), _hours(inquiries.median)
        yield _("Svar, som svartiden er regnet af"), inquiries.measured
    yield _("Tommel op"), feedback.liked
    yield _("Tommel ned"), feedback.disliked
    yield _("Direktionens svar hjalp"), feedback.helped


def _hours(time: timedelta) -> float:
    return round(time / timedelta(hours=1), 1)


def _lacks(told: Status) -> Iterator[tuple[Value, ...]]:
    lacks = told.lacks
    for group in lacks.groups:
        yield _("Ubesvarede spørgsmål med de samme ord"), ", ".join(group.words), group.number
    if lacks.others:
        yield _("Ubesvarede spørgsmål, der ikke ligner andre"), None, lacks.others
    for gap in lacks.gaps:
        said = _("Det siger dokumenterne selv, at de ikke svarer på")
        yield said, cards.theme_in_words(gap), gap.number
    for wanted, many in lacks.missing.items():
        yield _("Spurgt, uden at det står der"), cards.wanted_in_words(wanted), many
