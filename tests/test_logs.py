"""What is logged, and what never is."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure_logs


@pytest.fixture
def restored() -> Iterator[None]:
    """The logging of the test run, put back afterwards."""
    handlers = logging.getLogger().handlers[:]
    yield
    logging.getLogger().handlers[:] = handlers
    structlog.reset_defaults()


@pytest.mark.usefixtures("restored")
@pytest.mark.parametrize("as_json", [True, False])
def test_an_error_is_logged_with_its_place_and_without_its_words(
    capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    configure_logs(as_json=as_json)

    def stumble() -> None:
        secret = "hemmelig besked"
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(f"kunne ikke læse: {secret}") from error

    try:
        stumble()
    except ValueError as error:
        structlog.get_logger("x").error("turn failed", log_id="a1b2", exc_info=error)
        logging.getLogger("aiohttp.server").exception("Error handling request")

    logged = capsys.readouterr().err
    assert "hemmelig" not in logged
    assert "a1b2" in logged
    assert "builtins.ValueError < builtins.KeyError" in logged
    assert "test_logs.py" in logged
    if as_json:
        for line in logged.splitlines():
            assert json.loads(line)["level"] == "error"
