"""Who did what, when, on how many: what each act is called, and a page of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.parts import buttons, card, note, paragraph
from cards.periods import category_name
from cards.preferences import preference_name

PREFERENCES = "preferences.change"
PERIODS = ("retention.decide", "retention.keep")


@dataclass(frozen=True)
class ShowEvents(Action, name="audit.show"):
    """That the person turns the pages. page: counted from 0, the newest."""

    page: int


@dataclass(frozen=True)
class ExportEvents(Action, name="audit.export", makes_file=True):
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
        "rounds.create": _("oprettede en inputrunde"),
        "rounds.change": _("ændrede inputrunden"),
        "rounds.discard": _("slettede kladden til inputrunden"),
        "rounds.request_approval": _("bad om godkendelse af inputrunden"),
        "rounds.approve": _("godkendte inputrunden"),
        "rounds.return": _("sendte inputrunden tilbage"),
        "rounds.confirm": _("bekræftede inputrunden"),
        "rounds.undo": _("fortrød inputrunden"),
        "rounds.extend": _("forlængede fristen for inputrunden"),
        "rounds.give_up": _("opgav inputrunden"),
        "rounds.export": _("hentede resultatet af inputrunden"),
        "rounds.theme": _("ændrede et tema i inputrunden"),
        "rounds.import_themes": _("lagde temaer fra Excel ind i inputrunden"),
        "rounds.undo_themes": _("fortrød temaer fra Excel i inputrunden"),
        "rounds.outcome": _("sendte resultatet af inputrunden"),
        "rounds.correct_outcome": _("rettede resultatet af inputrunden"),
        "outcomes.request_approval": _("bad om godkendelse af resultatet af inputrunden"),
        "outcomes.approve": _("godkendte resultatet af inputrunden"),
        "outcomes.return": _("sendte resultatet af inputrunden tilbage"),
        "broadcasts.forget_receipts": _("slettede kvitteringer, hvis frist var gået, for"),
        "decisions.create": _("begyndte på beslutningen"),
        "decisions.import": _("indlæste referatet"),
        "decisions.change": _("ændrede beslutningen"),
        "decisions.discard": _("slettede kladden til beslutningen"),
        "decisions.ready": _("gjorde beslutningen klar til offentliggørelse:"),
        "decisions.draft": _("gjorde beslutningen til kladde igen:"),
        "decisions.add_follow_up": _("tilføjede en opfølgning på"),
        "decisions.change_follow_up": _("ændrede en opfølgning på"),
        "decisions.remove_follow_up": _("fjernede en opfølgning på"),
        "decisions.report": _("meldte om en opfølgning på"),
        "decisions.hand_over": _("valgte ansvarlig for en opfølgning på"),
        "decisions.request_approval": _("bad om godkendelse af"),
        "decisions.approve": _("godkendte offentliggørelsen af"),
        "decisions.return": _("sendte tilbage"),
        "decisions.publish": _("offentliggjorde beslutningen"),
        "decisions.correct": _("offentliggjorde en rettelse af"),
        "decisions.undo": _("fortrød offentliggørelsen af"),
        "decisions.stop": _("stoppede resten af"),
        "decisions.recall": _("trak beslutningen tilbage:"),
        "decisions.lapse": _("lod beslutningen bortfalde:"),
        "decisions.revive": _("lod beslutningen gælde igen:"),
        "decisions.remind": _("bestilte en påmindelse om"),
        "decisions.try_again": _("prøvede igen med"),
        "decisions.send_again": _("sendte igen, hvor det var uvist"),
        "decisions.leave_uncertain": _("lod stå, hvor det var uvist"),
        "decisions.export": _("hentede regnskabet for"),
        "decisions.answer": _("føjede et svar til beslutningen"),
        "decisions.take_back_answer": _("tog et svar af beslutningen"),
        "decisions.forget_receipts": _("slettede kvitteringer, hvis frist var gået, for"),
        "retention.decide": _("besluttede, hvor mange måneder der gemmes:"),
        "retention.keep": _("besluttede, at der ikke slettes:"),
        "retention.suspend": _("satte sletning i bero:"),
        "retention.resume": _("genoptog sletning"),
        "inquiries.answer": _("svarede på en henvendelse"),
        "inquiries.correct": _("rettede svaret på en henvendelse"),
        "inquiries.close": _("lukkede en henvendelse uden svar"),
        "inquiries.take_up": _("tog et forslag op"),
        "inquiries.not_now": _("svarede »ikke nu« på et forslag"),
        "inquiries.hand_over": _("gav en henvendelse videre til"),
        "inquiries.merge": _("lagde to henvendelser sammen"),
        "inquiries.split": _("delte to henvendelser igen"),
        "knowledge.create": _("begyndte på svaret"),
        "knowledge.discard": _("slettede kladden til svaret"),
        "knowledge.keep": _("hentede kladden til svaret tilbage"),
        "knowledge.publish": _("udgav svaret"),
        "knowledge.change": _("rettede svaret"),
        "knowledge.review": _("så efter svaret"),
        "knowledge.retire": _("tog svaret ud"),
        "knowledge.restore": _("tog svaret i brug igen"),
        "knowledge.import": _("indlæste svar fra en fil"),
        "documents.retire": _("tog dokumentet ud"),
        "documents.restore": _("tog dokumentet i brug igen"),
        "segments.save": _("gemte målgruppen"),
        "segments.change": _("ændrede målgruppen"),
        "segments.remove": _("fjernede målgruppen"),
        "segments.restore": _("tog målgruppen i brug igen"),
        "documents.add": _("indlæste dokumentet"),
        "documents.take_back": _("fortrød, at dokumentet blev indlæst"),
        "people.add": _("satte på lederlisten:"),
        "people.change": _("rettede på lederlisten:"),
        "people.leave": _("tog af lederlisten:"),
        "people.return": _("satte på lederlisten igen:"),
        "people.away": _("skrev på orlov:"),
        "people.back": _("skrev tilbage fra orlov:"),
        "people.import": _("indlæste en lederliste"),
    }
    return words.get(act, act)


def about_in_words(act: str, about: str) -> str:
    """What the act was about: a title as it was, and settings by what they are called."""
    if act in PERIODS:
        return category_name(about)
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
