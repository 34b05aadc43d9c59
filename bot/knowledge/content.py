"""What a saved answer may say."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_jsonable_python

from bot.cpr import holds_cpr_number
from bot.files.blocks import tidy, tidy_lines
from bot.knowledge.values import (
    ANSWER_LENGTH,
    MOST_VARIANTS,
    QUESTION_LENGTH,
    SOURCE_LENGTH,
    VARIANTS_LENGTH,
    Content,
    Fault,
    FaultyKnowledge,
    Written,
)

_CONTENT = TypeAdapter(Content)


def content_of(stored: object) -> Content:
    """The content of a JSON object."""
    return _CONTENT.validate_python(stored)


def stored(content: Content) -> dict[str, Any]:
    """The content as a JSON object."""
    return dict(to_jsonable_python(content))


def variants_in(text: str) -> tuple[str, ...]:
    """The variants that a text holds: one a line, or with semicolons between them."""
    return tuple(filter(None, map(tidy, re.split(r"[;\n\r]", text))))


def tidied(content: Content) -> Content:
    """The content as it is saved: a spreadsheet that it went through gives it back the same.

    A variant that says the same as another, or as the question, says nothing.
    """
    question = tidy(content.question)
    written = variants_in(";".join(content.variants))
    variants = {_sameness(one): one for one in reversed(written)}
    variants.pop(_sameness(question), None)
    return replace(
        content,
        question=question,
        answer=tidy_lines(content.answer),
        variants=tuple(reversed(variants.values())),
        source=tidy(content.source),
    )


def refuse_cpr_numbers(written: Written) -> None:
    """Raise FaultyKnowledge if a CPR number was written: before anything else is said of it.

    Whatever else is the matter, the form comes back as it was typed, and would say the number.
    """
    content = written.content
    texts = {
        "question": (content.question,),
        "answer": (content.answer,),
        "variants": content.variants,
        "source": (content.source,),
    }
    found = [name for name, typed in texts.items() if any(map(holds_cpr_number, typed))]
    if found:
        raise FaultyKnowledge(dict.fromkeys(found, Fault.CPR_NUMBER))


def faults(written: Written, *, today: date) -> dict[str, Fault]:
    """What is the matter with each field of what was written, tidy. today: in Copenhagen."""
    content = written.content
    found = {
        "question": _text_fault(content.question, QUESTION_LENGTH),
        "answer": _text_fault(content.answer, ANSWER_LENGTH),
        "variants": _variants_fault(content.variants),
        "source": _text_fault(content.source, SOURCE_LENGTH),
        "valid_until": _end_fault(content, today),
        "review_on": _past_fault(written.review_on, today),
    }
    return {name: fault for name, fault in found.items() if fault}


def _sameness(question: str) -> str:
    """What two ways to write the same question have in common."""
    return question.casefold().rstrip("?. ")


def _text_fault(text: str, longest: int) -> Fault | None:
    if not any(map(str.isalnum, text)):
        return Fault.MISSING
    if holds_cpr_number(text):
        return Fault.CPR_NUMBER
    return Fault.TOO_LONG if len(text) > longest else None


def _variants_fault(variants: tuple[str, ...]) -> Fault | None:
    if any(map(holds_cpr_number, variants)):
        return Fault.CPR_NUMBER
    if len(variants) > MOST_VARIANTS:
        return Fault.TOO_MANY
    lengths = list(map(len, variants))
    too_long = max(lengths, default=0) > QUESTION_LENGTH or sum(lengths) > VARIANTS_LENGTH
    return Fault.TOO_LONG if too_long else None


def _end_fault(content: Content, today: date) -> Fault | None:
    if content.valid_from and content.valid_until and content.valid_until < content.valid_from:
        return Fault.BEFORE_BEGIN
    return _past_fault(content.valid_until, today)


def _past_fault(day: date | None, today: date) -> Fault | None:
    return Fault.PAST if day and day < today else None
