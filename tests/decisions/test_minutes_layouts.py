"""Minutes of forms that no word tells: what is repeated in the items says what it is."""

from datetime import date

import pytest
from docx.document import Document

from bot.decisions.minutes.reading import read_minutes_content
from bot.decisions.minutes.values import Minutes
from tests.decisions.minutes_read import bold, minutes, table, told, word

ITEMS = [("1", "Vej", "Godkendt."), ("2", "Sti", "Udvalget vil have lys på stien.")]
TITLES = [("", title, text) for _, title, text in ITEMS]


def filled(item: str, head: str = "Teknisk Udvalg den 3. marts 2025") -> str:
    bodies = [item.format(number=number, title=title, text=text) for number, title, text in ITEMS]
    return "\n\n".join([head, *bodies])


@pytest.mark.parametrize(
    "item",
    [
        "{number}. {title}\nS: Den er gammel.\nB: {text}",
        "{number}. {title}\nAnledning: Naboerne har klaget.\nDom: {text}",
        "{number}. {title}\n\nHvad talte vi om\n\nDen er {number} år.\n\nHvad gør vi\n\n{text}",
        "{number}. {title}\nDen er gammel.\n=> {text}",
        "{number}. {title}\nDen er gammel.\nBeslutning – {text}",
        "{number}. {title}\nDen er gammel.\n- Beslutning: {text}",
        "{number}. {title}\nDen er gammel.\nVi aftalte {text}",
        "{number}. {title}\nDen er gammel.\n✔ {text}",
        "[{number}] {title}\nDen er gammel.\nTeknisk Udvalg, den 3. marts 2025: {text}",
    ],
)
def test_a_label_that_no_list_of_words_has_is_known_by_standing_in_every_item(item: str) -> None:
    assert told(minutes(filled(item))) == ITEMS


def test_a_label_that_every_item_has_ends_the_decision_above_it() -> None:
    item = "{number}. {title}\n\nBeslutning\n\n{text}\n\nHvad betyder det\n\nDen er {number} år."
    assert told(minutes(filled(item))) == ITEMS


@pytest.mark.parametrize(
    "item",
    [
        "Punkt ......: {number}\nEmne .......: {title}\nBeslutning .: {text}",
        "Punkt      : {number}\nEmne       : {title}\nBeslutning : {text}",
        "[Punkt {number}] {title}\n[Beslutning] {text}",
        "Punkt {number} | {title}\nBeslutning | {text}",
        "| Punkt {number}: {title} |\n|------------|------|\n| Sag | Den er gammel. |\n"
        "| Beslutning | {text} |",
        "{number}/25 {title}\n\nDen er gammel.\n\nBeslutning\n\n{text}",
    ],
)
def test_forms_are_read_however_their_fields_are_set(item: str) -> None:
    found = told(minutes(filled(item)))
    assert [(number.removesuffix("/25"), *rest) for number, *rest in found] == ITEMS


@pytest.mark.parametrize(
    "item",
    [
        "{title}:\nDen er gammel.\nBeslutning:\n{text}",
        "{title}\n===\n\nDen er gammel.\n\nBeslutning\n----------\n\n{text}",
        "{title}\nDen er gammel.\nBeslutning: {text}",
    ],
)
def test_a_title_is_known_by_where_it_stands(item: str) -> None:
    assert told(minutes(filled(item))) == TITLES


def test_titles_in_capitals_need_no_number() -> None:
    read = minutes(
        "BYRÅDET\nREFERAT 3. MARTS 2025\n\nNY VEJ\nDen er gammel.\nBeslutning: Godkendt.\n\n"
        "NY STI\nDen er smal.\nBeslutning: Udsat.\n\nEVENTUELT\nIntet."
    )
    assert told(read) == [("", "NY VEJ", "Godkendt."), ("", "NY STI", "Udsat.")]


