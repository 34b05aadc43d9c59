"""The parts that every card is made of, so that all of them look and read alike.

A form is fields and a button. Each field's value comes back in the button's action, in the
action's field of the same name, which needs a default: Teams leaves out what is empty. The button
must not give that field a value, as it would stand in for an input that was emptied. So:

    text, one choice   str = ""
    one choice, by id  ChosenId = None
    several choices    Chosen = ()
    toggle             bool = False
    date               Day = None
    time               Clock = None

A button whose action has no field with a default takes nothing from the form, and works however
the form is filled in: that is how one cancels.
"""

from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import date, time
from typing import Annotated, Any
from uuid import UUID

from microsoft_teams.cards import (
    ActionSet,
    AdaptiveCard,
    CardElement,
    ChoiceSetInput,
    Container,
    DateInput,
    ExecuteAction,
    OpenUrlAction,
    ShowCardAction,
    SubmitAction,
    TextBlock,
    TextInput,
    TimeInput,
    ToggleInput,
)
from microsoft_teams.cards import Choice as Option
from pydantic import BeforeValidator

from bot.language import _, spoken
from bot.language.formats import plain
from bot.messages import Action, Card, Say

Part = CardElement

NONE = "none"  # the value of the choice of nothing: clients can't take back what was chosen


def _chosen(value: Any) -> Any:
    return tuple(filter(None, value.split(","))) if isinstance(value, str) else value


def _chosen_id(value: Any) -> Any:
    return None if value in ("", NONE) else value


def _day(value: Any) -> Any:
    """What isn't a date counts as empty: the rest of the form must not be lost for it."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None


def _time(value: Any) -> Any:
    """What isn't a time counts as empty: the rest of the form must not be lost for it."""
    try:
        return time.fromisoformat(value).replace(tzinfo=None) if isinstance(value, str) else value
    except ValueError:
        return None


# The fields of actions that inputs fill in.
ChosenId = Annotated[UUID | None, BeforeValidator(_chosen_id)]
Chosen = Annotated[tuple[str, ...], BeforeValidator(_chosen)]
Day = Annotated[date | None, BeforeValidator(_day)]
Clock = Annotated[time | None, BeforeValidator(_time)]


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
    """Names and what they are, both as a person may have written them, a line each.

    No FactSet: on a phone its two columns are so narrow that words break in the middle.
    """
    return Container(items=[_fact(name, value) for name, value in pairs], spacing="Small")


def box(*parts: Part) -> Part:
    """Parts that belong together, set off from the rest."""
    return Container(items=list(parts), style="emphasis", spacing="Medium")


def buttons(*pairs: tuple[str, Action]) -> Part:
    """Buttons in a row, the main one first: what it says and what it does."""
    return ActionSet(actions=[_button(text, action) for text, action in pairs], spacing="Medium")


def link(text: str, address: str) -> Part:
    """A button that opens a page. address: that of a page over https."""
    return ActionSet(actions=[OpenUrlAction(title=text, url=address)], spacing="Medium")


def unfolding(text: str, *parts: Part) -> Part:
    """A button that unfolds more of the card, and asks nobody; a form in it keeps to itself."""
    return unfoldings((text, parts))


def unfoldings(*pairs: tuple[str, Sequence[Part]]) -> Part:
    """Buttons in a row that each unfold more of the card, one at a time."""
    return ActionSet(
        actions=[
            ShowCardAction(title=text, card=AdaptiveCard(version="1.5", body=list(parts)))
            for text, parts in pairs
        ],
        spacing="Medium",
    )


def sayings(*pairs: tuple[str, str]) -> Part:
    """Buttons that say something on the person's behalf: what is on them, and what is said.

    A longer text than about 25 letters is cut off on a phone.
    """
    return buttons(*((text, Say(said)) for text, said in pairs))


def text_field(
    name: str,
    label: str,
    value: str = "",
    *,
    lines: bool = False,
    longest: int | None = None,
    required: bool = False,
    hint: str = "",
    error: str | None = None,
) -> Part:
    """An input for text; of several lines where `lines` says so.

    longest: how many characters the client takes. hint: shown while the field is empty, and not
    read aloud. error: what is wrong with the value, shown above it.
    """
    entry = TextInput(
        id=name,
        label=label,
        value=value or None,
        is_multiline=lines or None,
        max_length=longest,
        placeholder=hint or None,
    )
    return _field(entry, required=required, error=error)


def choice_field(
    name: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    value: str | Sequence[str] = "",
    *,
    several: bool = False,
    compact: bool = True,
    required: bool = False,
    hint: str = "",
    error: str | None = None,
) -> Part:
    """An input for one of the choices, or several of them: (value, title).

    The values hold no comma where several may be chosen. value: what is chosen now; a sequence of
    them where several may be. compact: a list to unfold, else all choices in sight. hint: shown
    while nothing is chosen.
    """
    entry = ChoiceSetInput(
        id=name,
        label=label,
        choices=[Option(value=one, title=title) for one, title in choices],
        value=(value if isinstance(value, str) else ",".join(value)) or None,
        is_multi_select=several or None,
        style="compact" if compact else "expanded",
        wrap=True,
        placeholder=hint or None,
    )
    return _field(entry, required=required, error=error)


def toggle_field(name: str, label: str, on: bool = False, *, error: str | None = None) -> Part:
    """An input for yes or no."""
    entry = ToggleInput(
        id=name,
        label=label,
        title=_("Ja"),
        value="true" if on else "false",
        value_on="true",
        value_off="false",
        wrap=True,
    )
    return _field(entry, required=False, error=error)


def date_field(
    name: str,
    label: str,
    value: date | None = None,
    *,
    required: bool = False,
    error: str | None = None,
) -> Part:
    """An input for a date."""
    entry = DateInput(id=name, label=label, value=value.isoformat() if value else None)
    return _field(entry, required=required, error=error)


def time_field(
    name: str,
    label: str,
    value: time | None = None,
    *,
    required: bool = False,
    error: str | None = None,
) -> Part:
    """An input for a time of the day, to the minute."""
    entry = TimeInput(id=name, label=label, value=value.strftime("%H:%M") if value else None)
    return _field(entry, required=required, error=error)


def _field(
    entry: TextInput | ChoiceSetInput | ToggleInput | DateInput | TimeInput,
    *,
    required: bool,
    error: str | None,
) -> Part:
    """The input, below what is wrong with it: the words say it, and the colour only helps."""
    if required:
        entry.is_required = True
        entry.error_message = _("Udfyld »{label}«.", label=entry.label)
    if not error:
        return entry
    words = TextBlock(text=plain(error), color="Attention", weight="Bolder", wrap=True)
    entry.spacing = "Small"
    return Container(items=[words, entry], spacing="Medium")


def _fact(name: str, value: str) -> Part:
    title = plain(f"{name}:")
    rest = plain(f"{name}: {value}").removeprefix(title)  # no list begins in the middle of a line
    return TextBlock(text=f"**{title}**{rest}", wrap=True, spacing="Small")


def _button(text: str, action: Action) -> ExecuteAction:
    data = action.data()
    inputs = None if _takes_inputs(action) else "none"
    return ExecuteAction(
        title=text,
        verb=action.name,
        data=data,
        associated_inputs=inputs,
        fallback=SubmitAction(title=text, data=data, associated_inputs=inputs),
    )


def _takes_inputs(action: Action) -> bool:
    return any(
        one.default is not MISSING or one.default_factory is not MISSING for one in fields(action)
    )
