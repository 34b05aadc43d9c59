"""Whom a broadcast is for: the choice, the numbers and names, who can't be reached, segments."""

from importlib import import_module
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest

from bot.delivery import reach
from bot.delivery.values import Reach
from bot.people.importing import apply_import, preview_import
from bot.people.queries import everybody
from bot.people.values import Audience, Entry, Level, Role, Roster
from cards.broadcasts.audience import key_of
from tests.broadcasts import drafting, sent
from tests.broadcasts.sent import TITLE
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

COMMAS = "Kultur, Fritid og By/Biblioteker, arkiver"


async def roster(teams: FakeTeams) -> User:
    """A director, and managers in several units; the director has begun a broadcast."""
    ada = await sent.director(teams, "Ada Ager")
    await teams.manager("Lin Lærke", unit="Børn og unge/Dagtilbud", groups=("MED",))
    await teams.manager("Ole Ørn", unit="Børn og unge/Skoler", level=Level.CHEF)
    await teams.manager("Åse Ås", unit=COMMAS, groups=("MED", "Arkiv, gruppe"))
    await drafting.writes(ada)
    return ada


@pytest.mark.databases("sqlite", "postgresql")
async def test_everybody_is_one_press_and_says_how_many(teams: FakeTeams) -> None:
    ada = await roster(teams)

    preview = await ada.presses("Alle ledere (4)")

    assert "Til alle ledere." in preview
    assert "4 modtagere." in preview
    assert (await drafting.the_broadcast(teams)).audience == Audience()


@pytest.mark.databases("sqlite", "postgresql")
async def test_units_levels_and_groups_are_chosen_together(teams: FakeTeams) -> None:
    """A unit stands for all below it; a name with a comma stays one name."""
    ada = await roster(teams)

    await ada.presses(
        "Brug det valgte",
        units=f"{key_of('Børn og unge')},{key_of(COMMAS)}",
        levels="leder",
        groups=f"{key_of('MED')},{key_of('Arkiv, gruppe')}",
    )
    names = await ada.presses("Se hvem")

    assert (await drafting.the_broadcast(teams)).audience == Audience(
        units=("Børn og unge", COMMAS), levels=(Level.LEDER,), groups=("MED", "Arkiv, gruppe")
    )
    assert "Lin Lærke, Dagtilbud" in names
    assert "Åse Ås, Biblioteker, arkiver" in names
    assert names.index("Lin") < names.index("Åse")
    assert "Ole" not in names


async def test_the_choice_shows_the_tree_with_numbers(teams: FakeTeams) -> None:
    ada = await roster(teams)

    card = ada.chat.texts[-1] if ada.sees("Hvem skal have den?") else ""

    for line in (
        "Børn og unge (3)",
        "– Dagtilbud (1)",
        "– Biblioteker, arkiver (1)",
        "Chef (1)",
        "MED (2)",
        "Arkiv, gruppe (1)",
    ):
        assert line in card
    assert card.index("Kultur") > card.index("Skoler")


async def test_nothing_chosen_isnt_everybody(teams: FakeTeams) -> None:
    ada = await roster(teams)

    card = await ada.presses("Brug det valgte")

    assert "Vælg mindst én enhed, ét niveau eller én gruppe." in card
    assert (await drafting.the_broadcast(teams)).audience is None


async def test_a_choice_that_nobody_has_any_more_is_refused_and_the_rest_kept(
    teams: FakeTeams,
) -> None:
    """Leaving it out would send to more people than was meant."""
    ada = await roster(teams)

    card = await ada.presses("Brug det valgte", units=key_of("Nedlagt enhed"), levels="chef")

    assert "er ikke længere på lederlisten" in card
    assert (await drafting.the_broadcast(teams)).audience is None


async def test_the_audience_is_changed_later(teams: FakeTeams) -> None:
    ada = await roster(teams)
    await ada.presses("Alle ledere (4)")

    choice = await ada.presses("Ret modtagere")
    preview = await ada.presses("Brug det valgte", levels="chef")

    assert "Nu: alle ledere." in choice
    assert "Til chefer." in preview
    assert "1 modtager." in preview


