"""A fake of people's OneDrive: takes uploads, and gives out what people drop into a chat."""

import asyncio
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import quote

from aiohttp import web


@dataclass(frozen=True)
class Upload:
    """One request as it arrived. name: of the file that the address was given out for."""

    method: str
    name: str
    headers: Mapping[str, str]
    content: bytes


class OneDrive:
    """Plays OneDrive on a port of 127.0.0.1 for as long as its context is open."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.uploads: list[Upload] = []
        self.status = 201  # what an upload is answered with; only 200 and 201 keep the file
        self.location: str | None = None
        self.cuts = False
        self.dropped: dict[str, bytes] = {}  # by the path at which each can be fetched
        self.fetches: list[Mapping[str, str]] = []  # the headers of each request for one
        self._open = asyncio.Event()
        self._open.set()
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=10 * 1024 * 1024)
        app.router.add_route("*", "/upload/{number}/{name}", self._take)
        app.router.add_get("/download/{number}/{name}", self._give)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *error: object) -> None:
        self.release()
        await self._runner.cleanup()

    def hold(self) -> None:
        """Answer no upload until `release`."""
        self._open.clear()

    def release(self) -> None:
        """Answer uploads again, also those that were held."""
        self._open.set()

    def destination(self, name: str) -> dict[str, Any]:
        """A place for a file of this name, as Teams tells of it."""
        number, path = next(self._numbers), quote(name)
        return {
            "name": name,
            "uploadUrl": f"{self.url}/upload/{number}/{path}?tempauth=v1.%2B{number}",
            "contentUrl": f"https://kommune-my.sharepoint.com/personal/ada/Documents/{path}",
            "uniqueId": f"id-{number}",
            "fileType": name.rpartition(".")[2],
        }

    def attachment(self, name: str, content: bytes) -> dict[str, Any]:
        """A file that a person has dropped into a chat, as Teams tells of it."""
        number, path = next(self._numbers), quote(name)
        self.dropped[f"/download/{number}/{path}"] = content
        return {
            "contentType": "application/vnd.microsoft.teams.file.download.info",
            "contentUrl": f"https://kommune-my.sharepoint.com/personal/ada/Documents/{path}",
            "name": name,
            "content": {
                "downloadUrl": f"{self.url}/download/{number}/{path}?tempauth=v1.%2B{number}",
                "uniqueId": f"id-{number}",
                "fileType": name.rpartition(".")[2],
            },
        }

    async def _give(self, request: web.Request) -> web.Response:
        self.fetches.append(request.headers)
        await self._open.wait()
        if self.cuts:
            assert request.transport
            request.transport.abort()
        if self.location:
            return web.Response(status=302, headers={"Location": self.location})
        if self.status not in (200, 201):
            return web.Response(status=self.status)
        return web.Response(body=self.dropped[request.rel_url.raw_path])

    async def _take(self, request: web.Request) -> web.Response:
        content = await request.read()
        name = request.match_info["name"]
        self.uploads.append(Upload(request.method, name, request.headers, content))
        await self._open.wait()
        if self.cuts:
            assert request.transport
            request.transport.abort()
        elif self.status in (200, 201):
            self.files[name] = content
        headers = {"Location": self.location} if self.location else {}
        return web.json_response({}, status=self.status, headers=headers)