def test_where_an_item_was_dealt_with_stands_above_each_of_its_decisions() -> None:
    read = minutes(
        "Samlet referat\n\nPunkt 1\nVej\nBehandlet i: Planudvalget, 3. marts 2025\n"
        "Udfald: Anbefales.\nBehandlet i: Byrådet, 10. marts 2025\nUdfald: Godkendt.\n\n"
        "Punkt 2\nSti\nUdvalg: Byrådet\nDato: 10. marts 2025\nUdfald: Udsat."
    )
    assert [(one.item, one.text, one.body, one.decided_on) for one in read.decisions] == [
        ("1", "Anbefales.", "Planudvalget", date(2025, 3, 3)),
        ("1", "Godkendt.", "Byrådet", date(2025, 3, 10)),
        ("2", "Udsat.", "Byrådet", date(2025, 3, 10)),
    ]


@pytest.mark.parametrize(
    "head", ["Referat af møde i {body} den {day}. marts 2025", "{body}\nDato: {day}. marts 2025"]
)
def test_several_meetings_in_one_file_have_their_own_bodies_and_days(head: str) -> None:
    item = "1. Vej\nBeslutning: Godkendt.\n\n2. Sti\nBeslutning: Udsat."
    meetings = [("Kulturudvalget", 3), ("Byrådet", 10)]
    read = minutes(
        "\n\n".join(f"{head.format(body=one, day=day)}\n\n{item}" for one, day in meetings)
    )
    assert [(one.item, one.text, one.body, one.decided_on) for one in read.decisions] == [
        (number, text, body, date(2025, 3, day))
        for body, day in meetings
        for number, text in (("1", "Godkendt."), ("2", "Udsat."))
    ]


def test_a_decision_begins_at_its_label_also_within_a_paragraph() -> None:
    read = minutes(
        "Teknisk Udvalg den 3. marts 2025\n\nPunkt 1: Vej\nKonklusion/aftale: Godkendt.\n\n"
        "Punkt 2: Sti\nDrøftet. Konklusion/aftale: Udvalget vil have lys på stien."
    )
    assert told(read) == ITEMS


def test_an_appendix_is_no_part_of_the_last_item() -> None:
    item = "{number}. {title}\n\nBeslutning\n\n{text}"
    appendix = "Bilag 1: Forretningsorden\n\n§ 4. Beslutning\n\nDer stemmes."
    assert told(minutes(f"{filled(item)}\n\n{appendix}")) == ITEMS


def test_what_is_printed_on_every_page_is_left_out_also_within_a_sentence() -> None:
    pages = [
        "1. Vej\n\nBeslutning\nUdvalget godkender vejen, idet der skal tages hensyn til de naboer,",
        "som bor tæt på den.\n\n2. Sti\n\nBeslutning\nUdsat.",
        "3. Bro\n\nBeslutning\nDrøftet.",
    ]
    rule = "-" * 70
    printed = [
        f"Vestfjord      Teknisk Udvalg 03-03-2025      Side {number}\n{rule}\n{page}\n{rule}\n"
        f"Udskrevet fra systemet      {number} af 3\n"
        for number, page in enumerate(pages, 1)
    ]
    read = minutes("".join(printed))
    assert [one.text for one in read.decisions] == [
        "Udvalget godkender vejen, idet der skal tages hensyn til de naboer, som bor tæt på den.",
        *("Udsat.", "Drøftet."),
    ]
    assert (read.body, read.held_on) == ("Teknisk Udvalg", date(2025, 3, 3))


def markdown(text: str) -> Minutes:
    return read_minutes_content("referat.md", text.encode())


def test_decisions_may_be_set_as_quotations_below_titles_in_bold() -> None:
    item = "**{title}** `24/10{number}`\n\n> **Beslutning**\n>\n> {text}\n\n*Sagen kort:* Slidt."
    read = markdown(filled(item, "# Referat\n\nTeknisk Udvalg den 3. marts 2025"))
    assert told(read) == TITLES
    assert [one.case_number for one in read.decisions] == ["24/101", "24/102"]


