"""Deeds that lines of a decision tell by labels, apart from what was decided.

"(Skilte sættes op. Ansvarlig: Bo Elm. Frist: 1. maj)", "=> Skilte - ansvarlig: Bo Elm - frist:
1. maj", "Skilte sættes op. Ansvarlig: Bo Elm.": in brackets, behind a sign or a dash, or run in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.decisions.minutes.deeds.listing import SAID_OF, agreed_in
from bot.decisions.minutes.fields import Field
from bot.decisions.minutes.lines.line import Line
from bot.documents.sentences import sentences
from bot.files.blocks import Kind
from bot.files.lines import ended

_APART = " \t,.;|/–—-"
_LABEL = re.compile(
    r"(?<!\w)(?:(?P<owner>ansv(?:arlige?|\.)?|tovholdere?)|(?P<due>(?:tids)?frist|deadline"
    r"|hvornår)|(?P<deed>opgave|handling)) ?: ?(?=\S)",
    re.IGNORECASE,
)
_FIELDS = {"owner": Field.OWNER, "due": Field.DUE, "deed": Field.DEED}
_SIGN = re.compile(r"(?:^|(?<=[.!?] ))(?:[=-]{0,2}[>→➔►▶➜⇒»➤]+|[–—-]{1,2}) ?(?=\S)")
_TICKED = re.compile(r"(?:- )?(?:\[[ xX✓]?\]|[☐☑☒□]) ?@?(?P<deed>.+)", re.DOTALL)
_ALONE = re.compile(  # "(MB, senest 18/2)"
    r"[(\[](?P<who>[^(),:;]{2,60}), "
    r"(?P<when>(?:senest|inden|frist:?|deadline:?) [^()]{2,30})[)\]]\.?"
)
_DASH = re.compile(r"\s[–—|-]\s*$")
_LONGEST = 90  # letters of who, or of by when
_LONGEST_TEXT = 3000  # letters; nothing of the kind is looked for in longer ones


@dataclass(frozen=True)
class _Told:
    """What a text tells by labels. said: what stands in front and is no part of the deed."""

    said: str
    what: str
    values: dict[Field, str]


def deeds_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, each deed told by labels as lines of its own for what, who and by when.

    So are those with a box to tick that tell who does it, and who and by when alone in brackets.
    """
    for line in lines:
        ticked = _TICKED.fullmatch(line.text)
        if ticked and (SAID_OF.match(ticked["deed"]) or agreed_in(ticked["deed"], None)):
            yield Line(ticked["deed"], Kind.ROW, field=Field.DEED, inline=ticked["deed"])
            continue
        if beside := _ALONE.fullmatch(line.text):
            yield Line(beside["who"], Kind.ROW, field=Field.OWNER, inline=beside["who"])
            yield Line(beside["when"], Kind.ROW, field=Field.DUE, inline=beside["when"])
            continue
        if line.start or line.field or line.aside or line.kind is Kind.HEADING:
            yield line
            continue
        text = line.inline if line.decision else line.text
        said, deeds = _divided(text)
        if not deeds:
            yield line
            continue
        if line.decision:
            heading = replace(line.decision, inline=said)
            shown = f"{line.text.removesuffix(text)}{said}".strip()
            yield replace(line, text=shown, decision=heading, inline=said)
        elif said:
            yield replace(line, text=said)
        for deed in deeds:
            told = {Field.DEED: deed.what} if deed.what else {}
            for field, value in (told | deed.values).items():
                yield Line(value, Kind.ROW, field=field, inline=value)


def _divided(text: str) -> tuple[str, list[_Told]]:
    """What of a text is said, and the deeds below or behind it."""
    said: list[str] = []
    deeds: list[_Told] = []
    if len(text) > _LONGEST_TEXT:
        return text, []
    for line in text.split("\n"):
        told = list(_told(line, first=not said))
        deeds += told
        if not told or told[0].said:
            said.append(told[0].said if told else line)
    return "\n".join(said), deeds


def _told(line: str, *, first: bool) -> Iterator[_Told]:
    """The deeds that end a line; the last one tells what stands in front of them all."""
    found: list[_Told] = []
    while told := _last(line, first=first):
        found.insert(0, told)
        line = told.said
        if not line or not line.endswith((")", "]")):
            break
    for place, told in enumerate(found):
        yield replace(told, said=line if not place else "")


def _last(line: str, *, first: bool) -> _Told | None:
    """The deed that a line ends with."""
    line = line.strip()
    closed = line.rstrip(".")
    bracket = max(closed.rfind("("), closed.rfind("[")) if closed.endswith((")", "]")) else -1
    inner = closed[bracket + 1 : -1] if bracket >= 0 else line
    labels = list(_LABEL.finditer(inner))
    if labels and bracket < 0 and inner[: labels[0].start()].rstrip().endswith(("(", "[")):
        return None
    if not any(match["owner"] or match["due"] for match in labels):
        return None
    ends = [match.start() for match in labels[1:]] + [len(inner)]
    values: dict[Field, str] = {}
    for match, end in zip(labels, ends, strict=True):
        field = _FIELDS[str(match.lastgroup)]
        value = inner[match.end() : end].strip(_APART)
        own = field is Field.DEED or (len(value) <= _LONGEST and len(sentences(value)) == 1)
        if field in values or not own:
            return None
        values[field] = value
    before = inner[: labels[0].start()]
    if bracket >= 0:
        return _Told(line[:bracket].rstrip(), before.strip(_APART), values)
    if sign := next(reversed(list(_SIGN.finditer(before))), None):
        return _Told(before[: sign.start()].rstrip(), before[sign.end() :].strip(_APART), values)
    return _run_in(before, values, first=first)


def _run_in(before: str, values: dict[Field, str], *, first: bool) -> _Told | None:
    """The same without a sign: what is done is set apart by a dash, or is what was decided.

    Where a day alone is told behind it, the sentence may tell who does it.
    """
    if Field.OWNER not in values:
        return None
    if ended(before.rstrip()) or not before.strip():
        return _Told(before.rstrip(), "", values)
    *said, what = sentences(before)
    if not _DASH.search(before) or (first and not said):
        return None
    return _Told(before[: before.rindex(what)].rstrip(), what.strip(_APART), values)
