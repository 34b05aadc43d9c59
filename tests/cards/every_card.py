"""Every card that the bot can show, with little and with much in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import UUID

import cards.audit
import cards.basics
import cards.preferences
import cards.questions
from bot.documents.values import Hit, Passage, Tier
from bot.messages import Card
from bot.people.values import Level, Person, Role
from bot.preferences.values import LONGEST_INTRODUCTION, Preferences
from bot.questions.values import Answer
from tests.cards.decisions_in_making import decisions_in_making
from tests.cards.decisions_looked_up import decisions_looked_up
from tests.cards.figures import figures
from tests.cards.followed_decisions import followed_decisions, some_decisions
from tests.cards.handled_inquiries import handled_inquiries
from tests.cards.own_inquiries import own_inquiries
from tests.cards.published_decisions import published_decisions
from tests.cards.received_decisions import received_decisions
from tests.cards.roster_cards import roster_cards
from tests.cards.rounds_finished import rounds_finished
from tests.cards.rounds_in_answering import rounds_in_answering
from tests.cards.rounds_in_making import rounds_in_making
from tests.cards.saved_answers import saved_answers
from tests.cards.sent_broadcasts import sent_broadcasts
from tests.cards.themes_in_excel import themes_in_excel
from tests.cards.written_broadcasts import written_broadcasts

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
        "help for the directorate": cards.basics.help_in_personal_chat(directorate=True),
        "help for an administrator": cards.basics.help_in_personal_chat(administrator=True),
        "help for who writes decisions": cards.basics.help_in_personal_chat(drafts=True),
        "help among others": cards.basics.help_among_others(),
        "languages": cards.basics.languages(),
        "language chosen": cards.basics.language_chosen(),
        "nothing pending": cards.basics.nothing_pending(),
        "suggestions": cards.questions.suggestions(answer),
        "the largest suggestions": cards.questions.suggestions(largest),
        "chosen": cards.questions.chosen(answer, answer.hits[1]),
        "none of them": cards.questions.none_of_them(answer),
        "none of them, among others": cards.questions.none_of_them(answer, among_others=True),
        "not in the documents": cards.questions.not_in_the_documents(answer),
        "not in the documents, but in decisions": cards.questions.not_in_the_documents(
            answer, some_decisions(2), "elbil"
        ),
        "not in the documents, but in a decision": cards.questions.not_in_the_documents(
            answer, some_decisions(1), "elbil"
        ),
        **_preferences(),
        **_events(),
        **written_broadcasts(),
        **sent_broadcasts(),
        **rounds_in_making(),
        **rounds_in_answering(),
        **rounds_finished(),
        **themes_in_excel(),
        **roster_cards(),
        **saved_answers(),
        **own_inquiries(),
        **figures(),
        **handled_inquiries(),
        **received_decisions(),
        **decisions_in_making(),
        **decisions_looked_up(),
        **followed_decisions(),
        **published_decisions(),
    }


def _preferences() -> dict[str, Card]:
    directors = [
        replace(LIN, id=UUID(int=number), name=f"Ada *{number}* {'Å' * 100}")
        for number in range(1, 9)
    ]
    most = Preferences(
        opens=time(8, 30),
        second_approval=False,
        stand_ins={one.id: directors[0].id for one in directors[1:]},
        introduction_sender=directors[0].id,
        introduction="æ" * LONGEST_INTRODUCTION,
    )
    filled = cards.preferences.SavePreferences.filled_with
    errors = dict.fromkeys(
        (
            "opens",
            "closes",
            "director",
            "stand_in",
            "introduction_sender",
            "introduction",
            "answer_within",
        ),
        "Vælg en, der er i *direktionen* nu.",
    )
    return {
        "preferences": cards.preferences.overview(Preferences(), directors[:1]),
        "preferences saved": cards.preferences.overview(most, directors, saved=True),
        "preferences form": cards.preferences.form(filled(Preferences()), directors[:1]),
        "preferences form with errors": cards.preferences.form(filled(most), directors, errors),
    }


def _events() -> dict[str, Card]:
    event = cards.audit.Event("i dag kl. 9.00", "Ada *Atlas*", "broadcasts.send", "Års_mødet", 312)
    changed = replace(event, act="preferences.change", about="opens, stand_ins", number=None)
    longest = replace(event, actor="Å" * 200, about="æ" * 200)
    return {
        "no events": cards.audit.events([], number_of_page=0, has_older=False),
        "events": cards.audit.events([event, changed], number_of_page=0, has_older=True),
        "the longest events": cards.audit.events([longest] * 10, number_of_page=7, has_older=True),
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
