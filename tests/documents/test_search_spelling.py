import pytest

from bot.documents.search.meaning import Known, understood
from bot.documents.search.spelling import mended
from bot.documents.search.words import stem

SPELLINGS = {
    4: {"have": "have"},
    7: {"trygheds": "trygheds", "årsmødt": "årsmødet"},
    8: {"projekter": "projekter"},
    12: {"projektleder": "projektleder", "projektleser": "projektleser"},
}


def known(*words: str) -> Known:
    return Known.of(frozenset(words))


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("arsmødt", [("årsmødet", 1)]),
        ("porjektleder", [("projektleder", 1)]),
        ("porjektledr", [("projektleder", 2)]),
        ("hva", []),
        ("2024", []),
        ("brunsviger", []),
    ],
)
def test_a_slip_is_mended_to_the_nearest_known_word(
    slip: str, meant: list[tuple[str, int]]
) -> None:
    assert mended(slip, SPELLINGS) == meant


def test_several_words_that_are_as_near_are_all_given() -> None:
    assert {word for word, _ in mended("projektlexer", SPELLINGS)} == {
        "projektleder",
        "projektleser",
    }


def test_a_word_of_four_letters_is_never_a_slip() -> None:
    (word,) = understood("vjen", known("vejen")).words
    assert "vej" not in word.terms


def test_a_slip_in_an_ending_leads_to_the_word_that_documents_hold() -> None:
    (word,) = understood("trykheden", known("trygheden", "trykkeri")).words
    assert stem("trygheden") in word.terms


def test_words_that_documents_write_as_one_may_be_asked_for_apart() -> None:
    asked = understood("festudvalgs formand", known("festudvalgsformand"))
    assert [word.stem for word in asked.words] == [stem("festudvalgsformand")]


@pytest.mark.parametrize("word", ["havde", "huset", "regning"])
def test_a_word_of_the_general_language_is_no_slip(word: str) -> None:
    asked = understood(word, known("haveda", "hussset", "tegning"))
    assert not {"haveda", "hussset", "tegning"} & {
        term for each in asked.words for term in each.terms
    }


def test_a_slip_of_a_word_that_only_asks_carries_no_matter() -> None:
    asked = understood("hvad hanlder forløbet om", known("forløbet"))
    assert [word.stem for word in asked.words] == ["forløb"]


def test_a_slip_of_an_everyday_word_leads_to_the_official_one() -> None:
    (word,) = understood("topchfe", known("kommunaldirektør")).words
    assert "kommunaldirektør" in word.terms
