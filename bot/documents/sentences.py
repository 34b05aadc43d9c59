"""Danish sentences: where one ends, and where a full stop is only an abbreviation's."""

import re

_GOES_ON = re.compile(  # never ends a sentence: something always follows
    r"(adm|afd|afs|art|att|bek|bl\.a|bla|ca|cand(\.\w+)+|cirk|dr|d\.v\.s|dvs|eks|ekskl|evt|f\.eks"
    r"|feks|fhv|fx|gns|hhv|h\.h\.v|hr|iflg|ift|i\.f\.t|ifm|i\.f\.m|ifb|ihht|incl|inkl|jf|jvf|kap|kgl"
    r"|kl|lb|lok|maks|max|mht|m\.h\.t|ml|mr|nr|p\.g\.a|pga|ph\.d|pkt|pr|prof|p\.t|sagsnr|sct|skt"
    r"|sml|stk|t\.eks|tlf|vedr|v\.h\.a|vs|årh)"
)
_MAY_END = re.compile(  # ends one when a capital letter follows
    r"(jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec|a\.m|d\.d|d\.å|el\.lign|etc|kr|lign|m\.a\.o"
    r"|m\.fl|m\.m|mfl|mia|mill|min|mio|mm|mv|m\.v|oa|o\.a|ol|o\.l|o\.lign|osv|o\.s\.v|pct|s|s\.å)"
)
_MONTH = re.compile(
    r"januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-ZÆØÅ](?:(?:\.-?|-)[A-ZÆØÅ])*")
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"”»’')\]]*(?P<space>\s+)(?=[\"“”«»‘'(\[–-]*\s?[A-ZÆØÅÉ0-9§])"
)
_LAST_WORD = re.compile(r"[\"“”«»'(\[]*([\w.§-]*)\.$")
_LOOKED_AT = 100  # letters on each side of a stop: more than enough to tell what it is


def sentences(text: str) -> list[str]:
    """The text's sentences, word for word; a line end is also the end of one."""
    return [sentence for line in text.splitlines() for sentence in _split(line.strip()) if sentence]


def _split(line: str) -> list[str]:
    found = []
    start = 0
    for stop in _STOP.finditer(line):
        end = stop.start("space")
        before = line[max(start, end - _LOOKED_AT) : end]
        if _ends(before, line[stop.end() : stop.end() + _LOOKED_AT]):
            found.append(line[start:end])
            start = stop.end()
    return [*found, line[start:]]


def _ends(before: str, after: str) -> bool:
    """Whether a sentence ends with `before`, which ends in a stop, when `after` follows."""
    words = before.split()
    last = _LAST_WORD.match(words[-1])
    if last is None:  # a question, an exclamation, a closing quotation mark
        return True
    word = last[1].lower()
    if word.isdigit():
        # "1. Lederrollen" at the start is a list's number; "den 6. Juni" a date.
        return len(words) > 1 and not _MONTH.match(after)
    if _INITIALS.fullmatch(last[1]):
        return False
    number_follows = after[:1].isdigit()
    if len(word) == 1 and number_follows:  # "d. 12/3"
        return False
    # "bl.a." is also written "bl. a.", "d.v.s." also "d. v. s."
    written = ["".join(words[-count:]).lower().lstrip("\"“”«»'([")[:-1] for count in (1, 2, 3)]
    if any(map(_GOES_ON.fullmatch, written)):
        return False
    return not (number_follows and any(map(_MAY_END.fullmatch, written)))
