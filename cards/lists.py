"""What lists have in common: many buttons with the same word on them."""

from microsoft_teams.cards import ActionSet, ExecuteAction

from bot.messages import Action
from cards.parts import Part, buttons

ABOUT = 40  # characters: it tells one from another, and a card takes only so much


def buttons_about(about: str, *pairs: tuple[str, Action]) -> Part:
    """Buttons of one thing in a list, which tell a screen reader, and a pointer, of which.

    about: what the thing is called, as plain text. On a phone only the word is seen.
    """
    short = about if len(about) <= ABOUT else f"{about[: ABOUT - 1].rstrip()}…"
    row = buttons(*pairs)
    for button in (row.actions or ()) if isinstance(row, ActionSet) else ():
        if isinstance(button, ExecuteAction):
            button.tooltip = f"{button.title}: {short}"
    return row
