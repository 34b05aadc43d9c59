"""Putting a file where Teams says: into the person's own OneDrive."""

from collections.abc import Callable
from enum import StrEnum
from io import BytesIO

import aiohttp
from aiohttp.hdrs import CONTENT_RANGE, CONTENT_TYPE
from yarl import URL

LARGEST = 50 * 1024 * 1024  # bytes; OneDrive takes less than 60 MiB in one request
TIME_LIMIT = 30.0  # seconds for all of it

_SAVED = (200, 201)
_EXPIRED = (401, 404, 410)  # the address is good for a while only, and carries its own permission
_FULL = 507


class Unsaved(StrEnum):
    """Why a file wasn't saved."""

    ELSEWHERE = "elsewhere"  # the address is nobody's OneDrive
    TOO_LARGE = "too_large"
    EXPIRED = "expired"
    FULL = "full"
    REFUSED = "refused"
    CUT = "cut"  # nobody knows whether it was saved


class NotSaved(Exception):  # noqa: N818 - an outcome
    """The file wasn't saved, or nobody knows. status: the answer to the upload, if there was one.

    It doesn't quote the address, which tells whose OneDrive it is and opens it.
    """

    def __init__(self, reason: Unsaved, status: int | None = None) -> None:
        super().__init__(f"{reason} {status or ''}".rstrip())
        self.reason = reason
        self.status = status


def is_in_onedrive(address: URL) -> bool:
    """Whether it is an address of OneDrive for work or school, all of which lie in SharePoint."""
    host = address.host or ""
    return address.scheme == "https" and address.port == 443 and host.endswith(".sharepoint.com")


async def upload(
    http: aiohttp.ClientSession,
    address: str,
    content: bytes,
    *,
    may_upload_to: Callable[[URL], bool],
) -> None:
    """Upload a file in one request, as OneDrive's upload sessions take it. Raises NotSaved.

    The bot's token must not go along: the address is all the permission there is (Microsoft's
    "Upload large files with an upload session", read in November 2026).
    """
    url = exact_url(address)
    if url is None or not may_upload_to(url):
        raise NotSaved(Unsaved.ELSEWHERE)
    if len(content) > LARGEST:
        raise NotSaved(Unsaved.TOO_LARGE)
    headers = {
        CONTENT_RANGE: f"bytes 0-{len(content) - 1}/{len(content)}",
        CONTENT_TYPE: "application/octet-stream",
    }
    try:
        async with http.put(
            url,
            data=BytesIO(content),
            headers=headers,
            allow_redirects=False,  # which could lead anywhere
            timeout=aiohttp.ClientTimeout(total=TIME_LIMIT),
        ) as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError):
        raise NotSaved(Unsaved.CUT) from None  # the cause may quote the address
    if status not in _SAVED:
        raise NotSaved(_reason(status), status)


def exact_url(address: str) -> URL | None:
    """The address exactly as it was given, as it is signed; None when it is none."""
    if not address.isascii() or not address.isprintable() or " " in address:
        return None
    try:
        return URL(address, encoded=True)
    except ValueError:
        return None


def _reason(status: int) -> Unsaved:
    if status in _EXPIRED:
        return Unsaved.EXPIRED
    return Unsaved.FULL if status == _FULL else Unsaved.REFUSED
