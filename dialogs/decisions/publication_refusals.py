"""What is said when decisions can't be published, or something with them not any more."""

from bot.decisions.values import (
    AlreadyPrepared,
    ChangedPublication,
    Fault,
    FaultyDecision,
    FaultyPublication,
    NumberChanged,
    Publication,
    PublicationPhase,
    UnknownPublication,
    WrongPhase,
    WrongPublicationPhase,
)
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Refusal, Reply
from bot.router import Router
from cards.decisions.drafted import lacks_in_words, quoted_name
from cards.decisions.planned import called
from dialogs.decisions.refusals import where_it_is
from dialogs.refusals import not_now


def register(router: Router) -> None:
    """Word them."""
    router.on_refusal(UnknownPublication, unknown)
    router.on_refusal(WrongPublicationPhase, wrong_phase)
    router.on_refusal(ChangedPublication, changed)
    router.on_refusal(FaultyPublication, faulty)
    router.on_refusal(AlreadyPrepared, already_prepared)
    router.on_refusal(NumberChanged, number_changed)


def unknown(_refusal: UnknownPublication) -> Reply:
    """Word that there is no such publication any more."""
    return Reply.text(
        _(
            "De beslutninger bliver ikke offentliggjort sammen alligevel, så der er ikke sket "
            "noget. Skriv »Udgivelser« for at se resten."
        )
    )


def wrong_phase(refusal: WrongPublicationPhase) -> Reply:
    """Word that it is too early or too late for what was pressed."""
    return not_now(_where_it_is(refusal.publication))


def changed(_refusal: ChangedPublication) -> Reply:
    """Word that somebody has changed it since the card was shown."""
    return Reply.text(
        _(
            "Det er ændret, siden kortet blev vist, så der er ikke sket noget. Åbn det igen under "
            "»Udgivelser«."
        )
    )


def faulty(refusal: FaultyPublication) -> Reply:
    """Word why they can't be published so."""
    return Reply.text(why_not_published(refusal))


def already_prepared(refusal: AlreadyPrepared) -> Reply:
    """Word that one of them stands in another publication."""
    return Reply.text(
        _(
            "En af dem er allerede med i »{name}«, der ikke er bekræftet. Gør den færdig, eller "
            "tag beslutningen ud af den først.",
            name=plain(called(refusal.publication)),
        )
    )


def number_changed(refusal: NumberChanged) -> Reply:
    """Word that it concerns another number of people than was shown."""
    return Reply.text(why_not_published(refusal))


def changed_in_words() -> str:
    """That it isn't any more as it was shown, above how it now is."""
    return _(
        "Det er ændret, siden du så det, så der er ikke sket noget. Her er det, som det står nu."
    )


def why_not_published(refusal: Refusal, expected: int = 0) -> str:
    """Why nothing was published, in Markdown. expected: how many it was said to concern."""
    match refusal:
        case NumberChanged(number=now) if expected:
            return _(
                "Det gælder nu for {after} og ikke {before}, så der er ikke offentliggjort noget. "
                "Passer det nye antal, så tryk igen.",
                before=number(expected),
                after=number(now),
            )
        case NumberChanged(number=now):
            return _(
                "Det gælder nu for {after}, så der er ikke offentliggjort noget.", after=number(now)
            )
        case FaultyPublication(fault=Fault.MISSING):
            return _("Der er ingen, det gælder for, så der er ikke offentliggjort noget.")
        case FaultyPublication(fault=Fault.TOO_MANY):
            return _("Det er for mange beslutninger på én gang. Vælg færre.")
        case FaultyPublication():
            return _(
                "Det kan ikke offentliggøres sådan: rettelser og nye beslutninger går hver for "
                "sig, og en kanal skal stadig være der."
            )
        case FaultyDecision(faults=faults, decision=decision):
            name = quoted_name(decision) if decision else _("En af dem")
            if "replaces_id" in faults:
                return _(
                    "{name} afløser en beslutning, der ikke gælder længere. Vælg en anden under "
                    "»Afløser«, eller ingen. Der er ikke offentliggjort noget.",
                    name=name,
                )
            return _(
                "{name} kan ikke offentliggøres endnu. Der mangler: {what}.",
                name=name,
                what=plain(lacks_in_words(faults)),
            )
        case WrongPhase(decision=decision):
            return where_it_is(decision)
    raise refusal


def _where_it_is(publication: Publication) -> str:
    name = plain(called(publication))
    match publication.phase:
        case PublicationPhase.DRAFT | PublicationPhase.DISCARDED:
            return _("»{name}« er ikke offentliggjort.", name=name)
        case PublicationPhase.AWAITING:
            return _("»{name}« venter på godkendelse.", name=name)
        case PublicationPhase.SCHEDULED:
            return _("»{name}« er bekræftet. Fortryd det først.", name=name)
        case PublicationPhase.PUBLISHED if publication.corrects:
            return _("»{name}« er en rettelse, der er offentliggjort. Ret den igen.", name=name)
        case PublicationPhase.PUBLISHED:
            return _("»{name}« er offentliggjort.", name=name)
        case PublicationPhase.RECALLED:
            return _("»{name}« er trukket tilbage.", name=name)
