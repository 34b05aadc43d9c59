"""The cards with which the directorate publishes decisions, with little and with much in them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import cards.afterwards as shared
import cards.decisions.afterwards as afterwards
import cards.decisions.approving as approving
import cards.decisions.ending as ending
import cards.decisions.planning as planning
from bot.approval import COMMENT_LENGTH
from bot.decisions.publication.accounted import Edited, Status
from bot.decisions.values import (
    BODY_LENGTH,
    CASE_NUMBER_LENGTH,
    DISCUSSION_LENGTH,
    MEANING_LENGTH,
    MOST_PUBLISHED_AT_ONCE,
    REASON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Content,
    Decision,
    Found,
    Phase,
    Plan,
    Publication,
    PublicationPhase,
    Reference,
)
from bot.delivery.standings import Account, InChannel, Line, Standing
from bot.delivery.values import Reason, TeamChannel
from bot.messages import Card
from bot.people.values import Audience, Level
from cards.decisions.publications import publications
from cards.decisions.status import status
from cards.decisions.word_for_word import word_for_word
from tests.cards.received_decisions import DECISION
from tests.cards.sent_broadcasts import ADA, LONGEST_NAMED

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
CHANNEL = TeamChannel("19:a@thread.tacv2", "19:t@thread.tacv2", "Ledere *Æ*", "Nyt " + "å" * 200)
DRAFT = replace(DECISION, phase=Phase.DRAFT, published=None, version=None)
PUBLICATION = Publication(
    id=UUID(int=6),
    phase=PublicationPhase.DRAFT,
    revision=1,
    decisions=(DRAFT,),
    corrects=False,
    tells=False,
    asks_receipt=False,
    to_people=True,
    channel=None,
    author=ADA,
    approver=None,
    asked_at=None,
    confirmed_by=None,
    number=None,
    starts_at=None,
    ended_at=None,
    remind_at=None,
    changed_at=NOW,
)
AT_ONCE = Plan(281, {DRAFT.id: 281}, 0, False, (), NOW + timedelta(seconds=30), False)


def published_decisions() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _plans() | _approvals() | _statuses() | _afterwards() | _endings()


def _without_meaning(publication: Publication) -> Publication:
    decisions = [
        replace(one, content=replace(one.content, meaning="")) for one in publication.decisions
    ]
    return replace(publication, decisions=tuple(decisions))


def _plans() -> dict[str, Card]:
    many = _largest(MOST_PUBLISHED_AT_ONCE)
    approved = _approved_first(many)
    correction = _correction(1)
    errors = dict.fromkeys(("approver", "to_people", "channel", "decision"), "*Vælg* noget.")
    nobody = replace(approved, approvers=())
    return {
        "plan of a decision": planning.plan(PUBLICATION, AT_ONCE, channels=[], now=NOW),
        "plan of the most decisions": planning.plan(
            many, approved, channels=[CHANNEL] * 40, now=NOW, said="**Gemt.**", errors=errors
        ),
        "plan of the most decisions without a meaning": planning.plan(
            _without_meaning(many), approved, channels=[CHANNEL] * 40, now=NOW, errors=errors
        ),
        "plan that only oneself could approve": planning.plan(
            PUBLICATION, nobody, channels=[], now=NOW
        ),
        "plan of a correction": planning.plan(
            correction, _approved_first(correction), channels=[CHANNEL], now=NOW
        ),
        "plan of a publication in a channel": planning.plan(
            replace(PUBLICATION, to_people=False, channel=CHANNEL),
            AT_ONCE,
            channels=[CHANNEL],
            now=NOW,
        ),
        "the largest decision word for word": word_for_word(_correction(3), 1),
        "publication confirmed": planning.handed_over(
            replace(
                PUBLICATION,
                phase=PublicationPhase.SCHEDULED,
                number=281,
                starts_at=NOW + timedelta(seconds=30),
            ),
            now=NOW,
        ),
        "publication sent for approval": planning.handed_over(_awaiting(many), now=NOW),
        "publication thrown away": planning.discarded(many),
        "publication gone": planning.gone(),
    }


def _approvals() -> dict[str, Card]:
    comment = "æ" * COMMENT_LENGTH
    one, many, correction = (
        _awaiting(found)
        for found in (_largest(1), _largest(MOST_PUBLISHED_AT_ONCE), _correction(1))
    )
    outcomes = approving.OUTCOMES
    return {
        "decision to approve": approving.approval(
            _awaiting(PUBLICATION), AT_ONCE, revision=1, now=NOW
        ),
        **{
            f"{name} to approve": approving.approval(
                found,
                _approved_first(found),
                revision=7,
                now=NOW,
                comment=comment,
                error="*For* langt",
            )
            for name, found in (
                ("the largest decision", one),
                ("the most decisions", many),
                ("the largest correction", correction),
            )
        },
        "publication returned": outcomes.returned(many, comment, by=LONGEST_NAMED.name),
        "publication changed meanwhile": outcomes.void(one),
        "publication came back": outcomes.came_back(one, comment, by=LONGEST_NAMED.name),
        "publication taken back": approving.taken_back(one),
        "publication not approved": approving.not_approved(one),
    }


def _statuses() -> dict[str, Card]:
    found: dict[str, Card] = {}
    for phase in PublicationPhase:
        small = _status(replace(PUBLICATION, phase=phase, starts_at=NOW, number=281))
        large = _status(replace(_largest(20), phase=phase, remind_at=NOW), every_standing=True)
        found[f"status of a {phase.value} publication"] = status(small, now=NOW)
        found[f"status of the largest {phase.value} publication"] = status(large, now=NOW)
    stopped = replace(_largest(20), phase=PublicationPhase.PUBLISHED, starts_at=NOW, ended_at=NOW)
    found["status of a stopped publication"] = status(
        _status(stopped, every_standing=True), now=NOW
    )
    correction = replace(_correction(1), phase=PublicationPhase.PUBLISHED, tells=True)
    found["status of a correction"] = status(_status(correction, every_standing=True), now=NOW)
    page = [_status(one) for one in (PUBLICATION, _correction(1), *(_largest(20),) * 3)]
    found["no publications"] = publications([], offset=0, total=0, now=NOW)
    found["publications"] = publications(page, offset=5, total=12, now=NOW)
    return found


def _afterwards() -> dict[str, Card]:
    small = _status(replace(PUBLICATION, phase=PublicationPhase.PUBLISHED))
    large = _status(replace(_largest(20), channel=CHANNEL), every_standing=True)
    line = Line(1, LONGEST_NAMED, Standing.UNCERTAIN, None, None, NOW, NOW)
    about, reminded = afterwards.sent(small), _status(replace(_largest(20), remind_at=NOW))
    channel = InChannel(1, Standing.ON_ITS_WAY, None, None, None)
    return {
        "publication to stop": afterwards.stop_question(replace(large, in_channel=channel)),
        "publication with nobody to stop it for": afterwards.stop_question(small),
        "publication stopped": afterwards.stopped(large),
        "correction stopped": afterwards.stopped(_status(_correction(1))),
        "publication to recall": afterwards.recall_question(large),
        "publication in a channel to recall": afterwards.recall_question(
            _status(replace(PUBLICATION, to_people=False, channel=CHANNEL))
        ),
        "publication recalled": afterwards.recalled(small),
        "who may have got decisions": afterwards.uncertain(large, [line] * 5),
        "nobody may have got decisions": afterwards.uncertain(small, []),
        "reminder of decisions": shared.reminder_form(about, day=date(2026, 3, 5)),
        "reminder of decisions with an error": shared.reminder_form(
            afterwards.sent(reminded), day=None, error="Vælg en dag."
        ),
        "reminder of decisions set": shared.reminder_set(afterwards.sent(reminded), now=NOW),
        "no reminder of decisions": shared.reminder_set(about, now=NOW),
    }


def _endings() -> dict[str, Card]:
    [largest] = _correction(1).decisions
    return {
        "decision to lapse": ending.lapse_form(DECISION),
        "the largest decision to lapse": ending.lapse_form(
            largest, reason="æ" * (REASON_LENGTH + 1), error="*For* langt"
        ),
        "decision lapsed": ending.lapsed(largest),
        "decision revived": ending.revived(largest),
    }


def _largest(number: int) -> Publication:
    """Drafts with all that there can be, that go to people and to a channel."""
    content = Content(
        title="æ*" * (TITLE_LENGTH // 2),
        text="æ" * TEXT_LENGTH,
        meaning="å" * MEANING_LENGTH,
        to_discuss=("ø" * DISCUSSION_LENGTH,) * 2,
        body="æ" * BODY_LENGTH,
        decided_on=date(2026, 2, 26),
        case_number="æ" * CASE_NUMBER_LENGTH,
        replaces_id=UUID(int=8),
        open_to_all=False,
    )
    reference = Reference(UUID(int=8), "ø" * TITLE_LENGTH, date(2025, 1, 1))
    found = Found("referat.pdf", "å" * 5000, "æ", "1")
    decisions = tuple(
        replace(
            DRAFT,
            id=UUID(int=100 + place),
            content=content,
            audience=Audience(levels=(Level.LEDER, Level.CHEF), units=("Æble/Ørred " * 8,) * 5),
            replaces=reference,
            found=found,
        )
        for place in range(number)
    )
    return replace(PUBLICATION, decisions=decisions, channel=CHANNEL, asks_receipt=True)


def _correction(number: int) -> Publication:
    """The same, of decisions that said as much before."""
    drafts = _largest(number)
    return replace(
        drafts,
        decisions=tuple(map(_published, drafts.decisions)),
        corrects=True,
        tells=True,
        channel=None,
    )


def _published(decision: Decision) -> Decision:
    before = replace(decision.content, text="ø" * TEXT_LENGTH, title="Før", body="Før", meaning="")
    return replace(decision, phase=Phase.CURRENT, published=before, version=1)


def _awaiting(publication: Publication) -> Publication:
    return replace(
        publication,
        phase=PublicationPhase.AWAITING,
        author=LONGEST_NAMED,
        approver=LONGEST_NAMED,
        asked_at=NOW,
    )


def _approved_first(publication: Publication) -> Plan:
    numbers = {one.id: 100_000 for one in publication.decisions}
    return Plan(100_000, numbers, 1_111, True, (LONGEST_NAMED,) * 6, NOW + timedelta(days=5), True)


def _status(publication: Publication, *, every_standing: bool = False) -> Status:
    reasons = {(standing, one): 1_111 for standing in Standing for one in Reason}
    many = 1_111 if every_standing else 0
    account = Account(
        Counter(dict.fromkeys(Standing, 1_111) if every_standing else {Standing.SENT: 281}),
        Counter(reasons if every_standing else {}),
        open_uncertain=many,
        edits=many,
        edits_failed=many,
    )
    return Status(
        publication,
        account,
        Edited(3 * many, many, many),
        asked=280,
        acknowledged=12,
        in_channel=InChannel(1, Standing.UNCERTAIN, None, None, NOW) if every_standing else None,
    )
