"""What became of a broadcast's messages, in words: the sum, and why some didn't arrive."""

from collections.abc import Iterator

from bot.delivery.standings import Account, Standing
from bot.delivery.values import Reason
from bot.language import _, counted
from bot.language.formats import number

FINAL = (Reason.LEFT, Reason.TOO_LATE)  # to try again would change nothing
IN_ORDER = (
    Standing.SENT,
    Standing.ON_ITS_WAY,
    Standing.AWAY,
    Standing.REMOVED,
    Standing.BEING_REMOVED,
    Standing.NOT_REMOVED,
    Standing.FAILED,
    Standing.UNCERTAIN,
    Standing.UNREACHED,
    Standing.CANCELLED,
)
NOT_ARRIVED = (Standing.UNREACHED, Standing.FAILED)


def sum_line(account: Account) -> str:
    """Everybody of the audience, in one line that adds up: "279 sendt · 1 fejlede = 280"."""
    parts = [_summand(one, account[one]) for one in IN_ORDER if account[one]]
    return f"{' · '.join(parts)} = {number(account.total)}" if parts else number(0)


def can_be_tried_again(account: Account, *, recalled: bool) -> bool:
    """Whether there is somebody with whom another try may help."""
    standings = (Standing.NOT_REMOVED,) if recalled else NOT_ARRIVED
    return bool(not recalled and account.edits_failed) or any(
        standing in standings and reason not in FINAL for standing, reason in account.by_reason
    )


def why_not_arrived(account: Account) -> Iterator[str]:
    """A sentence for each reason why some didn't get it, with what to do."""
    for reason in Reason:
        many = sum(account.by_reason[standing, reason] for standing in NOT_ARRIVED)
        if many:
            yield _what_to_do(reason, many)
    if account.given_up:
        yield counted(
            "Hos {many} var det mislykkedes, da den blev stoppet. Den sendes ikke mere.",
            "Hos {many} var det mislykkedes, da den blev stoppet. Den sendes ikke mere.",
            account.given_up,
            many=number(account.given_up),
        )


def who_waits(account: Account) -> Iterator[str]:
    """Why some have it to come."""
    away = account[Standing.AWAY]
    if away:
        yield counted(
            "{many} er på orlov og får den, når orloven er slut.",
            "{many} er på orlov og får den, når orloven er slut.",
            away,
            many=number(away),
        )


def why_not_removed(account: Account) -> Iterator[str]:
    """A sentence for each reason why it couldn't be taken away from some."""
    for reason in Reason:
        many = account.by_reason[Standing.NOT_REMOVED, reason]
        if many:
            yield _(
                "Kunne ikke fjernes hos {many}: {why}.",
                many=number(many),
                why=reason_in_words(reason),
            )


def standing_in_words(standing: Standing) -> str:
    """Where one person's message stands."""
    match standing:
        case Standing.SENT:
            return _("sendt")
        case Standing.ON_ITS_WAY:
            return _("på vej")
        case Standing.AWAY:
            return _("venter på, at orloven slutter")
        case Standing.UNREACHED:
            return _("kunne ikke nås")
        case Standing.FAILED:
            return _("fejlede")
        case Standing.UNCERTAIN:
            return _("uvist om modtaget")
        case Standing.CANCELLED:
            return _("ikke sendt")
        case Standing.BEING_REMOVED:
            return _("fjernes nu")
        case Standing.REMOVED:
            return _("fjernet")
        case Standing.NOT_REMOVED:
            return _("kunne ikke fjernes")


def reason_in_words(reason: Reason) -> str:
    """Why, without an end to the sentence."""
    match reason:
        case Reason.NOT_INSTALLED:
            return _("har ikke Lederlinjen i Teams")
        case Reason.BLOCKED:
            return _("Lederlinjen er blokeret")
        case Reason.LEFT:
            return _("er ikke længere på lederlisten")
        case Reason.TOO_LARGE:
            return _("beskeden fylder for meget for Teams")
        case Reason.NO_CONTACT:
            return _("Teams svarede ikke")
        case Reason.TOO_LATE:
            return _("kunne ikke sendes, mens den gjaldt")
        case Reason.GONE:
            return _("chatten eller beskeden findes ikke mere")
        case Reason.REFUSED:
            return _("Teams afviste det")
        case Reason.FAULT:
            return _("fejl i Lederlinjen")
        case Reason.ACCEPTED:
            return _("det er besluttet ikke at sende igen")
        case Reason.AWAY:
            return _("på orlov")


