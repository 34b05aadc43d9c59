"""What leaders take up with their own staff: the questions, and a text to hand on."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from bot.decisions.receivers.received import Item
from bot.decisions.values import DISCUSSION_LENGTH, Content
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action
from cards.decisions.words import decided_in_words
from cards.inquiries.words import shortened
from cards.parts import Part, box, buttons, heading, paragraph

QUOTED = 800  # characters of a decision that are handed on word for word; else only its title


@dataclass(frozen=True)
class TakeDiscussion(Action, name="decisions.take_discussion"):
    """That the person wants a text to hand on to their own staff."""

    decision_id: UUID


def discussion(item: Item, *, preview: bool, in_channel: bool) -> Iterator[Part]:
    """The questions, if there are any. preview: before it is published; the button is words."""
    if not item.content.to_discuss:
        return
    say = _("Få tekst at dele")
    parts = [paragraph(plain(shortened(one, DISCUSSION_LENGTH))) for one in item.content.to_discuss]
    if preview:
        parts.append(paragraph(f"**{say}**"))
    elif not in_channel:
        parts.append(buttons((say, TakeDiscussion(item.decision.id))))
    yield heading(_("Til drøftelse hos jer"))
    yield box(*parts)


def text_to_hand_on(content: Content) -> str:
    """A message that a leader can copy to their own staff, and nothing else; Markdown."""
    parts = [f"**{plain(content.title)}**", plain(decided_in_words(content))]
    if len(content.text) <= QUOTED:
        parts.append(_in_lines(content.text))
    parts.append(_("Det skal vi tale om:"))
    parts.extend(
        f"{place}. {_in_lines(one)}" for place, one in enumerate(content.to_discuss, start=1)
    )
    if content.link:
        parts.append(_("Læs sagen: {address}", address=content.link))
    return "\n\n".join(filter(None, parts))


def _in_lines(text: str) -> str:
    return "\n\n".join(plain(line) for line in text.splitlines() if line.strip())
