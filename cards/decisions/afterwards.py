"""After decisions were published: what is asked before they are stopped or recalled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import cards.afterwards as afterwards
from bot.decisions.publication.accounted import Status
from bot.decisions.values import ENDED, Publication
from bot.delivery.standings import Line, Standing
from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.afterwards import Sent
from cards.channels import channel_in_words
from cards.decisions.drafted import ShowDecisionDrafts
from cards.decisions.planned import called
from cards.decisions.status import OfPublication
from cards.decisions.ways import ShowPublication
from cards.parts import Day, Part, box, paragraph


@dataclass(frozen=True)
class Stop(OfPublication, Action, name="decisions.stop"):
    """That what isn't sent yet shall not be."""


@dataclass(frozen=True)
class Recall(OfPublication, Action, name="decisions.recall"):
    """That it shall be taken away from everybody."""


@dataclass(frozen=True)
class DecideUncertain(OfPublication, Action, name="decisions.decide_uncertain"):
    """Whether it shall be sent again where it may have been received."""

    message_id: int
    again: bool


@dataclass(frozen=True)
class Remind(OfPublication, Action, name="decisions.remind"):
    """That those who haven't acknowledged by a day are reminded then."""

    day: Day = None


@dataclass(frozen=True)
class DontRemind(OfPublication, Action, name="decisions.dont_remind"):
    """That nobody is reminded after all."""


def sent(status: Status) -> Sent:
    """What the cards that all features share tell of a publication."""
    publication = status.publication
    show = ShowPublication(publication.id, apart=False)
    return Sent(
        title=called(publication),
        account=status.account,
        missing=max(status.asked - status.acknowledged, 0),
        remind_at=publication.remind_at,
        reminded=_(
            "De, der stadig mangler den dag, får en påmindelse om morgenen, på den første "
            "arbejdsdag."
        ),
        leave=show,
        stop=Stop(publication.id),
        recall=Recall(publication.id),
        decide=partial(DecideUncertain, publication.id),
        remind=Remind(publication.id),
        dont_remind=DontRemind(publication.id),
        ways=((_("Status"), show),),
    )


def stop_question(status: Status) -> Card:
    """Whether to stop, and what would happen."""
    about, what = sent(status), list(_what_is_stopped(status))
    if what:
        what.append(paragraph(_still_holds(status.publication)))
    return afterwards.stop_question(_("Stop resten"), about, *what)


def stopped(status: Status) -> Card:
    """That it was stopped."""
    many = status.account[Standing.CANCELLED]
    told = _("Hvad der blev af opslaget, står i kortet med status.")
    if status.publication.to_people or status.publication.corrects:
        told = counted(
            "{many} får ikke beskeden. Regnskabet står i kortet med status.",
            "{many} får ikke beskeden. Regnskabet står i kortet med status.",
            many,
            many=number(many),
        )
    holds = paragraph(_still_holds(status.publication))
    return afterwards.told(_("Stoppet"), sent(status), paragraph(told), holds)


def recall_question(status: Status) -> Card:
    """Whether to take it back, and what would happen."""
    publication = status.publication
    what = (*_what_is_removed(status), *_what_they_become(publication))
    return afterwards.recall_question(sent(status), *what, in_channel=not publication.to_people)


def recalled(status: Status) -> Card:
    """That it is being taken back."""
    about = sent(status)
    drafts = (_("Beslutningskladder"), ShowDecisionDrafts(0))
    return afterwards.recalled(
        replace(about, ways=(*about.ways, drafts)),
        _(
            "Jeg fjerner den fra modtagernes chat. Hvor det lykkes, og hvor det ikke gør, står i "
            "kortet med status."
        ),
    )


def uncertain(status: Status, lines: Sequence[Line]) -> Card:
    """Those who may have got it, one by one, and a channel where it may stand."""
    return afterwards.uncertain(sent(status), lines, *_uncertain_in_channel(status))


def _what_is_stopped(status: Status) -> Iterator[Part]:
    yield from afterwards.who_is_stopped(sent(status))
    channel = status.publication.channel
    if channel and status.waits_in_channel:
        yield paragraph(
            _(
                "Opslaget er ikke i {channel} endnu og kommer der så ikke, medmindre det allerede "
                "er på vej ud.",
                channel=plain(channel_in_words(channel)),
            )
        )


def _still_holds(publication: Publication) -> str:
    if publication.corrects:
        return _("Rettelsen gælder stadig, og kortet ændres hos dem, der har fået det.")
    return counted(
        "Beslutningen gælder stadig og kan slås op, også af dem, der ikke får beskeden.",
        "Beslutningerne gælder stadig og kan slås op, også af dem, der ikke får beskeden.",
        len(publication.decisions),
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
        decide = afterwards.decide(sent(status), message.message_id)
        yield box(paragraph(f"**{name}**"), decide)
