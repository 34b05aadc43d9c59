"""Answering a round: the pages of questions, and the receipt.

Whatever shows what somebody filled in is in the answer to their press alone, and not lasting.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import cards.rounds.form as cards
from bot.cpr import without_cpr_numbers
from bot.language import _
from bot.language.formats import number
from bot.messages import Reply
from bot.people.values import Role
from bot.rounds.answering import Participant, hand_in, participant, save
from bot.rounds.answers import Fault, FaultyAnswers, checked, mark_of, require_complete, tidy
from bot.rounds.keys import Keys
from bot.rounds.names import named_in
from bot.rounds.values import (
    ITEM_LENGTH,
    TEXT_LENGTH,
    Answer,
    Answers,
    ChangedElsewhere,
    Kind,
    NotOpen,
    NotSealed,
    Participation,
    Phase,
    Question,
    pages_of,
)
from bot.router import Router, Turn
from cards.rounds.invitation import OpenForm
from cards.rounds.received import received
from cards.rounds.words import given_up_in_words
from dialogs.rounds.invitations import card_of
from dialogs.rounds.steps import round_of

Given = Mapping[str, Answer | None]


def register(router: Router, keys: Keys) -> None:
    """Take what people fill in."""
    role = Role.MANAGER
    here = _Answering(keys)
    router.on_action(OpenForm, here.open_form, again=here.open_form, role=role)
    router.on_action(cards.FillIn, here.fill_in, again=here.show_filled_in, role=role)
    router.on_action(cards.HandIn, here.hand_in, again=here.show_handed_in, role=role)
    router.on_refusal(NotOpen, not_open)
    router.on_refusal(NotSealed, not_sealed)


@dataclass(frozen=True)
class _Answering:
    keys: Keys

    async def open_form(self, turn: Turn, action: OpenForm) -> Reply:
        """Show a page as the person has filled it in so far."""
        found = await participant(turn.sessions, self.keys, action.round_id, by=turn.person)
        if not found.standing.is_open(turn.now):
            return Reply(replace=await card_of(turn.sessions, found.standing, now=turn.now))
        return _page(found, action.page)

    async def fill_in(self, turn: Turn, action: cards.FillIn) -> Reply:
        """Keep what the page was filled in with, and go where the person wants."""
        questions, given = await _given(turn, action)
        try:
            kept = await save(
                turn.sessions,
                self.keys,
                action.round_id,
                given,
                by=turn.person,
                now=turn.now,
                seen=action.seen,
            )
        except FaultyAnswers as refusal:
            found = await participant(turn.sessions, self.keys, action.round_id, by=turn.person)
            return _faulty(found, action, questions, given, refusal)
        except ChangedElsewhere:
            found = await participant(turn.sessions, self.keys, action.round_id, by=turn.person)
            return _changed(found, action, questions, given)
        if action.go != cards.HAND_IN:
            return await _goes(turn, kept, action)
        return await _stopped(turn, kept, action.page) or await self._hands_in(turn, kept)

    async def show_filled_in(self, turn: Turn, action: cards.FillIn) -> Reply:
        """Show what that press led to, as far as the rows tell; it changes nothing."""
        found = await participant(turn.sessions, self.keys, action.round_id, by=turn.person)
        if not found.standing.is_open(turn.now):
            return not_open(NotOpen(found.round.phase))
        questions, given = await _given(turn, action)
        try:
            checked(questions, {key: one for key, one in given.items() if one is not None})
        except FaultyAnswers as refusal:
            return _faulty(found, action, questions, given, refusal)
        if action.go != cards.HAND_IN:
            return await _goes(turn, found, action)
        return await self._show_handed_in(turn, found, action.page)

    async def hand_in(self, turn: Turn, action: cards.HandIn) -> Reply:
        """Hand in what is kept, though it names somebody."""
        found = await participant(turn.sessions, self.keys, action.round_id, by=turn.person)
        return await self._hands_in(turn, found)

    async def show_handed_in(self, turn: Turn, action: cards.HandIn) -> Reply:
        """Show whether it was handed in; it changes nothing."""
        found = await participant(turn.sessions, self.keys, action.round_id, by=turn.person)
        if not found.standing.is_open(turn.now):
            return not_open(NotOpen(found.round.phase))
        return await self._show_handed_in(turn, found, 0)

    async def _hands_in(self, turn: Turn, found: Participant) -> Reply:
        try:
            done = await hand_in(
                turn.sessions, self.keys, found.round.id, {}, by=turn.person, now=turn.now
            )
        except FaultyAnswers as refusal:
            return _missing(found, refusal)
        return Reply(replace=received(done.standing, now=turn.now, thanks=True), lasting=False)

    async def _show_handed_in(self, turn: Turn, found: Participant, page: int) -> Reply:
        if found.filled.answers == found.filled.draft:
            done = received(found.standing, now=turn.now, thanks=True)
            return Reply(replace=done, lasting=False)
        return await _stopped(turn, found, page) or _page(found, page)


async def _given(turn: Turn, action: cards.FillIn) -> tuple[tuple[Question, ...], Given]:
    """The questions of the page that was pressed, and what it was filled in with."""
    round_ = await round_of(turn, action.round_id)
    pages = pages_of(round_.content.questions)
    questions = pages[min(max(action.page, 0), len(pages) - 1)]
    given = cards.answers_in(action, questions)
    return questions, {key: tidy(one) if one is not None else None for key, one in given.items()}


async def _stopped(turn: Turn, found: Participant, page: int) -> Reply | None:
    """What is to be done before it is handed in: something is missing, or somebody is named."""
    questions, draft = found.round.content.questions, found.filled.draft
    try:
        require_complete(questions, draft)
    except FaultyAnswers as refusal:
        return _missing(found, refusal)
    named = await named_in(turn.sessions, questions, draft, by=turn.person)
    own = found.round.content.anonymous and turn.person.name in named
    others = [name for name in named if name != turn.person.name]
    if not own and not others:
        return None
    asked = cards.names_somebody(found.round, page=page, own=own, others=others)
    return Reply(replace=asked, lasting=False)


async def _goes(turn: Turn, found: Participant, action: cards.FillIn) -> Reply:
    """The page before or after, or from the first one back to where the person came from."""
    if action.go == cards.BACK and action.page <= 0:
        card = await card_of(turn.sessions, found.standing, now=turn.now)
        return Reply(replace=card, lasting=False)
    return _page(found, action.page + (1 if action.go == cards.NEXT else -1))


def _faulty(
    found: Participant,
    action: cards.FillIn,
    questions: tuple[Question, ...],
    given: Given,
    refusal: FaultyAnswers,
) -> Reply:
    """The page as it was filled in, with what is wrong at its question; CPR numbers taken out."""
    shown = {key: _without_cpr_numbers(one) for key, one in given.items() if one is not None}
    errors = {
        one.key: _fault(one, refusal.faults[one.key])
        for one in questions
        if one.key in refusal.faults
    }
    return _page(found, action.page, shown=shown, errors=errors)


def _missing(found: Participant, refusal: FaultyAnswers) -> Reply:
    """The first page on which something isn't answered that must be."""
    pages = pages_of(found.round.content.questions)
    first = next(
        (place for place, page in enumerate(pages) if any(q.key in refusal.faults for q in page)), 0
    )
    errors = {one.key: _fault(one, Fault.MISSING) for one in pages[first]}
    return _page(
        found, first, errors={key: one for key, one in errors.items() if key in refusal.faults}
    )


