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
    return any(
        1 <= int(day) % _REPLACED <= 31 and 1 <= int(month) <= 12
        for day, month in _CPR.findall(text)
    )
