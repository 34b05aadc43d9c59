"""Where the items of minutes begin and end, with their numbers, titles and case numbers."""

import pytest
from docx.document import Document

from tests.decisions.minutes_read import bold, minutes, table, told, word


@pytest.mark.parametrize("title", ["Status: Ny vej", "Center: Ny struktur", "Sag om vej"])
def test_a_title_may_begin_as_a_label_does(title: str) -> None:
    read = minutes(f"Byrådet 3. marts 2025\n\n1. {title}\n\nBeslutning\n\nGodkendt.")
    assert told(read) == [("1", title, "Godkendt.")]


BESIDE_TITLES = [
    ("Pkt. 1 (24/3015) Klimaplan", "24/3015"),
    ("1. [24/3015] Klimaplan", "24/3015"),
    ("Punkt 1 – (Sagsnr.: 2024-3015) – Klimaplan", "2024-3015"),
    ("1. Klimaplan | 00.16.00-P22-1-24", "00.16.00-P22-1-24"),
    ("1. Klimaplan [EMN-2024-01234]", "EMN-2024-01234"),
    ("1. Klimaplan, j.nr. 24/99", "24/99"),
    ("1. Klimaplan\nSagsnr.: S2024-77", "S2024-77"),
    ("1. Sagsnavn: Klimaplan\nSagsnummer: 25-000123", "25-000123"),
]


@pytest.mark.parametrize(("top", "number"), BESIDE_TITLES)
def test_a_case_number_stands_before_or_after_the_title(top: str, number: str) -> None:
    [found] = minutes(f"Byrådet 3. marts 2025\n\n{top}\n\nBeslutning\n\nGodkendt.").decisions
    assert (found.item, found.title, found.case_number) == ("1", "Klimaplan", number)


@pytest.mark.parametrize(
    "item",
    [
        "{case}\n{number}. {title}\n\nBeslutning\n{text}",
        "Sagsnr.: {case}\n{number}. {title}\n\nBeslutning\n{text}",
        "{number}. {title}\n{case}\n\nBeslutning\n{text}",
        "{number}. {title}\n\nBeslutning\n{text}\n\nSagsnr.: {case}",
    ],
    ids=["above", "above with a label", "below", "at the end"],
)
def test_a_case_number_on_a_line_of_its_own_belongs_to_the_item_it_stands_at(item: str) -> None:
    items = [
        ("1", "Vej", "330-2025-101", "Godkendt."),
        ("2", "Sti", "330-2025-102", "Udsat."),
        ("3", "Bro", "330-2025-103", "Drøftet."),
    ]
    bodies = [
        item.format(number=number, title=title, case=case, text=text)
        for number, title, case, text in items
    ]
    read = minutes("\n\n".join(["Teknisk Udvalg den 3. marts 2025", *bodies]))
    assert [(one.item, one.title, one.case_number, one.text) for one in read.decisions] == items


NAMING = [
    "Beslutning for Punkt {0}: {1}\n\n{2}",
    "Indstilling for Punkt {0}: {1}\n\nAt det sker.\n\nBeslutning for Punkt {0}: {1}\n\n{2}",
    "Beslutning til pkt. {0} - {1}\n\n{2}",
    "Beslutning vedr. punkt {0}\n\n{1}\n\n{2}",
    "Beslutning: {1}\n\n{2}",
    "Beslutning for punkt {0}: {2}",
]


@pytest.mark.parametrize("form", NAMING)
@pytest.mark.parametrize("titles", [("Vej", "Sti"), ("Beslutning om vej", "Fordeling af midler")])
def test_a_title_that_the_heading_of_a_decision_tells_again_is_no_part_of_it(
    form: str, titles: tuple[str, str]
) -> None:
    items = [("4", titles[0], "Godkendt."), ("5", titles[1], "Byrådet vil vente.")]
    bodies = [f"Punkt {one[0]}: {one[1]}\n\n{form.format(*one)}" for one in items]
    read = minutes("\n\n".join(["Byrådet 3. marts 2025", *bodies]))
    assert told(read) == items
    assert all(one.recommendation in ("", "At det sker.") for one in read.decisions)


@pytest.mark.parametrize("top", ["Fordeling af\n\nAKUT-midler", "Fordeling af AKUT-midler"])
@pytest.mark.parametrize("again", ["Fordeling af\n\nAKUT-midler", "Fordeling af AKUT-midler"])
def test_a_title_goes_on_for_two_lines(top: str, again: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\nPunkt 4: {top}\n\nBeslutning for Punkt 4: {again}\n\nUdsat."
    )
    assert told(read) == [("4", "Fordeling af AKUT-midler", "Udsat.")]


