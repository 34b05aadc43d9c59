"""The process that reads one document: a name in JSON and the bytes come in, what it says goes out.

It imports little, because every document that is added waits for it to start.
"""

import json
import sys

from bot.documents.reading import read_document_content
from bot.files.refusals import UnreadableFile


def answer(name: str, content: bytes) -> bytes:
    """The document in JSON, or why the file can't be read and the kind of error behind it."""
    try:
        return read_document_content(name, content).as_json()
    except UnreadableFile as refusal:
        cause = type(refusal.__cause__).__name__ if refusal.__cause__ else None
        said = {"reason": refusal.reason, "limit": refusal.limit, "cause": cause}
        return json.dumps(said).encode()


if __name__ == "__main__":
    sys.stdout.buffer.write(
        answer(json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read())
    )
