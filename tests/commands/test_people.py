"""`people`: a roster is shown, asked about and imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.running import APP, ROSTER, run


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
