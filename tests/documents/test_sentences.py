from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.sentences import sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Det handler f.eks. om Klimaplanen, bl.a. Bosætning og ca. 3 andre.",
        "Mødet er den 6. juni kl. 9.00 i lokale 4.",
        "Se pkt. 3, jf. Lov om aktiv indsats, stk. 2, nr. 4.",
        "Rammen er 4,1 mio. kr. og gælder til 1. Januar.",
        "Forslaget er stillet af J. Hansen og dr. Poulsen.",
        "1. Lederrollen og samspillet.",
        "Afsnit 3.4 gælder.",
        "Mødet er d. 6. juni og d. 12/3 2024.",
        "Der er plads til max. 10 i lok. 214 ml. 10 og 12.",
        "Det gælder f. eks. Klimaplanen, bl. a. Bosætning, d. v. s. Alt.",
        "Mødet er på H.C. Andersens Vej hos adm. Direktør J.-P. Prøvesen.",
        "Spørg cand.mag. Jensen, ph.d. Grad eller cand.scient.pol. Prøvesen.",
        "Det gælder p.t. Ledere, att. Prøvesen, eks. Chefer.",
    ],
)
def test_a_stop_that_is_not_the_end_does_not_end_a_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Det gælder bosætning mv.", "Dette sker i første fase."),
        ("Tillægget er 9.000 kr.", "Det udbetales om året."),
        ("Planen løber til 2028.", "Direktionen følger den."),
        ("Refleksionen er på side 3.", "Der gives ingen karakter."),
        ("Hvem er med?", "Alle ledere."),
        ("Målet er en “fælles retning.”", "Det er nyt."),
        ("Forløbet er slut.", "146 ledere var med."),
        ("Det sagde vi.", "”Nu begynder det.”"),
        ("Følg litra e.", "Den er klar."),
        ("Det er vedtaget i EU.", "Det gælder nu."),
        ("Mødet slutter kl. 9.", "Derefter er der kaffe."),
    ],
)
def test_a_sentence_ends_where_the_next_begins(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_a_line_end_ends_a_sentence() -> None:
    assert sentences("Mål:\n- et\n\n- to") == ["Mål:", "- et", "- to"]


def test_a_long_line_of_stops_takes_no_longer_than_its_length() -> None:
    started = process_time()
    assert len(sentences("Ord" + "." * 100_000 + "x")) == 1
    assert len(sentences("Et ord. " * 100_000)) == 100_000
    assert process_time() - started < 5


@given(st.text(alphabet='abÅB1. ?!\n"”(', max_size=200))
def test_no_word_is_lost(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.split()
