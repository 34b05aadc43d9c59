"""Which questions are about the same: with few of them about, and with many."""

import pytest

from bot.inquiries.similar import most_alike

ALIKE = [
    ("Hvornår er ledermødet i 2027?", "Hvornår holder vi ledermøde næste år?"),
    ("Hvordan søger jeg om barselsorlov?", "Hvordan ansøger en medarbejder om barselsorlov?"),
    ("Hvem godkender tjenesterejser?", "Hvem skal godkende en tjenesterejse til Norge?"),
    ("Hvad er fristen for budgettet?", "Hvornår skal budgettet være færdigt?"),
    ("Hvor mange dage har jeg til omsorg?", "Hej. Hvor mange omsorgsdage har man om året?"),
    ("Hvornår er der møde for ledere?", "Hvornår er ledermødet?"),
    (
        "Drop månedsrapporten Vi læser den aldrig.",
        "Færre rapporter Månedsrapporten bliver ikke læst, og den tager en hel dag at lave.",
    ),
]
APART = [
    ("Hvornår er ledermødet i 2027?", "Hvornår holder vi personalemøde næste år?"),
    ("Hvordan søger jeg om barselsorlov?", "Hvordan søger jeg om tjenestefri?"),
    ("Hvem betaler for vikaren?", "Hvem betaler for kaffen?"),
    ("Hvad er fristen for budgettet?", "Hvad er fristen for lønforhandlingen?"),
    ("Hvornår er ledermødet?", "Hvor er ledermødet?"),
    ("Må vi holde julefrokost i kantinen?", "Må vi holde fødselsdag i kantinen?"),
    ("Hvor mange feriedage har jeg?", "Hvor mange barselsdage har jeg?"),
]
OTHERS = (
    "Hvem retter til?",
    "Hvad er en MED-aftale?",
    "Må vi tage på kursus?",
    "Hvordan melder jeg en arbejdsskade?",
    "Hvad koster en ny telefon?",
)


@pytest.mark.parametrize("about", [(), OTHERS, OTHERS * 40])
@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_same_asked_in_other_words_is_alike(
    one: str, other: str, about: tuple[str, ...]
) -> None:
    others = dict(enumerate((*about, other)))

    assert most_alike(one, others, most=3) == [len(about)]
    assert most_alike(other, dict(enumerate((*about, one))), most=3) == [len(about)]


@pytest.mark.parametrize("about", [(), OTHERS, OTHERS * 40])
@pytest.mark.parametrize(("one", "other"), APART)
def test_the_same_asked_about_something_else_is_not(
    one: str, other: str, about: tuple[str, ...]
) -> None:
    others = dict(enumerate((*about, other)))

    assert most_alike(one, others, most=3) == []
    assert most_alike(other, dict(enumerate((*about, one))), most=3) == []


def test_of_several_that_say_the_same_one_is_enough() -> None:
    question, variant = "Hvad gælder for de fælles dage?", "Hvornår holder vi ledermøde?"

    assert most_alike("Hvornår er ledermødet?", {1: [question, variant]}, most=1) == [1]
    assert most_alike("Hvornår er ledermødet?", {1: [question]}, most=1) == []


def test_a_question_of_nothing_but_its_verb_is_like_itself_alone() -> None:
    others = {1: "Hvem retter til?", 2: "Hvem betaler?", 3: "Og?"}

    assert most_alike("Hvem retter til?", others, most=3) == [1]
    assert most_alike("Og?", others, most=3) == []


def test_the_most_alike_comes_first_and_what_shares_one_word_of_many_does_not() -> None:
    others = {
        1: "Hvornår er årsmødet?",
        2: "Hvem betaler for kaffen?",
        3: "Får vi betalt en vikar, når vi er på årsmødet?",
        4: "Hvem skal betale for vikaren under årsmødet?",
    }

    assert most_alike("Hvem betaler for vikaren på årsmødet?", others, most=3) == [4, 3]