@pytest.mark.parametrize("rule", ["-" * 70, "_" * 30, "* * *", "=====", "–––––", "~~~~", "***"])
def test_rules_are_no_text(rule: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\n{rule}\n\n1. Vej\n\nBeslutning\n\nGodkendt.\n\n{rule}\n\n"
        f"2. Sti\n\n--- Beslutning ---\n\nUdsat.\n{rule}\n"
    )
    assert told(read) == [("1", "Vej", "Godkendt."), ("2", "Sti", "Udsat.")]


@pytest.mark.parametrize(
    "signed",
    ["______________\nKim Lund", "_______   _______\n\nBo Elm, formand\n\nKim Lund"],
)
def test_those_who_sign_are_not_part_of_the_last_decision(signed: str) -> None:
    [found] = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nGodkendt.\n\n{signed}"
    ).decisions
    assert found.text == "Godkendt."


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("A.1 ", "A.2 ", ("A.1", "A.2")),
        ("A.1 ", "B.1 ", ("A.1", "B.1")),
        ("A1 ", "A2 ", ("A1", "A2")),
        ("B. ", "C. ", ("B", "C")),
        ("I. ", "II. ", ("I", "II")),
        ("Punkt A: ", "Punkt B: ", ("A", "B")),
        ("#1 ", "#2 ", ("1", "2")),
        ("(1) ", "(2) ", ("1", "2")),
        ("§ 1. ", "§ 2. ", ("1", "2")),
        ("Nr. 1 ", "Nr. 2 ", ("1", "2")),
        ("Ad 1 ", "Ad 2 ", ("1", "2")),
        ("Ad. 1: ", "Ad. 2: ", ("1", "2")),
        ("Ad pkt. 1) ", "Ad pkt. 2) ", ("1", "2")),
    ],
)
@pytest.mark.parametrize("account", ["", "Den er gammel.\n\n"])
def test_items_are_numbered_in_many_ways(
    first: str, second: str, numbers: tuple[str, str], account: str
) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\n{first}Vej\n\n{account}Beslutning\n\nGodkendt.\n\n"
        f"{second}Sti\n\n{account}Beslutning\n\nUdsat."
    )
    assert told(read) == [(numbers[0], "Vej", "Godkendt."), (numbers[1], "Sti", "Udsat.")]


def test_letters_also_number_sections_and_what_is_chosen_between() -> None:
    read = minutes(
        "Byrådet 3. marts 2025\n\nA. Sager fra udvalget\n\nA.1 Vej\n\nBeslutning\n\nModel B.\n\n"
        "A. Model Nord\n\nB. Model Syd\n\nB. Andre sager\n\nB.1 Sti\n\nBeslutning\n\nUdsat."
    )
    assert told(read) == [
        ("A.1", "Vej", "Model B.\n\nA. Model Nord\n\nB. Model Syd"),
        ("B.1", "Sti", "Udsat."),
    ]


CASE_LINES = [
    ("Sagsnr.: 2024 - 4711", "2024 - 4711"),
    ("Sagsid 2024 – 4711", "2024 – 4711"),
    ("Sagsnummer: 24 / 4711", "24 / 4711"),
    ("EMN - 2024 - 01234", "EMN - 2024 - 01234"),
    ("Sag nr. 1 / Sagsnr. 25/2290 / Dok.nr. 118-25", "25/2290"),
    ("Dok.nr. 118-25 · Sagsnr. 25/2290", "25/2290"),
    ("Sagsnr. 25/2290   Forvaltning: Teknik", "25/2290"),
    ("Sagsbehandler: Bo Elm\nSagsnr. 25/2290", "25/2290"),
    ("Sagsbehandler: Bo Elm", ""),
    ("Sagstype: Åben\nDokumentnummer: 118-25", ""),
]


@pytest.mark.parametrize(("lines", "number"), CASE_LINES)
def test_what_a_label_tells_is_no_title(lines: str, number: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\nPunkt 1\n\n{lines}\n\nVej\n\nBeslutning\n\nGodkendt.\n\n"
        f"Punkt 2.\n\n{lines}\n\nBeslutning\n\nUdsat."
    )
    assert told(read) == [("1", "Vej", "Godkendt."), ("2", "", "Udsat.")]
    assert [one.case_number for one in read.decisions] == [number, number]


