"""What those who were asked get back: as it is written, as it will be seen, and as it was sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from bot.decisions.register.shelf import AnsweredTheme
from bot.decisions.values import Decision
from bot.language import _, counted
from bot.language.formats import day, number, plain, relative_moment
from bot.messages import Action, Card
from bot.rounds.findings import (
    MOST_FIGURES,
    OUTCOME_LENGTH,
    Concluded,
    Outcome,
    Published,
    ThemeState,
)
from bot.rounds.values import Count, Question, Round
from cards.decisions.answering import decided_in_parts
from cards.parts import (
    Chosen,
    Part,
    box,
    buttons,
    card,
    choice_field,
    heading,
    note,
    paragraph,
    text_field,
    title,
)
from cards.rounds.figures import figures
from cards.rounds.themes import state_name
from cards.rounds.ways import ShowOutcome, ShowResults, ShowThemes, name_of


@dataclass(frozen=True)
class SaveOutcome(Action, name="rounds.save_outcome"):
    """What is to be sent back, to be kept and seen; nobody gets it yet."""

    round_id: UUID
    revision: int
    text: str = ""
    figures: Chosen = ()
    themes: Chosen = ()

    @classmethod
    def filled_with(cls, found: Outcome) -> Self:
        """The form as it was kept."""
        draft = found.draft
        return cls(
            found.results.round.id,
            draft.revision,
            draft.text,
            draft.figures,
            tuple(str(one) for one in draft.themes),
        )


@dataclass(frozen=True)
class EditOutcome(Action, name="rounds.edit_outcome"):
    """That the person wants to change what is sent back."""

    round_id: UUID


@dataclass(frozen=True)
class SendOutcome(Action, name="rounds.send_outcome"):
    """That it shall be sent as it was shown, to so many."""

    round_id: UUID
    revision: int
    expected: int


def form(
    found: Outcome,
    filled: SaveOutcome,
    *,
    errors: Mapping[str, str] | None = None,
    said: str = "",
) -> Card:
    """The form of what is sent back."""
    errors = errors or {}
    round_ = found.results.round
    shown = [one for one in found.results.results if one.count and one.count.counts]
    return card(
        _("Det sagde I, det sker der"),
        *([paragraph(f"**{plain(said)}**")] if said else []),
        paragraph(f"**{name_of(round_)}**"),
        *_promised(found),
        text_field(
            "text",
            _("Hvad sagde de, og hvad sker der nu?"),
            filled.text,
            lines=True,
            longest=OUTCOME_LENGTH,
            error=errors.get("text"),
        ),
        *(
            [
                choice_field(
                    "figures",
                    _("Tal, der skal med (højst {most})", most=number(MOST_FIGURES)),
                    [(one.question.key, f"{one.place}. {one.question.text}") for one in shown],
                    filled.figures,
                    several=True,
                    compact=False,
                    error=errors.get("figures"),
                )
            ]
            if shown
            else [note(_("Der er ingen tal, der kan tages med."))]
        ),
        *(
            [
                choice_field(
                    "themes",
                    _("Temaer, der skal med"),
                    [
                        (str(one.id), f"{one.name} ({state_name(one.state)})")
                        for one in found.themes
                    ],
                    filled.themes,
                    several=True,
                    compact=False,
                )
            ]
            if found.themes
            else [note(_("Der er ingen temaer endnu. Lav dem først, hvis de skal med."))]
        ),
        note(_("Ingen får noget, før du har set det og trykket på »Send«.")),
        buttons(
            (_("Gem og se"), SaveOutcome(round_.id, filled.revision)),
            (_("Temaer"), ShowThemes(round_.id, 0)),
            (_("Tilbage til resultatet"), ShowResults(round_.id)),
        ),
    )


def preview(
    found: Outcome,
    decided: Sequence[tuple[AnsweredTheme, Decision]] = (),
    *,
    now: datetime,
    said: str = "",
) -> Card:
    """What is sent back as it will be seen; once it was sent, what became of it."""
    round_, draft = found.results.round, found.draft
    seen = [
        (one.question, one.count)
        for one in found.results.results
        if one.count and one.question.key in found.fresh.figures
    ]
    sent = draft.published
    is_sent = sent is not None and not found.has_unsent_correction
    return card(
        _("Sendt til deltagerne") if is_sent else _("Sådan ser deltagerne det"),
        *([paragraph(f"**{plain(said)}**")] if said else []),
        *([note(_sent(sent, now))] if sent else []),
        box(title(_name(round_)), *_parts(found.fresh, seen, decided)),
        *_undecided(found),
        *_sending(found, is_sent=is_sent),
    )


def received(
    round_: Round,
    published: Published,
    seen: Sequence[tuple[Question, Count]],
    decided: Sequence[tuple[AnsweredTheme, Decision]] = (),
) -> Card:
    """What one of those who were asked gets back. decided: what was decided of it since."""
    return card(_name(round_), *_parts(published, seen, decided))


def outcomes_owed(rounds: Sequence[Round]) -> Iterator[Part]:
    """Those who were asked, and were promised to hear by now."""
    if rounds:
        yield heading(_("Giv deltagerne et resultat"))
    for round_ in rounds:
        promised = round_.content.outcome_by
        yield box(
            paragraph(f"**{name_of(round_)}**"),
            note(
                _(
                    "Deltagerne blev lovet resultatet senest den {day}.",
                    day=day(promised) if promised else "",
                )
            ),
            buttons((_("Skriv »Det sagde I«"), ShowOutcome(round_.id))),
        )


def _name(round_: Round) -> str:
    return _("Det sagde I, det sker der: {title}", title=round_.content.title)


def _parts(
    published: Published,
    seen: Sequence[tuple[Question, Count]],
    decided: Sequence[tuple[AnsweredTheme, Decision]] = (),
) -> Iterator[Part]:
    yield paragraph(plain(published.text).replace("\n", "\n\n") or _("(Der er ingen tekst endnu.)"))
    if published.themes:
        yield heading(_("Det sker der"))
        for theme in published.themes:
            yield paragraph(f"**{plain(theme.name)}**\n\n{plain(_concluded(theme))}")
    yield from decided_in_parts(decided)
    for question, count in seen:
        yield heading(question.text)
        yield from figures(question, count)
    yield note(_("Fra direktionen. Tak, fordi I svarede."))


def _concluded(theme: Concluded) -> str:
    said = state_name(theme.state)
    if theme.state is ThemeState.UNDER_WAY and theme.who:
        said = f"{said}: {theme.who}"
    return f"{said}. {theme.reason}" if theme.reason else said


def _promised(found: Outcome) -> Iterator[Part]:
    promised = found.results.round.content.outcome_by
    if promised and not found.draft.published:
        yield note(_("Deltagerne er lovet resultatet senest den {day}.", day=day(promised)))


def _undecided(found: Outcome) -> Iterator[Part]:
    """That a theme is sent without anybody having said what happens with it."""
    many = sum(one.state is ThemeState.OPEN for one in found.fresh.themes)
    if many:
        yield paragraph(
            counted(
                "{many} tema er ikke afgjort endnu. Afgør det gerne, før du sender.",
                "{many} temaer er ikke afgjort endnu. Afgør dem gerne, før du sender.",
                many,
                many=number(many),
            )
        )


def _sent(published: Published, now: datetime) -> str:
    return _(
        "Sendt {when} af {name}. Det når frem i arbejdstiden.",
        when=relative_moment(published.at, now),
        name=plain(published.by),
    )


def _sending(found: Outcome, *, is_sent: bool) -> Iterator[Part]:
    round_, draft = found.results.round, found.draft
    edit: tuple[str, Action] = (_("Ret"), EditOutcome(round_.id))
    back: tuple[str, Action] = (_("Tilbage til resultatet"), ShowResults(round_.id))
    if is_sent or not found.number or not draft.text:
        if not found.number:
            yield note(_("Der er ingen deltagere at sende til."))
        yield buttons(edit, back)
        return
    many = number(found.number)
    yield note(
        _("Rettelsen ændrer beskeden hos alle, der har fået den.")
        if draft.published
        else _("Alle, der blev spurgt, får den, også dem, der ikke svarede.")
    )
    say = (
        _("Send rettelsen til {many}", many=many)
        if draft.published
        else _("Send til {many}", many=many)
    )
    yield buttons((say, SendOutcome(round_.id, draft.revision, found.number)), edit, back)
