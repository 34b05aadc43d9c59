"""Who is to do what by when, as minutes tell it."""

from datetime import date

import pytest

from bot.decisions.minutes.values import FoundFollowUp
from tests.decisions.minutes_read import minutes

DEEDS = [
    ("Bo skriver ud inden 1. maj 2025.", [("", "Bo", "2025-05-01")]),
    ("Bo er ansvarlig for, at det sker inden 1. maj 2025.", [("", "Bo", "2025-05-01")]),
    ("Lokalplan sikrer adgang.", []),
    (
        "A: Måling af støj - Bo Elm - senest 1. maj 2025",
        [("Måling af støj", "Bo Elm", "2025-05-01")],
    ),
    (
        "Lise Holm indhenter priser inden den 1. april 2025, og Bo Elm orienterer HR i uge 12.",
        [
            ("Lise Holm indhenter priser inden den 1. april 2025", "Lise Holm", "2025-04-01"),
            ("Bo Elm orienterer HR i uge 12.", "Bo Elm", ""),
        ],
    ),
    (
        "Det blev aftalt, at Lise Holm og Bo Elm deltager i mødet, der er inden den 5. maj 2025.",
        [("", "Lise Holm og Bo Elm", "2025-05-05")],
    ),
    ("HR-chefen vender tilbage på næste møde.", [("", "HR-chefen", "")]),
    ("Arbejdsmiljøgruppen følger op på målingen.", [("", "Arbejdsmiljøgruppen", "")]),
    ("Centerleder Lise Holm tager punktet med til MED.", [("", "Centerleder Lise Holm", "")]),
    (
        "Inden den 1. maj 2025 udarbejder Teknisk Forvaltning et oplæg.",
        [("", "Teknisk Forvaltning", "2025-05-01")],
    ),
    (
        "De fem centre, der mangler tal, har frist til den 20. marts 2025.",
        [("", "De fem centre", "2025-03-20")],
    ),
    (
        "Udvalget beder forvaltningen om at undersøge priserne inden den 1. maj 2025.",
        [("", "forvaltningen", "2025-05-01")],
    ),
    ("Udvalget bad HR-chefen indkalde til et møde.", [("", "HR-chefen", "")]),
    ("Administrationen bedes undersøge, om stien kan bygges.", [("", "Administrationen", "")]),
    ("Bo Elm fik til opgave at indkalde til et møde.", [("", "Bo Elm", "")]),
    ("Planen skal evalueres inden den 1. juni 2025.", [("", "", "2025-06-01")]),
    (
        "Forvaltningen forelægger svarene den 18. september 2025.",
        [("", "Forvaltningen", "2025-09-18")],
    ),
    (
        "Prisen sættes ned. (Ansvarlig: Bo Elm, frist 1. april 2025)",
        [("Prisen sættes ned.", "Bo Elm", "2025-04-01")],
    ),
    ("Støjen måles (Bo Elm, 1. april 2025).", [("Støjen måles", "Bo Elm", "2025-04-01")]),
    ("Bo Elm: indhenter priser inden 1. april.", [("", "Bo Elm", "2025-04-01")]),
    (
        "Indkøbskontoret indgår aftalen inden årets udgang, og hvert center melder antal ind senest"
        " den 9. maj 2025.",
        [
            ("Indkøbskontoret indgår aftalen inden årets udgang", "Indkøbskontoret", "2025-12-31"),
            ("hvert center melder antal ind senest den 9. maj 2025.", "hvert center", "2025-05-09"),
        ],
    ),
    ("HR-chefen sender planen senest ved udgangen af maj.", [("", "HR-chefen", "2025-05-31")]),
    ("Bo Elm skriver til alle ultimo april 2026.", [("", "Bo Elm", "2026-04-30")]),
    ("HR laver en plan inden udgangen af 2. kvartal.", [("", "HR", "2025-06-30")]),
    (
        "Biblioteket melder de nye tider ud senest den 20. juni 2025.",
        [("", "Biblioteket", "2025-06-20")],
    ),
    (
        "Ejendomscentret (Bo Elm) opsiger de to aftaler senest d. 15. nov 2025.",
        [("", "Ejendomscentret (Bo Elm)", "2025-11-15")],
    ),
    (
        "Udvalget ønsker et notat om klausuler fra Indkøbskontoret senest den 22. april 2025.",
        [("", "Indkøbskontoret", "2025-04-22")],
    ),
    (
        "Støjen måles. Bo Elm er ansvarlig.",
        [("Støjen måles.", "Bo Elm", "")],
    ),
    ("Bo Elm finder to vikarer inden 1. april.", [("", "Bo Elm", "2025-04-01")]),
    ("Teknik og Miljø retter tallene.", [("", "Teknik og Miljø", "")]),
    ("Mille, Orla og Nanna udarbejder et oplæg.", [("", "Mille, Orla og Nanna", "")]),
    ("Vest og Øst samles i ét område.", []),
    ("Lis Dam finder det dyrt.", []),
    ("Biblioteket melder mange nye lånere.", []),
    ("Udvalget ønsker et notat fra Indkøbskontoret.", []),
    ("Broen skal være færdig inden den 1. maj 2025.", []),
    ("Alle skoler begynder den 12. august 2025. Hvert område udpeger en leder.", []),
    ("Forvaltningen forventer svar inden den 1. maj 2025.", []),
    ("Udvalget sender en hilsen til medarbejderne.", []),
    ("Direktionen holder fast i planen.", []),
    ("Model C udgår. Liste T tager forbehold.", []),
    ("Lis Dam følger mindretallet. Bo Elm deltager ikke i festen.", []),
    ("Lis Dam stemmer imod. Bo Elm ønsker sagen udsat.", []),
]


@pytest.mark.parametrize(("said", "deeds"), DEEDS)
def test_deeds_are_told_by_who_does_what(said: str, deeds: list[tuple[str, str, str]]) -> None:
    [found] = minutes(f"Direktionen den 3. marts 2025\n\n1. Vej\n\nBeslutning\n\n{said}").decisions
    assert [
        (one.what, one.who, one.due.isoformat() if one.due else "") for one in found.follow_ups
    ] == [(what or said, who, due) for what, who, due in deeds]


@pytest.mark.parametrize(
    "told",
    [
        "Ansvarlig: Bo Elm, senest 1. maj 2025",
        "Ansvarlig: Bo Elm (frist: 1. maj 2025)",
        "Ansvarlig for opfølgning: Bo Elm. Frist for opfølgning: 1. maj 2025",
        "Ansvarlig: Bo Elm – frist: 1. maj 2025",
        "- Ansvarlig: Bo Elm\n- Frist: 1. maj 2025",
        "- Ansvar: Bo Elm / Frist: 1. maj 2025",
    ],
)
def test_owner_and_deadline_stand_below_the_deed_in_a_line_or_two(told: str) -> None:
    [found] = minutes(
        f"Chefgruppen 4. marts 2025\n\n1. Støj\n\nKonklusion\n\nStøjen måles.\n\n{told}"
    ).decisions
    assert found.text == "Støjen måles."
    assert found.follow_ups == (FoundFollowUp("Støjen måles.", "Bo Elm", date(2025, 5, 1)),)


def test_those_who_met_are_known_by_their_first_names() -> None:
    [found] = minutes(
        "Direktionen den 3. marts 2025\nTil stede: Lis Dam, Torben Elm\n\n"
        "1. Vej\n\nBeslutning\n\nLis og Torben sørger for kaffe."
    ).decisions
    assert [one.who for one in found.follow_ups] == ["Lis og Torben"]
