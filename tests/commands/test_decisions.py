"""`decisions`: minutes become drafts."""

from pathlib import Path

from tests.commands.running import ROSTER, run


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
