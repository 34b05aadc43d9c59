"""Decisions among what people get back after an input round."""

from collections.abc import Iterator, Sequence

from bot.decisions.register.shelf import AnsweredTheme
from bot.decisions.values import Decision
from bot.language import _
from bot.language.formats import plain
from cards.decisions.ways import ShowDecision
from cards.decisions.words import decided_in_words, shortened
from cards.parts import Part, box, buttons, heading, note, paragraph

MOST = 5  # on a card, as a round has few themes
NAME = 120  # characters of a theme or a title


def decided_in_parts(decided: Sequence[tuple[AnsweredTheme, Decision]]) -> Iterator[Part]:
    """What was decided because of what they said, each with the theme that it answers."""
    if not decided:
        return
    yield heading(_("Det er besluttet"))
    for theme, decision in decided[:MOST]:
        content = decision.shown
        yield box(
            paragraph(f"**{plain(shortened(content.title, NAME))}**"),
            note(plain(_("I sagde: {theme}", theme=shortened(theme.name, NAME)))),
            note(plain(f"{decided_in_words(content)}.")),
            buttons((_("Vis beslutningen"), ShowDecision(decision.id, apart=True))),
        )
    if len(decided) > MOST:
        yield note(_("Skriv »Beslutninger« for at se resten."))
