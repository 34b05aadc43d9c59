"""The list of what was, or is to be, published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.decisions.publication.accounted import Status
from bot.decisions.values import PublicationPhase
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from cards.decisions.drafted import ShowDecisionDrafts
from cards.decisions.planned import called
from cards.decisions.telling import headline
from cards.decisions.ways import ShowPublication
from cards.parts import Part, box, buttons, card, note, paragraph
from cards.rounds.ways import pages

PAGE = 5


@dataclass(frozen=True)
class ShowPublications(Action, name="decisions.publications"):
    """The publications, from the one at this place on."""

    offset: int


def publications(page: Sequence[Status], *, offset: int, total: int, now: datetime) -> Card:
    """A page of the publications: what waits for somebody on top, then the newest."""
    return card(
        _("Udgivelser"),
        *(
            []
            if total
            else [paragraph(_("Der er ikke offentliggjort beslutninger, og ingen er på vej."))]
        ),
        *(_listed(one, now) for one in page),
        *pages(ShowPublications, offset, len(page), total, size=PAGE),
        buttons((_("Beslutningskladder"), ShowDecisionDrafts(0))),
    )


def _listed(status: Status, now: datetime) -> Part:
    publication = status.publication
    about = [headline(status, now), plain(publication.author.name)]
    if publication.corrects and publication.phase is not PublicationPhase.PUBLISHED:
        about.insert(0, _("Rettelse"))
    return box(
        paragraph(f"**{plain(called(publication))}**"),
        note(" · ".join(about)),
        buttons((_("Åbn"), ShowPublication(publication.id, apart=True))),
    )
