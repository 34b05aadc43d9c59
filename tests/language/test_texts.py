"""Every Danish text has its English, and says the same with the same values."""

import string

import pytest

from bot.language import _, counted, language_of, speaking
from tests.language.texts import in_the_catalogue, in_the_code

CATALOGUE = [message for message in in_the_catalogue() if message.id]


def test_the_catalogue_holds_exactly_the_texts_of_the_code() -> None:
    said = {message.id for message in in_the_code() if message.id}
    translated = {message.id for message in CATALOGUE}

    assert said == translated


def test_every_text_has_its_english() -> None:
    without = [
        message.id for message in CATALOGUE if message.fuzzy or not all(_forms(message.string))
    ]

    assert not without


def test_the_english_fills_in_the_same_values() -> None:
    different = [
        message.id
        for message in CATALOGUE
        if {_fields(text) for text in _forms(message.string)}
        != {_fields(text) for text in _forms(message.id)}
    ]

    assert not different


def test_english_is_spoken_inside_its_block_only() -> None:
    with speaking("en"):
        assert _("Sprog") == "Language"
    assert _("Sprog") == "Sprog"


def test_a_counted_text_follows_the_number() -> None:
    assert "spørgsmålet" in counted("{number} spørgsmålet", "{number} spørgsmålene", 1)
    assert "2 spørgsmålene" in counted("{number} spørgsmålet", "{number} spørgsmålene", 2)


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        ((None, "da-DK"), "da"),
        (("en", "da-DK"), "en"),
        ((None, "en-GB"), "en"),
        ((None, "de-DE"), "da"),
        ((None, None), "da"),
        (("", "EN_us"), "en"),
    ],
)
def test_the_first_wish_that_we_speak_counts(wishes: tuple[str | None, ...], language: str) -> None:
    assert language_of(*wishes) == language


def _forms(said: object) -> list[str]:
    """The text, or its forms for one and for many."""
    return [str(form or "") for form in said] if isinstance(said, tuple | list) else [str(said)]


def _fields(text: str) -> frozenset[str]:
    return frozenset(field for _, field, _, _ in string.Formatter().parse(text) if field)
