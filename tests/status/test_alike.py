"""What unanswered questions have in common."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from bot.documents.search.words import stem, words
from bot.status.alike import Asked, groups_of
from bot.status.values import ALIKE

LIN, BO, EVA, KIM = (UUID(int=number) for number in range(4))


def test_questions_with_a_telling_word_in_common_are_one_group() -> None:
    groups, others = groups_of(
        [
            Asked(LIN, "Hvem betaler for parkering ved rådhuset?"),
            Asked(BO, "Er parkeringen gratis?"),
            Asked(EVA, "parkering ved rådhuset om aftenen"),
            Asked(KIM, "Må jeg parkere ved rådhuset"),
            Asked(LIN, "Hvad koster frokosten?"),
        ],
        names=[],
    )

    [group] = groups
    assert group.number == 3
    assert group.words[0] in ("parkering", "rådhuset")
    assert others == 2


def test_a_word_of_two_people_is_not_told_however_often_they_say_it() -> None:
    asked = [Asked(LIN, "parkering"), Asked(BO, "parkering")] * 5

    assert groups_of(asked, names=[]) == ((), 10)


def test_a_name_is_not_told_even_when_three_ask_about_it() -> None:
    asked = [Asked(one, "Hvornår svarer Mikkelsen?") for one in (LIN, BO, EVA)]

    groups, _others = groups_of(asked, names=["Mette Mikkelsen"])

    assert "mikkelsen" not in str(groups)


_question = st.builds(
    Asked,
    st.sampled_from((LIN, BO, EVA, KIM)),
    st.lists(
        st.sampled_from(
            ["parkering", "frokost", "kantinen", "lokaler", "projektor", "skærm", "wifi"]
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
)


@given(st.lists(_question, max_size=30))
def test_every_told_word_was_used_by_three_people(asked: list[Asked]) -> None:
    groups, others = groups_of(asked, names=[])

    assert sum(one.number for one in groups) + others == len(asked)
    for group in groups:
        for told in group.words:
            askers = {
                one.asker for one in asked if stem(told) in {stem(word) for word in words(one.text)}
            }
            assert len(askers) >= ALIKE
