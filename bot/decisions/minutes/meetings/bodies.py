"""The names of bodies: those that are known by their last word, and any others."""

import re

from bot.decisions.minutes.words import (
    BODY_WORD,
    DECIDES,
    DEFINITE,
    GENERIC_BODIES,
    NOT_IN_BODY,
    PLACES,
)
from bot.documents.dates import written_dates

_LONGEST_BODY = 9  # words
_LONGEST_LINE = 1000  # letters
_LEAD = re.compile(
    r"(?:(?:dagsorde?ner og referater|[\w.-]* ?(?:referat|dagsorden|protokol|udskrift)(?:en|et)?"
    r"|beslutninger|konklusioner"
    r"|opsamling|noter|(?:ordinært|ekstraordinært"
    r"|åbent?|lukket|afholdt|møde|mødet|mødeforum|fra|af|for|i|på|til|ved|(?-i:det|den)|d\."
    r"|nr\.? ?\d+(?:/\d+)?"
    r"|(?:orienterings|tema|dialog|fælles|budget|status)møde|\d+\.?|[A-ZÆØÅ][\w-]+ kommunes?)"
    r")(?=\W|$)|[\s:,;/\[\]\"–-]+)",
    re.IGNORECASE,
)
_WEEKDAYS = r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag|(?:man|tir|tirs|ons|tor|tors|fre|lør|søn)\.)"
_TAIL = re.compile(
    rf"(?:[\s:,;/|·•–—()\[\]\"-]+|\b(?:den|d\.|dato|{_WEEKDAYS}|kl\.?(?: ?[\d.:]+)?|møde|mødet"
    r"|afholdt|referat|dagsorden|(?:beslutnings|møde)?protokol|fra|i|på|af|nr\.? ?\d+|\d{4}"
    r"|i [A-ZÆØÅ][\w-]+ kommune|i (?:går|dag|forgårs)"
    r"|punkt \d+|pkt\.? ?\d+|sag \d+|(?:side|s\.) ?\d+(?: ?(?:af|/|-) ?\d+)?))$",
    re.IGNORECASE,
)
MUNICIPALITY = r"(?:[A-ZÆØÅ][\w-]+ ){1,2}(?i:kommunes?)\b"
_CUT = re.compile(
    rf"(?:,|\bi\b)? ?(?-i:{MUNICIPALITY}),?|(?:,| (?:i|på)\b) (?:{PLACES})\b"
    rf"|\s[-–—|·•/›»>]\s|[|·•:()]|,? {_WEEKDAYS}(?!\w)"
    r"|,? \d{1,2}\. (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b"
    r"|,? kl\.? ?\d|,? afholdt\b|,? (?:den|d\.) ?(?=\d|$|,)"
    r"|,? (?:punkt|pkt\.?) ?\d|,? \d\. (?:kvartal|halvår)\b"
    r"|'?s? (?:ordinære |ekstraordinære )?(?:orienterings|tema|dialog|fælles)?møde\b",
    re.IGNORECASE,
)
_CENTRAL = re.compile(r"Det (?:centrale|fælles) (?P<kind>[a-zæøå]*)(?P<stem>udvalg|råd|team)")
_AT = re.compile(r"(?P<body>[A-ZÆØÅ][\w-]+) på [A-ZÆØÅ].*")  # "Lokal-MED på Engen Skole"
_NAMED = re.compile(
    r"(?!andre )(?P<name>[\w -]*?"
    r"(?P<stem>udvalg|direktion|kommission|råd|bestyrelse|styrelse|gruppe|kreds|team))"
    r"s?møde\w*(?: (?-i:[A-ZÆØÅ]).*)?",
    re.IGNORECASE,
)
_PROTOCOL_OF = re.compile(  # "Fjordby Kommunalbestyrelses forhandlingsprotokol"
    r"(?:[A-ZÆØÅ][\w-]+ )?(?i:(?P<name>[a-zæøå]*?)(?P<stem>udvalg|råd|bestyrelse|direktion)"
    r"(?:e[nt]|n)?s \w*protokol)"
)
_SHAPE = re.compile(r"[A-ZÆØÅ][\w/'.-]*(?:(?:, | )(?:og|for|&|[\w/'.-]+,?))*")
_COORDINATE = re.compile(r"og|&|[\wæøå/'.-]+[-,]|[A-ZÆØÅ][\w/'.-]*")
_VERB = re.compile(r"[a-zæøå]+(?:r|ede)")
_OF_MUNICIPALITY = re.compile(  # "Byrådet i Vestfjord"
    r"^(byrådet|kommunalbestyrelsen|regionsrådet|borgerrepræsentationen|direktionen) i [\w-]+$",
    re.I,
)
_MED_MEETING = re.compile(r"\b([\w-]*(?:[A-ZÆØÅ]{2,}|udvalg))-?møde\w*")
# What stands in a head as well, beside the body's name.
_OF_NONE = re.compile(
    r"\bkommune\b|^(?:forside|politik|hjem|kort|endeligt|foreløbigt|indhold\w*|dagsorden\w*|punkt\w*|sag\w*|\w*deltag\w*|\w*referat\w*"
    r"|beslutning\w*|side|til ?stede|fraværende|afbud|mødt|uddrag|udskrift"
    r"|\w*protokol\w*|møde(?:t|dato|tid|sted)?"
    r"|lokale?|kl|dato|tid|sted|næste|udkast|godken\w*|åben|lukket|version|bilag|tak|\w*sekretariat\w*)\b",
    re.IGNORECASE,
)
# "ledermøde i Center for Børn"
_KIND_OF_MEETING = re.compile(r"[\w-]{2,40}møde\b", re.IGNORECASE)
_WHERE = re.compile(r"\bmødet? (?:på|hos) [^|,;]*", re.IGNORECASE)  # "mødet på Engen Bibliotek"
_PERSON = r"(?:[A-ZÆØÅ][\w.'-]+ ){1,3}[A-ZÆØÅ][\w'-]+"
_PEOPLE = re.compile(rf"{_PERSON}(?:, {_PERSON})+")
_PLACE = re.compile(rf"(?:{PLACES})\b", re.IGNORECASE)
_NOT_IN_NAME = NOT_IN_BODY - {"i", "på", "den", "det"}


