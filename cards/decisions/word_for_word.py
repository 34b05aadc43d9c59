"""A decision that is to be published, word for word, beside where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from bot.decisions.values import Decision, Publication
from bot.language import _, counted
from bot.language.formats import day, number, plain
from bot.messages import Action, Card
from cards.broadcasts.received import formatted
from cards.decisions.drafted import source
from cards.decisions.planned import what_it_said
from cards.decisions.words import decided_and_case, shortened
from cards.parts import Part, buttons, card, heading, note, paragraph, unfolding

MOST_DEEDS, DEED = 5, 100  # follow-ups that are told, and characters of each
BEFORE = 1500  # characters of what a corrected text said before


@dataclass(frozen=True)
class ReadPrepared(Action, name="decisions.read_prepared"):
    """That the person wants to read the decision at this place word for word.

    apart: in a card of its own.
    """

    publication_id: UUID
    place: int
    apart: bool


def word_for_word(publication: Publication, place: int) -> Card:
    """One of its decisions, all of it, beside where it comes from."""
    total = len(publication.decisions)
    place = min(max(place, 0), total - 1)
    turning: list[tuple[str, Action]] = []
    if place + 1 < total:
        turning.append((_("Næste"), ReadPrepared(publication.id, place + 1, apart=False)))
    if place:
        turning.append((_("Forrige"), ReadPrepared(publication.id, place - 1, apart=False)))
    decision = publication.decisions[place]
    return card(
        decision.content.title,
        *in_whole(decision),
        *(
            [note(_("{place} af {all}", place=number(place + 1), all=number(total)))]
            if total > 1
            else []
        ),
        *([buttons(*turning)] if turning else []),
    )


def in_whole(decision: Decision) -> Iterator[Part]:
    """All that a decision says, and what it said before, or where in minutes it was found."""
    content = decision.content
    yield note(plain(decided_and_case(content)))
    yield paragraph(formatted(plain(content.text)))
    if content.meaning:
        yield heading(_("Det betyder for dig"))
        yield paragraph(formatted(plain(content.meaning)))
    if content.to_discuss:
        yield heading(_("Til drøftelse hos jer"))
        yield from (paragraph(plain(one)) for one in content.to_discuss)
    yield from _what_goes_with_it(decision)
    changed = what_it_said(decision)
    if changed:
        yield note(_("Rettet: {fields}", fields=plain(changed)))
    if decision.published and decision.published.text != content.text:
        before = plain(shortened(decision.published.text, BEFORE))
        yield unfolding(_("Se, hvad der stod før"), paragraph(formatted(before)))
    yield from source(decision)


def _what_goes_with_it(decision: Decision) -> Iterator[Part]:
    """From when it holds, who is made responsible, and what is to be done."""
    content, owner = decision.content, decision.owner
    about = []
    if content.holds_from:
        about.append(_("Gælder fra {day}", day=day(content.holds_from)))
    if owner and owner.id == content.owner_id:
        about.append(_("Ansvarlig: {person}", person=plain(owner.name)))
    if about:
        yield note(" · ".join(about))
    if decision.published or not decision.follow_ups:
        return
    yield heading(_("Opfølgninger"))
    for one in decision.follow_ups[:MOST_DEEDS]:
        who = one.owner.name if one.owner else _("uden ansvarlig")
        when = day(one.due_on) if one.due_on else _("uden frist")
        yield paragraph(f"- {plain(shortened(one.what, DEED))} ({plain(who)}, {when})")
    more = len(decision.follow_ups) - MOST_DEEDS
    if more > 0:
        yield note(counted("og {number} til", "og {number} til", more))
