"""What a person has sent to the directorate, with where each stands."""

from collections.abc import Sequence
from datetime import datetime

from bot.calendar import in_copenhagen
from bot.inquiries.values import Own
from bot.language import _
from bot.language.formats import lasting, plain, relative_moment
from bot.messages import Action, Card
from cards.inquiries.forms import AskDirectorate
from cards.inquiries.receipts import OpenOwn, ShowOwn
from cards.inquiries.standing import glimpse, standing_in_words
from cards.lists import buttons_about
from cards.parts import Part, box, buttons, card, note, paragraph


def own_inquiries(listed: Sequence[Own], *, page: int, has_older: bool, now: datetime) -> Card:
    """A page of what the person has sent, the newest first. page: counted from 0."""
    turning: list[tuple[str, Action]] = []
    if has_older:
        turning.append((_("Ældre"), ShowOwn(page + 1)))
    if page:
        turning.append((_("Nyere"), ShowOwn(page - 1)))
    if not listed:
        return card(
            _("Mine henvendelser"),
            paragraph(
                _(
                    "Du har ikke sendt noget til direktionen endnu. Skriv Spørg direktionen eller "
                    "Foreslå, når du har noget."
                )
            ),
            buttons((_("Spørg direktionen"), AskDirectorate(None))),
        )
    with lasting():
        return card(
            _("Mine henvendelser"),
            *(_one(own, page, now) for own in listed),
            *([buttons(*turning)] if turning else []),
        )


def _one(own: Own, page: int, now: datetime) -> Part:
    return box(
        paragraph(f"**{plain(glimpse(own))}**"),
        note(
            " · ".join(
                (
                    standing_in_words(own, today=in_copenhagen(now).date()),
                    _("Sendt {when}", when=relative_moment(own.inquiry.asked_at, now)),
                )
            )
        ),
        buttons_about(glimpse(own), (_("Vis"), OpenOwn(own.inquiry.id, page))),
    )
