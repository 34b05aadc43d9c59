"""Danish texts as they are written, and their English from the catalogue.

``make texts`` brings ``locale/en.po`` in step with the code; a missing English text fails a test.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

CATALOGUE = Path(__file__).with_name("en.po")
DANISH, ENGLISH = "da", "en"

_spoken: ContextVar[str] = ContextVar("spoken", default=DANISH)


def language_of(*wishes: str | None) -> str:
    """The first of the wishes that we speak ("en-GB" is English), else Danish."""
    for wish in wishes:
        language = (wish or "").lower().split("-")[0].split("_")[0]
        if language in (DANISH, ENGLISH):
            return language
    return DANISH


def spoken() -> str:
    """The language now spoken, "da" or "en"."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language ("da" or "en") until the end of the block."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str, /, **values: object) -> str:
    """Say the Danish text in the language now spoken, its {names} filled in with the values."""
    said = _translations(spoken()).gettext(text)
    return said.format(**values) if values else said


def counted(one: str, many: str, number: int, /, **values: object) -> str:
    """Say one of two Danish texts, as the number demands; {number} is filled in."""
    said = _translations(spoken()).ngettext(one, many, number)
    return said.format(number=number, **values)


@cache
def _translations(language: str) -> NullTranslations:
    if language == DANISH:
        return NullTranslations()
    # Babel is imported and the catalogue compiled when English is first spoken: start-up does
    # not pay for it, and no compiled file can be older than its source.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with CATALOGUE.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
