"""What the forms of inquiries share: which form it is, and who sends it."""

from uuid import NAMESPACE_OID, UUID, uuid5

from bot.router import Turn
from cards.inquiries.forms import HIDDEN, NAMED


def form_opened_by(turn: Turn) -> UUID:
    """The id of the form that this turn opens: the same when the turn is delivered again."""
    return uuid5(NAMESPACE_OID, turn.key)


def hidden(sender: str) -> bool | None:
    """Whether the person chose to hide their name; None: nothing was chosen."""
    return {NAMED: False, HIDDEN: True}.get(sender)
