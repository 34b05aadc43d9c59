"""Minutes that were sent as an e-mail, and what is set as freely."""

from datetime import date

from docx.document import Document

from tests.decisions.minutes_read import minutes, told, word

MAIL = """Fra: Lone Holm
Sendt: 8. november 2024 07:52
Til: Lokal-MED Engen
Emne: SV: Referat fra Lokal-MED i går

Hej alle

Tak for et godt møde. Ret endelig, hvis jeg har glemt noget.

* Siden sidst
Huset har fået ny legeplads.

* Støj
Mogens gennemgik tallene.
Vi aftalte: Støjen måles inden jul.

* Budget
Gitte viste tallene.
Taget til efterretning.

* Evt.
Parkeringspladsen lukkes.

Kh Lone

Fra: Mogens Bo
Sendt: 1. november 2024 10:00
Emne: Referat fra Lokal-MED i går

Beslutning: Den gamle sag er lukket.
"""


def test_a_mail_is_read_without_its_head_its_greetings_and_the_mail_it_answers() -> None:
    read = minutes(MAIL)
    assert told(read) == [
        ("", "Støj", "Støjen måles inden jul."),
        ("", "Budget", "Taget til efterretning."),
    ]
    assert (read.body, read.held_on) == ("Lokal-MED", date(2024, 11, 7))


def test_the_readers_of_a_mail_are_those_who_met_when_nothing_else_tells() -> None:
    read = minutes(
        "Fra: Bo\nSendt: 21. maj 2025 10:15\nTil: Chefgruppen\nEmne: Referat af mødet i går\n\n"
        "1. Parkering\nBeslutning: Den udvides.\n\n2. Ferie\nBeslutning: Udsat.\n\nVh\nBo\n"
    )
    assert (read.body, read.held_on) == ("Chefgruppen", date(2025, 5, 20))
    assert told(read) == [("1", "Parkering", "Den udvides."), ("2", "Ferie", "Udsat.")]


def test_labels_within_paragraphs_and_behind_line_breaks_are_read() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Kulturudvalget den 6. maj 2025")
        document.add_paragraph("1. Halbyggeri\nSagsnr.: 25/771\nDer søges. Beslutning: Tiltrådt.")
        document.add_paragraph("2. Bibliotek\nSagsnr.: 25/802\nNy lov. Beslutning: Loven følges.")

    read = word(build)
    assert told(read) == [("1", "Halbyggeri", "Tiltrådt."), ("2", "Bibliotek", "Loven følges.")]
    assert [one.case_number for one in read.decisions] == ["25/771", "25/802"]


def test_labels_that_are_set_in_front_of_a_gap_are_read() -> None:
    read = minutes(
        "Teknikudvalget\nReferat fra mødet den 4. marts 2025\n\n"
        "PUNKT 1          Havnen                  25-003417\n"
        "Beslutning       Vedtaget, dog således at\n"
        "                 højden sættes til 12 meter.\n\n"
        "PUNKT 2          Skoven\n"
        "Beslutning       Udskudt.\n"
        "Opfølgning       Bo Elm: brev, 1. april\n"
    )
    assert told(read) == [
        ("1", "Havnen", "Vedtaget, dog således at højden sættes til 12 meter."),
        ("2", "Skoven", "Udskudt."),
    ]
    assert read.decisions[0].case_number == "25-003417"
    assert [(deed.who, deed.due) for deed in read.decisions[1].follow_ups] == [
        ("Bo Elm", date(2025, 4, 1))
    ]


def test_an_account_without_an_outcome_decides_nothing_where_others_have_a_label() -> None:
    items = "".join(
        f"{number}. {title}\nReferat\nDer blev talt.\nBeslutning: {said}\n"
        for number, title, said in (
            (1, "Støj", "Måles."),
            (2, "Ferie", "Udsat."),
            (3, "Mad", "Ja."),
        )
    )
    read = minutes(
        f"Hoved-MED den 3. marts 2025\n{items}4. Nyt\nReferat\nVejen er lukket.\n"
        "5. Tal\nReferat\nTaget til efterretning.\n6. Evt.\nReferat\nIngen bemærkninger.\n"
    )
    assert [title for _, title, _ in told(read)] == ["Støj", "Ferie", "Mad", "Tal"]


def test_a_place_in_the_head_is_nobody_s_name() -> None:
    read = minutes(
        "Elmlunde Kommune\nReferat af Chefforum den 3. marts 2025\n"
        "Deltagere: Mette Lind, Bo Elm\n\n"
        "1. Budget\nBeslutning: Mette udarbejder et oplæg. Elmlunde udarbejder en plan.\n"
    )
    assert [deed.who for deed in read.decisions[0].follow_ups] == ["Mette"]
