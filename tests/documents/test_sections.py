"""How text that nobody marked up is divided."""

import pytest

from bot.documents.cases import case_number_in
from bot.documents.sections import prepared, sections
from bot.files.blocks import Block, Kind


def parts(text: str) -> list[tuple[str, list[str]]]:
    blocks = [Block(Kind.PARAGRAPH, line) for line in text.split("\n")]
    return [
        (" · ".join(part.headings), [block.text for block in part.blocks])
        for part in sections(prepared(blocks), curated=False)
        if part.blocks
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Sagsgang",
        "Resumé",
        "Økonomiske konsekvenser:",
        "Sammenhæng til andre politikker/strategier og fagområder",
        "Lovgrundlag",
        "Indstilling",
        "Forvaltningens indstilling",
        "Indstilling og beslutning",
        "Beslutning i Hovedudvalget den 06-06-2024",
        "Udvalgets beslutning",
        "Konklusion",
        "Beslutning Økonomiudvalget, 12. september 2031",
        "Høring",
    ],
)
def test_the_usual_headings_are_known(heading: str) -> None:
    assert parts(f"{heading}\nDet står her.") == [(heading.rstrip(":"), ["Det står her."])]


@pytest.mark.parametrize(
    "text",
    [
        "Beslutningen blev udsat.",
        "Beslutning om budgettet træffes i oktober.",
        "Bilag vedlægges ikke.",
        "Baggrunden er en anden.",
    ],
)
def test_text_that_begins_like_a_heading_is_text(text: str) -> None:
    assert parts(f"{text}\nNæste afsnit.") == [("", [text, "Næste afsnit."])]


def test_a_heading_may_stand_on_the_line_of_its_text() -> None:
    assert parts("Beslutning: Godkendt.\nIndstilling:\nAt det godkendes.") == [
        ("Beslutning", ["Godkendt."]),
        ("Indstilling", ["At det godkendes."]),
    ]


def test_a_sentence_cut_by_an_empty_line_is_whole_again() -> None:
    text = (
        "Det sker med borgere og\nuddannelsesinstitutioner. Og så videre.\n"
        "Vi ses i Nordmark og\nSolbjerg."
    )
    assert parts(text) == [
        (
            "",
            [
                "Det sker med borgere og uddannelsesinstitutioner. Og så videre.",
                "Vi ses i Nordmark og Solbjerg.",
            ],
        )
    ]


def test_what_is_recommended_is_a_list() -> None:
    text = "Indstilling\nDirektionen indstiller,\nat planen godkendes,\nat den evalueres."
    assert parts(text) == [
        (
            "Indstilling",
            ["Direktionen indstiller,", "- at planen godkendes,", "- at den evalueres."],
        )
    ]


def test_a_short_line_above_a_paragraph_is_a_heading_within_the_account_of_the_case() -> None:
    text = "Sagsfremstilling\nFørst dette.\nMødefri tid\nOnsdag er fri.\nLovgrundlag\nIntet."
    assert [heading for heading, _ in parts(text)] == [
        "Sagsfremstilling",
        "Sagsfremstilling · Mødefri tid",
        "Lovgrundlag",
    ]


def test_headings_of_both_kinds_are_found_where_only_some_are_bold() -> None:
    blocks = [
        Block(Kind.HEADING, "Sagsfremstilling"),
        Block(Kind.PARAGRAPH, "Det gælder fra maj."),
        Block(Kind.PARAGRAPH, "Mødefri tid"),
        Block(Kind.PARAGRAPH, "Onsdag er fri."),
    ]
    found = [part.headings for part in sections(prepared(blocks), curated=False) if part.blocks]
    assert found == [("Sagsfremstilling",), ("Sagsfremstilling", "Mødefri tid")]


