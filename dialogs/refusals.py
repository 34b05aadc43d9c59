"""What is said to strangers, to buttons from another age, and when something went wrong."""

from bot.language import _
from bot.messages import Refusal, Reply
from bot.people.identity import AlreadyTied, Left, NotOnRoster
from bot.people.values import NotAllowed
from bot.router import (
    Failed,
    OnlyInPersonalChat,
    OnlyInResponse,
    Router,
    TooLateForResponse,
    UnknownAction,
)


def register(router: Router) -> None:
    """Word what any feature may refuse."""
    router.on_refusal(NotOnRoster, stranger)
    router.on_refusal(Left, stranger)
    router.on_refusal(AlreadyTied, stranger)
    router.on_refusal(NotAllowed, not_allowed)
    router.on_refusal(OnlyInPersonalChat, only_in_personal_chat)
    router.on_refusal(OnlyInResponse, only_in_response)
    router.on_refusal(TooLateForResponse, too_late_for_response)
    router.on_refusal(UnknownAction, unknown_action)
    router.on_refusal(Failed, failed)


def stranger(_refusal: NotOnRoster | Left | AlreadyTied) -> Reply:
    """Word the refusal of somebody who isn't on the roster; it reveals nothing more."""
    return Reply.text(
        _(
            "Lederlinjen er for kommunens ledere, og jeg kan ikke finde dig på lederlisten. Er det "
            "en fejl, så skriv til direktionens sekretariat."
        )
    )


def not_allowed(_refusal: NotAllowed) -> Reply:
    """Word what the person's role may not do."""
    return Reply.text(_("Det er kun direktionen og dens sekretariat, der kan det."))


def only_in_personal_chat(_refusal: OnlyInPersonalChat) -> Reply:
    """Move what isn't said in front of others."""
    return Reply.text(_("Det tager vi to alene. Skriv det til mig i vores egen chat."))


def only_in_response(_refusal: OnlyInResponse) -> Reply:
    """Word that the client is too old for what isn't to stay in the chat."""
    return Reply.text(
        _(
            "Din udgave af Teams kan ikke vise det her, uden at det bliver liggende i chatten. "
            "Opdatér Teams, eller brug en anden enhed, og tryk igen."
        )
    )


def too_late_for_response(_refusal: TooLateForResponse) -> Reply:
    """Word that what isn't to stay in the chat came too late."""
    return Reply.text(
        _(
            "Det tog for lang tid, og det må ikke blive liggende i chatten. Det, du nåede at "
            "aflevere, er gemt. Tryk igen for at se det."
        )
    )


def unknown_action(_refusal: UnknownAction) -> Reply:
    """Word that a button no longer does anything."""
    return Reply.text(
        _(
            "Den knap virker ikke længere, og der er ikke sket noget. Skriv Hjælp for at begynde "
            "forfra."
        )
    )


def not_now(why: str) -> Reply:
    """Word that it is too early or too late for what was pressed. why: a sentence, in Markdown."""
    return Reply.text(_("Det kan ikke gøres nu: {why}", why=why))


def holds_cpr_number(_refusal: Refusal) -> Reply:
    """Word that a form holds a CPR number, below it: it stays as it is on the screen.

    A form that came back as it was filled in would put the number into the chat.
    """
    return Reply.text(
        _(
            "Det, du har skrevet, ser ud til at indeholde et CPR-nummer, så det er hverken gemt "
            "eller sendt. Det ligger stadig i Teams. Fjern nummeret, og prøv igen."
        )
    )


def failed(failure: Failed) -> Reply:
    """Apologise for a fault of ours, with the id by which it is found in the log."""
    return Reply.text(
        _(
            "Undskyld, der gik noget galt hos mig, og jeg kunne ikke svare. Prøv igen om lidt. "
            "Sker det igen, så giv it denne kode: {log_id}.",
            log_id=failure.log_id,
        )
    )
