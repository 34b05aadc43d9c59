"""The bot to compare with: the SDK's own echo bot, put together as its samples are."""

import sys
from types import SimpleNamespace

from aiohttp import web
from botbuilder.core import ActivityHandler, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication

NO_CREDENTIALS = SimpleNamespace(
    APP_ID="", APP_PASSWORD="", APP_TYPE="MultiTenant", APP_TENANTID=""
)


class EchoBot(ActivityHandler):
    """Says what is said to it."""

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """Say it again."""
        await turn_context.send_activity(f"Echo: {turn_context.activity.text}")


def application() -> web.Application:
    """POST /api/messages, and GET /readyz for who waits until it serves."""
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(NO_CREDENTIALS))
    bot = EchoBot()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, bot) or web.Response()

    async def ready(_request: web.Request) -> web.Response:
        return web.Response()

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    app.router.add_get("/readyz", ready)
    return app


if __name__ == "__main__":
    web.run_app(application(), host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
