"""What may be done about an inquiry: the buttons below its card."""

from collections.abc import Iterator, Sequence

from bot.inquiries.values import SETTLED, Act, Inquiry, Kind, Opened, Phase
from bot.knowledge.values import Knowledge
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action
from bot.people.values import Person
from cards.inquiries.deeds import Form, GiveBack, OpenForm, Split, Take
from cards.inquiries.for_all import ForAll, way_to_all
from cards.inquiries.inbox import ExportRecord, ShowInquiry
from cards.inquiries.words import headline, last_said, ways_to_decision
from cards.knowledge.writing import OpenKnowledge, SaveAsKnowledge
from cards.parts import Part, buttons, note, unfolding

MERGED_SHOWN = 2  # of those whose answer is given here
SPLIT_SHOWN = 40  # characters of each where it may be taken out again
IN_SIGHT = 3  # buttons, what unfolds more among them


def what_to_do(
    opened: Opened, by: Person, for_all: ForAll, alike: Sequence[Part], *, kept: Knowledge | None
) -> Iterator[Part]:
    """What a director may do: the main thing first, three in sight, and the rest unfolds.

    alike: other inquiries and answers that it is like, which unfold, too. kept: what its answer
    was saved as.
    """
    ways, further = _ways(opened.inquiry, by, for_all, kept), list(_to_split(opened.merged))
    in_sight = IN_SIGHT - bool(alike)
    if len(ways) > in_sight or further:
        in_sight -= 1  # for the way to the rest
    if ways:
        yield buttons(*ways[:in_sight])
    if alike:
        yield unfolding(_("Det ligner ({many})", many=number(len(alike))), *alike)
    rest = ways[in_sight:]
    if rest or further:
        rows = (rest[start : start + IN_SIGHT] for start in range(0, len(rest), IN_SIGHT))
        yield unfolding(_("Mere"), *further, *(buttons(*row) for row in rows))


def _ways(
    inquiry: Inquiry, by: Person, for_all: ForAll, kept: Knowledge | None
) -> list[tuple[str, Action]]:
    if inquiry.phase is Phase.OPEN:
        return list(_while_open(inquiry, by))
    if inquiry.phase is Phase.MERGED:
        return [
            (_("Åbn den, der svares på"), ShowInquiry(inquiry.merged_into or inquiry.id)),
            (_("Del igen"), Split(inquiry.id, inquiry.revision)),
        ]
    return list(_afterwards(inquiry, for_all, kept)) if inquiry.phase in SETTLED else []


def _afterwards(
    inquiry: Inquiry, for_all: ForAll, kept: Knowledge | None
) -> Iterator[tuple[str, Action]]:
    answer = last_said(inquiry)
    is_answered = inquiry.phase is Phase.ANSWERED
    again = _("Ret svaret") if is_answered else _("Svar alligevel")
    yield again, OpenForm(inquiry.id, Form.ANSWER, apart=False)
    yield from way_to_all(inquiry, for_all)
    if kept:
        yield _("Se den gemte viden"), OpenKnowledge(kept.id, apart=True)
    elif answer and answer.act is Act.ANSWERED:
        yield _("Gem som viden"), SaveAsKnowledge(answer.id)
    yield _("Til journal"), ExportRecord(inquiry.id)
    yield from ways_to_decision(inquiry)


def _while_open(inquiry: Inquiry, by: Person) -> Iterator[tuple[str, Action]]:
    def form(which: Form) -> OpenForm:
        return OpenForm(inquiry.id, which, apart=False)

    if inquiry.kind is Kind.PROPOSAL:
        yield _("Tag op"), form(Form.TAKE_UP)
        yield _("Ikke nu"), form(Form.NOT_NOW)
    yield _("Svar"), form(Form.ANSWER)
    if inquiry.owner is not None and inquiry.owner.id == by.id:
        yield _("Giv den tilbage"), GiveBack(inquiry.id, inquiry.revision)
    else:
        yield _("Jeg tager den"), Take(inquiry.id, inquiry.revision)
    yield _("Giv videre"), form(Form.HAND_OVER)
    yield from ways_to_decision(inquiry)
    yield _("Luk uden svar"), form(Form.CLOSE)


def what_the_owner_does(inquiry: Inquiry, for_all: ForAll) -> Iterator[Part]:
    """What whoever it was handed over to may do."""
    further = ways_to_decision(inquiry)
    if inquiry.phase is Phase.OPEN:
        yield buttons(
            (_("Svar"), OpenForm(inquiry.id, Form.ANSWER, apart=False)),
            (_("Jeg ved det ikke"), OpenForm(inquiry.id, Form.GIVE_BACK, apart=False)),
            *further,
        )
    elif inquiry.phase is Phase.ANSWERED:
        yield buttons(
            (_("Ret svaret"), OpenForm(inquiry.id, Form.ANSWER, apart=False)),
            *way_to_all(inquiry, for_all),
            *further,
        )


def _to_split(merged: Sequence[Inquiry]) -> Iterator[Part]:
    """The way to take one of those that wait for the same answer out again."""
    for one in merged[-MERGED_SHOWN:]:
        yield note(plain(headline(one, SPLIT_SHOWN)))
        yield buttons((_("Del igen"), Split(one.id, one.revision)))
