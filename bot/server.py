"""The aiohttp application: its routes, its order of start and stop, and its health."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy.exc import SQLAlchemyError

from bot.calendar import is_working_day
from bot.database.migrating import is_current, migrate
from bot.database.sessions import Sessions
from bot.delivery import halts
from bot.delivery.courier import Courier
from bot.delivery.pace import Pace
from bot.documents.library import Library
from bot.documents.shipped import ensure_shipped
from bot.people.trial import begin_trial, has_trial_people, trial_roster
from bot.playground import configuration, playground
from bot.retention.nightly import ensure_night
from bot.rounds.keys import Keys
from bot.router import Router
from bot.settings import Settings
from bot.teams.authentication import Authentication
from bot.teams.bot import Bot
from bot.teams.connector import Connector, open_http
from bot.teams.credentials import Credentials
from bot.teams.dropping import Drops
from bot.teams.endpoint import Endpoint
from bot.teams.files import Files
from bot.teams.links import Links
from bot.teams.post import TeamsPost
from bot.teams.services import MICROSOFT, Services, is_on_this_machine

log = structlog.get_logger(__name__)

LOOPBACK = ("localhost", "127.0.0.1", "::1")
FORWARDED = ("forwarded", "x-forwarded-")
TIME_TO_FINISH = 10.0  # seconds that requests under way are given when the process stops


def now() -> datetime:
    """The time, aware, in UTC: the one clock of the process."""
    return datetime.now(UTC)


async def serve(settings: Settings, router_of: Callable[[Library, Keys], Router]) -> None:
    """Serve until the process is asked to stop.

    Raises CredentialUnusable, PortTaken, NotATrial or TrialPeople; SQLAlchemyError, OSError.
    """
    with _until_asked_to_stop():
        async with serving(settings, router_of) as running:
            _keep_what_is_loaded()
            log.info("serving", url=running.url, trial=settings.trial)
            await asyncio.Event().wait()


async def serve_trial(
    settings: Settings, router_of: Callable[[Library, Keys], Router], *, say: Callable[[str], None]
) -> None:
    """Serve with the Playground beside it until the process is asked to stop; raises as `serve`.

    say: tells the person at the terminal what to open.
    """
    people = trial_roster().entries
    folder = settings.data_dir / "playground"
    with _until_asked_to_stop():
        async with (
            serving(settings, router_of) as running,
            playground(
                folder, settings=configuration(people, people[0]), bot_url=running.url
            ) as page,
        ):
            if page:
                say("Henter siden at skrive på ...")
            if page and await page.opens():
                say(f"Åbn {page.address} og spørg løs. Stop med Ctrl+C.")
                say("Siden er Microsofts Agents Playground og kan ses af andre på dit netværk.")
            else:
                say(
                    f"Botten svarer på {running.url}, men siden at skrive på kunne ikke startes: "
                    "den kræver npx (Node.js), en ledig port og, første gang, adgang til npm. "
                    f"Se {folder}."
                )
            await asyncio.Event().wait()


def _keep_what_is_loaded() -> None:
    """Spare the garbage collector what stays until the end: classes, the index, translations.

    A full collection walks all of it, which held up turns by a quarter of a second (measured).
    """
    gc.collect()
    gc.freeze()


@contextmanager
def _until_asked_to_stop() -> Iterator[None]:
    """End the block at SIGTERM or SIGINT, wherever it waits, as if it had come to its end."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("not in a task")
    loop = asyncio.get_running_loop()
    for wish in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(wish, task.cancel)
    with suppress(asyncio.CancelledError):
        yield


class TrialPeople(Exception):  # noqa: N818 - a fact about the database
    """The database is a trial's, where everybody could become a director."""


class PortTaken(Exception):  # noqa: N818 - a fact about the machine
    """Somebody else listens on the address."""


@dataclass(frozen=True)
class Serving:
    """A bot that serves. url: the address that it listens on."""

    url: str
    bot: Bot
    library: Library
    courier: Courier


