"""What the outbox says of itself."""

from bot.delivery.values import HaltInTime
from bot.language import _
from bot.language.formats import moment, plain
from bot.messages import Card
from cards.parts import card, note, paragraph


def halted(halt: HaltInTime) -> Card:
    """That Teams took nothing from the bot for a while, told to those who should know."""
    until = moment(halt.ended_at) if halt.ended_at else _("nu")
    return card(
        _("Jeg kunne ikke sende"),
        paragraph(
            _(
                "Fra {since} til {until} tog Teams ikke imod noget fra mig. Beskeder, der skulle "
                "være sendt imens, ventede og bliver sendt nu. Ingen er gået tabt.",
                since=moment(halt.since),
                until=until,
            )
        ),
        note(_("Til it: Microsofts svar var {code}.", code=plain(halt.code or "401"))),
        summary=_("Jeg kunne ikke sende for en tid. Nu virker det igen."),
    )
