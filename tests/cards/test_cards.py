"""What holds for every card: valid, small enough, readable aloud, safe to press twice."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botbuilder.schema import Activity
from jsonschema_rs import validator_for

from app import router_of
from bot.database.sessions import Sessions
from bot.documents.library import Library
from bot.language import speaking
from bot.messages import Card, Say
from bot.rounds.keys import Keys
from bot.router import Router, Said
from bot.teams.understanding import understand
from tests.cards.every_card import every_card

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "schemas" / "adaptive-card-1.5.schema.json").read_text()
)
# Made once: the schema is large itself. A link may hold æ, ø and å, as people write them.
VALIDATOR = validator_for(SCHEMA, validate_formats=False)
SHIPPED_ACTIONS = Path(__file__).with_name("actions.jsonl")
LARGEST = 28 * 1024  # bytes of JSON that Teams takes in every client
MOST_BUTTONS = 4  # in sight at once, below one part


def _in(language: str) -> dict[str, Card]:
    with speaking(language):
        return every_card()


CARDS = {
    f"{name} ({language})": card
    for language in ("da", "en")
    for name, card in _in(language).items()
}


@pytest.fixture(scope="module")
def router() -> Router:
    library = Library(Sessions("sqlite+aiosqlite:///never-opened.sqlite"))
    return router_of(library, Keys(Path("never-made")))


def test_a_card_follows_the_schema(subtests: pytest.Subtests) -> None:
    for name, card in CARDS.items():
        with subtests.test(name):
            VALIDATOR.validate(_without_teams_own(card.content))
            assert card.content["version"] == "1.5"


def test_a_card_fits_what_teams_takes(subtests: pytest.Subtests) -> None:
    for name, card in CARDS.items():
        with subtests.test(name):
            assert len(json.dumps(card.content, ensure_ascii=False).encode()) < LARGEST


def test_a_card_can_be_read_aloud(subtests: pytest.Subtests) -> None:
    for name, card in CARDS.items():
        with subtests.test(name):
            first, *_ = card.content["body"]
            assert first["style"] == "heading"
            assert card.content["fallbackText"] == card.summary
            assert card.content["lang"] in ("da", "en")
            for element in _elements(card.content):
                if element.get("type") == "TextBlock":
                    assert element["wrap"]
                if str(element.get("type", "")).startswith("Input."):
                    assert element.get("label")
                    assert not element.get("isRequired") or element.get("errorMessage")
                if element.get("type") == "Image":
                    assert element.get("altText")
                if _is_chart(element):  # its numbers stand as text, too; older clients drop it
                    assert element.get("title")
                    assert element.get("fallback") == "drop"


def test_a_card_asks_for_little_at_a_time(subtests: pytest.Subtests) -> None:
    for name, card in CARDS.items():
        with subtests.test(name):
            for element in _elements(card.content):
                assert len(element.get("actions", ())) <= MOST_BUTTONS


def test_a_button_works_in_old_clients_too_and_somebody_answers_it(
    subtests: pytest.Subtests, router: Router
) -> None:
    for name, card in CARDS.items():
        with subtests.test(name):
            for element in _elements(card.content):
                if element.get("type") == "Action.Execute":
                    assert element["verb"]
                    assert not {"key", "ref"} & set(element["data"])  # React's own names
                    assert element["fallback"]["type"] == "Action.Submit"
                    assert element["fallback"]["data"] == element["data"]
                    if element["verb"] != Say.name:
                        router.decode(element["data"])


def test_every_action_that_was_ever_shipped_is_still_understood(router: Router) -> None:
    """Cards outlive a deploy. The file only grows: an action that is renamed stays readable."""
    shipped = [json.loads(line) for line in SHIPPED_ACTIONS.read_text().splitlines()]

    for data in shipped:
        if data["action"] == Say.name:
            assert isinstance(understand(Activity(type="message", value=data)), Said)
        else:
            router.decode(data)


def test_every_action_of_today_is_in_the_file_of_shipped_ones() -> None:
    shipped = {
        (data["action"], data["version"])
        for data in map(json.loads, SHIPPED_ACTIONS.read_text().splitlines())
    }
    today = {(Say.name, Say.version)} | {
        (element["data"]["action"], element["data"]["version"])
        for card in _in("da").values()
        for element in _elements(card.content)
        if element.get("type") == "Action.Execute"
    }

    assert today <= shipped


def _elements(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from _elements(value)
    elif isinstance(part, list):
        for value in part:
            yield from _elements(value)


def _without_teams_own(part: Any) -> Any:
    """The card without `msteams` and without charts, which the schema doesn't know."""
    if isinstance(part, dict):
        return {
            name: _without_teams_own(value) for name, value in part.items() if name != "msteams"
        }
    if isinstance(part, list):
        return [_without_teams_own(value) for value in part if not _is_chart(value)]
    return part


def _is_chart(part: Any) -> bool:
    return isinstance(part, dict) and str(part.get("type", "")).startswith("Chart.")
