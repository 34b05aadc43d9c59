"""Sentences on what became of messages that went to many, whatever they say."""

from collections.abc import Iterator
from datetime import datetime

from bot.delivery.standings import Account, Standing
from bot.language import _, counted
from bot.language.formats import number, relative_moment


def reminded(remind_at: datetime | None, now: datetime) -> Iterator[str]:
    """When those who haven't acknowledged are reminded, or were. remind_at: None: never."""
    if not remind_at:
        return
    when = relative_moment(remind_at, now)
    if remind_at > now:
        yield _("De, der ikke har kvitteret, får en påmindelse {when}.", when=when)
    else:
        yield _("De, der ikke havde kvitteret, fik en påmindelse {when}.", when=when)


def edits(under_way: int, failed: int) -> Iterator[str]:
    """How many of the cards in the chats are being changed, and how many couldn't be."""
    if under_way:
        yield counted(
            "{many} kort er ved at blive ændret.",
            "{many} kort er ved at blive ændret.",
            under_way,
            many=number(under_way),
        )
    if failed:
        yield counted(
            "{many} kort kunne ikke ændres, så den modtager ser måske den gamle tekst. Tryk på "
            "»Prøv igen«.",
            "{many} kort kunne ikke ændres, så de modtagere ser måske den gamle tekst. Tryk på "
            "»Prøv igen«.",
            failed,
            many=number(failed),
        )


def uncertain(account: Account) -> Iterator[str]:
    """Those of whom nobody knows whether they got it, to be decided about."""
    if account.open_uncertain:
        yield counted(
            "Hos {many} er det uvist, om den er modtaget. Afgør, om den skal sendes igen.",
            "Hos {many} er det uvist, om den er modtaget. Afgør for hver, om den skal sendes igen.",
            account.open_uncertain,
            many=number(account.open_uncertain),
        )


def uncertain_and_recalled(account: Account) -> Iterator[str]:
    """The same once it was taken back."""
    if account[Standing.UNCERTAIN]:
        yield counted(
            "Hos {many} er det uvist, om den blev modtaget, så jeg kan ikke fjerne den der.",
            "Hos {many} er det uvist, om den blev modtaget, så jeg kan ikke fjerne den der.",
            account[Standing.UNCERTAIN],
            many=number(account[Standing.UNCERTAIN]),
        )


def recalled(account: Account) -> Iterator[str]:
    """From how many it was taken back."""
    removed = account[Standing.REMOVED]
    had_it = removed + account[Standing.BEING_REMOVED] + account[Standing.NOT_REMOVED]
    if had_it:
        yield counted(
            "Fjernet fra {removed} af {many} chat. Den kan være læst, og kopier kan findes i "
            "Microsoft 365.",
            "Fjernet fra {removed} af {many} chats. Den kan være læst, og kopier kan findes i "
            "Microsoft 365.",
            had_it,
            removed=number(removed),
            many=number(had_it),
        )
    else:
        yield _("Ingen nåede at få den.")
