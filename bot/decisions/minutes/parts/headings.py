"""The headings within an agenda item, above all those of decisions with their body and date."""

import re
from dataclasses import dataclass
from datetime import date

from bot.decisions.minutes.fields import (
    AFTER_DECISION,
    BEFORE_DECISION,
    DECISION_WORDS,
    FIELDS,
    Field,
)
from bot.decisions.minutes.meetings.bodies import body_in, is_body, nominative, own_name, spelled
from bot.decisions.minutes.words import GENERIC_BODIES, OUTCOME, PEOPLE_COLUMNS, RECOMMENDS_BELOW
from bot.documents.dates import WrittenDate, written_dates
from bot.documents.sentences import sentences

_LOOKED_AT = 250  # letters: a heading is no longer, also with what follows on its line
_LONGEST_LABEL = 14  # words
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})?[.)]? (?=[A-ZÆØÅ])|(?:[-–*•#→➔►▶>=]+ )+")
_DECISION = re.compile(
    rf"{BEFORE_DECISION}(?:"
    + "|".join(f"(?P<{field.name}>{pattern})" for field, pattern in DECISION_WORDS.items())
    + rf"){AFTER_DECISION}(?=$|[\s:,.(–-])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(  # words of a heading between its body and its date
    r"[\s,:;()–-]+|(?:i|fra|af|for|på|ved|den|d\.|dato|møde|mødet|truffet|punktet|sagen|drøftelsen"
    r"|(?:man|tirs|ons|tors|fre|lør|søn)dag|kl\.? ?\d{1,2}(?:[.:]\d{2})?"
    r"|(?:dagsordens)?(?:punkt|pkt\.?|sag)(?: nr\.?)? ?\d+)(?=\W|$)",
    re.IGNORECASE,
)
# What is numbered is mostly an item, "2. Økonomi", unless no item is called so.
_PARTS = re.compile(r"sagsfremstilling|indstilling|sagsgang|resum|bilag|frist|ansvar", re.I)
# A heading and the text below it, apart by a line's end only.
_JOINED = re.compile(
    r"(?:(?P<recommends>Indstilling)|Sagsfremstilling|Resum[eé]) (?P<rest>[A-ZÆØÅ].*[.:])",
    re.DOTALL,
)
# "Beslutning for Punkt 4: Ny skole" names the item, and says nothing of it.
_OF_ITEM = re.compile(
    r"(?P<heading>[^:;]{3,100}?),? (?:for|til|på|under|vedr\.?|vedrørende|i|om|ad) (?:dagsordens?)?"
    r"(?:punkt|pkt\.?|sag)(?: ?nr\.?)? ?(?:[A-ZÆØÅ]\.?)?\d{1,3}(?:\.\d{1,2})?[a-z]?(?=[\s.:,–-]|$)"
    r"[\s.:,–-]*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MEETING_ACCOUNT = re.compile(r"referat|opsamling", re.IGNORECASE)
_IN_BODY = re.compile(r" (?:(?:i|fra|af|på) )?\(?(?-i:[A-ZÆØÅ])", re.IGNORECASE)
_AS_ITEM = re.compile(r",? (?:punkt|pkt\.?|sag)(?: ?nr\.?)? ?\d+ ?:", re.IGNORECASE)
# Of what the case is about when it is more than a title or a number: "Sag: Støjen er målt, og …".
_CASE_LABEL = re.compile(r"sag|emne", re.IGNORECASE)
_SHORTEST_CASE = 7  # words
_ABOUT = re.compile(r"(?:om|vedr|vedrørende|angående|til|per|pr)\b", re.IGNORECASE)


@dataclass(frozen=True)
class DecisionHeading:
    """A heading that a decision stands under.

    body, when: as the heading tells them; "" and None otherwise. doubtful: the date in it that is
    none. inline: what of the decision stands on its line. recommends: the recommendation stands
    under it as well.
    """

    field: Field
    body: str = ""
    when: date | None = None
    doubtful: str = ""
    inline: str = ""
    recommends: bool = False


def decision_heading(text: str) -> DecisionHeading | None:
    """The heading of a decision that a line is or begins with; None when it is something else."""
    match = _DECISION.match(_unnumbered(text))
    if match is None or not text.lstrip("-–*•#→➔►▶>= 0123456789.)")[:1].isupper():
        return None
    owner = nominative(match["owner"] or "")
    if match["owner"] and not owner and not _generic(match["owner"]):
        return None
    rest = match.string[match.end() :]
    if _ABOUT.match(rest.lstrip()):
        return None
    told = _body_and_date(rest)
    if told is None:
        return None
    body, written, inline = told
    # "Referat fra Hovedudvalget den 6. juni 2024" is of the whole meeting.
    if _MEETING_ACCOUNT.match(match[0]) and (body or written):
        return None
    told_field = next(field for field in DECISION_WORDS if match[field.name])
    return DecisionHeading(
        field=Field.DECISION if body and written else told_field,
        body=body or owner,
        when=written.when if written else None,
        doubtful=written.text if written and not written.when else "",
        inline=inline,
        recommends=(match["first"] or "").lower() == "indstilling",
    )


def body_heading(text: str) -> DecisionHeading | None:
    """The same for "Økonomiudvalget, den 1. maj 2024: Anbefales.", which has no word for it."""
    if not text[:1].isupper():
        return None
    written = next(written_dates(text[:_LOOKED_AT]), None)
    if written is None:
        return None
    before, inline = text[: written.start], text[written.end :]
    body = _only_body(before) or (own_name(before) if _AS_ITEM.match(inline) else "")
    after = inline.lstrip(" )").partition(":") if ":" in inline[:20] else (inline, "", "")
    said = after[2].strip()
    if not after[1] and OUTCOME.match(_after_words(inline)):  # the line below was joined to it
        after, said = ("", "", ""), _after_words(inline)
    if not body or _without(after[0]) or inline.strip() == ".":
        return None
    doubtful = "" if written.when else written.text
    return DecisionHeading(Field.DECISION, body, written.when, doubtful, said)


def field_of(text: str) -> tuple[Field, str] | None:
    """The part of an item that a line opens, and what of it stands on the line."""
    whole, text = text, _unnumbered(text)
    if not text[:1].isupper() or (text != whole and not _PARTS.match(text)):
        return None
    if joined := _JOINED.match(text):
        return (Field.RECOMMENDATION if joined["recommends"] else Field.CASE), joined["rest"]
    label, colon, rest = text.partition(":")
    label = label.strip()
    if ends_meeting(text):
        return Field.END, ""
    if RECOMMENDS_BELOW.fullmatch(text):
        return Field.RECOMMENDATION, text
    if (
        colon
        and _CASE_LABEL.fullmatch(label)
        and rest.endswith(".")
        and len(rest.split()) >= _SHORTEST_CASE
    ):
        return Field.CASE, rest.strip()
    if len(label.split()) > _LONGEST_LABEL or (not colon and label.endswith((".", ",", ";"))):
        return None
    for field, pattern in FIELDS.items():
        if pattern.fullmatch(label) and not (field is Field.END and rest.strip()):
            return field, rest.strip()
    return None


def named_item(text: str) -> tuple[str, str] | None:
    """The heading and the title in "Beslutning for Punkt 4: Ny skole"; None for other lines."""
    match = _OF_ITEM.match(text[:_LOOKED_AT])
    if match is None or match["title"][:1].islower():
        return None
    heading, title = match["heading"], match["title"] + text[_LOOKED_AT:]
    decision, field = decision_heading(heading), field_of(heading)
    told = decision and not decision.inline
    parts = (Field.RECOMMENDATION, Field.CASE)
    return (heading, title) if told or (field and field[0] in parts) else None


def ends_meeting(text: str) -> bool:
    """Whether a text tells of the meeting's end, or of the next one, and of nothing else."""
    end = FIELDS[Field.END]
    people = FIELDS[Field.PEOPLE], PEOPLE_COLUMNS
    return bool(end.match(text)) and all(
        end.fullmatch(sentence.rstrip("."))
        or any(pattern.fullmatch(sentence.partition(":")[0]) for pattern in people)
        for sentence in sentences(text)
    )


def _unnumbered(text: str) -> str:
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text


def _generic(owner: str) -> bool:
    return re.sub(r"['’]?s$", "", owner.strip(), flags=re.I).lower() in GENERIC_BODIES


def _body_and_date(rest: str) -> tuple[str, WrittenDate | None, str] | None:
    """What follows the word: body, date and the decision itself; None when it is another text."""
    label, colon, inline = rest.partition(": ")
    if not colon and rest.endswith(":"):
        label, colon = rest[:-1], ":"
    if colon and not label.strip() and (heading := _only_place(inline)):
        return heading
    looked_at = rest[:_LOOKED_AT]
    for written in written_dates(looked_at):
        before, after = rest[: written.start], rest[written.end :]
        if colon and written.start > len(label):  # a date in the decision itself
            break
        # "Beslutning den 6. juni 2024 i Hovedudvalget", "…, kl. 10", "…, pkt. 3: Godkendt."
        tail, mark, told = after.partition(":") if ":" in after[:80] else (after, "", "")
        body = _only_body(before)
        if body is None and not told and not _without(tail) and _IN_BODY.match(before):
            body = own_name(before) or None  # whichever they are, nothing else stands there
        if body is None:
            break
        if not mark and (behind := _trailing(tail)) is not None:
            return body or behind[0], written, behind[1]
        later = _only_body(tail)
        return (body or later, written, told.strip()) if later is not None else None
    body = _only_body(label)
    if body is not None:
        return body, None, inline.strip() if colon else ""
    said = rest.strip()
    if not colon and (OUTCOME.match(said) or (said[:1].isupper() and said.endswith("."))):
        return "", None, said
    return None


def only_place(text: str) -> tuple[str, WrittenDate | None] | None:
    """The body, the date, or both, that a text tells; None when it tells anything else."""
    written = next(written_dates(text[:_LOOKED_AT]), None)
    if written is None:
        body = _only_body(text)
        return (body, None) if body else None
    before, after = (_only_body(text[: written.start]), _only_body(text[written.end :]))
    return None if before is None or after is None else (before or after, written)


def _only_place(text: str) -> tuple[str, WrittenDate, str] | None:
    """Body and date, where they stand behind a colon and nothing else does."""
    written = next(written_dates(text[:_LOOKED_AT]), None)
    if written is None or _without(text[written.end :]):
        return None
    body = _only_body(text[: written.start])
    return (body, written, "") if body else None


def _trailing(tail: str) -> tuple[str, str] | None:
    """What stands behind a heading's date when no colon does: a body, or the decision."""
    stripped = tail.strip()
    body = _only_body(stripped)
    if body is not None:
        return body, ""
    said = _after_words(stripped)
    return ("", said) if said[:1].isupper() else None


def _only_body(text: str) -> str | None:
    """The body that a text names beside such words as "i" and "den"; None: it says more."""
    if len(text) > _LOOKED_AT:
        return None
    core = _without(text)
    if not core or core.lower() in GENERIC_BODIES:
        return ""
    if is_body(core):
        return spelled(core)
    owner = re.sub(r"s (?:ordinære |ekstraordinære )?møde$", "", core)
    return body_in(owner) or None if owner != core and is_body(owner) else nominative(core) or None


def _without(text: str) -> str:
    """A text without the words around it that a heading is made of."""
    text = _after_words(text)
    while True:
        shorter = re.sub(
            r"(?:[\s,:;()–-]+|\b(?:den|d\.|på|i|møde|mødet|(?:man|tirs|ons|tors|fre|lør|søn)dag)|\."
            r"|,? kl\.? ?[\d.:]+| \(\d\. behandling\)"
            r"|,? ?(?:punkt|pkt\.?|sag)(?: nr\.?)? ?\d+)$", "", text, flags=re.I,
        )  # fmt: skip
        if shorter == text:
            return text
        text = shorter


def _after_words(text: str) -> str:
    while match := _BETWEEN.match(text):
        text = text[match.end() :]
    return text