async def test_names_come_in_pages_of_twenty_sorted_as_danes_do(teams: FakeTeams) -> None:
    ada = await sent.director(teams, "Ada Ager")
    await many(teams, 44)
    await drafting.writes_to_everyone(ada)

    first = await ada.presses("Se hvem")
    second = await ada.presses("Næste")
    third = await ada.presses("Næste")
    back = await ada.presses("Forrige")

    assert "1-20 af 45" in first
    assert "21-40 af 45" in second
    assert "41-45 af 45" in third
    assert back == second
    lines = [
        line
        for page in (first, second, third)
        for line in page.splitlines()
        if line.startswith("- ")
    ]
    assert len(lines) == len(set(lines)) == 45
    assert lines[0].startswith("- Ada Ager")
    assert lines[-1].startswith("- Å")


async def test_who_cannot_be_reached_is_named_with_why_and_since_when(teams: FakeTeams) -> None:
    ada = await roster(teams)
    async with teams.sessions.write() as session:
        [lin] = [one for one in await everybody(session) if one.name == "Lin Lærke"]
        await reach.note(session, lin.id, Reach.BLOCKED, now=teams.clock())

    preview = await ada.presses("Alle ledere (4)")
    await ada.presses("Se hvem")
    unreachable = await ada.presses("Kun dem, jeg ikke kan nå")
    all_of_them = await ada.presses("Vis alle")

    assert "4 modtagere. 1 kan nås, 3 kan ikke." in preview
    assert (
        "Lin Lærke, Dagtilbud: Lederlinjen er slået fra hos personen, siden 3. marts 2026 kl. 9.00"
        in unreachable
    )
    assert "Ole Ørn, Skoler: har ikke Lederlinjen i Teams" in unreachable
    assert "Ada Ager" not in unreachable
    assert "Ada Ager" in all_of_them


async def test_the_names_come_as_excel(teams: FakeTeams) -> None:
    ada = await roster(teams)
    await ada.presses("Alle ledere (4)")
    await ada.presses("Se hvem")

    await ada.presses("Hent som Excel")
    await ada.accepts_file()

    [content] = teams.onedrive.files.values()
    [modtagere, about] = sheets(content)
    assert modtagere[0] == ("Navn", "E-mail", "Titel", "Enhed", "Niveau", "Kan nås", "Siden")
    assert [row[0] for row in modtagere[1:]] == ["Ada Ager", "Lin Lærke", "Ole Ørn", "Åse Ås"]
    assert modtagere[1][5] == "kan nås"
    assert modtagere[2][5] == "har ikke Lederlinjen i Teams"
    assert about[0][1] == f"Modtagere af »{TITLE}«: alle ledere"


@pytest.mark.databases("sqlite", "postgresql")
async def test_an_audience_is_saved_under_a_name_and_chosen_again(teams: FakeTeams) -> None:
    ada = await roster(teams)
    await ada.presses("Brug det valgte", groups=key_of("MED"))
    await ada.presses("Se hvem")
    form = await ada.presses("Gem som målgruppe")
    saved = await ada.presses("Gem målgruppen", segment_name=" MED-folk ")
    bo = await teams.director("Bo Bakke")

    await drafting.writes(bo, title="Til MED")
    nothing = await bo.presses("Brug målgruppen")
    [chosen] = [one["value"] for one in choices(bo) if one["title"] == "MED-folk"]
    preview = await bo.presses("Brug målgruppen", segment=chosen)

    assert "Alle ledere i gruppen MED." in form
    assert "Målgruppen »MED-folk« er gemt" in saved
    assert "Vælg en målgruppe." in nothing
    assert "Til MED-folk (alle ledere i gruppen MED)." in preview
    assert "2 modtagere." in preview


async def test_a_name_that_is_taken_or_missing_comes_back_with_the_error(
    teams: FakeTeams,
) -> None:
    ada = await roster(teams)
    await ada.presses("Brug det valgte", groups=key_of("MED"))
    for name in ("MED-folk", "med-FOLK", ""):
        await ada.presses("Se hvem")
        await ada.presses("Gem som målgruppe")
        card = await ada.presses("Gem målgruppen", segment_name=name)
        if name != "MED-folk":
            await ada.presses("Tilbage")
            await ada.presses("Tilbage")
        said = {"MED-folk": "er gemt", "": "Skriv et navn."}
        assert said.get(name, "Der er allerede en målgruppe, der hedder »MED-folk«.") in card


