"""`manifest`: the app package."""

from pathlib import Path

import pytest

from tests.commands.running import run


def test_the_package_for_teams_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = run("manifest")
    for name, value in {
        "MicrosoftAppId": "11111111-1111-4111-8111-111111111111",
        "MicrosoftAppTenantId": "22222222-2222-4222-8222-222222222222",
        "PUBLIC_URL": "https://lederlinjen.kommune.example",
        "DEVELOPER_NAME": "Eksempel Kommune",
        "WEBSITE_URL": "https://kommune.example/lederlinjen",
        "PRIVACY_URL": "https://kommune.example/persondata",
        "TERMS_URL": "https://kommune.example/vilkaar",
    }.items():
        monkeypatch.setenv(name, value)
    built = run("manifest", "pakke")

    assert lacking.exit_code == 1
    assert "MicrosoftAppId mangler" in lacking.output
    assert built.exit_code == 0
    assert list(Path("pakke").glob("*.zip"))
