from bot.files.tables import Cell, on_grid, rows


def test_a_merged_cell_stands_in_every_place_that_it_covers() -> None:
    table = [
        [Cell("Forløb"), Cell("Pris", columns=2)],
        [Cell("Grundforløb", rows=2), Cell("4"), Cell("5")],
        [Cell("6"), Cell("7")],
    ]
    assert on_grid(table) == [
        ["Forløb", "Pris", "Pris"],
        ["Grundforløb", "4", "5"],
        ["Grundforløb", "6", "7"],
    ]


def test_a_cell_that_has_its_row_to_itself_stands_there_once() -> None:
    table = [[Cell("Priser", columns=3)], [Cell("ja"), Cell("ja"), Cell("ja")]]
    assert on_grid(table) == [["Priser"], ["ja", "ja", "ja"]]


def test_a_table_that_claims_to_be_wider_than_any_keeps_its_cells() -> None:
    [row] = on_grid([[Cell("a", columns=10**9), Cell("b", rows=10**9)]])
    assert (row[0], row[-1], len(row)) == ("a", "b", 101)


def test_an_abbreviation_is_a_heading_and_a_sentence_is_not() -> None:
    table = [["Pkt.", "Aftale", "Hvem"], ["2", "Støjen måles", "HR"]]
    assert [block.text for block in rows(table)] == ["Pkt.: 2; Aftale: Støjen måles; Hvem: HR"]
    table[0][0] = "Vi mødtes."
    assert len(list(rows(table))) == 2


def test_the_lines_of_a_cell_are_kept_beside_the_text() -> None:
    table = [["Nr.", "Emne", "Note"], ["1", "Ny vej\n\nSag 25/771 ", "Ja."], ["2", "Sti", ""]]
    assert [(row.text, row.lines) for row in rows(table)] == [
        (
            "Nr.: 1; Emne: Ny vej Sag 25/771; Note: Ja.",
            "Nr.: 1; Emne: Ny vej\nSag 25/771; Note: Ja.",
        ),
        ("Nr.: 2; Emne: Sti", ""),
    ]
