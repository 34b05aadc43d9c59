"""How much the bot says by itself to a person: one gathered message a day, and two a week, at most.

What people do is not counted (broadcasts, answers, questions for a yes), nor is what is new in the
directorate's inbox: whoever sent it is promised an answer by a day.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, and_, case, func, or_, select

from bot.delivery.models import Message
from bot.delivery.values import State

# The kinds of which a message gathers what a day has, each with its subject. Their occasion is the
# day in Copenhagen, in ISO's form, which sorts as days do.
GATHERED = {
    "broadcasts.reminder": UUID(int=2),
    "decisions.reminder": UUID(int=2),
    "knowledge.reviews": UUID(int=5),
    "rounds.reminder": UUID(int=2),
}
MOST_IN_A_WEEK = 2

_WAITING = (State.HELD, State.QUEUED, State.SENDING)
_NEVER_CAME = (State.FAILED, State.CANCELLED, State.SETTLED)  # with nothing shown


def had_enough(kind: str, day: date) -> Select[UUID | None]:
    """Those who get no message of this kind on this day, in Copenhagen; ids of people.

    They had, or wait for, another gathered one that day, or two in the seven days until then. Nor
    does anybody get one who waits for an earlier one, as after a leave: it tells what is true when
    it comes. The day's own message of this kind isn't counted: whoever has it keeps it.
    """
    occasion, a_week_before = day.isoformat(), (day - timedelta(days=7)).isoformat()
    waits = and_(Message.shown == 0, Message.wanted > 0, Message.state.in_(_WAITING))
    came = or_(Message.shown > 0, Message.state.not_in(_NEVER_CAME))
    is_enough = or_(Message.occasion == occasion, waits)
    return (
        select(Message.person_id)
        .where(
            Message.kind.in_(GATHERED),
            Message.subject.in_(GATHERED.values()),
            or_(Message.kind != kind, Message.occasion != occasion),
            or_(waits, and_(came, Message.occasion > a_week_before)),
            Message.person_id.is_not(None),
        )
        .group_by(Message.person_id)
        .having(or_(func.count() >= MOST_IN_A_WEEK, func.max(case((is_enough, 1), else_=0)) == 1))
    )
