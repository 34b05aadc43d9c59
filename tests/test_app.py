"""The command line, as an operator meets it: what it prints, and its exit code."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from app import cli
from bot.database.sessions import Sessions
from bot.people.queries import active_people
from bot.rounds.keys import Keys
from tests.rounds.rounds import CONTENT, opened

APP = Path(__file__).parents[1] / "app.py"
ROSTER = """Navn;E-mail;Titel;Enhed;Niveau;Rolle;Grupper
Karla Kompas;karla@kommune.example;Kommunaldirektør;Direktionen;Direktion;Direktion;
Asta Adgang;asta@kommune.example;It-konsulent;It;Leder;Administrator;
Lin Lærke;lin@kommune.example;Dagtilbudsleder;Børn og unge/Dagtilbud;Leder;;MED
"""


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a .env, and a machine without our settings."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper().startswith("MICROSOFTAPP") or name.upper() == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return tmp_path


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(cli, arguments, input=answer, catch_exceptions=False)


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["serve"],
        ["trial"],
        ["documents"],
        ["documents", "add"],
        ["documents", "list"],
        ["documents", "retire"],
        ["questions"],
        ["questions", "unanswered"],
        ["people"],
        ["people", "import"],
        ["manifest"],
        ["check"],
        ["backup"],
        ["restore"],
    ],
)
def test_every_command_explains_itself(command: list[str]) -> None:
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert "Usage" in result.output


def test_documents_are_added_listed_and_replaced(tmp_path: Path) -> None:
    paper = tmp_path / "ferie.txt"
    paper.write_text("Ferieplan\n\nSagsfremstilling\n\nAlle holder ferie i uge 29.\n")

    nothing = run("documents", "list")
    added = run("documents", "add", str(paper))
    again = run("documents", "add", str(paper))
    paper.write_text("Ferieplan\n\nSagsfremstilling\n\nAlle holder ferie i uge 30.\n")
    replaced = run("documents", "add", str(paper))
    listed = run("documents", "list")

    assert "ingen dokumenter" in nothing.output
    assert added.output.startswith("ferie.txt: Indlæst: »Ferieplan«, 1 sted")
    assert "Uændret" in again.output
    assert "i stedet for den tidligere" in replaced.output
    assert listed.output.count("Ferieplan") == 1


def test_a_document_is_retired_by_its_title_after_a_yes(tmp_path: Path) -> None:
    (tmp_path / "ferie.txt").write_text("Ferieplan\n\nAlle holder ferie i uge 29.\n")
    run("documents", "add", "ferie.txt")

    unknown = run("documents", "retire", "Fridage", "--ja")
    refused = run("documents", "retire", "ferieplan", answer="n\n")
    still = run("documents", "list")
    done = run("documents", "retire", "ferieplan", answer="j\n")
    listed = run("documents", "list")

    assert (unknown.exit_code, refused.exit_code, done.exit_code) == (1, 1, 0)
    assert "Det dokument er der ikke." in unknown.output
    assert "Ferieplan" in still.output
    assert "Gennemført." in done.output
    assert "Ferieplan" not in listed.output


def test_nothing_unanswered_is_said() -> None:
    assert "Alt, der er spurgt om, er svaret på." in run("questions", "unanswered").output


def test_a_faulty_document_stops_no_other_and_shows_in_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_text("")
    (tmp_path / "god.txt").write_text("Overskrift\n\nEn sætning, der kan findes.\n")

    result = run("documents", "add", "tom.txt", "god.txt", "findes-ikke.txt")

    assert result.exit_code == 1
    assert "tom.txt: Filen er tom." in result.output
    assert "findes-ikke.txt: " in result.output
    assert "god.txt: Indlæst" in result.output


def test_minutes_become_drafts_by_somebody_of_the_directorate(tmp_path: Path) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER, "utf-8")
    run("people", "import", "ledere.csv", "--ja")
    (tmp_path / "referat.txt").write_text(
        "Fjordager Kommune\nReferat af møde i Hovedudvalget den 6. juni 2024\n\n"
        "Punkt 1. Fælles kursus\n\nBeslutning\n\nHovedudvalget godkendte kurset.\n",
        "utf-8",
    )

    nobody = run("decisions", "import", "referat.txt", "--af", "lin@kommune.example")
    done = run("decisions", "import", "referat.txt", "--af", "Karla@kommune.example")
    again = run("decisions", "import", "referat.txt", "--af", "karla@kommune.example")
    gone = run("decisions", "import", "findes-ikke.txt", "--af", "karla@kommune.example")

    assert nobody.exit_code == 1
    assert "er ikke en i direktionen" in nobody.stderr
    assert done.exit_code == 0
    assert "Jeg fandt 1 beslutning i Hovedudvalget den 6. juni 2024." in done.stdout
    assert "Intet er offentliggjort." in done.stdout
    assert again.exit_code == 0
    assert gone.exit_code == 1
    assert "Findes den?" in gone.stderr


def test_a_roster_is_shown_asked_about_and_imported(tmp_path: Path) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER, encoding="utf-8-sig")

    refused = run("people", "import", "ledere.csv", answer="n\n")
    accepted = run("people", "import", "ledere.csv", answer="j\n")
    unchanged = run("people", "import", "ledere.csv", "--ja")

    assert refused.exit_code == 1
    assert "3 nye" in refused.output
    assert "Intet er ændret." in refused.output
    assert accepted.exit_code == 0
    assert "3 nye" in accepted.output
    assert "Gennemført." in accepted.output
    assert "3 uændrede" in unchanged.output


@pytest.mark.parametrize(
    ("answer", "exit_code"),
    [("JA\n", 0), ("yes\n", 0), ("måske\nj\n", 0), ("\n", 1), ("nej\n", 1), ("", 1)],
)
def test_the_answer_may_be_danish_or_english_and_nothing_is_a_no(
    tmp_path: Path, answer: str, exit_code: int
) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER, encoding="utf-8")

    result = run("people", "import", "ledere.csv", answer=answer)

    assert result.exit_code == exit_code
    assert ("Gennemført." if exit_code == 0 else "Intet er ændret.") in result.output


def test_a_doubtful_roster_takes_a_person_to_say_yes(tmp_path: Path) -> None:
    (tmp_path / "alle.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "en.csv").write_text("\n".join(ROSTER.splitlines()[:2]), encoding="utf-8")
    run("people", "import", "alle.csv", "--ja")

    unseen = run("people", "import", "en.csv", "--ja")
    unchanged = run("people", "import", "alle.csv", "--ja")
    seen = run("people", "import", "en.csv", answer="ja\n")

    assert unseen.exit_code == 1
    assert "Pas på: Mere end halvdelen" in unseen.output
    assert "uden --ja" in unseen.output
    assert "3 uændrede" in unchanged.output
    assert seen.exit_code == 0
    assert "Gennemført." in seen.output


def test_a_doubt_that_stands_holds_up_no_import_that_changes_nothing(tmp_path: Path) -> None:
    managers = [line for line in ROSTER.splitlines() if "Direktion;Direktion" not in line]
    (tmp_path / "uden.csv").write_text("\n".join(managers), encoding="utf-8")
    run("people", "import", "uden.csv", answer="ja\n")

    again = run("people", "import", "uden.csv", "--ja")

    assert again.exit_code == 0
    assert "Pas på: Ingen har rollen Direktion" in again.output
    assert "2 uændrede" in again.output


def test_a_yes_to_a_doubtful_roster_is_void_when_the_people_changed_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = f"{ROSTER}Bo Bro;bo@kommune.example;Leder;It;Leder;;\n"
    (tmp_path / "alle.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "flere.csv").write_text(more, encoding="utf-8")
    (tmp_path / "en.csv").write_text("\n".join(ROSTER.splitlines()[:2]), encoding="utf-8")
    run("people", "import", "alle.csv", "--ja")

    def slow_to_answer(*_question: object, **_options: object) -> str:
        subprocess.run(
            [sys.executable, str(APP), "people", "import", "flere.csv", "--ja"], check=True
        )
        return "ja"

    monkeypatch.setattr("typer.prompt", slow_to_answer)
    result = run("people", "import", "en.csv")
    unchanged = run("people", "import", "flere.csv", "--ja")

    assert result.exit_code == 1
    assert "ændrede sig imens" in result.output
    assert "4 uændrede" in unchanged.output


def test_columns_that_are_not_used_and_a_line_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    heading, *people = ROSTER.splitlines()
    (tmp_path / "ledere.csv").write_text("\n".join((f"{heading};Telefon", *people)), "utf-8")
    (tmp_path / "brudt.csv").write_text(f'{ROSTER}"Bo Bro;bo@kommune.example\n', "utf-8")

    assert "ikke: »Telefon«" in run("people", "import", "ledere.csv", "--ja").output
    assert "Linje 5: Et anførselstegn" in run("people", "import", "brudt.csv", "--ja").output


def test_a_roster_that_is_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "ledere.csv").open("wb") as file:
        file.truncate(1 << 40)  # more than the memory holds; on the disk it is empty

    result = run("people", "import", "ledere.csv", "--ja")

    assert result.exit_code == 1
    assert "Filen er for stor." in result.output


def test_every_fault_of_a_roster_is_told_at_once_and_nothing_imported(tmp_path: Path) -> None:
    (tmp_path / "ledere.csv").write_text(
        ROSTER.replace("lin@kommune.example", "lin").replace("Leder;Administrator", "Chefen;Konge")
    )

    result = run("people", "import", "ledere.csv", "--ja")

    assert result.exit_code == 1
    for fault in ("Linje 3: »Chefen«", "Linje 3: »Konge«", "Linje 4: »lin«"):
        assert fault in result.output


def test_the_check_tells_what_is_missing_and_then_that_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER.replace("@kommune.example", "@proeve.example"))
    (tmp_path / "sag.txt").write_text("Overskrift\n\nEn sætning, der kan findes.\n")

    before = run("check")
    run("people", "import", "ledere.csv", "--ja")
    run("documents", "add", "sag.txt")
    after = run("check")

    assert before.exit_code == 1
    assert "FEJL  Databasen findes ikke endnu." in before.output
    assert after.exit_code == 0
    assert "FEJL" not in after.output


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("data/keys", "FEJL  KEYS_DIR=data/keys ligger i DATA_DIR."),
        ("taken", "FEJL  KEYS_DIR=taken kan ikke skrives."),
        ("keys", "ok    KEYS_DIR=keys kan skrives."),
    ],
)
def test_the_check_looks_at_the_folder_for_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, said: str
) -> None:
    (tmp_path / "taken").write_text("not a folder")
    monkeypatch.setenv("KEYS_DIR", folder)

    assert said in run("check").output


def test_the_check_names_rounds_whose_key_is_missing_and_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KEYS_DIR", "keys")
    (tmp_path / "ledere.csv").write_text(ROSTER.replace("@kommune.example", "@proeve.example"))
    run("people", "import", "ledere.csv", "--ja")
    key = tmp_path / "keys" / f"{asyncio.run(_opens_a_round(tmp_path)).hex}.key"

    there = run("check")
    key.write_bytes(bytes(32))
    another = run("check")
    key.unlink()
    gone = run("check")

    said = f"FEJL  Runden »{CONTENT.title}« er åben, men dens nøgle keys/{key.name} mangler"
    assert said not in there.output
    for one in (another, gone):
        assert one.exit_code == 1
        assert said in one.output


async def _opens_a_round(folder: Path) -> UUID:
    sessions = Sessions(f"sqlite+aiosqlite:///{folder / 'data' / 'lederlinjen.sqlite'}")
    async with sessions.read() as session:
        [author, *_others] = await active_people(session)
    round_id = await opened(sessions, Keys(folder / "keys"), author)
    await sessions.close()
    return round_id


def test_the_check_says_that_real_people_need_an_app_id(tmp_path: Path) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER)
    run("people", "import", "ledere.csv", "--ja")

    result = run("check")

    assert result.exit_code == 1
    assert "rigtige ledere på lederlisten, men MicrosoftAppId mangler" in result.output


def test_the_check_says_when_the_database_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")

    result = run("check")

    assert result.exit_code == 1
    assert "Databasen kan ikke nås" in result.output


def test_a_backup_is_restored_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER)
    run("people", "import", "ledere.csv", "--ja")

    backup = run("backup", "kopi.zip")
    again = run("backup", "kopi.zip")
    full = run("restore", "kopi.zip")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "another"))
    restored = run("restore", "kopi.zip")
    unchanged = run("people", "import", "ledere.csv", "--ja")

    assert backup.exit_code == 0
    assert again.exit_code == 1
    assert "findes i forvejen" in again.output
    assert full.exit_code == 1
    assert "ikke tom" in full.output
    assert restored.exit_code == 0
    assert "3 uændrede" in unchanged.output


def test_keys_are_never_in_a_backup(tmp_path: Path) -> None:
    keys = tmp_path / "data" / "keys"
    keys.mkdir(parents=True)
    (keys / "round.key").write_bytes(b"hemmelig")

    run("people", "import", "findes-ikke.csv")
    (tmp_path / "ledere.csv").write_text(ROSTER)
    run("people", "import", "ledere.csv", "--ja")
    run("backup", "kopi.zip")

    with zipfile.ZipFile(tmp_path / "kopi.zip") as archive:
        assert all(name.endswith((".jsonl", ".json")) for name in archive.namelist())
        assert all(b"hemmelig" not in archive.read(name) for name in archive.namelist())


def test_a_file_that_is_no_backup_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "kopi.zip").write_text("noget andet")

    result = run("restore", "kopi.zip")

    assert result.exit_code == 1
    assert "ikke en hel sikkerhedskopi" in result.output


def test_the_package_for_teams_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = run("manifest")
    for name, value in {
        "MicrosoftAppId": "11111111-1111-4111-8111-111111111111",
        "MicrosoftAppTenantId": "22222222-2222-4222-8222-222222222222",
        "PUBLIC_URL": "https://lederlinjen.kommune.example",
        "DEVELOPER_NAME": "Eksempel Kommune",
        "WEBSITE_URL": "https://kommune.example/lederlinjen",
        "PRIVACY_URL": "https://kommune.example/persondata",
        "TERMS_URL": "https://kommune.example/vilkaar",
    }.items():
        monkeypatch.setenv(name, value)
    built = run("manifest", "pakke")

    assert lacking.exit_code == 1
    assert "MicrosoftAppId mangler" in lacking.output
    assert built.exit_code == 0
    assert list(Path("pakke").glob("*.zip"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "mange", "PORT=mange skal være et helt tal fra 0 til 65535."),
        ("PORT", "70000", "PORT=70000 skal være et helt tal fra 0 til 65535."),
        ("HOST", "0.0.0.0", "kræver MicrosoftAppId"),
        ("MicrosoftAppType", "Singletenant", "ugyldig"),
        ("MicrosoftAppId", "11111111-1111-4111-8111-111111111111", "MicrosoftAppTenantId mangler"),
    ],
)
def test_a_faulty_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)

    result = run("check")

    assert result.exit_code == 1
    assert said in result.output


def test_the_bot_serves_without_a_command_and_stops_when_asked(tmp_path: Path) -> None:
    with _serving(tmp_path) as (process, port):
        assert _status(port, "/healthz") == 200
        assert _status(port, "/readyz") == 200

        process.send_signal(signal.SIGTERM)

        assert process.wait(timeout=10) == 0


def test_a_trial_does_not_open_a_database_with_real_people_nor_the_other_way_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledere.csv").write_text(ROSTER)
    run("people", "import", "ledere.csv", "--ja")

    as_trial = run("serve")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "trial"))
    with _serving(tmp_path / "trial") as (process, _):
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "trial" / "data"))
    monkeypatch.setenv("MicrosoftAppId", "11111111-1111-4111-8111-111111111111")
    monkeypatch.setenv("MicrosoftAppTenantId", "22222222-2222-4222-8222-222222222222")
    monkeypatch.setenv("MicrosoftAppPassword", "hemmelighed")
    monkeypatch.setenv("PORT", "0")
    as_production = run("serve")

    assert as_trial.exit_code == 1
    assert "rigtige ledere" in as_trial.output
    assert as_production.exit_code == 1
    assert "lokal prøve" in as_production.output


def test_a_taken_port_is_told_in_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = _start(tmp_path, port)
        _, said = process.communicate(timeout=30)

    assert process.returncode == 1
    assert f"kan ikke lytte på 127.0.0.1:{port}" in said
    assert "Traceback" not in said


@contextmanager
def _serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = _start(folder, port)
    try:
        until = time.monotonic() + 30
        while _status(port, "/healthz") != 200:
            assert time.monotonic() < until
            assert process.poll() is None
            time.sleep(0.1)
        yield process, port
    finally:
        process.kill()
        process.communicate()


def _start(folder: Path, port: int) -> subprocess.Popen[str]:
    folder.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, str(APP)],
        env=os.environ | {"PORT": str(port), "DATA_DIR": str(folder / "data")},
        cwd=folder,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )


def _status(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as response:
            status: int = response.status
            return status
    except OSError:
        return 0