async def test_segments_are_listed_renamed_removed_and_brought_back(teams: FakeTeams) -> None:
    ada = await roster(teams)
    [empty] = await ada.writes("Målgrupper")
    await ada.writes("Mine kladder")
    await ada.presses("Åbn")
    await ada.presses("Brug det valgte", levels="chef,leder")
    await ada.presses("Se hvem")
    await ada.presses("Gem som målgruppe")
    await ada.presses("Gem målgruppen", segment_name="Chefer og ledere")

    [listed] = await ada.writes("målgrupper")
    await ada.presses("Omdøb")
    renamed = await ada.presses("Gem navnet", segment_name="Alle chefer")
    removed = await ada.presses("Fjern")
    [gone] = await ada.writes("Segments")
    back = await ada.presses("Fortryd")

    assert "Der er ingen gemte målgrupper." in empty
    assert "Chefer og ledere" in listed
    assert "3 ledere nu" in listed
    assert "**Alle chefer**" in renamed
    assert "»Alle chefer« kan ikke vælges længere." in removed
    assert "Der er ingen gemte målgrupper." in gone
    assert "**Alle chefer**" in back


MAY_NOT: tuple[dict[str, Any], ...] = (
    {"action": "broadcasts.show_audience"},
    {"action": "broadcasts.choose_everyone"},
    {"action": "broadcasts.choose_segment", "segment": str(UUID(int=1))},
    {"action": "broadcasts.choose_audience", "levels": "leder"},
    {"action": "broadcasts.names", "offset": 0, "unreachable": False},
    {"action": "broadcasts.download_names"},
    {"action": "broadcasts.name_segment"},
    {"action": "broadcasts.save_segment", "segment_name": "Mine venner"},
    {"action": "segments.show", "offset": 0},
    {"action": "segments.rename", "segment_id": str(UUID(int=1))},
    {"action": "segments.save_name", "segment_id": str(UUID(int=1)), "segment_name": "x"},
    {"action": "segments.remove", "segment_id": str(UUID(int=1))},
    {"action": "segments.restore", "segment_id": str(UUID(int=1))},
)


async def test_a_manager_who_forges_a_press_is_refused(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Ager"), await teams.manager("Lin Lærke")
    await drafting.writes(ada)
    draft = await drafting.the_broadcast(teams)

    for press in MAY_NOT:
        said = await drafting.forges(lin, {"broadcast_id": str(draft.id)} | press)
        assert "Det er kun direktionen og dens sekretariat, der kan det." in said, press

    assert await drafting.the_broadcast(teams) == draft
    assert "Der er ingen gemte målgrupper." in (await ada.writes("Målgrupper"))[0]


async def many(teams: FakeTeams, number: int) -> None:
    """As many managers more, some with Danish letters."""
    entries = [
        Entry(
            0,
            "Ada Ager",
            "ada@kommune.example",
            "Direktør",
            "Direktionen",
            Level.DIREKTION,
            Role.DIRECTORATE,
        )
    ]
    for one in range(number):
        name = f"{'BÆØÅ'[one % 4]}{one:02} Prøve"
        entries.append(
            Entry(
                0,
                name,
                f"p{one}@kommune.example",
                "Leder",
                "Børn og unge",
                Level.LEDER,
                Role.MANAGER,
            )
        )
    listed = Roster(tuple(entries))
    seen = await preview_import(teams.sessions, listed)
    await apply_import(teams.sessions, listed, now=teams.clock(), confirmed=seen)


def choices(user: User) -> list[dict[str, str]]:
    """Every choice that the fields of the person's cards offer."""
    return [
        choice
        for message in user.chat.messages
        for attachment in message.activity.get("attachments", ())
        for element in attachment["content"]["body"]
        for choice in element.get("choices", ())
    ]


def sheets(content: bytes) -> list[list[tuple[Any, ...]]]:
    """The rows of each sheet of a workbook."""
    file = import_module("openpyxl").load_workbook(BytesIO(content))
    return [list(sheet.iter_rows(values_only=True)) for sheet in file.worksheets]
