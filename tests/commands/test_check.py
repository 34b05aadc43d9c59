"""`check`: what is missing or wrong, each by its name."""

import asyncio
import sys
from pathlib import Path
from uuid import UUID

import pytest

from bot.database.sessions import Sessions
from bot.people.queries import active_people
from bot.rounds.keys import Keys
from tests.commands.running import ROSTER, run
from tests.documents.encoders import make_encoder
from tests.rounds.rounds import CONTENT, opened


def test_the_check_tells_what_is_missing_and_then_that_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER.replace("@kommune.example", "@proeve.example"))
    (tmp_path / "sag.txt").write_text("Overskrift\n\nEn sætning, der kan findes.\n")

    before = run("check")
    run("people", "import", "ledere.csv", "--ja")
    run("documents", "add", "sag.txt")
    after = run("check")

    assert before.exit_code == 1
    assert "FEJL  Databasen findes ikke endnu." in before.output
    assert after.exit_code == 0
    assert "FEJL" not in after.output


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("data/keys", "FEJL  KEYS_DIR=data/keys ligger i DATA_DIR."),
        ("taken", "FEJL  KEYS_DIR=taken kan ikke skrives."),
        ("keys", "ok    KEYS_DIR=keys kan skrives."),
    ],
)
def test_the_check_looks_at_the_folder_for_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, said: str
) -> None:
    (tmp_path / "taken").write_text("not a folder")
    monkeypatch.setenv("KEYS_DIR", folder)

    assert said in run("check").output


def test_the_check_names_rounds_whose_key_is_missing_and_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEYS_DIR", "keys")
    (tmp_path / "ledere.csv").write_text(ROSTER.replace("@kommune.example", "@proeve.example"))
    run("people", "import", "ledere.csv", "--ja")
    key = tmp_path / "keys" / f"{asyncio.run(_opens_a_round(tmp_path)).hex}.key"

    there = run("check")
    key.write_bytes(bytes(32))
    another = run("check")
    key.unlink()
    gone = run("check")

    said = f"FEJL  Runden »{CONTENT.title}« er åben, men dens nøgle keys/{key.name} mangler"
    assert said not in there.output
    for one in (another, gone):
        assert one.exit_code == 1
        assert said in one.output


async def _opens_a_round(folder: Path) -> UUID:
    sessions = Sessions(f"sqlite+aiosqlite:///{folder / 'data' / 'lederlinjen.sqlite'}")
    async with sessions.read() as session:
        [author, *_others] = await active_people(session)
    round_id = await opened(sessions, Keys(folder / "keys"), author)
    await sessions.close()
    return round_id


def test_the_check_tells_of_the_encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENCODER_DIR", "")
    unset = run("check").output
    monkeypatch.setenv("ENCODER_DIR", "encoder")
    missing = run("check")
    make_encoder(tmp_path / "encoder")
    there = run("check").output
    (tmp_path / "encoder" / "model.onnx").write_text("en tekst")
    broken = run("check").output
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    not_installed = run("check").output

    assert "ok    Der søges på ord. ENCODER_DIR er ikke sat, og det er valgfrit." in unset
    assert missing.exit_code == 1
    assert "FEJL  ENCODER_DIR=encoder bruges ikke: model.onnx mangler" in missing.output
    assert "ok    ENCODER_DIR=encoder: der søges på ord og betydning." in there
    assert "FEJL  ENCODER_DIR=encoder bruges ikke: filerne er ikke" in broken
    assert "FEJL  ENCODER_DIR=encoder bruges ikke: den kræver onnxruntime" in not_installed


def test_the_check_says_that_real_people_need_an_app_id(tmp_path: Path) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER)
    run("people", "import", "ledere.csv", "--ja")

    result = run("check")

    assert result.exit_code == 1
    assert "rigtige ledere på lederlisten, men MicrosoftAppId mangler" in result.output


def test_the_check_says_when_the_database_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")

    result = run("check")

    assert result.exit_code == 1
    assert "Databasen kan ikke nås" in result.output
