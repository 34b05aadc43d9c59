"""Writing a decision: the form of what was decided, and of the correction of a published one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self
from uuid import UUID

from bot.decisions.values import (
    BODY_LENGTH,
    CASE_NUMBER_LENGTH,
    DISCUSSION_LENGTH,
    LINK_LENGTH,
    MEANING_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Content,
    Decision,
    Found,
)
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.decisions.ways import OpenDecisionDraft
from cards.decisions.words import decided_in_words, shortened
from cards.parts import (
    Day,
    Part,
    box,
    buttons,
    card,
    date_field,
    heading,
    note,
    paragraph,
    text_field,
    unfolding,
)

# A text that is too long fits into the form, so that nothing is cut before it can be shortened.
ROOM, MEANING_ROOM, DISCUSSION_ROOM = TEXT_LENGTH + 500, MEANING_LENGTH + 200, 400
SHOWN_BESIDE, MEANT_BESIDE = 150, 60  # characters of what somebody else has saved meanwhile
SOURCE_BESIDE = 500  # characters of the minutes beside the form


@dataclass(frozen=True)
class NewDecision(Action, name="decisions.new"):
    """That the person wants to write one."""


@dataclass(frozen=True)
class DontBeginDecision(Action, name="decisions.dont_begin"):
    """That the form of a new one isn't to be saved."""


@dataclass(frozen=True)
class EditDecision(Action, name="decisions.edit"):
    """That the person wants the form: of a draft, or to correct a published one."""

    decision_id: UUID


@dataclass(frozen=True)
class EditDecisionApart(Action, name="decisions.edit_apart"):
    """The same, in a card of its own: the one that was pressed is a list."""

    decision_id: UUID


@dataclass(frozen=True)
class SaveDecision(Action, name="decisions.save"):
    """The form as it was filled in.

    decision_id: None for a new one. revision: what the form was filled in with.
    """

    revision: int
    decision_id: UUID | None = None
    title: str = ""
    text: str = ""
    meaning: str = ""
    body: str = ""
    decided_on: Day = None
    case_number: str = ""
    link: str = ""
    discuss_first: str = ""
    discuss_second: str = ""

    def written_into(self, content: Content) -> Content:
        """The content with what the form says of it; the rest has forms of its own."""
        discussed = (self.discuss_first, self.discuss_second)
        return replace(
            content,
            title=self.title,
            text=self.text,
            meaning=self.meaning,
            body=self.body,
            decided_on=self.decided_on,
            case_number=self.case_number,
            link=self.link,
            to_discuss=tuple(one for one in discussed if one.strip()),
        )

    @classmethod
    def filled_with(cls, decision: Decision) -> Self:
        """The form as it is filled in when it is first shown."""
        content = decision.content
        first, second, *_rest = (*content.to_discuss, "", "")
        return cls(
            decision.revision,
            decision.id,
            title=content.title,
            text=content.text,
            meaning=content.meaning,
            body=content.body,
            decided_on=content.decided_on,
            case_number=content.case_number,
            link=content.link,
            discuss_first=first,
            discuss_second=second,
        )


