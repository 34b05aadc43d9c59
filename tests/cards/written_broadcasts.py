"""The cards on a broadcast before it is sent, with little and with much in them."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import cards.broadcasts.approving as approving
import cards.broadcasts.audience as audience
import cards.broadcasts.channels as channels
import cards.broadcasts.choosing_time as choosing_time
import cards.broadcasts.introducing as introducing
import cards.broadcasts.segments as segments
import cards.broadcasts.sending as sending
import cards.broadcasts.writing as writing
from bot.broadcasts.values import REASON_LENGTH, Content, Member, Phase, Plan, Recipients
from bot.delivery.values import Reach, TeamChannel
from bot.messages import Card
from bot.people.values import Audience, Choice, Choices, Level, Segment
from bot.preferences.values import LONGEST_INTRODUCTION
from cards.approving import not_returned
from tests.cards.sent_broadcasts import (
    ADA,
    BROADCAST,
    HEAVY,
    LARGEST,
    LITTLE,
    LONGEST_NAMED,
    MUCH,
    NOW,
)

DRAFT = replace(LARGEST, content=MUCH, published=None, corrected_at=None, number=None)
HEAVY_DRAFT = replace(DRAFT, content=HEAVY)
CORRECTED = replace(LARGEST, phase=Phase.SENT)
DIRECTORS = [replace(LONGEST_NAMED, id=UUID(int=number)) for number in range(2, 9)]
RECIPIENTS = Recipients({Reach.REACHABLE: 280, Reach.UNTRIED: 1, Reach.BLOCKED: 6}, 1.26)
FEW = Recipients({Reach.REACHABLE: 1}, 0)
AT_ONCE = Plan(FEW, False, (), NOW + timedelta(seconds=30), False)
APPROVED_FIRST = Plan(RECIPIENTS, True, tuple(DIRECTORS), NOW + timedelta(days=1), True)
ERRORS = dict.fromkeys(
    ("sender_id", "title", "text", "link_title", "link", "useful_until"), "Det er *galt*."
)
CHANNEL = TeamChannel("19:a@thread.tacv2", "19:b@thread.tacv2", "Ledere", "Nyt fra *direktionen*")
LONGEST_CHANNEL = TeamChannel("19:" + "c" * 297, "19:d", "Å" * 300, "Ø" * 300)
IN_CHANNEL = replace(BROADCAST, audience=None, channel=CHANNEL)
IN_LONGEST = replace(HEAVY_DRAFT, audience=None, segment="", channel=LONGEST_CHANNEL)
SEGMENT = Segment(UUID(int=11), "Alle *chefer*", Audience((), (Level.CHEF,), ()), ADA.id, NOW, NOW)


def written_broadcasts() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _writing() | _audience() | _sending() | _approval()


def _writing() -> dict[str, Card]:
    filled = writing.SaveBroadcast.filled_with
    too_long = replace(MUCH, title="Æ" * 240, text="ø" * writing.ROOM)
    draft = filled(too_long, broadcast_id=DRAFT.id, revision=7)
    heavy = replace(HEAVY, text="😀" * (writing.ROOM // 2))  # clients count two for each
    titled = replace(DRAFT, phase=Phase.AWAITING, approver=LONGEST_NAMED, author=LONGEST_NAMED)
    listed = [replace(CORRECTED, phase=phase) for phase in Phase if phase is not Phase.DISCARDED]
    return {
        "new broadcast": writing.form(filled(Content()), [ADA]),
        "the largest broadcast form": writing.form(draft, DIRECTORS, errors=ERRORS),
        "the heaviest broadcast form": writing.form(
            filled(heavy, broadcast_id=DRAFT.id, revision=7), DIRECTORS, errors=ERRORS
        ),
        "broadcast form beside another's": writing.form(
            filled(heavy, broadcast_id=DRAFT.id, revision=7),
            DIRECTORS,
            meanwhile="Den er *ændret*.",
            theirs=HEAVY,
        ),
        "correction form": writing.correction(filled(LITTLE, broadcast_id=DRAFT.id, revision=7)),
        "the largest correction form": writing.correction(draft, errors=ERRORS),
        "new broadcast not saved": writing.not_saved(),
        "no drafts": writing.drafts([], offset=0, total=0, now=NOW),
        "a draft": writing.drafts([BROADCAST], offset=0, total=1, now=NOW),
        "many drafts": writing.drafts([titled] * writing.PAGE, offset=5, total=40, now=NOW),
        "nothing sent": writing.sent([], offset=0, total=0, now=NOW),
        "many sent": writing.sent(listed[: writing.PAGE], offset=5, total=4000, now=NOW),
    }


def _audience() -> dict[str, Card]:
    few = Choices((Choice("Børn", 1),), (Choice(Level.LEDER, 1),), ())
    many = Choices(
        tuple(Choice(f"{'Å' * 200}/{number}{'Ø' * 200}", 100) for number in range(400)),
        tuple(Choice(level, 1000) for level in Level),
        tuple(Choice(f"{number}{'Æ' * 90}", 100) for number in range(400)),
    )
    many_saved = [replace(SEGMENT, id=UUID(int=one), name=f"{one}{'Å' * 90}") for one in range(99)]
    members = [
        Member(replace(ADA, name="Å" * 100, unit="Æ" * 100), Reach.BLOCKED, NOW)
        for _number in range(audience.PAGE)
    ]
    everyone = Audience()
    many_units = Audience(("Å" * 150,) * 100, tuple(Level), ("Ø" * 100,) * 40)
    return {
        "audience": audience.choice(BROADCAST, few, [], 1),
        "the largest audience": audience.choice(
            DRAFT, many, many_saved, 100_000, error="Vælg *igen*."
        ),
        "audience in place of a channel": audience.choice(
            IN_LONGEST, few, [], 1, said=channels.channel_gone(LONGEST_CHANNEL)
        ),
        "no channels": channels.choice(BROADCAST, [], offset=0, total=0),
        "channels": channels.choice(IN_CHANNEL, [CHANNEL], offset=0, total=1),
        "the largest channels": channels.choice(
            IN_LONGEST,
            [replace(LONGEST_CHANNEL, id=f"{one:0300}") for one in range(channels.PAGE)],
            offset=15,
            total=100,
            error="Vælg *en*.",
        ),
        "names": audience.names(
            BROADCAST,
            everyone,
            FEW,
            [Member(ADA, Reach.REACHABLE, None)],
            offset=0,
            unreachable=False,
        ),
        "no names": audience.names(BROADCAST, everyone, FEW, [], offset=0, unreachable=True),
        "the longest names": audience.names(
            DRAFT, everyone, RECIPIENTS, members, offset=40, unreachable=False
        ),
        "the longest unreachable": audience.names(
            DRAFT,
            everyone,
            Recipients({Reach.BLOCKED: 100}, 0),
            members,
            offset=40,
            unreachable=True,
        ),
        "name segment": audience.name_segment(BROADCAST),
        "name segment again": audience.name_segment(DRAFT, name="Å" * 100, error="Taget."),
        "no segments": segments.segments([], offset=0, total=0),
        "segments": segments.segments([(SEGMENT, 1)] * 5, offset=5, total=11),
        "the largest segments": segments.segments(
            [(replace(SEGMENT, audience=many_units), 1)] * 5, offset=5, total=11
        ),
        "rename segment": segments.rename_segment(SEGMENT, name="", error="Skriv et navn."),
        "segment removed": segments.segment_removed(SEGMENT),
    }


def _sending() -> dict[str, Card]:
    nobody = replace(APPROVED_FIRST, approvers=())
    return {
        "before sending": sending.preview(BROADCAST, AT_ONCE, now=NOW),
        "the largest before sending": sending.preview(
            DRAFT, APPROVED_FIRST, now=NOW, said="Gemt.", errors={"approver": "Vælg en."}
        ),
        "the heaviest before sending": sending.preview(
            HEAVY_DRAFT, APPROVED_FIRST, now=NOW, said="Gemt.", errors={"approver": "Vælg en."}
        ),
        "before somebody else asks": sending.preview(DRAFT, nobody, now=NOW),
        "before sending in a channel": sending.preview(IN_CHANNEL, AT_ONCE, now=NOW),
        "the heaviest before sending in a channel": sending.preview(
            IN_LONGEST, APPROVED_FIRST, now=NOW, said="Gemt.", errors={"approver": "Vælg en."}
        ),
        "before correcting": sending.correction_preview(CORRECTED, AT_ONCE, reached=1, now=NOW),
        "the largest before correcting": sending.correction_preview(
            replace(CORRECTED, content=MUCH),
            APPROVED_FIRST,
            reached=100_000,
            now=NOW,
            errors={"approver": "Vælg en."},
        ),
        "hurry": sending.hurry(
            DRAFT, APPROVED_FIRST, now=NOW, reason="æ" * REASON_LENGTH, error="Skriv hvorfor."
        ),
        "the largest hurry": sending.hurry(
            HEAVY_DRAFT, APPROVED_FIRST, now=NOW, reason="æ" * REASON_LENGTH, said="Ændret."
        ),
        "time": choosing_time.choose_time(BROADCAST, day=None, at=None),
        "time again": choosing_time.choose_time(
            replace(DRAFT, send_at=NOW),
            day=date(2026, 3, 29),
            at=time(2, 30),
            errors={"day": "Vælg.", "at": "Findes ikke."},
        ),
        "confirmed": sending.handed_over(
            replace(BROADCAST, number=1, starts_at=NOW + timedelta(days=1)), now=NOW
        ),
        "confirmed in a channel": sending.handed_over(replace(IN_CHANNEL, number=1), now=NOW),
        "asked": sending.handed_over(replace(DRAFT, approver=LONGEST_NAMED), now=NOW),
        "corrected": sending.handed_over(CORRECTED, now=NOW),
        "discarded": sending.discarded(DRAFT.id, MUCH.title),
        "gone": sending.gone(),
        "introduction": introducing.introduction(None, ""),
        "the longest introduction": introducing.introduction(
            LONGEST_NAMED, "*æ" * (LONGEST_INTRODUCTION // 2)
        ),
    }


def _approval() -> dict[str, Card]:
    comment = "æ" * REASON_LENGTH
    in_own_name = replace(BROADCAST, sender=ADA)
    return {
        "approval": approving.approval(in_own_name, AT_ONCE, revision=1, now=NOW),
        "the largest approval": approving.approval(
            DRAFT, APPROVED_FIRST, revision=7, now=NOW, comment=comment, error="Skriv hvorfor."
        ),
        "the heaviest approval": approving.approval(
            HEAVY_DRAFT,
            APPROVED_FIRST,
            revision=7,
            now=NOW,
            comment=comment,
            error="Skriv hvorfor.",
        ),
        "the heaviest approval in a channel": approving.approval(
            IN_LONGEST, APPROVED_FIRST, revision=7, now=NOW, comment=comment
        ),
        "approval of a correction": approving.approval(
            replace(CORRECTED, content=MUCH), APPROVED_FIRST, revision=7, now=NOW
        ),
        "approved, and shown elsewhere": approving.approved(DRAFT),
        "returned": approving.OUTCOMES.returned(DRAFT, comment, by="Å" * 200),
        "void": approving.OUTCOMES.void(DRAFT),
        "not returned": not_returned(comment),
        "taken back": approving.taken_back(DRAFT),
        "came back": approving.OUTCOMES.came_back(DRAFT, comment, by="Å" * 200),
        "not approved in time": approving.not_approved_in_time(replace(DRAFT, send_at=NOW)),
        "not approved": approving.not_approved_in_time(CORRECTED),
        "hurried": approving.hurried(replace(HEAVY_DRAFT, number=100_000), by="Å" * 200, now=NOW),
        "hurry undone": approving.hurried(BROADCAST, by="Ada", now=NOW),
    }
