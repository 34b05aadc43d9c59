"""The keys with which Microsoft signs what Teams sends to the bot."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import structlog
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from bot.teams.incoming import Rejected

KEYS_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"

FRESH = 24 * 60 * 60.0  # seconds that keys are used without asking again
PAUSE = 60.0  # seconds between two looks for a key that isn't there, or that failed
PAUSE_WITHOUT_KEYS = 5.0  # seconds; nobody is let in meanwhile
TIME_LIMIT = 3.0  # seconds for both requests: an invoke is to be answered within five

log = structlog.get_logger(__name__)


class KeysUnavailable(Rejected):
    """Whether a token is genuine can't be told now, as the key server doesn't answer.

    503 and not 401: the caller may well be Teams, and the fault is on our side.
    """

    status = 503


@dataclass(frozen=True)
class SigningKey:
    """A public key, and the channels whose messages it may sign."""

    key: PyJWK
    endorsements: frozenset[str]


class SigningKeys:
    """Microsoft's keys by their id, fetched when first needed and again when one is missing.

    Anybody may send a token with an invented key id, so a key that is missing from fresh ones is
    looked for at most once in PAUSE. When the key server is down, the keys that are known stay in
    use.
    """

    def __init__(
        self,
        http: aiohttp.ClientSession,
        url: str = KEYS_URL,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """url: of the OpenID configuration. clock: in seconds, from any start."""
        self._http = http
        self._url = url
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._fresh_until = self._look_again = clock()
        self._failed = True
        self._one_fetch = asyncio.Lock()

    async def find(self, key_id: str) -> SigningKey | None:
        """The key with this id; None when there is none. Raises KeysUnavailable."""
        if not self._knows(key_id):
            async with self._one_fetch:  # whoever waited here may find that it is known now
                if not self._knows(key_id) and self._clock() >= self._look_again:
                    await self._fetch()
        key = self._keys.get(key_id)
        if key is None and self._failed:
            raise KeysUnavailable("no signing keys")
        return key

    def _knows(self, key_id: str) -> bool:
        return key_id in self._keys and self._are_fresh()

    def _are_fresh(self) -> bool:
        return self._clock() < self._fresh_until

    async def _fetch(self) -> None:
        looked_for_one = self._are_fresh()
        try:
            async with asyncio.timeout(TIME_LIMIT):
                configuration = await self._get(self._url)
                self._keys = _read(await self._get(configuration["jwks_uri"]))
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError) as error:
            log.warning("signing keys not fetched", error=repr(error), known=len(self._keys))
            self._failed = True
            self._look_again = self._clock() + (PAUSE if self._keys else PAUSE_WITHOUT_KEYS)
            return
        self._failed = False
        self._fresh_until = self._clock() + FRESH
        if looked_for_one:
            self._look_again = self._clock() + PAUSE

    async def _get(self, url: str) -> Any:
        async with self._http.get(url, raise_for_status=True) as response:
            return await response.json(content_type=None)


def _read(document: Any) -> dict[str, SigningKey]:
    """The RSA keys of a key set. Raises ValueError when there are none."""
    keys = {}
    for entry in document["keys"]:
        try:
            keys[entry["kid"]] = SigningKey(
                PyJWK(entry, algorithm="RS256"), frozenset(entry.get("endorsements", ()))
            )
        except (PyJWTError, LookupError, TypeError):
            continue  # a key of another kind is none of ours, and no reason to refuse the rest
    if not keys:
        raise ValueError("a key set without keys")
    return keys
