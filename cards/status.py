"""Status: figures about questions and inquiries in a time, and the choice of the time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.documents.values import Wanted
from bot.language import _, counted
from bot.language.formats import day, number, plain
from bot.messages import Action, Card
from bot.status.values import ALIKE, FEWEST_ASKERS, Answers, OfUnit, Span, Status, Theme, Unanswered
from cards.inquiries.words import kind_in_words
from cards.parts import (
    Day,
    Part,
    box,
    buttons,
    card,
    choice_field,
    date_field,
    facts,
    heading,
    note,
    paragraph,
    sayings,
    unfoldings,
)
from cards.rounds.ways import OpenOutcome

BETWEEN = " · "  # between the headings of a place, from the top
IN_SIGHT = 5  # of each list on the card; all of them are in the spreadsheet
OWED_IN_SIGHT = 3  # as each has a button

DAYS, QUARTER, YEAR, OWN = "days", "quarter", "year", "own"


@dataclass(frozen=True)
class ShowStatus(Action, name="status.show"):
    """That the person wants the figures of a time. first, last: of one of their own."""

    span: str = ""
    first: Day = None
    last: Day = None


@dataclass(frozen=True)
class ChooseSpan(Action, name="status.choose"):
    """That the person wants another time. first, last: of the one that is shown."""

    first: date
    last: date


@dataclass(frozen=True)
class BackToStatus(Action, name="status.back"):
    """That the person wants the figures that were shown before."""

    first: date
    last: date


@dataclass(frozen=True)
class ExportStatus(Action, name="status.export", makes_file=True):
    """That the person wants the figures as a spreadsheet."""

    first: date
    last: date


def status(told: Status) -> Card:
    """What waits now, the main figures of a time, and the rest of them folded away."""
    first, last = told.span.first, told.span.last
    return card(
        _("Status"),
        heading(_("Lige nu")),
        *_now(told),
        *_owed(told),
        # Not the time alone: what begins with "4." is shown as a list.
        heading(_("Periode: {span}", span=span_in_words(told.span))),
        *_answers(told),
        unfoldings(
            (
                _("Emner og mangler"),
                [
                    heading(_("Det spørges der mest om")),
                    *_themes(told),
                    heading(_("Det mangler i dokumenterne")),
                    *_lacks(told),
                ],
            ),
            (
                _("Svar, tid og enheder"),
                [
                    heading(_("Henvendelser til direktionen")),
                    *_inquiries(told),
                    *_feedback(told),
                    heading(_("Enheder")),
                    *_units(told),
                ],
            ),
        ),
        note(_("Status viser tal og emner. Den viser ikke, hvem der har spurgt om hvad.")),
        buttons(
            (_("Hent som Excel"), ExportStatus(first, last)),
            (_("Vælg periode"), ChooseSpan(first, last)),
        ),
        summary=_("Status: {span}", span=span_in_words(told.span)),
    )


def span_form(filled: ShowStatus, shown: Span, *, errors: Mapping[str, str] | None = None) -> Card:
    """The choice of a time. shown: the one to go back to."""
    wrong = errors or {}
    return card(
        _("Hvilken periode?"),
        choice_field(
            "span",
            _("Periode"),
            [
                (DAYS, _("De seneste 30 dage")),
                (QUARTER, _("Det seneste hele kvartal")),
                (YEAR, _("Det seneste år")),
                (OWN, _("Egne datoer")),
            ],
            filled.span or DAYS,
            compact=False,
            error=wrong.get("span"),
        ),
        date_field("first", _("Fra (ved egne datoer)"), filled.first, error=wrong.get("first")),
        date_field("last", _("Til (ved egne datoer)"), filled.last, error=wrong.get("last")),
        buttons((_("Vis"), ShowStatus()), (_("Annullér"), BackToStatus(shown.first, shown.last))),
    )


def span_in_words(span: Span) -> str:
    """A time: "1. januar til 31. marts 2026"."""
    if span.first == span.last:
        return day(span.first)
    first = day(span.first)
    if span.first.year == span.last.year:
        first = first.removesuffix(f" {span.first.year}")
    return _("{first} til {last}", first=first, last=day(span.last))


def wanted_in_words(wanted: Wanted) -> str:
    """The kind of fact that was asked for."""
    match wanted:
        case Wanted.TIME:
            return _("hvornår")
        case Wanted.PLACE:
            return _("hvor")
        case Wanted.PERSON:
            return _("hvem")
        case Wanted.AMOUNT:
            return _("hvor meget")
        case Wanted.NUMBER:
            return _("hvor mange")


def theme_in_words(theme: Theme) -> str:
    """A place in the documents."""
    return f"{theme.section} ({theme.document})" if theme.section else theme.document


def unit_in_words(line: OfUnit) -> str:
    """A unit, or all that aren't named."""
    return line.unit if line.unit is not None else _("Øvrige")


