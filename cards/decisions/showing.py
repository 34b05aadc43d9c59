"""A decision as people look it up: what it says, what it means, what is done, what it replaces."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.decisions.register.shelf import AnsweredTheme
from bot.decisions.values import UNPUBLISHED, Decision, FollowUp, Phase
from bot.language import _, counted
from bot.language.formats import day, number, plain
from bot.messages import Action, Card
from cards.decisions.asking import AskAboutDecision
from cards.decisions.deed_words import due_in_words, state_in_words
from cards.decisions.deeds import ShowDeeds
from cards.decisions.discussing import TakeDiscussion
from cards.decisions.ending import AskToLapse
from cards.decisions.themes import ShowTheme
from cards.decisions.ways import OpenDecisionDraft, ShowDecision, ShowPublication, ShowRegister
from cards.decisions.words import (
    decided_in_words,
    or_on_leave,
    reference_in_words,
    shortened,
    standing,
)
from cards.decisions.writing import EditDecision
from cards.parts import (
    Part,
    box,
    buttons,
    card,
    facts,
    heading,
    link,
    note,
    paragraph,
    unfolding,
)
from cards.people import audience_in_words

TEXT = 1500  # characters of it on the card
WHOLE_TEXT = 4000  # characters of it on a card of its own
MEANT = 120  # characters of what is to be done
MOST_DEEDS = 6
ANSWERS = 2  # on a card


@dataclass(frozen=True)
class ShowDecisionText(Action, name="decisions.text"):
    """That the person wants to read all of it, from this place on."""

    decision_id: UUID
    offset: int


@dataclass(frozen=True)
class ShowDecisionAnswers(Action, name="decisions.answers"):
    """That the person wants to see what was asked about it, from this one on."""

    decision_id: UUID
    offset: int


@dataclass(frozen=True)
class ShowDecisionHistory(Action, name="decisions.history"):
    """That the person wants to see what it said before, from this version on."""

    decision_id: UUID
    offset: int


@dataclass(frozen=True)
class ExportDecision(Action, name="decisions.export_record", makes_file=True):
    """That the person wants it with its history as one file, for the record."""

    decision_id: UUID


@dataclass(frozen=True)
class May:
    """What whoever looks may do with it. publish: also hand it to the record."""

    publish: bool = False
    edit: bool = False
    ask: bool = True


def decision(
    decision: Decision,
    *,
    may: May,
    theme: AnsweredTheme | None,
    now: datetime,
    back: ShowRegister | None = None,
    said: str = "",
) -> Card:
    """The decision as it now stands. back: the list that it was opened from. said: what happened.

    theme: of an input round, that it is the answer to.
    """
    today = in_copenhagen(now).date()
    content = decision.shown
    return card(
        content.title or _("(Uden overskrift)"),
        *([paragraph(f"**{plain(said)}**")] if said else []),
        *_standing(decision, today),
        box(*_text(decision)),
        *_meaning(decision),
        *_ways(decision, may, back),
        facts(list(_facts(decision, theme, today))),
        *_replaced(decision),
        *_follow_ups(decision, today),
        *_more_ways(decision, may),
        summary=_("Beslutning: {title}", title=content.title),
    )


def whole_text(decision: Decision, *, offset: int) -> Card:
    """All of its words, in parts where they are many."""
    text = decision.shown.text
    parts = _in_parts(text)
    place = min(max(offset, 0), len(parts) - 1)
    turning: list[tuple[str, Action]] = []
    if place + 1 < len(parts):
        turning.append((_("Læs videre"), ShowDecisionText(decision.id, place + 1)))
    if place:
        turning.append((_("Forrige"), ShowDecisionText(decision.id, place - 1)))
    return card(
        decision.shown.title,
        note(plain(decided_in_words(decision.shown))),
        *_lines(parts[place]),
        *(
            [note(_("Del {place} af {all}", place=place + 1, all=len(parts)))]
            if len(parts) > 1
            else []
        ),
        buttons(*turning, (_("Tilbage"), ShowDecision(decision.id, apart=False))),
    )


def answers(decision: Decision, *, offset: int) -> Card:
    """What was asked about it, and answered for all."""
    total = len(decision.answers)
    offset = min(max(offset, 0), max(total - 1, 0) // ANSWERS * ANSWERS)
    shown = decision.answers[offset : offset + ANSWERS]
    turning: list[tuple[str, Action]] = []
    if offset + len(shown) < total:
        turning.append((_("Næste"), ShowDecisionAnswers(decision.id, offset + ANSWERS)))
    if offset:
        turning.append((_("Forrige"), ShowDecisionAnswers(decision.id, offset - ANSWERS)))
    return card(
        _("Spørgsmål og svar"),
        note(plain(decision.shown.title)),
        *([] if shown else [paragraph(_("Ingen har spurgt om noget, der gælder alle, endnu."))]),
        *(
            box(
                paragraph(f"**{plain(one.question)}**"),
                *_lines(one.answer),
                note(_("Besvaret {day}", day=day(in_copenhagen(one.at)))),
            )
            for one in shown
        ),
        buttons(*turning, (_("Tilbage"), ShowDecision(decision.id, apart=False))),
    )


def _standing(decision: Decision, today: date) -> Iterator[Part]:
    """Whether it holds, first: nobody should take for current what isn't."""
    words = standing(decision, today=today)
    if decision.phase is Phase.REPLACED and decision.replaced_by:
        words = _("{words} af {other}", words=words, other=reference_in_words(decision.replaced_by))
    yield paragraph(f"**{plain(words)}.**")
    if decision.phase is Phase.LAPSED and decision.ended_reason:
        yield paragraph(plain(_("Fordi: {reason}", reason=decision.ended_reason)))
    if decision.corrected_at and decision.phase is Phase.CURRENT:
        when = day(in_copenhagen(decision.corrected_at))
        yield note(_("Rettet den {day}. Hvad der stod før, ses under »Historik«.", day=when))
    if decided := decided_in_words(decision.shown):
        yield note(plain(f"{decided}."))


