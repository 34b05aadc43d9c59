"""Who was absent is told in no decision that is found in minutes."""

import pytest
from docx.document import Document

from bot.decisions.minutes.reading import read_minutes_content
from tests.decisions.minutes_read import minutes, table, word

# What is told of those who weren't there, or were there for them, on lines of their own.
ABSENT = """
    Afbud: Kim Lund, Ea Friis
    Fraværende:|Kim Lund (A)|Ea Friis (B)
    Afbud:|- Kim Lund, FTR|- Ea Friis, souschef
    Fraværende|Kim Lund (A)|Ea Friis, leder af dagplejen
    Fraværende med afbud: Kim Lund (A), Ea Friis
    Fraværende byrådsmedlemmer: Kim Lund
    Lovligt forfald: Kim Lund
    Afbud fra Kim Lund
    Afbud fra sygeplejerske Kim Lund (syg) og Ea Friis (kursus).
    Ikke til stede under punktet: HR-konsulent Kim Lund (TR)
    Ikke mødt: Kim Lund, uden afbud: Ea Friis
    Til stede: Bo Elm, Lis Dam. Ikke til stede: Kim Lund.
    Alle var til stede undtagen Kim Lund.
    Udeblevet: Kim Lund
    Inhabil: Kim Lund
    Fravær: Kim Lund
    Habilitet: Kim Lund forlod lokalet.
    Kim Lund (afbud)
    Kim Lund – fraværende
    Kim Lund, Ea Friis (begge med afbud)
    (Kim Lund var fraværende)
    Kim Lund deltog ikke.
    Kim Lund (A) deltog ikke i sagens behandling på grund af inhabilitet.
    Kim Lund, leder af dagplejen, deltog ikke.
    Byrådsmedlem Kim Lund (A) var fraværende under punktet.
    Ved sagens behandling var Kim Lund ikke til stede.
    Næstformand Kim Lund havde meldt afbud.
    Kim Lund var forhindret.
    Kim Lund kom ikke.
    Kim Lund ankom kl. 17.15
    Kim Lund havde forladt mødet.
    Kim Lund erklærede sig inhabil og forlod lokalet.
    Byrådet erklærede Kim Lund inhabil, og hun deltog ikke i behandlingen.
    Kim Lund er på orlov.
    I stedet for Kim Lund mødte Ea Friis.
    Som stedfortræder for Kim Lund deltog Ea Friis.
    Som suppleant for Kim Lund (A) mødte Ea Friis (A).
    Stedfortræder for Kim Lund: Ea Friis
    Ea Friis vikarierede for Kim Lund.
"""


@pytest.mark.parametrize("absent", list(map(str.strip, ABSENT.strip().splitlines())))
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_who_was_absent_is_not_carried_over(absent: str, first: bool) -> None:
    told = [absent.replace("|", "\n"), "Godkendt.", "For stemte Bo Elm, imod stemte Lis Dam."]
    said = "\n\n".join(told if first else [*told[1:], told[0]])
    content = f"Byrådet 3. marts 2025\n\nPunkt 1: Takster\n\nBeslutning\n\n{said}\n\nBilag\nNotat"
    [found] = read_minutes_content("referat.txt", content.encode()).decisions
    assert found.text == "Godkendt.\n\nFor stemte Bo Elm, imod stemte Lis Dam."
    assert found.passage == f"Beslutning\n\n{found.text}"


ABSENT_WITHIN = [
    ("Godkendt, idet Kim Lund (A) ikke deltog.", "Godkendt."),
    ("Godkendt (Kim Lund (A) deltog ikke i sagens behandling).", "Godkendt."),
    ("Godkendt - Kim Lund var ikke til stede.", "Godkendt."),
    ("Godkendt; Kim Lund deltog ikke.", "Godkendt."),
    ("Godkendt med afbud fra Kim Lund.", "Godkendt."),
    ("Godkendt. Afbud: Kim Lund. Ea Friis (B).", "Godkendt."),
    ("Godkendt Fraværende: Kim Lund", "Godkendt"),
    ("Godkendt med 7 stemmer, Kim Lund undlod at deltage.", "Godkendt med 7 stemmer."),
    ("Udsat på grund af Kim Lunds fravær.", "Udsat."),
    ("Kim Lund deltog ikke, og punktet blev udsat.", "Punktet blev udsat."),
]


