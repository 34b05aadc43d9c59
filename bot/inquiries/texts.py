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


def refuse_cpr_numbers(**fields: str) -> None:
    """Refuse a form with a CPR number in any field, before its other faults.

    A form that fails for another reason comes back filled in, and would put the number into the
    chat. fields: the texts by the names of the form's fields. Raises TextHoldsCprNumber.
    """
    for field, text in fields.items():
        if holds_cpr_number(text):
            raise TextHoldsCprNumber(field)
