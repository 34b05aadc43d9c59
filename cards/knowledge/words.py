"""What cards on saved answers have in common: the answer as it is given, and its standing."""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.values import Content, Knowledge, Phase
from bot.language import _, counted
from bot.language.formats import day, plain
from cards.parts import Part, note, paragraph

MOST_NAMED = 5  # variants in sight
TITLE = 100  # characters of a question where there is little room


def as_given(content: Content, *, when: date | None) -> Iterator[Part]:
    """The answer as a manager sees it. when: the date it bears."""
    yield paragraph(f"**{plain(content.question)}**")
    lines = plain(content.answer).replace("\n", "\n\n")  # one alone would join the lines
    yield paragraph(f"»{lines}«")
    if when:
        said = _("Svar fra {source}, {day}", source=plain(content.source), day=day(when))
    else:
        said = _("Svar fra {source}", source=plain(content.source))
    yield note(said)


def variants_in_words(content: Content) -> Iterator[Part]:
    """Other ways to ask; some of them, and how many more."""
    if not content.variants:
        return
    named = "\n\n".join(f"»{plain(one)}«" for one in content.variants[:MOST_NAMED])
    yield note(_("Findes også, når der spørges sådan:") + "\n\n" + named)
    more = len(content.variants) - MOST_NAMED
    if more > 0:
        yield note(counted("Og på {number} måde mere.", "Og på {number} måder mere.", more))


def standing(knowledge: Knowledge, *, today: date) -> str:
    """Whether it is given, in a sentence."""
    content = knowledge.content
    match knowledge.phase:
        case Phase.DRAFT:
            return _("Kladde. Bruges ikke endnu.")
        case Phase.DISCARDED:
            return _("Slettet kladde.")
        case Phase.RETIRED:
            return _("Taget ud. Bruges ikke.")
        case Phase.CURRENT if knowledge.has_expired(today) and content.valid_until:
            return _("Udløb {day}. Bruges ikke.", day=day(content.valid_until))
        case Phase.CURRENT if content.valid_from and content.valid_from > today:
            return _("Bruges fra {day}.", day=day(content.valid_from))
        case Phase.CURRENT if content.valid_until:
            return _("Bruges til og med {day}.", day=day(content.valid_until))
        case Phase.CURRENT:
            return _("Bruges nu.")


def shortened(text: str, longest: int = TITLE) -> str:
    """The text, cut where there is no room for more."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