@pytest.mark.parametrize(("said", "kept"), ABSENT_WITHIN)
def test_who_was_absent_is_taken_out_of_a_sentence(said: str, kept: str) -> None:
    [found] = minutes(f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\n{said}").decisions
    assert (found.text, found.passage) == (kept, f"Beslutning\n\n{kept}")


@pytest.mark.parametrize(
    "said",
    [
        "Havneskolen deltog ikke i forsøget.",
        "Valgt blev Ea Friis som suppleant for Bo Elm.",
        "Ea Friis indkaldes som stedfortræder for Bo Elm.",
        "Bo Elm ønskede sagen udsat og deltog ikke i afstemningen.",
        "Formanden bemærkede, at Region Midt ikke deltager i projektet.",
        "Fravær over 30 dage følges op af lederen.",
        "Lise Holm og Bo Elm deltager i mødet.",
        "Vikarer bestilles gennem Vikar Nord.",
        "I stedet for Model A vælges Model B.",
        "Bo Elm afløser Lis Dam som formand.",
        "Region Midt ankom med et tilbud på 3 mio. kr.",
        "Byrådet forlod Model A.",
    ],
)
def test_what_only_sounds_like_absence_is_kept(said: str) -> None:
    [found] = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nMødet går fint.\n\n{said}"
    ).decisions
    assert found.text == f"Mødet går fint.\n\n{said}"


@pytest.mark.parametrize(
    "end", ["Fraværende: Kim Lund", "Kim Lund deltog ikke", "Forfald: Kim Lund"]
)
def test_who_was_absent_gives_no_title(end: str) -> None:
    top = "24/100\nVej til havnen\n\nÅben sag\n\nIndstilling\nAt vejen bygges.\n\n"
    read = minutes(
        f"{top}Beslutning i Planudvalget den 3. marts 2025\nAnbefales.\n\n{end}\n\n"
        "Beslutning i Byrådet den 10. marts 2025\nGodkendt."
    )
    assert [(one.title, one.case_number, one.text, one.body) for one in read.decisions] == [
        ("Vej til havnen", "24/100", "Anbefales.", "Planudvalget"),
        ("Vej til havnen", "24/100", "Godkendt.", "Byrådet"),
    ]


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("1. Afbud fra Kim Lund", "Afbud"),
        ("1. Velkomst (afbud: Kim Lund)", "Velkomst"),
        ("Punkt 1: Dagsorden. Fraværende: Kim Lund", "Dagsorden"),
    ],
)
def test_a_title_names_nobody_who_was_absent(top: str, title: str) -> None:
    [found] = minutes(f"Byrådet 3. marts 2025\n\n{top}\n\nBeslutning\n\nGodkendt.").decisions
    assert (found.title, found.text) == (title, "Godkendt.")


def test_names_alone_are_left_out_when_those_people_are_told_to_be_absent_elsewhere() -> None:
    [found] = minutes(
        "Byrådet 3. marts 2025\nAfbud: Kim Lund (A)\n\n1. Vej\n\nBeslutning\n\nGodkendt.\n\n"
        "Valgt blev:\nBo Elm\n\nKim Lund (A)"
    ).decisions
    assert found.text == "Godkendt.\n\nValgt blev:\n\nBo Elm"


@pytest.mark.parametrize(
    "absent",
    ["Fraværende: Kim Lund", "Afbud: Kim Lund (A), Ea Friis", "Fraværende:", "Deltog ikke:"],
)
def test_who_was_absent_stands_right_below_the_heading(absent: str) -> None:
    read = minutes(
        f"Byrådet 10. marts 2025\n\n1. Vej\n\nBeslutning Planudvalget den 04-03-2025\n{absent}\n"
        f"Anbefales.\n\nBeslutning Byrådet den 10-03-2025\n{absent}\nGodkendt."
    )
    assert [(one.text, one.body) for one in read.decisions] == [
        ("Anbefales.", "Planudvalget"),
        ("Godkendt.", "Byrådet"),
    ]


