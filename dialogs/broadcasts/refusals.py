"""What is said when something can't be done with a broadcast where it now stands.

Only what is common to all of its dialogs; a form words what is wrong with its own fields.
"""

from bot.broadcasts.values import (
    REASON_LENGTH,
    Broadcast,
    Changed,
    Fault,
    FaultyContent,
    NobodyToSendTo,
    NumberChanged,
    Phase,
    UnknownBroadcast,
    WrongPhase,
)
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Reply
from bot.router import Router
from dialogs.refusals import holds_cpr_number, not_now


def register(router: Router) -> None:
    """Word them."""
    router.on_refusal(UnknownBroadcast, unknown_broadcast)
    router.on_refusal(WrongPhase, wrong_phase)
    router.on_refusal(Changed, changed)
    router.on_refusal(FaultyContent, faulty_content)
    router.on_refusal(NobodyToSendTo, nobody_to_send_to)


def unknown_broadcast(_refusal: UnknownBroadcast) -> Reply:
    """Word that a draft was thrown away."""
    return Reply.text(
        _(
            "Den fællesbesked er slettet, og der er ikke sket noget. Skriv »Mine kladder« for at "
            "se resten."
        )
    )


def wrong_phase(refusal: WrongPhase) -> Reply:
    """Word that it is too early or too late for what was pressed."""
    return not_now(_where_it_is(refusal.broadcast))


def changed(refusal: Changed) -> Reply:
    """Word that somebody has changed it since the card was shown."""
    return Reply.text(
        _(
            "»{title}« er ændret, siden kortet blev vist, så der er ikke sket noget. Åbn den igen "
            "under »Mine kladder«.",
            title=plain(refusal.broadcast.content.title),
        )
    )


def faulty_content(refusal: FaultyContent) -> Reply:
    """Word what can't be said in a field; CPR numbers above all, which are never shown again."""
    if Fault.CPR_NUMBER in refusal.faults.values():
        return holds_cpr_number(refusal)
    return Reply.text(_("Det kan ikke sendes, som det står. Åbn beskeden, ret det, og prøv igen."))


def nobody_to_send_to(_refusal: NobodyToSendTo) -> Reply:
    """Word that there is nobody in the audience."""
    return Reply.text(
        _("Der er ingen modtagere, så der er ikke sendt noget. Vælg modtagere først.")
    )


def _where_it_is(broadcast: Broadcast) -> str:
    name = plain(broadcast.content.title)
    match broadcast.phase:
        case Phase.DRAFT | Phase.DISCARDED:
            return _("»{title}« er en kladde og ikke sendt.", title=name)
        case Phase.AWAITING:
            return _("»{title}« venter på godkendelse.", title=name)
        case Phase.SCHEDULED:
            return _("»{title}« er bekræftet. Fortryd den først.", title=name)
        case Phase.SENT:
            return _("»{title}« er sendt eller ved at blive det.", title=name)
        case Phase.STOPPED:
            return _("»{title}« er stoppet.", title=name)
        case Phase.RECALLED:
            return _("»{title}« er trukket tilbage.", title=name)


def number_changed(refusal: NumberChanged, expected: int) -> str:
    """Word that the audience isn't as large as was shown. expected: that number."""
    return _(
        "Antallet af modtagere er ændret fra {before} til {after}, siden du så det, så der er ikke "
        "sendt noget endnu. Passer det nye antal, så tryk igen.",
        before=number(expected),
        after=number(refusal.number),
    )


def too_long(typed: str) -> str:
    """Word that a reason or a comment is too long."""
    return _(
        "Skriv højst {longest} tegn. Lige nu er der {many}.",
        longest=number(REASON_LENGTH),
        many=number(len(typed.strip())),
    )