ROWS = {
    "what was agreed": (
        ("Punkt", "Referat", "Aftale", "Ansvarlig/frist"),
        ("1. Vej", "Den er gammel.", "Godkendt.", "Bo Elm 1/5"),
        ("2. Sti", "Den er smal.", "Udvalget vil have lys på stien.", ""),
        ("3. Evt.", "Intet nyt.", "", ""),
    ),
    "no headings": (
        ("1", "Vej", "Godkendt."),
        ("2", "Sti", "Udvalget vil have lys på stien."),
        ("3", "Evt.", ""),
    ),
    "headings told again": (
        ("Nr.", "Emne", "Beslutning"),
        ("1", "Vej", "Godkendt."),
        ("Nr.", "Emne", "Beslutning"),
        ("2", "Sti", "Udvalget vil have lys på stien."),
    ),
    "case number in the title": (
        ("Nr.", "Sag", "Beslutning"),
        ("1", "Vej Sagsnr. 24/101 Den er gammel.", "Godkendt."),
        ("2", "Sti Sagsnr. 24/102 Den er smal.", "Udvalget vil have lys på stien."),
    ),
}


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
def test_the_column_that_decides_is_told_by_the_others(rows: tuple[tuple[str, ...]]) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Teknisk Udvalg den 3. marts 2025")
        table(document, *rows)

    assert told(word(build)) == ITEMS


DAYS = ["3. mar. '25", "d. 3/3 '25", "03-03-25", "3. 3. 2025", "man. 3. marts 2025", "20250303"]


@pytest.mark.parametrize("day", DAYS)
def test_the_day_may_be_written_short(day: str) -> None:
    read = minutes(f"Chefgruppen {day}\n\n1. Vej\n\nBeslutning\n\nGodkendt.")
    assert (read.body, read.held_on) == ("Chefgruppen", date(2025, 3, 3))


def test_a_legend_tells_what_letters_stand_for() -> None:
    legend = "D = drøftelse, B = beslutning"
    item = "ad {number}) {title}\nD: Den er gammel.\nB: {text}"
    assert told(minutes(filled(item, f"Teknisk Udvalg den 3. marts 2025\n\n{legend}"))) == ITEMS


def test_a_case_number_may_stand_between_the_number_and_the_title() -> None:
    read = minutes(filled("{number}. 24/118{number} {title}\n\nBeslutning\n\n{text}"))
    assert told(read) == ITEMS
    assert [one.case_number for one in read.decisions] == ["24/1181", "24/1182"]


def test_an_item_without_a_text_does_not_end_the_count() -> None:
    read = minutes(
        "Teknisk Udvalg den 3. marts 2025\n\n1. Vej\nAfgørelse:\nGodkendt.\n2. Personsag (lukket)\n"
        "3. Sti\nDen er smal.\nAfgørelse:\nUdsat."
    )
    assert told(read) == [("1", "Vej", "Godkendt."), ("3", "Sti", "Udsat.")]


def test_the_first_row_of_a_form_is_no_heading_of_the_others() -> None:
    def build(document: Document) -> None:
        document.add_heading("Teknisk Udvalg den 3. marts 2025", 1)
        for number, title, text in ITEMS:
            document.add_paragraph(f"Pkt. {number} {title}")
            table(document, ("Baggrund", "Den er gammel."), ("Konklusion", text))
            for cell in document.tables[-1].rows[0].cells:
                cell.paragraphs[0].runs[0].bold = True

    assert told(word(build)) == ITEMS


def test_who_was_absent_is_the_title_of_no_item() -> None:
    def build(document: Document) -> None:
        document.add_heading("Teknisk Udvalg den 3. marts 2025", 1)
        for number, title, text in ITEMS:
            for heading in (f"{number}. {title}", "Beslutning"):
                document.add_heading(heading, 2)
            document.add_paragraph(text)
            document.add_heading("Fraværende", 2)
            document.add_paragraph("Kim Lund")

    read = word(build)
    assert told(read) == ITEMS
    assert "Kim Lund" not in repr(read.decisions)