def test_a_short_paragraph_is_no_heading_where_headings_have_a_style() -> None:
    blocks = [
        Block(Kind.HEADING, "Mødefri tid", 1),
        Block(Kind.PARAGRAPH, "Først dette."),
        Block(Kind.PARAGRAPH, "Kun onsdag"),
        Block(Kind.PARAGRAPH, "Onsdag er fri."),
    ]
    [part] = [part for part in sections(prepared(blocks), curated=False) if part.blocks]
    assert part.headings == ("Mødefri tid",)


def test_an_outcome_in_one_word_is_no_heading() -> None:
    text = "Beslutning\nGodkendt\nEt mindretal stemte imod."
    assert parts(text) == [("Beslutning", ["Godkendt", "Et mindretal stemte imod."])]


def test_numbered_headings_stand_below_each_other() -> None:
    text = "1. Formål\nDet første.\n2. Forløb\nDet andet.\n2.1 Grundforløb\nDet tredje."
    assert [heading for heading, _ in parts(text)] == [
        "1. Formål",
        "2. Forløb",
        "2. Forløb · 2.1 Grundforløb",
    ]


def test_lines_that_begin_with_a_date_or_an_amount_are_no_headings() -> None:
    text = (
        "1. Satser\nDe årlige satser er:\n60 procent til skolen\n1. juni til 30. november: resten\n"
        "12 måneder i alt\nResten gemmes.\n2. Frister\nDe holdes."
    )
    assert [heading for heading, _ in parts(text)] == ["1. Satser", "2. Frister"]


def test_a_numbered_heading_may_be_long_ask_stop_short_and_stand_below_a_list() -> None:
    blocks = [
        Block(Kind.ITEM, "1. Principper", 1),
        Block(Kind.PARAGRAPH, "Der er to:"),
        Block(Kind.ITEM, "- Skure er tørre.", 1),
        Block(Kind.ITEM, "- Cykler er hele.", 1),
        Block(Kind.ITEM, "2. Det, planen ikke handler om", 1),
        Block(Kind.PARAGRAPH, "Biler og busser hører til et andet sted."),
        Block(Kind.ITEM, "3. Hvad gør jeg, når en anden end mig har taget pladsen?", 1),
        Block(Kind.PARAGRAPH, "Spørg værkstedet."),
        Block(Kind.PARAGRAPH, "§ 4 Kontakt"),
        Block(Kind.PARAGRAPH, "Ring til havnen."),
    ]
    found = sections(prepared(blocks), curated=False)
    assert [part.headings for part in found if part.blocks] == [
        ("1. Principper",),
        ("2. Det, planen ikke handler om",),
        ("3. Hvad gør jeg, når en anden end mig har taget pladsen?",),
        ("§ 4 Kontakt",),
    ]


def test_a_list_with_numbers_stays_a_list() -> None:
    blocks = [
        Block(Kind.PARAGRAPH, "Sådan gør du:"),
        Block(Kind.ITEM, "1. Ring til havnen", 1),
        Block(Kind.ITEM, "2. Hent nøglen", 1),
        Block(Kind.PARAGRAPH, "Så er du klar."),
    ]
    [part] = [part for part in sections(prepared(blocks), curated=False) if part.blocks]
    assert part.headings == ()


def test_a_heading_without_a_number_stands_above_none_with_one_but_a_known_one_does() -> None:
    text = "Forord\nSkure er gode.\n1. Formål\nDet første.\n2. Forløb\nDet andet."
    assert [heading for heading, _ in parts(text)] == ["Forord", "1. Formål", "2. Forløb"]
    text = "Sagsfremstilling\nSkure er gode.\n1. Skurene\nDet første."
    assert parts(text)[-1][0] == "Sagsfremstilling · 1. Skurene"


