"""The questions of a round as they are answered, a page at a time.

A page is filled in and read by the places of its questions on it, from 1 to 4, so that one action
serves every round. None of these cards may outlast the answer to a press: what somebody filled in
is not to stand in a chat (see `Reply.lasting`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from bot.rounds.values import (
    HIGHEST_RATING,
    ITEM_LENGTH,
    MOST_RANKED,
    QUESTIONS_A_PAGE,
    TEXT_LENGTH,
    Answer,
    Answers,
    Kind,
    Question,
    Round,
    pages_of,
)
from cards.broadcasts.received import promise_of_free_text
from cards.parts import (
    NONE,
    Part,
    box,
    buttons,
    card,
    choice_field,
    note,
    paragraph,
    text_field,
)
from cards.rounds.invitation import OpenForm

NEXT, BACK, HAND_IN = "next", "back", "hand_in"  # where a press goes


@dataclass(frozen=True)
class FillIn(Action, name="rounds.fill_in"):
    """What a page was filled in with, and where the person goes from there.

    page: from 0. seen: the mark of what the page was filled in with when it was shown. The inputs
    are named by the place of their question on the page: reason of an item, second and third of a
    ranking.
    """

    round_id: UUID
    page: int
    go: str
    seen: str
    answer_1: str = ""
    answer_2: str = ""
    answer_3: str = ""
    answer_4: str = ""
    reason_1: str = ""
    reason_2: str = ""
    reason_3: str = ""
    reason_4: str = ""
    second_1: str = ""
    second_2: str = ""
    second_3: str = ""
    second_4: str = ""
    third_1: str = ""
    third_2: str = ""
    third_3: str = ""
    third_4: str = ""


@dataclass(frozen=True)
class HandIn(Action, name="rounds.hand_in"):
    """That the person hands in what they filled in, though it names somebody."""

    round_id: UUID


def form(
    round_: Round,
    page: int,
    answers: Answers,
    *,
    seen: str,
    handed_in: bool,
    errors: Mapping[str, str] | None = None,
    said: str = "",
    typed: Answers | None = None,
) -> Card:
    """One page of the questions, filled in.

    answers, errors: by the keys of the questions. handed_in: whether an answer counts already.
    said: what just happened. typed: what was written and isn't kept, to be copied from.
    """
    errors = errors or {}
    pages = pages_of(round_.content.questions)
    page = min(max(page, 0), len(pages) - 1)
    first = sum(map(len, pages[:page])) + 1
    parts = [
        part
        for place, question in enumerate(pages[page])
        for part in question_parts(
            question,
            first + place,
            place=place + 1,
            answer=answers.get(question.key),
            error=errors.get(question.key),
        )
    ]
    if any(one.kind in (Kind.TEXT, Kind.ITEM) for one in pages[page]):
        parts.append(note(promise_of_free_text()))
    if handed_in:
        parts.append(note(_("Det svar, du har afleveret, gælder, til du afleverer igen.")))
    return card(
        round_.content.title,
        *([paragraph(f"**{said}**")] if said else []),
        *_not_kept(pages[page], typed or {}),
        *_where(page, len(pages)),
        *_who_sees(round_, page),
        *parts,
        _ways(round_, page, len(pages), seen=seen, handed_in=handed_in),
    )


def question_parts(
    question: Question,
    number: int,
    *,
    place: int | None = None,
    answer: Answer | None = None,
    error: str | None = None,
) -> Iterator[Part]:
    """A question with its inputs. number: its place in the round, from 1. place: on its page.

    Nothing is required of the client: it would let nobody go back before all is filled in.
    """
    place = place or (number - 1) % QUESTIONS_A_PAGE + 1
    label = f"{number}. {question.text}"
    if question.required:
        label = _("{question} (skal besvares)", question=label)
    if question.help:
        yield note(plain(question.help))
    name = f"answer_{place}"
    match question.kind:
        case Kind.TEXT:
            yield _text(name, label, answer if isinstance(answer, str) else "", error, lines=True)
        case Kind.ITEM:
            title, reason = _pair(answer)
            yield _text(name, label, title, error, longest=ITEM_LENGTH)
            yield _text(f"reason_{place}", _("Hvorfor?"), reason, None, lines=True)
        case Kind.RATING | Kind.CHOICE | Kind.CHOICES:
            several = question.kind is Kind.CHOICES
            chosen = answer if isinstance(answer, list) else [answer] if answer is not None else []
            values = [str(one) for one in chosen]
            yield choice_field(
                name,
                label,
                _choices(question),
                values if several else "".join(values[:1]),
                several=several,
                compact=False,
                error=error,
            )
        case Kind.RANKING:
            yield from _ranking(question, place, label, answer, error)


def answers_in(action: FillIn, questions: Sequence[Question]) -> dict[str, Answer | None]:
    """What a page was filled in with, by the keys of its questions; None: nothing."""
    return {
        question.key: _answer_in(action, question, place)
        for place, question in enumerate(questions, start=1)
    }


def names_somebody(round_: Round, *, page: int, own: bool, others: Sequence[str]) -> Card:
    """The question whether to hand in a text that names people. own: the writer's own name."""
    said = []
    if own:
        said.append(
            _("Din tekst nævner dit eget navn, så det kan ses, at det er dig, der har skrevet.")
        )
    if others:
        shown = ", ".join(map(plain, others[:5])) + (" …" if len(others) > 5 else "")
        said.append(
            _("Din tekst nævner {names}. Skriv helst ikke om navngivne kolleger.", names=shown)
        )
    return card(
        round_.content.title,
        *map(paragraph, said),
        paragraph(_("Dit svar er ikke afleveret endnu. Vil du aflevere alligevel?")),
        buttons(
            (_("Ret svaret"), OpenForm(round_.id, page)),
            (_("Aflever alligevel"), HandIn(round_.id)),
        ),
    )


