"""The process that reads one file: a name in JSON and the bytes come in, what it says goes out.

It imports little, because everybody who drops a file waits for it to start.
"""

import json
import sys
from collections.abc import Callable

from bot.files.refusals import UnreadableFile


def answer_with(read: Callable[[str, bytes], bytes]) -> None:
    """Answer with what `read` makes of the file, in JSON, or with why the file can't be read."""
    name, content = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    try:
        answer = b"read\n" + read(name, content)
    except UnreadableFile as refusal:
        # The kind of error behind it is for the log.
        cause = type(refusal.__cause__).__name__ if refusal.__cause__ else None
        said = {"reason": refusal.reason, "limit": refusal.limit, "cause": cause}
        answer = b"refused\n" + json.dumps(said).encode()
    sys.stdout.buffer.write(answer)
