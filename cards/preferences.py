"""What the directorate has decided about the bot: what holds, and a form to decide otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from bot.language import _, counted
from bot.language.formats import clock, plain
from bot.messages import Action, Card
from bot.people.values import Person
from bot.preferences.values import LONGEST_INTRODUCTION, LONGEST_WAIT, Preferences
from cards.parts import (
    NONE,
    ChosenId,
    Clock,
    Part,
    buttons,
    card,
    choice_field,
    heading,
    note,
    paragraph,
    text_field,
    time_field,
    toggle_field,
)
from cards.retention import ShowRetention


@dataclass(frozen=True)
class ShowPreferences(Action, name="preferences.show"):
    """That the person wants to see what holds."""


@dataclass(frozen=True)
class EditPreferences(Action, name="preferences.edit"):
    """That the person wants the form."""


@dataclass(frozen=True)
class SavePreferences(Action, name="preferences.save"):
    """The form as it was filled in.

    before: what held when it was shown; what differs from that is decided, and nothing else, as
    somebody may have decided the rest meanwhile. stand_in: for `director`, when one is chosen.
    answer_within: "" on a card from before there was a choice.
    """

    before: Preferences
    opens: Clock = None
    closes: Clock = None
    second_approval: bool = False
    director: ChosenId = None
    stand_in: ChosenId = None
    introduction_sender: ChosenId = None
    introduction: str = ""
    answer_within: str = ""

    @classmethod
    def filled_with(cls, held: Preferences) -> Self:
        """The form as it is filled in when it is first shown."""
        return cls(
            before=held,
            opens=held.opens,
            closes=held.closes,
            second_approval=held.second_approval,
            introduction_sender=held.introduction_sender,
            introduction=held.introduction,
            answer_within=str(held.answer_within),
        )


def overview(held: Preferences, directors: Sequence[Person], *, saved: bool = False) -> Card:
    """What holds now, in sentences. saved: somebody has just decided it."""
    return card(
        _("Indstillinger"),
        *_saved(saved),
        heading(_("Arbejdstid")),
        paragraph(
            _(
                "Det, der ikke haster, sender jeg på hverdage mellem kl. {opens} og kl. {closes}. "
                "Resten af tiden venter det.",
                opens=clock(held.opens),
                closes=clock(held.closes),
            )
        ),
        heading(_("Svarfrist")),
        paragraph(
            counted(
                "Den, der skriver til direktionen, loves svar inden for {number} arbejdsdag.",
                "Den, der skriver til direktionen, loves svar inden for {number} arbejdsdage.",
                held.answer_within,
            )
        ),
        heading(_("Godkendelse")),
        *_approval(held, directors),
        heading(_("Stedfortrædere")),
        *_stand_ins(held, directors),
        heading(_("Introduktion")),
        *_introduction(held, directors),
        buttons((_("Ret indstillinger"), EditPreferences()), (_("Sletning"), ShowRetention())),
        summary=_("Indstillingerne er gemt.") if saved else "",
    )


def form(
    filled: SavePreferences, directors: Sequence[Person], errors: Mapping[str, str] | None = None
) -> Card:
    """The form, filled in. errors: what is wrong, by the name of the field."""
    wrong = errors or {}
    people = [(str(one.id), one.name) for one in directors]
    return card(
        _("Ret indstillinger"),
        *_not_saved(wrong),
        heading(_("Arbejdstid")),
        time_field("opens", _("Fra"), filled.opens, required=True, error=wrong.get("opens")),
        time_field("closes", _("Til"), filled.closes, required=True, error=wrong.get("closes")),
        heading(_("Svarfrist")),
        choice_field(
            "answer_within",
            _("Hvor mange arbejdsdage har direktionen til at svare?"),
            [(str(days), str(days)) for days in range(1, LONGEST_WAIT + 1)],
            filled.answer_within or str(filled.before.answer_within),
            error=wrong.get("answer_within"),
        ),
        heading(_("Godkendelse")),
        toggle_field(
            "second_approval",
            _("En anden i direktionen skal godkende beskeder til alle"),
            filled.second_approval,
        ),
        note(_only_with_two()),
        heading(_("Stedfortræder")),
        choice_field(
            "director",
            _("Hvem i direktionen skal have en anden stedfortræder?"),
            [(NONE, _("Ingen ændring")), *people],
            _value(filled.director),
            error=wrong.get("director"),
        ),
        choice_field(
            "stand_in",
            _("Hvem godkender i stedet?"),
            [(NONE, _("Ingen")), *people],
            _value(filled.stand_in),
            error=wrong.get("stand_in"),
        ),
        heading(_("Introduktion")),
        choice_field(
            "introduction_sender",
            _("Hvem præsenterer mig for nye ledere?"),
            [(NONE, _("Ingen")), *people],
            _value(filled.introduction_sender),
            error=wrong.get("introduction_sender"),
        ),
        text_field(
            "introduction",
            _("Med hvilke ord?"),
            filled.introduction,
            lines=True,
            longest=LONGEST_INTRODUCTION,
            error=wrong.get("introduction"),
        ),
        buttons((_("Gem"), SavePreferences(filled.before)), (_("Annullér"), ShowPreferences())),
    )


def preference_name(name: str) -> str:
    """What a field of `Preferences` is called in a sentence; an unknown one as it stands."""
    names = {
        "opens": _("hvornår arbejdstiden begynder"),
        "closes": _("hvornår arbejdstiden slutter"),
        "second_approval": _("godkendelse"),
        "stand_ins": _("stedfortrædere"),
        "introduction_sender": _("hvem der præsenterer"),
        "introduction": _("introduktionen"),
        "answer_within": _("svarfristen"),
    }
    return names.get(name, name)


def _saved(saved: bool) -> tuple[Part, ...]:
    return (paragraph(_("Gemt. Det gælder fra nu af.")),) if saved else ()


def _not_saved(errors: Mapping[str, str]) -> tuple[Part, ...]:
    if not errors:
        return ()
    return (paragraph(_("Intet er gemt endnu. Ret felterne med en bemærkning over, og gem igen.")),)


def _approval(held: Preferences, directors: Sequence[Person]) -> Iterator[Part]:
    if not held.second_approval:
        yield paragraph(_("Den, der skriver en besked til alle ledere, kan selv sende den."))
        return
    yield paragraph(
        _("En besked til alle ledere skal godkendes af en anden i direktionen, før den sendes.")
    )
    if len(directors) < 2:
        yield note(_only_with_two())


def _only_with_two() -> str:
    return _("Det har kun virkning, når lederlisten har mindst to i direktionen.")


def _stand_ins(held: Preferences, directors: Sequence[Person]) -> Iterator[Part]:
    names = {one.id: plain(one.name) for one in directors}
    stand_ins = {one: names.get(other) for one, other in held.stand_ins.items()}
    said = [
        _("{stand_in} godkender i stedet for {director}.", stand_in=stand_in, director=name)
        for one, name in names.items()
        if (stand_in := stand_ins.get(one))
    ]
    for sentence in said or [_("Ingen har en stedfortræder.")]:
        yield paragraph(sentence)


def _introduction(held: Preferences, directors: Sequence[Person]) -> Iterator[Part]:
    sender = next((one for one in directors if one.id == held.introduction_sender), None)
    if not sender:
        yield paragraph(_("Ingen er valgt til at præsentere mig for nye ledere."))
    elif held.introduction:
        yield paragraph(_("{name} præsenterer mig for nye ledere:", name=plain(sender.name)))
    else:
        yield paragraph(
            _(
                "{name} er valgt til at præsentere mig for nye ledere, men der er ingen tekst.",
                name=plain(sender.name),
            )
        )
    if held.introduction:
        yield paragraph(plain(held.introduction))


def _value(chosen: UUID | None) -> str:
    return str(chosen) if chosen else NONE
