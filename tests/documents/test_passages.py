from hypothesis import given
from hypothesis import strategies as st

from bot.documents.passages import LIMIT, passages
from bot.documents.sentences import sentences
from bot.files.blocks import Block, Kind


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


def item(text: str) -> Block:
    return Block(Kind.ITEM, text, 1)


def words(count: int, last: str = "slut.") -> str:
    return " ".join(["Ord", *["ord"] * (count - 2), last])


def test_short_paragraphs_stand_together_and_a_long_one_for_itself() -> None:
    found = passages([paragraph(words(20)), paragraph(words(30)), paragraph(words(80))])
    assert [len(passage.split()) for passage in found] == [50, 80]
    assert found[0].count("\n") == 1


def test_a_long_paragraph_is_cut_between_sentences_into_parts_of_about_the_same_length() -> None:
    text = " ".join(words(10) for _ in range(10))
    assert [len(passage.split()) for passage in passages([paragraph(text)])] == [50, 50]


def test_a_list_stands_below_the_sentence_that_leads_in_to_it() -> None:
    blocks = [paragraph(f"{words(88)} Målene er:"), item("- et"), item("- to"), paragraph("Slut.")]
    assert passages(blocks) == [words(88), "Målene er:\n- et\n- to\nSlut."]


def test_a_list_that_goes_on_in_another_passage_says_its_lead_in_again() -> None:
    found = passages([paragraph("Målene er:"), *[item(f"- {words(25)}")] * 5])
    assert [passage.split("\n")[0] for passage in found] == ["Målene er:", "Målene er:"]
    assert [passage.count("\n- ") for passage in found] == [3, 2]


def test_two_lists_that_begin_alike_each_keep_their_beginning() -> None:
    lists = [paragraph("Målene er:"), item("- Tillid."), paragraph("Målene er:"), item("- Mod.")]
    assert passages(lists) == ["Målene er:\n- Tillid.\nMålene er:\n- Mod."]


def test_a_long_row_says_again_what_it_is_about() -> None:
    row = Block(Kind.ROW, f"Punkt: 3. Trivsel; Drøftelse: {words(50)} {words(50)}")
    assert [passage.split("; ")[0] for passage in passages([row])] == ["Punkt: 3. Trivsel"] * 2


def test_nothing_gives_no_passage() -> None:
    assert passages([]) == []


SENTENCES = st.lists(
    st.sampled_from(["Ja.", words(7), words(31), words(60), "Målene er:"]), max_size=6
)
BLOCKS = st.lists(
    st.one_of(
        SENTENCES.map(lambda parts: paragraph(" ".join(parts))).filter(lambda block: block.text),
        SENTENCES.map(lambda parts: item(" ".join(["-", *parts, words(3)]))),
        st.integers(1, 120).map(
            lambda count: Block(Kind.ROW, f"Punkt: 3; Sagt: {words(count + 1)}")
        ),
    ),
    max_size=12,
)


@given(BLOCKS)
def test_no_word_is_lost_and_only_a_sentence_may_be_longer_than_the_limit(
    blocks: list[Block],
) -> None:
    found = passages(blocks)
    said = iter(" ".join(found).split())
    assert all(word in said for block in blocks for word in block.text.split())
    for passage in found:
        longest = max(len(sentence.split()) for sentence in sentences(passage))
        assert len(passage.replace("- ", "").split()) <= max(LIMIT, longest)
