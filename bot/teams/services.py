"""Where Microsoft's services are; tests have their own."""

from dataclasses import dataclass

from bot.teams.credentials import AUTHORITY
from bot.teams.keys import KEYS_URL


@dataclass(frozen=True)
class Services:
    """authority: gives the bot's own tokens. keys_url: the configuration of those who call it.

    connector_url: where chats are opened with people who haven't written yet.
    """

    authority: str = AUTHORITY
    keys_url: str = KEYS_URL
    connector_url: str = "https://smba.trafficmanager.net/teams/"


MICROSOFT = Services()
