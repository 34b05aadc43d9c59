"""The figures of the README: every file of questions, one line each (`make evaluate`).

With an encoder: `python -m tests.evaluation --encoder FOLDER`.
"""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from bot.documents.encoder import Encoder
from bot.documents.search import Index
from tests.evaluation import minutes
from tests.evaluation.decisions import register
from tests.evaluation.evaluate import (
    ENCODER,
    Question,
    Searching,
    passages,
    questions,
    saved_answers,
    verdicts,
)

HERE = Path(__file__).parent
PROGRAMME = HERE.parents[1] / "bot" / "documents" / "programme"
MEETINGS, PLAN, SENIORS, SICKNESS, HOME, HIRING, ABSENCE, PAY, TRAVEL, IT, CARS, PRESS = (
    HERE / "documents" / name
    for name in (
        "moedekultur.txt",
        "kompetenceplan.md",
        "seniorordning.txt",
        "sygefravaer.txt",
        "hjemmearbejde.md",
        "rekruttering.txt",
        "fjordager-fravaer.md",
        "fjordager-loen.txt",
        "fuglsang-tjenesterejser.md",
        "fuglsang-it.txt",
        "maageborg-biler-noegler.md",
        "maageborg-presse.txt",
    )
)

# What is searched, for each file of questions. Those that judge, or once did, were written by
# people who had seen neither the bot nor the other questions; nothing is tuned on those that judge.
SETS: tuple[tuple[str, str, tuple[Path, ...]], ...] = (
    ("**programme, judging**", "judge-4", (PROGRAMME,)),
    ("**imported: cars and keys, judging**", "maageborg-biler-noegler", (CARS,)),
    ("**imported: press, judging**", "maageborg-presse", (PRESS,)),
    ("**cars beside the rest, judging**", "maageborg-biler-noegler", (PROGRAMME, CARS, PRESS)),
    ("**press beside the rest, judging**", "maageborg-presse", (PROGRAMME, CARS, PRESS)),
    ("programme, once judging (4)", "judge-3", (PROGRAMME,)),
    ("imported: travel, once judging", "fuglsang-tjenesterejser", (TRAVEL,)),
    ("imported: IT, once judging", "fuglsang-it", (IT,)),
    ("travel beside the rest", "fuglsang-tjenesterejser", (PROGRAMME, TRAVEL, IT)),
    ("IT beside the rest", "fuglsang-it", (PROGRAMME, TRAVEL, IT)),
    ("programme, once judging (3)", "judge-2", (PROGRAMME,)),
    ("imported: absence, once judging", "fjordager-fravaer", (ABSENCE,)),
    ("imported: pay, once judging", "fjordager-loen", (PAY,)),
    ("absence beside the rest", "fjordager-fravaer", (PROGRAMME, ABSENCE, PAY)),
    ("pay beside the rest", "fjordager-loen", (PROGRAMME, ABSENCE, PAY)),
    ("programme, first", "first", (PROGRAMME,)),
    ("programme, development", "development", (PROGRAMME,)),
    ("programme, once judging", "development-2", (PROGRAMME,)),
    ("programme, once judging (2)", "judge", (PROGRAMME,)),
    ("imported: meetings", "moedekultur", (MEETINGS,)),
    ("imported: competences, once judging", "kompetenceplan", (PLAN,)),
    ("imported: seniors, once judging", "seniorordning", (SENIORS,)),
    ("imported: sickness", "sygefravaer", (SICKNESS,)),
    ("imported: working at home", "hjemmearbejde", (HOME,)),
    ("imported: hiring", "rekruttering", (HIRING,)),
    ("seniors beside the rest", "seniorordning", (PROGRAMME, PLAN, SENIORS)),
    ("sickness beside the rest", "sygefravaer", (PROGRAMME, PLAN, SICKNESS)),
    ("working at home beside the rest", "hjemmearbejde", (PROGRAMME, PLAN, HOME)),
    ("hiring beside the rest", "rekruttering", (PROGRAMME, PLAN, HIRING)),
)
EVERYTHING = (PROGRAMME, MEETINGS, PLAN, SENIORS, SICKNESS, HOME, HIRING)
SAVED = HERE / "documents" / "saved-answers.jsonl"
DECISIONS = HERE / "documents" / "decisions.jsonl"
# Questions to decisions, and the programme's development sets, which are asked beside decisions.
TO_DECISIONS = (("decisions", "decisions"), ("decisions, in other words", "decisions-2"))
TO_PROGRAMME = ("first", "development", "development-2", "judge", "judge-2")
HEADS = ("answerable", "first", "helped", "confident & wrong", "others", "harm")


