"""The first that somebody hears from the bot, unless they wrote to it first."""

from bot.language import _
from bot.language.formats import plain
from bot.messages import Card
from bot.people.values import Person
from cards.basics import examples, what_is_stored, what_the_bot_is
from cards.broadcasts.received import formatted
from cards.parts import card, note, paragraph, sayings


def introduction(sender: Person | None, text: str) -> Card:
    """The bot, introduced by a director. text: the director's own words; "" when there are none."""
    name = sender.name if sender else _("direktionen")
    return card(
        _("Hilsen fra {name}", name=name),
        *([paragraph(formatted(plain(text)))] if text else []),
        paragraph(
            _(
                "Jeg er Lederlinjen. Her får du beskeder fra direktionen, og du kan spørge mig om "
                "udviklingsforløbet:"
            )
        ),
        sayings(*examples()),
        note(what_the_bot_is()),
        note(what_is_stored()),
        summary=_("{name} præsenterer Lederlinjen for dig.", name=name),
    )
