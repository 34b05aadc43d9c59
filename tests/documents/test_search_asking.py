"""What a question asks: said with a preamble, and leaning on the one before."""

import pytest

from bot.documents.search.asking import bare, is_leaning, names_nothing, points_back


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Hej, jeg er ny leder. Hvornår åbner værkstedet?", "Hvornår åbner værkstedet?"),
        ("hej med jer, lige et hurtigt spørgsmål: hvornår åbner det", "hvornår åbner det"),
        ("Kan du fortælle mig, hvad skuret koster", "hvad skuret koster"),
        ("jeg vil gerne vide om skuret er låst", "skuret er låst"),
        ("Hello, can you tell me who leads the work?", "who leads the work?"),
    ],
)
def test_what_is_said_to_begin_is_no_part_of_the_question(said: str, asked: str) -> None:
    assert bare(said) == asked


@pytest.mark.parametrize(
    "whole",
    ["hej", "min medarbejder er syg, hvad gør jeg", "ny leder", "spørgsmål om skure", "hejs"],
)
def test_what_tells_something_is_kept(whole: str) -> None:
    assert bare(whole).endswith(whole.removeprefix("spørgsmål "))


@pytest.mark.parametrize(
    "question",
    [
        *("og hvornår?", "hvorfor det?", "hvem gælder det for?", "hvad koster det?"),
        *(
            "er det frivilligt?",
            "hvem godkender?",
            "hvor mange dage?",
            "og hvem skal betale for den?",
        ),
        "Hej igen, og hvem deltager?",
    ],
)
def test_a_question_that_does_not_say_what_it_is_about_points_back(question: str) -> None:
    assert points_back(question)
    assert is_leaning(question)


@pytest.mark.parametrize("question", ["og for MED?", "hvad med skurene?", "og hvad er prisen?"])
def test_a_question_that_goes_on_may_have_a_subject_of_its_own(question: str) -> None:
    assert is_leaning(question)
    assert not points_back(question)


@pytest.mark.parametrize(
    "question",
    [
        *("Hvad koster cykelplanen?", "hvad er tillid?", "fleksjob", "hvem er direktør"),
        *("tak", "hej med jer", "ok tak"),
        *("er det tilladt at ryge på kontoret", "hvornår er det årlige møde"),
        "og hvornår skal cykelskurene på havnen males?",
    ],
)
def test_a_full_question_does_not_lean_nor_does_what_asks_nothing(question: str) -> None:
    assert not is_leaning(question)


@pytest.mark.parametrize(
    ("question", "nothing"),
    [
        *(("og hvornår?", True), ("hvad koster det?", True), ("hvor mange dage?", True)),
        *(("er MED med i det?", False), ("hvad siger MED til det?", False)),
        *(("hvad med skurene?", False), ("og hvem betaler skurene?", False)),
    ],
)
def test_what_has_a_subject_beside_what_it_points_to_can_stand_by_itself(
    question: str, nothing: bool
) -> None:
    assert names_nothing(question) is nothing
