"""The parts that every card is made of, so that all of them look and read alike."""

from collections.abc import Sequence

from microsoft_teams.cards import (
    ActionSet,
    AdaptiveCard,
    CardElement,
    Container,
    ExecuteAction,
    Fact,
    FactSet,
    SubmitAction,
    TextBlock,
)

from bot.language import spoken
from bot.language.formats import plain
from bot.messages import Action, Card, Say

Part = CardElement


def card(name: str, *parts: Part, summary: str = "") -> Card:
    """A card under its name. summary: the sentence for notifications; else the name.

    The summary also stands in for the card where cards aren't drawn.
    """
    content = AdaptiveCard(
        version="1.5",
        lang=spoken(),
        fallback_text=summary or name,
        body=[title(name), *parts],
    )
    return Card(content.model_dump(exclude_none=True), summary or name)


def title(text: str) -> Part:
    """The card's heading, found as such by a screen reader."""
    return TextBlock(text=plain(text), style="heading", size="Large", weight="Bolder", wrap=True)


def heading(text: str) -> Part:
    """The heading of a part of the card."""
    return TextBlock(
        text=plain(text),
        style="heading",
        size="Medium",
        weight="Bolder",
        wrap=True,
        spacing="Large",
    )


def paragraph(text: str) -> Part:
    """A paragraph of ours, in the part of Markdown that cards show."""
    return TextBlock(text=text, wrap=True)


def note(text: str) -> Part:
    """Something less important than the rest: a source, what is stored."""
    return TextBlock(text=text, wrap=True, size="Small", is_subtle=True, spacing="Small")


def facts(pairs: Sequence[tuple[str, str]]) -> Part:
    """Names and what they are, the latter as a person wrote it."""
    return FactSet(facts=[Fact(title=name, value=plain(value)) for name, value in pairs])


def box(*parts: Part) -> Part:
    """Parts that belong together, set off from the rest."""
    return Container(items=list(parts), style="emphasis", spacing="Medium")


def buttons(*pairs: tuple[str, Action]) -> Part:
    """Buttons in a row, the main one first: what it says and what it does."""
    return ActionSet(actions=[_button(text, action) for text, action in pairs], spacing="Medium")


def sayings(*pairs: tuple[str, str]) -> Part:
    """Buttons that say something on the person's behalf: what is on them, and what is said.

    A longer text than about 25 letters is cut off on a phone.
    """
    return buttons(*((text, Say(said)) for text, said in pairs))


def _button(text: str, action: Action) -> ExecuteAction:
    data = action.data()
    return ExecuteAction(
        title=text,
        verb=action.name,
        data=data,
        fallback=SubmitAction(title=text, data=data),
    )
