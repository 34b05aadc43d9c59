"""Reading a file in a process of its own, which is stopped when it takes too long.

A parser can be led into working for hours, and holds up everybody's turns while it does.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import structlog
from pydantic import TypeAdapter

from bot.files.refusals import Unreadable, UnreadableFile

SECONDS = 30.0
_ROOT = Path(__file__).parents[2]  # where the package `bot` is imported from

_log = structlog.get_logger()

Read = TypeVar("Read")


@dataclass(frozen=True)
class _Refused:
    reason: Unreadable
    limit: int | None
    cause: str | None


_REFUSED = TypeAdapter(_Refused)


class Apart(Generic[Read]):
    """Reads files of one kind apart.

    module: the one that the process runs; it ends in `answering.answer_with`. read: what comes
    back, a dataclass.
    """

    def __init__(self, module: str, read: type[Read]) -> None:
        self._command = [sys.executable, "-m", module]
        self._read = TypeAdapter(read)

    def read(self, name: str, content: bytes, *, seconds: float = SECONDS) -> Read:
        """What the bytes of a file say. Raises UnreadableFile.

        Takes up to `seconds`: call it in a thread.
        """
        try:
            done = subprocess.run(  # noqa: S603 - nothing in the command comes from outside
                self._command,
                input=json.dumps(name).encode() + b"\n" + content,
                capture_output=True,
                timeout=seconds,
                cwd=_ROOT,
                check=True,
            )
        except subprocess.TimeoutExpired:
            raise UnreadableFile(name, Unreadable.TOO_COMPLICATED) from None
        except subprocess.CalledProcessError as error:  # it ran out of memory, say
            _log.warning("file_unreadable", type=Path(name).suffix, exit_code=error.returncode)
            raise UnreadableFile(name, Unreadable.BROKEN) from None
        kind, _, said = done.stdout.partition(b"\n")
        if kind == b"read":
            return self._read.validate_json(said)
        refused = _REFUSED.validate_json(said)
        if refused.cause:
            _log.warning("file_unreadable", type=Path(name).suffix, cause=refused.cause)
        raise UnreadableFile(name, refused.reason, limit=refused.limit)
