"""The door: one HTTP endpoint, from a request's bytes to its status."""

import structlog
from aiohttp import web
from aiohttp.http import HttpProcessingError
from botbuilder.core import CloudAdapterBase

from bot.delivery.outcomes import NotDelivered
from bot.teams.authentication import Authentication
from bot.teams.bot import Bot, StillAnswering
from bot.teams.incoming import BadRequest, Rejected, read_activity, to_activity

AGAIN_LATER = {"Retry-After": "5"}  # seconds

log = structlog.get_logger(__name__)


class Adapter(CloudAdapterBase):
    """The SDK's adapter, which makes a turn of an activity; its base lacks nothing but a name."""


class Endpoint:
    """POST /api/messages."""

    def __init__(self, authentication: Authentication, bot: Bot) -> None:
        self._authentication = authentication
        self._adapter = Adapter(authentication)
        self._bot = bot

    async def post(self, request: web.Request) -> web.Response:
        """Answer a delivery from Teams.

        200; 400 for what is no activity, 401 and 403 for who may not, 413 for what is too large
        (aiohttp's own), 503 when the same should be delivered again.
        """
        try:
            if request.content_type != "application/json":
                # A web page may send anything else to the trial's port without asking first.
                raise BadRequest("not declared as JSON")
            received = read_activity(await _body(request))
            caller = await self._authentication.authenticate(
                received, request.headers.get("Authorization")
            )
            activity = to_activity(received)
        except Rejected as rejected:
            log.info("turned away", status=rejected.status, reason=rejected.reason)
            return web.Response(status=rejected.status)
        try:
            response = await self._adapter.process_activity(
                caller, activity, lambda context: self._bot.turn(received, context)
            )
        except (StillAnswering, NotDelivered):
            return web.Response(status=503, headers=AGAIN_LATER)
        except Exception as error:  # a database that is locked or away when the turn is claimed
            log.error("turn not taken", exc_info=error)
            return web.Response(status=503, headers=AGAIN_LATER)
        if response is None:
            return web.Response()
        return web.json_response(response.body, status=response.status)


async def _body(request: web.Request) -> bytes:
    """The request's body. Raises BadRequest for one that isn't encoded as it says."""
    try:
        return await request.read()
    except (web.RequestPayloadError, HttpProcessingError) as error:
        raise BadRequest("a body that can't be decoded") from error
