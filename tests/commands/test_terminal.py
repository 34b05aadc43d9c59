"""What every command does: it explains itself, and names a setting that is wrong."""

import pytest

from tests.commands.running import run


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["serve"],
        ["trial"],
        ["documents"],
        ["documents", "add"],
        ["documents", "list"],
        ["documents", "retire"],
        ["questions"],
        ["questions", "unanswered"],
        ["people"],
        ["people", "import"],
        ["manifest"],
        ["check"],
        ["backup"],
        ["restore"],
    ],
)
def test_every_command_explains_itself(command: list[str]) -> None:
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert "Usage" in result.output


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "mange", "PORT=mange skal være et helt tal fra 0 til 65535."),
        ("PORT", "70000", "PORT=70000 skal være et helt tal fra 0 til 65535."),
        ("HOST", "0.0.0.0", "kræver MicrosoftAppId"),
        ("MicrosoftAppType", "Singletenant", "ugyldig"),
        ("MicrosoftAppId", "11111111-1111-4111-8111-111111111111", "MicrosoftAppTenantId mangler"),
    ],
)
def test_a_faulty_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)

    result = run("check")

    assert result.exit_code == 1
    assert said in result.output