def body_in(text: str) -> str:
    """The body that a line names, beside dates and such words as "Referat fra"; "" when none."""
    if len(text) > _LONGEST_LINE:
        return ""
    for written in reversed(list(written_dates(text))):
        text = f"{text[: written.start]} | {text[written.end :]}"
    bodies = filter(None, map(_body, _CUT.split(text)))
    # "DAGSORDEN MED REFERAT" tells of none.
    return next((body for body in bodies if body != "MED" or not text.isupper()), "")


def own_name(text: str) -> str:
    """What a line names as the body that met, also one with no known word for it; or ""."""
    if len(text) > _LONGEST_LINE:
        return ""
    for written in reversed(list(written_dates(text))):
        text = f"{text[: written.start]} | {text[written.end :]}"
    text = _WHERE.sub("møde ", text)
    for piece in map(trimmed, _CUT.split(text)):
        name = spelled(piece) if _KIND_OF_MEETING.match(piece) else piece
        if _is_name(name) and not _NAMED.fullmatch(name):
            return spelled(name)
    return ""


def is_body(text: str) -> bool:
    """Whether the text is the name of a body and nothing else."""
    words = text.split()
    if not words or len(words) > _LONGEST_BODY or not _SHAPE.fullmatch(text):
        return False
    # "Lokal-MED, Børnehuset Engen", but not "Direktionen, Rådhuset".
    if words[0].endswith(",") and len(words) > 1 and BODY_WORD.fullmatch(words[0][:-1]):
        return words[1][0].isupper() and not any(map(BODY_WORD.fullmatch, words[1:]))
    within = len(words) > 2 and words[1] == "i" and BODY_WORD.fullmatch(words[0])
    if not NOT_IN_BODY.isdisjoint(word.lower() for word in words[2 if within else 0 :]):
        return False
    if BODY_WORD.fullmatch(words[-1]):
        # "Teknik- og Miljøudvalget", but not "Formanden orienterer Byrådet".
        definite = words[-1].lower().endswith(("et", "en"))
        if definite:
            return all(map(_COORDINATE.fullmatch, words[:-1]))
        return "for" not in words and not any(map(_VERB.fullmatch, words[1:-1]))
    if len(words) == 1 or not BODY_WORD.fullmatch(words[0]):
        return False
    # "Udvalget for teknik og miljø", "Lokal-MED Nord", but not "Udvalget drøftede".
    definite = words[0].lower().endswith(("et", "en")) and not words[0].isupper()
    named = words[1][0].isupper() and not (definite and any(map(str.islower, words[1:])))
    # "Skolebestyrelsen ved Engen Skole"
    at = words[1] == "ved" and len(words) > 2 and words[2][0].isupper()
    return words[1] in ("for", "og", "i") or at or named


