"""The cards on a decision until it is published, with little and with much in them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import cards.decisions.audience as audience
import cards.decisions.choosing as choosing
import cards.decisions.deeds as deeds
import cards.decisions.details as details
import cards.decisions.drafted as drafted
import cards.decisions.drafts as drafts
import cards.decisions.importing as importing
import cards.decisions.minutes as minutes_cards
import cards.decisions.writing as writing
from bot.decisions.from_minutes.imported import Became, Imported, ImportedDecision, Part
from bot.decisions.minutes.values import FoundDecision, FoundFollowUp, Minutes
from bot.decisions.values import (
    BODY_LENGTH,
    CASE_NUMBER_LENGTH,
    DEED_LENGTH,
    DISCUSSION_LENGTH,
    LINK_LENGTH,
    MEANING_LENGTH,
    MED_OUTCOME_LENGTH,
    MOST_FOLLOW_UPS,
    TEXT_LENGTH,
    THEME_LENGTH,
    TITLE_LENGTH,
    Content,
    Decision,
    Fault,
    FollowUp,
    Found,
    Phase,
    Reference,
    State,
)
from bot.messages import Card
from bot.people.values import Audience, Choice, Choices, Level, Segment
from tests.cards.sent_broadcasts import ADA, LONGEST_NAMED, NOW

TODAY = date(2026, 3, 3)
LITTLE = Content(title="Fælles *kursus*")
MUCH = Content(
    title="Æ" * TITLE_LENGTH,
    text="ø" * TEXT_LENGTH,
    meaning="å" * MEANING_LENGTH,
    to_discuss=("æ" * DISCUSSION_LENGTH,) * 2,
    body="Å" * BODY_LENGTH,
    decided_on=date(2026, 2, 26),
    holds_from=date(2026, 8, 1),
    case_number="Ø" * CASE_NUMBER_LENGTH,
    link="https://kommune.example/".ljust(LINK_LENGTH, "å"),
    theme="Æ" * THEME_LENGTH,
    owner_id=LONGEST_NAMED.id,
    review_on=date(2027, 2, 1),
    replaces_id=UUID(int=41),
    in_med=True,
    med_on=date(2026, 3, 20),
    med_outcome="ø" * MED_OUTCOME_LENGTH,
    open_to_all=False,
    answers_theme=UUID(int=42),
)
DEED = FollowUp(
    id=UUID(int=43),
    decision_id=UUID(int=40),
    what="Find et *lokale*",
    who="",
    owner=None,
    due_on=None,
    state=State.OPEN,
    reason="",
    revision=1,
    reported_at=None,
)
LONGEST_DEED = replace(
    DEED, what="æ" * DEED_LENGTH, who="Ø" * 200, owner=LONGEST_NAMED, due_on=date(2026, 5, 1)
)
DRAFT = Decision(
    id=UUID(int=40),
    phase=Phase.DRAFT,
    revision=1,
    content=LITTLE,
    published=None,
    version=None,
    audience=Audience(),
    segment="",
    author=ADA,
    owner=None,
    follow_ups=(),
    answers=(),
    replaces=None,
    replaced_by=None,
    publication_id=None,
    is_confirmed=False,
    shown_in=None,
    found=None,
    changed_at=NOW,
    published_at=None,
    corrected_at=None,
    ended_at=None,
    ended_reason="",
)
LARGEST = replace(
    DRAFT,
    phase=Phase.READY,
    content=MUCH,
    audience=Audience(("Å" * 150,) * 100, tuple(Level), ("Ø" * 100,) * 40),
    author=LONGEST_NAMED,
    owner=LONGEST_NAMED,
    follow_ups=(LONGEST_DEED,) * MOST_FOLLOW_UPS,
    publication_id=UUID(int=44),
    found=Found("Æ" * 300, "ø" * 20_000, "å" * 20_000, item="3" * 20, recommendation="æ" * 9000),
)
CORRECTED = replace(
    DRAFT, phase=Phase.CURRENT, published=replace(LITTLE, title="Før"), version=1, found=None
)
REFERENCES = tuple(
    Reference(UUID(int=number), "Ø" * TITLE_LENGTH, date(2026, 1, 1)) for number in range(20)
)
PEOPLE = tuple(replace(LONGEST_NAMED, id=UUID(int=number)) for number in range(20))
CHOICES = Choices(
    units=tuple(Choice(f"{'Å' * 60}/{number}", 7) for number in range(100)),
    levels=tuple(Choice(level, 3) for level in Level),
    groups=tuple(Choice(f"Ø{number}", 2) for number in range(40)),
)
SEGMENTS = [
    Segment(UUID(int=number), "Æ" * 100, Audience(), ADA.id, NOW, NOW) for number in range(30)
]
FOUND = FoundDecision(
    title="Fælles *kursus*",
    text="Godkendt.",
    body="Hovedudvalget",
    decided_on=date(2026, 2, 26),
    item="3",
    case_number="26/117",
    recommendation="Det *indstilles*, at kurset godkendes.",
    follow_ups=(FoundFollowUp("Find et *lokale*", "Lin", date(2026, 5, 1)),),
    passage="Beslutning\nGodkendt.",
)
LONGEST_FOUND = replace(
    FOUND,
    title="Æ" * 1000,
    text="ø" * 9000,
    recommendation="å" * 9000,
    body="Å" * 500,
    item="3" * 200,
    case_number="å" * 200,
    follow_ups=(FoundFollowUp("ø" * 900, "Æ" * 400, None),) * 3,
    passage="æ" * 30_000,
)
MINUTES = Minutes("Referat", "Hovedudvalget", date(2026, 2, 26), (FOUND,), ("Eventuelt",), (), ())
LONGEST_MINUTES = replace(
    MINUTES,
    decisions=(LONGEST_FOUND,) * 20,
    without=("Ø" * 500,) * 30,
    repeated=("3",) * 30,
    doubtful_dates=("31-02-2026",) * 30,
)


def decisions_in_making() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _writing() | _drafted() | _choosing() | _deeds() | _lists() | _minutes()


def _writing() -> dict[str, Card]:
    too_long = replace(
        MUCH,
        title="Æ" * 2 * TITLE_LENGTH,
        text="ø" * writing.ROOM,
        meaning="å" * writing.MEANING_ROOM,
        to_discuss=("æ" * writing.DISCUSSION_ROOM,) * 2,
        body="Å" * 2 * BODY_LENGTH,
    )
    filled = writing.SaveDecision.filled_with(replace(LARGEST, content=too_long))
    names = ("title", "text", "meaning", "body", "decided_on", "case_number", "link", "to_discuss")
    errors = dict.fromkeys(names, "Der er *9.999* tegn, og der er plads til færre.")
    found = LARGEST.found
    of_details = details.SaveDetails.filled_with
    themes = [(UUID(int=number), "Ø" * 200) for number in range(25)]
    return {
        "new decision": writing.form(writing.SaveDecision(0)),
        "decision not saved": writing.not_saved(),
        "decision form": writing.form(writing.SaveDecision.filled_with(DRAFT)),
        "the largest decision form": writing.form(
            filled, corrects=True, found=found, errors=errors, said="å" * 200, theirs=MUCH
        ),
        "decision details": details.form(of_details(DRAFT), LITTLE.title, []),
        "the largest decision details": details.form(
            of_details(LARGEST),
            MUCH.title,
            themes,
            errors=dict.fromkeys(("theme", "med_outcome"), "Der er *9.999* tegn."),
            said="å" * 200,
        ),
    }


def _drafted() -> dict[str, Card]:
    lacks = dict.fromkeys(("title", "text", "body", "decided_on"), Fault.MISSING)
    bare = drafted.Standing(None, None, "", lacks, publishes=True)
    whole = drafted.Standing(LONGEST_NAMED, REFERENCES[0], "Ø" * 300, {}, publishes=True)
    chefs = replace(whole, publishes=False)
    return {
        "decision draft": drafted.draft(DRAFT, bare, now=NOW),
        "decision draft, complete": drafted.draft(DRAFT, replace(bare, lacks={}), now=NOW),
        "a chef's decision draft": drafted.draft(DRAFT, chefs, now=NOW, said="Kladden er gemt."),
        "the largest decision draft": drafted.draft(LARGEST, whole, now=NOW, said="å" * 200),
        "decision on its way": drafted.draft(replace(LARGEST, is_confirmed=True), whole, now=NOW),
        "decision correction": drafted.draft(CORRECTED, whole, now=NOW),
        "decision without correction": drafted.draft(
            replace(CORRECTED, content=replace(LITTLE, title="Før")), whole, now=NOW
        ),
        "decision draft discarded": drafted.discarded(DRAFT.id, MUCH.title),
        "correction dropped": drafted.correction_dropped(DRAFT, 3),
    }


def _choosing() -> dict[str, Card]:
    naming = choosing.Naming(
        PEOPLE[0].id, "Å" * 100, dict.fromkeys(("person_id", "named"), "Vælg en *anden*.")
    )
    return {
        "decision owner": choosing.owner(DRAFT, choosing.Naming(), [], today=TODAY),
        "the largest decision owner": choosing.owner(
            LARGEST, naming, PEOPLE, today=TODAY, said="å" * 200
        ),
        "decision replaces": choosing.replaced(DRAFT, [], chosen=None),
        "the largest decision replaces": choosing.replaced(
            LARGEST,
            REFERENCES,
            chosen=REFERENCES[0].id,
            sought="å" * 100,
            said="å" * 200,
            error="Den gælder *ikke* længere.",
        ),
        "decision audience": audience.choice(DRAFT, Choices((), (), ()), [], 7, 7),
        "the largest decision audience": audience.choice(
            replace(LARGEST, audience=Audience(units=("Å" * 60,))),
            CHOICES,
            SEGMENTS,
            287,
            12,
            error="Vælg *mindst* én.",
        ),
    }


def _deeds() -> dict[str, Card]:
    undo = deeds.RestoreDeed(DRAFT.id, DEED.id)
    naming = choosing.Naming(PEOPLE[0].id, "Å" * 100, {"person_id": "Vælg en *anden*."})
    return {
        "no deeds": deeds.deeds(DRAFT, today=TODAY),
        "deeds": deeds.deeds(replace(DRAFT, follow_ups=(DEED,)), today=TODAY, undo=undo),
        "the most deeds": deeds.deeds(LARGEST, today=TODAY, said="å" * 200, undo=undo),
        "new deed": deeds.form(DRAFT, DEED.id, 0, deeds.Deed(), choosing.Naming(), [], today=TODAY),
        "the largest deed": deeds.form(
            LARGEST,
            DEED.id,
            3,
            deeds.Deed("æ" * 2 * DEED_LENGTH, "Ø" * 200, TODAY, error="Skriv *kortere*."),
            naming,
            PEOPLE,
            today=TODAY,
            said="å" * 400,
        ),
    }


def _lists() -> dict[str, Card]:
    many = [replace(LARGEST, id=UUID(int=number)) for number in range(drafts.MOST_CHOICES)]
    return {
        "no decision drafts": drafts.drafts([], offset=0, total=0, publishes=True, now=NOW),
        "a chef's decision drafts": drafts.drafts(
            [DRAFT, CORRECTED], offset=0, total=2, publishes=False, now=NOW
        ),
        "the largest decision drafts": drafts.drafts(
            many[: drafts.PAGE], offset=5, total=312, publishes=True, now=NOW
        ),
        "decisions to choose": drafts.choose_several([DRAFT], total=1),
        "the most decisions to choose": drafts.choose_several(
            many, total=312, chosen=[str(one.id) for one in many], error="Vælg *højst* 20."
        ),
    }


def _minutes() -> dict[str, Card]:
    file_id = UUID(int=50)
    of_it = replace(
        DRAFT, content=replace(LITTLE, text="Godkendt.", body="Hovedudvalget"), found=LARGEST.found
    )
    new = ImportedDecision(0, FOUND, Became.NEW, of_it)
    one = Imported("Referat *HU*.docx", MINUTES, (new,))
    longest = ImportedDecision(
        0, LONGEST_FOUND, Became.CHANGED, replace(LARGEST, publication_id=None), tuple(Part)
    )
    largest = Imported(
        "Æ" * 300,
        LONGEST_MINUTES,
        (longest, *(replace(longest, place=place) for place in range(1, 20))),
    )
    too_long = Imported(
        "Æ" * 300,
        replace(LONGEST_MINUTES, decisions=(LONGEST_FOUND,)),
        (
            replace(
                longest,
                became=Became.NEW,
                decision=replace(LARGEST, content=replace(MUCH, text=""), publication_id=None),
            ),
        ),
    )
    known = [
        replace(new, place=0, decision=CORRECTED, became=Became.UNCHANGED),
        replace(new, place=1, decision=replace(of_it, phase=Phase.DISCARDED), became=Became.GONE),
        replace(new, place=2),
    ]
    mixed = replace(one, minutes=replace(MINUTES, decisions=(FOUND,) * 3), decisions=tuple(known))
    return {
        "one decision found": importing.found(file_id, one, offset=0),
        "a decision that is too long": importing.found(file_id, too_long, offset=0),
        "some decisions known": importing.found(file_id, mixed, offset=0),
        "the most decisions found": importing.found(file_id, largest, offset=3, said="å" * 200),
        "no decisions found": minutes_cards.nothing_found("Æ" * 300, LONGEST_MINUTES),
        "decisions found and thrown away": importing.discarded(file_id, mixed),
        "minutes gone": importing.gone(),
    }
