"""Several questions pasted into a draft at once."""

import cards.rounds.pasting as cards
from bot.language import _
from bot.messages import Reply
from bot.people.values import Role
from bot.rounds import composing
from bot.rounds.keys import Keys
from bot.rounds.values import MOST_QUESTIONS, Changed, ContentFault, FaultyContent
from bot.router import Router, Turn
from cards.rounds.questions import ShowPasting, questions
from dialogs.rounds.steps import draft_of


def register(router: Router, _keys: Keys) -> None:
    """Answer what is pressed while questions are pasted."""
    role = Role.DIRECTORATE
    router.on_action(ShowPasting, show_pasting, again=show_pasting, role=role)
    router.on_action(cards.PasteQuestions, paste, again=show_list, role=role)


async def show_pasting(turn: Turn, action: ShowPasting) -> Reply:
    """Offer the form for several questions at once."""
    found = await draft_of(turn, action.round_id)
    return Reply(replace=cards.pasting(found, revision=found.revision))


async def paste(turn: Turn, action: cards.PasteQuestions) -> Reply:
    """Add the questions of a text; what can't be added comes back as it was pasted."""
    try:
        saved = await composing.paste_questions(
            turn.sessions,
            action.round_id,
            action.pasted,
            revision=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except FaultyContent as refusal:
        fault = refusal.faults["pasted"]
        if fault is ContentFault.CPR_NUMBER:
            raise
        return await _not_pasted(turn, action, _pasted_fault(fault))
    except Changed:
        return await _not_pasted(turn, action, _("Runden er ændret imens. Tryk igen."))
    return Reply(
        replace=questions(saved, offset=0, said=_("Spørgsmålene er sat ind. Ret dem til."))
    )


async def show_list(turn: Turn, action: cards.PasteQuestions) -> Reply:
    """Show the questions as they now are."""
    return Reply(replace=questions(await draft_of(turn, action.round_id), offset=0))


async def _not_pasted(turn: Turn, action: cards.PasteQuestions, error: str) -> Reply:
    found = await draft_of(turn, action.round_id)
    form = cards.pasting(found, revision=found.revision, pasted=action.pasted, error=error)
    return Reply(replace=form)


def _pasted_fault(fault: ContentFault) -> str:
    match fault:
        case ContentFault.MISSING:
            return _("Skriv mindst ét spørgsmål.")
        case ContentFault.TOO_MANY:
            return _(
                "Der er plads til {most} spørgsmål i alt. Fjern nogle linjer.", most=MOST_QUESTIONS
            )
        case ContentFault.REPEATED:
            return _("Et af valgene har den samme mulighed to gange.")
        case _fault:
            return _("Et af spørgsmålene eller en mulighed er for lang. Forkort, og prøv igen.")
