"""What is taken in of what somebody wrote in a form."""

from bot.cpr import holds_cpr_number
from bot.inquiries.values import TextHoldsCprNumber, TextMissing, TextTooLong


def checked(field: str, text: str, *, longest: int, required: bool = True) -> str:
    """The text without the space around it. field: of the form. longest: characters.

    Raises TextMissing, TextTooLong or TextHoldsCprNumber.
    """
    text = text.strip()
    if required and not any(map(str.isalnum, text)):
        raise TextMissing(field)
    if len(text) > longest:
        raise TextTooLong(field, longest)
    if holds_cpr_number(text):
        raise TextHoldsCprNumber(field)
    return text
