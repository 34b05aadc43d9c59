"""After decisions were published: what is asked before they are recalled or reminded of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.decisions.publication.accounted import Status
from bot.decisions.values import ENDED, Publication
from bot.delivery.standings import Line, Standing
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from bot.messages import Action, Card
from cards.channels import channel_in_words
from cards.decisions.drafted import ShowDecisionDrafts
from cards.decisions.planned import called
from cards.decisions.ways import ShowPublication
from cards.parts import Day, Part, box, buttons, card, date_field, note, paragraph

LISTED = 5  # people to decide about, in one card


@dataclass(frozen=True)
class Recall(Action, name="decisions.recall"):
    """That it shall be taken away from everybody."""

    publication_id: UUID


@dataclass(frozen=True)
class DecideUncertain(Action, name="decisions.decide_uncertain"):
    """Whether it shall be sent again where it may have been received."""

    publication_id: UUID
    message_id: int
    again: bool


@dataclass(frozen=True)
class Remind(Action, name="decisions.remind"):
    """That those who haven't acknowledged by a day are reminded then."""

    publication_id: UUID
    day: Day = None


@dataclass(frozen=True)
class DontRemind(Action, name="decisions.dont_remind"):
    """That nobody is reminded after all."""

    publication_id: UUID


def recall_question(status: Status) -> Card:
    """Whether to take it back, and what would happen."""
    publication, have = status.publication, status.account[Standing.SENT]
    return card(
        _("Træk tilbage?"),
        paragraph(_about(publication)),
        *_what_is_removed(status),
        *_what_they_become(publication),
        note(_("Den kan være læst, og kopier kan findes i Microsoft 365.")),
        buttons(
            (_("Lad den stå"), ShowPublication(publication.id, apart=False)),
            (
                counted(
                    "Træk tilbage fra {many}", "Træk tilbage fra {many}", have, many=number(have)
                )
                if publication.to_people
                else _("Træk tilbage fra kanalen"),
                Recall(publication.id),
            ),
        ),
    )


def recalled(status: Status) -> Card:
    """That it is being taken back."""
    return card(
        _("Trukket tilbage"),
        paragraph(_about(status.publication)),
        paragraph(
            _(
                "Jeg fjerner den fra modtagernes chat. Hvor det lykkes, og hvor det ikke gør, står "
                "i kortet med status."
            )
        ),
        note(_("Den kan være læst, og kopier kan findes i Microsoft 365.")),
        buttons(
            (_("Status"), ShowPublication(status.publication.id, apart=False)),
            (_("Beslutningskladder"), ShowDecisionDrafts(0)),
        ),
    )


def uncertain(status: Status, lines: Sequence[Line]) -> Card:
    """Those who may have got it, one by one. lines: at most LISTED of them are shown."""
    in_channel = list(_uncertain_in_channel(status))
    if not lines and not in_channel:
        return card(
            _("Uviste"),
            paragraph(_about(status.publication)),
            paragraph(_("Der er ikke flere at tage stilling til.")),
        )
    return card(
        _("Uviste"),
        paragraph(_about(status.publication)),
        paragraph(
            _(
                "Teams svarede ikke, så jeg ved ikke, om de fik den. Spørg dem, eller send igen; "
                "så kan det ske, at den kommer to gange."
            )
        ),
        *in_channel,
        *(_one_uncertain(status.publication, line) for line in lines[:LISTED]),
        *_more(status.account.open_uncertain - LISTED),
    )


