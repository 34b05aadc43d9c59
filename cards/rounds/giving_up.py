"""Giving up a round that can't be counted: asked twice, as nothing takes it back."""

from dataclasses import dataclass
from uuid import UUID

from bot.language import _
from bot.messages import Action, Card
from bot.rounds.values import Round
from cards.parts import buttons, card, note, paragraph
from cards.rounds.status import answered_in_words
from cards.rounds.ways import ShowRound, name_of


@dataclass(frozen=True)
class AskOnceMore(Action, name="rounds.ask_once_more_to_give_up"):
    """That the person has read what is lost, and goes on."""

    round_id: UUID


@dataclass(frozen=True)
class GiveUp(Action, name="rounds.give_up"):
    """That all that was handed in shall be deleted unread."""

    round_id: UUID


def ask(round_: Round, answered: int) -> Card:
    """What is lost, and what may still save it. answered: how many have, rounded here."""
    return card(
        _("Opgiv runden?"),
        paragraph(f"**{name_of(round_)}**"),
        paragraph(answered_in_words(answered, round_.number or 0)),
        paragraph(
            _(
                "Svarene er låst med en nøgle, som jeg ikke kan finde, eller som ikke passer, så "
                "de kan ikke tælles op. Nøglen er en fil, som it passer på. Bed først it om at "
                "lede efter den: kommandoen »check« siger, hvilken fil der mangler. Når den er "
                "tilbage, tælles svarene op af sig selv, og intet er tabt."
            )
        ),
        paragraph(
            _(
                "Opgiver du runden, slettes alle svar ulæst. Der kommer aldrig et resultat, heller "
                "ikke hvis nøglen dukker op. Det kommer til at stå i invitationen hos alle "
                "inviterede, og det kan ikke fortrydes."
            )
        ),
        buttons(
            (_("Behold runden"), ShowRound(round_.id)),
            (_("Gå videre"), AskOnceMore(round_.id)),
        ),
    )


def ask_once_more(round_: Round) -> Card:
    """The second question, which the first can't be mistaken for."""
    return card(
        _("Er I sikre på, at nøglen er væk?"),
        paragraph(
            _(
                "Alle svar på »{title}« bliver slettet nu, uden at nogen har læst dem.",
                title=name_of(round_),
            )
        ),
        note(_("Det kan ikke fortrydes.")),
        buttons(
            (_("Behold runden"), ShowRound(round_.id)),
            (_("Slet svarene ulæst"), GiveUp(round_.id)),
        ),
    )
