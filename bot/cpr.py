"""Danish civil registration (CPR) numbers, which are never stored."""

import re

_BETWEEN = r"[\s.–—-]{0,3}"
_CPR = re.compile(rf"(?<!\d)(\d\d){_BETWEEN}(\d\d){_BETWEEN}\d\d{_BETWEEN}\d{{4}}(?!\d)")
_REPLACED = 60  # added to the day in the number of somebody who has none (erstatnings-CPR)


def holds_cpr_number(text: str) -> bool:
    """Whether the text holds what looks like a CPR number: a day, a month, a year and four digits.

    The check digit is not used: since 2007 numbers are given out that don't fulfil it
    (cpr.dk, "Personnumre uden kontrolciffer (modulus 11 kontrol)").
    """
    return any(map(_is_one, _CPR.finditer(text)))


def without_cpr_numbers(text: str, instead: str) -> str:
    """The text with this in the place of whatever looks like a CPR number. instead: no digits."""
    while holds_cpr_number(text):
        text = _CPR.sub(lambda found: instead if _is_one(found) else found[0], text)
    return text


def _is_one(found: re.Match[str]) -> bool:
    return 1 <= int(found[1]) % _REPLACED <= 31 and 1 <= int(found[2]) <= 12
