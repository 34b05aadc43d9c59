"""Who did what, when, on how many: what each act is called, and a page of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.parts import buttons, card, note, paragraph
from cards.preferences import preference_name

PREFERENCES = "preferences.change"


@dataclass(frozen=True)
class ShowEvents(Action, name="audit.show"):
    """That the person turns the pages. page: counted from 0, the newest."""

    page: int


@dataclass(frozen=True)
class ExportEvents(Action, name="audit.export"):
    """That the person wants all of it as a spreadsheet."""


@dataclass(frozen=True)
class Event:
    """An act in words. when: as it is said now. about, number: as they are recorded."""

    when: str
    actor: str
    act: str
    about: str
    number: int | None


def events(page: Sequence[Event], *, number_of_page: int, has_older: bool) -> Card:
    """A page of what was done, newest first. number_of_page: counted from 0."""
    turning = []
    if has_older:
        turning.append((_("Ældre"), ShowEvents(number_of_page + 1)))
    if number_of_page:
        turning.append((_("Nyere"), ShowEvents(number_of_page - 1)))
    if not page and not number_of_page:
        return card(_("Hændelser"), paragraph(_("Der er ikke sket noget endnu.")))
    return card(
        _("Hændelser"),
        *(part for event in page for part in (paragraph(_sentence(event)), note(event.when))),
        buttons(*turning, (_("Hent som Excel"), ExportEvents())),
    )


def act_in_words(act: str) -> str:
    """What somebody did, as it is said after their name; an unknown act as it is recorded."""
    words = {
        PREFERENCES: _("ændrede indstillinger"),
        "broadcasts.create": _("oprettede en fællesbesked"),
        "broadcasts.change": _("ændrede"),
        "broadcasts.discard": _("slettede kladden"),
        "broadcasts.request_approval": _("bad om godkendelse af"),
        "broadcasts.approve": _("godkendte"),
        "broadcasts.return": _("sendte tilbage"),
        "broadcasts.send": _("sendte"),
        "broadcasts.send_urgent": _("sendte uden godkendelse"),
        "broadcasts.undo": _("fortrød"),
        "broadcasts.schedule": _("ændrede tidspunktet for"),
        "broadcasts.stop": _("stoppede resten af"),
        "broadcasts.correct": _("rettede"),
        "broadcasts.recall": _("trak tilbage"),
        "broadcasts.remind": _("bestilte en påmindelse om"),
        "broadcasts.try_again": _("prøvede igen med"),
        "broadcasts.send_again": _("sendte igen, hvor det var uvist"),
        "broadcasts.leave_uncertain": _("lod stå, hvor det var uvist"),
        "broadcasts.export": _("hentede regnskabet for"),
        "segments.save": _("gemte målgruppen"),
        "segments.change": _("ændrede målgruppen"),
        "segments.remove": _("fjernede målgruppen"),
        "segments.restore": _("tog målgruppen i brug igen"),
    }
    return words.get(act, act)


def about_in_words(act: str, about: str) -> str:
    """What the act was about: a title as it was, and settings by what they are called."""
    if act != PREFERENCES:
        return about
    return ", ".join(preference_name(name) for name in about.split(", "))


def _sentence(event: Event) -> str:
    """Such as "**Ada Atlas** sendte »Årsmødet« (312)"."""
    about = plain(about_in_words(event.act, event.about))
    if about:
        about = f": {about}" if event.act == PREFERENCES else f" »{about}«"
    many = f" ({number(event.number)})" if event.number is not None else ""
    return f"**{plain(event.actor)}** {plain(act_in_words(event.act))}{about}{many}"
