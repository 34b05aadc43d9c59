"""Who was absent, and who came instead: lines that are no part of what was decided."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.lines import Line
from bot.decisions.minutes.words import OUTCOME, VOTES
from bot.documents.absence import looks_like_names, without_absent
from bot.documents.sentences import sentences

_LABEL = re.compile(
    r"(?:(?:der var |med |uden )?afbud(?: fra| til mødet)?|fraværende|ikke[ -](?:mødte?|til ?stede)"
    r"|ej (?:mødt|til ?stede)|deltog ikke|mødte ikke"
    r"|(?:som )?(?:stedfortræder|suppleant)e?r?(?: for)?|inhabile?|inhabilitet|orlov|udeblevet"
    r")\b(?P<more>[^:]{0,60}:)?\s*",
    re.IGNORECASE,
)
# Where such a label stands within a paragraph: its line was joined to the one above.
_WITHIN = re.compile(
    r" (?=(?:Afbud|Fraværende|Ikke til ?stede|Ikke mødt|Stedfortrædere?|Deltog ikke)\b[^:.]{0,40}:)"
)
_TELLS = re.compile(
    r"\b(?:deltog ikke|deltager ikke|var fraværende|er fraværende|var ikke til ?stede"
    r"|(?:havde|har|meldte|med) (?:\w+ )?afbud|deltog (?:i stedet|som (?:stedfortræder|suppleant))"
    r"|(?:stedfortræder|suppleant) for|forlod (?:mødet|lokalet)|(?:an)?kom til mødet"
    r"|(?:var|er|erklæredes?(?: sig)?|erklæret) inhabil"
    r"|trådte (?:ud|uden for)|mødte i stedet|var afløser)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZÆØÅ][\w.-]+ (?:(?:van|von|de|af) )?[A-ZÆØÅ]")
_LONGEST = 40  # words of a sentence about it


def without_absence(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without those, and without the sentences, that tell who wasn't there."""
    absent = False
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        kept = []
        for piece in _WITHIN.split(line.text):
            rest = _after_label(piece, after.text if after else "")
            if rest is not None:
                absent = not rest
                kept.append(rest)
            elif not (absent and _are_names(piece)):
                absent = False
                kept.append(_without_sentences(piece))
        if text := " ".join(filter(None, kept)):
            yield replace(line, text=text)


def _after_label(text: str, following: str) -> str | None:
    """What stands on a line of the absent behind their names; None: it is no such line."""
    label = _LABEL.match(text)
    if label is None:
        return None
    named, *others = sentences(text[label.end() :]) or [""]
    if not named:
        return "" if label["more"] or not following or _are_names(following) else None
    if OUTCOME.match(named):
        return " ".join([named, *others]) if label["more"] else None
    if not label["more"] and not _are_names(named):
        return None
    return _without_sentences(" ".join(other for other in others if not _are_names(other)))


def _are_names(text: str) -> bool:
    return not VOTES.search(text) and not OUTCOME.match(text) and looks_like_names(text)


def _without_sentences(text: str) -> str:
    if not _TELLS.search(text):
        return text
    return " ".join(one for one in sentences(without_absent(text)) if not _tells(one))


def _tells(sentence: str) -> bool:
    return (
        bool(_TELLS.search(sentence) and _NAME.search(sentence))
        and len(sentence.split()) <= _LONGEST
        and not VOTES.search(sentence)
    )