def main(
    encoder: Annotated[Path | None, typer.Option(help=ENCODER)] = None,
) -> None:
    """Print the tables; with an encoder those of the search alone."""
    searching = Searching(Encoder.open(encoder) if encoder else None)
    _print_heads("questions", *HEADS)
    for name, file, documents in SETS:
        _print_figures(name, searching, searching.index(passages(documents)), _asked(file))
    print()
    _print_decisions(searching)
    print("\n| follow-ups | questions | first | first without the one before | helped |")
    print("|---|---|---|---|---|")
    index = searching.index([*passages(EVERYTHING), *saved_answers(SAVED)])
    followups = _asked("followups")
    for name, alone in (("need the question before", False), ("have a subject of their own", True)):
        asked = [question for question in followups if question.alone is alone]
        following = [
            verdicts(each, searching.find(index, each.text, previous=each.previous))
            for each in asked
        ]
        by_itself = [verdicts(each, searching.find(index, each.text)) for each in asked]
        first, without, helped = (
            sum(part in each for each in said) / len(asked)
            for part, said in (("first", following), ("first", by_itself), ("helped", following))
        )
        print(f"| {name} | {len(asked)} | {first:.1%} | {without:.1%} | {helped:.1%} |")
    if encoder is None:
        print()
        minutes.print_figures()


def _print_decisions(searching: Searching) -> None:
    """Decisions alone and beside the programme, and the programme beside them.

    ended: questions that were given a decision which holds no longer.
    """
    published = register(DECISIONS)
    programme = passages((PROGRAMME,))
    together = searching.index([*programme, *published.passages])
    alone = searching.index(published.passages)
    _print_heads("decisions", *HEADS, "ended")
    for name, file in TO_DECISIONS:
        for where, index in (("alone", alone), ("beside the programme", together)):
            _print_figures(f"{name}, {where}", searching, index, _asked(file), published.ended)
    asked = [question for file in TO_PROGRAMME for question in _asked(file)]
    for name, index in (("alone", searching.index(programme)), ("beside decisions", together)):
        _print_figures(f"programme, {name}", searching, index, asked, published.ended)


def _print_heads(*heads: str) -> None:
    print(f"| {' | '.join(heads)} |")
    print("|---" * len(heads) + "|")


def _print_figures(
    name: str,
    searching: Searching,
    index: Index,
    asked: list[Question],
    ended: frozenset[str] | None = None,
) -> None:
    """Print a line. ended: the cases of decisions that hold no longer, where these are told of."""
    answered, refused = Counter[str](), Counter[str]()
    for question in asked:
        found = verdicts(question, searching.find(index, question.text), ended=ended or frozenset())
        (refused if question.refuse else answered).update(found | {"asked"})
    first, helped, wrong = (
        f"{answered[part] / answered['asked']:.1%}"
        for part in ("first", "helped", "confident & wrong")
    )
    figures = [name, answered["asked"], first, helped, wrong, refused["asked"]]
    figures.append(f"{refused['harm'] / refused['asked']:.1%}")
    if ended is not None:
        figures.append(answered["ended"] + refused["ended"])
    print(f"| {' | '.join(map(str, figures))} |")


def _asked(file: str) -> list[Question]:
    return questions(HERE / "questions" / f"{file}.jsonl")


if __name__ == "__main__":
    typer.run(main)
