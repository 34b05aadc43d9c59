"""Where Microsoft's services are; tests have their own."""

from collections.abc import Callable
from dataclasses import dataclass

from yarl import URL

from bot.teams.credentials import AUTHORITY
from bot.teams.keys import KEYS_URL
from bot.teams.uploading import is_in_onedrive


@dataclass(frozen=True)
class Services:
    """authority: gives the bot's own tokens. keys_url: the configuration of those who call it.

    connector_url: where chats are opened with people who haven't written yet. may_upload_to: the
    addresses at which people's own files are.
    """

    authority: str = AUTHORITY
    keys_url: str = KEYS_URL
    connector_url: str = "https://smba.trafficmanager.net/teams/"
    may_upload_to: Callable[[URL], bool] = is_in_onedrive


def is_on_this_machine(address: URL) -> bool:
    """Whether it is an address of the local trial's own programs."""
    return address.scheme == "http" and address.host in ("localhost", "127.0.0.1", "::1")


MICROSOFT = Services()
