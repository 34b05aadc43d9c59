"""Writing a saved answer: its form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from bot.knowledge.values import (
    ANSWER_LENGTH,
    QUESTION_LENGTH,
    SOURCE_LENGTH,
    VARIANTS_LENGTH,
    Content,
    Written,
)
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.people.values import Person
from cards.knowledge.words import shortened
from cards.parts import (
    ChosenId,
    Day,
    Part,
    box,
    buttons,
    card,
    choice_field,
    date_field,
    note,
    paragraph,
    text_field,
)

SHOWN_BESIDE = 500  # characters of what somebody else has saved meanwhile


@dataclass(frozen=True)
class NewKnowledge(Action, name="knowledge.new"):
    """That the person wants to write one."""


@dataclass(frozen=True)
class SaveAsKnowledge(Action, name="knowledge.save_answer"):
    """That an answer that was given to an inquiry is to be saved. entry_id: of that answer."""

    entry_id: UUID


@dataclass(frozen=True)
class EditKnowledge(Action, name="knowledge.edit"):
    """That the person wants the form."""

    knowledge_id: UUID


@dataclass(frozen=True)
class DontBegin(Action, name="knowledge.dont_begin"):
    """That the form of a new one isn't to be saved."""


@dataclass(frozen=True)
class OpenKnowledge(Action, name="knowledge.open"):
    """That the person wants to see it. apart: in a card of its own."""

    knowledge_id: UUID
    apart: bool


@dataclass(frozen=True)
class SaveKnowledge(Action, name="knowledge.save"):
    """The form as it was filled in.

    knowledge_id: None for a new one. revision: what the form was filled in with. variants: one a
    line.
    """

    revision: int
    knowledge_id: UUID | None = None
    question: str = ""
    answer: str = ""
    variants: str = ""
    source: str = ""
    valid_from: Day = None
    valid_until: Day = None
    owner: ChosenId = None
    review_on: Day = None

    @property
    def written(self) -> Written:
        """What the form says."""
        content = Content(
            question=self.question,
            answer=self.answer,
            variants=tuple(self.variants.splitlines()),
            source=self.source,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )
        return Written(content, self.owner, self.review_on)

    @classmethod
    def filled_with(
        cls, written: Written, *, knowledge_id: UUID | None = None, revision: int = 0
    ) -> Self:
        """The form as it is filled in when it is first shown."""
        content = written.content
        return cls(
            revision=revision,
            knowledge_id=knowledge_id,
            question=content.question,
            answer=content.answer,
            variants="\n".join(content.variants),
            source=content.source,
            valid_from=content.valid_from,
            valid_until=content.valid_until,
            owner=written.owner_id,
            review_on=written.review_on,
        )


def form(
    filled: SaveKnowledge,
    directors: Sequence[Person],
    *,
    is_given: bool = False,
    is_asked: bool = False,
    about: str = "",
    errors: Mapping[str, str] | None = None,
    theirs: Content | None = None,
) -> Card:
    """The form. is_given: what is saved is given at once. is_asked: it began with what was asked.

    about: a sentence above the fields. errors: what is wrong, by the name of the field. theirs:
    what somebody else has saved, which saving would replace.
    """
    wrong = errors or {}
    return card(
        _form_name(filled, is_given),
        *([paragraph(about)] if about else []),
        *([_beside(theirs)] if theirs else []),
        *(
            [paragraph(_("Intet er gemt endnu. Se, hvad der står over felterne, og gem igen."))]
            if errors
            else []
        ),
        *_texts(filled, wrong, is_asked=is_asked),
        *_frame(filled, directors, wrong),
        buttons(
            (
                _("Gem ændringen") if is_given else _("Gem og se det"),
                SaveKnowledge(filled.revision, filled.knowledge_id),
            ),
            _cancel(filled),
        ),
        note(
            _(
                "Skriv ikke om borgere eller navngivne kolleger. Det, du skriver, kan være "
                "omfattet af aktindsigt."
            )
        ),
    )


def not_saved() -> Card:
    """That a new one wasn't saved."""
    return card(
        _("Nyt svar"),
        paragraph(_("Det blev ikke gemt.")),
        buttons((_("Nyt svar"), NewKnowledge())),
    )


def _form_name(filled: SaveKnowledge, is_given: bool) -> str:
    if is_given:
        return _("Ret svaret")
    return _("Kladde til viden") if filled.knowledge_id else _("Nyt svar")


def _texts(filled: SaveKnowledge, wrong: Mapping[str, str], *, is_asked: bool) -> tuple[Part, ...]:
    return (
        text_field(
            "question",
            _("Spørgsmål, som en leder ville stille det"),
            filled.question,
            longest=2 * QUESTION_LENGTH,
            required=True,
            error=wrong.get("question"),
        ),
        *(
            [note(_("Læs spørgsmålet igennem, og fjern det, der røber, hvem der spurgte."))]
            if is_asked and filled.question
            else []
        ),
        text_field(
            "answer",
            _("Svar"),
            filled.answer,
            lines=True,
            longest=ANSWER_LENGTH + 1000,  # so that nothing is cut before it can be shortened
            required=True,
            hint=_("Højst {longest} tegn", longest=number(ANSWER_LENGTH)),
            error=wrong.get("answer"),
        ),
        text_field(
            "variants",
            _("Andre måder at spørge på, én på hver linje"),
            filled.variants,
            lines=True,
            longest=VARIANTS_LENGTH + 500,
            error=wrong.get("variants"),
        ),
        note(_about_variants(is_asked=is_asked)),
    )


def _about_variants(*, is_asked: bool) -> str:
    if not is_asked:
        return _("De hjælper søgningen og vises ikke.")
    return _(
        "De hjælper søgningen og vises ikke. Gå dem igennem, og fjern det, der røber, hvem der "
        "spurgte."
    )


def _frame(
    filled: SaveKnowledge, directors: Sequence[Person], wrong: Mapping[str, str]
) -> Iterator[Part]:
    yield text_field(
        "source",
        _("Kilde, som den vises under svaret"),
        filled.source,
        longest=2 * SOURCE_LENGTH,
        required=True,
        error=wrong.get("source"),
    )
    yield date_field("valid_from", _("Gælder fra"), filled.valid_from)
    yield date_field(
        "valid_until", _("Gælder til og med"), filled.valid_until, error=wrong.get("valid_until")
    )
    yield note(_("Uden for de dage gives svaret ikke. Uden datoer gælder det, til det tages ud."))
    owners = {str(one.id): one.name for one in directors}
    yield choice_field(
        "owner",
        _("Ansvarlig"),
        list(owners.items()),
        str(filled.owner) if str(filled.owner) in owners else "",
        required=True,
        error=wrong.get("owner"),
    )
    yield date_field(
        "review_on", _("Skal efterses den"), filled.review_on, error=wrong.get("review_on")
    )
    yield note(_("Den dag får den ansvarlige besked om at se, om svaret stadig passer."))


def _cancel(filled: SaveKnowledge) -> tuple[str, Action]:
    if filled.knowledge_id is None:
        return _("Annullér"), DontBegin()
    return _("Annullér"), OpenKnowledge(filled.knowledge_id, apart=False)


def _beside(theirs: Content) -> Part:
    answer = shortened(theirs.answer, SHOWN_BESIDE)
    return box(
        paragraph(f"**{plain(theirs.question)}**"),
        paragraph(plain(answer).replace("\n", "\n\n")),
        note(plain(theirs.source)),
    )
