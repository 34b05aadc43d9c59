"""The cards of what a person sends to the directorate, with little and with much in them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from bot.inquiries.values import (
    ANSWER_LENGTH,
    BACKGROUND_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Act,
    Entry,
    Inquiry,
    Kind,
    Own,
    Phase,
    Prepared,
    ReceivedAnswer,
    Theme,
)
from bot.messages import Card
from bot.people.values import Level, Person, Role
from cards.inquiries import answers, forms, own, receipts

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
FORM = UUID(int=8)
HEAVY = {"emoji": "🙂", "what is escaped": "*", "signs": "&<", "short lines": "*\n"}

ADA = Person(
    id=UUID(int=2),
    name="Ada *Atlas*",
    email="ada@kommune.example",
    title="Direktør",
    unit="Direktionen",
    level=Level.DIREKTION,
    role=Role.DIRECTORATE,
    groups=(),
    language=None,
)
ASKED = Inquiry(
    id=UUID(int=7),
    kind=Kind.QUESTION,
    theme=None,
    title="",
    text="Hvem *betaler* for <vikaren>?",
    background="Før mandag.",
    asker=ADA,
    hidden=True,
    about=UUID(int=9),
    phase=Phase.OPEN,
    asked_at=NOW,
    due_on=date(2026, 3, 6),
    revision=1,
    owner=ADA,
)
PROPOSED = replace(
    ASKED,
    kind=Kind.PROPOSAL,
    theme=Theme.STOP,
    title="æ" * TITLE_LENGTH,
    text="æ" * TEXT_LENGTH,
    background="æ" * BACKGROUND_LENGTH,
    hidden=False,
)


def filled_with(letters: str, length: int) -> str:
    """A text of so many characters."""
    return (letters * length)[:length]


def own_inquiries() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    errors = dict.fromkeys(("title", "text", "background", "theme", "sender"), "Skriv noget *her*.")
    full = forms.Filled(
        said="Jeg har fjernet det, der lignede et CPR-nummer, og intet er sendt.",
        title="æ" * TITLE_LENGTH,
        text="æ" * TEXT_LENGTH,
        background="æ" * BACKGROUND_LENGTH,
        theme="stop",
        sender="hidden",
        errors=errors,
    )
    answered = _own(Phase.ANSWERED, Act.ANSWERED)
    waiting = Own(ASKED, Phase.OPEN, owner=ADA)
    return {
        "question form": forms.question_form(FORM, None, "Lin *Lærke*", forms.Filled()),
        "question form with errors": forms.question_form(FORM, FORM, "Lin Lærke", full),
        "proposal form": forms.proposal_form(FORM, "Lin Lærke", forms.Filled()),
        "proposal form with errors": forms.proposal_form(FORM, "Lin Lærke", full),
        "further form": forms.further_form(FORM, _received(answered), full),
        "own inquiry": receipts.standing(waiting, now=NOW, page=2, again=True),
        "own inquiry merged": receipts.standing(
            replace(waiting, inquiry=replace(ASKED, phase=Phase.MERGED)), now=NOW
        ),
        "own inquiry overdue": receipts.standing(
            replace(waiting, inquiry=replace(ASKED, due_on=date(2026, 3, 2))), now=NOW
        ),
        "own inquiry withdrawn": receipts.standing(
            Own(ASKED, Phase.WITHDRAWN), now=NOW, again=True
        ),
        "own proposal": receipts.standing(Own(PROPOSED, Phase.OPEN), now=NOW),
        "own proposal answered at length": receipts.standing(_longest(), now=NOW, page=1),
        **{
            f"own proposal answered at length in {name}": receipts.standing(
                _longest(letters), now=NOW, page=1
            )
            for name, letters in HEAVY.items()
        },
        "receipt": receipts.receipt(waiting, now=NOW),
        "receipt of a proposal": receipts.receipt(Own(PROPOSED, Phase.OPEN), now=NOW),
        **{
            f"receipt asked further in {name}": receipts.receipt(
                replace(_longest(letters), phase=Phase.OPEN), now=NOW
            )
            for name, letters in HEAVY.items()
        },
        **{
            f"receipt {one.value}": receipts.receipt(_own(Phase(one.value), one), now=NOW)
            for one in (Act.ANSWERED, Act.CLOSED, Act.TAKEN_UP, Act.NOT_NOW)
        },
        "handed in": receipts.handed_in(waiting, now=NOW),
        "handed in again": receipts.handed_in(waiting, now=NOW, again=True),
        "handed in further": receipts.handed_in(replace(answered, phase=Phase.OPEN), now=NOW),
        "withdraw question": receipts.withdraw_question(waiting, page=None),
        "no own inquiries": own.own_inquiries([], page=0, has_older=False, now=NOW),
        "own inquiries": own.own_inquiries(
            [waiting, answered, _longest()], page=1, has_older=True, now=NOW
        ),
        "offer": answers.offer(Prepared("æ" * TEXT_LENGTH), forms.AskDirectorate(FORM), now=NOW),
        "offer taken up": answers.offer(
            Prepared("Hvem betaler?", waiting), forms.AskDirectorate(FORM), now=NOW
        ),
        **{
            f"answer {one.value}": answers.answer(_received(_own(Phase(one.value), one)), now=NOW)
            for one in (Act.ANSWERED, Act.CLOSED, Act.TAKEN_UP, Act.NOT_NOW)
        },
        "answer to what was asked further": answers.answer(_received_further(), now=NOW),
        "answer that helped": answers.answer(
            replace(_received(answered), entry=replace(answered.thread[0], helped=True)),
            now=NOW,
        ),
        "answer followed up": answers.answer(
            replace(_received(answered), after=_entry(Act.FOLLOWED_UP)), now=NOW
        ),
        "answer with a newer one": answers.answer(
            replace(_received(answered), after=_entry(Act.ANSWERED)), now=NOW
        ),
    }


def _entry(act: Act, text: str = "Det *gør* forvaltningen.") -> Entry:
    person = ADA if act is Act.TAKEN_UP else None
    return Entry(id=UUID(int=5), act=act, by=ADA, at=NOW, text=text, person=person)


def _own(phase: Phase, act: Act) -> Own:
    inquiry = PROPOSED if act in (Act.TAKEN_UP, Act.NOT_NOW) else ASKED
    return Own(replace(inquiry, phase=phase), phase, (_entry(act),))


def _longest(letters: str = "æ") -> Own:
    """A proposal about which much was said in these letters."""
    said = (
        _entry(Act.ANSWERED, filled_with(letters, ANSWER_LENGTH)),
        _entry(Act.FOLLOWED_UP, filled_with(letters, TEXT_LENGTH)),
    )
    proposed = replace(
        PROPOSED,
        phase=Phase.ANSWERED,
        title=filled_with(letters, TITLE_LENGTH),
        text=filled_with(letters, TEXT_LENGTH),
        background=filled_with(letters, BACKGROUND_LENGTH),
    )
    return Own(proposed, Phase.ANSWERED, said * 3 + said[:1])


def _received(own: Own) -> ReceivedAnswer:
    return ReceivedAnswer(own, own.thread[0])


def _received_further() -> ReceivedAnswer:
    further = replace(
        _entry(Act.FOLLOWED_UP, "*æ" * (TEXT_LENGTH // 2)), at=NOW - timedelta(days=1)
    )
    answer = _entry(Act.ANSWERED, "*æ" * (ANSWER_LENGTH // 2))
    return ReceivedAnswer(Own(ASKED, Phase.ANSWERED, (further, answer)), answer)