def nominative(owner: str) -> str:
    """The body that "Hovedudvalgets" belongs to, or "" for one that isn't named or isn't one."""
    owner = re.sub(r"['’]?s$", "", owner.strip())
    return "" if owner.lower() in GENERIC_BODIES or not is_body(owner) else owner


def spelled(body: str) -> str:
    """A body's name as a name; one in capitals as it is written elsewhere."""
    if not body.isupper() or len(body) <= 5:
        return body[:1].upper() + body[1:]
    small = re.sub(r"\bmed\b", "MED", body.lower())
    return small[:1].upper() + small[1:]


def trimmed(piece: str) -> str:
    """A piece of a line without such words around it as "Referat af" and "den"."""
    while (match := _LEAD.match(piece)) and match.end() < len(piece):
        piece = piece[match.end() :]
    piece = piece.strip()
    while match := _TAIL.search(piece):
        piece = piece[: match.start()]
    return piece


def _is_name(text: str) -> bool:
    """Whether a text may be the name of those who met, whichever words it is made of."""
    words = text.split()
    return (
        0 < len(words) <= _LONGEST_BODY
        and bool(_SHAPE.fullmatch(text))
        and text.lower() not in GENERIC_BODIES
        and not _LEAD.fullmatch(text)
        and not _PEOPLE.fullmatch(text)
        and not _PLACE.match(text)
        and _NOT_IN_NAME.isdisjoint(words)
        and not _OF_NONE.search(text)
        and any(len(re.sub(r"\W", "", word)) > 1 and not word.isdigit() for word in words)
        and not DECIDES.search(text)
    )


def _body(piece: str) -> str:
    if match := _PROTOCOL_OF.fullmatch(piece.strip()):
        return spelled(match["name"].lower() + DEFINITE[match["stem"].lower()])
    whole, piece = piece, trimmed(piece)
    first = piece.split(" ", 1)[0]
    if piece != whole and BODY_WORD.fullmatch(first) and first.lower() not in NOT_IN_BODY:
        piece = spelled(piece)  # "Fra direktionens møde"
    if match := _NAMED.fullmatch(piece):
        name = match["name"]
        return spelled(name[: -len(match["stem"])] + DEFINITE[match["stem"].lower()])
    piece = _MED_MEETING.sub(r"\1", piece)
    piece = _OF_MUNICIPALITY.sub(r"\1", piece)
    if central := _CENTRAL.fullmatch(whole.strip()):
        return spelled(central["kind"] + DEFINITE[central["stem"]])
    if (at := _AT.fullmatch(piece)) and BODY_WORD.fullmatch(at["body"]):
        piece = at["body"]
    if piece.lower() in GENERIC_BODIES or not is_body(piece):
        return ""
    return spelled(piece)
