"""Reading in a process of its own."""

import zipfile
from io import BytesIO

import docx
import pytest

from bot.documents.apart import read_apart
from bot.documents.reading import read_document_content
from bot.files.reading import MAX_BYTES
from bot.files.refusals import Unreadable, UnreadableFile


def test_a_document_comes_back_as_it_was_read() -> None:
    content = "Ny møde\u00adkultur\n\n31/456 Åben Sag\n\nDato: 3. marts 2031\n".encode()
    assert read_apart("a.txt", content) == read_document_content("a.txt", content)


@pytest.mark.parametrize(
    ("name", "content", "reason", "limit"),
    [
        ("a.docx", b"PK\x03\x04 ikke et arkiv", Unreadable.BROKEN, None),
        ("a.txt", b"a" * (MAX_BYTES + 1), Unreadable.TOO_LARGE, MAX_BYTES),
        ("a\nb\0.xyz", b"a", Unreadable.UNKNOWN_TYPE, None),
    ],
)
def test_a_refusal_comes_back_as_it_was_given(
    name: str, content: bytes, reason: Unreadable, limit: int | None
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_apart(name, content)
    assert (refused.value.name, refused.value.reason) == (name, reason)
    assert refused.value.limit == limit


def test_a_file_that_takes_too_long_is_refused_and_its_reading_stopped() -> None:
    """Six million empty paragraphs take two minutes."""
    saved = BytesIO()
    docx.Document().save(saved)
    packed = BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for file in old.infolist():
            content = old.read(file)
            if file.filename == "word/document.xml":
                content = content.replace(b"<w:sectPr", b"<w:p/>" * 6_000_000 + b"<w:sectPr", 1)
            new.writestr(file, content)
    with pytest.raises(UnreadableFile) as refused:
        read_apart("tung.docx", packed.getvalue(), seconds=1)
    assert refused.value.reason is Unreadable.TOO_COMPLICATED