@pytest.mark.parametrize(
    "absence",
    [
        "Afbud:\nBo Testesen (direktør)\nEa Prøvesen (chef for børn og unge)",
        "Afbud\nBo Testesen, direktør, og Ea Prøvesen, chef",
        "Fraværende: Bo Testesen, Ea Prøvesen",
        "Afbud fra Bo Testesen",
        "Bo Testesen (A) deltog ikke i behandlingen af punktet.",
    ],
)
def test_who_was_absent_is_not_carried_over(absence: str) -> None:
    text = f"Beslutning\nGodkendt.\n{absence}\nUdvalget drøftede desuden tidsplanen.\nBilag:"
    assert parts(text) == [("Beslutning", ["Godkendt.", "Udvalget drøftede desuden tidsplanen."])]


@pytest.mark.parametrize(
    "text",
    [
        "Afbud senere end ti hverdage før kursusstart koster 2.500 kr.",
        "Deltagerne kan melde afbud uden begrundelse.",
        "Nordmark Kommune deltog ikke i forsøget.",
        "Afbud: Senest ti hverdage før kursusstart.",
    ],
)
def test_text_about_absence_as_such_stays(text: str) -> None:
    assert parts(f"Beslutning\n{text}") == [("Beslutning", [text])]


def test_how_to_cancel_stays_where_nothing_is_decided() -> None:
    text = "Afbud\nMeld afbud til Kursusafdelingen på Nordmark Rådhus.\nAfbud: Nordmark Rådhus"
    assert parts(text) == [("Afbud", text.split("\n")[1:])]


def test_a_heading_with_a_level_is_never_dropped() -> None:
    blocks = [
        Block(Kind.HEADING, "Beslutning", 1),
        Block(Kind.PARAGRAPH, "Godkendt."),
        Block(Kind.HEADING, "Afbud", 1),
        Block(Kind.PARAGRAPH, "Nordmark Rådhus"),
    ]
    assert sections(blocks, curated=False)[-1].headings == ("Afbud",)


@pytest.mark.parametrize("below", ["Meld afbud til Kursusafdelingen.", "Senest ti dage før."])
def test_what_is_said_of_absence_in_a_decision_stays(below: str) -> None:
    assert parts(f"Beslutning\nGodkendt.\nAfbud\n{below}") == [
        ("Beslutning", ["Godkendt.", "Afbud", below])
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("24/277 Åben Sag", "24/277"),
        ("Sagsnr. 2024-1234", "2024-1234"),
        ("Sagsnummer: 330-2024-1234", "330-2024-1234"),
        ("EMN-2024-01234", "EMN-2024-01234"),
        ("Ny plan (00.16.00-P22-1-24)", "00.16.00-P22-1-24"),
        ("Sag: 31/4567, behandlet i august", "31/4567"),
        ("Dok.nr. 24/277", None),
        ("Sag nr. 129", None),
        ("Mødet den 6/6 2024", None),
        ("Plan 2024-2028", None),
        ("31/4567", "31/4567"),
        ("Sagsnr. 24/7", "24/7"),
        ("Gælder skoleåret 2024/2025", None),
        ("2024/2025", None),
        ("2024/25 er skoleåret", None),
        ("Vagten svarer 24/7", None),
        ("24/7 hele året", None),
        ("Hallen, bygning 12/345", None),
        ("12/10 2024", None),
    ],
)
def test_case_numbers_are_found_in_every_form(line: str, number: str | None) -> None:
    assert case_number_in(["Overskrift", line]) == number


def test_a_short_line_above_a_list_is_a_heading_and_a_labelled_line_is_none() -> None:
    blocks = [
        Block(Kind.PARAGRAPH, "Dato: 14. januar 2031"),
        Block(Kind.PARAGRAPH, "Vi mødes på havnen, når skurene er malet."),
        Block(Kind.PARAGRAPH, "Roller"),
        Block(Kind.ITEM, "- Havnechefen maler.", 1),
        Block(Kind.ITEM, "- Værkstedet lapper.", 1),
    ]
    found = sections(prepared(blocks), curated=False)
    assert [part.headings for part in found if part.blocks] == [(), ("Roller",)]
