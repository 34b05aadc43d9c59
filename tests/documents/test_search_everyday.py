"""Everyday words: phrases, and both ways between them and the words of documents."""

import pytest

from bot.documents.search.everyday import everyday_words, official_words
from bot.documents.search.meaning import Known, understood
from bot.documents.search.words import function_words, stem, words


@pytest.mark.parametrize(
    "question",
    ["går ned med flaget", "gik hun ned med flaget", "han er gået så meget ned med flaget"],
)
def test_a_phrase_is_found_in_any_tense_and_with_small_words_between(question: str) -> None:
    written = words(question)
    assert stem("stress") in official_words(written)[written.index("flaget")]


def test_a_phrase_isnt_found_across_a_word_that_carries_matter() -> None:
    apart, together = (official_words(words(text)) for text in ("sagt vognen op", "sagt ham op"))
    assert stem("opsige") in together[0]
    assert stem("opsige") not in {each for official in apart.values() for each in official}


def test_a_phrase_covers_all_of_its_words_that_carry_matter() -> None:
    found = official_words(words("skyde penge i"))
    assert sorted(found) == [0, 1]
    assert found[0] == found[1]


def test_a_word_within_a_phrase_means_nothing_by_itself() -> None:
    alone, within = (official_words(words(text)) for text in ("penge", "skyde penge i"))
    assert not set(alone[0]) <= set(within[1])


def test_a_document_in_everyday_words_is_found_by_the_official_one() -> None:
    assert stem("fyre") in everyday_words(stem("afskedige"))
    (word,) = understood("afskedige", Known.of(frozenset({"fyre"}))).words
    assert stem("fyre") in word.terms


def test_everyday_words_for_the_same_are_kin_and_worth_less() -> None:
    (word,) = understood("fyret", Known.of(frozenset({"afskedige", "bortvise"}))).words
    assert word.terms[stem("afskedige")] > word.terms.get(stem("bortvise"), 0)


def test_an_official_word_that_everything_leads_to_leads_nowhere_back() -> None:
    assert everyday_words(stem("leder")) == ()


def test_an_english_word_is_no_slip_of_a_danish_one() -> None:
    (word,) = understood("complain", Known.of(frozenset({"komplain", "complaim"}))).words
    assert word.stem == stem("complain")


def test_only_words_that_the_documents_hold_are_searched_for() -> None:
    known = Known.of(frozenset({"orlov"}))
    (word,) = understood("barsel", known).words
    assert {term.lstrip("+") for term in word.terms} == {stem("barsel"), stem("orlov")}


@pytest.mark.parametrize("short", ["mvh", "ift", "pga", "vedr", "evt"])
def test_abbreviations_of_chat_carry_no_matter(short: str) -> None:
    assert short in function_words()


def test_what_was_earlier_has_nothing_to_do_with_time() -> None:
    assert stem("tidligere") == stem("tidligst") != stem("tiden")
