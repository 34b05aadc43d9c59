"""How well questions are answered: `python -m tests.evaluation.evaluate FILE --documents PATH`.

A file of questions has one JSON object a line: "id", "q", and either "any" (one of the regular
expressions is in a right answer), "all" (each of them is), or "refuse" (no document answers it).
"previous" is the question right before; "alone": it has nothing to do with it. "case": the number
of the case in which it was decided; then nothing of another case is right.
Case doesn't matter. Only quoted text counts: of a confident answer the passages it quotes, else the
passages it suggests (up to three), or the gap it shows. Of a decision the line below the quotation
counts too, which says who decided what and when.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid5

import typer

from bot.documents.encoder import Encoder
from bot.documents.reading import ReadDocument, read_document_content
from bot.documents.search import Index, asked_texts
from bot.documents.search.vectors import Vector, Vectors, embedded_texts
from bot.documents.values import DocumentKind, Findings, Passage, Tier
from cards.questions import source

ENCODER = "Folder with an encoder (ENCODER_DIR), to find by meaning too."
IDS = UUID("5f0f3c0e-6f0b-4c39-9a55-0d4a3f3d1c11")


@dataclass(frozen=True)
class Question:
    """A question with what a right answer holds; refuse: nothing answers it.

    previous: the question right before it. alone: that one says nothing about it. case: of the
    decision that answers it.
    """

    id: str
    text: str
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    refuse: bool = False
    previous: str | None = None
    alone: bool = False
    case: str | None = None

    def is_right(self, answer: str) -> bool:
        """Whether a text answers it."""
        return (not self.any or any(_holds(answer, pattern) for pattern in self.any)) and all(
            _holds(answer, pattern) for pattern in self.all
        )


class Searching:
    """What finds answers: by words, and with an encoder by meaning. A text is encoded once."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder
        self._passages: dict[str, Vector] = {}
        self._questions: dict[str, Vector] = {}

    def index(self, passages: Sequence[Passage]) -> Index:
        """Index passages."""
        index = Index.build(passages)
        if self._encoder is None:
            return index
        for text in (text for passage in passages for text in embedded_texts(passage)):
            if text not in self._passages:
                [self._passages[text]] = self._encoder.passages([text])
        return replace(index, vectors=Vectors.of(passages, self._passages))

    def find(self, index: Index, question: str, *, previous: str | None = None) -> Findings:
        """Find what answers a question; previous: the one right before."""
        if self._encoder is None:
            return index.find(question, previous=previous)
        for text in asked_texts(question, previous):
            if text not in self._questions:
                [self._questions[text]] = self._encoder.questions([text])
        return index.find(question, previous=previous, meant=self._questions)


def questions(path: Path) -> list[Question]:
    """Read a file of questions."""
    lines = map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines()))
    return [
        Question(
            line["id"],
            line["q"],
            tuple(line.get("any", ())),
            tuple(line.get("all", ())),
            line.get("refuse", False),
            line.get("previous"),
            line.get("alone", False),
            line.get("case"),
        )
        for line in lines
    ]


def passages(paths: Iterable[Path]) -> list[Passage]:
    """Read the passages of documents; a folder stands for the Markdown files in it."""
    files = [
        file for path in paths for file in (sorted(path.glob("*.md")) if path.is_dir() else [path])
    ]
    return [passage for file in files for passage in passages_of(read_document(file))]


def saved_answers(path: Path) -> list[Passage]:
    """Read answers that the directorate saved: one JSON object a line, "question" and "answer"."""
    lines = map(json.loads, filter(str.strip, path.read_text("utf-8").splitlines()))
    return [
        Passage(
            id=uuid5(IDS, line["question"]),
            text=line["answer"],
            section=line["question"],
            document="Kommunaldirektøren",
            variants=(line["question"],),
            kind=DocumentKind.ANSWER,
        )
        for line in lines
    ]


def read_document(path: Path) -> ReadDocument:
    """Read a document from a file. Raises UnreadableFile; OSError when there is no such file."""
    return read_document_content(path.name, path.read_bytes())


def passages_of(read: ReadDocument) -> tuple[Passage, ...]:
    """The passages with ids that are the same each time the same document is read."""
    return tuple(
        Passage(
            id=uuid5(IDS, f"{read.title}\n{read.case_number}\n{position}\n{passage.text}"),
            text=passage.text,
            section=passage.section,
            document=read.title,
            case_number=read.case_number,
            when=read.when,
            gap=passage.gap,
            variants=passage.variants,
        )
        for position, passage in enumerate(read.passages)
    )


def verdicts(
    question: Question, findings: Findings, *, ended: frozenset[str] = frozenset()
) -> set[str]:
    """Say what is to be said of one answer, by the names of the lines that are printed.

    ended: the cases of decisions that hold no longer; one that is shown is given as if it did.
    """
    confident = findings.tier is Tier.CONFIDENT
    quoted = [_quoted(hit.passage, question.case) for hit in findings.hits]
    tier = {findings.tier.value}
    if any(hit.passage.case_number in ended for hit in findings.hits):
        tier.add("ended")
    if question.refuse:
        only_gaps = all(hit.passage.gap for hit in findings.hits)
        return tier | ({"harm"} if confident and not only_gaps else set())
    first = question.is_right("\n".join(quoted if confident else quoted[:1]))
    helped = question.is_right("\n".join(quoted))
    wrong = confident and not first
    said = {"first": first, "helped": helped, "confident & wrong": wrong}
    return tier | {name for name, is_so in said.items() if is_so}


def main(
    file: Path,
    documents: Annotated[list[Path], typer.Option(help="Documents, or folders of them.")],
    encoder: Annotated[Path | None, typer.Option(help=ENCODER)] = None,
    verbose: Annotated[bool, typer.Option(help="List what went wrong.")] = False,
) -> None:
    """Print how a file of questions is answered from documents."""
    searching = Searching(Encoder.open(encoder) if encoder else None)
    index = searching.index(passages(documents))
    answered, refused = Counter[str](), Counter[str]()
    for question in questions(file):
        findings = searching.find(index, question.text, previous=question.previous)
        found = verdicts(question, findings)
        (refused if question.refuse else answered).update(found | {"asked"})
        if verbose and ("harm" in found or not (question.refuse or "first" in found)):
            _print_failure(question, findings, found)
    typer.echo(f"{file.name}: {answered['asked']} questions that documents answer")
    for name in ("first", "helped", "confident & wrong", "confident", "suggested", "offered"):
        typer.echo(f"  {name:18} {_share(answered, name)}")
    typer.echo(f"  and {refused['asked']} that they don't")
    for name in ("harm", "suggested", "offered"):
        typer.echo(f"  {name:18} {_share(refused, name)}")


def _print_failure(question: Question, findings: Findings, found: set[str]) -> None:
    headings = [hit.passage.section.split(" · ")[-1] for hit in findings.hits]
    typer.echo(f"{question.id}  {question.text}\n      {', '.join(sorted(found))}: {headings}")


def _quoted(passage: Passage, case: str | None) -> str:
    """What is read of a passage; "" when only another case's would be right."""
    if case and passage.case_number != case:
        return ""
    is_decision = passage.kind is DocumentKind.DECISION
    return f"{passage.text}\n{source(passage)}" if is_decision else passage.text


def _holds(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _share(counts: Counter[str], name: str) -> str:
    return f"{counts[name]:4}  {counts[name] / counts['asked']:6.1%}" if counts["asked"] else "   -"


if __name__ == "__main__":
    typer.run(main)
