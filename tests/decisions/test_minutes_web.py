"""Minutes as they are copied from the web pages that municipalities publish them on."""

from datetime import date

import pytest

from tests.decisions.minutes_read import minutes, told

TOP = "Byrådet - Referat\n\nDato: 3. marts 2025\n\n"


def test_links_around_the_items_are_no_part_of_what_was_decided() -> None:
    read = minutes(
        f"{TOP}1. Fraværende\n\nBeslutning\n\nIda Bæk Holm og Bo Elm Dal.\n\nTil toppen\n\n"
        "2. Nye bænke\n\nResume\n\nTi bænke mangler.\n\nBeslutning\n\nGodkendt.\n\n"
        "Ida Bæk Holm og Bo Elm Dal var fraværende.\n\nTil toppen\n"
    )
    assert told(read) == [("2", "Nye bænke", "Godkendt.")]


def test_a_heading_that_the_page_folds_is_one() -> None:
    item = (
        "Sagsnr. 25/3{number}\n{number}. {title}\nfold dette punkt ind Resume\n\nTi mangler.\n\n"
        "fold dette punkt ind Beslutning i Byrådet den 03-03-2025\n\n{said}\n\n"
    )
    read = minutes(
        TOP
        + item.format(number=1, title="Bænke", said="Godkendt.")
        + item.format(number=2, title="Cykler", said="Udsat.")
    )
    assert told(read) == [("1", "Bænke", "Godkendt."), ("2", "Cykler", "Udsat.")]
    assert [one.case_number for one in read.decisions] == ["25/31", "25/32"]


def test_headings_that_stand_right_in_front_of_their_texts_are_apart_from_them() -> None:
    item = "Kopier link til punktet - Print\n{} : {}\nSagsfremstillingTi mangler.\nBeslutning{}\n"
    read = minutes(
        TOP + item.format(1, "Bænke", "Godkendt.") + item.format(2, "Cykler", "Drøftet.")
    )
    assert told(read) == [("1", "Bænke", "Godkendt."), ("2", "Cykler", "Drøftet.")]


def test_an_earlier_body_is_told_by_its_name_day_and_item_whichever_its_name() -> None:
    [first, second, own] = minutes(
        "Kommunalbestyrelsen 03-03-2025\n\nReferat\n\n1. Bænke\n\nIndstilling\n\n"
        "Forvaltningen indstiller, at der købes ti.\n\n"
        "Børn og Natur, 3. februar 2025, pkt. 12:\n\nAnbefales.\n\n"
        "Økonomiudvalget, 17. februar 2025, pkt. 4:\n\nIndstilles godkendt.\n\n"
        "Beslutning\n\nGodkendt.\n\nSagsfremstilling\n\nTi bænke mangler.\n"
    ).decisions
    assert (first.body, first.decided_on, first.text) == (
        "Børn og Natur", date(2025, 2, 3), "Anbefales.",
    )  # fmt: skip
    assert (second.body, second.text) == ("Økonomiudvalget", "Indstilles godkendt.")
    assert (own.body, own.decided_on) == ("Kommunalbestyrelsen", date(2025, 3, 3))


def test_the_title_may_stand_above_the_number() -> None:
    read = minutes(
        f"{TOP}Sager 7 - 8\n\nBænke\nSag nr. 7\n\nBeslutning\n\nGodkendt.\n\n"
        "Sagsfremstilling\n\nTi mangler.\n\nCykler\nSag nr. 8\n\nBeslutning\n\nUdsat.\n"
    )
    assert told(read) == [("7", "Bænke", "Godkendt."), ("8", "Cykler", "Udsat.")]


def test_items_without_titles_begin_where_the_page_says_that_they_are_open() -> None:
    read = minutes(
        "Byrådet 3. marts 2025\n\nÅben\n\nIndstilling\n\nAt der købes ti bænke.\n\nBeslutning\n\n"
        "Godkendt.\n\nÅben\n\nIndstilling\n\nAt cyklerne sælges.\n\nBeslutning\n\nUdsat.\n"
    )
    assert [one.text for one in read.decisions] == ["Godkendt.", "Udsat."]