def form(
    filled: SaveDecision,
    *,
    corrects: bool = False,
    found: Found | None = None,
    errors: Mapping[str, str] | None = None,
    said: str = "",
    theirs: Content | None = None,
) -> Card:
    """The form of what was decided.

    corrects: it was published before. found: where in minutes it stands. errors: what is wrong, by
    the name of the field. said: what became of it while the form was filled in. theirs: what
    somebody else has saved, which saving would replace.
    """
    wrong = errors or {}
    return card(
        _heading(filled, corrects=corrects),
        *([paragraph(f"**{said}**")] if said else []),
        *_theirs(theirs),
        *_what_correcting_does(corrects=corrects),
        *_what_was_decided(filled, wrong),
        *_source(found),
        *_where_it_comes_from(filled, wrong),
        *_to_discuss(filled, wrong),
        buttons(
            (_("Gem og gå videre"), SaveDecision(filled.revision, filled.decision_id)),
            (
                _("Annullér"),
                OpenDecisionDraft(filled.decision_id, apart=False)
                if filled.decision_id
                else DontBeginDecision(),
            ),
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
        _("Ny beslutning"),
        paragraph(_("Den blev ikke gemt, og der er ikke offentliggjort noget.")),
        buttons((_("Ny beslutning"), NewDecision())),
    )


def _heading(filled: SaveDecision, *, corrects: bool) -> str:
    if corrects:
        return _("Ret beslutningen")
    return _("Kladde til en beslutning") if filled.decision_id else _("Ny beslutning")


def _theirs(theirs: Content | None) -> Iterator[Part]:
    if theirs:
        yield box(
            paragraph(f"**{plain(theirs.title)}**"),
            *([note(plain(decided))] if (decided := decided_in_words(theirs)) else []),
            paragraph(plain(shortened(theirs.text, SHOWN_BESIDE))),
            *([note(plain(shortened(theirs.meaning, MEANT_BESIDE)))] if theirs.meaning else []),
        )


def _what_correcting_does(*, corrects: bool) -> Iterator[Part]:
    if corrects:
        yield paragraph(
            _(
                "Rettelsen kommer i det kort, lederne har fået, med »Rettet« og dato. Du ser den, "
                "før den offentliggøres, og den tidligere udgave bliver stående i historikken."
            )
        )


def _what_was_decided(filled: SaveDecision, wrong: Mapping[str, str]) -> Iterator[Part]:
    yield text_field(
        "title",
        _("Overskrift"),
        filled.title,
        longest=2 * TITLE_LENGTH,
        required=True,
        error=wrong.get("title"),
    )
    yield text_field(
        "text",
        _("Beslutningen ord for ord (højst {longest} tegn)", longest=number(TEXT_LENGTH)),
        filled.text,
        lines=True,
        longest=ROOM,
        error=wrong.get("text"),
    )
    yield text_field(
        "meaning",
        _("Det betyder for dig (højst {longest} tegn)", longest=number(MEANING_LENGTH)),
        filled.meaning,
        lines=True,
        longest=MEANING_ROOM,
        error=wrong.get("meaning"),
    )
    yield note(_("Med dine egne ord, til den, der skal leve med den: hvad ændrer sig i hverdagen?"))


def _source(found: Found | None) -> Iterator[Part]:
    if found:
        yield unfolding(
            _("Vis i referatet"),
            note(plain(found.file_name)),
            paragraph(plain(shortened(found.passage, SOURCE_BESIDE))),
        )


def _where_it_comes_from(filled: SaveDecision, wrong: Mapping[str, str]) -> Iterator[Part]:
    yield heading(_("Hvem, hvornår og hvor"))
    yield text_field(
        "body",
        _("Besluttet i"),
        filled.body,
        longest=2 * BODY_LENGTH,
        hint=_("For eksempel Hovedudvalget"),
        error=wrong.get("body"),
    )
    yield date_field(
        "decided_on", _("Besluttet den"), filled.decided_on, error=wrong.get("decided_on")
    )
    yield text_field(
        "case_number",
        _("Sagsnummer"),
        filled.case_number,
        longest=2 * CASE_NUMBER_LENGTH,
        hint=_("For eksempel 24/277"),
        error=wrong.get("case_number"),
    )
    yield text_field(
        "link",
        _("Sagens adresse (https://...)"),
        filled.link,
        longest=LINK_LENGTH,
        error=wrong.get("link"),
    )


def _to_discuss(filled: SaveDecision, wrong: Mapping[str, str]) -> Iterator[Part]:
    yield heading(_("Til drøftelse hos jer"))
    yield note(_("Højst to spørgsmål, som lederne kan tage op med deres egne. De er valgfri."))
    yield text_field(
        "discuss_first",
        _("Første spørgsmål"),
        filled.discuss_first,
        lines=True,
        longest=DISCUSSION_ROOM,
        error=wrong.get("to_discuss"),
    )
    yield text_field(
        "discuss_second",
        _("Andet spørgsmål (højst {longest} tegn)", longest=number(DISCUSSION_LENGTH)),
        filled.discuss_second,
        lines=True,
        longest=DISCUSSION_ROOM,
    )
