"""Any file becomes blocks, or a refusal that says what is the matter."""

import os
import subprocess
import sys
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bot.files.reading import MAX_BYTES, load, read_content
from bot.files.refusals import Unreadable, UnreadableFile


def refusal(name: str, content: bytes) -> Unreadable:
    with pytest.raises(UnreadableFile) as refused:
        read_content(name, content)
    assert refused.value.name == name
    return refused.value.reason


@pytest.mark.parametrize("name", ["regneark.xlsx", "gammel.doc", "billede.png", "uden endelse"])
def test_a_file_of_an_unknown_type_is_refused(name: str) -> None:
    assert refusal(name, b"indhold") is Unreadable.UNKNOWN_TYPE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.txt", b""),
        ("blank.txt", b" \r\n\r\n "),
        ("kun-overblik.md", b'+++\ntitle = "Tom"\n+++\n'),
        ("tom.html", b"<html><body><script>let x = 1</script></body></html>"),
    ],
)
def test_a_file_without_text_is_refused_as_empty(name: str, content: bytes) -> None:
    assert refusal(name, content) is Unreadable.EMPTY


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ikke-word.docx", b"PK\x03\x04 ikke et arkiv"),
        ("ikke-pdf.pdf", b"%PDF-1.7 og saa ikke mere"),
        ("binaer.txt", b"\x00\x01\x02\x03"),
        ("forkert.md", b"+++\ntitle = uden citationstegn\n+++\n\nTekst."),
    ],
)
def test_a_damaged_file_is_refused_as_broken(name: str, content: bytes) -> None:
    assert refusal(name, content) is Unreadable.BROKEN


def test_html_nested_beyond_reason_is_refused_as_broken() -> None:
    assert refusal("dyb.html", b"<div>" * 5000 + b"tekst") is Unreadable.BROKEN


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "kæmpe.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 200 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(UnreadableFile) as refused:
        load(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (refused.value.reason, refused.value.limit) == (Unreadable.TOO_LARGE, MAX_BYTES)
    assert peak < 1024 * 1024


def test_content_over_the_limit_is_refused_too() -> None:
    assert refusal("stor.txt", b"a" * (MAX_BYTES + 1)) is Unreadable.TOO_LARGE


@pytest.mark.parametrize("part", ["word/document.xml", "word/media/billede.bin"])
def test_a_word_file_that_unpacks_to_too_much_is_refused(part: str) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, b" " * 210 * 1024 * 1024)
    assert len(packed.getvalue()) < MAX_BYTES
    assert refusal("bombe.docx", packed.getvalue()) is Unreadable.TOO_LARGE


def test_the_readers_are_not_imported_at_start() -> None:
    code = "import sys, bot.documents.adding; print({'docx', 'pypdf', 'lxml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
