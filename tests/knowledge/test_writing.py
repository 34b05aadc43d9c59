"""Writing a saved answer: the form, the draft, two directors at once, and what isn't taken in."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.audit import AuditRow
from bot.knowledge.values import Phase
from bot.people.values import Level, Role
from tests.knowledge.saved import (
    ANSWER,
    QUESTION,
    all_saved,
    director,
    only,
    publishes,
    versions,
    writes,
)
from tests.teams.fake_teams import FakeTeams, filled

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]


async def acts(teams: FakeTeams) -> list[str]:
    """What was done to saved answers, the oldest first."""
    async with teams.sessions.read() as session:
        found = await session.scalars(
            select(AuditRow.act).where(AuditRow.act.like("knowledge.%")).order_by(AuditRow.at)
        )
        return list(found)


async def test_a_new_answer_is_a_draft_until_it_is_published(teams: FakeTeams) -> None:
    karla = await director(teams)
    [empty] = await karla.writes("viden")
    assert "Der er ingen svar endnu. Det første kan du skrive nu." in empty

    draft = await writes(karla, variants="Er der julefrokost?\n\nmå vi holde julefrokost i alt?")

    assert "Gemt som kladde. Ingen får det endnu." in draft
    assert f"**{QUESTION}**\n»{ANSWER}«\nSvar fra Kommunaldirektøren, 3. marts 2026" in draft
    assert "»Er der julefrokost?«" in draft
    assert (await only(teams)).phase is Phase.DRAFT
    published = await karla.presses("Udgiv")
    assert "**Bruges nu.**" in published
    knowledge = await only(teams)
    assert (knowledge.phase, knowledge.revision) == (Phase.CURRENT, 2)
    assert knowledge.owner
    assert knowledge.owner.name == "Karla Kompas"
    assert await acts(teams) == ["knowledge.create", "knowledge.publish"]


async def test_the_source_of_a_new_one_is_who_writes_it_by_their_title(teams: FakeTeams) -> None:
    karla = await teams._person(
        "Karla Kompas",
        role=Role.DIRECTORATE,
        level=Level.DIREKTION,
        title="Kommunaldirektør",
    )
    sigrid = await teams.manager("Sigrid Skriver", role=Role.DIRECTORATE, title="Sekretær")

    for user, source in ((karla, "Kommunaldirektøren"), (sigrid, "Direktionen")):
        await user.writes("Viden")
        await user.presses("Nyt svar")
        form = filled(user.chat.messages[-1].activity)
        assert (form["source"], form["review_on"]) == (source, "2027-03-03")


async def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    teams: FakeTeams,
) -> None:
    karla = await director(teams)

    again = await writes(
        karla, question="", answer="æ" * 1501, valid_until="2026-03-02", source="Økonomi"
    )

    assert "Intet er gemt endnu." in again
    assert again.index("Skriv spørgsmålet.") < again.index("Spørgsmål, som en leder")
    assert "Skriv højst 1.500 tegn." in again
    assert "Den dag er passeret." in again
    form = filled(karla.chat.messages[-1].activity)
    assert (form["answer"], form["source"]) == ("æ" * 1501, "Økonomi")
    assert form["valid_until"] == "2026-03-02"
    assert not await all_saved(teams)


async def test_a_cpr_number_is_not_stored_nor_said_again(teams: FakeTeams) -> None:
    karla = await director(teams)

    for field in ("question", "answer", "variants", "source"):
        refusal = await writes(karla, **{field: "Det gælder 010203-1234 alene"})
        assert "CPR-nummer" in refusal
        assert "010203" not in karla.chat.texts[-1]

    assert not await all_saved(teams)


@pytest.mark.parametrize("long", [False, True])
async def test_a_cpr_number_is_not_said_again_by_a_form_that_is_too_late(
    teams: FakeTeams, *, long: bool
) -> None:
    """Whatever else is the matter, and also when the press is delivered again."""
    karla, ada = await director(teams), await director(teams, "Ada Atlas")
    await publishes(karla)
    await karla.presses("Ret")
    answer = "Det gælder 010203-1234" + " alene" * (1000 if long else 1)
    saving = karla.pressing("Gem ændringen", answer=answer)
    await ada.writes("Viden")
    await ada.presses("Åbn")
    await ada.presses("Ret")
    await ada.presses("Gem ændringen", answer="Ja.")

    too_late = await karla.delivers(saving)
    again = await karla.delivers(saving)
    await ada.presses("Tag ud")
    taken_out = await karla.delivers({**saving, "id": "another"})

    for one in (too_late, again, taken_out):
        assert "CPR-nummer" in str(one.body)
    assert not any("010203" in text for text in karla.chat.texts)
    assert (await only(teams)).content.answer == "Ja."


async def test_a_second_press_publishes_once_and_says_so(teams: FakeTeams) -> None:
    karla = await director(teams)
    await writes(karla)
    presses = [karla.pressing("Udgiv") for _ in range(4)]

    answers = await asyncio.gather(*map(karla.delivers, presses))
    await teams.settled()

    said = [str(answer.body) for answer in answers]
    assert sum("Udgivet. Spørger nogen" in one for one in said) == 1
    assert sum("Det er gjort i forvejen." in one for one in said) == 3
    knowledge = await only(teams)
    assert await versions(teams, knowledge.id) == [("current", ANSWER)]


@pytest.mark.databases("sqlite", "postgresql")
async def test_of_two_who_change_it_at_once_the_later_is_told_and_keeps_the_text(
    teams: FakeTeams,
) -> None:
    karla, mads = await director(teams), await director(teams, "Mads Mønster")
    await publishes(karla)
    await mads.writes("Viden")
    await mads.presses("Åbn")
    await mads.presses("Ret")
    await karla.presses("Ret")
    await karla.presses("Gem ændringen", answer="Ja, fra kl. 15.")

    told = await mads.presses("Gem ændringen", answer="Ja, fra kl. 14.")

    assert "Karla Kompas ændrede det i dag kl. 9.00, mens du skrev." in told
    assert "Ja, fra kl. 15." in told
    assert filled(mads.chat.messages[-1].activity)["answer"] == "Ja, fra kl. 14."
    assert (await only(teams)).content.answer == "Ja, fra kl. 15."
    await mads.presses("Gem ændringen")
    assert (await only(teams)).content.answer == "Ja, fra kl. 14."


async def test_a_draft_that_was_changed_since_is_not_published_as_it_was(teams: FakeTeams) -> None:
    karla = await director(teams)
    await writes(karla)
    late = karla.pressing("Udgiv")
    await karla.presses("Ret")
    await karla.presses("Gem og se det", answer="Ja, fra kl. 15.")

    answer = await karla.delivers(late)

    assert "Kladden er ændret, siden du så den, så den er ikke udgivet." in str(answer.body)
    assert (await only(teams)).phase is Phase.DRAFT


async def test_a_draft_whose_last_day_has_passed_is_shown_its_field_instead(
    teams: FakeTeams,
) -> None:
    karla = await director(teams)
    await writes(karla, valid_until="2026-03-04")
    teams.clock.pass_(timedelta(days=2))

    form = await karla.presses("Udgiv")

    assert form.index("Den dag er passeret.") < form.index("Gælder til og med")
    assert (await only(teams)).phase is Phase.DRAFT


async def test_a_draft_that_is_thrown_away_can_be_taken_back(teams: FakeTeams) -> None:
    karla = await director(teams)
    await writes(karla)

    gone = await karla.presses("Slet kladden")
    [listed] = await karla.writes("Viden")
    kept = await karla.presses("Fortryd")

    assert gone.startswith("Kladden er slettet")
    assert QUESTION not in listed
    assert f"**{QUESTION}**" in kept
    drafts = await karla.presses("Vis dem", which="drafts")
    assert f"**{QUESTION}**" in drafts


async def test_a_form_of_what_was_taken_out_meanwhile_keeps_its_text(teams: FakeTeams) -> None:
    karla, mads = await director(teams), await director(teams, "Mads Mønster")
    await publishes(karla)
    await mads.writes("Viden")
    await mads.presses("Åbn")
    await mads.presses("Ret")
    await karla.presses("Tag ud")

    told = await mads.presses("Gem ændringen", answer="Ja, fra kl. 14.")

    assert "er taget ud. Det, du har skrevet, står i felterne, men er ikke gemt." in told
    assert filled(mads.chat.messages[-1].activity)["answer"] == "Ja, fra kl. 14."


async def test_only_the_directorate_sees_and_changes_them(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    await publishes(karla)
    press = karla.pressing("Tag ud")

    [refusal] = await lin.writes("Viden")
    forged = (
        lin.writing("")
        | {"value": press["value"]}
        | {key: press[key] for key in ("type", "name", "replyToId")}
    )
    answer = await lin.delivers(forged)

    assert "Det er kun direktionen og dens sekretariat" in refusal
    assert "Det er kun direktionen og dens sekretariat" in str(answer.body)
    assert (await only(teams)).phase is Phase.CURRENT


async def test_the_list_has_pages_and_finds_by_words(teams: FakeTeams) -> None:
    karla = await director(teams)
    for number in range(1, 8):
        await publishes(karla, question=f"Spørgsmål {number}?", answer=f"Æbler: {number}.")
        teams.clock.pass_(timedelta(minutes=1))

    [first] = await karla.writes("Viden")
    second = await karla.presses("Næste")
    found = await karla.presses("Vis dem", search="æbler: 3")

    assert "1-5 af 7" in first
    assert "**Spørgsmål 7?**" in first
    assert "6-7 af 7" in second
    assert "**Spørgsmål 1?**" in second
    assert found.count("[Åbn]") == 1
    assert "**Spørgsmål 3?**" in found
    none = await karla.presses("Vis dem", search="pærer *nu*")
    assert "Ingen af dem har »pærer \\*nu\\*« i sig." in none
