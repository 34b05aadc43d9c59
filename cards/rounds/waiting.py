"""The rounds that wait for somebody's answer: listed on their own wish, and as a reminder."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from bot.messages import Action, Card
from bot.rounds.values import Round, Standing, minutes_to_answer
from cards.parts import Part, box, buttons, card, heading, note, paragraph
from cards.rounds.invitation import Decline, OpenForm

LISTED = 5  # rounds in one card


def reminder(waiting: Sequence[Standing], *, now: datetime) -> Card:
    """A reminder of everything that waits for an answer; once that is nothing, thanks."""
    name = _("Husk at svare")
    if not waiting:
        return card(name, paragraph(_("Tak. Der venter ikke længere noget på dit svar her.")))
    many = len(waiting)
    return card(
        name,
        paragraph(
            counted(
                "{many} inputrunde venter på dit svar:",
                "{many} inputrunder venter på dit svar:",
                many,
                many=number(many),
            )
        ),
        *_listed(waiting, may_decline=True, now=now),
        summary=_("Husk at svare: {title}", title=waiting[0].round.content.title),
    )


def rounds_to_answer(waiting: Sequence[Standing], *, now: datetime) -> Iterator[Part]:
    """The same among all that waits for somebody."""
    if waiting:
        yield heading(_("Svar på inputrunder"))
    yield from _listed(waiting, may_decline=False, now=now)


def _listed(waiting: Sequence[Standing], *, may_decline: bool, now: datetime) -> Iterator[Part]:
    for one in waiting[:LISTED]:
        round_ = one.round
        ways: list[tuple[str, Action]] = [(_("Svar"), OpenForm(round_.id, page=0))]
        if may_decline:
            ways.append((_("Jeg deltager ikke"), Decline(round_.id)))
        yield box(
            paragraph(f"**{plain(round_.content.title)}**"),
            note(_until(round_, now)),
            buttons(*ways),
        )
    left = len(waiting) - LISTED
    if left > 0:
        yield paragraph(counted("Og {number} til.", "Og {number} til.", left))


def _until(round_: Round, now: datetime) -> str:
    return _(
        "{minutes} min. Frist {when}",
        minutes=number(minutes_to_answer(round_.content.questions)),
        when=relative_moment(round_.ends, now) if round_.ends else "",
    )
