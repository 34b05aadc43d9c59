"""What the outbox says of itself."""

from bot.delivery.values import HaltInTime
from bot.language import _
from bot.language.formats import moment, plain
from bot.messages import Card
from bot.people.values import Person
from cards.parts import card, note, paragraph


def second_account(person: Person) -> Card:
    """That another account claims somebody's address, told to who can look into it."""
    return card(
        _("En konto blev afvist"),
        paragraph(
            _(
                "En anden Teams-konto brugte adressen {email}, som hører til {name}. Jeg har "
                "afvist den. Har {name} fået en ny konto, så skriv den på lederlisten.",
                email=plain(person.email),
                name=plain(person.name),
            )
        ),
        note(_("Ellers kan det være nogen, der udgiver sig for en anden. Tal med it-sikkerhed.")),
    )


def halted(halt: HaltInTime) -> Card:
    """That Teams took nothing from the bot for a while, told to those who should know."""
    until = moment(halt.ended_at) if halt.ended_at else _("nu")
    return card(
        _("Jeg kunne ikke sende"),
        paragraph(
            _(
                "Fra {since} til {until} tog Teams ikke imod noget fra mig. Beskeder, der skulle "
                "være sendt imens, ventede og bliver sendt nu. Ingen er gået tabt.",
                since=moment(halt.since),
                until=until,
            )
        ),
        note(_("Til it: Microsofts svar var {code}.", code=plain(halt.code or "401"))),
        summary=_("Jeg kunne ikke sende for en tid. Nu virker det igen."),
    )