def _summand(standing: Standing, many: int) -> str:
    said = number(many)
    match standing:
        case Standing.SENT:
            return counted("{said} sendt", "{said} sendt", many, said=said)
        case Standing.ON_ITS_WAY:
            return counted("{said} på vej", "{said} på vej", many, said=said)
        case Standing.AWAY:
            return counted("{said} på orlov", "{said} på orlov", many, said=said)
        case Standing.UNREACHED:
            return counted("{said} kunne ikke nås", "{said} kunne ikke nås", many, said=said)
        case Standing.FAILED:
            return counted("{said} fejlede", "{said} fejlede", many, said=said)
        case Standing.UNCERTAIN:
            return counted("{said} uvist", "{said} uviste", many, said=said)
        case Standing.CANCELLED:
            return counted("{said} ikke sendt", "{said} ikke sendt", many, said=said)
        case Standing.BEING_REMOVED:
            return counted("{said} fjernes nu", "{said} fjernes nu", many, said=said)
        case Standing.REMOVED:
            return counted("{said} fjernet", "{said} fjernet", many, said=said)
        case Standing.NOT_REMOVED:
            return counted(
                "{said} kunne ikke fjernes", "{said} kunne ikke fjernes", many, said=said
            )


def _what_to_do(reason: Reason, many: int) -> str:
    said = number(many)
    match reason:
        case Reason.NOT_INSTALLED:
            return counted(
                "{said} har ikke Lederlinjen i Teams. Bed it-afdelingen om at installere den, "
                "og tryk så på »Prøv igen«.",
                "{said} har ikke Lederlinjen i Teams. Bed it-afdelingen om at installere den "
                "for dem, og tryk så på »Prøv igen«.",
                many,
                said=said,
            )
        case Reason.BLOCKED:
            return counted(
                "Hos {said} er Lederlinjen blokeret. Vedkommende kan selv fjerne blokeringen i "
                "Teams; ellers kan it hjælpe.",
                "Hos {said} er Lederlinjen blokeret. De kan selv fjerne blokeringen i Teams; "
                "ellers kan it hjælpe.",
                many,
                said=said,
            )
        case Reason.LEFT:
            return counted(
                "{said} er ikke længere på lederlisten. Der er ikke mere at gøre.",
                "{said} er ikke længere på lederlisten. Der er ikke mere at gøre.",
                many,
                said=said,
            )
        case Reason.TOO_LARGE:
            return counted(
                "Hos {said} fylder beskeden for meget for Teams. Ret teksten, så den bliver "
                "kortere, og tryk så på »Prøv igen«.",
                "Hos {said} fylder beskeden for meget for Teams. Ret teksten, så den bliver "
                "kortere, og tryk så på »Prøv igen«.",
                many,
                said=said,
            )
        case Reason.TOO_LATE:
            return counted(
                "Hos {said} kunne den ikke sendes, mens den gjaldt. Den sendes ikke mere.",
                "Hos {said} kunne den ikke sendes, mens den gjaldt. Den sendes ikke mere.",
                many,
                said=said,
            )
        case Reason.REFUSED | Reason.GONE | Reason.ACCEPTED | Reason.AWAY:
            return counted(
                "Hos {said} sagde Teams nej. Tryk på »Prøv igen«; hjælper det ikke, så giv it "
                "koden fra regnskabet.",
                "Hos {said} sagde Teams nej. Tryk på »Prøv igen«; hjælper det ikke, så giv it "
                "koderne fra regnskabet.",
                many,
                said=said,
            )
        case Reason.NO_CONTACT:
            return counted(
                "Hos {said} svarede Teams ikke, selv om jeg prøvede flere gange. Tryk på »Prøv "
                "igen« om lidt.",
                "Hos {said} svarede Teams ikke, selv om jeg prøvede flere gange. Tryk på »Prøv "
                "igen« om lidt.",
                many,
                said=said,
            )
        case Reason.FAULT:
            return counted(
                "Hos {said} gik noget galt hos mig. Tryk på »Prøv igen«; hjælper det ikke, så giv "
                "it koden fra regnskabet.",
                "Hos {said} gik noget galt hos mig. Tryk på »Prøv igen«; hjælper det ikke, så giv "
                "it koderne fra regnskabet.",
                many,
                said=said,
            )
