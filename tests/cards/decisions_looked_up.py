"""The cards of the register, with little and with much in them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import cards.decisions.history as past
import cards.decisions.listing as listing
import cards.decisions.showing as showing
import cards.questions as questions
from bot.decisions.register.shelf import (
    SEARCH_LENGTH,
    AnsweredTheme,
    Choices,
    Filters,
    Page,
    Version,
    Which,
)
from bot.decisions.values import (
    ANSWER_LENGTH,
    BODY_LENGTH,
    CASE_NUMBER_LENGTH,
    DEED_LENGTH,
    DISCUSSION_LENGTH,
    MEANING_LENGTH,
    MED_OUTCOME_LENGTH,
    MOST_FOLLOW_UPS,
    QUESTION_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    THEME_LENGTH,
    TITLE_LENGTH,
    Answered,
    Content,
    Decision,
    FollowUp,
    Phase,
    Reference,
    State,
)
from bot.documents.values import DocumentKind, Hit, Passage, Tier
from bot.messages import Card
from bot.people.values import Audience, Level, Person, Role
from bot.questions.values import Answer
from cards.decisions.ways import ShowRegister

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
ADA = Person(
    id=UUID(int=1),
    name="Ada *Atlas*",
    email="ada@kommune.example",
    title="Kommunaldirektør",
    unit="Direktionen",
    level=Level.DIREKTION,
    role=Role.DIRECTORATE,
    groups=(),
    language=None,
)
LONGEST = replace(ADA, id=UUID(int=2), name="Å" * 200)
CONTENT = Content(
    title="Ét *fælles* kursus",
    text="Hovedudvalget godkendte <kurset>.",
    body="Hovedudvalget",
    decided_on=date(2026, 2, 26),
)
ONE = Decision(
    id=UUID(int=7),
    phase=Phase.CURRENT,
    revision=1,
    content=CONTENT,
    published=CONTENT,
    version=1,
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
    shown_in=UUID(int=8),
    found=None,
    changed_at=NOW,
    published_at=NOW,
    corrected_at=None,
    ended_at=None,
    ended_reason="",
)
MUCH = Content(
    title="Æ" * TITLE_LENGTH,
    text="😀\n" * (TEXT_LENGTH // 2),
    meaning="æ" * MEANING_LENGTH,
    to_discuss=("ø" * DISCUSSION_LENGTH,) * 2,
    body="Å" * BODY_LENGTH,
    decided_on=date(2026, 2, 26),
    holds_from=date(2026, 8, 1),
    case_number="2" * CASE_NUMBER_LENGTH,
    link="https://kommune.example/sag",
    theme="æ" * THEME_LENGTH,
    review_on=TODAY,
    in_med=True,
    med_on=TODAY,
    med_outcome="ø" * MED_OUTCOME_LENGTH,
    open_to_all=False,
)
DEED = FollowUp(
    id=UUID(int=9),
    decision_id=ONE.id,
    what="Æ" * DEED_LENGTH,
    who="",
    owner=LONGEST,
    due_on=date(2026, 3, 1),
    state=State.DELAYED,
    reason="å" * REASON_LENGTH,
    revision=2,
    reported_at=NOW,
)
OTHER = Reference(UUID(int=10), "Æ" * TITLE_LENGTH, TODAY)
LARGEST = replace(
    ONE,
    content=MUCH,
    published=MUCH,
    owner=LONGEST,
    audience=Audience(units=("Børn og unge/Dagtilbud",) * 3, groups=("MED",)),
    follow_ups=(DEED,) * MOST_FOLLOW_UPS,
    answers=(Answered(UUID(int=11), "æ" * QUESTION_LENGTH, "😀\n" * (ANSWER_LENGTH // 2), NOW),)
    * 9,
    replaces=OTHER,
    corrected_at=NOW,
)
REPLACED = replace(LARGEST, phase=Phase.REPLACED, replaced_by=OTHER, ended_at=NOW)
LAPSED = replace(ONE, phase=Phase.LAPSED, ended_at=NOW, ended_reason="Ingen *grund*")
FILTERS = Filters(Which.ENDED, "æ" * SEARCH_LENGTH, "Å" * BODY_LENGTH, "æ" * THEME_LENGTH, 2026)
CHOICES = Choices(
    tuple("Å" * (BODY_LENGTH - 1) + letter for letter in "abcdefgh"),
    tuple("æ" * (THEME_LENGTH - 1) + letter for letter in "abcdefgh"),
    tuple(range(2026, 2018, -1)),
)
THEME = AnsweredTheme("Mere *ro*", "Hvad skal vi stoppe med?")


def decisions_looked_up() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _listing() | _showing() | _quoted()


def _listing() -> dict[str, Card]:
    empty = {
        f"no decisions ({which.value})": listing.listing(
            Page((), 0, 0, Choices()), Filters(which), today=TODAY
        )
        for which in Which
    }
    nothing = Page((), 0, 0, CHOICES)
    return empty | {
        "no decisions about it": listing.listing(nothing, Filters(search="*ferie*"), today=TODAY),
        "no decisions chosen": listing.listing(nothing, Filters(year=2019), today=TODAY),
        "a decision in the register": listing.listing(
            Page((ONE,), 0, 1, Choices()), Filters(), today=TODAY
        ),
        "decisions in a channel": listing.listing(
            Page((ONE,), 0, 1, CHOICES), Filters(), today=TODAY, among_others=True
        ),
        "many decisions": listing.listing(
            Page((LARGEST,) * listing.PAGE, 5, 20_000, CHOICES), FILTERS, today=TODAY
        ),
        "nothing that holds for somebody new": listing.welcome([], 0, today=TODAY),
        "what holds for somebody new": listing.welcome([ONE], 1, today=TODAY),
        "much that holds for somebody new": listing.welcome([LARGEST] * 3, 40, today=TODAY),
    }


def _showing() -> dict[str, Card]:
    may = showing.May(publish=True, edit=True)
    draft = replace(ONE, phase=Phase.DRAFT, published=None, content=Content())
    versions = [Version(number, MUCH, LONGEST, NOW, LONGEST) for number in range(9, 0, -1)]
    back = ShowRegister.of(FILTERS, offset=5)

    def shown(one: Decision, **fields: object) -> Card:
        usual: dict[str, object] = {"may": may, "theme": None, "now": NOW}
        return showing.decision(one, **usual | fields)  # type: ignore[arg-type]

    return {
        "a decision": shown(ONE, may=showing.May()),
        "a decision among others": shown(ONE, may=showing.May(ask=False)),
        "a decision that isn't published": shown(draft),
        "the largest decision": shown(LARGEST, theme=THEME, back=back, said="Det er *gjort*."),
        "the largest replaced decision": shown(REPLACED, back=back),
        "a lapsed decision": shown(LAPSED),
        "a decision's whole text": showing.whole_text(LARGEST, offset=1),
        "nothing answered about a decision": showing.answers(ONE, offset=0),
        "much answered about a decision": showing.answers(LARGEST, offset=4),
        "a decision's only version": past.history(ONE, versions[-1:], offset=0),
        "a replaced decision's history": past.history(REPLACED, versions, offset=0),
        "the largest history of a decision": past.history(LARGEST, versions, offset=4),
    }


def _quoted() -> dict[str, Card]:
    passage = Passage(
        id=UUID(int=12),
        text="Kurset *godkendes*.",
        section=CONTENT.title,
        document=CONTENT.body,
        case_number="26/117",
        when=CONTENT.decided_on,
        kind=DocumentKind.DECISION,
    )
    hit = Hit(passage, passage.text)
    answer = Answer(UUID(int=13), "Hvad er besluttet?", Tier.SUGGESTED, (hit,), None)
    return {
        "the way to a quoted decision": questions.quoted_decision(ONE),
        "a quoted decision that was replaced": questions.quoted_decision(REPLACED),
        "suggested decisions": questions.suggestions(answer, {passage.id: LAPSED}),
        "chosen decision": questions.chosen(answer, hit, {passage.id: REPLACED}),
    }
