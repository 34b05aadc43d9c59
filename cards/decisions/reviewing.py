"""That it is time to look at a decision again, to who answers for it."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.calendar import in_copenhagen
from bot.decisions.values import Decision
from bot.language import _, counted
from bot.language.formats import plain, weekday
from cards.decisions.ways import ShowDecision
from cards.parts import Part, box, buttons, heading, note, paragraph

LISTED = 3


def to_review(decisions: Sequence[Decision], *, now: datetime) -> Iterator[Part]:
    """The decisions whose day has come, among all that waits for somebody, and in a reminder."""
    if not decisions:
        return
    yield heading(_("Se på igen"))
    today = in_copenhagen(now).date()
    for one in decisions[:LISTED]:
        review_on = one.shown.review_on
        yield box(
            paragraph(f"**{plain(one.shown.title)}**"),
            *(
                [note(_("Skal ses på igen {day}", day=weekday(review_on, today=today)))]
                if review_on
                else []
            ),
            buttons((_("Se beslutningen"), ShowDecision(one.id, apart=True))),
        )
    if len(decisions) > LISTED:
        left = len(decisions) - LISTED
        yield paragraph(counted("Og {number} til.", "Og {number} til.", left))
    yield note(
        _(
            "Gælder den stadig, så ret datoen, eller bed direktionen om det. Gør den ikke, kan "
            "direktionen lade den bortfalde eller afløse den."
        )
    )
