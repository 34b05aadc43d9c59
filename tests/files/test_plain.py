from time import process_time

from bot.files.blocks import Block, Kind, tidy
from bot.files.lines import item_mark, joined
from bot.files.reading import read_content


def blocks(text: str, encoding: str = "utf-8") -> tuple[Block, ...]:
    return read_content("note.txt", text.encode(encoding)).blocks


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


def item(text: str) -> Block:
    return Block(Kind.ITEM, text, 1)


def test_danish_letters_are_read_in_every_usual_encoding() -> None:
    for encoding in ("utf-8", "utf-8-sig", "windows-1252", "utf-16"):
        assert blocks("Blåbærgrød på ø", encoding) == (paragraph("Blåbærgrød på ø"),)


def test_windows_line_ends_separate_paragraphs() -> None:
    assert blocks("Første.\r\n\r\nAndet.\r\n") == (paragraph("Første."), paragraph("Andet."))


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    text = (
        "Direktionen inviterer alle ledere til et\n"
        "møde om efteråret, hvor der er tid til at\n"
        "tale sammen. Tilmelding sker hos den fæl-\n"
        "les postkasse.\n"
    )
    assert blocks(text) == (
        paragraph(
            "Direktionen inviterer alle ledere til et møde om efteråret, hvor der er tid til at "
            "tale sammen. Tilmelding sker hos den fælles postkasse."
        ),
    )


def test_a_line_that_could_have_held_more_ends_its_paragraph() -> None:
    text = (
        "Økonomi\n"
        "Indsatsen koster ikke noget ud over den tid,\n"
        "som lederne bruger på den.\n"
        "Der er derfor ikke søgt om nogen bevilling.\n"
    )
    assert [block.text.split()[0] for block in blocks(text)] == ["Økonomi", "Indsatsen", "Der"]


def test_a_file_with_a_paragraph_a_line_keeps_them_apart() -> None:
    long = "Et afsnit, der fylder mere end en linje på papir, fordi det handler om " * 2
    assert len(blocks(f"{long}slut.\n{long}slut.\nKort.\n")) == 3


def test_list_items_keep_their_numbers_and_lose_their_dots() -> None:
    text = "Mål:\n- et\n• to,\n  som fortsætter\n1. tre\nb) fire\n6. juni 2024 var mødet."
    assert blocks(text) == (
        paragraph("Mål:"),
        item("- et"),
        item("- to, som fortsætter"),
        item("1. tre"),
        item("b) fire"),
        paragraph("6. juni 2024 var mødet."),
    )


def test_marks_of_emphasis_are_dropped_and_other_asterisks_stay() -> None:
    assert blocks("Se *Vores plan* og **nu** for 2 * 3 kr.*") == (
        paragraph("Se Vores plan og nu for 2 * 3 kr.*"),
    )


def test_divided_words_are_joined_and_hyphens_that_belong_stay() -> None:
    assert joined("ud-", "vikling") == "udvikling"
    assert joined("ledelses-", "og medarbejdersiden") == "ledelses- og medarbejdersiden"
    assert joined("i MED-", "udvalget") == "i MED-udvalget"
    assert joined("Plan 2024 -", "en oversigt") == "Plan 2024 - en oversigt"


def test_an_item_mark_needs_text_after_it() -> None:
    assert item_mark("-") == ("", "-")
    assert item_mark("2024. Og så videre") == ("", "2024. Og så videre")


def test_a_paragraph_of_very_many_lines_takes_no_longer_than_its_length() -> None:
    line = "Direktionen inviterer alle ledere til et møde om efteråret, hvor der er tid til at\n"
    started = process_time()
    assert len(blocks(line * 100_000)) == 1
    assert process_time() - started < 10


def test_half_a_character_is_no_text() -> None:
    assert tidy("før\ud83d efter\udcff") == "før efter"


def row(text: str) -> Block:
    return Block(Kind.ROW, text)


def test_columns_aligned_below_headings_are_a_table() -> None:
    text = (
        "Aftaler\n"
        "Pkt.  Hvad                Hvem         Frist\n"
        "----  ------------------  -----------  ------\n"
        "2     Måling bestilles    Lise Holm    1. maj\n"
        "\n"
        "3     Resultatet lægges   HR\n"
        "      på intranettet\n"
        "4     Lukket\n"
        "\n"
        "Tak for i dag."
    )
    assert blocks(text) == (
        paragraph("Aftaler"),
        row("Pkt.: 2; Hvad: Måling bestilles; Hvem: Lise Holm; Frist: 1. maj"),
        row("Pkt.: 3; Hvad: Resultatet lægges på intranettet; Hvem: HR"),
        row("Pkt.: 4; Hvad: Lukket"),
        paragraph("Tak for i dag."),
    )


