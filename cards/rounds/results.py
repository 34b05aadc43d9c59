"""What a round came to, to the directorate: while it runs how many, then what was answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.language import _
from bot.language.formats import day, moment, number, plain, relative_moment
from bot.messages import Action, Card
from bot.rounds.findings import Progress, Result, Results, Share, UnitProgress
from bot.rounds.values import NUMERIC, Count, Partition, Round
from cards.parts import Part, box, buttons, card, heading, note, paragraph
from cards.rounds.figures import figures, group_name, in_short, unit_name
from cards.rounds.status import answered_in_words
from cards.rounds.ways import (
    REST,
    ShowOutcome,
    ShowResults,
    ShowRound,
    ShowTexts,
    ShowThemes,
    name_of,
    pages,
)
from cards.rounds.words import unread_in_words

PAGE = 3  # questions in a card
GROUPS = 6  # in a card
UNITS = 12  # of those who are to answer


@dataclass(frozen=True)
class ShowResultsFrom(Action, name="rounds.show_results_from"):
    """What was answered to the questions from this place on, from 0."""

    round_id: UUID
    offset: int


@dataclass(frozen=True)
class ShowProgressFrom(Action, name="rounds.show_progress_from"):
    """How many have answered in the units from this place on, from 0."""

    round_id: UUID
    offset: int


@dataclass(frozen=True)
class ShowGroups(Action, name="rounds.show_groups"):
    """What the levels and units answered to a question, from this place on. question: its key."""

    round_id: UUID
    question: str
    offset: int


@dataclass(frozen=True)
class ChooseFile(Action, name="rounds.choose_file"):
    """That the person wants it as a file, and hasn't said which."""

    round_id: UUID


@dataclass(frozen=True)
class ExportResults(Action, name="rounds.export_results"):
    """That the person wants the answers as a spreadsheet."""

    round_id: UUID


@dataclass(frozen=True)
class ExportReport(Action, name="rounds.export_report"):
    """That the person wants a report, as a paper for a meeting."""

    round_id: UUID


@dataclass(frozen=True)
class ExportRecord(Action, name="rounds.export_record"):
    """That the person wants what belongs on the record."""

    round_id: UUID


@dataclass(frozen=True)
class TakeResults(Action, name="rounds.take_results"):
    """That the person takes one of these files, which they were offered. which: as named here."""

    round_id: UUID
    which: str


RESULTS, REPORT, RECORD = "results", "report", "record"  # the files of a closed round


def progress(progress: Progress, *, offset: int, now: datetime) -> Card:
    """How many have answered of a round that runs."""
    round_ = progress.round
    units = progress.units[offset : offset + UNITS]
    return card(
        _("Hvor mange har svaret"),
        paragraph(f"**{name_of(round_)}**"),
        paragraph(answered_in_words(progress.answered, round_.number or 0)),
        *_units(units),
        note(
            _(
                "Svarene ses først, når runden er lukket {when}.",
                when=relative_moment(round_.ends or now, now),
            )
        ),
        *pages(
            lambda place: ShowProgressFrom(round_.id, place),
            offset,
            len(units),
            len(progress.units),
            size=UNITS,
        ),
        buttons((_("Opdater"), ShowResults(round_.id)), (_("Status"), ShowRound(round_.id))),
    )


def results(found: Results, *, offset: int = 0) -> Card:
    """What was answered, a few questions at a time, from this place on, from 0."""
    round_ = found.round
    shown = found.results[offset : offset + PAGE]
    return card(
        round_.content.title,
        paragraph(f"**{turnout(found)}**"),
        *(_about(found) if not offset else ()),
        *(part for result in shown if found.answered for part in _result(found, result)),
        *pages(
            lambda place: ShowResultsFrom(round_.id, place),
            offset,
            len(shown),
            len(found.results) if found.answered else len(shown),
            size=PAGE,
        ),
        buttons(
            (_("Skriv »Det sagde I«"), ShowOutcome(round_.id)),
            (_("Temaer"), ShowThemes(round_.id, 0)),
            (_("Hent som fil"), ChooseFile(round_.id)),
        ),
        summary=_("Resultatet af »{title}«", title=round_.content.title),
    )


def turnout(found: Results) -> str:
    """How many of those who were asked have answered: "212 af 287 har svaret (74 %).".

    And how many of the answers were left out, if any were.
    """
    if not found.answered:
        return _("Ingen har svaret.")
    invited = found.round.number or found.answered
    said = _(
        "{answered} af {invited} har svaret ({share} %).",
        answered=number(found.answered),
        invited=number(invited),
        share=number(round(100 * found.answered / invited)),
    )
    return f"{said} {unread_in_words(found.unread)}" if found.unread else said


def too_few(round_: Round, result: Result) -> str:
    """Why nothing is shown of a question."""
    if not round_.content.anonymous:
        return _("Ingen har svaret på spørgsmålet.")
    least = (
        round_.content.least_numbers
        if result.question.kind in NUMERIC
        else round_.content.least_texts
    )
    return _("For få svar til at vise: der skal være mindst {least}.", least=number(least))


def not_compared() -> str:
    """That a group isn't compared with the earlier round."""
    return _("Kan ikke sammenlignes med sidst.")