@pytest.mark.parametrize(
    "said",
    [
        "Han anbefalede model 3.",
        "Forvaltningen anbefaler model 3.",
        "Bo Elm anbefalede model 3, der er dyrere.",
    ],
)
def test_what_somebody_advises_is_no_decision_of_those_who_meet(said: str) -> None:
    [found] = minutes(
        f"Chefgruppen 4. marts 2025\n\n1. Cykler\n\nDer var et oplæg. {said}\n\n"
        "Chefgruppen blev enig om model 2."
    ).decisions
    assert found.text == "Chefgruppen blev enig om model 2."


@pytest.mark.parametrize(
    "sentence",
    [
        "Forvaltningen forelægger svarene for udvalget den 18. september 2024.",
        "Administrationen forelægger projektet for Teknisk Udvalg den 5. maj 2025.",
        "Formanden orienterede Hovedudvalget den 7. maj 2025.",
        "Sagen sendes til Økonomiudvalget den 12. maj 2025.",
    ],
)
def test_a_sentence_that_ends_with_a_body_and_a_date_is_no_heading(sentence: str) -> None:
    [found] = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nVejen bygges.\n\n{sentence}"
    ).decisions
    assert found.text == f"Vejen bygges.\n\n{sentence}"


@pytest.mark.parametrize(
    "foot",
    [
        "Sagsnr. henvises til i arkivet      Punkt fortsat\nVestfjord Kommune      Side {page}",
        "Vestfjord Kommune • Torvet 1 • 9999 Vestfjord\nSide {page} af 4",
        "Referat, Byrådet 03-03-2025",
    ],
)
def test_what_is_repeated_on_pages_is_dropped_also_where_it_stands_first(foot: str) -> None:
    feet = [foot.format(page=page) for page in (2, 3, 4)]
    read = minutes(
        f"Byrådet\nMøde den 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nVejen bygges.\n\n{feet[0]}\n\n"
        f"Stien følger vejen.\n\n2. Bro\n\nBeslutning\n\nUdsat.\n\n{feet[1]}\n\n3. Havn\n\n"
        f"Beslutning\n\nDrøftet.\n\n{feet[2]}"
    )
    assert [one.text for one in read.decisions] == [
        "Vejen bygges.\n\nStien følger vejen.",
        *("Udsat.", "Drøftet."),
    ]


@pytest.mark.parametrize(
    "end",
    [
        "Næste møde: 5. maj 2025",
        "Næste møde er den 5. maj 2025. Mødet hævet kl. 12.",
        "Mødet sluttede kl. 12. Tak for et godt møde.",
    ],
)
def test_the_next_meeting_ends_the_minutes_unless_it_is_what_an_item_decides(end: str) -> None:
    said = "Næste møde er den 5. maj 2025. Lise Holm laver et oplæg om støj."
    read = minutes(
        "Hovedudvalget den 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nUdsat.\n\n2. Næste møde\n\n"
        f"Beslutning\n\n{said}\n\n3. Eventuelt\n\nBeslutning\n\n{end}"
    )
    assert told(read) == [("1", "Vej", "Udsat."), ("2", "Næste møde", said)]
    assert read.without == ("Eventuelt",)


@pytest.mark.parametrize(
    "top",
    [
        "Punkt {0}\n\nEmne: {1}",
        "Dagsordenspunkt {0}\nOverskrift: {1}",
        "Pkt. nr. {0}\n\n{1}",
        "{0}.\n\n{1}",
        "Punkt {0} af 2\n{1}",
        "{0}. {1}\n\n{0}. {1}\n\nÅbent · Sagsid 18-2024-00391 · Brevid 4471920",
    ],
)
def test_the_number_and_the_title_stand_on_lines_of_their_own(top: str) -> None:
    items = [("1", "Vej", "Godkendt."), ("2", "Sti", "Udsat.")]
    bodies = [f"{top.format(item, title)}\n\nBeslutning\n\n{text}" for item, title, text in items]
    assert told(minutes("\n\n".join(["Byrådet 3. marts 2025", *bodies]))) == items


def test_a_number_above_a_table_with_the_title_is_one_item_with_it() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Styregruppen den 3. marts 2025")
        for number, title in ((1, "Vej"), (2, "Sti")):
            bold(document, f"Dagsordenspunkt {number}")
            table(document, ("Emne", title), ("Beslutning", "Godkendt"))

    assert told(word(build)) == [("1", "Vej", "Godkendt"), ("2", "Sti", "Godkendt")]


