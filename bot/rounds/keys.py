"""The keys of anonymous rounds: files in a folder that no database and no backup holds.

All instances share the folder. A key is made when its round opens, and goes when it is counted;
without it nobody can open what was sealed, us included.
"""

import hashlib
import os
import re
import secrets
import tempfile
from pathlib import Path
from uuid import UUID

from bot.rounds.values import KeyLost, KeysExposed

KEY_SIZE = 32  # bytes: AES-256
MARKER = "lederlinjen"  # a file that tells the folder of keys from one that isn't mounted
_KEY_FILE = re.compile(r"[0-9a-f]{32}\.key")


class Keys:
    """The folder of keys. outside: the folder of data, in which it mustn't lie."""

    def __init__(self, folder: Path, *, outside: Path | None = None) -> None:
        self._folder = folder
        self._outside = outside

    def make(self, round_id: UUID) -> str:
        """Make a round's key, or find the one that was made before; its fingerprint.

        It is on the disk, whole, when this returns. The round's row is locked, so that nobody else
        makes it meanwhile. Raises OSError, KeysExposed, or KeyLost for a file that is no key.
        """
        if self.are_exposed():
            raise KeysExposed
        self._folder.mkdir(parents=True, exist_ok=True)
        marker, path = self._folder / MARKER, self.path(round_id)
        if not marker.exists():
            self._write(marker, b"Lederlinjen")
        if not path.exists():
            self._write(path, secrets.token_bytes(KEY_SIZE))
        return fingerprint(self._read(round_id))

    def are_ready(self) -> bool:
        """Whether a key could be made now: the folder is there, or can be, and takes files."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # Asked for its permissions, the system says yes to root where nothing can be written.
            with tempfile.TemporaryFile(dir=self._folder):
                return True
        except OSError:
            return False

    def are_exposed(self) -> bool:
        """Whether the folder lies among the data, so that every copy of those holds the keys.

        No key is made there. Those that are there already can be read, as rounds wait for them.
        """
        return self._outside is not None and is_among(self._folder, self._outside)

    def found(self) -> list[UUID]:
        """The rounds of which there is a file for a key. Raises OSError."""
        return [
            UUID(path.stem) for path in self._folder.iterdir() if _KEY_FILE.fullmatch(path.name)
        ]

    def path(self, round_id: UUID) -> Path:
        """The file of the round's key, whether or not it is there."""
        return self._folder / f"{round_id.hex}.key"

    def key(self, round_id: UUID, expected: str) -> bytes:
        """The round's key. expected: its fingerprint. Raises KeyLost, also for another key."""
        try:
            key = self._read(round_id)
        except OSError as error:
            raise KeyLost from error
        if fingerprint(key) != expected:
            raise KeyLost
        return key

    def forget(self, round_id: UUID) -> None:
        """Take the round's key away for good; it may be gone already. Raises OSError.

        Also when this isn't the folder in which keys were made: one that isn't mounted is empty,
        and the key would stay where it is.
        """
        if not (self._folder / MARKER).exists():
            raise FileNotFoundError(self._folder / MARKER)
        self.path(round_id).unlink(missing_ok=True)
        self._sync_folder()

    def _read(self, round_id: UUID) -> bytes:
        key = self.path(round_id).read_bytes()
        if len(key) != KEY_SIZE:
            raise KeyLost
        return key

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file that is there whole, or not at all."""
        unfinished = path.with_suffix(".part")
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        self._sync_folder()

    def _sync_folder(self) -> None:
        if not self._folder.exists():
            return
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def is_among(keys: Path, data: Path) -> bool:
    """Whether a copy of the folder of data would hold the keys, also through links."""
    return keys.resolve().is_relative_to(data.resolve())


def fingerprint(key: bytes) -> str:
    """What tells a key from every other, and gives nothing away of it."""
    return hashlib.sha256(b"lederlinjen round key\0" + key).hexdigest()