def _text(decision: Decision) -> Iterator[Part]:
    text = decision.shown.text
    beginning = shortened(text, TEXT)
    yield from _lines(beginning or _("(Uden tekst)"))
    if beginning != text:
        yield buttons((_("Læs det hele"), ShowDecisionText(decision.id, 0)))


def _lines(text: str) -> Iterator[Part]:
    """A text as somebody wrote it, its lines kept."""
    yield paragraph(plain(text).replace("\n", "\n\n"))


def _meaning(decision: Decision) -> Iterator[Part]:
    content = decision.shown
    if content.meaning:
        yield heading(_("Det betyder for dig"))
        yield from _lines(content.meaning)
    if content.to_discuss:
        yield heading(_("Til drøftelse hos jer"))
        for question in content.to_discuss:
            yield paragraph(plain(question))


def _facts(
    decision: Decision, theme: AnsweredTheme | None, today: date
) -> Iterator[tuple[str, str]]:
    content = decision.shown
    holds = decision.phase is Phase.CURRENT or decision.phase in UNPUBLISHED
    if content.holds_from and not (holds and content.holds_from > today):  # or it stands on top
        yield _("Gælder fra") if holds else _("Skulle gælde fra"), day(content.holds_from)
    owner = decision.owner
    yield _("Ansvarlig"), or_on_leave(owner.name, owner, today) if owner else _("ingen")
    concerned = decision.segment or audience_in_words(decision.audience)
    yield _("Gælder for") if holds else _("Var for"), concerned
    if content.case_number:
        yield _("Sag"), content.case_number
    if content.theme:
        yield _("Tema"), content.theme
    if content.in_med:
        yield _("Drøftes i MED"), day(content.med_on) if content.med_on else _("Ja")
    if content.med_outcome:
        yield _("Det sagde MED"), content.med_outcome
    if content.review_on:
        yield _("Ses på igen"), day(content.review_on)
    if theme:
        yield (
            _("Svar på"),
            _("»{theme}« i inputrunden »{round}«", theme=theme.name, round=theme.round),
        )
    if not content.open_to_all:
        yield _("Kan ses af"), _("dem, den gælder for, og direktionen")