def test_columns_apart_by_tabs_are_a_table() -> None:
    assert blocks("Emne\tAftale\tHvem\nStøj\tMåles\tHR\nEventuelt\t\t\nSlut.") == (
        row("Emne: Støj; Aftale: Måles; Hvem: HR"),
        row("Emne: Eventuelt"),
        paragraph("Slut."),
    )


def test_gaps_within_lines_are_no_columns() -> None:
    text = (
        "Nordmark Kommune                 Referat\n\nByrådet\n\nDato:      3. marts 2025\n"
        "Sted:      Salen\n\n1.  Vej                    Sagsnr. 24/1\n\nEt.  To.\nTre.  Fire."
    )
    assert {block.kind for block in blocks(text)} == {Kind.PARAGRAPH, Kind.ITEM}


def test_a_paragraph_indented_below_a_short_item_is_one_of_its_own() -> None:
    text = (
        "1. Vej\n   Beslutning: Godkendt.\n- Vi skriver til alle de ledere, som har søgt om at få\n"
        "  Nordmark Kommunes plan."
    )
    assert blocks(text) == (
        item("1. Vej"),
        paragraph("Beslutning: Godkendt."),
        item("- Vi skriver til alle de ledere, som har søgt om at få Nordmark Kommunes plan."),
    )


def test_the_fields_of_a_form_are_apart_and_their_texts_go_on_below_where_they_began() -> None:
    assert blocks("Emne ....: Vej\nSag .....: Den er gammel\n           og smal.\nFrist ...:") == (
        *(paragraph("Emne: Vej"), paragraph("Sag: Den er gammel og smal."), paragraph("Frist:")),
    )


def test_a_rule_of_its_length_makes_a_line_a_heading() -> None:
    assert blocks("Vej\n===\n\nDen er gammel.\n--------------------------") == (
        *(Block(Kind.HEADING, "Vej", 1), paragraph("Den er gammel.")),
        paragraph("--------------------------"),
    )


def test_drawn_tables_are_told_by_rows() -> None:
    assert blocks("| Nr | Emne |\n|----|------|\n| 1  | Ny   |\n|    | vej  |\n| 2  | Sti  |") == (
        Block(Kind.ROW, "Nr: 1; Emne: Ny vej"),
        Block(Kind.ROW, "Nr: 2; Emne: Sti"),
    )


def test_the_page_s_number_and_what_is_repeated_around_it_is_margin() -> None:
    page = (
        "Byrådet   Referat   Side {0}\n\nTekst nummer {0}.\n\nVestfjord Kommune Torvet\n{0} af 2\n"
    )
    read = read_content("note.txt", "".join(map(page.format, (1, 2))).encode())
    assert [block.text for block in read.blocks if "Tekst" in block.text] == [
        *("Tekst nummer 1.", "Tekst nummer 2."),
    ]
    assert "Vestfjord Kommune Torvet" in read.margins


def test_labels_in_front_of_a_gap_are_told_with_a_colon() -> None:
    text = (
        "Emne             Havnen\nBeslutning       Vedtaget, dog således at\n"
        "                 højden er 12 meter.\n\nEmne             Skoven\nBeslutning       Udsat.\n"
    )
    assert [block.text for block in blocks(text)] == [
        "Emne: Havnen",
        "Beslutning: Vedtaget, dog således at højden er 12 meter.",
        "Emne: Skoven",
        "Beslutning: Udsat.",
    ]


def test_a_pasted_table_ends_below_its_last_whole_row() -> None:
    found = blocks(
        "Punkt\tReferat\tHvem\n1. Ny vej\tVi talte.\nGodkendt.\tBo\n2. Løn\tUdsat.\tIda\n"
        "Mødet sluttede kl. 12.\n"
    )
    assert [block.text for block in found] == [
        "Punkt: 1. Ny vej; Referat: Vi talte. Godkendt.; Hvem: Bo",
        "Punkt: 2. Løn; Referat: Udsat.; Hvem: Ida",
        "Mødet sluttede kl. 12.",
    ]
