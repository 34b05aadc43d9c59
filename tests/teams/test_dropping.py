"""Files that people drop into the chat: whose are taken, how they are fetched, and what is said."""

from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import func, select

from app import router_of
from bot.documents.library import Library
from bot.documents.models import Document, DocumentVersion
from bot.messages import Reply
from bot.people.values import Role
from bot.received_files import KEPT, ReceivedFile, ReceivedFileRow, expire
from bot.rounds.keys import Keys
from bot.router import Router, Turn
from bot.teams import dropping, fetching
from tests.teams.fake_teams import FakeTeams, fake_teams
from tests.teams.instance import instance

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

MINUTES = """# Referat om skovhave

Sagsnr.: 26/1234
Dato: 3. februar 2026

## Beslutning om skovhaven

Skovhaven åbner den 1. september 2026, og alle dagtilbud kan bruge den hver onsdag.
""".encode()
CSV = "text/csv"


async def number_kept(teams: FakeTeams) -> int:
    async with teams.sessions.read() as session:
        return await session.scalar(select(func.count()).select_from(ReceivedFileRow)) or 0


async def number_of_documents(teams: FakeTeams) -> int:
    async with teams.sessions.read() as session:
        return (
            await session.scalar(
                select(func.count())
                .select_from(Document)
                .where(Document.shipped.is_(False), Document.retired_at.is_(None))
            )
            or 0
        )


