"""How well minutes are read: `python -m tests.evaluation.minutes [FOLDER ...] [--show]`.

Each file in `minutes/` to `minutes-24/` is of a municipality that doesn't exist, and has what is
right beside it, in a file of JSON objects. The first tells "level", "layout" and "absent" (names
that no draft may hold). Each of the others is a decision: "body", "decided_on", "item",
"case_number", "title", "text", and "follow_ups" ("what", "who", "due") where there are any. A list
holds all that is right. What is "optional" says that nothing was decided ("Intet."), or may be no
decision: it may be drafted or not, and isn't counted. They were written by somebody who had not
seen the reader; sets 13 to 15, 17, 18, 20, 22, half of 24 and `minutes-published/` in the forms of
published minutes, with other words in them. Each set judged once, and was worked on with since. The
README tells what was exact then: how well minutes of a form that it has not met are read is told by
that, not by what is printed today.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rapidfuzz import fuzz

from bot.decisions.minutes.reading import read_minutes
from bot.decisions.minutes.values import FoundDecision, FoundFollowUp
from bot.files.reading import read_content

HERE = Path(__file__).parent
SETS = (
    ("minutes, once judging", HERE / "minutes"),
    *((f"minutes, once judging ({n})", HERE / f"minutes-{n}") for n in range(2, 25)),
    ("minutes, in published forms", HERE / "minutes-published"),
)
LEVELS = ("easy", "middling", "nasty")

_LEAST_ALIKE = 200.0  # of 350: the text, the title, and where and by whom it was decided
_BULLET = re.compile(r"^\s*[-–•*▪·]\s+", re.MULTILINE)

Right = tuple[str | None, ...]  # all that is right; a date as "2024-06-06"


@dataclass(frozen=True)
class FollowUp:
    """An agreed deed that stands in the minutes."""

    what: Right
    who: Right
    due: Right


@dataclass(frozen=True)
class Decision:
    """A decision that stands in the minutes."""

    body: Right
    decided_on: Right
    item: Right
    case_number: Right
    title: Right
    text: Right
    follow_ups: tuple[FollowUp, ...]
    optional: bool = False


@dataclass(frozen=True)
class Case:
    """A file of minutes with what is right."""

    path: Path
    level: str
    absent: tuple[str, ...]
    decisions: tuple[Decision, ...]


def cases(folder: Path) -> list[Case]:
    """Every file of minutes in the folder that has its answers beside it."""
    return [_case(answers) for answers in sorted(folder.glob("*.jsonl"))]


def judge(case: Case) -> tuple[Counter[str], list[str]]:
    """Read a file as the bot does. How often what was so, and a line for each miss."""
    read = read_minutes(read_content(case.path.name, case.path.read_bytes()))
    found = _matched(case.decisions, read.decisions)
    counted, misses = Counter[str](), list[str]()
    for right, draft in zip(case.decisions, found, strict=True):
        if right.optional:
            continue
        so, missed = _compared(right, draft)
        counted.update(so)
        misses += missed
    for draft in read.decisions:
        if not any(draft is each for each in found):
            counted["false"] += 1
            misses.append(f"false: {draft.item} {draft.title!r}: {draft.text!r}")
    for name in case.absent:
        if any(name in (text or "") for one in case.decisions for text in one.text):
            continue  # whoever wasn't there was elected, say
        if any(name in " ".join(text.split()) for each in read.decisions for text in _texts(each)):
            counted["leaked"] += 1
            misses.append(f"leaked: {name}")
    return counted, misses


def print_figures() -> None:
    """Print the tables of the README, one for each set."""
    _print_sets(SETS)


def main(
    folders: Annotated[list[Path] | None, typer.Argument(help="Default: every set.")] = None,
    show: Annotated[bool, typer.Option(help="List what went wrong.")] = False,
) -> None:
    """Print how well the minutes are read."""
    sets = [(folder.name, folder) for folder in folders] if folders else SETS
    _print_sets(sets, show=show)


def _print_sets(sets: Sequence[tuple[str, Path]], *, show: bool = False) -> None:
    for number, (name, folder) in enumerate(sets):
        if number:
            print()
        if show:
            _print_misses(folder)
        _print_table(name, folder)


def _print_table(set_name: str, folder: Path) -> None:
    print(
        f"| {set_name} | files | decisions | found | body, date and text exact | title | item "
        "| case number | follow-ups | others | false | leaked names |"
    )
    print("|---" * 12 + "|")
    totals = {level: Counter[str]() for level in LEVELS}
    for case in cases(folder):
        totals[case.level].update(judge(case)[0] | {"files": 1})
    for name, counted in (*totals.items(), ("**all**", sum(totals.values(), Counter[str]()))):
        shares = " | ".join(
            _share(counted[part], counted["decisions"])
            for part in ("found", "exact", "title", "item", "case number")
        )
        print(
            f"| {name} | {counted['files']} | {counted['decisions']} | {shares} "
            f"| {_share(counted['follow-ups'], counted['follow-ups expected'])} "
            f"| {counted['other follow-ups']} | {counted['false']} | {counted['leaked']} |"
        )


def _print_misses(folder: Path) -> None:
    for case in cases(folder):
        if misses := judge(case)[1]:
            print(f"{case.path.name} ({case.level})")
            print("".join(f"    {miss}\n" for miss in misses))


def _case(answers: Path) -> Case:
    about, *decisions = map(json.loads, answers.read_text("utf-8").splitlines())
    [path] = [path for path in answers.parent.glob(f"{answers.stem}.*") if path != answers]
    return Case(path, about["level"], tuple(about["absent"]), tuple(map(_decision, decisions)))


def _decision(line: dict[str, Any]) -> Decision:
    follow_ups = tuple(
        FollowUp(_all(each["what"]), _all(each["who"]), _all(each["due"]))
        for each in line.get("follow_ups", ())
    )
    return Decision(
        _all(line["body"]),
        _all(line["decided_on"]),
        _all(line["item"]),
        _all(line["case_number"]),
        _all(line["title"]),
        _all(line["text"]),
        follow_ups,
        line.get("optional", False),
    )


def _all(value: Any) -> Right:
    return tuple(value) if isinstance(value, list) else (value,)


def _matched(
    decisions: Sequence[Decision], drafts: Sequence[FoundDecision]
) -> list[FoundDecision | None]:
    """For each decision the draft that is most like it, each draft once."""
    pairs = sorted(
        (-_likeness(decision, draft), place, number)
        for place, decision in enumerate(decisions)
        for number, draft in enumerate(drafts)
    )
    chosen: dict[int, int] = {}
    for unlikeness, place, number in pairs:
        if -unlikeness >= _LEAST_ALIKE and place not in chosen and number not in chosen.values():
            chosen[place] = number
    return [drafts[chosen[place]] if place in chosen else None for place in range(len(decisions))]


def _likeness(decision: Decision, draft: FoundDecision) -> float:
    texts, titles = (
        max(fuzz.ratio(_plain(right or ""), _plain(said)) for right in rights)
        for rights, said in ((decision.text, draft.text), (decision.title, draft.title))
    )
    place = _is(draft.item, decision.item)
    body = _is(_cased(draft.body), map(_cased, decision.body))
    return texts + titles + 75 * (place + body)


def _compared(right: Decision, draft: FoundDecision | None) -> tuple[Counter[str], list[str]]:
    counted = Counter({"decisions": 1, "follow-ups expected": len(right.follow_ups)})
    where = f"{'/'.join(map(str, right.item))} {right.title[0]!r}, {right.body[0]}"
    if draft is None:
        return counted, [f"not found: {where}: {right.text[0]!r}"]
    said = {
        "body": (_cased(draft.body), tuple(map(_cased, right.body))),
        "date": (_iso(draft.decided_on), right.decided_on),
        "text": (draft.text, right.text),
        "title": (draft.title, right.title),
        "item": (draft.item, right.item),
        "case number": (draft.case_number, right.case_number),
    }
    so = {name for name, (found, rights) in said.items() if _is(found, rights)}
    counted.update(so | {"found"} | ({"exact"} if {"body", "date", "text"} <= so else set()))
    misses = [
        f"{name}: {where}\n      right: {rights[0]!r}\n      found: {found!r}"
        for name, (found, rights) in said.items()
        if name not in so
    ]
    left = list(draft.follow_ups)
    for deed in right.follow_ups:
        if match := next((each for each in left if _is_deed(each, deed)), None):
            left.remove(match)
            counted["follow-ups"] += 1
        else:
            misses.append(f"follow-up: {where}\n      right: {deed}\n      found: {left}")
    counted["other follow-ups"] += len(left)
    return counted, misses


def _is(found: str | None, rights: Iterable[str | None]) -> bool:
    return any(_plain(found or "") == _plain(right or "") for right in rights)


def _is_deed(found: FoundFollowUp, right: FollowUp) -> bool:
    """Whether it is the deed; its words may be more or fewer, but not a quarter as many.

    Who does it may be told in front of it or not.
    """
    told = (_plain(found.what), _plain(found.what.removeprefix(found.who)))
    return (
        _is(found.who, right.who)
        and _is(_iso(found.due), right.due)
        and any(_is_nearly(one, _plain(what or "")) for one in told for what in right.what)
    )


def _is_nearly(one: str, other: str) -> bool:
    shorter, longer = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return shorter in longer and 4 * len(shorter) >= len(longer)


def _cased(body: str | None) -> str:
    """The body's name: some minutes write it all in capitals."""
    return (body or "").casefold()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _plain(text: str) -> str:
    """The words alone: whatever the white space, and the signs that begin the items of lists."""
    return " ".join(_BULLET.sub("", text).split())


def _texts(draft: FoundDecision) -> Iterator[str]:
    """Every text that a draft holds."""
    for value in astuple(draft):
        if isinstance(value, str):
            yield value
    for deed in draft.follow_ups:
        yield from (deed.what, deed.who)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


if __name__ == "__main__":
    typer.run(main)
