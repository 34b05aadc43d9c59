"""A bot that also hands out a file: the names of everybody on the roster, to the directorate."""

from dataclasses import dataclass

from app import router_of
from bot.documents.library import Library
from bot.messages import Action, File, Reply, Text
from bot.people.queries import active_people
from bot.people.values import Role
from bot.rounds.keys import Keys
from bot.router import Router, Turn
from bot.teams.uploading import LARGEST


@dataclass(frozen=True)
class Export(Action, name="tests.export", makes_file=True):
    """limit: fail, or say that there is nothing, when there are more names."""

    limit: int = 100


def routes(library: Library, keys: Keys) -> Router:
    """Everything that the bot answers, and "eksport", "stor eksport" and "lille eksport"."""
    router = router_of(library, keys)
    router.on_command("eksport", handler=_offer, role=Role.DIRECTORATE)
    router.on_command("lille eksport", handler=_offer_few, role=Role.DIRECTORATE)
    router.on_command("stor eksport", handler=_offer_too_much, role=Role.DIRECTORATE)
    router.on_action(Export, _export, again=_export, role=Role.DIRECTORATE)
    return router


async def _offer(turn: Turn) -> Reply:
    reply = await _export(turn, Export())
    return Reply((Text("Her er listen."), *reply.messages))


async def _offer_few(turn: Turn) -> Reply:
    return await _export(turn, Export(limit=1))


async def _offer_too_much(_turn: Turn) -> Reply:
    return Reply((File("Ledere.csv", bytes(LARGEST + 1), "Alt.", Export()),))


async def _export(turn: Turn, action: Export) -> Reply:
    async with turn.sessions.read() as session:
        names = [person.name for person in await active_people(session)]
    if len(names) == action.limit + 1:
        return Reply.text("Der er ikke længere noget at hente.")
    if len(names) > action.limit:
        raise RuntimeError("too many names")
    content = "\n".join(names).encode()
    return Reply((File("Ledere.csv", content, "Lederne, som de er nu.", action),))
