"""Which case a document belongs to, by its number."""

import re
from collections.abc import Sequence

_KLE = r"\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,4}-\d{2}"  # 00.16.00-P22-1-24
_NUMBER = rf"{_KLE}|[A-ZÆØÅ]{{2,5}}-\d{{4}}-\d{{2,6}}|\d{{3}}-\d{{4}}-\d{{2,6}}|\d{{2,4}}/\d{{1,6}}"
_LABEL = r"(?:(?:sags|journal)(?:nr|nummer|-?id)|sag|j\.? ?nr|esdh-sag)\b\.?:? ?"
_LABELLED = re.compile(
    rf"(?<![\w.])(?:{_LABEL})(?P<number>{_NUMBER}|\d{{4}}-\d{{2,6}})(?![\w/-])", re.I
)
_ALONE = re.compile(rf"(?<![\w./-])(?P<number>{_NUMBER})(?![\w/-])")
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
        ):
            return match["number"]
    return None
