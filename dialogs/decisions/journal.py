"""A decision with its history, handed over for the record."""

import asyncio

import cards.decisions.showing as cards
from bot.audit import entries
from bot.decisions.following import looking
from bot.decisions.register import looking_up
from bot.decisions.register.answering_rounds import theme_of
from bot.language import _
from bot.messages import File, Reply
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.decisions import record

MOST_ACTS = 5_000


def register(router: Router) -> None:
    """Hand it to the directorate."""
    router.on_action(cards.ExportDecision, export, again=export, role=Role.DIRECTORATE)


async def export(turn: Turn, action: cards.ExportDecision) -> Reply:
    """Offer one decision as a Word file."""
    async with turn.sessions.read() as session:
        decision = await looking_up.one(session, action.decision_id, by=turn.person)
        acts = await entries(session, offset=0, limit=MOST_ACTS, subject=decision.id)
        found = record.Record(
            decision=decision,
            versions=await looking_up.history(session, decision.id, by=turn.person),
            recipients=await looking_up.number_of_recipients(session, decision.id),
            theme=await theme_of(session, decision, seen_by=turn.person),
            reports={one.id: await looking.reports(session, one.id) for one in decision.follow_ups},
            acts=acts[::-1],
        )
    content = await asyncio.to_thread(record.record, found, turn)
    return Reply(
        (
            File(
                name=record.file_name(decision, turn),
                content=content,
                description=_("Beslutningen med udgaver, opfølgninger, svar og hændelser."),
                action=action,
            ),
        )
    )