def test_day_and_place_below_the_heading_of_a_decision_belong_to_it() -> None:
    item = (
        "{}. {}\n\nSag 399-2025-104{}\n\nSagsfremstilling\n\nTi mangler.\n\n"
        "Beslutning fra Integrationsrådet\n\nDato: 3. marts 2025\n\nSted: Lokale 3\n\n"
        "Fraværende: Ida Bæk\n\n{}\n\n"
    )
    [one, other] = minutes(
        item.format(31, "Bænke", 1, "Godkendt.") + item.format(32, "Cykler", 2, "Udsat.")
    ).decisions
    assert (one.body, one.decided_on, one.text) == (
        "Integrationsrådet", date(2025, 3, 3), "Godkendt.",
    )  # fmt: skip
    assert (other.text, other.case_number) == ("Udsat.", "399-2025-1042")


def test_who_deals_with_a_case_and_when_is_no_decision() -> None:
    course = (
        "Behandling\n\nMødedato\n\nÅbent punkt\n\nTeknikudvalget\n\n24-02-2025\n\n4\n\nByrådet\n\n"
        "03-03-2025\n\n1\n\n"
    )
    read = minutes(
        f"{TOP}Åbent punkt\n\n1 Bænke\n\n04.00.00Ø54-0007\n\n{course}Indstilling og beslutning\n\n"
        "Direktøren indstiller,\n\n- at der købes ti.\n\nTeknikudvalget den 24. februar 2025:\n\n"
        "Anbefales.\n\nByrådet den 3. marts 2025:\n\nGodkendt.\n"
    )
    assert [(one.body, one.text) for one in read.decisions] == [
        ("Teknikudvalget", "Anbefales."),
        ("Byrådet", "Godkendt."),
    ]
    assert {one.case_number for one in read.decisions} == {"04.00.00Ø54-0007"}


ORDINARY = [
    "Hjemmesidens cookiepolitik opdateres af webredaktionen.",
    "Vi bruger cookies på kommunens sider, og alle skal spørge om lov.",
    "Følgende ord fjernes:\n\nTop\n\nSøg\n\nVælg\n\nUdskriv breve",
    "Alle følger standarden v2. Det sker i maj.",
    "1. Alle i trin3. Kun fra maj.\n\n2. Ingen andre.",
    "Godkendt jf.:\n\nBilag1 og Bilag2\n\nBilag3\n\nBilag4\n\n5 Biler købes",
    "Det blev aftalt at rydde op i:\n- Referat\n- Deltagere\n- Bilag\n- Beslutning\n- 5 Stole",
    "Godkendt jf. Bilag3.\n\nSporbytte på Vej2Havnen",
]


@pytest.mark.parametrize("said", ORDINARY)
def test_what_only_looks_like_a_page_s_links_and_headings_is_kept(said: str) -> None:
    [decision] = minutes(f"{TOP}1. Web\n\nBeslutning\n\n{said}\n").decisions
    assert decision.text.split() == said.split()


def test_numbers_in_front_of_titles_count_or_are_part_of_them() -> None:
    def read(*titles: str) -> list[tuple[str, str, str]]:
        return told(minutes(TOP + "".join(f"{one}\n\nBeslutning\n\nJa.\n\n" for one in titles)))

    assert read("41Nye bænke", "42Cykler", "43Flagstang") == [
        ("41", "Nye bænke", "Ja."), ("42", "Cykler", "Ja."), ("43", "Flagstang", "Ja."),
    ]  # fmt: skip
    assert [title for _, title, _ in read("4Nye bænke", "90Cykler", "12Flagstang")] == [
        "4Nye bænke", "90Cykler", "12Flagstang",
    ]  # fmt: skip


