"""`questions`: what was left without an answer."""

from tests.commands.running import run


def test_nothing_unanswered_is_said() -> None:
    assert "Alt, der er spurgt om, er svaret på." in run("questions", "unanswered").output
