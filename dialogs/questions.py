"""Questions: what is found is quoted, suggested, or said not to stand in the documents."""

from dataclasses import dataclass

import cards.questions as cards
from bot.documents.library import Library
from bot.documents.values import Tier, Wanted
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Card, Citation, Reply, Text
from bot.people.values import Role
from bot.questions.asking import HoldsCprNumber, NothingAsked, TooLong, ask
from bot.questions.queries import answer_to
from bot.questions.settling import (
    AlreadySettled,
    NotYourQuestion,
    UnknownQuestion,
    choose,
    rate,
    reopen,
)
from bot.questions.values import Answer
from bot.router import Rated, Router, Turn


def register(router: Router, library: Library) -> None:
    """Answer everything that is no command as a question to the documents."""
    questions = _Questions(library)
    router.on_anything_else(questions.answer, role=Role.MANAGER)
    router.on_action(
        cards.ChooseSuggestion, choose_suggestion, again=show, role=Role.MANAGER, everywhere=True
    )
    router.on_action(cards.ChooseNone, choose_none, again=show, role=Role.MANAGER, everywhere=True)
    router.on_action(
        cards.Reopen, reopen_suggestions, again=show, role=Role.MANAGER, everywhere=True
    )
    router.on_event(Rated, rated, role=Role.MANAGER)
    router.on_refusal(HoldsCprNumber, holds_cpr_number)
    router.on_refusal(TooLong, too_long)
    router.on_refusal(NothingAsked, nothing_asked)
    router.on_refusal(AlreadySettled, already_settled)
    router.on_refusal(NotYourQuestion, not_your_question)
    router.on_refusal(UnknownQuestion, unknown_question)


@dataclass(frozen=True)
class _Questions:
    library: Library

    async def answer(self, turn: Turn, text: str) -> Reply:
        """Ask the documents and say what they say."""
        answer = await ask(
            turn.sessions,
            self.library,
            text,
            asker=turn.person.id,
            conversation_id=turn.conversation_id,
            turn_key=turn.key,
            now=turn.now,
        )
        return _reply(answer)


async def choose_suggestion(turn: Turn, action: cards.ChooseSuggestion) -> Reply:
    """Store that the suggestion was the answer."""
    answer = await choose(
        turn.sessions, action.question_id, action.place, by=turn.person.id, now=turn.now
    )
    return Reply(replace=_card(answer))


async def choose_none(turn: Turn, action: cards.ChooseNone) -> Reply:
    """Store that none of the suggestions was the answer."""
    answer = await choose(turn.sessions, action.question_id, None, by=turn.person.id, now=turn.now)
    return Reply(replace=_card(answer))


async def reopen_suggestions(turn: Turn, action: cards.Reopen) -> Reply:
    """Show the suggestions again, for another choice."""
    answer = await reopen(turn.sessions, action.question_id, by=turn.person.id)
    return Reply(replace=_card(answer))


async def show(
    turn: Turn, action: cards.ChooseSuggestion | cards.ChooseNone | cards.Reopen
) -> Reply:
    """Show the question's card as it now stands."""
    async with turn.sessions.read() as session:
        answer = await answer_to(session, action.question_id)
    return Reply(replace=_card(answer)) if answer else unknown_question(UnknownQuestion())


async def rated(turn: Turn, event: Rated) -> Reply:
    """Store a thumb up or down with the answer that it is about."""
    await rate(turn.sessions, event.turn_key, event.tone, event.comment, by=turn.person.id)
    return Reply()


def holds_cpr_number(_refusal: HoldsCprNumber) -> Reply:
    """Word the refusal of a CPR number."""
    return Reply.text(
        _(
            "Din besked ser ud til at indeholde et CPR-nummer, så jeg har ikke gemt den og ikke "
            "søgt på den. Den ligger stadig i Teams: slet den der, og spørg igen uden nummeret."
        )
    )


def too_long(refusal: TooLong) -> Reply:
    """Word the refusal of a text that is too long."""
    return Reply.text(
        _(
            "Det er længere, end jeg kan søge på. Skriv spørgsmålet på højst {longest} tegn; "
            "din tekst står stadig ovenfor.",
            longest=number(refusal.longest),
        )
    )


def nothing_asked(_refusal: NothingAsked) -> Reply:
    """Word the answer to a message without a word in it."""
    return Reply.text(
        _(
            "Det kunne jeg ikke læse som et spørgsmål. Skriv det med ord, eller skriv Hjælp for at "
            "se, hvad jeg kan."
        )
    )


def already_settled(refusal: AlreadySettled) -> Reply:
    """Say that a choice was made before, and show it; nothing has changed."""
    return Reply(replace=_card(refusal.answer, settled_before=True))


def not_your_question(_refusal: NotYourQuestion) -> Reply:
    """Word the refusal of somebody else's question."""
    return Reply.text(
        _("Det er den, der spurgte, som vælger. Skriv selv til mig, så svarer jeg dig.")
    )


def unknown_question(_refusal: UnknownQuestion) -> Reply:
    """Word that the question is no longer stored."""
    return Reply.text(_("Det spørgsmål har jeg ikke længere. Stil det gerne igen."))


def _reply(answer: Answer) -> Reply:
    match answer.tier:
        case Tier.CONFIDENT:
            return Reply((_quotation(answer),))
        case Tier.SUGGESTED:
            return Reply((_card(answer),))
        case Tier.OFFERED:
            return Reply.text(_not_in_the_documents(answer))


def _quotation(answer: Answer) -> Text:
    """The quoted passages, each with its source."""
    quotes = [
        f"{cards.quoted(hit)} [{position}]" for position, hit in enumerate(answer.hits, start=1)
    ]
    sources = dict.fromkeys(cards.source(hit.passage) for hit in answer.hits)
    kilde = _("Kilde: {source}", source=plain("; ".join(sources)))
    return Text(
        "\n\n".join([*quotes, kilde]),
        citations=tuple(
            Citation(
                title=cards.short_source(hit.passage),
                excerpt=hit.sentence,
                keywords=tuple(hit.passage.section.split(" · "))[:1],
            )
            for hit in answer.hits
        ),
        feedback=True,
    )


def _card(answer: Answer, *, settled_before: bool = False) -> Card:
    """The card of a question with suggestions, as it now stands."""
    if not answer.settled:
        return cards.suggestions(answer)
    if answer.chosen is None:
        return cards.none_of_them(answer, settled_before=settled_before)
    return cards.chosen(answer, answer.hits[answer.chosen], settled_before=settled_before)


def _not_in_the_documents(answer: Answer) -> str:
    return "\n\n".join(
        (
            _what_is_missing(answer),
            _(
                "Jeg har gemt spørgsmålet som ubesvaret. Du kan spørge med andre ord eller skrive "
                "Hjælp for at se, hvad jeg kan."
            ),
        )
    )


def _what_is_missing(answer: Answer) -> str:
    if answer.hits:
        return plain(answer.hits[0].passage.text)
    match answer.missing:
        case Wanted.TIME:
            return _("Tidspunktet står ikke i dokumenterne.")
        case Wanted.PLACE:
            return _("Stedet står ikke i dokumenterne.")
        case Wanted.PERSON:
            return _("Hvem det er, står ikke i dokumenterne.")
        case Wanted.AMOUNT:
            return _("Beløbet står ikke i dokumenterne.")
        case Wanted.NUMBER:
            return _("Antallet står ikke i dokumenterne.")
        case None:
            return _("Det står ikke i de dokumenter, jeg har om udviklingsforløbet.")
