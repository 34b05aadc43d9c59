"""How answers from decisions are measured: what holds no longer is never given as if it did."""

import json
from collections.abc import Mapping
from pathlib import Path

from bot.documents.search import Index
from tests.evaluation.decisions import register
from tests.evaluation.evaluate import Question, verdicts

FIRST = {
    "case": "31/1",
    "title": "Cykelskure",
    "text": "Der opsættes to cykelskure.",
    "body": "Hovedudvalget",
    "date": "2025-01-15",
    "theme": "Cykler",
}
SECOND = FIRST | {"case": "31/2", "text": "Der opsættes tre cykelskure.", "date": "2025-03-15"}
LAPSED = FIRST | {"case": "31/3", "title": "Frokost", "text": "Frokost er kl. 11.", "lapsed": True}
QUESTION = Question("1", "hvor mange cykelskure opsættes der", any=("tre",), case="31/2")


def test_only_what_holds_is_searched_and_another_would_be_seen(tmp_path: Path) -> None:
    replaces = SECOND | {"replaces": "31/1"}

    held = register(_file(tmp_path, FIRST, replaces, LAPSED))
    not_ended = register(_file(tmp_path, FIRST, SECOND))

    assert [passage.case_number for passage in held.passages] == ["31/2"]
    assert held.ended == {"31/1", "31/3"}
    for published, is_seen in ((held, False), (not_ended, True)):
        found = Index.build(published.passages).find(QUESTION.text)
        assert ("ended" in verdicts(QUESTION, found, ended=held.ended)) is is_seen


def test_what_is_read_below_a_decision_counts_and_another_case_doesnt(tmp_path: Path) -> None:
    index = Index.build(register(_file(tmp_path, FIRST, LAPSED | {"lapsed": False})).passages)
    when = Question("1", "cykelskure", any=(r"15\. januar 2025",), case="31/1")
    elsewhere = Question("2", "cykelskure", any=("cykelskure",), case="31/3")

    assert "first" in verdicts(when, index.find(when.text))
    assert "helped" not in verdicts(elsewhere, index.find(elsewhere.text))


def _file(folder: Path, *lines: Mapping[str, object]) -> Path:
    path = folder / "decisions.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return path
