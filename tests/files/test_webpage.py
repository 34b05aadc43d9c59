from bot.files.blocks import Block, Kind
from bot.files.reading import read_content

PAGE = """<html><head><title>Nordmark | Ny plan</title><style>p {}</style></head><body>
<nav><ul><li>Forside</li></ul></nav>
<main><h2>Planen</h2>
<p>Første <b>afsnit</b>
over to linjer.<br><br>Andet afsnit.</p>
<div>Løs tekst<ul><li>et<ul><li>under</li></ul></li><li>to</li></ul>efter</div>
<ol start="3"><li>tre</li></ol>
<table><tr><th>År</th><th>Beløb</th></tr><tr><td>2031</td><td>4 kr.</td></tr></table>
<script>alert(1)</script></main><footer>Kontakt</footer></body></html>"""


def test_what_a_page_is_for_is_read_and_the_rest_is_dropped() -> None:
    text = read_content("side.html", PAGE.encode())
    assert text.title == "Nordmark | Ny plan"
    assert text.blocks == (
        Block(Kind.HEADING, "Planen", 2),
        Block(Kind.PARAGRAPH, "Første afsnit over to linjer."),
        Block(Kind.PARAGRAPH, "Andet afsnit."),
        Block(Kind.PARAGRAPH, "Løs tekst"),
        Block(Kind.ITEM, "- et", 1),
        Block(Kind.ITEM, "- under", 2),
        Block(Kind.ITEM, "- to", 1),
        Block(Kind.PARAGRAPH, "efter"),
        Block(Kind.ITEM, "3. tre", 1),
        Block(Kind.ROW, "År: 2031; Beløb: 4 kr."),
    )


def test_a_page_in_an_older_encoding_is_read_as_it_says() -> None:
    page = '<meta charset="iso-8859-1"><p>Blåbær</p>'.encode("iso-8859-1")
    assert read_content("gammel.htm", page).blocks == (Block(Kind.PARAGRAPH, "Blåbær"),)


def texts(html: str) -> list[str]:
    return [block.text for block in read_content("side.html", html.encode()).blocks]


def test_merged_cells_keep_their_values_under_their_headings() -> None:
    assert texts(
        """<table><tr><th colspan="3">Priser</th></tr>
        <tr><th>Forløb</th><th>Varighed</th><th>Pris</th></tr>
        <tr><td rowspan="2">Grund</td><td>3 dage</td><td>4 kr.</td></tr>
        <tr><td>6 dage</td><td>7 kr.</td></tr>
        <tr><td colspan="2">Coaching</td><td>9 kr.</td></tr>
        <tr><td colspan="3">Alle priser er vejledende.</td></tr></table>"""
    ) == [
        "Priser",
        "Forløb: Grund; Varighed: 3 dage; Pris: 4 kr.",
        "Forløb: Grund; Varighed: 6 dage; Pris: 7 kr.",
        "Forløb: Coaching; Varighed: Coaching; Pris: 9 kr.",
        "Alle priser er vejledende.",
    ]


def test_a_page_laid_out_in_a_table_is_read_cell_by_cell() -> None:
    page = """<table><tr><td><h2>Menu</h2><p>Et.</p></td><td><table>
        <tr><th>År</th><th>Beløb</th></tr><tr><td>2031</td><td>4 kr.</td></tr></table></td></tr>
        </table>"""
    blocks = read_content("side.html", page.encode()).blocks
    assert blocks == (
        Block(Kind.HEADING, "Menu", 2),
        Block(Kind.PARAGRAPH, "Et."),
        Block(Kind.ROW, "År: 2031; Beløb: 4 kr."),
    )


def test_a_page_within_a_form_is_read_without_its_fields() -> None:
    page = "<form><p>Tekst.</p><select><option>Valg</option></select><button>Send</button></form>"
    assert texts(page) == ["Tekst."]


def test_a_button_that_unfolds_an_answer_is_its_heading() -> None:
    page = "<h2><button>Hvad koster det?</button></h2><p>4 kr.</p><button>Luk</button>"
    assert texts(page) == ["Hvad koster det?", "4 kr."]
