"""What is handed over of a closed round as Excel: the answers, and what is for the record."""

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bot.audit import Entry
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, Value, workbook
from bot.language import _
from bot.people.values import Person
from bot.rounds.findings import Outcome, Results, Theme, Written
from bot.rounds.values import (
    NUMERIC,
    Answer,
    Answers,
    Kind,
    Question,
    Round,
)
from cards.audit import act_in_words
from cards.people import audience_in_words
from cards.rounds.texts import answer_in_words
from cards.rounds.themes import state_name
from cards.rounds.words import kind_name, promise
from dialogs.rounds.numbers import numbers

LONGEST_NAME = 60  # characters of a title in a file's name

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#%\x00-\x1f]+')


def about(kind: str, round_: Round, *, by: Person, now: datetime) -> About:
    """What a workbook says of itself."""
    notes = (promise(anonymous=True),) if round_.content.anonymous else ()
    return About(f"{kind}: {round_.content.title}", now, by.name, notes)


def file_name(kind: str, round_: Round, suffix: str, *, now: datetime) -> str:
    """The name of a file."""
    words = _NOT_IN_NAMES.sub(" ", round_.content.title).split()
    title = " ".join(words)[:LONGEST_NAME].strip(". ")
    return f"{kind} {title} {in_copenhagen(now).date().isoformat()}.{suffix}"


def answers(
    about: About,
    found: Results,
    texts: Mapping[str, Sequence[Written]],
    themes: Sequence[Theme],
    responses: Sequence[tuple[Person, Answers]],
) -> bytes:
    """The numbers, the texts, and of a round with names who answered what.

    texts: by the keys of their questions; they are shuffled.
    """
    sheets = [numbers(found), _texts(found, texts, themes), _themes(themes)]
    if not found.round.content.anonymous:
        sheets.insert(0, _responses(found.round, responses))
    return workbook(about, *sheets)


def record(about: About, outcome: Outcome, acts: Sequence[Entry]) -> bytes:
    """What is for the record: what was asked of whom, what it came to, what was sent back.

    acts: the oldest first.
    """
    found = outcome.results
    return workbook(
        about,
        Sheet(_("Inputrunde"), (_("Felt"), _("Indhold")), list(_facts(outcome))),
        Sheet(
            _("Rundens spørgsmål"),
            (_("Nr."), _("Spørgsmål"), _("Hjælpetekst"), _("Type"), _("Svarmuligheder")),
            [
                (place, one.text, one.help, kind_name(one.kind), "\n".join(one.options))
                for place, one in enumerate(found.round.content.questions, start=1)
            ],
        ),
        numbers(found),
        _themes(outcome.themes),
        Sheet(
            _("Hændelser"),
            (_("Tidspunkt"), _("Hvem"), _("Handling"), _("Antal")),
            [(one.at, one.actor, act_in_words(one.act), one.number) for one in acts],
        ),
    )


def _texts(
    found: Results, texts: Mapping[str, Sequence[Written]], themes: Sequence[Theme]
) -> Sheet:
    names = {one.id: one.name for one in themes}
    with_names = not found.round.content.anonymous
    rows: list[tuple[Value, ...]] = []
    for place, question in enumerate(found.round.content.questions, start=1):
        written = list(texts.get(question.key, ()))
        secrets.SystemRandom().shuffle(written)
        for one in written:
            theme = names.get(one.theme_id) if one.theme_id else None
            row = (place, question.text, answer_in_words(one.answer), theme)
            rows.append((*row, one.by.name if one.by else None) if with_names else row)
    headings = (_("Nr."), _("Spørgsmål"), _("Svar"), _("Tema"))
    return Sheet(_("Tekster"), (*headings, _("Navn")) if with_names else headings, rows)


def _themes(themes: Sequence[Theme]) -> Sheet:
    return Sheet(
        _("Temaer"),
        (_("Tema"), _("Svar"), _("Hvad sker der"), _("Hvem"), _("Begrundelse")),
        [(one.name, one.texts, state_name(one.state), one.who, one.reason) for one in themes],
    )


def _responses(round_: Round, responses: Sequence[tuple[Person, Answers]]) -> Sheet:
    questions = round_.content.questions
    headings = (
        _("Navn"),
        _("Titel"),
        _("Enhed"),
        *(f"{place}. {one.text}" for place, one in enumerate(questions, start=1)),
    )
    rows = [
        (
            person.name,
            person.title,
            person.unit,
            *(_in_words(one, given[one.key]) if one.key in given else None for one in questions),
        )
        for person, given in responses
    ]
    return Sheet(_("Besvarelser"), headings, rows)


def _in_words(question: Question, answer: Answer) -> Value:
    """An answer as it was given; options by their names."""
    if question.kind not in NUMERIC:
        return answer_in_words(answer)
    if question.kind is Kind.RATING:
        return answer if isinstance(answer, int) else None
    chosen = answer if isinstance(answer, list) else [answer]
    names = [question.options[one] for one in chosen if isinstance(one, int)]
    if question.kind is Kind.RANKING:
        names = [f"{place}. {name}" for place, name in enumerate(names, start=1)]
    return "\n".join(names)


def _facts(outcome: Outcome) -> Iterator[tuple[Value, ...]]:
    round_, content = outcome.results.round, outcome.results.round.content
    yield _("Emne"), content.title
    yield _("Sagsnummer"), None  # filled in by whoever puts it on the record
    yield _("Hvorfor"), content.why
    yield _("Tema"), content.theme
    yield _("Åbnede"), round_.opens
    yield _("Lukkede"), round_.closes
    yield _("Form"), promise(anonymous=content.anonymous)
    yield _("Skrevet af"), round_.author.name
    yield _("Bekræftet af"), round_.confirmed_by.name if round_.confirmed_by else None
    if round_.audience:
        yield _("Deltagere"), audience_in_words(round_.audience, most=None)
    if round_.segment:
        yield _("Målgruppe"), round_.segment
    yield _("Inviterede"), round_.number
    yield _("Har svaret"), outcome.results.answered
    if outcome.results.unread:
        yield _("Svar, der ikke kunne læses, og ikke er talt med"), outcome.results.unread
    if content.in_med:
        yield _("Drøftes i MED"), content.med_on or _("Ja")
    yield _("Resultat lovet senest"), content.outcome_by
    if sent := outcome.draft.published:
        yield _("»Det sagde I« sendt"), sent.at
        yield _("»Det sagde I« sendt af"), sent.by
        yield _("»Det sagde I«"), sent.text
