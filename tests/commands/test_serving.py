"""`serve` and `trial`: the bot starts, stops when asked, and says why it doesn't start."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands.running import APP, ROSTER, run


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
