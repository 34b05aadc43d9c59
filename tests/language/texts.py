"""The Danish texts in the code and their English, compared; `make texts` brings them in step."""

import ast
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.language.catalogue import CATALOGUE

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "cards", "dialogs")
KEYWORDS = {"_": None, "counted": (1, 2)}


def in_the_code() -> Catalog:
    """Every Danish text that the code says, with where it says it."""
    texts = Catalog(locale="en", fuzzy=False, charset="utf-8")
    method = [("**.py", "tests.language.texts:calls_in")]
    for room in ROOMS:
        found = extract_from_dir(ROOT / room, method_map=method, keywords=KEYWORDS)
        for name, line, message, _comments, context in found:
            texts.add(message, None, [(f"{room}/{name}", line)], context=context)
    return texts


def calls_in(
    file: BinaryIO, keywords: Collection[str], _comment_tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """Give Babel the calls of a Python file, also those in f-strings, which its own way misses."""
    for node in ast.walk(ast.parse(file.read())):
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name in keywords:
                yield node.lineno, name, tuple(map(_text, args)), []


def _text(argument: ast.expr) -> str | None:
    match argument:
        case ast.Constant(value=str(text)):
            return text
    return None


def in_the_catalogue() -> Catalog:
    """The English texts, as they stand in the file."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def bring_in_step() -> None:
    """Add to the catalogue what the code says anew, without English; drop what it doesn't say."""
    catalogue = in_the_catalogue()
    catalogue.update(in_the_code(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with CATALOGUE.open("wb") as file:
        write_po(
            file, catalogue, width=100, include_lineno=False, omit_header=True, sort_output=True
        )


if __name__ == "__main__":
    bring_in_step()
    missing = [
        message.id
        for message in in_the_catalogue()
        if message.id and not (message.string and all(message.string))
    ]
    print("\n".join(str(text) for text in missing) or "Alt er oversat.")
