"""What is found in minutes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class FoundFollowUp:
    """An agreed deed.

    what: word for word. who: a name, a title or a unit as it stands, "" when not told. due: None
    when not told.
    """

    what: str
    who: str
    due: date | None


@dataclass(frozen=True)
class FoundDecision:
    """A decision that stands in minutes, as it was found.

    title: of the agenda item. text: the decision, word for word; paragraphs apart by an empty
    line, list items on lines of their own. body: who decided ("Hovedudvalget"). decided_on: None
    when the minutes don't tell. item: the agenda item as the minutes number it ("3", "3.2"), or "".
    case_number: "" when not told. recommendation: what was recommended, word for word, or "".
    passage: the piece of the minutes it was taken from, as it stands there, for showing beside.
    """

    title: str
    text: str
    body: str
    decided_on: date | None
    item: str
    case_number: str
    recommendation: str
    follow_ups: tuple[FoundFollowUp, ...]
    passage: str


@dataclass(frozen=True)
class Minutes:
    """A meeting's minutes.

    title, body, held_on: of the meeting, where they are told. decisions: in their order. without:
    titles of the items on which nothing was decided (empty, "-", closed without text). repeated:
    numbers that two items bear ("3"). doubtful_dates: dates that are none, as written.
    """

    title: str
    body: str
    held_on: date | None
    decisions: tuple[FoundDecision, ...]
    without: tuple[str, ...]
    repeated: tuple[str, ...]
    doubtful_dates: tuple[str, ...]
