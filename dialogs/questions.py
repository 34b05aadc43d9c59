"""Questions: what is found is quoted, suggested, or said not to stand in the documents."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import cards.inquiries.forms as forms
import cards.questions as cards
from bot.decisions.register.looking_up import of_passages
from bot.decisions.register.mentioning import mentioning
from bot.decisions.values import Decision
from bot.documents.library import Library
from bot.documents.values import DocumentKind, Tier
from bot.inquiries.asking import offer
from bot.inquiries.texts import refuse_cpr_numbers
from bot.inquiries.values import TEXT_LENGTH
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Card, Citation, Place, Reply, Text, Tone
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
from bot.router import OnlyInPersonalChat, Rated, Router, Turn
from dialogs.decisions.listing import about as decisions_about
from dialogs.inquiries.steps import form_opened_by

# The command, and what is to be asked: "spørg direktionen: må vi ...?".
_TO_THE_DIRECTORATE = re.compile(
    r"\s*(?:spørg direktionen|ask the directorate)\b[\s:,;.–-]*(?P<text>\w.*)",
    re.IGNORECASE | re.DOTALL,
)


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
    router.on_refusal(NotYourQuestion, not_your_question)
    router.on_refusal(UnknownQuestion, unknown_question)


@dataclass(frozen=True)
class _Questions:
    library: Library

    async def answer(self, turn: Turn, text: str) -> Reply:
        """Ask the documents and say what they say; or open the form to ask the directorate."""
        if asked := _TO_THE_DIRECTORATE.match(text):
            return ask_directorate(turn, asked["text"])
        if found := await decisions_about(turn, self.library, text):
            return found
        answer = await ask(
            turn.sessions,
            self.library,
            text,
            asker=turn.person.id,
            conversation_id=turn.conversation_id,
            turn_key=turn.key,
            now=turn.now,
        )
        return await _reply(turn, self.library, answer)


def ask_directorate(turn: Turn, text: str) -> Reply:
    """Offer the form to ask the directorate, with what was written after the command."""
    if turn.place is not Place.PERSONAL:
        raise OnlyInPersonalChat
    refuse_cpr_numbers(text=text)  # or the form would put the number into the chat
    if len(text) > TEXT_LENGTH:
        raise TooLong(TEXT_LENGTH)
    filled = forms.Filled(text=text)
    return Reply((forms.question_form(form_opened_by(turn), None, turn.person.name, filled),))


async def choose_suggestion(turn: Turn, action: cards.ChooseSuggestion) -> Reply:
    """Store that the suggestion was the answer."""
    return await _choose(turn, action.question_id, action.place)


async def choose_none(turn: Turn, action: cards.ChooseNone) -> Reply:
    """Store that none of the suggestions was the answer."""
    return await _choose(turn, action.question_id, None)


async def reopen_suggestions(turn: Turn, action: cards.Reopen) -> Reply:
    """Show the suggestions again, for another choice."""
    answer = await reopen(turn.sessions, action.question_id, by=turn.person.id)
    return Reply(replace=await _card(turn, answer))


async def show(
    turn: Turn, action: cards.ChooseSuggestion | cards.ChooseNone | cards.Reopen
) -> Reply:
    """Show the question's card as it now stands."""
    async with turn.sessions.read() as session:
        answer = await answer_to(session, action.question_id)
    return (
        Reply(replace=await _card(turn, answer)) if answer else unknown_question(UnknownQuestion())
    )


async def rated(turn: Turn, event: Rated) -> Reply:
    """Store a thumb up or down with the answer that it is about; after one down, offer more.

    A client shows nothing that answers a thumb, so the offer comes through the outbox, which has
    it in the personal chat, and once.
    """
    await rate(turn.sessions, event.turn_key, event.tone, event.comment, by=turn.person.id)
    if event.tone is Tone.DISLIKE:
        await offer(turn.sessions, event.turn_key, by=turn.person, now=turn.now)
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


def not_your_question(_refusal: NotYourQuestion) -> Reply:
    """Word the refusal of somebody else's question."""
    return Reply.text(
        _("Det er den, der spurgte, som vælger. Skriv selv til mig, så svarer jeg dig.")
    )


def unknown_question(_refusal: UnknownQuestion) -> Reply:
    """Word that the question is no longer stored."""
    return Reply.text(_("Det spørgsmål har jeg ikke længere. Stil det gerne igen."))


async def _choose(turn: Turn, question_id: UUID, place: int | None) -> Reply:
    """Store the choice; one that comes after another changes nothing, and is shown that."""
    try:
        answer = await choose(turn.sessions, question_id, place, by=turn.person.id, now=turn.now)
    except AlreadySettled as refusal:
        return Reply(replace=await _card(turn, refusal.answer, settled_before=True))
    return Reply(replace=await _card(turn, answer))


async def _reply(turn: Turn, library: Library, answer: Answer) -> Reply:
    match answer.tier:
        case Tier.CONFIDENT:
            decisions = await _decisions(turn, answer)
            each_once = {one.id: one for one in decisions.values()}
            ways = map(cards.quoted_decision, each_once.values())
            return Reply((_quotation(answer, decisions), *ways))
        case Tier.SUGGESTED:
            return Reply((await _card(turn, answer),))
        case Tier.OFFERED if turn.place is Place.PERSONAL:
            mentioned = await mentioning(turn.sessions, library, answer.question)
            if not mentioned:
                return Reply((cards.not_in_the_documents(answer),))
            found = mentioned.decisions, mentioned.search
            return Reply((cards.not_in_the_documents(answer, *found),))
        case Tier.OFFERED:
            return Reply.text(cards.not_in_the_documents_among_others(answer))


def _quotation(answer: Answer, decisions: Mapping[UUID, Decision]) -> Text:
    """The quoted passages, each with its source.

    decisions: as they now stand; one that was replaced this moment may still have been found.
    """
    quotes = []
    for position, hit in enumerate(answer.hits, start=1):
        decision = decisions.get(hit.passage.id)
        no_more = cards.no_more_in_words(decision) if decision else ""
        quotes.append(f"{no_more} {cards.quoted(hit)} [{position}]".strip())
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


async def _card(turn: Turn, answer: Answer, *, settled_before: bool = False) -> Card:
    """The card of a question with suggestions, as it now stands."""
    decisions = await _decisions(turn, answer)
    if not answer.settled:
        return cards.suggestions(answer, decisions)
    if answer.chosen is None:
        among_others = turn.place is not Place.PERSONAL
        return cards.none_of_them(answer, settled_before=settled_before, among_others=among_others)
    hit = answer.hits[answer.chosen]
    return cards.chosen(answer, hit, decisions, settled_before=settled_before)


async def _decisions(turn: Turn, answer: Answer) -> Mapping[UUID, Decision]:
    """The decisions, as they now stand, that what was found is of; by the passages' ids."""
    ids = [one.passage.id for one in answer.hits if one.passage.kind is DocumentKind.DECISION]
    if not ids:
        return {}
    async with turn.sessions.read() as session:
        return await of_passages(session, ids)
