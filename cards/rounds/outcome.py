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
from bot.people.values import Person
from bot.rounds.findings import (
    MOST_FIGURES,
    OUTCOME_LENGTH,
    Consent,
    Outcome,
    Published,
)
from bot.rounds.values import Round
from cards.parts import (
    Chosen,
    ChosenId,
    Part,
    box,
    buttons,
    card,
    choice_field,
    heading,
    note,
    paragraph,
    text_field,
)
from cards.rounds.approvers import who_approves
from cards.rounds.outcome_received import as_received
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
    """That it shall be sent as it was shown, to so many, or that this approver is to be asked."""

    round_id: UUID
    revision: int
    expected: int
    approver: ChosenId = None


@dataclass(frozen=True)
class TakeBackOutcome(Action, name="rounds.take_back_outcome"):
    """That nobody is to be asked for a yes to this revision after all."""

    round_id: UUID
    revision: int


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
    by: Person,
    now: datetime,
    said: str = "",
    error: str = "",
) -> Card:
    """What is sent back as it will be seen; once it was sent, what became of it.

    by: who sees it, and can't approve it themselves. error: what is wrong with who shall approve.
    """
    sent = found.draft.published
    is_sent = sent is not None and not found.has_unsent_correction
    return card(
        _("Sendt til deltagerne") if is_sent else _("Sådan ser deltagerne det"),
        *([paragraph(f"**{plain(said)}**")] if said else []),
        *came_back(found.consent),
        *([note(sent_in_words(sent, now))] if sent else []),
        *as_received(found, decided),
        *_sending(found, by, now, is_sent=is_sent, error=error),
    )


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


def _promised(found: Outcome) -> Iterator[Part]:
    promised = found.results.round.content.outcome_by
    if promised and not found.draft.published:
        yield note(_("Deltagerne er lovet resultatet senest den {day}.", day=day(promised)))


def sent_in_words(published: Published, now: datetime) -> str:
    """When it was sent, and by whose last press."""
    return _(
        "Sendt {when} af {name}. Uden for arbejdstiden når den frem næste arbejdsdag.",
        when=relative_moment(published.at, now),
        name=plain(published.by),
    )


def _sending(
    found: Outcome, by: Person, now: datetime, *, is_sent: bool, error: str
) -> Iterator[Part]:
    round_, draft, consent = found.results.round, found.draft, found.consent
    edit: tuple[str, Action] = (_("Ret"), EditOutcome(round_.id))
    back: tuple[str, Action] = (_("Tilbage til resultatet"), ShowResults(round_.id))
    if consent.is_awaited and not is_sent:
        yield paragraph(f"**{waits_in_words(consent, now)}**")
        take_back = TakeBackOutcome(round_.id, draft.revision)
        yield buttons(edit, back, (_("Træk spørgsmålet tilbage"), take_back))
        return
    if is_sent or not found.number or not draft.text:
        if not found.number:
            yield note(_("Der er ingen deltagere at sende til."))
        yield buttons(edit, back)
        return
    yield note(whom_it_reaches(found))
    if consent.needed and consent.is_void:
        yield paragraph(
            _("Der blev bedt om godkendelse, men spørgsmålet gælder ikke længere. Bed om den igen.")
        )
    elif consent.approver:
        yield paragraph(
            _(
                "{name} er bedt om at godkende, men det kræver den ikke længere. Send den, så "
                "bortfalder spørgsmålet.",
                name=plain(consent.approver.name),
            )
        )
    approvers = [one for one in consent.approvers if one.id != by.id]
    if consent.needed and consent.author:
        yield from who_approves(consent.author, approvers, error=error or None)
    send = SendOutcome(round_.id, draft.revision, found.number)
    if not consent.needed:
        yield buttons((send_in_words(found), send), edit, back)
    elif approvers:
        yield buttons((_("Bed om godkendelse"), send), edit, back)
    else:
        yield buttons(edit, back)


def came_back(consent: Consent) -> Iterator[Part]:
    """With which words a second director sent it back, until it is sent or asked about again."""
    if consent.remark:
        yield paragraph(_("**Sendt tilbage:** »{remark}«", remark=plain(consent.remark)))


def waits_in_words(consent: Consent, now: datetime) -> str:
    """Who was asked for a yes, and when."""
    return _(
        "Venter på, at {name} godkender. Der blev spurgt {when}.",
        name=plain(consent.approver.name if consent.approver else ""),
        when=relative_moment(consent.asked_at or now, now),
    )


def whom_it_reaches(found: Outcome) -> str:
    """Who gets it, as a sentence."""
    if found.draft.published:
        return _("Rettelsen ændrer beskeden hos alle, der har fået den.")
    return counted(
        "{many}, der blev spurgt, får den, også hvis vedkommende ikke svarede.",
        "De {many}, der blev spurgt, får den, også dem, der ikke svarede.",
        found.number,
        many=number(found.number),
    )


def send_in_words(found: Outcome) -> str:
    """What the button says that sends it."""
    many = number(found.number)
    if found.draft.published:
        return _("Send rettelsen til {many}", many=many)
    return _("Send til {many}", many=many)