def reminder_form(status: Status, *, day: date | None, error: str | None = None) -> Card:
    """On which day those who haven't acknowledged are reminded."""
    publication = status.publication
    missing = max(status.asked - status.acknowledged, 0)
    cancel: tuple[str, Action] = (
        _("Annullér"),
        ShowPublication(publication.id, apart=False),
    )
    if publication.remind_at is not None:
        cancel = (_("Påmind ikke"), DontRemind(publication.id))
    return card(
        _("Påmind"),
        paragraph(_about(publication)),
        paragraph(
            counted(
                "Lige nu mangler {many} at kvittere. De, der stadig mangler den dag, får en "
                "påmindelse om morgenen, på den første arbejdsdag.",
                "Lige nu mangler {many} at kvittere. De, der stadig mangler den dag, får en "
                "påmindelse om morgenen, på den første arbejdsdag.",
                missing,
                many=number(missing),
            )
        ),
        date_field("day", _("Dag"), day, required=True, error=error),
        note(_("Ingen får mere end to påmindelser om ugen.")),
        buttons((_("Påmind den dag"), Remind(publication.id)), cancel),
    )


def reminder_set(publication: Publication, *, now: datetime) -> Card:
    """When those who haven't acknowledged are reminded, or that they aren't."""
    if publication.remind_at:
        told = _(
            "De, der ikke har kvitteret, får en påmindelse {when}.",
            when=relative_moment(publication.remind_at, now),
        )
    else:
        told = _("Ingen får en påmindelse.")
    return card(
        _("Påmind"),
        paragraph(_about(publication)),
        paragraph(told),
        buttons((_("Status"), ShowPublication(publication.id, apart=False))),
    )


def _what_they_become(publication: Publication) -> Iterator[Part]:
    ended = sum(one.phase in ENDED for one in publication.decisions)
    holding = len(publication.decisions) - ended
    if holding:
        yield paragraph(
            counted(
                "Beslutningen er derefter en kladde igen og kan ikke slås op. Det, den havde "
                "afløst, gælder igen. Det kan ikke fortrydes.",
                "Beslutningerne er derefter kladder igen og kan ikke slås op. Det, de havde "
                "afløst, gælder igen. Det kan ikke fortrydes.",
                holding,
            )
        )
    if ended:
        yield paragraph(
            counted(
                "{number} er allerede afløst eller bortfaldet og kan stadig slås op som det.",
                "{number} er allerede afløst eller bortfaldet og kan stadig slås op som det.",
                ended,
            )
        )


def _what_is_removed(status: Status) -> Iterator[Part]:
    publication, have = status.publication, status.account[Standing.SENT]
    if publication.to_people:
        yield paragraph(
            counted(
                "Beskeden fjernes fra chatten hos den {many}, der har fået den, og sendes ikke til "
                "flere.",
                "Beskeden fjernes fra chatten hos de {many}, der har fået den, og sendes ikke til "
                "flere.",
                have,
                many=number(have),
            )
        )
    if publication.channel:
        yield paragraph(
            _(
                "Opslaget fjernes fra {channel}. Svar på det bliver stående.",
                channel=plain(channel_in_words(publication.channel)),
            )
        )


def _uncertain_in_channel(status: Status) -> Iterator[Part]:
    publication, message = status.publication, status.in_channel
    if not message or not publication.channel:
        return
    if message.standing is Standing.UNCERTAIN and message.reason is None:
        name = plain(channel_in_words(publication.channel))
        yield box(paragraph(f"**{name}**"), _decisions_about(publication.id, message.message_id))


def _one_uncertain(publication: Publication, line: Line) -> Part:
    person = line.person
    return box(
        paragraph(f"**{plain(person.name)}**"),
        note(f"{plain(person.title)}, {plain(person.unit.replace('/', ' / '))}"),
        _decisions_about(publication.id, line.message_id),
    )


def _decisions_about(publication_id: UUID, message_id: int) -> Part:
    return buttons(
        (_("Send igen"), DecideUncertain(publication_id, message_id, again=True)),
        (_("Send ikke igen"), DecideUncertain(publication_id, message_id, again=False)),
    )


def _more(many: int) -> Iterator[Part]:
    if many > 0:
        yield paragraph(
            counted(
                "Og {many} til, som kommer frem her efterhånden.",
                "Og {many} til, som kommer frem her efterhånden.",
                many,
                many=number(many),
            )
        )


def _about(publication: Publication) -> str:
    return f"»{plain(called(publication))}«"
