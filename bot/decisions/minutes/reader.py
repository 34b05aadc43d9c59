"""The process that reads one file of minutes."""

import json
from dataclasses import asdict

from bot.decisions.minutes.reading import read_minutes_content
from bot.files.answering import answer_with

if __name__ == "__main__":
    answer_with(
        lambda name, content: json.dumps(
            asdict(read_minutes_content(name, content)), default=str
        ).encode()
    )