@pytest.mark.parametrize(
    "text",
    [
        "Dagsorden for Teknisk Udvalg den 3. marts 2025\n\n1. Vej\n\nOplæg ved Bo\n\nDen er gammel."
        "\n\n2. Sti\n\nOplæg ved Bo\n\nDen er smal.",
        "Referat fra Teknisk Udvalg den 3. marts 2025\n\n1. Vej\n\nOplæg ved Bo\n\nDen er gammel."
        "\n\nDrøftelse\n\nDen er lang.\n\n2. Sti\n\nOplæg ved Bo\n\nDen er smal."
        "\n\nDrøftelse\n\nJa.",
        "Gaver\n\nJulegaven besluttes hvert år af direktionen.\n\nRejser\n\nChefen godkender dem.",
    ],
)
def test_what_decides_nothing_gives_no_decisions(text: str) -> None:
    assert not minutes(text).decisions


def test_in_prose_the_decision_is_told_behind_what_was_decided_before_and_advised() -> None:
    read = minutes(
        "Nordby Kommunalbestyrelses forhandlingsprotokol\n\nÅr to tusind og femogtyve, mandag den "
        "tredje marts, holdtes ordinært møde.\n\nSag nr. 1. Vej\n\nTeknisk Udvalg har på sit møde "
        "den syvende januar vedtaget at høre naboerne.\n\nTeknisk Udvalg indstiller, at vejen "
        "nedlægges.\n\nEt flertal på elleve medlemmer stemte imod. Indstillingen var dermed "
        "forkastet.\n\nSag nr. 2. Vedtægt\n\nBørneudvalget indstiller vedtægten til godkendelse."
        "\n\nVedtægten vedtoges."
    )
    assert told(read) == [
        (
            "1",
            "Vej",
            "Et flertal på elleve medlemmer stemte imod. Indstillingen var dermed forkastet.",
        ),
        ("2", "Vedtægt", "Vedtægten vedtoges."),
    ]
    assert [(one.body, one.decided_on) for one in read.decisions] == [
        ("Kommunalbestyrelsen", date(2025, 3, 3))
    ] * 2


def test_where_nothing_else_decides_a_closing_list_in_sentences_does() -> None:
    read = minutes(
        "Chefgruppen 3. marts 2025\n\nPkt. 1  Siden sidst\nVi besluttede på mødet i august at "
        "være korte, og det holdt.\n\nPkt. 2  Vagter\nIda foreslog en ny plan. Det var der enighed "
        "om.\n\nPkt. 3  Fest\nGodkendt.\n\nAFTALER FRA MØDET\n\nPkt. 2:  Vagtlederen laver planen "
        "om inden 1. november 2025."
    )
    assert told(read) == [
        ("2", "Vagter", "Vagtlederen laver planen om inden 1. november 2025."),
        ("3", "Fest", "Godkendt."),
    ]
    assert [deed.due for deed in read.decisions[0].follow_ups] == [date(2025, 11, 1)]


def test_a_short_date_has_its_year_where_the_minutes_tell_that_year() -> None:
    item = "\n\n1. Bus\n\nIndført i 2025.\n\nBeslutning\n\nGodkendt.\n\nOpdateret i maj 2026."
    for head in ("26.03.18 - Referat af Skolebestyrelsen", "Skolebestyrelsen 18.03.26"):
        assert [one.decided_on for one in minutes(head + item).decisions] == [date(2026, 3, 18)]


@pytest.mark.parametrize("history", ["Tidligere behandling", "Historik"])
def test_an_earlier_decision_that_stands_in_full_is_one(history: str) -> None:
    read = minutes(
        "Byrådet 3. marts 2025\n\n1. Sti\n\nBeslutning\n\nGodkendt.\n\n"
        f"{history}\n\nTeknisk Udvalg d. 4/2 2025, pkt. 73\n\nUdvalget anbefaler stien.\n\n"
        "Økonomi\n\nBeslutning i Kulturudvalget den 1. maj 2024 om stier er fulgt."
    )
    assert [(one.body, one.decided_on, one.text) for one in read.decisions] == [
        ("Byrådet", date(2025, 3, 3), "Godkendt."),
        ("Teknisk Udvalg", date(2025, 2, 4), "Udvalget anbefaler stien."),
    ]