def _replaced(decision: Decision) -> Iterator[Part]:
    if decision.replaces:
        yield note(plain(_("Afløser {other}.", other=reference_in_words(decision.replaces))))


def _follow_ups(decision: Decision, today: date) -> Iterator[Part]:
    if not decision.follow_ups:
        return
    yield heading(_("Opfølgning"))
    for one in decision.follow_ups[:MOST_DEEDS]:
        about = [_who(one), state_in_words(one.state)]
        if decision.phase is Phase.CURRENT:  # else there is nothing to be done any more
            about.insert(1, due_in_words(one, today))
        yield paragraph(plain(shortened(one.what, MEANT)))
        yield note(plain(" · ".join(about)))
    more = len(decision.follow_ups) - MOST_DEEDS
    if more > 0:
        yield note(counted("og {number} til", "og {number} til", more))


def _who(one: FollowUp) -> str:
    """Who does it; that somebody is on leave is nothing for everybody."""
    if one.owner and one.owner.active:
        return one.owner.name
    return _("Uden ansvarlig")


def _ways(decision: Decision, may: May, back: ShowRegister | None) -> Iterator[Part]:
    if decision.phase in UNPUBLISHED:
        yield buttons((_("Åbn kladden"), OpenDecisionDraft(decision.id, apart=False)))
        return
    ways: list[tuple[str, Action]] = []
    if decision.replaced_by:
        ways.append((_("Vis den nye"), ShowDecision(decision.replaced_by.id, apart=False)))
    elif may.ask and decision.phase is Phase.CURRENT:
        ways.append((_("Spørg"), AskAboutDecision(decision.id)))
    if decision.answers:
        many = number(len(decision.answers))
        answered = ShowDecisionAnswers(decision.id, 0)
        ways.append((_("Spørgsmål og svar ({many})", many=many), answered))
    if back:
        ways.append((_("Tilbage til listen"), back))
    if ways:
        yield buttons(*ways)
    if decision.shown.link:
        yield link(_("Læs sagen"), decision.shown.link)


def _more_ways(decision: Decision, may: May) -> Iterator[Part]:
    if decision.phase in UNPUBLISHED:
        return
    writers = list(_for_writers(decision, may))
    yield unfolding(
        _("Mere"),
        buttons(*_for_everybody(decision, may)),
        *([buttons(*writers)] if writers else []),
        *(
            [buttons((_("Lad den bortfalde"), AskToLapse(decision.id)))]
            if may.publish and decision.phase is Phase.CURRENT
            else []
        ),
    )


def _for_everybody(decision: Decision, may: May) -> Iterator[tuple[str, Action]]:
    yield _("Historik"), ShowDecisionHistory(decision.id, 0)
    if decision.replaces:
        yield _("Vis den tidligere"), ShowDecision(decision.replaces.id, apart=False)
    if decision.shown.to_discuss and may.ask:
        yield _("Få tekst at dele"), TakeDiscussion(decision.id)
    if decision.shown.theme and may.ask:
        yield _("Flere om temaet"), ShowTheme(decision.shown.theme, 0, apart=True)


def _for_writers(decision: Decision, may: May) -> Iterator[tuple[str, Action]]:
    if may.edit and decision.phase is Phase.CURRENT:
        yield _("Ret beslutningen"), EditDecision(decision.id)
        yield _("Opfølgninger"), ShowDeeds(decision.id)
    if may.publish:
        if decision.shown_in:
            yield _("Status"), ShowPublication(decision.shown_in, apart=True)
        yield _("Til journal"), ExportDecision(decision.id)


def _in_parts(text: str) -> list[str]:
    """The text in parts that a card has room for, cut between lines, or else between words."""
    parts: list[str] = []
    rest = text
    while len(rest) > WHOLE_TEXT:
        cut = max(rest.rfind("\n", 0, WHOLE_TEXT), 0) or max(rest.rfind(" ", 0, WHOLE_TEXT), 0)
        cut = cut or WHOLE_TEXT
        parts.append(rest[:cut])
        rest = rest[cut:].lstrip()
    return [*parts, rest]
