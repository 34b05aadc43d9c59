"""That somebody answers for a decision, to one whom it wasn't published to."""

from bot.decisions.values import Decision
from bot.language import _
from bot.language.formats import plain
from bot.messages import Card
from cards.decisions.ways import ShowDecision
from cards.decisions.words import body_and_day
from cards.parts import buttons, card, note, paragraph


def owned(decision: Decision) -> Card:
    """Which decision it is, and what comes of it."""
    return card(
        _name(),
        paragraph(f"**{plain(decision.shown.title)}**"),
        note(plain(body_and_day(decision.shown))),
        paragraph(
            _("Den er offentliggjort nu. Spørger nogen til den, kommer spørgsmålet til dig.")
        ),
        buttons((_("Se beslutningen"), ShowDecision(decision.id, apart=True))),
        summary=_("Du er ansvarlig for »{title}«", title=decision.shown.title),
    )


def no_longer_owned(decision: Decision) -> Card:
    """That it is over, or somebody else's."""
    return card(
        _name(),
        paragraph(f"**{plain(decision.shown.title)}**"),
        paragraph(
            _(
                "Den gælder ikke længere, eller en anden er ansvarlig for den nu. Du skal ikke "
                "gøre mere."
            )
        ),
    )


def _name() -> str:
    return _("Du er ansvarlig for en beslutning")
