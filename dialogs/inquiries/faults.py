"""What is the matter with what somebody wrote in a form, and with what isn't there."""

from bot.cpr import holds_cpr_number, without_cpr_numbers
from bot.inquiries.values import (
    FaultyText,
    SenderMissing,
    TextHoldsCprNumber,
    TextTooLong,
    ThemeMissing,
    UnknownInquiry,
)
from bot.language import _
from bot.language.formats import number
from bot.messages import Reply
from bot.router import Router


def register(router: Router) -> None:
    """Word what any form may refuse."""
    router.on_refusal(TextHoldsCprNumber, refused_cpr_number)
    router.on_refusal(UnknownInquiry, unknown_inquiry)


def fault_in_words(refusal: FaultyText, written: str) -> str:
    """What stands at the field. written: what was in it. A CPR number isn't worded there."""
    match refusal:
        case TextTooLong(longest=longest):
            return _(
                "Skriv højst {longest} tegn. Lige nu er der {many}.",
                longest=number(longest),
                many=number(len(written.strip())),
            )
        case SenderMissing():
            return _("Vælg, om direktionen må se dit navn.")
        case ThemeMissing():
            return _("Vælg det, der passer bedst.")
        case _missing:
            return _("Skriv noget her.")


def without_numbers(text: str) -> str:
    """What was typed, as it may come back in a form: a CPR number mustn't get into the chat."""
    return without_cpr_numbers(text, _("[fjernet]"))


def numbers_removed(*texts: str) -> str:
    """What stands above a form that comes back without its CPR numbers; "" where it had none."""
    if not any(map(holds_cpr_number, texts)):
        return ""
    return _(
        "Jeg har fjernet det, der lignede et CPR-nummer, og intet er sendt. Se teksten igennem, og "
        "send igen. Nummeret er allerede nået til Microsoft Teams."
    )


def refused_cpr_number(_refusal: TextHoldsCprNumber) -> Reply:
    """Word the refusal of a CPR number where no form comes back."""
    return Reply.text(
        _(
            "Det, du skrev, ser ud til at indeholde et CPR-nummer, så jeg har hverken gemt eller "
            "sendt det. Nummeret er dog allerede nået til Microsoft Teams. Fjern det, og send igen."
        )
    )


def unknown_inquiry(_refusal: UnknownInquiry) -> Reply:
    """Word that there is no such inquiry for the person."""
    return Reply.text(_("Den henvendelse kan jeg ikke finde. Der er ikke gemt eller sendt noget."))