PRESENT = {
    "column": (("Nr.", "Emne", "Beslutning", "Afbud"), ("1", "Støj", "Godkendt.", "Kim Lund")),
    "labels": (("Punkt 1", "Støj"), ("Beslutning", "Godkendt."), ("Ikke til stede", "Kim Lund")),
    "people": (("Navn", "Rolle", "Fremmøde"), ("Kim Lund", "TR", "Afbud"), ("Bo Elm", "", "Mødt")),
    "status": (("Kim Lund", "Afbud"), ("Bo Elm", "Til stede")),
}


@pytest.mark.parametrize("rows", PRESENT.values(), ids=PRESENT)
def test_tables_tell_who_was_there_beside_what_was_decided(rows: tuple[tuple[str, ...]]) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Hovedudvalget den 3. marts 2025")
        if not any("Godkendt." in row for row in rows):
            for text in ("1. Støj", "Beslutning", "Godkendt."):
                document.add_paragraph(text)
        table(document, *rows)

    [found] = word(build).decisions
    assert (found.item, found.title, found.text) == ("1", "Støj", "Godkendt.")
    assert found.passage.endswith("Godkendt.")


def test_nothing_is_left_of_a_point_that_tells_who_was_absent() -> None:
    text = "Referat fra Byrådet den 3. marts 2025\n\nPunkt 1: Bænke\n\nBeslutning\n\nGodkendt.\n\n"
    [decision] = minutes(f"{text}- Afbud: Ida Bæk Holm\n").decisions
    assert decision.text == "Godkendt."


def test_a_decision_that_corrects_who_was_there_is_kept_whole() -> None:
    said = "Referatet blev godkendt med den rettelse, at Ida Bæk Holm også var til stede."
    text = "Referat fra Byrådet den 3. marts 2025\n\nPunkt 1: Referat\n\nBeslutning\n\n"
    [decision] = minutes(f"{text}{said}\n").decisions
    assert decision.text == said


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Udvalget ønsker en ændring, men Kim Lund deltog ikke.", "Udvalget ønsker en ændring."),
        (
            "Godkendt med en tilføjelse, idet Kim Lund (A) ikke deltog.",
            "Godkendt med en tilføjelse.",
        ),
    ],
)
def test_who_was_absent_is_cut_behind_a_change_as_well(said: str, kept: str) -> None:
    text = "Referat fra Byrådet den 3. marts 2025\n\nPunkt 1: Vej\n\nBeslutning\n\n"
    [decision] = minutes(f"{text}{said}\n").decisions
    assert decision.text == kept


def test_who_was_chosen_as_a_substitute_is_part_of_the_decision() -> None:
    said = "Ea Friis Holm blev valgt som repræsentant og Bo Elm Dal som stedfortræder."
    read = minutes(f"Byrådet 3. marts 2025\n\n1. Valg\n\nBeslutning\n\n{said}")
    assert [one.text for one in read.decisions] == [said]


def test_who_takes_the_place_of_somebody_absent_is_not_recommended_by_name() -> None:
    read = minutes(
        "Byrådet 3. marts 2025\n\nAfbud: Kim Lund Dal (A)\n\n1. Indkaldelse\n\nIndstilling\n\n"
        "Det indstilles, at der indkaldes stedfortræder for Kim Lund Dal (A) i sygdomsperioden.\n\n"
        "Beslutning\n\nGodkendt."
    )
    assert [one.text for one in read.decisions] == ["Godkendt."]
    assert "Kim Lund" not in repr(read.decisions)


def test_points_below_the_absent_are_not_taken_for_their_names() -> None:
    read = minutes(
        "Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nFraværende: Kim Lund Dal (V)\n\n"
        "Ad 1 og 2: Anbefales.\n\nAd 3: Udsat."
    )
    assert [one.text for one in read.decisions] == ["Ad 1 og 2: Anbefales.\n\nAd 3: Udsat."]
