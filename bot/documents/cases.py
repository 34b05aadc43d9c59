"""Which case a document belongs to, by its number."""

import re
from collections.abc import Sequence

_KLE = r"\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,4}-\d{2}"  # 00.16.00-P22-1-24
_NUMBER = rf"{_KLE}|[A-ZÆØÅ]{{2,5}}-\d{{4}}-\d{{2,6}}|\d{{3}}-\d{{4}}-\d{{2,6}}"
_LABEL = r"(?:(?:sags|journal)(?:nr|nummer|-?id)|sag|j\.? ?nr|esdh-sag)\b\.?:? ?"
_LABELLED = re.compile(
    rf"(?<![\w.])(?:{_LABEL})(?P<number>{_NUMBER}|\d{{2,4}}/\d{{1,6}}|\d{{4}}-\d{{2,6}})(?![\w/-])",
    re.I,
)
# "24/277" is a case at the start of a line only: elsewhere it may be anything, "døgnet rundt 24/7".
_ALONE = re.compile(
    rf"(?:(?<![\w./-])(?P<number>{_NUMBER})|^(?P<slashed>\d{{2,4}}/\d{{2,6}}))(?![\w/-])"
    r"(?! ?\d{4}\b| kl\b)"
)
_YEARS = re.compile(r"(?P<one>\d{4})/(?P<other>\d{2}|\d{4})")
_OTHER = re.compile(
    r"\bdok(?:ument)?\.? ?-?(?:nr|id|nummer)|\bden \d|\blov\b|\bLBK\b", re.IGNORECASE
)
_SHORT = 8  # words


def case_number_in(lines: Sequence[str]) -> str | None:
    """The case number in a document's head: one that is labelled, else one on a line of its own."""
    for line in lines:
        if match := _LABELLED.search(line):
            return match["number"]
    for line in lines:
        if (
            len(line.split()) <= _SHORT
            and not _OTHER.search(line)
            and (match := _ALONE.search(line))
            and not _are_years(number := match["number"] or match["slashed"])
        ):
            return str(number)
    return None


def _are_years(number: str) -> bool:
    """Whether it is a year and the next: 2024/2025, 2024/25."""
    years = _YEARS.fullmatch(number)
    return years is not None and str(int(years["one"]) + 1).endswith(years["other"])
