"""The cards of follow-ups and themes, with little and with much in them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import cards.decisions.deed_forms as forms
import cards.decisions.follow_ups as lists
import cards.decisions.following_up as following
import cards.decisions.themes as themes
from bot.decisions.following.followed import Followed, Outlook, Reported, ThemePage, Which
from bot.decisions.values import (
    BODY_LENGTH,
    DEED_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    THEME_LENGTH,
    TITLE_LENGTH,
    Content,
    Decision,
    FollowUp,
    Phase,
    State,
)
from bot.messages import Card
from bot.people.values import Audience, Level, Person, Role
from cards.decisions.choosing import MOST_CHOICES, Naming
from cards.decisions.owning import no_longer_owned, owned
from cards.decisions.reviewing import to_review

NOW = datetime(2026, 3, 13, 8, tzinfo=UTC)
LIN = Person(
    id=UUID(int=1),
    name="Lin Lærke",
    email="lin@kommune.example",
    title="Dagtilbudsleder",
    unit="Børn og unge/Dagtilbud",
    level=Level.LEDER,
    role=Role.MANAGER,
    groups=(),
    language=None,
)
LONGEST = replace(
    LIN, name="Å" * 60, title="æ" * 60, unit="ø" * 120, email=f"{'a' * 60}@kommune.example"
)
ADA = replace(LIN, id=UUID(int=2), name="Ada *Atlas*", role=Role.DIRECTORATE)


def followed_decisions() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    one = _followed()
    late = _followed(due_on=date(2026, 3, 1), state=State.DELAYED, reason="Vi *venter*")
    nobody = _followed(owner=None, who="HR-chefen (konst.)", due_on=None)
    gone = _followed(owner=replace(LIN, active=False), state=State.UNDER_WAY)
    done = _followed(state=State.DONE)
    longest = _followed(
        what="æ" * DEED_LENGTH,
        reason="ø" * REASON_LENGTH,
        state=State.DELAYED,
        owner=LONGEST,
        title="å" * TITLE_LENGTH,
    )
    reports = [Reported(State.DELAYED, "ø" * REASON_LENGTH, date(2026, 6, 1), NOW, LONGEST)] * 20
    return {
        "reminder of follow-ups": following.reminder([one], now=NOW),
        "the longest reminder of follow-ups": following.reminder(
            [longest] * 9 + [replace(longest, follow_up=done.follow_up)] * 9, now=NOW
        ),
        "reminder of reviews": following.reminder(
            [], *to_review([one.decision, longest.decision] * 5, now=NOW), now=NOW
        ),
        "reminder of follow-ups that are new": following.reminder([one, late], new=2, now=NOW),
        "a decision that somebody owns": owned(one.decision),
        "the longest decision that somebody owns": owned(longest.decision),
        "a decision that is nobody's": no_longer_owned(longest.decision),
        "reminder of what is done": following.reminder([done], now=NOW),
        "reminder of nothing": following.reminder([], now=NOW),
        "no follow-ups of mine": following.mine([], offset=0, now=NOW),
        "my follow-ups": following.mine([late, one, nobody, done], offset=0, said="Tak", now=NOW),
        "my longest follow-ups": following.mine([longest] * 13, offset=4, now=NOW),
        "a follow-up": following.one(one, [], seen_by=LIN, now=NOW),
        "a follow-up of somebody who left": following.one(gone, [], seen_by=ADA, now=NOW),
        "a follow-up that is done": following.one(done, reports[:1], seen_by=ADA, now=NOW),
        "the longest follow-up": following.one(longest, reports, seen_by=ADA, said="å", now=NOW),
        "delay of a follow-up": forms.delay_form(one, now=NOW),
        "delay of a follow-up with errors": forms.delay_form(
            longest,
            forms.Delay(one.follow_up.id, 1, "æ" * 2 * REASON_LENGTH),
            errors={"reason": "For *langt*", "due_on": "Vælg en ny frist."},
            said="Ændret imens",
            now=NOW,
        ),
        "owner of a follow-up": forms.owner_form(nobody, Naming(), [LIN], now=NOW),
        "owner of a follow-up with errors": forms.owner_form(
            longest,
            Naming(LIN.id, "Å" * 100, {"named": "Ingen *hedder* det", "person_id": "Vælg en"}),
            [LONGEST] * (MOST_CHOICES + 5),
            said="Jeg fandt flere",
            now=NOW,
        ),
        "no follow-ups": lists.follow_ups(
            [], Outlook(0, 0, 0), which=Which.OPEN, offset=0, total=0, now=NOW
        ),
        "no late follow-ups": lists.follow_ups(
            [], Outlook(1, 0, 0), which=Which.OVERDUE, offset=0, total=0, now=NOW
        ),
        "follow-ups": lists.follow_ups(
            [late, one, nobody, gone],
            Outlook(4, 1, 2),
            which=Which.OPEN,
            offset=0,
            total=4,
            now=NOW,
        ),
        "the longest follow-ups": lists.follow_ups(
            [longest] * 5, Outlook(5000, 17, 1), which=Which.OPEN, offset=5, total=5000, now=NOW
        ),
        "no themes": themes.themes([]),
        "themes": themes.themes([("Ledelse, *MED*", 12)], said="Vælg et tema."),
        "the longest themes": themes.themes([("æ" * THEME_LENGTH, 1000)] * 50),
        "theme": themes.theme(
            ThemePage("Ledelse", (one.decision, nobody.decision), 0, 2), seen_by=ADA, now=NOW
        ),
        "theme without decisions": themes.theme(ThemePage("*", (), 0, 0), seen_by=ADA, now=NOW),
        "the longest theme": themes.theme(
            ThemePage("æ" * THEME_LENGTH, (longest.decision,) * 4, 4, 1000), seen_by=ADA, now=NOW
        ),
    }


def some_decisions(number: int) -> list[Decision]:
    """So many decisions, for cards of other features."""
    return [_followed().decision] * number


def _followed(
    *,
    what: str = "Lav en *plan*",
    owner: Person | None = LIN,
    who: str = "",
    due_on: date | None = date(2026, 3, 20),
    state: State = State.OPEN,
    reason: str = "",
    title: str = "Fælles [kursus](x)",
) -> Followed:
    follow_up = FollowUp(
        id=UUID(int=8),
        decision_id=UUID(int=9),
        what=what,
        who=who,
        owner=owner,
        due_on=due_on,
        state=state,
        reason=reason,
        revision=1,
        reported_at=None if state is State.OPEN else NOW,
    )
    content = Content(
        title=title,
        text="æ" * TEXT_LENGTH,
        body="Å" * BODY_LENGTH,
        decided_on=date(2024, 6, 6),
        theme="Ledelse",
        review_on=date(2026, 3, 12),
    )
    decision = Decision(
        id=UUID(int=9),
        phase=Phase.CURRENT,
        revision=3,
        content=content,
        published=content,
        version=1,
        audience=Audience(),
        segment="",
        author=ADA,
        owner=owner,
        follow_ups=(follow_up,) * 10,
        answers=(),
        replaces=None,
        replaced_by=None,
        publication_id=None,
        is_confirmed=False,
        shown_in=UUID(int=7),
        found=None,
        changed_at=NOW,
        published_at=NOW,
        corrected_at=None,
        ended_at=None,
        ended_reason="",
    )
    return Followed(follow_up, decision)
