"""The cards of decisions as their receivers meet them, with little and with much in them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from bot.decisions.receivers.received import Change, Item, Offered, Received
from bot.decisions.values import (
    ANSWER_LENGTH,
    BODY_LENGTH,
    CASE_NUMBER_LENGTH,
    DISCUSSION_LENGTH,
    LINK_LENGTH,
    MEANING_LENGTH,
    MED_OUTCOME_LENGTH,
    MOST_PUBLISHED_AT_ONCE,
    QUESTION_LENGTH,
    REASON_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Answered,
    Content,
    Decision,
    Phase,
    Publication,
    PublicationPhase,
    Reference,
)
from bot.inquiries.values import TEXT_LENGTH as ASKED_LENGTH
from bot.inquiries.values import TITLE_LENGTH as ASKED_TITLE_LENGTH
from bot.inquiries.values import (
    Act,
    Inquiry,
    Kind,
    Listed,
    Opened,
    Own,
    ReceivedAnswer,
    Waiting,
    Which,
)
from bot.inquiries.values import Entry as Said
from bot.inquiries.values import Phase as Standing
from bot.messages import Card
from bot.people.values import Audience, Level, Role
from cards.decisions import answers, asking
from cards.decisions.corrected import corrected
from cards.decisions.received import preview, received, waiting_for_receipt
from cards.inquiries import inbox, notices, receipts
from cards.inquiries.answers import answer
from cards.inquiries.for_all import ForAll
from cards.inquiries.opened import opened
from cards.parts import card
from tests.cards.own_inquiries import ADA, FORM, HEAVY, filled_with

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
ODIN = replace(
    ADA,
    id=UUID(int=3),
    name="Odin *Ost* " + "Å" * 100,
    title="Chef",
    level=Level.CHEF,
    role=Role.MANAGER,
)
LITTLE = Content(
    title="Ét *fælles* kursus",
    text="Hovedudvalget godkendte kurset.",
    body="Hovedudvalget",
    decided_on=date(2026, 2, 26),
)
DECISION = Decision(
    id=UUID(int=4),
    phase=Phase.CURRENT,
    revision=1,
    content=LITTLE,
    published=LITTLE,
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
    shown_in=None,
    found=None,
    changed_at=NOW,
    published_at=NOW,
    corrected_at=None,
    ended_at=None,
    ended_reason="",
)
ASKED = Inquiry(
    id=UUID(int=7),
    kind=Kind.DECISION,
    theme=None,
    title="Ét *fælles* kursus",
    text="Gælder det *også* mig?",
    background="",
    asker=ADA,
    hidden=False,
    about=DECISION.id,
    phase=Standing.OPEN,
    asked_at=NOW,
    due_on=date(2026, 3, 6),
    revision=1,
    owner=ODIN,
)
ANSWER = Said(id=UUID(int=5), act=Act.ANSWERED, by=ODIN, at=NOW, text="Ja, *alle*.")


def received_decisions() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _received() | _corrected() | _answers() | _inquiries()


def _received() -> dict[str, Card]:
    little = Received(UUID(int=6), (Item(DECISION, LITTLE),), sent_at=NOW)
    asks = replace(little, asks_receipt=True)
    several = replace(asks, items=little.items * 2)
    many = replace(asks, items=(_item("æ"),) * MOST_PUBLISHED_AT_ONCE)
    ended = replace(DECISION, phase=Phase.LAPSED, ended_at=NOW, ended_reason="*Ikke* mere.")
    return {
        "received: a decision": received(little, now=NOW),
        "a decision with a receipt": received(asks, now=NOW),
        "an acknowledged decision": received(replace(asks, acknowledged_at=NOW), now=NOW),
        "a decision whose receipts are deleted": received(
            replace(asks, is_forgotten=True), now=NOW
        ),
        "received: a lapsed decision": received(
            replace(little, items=(Item(ended, LITTLE),)), now=NOW
        ),
        "received: what ended so long ago that nobody knows who got it": received(
            replace(little, items=()), now=NOW
        ),
        "a decision in a channel": received(replace(little, in_channel=True), now=NOW),
        "received: decisions in a channel": received(replace(many, in_channel=True), now=NOW),
        "received: decisions": received(several, now=NOW),
        **{
            f"the largest decision in {name}": received(
                replace(asks, items=(_item(letters),)), now=NOW
            )
            for name, letters in ({"Danish": "æ"} | HEAVY).items()
        },
        **{
            f"the most decisions in {name}": received(
                replace(asks, items=(_item(letters),) * MOST_PUBLISHED_AT_ONCE), now=NOW
            )
            for name, letters in ({"Danish": "æ"} | HEAVY).items()
        },
        "preview of a decision": preview(_publication(1), now=NOW),
        "preview of decisions": preview(_publication(MOST_PUBLISHED_AT_ONCE), now=NOW),
        "what waits for a receipt": card(
            "Husk at kvittere",
            *waiting_for_receipt([asks, several, *[many] * 12], reminder=True, now=NOW),
        ),
        "receipts among all that waits": card(
            "Det venter på dig", *waiting_for_receipt([asks], reminder=False, now=NOW)
        ),
    }


def _item(letters: str) -> Item:
    """A decision with all that there can be, in these letters."""
    content = Content(
        title=filled_with(letters, TITLE_LENGTH),
        text=filled_with(letters, TEXT_LENGTH),
        meaning=filled_with(letters, MEANING_LENGTH),
        to_discuss=(filled_with(letters, DISCUSSION_LENGTH),) * 2,
        body=filled_with(letters, BODY_LENGTH),
        decided_on=date(2026, 2, 26),
        holds_from=date(2026, 8, 1),
        case_number=filled_with(letters, CASE_NUMBER_LENGTH),
        link=f"https://kommune.example/{'x' * (LINK_LENGTH - 25)}",
        in_med=True,
        med_outcome=filled_with(letters, MED_OUTCOME_LENGTH),
    )
    answered = Answered(
        UUID(int=9), filled_with(letters, QUESTION_LENGTH), filled_with(letters, ANSWER_LENGTH), NOW
    )
    reference = Reference(UUID(int=8), filled_with(letters, TITLE_LENGTH), date(2025, 1, 1))
    decision = replace(
        DECISION,
        content=content,
        published=content,
        phase=Phase.CURRENT,
        owner=ODIN,
        answers=(answered,) * 9,
        replaces=reference,
        corrected_at=NOW,
        ended_at=NOW,
        ended_reason=filled_with(letters, REASON_LENGTH),
    )
    return Item(decision, content, asked_at=NOW)


def _publication(number: int) -> Publication:
    item = _item("æ")
    return Publication(
        id=UUID(int=6),
        phase=PublicationPhase.DRAFT,
        revision=1,
        decisions=(item.decision,) * number,
        corrects=True,
        tells=False,
        asks_receipt=True,
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


def _corrected() -> dict[str, Card]:
    def changed(letters: str) -> Item:
        long = filled_with(letters, TEXT_LENGTH)
        short = filled_with(letters, TITLE_LENGTH)
        return replace(
            _item(letters),
            changes=(
                Change("title", short, short),
                Change("body", filled_with(letters, BODY_LENGTH), ""),
                Change("holds_from", None, date(2026, 8, 1)),
                *(Change(field, long, long) for field in ("meaning", "text", "to_discuss")),
            ),
        )

    one = Received(UUID(int=6), (Item(DECISION, LITTLE),), asks_receipt=True, corrects=True)
    gone = replace(one.items[0], changes=(Change("meaning", "Før.", ""),))
    replaced = replace(DECISION, phase=Phase.REPLACED, ended_at=NOW)
    return {
        "a corrected decision": corrected(one, now=NOW),
        "a decision whose meaning was taken out": corrected(replace(one, items=(gone,)), now=NOW),
        "a corrected decision that is replaced": corrected(
            replace(one, items=(Item(replaced, LITTLE),)), now=NOW
        ),
        **{
            f"{number} corrected in {name}": corrected(
                replace(one, items=(changed(letters),) * number), now=NOW
            )
            for name, letters in ({"Danish": "æ"} | HEAVY).items()
            for number in (1, 20)
        },
    }


def _answers() -> dict[str, Card]:
    entry_id = UUID(int=5)
    little = Offered(DECISION, UUID(int=7), "Gælder det *mig*?", "Ja.")
    item = _item("æ")
    much = replace(little, decision=item.decision)
    filled = answers.Filled(
        "æ" * QUESTION_LENGTH * 4,
        "æ" * ANSWER_LENGTH,
        {"question": "Skriv *mindre*.", "answer": "Skriv noget."},
        said="Jeg har fjernet det, der lignede et CPR-nummer.",
    )
    return {
        "form of a question about a decision": asking.question_form(FORM, DECISION, None),
        "form of a question about a decision with an error": asking.question_form(
            FORM,
            item.decision,
            ODIN,
            text="æ" * ASKED_LENGTH * 2,
            error="For *langt*.",
            said="Nej.",
        ),
        "form of an answer for all": answers.form(
            FORM, entry_id, little, 1, answers.Filled("Gælder det?", "Ja.")
        ),
        "form of an answer for all with errors": answers.form(FORM, entry_id, much, 1_234, filled),
        "an answer for all": answers.shown(entry_id, much, item.decision.answers[0], 1_234),
        "an answer for all taken back": answers.taken_back(entry_id, item.decision),
    }


def _inquiries() -> dict[str, Card]:
    """The cards of inquiries, where one is about a decision."""
    settled = replace(ASKED, phase=Standing.ANSWERED, entries=(ANSWER,))
    longest = replace(
        ASKED, title="æ" * ASKED_TITLE_LENGTH, text="æ" * ASKED_LENGTH, entries=(ANSWER,) * 9
    )
    waiting = Own(ASKED, Standing.OPEN, owner=ODIN)
    return {
        "a question about a decision to its owner": notices.handed_over(ASKED, by_name="", now=NOW),
        "a question about a decision handed over": notices.handed_over(
            longest, by_name="Ada", now=NOW
        ),
        "a question about a decision, opened": opened(Opened(ASKED), by=ADA, now=NOW),
        "a question about a decision, opened by its owner": opened(
            Opened(longest), by=ODIN, now=NOW
        ),
        "an answered question about a decision": opened(
            Opened(settled), by=ADA, now=NOW, for_all=ForAll(may=True, is_shown=True)
        ),
        "an answered question about a decision to its owner": opened(
            Opened(settled), by=ODIN, now=NOW, for_all=ForAll(may=True)
        ),
        "questions about decisions in the inbox": inbox.inbox(
            [Listed(longest, 1)] * inbox.PAGE,
            Waiting(5, 1, date(2026, 3, 1)),
            which=Which.DECISIONS,
            number_of_page=0,
            total=5,
            now=NOW,
        ),
        "own question about a decision": receipts.standing(waiting, now=NOW, again=True),
        "own question about a decision overdue": receipts.standing(
            replace(waiting, inquiry=replace(longest, due_on=date(2026, 3, 1))), now=NOW
        ),
        "own question about a decision withdrawn": receipts.standing(
            replace(waiting, phase=Standing.WITHDRAWN), now=NOW, again=True
        ),
        "withdraw a question about a decision": receipts.withdraw_question(waiting, page=None),
        "an answer to a question about a decision": answer(
            ReceivedAnswer(Own(settled, Standing.ANSWERED, (ANSWER,), ODIN), ANSWER), now=NOW
        ),
        "an answer that is looked at again": answer(
            ReceivedAnswer(replace(waiting, thread=(ANSWER,)), ANSWER), now=NOW
        ),
    }
