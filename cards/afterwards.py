"""What follows sending to many: what is asked and said then, alike whatever it was."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.delivery.standings import Account, Line, Standing
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from bot.messages import Action, Card
from cards.parts import Part, box, buttons, card, date_field, note, paragraph

LISTED = 5  # people to decide about, in one card

Button = tuple[str, Action]  # what it says and what it does


@dataclass(frozen=True)
class Sent:
    """What was sent, as these cards tell of it, and what their buttons do.

    title: plain text. missing: how many haven't acknowledged. reminded: how those are reminded, in
    a sentence. leave: lets all be as it is. decide: about a message by its number: whether it is
    sent again. ways: on from a card that says what was done.
    """

    title: str
    account: Account
    missing: int
    remind_at: datetime | None
    reminded: str
    leave: Action
    stop: Action
    recall: Action
    decide: Callable[[int, bool], Action]
    remind: Action
    dont_remind: Action
    ways: tuple[Button, ...] = ()


def told(name: str, sent: Sent, *what: Part) -> Card:
    """What became of it, or of something that was done with it."""
    return card(name, _about(sent), *what, *([buttons(*sent.ways)] if sent.ways else []))


def stop_question(name: str, sent: Sent, *what: Part) -> Card:
    """Whether to stop it, under the words of the button. what: would happen; nothing: no longer."""
    if not what:
        none_waits = _("Ingen venter længere på at få den, så der er ikke noget at stoppe.")
        return told(name, sent, paragraph(none_waits))
    leave = (_("Lad den køre"), sent.leave)
    return card(f"{name}?", _about(sent), *what, buttons(leave, (name, sent.stop)))


def who_is_stopped(sent: Sent) -> Iterator[Part]:
    """Who has got it and who wouldn't get it, if it were stopped; nothing where nobody waits."""
    waiting = sent.account[Standing.ON_ITS_WAY] + sent.account[Standing.AWAY]
    if waiting:
        yield paragraph(
            counted(
                "{sent} har fået den. {many}, der venter, får den så ikke. Er den allerede på vej "
                "ud, kommer den frem. Det kan ikke fortrydes.",
                "{sent} har fået den. De {many}, der venter, får den så ikke. De, den allerede er "
                "på vej ud til, får den. Det kan ikke fortrydes.",
                waiting,
                sent=number(sent.account[Standing.SENT]),
                many=number(waiting),
            )
        )


def recall_question(sent: Sent, *what: Part, in_channel: bool) -> Card:
    """Whether to take it back. what: would happen. in_channel: it was sent there alone."""
    have = sent.account[Standing.SENT]
    from_many = counted(
        "Træk tilbage fra {many}", "Træk tilbage fra {many}", have, many=number(have)
    )
    return card(
        _("Træk tilbage?"),
        _about(sent),
        *what,
        _may_be_read(),
        buttons(
            (_("Lad den stå"), sent.leave),
            (_("Træk tilbage fra kanalen") if in_channel else from_many, sent.recall),
        ),
    )


def recalled(sent: Sent, what: str) -> Card:
    """That it is being taken back."""
    return told(_("Trukket tilbage"), sent, paragraph(what), _may_be_read())


def uncertain(sent: Sent, lines: Sequence[Line], *others: Part) -> Card:
    """Those who may have got it, one by one. lines: at most LISTED of them are shown."""
    if not lines and not others:
        none_left = paragraph(_("Der er ikke flere at tage stilling til."))
        return card(_("Uviste"), _about(sent), none_left)
    return card(
        _("Uviste"),
        _about(sent),
        paragraph(
            _(
                "Teams svarede ikke, så jeg ved ikke, om de fik den. Spørg dem, eller send igen; "
                "så kan det ske, at den kommer to gange."
            )
        ),
        *others,
        *(_one_uncertain(sent, line) for line in lines[:LISTED]),
        *_more(sent.account.open_uncertain - LISTED),
    )


def decide(sent: Sent, message_id: int) -> Part:
    """Whether to send a message again that may have been received."""
    return buttons(
        (_("Send igen"), sent.decide(message_id, True)),
        (_("Send ikke igen"), sent.decide(message_id, False)),
    )


def reminder_form(sent: Sent, *, day: date | None, error: str | None = None) -> Card:
    """On which day those who haven't acknowledged are reminded."""
    missing = counted(
        "Lige nu mangler {many} at kvittere.",
        "Lige nu mangler {many} at kvittere.",
        sent.missing,
        many=number(sent.missing),
    )
    is_set = sent.remind_at is not None
    return card(
        _("Påmind"),
        _about(sent),
        paragraph(f"{missing} {sent.reminded}"),
        date_field("day", _("Dag"), day, required=True, error=error),
        note(_("Ingen får mere end to påmindelser om ugen.")),
        buttons(
            (_("Påmind den dag"), sent.remind),
            (_("Påmind ikke"), sent.dont_remind) if is_set else (_("Annullér"), sent.leave),
        ),
    )


def reminder_set(sent: Sent, *, now: datetime) -> Card:
    """When those who haven't acknowledged are reminded, or that they aren't."""
    when = _("Ingen får en påmindelse.")
    if sent.remind_at:
        when = _(
            "De, der ikke har kvitteret, får en påmindelse {when}.",
            when=relative_moment(sent.remind_at, now),
        )
    return told(_("Påmind"), sent, paragraph(when))


def _about(sent: Sent) -> Part:
    return paragraph(f"»{plain(sent.title)}«")


def _may_be_read() -> Part:
    return note(_("Den kan være læst, og kopier kan findes i Microsoft 365."))


def _one_uncertain(sent: Sent, line: Line) -> Part:
    person = line.person
    return box(
        paragraph(f"**{plain(person.name)}**"),
        note(f"{plain(person.title)}, {plain(person.unit.replace('/', ' / '))}"),
        decide(sent, line.message_id),
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
