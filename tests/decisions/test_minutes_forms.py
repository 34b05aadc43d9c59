"""Tables of one item each: its number and title above labels and what they tell."""

from docx.document import Document

from tests.decisions.minutes_read import table, told, word


def _forms(document: Document) -> None:
    document.add_paragraph("Referat af møde i Chefgruppen den 3. marts 2025")
    for number, title, said in ((1, "Nye bænke", "Ti bænke købes."), (2, "Løn", "Udsat.")):
        table(
            document,
            (f"Punkt {number}", title),
            ("Formål", "Beslutning"),
            ("Baggrund", "Sagen er kendt."),
            ("Beslutning", said),
        )
        document.add_paragraph("")


def test_the_labels_of_an_items_table_are_no_part_of_its_title() -> None:
    assert told(word(_forms)) == [
        ("1", "Nye bænke", "Ti bænke købes."),
        ("2", "Løn", "Udsat."),
    ]
