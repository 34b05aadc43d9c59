"""The questions of a draft: the list, and the form of each."""

from collections.abc import Awaitable
from dataclasses import replace

import cards.rounds.questions as cards
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.rounds import composing
from bot.rounds.content import LEAST_OPTIONS
from bot.rounds.keys import Keys
from bot.rounds.values import (
    END_LENGTH,
    HELP_LENGTH,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    OPTION_LENGTH,
    QUESTION_LENGTH,
    Changed,
    ContentFault,
    FaultyContent,
    Question,
    Round,
    TooManyQuestions,
    UnknownQuestion,
)
from bot.router import Router, Turn
from cards.rounds.ways import ShowQuestions
from dialogs.rounds.steps import draft_of

_Press = (
    cards.SaveQuestion
    | cards.MoveQuestion
    | cards.CopyQuestion
    | cards.DeleteQuestion
    | cards.RestoreQuestion
)


def register(router: Router, _keys: Keys) -> None:
    """Answer what is pressed while questions are written."""
    role = Role.DIRECTORATE
    router.on_action(ShowQuestions, show, again=show, role=role)
    router.on_action(cards.AddQuestion, add, again=add, role=role)
    router.on_action(cards.EditQuestion, edit, again=edit, role=role)
    router.on_action(cards.SaveQuestion, save, again=show_list, role=role)
    router.on_action(cards.MoveQuestion, move, again=show_list, role=role)
    router.on_action(cards.CopyQuestion, copy, again=show_list, role=role)
    router.on_action(cards.DeleteQuestion, delete, again=show_list, role=role)
    router.on_action(cards.RestoreQuestion, restore, again=show_list, role=role)


async def show(turn: Turn, action: ShowQuestions) -> Reply:
    """Turn to a page of the questions."""
    found = await draft_of(turn, action.round_id)
    return Reply(replace=cards.questions(found, offset=action.offset))


async def show_list(turn: Turn, action: _Press) -> Reply:
    """Show the questions as they now are."""
    return Reply(replace=cards.questions(await draft_of(turn, action.round_id), offset=0))


async def add(turn: Turn, action: cards.AddQuestion) -> Reply:
    """Offer the empty form of a kind of question."""
    found = await draft_of(turn, action.round_id)
    if len(found.content.questions) >= MOST_QUESTIONS:
        raise TooManyQuestions
    return Reply(replace=_form(found, Question("", action.kind, "")))


async def edit(turn: Turn, action: cards.EditQuestion) -> Reply:
    """Offer the form of a question."""
    found = await draft_of(turn, action.round_id)
    return Reply(replace=_form(found, _question(found, action.question_key)))


