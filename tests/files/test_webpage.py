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