@pytest.mark.parametrize(
    "item",
    [
        "{number}. {title}\n→ Beslutning: {text}",
        "{number}. {title}\nVi aftalte: {text}",
        "{number}. {title}\nDet er vigtigt.\nDet besluttede vi: {text}",
        "Punkt {number} af 2: {title}\nKonklusion: {text}",
    ],
)
def test_the_decision_stands_behind_its_label(item: str) -> None:
    items = [("1", "Vej", "Vejen bygges."), ("2", "Sti", "Stien bliver.")]
    bodies = [item.format(number=number, title=title, text=text) for number, title, text in items]
    read = minutes("\n\n".join(["Chefkreds 4. marts 2025", *bodies, "3. Evt.\n\nIntet."]))
    assert told(read)[:2] == items
    assert len(read.decisions) == 2


def test_a_label_tells_the_title() -> None:
    item = "Emne: {}\nKort om emnet: Det er gammelt\nDet aftalte vi: {}\nHvem følger op: Bo Elm"
    read = minutes(
        "\n\n".join(
            ["Chefkreds 4. marts 2025", item.format("Vej", "Den bygges"), item.format("Sti", "Nej")]
        )
    )
    assert told(read) == [("", "Vej", "Den bygges"), ("", "Sti", "Nej")]
    assert [deed.who for one in read.decisions for deed in one.follow_ups] == ["Bo Elm", "Bo Elm"]


@pytest.mark.parametrize(
    "said",
    [
        "Direktionen ønsker et nyt oplæg.",
        "Direktionen tilslutter sig planen.",
        "Direktionen blev enig om planen.",
    ],
)
def test_what_those_who_meet_want_is_a_decision_also_under_no_heading(said: str) -> None:
    read = minutes(f"Direktionen 4. marts 2025\n\nPkt. 1 - Vej\n\nDen er gammel.\n\n{said}")
    assert told(read) == [("1", "Vej", said)]


@pytest.mark.parametrize(
    "section", ["LUKKEDE SAGER", "Sager til orientering", "Beslutningspunkter", "Lukket dagsorden"]
)
def test_the_sections_of_an_agenda_are_part_of_no_item(section: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nUdsat.\n\n{section}\n\n"
        "2. Køb af grund\n\nBeslutning\n\nGodkendt."
    )
    assert told(read) == [("1", "Vej", "Udsat."), ("2", "Køb af grund", "Godkendt.")]


def test_numbered_sections_of_a_single_case_are_no_items() -> None:
    [found] = minutes(
        "Direktionen den 3. marts 2025\n\nSagsnr. 24/1234\n\nNy vej til havnen\n\n1. Indledning\n\n"
        "Vejen er gammel.\n\n2. Løsninger\n\nDer er to.\n\nBeslutning\n\nGodkendt."
    ).decisions
    assert (found.title, found.case_number) == ("Ny vej til havnen", "24/1234")


def test_what_heads_the_next_section_is_no_part_of_the_decision_above_it() -> None:
    read = minutes(
        "Direktionen den 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nVejen bygges.\n\n"
        "Til drøftelse og beslutning\n\n2. Skole\n\nBeslutning\n\nTil efterretning"
    )
    assert told(read) == [("1", "Vej", "Vejen bygges."), ("2", "Skole", "Til efterretning")]


def test_titles_that_end_as_sentences_do_are_titles() -> None:
    read = minutes(
        "Referat af møde i Arbejdsmiljøudvalget den 3. marts 2025\n\n"
        "1. Godkendelse af dagsorden.\n\nGodkendt.\n\n2. Støj i værkstedet (bilag 1).\n\n"
        "Udvalget besluttede at købe høreværn.\n\n3. Varmestuen.\n\nTages op igen i maj.\n"
    )
    assert told(read) == [
        ("1", "Godkendelse af dagsorden", "Godkendt."),
        ("2", "Støj i værkstedet (bilag 1)", "Udvalget besluttede at købe høreværn."),
        ("3", "Varmestuen", "Tages op igen i maj."),
    ]


def test_sentences_that_decide_are_points_and_no_titles() -> None:
    points = "1. Skiltet godkendes.\n2. Hegnet udsættes til maj.\n3. Vejen lukkes."
    [decision] = minutes(
        "Referat af møde i Parkudvalget den 3. marts 2025\n\nUdvalget besluttede følgende:\n\n"
        f"{points}\n"
    ).decisions
    assert decision.text == f"Udvalget besluttede følgende:\n{points}"


