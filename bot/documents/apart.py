"""Reading a document in a process of its own, which is stopped when it takes too long.

A parser can be led into working for hours, and holds up everybody's turns while it does.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import structlog
from pydantic import TypeAdapter

from bot.documents.reading import ReadDocument
from bot.files.refusals import Unreadable, UnreadableFile

SECONDS = 30.0
_ROOT = Path(__file__).parents[2]  # where the package `bot` is imported from
_COMMAND = [sys.executable, "-m", "bot.documents.reader"]

_log = structlog.get_logger()


@dataclass(frozen=True)
class _Refused:
    reason: Unreadable
    limit: int | None
    cause: str | None


_OUTCOME: TypeAdapter[ReadDocument | _Refused] = TypeAdapter(ReadDocument | _Refused)


def read_apart(name: str, content: bytes, *, seconds: float = SECONDS) -> ReadDocument:
    """Read a document from the bytes of a file. Raises UnreadableFile.

    Takes up to `seconds`: call it in a thread.
    """
    try:
        done = subprocess.run(  # noqa: S603 - nothing in the command comes from outside
            _COMMAND,
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
    outcome = _OUTCOME.validate_json(done.stdout)
    if isinstance(outcome, ReadDocument):
        return outcome
    if outcome.cause:
        _log.warning("file_unreadable", type=Path(name).suffix, cause=outcome.cause)
    raise UnreadableFile(name, outcome.reason, limit=outcome.limit)
