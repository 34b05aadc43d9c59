"""The cards on a round until it opens, with little and with much in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import cards.pending
import cards.rounds.approving as approving
import cards.rounds.audience as audience
import cards.rounds.giving_up as giving_up
import cards.rounds.listing as listing
import cards.rounds.pasting as pasting
import cards.rounds.planning as planning
import cards.rounds.questions as questions
import cards.rounds.status as status
import cards.rounds.writing as writing
from bot.messages import Card
from bot.people.values import Audience, Choice, Choices, Level, Segment
from bot.rounds.values import (
    END_LENGTH,
    HELP_LENGTH,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    OPTION_LENGTH,
    QUESTION_LENGTH,
    THEME_LENGTH,
    TITLE_LENGTH,
    WHY_LENGTH,
    Content,
    ContentFault,
    Kind,
    Phase,
    Plan,
    Question,
    Round,
)
from cards.approving import not_returned
from tests.cards.sent_broadcasts import ADA, LONGEST_NAMED

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
LITTLE = Content(title="Års*mødet*", questions=(Question("one", Kind.TEXT, "Hvad *nu*?"),))
MUCH = Content(
    title="Æ" * TITLE_LENGTH,
    why="ø" * WHY_LENGTH,
    outcome_by=date(2026, 7, 30),
    questions=tuple(
        Question(
            f"{number:012}",
            kind,
            "å" * QUESTION_LENGTH,
            help="æ" * HELP_LENGTH,
            required=True,
            options=tuple(f"{one}".ljust(OPTION_LENGTH, "ø") for one in range(MOST_OPTIONS)),
            low="Å" * END_LENGTH,
            high="Æ" * END_LENGTH,
        )
        for number, kind in enumerate([*Kind, *Kind])
    ),
    theme="Ø" * THEME_LENGTH,
    opens_on=date(2026, 3, 6),
    opens_at=time(20),
    closes_on=date(2026, 7, 9),
    closes_at=time(12),
    in_med=True,
    med_on=date(2026, 7, 30),
    least_numbers=20,
    least_texts=30,
)
DRAFT = Round(
    id=UUID(int=8),
    phase=Phase.DRAFT,
    revision=1,
    content=LITTLE,
    audience=None,
    segment="",
    author=ADA,
    confirmed_by=None,
    approver=None,
    asked_at=None,
    opens=None,
    closes=None,
    copied_from=None,
    number=None,
    changed_at=NOW,
)
LARGEST = replace(
    DRAFT,
    content=MUCH,
    audience=Audience(("Å" * 150,) * 100, tuple(Level), ("Ø" * 100,) * 40),
    segment="Æ" * 100,
    author=LONGEST_NAMED,
    approver=LONGEST_NAMED,
    asked_at=NOW,
    opens=NOW + timedelta(days=1),
    closes=NOW + timedelta(days=9),
    number=287,
)
DIRECTORS = tuple(replace(LONGEST_NAMED, id=UUID(int=number)) for number in range(2, 9))
AT_ONCE = Plan(
    number=7,
    unreachable=0,
    needs_approval=False,
    approvers=(),
    opens=NOW + timedelta(seconds=30),
    delayed=False,
    keys_ready=True,
)
APPROVED_FIRST = replace(
    AT_ONCE, number=287, unreachable=6, needs_approval=True, approvers=DIRECTORS, delayed=True
)


def rounds_in_making() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _writing() | _questions() | _audience() | _planning() | _approval() | _status()


def _writing() -> dict[str, Card]:
    filled = writing.SaveRound.filled_with
    too_long = replace(MUCH, title="Æ" * 240, why="ø" * writing.ROOM)
    errors = dict.fromkeys(
        (
            "title",
            "why",
            "outcome_by",
            "opens_on",
            "opens_at",
            "closes_on",
            "closes_at",
            "theme",
            "least_numbers",
            "least_texts",
        ),
        "Det er *galt*.",
    )
    listed = [replace(LARGEST, phase=phase) for phase in Phase if phase is not Phase.DISCARDED]
    return {
        "where a round begins": writing.start([("empty", "", 0), ("safety", "Tryghed", 7)]),
        "round form": writing.form(filled(DRAFT)),
        "the largest round form": writing.form(
            filled(replace(LARGEST, content=too_long)),
            errors=errors,
            said="Den er *ændret*.",
            theirs=MUCH,
        ),
        "no rounds": listing.rounds([], offset=0, total=0, which="all", mine=False, now=NOW),
        "many rounds": listing.rounds(
            listed[: listing.PAGE], offset=5, total=4000, which="all", mine=True, now=NOW
        ),
        "round discarded": writing.discarded(DRAFT.id, "Års*mødet*", planning.KeepRound(DRAFT.id)),
        "round draft gone": planning.gone(),
    }


def _questions() -> dict[str, Card]:
    last = MUCH.questions[-2]
    errors = dict.fromkeys(("text", "help", "options", "low", "high"), "Det er *galt*.")
    forms = {
        f"question form ({one.kind})": questions.question_form(
            LARGEST,
            questions.SaveQuestion.filled_with(LARGEST, one),
            errors=errors,
            said="Ikke *gemt*.",
        )
        for one in MUCH.questions[: len(Kind)]
    }
    empty = replace(DRAFT, content=replace(LITTLE, questions=()))
    pasted = "ø" * pasting.PASTED_ROOM
    return forms | {
        "new question form": questions.question_form(
            DRAFT, questions.SaveQuestion.filled_with(DRAFT, Question("", Kind.CHOICE, ""))
        ),
        "no questions": questions.questions(empty, offset=0),
        "a question": questions.questions(DRAFT, offset=0, said="Gemt."),
        "the most questions": questions.questions(
            LARGEST,
            offset=MOST_QUESTIONS - questions.PAGE,
            said="»Hvad?« er *slettet*.",
            undo=questions.RestoreQuestion(LARGEST.id, 11, last),
        ),
        "pasting questions": pasting.pasting(DRAFT, revision=1),
        "pasting too much": pasting.pasting(
            LARGEST, revision=1, pasted=pasted, error="*For* langt"
        ),
    }


def _audience() -> dict[str, Card]:
    few = Choices((Choice("Børn", 1),), (Choice(Level.LEDER, 1),), ())
    many = Choices(
        tuple(Choice(f"{'Å' * 200}/{number}{'Ø' * 200}", 100) for number in range(400)),
        tuple(Choice(level, 1000) for level in Level),
        tuple(Choice(f"{number}{'Æ' * 90}", 100) for number in range(400)),
    )
    segments = [
        Segment(UUID(int=one), f"{one}{'Å' * 90}", Audience(), ADA.id, NOW, NOW)
        for one in range(99)
    ]
    people = [replace(ADA, name="Å" * 100, unit="Æ" * 100)] * audience.PAGE
    everyone = Audience()
    return {
        "who is invited": audience.choice(DRAFT, few, [], 287),
        "the largest choice of who is invited": audience.choice(
            LARGEST, many, segments, 10_000, error="Vælg *igen*."
        ),
        "nobody invited": audience.names(DRAFT, everyone, [], offset=0, total=0),
        "many invited": audience.names(LARGEST, everyone, people, offset=20, total=4000),
    }


def _planning() -> dict[str, Card]:
    missing = dict.fromkeys(
        ("why", "outcome_by", "closes_on", "closes_at", "opens_on", "opens_at", "questions"),
        ContentFault.MISSING,
    )
    invited = replace(DRAFT, audience=Audience())
    without_key = replace(AT_ONCE, keys_ready=False)
    return {
        "round plan": planning.plan(invited, AT_ONCE, {}, now=NOW),
        "the largest round plan": planning.plan(
            LARGEST, APPROVED_FIRST, {}, now=NOW, said="*Gemt*.", errors={"approver": "*Vælg*"}
        ),
        "round plan that only its author's reader can ask": planning.plan(
            invited, replace(APPROVED_FIRST, approvers=()), {}, now=NOW
        ),
        "round plan that lacks much": planning.plan(invited, AT_ONCE, missing, now=NOW),
        "round plan for nobody": planning.plan(invited, replace(AT_ONCE, number=0), {}, now=NOW),
        "round plan for few": planning.plan(invited, replace(AT_ONCE, number=4), {}, now=NOW),
        "round plan without a key": planning.plan(invited, without_key, {}, now=NOW),
        "round tried": planning.trial(DRAFT, page=0),
        "the largest page tried": planning.trial(LARGEST, page=1),
        "round tried to its end": planning.trial(DRAFT, page=1),
        "round confirmed": planning.confirmed(
            replace(LARGEST, phase=Phase.SCHEDULED, approver=None), now=NOW
        ),
        "round handed to an approver": planning.confirmed(LARGEST, now=NOW),
    }


def _approval() -> dict[str, Card]:
    asked = replace(LARGEST, phase=Phase.AWAITING)
    comment = "æ" * 600
    reasons = {
        f"round not opened ({why})": approving.not_opened(replace(LARGEST, phase=phase), why)
        for why, phase in (
            ("unapproved", Phase.DRAFT),
            ("late", Phase.DRAFT),
            ("few", Phase.DRAFT),
            ("key", Phase.SCHEDULED),
        )
    }
    return reasons | {
        "round to approve": approving.approval(
            replace(DRAFT, audience=Audience()), AT_ONCE, revision=1, now=NOW
        ),
        "the largest round to approve": approving.approval(
            asked, APPROVED_FIRST, revision=7, now=NOW, comment=comment, error="*For* langt"
        ),
        "round returned": approving.OUTCOMES.returned(LARGEST, comment, by=LONGEST_NAMED.name),
        "round changed meanwhile": approving.OUTCOMES.void(LARGEST),
        "round not returned": not_returned(comment),
        "round taken back": approving.taken_back(LARGEST),
        "round came back": approving.OUTCOMES.came_back(LARGEST, comment, by=LONGEST_NAMED.name),
        "rounds that wait for a yes": cards.pending.pending(
            receipts=[], approvals=[], rounds_to_approve=[asked], now=NOW
        ),
    }


def _status() -> dict[str, Card]:
    phases = {
        f"round status ({phase})": status.status(replace(LARGEST, phase=phase), 123, now=NOW)
        for phase in Phase
        if phase is not Phase.DISCARDED
    }
    late = replace(LARGEST, phase=Phase.OPEN, closes=NOW)
    closed = replace(LARGEST, phase=Phase.CLOSED)
    return phases | {
        "round status (some unread)": status.status(closed, 123, unread=2, now=NOW),
        "round status (key lost)": status.status(late, 123, waits_for_key=True, now=NOW),
        "giving a round up": giving_up.ask(late, 123),
        "giving a round up (once more)": giving_up.ask_once_more(late),
        "round status (not counted)": status.status(late, 123, now=NOW),
        "round status (few)": status.status(
            replace(LARGEST, phase=Phase.OPEN, number=9), 3, now=NOW
        ),
        "round status (thrown away)": status.thrown_away(),
    }
