"""Who answers what, and which role may."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from bot.database.sessions import Sessions
from bot.messages import Action, Place, Refusal, Reply, Text
from bot.people.values import Level, NotAllowed, Person, Role
from bot.router import (
    OnlyInPersonalChat,
    Pressed,
    Router,
    Said,
    Turn,
    UnknownAction,
)

LEDER = Person(
    id=uuid4(),
    name="Lin Lærke",
    email="lin@example.org",
    title="Dagtilbudsleder",
    unit="Børn",
    level=Level.LEDER,
    role=Role.MANAGER,
    groups=(),
    language=None,
)


@dataclass(frozen=True)
class Close(Action, name="things.close"):
    thing: int
    note: str = ""


class Closed(Refusal):
    pass


@pytest.fixture
def turn() -> Turn:
    return Turn(
        key="k",
        person=LEDER,
        place=Place.PERSONAL,
        conversation_id="a:lin",
        now=datetime(2026, 1, 5, tzinfo=UTC),
        sessions=Sessions("sqlite+aiosqlite:///never-opened.sqlite"),
    )


@pytest.fixture
def router() -> Router:
    router = Router()

    async def help_(turn: Turn) -> Reply:
        return Reply.text("hjælp")

    async def inbox(turn: Turn) -> Reply:
        return Reply.text("indbakke")

    async def waiting(turn: Turn) -> Reply:
        return Reply.text("venter")

    async def close(turn: Turn, action: Close) -> Reply:
        if action.thing == 0:
            raise Closed
        return Reply.text(f"lukket {action.thing} {action.note}".strip())

    async def question(turn: Turn, text: str) -> Reply:
        return Reply.text(f"spørgsmål: {text}")

    router.on_command("Hjælp", handler=help_, role=Role.MANAGER, everywhere=True)
    router.on_command("Det venter på dig", handler=waiting, role=Role.MANAGER)
    router.on_command("Indbakke", handler=inbox, role=Role.DIRECTORATE)

    async def show(turn: Turn, action: Close) -> Reply:
        return Reply.text(f"vist {action.thing}")

    router.on_action(Close, close, again=show, role=Role.MANAGER)
    router.on_anything_else(question, role=Role.MANAGER)
    router.on_refusal(NotAllowed, lambda refusal: Reply.text(f"kun {', '.join(refusal.roles)}"))
    router.on_refusal(OnlyInPersonalChat, lambda _: Reply.text("kun os to"))
    router.on_refusal(UnknownAction, lambda _: Reply.text("ukendt"))
    router.on_refusal(Closed, lambda _: Reply.text("er lukket"))
    return router


def said(reply: Reply) -> str:
    (message,) = reply.messages
    assert isinstance(message, Text)
    return message.text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text",
    [
        "Hjælp",
        "hjælp!",
        "  HJÆLP ?",
        "hjlæp",
        "hjælpp",
        "hælp",
        "Hjælp, Lederlinjen",
        "HJAELP",
        "hjaelpp",
    ],
)
async def test_a_command_is_forgiving(router: Router, turn: Turn, text: str) -> None:
    assert said(await router.answer(turn, Said(text))) == "hjælp"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text",
    [
        "Hjælp mig med MED",
        "hvad venter på dig",
        "Det venter på dig at vide det",
        "MED",
        "?",
        "Hjaelp mig med MED",
    ],
)
async def test_a_command_never_swallows_a_question(router: Router, turn: Turn, text: str) -> None:
    assert said(await router.answer(turn, Said(text))) == f"spørgsmål: {text}"


@pytest.mark.asyncio
async def test_a_command_of_another_role_is_refused(router: Router, turn: Turn) -> None:
    assert said(await router.answer(turn, Said("Indbakke"))) == "kun directorate"
    director = replace(turn, person=replace(LEDER, role=Role.DIRECTORATE))
    assert said(await router.answer(director, Said("Indbakke"))) == "indbakke"


@pytest.mark.asyncio
async def test_a_command_may_be_for_several_roles(router: Router, turn: Turn) -> None:
    async def settings(turn: Turn) -> Reply:
        return Reply.text("indstillinger")

    router.on_command(
        "Indstillinger", handler=settings, role=(Role.DIRECTORATE, Role.ADMINISTRATOR)
    )

    assert (
        said(await router.answer(turn, Said("Indstillinger"))) == "kun directorate, administrator"
    )
    for role in (Role.DIRECTORATE, Role.ADMINISTRATOR):
        one = replace(turn, person=replace(LEDER, role=role))
        assert said(await router.answer(one, Said("Indstillinger"))) == "indstillinger"


@pytest.mark.asyncio
async def test_someone_who_left_may_do_nothing(router: Router, turn: Turn) -> None:
    gone = replace(turn, person=replace(LEDER, active=False))
    assert said(await router.answer(gone, Said("Hjælp"))) == "kun manager"


@pytest.mark.asyncio
@pytest.mark.parametrize("place", [Place.GROUP, Place.CHANNEL])
async def test_among_others_only_what_is_for_everyone_is_answered(
    router: Router, turn: Turn, place: Place
) -> None:
    among_others = replace(turn, place=place)
    assert said(await router.answer(among_others, Said("Det venter på dig"))) == "kun os to"
    assert said(await router.answer(among_others, Said("Hjælp"))) == "hjælp"
    assert said(await router.answer(among_others, Said("hvorfor?"))) == "spørgsmål: hvorfor?"


@pytest.mark.asyncio
async def test_a_pressed_button_comes_back_as_its_action(router: Router, turn: Turn) -> None:
    data = Close(7).data()
    assert said(await router.answer(turn, Pressed(data))) == "lukket 7"
    assert said(await router.answer(turn, Pressed(data | {"note": "nu"}))) == "lukket 7 nu"
    assert said(await router.answer(turn, Pressed(data | {"msteams": {}}))) == "lukket 7"


@pytest.mark.asyncio
async def test_a_press_that_comes_again_only_shows_what_there_is(
    router: Router, turn: Turn
) -> None:
    assert said(await router.answer_again(turn, Close(7).data())) == "vist 7"
    assert said(await router.answer_again(turn, {})) == "ukendt"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "data",
    [
        {},
        {"action": "things.close"},
        {"action": "things.close", "version": 2, "thing": 1},
        {"action": "things.open", "version": 1},
        {"action": "things.close", "version": 1},
        {"action": "things.close", "version": 1, "thing": "syv"},
        {"action": ["things.close"], "version": 1, "thing": 1},
        {"action": "things.close", "version": True, "thing": 1, "note": {"a": 1}},
    ],
)
async def test_an_unknown_or_forged_button_does_nothing(
    router: Router, turn: Turn, data: dict[str, object]
) -> None:
    assert said(await router.answer(turn, Pressed(data))) == "ukendt"


@pytest.mark.asyncio
async def test_a_refusal_is_worded_and_a_bug_is_not(router: Router, turn: Turn) -> None:
    assert said(await router.answer(turn, Pressed(Close(0).data()))) == "er lukket"

    class Unworded(Refusal):
        pass

    with pytest.raises(Unworded):
        router.worded(Unworded())


def test_two_handlers_for_one_thing_are_an_error_at_start(router: Router) -> None:
    async def close(turn: Turn, action: Close) -> Reply:
        return Reply()

    async def command(turn: Turn) -> Reply:
        return Reply()

    with pytest.raises(ValueError, match="two handlers"):
        router.on_action(Close, close, again=close, role=Role.MANAGER)
    with pytest.raises(ValueError, match="two handlers"):
        router.on_command("hjælp!", handler=command, role=Role.MANAGER)


def test_a_handler_without_a_role_is_an_error_at_start(router: Router) -> None:
    async def command(turn: Turn) -> Reply:
        return Reply()

    with pytest.raises(TypeError, match="role"):
        router.on_command("Nyt", handler=command)  # type: ignore[call-arg]
