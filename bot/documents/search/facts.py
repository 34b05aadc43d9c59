"""Facts that a question asks for, and whether a text holds one."""

import re
from dataclasses import dataclass

from bot.documents.values import Wanted


@dataclass(frozen=True)
class Fact:
    """A fact: how questions ask for it, and what a text that holds it has in it.

    kind: None when its absence isn't told to people, only taken as a sign.
    """

    kind: Wanted | None
    asked: re.Pattern[str]
    held: re.Pattern[str]


def _fact(kind: Wanted | None, asked: str, held: str) -> Fact:
    return Fact(kind, re.compile(asked, re.IGNORECASE), re.compile(held))


_MONTH = (
    r"\b(?:jan|feb|apr|aug|sep|okt|nov|dec)\.? \d"
    r"|\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b"
)
_YEAR = r"\b(?:19|20)\d\d\b"
_DATE = rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|{_YEAR}|\bkl\. ?\d|{_MONTH}"
_SEASON = (
    r"(?:efterår|forår|sommer|vinter|årsskifte|kvartal|uge)\w*"
    r"|(?:man|tirs|ons|tors|fre|lør|søn)dag"
)
_COUNT = r"\d|\b(?:to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|hvert|halv\w*|hundrede)\b"
_ROLE = (
    r"(?i:\w*(?:direktion|direktør|chef|leder|udvalg|formand|bestyrelse|byråd|afdeling|organisation"
    r"|sekretariat|borger|virksomhed|medarbejder|forening)\w*)|\bMED\b"
)
_NAME = r"[A-ZÆØÅ][a-zæøå]+(?:[ -][A-ZÆØÅ][a-zæøå]+)+(?! Kommune)"
_TITLE = r"[\"”“»«]\w|(?<=[a-zæøå,:] )(?!Kommune)[A-ZÆØÅ][a-zæøå]+\b(?! Kommune)"
_BODY = r"\w*(?:udvalg|forvaltning|direktion|bestyrelse|system)"  # which meets, but is no place
_UNIT = r"(?:sekund|minut|time|dag|døgn|hverdag|arbejdsdag|uge|måned|kvartal|halvår|år)"
_FEW = r"(?:\d[\d.,]*|\b(?:en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|halv\w*)\b)"
_SPAN = rf"{_FEW}\.?(?: \w+)? \w*{_UNIT}"  # "14 kalenderdage", "tre hele måneder"
_HEAD = r"(?:chef|leder|konsulent|rådgiver|direktør|formand|koordinator)"
_IF = r"(?:^|\. )[A-ZÆØÅ]\w*r\b[^.]*, (?:kan|skal|må|går)\b"  # "Viser den, at ..., skal chefen"

# Figures that count nothing: dates, years, the numbers of cases and sections.
_NO_COUNT = re.compile(
    rf"\b\d{{1,2}}\. ?(?={_MONTH})|\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|{_YEAR}"
    r"|\b\d+/\d+\b|^\d+(?:\.\d+)*\.? "
    r"|(?:kl|stk|nr|artikel|bilag|punkt|pkt|side|afsnit|kapitel|§)\.? ?\d+",
    re.IGNORECASE | re.MULTILINE,
)

