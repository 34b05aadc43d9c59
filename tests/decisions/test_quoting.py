"""What is quoted of a decision: its own words, what it means, and what was answered since."""

from datetime import UTC, date, datetime
from uuid import uuid4

from bot.decisions.register.remembering import quotable
from bot.decisions.values import Answered, Content
from bot.documents.values import DocumentKind

CONTENT = Content(
    title="Ferie",
    text="Ferien *planlægges*:\n- Kl. 9: møde\n\nDen   meldes ind.",
    meaning="Meld din ferie ind.",
    body="Hovedudvalget",
    decided_on=date(2026, 2, 26),
    case_number="26/117",
)


def test_its_words_are_quoted_as_they_were_written_with_body_case_and_date() -> None:
    found = quotable(CONTENT)

    assert found.kind is DocumentKind.DECISION
    assert (found.title, found.section) == ("Hovedudvalget", "Ferie")
    assert found.text == "Ferien *planlægges*:\n- Kl. 9: møde\nDen meldes ind."
    assert (found.case_number, found.when) == ("26/117", date(2026, 2, 26))
    assert [(one.section, one.text) for one in found.further] == [
        ("Ferie · Det betyder for dig", "Meld din ferie ind.")
    ]


def test_a_long_one_is_quoted_in_pieces_that_each_say_what_they_are_of() -> None:
    found = quotable(Content(title="Lang", text="Vi holder møde om det hver uge. " * 60))

    assert len(found.pieces) > 3
    assert {one.section for one in found.pieces} == {"Lang"}
    assert all(len(one.text.split()) <= 100 for one in found.pieces)


def test_what_was_answered_since_is_quoted_with_its_question_and_answers_no_other() -> None:
    answer = Answered(uuid4(), "Gælder det vikarer?", "Ja.", datetime(2026, 3, 3, tzinfo=UTC))

    *_others, last = quotable(CONTENT, (answer,)).pieces

    assert (last.section, last.text) == ("Ferie · Spørgsmål og svar", "Gælder det vikarer?\nJa.")
    assert last.variants == ()


def test_one_of_marks_alone_is_quoted_all_the_same() -> None:
    assert quotable(Content(title="Tom", text="–")).text == "–"
