"""People see and take out what is stored about them, and about nobody else."""

from importlib import import_module
from io import BytesIO
from typing import Any

import pytest

from bot.database.base import Base
from bot.people.values import Level
from bot.preferences import change_preferences
from bot.retention.deciding import decide_period
from bot.retention.values import Category
from tests.broadcasts import sent as broadcasts
from tests.broadcasts.drafting import writes_to_everyone
from tests.decisions import made as decisions
from tests.decisions.following import FRIDAY, followed
from tests.knowledge.saved import publishes
from tests.teams.fake_teams import FakeTeams, User

pytestmark = pytest.mark.asyncio

TOLD = {
    "approval.approved_by_id",
    "approval.approver_id",
    "approval.asked_by_id",
    "audit.actor_id",
    "broadcast.author_id",
    "broadcast.confirmed_by_id",
    "broadcast_receipt.person_id",
    "broadcast_version.by_id",
    "conversation.person_id",
    "decision.author_id",
    "decision.owner_id",
    "decision_answer.by_id",
    "decision_follow_up.owner_id",
    "decision_publication.author_id",
    "decision_publication.confirmed_by_id",
    "decision_receipt.person_id",
    "decision_recipient.person_id",
    "decision_report.by_id",
    "decision_version.by_id",
    "document_version.added_by_id",
    "inquiry.asker_id",
    "inquiry.owner_id",
    "inquiry_entry.by_id",
    "inquiry_entry.person_id",
    "inquiry_verdict.person_id",
    "knowledge.changed_by_id",
    "knowledge.owner_id",
    "knowledge_version.by_id",
    "message.person_id",
    "minutes.by_id",
    "preference.changed_by",
    "question.asker_id",
    "reach.person_id",
    "received_file.person_id",
    "retention.decided_by_id",
    "retention_suspension.by_id",
    "retention_suspension.ended_by_id",
    "round.author_id",
    "round.confirmed_by_id",
    "round_envelope.person_id",
    "round_outcome.by_id",
    "round_participant.person_id",
    "round_response.person_id",
    "segment.created_by",
}
NOT_TOLD: dict[str, str] = {}  # with the reason


async def takes_out(teams: FakeTeams, person: User) -> dict[str, list[tuple[Any, ...]]]:
    """Have the person take the spreadsheet; its sheets."""
    await person.writes("Mine oplysninger")
    await person.presses("Hent det hele som Excel")
    await person.accepts_file()
    content = list(teams.onedrive.files.values())[-1]
    book: Any = import_module("openpyxl").load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


async def test_people_see_what_is_stored_about_them(teams: FakeTeams) -> None:
    lin = await teams.manager(
        "Lin Lærke",
        title="Skoleleder",
        unit="Børn og unge/Skole",
        level=Level.AFTALEHOLDER,
        groups=("MED", "Skoleledere"),
    )
    [before] = await lin.writes("mine oplysninger")
    await lin.writes("er MED med i det?")
    [after] = await lin.writes("mine oplysninger")

    assert "**Dine spørgsmål:**" not in before
    assert "Min chat med dig" not in before
    assert "Hændelser i dit navn" not in before
    for expected in (
        "Lin Lærke",
        "lin@kommune.example",
        "Skoleleder",
        "Børn og unge / Skole",
        "Aftaleholder",
        "MED, Skoleledere",
        str(lin.object_id),
        "**Dine spørgsmål:** 1",
        "»er MED med i det?« · Besvaret · 3. marts 2026 kl. 9.00",
        "Slettes ikke af sig selv: der er ikke besluttet en frist.",
    ):
        assert expected in after


async def test_all_of_it_is_handed_out_and_nothing_of_others(teams: FakeTeams) -> None:
    ada = await broadcasts.director(teams, "Ada Atlas")
    lin, bo = await broadcasts.managers(teams, "Lin Lærke", "Bo Bøg")
    await broadcasts.sent(teams, ada, asks_receipt=True)
    await lin.presses("Jeg har læst det")
    await lin.writes("er MED med i det?")
    await lin.thumbs("like", lin.chat.messages[-1], "præcis")
    await bo.writes("hvad er sagens nummer")

    sheets = await takes_out(teams, lin)

    assert dict(row[:2] for row in sheets["Lederlisten"])["Navn"] == "Lin Lærke"
    [question] = sheets["Dine spørgsmål"][1:]
    assert question[1:3] == ("er MED med i det?", "Besvaret")
    assert question[5:] == ("Tommel op", "præcis")
    [receipt] = sheets["Kvitteringer"][1:]
    assert receipt[1] == broadcasts.TITLE
    assert "Fællesbesked" in [row[1] for row in sheets["Beskeder"]]
    assert [row[0] for row in sheets["Frister"][1:]][:2] == ["Lederlisten", "Dine spørgsmål"]
    assert "sagens nummer" not in str(sheets)
    assert "Bo Bøg" not in str(sheets)


