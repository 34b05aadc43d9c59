"""A text that names somebody is told from one that doesn't."""

from dataclasses import replace

import pytest

from bot.people.mentions import mention_any, mentions
from tests.cards.every_card import LIN

BO = replace(LIN, name="Bo Holm")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hej, det er Bo.", True),
        ("hilsen holm", True),
        ("Hvad siger Bos leder?", True),
        ("Hvor må man bo?", False),
        ("Hvor ligger Kirkeholmen?", False),
        ("", False),
    ],
)
def test_who_wrote_it_is_named_by_any_part_of_the_name(text: str, named: bool) -> None:
    assert mentions(text, BO) is named


def test_of_others_only_the_whole_name_counts() -> None:
    everybody = [LIN, BO]

    assert mention_any(["Må bo  holm komme?"], everybody)
    assert mention_any(["Hvad siger Bo Holms leder?"], everybody)
    assert mention_any(["Må Bo Holm komme?"], [replace(BO, name="Bo Mark Holm")])
    assert not mention_any(["Må Holm komme? Hvor skal han bo?"], everybody)
    assert mention_any(["Må BO HOLM?", "Må Holm?", "Må bo Holmegård?"], everybody) == {
        "Må BO HOLM?"
    }
