"""The cards of the figures, of what is stored about a person, and of how long it is kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import cards.own_data
import cards.retention
import cards.status
from bot.broadcasts.values import Phase as BroadcastPhase
from bot.delivery.values import Reach
from bot.documents.values import Tier, Wanted
from bot.inquiries.values import Act, Kind, Phase, Theme
from bot.messages import Card, Tone
from bot.own_data.values import (
    OwnAct,
    OwnBroadcast,
    OwnData,
    OwnDecision,
    OwnEntry,
    OwnFile,
    OwnInquiry,
    OwnMessage,
    OwnQuestion,
    OwnReceipt,
    OwnRound,
    OwnVerdict,
    OwnWork,
    Stored,
    Work,
)
from bot.people.values import Level, Person, Role
from bot.retention.values import Category, Deletion, Period, Retention, Suspension
from bot.rounds.values import TITLE_LENGTH, Participation
from bot.status.values import (
    Answers,
    Feedback,
    Inquiries,
    Lacks,
    OfUnit,
    Owed,
    Span,
    Status,
    Unanswered,
)
from bot.status.values import Theme as Place

WHEN = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
LONG = "Å*" * 250
ADA = Person(
    id=UUID(int=1),
    name="Ada *Atlas*",
    email="ada@kommune.example",
    title="Direktør",
    unit="Direktionen",
    level=Level.DIREKTION,
    role=Role.DIRECTORATE,
    groups=("MED",),
    language="da",
    object_id=UUID(int=7),
    away_until=date(2026, 5, 1),
)


def figures() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return {**_status(), **_retention(), **_own_data()}


def _status() -> dict[str, Card]:
    span = Span(date(2026, 1, 1), date(2026, 3, 31))
    nothing = Status(
        span=span,
        answers=Answers(0, 0, 0, 0, 0, 0, 0, 0),
        inquiries=Inquiries(dict.fromkeys(Kind, 0), 0, 0, 0, 0, 0, 0, None, timedelta(hours=10), 0),
        themes=(),
        lacks=Lacks((), 0, (), {}),
        feedback=Feedback(0, 0, 0),
        by_unit=None,
    )
    place = Place("Programmet *" + LONG[:280], "Sag · " + LONG[:480], 1234)
    much = Status(
        span=span,
        answers=Answers(12345, 281, 8000, 3000, 1200, 300, 1345, 99),
        inquiries=Inquiries(
            dict.fromkeys(Kind, 20),
            30,
            2,
            20,
            8,
            21,
            3,
            timedelta(hours=15),
            timedelta(hours=10),
            30,
        ),
        themes=(place,) * 10,
        lacks=Lacks(
            (Unanswered(("parkering", "rådhuset"), 7),) * 10, 12, (place,) * 10, {Wanted.TIME: 4}
        ),
        feedback=Feedback(100, 20, 15),
        by_unit=(*(OfUnit(f"Enhed *{number}*", 17) for number in range(12)), OfUnit(None, 9)),
        owed=(Owed(UUID(int=8), "Æ" * TITLE_LENGTH, WHEN.date(), 1),) * 4,
    )
    wrong = dict.fromkeys(("first", "last"), "Vælg en *dag*.")
    return {
        "status of nothing": cards.status.status(nothing),
        "status": cards.status.status(much),
        "status with few in each unit": cards.status.status(replace(much, by_unit=())),
        "choice of a time": cards.status.span_form(cards.status.ShowStatus(), span),
        "choice of a time with errors": cards.status.span_form(
            cards.status.ShowStatus("own", WHEN.date(), WHEN.date()), span, errors=wrong
        ),
    }


def _retention() -> dict[str, Card]:
    nothing = Retention({}, None)
    period = Period(Category.QUESTIONS, 12, LONG, ADA, WHEN)
    most = Retention(
        {category: replace(period, category=category) for category in Category},
        Suspension(LONG, ADA, WHEN),
        tuple(Deletion(WHEN, category, 1234) for category in Category),
    )
    empty = cards.retention.SavePeriod(Category.INQUIRIES)
    filled = cards.retention.SavePeriod(Category.QUESTIONS, "12", LONG)
    wrong = dict.fromkeys(("months", "basis"), "Skriv *hvorfor*.")
    asked = cards.retention.ConfirmPeriod(Category.PEOPLE, 1, LONG)
    return {
        "nothing is deleted": cards.retention.overview(nothing, now=WHEN),
        "everything has a period": cards.retention.overview(
            most, now=WHEN, said="Gemt.", error="Vælg noget."
        ),
        "period form": cards.retention.period_form(empty, decided=False),
        "period form with errors": cards.retention.period_form(filled, decided=True, errors=wrong),
        "period to confirm": cards.retention.confirmation(
            asked, before=WHEN.date(), suspended=True
        ),
        "suspension form": cards.retention.suspension_form(),
        "suspension form with an error": cards.retention.suspension_form(LONG, error="Hvorfor?"),
        "resumption": cards.retention.resumption(),
    }


def _own_data() -> dict[str, Card]:
    none: Stored[object] = Stored(0, ())
    nothing = OwnData(
        person=replace(ADA, role=Role.MANAGER, groups=(), object_id=None, away_until=None),
        changed_at=WHEN,
        reach=None,
        chats=0,
        questions=none,  # type: ignore[arg-type]
        inquiries=none,  # type: ignore[arg-type]
        entries=none,  # type: ignore[arg-type]
        verdicts=none,  # type: ignore[arg-type]
        receipts=none,  # type: ignore[arg-type]
        messages=none,  # type: ignore[arg-type]
        rounds=none,  # type: ignore[arg-type]
        broadcasts=none,  # type: ignore[arg-type]
        decisions=none,  # type: ignore[arg-type]
        work=none,  # type: ignore[arg-type]
        acts=none,  # type: ignore[arg-type]
        files=none,  # type: ignore[arg-type]
    )
    question = OwnQuestion(WHEN, LONG, Tier.SUGGESTED, ("Afsnit",), "Afsnit", Tone.LIKE, LONG)
    inquiry = OwnInquiry(
        WHEN, Kind.PROPOSAL, Theme.STOP, LONG[:100], LONG, LONG, True, Phase.OPEN, None
    )
    much = OwnData(
        person=ADA,
        changed_at=WHEN,
        reach=Reach.REACHABLE,
        chats=1,
        questions=Stored(1234, (question,) * 3),
        inquiries=Stored(20, (inquiry,) * 3),
        entries=Stored(
            15,
            (
                *tuple(OwnEntry(WHEN, act, LONG, own=True) for act in Act),
                OwnEntry(WHEN, Act.HANDED_OVER, "", own=False),
            ),
        ),
        verdicts=Stored(1, (OwnVerdict(WHEN),)),
        receipts=Stored(3, (OwnReceipt(WHEN, LONG),) * 3),
        messages=Stored(3, (OwnMessage(WHEN, "broadcasts.received"),) * 3),
        rounds=Stored(3, (OwnRound(WHEN, LONG, Participation.ANSWERED, True, (), True),)),
        broadcasts=Stored(3, tuple(OwnBroadcast(WHEN, LONG, one) for one in BroadcastPhase)),
        decisions=Stored(3, (OwnDecision(WHEN, LONG), OwnDecision(None, LONG))),
        work=Stored(20, tuple(OwnWork(WHEN, one, LONG) for one in Work)),
        acts=Stored(3, (OwnAct(WHEN, "broadcasts.send", LONG, 281),) * 3),
        files=Stored(1, (OwnFile(WHEN, "ledere.xlsx"),)),
    )
    period = Period(Category.QUESTIONS, 12, LONG, ADA, WHEN)
    today = date(2026, 3, 3)
    return {
        "own data of nobody who asked": cards.own_data.own_data(nothing, {}, today=today),
        "own data": cards.own_data.own_data(much, dict.fromkeys(Category, period), today=today),
    }
