"""A decision's "Spørgsmål og svar": what was asked, and the answer for all who see it."""

from collections.abc import Iterator

from bot.decisions.values import Answered, Decision
from bot.language import _, counted
from bot.language.formats import plain
from cards.broadcasts.received import formatted
from cards.decisions.ways import ShowDecision
from cards.inquiries.words import shortened
from cards.parts import Part, box, buttons, heading, note, paragraph

SHOWN = 2  # the newest, in the card of one decision; more may not fit in
SHORT_QUESTION = 200  # characters
SHORT_ANSWER = 350


def questions_and_answers(decision: Decision, *, may_show_all: bool) -> Iterator[Part]:
    """The newest of them, if there are any. may_show_all: whether a button shows the rest."""
    if not decision.answers:
        return
    yield heading(_("Spørgsmål og svar"))
    shown = decision.answers[-SHOWN:]
    is_whole = True
    for one in reversed(shown):
        question = shortened(one.question, SHORT_QUESTION)
        answer = shortened(one.answer, SHORT_ANSWER)
        is_whole = is_whole and (question, answer) == (one.question, one.answer)
        yield question_and_answer(Answered(one.id, question, answer, one.at))
    left = len(decision.answers) - len(shown)
    if left:
        yield note(counted("Og {number} til.", "Og {number} til.", left))
    if may_show_all and (left or not is_whole):
        yield buttons((_("Se alle svar"), ShowDecision(decision.id, apart=True)))


def question_and_answer(one: Answered) -> Part:
    """One of them."""
    return box(
        paragraph(f"**{plain(' '.join(one.question.split()))}**"),
        paragraph(formatted(plain(one.answer))),
    )