def median_in_words(median: timedelta, working_day: timedelta) -> str:
    """How soon half of the answers came, in working time."""
    if median < timedelta(hours=1):
        return _("Halvdelen af svarene kom på under en time.")
    return _("Halvdelen af svarene kom inden for {time}.", time=_time(median, working_day))


def why_no_units(told: Status) -> str:
    """Why there are no figures by unit."""
    if told.by_unit is None:
        return _(
            "Enheder vises kun for et helt kvartal, der er slut. Ellers kunne to perioder "
            "sammenlignes, så man kunne se, hvem der spurgte."
        )
    return _(
        "Enheder vises kun, når mindst {fewest} forskellige har spurgt i hver.",
        fewest=FEWEST_ASKERS,
    )


def _now(told: Status) -> Iterator[Part]:
    open_now, overdue = told.inquiries.open_now, told.inquiries.overdue_now
    if not open_now:
        yield paragraph(_("Der er ikke noget i indbakken, der venter på svar."))
        return
    yield paragraph(
        _(
            "{open}, {overdue} over fristen.",
            open=counted("{number} åben henvendelse", "{number} åbne henvendelser", open_now),
            overdue=number(overdue) if overdue else _("ingen"),
        )
    )
    yield sayings((_("Åbn indbakken"), _("Indbakke")))


def _answers(told: Status) -> Iterator[Part]:
    answers = told.answers
    if not answers.asked:
        yield paragraph(_("Der er ikke stillet spørgsmål i perioden."))
        return
    yield paragraph(
        _(
            "{questions} fra {people}.",
            questions=_number_of_questions(answers.asked),
            people=counted("{number} person", "{number} personer", answers.askers),
        )
    )
    yield facts(
        [
            (_("Besvaret"), number(answers.confident)),
            (_("Forslag vist"), _suggested(answers)),
            (_("Ikke fundet"), number(answers.offered)),
            (_("Sendt videre til direktionen"), number(answers.sent_on)),
        ]
    )


def _suggested(answers: Answers) -> str:
    if not answers.chosen and not answers.rejected:
        return number(answers.suggested)
    return _(
        "{number}. {chosen} valgte et af forslagene, og {rejected} afviste dem alle.",
        number=number(answers.suggested),
        chosen=number(answers.chosen) if answers.chosen else _("Ingen"),
        rejected=number(answers.rejected) if answers.rejected else _("ingen"),
    )


def _inquiries(told: Status) -> Iterator[Part]:
    counted_ = told.inquiries
    if sum(counted_.came.values()):
        told_of = [
            *((kind_in_words(kind), many) for kind, many in counted_.came.items()),
            (_("Heraf besvaret"), counted_.answered),
            (_("Heraf lukket uden svar"), counted_.closed),
            (_("Heraf stadig åbne"), counted_.still_open),
            (_("Heraf trukket tilbage"), counted_.withdrawn),
        ]
        yield facts([(name, number(many)) for name, many in told_of if many])
    else:
        yield paragraph(_("Der kom ingen i perioden."))
    if counted_.median is not None:
        median = median_in_words(counted_.median, counted_.working_day)
        yield paragraph(f"{median} {_('Kun arbejdstid på hverdage tæller med.')}")


