"""Files of the local trial, whose chat page can't put them into a OneDrive: links to this machine.

They are kept in memory for a while, and nowhere else.
"""

import asyncio
import secrets
from pathlib import Path
from urllib.parse import quote

from aiohttp import web
from aiohttp.hdrs import CACHE_CONTROL, CONTENT_DISPOSITION, X_CONTENT_TYPE_OPTIONS

from bot.language import _, counted
from bot.language.formats import plain
from bot.messages import File, Text

MINUTES = 15
MOST = 50  # files; of more, the oldest go

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    ".xlsx": f"{_OPEN_XML}.spreadsheetml.sheet",
    ".docx": f"{_OPEN_XML}.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".ics": "text/calendar",
}


class Links:
    """GET /files/{token}. bot_url: where the bot listens, once it does."""

    def __init__(self, *, seconds: float = MINUTES * 60) -> None:
        """seconds: how long a link works."""
        self.bot_url = ""
        self._seconds = seconds
        self._files: dict[str, File] = {}

    def offer(self, file: File) -> Text:
        """Keep the file for a while; the message with its link."""
        token = secrets.token_urlsafe()
        if len(self._files) >= MOST:
            del self._files[next(iter(self._files))]
        self._files[token] = file
        asyncio.get_running_loop().call_later(self._seconds, self._files.pop, token, None)
        works = counted(
            "Linket virker i {number} minut på denne computer.",
            "Linket virker i {number} minutter på denne computer.",
            round(self._seconds / 60),
        )
        link = f"[{plain(file.name)}]({self.bot_url}/files/{token})"
        return Text(f"{plain(file.description)}\n\n{link}\n\n{works}")

    async def get(self, request: web.Request) -> web.Response:
        """The file, to be saved and not shown; 404 when there is none, or none any longer."""
        file = self._files.get(request.match_info["token"])
        if file is None:
            raise web.HTTPNotFound(text=_("Linket virker ikke længere. Bed om filen igen."))
        return web.Response(
            body=file.content,
            content_type=_TYPES.get(Path(file.name).suffix.lower(), "application/octet-stream"),
            headers={
                CONTENT_DISPOSITION: f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
                CACHE_CONTROL: "no-store",
                X_CONTENT_TYPE_OPTIONS: "nosniff",
            },
        )
