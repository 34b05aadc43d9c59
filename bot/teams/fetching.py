"""Fetching a file from where Teams has put it: the OneDrive of who dropped it."""

from collections.abc import Callable

import aiohttp
import structlog
from yarl import URL

from bot.files.reading import MAX_BYTES
from bot.files.refusals import Unreadable, UnreadableFile
from bot.received_files import NotFetched, Unfetched
from bot.teams.uploading import exact_url

TIME_LIMIT = 30.0  # seconds for all of it

_EXPIRED = (401, 403, 404, 410)  # the address is good for minutes, and carries its own permission
_AT_ONCE = 64 * 1024  # bytes

log = structlog.get_logger(__name__)


async def fetch(
    http: aiohttp.ClientSession,
    name: str,
    address: str,
    *,
    may_fetch_from: Callable[[URL], bool],
) -> bytes:
    """The content of a file, in memory. Raises NotFetched; UnreadableFile for one too large.

    The bot's token must not go along: the address is all the permission there is (Microsoft's
    "Send and receive files using bot", read in November 2026).
    """
    url = exact_url(address)
    if url is None or not may_fetch_from(url):
        raise NotFetched(name, Unfetched.ELSEWHERE)
    try:
        async with http.get(
            url,
            allow_redirects=False,  # which could lead anywhere
            timeout=aiohttp.ClientTimeout(total=TIME_LIMIT),
        ) as answer:
            if answer.status != 200:
                log.warning("file not fetched", status=answer.status)
                expired = answer.status in _EXPIRED
                raise NotFetched(name, Unfetched.EXPIRED if expired else Unfetched.NO_CONTACT)
            return await _read(name, answer)
    except (aiohttp.ClientError, TimeoutError):
        log.warning("file not fetched")
        raise NotFetched(name, Unfetched.NO_CONTACT) from None  # the cause may quote the address


async def _read(name: str, answer: aiohttp.ClientResponse) -> bytes:
    """The body, as long as it is within the limit, whatever the header says of its length."""
    content = bytearray()
    if (answer.content_length or 0) <= MAX_BYTES:
        async for part in answer.content.iter_chunked(_AT_ONCE):
            content += part
            if len(content) > MAX_BYTES:
                break
        else:
            return bytes(content)
    raise UnreadableFile(name, Unreadable.TOO_LARGE, limit=MAX_BYTES)
