"""Tables of one item each: its number and title, as a heading row, above labels."""

from bot.decisions.minutes.reading import read_minutes
from bot.files.blocks import Block, FileText, Kind
from tests.decisions.minutes_read import told

TOP = Block(Kind.PARAGRAPH, "Referat af møde i Chefgruppen den 3. marts 2025")


def _form(number: int, title: str, said: str) -> list[Block]:
    cells = (("Formål", "Beslutning"), ("Baggrund", "Sagen er kendt."), ("Beslutning", said))
    return [
        Block(Kind.ROW, f"Punkt {number}: {label}; {title}: {text}") for label, text in cells
    ] + [Block(Kind.ROW, f"Punkt {number}: Opfølgning")]


def test_the_labels_of_an_items_table_are_no_part_of_its_title() -> None:
    blocks = [TOP, *_form(1, "Nye bænke", "Ti bænke købes."), *_form(2, "Løn", "Udsat.")]
    assert told(read_minutes(FileText(tuple(blocks)))) == [
        ("1", "Nye bænke", "Ti bænke købes."),
        ("2", "Løn", "Udsat."),
    ]