@pytest.mark.parametrize(
    "plan", ["Beslutning i Byrådet: april 2025", "Beslutning: forår 2025", "Beslutning: 2. kvartal"]
)
def test_when_something_is_planned_to_be_decided_is_no_decision(plan: str) -> None:
    read = minutes(
        "Byrådet 3. marts 2025\n\n1. Svømmehal\n\nTidsplan\n\n"
        f"{plan}\nUdbud: maj 2025\n\nNetto 0 0 0\n\nBeslutning\n\nGodkendt.\n\n"
        "2. Vej\n\nBeslutning\n\nUdsat."
    )
    assert told(read) == [("1", "Svømmehal", "Godkendt."), ("2", "Vej", "Udsat.")]


def test_an_item_follows_a_closed_one_also_where_its_title_stands_twice() -> None:
    titles = ("Dagsorden", "Beslutning om vej", "Personsag - Lukket punkt", "Beslutning om navn")
    item = (
        "{number}. {title}\n\n{title}\nSagsgang og sagstype\n\nByrådet\n\nIndstilling\n\n"
        "1. det sker\n\nBeslutning i Byrådet den 03-03-2025\n\nJa\n\n"
    )
    contents = "".join(f"{number}. {title}\n" for number, title in enumerate(titles, 61))
    items = [
        item.format(number=number, title=title)
        if "Lukket" not in title
        else f"{number}. {title}\n\n"
        for number, title in enumerate(titles, 61)
    ]
    read = minutes(f"UDVALG\n\nByrådet\n\nPUNKTER\n\n{contents}\n\n\n{''.join(items)}")
    assert [(one.item, one.title) for one in read.decisions] == [
        ("61", "Dagsorden"),
        ("62", "Beslutning om vej"),
        ("64", "Beslutning om navn"),
    ]


def test_who_brings_an_item_up_is_not_its_title_and_a_time_is_not_its_case() -> None:
    read = minutes(
        "Skolebestyrelsen 3. marts 2025\n\nPkt. 1 (Ida)\nLejrskoler\nUdkastet er nyt.\n"
        "18.05-18.20\nDrøftelse og beslutning\nBilag: Udkast\nPrincippet blev vedtaget.\n\n"
        "PAUSE\nKl.18.50-19.05\n\nPkt. 2 (Bo)\nBudget\nDet er stramt.\n18.20-18.50\n"
        "Beslutning\nGodkendt."
    )
    assert told(read) == [
        ("1", "Lejrskoler", "Princippet blev vedtaget."),
        ("2", "Budget", "Godkendt."),
    ]
    assert not any(one.case_number for one in read.decisions)


def test_what_is_registered_of_a_case_stands_between_its_number_and_its_title() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Direktionen 3. marts 2025")
        for number, title in (("1", "Budgetproces"), ("2", "Telefoner")):
            bold(document, f"Punkt: {number}")
            document.add_paragraph(f"Acadre sagsnr.: 25/41{number} Journalnr.: 00.30.02S00")
            document.add_paragraph("Sagsforløb: DIR - Åben sag")
            document.add_paragraph("Mødedato: 03-03-2025")
            document.add_paragraph("Sagsbehandler: Bo Elm Dal")
            document.add_heading(title, 2)
            document.add_paragraph("Beslutning i Direktionen den 03-03-2025")
            document.add_paragraph("Godkendt.")

    read = word(build)
    assert told(read) == [("1", "Budgetproces", "Godkendt."), ("2", "Telefoner", "Godkendt.")]
    assert [one.case_number for one in read.decisions] == ["25/411", "25/412"]


def test_a_company_s_name_keeps_its_full_stop() -> None:
    read = minutes(
        "Økonomiudvalget 3. marts 2025\n\n1. Garanti til Nordby Fjernvarme A.m.b.a.\n\n"
        "Beslutning\n\nGodkendt."
    )
    assert told(read) == [("1", "Garanti til Nordby Fjernvarme A.m.b.a.", "Godkendt.")]


