"""The questions of a draft: the list of them, and the form of each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Self
from uuid import UUID

from pydantic import AliasChoices, Field

from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.rounds.values import (
    END_LENGTH,
    HELP_LENGTH,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    OPTION_LENGTH,
    QUESTION_LENGTH,
    Kind,
    Question,
    Round,
    minutes_to_answer,
)
from cards.parts import (
    Part,
    box,
    buttons,
    card,
    note,
    paragraph,
    text_field,
    toggle_field,
    unfolding,
)
from cards.rounds.ways import EditRound, OpenDraft, ShowAudience, ShowQuestions, name_of, pages
from cards.rounds.words import kind_name

PAGE = 6  # questions in the list at a time: three buttons each, and a card has little room
LISTED_OPTIONS = 130  # characters of a question's options, where all questions are listed
OPTIONS_ROOM = (MOST_OPTIONS + 2) * (OPTION_LENGTH + 20)


# The Playground drops a button whose data has a "key", as React keeps that name for itself; those
# that stand in chats have it.
QuestionKey = Annotated[str, Field(validation_alias=AliasChoices("question_key", "key"))]


@dataclass(frozen=True)
class AddQuestion(Action, name="rounds.add_question"):
    """That the person wants the empty form of a question of this kind."""

    round_id: UUID
    kind: Kind


@dataclass(frozen=True)
class EditQuestion(Action, name="rounds.edit_question"):
    """That the person wants the form of a question."""

    round_id: UUID
    question_key: QuestionKey


@dataclass(frozen=True)
class SaveQuestion(Action, name="rounds.save_question"):
    """The form of a question as it was filled in. options: one a line.

    question_key: "" for a new one.
    """

    round_id: UUID
    revision: int
    question_key: QuestionKey
    kind: Kind
    text: str = ""
    help: str = ""
    required: bool = False
    options: str = ""
    low: str = ""
    high: str = ""

    @property
    def question(self) -> Question:
        """What the form says."""
        return Question(
            key=self.question_key,
            kind=self.kind,
            text=self.text,
            help=self.help,
            required=self.required,
            options=tuple(self.options.splitlines()),
            low=self.low,
            high=self.high,
        )

    @classmethod
    def filled_with(cls, round_: Round, question: Question) -> Self:
        """The form as it is filled in when it is first shown."""
        return cls(
            round_.id,
            round_.revision,
            question.key,
            question.kind,
            text=question.text,
            help=question.help,
            required=question.required,
            options="\n".join(question.options),
            low=question.low,
            high=question.high,
        )


@dataclass(frozen=True)
class MoveQuestion(Action, name="rounds.move_question"):
    """That a question is to move up (-1) or down (1)."""

    round_id: UUID
    revision: int
    question_key: QuestionKey
    by_places: int


@dataclass(frozen=True)
class CopyQuestion(Action, name="rounds.copy_question"):
    """That a copy of a question is to stand below it."""

    round_id: UUID
    revision: int
    question_key: QuestionKey


@dataclass(frozen=True)
class DeleteQuestion(Action, name="rounds.delete_question"):
    """That a question is to be taken away."""

    round_id: UUID
    revision: int
    question_key: QuestionKey


@dataclass(frozen=True)
class RestoreQuestion(Action, name="rounds.restore_question"):
    """That taking it away was a mistake. question: all of it, as it is stored nowhere else."""

    round_id: UUID
    place: int
    question: Question


@dataclass(frozen=True)
class ShowPasting(Action, name="rounds.show_pasting"):
    """That the person wants to paste questions."""

    round_id: UUID


def questions(
    round_: Round, *, offset: int, said: str = "", undo: RestoreQuestion | None = None
) -> Card:
    """The questions of a draft. said: what just happened. undo: what takes that back."""
    asked = round_.content.questions
    last_page = max(len(asked) - 1, 0) // PAGE * PAGE
    offset = min(offset, last_page)
    page = asked[offset : offset + PAGE]
    go_on = ShowAudience(round_.id) if round_.audience is None else OpenDraft(round_.id, False)
    return card(
        _("Rundens spørgsmål"),
        paragraph(f"»{name_of(round_)}«"),
        *([paragraph(said)] if said else []),
        *([buttons((_("Fortryd"), undo))] if undo else []),
        note(_how_long(round_)) if asked else paragraph(_("Der er ingen spørgsmål endnu.")),
        *(_listed(round_, question, place) for place, question in enumerate(page, start=offset)),
        *pages(partial(ShowQuestions, round_.id), offset, len(page), len(asked), size=PAGE),
        *_adding(round_),
        buttons(
            *([(_("Gå videre"), go_on)] if asked else []),
            (_("Indsæt som tekst"), ShowPasting(round_.id)),
            (_("Ret titel og frist"), EditRound(round_.id)),
        ),
    )


def question_form(
    round_: Round,
    filled: SaveQuestion,
    *,
    errors: Mapping[str, str] | None = None,
    said: str = "",
) -> Card:
    """The form of a question. errors: what is wrong, by the name of the field."""
    wrong = errors or {}
    is_new = not filled.question_key
    save = replace(filled, text="", help="", required=False, options="", low="", high="")
    return card(
        kind_name(filled.kind),
        paragraph(f"»{name_of(round_)}«"),
        *([paragraph(f"**{said}**")] if said else []),
        text_field(
            "text",
            _("Spørgsmål"),
            filled.text,
            lines=True,
            longest=2 * QUESTION_LENGTH,
            required=True,
            error=wrong.get("text"),
        ),
        text_field(
            "help",
            _("Hjælpetekst"),
            filled.help,
            longest=2 * HELP_LENGTH,
            error=wrong.get("help"),
        ),
        *_fields_of_kind(filled, wrong),
        toggle_field("required", _("Skal besvares"), filled.required),
        buttons(
            (_("Gem spørgsmålet"), save),
            (_("Tilbage"), ShowQuestions(round_.id, 0)),
        ),
        *([] if is_new else [_more(round_, filled.question_key)]),
    )


def listed_questions(round_: Round) -> Iterator[Part]:
    """The questions to be read, without buttons; as short as a card of twelve must be."""
    for place, question in enumerate(round_.content.questions, start=1):
        yield paragraph(f"{place}\\. {plain(question.text)}")
        yield note(_how_answered(question))
        if question.options:
            yield note(plain(_cut("; ".join(question.options))))


def _cut(text: str) -> str:
    return text if len(text) <= LISTED_OPTIONS else f"{text[: LISTED_OPTIONS - 1]}…"


def _listed(round_: Round, question: Question, place: int) -> Part:
    ways: list[tuple[str, Action]] = [(_("Ret"), EditQuestion(round_.id, question.key))]
    if place:
        ways.append((_("Flyt op"), MoveQuestion(round_.id, round_.revision, question.key, -1)))
    if place < len(round_.content.questions) - 1:
        ways.append((_("Flyt ned"), MoveQuestion(round_.id, round_.revision, question.key, 1)))
    return box(
        paragraph(f"**{place + 1}. {plain(question.text)}**"),
        note(_how_answered(question)),
        buttons(*ways),
    )


def _how_answered(question: Question) -> str:
    parts = [kind_name(question.kind)]
    if question.low or question.high:
        parts.append(f"{plain(question.low)} - {plain(question.high)}")
    if question.options:
        many = len(question.options)
        parts.append(counted("{many} mulighed", "{many} muligheder", many, many=number(many)))
    if question.required:
        parts.append(_("Skal besvares"))
    return " · ".join(parts)


def _how_long(round_: Round) -> str:
    asked = round_.content.questions
    minutes = minutes_to_answer(asked)
    many = counted("{many} spørgsmål", "{many} spørgsmål", len(asked), many=number(len(asked)))
    return _(
        "{many} af højst {most}. Det tager ca. {minutes} min. at svare.",
        many=many,
        most=number(MOST_QUESTIONS),
        minutes=number(minutes),
    )


def _adding(round_: Round) -> Iterator[Part]:
    if len(round_.content.questions) >= MOST_QUESTIONS:
        yield note(_("Der er ikke plads til flere spørgsmål."))
        return
    kinds = [(kind_name(kind), AddQuestion(round_.id, kind)) for kind in Kind]
    yield unfolding(_("Tilføj spørgsmål"), buttons(*kinds[:3]), buttons(*kinds[3:]))


def _fields_of_kind(filled: SaveQuestion, wrong: Mapping[str, str]) -> Iterator[Part]:
    match filled.kind:
        case Kind.RATING:
            yield text_field(
                "low", _("1 betyder"), filled.low, longest=2 * END_LENGTH, error=wrong.get("low")
            )
            yield text_field(
                "high", _("5 betyder"), filled.high, longest=2 * END_LENGTH, error=wrong.get("high")
            )
        case Kind.CHOICE | Kind.CHOICES | Kind.RANKING:
            yield text_field(
                "options",
                _("Svarmuligheder, en på hver linje (2-{most})", most=number(MOST_OPTIONS)),
                filled.options,
                lines=True,
                longest=OPTIONS_ROOM,
                required=True,
                error=wrong.get("options"),
            )
        case Kind.ITEM:
            yield note(_("Deltageren skriver en titel og en begrundelse."))
        case Kind.TEXT:
            pass


def _more(round_: Round, key: str) -> Part:
    return unfolding(
        _("Mere"),
        buttons(
            (_("Kopiér"), CopyQuestion(round_.id, round_.revision, key)),
            (_("Slet spørgsmålet"), DeleteQuestion(round_.id, round_.revision, key)),
        ),
    )
