"""A key is there whole or not at all, and gone only where it was."""

import os
import shutil
from pathlib import Path
from uuid import UUID

import pytest

from bot.rounds.keys import KEY_SIZE, Keys
from bot.rounds.values import KeyLost

ROUND = UUID(int=6)


def test_a_key_that_could_not_be_written_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = Keys(tmp_path / "keys")
    keys.make(UUID(int=1))

    def full(_handle: int) -> None:
        raise OSError("no space left on the device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="no space"):
            keys.make(ROUND)
    fingerprint = keys.make(ROUND)
    assert len(keys.key(ROUND, fingerprint)) == KEY_SIZE
    assert keys.make(ROUND) == fingerprint


def test_a_file_that_is_no_key_is_not_taken_for_one(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    fingerprint = keys.make(ROUND)
    [path] = (tmp_path / "keys").glob("*.key")
    path.write_bytes(path.read_bytes()[:16])
    with pytest.raises(KeyLost):
        keys.key(ROUND, fingerprint)
    with pytest.raises(KeyLost):
        keys.make(ROUND)


def test_a_key_is_forgotten_only_in_the_folder_where_keys_are_made(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    keys.make(ROUND)
    shutil.move(tmp_path / "keys", tmp_path / "elsewhere")
    (tmp_path / "keys").mkdir()  # what is left where nothing is mounted
    with pytest.raises(OSError, match="lederlinjen"):
        keys.forget(ROUND)
    shutil.rmtree(tmp_path / "keys")
    shutil.move(tmp_path / "elsewhere", tmp_path / "keys")
    keys.forget(ROUND)
    keys.forget(ROUND)  # once more, after a commit that failed
    assert not list((tmp_path / "keys").glob("*.key"))
