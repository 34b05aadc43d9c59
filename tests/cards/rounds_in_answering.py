"""The cards of those who are asked in a round, with little and with much in them."""

from dataclasses import replace

import cards.rounds.form as form
import cards.rounds.invitation as invitation
from bot.messages import Card
from bot.rounds.values import (
    ITEM_LENGTH,
    MOST_QUESTIONS,
    TEXT_LENGTH,
    Answer,
    Kind,
    Participation,
    Phase,
    Question,
    Standing,
    pages_of,
)
from cards.pending import pending
from cards.rounds.received import received
from cards.rounds.waiting import reminder
from tests.cards.rounds_in_making import DRAFT, LARGEST, MUCH, NOW

ENDS = replace(DRAFT, phase=Phase.OPEN, closes=NOW.replace(day=13))
LITTLE = Standing(ENDS, Participation.INVITED, None)
MOST = Standing(replace(LARGEST, phase=Phase.OPEN), Participation.INVITED, None)
LONGEST: dict[Kind, Answer] = {
    Kind.TEXT: "ø" * TEXT_LENGTH,
    Kind.ITEM: ["ø" * ITEM_LENGTH, "ø" * TEXT_LENGTH],
    Kind.RATING: 5,
    Kind.CHOICE: 9,
    Kind.CHOICES: list(range(10)),
    Kind.RANKING: [9, 8, 7],
}


def rounds_in_answering() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _invitations() | _receipts() | _forms()


def _invitations() -> dict[str, Card]:
    return {
        "invitation": invitation.invitation(LITTLE.round, now=NOW),
        "invitation, long": invitation.invitation(MOST.round, now=NOW),
        "declined": invitation.declined(LITTLE.round, now=NOW),
        **{
            f"over, {state}": invitation.over(replace(LITTLE, state=state), now=NOW)
            for state in Participation
        },
        "reminder of a round": reminder([LITTLE], now=NOW),
        "reminder of many rounds": reminder([MOST] * 9, now=NOW),
        "reminder of rounds, answered": reminder([], now=NOW),
        "pending rounds": pending(receipts=(), approvals=(), rounds=[LITTLE, *[MOST] * 9], now=NOW),
    }


def _receipts() -> dict[str, Card]:
    named = replace(MOST.round, content=replace(MUCH, anonymous=False))
    answers = {one.key: LONGEST[one.kind] for one in MUCH.questions}
    done = replace(LITTLE, state=Participation.ANSWERED)
    return {
        "received": received(done, now=NOW, thanks=True),
        "received before": received(done, now=NOW),
        "received with answers": received(Standing(named, done.state, answers), now=NOW),
    }


def _forms() -> dict[str, Card]:
    said = "Kortet var gammelt: du har rettet dit svar siden."
    found = {"form": form.form(LITTLE.round, 0, {}, seen="a", handed_in=False)}
    for kind in Kind:
        questions = tuple(
            replace(question, key=f"{number}")
            for number, question in enumerate(
                [next(one for one in MUCH.questions if one.kind is kind)] * MOST_QUESTIONS
            )
        )
        round_ = replace(MOST.round, content=replace(MUCH, questions=questions))
        answers = {one.key: LONGEST[kind] for one in questions}
        errors = {
            one.key: "Det her spørgsmål skal besvares, før du kan aflevere." for one in questions
        }
        for page in (0, len(pages_of(questions)) - 1):
            found[f"form of {kind}, page {page}"] = form.form(
                round_, page, answers, seen="0" * 16, handed_in=True, errors=errors
            )
    one = replace(MOST.round, content=replace(MUCH, questions=(Question("a", Kind.ITEM, "Hvad?"),)))
    typed = {"a": LONGEST[Kind.ITEM]}
    found["form, old"] = form.form(one, 0, {}, seen="a", handed_in=True, said=said, typed=typed)
    found["names somebody"] = form.names_somebody(
        MOST.round, page=2, own=True, others=["Ø" * 120] * 9
    )
    return found