def test_number_and_title_stand_again_in_front_of_what_each_body_decided() -> None:
    item = (
        "{number}. {title}\n\nIndstilling\n\nAt det sker.\n\nBeslutning\n\n"
        "Dagsordenspunkt {number}: {title}\n\nByrådets beslutning den 3. marts 2025\n\n{said}\n\n"
    )
    read = minutes(
        "Byrådet\n\n"
        + item.format(number=1, title="Vej", said="Godkendt.")
        + item.format(number=2, title="Sti", said="Udsat.")
    )
    assert told(read) == [("1", "Vej", "Godkendt."), ("2", "Sti", "Udsat.")]


def test_points_of_a_decision_below_attachments_and_above_a_deed_are_part_of_it() -> None:
    read = minutes(
        "Byrådet\n\n1. Puljen\n\nBilag\nAnsøgning\nBudget\n"
        "Beslutning i Byrådet den 03-03-2025\n\nAd 1. Godkendt\n\nAd 2. Udsat\n\n"
        "Politiske beslutninger og aftaler\n\nBeslutning i Byrådet den 2. maj 2015 om udbud.\n\n"
        "2. Vej\n\nBeslutning i Byrådet den 03-03-2025\n\nGodkendt"
    )
    assert told(read) == [
        ("1", "Puljen", "Ad 1. Godkendt\n\nAd 2. Udsat"),
        ("2", "Vej", "Godkendt"),
    ]


@pytest.mark.parametrize("title", ["2. budgetopfølgning 2025", "2026-budget", "1. behandling"])
def test_a_title_may_begin_with_a_number(title: str) -> None:
    read = minutes(
        f"Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nUdsat.\n\n2. {title}\n\n"
        "Beslutning\n\nGodkendt."
    )
    assert told(read) == [("1", "Vej", "Udsat."), ("2", title, "Godkendt.")]


def test_titles_stand_above_numbers_also_where_the_last_is_eventuelt() -> None:
    item = "{title}\nSag nr. {number}\nSagens kerne\nDen er ny.\nBeslutning\n{said}\n\n"
    read = minutes(
        "Byrådet 3. marts 2025\n\nSager 162 - 164\n\n"
        + item.format(title="Meddelelser", number=162, said="Drøftet.")
        + item.format(title="Takster", number=163, said="Godkendt.")
        + item.format(title="Eventuelt", number=164, said="Intet.")
    )
    assert told(read) == [("162", "Meddelelser", "Drøftet."), ("163", "Takster", "Godkendt.")]


def test_a_closed_item_that_ends_as_a_sentence_is_one() -> None:
    read = minutes(
        "Byrådet 3. marts 2025\n\n1. Vej\n\nBeslutning\n\nGodkendt.\n\n2. Lukket sag.\n\n"
        "3. Sti\n\nBeslutning\n\nUdsat."
    )
    assert told(read) == [("1", "Vej", "Godkendt."), ("3", "Sti", "Udsat.")]


@pytest.mark.parametrize(
    "said",
    [
        "Begge godkendt.",
        "Ældrerådet kan ikke anbefale forslaget.",
        "Ældrerådet sender en indsigelse inden den 3. april.",
    ],
)
def test_what_those_who_meet_do_is_decided_also_under_no_heading(said: str) -> None:
    read = minutes(f"Ældrerådet 3. marts 2025\n\n1. Bus\nRuten er ny.\n\n{said}\n\n2. Evt.\nNyt.")
    assert told(read)[0] == ("1", "Bus", said)


def test_a_sign_tells_the_items_by_the_letters_of_the_body() -> None:
    item = "HR {number}. {title}\n\nDen er ny.\n\nBeslutning:\n\n{said}\n\n"
    read = minutes(
        "Handicaprådets møde 3. marts 2025\n\nIndholdsfortegnelse\n\nHR 1. Vej 2\nHR 2. Sti 2\n\n"
        + item.format(number=1, title="Vej", said="Godkendt.")
        + item.format(number=2, title="Sti", said="Udsat.")
    )
    assert told(read) == [("1", "Vej", "Godkendt."), ("2", "Sti", "Udsat.")]


def test_items_that_count_are_divided_by_their_numbers_though_one_decides_twice() -> None:
    item = "{number}. {title}\n\nBeslutning\n\nGodkendt.\n\n"
    titles = ("Vej", "Sti", "Bro", "Havn", "Torv", "Park", "Skov", "Mark")
    items = [item.format(number=number, title=title) for number, title in enumerate(titles, 1)]
    items[3] += "Ny takst\n\nBeslutning\n\nUdsat.\n\n"
    read = minutes("Byrådet 3. marts 2025\n\n" + "".join(items))
    assert [one.title for one in read.decisions] == list(titles)
