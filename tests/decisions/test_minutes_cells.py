"""What stands within the cells of tables in minutes: labels, several lines, what a page broke."""

from datetime import date

from docx.document import Document

from bot.decisions.minutes.values import FoundFollowUp
from tests.decisions.minutes_read import minutes, table, told, word


def test_a_label_within_a_cell_heads_the_decision_and_news_are_none() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Referat af teamledermøde den 3. marts 2025")
        table(
            document,
            ("Tid", "Punkt", "Indhold"),
            ("8.30", "Velkomst", "Kaffe."),
            ("8.45", "Støj", "Lise fortalte om støj. Skal den måles?\nBeslutning: Støjen måles."),
            ("9.15", "Ferie", "Reglerne blev vist. Aftale: Ønskerne samles i april."),
            ("9.30", "Nyt", "Vejen er lukket i uge 12."),
        )

    read = word(build)
    assert told(read) == [("", "Støj", "Støjen måles."), ("", "Ferie", "Ønskerne samles i april.")]
    assert read.without == ("Velkomst", "Nyt")


def test_number_title_case_number_and_account_may_share_a_cell() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Hoved-MED den 3. marts 2025")
        table(
            document,
            ("Nr. og emne", "Konklusion", "Ansvarlig / frist"),
            ("1. Dagsorden", "Godkendt.", ""),
            ("2.\nNy sti\nSag 25/1204\nBilag udsendt.", "Stien bygges.", "Bo Elm\n1. maj 2025"),
            ("3. Skilte\n(25/1301)", "Udsat.", "HR, ult. august"),
        )

    read = word(build)
    assert told(read) == [
        ("1", "Dagsorden", "Godkendt."),
        ("2", "Ny sti", "Stien bygges."),
        ("3", "Skilte", "Udsat."),
    ]
    assert [one.case_number for one in read.decisions] == ["", "25/1204", "25/1301"]
    assert [deed for one in read.decisions for deed in one.follow_ups] == [
        FoundFollowUp("Stien bygges.", "Bo Elm", date(2025, 5, 1)),
        FoundFollowUp("Udsat.", "HR", date(2025, 8, 31)),
    ]


def test_a_row_that_a_page_broke_is_one() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Hoved-MED den 3. marts 2025")
        table(
            document,
            ("Nr.", "Emne", "Drøftelse", "Konklusion"),
            ("1", "Ferie", "Kort.", "Godkendt for alle, der er"),
            ("", "", "Bo spurgte.", "ansat før maj. Resten venter."),
            ("2", "Støj", "Lang.", "Støjen måles."),
            ("3", "Kørsel", "Kort.", "udsat"),
        )

    assert told(word(build)) == [
        ("1", "Ferie", "Godkendt for alle, der er ansat før maj. Resten venter."),
        ("2", "Støj", "Støjen måles."),
        ("3", "Kørsel", "udsat"),
    ]


def test_several_owners_in_a_cell_each_have_their_own_deed() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Chefgruppen den 3. marts 2025")
        table(
            document,
            ("Punkt", "Beslutning", "Hvem gør hvad?"),
            (
                "1. Mad",
                "Der spares.",
                "Lis Bo: oversigt, 1. maj\nHR - brev til alle - senest 2/5-25",
            ),
            ("2. Kurser", "Udsat.", ""),
        )

    assert word(build).decisions[0].follow_ups == (
        FoundFollowUp("oversigt", "Lis Bo", date(2025, 5, 1)),
        FoundFollowUp("brev til alle", "HR", date(2025, 5, 2)),
    )


def test_the_tables_of_items_tell_by_their_labels_what_each_holds() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Referat af møde i Driftsledergruppen den 3. juni 2025")
        for number, title, said in (
            ("1", "Biler", "To biler købes."),
            ("2", "Tøj", "Alle får to sæt. Beslutning: Lis bestiller."),
        ):
            table(
                document,
                (f"Punkt {number}", title),
                ("Referat", said),
                ("Ansvarlig og frist", "Lis"),
            )
            document.add_paragraph()

    assert told(word(build)) == [("1", "Biler", "To biler købes."), ("2", "Tøj", "Lis bestiller.")]


def test_headings_that_end_as_abbreviations_do_head_aligned_columns() -> None:
    read = minutes(
        "Direktionen\nReferat 12. maj 2025\n\n"
        "Pkt  Sag               Sagsnr.   Beslutning            Frist\n"
        "1    Referat                     Godkendt\n"
        "2    Ny IT             25/1204   Model B vælges. Den   1/8-25\n"
        "                                 prøves i maj.\n"
    )
    assert told(read) == [
        ("1", "Referat", "Godkendt"),
        ("2", "Ny IT", "Model B vælges. Den prøves i maj."),
    ]
    assert read.decisions[1].case_number == "25/1204"


def test_a_cell_for_decisions_may_tell_above_a_heading_what_was_said() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Skolebestyrelsen 3. marts 2025")
        table(
            document,
            (
                "DAGSORDEN\nEmne, ansvarlig, tidsramme",
                "Formål og uddybning\nHvad?",
                "Referat\nBeslutninger",
            ),
            ("1. Støj", "Den er høj.", "Drøftelse\nAlle talte.\nBeslutning\nStøjen måles."),
            ("2. Lys", "Det er svagt.", "Drøftelse\nIngen talte.\nBeslutning\nUdsat."),
        )

    assert told(word(build)) == [("1", "Støj", "Støjen måles."), ("2", "Lys", "Udsat.")]