def _changed(
    found: Participant, action: cards.FillIn, questions: tuple[Question, ...], given: Given
) -> Reply:
    """The page as it now is, and what was typed on the old one."""
    kept = found.filled.draft
    typed = {
        one.key: _without_cpr_numbers(answer)
        for one in questions
        if (answer := given.get(one.key)) is not None and answer != kept.get(one.key)
    }
    said = _("Kortet var gammelt: du har rettet dit svar siden. Her er det, der er gemt nu.")
    return _page(found, action.page, said=said, typed=typed)


def _page(
    found: Participant,
    page: int,
    *,
    shown: Answers | None = None,
    errors: Mapping[str, str] | None = None,
    said: str = "",
    typed: Answers | None = None,
) -> Reply:
    """A page of the form, filled in with what is kept, or with what is shown in its place."""
    pages = pages_of(found.round.content.questions)
    page = min(max(page, 0), len(pages) - 1)
    form = cards.form(
        found.round,
        page,
        found.filled.draft if shown is None else shown,
        seen=mark_of(found.filled.draft, [one.key for one in pages[page]]),
        handed_in=found.state is Participation.ANSWERED,
        errors=errors,
        said=said,
        typed=typed,
    )
    return Reply(replace=form, lasting=False)


def _without_cpr_numbers(answer: Answer) -> Answer:
    instead = _("[fjernet]")
    match answer:
        case str():
            return without_cpr_numbers(answer, instead)
        case [str() as title, str() as reason]:
            both = without_cpr_numbers(f"{title}\n{reason}", instead)  # it may begin in the title
            title, _newline, reason = both.partition("\n")
            return [title, reason]
        case _:
            return answer


def _fault(question: Question, fault: Fault) -> str:
    match fault:
        case Fault.MISSING if question.kind is Kind.ITEM:
            return _("Giv punktet en titel.")
        case Fault.MISSING:
            return _("Det her spørgsmål skal besvares, før du kan aflevere.")
        case Fault.TOO_LONG if question.kind is Kind.ITEM:
            return _(
                "Skriv højst {title} tegn i titlen og {longest} i begrundelsen.",
                title=number(ITEM_LENGTH),
                longest=number(TEXT_LENGTH),
            )
        case Fault.TOO_LONG:
            return _("Skriv højst {longest} tegn.", longest=number(TEXT_LENGTH))
        case Fault.CPR_NUMBER:
            return _(
                "Det ligner et CPR-nummer, så siden er ikke gemt, og nummeret er fjernet her. Det "
                "er dog allerede nået til Microsoft Teams. Se teksten igennem, og prøv igen."
            )
        case Fault.UNKNOWN if question.kind is Kind.RANKING:
            return _("Vælg hver af dem kun én gang.")
        case Fault.UNKNOWN:
            return _("Vælg blandt mulighederne.")


def not_open(refusal: NotOpen) -> Reply:
    """Word that it is too late; what stands in the form stays there."""
    if refusal.phase is Phase.GIVEN_UP:
        return Reply.text(_("Runden er slut, så det kom ikke med. {why}", why=given_up_in_words()))
    return Reply.text(
        _(
            "Fristen er gået, så det kom ikke med, og der er ikke ændret noget. Har du afleveret "
            "før fristen, tæller det svar med."
        )
    )


def not_sealed(_refusal: NotSealed) -> Reply:
    """Word that nothing can be kept or opened; what stands in the form stays there."""
    return Reply.text(
        _(
            "Jeg kan ikke låse svarene i den anonyme runde op lige nu, så der er ikke gemt noget. "
            "Det, du har skrevet, står her stadig. Prøv igen om lidt, eller sig det til "
            "direktionens sekretariat."
        )
    )
