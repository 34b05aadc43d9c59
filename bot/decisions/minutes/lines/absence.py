"""Who was absent, or there for somebody else: nothing of that is part of what was decided.

A label says so ("Afbud:", and the names below it), or a sentence that tells nothing else, or a
clause within one that does: "Godkendt, idet Kim Lund (A) ikke deltog."
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.decisions.minutes.deeds.deed_words import DEEDS
from bot.decisions.minutes.lines.absence_words import (
    ABSENCE_WITHIN,
    ABSENT,
    BESIDE_ABSENT,
    ELECTS,
    PERHAPS_ABSENT,
    TITLES,
)
from bot.decisions.minutes.lines.line import Line
from bot.decisions.minutes.words import (
    BODY_WORD,
    DECIDES,
    OUTCOME,
    VOTES,
)
from bot.documents.absence import looks_like_names
from bot.documents.sentences import sentences
from bot.files.blocks import Kind

_TELLS = re.compile(rf"\b(?:{ABSENT})\b", re.IGNORECASE)
_PERHAPS = re.compile(rf"\b(?:{ABSENT}|{PERHAPS_ABSENT})\b", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:der var |med |uden )?afbud|fraværende|forfald|(?:ikke|ej)[ -](?:mødte?|til ?stede)"
    r"|deltog ikke|ikke deltagende|mødte ikke|udeblev(?:et|en|ne)?|inhabile?|inhabilitet"
    r"|(?:som )?(?:stedfortræder|suppleant|vikar|afløser)(?:er|e)?)\b(?P<more>[^:]{0,80}:)?\s*",
    re.IGNORECASE,
)
# What parts a clause of a sentence from what else it tells.
_CLAUSE = re.compile(
    r",? (?:idet|da|eftersom|mens|men|hvor|og|dog) | [–-] |[,;] "
    r"| (?=(?:med|uden) (?:afbud|deltagelse)|på grund af |grundet |pga\.? )"
)
_REASON = re.compile(
    r"(?:jf|jvf|iht|i henhold|efter|fordi|da|idet|på grund|grundet|som følge|af hensyn|hvilket)\b",
    re.IGNORECASE,
)
_ALL_THERE = re.compile(
    r"(?:alle (?:medlemmer )?(?:var|er) (?:til ?stede|mødt)|ingen (?:var )?fraværende)\.?",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"\b(?:rettelse|tilføjelse|ændring|præcisering)(?:en|er)?$")
_BRACKETS = re.compile(r"\s*[(\[](?:[^()\[\]]|\([^()]{0,60}\)){1,200}[)\]]")
_NAME = r"[A-ZÆØÅ][\w.'’-]*(?: (?:(?:van|von|de|af) )?[A-ZÆØÅ][\w.'’-]*){1,5}"
_FULL_NAME = re.compile(rf"(?<!\w){_NAME}")
# "Bo Elm blev valgt, og Ida Holm som stedfortræder."
_SUBSTITUTE = re.compile(
    rf"{_NAME}(?: \([^()]{{1,20}}\))?(?: med {_NAME}(?: \([^()]{{1,20}}\))?)? (?:som|til) "
    r"(?:personlig |\d\. )?"
    r"(?:stedfortræder|suppleant)\.?"
)
_CHOSEN = re.compile(r"(?: \([^()]{1,20}\))? (?:bliver )?(?:valgt|vælges|udpeges|indstilles)")
_TITLE_OF = re.compile(rf"(?<![\w-])[\w-]{{3,40}} (?={_NAME})")
_POINT = re.compile(r"Ad \d")  # of what is decided
_WORD = re.compile(r"[^\W_][\w.'’-]*")
_NOBODY = re.compile(r"ingen\.?|[-–]", re.IGNORECASE)
_LONGEST_SENTENCE = 40  # words of a sentence about it
_MOST_CLAUSES = 12  # of a sentence that are looked at


def absent_in(lines: Sequence[Line]) -> frozenset[str]:
    """The full names of those of whom minutes tell that they weren't there."""
    found: set[str] = set()
    listing = False
    for line in lines:
        listing = listing and not (line.opens or line.text.isupper()) and are_names(line.text)
        for piece in ABSENCE_WITHIN.split(line.text):
            label = _LABEL.match(piece)
            if label or listing:
                listing = True
                named = (sentences(piece[label.end() if label else 0 :]) or [""])[0]
                found.update(_FULL_NAME.findall(named) if are_names(named) else ())
            elif _TELLS.search(piece):
                for part in re.split(r"[,;:] |(?<=\w{3}\.) ", piece):
                    found.update(_FULL_NAME.findall(part) if _TELLS.search(part) else ())
    return frozenset(name for name in found if not BODY_WORD.fullmatch(name.split()[-1]))


