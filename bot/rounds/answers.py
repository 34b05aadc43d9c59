"""What an answer must be."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from bot.cpr import holds_cpr_number
from bot.files.blocks import tidy_lines
from bot.messages import Refusal
from bot.rounds.sealing import fits
from bot.rounds.values import (
    HIGHEST_RATING,
    ITEM_LENGTH,
    MOST_RANKED,
    TEXT_LENGTH,
    Answer,
    Answers,
    Kind,
    Question,
)


class Fault(StrEnum):
    """What is the matter with an answer."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    CPR_NUMBER = "cpr_number"
    UNKNOWN = "unknown"  # no such value, or the same one twice


class FaultyAnswers(Refusal):
    """Answers that can't be taken in. faults: by the keys of the questions."""

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__(*faults)
        self.faults = faults


def checked(questions: Sequence[Question], answers: Answers) -> dict[str, Answer]:
    """The answers as they are stored, without what is empty. Raises FaultyAnswers.

    What is required may still be missing: it is asked for when the answers are handed in.
    """
    given = {one.key: tidy(answers[one.key]) for one in questions if one.key in answers}
    kept = {key: answer for key, answer in given.items() if answer not in ("", [], ["", ""])}
    faults = {
        one.key: fault
        for one in questions
        if one.key in kept and (fault := _fault(one, kept[one.key]))
    }
    if faults:
        raise FaultyAnswers(faults)
    return kept


def require_complete(questions: Sequence[Question], answers: Answers) -> None:
    """Raise FaultyAnswers with what is required and isn't answered."""
    missing = [one.key for one in questions if one.required and one.key not in answers]
    if missing:
        raise FaultyAnswers(dict.fromkeys(missing, Fault.MISSING))


def mark_of(answers: Answers, keys: Iterable[str]) -> str:
    """What tells these answers from any others, for who is shown them and may change them."""
    shown = json.dumps([answers.get(key) for key in keys], ensure_ascii=False)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def tidy(answer: Answer) -> Answer:
    """The answer without what nobody sees in its texts, such as control characters.

    Halves of characters among them, which can't be stored. Its lines are kept.
    """
    if isinstance(answer, str):
        return tidy_lines(answer)
    if isinstance(answer, list):
        return [tidy_lines(one) if isinstance(one, str) else one for one in answer]  # type: ignore[return-value]
    return answer


def _fault(question: Question, answer: Answer) -> Fault | None:
    match question.kind, answer:
        case Kind.TEXT, str():
            return _of_text(question, answer, answer, longest=TEXT_LENGTH)
        case Kind.ITEM, [str() as title, str() as reason]:
            if not title:
                return Fault.MISSING
            if len(title) > ITEM_LENGTH:
                return Fault.TOO_LONG
            longest = len(title) + 1 + TEXT_LENGTH
            return _of_text(question, answer, f"{title}\n{reason}", longest=longest)
        case Kind.RATING, int():
            return None if 1 <= answer <= HIGHEST_RATING else Fault.UNKNOWN
        case Kind.CHOICE, int():
            return None if 0 <= answer < len(question.options) else Fault.UNKNOWN
        case ((Kind.CHOICES | Kind.RANKING), [*chosen]):
            return _of_options(question, chosen)
        case _:
            return Fault.UNKNOWN


def _of_text(question: Question, answer: Answer, text: str, *, longest: int) -> Fault | None:
    if holds_cpr_number(text):
        return Fault.CPR_NUMBER
    return Fault.TOO_LONG if len(text) > longest or not fits(question, answer) else None


def _of_options(question: Question, chosen: Sequence[object]) -> Fault | None:
    known = set(range(len(question.options)))
    most = MOST_RANKED if question.kind is Kind.RANKING else len(known)
    fine = len(set(chosen)) == len(chosen) <= most and set(chosen) <= known
    return None if fine else Fault.UNKNOWN
