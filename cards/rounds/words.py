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
        case Phase.GIVEN_UP:
            return _("Opgivet")


def invited_in_words(many: int) -> str:
    """How many are invited."""
    return counted("{many} inviteret", "{many} inviterede", many, many=number(many))


def unread_in_words(many: int) -> str:
    """How many answers were left out, as nobody could read them."""
    return counted(
        "{many} svar kunne ikke læses og er ikke talt med.",
        "{many} svar kunne ikke læses og er ikke talt med.",
        many,
        many=number(many),
    )


def given_up_in_words() -> str:
    """Why there is no result of a round that was given up."""
    return _("Svarene kunne ikke læses, fordi nøglen er gået tabt. De er slettet ulæste.")


def keys_exposed_in_words() -> str:
    """Why no anonymous round can be opened, for it to put right."""
    return _(
        "Mappen til nøgler (KEYS_DIR) ligger i mappen med data (DATA_DIR), så den, der får en "
        "kopi af data, kunne læse de anonyme svar. Derfor kan anonyme runder ikke åbnes. Bed it "
        "om at flytte KEYS_DIR et andet sted hen."
    )


def _when(at: datetime | None, now: datetime) -> str:
    return relative_moment(at, now) if at else ""