@asynccontextmanager
async def serving(
    settings: Settings,
    router_of: Callable[[Library, Keys], Router],
    *,
    clock: Callable[[], datetime] = now,
    services: Services = MICROSOFT,
) -> AsyncIterator[Serving]:
    """Serve until the end of the block.

    The door opens last and closes first: who is let in finds everything ready, and what has
    begun is finished before anything is taken away. Raises CredentialUnusable.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    sessions = Sessions(settings.url_of_database)
    library = Library(sessions, encoder_dir=settings.encoder_dir, clock=clock)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(sessions.close)
        await _prepare(settings, sessions, library, clock())
        await stack.enter_async_context(_in_background(library.watch()))
        await stack.enter_async_context(_in_background(library.encode()))
        await stack.enter_async_context(_in_background(_know_the_holidays(clock())))
        http = await stack.enter_async_context(open_http())
        credentials = Credentials(settings, authority=services.authority)
        pace = Pace()
        connector = Connector(http, credentials, on_call=pace.spend)
        router = router_of(library, Keys(settings.keys_dir, outside=settings.data_dir))
        authentication = Authentication(settings, http, connector, keys_url=services.keys_url)
        links = Links() if settings.trial else None
        files = Files(http, connector, may_upload_to=services.may_upload_to, links=links)
        may_fetch_from = is_on_this_machine if settings.trial else services.may_upload_to
        drops = Drops(router, http, connector, may_fetch_from=may_fetch_from)
        bot = Bot(
            sessions, router, connector, files, drops, tenant_id=settings.tenant_id, clock=clock
        )
        stack.push_async_callback(bot.settled)
        post = TeamsPost(
            Connector(http, credentials),  # the courier waits for a permission before each call
            app_id=settings.app_id,
            tenant_id=settings.tenant_id,
            service_url=services.connector_url,
            in_playground=settings.trial,
        )
        courier = Courier(sessions, router, post, pace=pace, clock=clock)
        await stack.enter_async_context(courier.working())
        app = web.Application(
            client_max_size=settings.body_limit, middlewares=[local_only] if settings.trial else []
        )
        app.router.add_post("/api/messages", Endpoint(authentication, bot).post)
        app.router.add_get("/healthz", lives)
        app.router.add_get("/readyz", Readiness(sessions, library).get)
        if links:
            app.router.add_get("/files/{token}", links.get)
        url = await stack.enter_async_context(_listening(app, settings))
        if links:
            links.bot_url = url
        yield Serving(url, bot, library, courier)


@web.middleware
async def local_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer this machine's own programs only: in the trial whoever writes is let in.

    Not what comes through a proxy or a tunnel, and not a web page whose name was pointed here.
    """
    forwarded = any(name.lower().startswith(FORWARDED) for name in request.headers)
    if forwarded or request.url.host not in LOOPBACK:
        raise web.HTTPForbidden
    return await handler(request)


async def lives(_request: web.Request) -> web.Response:
    """GET /healthz: 200 for as long as the process answers at all."""
    return web.json_response({"status": "ok"})


@dataclass(frozen=True)
class Readiness:
    """GET /readyz: whether people can be answered and reached, and if not, what is missing."""

    sessions: Sessions
    library: Library

    async def get(self, _request: web.Request) -> web.Response:
        """200, or 503 with the part that isn't ready."""
        try:
            migrated = await is_current(self.sessions)
            async with self.sessions.read() as session:
                delivers = await halts.present_halt(session) is None
            reachable = True
        except (SQLAlchemyError, OSError):
            migrated = reachable = delivers = False
        parts = {
            "database": reachable,
            "migrations": migrated,
            "index": self.library.ready,
            "delivery": delivers,
        }
        return web.json_response(parts, status=200 if all(parts.values()) else 503)


async def _prepare(settings: Settings, sessions: Sessions, library: Library, now: datetime) -> None:
    await migrate(sessions)
    if settings.trial:
        await begin_trial(sessions, now=now)
    else:
        async with sessions.read() as session:
            if await has_trial_people(session):
                raise TrialPeople
    await ensure_shipped(sessions, now=now)
    await ensure_night(sessions, now=now)
    await library.refresh()


async def _know_the_holidays(now: datetime) -> None:
    """Load the calendar aside: the first to ask it would make everybody wait for a second."""
    await asyncio.to_thread(is_working_day, now.date())


@asynccontextmanager
async def _in_background(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _listening(app: web.Application, settings: Settings) -> AsyncIterator[str]:
    runner = web.AppRunner(app, shutdown_timeout=TIME_TO_FINISH)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, settings.host, settings.port).start()
        except OSError as error:
            raise PortTaken from error
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()
