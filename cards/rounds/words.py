"""What is said of rounds in several cards: promises, kinds of questions, phases, times."""

from datetime import datetime

from bot.language import _, counted
from bot.language.formats import number, relative_moment
from bot.rounds.values import Kind, Phase, Round


def promise(*, anonymous: bool) -> str:
    """Who sees what, in the words that every card about a round uses."""
    if anonymous:
        return _(
            "Direktionen kan ikke se, hvem der har svaret hvad. Lederlinjen husker kun, om du har "
            "svaret, så du ikke rykkes. Svaret sendes via Microsoft Teams. Din skrivemåde kan "
            "afsløre dig."
        )
    return _(
        "Runden er med navn: Direktionen og dens sekretariat ser, hvem der har svaret hvad. Svaret "
        "sendes via Microsoft Teams."
    )


def kind_name(kind: Kind) -> str:
    """A kind of question as people say it."""
    match kind:
        case Kind.TEXT:
            return _("Fri tekst")
        case Kind.RATING:
            return _("Skala 1-5")
        case Kind.CHOICE:
            return _("Ét valg")
        case Kind.CHOICES:
            return _("Flere valg")
        case Kind.RANKING:
            return _("De tre vigtigste")
        case Kind.ITEM:
            return _("Foreslå et punkt")


def phase_in_words(round_: Round, now: datetime) -> str:
    """Where a round is, in a few words."""
    match round_.phase:
        case Phase.DRAFT | Phase.DISCARDED:
            return _("Kladde")
        case Phase.AWAITING:
            return _("Venter på godkendelse")
        case Phase.SCHEDULED:
            return _("Åbner {when}", when=_when(round_.opens, now))
        case Phase.OPEN:
            return _("Åben til {when}", when=_when(round_.ends, now))
        case Phase.CLOSED:
            return _("Lukket {when}", when=_when(round_.ends, now))


def invited_in_words(many: int) -> str:
    """How many are invited."""
    return counted("{many} inviteret", "{many} inviterede", many, many=number(many))


def _when(at: datetime | None, now: datetime) -> str:
    return relative_moment(at, now) if at else ""
