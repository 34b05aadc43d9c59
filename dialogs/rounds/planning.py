"""Before a round opens: the plan, the test run, the confirmation, and what is thrown away."""

from dataclasses import dataclass

import cards.rounds.planning as cards
from bot.approval import NobodyToApprove
from bot.language import _
from bot.messages import Card, Refusal, Reply
from bot.people.values import Role
from bot.rounds.confirming import confirm
from bot.rounds.drafting import discard, keep
from bot.rounds.keys import Keys
from bot.rounds.values import (
    Changed,
    FaultyContent,
    KeyLost,
    NobodyToAsk,
    NumberChanged,
    Phase,
    TooFewToAsk,
    UnknownRound,
    WrongPhase,
)
from bot.router import Router, Turn
from cards.rounds.ways import OpenDraft
from cards.rounds.writing import discarded
from dialogs.rounds.refusals import number_changed, too_few
from dialogs.rounds.steps import next_step, round_of
from dialogs.rounds.writing import faults_in_words, form_of

NOT_CONFIRMED = (
    Changed,
    FaultyContent,
    KeyLost,
    NobodyToApprove,
    NobodyToAsk,
    NumberChanged,
    TooFewToAsk,
    WrongPhase,
)


def register(router: Router, keys: Keys) -> None:
    """Answer what is pressed before rounds open."""
    role = Role.DIRECTORATE
    planning = _Planning(keys)
    router.on_action(OpenDraft, planning.open_draft, again=planning.open_draft, role=role)
    router.on_action(cards.ConfirmRound, planning.confirm, again=planning.show, role=role)
    router.on_action(cards.TryRound, try_, again=try_, role=role)
    router.on_action(cards.DiscardRound, throw_away, again=planning.show_discarded, role=role)
    router.on_action(cards.KeepRound, planning.keep, again=planning.show, role=role)


async def try_(turn: Turn, action: cards.TryRound) -> Reply:
    """Show a page of the questions as a participant meets it; nothing of it is kept."""
    found = await round_of(turn, action.round_id)
    page = cards.trial(found, page=max(action.page, 0))
    return Reply((page,)) if action.apart else Reply(replace=page)


async def throw_away(turn: Turn, action: cards.DiscardRound) -> Reply:
    """Throw a draft away."""
    before = await discard(turn.sessions, action.round_id, by=turn.person, now=turn.now)
    undo = cards.KeepRound(before.id)
    return Reply(replace=discarded(before.id, before.content.title, undo))


@dataclass(frozen=True)
class _Planning:
    keys: Keys

    async def open_draft(self, turn: Turn, action: OpenDraft) -> Reply:
        """Show what there is to do with it."""
        shown = await next_step(turn, self.keys, action.round_id)
        return Reply((shown,)) if action.apart else Reply(replace=shown)

    async def confirm(self, turn: Turn, action: cards.ConfirmRound) -> Reply:
        """Let it open at its time, or ask for the approval that it needs."""
        try:
            done = await confirm(
                turn.sessions,
                self.keys,
                action.round_id,
                revision=action.revision,
                expected=action.expected,
                by=turn.person,
                now=turn.now,
                approver_id=action.approver,
            )
        except NOT_CONFIRMED as refusal:
            return Reply(replace=await self._not_confirmed(turn, action, refusal))
        return Reply(replace=cards.confirmed(done, now=turn.now))

    async def show(self, turn: Turn, action: cards.ConfirmRound | cards.KeepRound) -> Reply:
        """Show where it stands."""
        found = await round_of(turn, action.round_id)
        if found.phase is Phase.DRAFT:
            return Reply(replace=await next_step(turn, self.keys, found.id))
        return Reply(replace=cards.confirmed(found, now=turn.now))

    async def show_discarded(self, turn: Turn, action: cards.DiscardRound) -> Reply:
        """Show that it is thrown away, or the draft if it was taken back."""
        try:
            return Reply(replace=await next_step(turn, self.keys, action.round_id))
        except UnknownRound:
            undo = cards.KeepRound(action.round_id)
            return Reply(replace=discarded(action.round_id, action.title, undo))

    async def keep(self, turn: Turn, action: cards.KeepRound) -> Reply:
        """Take a draft back that was thrown away."""
        await keep(turn.sessions, action.round_id, by=turn.person, now=turn.now)
        said = _("Kladden er her igen.")
        return Reply(replace=await next_step(turn, self.keys, action.round_id, said=said))

    async def _not_confirmed(
        self, turn: Turn, action: cards.ConfirmRound, refusal: Refusal
    ) -> Card:
        """What is shown in the place of a plan that nothing came of."""
        said, errors = "", None
        match refusal:
            case FaultyContent(faults=faults) if set(faults) != {"questions"}:
                faults.pop("questions", None)
                found = await round_of(turn, action.round_id)
                errors = faults_in_words(FaultyContent(faults), found.content)
                return await form_of(turn, action.round_id, errors=errors)
            case NobodyToApprove():
                errors = {"approver": _("Vælg, hvem der skal godkende. Runden er ikke åbnet.")}
            case Changed():
                said = _("Den er ændret, siden du så den, så den er ikke åbnet. Her er den nu.")
            case NumberChanged():
                said = number_changed(refusal, action.expected)
            case TooFewToAsk():
                said = too_few(refusal)
        return await next_step(turn, self.keys, action.round_id, said=said, errors=errors)
