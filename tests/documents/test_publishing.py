"""Documents in the chat: which there are, taking one out and back, and what each answered."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from bot.audit import AuditRow
from bot.documents.adding import add_document
from bot.documents.publishing import Quotable, publish
from bot.documents.queries import passage_ids
from bot.documents.retiring import retire
from bot.documents.values import DocumentKind, Tier, UnknownDocument
from bot.people.queries import everybody
from bot.people.values import Person
from bot.questions.models import Question
from tests.teams.fake_teams import FakeTeams, User

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

TEXT = "Cykelskuret låses hver aften klokken 22."
ASKED = "hvornår låses cykelskuret?"


async def person(teams: FakeTeams, user: User) -> Person:
    async with teams.sessions.read() as session:
        return next(one for one in await everybody(session) if one.name == user.name)


async def added(teams: FakeTeams, title: str = "Cykler", by: User | None = None) -> UUID:
    """A document of one passage, found from now on."""
    added = await add_document(
        teams.sessions,
        f"{title}.txt",
        f"{title}\n\nSagsnr. 31/123\n\nResumé\n\n{TEXT}\n".encode(),
        now=teams.clock(),
        by=(await person(teams, by)).id if by else None,
    )
    await teams.serving.library.refresh()
    return added.id


async def asked(teams: FakeTeams, asker: User, text: str, document_id: UUID) -> None:
    """A question that this document answered."""
    async with teams.sessions.write() as session:
        passage = next(iter(await passage_ids(session, document_id)))
        session.add(
            Question(
                turn_key=uuid4().hex,
                asker_id=(await person(teams, asker)).id,
                conversation_id=asker.chat.id,
                text=text,
                asked_at=teams.clock(),
                tier=Tier.CONFIDENT,
                shown=[{"passage": str(passage), "sentence": TEXT}],
            )
        )


@pytest.mark.databases("sqlite", "postgresql")
async def test_a_document_is_taken_out_after_a_yes_and_taken_back(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    await added(teams, by=ada)
    [before] = await lin.writes(ASKED)
    [listed] = await ada.writes("Dokumenter")

    await ada.presses("Åbn")
    question = await ada.presses("Tag ud")
    still = await lin.writes(ASKED)
    done = await ada.presses("Tag det ud")
    await teams.serving.library.refresh()
    [gone] = await lin.writes(ASKED)

    assert TEXT in before
    assert (
        "**Cykler**\nsag 31/123, 2 steder\nLagt ind 3. marts 2026 kl. 9.00 af Ada Atlas" in listed
    )
    assert "Det kan tages i brug igen." in question
    assert TEXT in still[0]
    assert done.startswith("Dokumentet er taget ud")
    assert TEXT not in gone
    [without] = await ada.writes("Documents")
    assert "Cykler" not in without
    retired = await ada.presses("Taget ud")
    assert "**Cykler**" in retired
    await ada.presses("Åbn")
    assert "Der svares ud fra det igen." in await ada.presses("Tag i brug igen")
    await teams.serving.library.refresh()
    [again] = await lin.writes(ASKED)
    assert TEXT in again
    async with teams.sessions.read() as session:
        acts = await session.scalars(select(AuditRow.act).order_by(AuditRow.at, AuditRow.act))
        assert sorted(acts) == ["documents.restore", "documents.retire"]


async def test_a_second_press_takes_it_out_once(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    await added(teams)
    await ada.writes("Dokumenter")
    await ada.presses("Åbn")
    await ada.presses("Tag ud")
    late = ada.pressing("Tag det ud")
    await ada.presses("Tag det ud")

    answer = await ada.delivers(late)

    assert "Dokumentet er taget ud" in str(answer.body)
    async with teams.sessions.read() as session:
        assert len((await session.scalars(select(AuditRow))).all()) == 1


async def test_a_manager_is_refused_and_a_saved_answer_is_no_document(teams: FakeTeams) -> None:
    ada, lin = await teams.director("Ada Atlas"), await teams.manager("Lin Lærke")
    by = await person(teams, ada)
    async with teams.sessions.write() as session:
        quotable = Quotable(DocumentKind.ANSWER, "Direktionen", "Må vi?", "Ja.")
        answer_id = await publish(session, quotable, document_id=None, by=by.id, now=teams.clock())

    [refusal] = await lin.writes("Dokumenter")

    assert "Det er kun direktionen og dens sekretariat" in refusal
    with pytest.raises(UnknownDocument):
        await retire(teams.sessions, answer_id, by=by, now=teams.clock())


async def test_many_documents_have_pages_and_none_has_a_sentence(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Atlas")
    for number in range(1, 7):
        teams.clock.pass_(timedelta(minutes=1))
        await add_document(
            teams.sessions, f"{number}.txt", f"Nr. {number}\n\nTekst.".encode(), now=teams.clock()
        )

    [first] = await ada.writes("Dokumenter")
    second = await ada.presses("Næste")
    retired = await ada.presses("Taget ud")

    assert "1-5 af " in first
    assert "[Næste]" in first
    assert "[Forrige]" in second
    assert "Ingen dokumenter er taget ud." in retired


async def test_what_a_document_answered_is_told_in_words_alone_and_only_of_three_people(
    teams: FakeTeams,
) -> None:
    ada, *managers = (
        await teams.director("Ada Atlas"),
        await teams.manager("Lin Lærke"),
        await teams.manager("Bo Birk"),
        await teams.manager("Cai Cuba"),
    )
    lin, bo, cai = managers
    document_id = await added(teams)
    await asked(teams, lin, "Hvad er *gammelt*?", document_id)
    teams.clock.pass_(timedelta(days=200))
    await asked(teams, lin, ASKED, document_id)
    await asked(teams, lin, "Å, skuret?", document_id)
    await asked(teams, bo, "Hvornår låses cykelskuret", document_id)
    await ada.writes("Dokumenter")
    await ada.presses("Åbn")

    too_few = await ada.presses("Se, hvad det har svaret på")
    await asked(teams, cai, "Her er Cai. Hvornår låses der?", document_id)
    await ada.presses("Tilbage")
    enough = await ada.presses("Se, hvad det har svaret på")
    month = await ada.presses("De sidste 30 dage")
    year = await ada.presses("Det sidste år")

    assert "Færre end 3 har spurgt om det i den tid." in too_few
    assert "cykelskuret" not in too_few
    assert "4 spørgsmål fik svar herfra." in enough
    assert f"»{ASKED}« (2)\n\n»Å, skuret?«" in enough
    assert "Cai" not in enough
    assert "4 spørgsmål fik svar herfra." in month
    assert "5 spørgsmål fik svar herfra." in year
    assert "»Hvad er \\*gammelt\\*?«" in year
    for said in (enough, year):
        for name in ("Lin", "Bo", "Cai", "marts", "kl."):
            assert name not in said
