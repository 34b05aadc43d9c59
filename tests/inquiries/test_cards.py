"""What those who handle inquiries have in sight, and how buttons of one name are told apart."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from bot.inquiries.values import Inquiry, Kind, Listed, Opened, Own, Phase
from bot.messages import Card
from cards.inquiries.for_all import ForAll
from cards.inquiries.inbox import listed
from cards.inquiries.opened import opened
from cards.inquiries.own import own_inquiries
from tests.cards.handled_inquiries import ADA, ANSWERED, LITTLE, NOW

DECISION = UUID(int=9)
ALIKE = (Listed(ANSWERED, 2), Listed(replace(LITTLE, id=UUID(int=6)), 1))


def in_sight(element: Any) -> Iterator[str]:
    """What stands on the buttons that are seen before anything is unfolded."""
    if isinstance(element, list):
        for part in element:
            yield from in_sight(part)
    elif isinstance(element, dict):
        yield from (one["title"] for one in element.get("actions", ()))
        yield from in_sight([element.get("body"), element.get("items")])


def told_apart(element: Any) -> Iterator[str]:
    """What each button that opens something is called, where it isn't seen what it stands below."""
    if isinstance(element, list):
        for part in element:
            yield from told_apart(part)
    elif isinstance(element, dict):
        if element.get("type") == "Action.Execute" and "tooltip" in element:
            yield element["tooltip"]
        for part in ("body", "items", "actions", "card"):
            yield from told_apart(element.get(part))


@pytest.mark.parametrize("alike", [(), ALIKE], ids=["alone", "with others alike"])
@pytest.mark.parametrize("merged", [(), (ANSWERED,) * 3], ids=["alone", "with others merged"])
@pytest.mark.parametrize("phase", [one for one in Phase if one is not Phase.WITHDRAWN])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_director_has_three_buttons_in_sight_and_the_rest_unfolds(
    kind: Kind, phase: Phase, merged: tuple[Inquiry, ...], alike: tuple[Listed, ...]
) -> None:
    inquiry = replace(
        LITTLE if phase is Phase.OPEN else ANSWERED, kind=kind, phase=phase, about=DECISION
    )
    for_all = ForAll(may=kind is Kind.DECISION)

    card = opened(Opened(inquiry, merged, alike), by=ADA, now=NOW, for_all=for_all)

    seen = list(in_sight(card.content))
    assert 2 <= len(seen) <= 3
    assert seen[0] in (
        "Svar",
        "Tag op",
        "Ret svaret",
        "Svar alligevel",
        "Åbn den, der svares på",
    )
    assert "Luk uden svar" not in seen


def test_buttons_in_lists_say_what_they_open() -> None:
    asked = [
        Own(replace(LITTLE, id=UUID(int=number), text=f"Nummer {number}?"), Phase.OPEN)
        for number in (1, 2)
    ]
    mine: Card = own_inquiries(asked, page=0, has_older=False, now=NOW)
    of_inbox = [listed(one.inquiry, NOW).model_dump(exclude_none=True) for one in asked]

    assert list(told_apart(mine.content)) == ["Vis: Nummer 1?", "Vis: Nummer 2?"]
    assert list(told_apart(of_inbox)) == ["Åbn: Nummer 1?", "Åbn: Nummer 2?"]
