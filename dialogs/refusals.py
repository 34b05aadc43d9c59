"""What is said to strangers, to buttons from another age, and when something went wrong."""

from bot.language import _
from bot.messages import Reply
from bot.people.identity import AlreadyTied, Left, NotOnRoster
from bot.people.values import NotAllowed
from bot.router import Failed, OnlyInPersonalChat, Router, UnknownAction


def register(router: Router) -> None:
    """Word what any feature may refuse."""
    router.on_refusal(NotOnRoster, stranger)
    router.on_refusal(Left, stranger)
    router.on_refusal(AlreadyTied, stranger)
    router.on_refusal(NotAllowed, not_allowed)
    router.on_refusal(OnlyInPersonalChat, only_in_personal_chat)
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


def unknown_action(_refusal: UnknownAction) -> Reply:
    """Word that a button no longer does anything."""
    return Reply.text(
        _(
            "Den knap virker ikke længere, og der er ikke sket noget. Skriv Hjælp for at begynde "
            "forfra."
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