async def test_who_writes_broadcasts_sees_that_too(teams: FakeTeams) -> None:
    ada = await broadcasts.director(teams, "Ada Atlas")
    await broadcasts.managers(teams, "Lin Lærke")
    await broadcasts.sent(teams, ada)

    sheets = await takes_out(teams, ada)

    assert [row[1] for row in sheets["Fællesbeskeder"][1:]] == [broadcasts.TITLE]
    assert "sendte" in [row[1] for row in sheets["Hændelser"]]


async def test_everything_that_names_a_person_is_handed_out_to_them() -> None:
    """A new column that does is named below, once it is: where it is told, or why it isn't."""
    naming = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "person"
    }

    assert naming == TOLD | NOT_TOLD.keys()


async def test_what_the_directorate_did_is_handed_out_to_who_did_it(teams: FakeTeams) -> None:
    ada = await broadcasts.director(teams, "Ada Atlas")
    anne = await broadcasts.director(teams, "Anne Abild")
    await broadcasts.managers(teams, "Lin Lærke")
    await writes_to_everyone(ada)
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    await anne.presses("Godkend og send til 3")
    await publishes(anne, question="Hvem har nøglen?", answer="Pedellen.")
    by = await broadcasts.person(teams, anne)
    await decide_period(teams.sessions, Category.AUDIT, 12, "Lov", by=by, now=teams.clock())
    await change_preferences(teams.sessions, {"answer_within": 4}, by=by, now=teams.clock())

    did = {row[1:] for row in (await takes_out(teams, anne))["Arbejde"]}
    asked = {row[1] for row in (await takes_out(teams, ada))["Arbejde"]}

    for expected in (
        ("Du godkendte", broadcasts.TITLE),
        ("Du blev bedt om at godkende", broadcasts.TITLE),
        ("Du udgav svaret, eller tog det ud", "Hvem har nøglen?"),
        ("Du har ansvaret for svaret", "Hvem har nøglen?"),
        ("Du besluttede fristen for", "hændelser"),
    ):
        assert expected in did
    assert "Du ændrede indstillingen" in {what for what, _about in did}
    assert "Du bad om godkendelse af" in asked
    assert "Du godkendte" not in asked


async def test_what_people_have_to_do_with_decisions_is_handed_out_to_them(
    teams: FakeTeams,
) -> None:
    ada = await decisions.director(teams, "Ada Atlas")
    lin, _bo = await decisions.managers(teams, "Lin Lærke", "Bo Bøg")
    await followed(teams, ada, ("Lav en plan", lin, FRIDAY))
    await lin.presses("Forsinket")
    await lin.presses("Gem ny frist", reason="Vi venter på svar", due_on="2026-04-01")

    theirs, did = await takes_out(teams, lin), await takes_out(teams, ada)

    assert [row[1] for row in theirs["Beslutninger"][1:]] == [decisions.TITLE]
    assert {row[1:] for row in theirs["Arbejde"][1:]} == {
        ("Du har ansvaret for opfølgningen", "Lav en plan"),
        ("Du meldte om opfølgningen", "Lav en plan: Vi venter på svar"),
    }
    assert "Vi venter" not in str(did)
    for what in (
        "Du ændrede senest beslutningen",
        "Du offentliggjorde beslutningen eller en rettelse",
        "Du bekræftede offentliggørelsen af",
    ):
        assert (what, decisions.TITLE) in {row[1:] for row in did["Arbejde"]}


async def test_a_card_of_somebody_elses_hands_out_ones_own(teams: FakeTeams) -> None:
    lin, bo = await teams.manager("Lin Lærke"), await teams.manager("Bo Bøg")
    await lin.writes("er MED med i det?")
    await lin.writes("Mine oplysninger")

    await bo.presses("Hent det hele som Excel", message=lin.chat.messages[-1])
    await bo.accepts_file()

    [content] = teams.onedrive.files.values()
    book: Any = import_module("openpyxl").load_workbook(BytesIO(content))
    told = str([list(sheet.iter_rows(values_only=True)) for sheet in book])
    assert "Bo Bøg" in told
    assert "Lin" not in told
