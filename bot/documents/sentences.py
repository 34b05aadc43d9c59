"""Danish sentences: where one ends, and where a full stop is only an abbreviation's."""

import re

_GOES_ON = re.compile(  # never ends a sentence: something always follows
    r"(afd|afs|art|bek|bl\.a|bla|ca|cirk|dr|d\.v\.s|dvs|ekskl|evt|f\.eks|feks|fhv|fx|gns|hhv|h\.h\.v"
    r"|hr|iflg|ift|i\.f\.t|ifm|i\.f\.m|ifb|ihht|incl|inkl|jf|jvf|kap|kgl|kl|lb|maks|mht|m\.h\.t|mr"
    r"|nr|p\.g\.a|pga|pkt|pr|prof|sagsnr|sct|skt|sml|stk|t\.eks|tlf|vedr|v\.h\.a|vs|årh)"
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
_STOP = re.compile(r"[.!?…]+[\"”»’')\]]*(?P<space>\s+)(?=[\"“”«»‘'(\[–-]*\s?[A-ZÆØÅÉ0-9§])")
_LAST_WORD = re.compile(r"[\"“”«»'(\[]*([\w.§]*)\.$")


def sentences(text: str) -> list[str]:
    """The text's sentences, word for word; a line end is also the end of one."""
    return [sentence for line in text.splitlines() for sentence in _split(line.strip()) if sentence]


def _split(line: str) -> list[str]:
    found = []
    start = 0
    for stop in _STOP.finditer(line):
        before, after = line[start : stop.start("space")], line[stop.end() :]
        if _ends(before, after):
            found.append(before)
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
    if len(word) == 1 and last[1].isupper():  # an initial
        return False
    if _GOES_ON.fullmatch(word):
        return False
    return not (_MAY_END.fullmatch(word) and after[:1].isdigit())
