"""Commands run as an operator runs them: what they print, and their exit code."""

from pathlib import Path

from typer.testing import CliRunner, Result

from app import cli

APP = Path(__file__).parents[2] / "app.py"
ROSTER = """Navn;E-mail;Titel;Enhed;Niveau;Rolle;Grupper
Karla Kompas;karla@kommune.example;Kommunaldirektør;Direktionen;Direktion;Direktion;
Asta Adgang;asta@kommune.example;It-konsulent;It;Leder;Administrator;
Lin Lærke;lin@kommune.example;Dagtilbudsleder;Børn og unge/Dagtilbud;Leder;;MED
"""


def run(*arguments: str, answer: str = "") -> Result:
    """Run a command. answer: what is typed when it asks."""
    return CliRunner().invoke(cli, arguments, input=answer, catch_exceptions=False)