def why_not_compared() -> str:
    """Why some groups aren't."""
    return _(
        "En gruppe sammenlignes kun med sidst, hvis den dækker de samme enheder eller niveauer, og "
        "der også dengang var svar nok."
    )


def groups(found: Results, result: Result, *, offset: int) -> Card:
    """What the levels and units answered to a question."""
    every = [*result.levels, *result.units]
    shown = every[offset : offset + GROUPS]
    return card(
        f"{result.place}. {result.question.text}",
        *([] if every else [paragraph(_("For få svar til at vise pr. enhed eller niveau."))]),
        *_listed(result, shown),
        *(
            [note(_("Små enheder er lagt sammen, så ingens svar kan regnes ud."))]
            if found.round.content.anonymous and every
            else []
        ),
        *(_compared_with(found) if result.before and every else ()),
        *([note(why_not_compared())] if any(_is_alone(result, one) for one in shown) else []),
        *pages(
            lambda place: ShowGroups(found.round.id, result.question.key, place),
            offset,
            len(shown),
            len(every),
            size=GROUPS,
        ),
        buttons((_("Tilbage til resultatet"), _page_of(found, result))),
    )


def files(round_: Round) -> Card:
    """Which file it shall be."""
    inside = (
        _("Excel har tal og tekster uden navne.")
        if round_.content.anonymous
        else _("Excel har alle svar med navne.")
    )
    return card(
        _("Hent som fil"),
        paragraph(f"**{name_of(round_)}**"),
        paragraph(_("Word er en rapport til mødet. {excel}", excel=inside)),
        paragraph(_("»Til journal« samler det, der hører til sagen.")),
        buttons(
            (_("Word"), ExportReport(round_.id)),
            (_("Excel"), ExportResults(round_.id)),
            (_("Til journal"), ExportRecord(round_.id)),
        ),
        buttons((_("Tilbage til resultatet"), ShowResults(round_.id))),
    )


def _units(units: Sequence[UnitProgress]) -> Iterator[Part]:
    if not units:
        yield note(_("Fordelt på enheder vises det kun for enheder med mindst 10 inviterede."))
        return
    yield heading(_("Enheder med mindst 10 inviterede"))
    yield paragraph("\n".join(f"- {_of_unit(one)}" for one in units))


def _of_unit(one: UnitProgress) -> str:
    """How many of a unit have answered, never exactly."""
    unit, invited = plain(unit_name(one.unit)), number(one.invited)
    match one.share:
        case Share.LESS_THAN_HALF:
            return _("{unit}: under halvdelen af {invited}", unit=unit, invited=invited)
        case Share.HALF_OR_MORE:
            return _("{unit}: mindst halvdelen af {invited}", unit=unit, invited=invited)
        case Share.NEARLY_ALL:
            return _("{unit}: næsten alle {invited}", unit=unit, invited=invited)


def _about(found: Results) -> Iterator[Part]:
    content, closed = found.round.content, found.round.ends
    if closed:
        yield note(_("Lukket {when}.", when=moment(closed)))
    if content.anonymous and found.answered:
        yield note(
            _(
                "Anonym runde. Tal vises ved mindst {numbers} svar og tekster ved mindst {texts}.",
                numbers=number(content.least_numbers),
                texts=number(content.least_texts),
            )
        )
    yield from _compared_with(found)


def _compared_with(found: Results) -> Iterator[Part]:
    if found.earlier:
        opened = found.earlier.opens or found.earlier.changed_at
        yield note(
            _(
                "»Sidst« er »{title}«, som åbnede den {day}.",
                title=name_of(found.earlier),
                day=day(opened),
            )
        )


def _result(found: Results, result: Result) -> Iterator[Part]:
    round_, question = found.round, result.question
    yield heading(f"{result.place}. {question.text}")
    if not result.count or not result.count.answered:
        yield paragraph(too_few(round_, result))
        return
    yield from figures(question, result.count, result.before)
    if question.kind not in NUMERIC:
        if result.texts:
            yield buttons((_("Læs svarene"), ShowTexts(round_.id, question.key, REST, 0)))
        else:
            yield note(_("Teksterne er slettet, da opbevaringstiden udløb."))
    elif result.units or result.levels:
        yield buttons((_("Pr. enhed og niveau"), ShowGroups(round_.id, question.key, 0)))
    elif round_.content.anonymous:
        yield note(_("For få svar til at vise pr. enhed eller niveau."))


def _listed(result: Result, shown: list[Count]) -> Iterator[Part]:
    before: Partition | None = None
    for count in shown:
        if count.partition is not before:
            before = count.partition
            yield heading(_("Niveauer") if before is Partition.LEVEL else _("Enheder"))
        said = in_short(result.question, count, result.before_of(count))
        if _is_alone(result, count):
            said = f"{said}. {not_compared()}"
        yield box(paragraph(f"**{plain(group_name(count))}**"), paragraph(plain(said)))


def _is_alone(result: Result, count: Count) -> bool:
    """Whether the question is compared with the earlier round, and this group can't be."""
    return result.before is not None and result.before_of(count) is None


def _page_of(found: Results, result: Result) -> Action:
    return ShowResultsFrom(found.round.id, (result.place - 1) // PAGE * PAGE)