async def test_a_document_is_shown_then_loaded_and_answers_come_from_it(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")

    [shown] = await ada.drops(("Referat.md", MINUTES))

    assert "**Titel:** Referat om skovhave" in shown
    assert "**Sag:** 26/1234" in shown
    assert "februar 2026" in shown
    assert "Beslutning om skovhaven" in shown
    assert "Det er nyt for mig." in shown
    assert await number_of_documents(teams) == 0

    done = await ada.presses("Indlæs")

    assert "Dokumentet er indlæst" in done
    assert await number_kept(teams) == 0
    await teams.serving.library.refresh()
    assert "1. september 2026" in "".join(await ada.writes("Hvornår åbner skovhaven?"))

    assert "Det er fortrudt" in await ada.presses("Fortryd")
    assert await number_of_documents(teams) == 0
    [again] = await ada.writes("Hændelser")
    assert "fortrød, at dokumentet blev indlæst »Referat om skovhave«" in again


async def test_a_document_that_isnt_wanted_is_forgotten(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.drops(("Referat.md", MINUTES))

    assert "Jeg har ikke gjort noget med filen" in await ada.presses("Nej tak")

    assert (await number_kept(teams), await number_of_documents(teams)) == (0, 0)


async def test_what_was_decided_is_decided_once(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.drops(("Referat.md", MINUTES))
    press = ada.pressing("Indlæs")
    await ada.delivers(press)

    second = await ada.delivers({**press, "id": "another"})

    assert "der er taget stilling til den" in second.body["value"]
    assert await number_of_documents(teams) == 1


async def test_a_newer_version_replaces_the_earlier_and_undoing_brings_that_back(
    teams: FakeTeams,
) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.drops(("Referat.md", MINUTES))
    await ada.presses("Indlæs")
    newer = MINUTES.replace(b"onsdag", b"torsdag")

    [shown] = await ada.drops(("Referat.md", newer))
    assert "Det erstatter »Referat om skovhave«, som blev indlæst i dag" in shown
    assert "den tidligere udgave" in await ada.presses("Indlæs")
    assert "Nu gælder den tidligere udgave igen" in await ada.presses("Fortryd")

    async with teams.sessions.read() as session:
        versions = list(
            await session.scalars(
                select(DocumentVersion).where(DocumentVersion.file_name == "Referat.md")
            )
        )
    assert [one.replaced_at is None for one in sorted(versions, key=lambda one: one.added_at)] == [
        True,
        False,
    ]
    [known] = await ada.drops(("Referat.md", MINUTES))
    assert "Det har jeg allerede" in known
    assert await number_kept(teams) == 0


async def test_each_of_several_files_gets_a_card_of_its_own(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")

    said = await ada.drops(
        ("Referat.md", MINUTES),
        ("Tom.docx", b""),
        ("Film.mp4", b"film"),
        ("Brev.txt", MINUTES),
        ("Kort.md", b"Kun en titel"),
    )

    assert len(said) == 5
    assert "Skal jeg svare ud fra dokumentet?" in said[0]
    assert "Filen er tom." in said[1]
    assert "Den filtype kan jeg ikke læse." in said[2]
    assert "Skal jeg svare ud fra dokumentet?" in said[3]
    assert "Jeg kan ikke finde tekst nok i filen." in said[4]
    assert await number_kept(teams) == 4  # two files, and what was read of each


async def test_a_broken_file_isnt_kept(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")

    assert "beskadiget" in (await ada.drops(("Referat.docx", b"nonsense")))[0]

    assert await number_kept(teams) == 0


async def test_a_file_delivered_twice_is_answered_once(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    activity = ada.dropping(("Referat.md", MINUTES))

    await ada.delivers(activity)
    await ada.delivers(activity)

    assert len(ada.chat.messages) == 1
    assert len(teams.onedrive.fetches) == 1


async def test_a_managers_files_arent_fetched_but_what_they_wrote_is_answered(
    teams: FakeTeams,
) -> None:
    lin = await teams.manager("Lin Fiktivsen")

    said = await lin.drops(("Referat.md", MINUTES), text="Tak")

    assert said[0] == "Selv tak. Skriv endelig igen."
    assert "jeg gemmer dem ikke" in said[1]
    assert not teams.onedrive.fetches


async def test_the_file_is_fetched_without_the_bots_token(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")

    await ada.drops(("Referat.md", MINUTES))

    [headers] = teams.onedrive.fetches
    assert "Authorization" not in headers


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/referat.md",
        "http://169.254.169.254/referat.md",
        "file:///etc/passwd",
        "",
    ],
)
async def test_a_file_from_elsewhere_isnt_fetched(teams: FakeTeams, address: str) -> None:
    ada = await teams.director("Ada Prøvesen")
    activity = ada.dropping(("Referat.md", MINUTES))
    activity["attachments"][0]["content"]["downloadUrl"] = address

    await ada.delivers(activity)

    assert ada.sees("et sted, hvor jeg ikke henter filer")


async def test_a_redirect_isnt_followed(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    teams.onedrive.location = f"{teams.onedrive.url}/download/1/andet.md"

    said = await ada.drops(("Referat.md", MINUTES))

    assert "Jeg kunne ikke hente filen." in said[0]
    assert len(teams.onedrive.fetches) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "Adgangen til filen er udløbet."), (503, "Jeg kunne ikke hente filen.")],
)
async def test_a_file_that_doesnt_come_is_told_of(
    teams: FakeTeams, status: int, words: str
) -> None:
    ada = await teams.director("Ada Prøvesen")
    teams.onedrive.status = status

    assert words in (await ada.drops(("Referat.md", MINUTES)))[0]


async def test_a_file_too_large_is_refused_without_being_kept(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")

    with patch.object(fetching, "MAX_BYTES", 1024 * 1024):
        said = await ada.drops(("Referat.md", b"x" * (1024 * 1024 + 1)))

    assert "Filen er for stor. Grænsen er 1 MB." in said[0]
    assert await number_kept(teams) == 0


async def test_what_takes_long_is_answered_later(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    teams.onedrive.hold()

    with patch.object(dropping, "PATIENCE", 0.1):
        await ada.delivers(ada.dropping(("Referat.md", MINUTES)))
    assert ada.sees_once("Jeg læser det.")
    teams.onedrive.release()
    await teams.settled()

    assert ada.sees_once("Skal jeg svare ud fra dokumentet?")
    assert "Dokumentet er indlæst" in await ada.presses("Indlæs")


async def test_a_picture_amid_words_is_no_file(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    picture = {"contentType": "image/png", "contentUrl": "https://smba.example/v3/1"}

    await ada.delivers(ada.writing("Tak", attachments=[picture]))
    await ada.delivers(ada.writing("", attachments=[picture]))

    assert ada.chat.texts[0] == "Selv tak. Skriv endelig igen."
    assert "Den filtype kan jeg ikke læse." in ada.chat.texts[1]


async def test_nobody_decides_about_anothers_file(teams: FakeTeams) -> None:
    ada, bo = await teams.director("Ada Prøvesen"), await teams.director("Bo Direktør")
    await ada.drops(("Referat.md", MINUTES))
    press = ada.pressing("Indlæs")

    forged = bo.writing("") | {"replyToId": "1"}
    del forged["text"]
    answer = await bo.delivers(forged | {name: press[name] for name in ("type", "name", "value")})

    assert "Filen ligger her ikke mere" in answer.body["value"]
    assert await number_of_documents(teams) == 0


async def test_a_document_with_a_cpr_number_isnt_kept(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")

    [said] = await ada.drops(("Referat.md", MINUTES + b"\nBorger 010203-1234 deltog.\n"))

    assert "indeholde et CPR-nummer" in said
    assert "Se under »Beslutning om skovhaven«." in said
    [named] = await ada.drops(("010203-1234.md", MINUTES))
    assert "indeholde et CPR-nummer" in named
    assert "1234" not in said.replace("26/1234", "") + named
    assert await number_kept(teams) == 0


async def test_a_file_waits_for_its_yes_while_the_bot_is_started_anew(
    teams: FakeTeams, database_url: str
) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.drops(("Referat.md", MINUTES))

    async with instance(teams, database_url) as other:
        answer = await teams.deliver(ada.pressing("Indlæs"), url=other.url)

    assert "Dokumentet er indlæst" in str(answer.body)
    assert await number_of_documents(teams) == 1


async def test_a_file_that_comes_as_other_channels_send_it_is_taken(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    address = teams.onedrive.attachment("Referat.md", MINUTES)["content"]["downloadUrl"]
    file = {"contentType": "text/markdown", "name": "Referat.md", "contentUrl": address}

    await ada.delivers(ada.writing("", attachments=[file]))

    assert ada.sees_once("Skal jeg svare ud fra dokumentet?")


async def test_a_file_that_may_be_several_things_is_asked_about(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def routes(library: Library, keys: Keys) -> Router:
        router = router_of(library, keys)
        router.on_file(
            "themes",
            name=lambda: "Temaer til en inputrunde",
            fits=lambda name, _content: name.endswith(".md"),
            preview=themes,
            role=Role.DIRECTORATE,
        )
        return router

    async def themes(_turn: Turn, file: ReceivedFile) -> Reply:
        return Reply.text(f"Temaer i {file.name}")

    async with fake_teams(database_url, tmp_path, monkeypatch, routes) as teams:
        ada = await teams.director("Ada Prøvesen")
        [asked] = await ada.drops(("Referat.md", MINUTES))
        assert "Hvad skal jeg bruge filen til?" in asked

        assert await ada.presses("Temaer til en inputrunde") == "Temaer i Referat.md"
        assert "Det er nyt for mig." in await ada.presses("Et dokument at svare ud fra")
        assert "Dokumentet er indlæst" in await ada.presses("Indlæs")


async def test_a_file_that_is_refused_once_it_is_said_what_it_is_isnt_kept(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def other(_turn: Turn, file: ReceivedFile) -> Reply:
        return Reply.text(file.name)

    def routes(library: Library, keys: Keys) -> Router:
        router = router_of(library, keys)
        router.on_file(
            "other",
            name=lambda: "Noget andet",
            fits=lambda _name, _content: True,
            preview=other,
            role=Role.DIRECTORATE,
        )
        return router

    async with fake_teams(database_url, tmp_path, monkeypatch, routes) as teams:
        ada = await teams.director("Ada Prøvesen")
        await ada.drops(("Referat.md", MINUTES + b"\nBorger 010203-1234 deltog.\n"))

        said = await ada.presses("Et dokument at svare ud fra")

        assert "indeholde et CPR-nummer" in said
        assert await number_kept(teams) == 0


@pytest.mark.parametrize("name", ["Liste 010203-1234.xlsx", "010203-1234.zip", "010203-1234.csv"])
async def test_a_file_that_is_named_by_a_cpr_number_isnt_kept_nor_called_so(
    teams: FakeTeams, name: str
) -> None:
    ada = await teams.director("Ada Prøvesen")

    [said] = await ada.drops((name, b"Navn;E-mail\n"))

    assert "Filens navn ser ud til at indeholde et CPR-nummer" in said
    assert "010203" not in said
    assert await number_kept(teams) == 0


async def test_a_file_that_nobody_decided_about_is_forgotten_after_a_day(teams: FakeTeams) -> None:
    ada = await teams.director("Ada Prøvesen")
    await ada.drops(("Referat.md", MINUTES))
    teams.clock.pass_(KEPT * 2)
    async with teams.sessions.write() as session:
        await expire(session, now=teams.clock())

    assert "Filen ligger her ikke mere" in await ada.presses("Indlæs")
