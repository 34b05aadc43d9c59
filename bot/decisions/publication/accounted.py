"""A publication with what became of it."""

from dataclasses import dataclass

from bot.decisions.values import Publication
from bot.delivery.standings import Account, InChannel, Standing


@dataclass(frozen=True)
class Status:
    """Where a publication stands, and what became of its messages.

    account: of the messages to people. edited: of the messages that a correction changes, by their
    number. asked: who has got it and is asked for a receipt. acknowledged: also where the receipt
    was deleted since, as its period was over. in_channel: what became of the message in a channel.
    """

    publication: Publication
    account: Account
    edited: "Edited"
    asked: int
    acknowledged: int
    in_channel: InChannel | None

    @property
    def waits_in_channel(self) -> bool:
        """Whether the message in a channel isn't there yet."""
        return self.in_channel is not None and self.in_channel.standing is Standing.ON_ITS_WAY

    @property
    def is_being_sent(self) -> bool:
        """Whether some of it hasn't been sent yet, so that it can be stopped."""
        people = self.account[Standing.ON_ITS_WAY] + self.account[Standing.AWAY]
        return people > 0 or self.waits_in_channel


@dataclass(frozen=True)
class Edited:
    """What became of changing the cards that people have: under way, failed, of so many."""

    total: int = 0
    under_way: int = 0
    failed: int = 0
