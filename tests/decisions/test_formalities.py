"""What in minutes is a formality isn't published along with the decisions."""

import pytest

from bot.decisions.from_minutes.formalities import is_formality
from bot.decisions.minutes.values import FoundDecision, FoundFollowUp
from tests.decisions import drafting, made
from tests.teams.fake_teams import FakeTeams

MINUTES = """Referat af møde i Hovedudvalget den 26. februar 2026

Punkt 1. Godkendelse af dagsorden

Beslutning
Godkendt.

Punkt 2. Fælles kursus for nye ledere

Beslutning
Kurset begynder i august.

Punkt 3. Sygefravær

Beslutning
Taget til efterretning.

Punkt 4. Fælles vagtplan

Indstilling
Formanden indstiller, at alle huse bruger den fælles vagtplan fra 1. maj.

Beslutning
Tiltrådt som indstillet.
"""


def found(title: str, text: str, recommendation: str = "", *deeds: str) -> FoundDecision:
    follow_ups = tuple(FoundFollowUp(one, "", None) for one in deeds)
    return FoundDecision(title, text, "", None, "", "", recommendation, follow_ups, text)


@pytest.mark.parametrize(
    "one",
    [
        found("Godkendelse af dagsorden", "Godkendt, med et punkt om ferie."),
        found("Godkendelse af seneste referat", "Godkendt uden bemærkninger."),
        found("Eventuelt", "Næste møde er den 3. maj."),
        found("Sygefravær", "Taget til efterretning."),
        found("Budgetopfølgning", "Hovedudvalget tog orienteringen til efterretning."),
        found("Orientering om ledelse", "Orienteringen blev taget til efterretning."),
        found("Støj", "Drøftet."),
        found("Velkomst og præsentation", "Formanden bød velkommen."),
        found("Godkendelse af referat fra mødet den 1. maj", "Begge referater godkendt."),
        found("Støj", "Godkendt.", "Formanden indstiller, at orienteringen godkendes."),
        found("Støj", "Godkendt.", "Det indstilles, at:\n- redegørelsen tages til efterretning"),
    ],
)
def test_what_nobody_could_act_on_is_a_formality(one: FoundDecision) -> None:
    assert is_formality(one)


@pytest.mark.parametrize(
    "one",
    [
        found("Orientering om ledelse", "Der arbejdes videre med frisættelse."),
        found("Sygefravær", "Drøftet. Området vender tilbage med en plan."),
        found("Vagtplan", "Godkendt.", "Det indstilles, at:\n- alle huse bruger vagtplanen"),
        found("Takster", "Anbefales.", "Det indstilles, at taksterne stiger i 2027."),
        found("Eventuelt", "Bo køber ind.", "", "Køb ind"),
        found("Ny rygepolitik", "Godkendt."),
        found("Støj", "Tiltrådt som indstillet."),
        found("Kantinen", "Godkendt.", "at kantinen lukkes, og at medarbejderne orienteres"),
        found("Kantinen", "Godkendt.", "at kantinen lukkes, og at svaret tages til efterretning"),
        found("Velkomstpakke til nye medarbejdere", "Alle får den fra maj."),
        found("Skabelon for referater", "Alle bruger den nye skabelon."),
        found("Eventuelt", "Det blev besluttet, at kontorerne holder lukket den 24. december."),
        found("Dagsordenpunkter fra lederne", "Alle punkter sendes en uge før mødet."),
    ],
)
def test_what_one_could_act_on_is_none(one: FoundDecision) -> None:
    assert not is_formality(one)


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
async def test_formalities_are_told_apart_and_not_sent_along(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    card = await drafting.drops(ada, MINUTES)
    plan = await ada.presses("Send 2 til godkendelse")

    assert "2 er til orientering eller formalia og sendes ikke med de andre." in card
    assert card.count("orientering eller formalia ·") == 2
    assert "alle huse bruger den fælles vagtplan" in card
    assert len(await drafting.decisions(teams)) == 4
    assert await drafting.prepared(teams) == [{"Fælles kursus for nye ledere", "Fælles vagtplan"}]
    assert "»Det betyder for dig« mangler på 2" in plan
    await ada.presses("Skriv, hvad det betyder")
    assert ada.sees("Beslutningen ord for ord")


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
async def test_a_formality_that_somebody_wrote_a_meaning_for_is_sent_along(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Ager")
    await drafting.drops(ada, MINUTES)
    absence = next(one for one in await drafting.decisions(teams) if "fravær" in one.content.title)

    await made.rewritten(teams, ada, absence.id, meaning="Tal om fraværet i maj.")
    await ada.presses("Slet kladderne")
    card = await ada.presses("Fortryd")

    assert "[Send 3 til godkendelse]" in card


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
async def test_where_all_are_formalities_the_card_says_so(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")
    agenda, _, rest = MINUTES.partition("Punkt 2.")
    absence = rest[rest.index("Punkt 3.") : rest.index("Punkt 4.")]

    card = await drafting.drops(ada, agenda + absence)

    assert "Det hele er til orientering eller formalia." in card
    assert "til godkendelse]" not in card


@pytest.mark.asyncio
@pytest.mark.databases("sqlite")
async def test_the_only_decision_among_formalities_is_sent_in_one_press(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Ager")

    await drafting.drops(ada, MINUTES[: MINUTES.index("Punkt 3.")])
    await ada.presses("Send 1 til godkendelse")

    assert await drafting.prepared(teams) == [{"Fælles kursus for nye ledere"}]