def test_headings_set_as_the_items_of_lists_are_headings() -> None:
    item = (
        "• {} {}\n\n  • Resume\n\n    Ti mangler.\n\n"
        "  • Beslutning i Byrådet den 03-03-2025\n\n    {}\n\n"
    )
    read = minutes(
        TOP
        + item.format(1, "Bænke", "Godkendt.")
        + item.format(2, "Cykler", "Udsat.")
        + item.format(3, "Flag", "Drøftet.")
    )
    assert told(read) == [
        ("1", "Bænke", "Godkendt."), ("2", "Cykler", "Udsat."), ("3", "Flag", "Drøftet."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "foot",
    [
        "Nordby Kommune\n\nRådhuspladsen 1\n\nTelefon 00 00 00 00",
        "Nordby Kommune\n\nTorvegården 2\n\nTelefontider Tilgængelighedserklæring Cookies",
        "Kontakt   Selvbetjening   Om hjemmesiden   Accepter cookies",
        "Pressekontakt",
        "Sidst opdateret: 25. april 2025",
    ],
)
def test_the_foot_of_a_page_is_no_part_of_the_last_decision(foot: str) -> None:
    read = minutes(f"{TOP}1. Nye bænke\n\nBeslutning\n\nGodkendt.\n\nTil top\n\n\n{foot}\n")
    assert told(read) == [("1", "Nye bænke", "Godkendt.")]


def test_labels_in_the_head_stand_right_in_front_of_what_they_tell() -> None:
    read = minutes(
        "Referat\n\nMandag d. 3. marts 2025\nMødestedRådssalen\nUdvalgÆldreråd\n\n"
        "1. Dagsorden\n\nBeslutning\n\nGodkendt.\n"
    )
    assert [(one.body, one.decided_on) for one in read.decisions] == [
        ("Ældreråd", date(2025, 3, 3))
    ]


def test_items_without_numbers_and_titles_begin_with_the_part_that_each_has_first() -> None:
    item = "Resumé\n\n{account}\n\nForslag\n\nAt {said}.\n\nBeslutning\n\n{said}.\n\n"
    read = minutes(
        "Seniorrådet 3. marts 2025\n\nTorvegården 4 - Mødelokale 2\n\n"
        + item.format(account="Standarder i høring.", said="Godkendt")
        + item.format(account="- Møde om busser\n- Temadag om ensomhed", said="Udsat")
        + item.format(account="I alt     115.500     106.050", said="Drøftet")
    )
    assert told(read) == [("", "", "Godkendt."), ("", "", "Udsat."), ("", "", "Drøftet.")]


def test_numbers_as_bullets_stand_above_their_titles() -> None:
    item = (
        "  • {number}\n\n    {title}\n\n    • Sagsfremstilling\n\n      Den er gammel.\n\n"
        "    • Beslutning\n\n      {said}\n\n  • Luk\n\n"
    )
    read = minutes(
        TOP
        + item.format(number=51, title="Vej", said="Godkendt.")
        + item.format(number=52, title="Sti", said="Udsat.")
        + item.format(number=53, title="Lys", said="Drøftet.")
    )
    assert told(read) == [
        ("51", "Vej", "Godkendt."),
        ("52", "Sti", "Udsat."),
        ("53", "Lys", "Drøftet."),
    ]


def test_a_number_right_in_front_of_a_year_is_the_item_s() -> None:
    item = "{number}{title}\n\nBeslutning\n\nGodkendt.\n\n"
    titles = ("Nye bænke", "2026 - Mødeplan", "Ny vej til havnen")
    read = minutes(
        TOP + "".join(item.format(number=41 + at, title=one) for at, one in enumerate(titles))
    )
    assert [(one.item, one.title) for one in read.decisions] == [
        ("41", "Nye bænke"),
        ("42", "2026 - Mødeplan"),
        ("43", "Ny vej til havnen"),
    ]
