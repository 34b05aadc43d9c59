"""`documents`: added, listed, replaced and retired."""

from pathlib import Path

from tests.commands.running import run


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


def test_a_faulty_document_stops_no_other_and_shows_in_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "tom.txt").write_text("")
    (tmp_path / "god.txt").write_text("Overskrift\n\nEn sætning, der kan findes.\n")

    result = run("documents", "add", "tom.txt", "god.txt", "findes-ikke.txt")

    assert result.exit_code == 1
    assert "tom.txt: Filen er tom." in result.output
    assert "findes-ikke.txt: " in result.output
    assert "god.txt: Indlæst" in result.output
