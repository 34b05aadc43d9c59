"""Making a round: where it begins, and the form of all but its questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.rounds.values import (
    LEAST_NUMBERS,
    LEAST_TEXTS,
    THEME_LENGTH,
    TITLE_LENGTH,
    WHY_LENGTH,
    Content,
    Round,
)
from cards.parts import (
    Clock,
    Day,
    Part,
    box,
    buttons,
    card,
    choice_field,
    date_field,
    heading,
    note,
    paragraph,
    text_field,
    time_field,
    toggle_field,
)
from cards.rounds.ways import (
    ALL,
    OpenDraft,
    ShowQuestions,
    ShowRounds,
)
from cards.rounds.words import promise

EMPTY = "empty"  # the name of the ready-made round without questions
# A text that is too long fits into the form, so that nothing is cut before it can be shortened.
ROOM = WHY_LENGTH + 1000
_NUMBERS, _TEXTS = (LEAST_NUMBERS, 8, 10, 15, 20), (LEAST_TEXTS, 15, 20, 30)


@dataclass(frozen=True)
class BeginRound(Action, name="rounds.begin"):
    """That a draft is to be made from this ready-made round. ready_made: "": none was chosen."""

    ready_made: str = ""


@dataclass(frozen=True)
class SaveRound(Action, name="rounds.save"):
    """The form as it was filled in. revision: what it was filled in with."""

    round_id: UUID
    revision: int
    title: str = ""
    why: str = ""
    outcome_by: Day = None
    anonymous: bool = True  # what is left out must not come to show names
    opens_on: Day = None
    opens_at: Clock = None
    closes_on: Day = None
    closes_at: Clock = None
    reminds: bool = False
    theme: str = ""
    in_med: bool = False
    med_on: Day = None
    least_numbers: int = LEAST_NUMBERS
    least_texts: int = LEAST_TEXTS

    @property
    def content(self) -> Content:
        """What the form says; the questions have cards of their own."""
        return Content(
            title=self.title,
            why=self.why,
            outcome_by=self.outcome_by,
            anonymous=self.anonymous,
            opens_on=self.opens_on,
            opens_at=self.opens_at,
            closes_on=self.closes_on,
            closes_at=self.closes_at,
            reminds=self.reminds,
            theme=self.theme,
            in_med=self.in_med,
            med_on=self.med_on,
            least_numbers=self.least_numbers,
            least_texts=self.least_texts,
        )

    @classmethod
    def filled_with(cls, round_: Round) -> Self:
        """The form as it is filled in when it is first shown."""
        content = round_.content
        return cls(
            round_.id,
            round_.revision,
            title=content.title,
            why=content.why,
            outcome_by=content.outcome_by,
            anonymous=content.anonymous,
            opens_on=content.opens_on,
            opens_at=content.opens_at,
            closes_on=content.closes_on,
            closes_at=content.closes_at,
            reminds=content.reminds,
            theme=content.theme,
            in_med=content.in_med,
            med_on=content.med_on,
            least_numbers=content.least_numbers,
            least_texts=content.least_texts,
        )


def start(ready_made: Sequence[tuple[str, str, int]], *, error: str = "") -> Card:
    """What a round may begin from. ready_made: name, title and number of questions of each."""
    choices = [
        (EMPTY, _("En tom runde")),
        *((name, f"{title} ({number(many)})") for name, title, many in ready_made if many),
    ]
    return card(
        _("Ny inputrunde"),
        paragraph(
            _(
                "Begynd fra en færdig runde, og ret den til, eller fra en tom. Den bliver en "
                "kladde, som hele direktionen kan åbne. Ingen inviteres, før du har set det hele "
                "og bekræftet."
            )
        ),
        choice_field(
            "ready_made",
            _("Begynd fra (antal spørgsmål)"),
            choices,
            compact=False,
            error=error or None,
        ),
        buttons((_("Begynd"), BeginRound()), (_("Inputrunder"), ShowRounds(0, ALL, mine=False))),
        note(_("En tidligere runde kopierer du under »Inputrunder«, så år kan sammenlignes.")),
    )


def form(
    filled: SaveRound,
    *,
    errors: Mapping[str, str] | None = None,
    said: str = "",
    theirs: Content | None = None,
) -> Card:
    """The form of all but the questions.

    errors: what is wrong, by the name of the field. said: what became of the draft, or of what
    was typed. theirs: what somebody else has saved, which saving would replace.
    """
    wrong = errors or {}
    return card(
        _("Inputrunde"),
        *([paragraph(f"**{said}**")] if said else []),
        *_theirs(theirs),
        *_what(filled, wrong),
        *_who_sees_what(filled),
        *_when(filled, wrong),
        *_more(filled, wrong),
        buttons(
            (_("Gem og gå videre"), SaveRound(filled.round_id, filled.revision)),
            (_("Rundens spørgsmål"), ShowQuestions(filled.round_id, 0)),
            (_("Annullér"), OpenDraft(filled.round_id, apart=False)),
        ),
        note(
            _(
                "Skriv ikke om borgere eller navngivne kolleger. Det, du skriver, kan være "
                "omfattet af aktindsigt."
            )
        ),
    )


def discarded(round_id: UUID, name: str, undo: Action) -> Card:
    """That a draft was thrown away. undo: what takes that back."""
    return card(
        _("Kladden er slettet"),
        paragraph(_("»{title}« er slettet. Ingen er inviteret.", title=plain(name))),
        buttons((_("Fortryd"), undo), (_("Inputrunder"), ShowRounds(0, ALL, mine=False))),
    )


def _theirs(theirs: Content | None) -> Iterator[Part]:
    if theirs:
        yield box(paragraph(f"**{plain(theirs.title)}**"), paragraph(plain(theirs.why)))


def _what(filled: SaveRound, wrong: Mapping[str, str]) -> Iterator[Part]:
    yield text_field(
        "title",
        _("Titel"),
        filled.title,
        longest=2 * TITLE_LENGTH,
        required=True,
        error=wrong.get("title"),
    )
    yield text_field(
        "why",
        _("Hvorfor spørger I, og hvad bruges svarene til?"),
        filled.why,
        lines=True,
        longest=ROOM,
        error=wrong.get("why"),
    )
    yield note(_("Deltagerne læser det først. Folk svarer, når de ved, hvad det skal bruges til."))
    yield date_field(
        "outcome_by",
        _("Senest den dag hører deltagerne, hvad der kom ud af det"),
        filled.outcome_by,
        error=wrong.get("outcome_by"),
    )


def _who_sees_what(filled: SaveRound) -> Iterator[Part]:
    yield choice_field(
        "anonymous",
        _("Hvem ser hvad?"),
        [("true", _("Anonym")), ("false", _("Med navn"))],
        "true" if filled.anonymous else "false",
        compact=False,
    )
    yield note(_("Anonym, og det loves deltagerne: {promise}", promise=promise(anonymous=True)))
    yield note(promise(anonymous=False))


def _when(filled: SaveRound, wrong: Mapping[str, str]) -> Iterator[Part]:
    yield heading(_("Hvornår"))
    yield date_field("opens_on", _("Åbner den"), filled.opens_on, error=wrong.get("opens_on"))
    yield time_field("opens_at", _("Åbner kl."), filled.opens_at, error=wrong.get("opens_at"))
    yield note(_("Lad begge være tomme, hvis den skal åbne, så snart den er bekræftet."))
    yield date_field("closes_on", _("Frist den"), filled.closes_on, error=wrong.get("closes_on"))
    yield time_field("closes_at", _("Frist kl."), filled.closes_at, error=wrong.get("closes_at"))
    yield toggle_field("reminds", _("Påmind dem, der mangler"), filled.reminds)
    yield note(
        _("Halvvejs og et døgn før fristen, i arbejdstiden, og kun dem, der ikke har svaret.")
    )


def _more(filled: SaveRound, wrong: Mapping[str, str]) -> Iterator[Part]:
    yield heading(_("Mere om runden"))
    yield text_field(
        "theme", _("Tema"), filled.theme, longest=2 * THEME_LENGTH, error=wrong.get("theme")
    )
    yield toggle_field("in_med", _("Drøftes i MED"), filled.in_med)
    yield date_field("med_on", _("Drøftes i MED den"), filled.med_on, error=wrong.get("med_on"))
    yield _threshold(
        "least_numbers",
        _("Tal vises først, når så mange har svaret"),
        _NUMBERS,
        filled.least_numbers,
        wrong,
    )
    yield _threshold(
        "least_texts",
        _("Tekster vises først, når så mange har svaret"),
        _TEXTS,
        filled.least_texts,
        wrong,
    )
    yield note(_("Gælder anonyme runder. Grænserne ligger fast, når runden åbner."))


def _threshold(
    name: str, label: str, numbers: Sequence[int], chosen: int, wrong: Mapping[str, str]
) -> Part:
    choices = [(str(one), number(one)) for one in sorted({*numbers, chosen})]
    return choice_field(name, label, choices, str(chosen), error=wrong.get(name))
