"""Every card of those who handle inquiries, with little and with much in it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import cards.pending
from bot.documents.values import Hit, Passage, Tier
from bot.inquiries.values import (
    ANSWER_LENGTH,
    BACKGROUND_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Act,
    Entry,
    Inquiry,
    Kind,
    Listed,
    Opened,
    Phase,
    Theme,
    Waiting,
    Which,
)
from bot.knowledge.values import ANSWER_LENGTH as SAVED_LENGTH
from bot.knowledge.values import QUESTION_LENGTH, Content, Knowledge
from bot.knowledge.values import Phase as Saved
from bot.messages import Card
from bot.people.values import Level, Person, Role
from bot.questions.values import Answer
from cards.inquiries import handling, inbox, notices
from cards.inquiries.deeds import Form
from cards.inquiries.handling import Filled
from cards.inquiries.opened import opened
from tests.cards.own_inquiries import HEAVY, filled_with

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
ADA = Person(
    id=UUID(int=2),
    name="Ada *Atlas* " + "Å" * 80,
    email="ada@kommune.example",
    title="Kommunaldirektør " + "Ø" * 60,
    unit="Direktionen/" + "Æ" * 60,
    level=Level.DIREKTION,
    role=Role.DIRECTORATE,
    groups=(),
    language=None,
    away_until=date(2026, 3, 9),
)
LIN = replace(ADA, id=UUID(int=3), name="Lin Lærke", title="Leder", role=Role.MANAGER)
LITTLE = Inquiry(
    id=UUID(int=7),
    kind=Kind.QUESTION,
    theme=None,
    title="",
    text="Hvem betaler for *vikaren*?",
    background="",
    asker=LIN,
    hidden=False,
    about=None,
    phase=Phase.OPEN,
    asked_at=NOW,
    due_on=date(2026, 3, 6),
    revision=1,
)
SAID = Entry(UUID(int=8), Act.ANSWERED, ADA, NOW, "*æ" * (ANSWER_LENGTH // 2), ADA, True)
MUCH = replace(
    LITTLE,
    kind=Kind.PROPOSAL,
    theme=Theme.STOP,
    title="æ" * TITLE_LENGTH,
    text="æ" * TEXT_LENGTH,
    background="æ" * BACKGROUND_LENGTH,
    asker=ADA,
    due_on=date(2026, 3, 1),
    owner=ADA,
    entries=(
        *(replace(SAID, act=act) for act in Act),
        replace(SAID, act=Act.FOLLOWED_UP, text="æ" * TEXT_LENGTH),
    ),
)
ANSWERED = replace(MUCH, phase=Phase.ANSWERED, kind=Kind.QUESTION, entries=(SAID, SAID))
SAVED = Knowledge(
    id=UUID(int=5),
    phase=Saved.CURRENT,
    content=Content("æ" * QUESTION_LENGTH, "æ" * SAVED_LENGTH),
    owner=None,
    review_on=None,
    inquiry_id=None,
    revision=1,
    changed_by=ADA,
    changed_at=NOW,
)


def handled_inquiries() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _inbox() | _opened() | _forms() | _notices()


def _inbox() -> dict[str, Card]:
    page = [Listed(MUCH, 9), *(Listed(LITTLE, 1) for _number in range(inbox.PAGE - 1))]
    nothing = Waiting(0, 0, None)
    return {
        "inbox": inbox.inbox(
            page,
            Waiting(1_234, 12, date(2026, 3, 1)),
            which=Which.OPEN,
            number_of_page=1,
            total=1_234,
            now=NOW,
        ),
        "empty inbox": inbox.inbox(
            [], nothing, which=Which.OPEN, number_of_page=0, total=0, now=NOW
        ),
        "settled lately": inbox.inbox(
            [Listed(ANSWERED, 1)],
            nothing,
            which=Which.SETTLED,
            number_of_page=0,
            total=1,
            now=NOW,
        ),
        "an inbox and inquiries that wait": cards.pending.pending(
            receipts=[],
            approvals=[],
            held=[MUCH] * 9,
            inbox=Waiting(12, 1, date(2026, 3, 1)),
            now=NOW,
        ),
    }


def _opened() -> dict[str, Card]:
    passage = Passage(UUID(int=9), "æ" * 600, "Baggrund", "Udviklingsforløb " + "æ" * 100)
    found = Answer(UUID(int=9), "Hvem?", Tier.SUGGESTED, (Hit(passage, "æ"),) * 3, None)
    hidden = replace(LITTLE, asker=None, hidden=True)

    def card(of: Opened, by: Person = ADA) -> Card:
        return opened(of, by=by, now=NOW)

    return {
        "an inquiry": card(Opened(LITTLE)),
        "an inquiry with a hidden name": card(Opened(hidden)),
        **{
            f"the largest inquiry in {name}": opened(
                _largest(letters), by=ADA, now=NOW, found=found, said="Du har den nu."
            )
            for name, letters in ({"Danish": "æ"} | HEAVY).items()
        },
        "an inquiry to its owner": card(Opened(replace(LITTLE, owner=LIN)), LIN),
        "an answered inquiry to its owner": card(Opened(replace(ANSWERED, owner=LIN)), LIN),
        "a reply": opened(
            Opened(replace(LITTLE, kind=Kind.REPLY)), by=ADA, now=NOW, broadcast="Års*mødet*"
        ),
        "an answered inquiry": card(Opened(ANSWERED)),
        "an inquiry whose answer is knowledge": opened(
            Opened(ANSWERED, saved=SAVED), by=ADA, now=NOW, kept=SAVED
        ),
        "a closed inquiry": card(
            Opened(replace(LITTLE, phase=Phase.CLOSED, entries=(replace(SAID, act=Act.CLOSED),)))
        ),
        "a merged inquiry": card(
            Opened(replace(LITTLE, phase=Phase.MERGED, merged_into=UUID(int=6)))
        ),
        "merge question": handling.merge_question(MUCH, Opened(MUCH)),
        "given back": handling.gave_back(MUCH),
        "not yours": handling.not_yours("æ" * 9_000),
        "not yours, with nothing written": handling.not_yours(""),
    }


def _largest(letters: str) -> Opened:
    """An inquiry with all that there can be, in these letters."""

    def filled(length: int) -> str:
        return filled_with(letters, length)

    said = replace(SAID, text=filled(ANSWER_LENGTH))
    much = replace(
        MUCH,
        title=filled(TITLE_LENGTH),
        text=filled(TEXT_LENGTH),
        background=filled(BACKGROUND_LENGTH),
        entries=(
            *(replace(said, act=act) for act in Act),
            replace(said, act=Act.FOLLOWED_UP, text=filled(TEXT_LENGTH)),
        ),
    )
    answered = replace(much, phase=Phase.ANSWERED, kind=Kind.QUESTION, entries=(said, said))
    similar = (Listed(answered, 2), Listed(replace(much, id=UUID(int=6)), 1))
    content = Content(filled(QUESTION_LENGTH), filled(SAVED_LENGTH))
    return Opened(much, (answered,) * 9, similar, replace(SAVED, content=content))


def _forms() -> dict[str, Card]:
    people = [replace(ADA, id=UUID(int=number)) for number in range(1, 40)]
    filled = Filled(
        text="æ" * ANSWER_LENGTH * 2,
        named="æ" * 100,
        person_id=UUID(int=3),
        errors=dict.fromkeys(("text", "named", "person_id"), "Skriv *mindre*."),
    )
    most = Opened(MUCH, (ANSWERED,) * 9)
    return {
        f"form to {which.value} {name}": handling.form(
            which, of, by=ADA, now=NOW, filled=with_, people=people, said=said
        )
        for which in Form
        for name, of, with_, said in (
            ("an inquiry", Opened(LITTLE), None, ""),
            ("the largest inquiry", most, filled, "æ" * 500),
        )
    }


def _notices() -> dict[str, Card]:
    handed = replace(SAID, act=Act.HANDED_OVER)
    taken_up = replace(SAID, id=UUID(int=8), act=Act.TAKEN_UP)
    replies = [(f"{number} {'æ' * 100}", number) for number in range(1, 9)]
    return {
        "inbox notice": notices.notice(
            Waiting(12, 3, date(2026, 3, 1), 4), replies=replies, now=NOW
        ),
        "inbox notice of nothing": notices.notice(Waiting(0, 0, None, 0), replies=[], now=NOW),
        "notice to an owner": notices.notice_to_owner([MUCH] * 9, now=NOW),
        "notice to an owner of nothing": notices.notice_to_owner([], now=NOW),
        "handed over": notices.handed_over(
            replace(MUCH, entries=(handed,)), by_name=ADA.name, now=NOW
        ),
        "handed over and asked further": notices.handed_over(
            replace(
                MUCH, entries=(handed, replace(SAID, act=Act.FOLLOWED_UP, text="*" * TEXT_LENGTH))
            ),
            by_name=ADA.name,
            now=NOW,
        ),
        "handed over and answered": notices.handed_over(ANSWERED, by_name="", now=NOW),
        "handed elsewhere": notices.handed_elsewhere(),
        "a proposal to work on": notices.to_work_on(
            replace(MUCH, phase=Phase.TAKEN_UP, entries=(taken_up,)), taken_up, now=NOW
        ),
        "a proposal that was answered otherwise": notices.to_work_on(ANSWERED, taken_up, now=NOW),
    }
