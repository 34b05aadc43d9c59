"""Writing what those who were asked get back, and sending it to them."""

from uuid import UUID

import cards.rounds.outcome as cards
from bot.approval import NobodyToApprove
from bot.decisions.register.answering_rounds import answers_to_round
from bot.delivery.rendering import Showing
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.rounds import kinds
from bot.rounds.findings import MOST_FIGURES, OUTCOME_LENGTH, Outcome
from bot.rounds.keys import Keys
from bot.rounds.outcome import outcome, received, send, take_back, write
from bot.rounds.values import Changed, ContentFault, FaultyContent, NumberChanged
from bot.router import Router, Turn
from cards.rounds.outcome_received import received as outcome_received
from cards.rounds.ways import OpenOutcome, ShowOutcome


def register(router: Router, _keys: Keys) -> None:
    """Answer what the directorate presses, and render what those who were asked get."""
    role = Role.DIRECTORATE
    router.on_message(kinds.OUTCOME, render)
    router.on_action(ShowOutcome, show, again=show, role=role)
    router.on_action(OpenOutcome, open_, again=open_, role=role)
    router.on_action(cards.EditOutcome, edit, again=edit, role=role)
    router.on_action(cards.SaveOutcome, saved, again=show, role=role)
    router.on_action(cards.SendOutcome, sent, again=show, role=role)
    router.on_action(cards.TakeBackOutcome, taken_back, again=show, role=role)


async def render(showing: Showing) -> Card:
    """Render what one of those who were asked gets back."""
    async with showing.sessions.read() as session:
        round_, published, figures = await received(session, showing.subject)
        decided = (
            await answers_to_round(session, showing.subject, seen_by=showing.person)
            if showing.person
            else []
        )
    return outcome_received(round_, published, figures, decided)


async def show(
    turn: Turn,
    action: ShowOutcome | cards.SaveOutcome | cards.SendOutcome | cards.TakeBackOutcome,
) -> Reply:
    """Show it as it will be seen; before anything is written, the form."""
    return Reply(replace=await _shown(turn, action.round_id))


async def open_(turn: Turn, action: OpenOutcome) -> Reply:
    """The same, in a card of its own."""
    return Reply((await _shown(turn, action.round_id),))


async def edit(turn: Turn, action: cards.EditOutcome) -> Reply:
    """Show the form."""
    found = await _outcome(turn, action.round_id)
    return Reply(replace=cards.form(found, cards.SaveOutcome.filled_with(found)))


async def saved(turn: Turn, action: cards.SaveOutcome) -> Reply:
    """Keep it and show it; a form that fails comes back as it was."""
    try:
        found = await write(
            turn.sessions,
            action.round_id,
            action.text,
            action.figures,
            _ids(action.themes),
            revision=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except FaultyContent as refusal:
        errors = {name: _word(fault) for name, fault in refusal.faults.items()}
        found = await _outcome(turn, action.round_id)
        return Reply(replace=cards.form(found, action, errors=errors))
    except Changed:
        return Reply(replace=await _changed(turn, action))
    if not found.draft.text:
        errors = {"text": _("Skriv, hvad der kom ud af det.")}
        filled = cards.SaveOutcome.filled_with(found)
        return Reply(replace=cards.form(found, filled, errors=errors))
    return Reply(replace=await _preview(turn, found))


async def sent(turn: Turn, action: cards.SendOutcome) -> Reply:
    """Send it, or its correction, or ask for a yes; what nothing comes of is shown as it now is."""
    said = error = ""
    try:
        found = await send(
            turn.sessions,
            action.round_id,
            revision=action.revision,
            expected=action.expected,
            by=turn.person,
            now=turn.now,
            approver_id=action.approver,
        )
    except NobodyToApprove:
        error = _("Vælg, hvem der skal godkende. Den er ikke sendt.")
    except Changed:
        said = _("Den er ændret, siden du så den, så den er ikke sendt. Her er den nu.")
    except NumberChanged as refusal:
        said = number_changed(refusal, action.expected)
    if said or error:
        found = await _outcome(turn, action.round_id)
    return Reply(replace=await _preview(turn, found, said=said, error=error))


async def taken_back(turn: Turn, action: cards.TakeBackOutcome) -> Reply:
    """Ask nobody for a yes any more; what was answered meanwhile is shown as it now is."""
    found = await take_back(
        turn.sessions, action.round_id, revision=action.revision, by=turn.person, now=turn.now
    )
    said = _("Spørgsmålet er trukket tilbage.") if found.consent.is_void else ""
    return Reply(replace=await _preview(turn, found, said=said))


def number_changed(refusal: NumberChanged, expected: int) -> str:
    """Word that it would reach others than was shown. expected: how many they were."""
    return _(
        "Antallet af modtagere er ændret fra {before} til {after}, så den er ikke sendt. "
        "Passer det nye antal, så tryk igen.",
        before=number(expected),
        after=number(refusal.number),
    )


async def _shown(turn: Turn, round_id: UUID) -> Card:
    found = await _outcome(turn, round_id)
    if not found.draft.text:
        return cards.form(found, cards.SaveOutcome.filled_with(found))
    return await _preview(turn, found)


async def _preview(turn: Turn, found: Outcome, *, said: str = "", error: str = "") -> Card:
    async with turn.sessions.read() as session:
        round_id = found.results.round.id
        decided = await answers_to_round(session, round_id, seen_by=turn.person)
    return cards.preview(found, decided, by=turn.person, now=turn.now, said=said, error=error)


async def _changed(turn: Turn, action: cards.SaveOutcome) -> Card:
    """The form as it was typed, to be saved over what somebody else wrote meanwhile."""
    found = await _outcome(turn, action.round_id)
    said = _(
        "En anden har rettet teksten imens. Her er din. Tryk på »Gem og se« for at gemme den i "
        "stedet, eller på »Tilbage« for at beholde den andens."
    )
    mine = cards.SaveOutcome(
        action.round_id, found.draft.revision, action.text, action.figures, action.themes
    )
    return cards.form(found, mine, said=said)


async def _outcome(turn: Turn, round_id: UUID) -> Outcome:
    async with turn.sessions.read() as session:
        return await outcome(session, round_id, by=turn.person, now=turn.now)


def _ids(themes: tuple[str, ...]) -> list[UUID]:
    found = []
    for theme in themes:
        try:
            found.append(UUID(theme))
        except ValueError:  # as only a forged card has it
            continue
    return found


def _word(fault: ContentFault) -> str:
    match fault:
        case ContentFault.CPR_NUMBER:
            return _(
                "Det ser ud til at indeholde et CPR-nummer, så det er ikke gemt. Fjern det. Vær "
                "opmærksom på, at det allerede står i Teams."
            )
        case ContentFault.TOO_MANY:
            return _("Vælg højst {most}.", most=number(MOST_FIGURES))
        case _:
            return _("Skriv det kortere: højst {most} tegn.", most=number(OUTCOME_LENGTH))
