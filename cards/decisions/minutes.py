"""What is said of minutes as a whole: what was found in them, and what needs a look."""

from collections.abc import Iterator

from bot.decisions.from_minutes.imported import Became, Imported
from bot.decisions.minutes.values import Minutes
from bot.language import _, counted
from bot.language.formats import day, number, plain
from bot.messages import Card
from cards.decisions.words import shortened
from cards.decisions.writing import NewDecision
from cards.parts import Part, buttons, card, note, paragraph

MOST_NAMED = 8  # items of which nothing came
TITLE_SHOWN = 80  # characters of each


def found_in_words(minutes: Minutes) -> str:
    """How many decisions were found, and where: in whose minutes, of which day."""
    many = len(minutes.decisions)
    bodies = {one.body for one in minutes.decisions}
    days = {one.decided_on for one in minutes.decisions}
    body = next(iter(bodies)) if len(bodies) == 1 else ""
    when = next(iter(days)) if len(days) == 1 else None
    if body and when:
        return counted(
            "Jeg fandt {number} beslutning i {body} den {day}.",
            "Jeg fandt {number} beslutninger i {body} den {day}.",
            many,
            body=body,
            day=day(when),
        )
    if body:
        return counted(
            "Jeg fandt {number} beslutning i {body}.",
            "Jeg fandt {number} beslutninger i {body}.",
            many,
            body=body,
        )
    return counted(
        "Jeg fandt {number} beslutning i referatet.",
        "Jeg fandt {number} beslutninger i referatet.",
        many,
    )


def nothing_found(name: str, minutes: Minutes) -> Card:
    """That there are no decisions in minutes."""
    return card(
        _("Jeg fandt ingen beslutninger"),
        paragraph(
            _(
                "Der er ingen punkter i »{name}«, hvor jeg kan se, at der er besluttet noget, og "
                "der er ikke gemt noget.",
                name=plain(name),
            )
        ),
        *without(minutes),
        paragraph(_("Står den der alligevel, så skriv den ind selv.")),
        buttons((_("Ny beslutning"), NewDecision())),
    )


def what_they_are_in_words(imported: Imported) -> str:
    """What the decisions are to us; "" where they are all new."""
    parts = [
        (Became.NEW, counted("{number} ny", "{number} nye", imported.number(Became.NEW))),
        (
            Became.CHANGED,
            counted("{number} ændret", "{number} ændrede", imported.number(Became.CHANGED)),
        ),
        (
            Became.UNCHANGED,
            counted("{number} uændret", "{number} uændrede", imported.number(Became.UNCHANGED)),
        ),
        (
            Became.GONE,
            counted("{number} slettet", "{number} slettede", imported.number(Became.GONE)),
        ),
    ]
    if imported.number(Became.NEW) == len(imported.decisions):
        return ""
    said = ", ".join(words for became, words in parts if imported.number(became))
    return _("Referatet har været her før: {said}.", said=said)


def what_they_are(imported: Imported) -> Iterator[Part]:
    """The same as a paragraph."""
    said = what_they_are_in_words(imported)
    if said:
        yield paragraph(said)


def what_to_mind(minutes: Minutes) -> Iterator[Part]:
    """What in the minutes needs a look."""
    if minutes.repeated:
        numbers = ", ".join(minutes.repeated[:MOST_NAMED])
        yield paragraph(
            _(
                "Pas på: flere punkter har samme nummer ({numbers}). Se, om de er læst rigtigt.",
                numbers=plain(numbers),
            )
        )
    if minutes.doubtful_dates:
        dates = ", ".join(minutes.doubtful_dates[:MOST_NAMED])
        yield paragraph(
            _(
                "Pas på: {dates} er ikke en dato. Udfyld datoen, hvor den mangler.",
                dates=plain(dates),
            )
        )


def without(minutes: Minutes) -> Iterator[Part]:
    """The items on which nothing was decided."""
    if not minutes.without:
        return
    named = ", ".join(f"»{shortened(one, TITLE_SHOWN)}«" for one in minutes.without[:MOST_NAMED])
    more = len(minutes.without) - MOST_NAMED
    if more > 0:
        named = _("{named} og {number} til", named=named, number=number(more))
    yield note(_("Uden beslutning: {items}.", items=plain(named)))
