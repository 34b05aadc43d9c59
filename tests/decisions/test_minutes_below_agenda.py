"""Minutes that tell the whole agenda first, and what came of it below: "Ad 1: Godkendt."."""

from tests.decisions.minutes_read import minutes, told

TOP = "Referat af møde i Ældrerådet den 3. marts 2025\n\n"
AGENDA = (
    "1. Godkendelse af dagsorden\n\n2. Bænke\n\nTi bænke mangler ved søen.\n\n"
    "Formanden indstiller, at der købes ti.\n\n3. Cykler\n\nCyklerne er gamle.\n\n4. Eventuelt\n\n"
)


def test_each_item_has_what_is_told_of_it() -> None:
    read = minutes(
        f"{TOP}{AGENDA}Referat:\n\nAd 1: Godkendt.\n\nAd 2: Rådet besluttede at købe fem.\n\n"
        "Ad 3: Udsat.\n"
    )
    assert told(read) == [
        ("1", "Godkendelse af dagsorden", "Godkendt."),
        ("2", "Bænke", "Rådet besluttede at købe fem."),
        ("3", "Cykler", "Udsat."),
    ]
    assert read.decisions[1].recommendation == "Formanden indstiller, at der købes ti."


def test_the_points_of_a_recommendation_are_no_items() -> None:
    read = minutes(
        f"{TOP}1. Godkendelse af dagsorden\n\nBeslutning\n\nGodkendt.\n\n"
        "2. Bænke\n\nIndstilling\n\n"
        "Formanden indstiller,\n1. at der købes ti\n2. at de males\n3. at de tælles\n\n"
        "Beslutning\n\nAd 1: Godkendt.\n\nAd 2: Udsat.\n\nAd 3: Godkendt.\n"
    )
    assert [one.item for one in read.decisions] == ["1", "2"]
    assert read.decisions[1].text == "Ad 1: Godkendt.\n\nAd 2: Udsat.\n\nAd 3: Godkendt."


def test_points_below_an_agenda_whose_items_decide_are_those_of_the_last() -> None:
    read = minutes(
        f"{TOP}1. Godkendelse af dagsorden\n\nDagsordenen blev godkendt.\n\n2. Bænke\n\n"
        "Vi talte længe.\n\n3. Ny vej\n\nForvaltningen indstiller tre ting.\n\n"
        "Ad 1: at planen godkendes\n\nAd 2: at den sendes i høring\n\nAd 3: at alle får besked\n\n"
        "Rådet godkendte det hele.\n"
    )
    assert read.decisions[0].text == "Dagsordenen blev godkendt."
    assert [one.item for one in read.decisions] == ["1", "3"]