def absence_aside(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with labels of the absent and the names below them set aside."""
    listing = 0
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        told = _after_label(line.text, after.text if after else "") if not line.opens else None
        if told == "":
            listing = 1
        elif listing and not line.opens and _lists_names(line, after, first=listing == 1):
            listing += 1
        else:
            listing = 0
        if listing and line.kind is not Kind.ROW:
            line = replace(line, kind=Kind.PARAGRAPH, level=0, start=None, aside=True)
        yield line


def _lists_names(line: Line, after: Line | None, *, first: bool) -> bool:
    """Whether a line below such a label is nobody, or the names of people, and no item's title.

    Below a title stands something else than a name, or the next title.
    """
    text = line.text
    if _NOBODY.fullmatch(text):
        return first
    if line.level or text.isupper() or re.search(r"\d", text):
        return False
    if not (_FULL_NAME.match(text.removeprefix("- ")) and are_names(text)):
        return False
    if first or line.kind is Kind.ITEM or after is None:
        return True
    return bool(after.start or after.level or are_names(after.text)) and not after.opens


def without_absence(lines: Sequence[Line], absent: frozenset[str]) -> Iterator[Line]:
    """The lines without those, and without the sentences and clauses, that tell who wasn't there.

    absent: full names that the minutes tell elsewhere.
    """
    listing = led = False
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        kept = []
        for piece in ABSENCE_WITHIN.split(line.text):
            rest = _after_label(piece, after.text if after else "")
            if rest is not None:
                listing = not rest
                kept.append(rest)
            elif not (
                listing
                and line.field is None
                and (are_names(piece) or (line.aside and _NOBODY.fullmatch(piece)))
            ) and (led or not _known(piece, absent)):
                listing = False
                kept.append(present(piece))
        text = " ".join(filter(None, kept))
        led = text.endswith(":")
        if text.strip(" -–"):
            yield replace(line, text=text)


def without_the_absent(lines: Sequence[Line], absent: frozenset[str]) -> Iterator[Line]:
    """The lines of a recommendation without the sentences on who takes an absent one's place."""
    for line in lines:
        told = sentences(line.text) if _PERHAPS.search(line.text) else [line.text]
        kept = [one for one in told if not _replaces(one, absent)]
        if kept:
            yield line if kept == told else replace(line, text=" ".join(kept))


def _replaces(sentence: str, absent: frozenset[str]) -> bool:
    """Whether a sentence names somebody absent, unless it is to elect them."""
    named = [match for name in absent if (match := re.search(re.escape(name), sentence))]
    chosen = any(_CHOSEN.match(sentence, match.end()) for match in named)
    return bool(named and _PERHAPS.search(sentence)) and not chosen


def present(text: str) -> str:
    """A text without the sentences and clauses that tell who wasn't there."""
    if not _PERHAPS.search(text):
        return text
    return " ".join(filter(None, map(_present, sentences(text))))


def title_without_names(title: str) -> str:
    """The title of an item without whom it tells to be absent: "Afbud fra Kim Lund" is "Afbud"."""
    title = _BRACKETS.sub(lambda match: "" if _TELLS.search(match[0]) else match[0], title)
    match = _TELLS.search(title)
    if match is None:
        return title
    kept = present(title) or title[: match.end()]
    return re.sub(r"(?: (?:for|fra|af))?[\s:,;.(–-]*$", "", kept)


def tells_absence(text: str) -> bool:
    """Whether a line tells who wasn't there and nothing else."""
    return bool(text) and (_after_label(text, "") == "" or not present(text))


def are_names(text: str) -> bool:
    """Whether a text is a list of names, with titles and what stands in brackets behind them."""
    if _POINT.match(text):
        return False
    says = any(pattern.search(text) for pattern in (VOTES, DECIDES, DEEDS, ELECTS))
    return not says and not OUTCOME.match(text) and looks_like_names(text)


def _known(text: str, absent: frozenset[str]) -> bool:
    """Whether a line is nothing but names, and one of them is of somebody who wasn't there."""
    named = absent.intersection(_FULL_NAME.findall(text))
    return bool(named) and not OUTCOME.match(text) and _only_names(text)


def _after_label(text: str, following: str) -> str | None:
    """What stands on a line of the absent behind their names; None: it is no such line."""
    label = _LABEL.match(text)
    if label is None or (ELECTS.search(text) and not label["more"]):
        return None
    named, *others = sentences(text[label.end() :]) or [""]
    if not named:
        return "" if label["more"] or not following or are_names(following) else None
    if OUTCOME.match(named):
        return " ".join([named, *others]) if label["more"] else None
    if not label["more"] and not _only_names(named, beside=True):
        return None
    return present(" ".join(other for other in others if not are_names(other)))


def _present(sentence: str) -> str:
    """A sentence without what it tells of somebody who wasn't there."""
    if _ALL_THERE.fullmatch(sentence):
        return ""
    if not _PERHAPS.search(sentence) or _tells_only(sentence):
        return "" if _PERHAPS.search(sentence) else sentence
    kept = _BRACKETS.sub(lambda match: "" if _tells_only(match[0]) else match[0], sentence)
    kept = _clauses_apart(kept) if _PERHAPS.search(kept) else kept
    return "" if _tells(kept) else kept


def _clauses_apart(sentence: str) -> str:
    """A sentence without its clauses at the end or at the beginning that only tell of it."""
    cuts = list(_CLAUSE.finditer(sentence))[:_MOST_CLAUSES]
    for cut in cuts:
        rest = sentence[cut.end() :]
        corrects = rest.startswith("at ") and _CHANGES.search(sentence, 0, cut.start())
        elected = ELECTS.search(sentence, 0, cut.start()) and _SUBSTITUTE.fullmatch(rest)
        if _tells_only(rest) and not (corrects or elected):
            return sentence[: cut.start()] + ("." if sentence.endswith(".") else "")
    for cut in reversed(cuts):
        if _tells_only(sentence[: cut.start()]):
            rest = sentence[cut.end() :]
            return "" if _REASON.match(rest) else rest[:1].upper() + rest[1:]
    return sentence


def _tells(sentence: str) -> bool:
    """Whether a sentence tells that somebody by name wasn't there, whatever else it says of it."""
    return (
        bool(_TELLS.search(sentence) and _FULL_NAME.search(sentence))
        and len(sentence.split()) <= _LONGEST_SENTENCE
        and not any(pattern.search(sentence) for pattern in (VOTES, DECIDES, ELECTS))
        and not OUTCOME.match(sentence)
    )


def _tells_only(text: str) -> bool:
    """Whether a text names somebody and tells nothing but that they weren't there."""
    text = text.strip(" ()[]")
    if text.isupper() or OUTCOME.match(text) or ELECTS.search(text):
        return False  # a title, say: its capitals make no names
    if not _PERHAPS.search(text):
        return False
    return _only_names(_PERHAPS.sub(" ", text), beside=True)


def _only_names(text: str, *, beside: bool = False) -> bool:
    """Whether a text is made of names and titles, and of what stands beside them of absence."""
    text = _BRACKETS.sub(" ", text)
    text = _TITLE_OF.sub(" ", text) if beside else text
    named = False
    for word in (match[0].rstrip(".") for match in _WORD.finditer(text)):
        plain = re.sub(r"['’]?s$", "", word)
        if (beside and BESIDE_ABSENT.fullmatch(word)) or word.lower() in ("og", "samt"):
            continue
        if BODY_WORD.fullmatch(word) or OUTCOME.match(word):
            return False
        if TITLES.fullmatch(plain) or word.isdigit() or re.fullmatch(r"\d[\d.:]*", word):
            named = named or bool(TITLES.fullmatch(plain))
        elif word[0].isupper():
            named = True
        else:
            return False
    return named