def _where(page: int, pages: int) -> Iterator[Part]:
    if pages > 1:
        yield note(
            _("Side {page} af {pages}. Det, du udfylder, gemmes.", page=page + 1, pages=pages)
        )


def _who_sees(round_: Round, page: int) -> Iterator[Part]:
    if round_.content.anonymous and not page:
        yield note(_("Direktionen kan ikke se, hvem der har svaret hvad."))


def _ways(round_: Round, page: int, pages: int, *, seen: str, handed_in: bool) -> Part:
    def way(title: str, go: str) -> tuple[str, Action]:
        return title, FillIn(round_.id, page, go, seen)

    is_last = page + 1 == pages
    ways = [way(_("Aflever"), HAND_IN)] if is_last else [way(_("Næste"), NEXT)]
    if handed_in and not is_last:
        ways.append(way(_("Aflever"), HAND_IN))
    return buttons(*ways, way(_("Tilbage"), BACK))


def _not_kept(questions: Sequence[Question], typed: Answers) -> Iterator[Part]:
    texts = [
        text
        for question in questions
        for text in _texts(question, typed.get(question.key))
        if text.strip()
    ]
    if texts:
        yield note(_("Det havde du skrevet her, hvis du skal bruge det:"))
        yield box(*(paragraph(plain(text)) for text in texts))


def _texts(question: Question, answer: Answer | None) -> Iterator[str]:
    if question.kind is Kind.TEXT and isinstance(answer, str):
        yield answer
    if question.kind is Kind.ITEM:
        yield from _pair(answer)


def _text(
    name: str,
    label: str,
    value: str,
    error: str | None,
    *,
    lines: bool = False,
    longest: int = TEXT_LENGTH,
) -> Part:
    limit = longest if len(value) <= longest else None  # or the client might cut what was written
    return text_field(name, label, value, lines=lines, longest=limit, error=error)


def _choices(question: Question) -> list[tuple[str, str]]:
    if question.kind is Kind.RATING:
        ends = {1: question.low, HIGHEST_RATING: question.high}
        choices = [
            (str(step), f"{step} ({ends[step]})" if ends.get(step) else str(step))
            for step in range(1, HIGHEST_RATING + 1)
        ]
    else:
        choices = [(str(place), option) for place, option in enumerate(question.options)]
    if question.required or question.kind is Kind.CHOICES:
        return choices
    return [*choices, (NONE, _("Intet svar"))]  # clients can't take back what was chosen


def _ranking(
    question: Question, place: int, label: str, answer: Answer | None, error: str | None
) -> Iterator[Part]:
    choices = [(str(one), option) for one, option in enumerate(question.options)]
    ranked = [str(one) for one in answer] if isinstance(answer, list) else []
    yield paragraph(plain(label))
    names = (_("Det vigtigste"), _("Det næstvigtigste"), _("Det tredjevigtigste"))
    inputs = (f"answer_{place}", f"second_{place}", f"third_{place}")
    for rank in range(min(MOST_RANKED, len(choices))):
        yield choice_field(
            inputs[rank],
            names[rank],
            [*choices, (NONE, _("Intet valgt"))],
            ranked[rank] if rank < len(ranked) else "",
            error=None if rank else error,
        )


def _answer_in(action: FillIn, question: Question, place: int) -> Answer | None:
    def written(name: str) -> str:
        value: Any = getattr(action, f"{name}_{place}")
        return str(value)

    answer = written("answer")
    match question.kind:
        case Kind.TEXT:
            return answer if answer.strip() else None
        case Kind.ITEM:
            item = [answer, written("reason")]
            return item if "".join(item).strip() else None
        case Kind.RATING | Kind.CHOICE:
            return _number(answer)
        case Kind.CHOICES:
            chosen = [_number(one) for one in answer.split(",")]
        case Kind.RANKING:
            chosen = [_number(written(name)) for name in ("answer", "second", "third")]
    return [one for one in chosen if one is not None] or None


def _number(value: str) -> int | None:
    """The number of a choice; None when nothing, or what is no choice, was chosen."""
    return int(value) if value.isdecimal() and len(value) <= 2 else None


def _pair(answer: Answer | None) -> tuple[str, str]:
    match answer:
        case [str() as title, str() as reason]:
            return title, reason
    return "", ""