async def save(turn: Turn, action: cards.SaveQuestion) -> Reply:
    """Save a question; what can't be saved comes back as it was typed."""
    try:
        saved = await composing.save_question(
            turn.sessions,
            action.round_id,
            action.question,
            revision=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except FaultyContent as refusal:
        if ContentFault.CPR_NUMBER in refusal.faults.values():
            raise  # or the form that comes back would put the number into the chat
        errors = {name: _fault(name, fault) for name, fault in refusal.faults.items()}
        return await _not_saved(turn, action, _("Spørgsmålet er ikke gemt endnu."), errors=errors)
    except Changed:
        said = _(
            "Runden er ændret, mens du skrev. Det, du har skrevet, står i felterne, men er ikke "
            "gemt. Gem igen."
        )
        return await _not_saved(turn, action, said)
    except UnknownQuestion:
        said = _("Spørgsmålet er slettet, mens du skrev. Gemmer du, bliver det et nyt.")
        return await _not_saved(turn, replace(action, question_key=""), said)
    except TooManyQuestions:
        said = _("Der er ikke plads til flere spørgsmål. Slet et andet, før du gemmer dette.")
        return await _not_saved(turn, action, said)
    key = action.question_key
    place = _place(saved, key) if key else len(saved.content.questions) - 1
    return Reply(
        replace=cards.questions(saved, offset=_page_of(place), said=_("Spørgsmålet er gemt."))
    )


async def move(turn: Turn, action: cards.MoveQuestion) -> Reply:
    """Move a question up or down."""
    moving = composing.move_question(
        turn.sessions,
        action.round_id,
        action.question_key,
        action.by_places,
        revision=action.revision,
        by=turn.person,
        now=turn.now,
    )
    return await _listed(turn, action, moving)


async def copy(turn: Turn, action: cards.CopyQuestion) -> Reply:
    """Put a copy of a question below it."""
    copying = composing.copy_question(
        turn.sessions,
        action.round_id,
        action.question_key,
        revision=action.revision,
        by=turn.person,
        now=turn.now,
    )
    return await _listed(turn, action, copying, said=_("Spørgsmålet er kopieret."))


async def delete(turn: Turn, action: cards.DeleteQuestion) -> Reply:
    """Take a question away, and offer to put it back."""
    before = await draft_of(turn, action.round_id)
    gone = _question(before, action.question_key)
    place = before.content.questions.index(gone)
    deleting = composing.delete_question(
        turn.sessions,
        action.round_id,
        action.question_key,
        revision=action.revision,
        by=turn.person,
        now=turn.now,
    )
    said = _("»{text}« er slettet.", text=plain(gone.text))
    undo = cards.RestoreQuestion(action.round_id, place, gone)
    return await _listed(turn, action, deleting, said=said, undo=undo)


async def restore(turn: Turn, action: cards.RestoreQuestion) -> Reply:
    """Put a question back."""
    restored = await composing.restore_question(
        turn.sessions,
        action.round_id,
        action.question,
        action.place,
        by=turn.person,
        now=turn.now,
    )
    said = _("Spørgsmålet er her igen.")
    return Reply(replace=cards.questions(restored, offset=_page_of(action.place), said=said))


async def _listed(
    turn: Turn,
    action: cards.MoveQuestion | cards.CopyQuestion | cards.DeleteQuestion,
    changing: Awaitable[Round],
    *,
    said: str = "",
    undo: cards.RestoreQuestion | None = None,
) -> Reply:
    """The list after a change; or as it now is, where it was another than the card showed."""
    try:
        found = await changing
    except Changed as refusal:
        said = _("Spørgsmålene er ændret, siden du så dem. Her er de nu; der er ikke sket noget.")
        return Reply(replace=cards.questions(refusal.round, offset=0, said=said))
    keys = [one.key for one in found.content.questions]
    place = keys.index(action.question_key) if action.question_key in keys else 0
    if undo:
        place = undo.place
    return Reply(replace=cards.questions(found, offset=_page_of(place), said=said, undo=undo))


async def _not_saved(
    turn: Turn, action: cards.SaveQuestion, said: str, *, errors: dict[str, str] | None = None
) -> Reply:
    found = await draft_of(turn, action.round_id)
    filled = replace(action, revision=found.revision)
    return Reply(replace=cards.question_form(found, filled, errors=errors, said=said))


def _form(round_: Round, question: Question) -> Card:
    return cards.question_form(round_, cards.SaveQuestion.filled_with(round_, question))


def _question(round_: Round, key: str) -> Question:
    return round_.content.questions[_place(round_, key)]


def _place(round_: Round, key: str) -> int:
    for place, question in enumerate(round_.content.questions):
        if question.key == key:
            return place
    raise UnknownQuestion


def _page_of(place: int) -> int:
    return place // cards.PAGE * cards.PAGE


def _fault(name: str, fault: ContentFault) -> str:
    match fault:
        case ContentFault.MISSING:
            return _("Skriv et spørgsmål.")
        case ContentFault.TOO_FEW:
            return _("Skriv mindst {least} muligheder, en på hver linje.", least=LEAST_OPTIONS)
        case ContentFault.TOO_MANY:
            return _("Skriv højst {most} muligheder.", most=MOST_OPTIONS)
        case ContentFault.REPEATED:
            return _("Den samme mulighed står der to gange.")
        case ContentFault.TOO_LONG:
            return _too_long(name)
        case _fault:
            raise FaultyContent({name: fault})  # is never shown in a form


def _too_long(name: str) -> str:
    if name == "options":
        return _("En mulighed er for lang. Skriv højst {longest} tegn.", longest=OPTION_LENGTH)
    lengths = {"text": QUESTION_LENGTH, "help": HELP_LENGTH, "low": END_LENGTH, "high": END_LENGTH}
    return _("Skriv højst {longest} tegn.", longest=number(lengths[name]))
