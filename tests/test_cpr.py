"""CPR numbers are recognised however they are written; other numbers are let be."""

import pytest

from bot.cpr import holds_cpr_number


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "CPR:311299-0001.",
        "(290200-1234)",
        "010190–1234",
        "01 01 90 1234",
        "010190 - 1234",
        "010190.1234",
        "610190-1234",
    ],
)
def test_what_looks_like_a_cpr_number_is_found(text: str) -> None:
    assert holds_cpr_number(text)


@pytest.mark.parametrize(
    "text",
    ["24/277", "320190-1234", "011390-1234", "12345678", "1010190-12345", "6. juni 2024", ""],
)
def test_other_numbers_are_let_be(text: str) -> None:
    assert not holds_cpr_number(text)
