from bot.files.blocks import Block, Kind
from bot.files.reading import read_content

TEXT = """+++
title = "Programmet"
case = "12/345"
date = 2031-03-04
+++

# Forløb

## Hvad er det? {mangler}

> Hvad går det ud på?
> hvad er det

Det er *fælles* [ledelse](https://example.org), som
fylder to linjer.

- et
  - under et
- to

3. tre
4. fire

| År | Beløb |
|----|-------|
| 2031 | 4 kr. |
| 2032 | |
"""


def test_markdown_becomes_blocks_and_front_matter_facts() -> None:
    text = read_content("program.md", TEXT.encode())
    assert (text.title, text.case, text.date, text.curated) == (
        "Programmet",
        "12/345",
        "2031-03-04",
        True,
    )
    assert text.blocks == (
        Block(Kind.HEADING, "Forløb", 1),
        Block(Kind.HEADING, "Hvad er det? {mangler}", 2),
        Block(Kind.QUOTE, "Hvad går det ud på?\nhvad er det"),
        Block(Kind.PARAGRAPH, "Det er fælles ledelse, som fylder to linjer."),
        Block(Kind.ITEM, "- et", 1),
        Block(Kind.ITEM, "- under et", 2),
        Block(Kind.ITEM, "- to", 1),
        Block(Kind.ITEM, "3. tre", 1),
        Block(Kind.ITEM, "4. fire", 1),
        Block(Kind.ROW, "År: 2031; Beløb: 4 kr."),
        Block(Kind.ROW, "År: 2032"),
    )


def test_without_front_matter_markdown_states_nothing_about_itself() -> None:
    text = read_content("note.md", b"# Titel\n\nTekst.")
    assert (text.title, text.curated) == (None, False)


def test_a_bold_paragraph_is_a_heading_and_quotations_keep_their_lists() -> None:
    text = read_content("note.md", b"**Vej** `24/100`\n\n> - et\n\nTekst.")
    assert text.blocks == (
        Block(Kind.HEADING, "Vej"),
        Block(Kind.PARAGRAPH, "24/100"),
        Block(Kind.QUOTE, "- et"),
        Block(Kind.PARAGRAPH, "Tekst."),
    )


def test_a_first_line_that_is_bold_is_a_heading_above_its_paragraph() -> None:
    text = "**1. Elevtal**\nVi gennemgik tallene.\n**Beslutning:** Godkendt.\n"
    heading, paragraph = read_content("referat.md", text.encode()).blocks
    assert heading == Block(Kind.HEADING, "1. Elevtal")
    assert paragraph == Block(Kind.PARAGRAPH, "Vi gennemgik tallene. Beslutning: Godkendt.")
    assert paragraph.lines == "Vi gennemgik tallene.\nBeslutning: Godkendt."