def test_a_closing_list_tells_the_titles_once_more() -> None:
    read = minutes(
        "Chefgruppen 3. marts 2025\n\n1. Post (25/1304)\n\nDer er uenighed.\n\n2. Eventuelt\n\n"
        "Ida mindede om festen.\n\nDet aftalte\n\n"
        "- Ad 1 – Post: Den lægges i Borgerservice fra 1. juni."
    )
    assert told(read) == [("1", "Post", "Den lægges i Borgerservice fra 1. juni.")]


def test_items_are_numbered_behind_their_meeting_and_signs_tell_who_does_what() -> None:
    read = minutes(
        "Fjordby Kommune - Direktionens protokol\n\nMøde nr. 36/2024      3. september 2024\n"
        "Protokol: Sekretariatet            Udsendt: 04.09.2024\n\n"
        "36.1  Dagsordener  [00.01.00-A21-5-24]\n      Gennemgået.\n"
        "      -> Teknik retter tallene til. Frist 10/9.\n\n"
        "36.2  Tilsyn  [15.00.00-K09-2-24]\n      Tilsynet viser, at de fleste sager lever\n"
        "      op til loven.\n      Taget til efterretning.\n      -> Ida svarer. Frist 12/9.\n"
    )
    assert told(read) == [
        ("36.1", "Dagsordener", "Gennemgået."),
        ("36.2", "Tilsyn", "Taget til efterretning."),
    ]
    assert {one.body for one in read.decisions} == {"Direktionen"}
    assert [deed.due for one in read.decisions for deed in one.follow_ups] == [
        date(2024, 9, 10),
        date(2024, 9, 12),
    ]


def test_a_heading_above_all_items_is_what_the_file_is_called() -> None:
    read = minutes(
        "Chefgruppen\n\nDato: 3. marts 2025\nSted: Rådhuset\nTil stede: Ida Bæk Holm\n\nDagsorden\n"
        "1. Siden sidst\n2. Veje\n\nReferat\n\n1. Siden sidst\nVi talte om ferie.\n\n"
        "2. Veje\nTo biler mangler.\n\nAftaler\n\nAd 2: Stien flyttes. Ida giver besked inden den "
        "15. marts 2025."
    )
    assert told(read) == [
        ("2", "Veje", "Stien flyttes. Ida giver besked inden den 15. marts 2025.")
    ]


def test_a_body_and_a_day_on_lines_of_their_own_head_what_was_decided() -> None:
    item = (
        " • Pkt. {number} {title}\n\n  Pkt. {number}\n\n  {title}\n\n  Sagsnr. 4128{number}   Åbent"
        " punkt\n\n  Resume\n\n  Den er ny.\n\n  Kulturudvalget, 03-03-2025, pkt. {number}\n\n"
        "  {said}\n\n"
    )
    read = minutes(
        "Referat\n\nSted: Rådhuset\n\n"
        + item.format(number=1, title="Haltid", said="Fordelingen godkendt.")
        + item.format(number=2, title="Busser", said="Ad 1: Godkendt.")
    )
    assert told(read) == [
        ("1", "Haltid", "Fordelingen godkendt."),
        ("2", "Busser", "Ad 1: Godkendt."),
    ]
    assert {(one.body, one.decided_on) for one in read.decisions} == {
        ("Kulturudvalget", date(2025, 3, 3))
    }


def test_what_is_decided_is_told_below_the_history_also_where_both_are_headed_alike() -> None:
    def build(document: Document) -> None:
        document.add_heading("Byrådet den 3. marts 2025", 1)
        document.add_heading("Sag nr. 1. Vedtægt", 2)
        bold(document, "Tidligere behandling")
        document.add_paragraph("Beslutning fra Byrådet, 3. februar 2025, pkt. 79 (1. behandling):")
        document.add_paragraph("Oversendes til 2. behandling.")
        bold(document, "Byrådets beslutning")
        document.add_paragraph("Vedtaget.")

    assert [one.text for one in word(build).decisions][-1] == "Vedtaget."
