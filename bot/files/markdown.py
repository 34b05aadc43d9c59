"""Reading Markdown, with front matter in TOML between lines of +++."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.files.blocks import Block, FileText, Kind, broken, tidy
from bot.files.decoding import decode
from bot.files.refusals import Unreadable, UnreadableFile
from bot.files.tables import rows

_FACTS = ("title", "case", "date")
_HEADING_WORDS = 12
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FRONT = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$", re.DOTALL | re.MULTILINE)


def read_markdown(name: str, content: bytes) -> FileText:
    """Read a Markdown file. Raises UnreadableFile, also for front matter that isn't TOML."""
    text = decode(name, content)
    front = _FRONT.match(text)
    if front is None:
        return FileText(tuple(_blocks(text)))
    try:
        facts = tomllib.loads(front[1])
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(name, Unreadable.BROKEN) from error
    title, case, date = (str(facts[key]) if key in facts else None for key in _FACTS)
    return FileText(tuple(_blocks(text[front.end() :])), title, case, date, curated=True)


def _blocks(text: str) -> Iterator[Block]:
    tokens = [Token("start", "", 0), *MarkdownIt("commonmark").enable("table").parse(text)]
    lists: list[int | None] = []  # the next number of each list we are in; None: bullets
    mark = ""  # of the item whose text has not come yet
    quoted = 0
    table: list[list[str]] = []
    for before, token in pairwise(tokens):
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = lists[-1]
                mark = "- " if number is None else f"{number}. "
                lists[-1] = None if number is None else number + 1
            case "blockquote_open":
                quoted += 1
            case "blockquote_close":
                quoted -= 1
            case "table_open":
                table = []
            case "tr_open":
                table.append([])
            case "table_close":
                headed = any(table[0])  # "| | |" only opens it
                yield from rows(table, headed=headed)
            case "inline" if before.type in ("th_open", "td_open"):
                table[-1].append(_plain(token.children, line_end="\n"))
            case "inline" if before.type == "heading_open":
                yield Block(Kind.HEADING, tidy(_plain(token.children)), _level(before))
            case "inline" if quoted:
                yield Block(Kind.QUOTE, mark + _plain(token.children, line_end="\n"))
                mark = ""
            case "inline" if mark:
                yield Block(Kind.ITEM, mark + tidy(_plain(token.children)), len(lists))
                mark = ""
            case "inline":
                yield from _paragraph(token.children or [])
            case "fence" | "code_block":
                yield Block(Kind.PARAGRAPH, tidy(token.content))


def _level(heading: Token) -> int:
    return int(heading.tag.removeprefix("h"))


def _paragraph(tokens: Sequence[Token]) -> Iterator[Block]:
    """A paragraph; a short one that is all bold is a heading, and code behind it no part of it.

    So is a first line that is.
    """
    ends = (place for place, token in enumerate(tokens) if token.type in ("softbreak", "hardbreak"))
    if (end := next(ends, None)) and _is_heading(tokens[:end]):
        yield from _paragraph(tokens[:end])
        yield from _paragraph(tokens[end + 1 :])
        return
    beside = [token for token in tokens if token.type == "code_inline"]
    text = tidy(_plain([token for token in tokens if token.type != "code_inline"]))
    if not _is_heading(tokens):
        lines = broken(_plain(tokens, line_end="\n"))
        yield Block(Kind.PARAGRAPH, tidy(_plain(tokens)), lines=lines)
        return
    yield Block(Kind.HEADING, text)
    yield from (Block(Kind.PARAGRAPH, tidy(token.content)) for token in beside)


def _is_heading(tokens: Sequence[Token]) -> bool:
    text = tidy(_plain([token for token in tokens if token.type != "code_inline"]))
    short = len(text.split()) <= _HEADING_WORDS and not text.endswith((".", ";", ","))
    return short and _all_bold(tokens)


def _all_bold(tokens: Sequence[Token]) -> bool:
    depth, bold = 0, False
    for token in tokens:
        depth += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        if token.type == "text" and token.content.strip():
            if not depth:
                return False
            bold = True
    return bold


def _is_break(token: Token) -> bool:
    return token.type == "html_inline" and bool(_BREAK.fullmatch(token.content))


def _plain(tokens: Sequence[Token] | None, *, line_end: str = " ") -> str:
    """The text without its marks; HTML tags in it are dropped, their text stays."""
    parts = []
    for token in tokens or ():
        if token.type in ("softbreak", "hardbreak") or _is_break(token):
            parts.append(line_end)
        elif token.type in ("text", "code_inline", "image"):
            parts.append(token.content)
    return "".join(parts)
