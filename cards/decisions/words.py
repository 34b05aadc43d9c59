"""What is said of decisions in several cards. Plain text: what people wrote isn't escaped here."""

from datetime import date, datetime

from bot.calendar import in_copenhagen
from bot.decisions.values import Content, Decision, Phase, Reference
from bot.language import _
from bot.language.formats import day
from bot.people.values import Person
from cards.inquiries.words import shortened as shortened  # for all cards of decisions


def decided_in_words(content: Content) -> str:
    """Who decided it, and when: "Besluttet i Hovedudvalget den 6. juni 2024"; "" if unknown."""
    match content.body, content.decided_on:
        case "", None:
            return ""
        case body, None:
            return _("Besluttet i {body}", body=body)
        case "", when if when:
            return _("Besluttet den {day}", day=day(when))
        case body, when if when:
            return _("Besluttet i {body} den {day}", body=body, day=day(when))
    raise AssertionError(content)


def decided_and_case(content: Content) -> str:
    """Who decided it, when, and in which case, as far as it is known. Plain text."""
    decided = decided_in_words(content)
    if not content.case_number:
        return decided
    if not decided:
        return _("Sag {number}", number=content.case_number)
    return _("{decided}, sag {number}", decided=decided, number=content.case_number)


def body_and_day(content: Content) -> str:
    """The same in short, for a list: "Hovedudvalget, 6. juni 2024"."""
    when = day(content.decided_on) if content.decided_on else ""
    return ", ".join(filter(None, (content.body, when)))


def body_on_day(content: Content) -> str:
    """The same inside a sentence: "Hovedudvalget den 6. juni 2024"; of a decision with a body."""
    if not content.decided_on:
        return content.body
    return _("{body} den {day}", body=content.body, day=day(content.decided_on))


def phase_in_words(phase: Phase) -> str:
    """Where a decision stands, in a word or two."""
    match phase:
        case Phase.DRAFT:
            return _("Kladde")
        case Phase.READY:
            return _("Klar til offentliggørelse")
        case Phase.CURRENT:
            return _("Gælder")
        case Phase.REPLACED:
            return _("Afløst")
        case Phase.LAPSED:
            return _("Bortfaldet")
        case Phase.DISCARDED:
            return _("Slettet kladde")


def standing(decision: Decision, *, today: date) -> str:
    """Whether a decision holds, since when or until when, in a few words."""
    ended = _ended_on(decision.ended_at)
    match decision.phase:
        case Phase.CURRENT if decision.shown.holds_from and decision.shown.holds_from > today:
            return _("Gælder fra {day}", day=day(decision.shown.holds_from))
        case Phase.REPLACED if ended:
            return _("Afløst den {day}", day=ended)
        case Phase.LAPSED if ended:
            return _("Bortfaldet den {day}", day=ended)
        case phase:
            return phase_in_words(phase)


def or_on_leave(presented: str, person: Person, today: date) -> str:
    """Somebody as presented, and until when they are on leave, if they are."""
    if not person.away_until or not person.is_away(today):
        return presented
    return _("{name} (på orlov til og med {day})", name=presented, day=day(person.away_until))


def reference_in_words(reference: Reference) -> str:
    """Another decision inside a sentence: "»Fælles ledermøde« fra 6. juni 2024"."""
    if not reference.decided_on:
        return f"»{reference.title}«"
    return _("»{title}« fra {day}", title=reference.title, day=day(reference.decided_on))


def _ended_on(at: datetime | None) -> str:
    return day(in_copenhagen(at)) if at else ""


def no_meaning_in_words() -> str:
    """That nothing tells in plain words what a decision means for its receivers."""
    return _("Feltet »Det betyder for dig« er tomt, så lederne får kun beslutningens egne ord.")
