import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.documents.search.asking import content
from bot.documents.search.words import MED, function_words, parts, runs, stem, stems, words


@pytest.mark.parametrize("written", ["aarsmoede", "Årsmøde", "ÅRSMØDE"])
def test_danish_letters_may_be_written_in_other_ways(written: str) -> None:
    assert words(written) == ["årsmøde"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvad med MED?", ["hvad", "med", MED]),
        ("hvad med med", ["hvad", "med", MED]),
        ("MED", [MED]),
        ("Med MED-udvalget", ["med", MED, "udvalget"]),
        ("med-aftalen", [MED, "aftalen"]),
        ("MØDE MED ALLE LEDERE", ["møde", "med", "alle", "ledere"]),
        ("kaffe med mælk", ["kaffe", "med", "mælk"]),
    ],
)
def test_med_in_capitals_is_a_word_of_its_own(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize("date", ["06-06-2024", "6.6.2024", "6/6/2024"])
def test_a_date_in_figures_is_found_by_its_month(date: str) -> None:
    assert words(f"den {date}") == ["den", "6", "juni", "2024"]


def test_a_case_number_is_one_word() -> None:
    assert words("sag 24/277") == ["sag", "24/277"]


def test_a_number_is_the_same_with_and_without_points() -> None:
    assert words("45.000 kr. af 1.250.000") == ["45000", "kr", "af", "1250000"]
    assert words("afsnit 3.12") == ["afsnit", "3.12"]


@pytest.mark.parametrize("text", ["medmindre hendes", "hvorvidt, herefter", "doesn't", "we'll"])
def test_what_carries_no_matter_is_never_taken_for_a_slip_of_what_does(text: str) -> None:
    assert content(text) == []


def test_what_looks_like_a_date_in_a_thirteenth_month_is_left_alone() -> None:
    assert words("01-13-2024") == ["01-13-2024"]


@pytest.mark.parametrize(
    "inflections",
    [
        "møde mødet møder møderne",
        "besluttede beslutning beslutte",
        "evaluering evaluere evalueres",
        "indsats indsatsen indsatser",
        "drøftede drøftelse drøfter",
    ],
)
def test_inflections_share_a_stem(inflections: str) -> None:
    assert len(set(stems(inflections))) == 1


def test_short_words_keep_the_endings_that_make_them_other_words() -> None:
    assert stem("retning") != stem("ret")
    assert stem(MED) != stem("med")


@pytest.mark.parametrize(
    ("compound", "apart"),
    [
        ("ledermøde", ("leder", "møde")),
        ("arbejdsplads", ("arbejd", "plads")),
        ("sagsnummer", ("sag", "nummer")),
        ("brunsviger", ()),
    ],
)
def test_a_compound_is_taken_apart_where_both_sides_are_known(
    compound: str, apart: tuple[str, ...]
) -> None:
    assert parts(compound, {"leder", "arbejd"}) == apart


@given(some.text())
def test_words_found_once_are_the_same_when_found_again(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found or "-" in text or MED in found


@given(some.text(alphabet="abcdeæøå", min_size=4, max_size=20))
def test_runs_cover_a_word(word: str) -> None:
    found = runs(word)
    assert all(len(run) == 4 for run in found)
    assert found[0] + "".join(run[-1] for run in found[1:]) == "^" + word


def test_words_that_ask_carry_no_matter() -> None:
    assert {"hvad", "hvor", "what", "med"} <= function_words()
    assert "leder" not in function_words()