def _owed(told: Status) -> Iterator[Part]:
    if told.owed:
        yield heading(_("Lovede resultater, som ikke er sendt"))
    for one in told.owed[:OWED_IN_SIGHT]:
        yield box(
            paragraph(f"**{plain(one.title)}**"),
            note(
                _(
                    "Deltagerne er lovet det senest den {day}. Det er {ago} over tiden.",
                    day=day(one.promised),
                    ago=counted("{number} dag", "{number} dage", one.days),
                )
            ),
            buttons((_("Skriv »Det sagde I«"), OpenOutcome(one.round_id))),
        )
    rest = len(told.owed) - OWED_IN_SIGHT
    if rest > 0:
        yield note(
            counted("{number} til er i Excel-filen.", "{number} til er i Excel-filen.", rest)
        )


def _themes(told: Status) -> Iterator[Part]:
    if not told.themes:
        yield paragraph(_none_alike())
    for theme in told.themes[:IN_SIGHT]:
        yield paragraph(f"{plain(theme_in_words(theme))}: {number(theme.number)}")


def _lacks(told: Status) -> Iterator[Part]:
    lacks = told.lacks
    if not lacks.groups and not lacks.others and not lacks.gaps:
        yield paragraph(_("Alle spørgsmål i perioden blev besvaret eller fik et forslag."))
        return
    for group in lacks.groups[:IN_SIGHT]:
        yield paragraph(f"{_words(group)}: {_number_of_questions(group.number)}")
    if lacks.others:
        yield paragraph(
            counted(
                "{number} ubesvaret spørgsmål ligner ikke andre.",
                "{number} ubesvarede spørgsmål ligner ikke andre.",
                lacks.others,
            )
        )
    if lacks.gaps:
        gaps = ", ".join(
            f"{plain(_own_heading(gap))} ({number(gap.number)})" for gap in lacks.gaps[:IN_SIGHT]
        )
        yield paragraph(_("Det siger dokumenterne selv, at de ikke svarer på: {gaps}", gaps=gaps))
    if lacks.missing:
        told_of = ", ".join(
            f"{wanted_in_words(wanted)} ({number(many)})" for wanted, many in lacks.missing.items()
        )
        yield paragraph(_("Der blev spurgt, uden at det står der: {facts}", facts=told_of))


def _own_heading(theme: Theme) -> str:
    """The heading of the place itself, as it stands inside a sentence."""
    own = theme.section.rpartition(BETWEEN)[2] or theme.document
    return own if own[1:2].isupper() else own[:1].lower() + own[1:]  # "MED" stays as it is


def _feedback(told: Status) -> Iterator[Part]:
    feedback = told.feedback
    yield facts(
        [
            (_("Tommel op / ned"), f"{number(feedback.liked)} / {number(feedback.disliked)}"),
            (_("Direktionens svar hjalp"), number(feedback.helped)),
        ]
    )


def _units(told: Status) -> Iterator[Part]:
    if not told.by_unit:
        yield paragraph(why_no_units(told))
        return
    yield facts([(unit_in_words(line), number(line.questions)) for line in told.by_unit[:10]])
    if len(told.by_unit) > 10:
        yield note(_("Resten er i Excel-filen."))


def _words(group: Unanswered) -> str:
    return ", ".join(plain(word) for word in group.words)


def _number_of_questions(many: int) -> str:
    return counted("{number} spørgsmål", "{number} spørgsmål", many)


def _none_alike() -> str:
    return _(
        "Der er endnu ikke {alike} spørgsmål om det samme i perioden.",
        alike=ALIKE,
    )


def _time(spent: timedelta, working_day: timedelta) -> str:
    """A working time: "3 timer", "1,5 arbejdsdage"."""
    if spent >= working_day:
        days = round(spent / working_day, 1)
        if days == 1:
            return _("1 arbejdsdag")
        return _("{days} arbejdsdage", days=number(days))
    return counted("{number} time", "{number} timer", round(spent / timedelta(hours=1)))
