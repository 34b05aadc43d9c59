from bot.people.spelling import spelled_alike
from tests.people.rosters import entry


def test_units_and_groups_that_differ_only_by_case_are_spelled_as_the_first() -> None:
    spelled = spelled_alike(
        (
            entry("Ada", unit="Børn og unge/Skole", groups=("MED",)),
            entry("Otto", unit="Børn og Unge/skole/Klub", groups=("Med", "med", "AMO")),
        ),
        [],
    )

    assert [one.unit for one in spelled] == ["Børn og unge/Skole", "Børn og unge/Skole/Klub"]
    assert [one.groups for one in spelled] == [("MED",), ("MED", "AMO")]


def test_units_that_are_known_already_are_the_first() -> None:
    [ada] = spelled_alike((entry("Ada", unit="BØRN OG UNGE/Skole"),), ["Børn og unge"])

    assert ada.unit == "Børn og unge/Skole"


def test_a_unit_isnt_spelled_as_a_group_nor_as_one_elsewhere_in_the_tree() -> None:
    spelled = spelled_alike(
        (entry("Ada", unit="Kultur/med", groups=("MED",)), entry("Otto", unit="Skole/Med")), []
    )

    assert [one.unit for one in spelled] == ["Kultur/med", "Skole/Med"]
    assert spelled[0].groups == ("MED",)
