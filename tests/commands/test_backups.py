"""`backup` and `restore`."""

import zipfile
from pathlib import Path

import pytest

from tests.commands.running import ROSTER, run


def test_a_backup_is_restored_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER)
    run("people", "import", "ledere.csv", "--ja")

    backup = run("backup", "kopi.zip")
    again = run("backup", "kopi.zip")
    full = run("restore", "kopi.zip")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "another"))
    restored = run("restore", "kopi.zip")
    unchanged = run("people", "import", "ledere.csv", "--ja")

    assert backup.exit_code == 0
    assert again.exit_code == 1
    assert "findes i forvejen" in again.output
    assert full.exit_code == 1
    assert "ikke tom" in full.output
    assert restored.exit_code == 0
    assert "3 uændrede" in unchanged.output


def test_keys_are_never_in_a_backup(tmp_path: Path) -> None:
    keys = tmp_path / "data" / "keys"
    keys.mkdir(parents=True)
    (keys / "round.key").write_bytes(b"hemmelig")

    run("people", "import", "findes-ikke.csv")
    (tmp_path / "ledere.csv").write_text(ROSTER)
    run("people", "import", "ledere.csv", "--ja")
    run("backup", "kopi.zip")

    with zipfile.ZipFile(tmp_path / "kopi.zip") as archive:
        assert all(name.endswith((".jsonl", ".json")) for name in archive.namelist())
        assert all(b"hemmelig" not in archive.read(name) for name in archive.namelist())


def test_a_file_that_is_no_backup_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "kopi.zip").write_text("noget andet")

    result = run("restore", "kopi.zip")

    assert result.exit_code == 1
    assert "ikke en hel sikkerhedskopi" in result.output
