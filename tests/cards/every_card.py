"""Every card that the bot can show, with little and with much in it."""

from datetime import UTC, date, datetime
from uuid import UUID

import cards.basics
import cards.questions
from bot.documents.values import Hit, Passage, Tier
from bot.messages import Card
from bot.people.values import Level, Person, Role
from bot.questions.values import Answer, OwnQuestions

LONG = " ".join(["Kommunalbestyrelsesmedlemmernes"] * 90)
WHEN = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)

LIN = Person(
    id=UUID(int=1),
    name="Lin Lærke",
    email="lin@kommune.example",
    title="Dagtilbudsleder",
    unit="Børn og unge/Dagtilbud",
    level=Level.LEDER,
    role=Role.MANAGER,
    groups=("MED", "Skoleledere"),
    language=None,
)


def every_card() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    answer = _answer("Hvad *siger* sagen om <MED>?", "Sætning et. Sætning to.", hits=3)
    largest = _answer("æ" * 2000, LONG, hits=3)
    return {
        "welcome": cards.basics.welcome("Lin"),
        "help": cards.basics.help_in_personal_chat(),
        "help among others": cards.basics.help_among_others(),
        "languages": cards.basics.languages(),
        "language chosen": cards.basics.language_chosen(),
        "own data": cards.basics.own_data(LIN, OwnQuestions(1, WHEN, WHEN)),
        "own data without questions": cards.basics.own_data(LIN, OwnQuestions(0, None, None)),
        "nothing pending": cards.basics.nothing_pending(),
        "suggestions": cards.questions.suggestions(answer),
        "the largest suggestions": cards.questions.suggestions(largest),
        "chosen": cards.questions.chosen(answer, answer.hits[1]),
        "none of them": cards.questions.none_of_them(answer),
    }


def _answer(question: str, text: str, *, hits: int) -> Answer:
    passages = [
        Passage(
            id=UUID(int=number),
            text=text,
            section="Sagsfremstilling · Baggrund",
            document="Udviklingsforløb med fokus på ledelse",
            case_number="24/277",
            when=date(2024, 6, 6),
        )
        for number in range(hits)
    ]
    sentence = text.split(". ")[-1]
    return Answer(
        question_id=UUID(int=9),
        question=question,
        tier=Tier.SUGGESTED,
        hits=tuple(Hit(passage, sentence) for passage in passages),
        missing=None,
    )