# The first that is asked for counts, so the narrower ones come first.
_FACTS = (
    _fact(None, r"\blink\b|\burl\b|\be-?mail\b|\bwebadresse|\bweb address", r"https?:|www\.|@"),
    _fact(
        None,
        r"\bhvad (?:sker der,? )?hvis\b|\bkonsekvens|\bsanktion|\bpligt|\bobligatori|\bwhat .*if\b",
        rf"(?i:\bhvis\b|medmindre|konsekvens|obligatori|frivillig|pligt|bortfald)|{_IF}",
    ),
    _fact(
        None,
        r"\bhvordan (?:\w+ ){0,3}(?:mål|evaluer|vælg|valgt|udpeg|tilmeld|beregn|opgør)\w*",
        r"(?i:\bved (?:hjælp|at)|gennem|via\b|skema|undersøg|analyse|opgøres|udpege|skala|portal)",
    ),
    _fact(
        Wanted.NUMBER,
        r"\bhvor (?:tit|ofte)\b|\bhow often\b",
        r"(?i:årlig|ugentlig|månedlig|daglig|\bhver[t]? |\bgange?\b|\bkvartal)",
    ),
    _fact(
        Wanted.NUMBER,
        r"\bhvor (?:længe|lang tid|hurtigt)\b|\bvarighed|\bhow long\b|\bhow (?:soon|quickly)\b",
        rf"(?i:{_SPAN}|\bsiden\b|\bsenest\b|\binden\b)",
    ),
    _fact(
        Wanted.NUMBER,
        r"\bhvor (?:lang|langt)\b",
        r"(?i:\d|\btimer?\b|\bdage?\b|\bsiden\b|\bsenest\b|\binden\b)",
    ),
    _fact(
        Wanted.NUMBER,
        r"\bhvor gam(?:mel|le|melt)\b|\balder(?:en)?\b|\bhow old\b|\bwhat age\b",
        r"(?i:\d\.? ?år\b|fyldt|\balder)",
    ),
    _fact(Wanted.NUMBER, r"\btelefonnummer|\btlf\b|\bphone number", r"(?:\d{2} ?){4}"),
    _fact(Wanted.NUMBER, r"\bsag(?:en)?s ?n(?:umme)?r|\bcase number", r"\d+/\d+"),
    _fact(
        Wanted.NUMBER,
        r"\bhvor (?:mange|stor|store|stort|høj|højt)\b|\bhow many\b|\bantal"
        r"|procent|\bmåltal|nummer(?:et)?\b",
        _COUNT,
    ),
    _fact(
        Wanted.AMOUNT,
        r"\bkoste|\bpris(?:en)?\b|\bbudget|\bi løn\b|\bløntillæg|\bhow much\b|\bcosts?\b",
        r"(?i:\d ?(?:kr|mio|mia|kroner|%)|\bkroner\b|økonomi|\bkoster)",
    ),
    _fact(Wanted.AMOUNT, r"\bhvor meget\b", r"(?i:\d|\btimer\b|procent)"),
    _fact(
        Wanted.TIME,
        r"\bhvilken da(?:to|g)\b|\bhvilket år(?:stal)?\b|\bwhat date|\bdato(?:en)?\b",
        _DATE,
    ),
    _fact(
        Wanted.TIME,
        r"\bhvad tid\b|\bhvilke[tn] (?:tidsrum|klokkeslæt)|\bklokken\b|\bwhat time"
        r"|\bhvornår (?:på|om) (?:dagen|morgenen|formiddagen|eftermiddagen|aftenen)",
        r"(?i:kl\.|\d[.:]\d\d)",
    ),
    _fact(
        Wanted.TIME,  # "when should we meet online" asks for a condition, not for a time
        r"\bhvornår\b|\bwhen\b(?! should)|\bfrist(?:en)?\b|\bhvilken (?:måned|uge|årstid)|deadline",
        rf"{_DATE}|\b(?i:{_SEASON}|senest\b|inden\b)",
    ),
    _fact(
        Wanted.PERSON,
        r"\bhvad hedder (?:\w+ ){0,2}\w*(?:direktør|chef|leder|formand)|\bnavn",
        _NAME,
    ),
    _fact(
        None,
        r"\bhvem (?:sidder|sad|er (?:med )?(?:i|medlem)|består)|\bhvilke (?:medlemmer|deltagere)",
        rf"(?i:består af|medlem|repræsentant|formand|næstformand)|{_NAME}",
    ),
    _fact(
        None,
        r"^\W*(?:hvad (?:er|betyder)|what (?:is|are)) (?:et |en |the |a )?\w+(?: \w+)?\W*$",
        r"(?i:\b(?:betyder|vil sige|forstås?|defineres|handler om|kendetegne\w*|dvs)"
        r"|\ber (?:et|en|at|når|den|det|de)\b)",
    ),
    _fact(None, r"\bhvad (?:hedder|kalde[rs])\b", _TITLE),
    _fact(
        None,
        rf"\bhvem er (?:\w+ )?\w*{_HEAD}\b",
        rf"{_NAME}|(?i:{_HEAD}\w* (?:er|bliver)|\b(?:er|bliver|som) \w*{_HEAD})",
    ),
    _fact(Wanted.PERSON, r"\bhvem\b|\bwho\b", rf"{_ROLE}|{_NAME}"),
    _fact(
        None,
        r"\bhvorfor\b|\bwhy\b",
        r"(?i:fordi|derfor|\bda\b|\bså\b|skyldes|begrund|årsag|for at|henvisning|hensyn|formål"
        r"|afsæt|\bkalder på\b|\bsikre|forbindelse med|udspring|bygger på)",
    ),
    _fact(
        None,
        r"\bhvilke (?:to|tre|fire|fem|seks|syv|otte|ni|ti|\d+)\b|\bwhich (?:two|three|four|five)\b",
        r", \w[^.,]* (?:og|eller) |:|\n- ",
    ),
    _fact(None, r"\bhvilke\b|\bwhich \w+s\b", rf"{_TITLE}|, \w[^.]* (?:og|eller) |: |\d"),
    _fact(
        Wanted.PLACE,
        r"\bhvor\b(?! (?:vidt|dan|når)\b)(?!.*\bfra\b)|\bwhere\b|\badresse",
        rf"\b(?:i|på|ved) (?!MED\b|{_BODY})[A-ZÆØÅ][a-zæøå]+(?! Kommune)\b"
        r"|(?i:rådhus|lokale|kantine|adresse|\bstår i\b|gade \d|vej \d)",
    ),
)


_MOMENT = re.compile(
    r"\b(?:i alt|in total|siden|i år|sidste|seneste|sidst|i dag|i øjeblikket|lige nu|næste|i morgen"
    r"|indtil nu|hidtil|next|last|today|tomorrow|currently|right now)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:hvor mange|how many|antal(?:let)?(?: af)?)\s+(.+)", re.IGNORECASE)
_NEAR = 40  # letters between a number and what it counts


def counted(question: str) -> str:
    """Give the words after "how many", of which the first that carries matter is counted."""
    match = _COUNTED.search(question)
    return match[1] if match else ""


def moments(question: str) -> tuple[str, ...]:
    """Give what in a question means another time for each day it is asked: "sidste", "i dag".

    A document that doesn't use the same words says what was true when it was written. "I alt" is
    such a word too: a number for a part isn't the total.
    """
    return tuple(each.lower() for each in _MOMENT.findall(question))


def around(text: str, fact: Fact) -> list[str]:
    """Give what stands around each place where a text holds a fact."""
    text = _stripped(text, fact)
    found = fact.held.finditer(text)
    return [text[max(match.start() - _NEAR, 0) : match.end() + _NEAR] for match in found]


def asked_fact(question: str) -> Fact | None:
    """Give the fact that a question asks for, when its words tell."""
    return next((fact for fact in _FACTS if fact.asked.search(question)), None)


def holds(text: str, fact: Fact | None) -> bool:
    """Whether a text holds a fact; any text does, when none is asked for."""
    return fact is None or fact.held.search(_stripped(text, fact)) is not None


def _stripped(text: str, fact: Fact) -> str:
    return _NO_COUNT.sub(" ", text) if fact.held.pattern == _COUNT else text
