"""What people wrote, a page at a time, to be gathered under themes by the directorate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.rounds.findings import (
    MOST_THEMES,
    THEME_NAME_LENGTH,
    Theme,
    Written,
)
from bot.rounds.values import Answer, Question, Round
from cards.parts import (
    Chosen,
    ChosenId,
    Part,
    box,
    buttons,
    card,
    choice_field,
    heading,
    note,
    paragraph,
    text_field,
)
from cards.rounds.ways import (
    EVERY,
    REST,
    ShowResults,
    ShowTexts,
    ShowThemes,
    pages,
)

TEXTS = 5  # in a card, so that the longest fit
LONGEST_CHOICE = 40  # characters of a text by which one finds it again in the form


@dataclass(frozen=True)
class PutTexts(Action, name="rounds.put_texts"):
    """That these texts shall be in a theme, or in a new one of this name; then the same page."""

    round_id: UUID
    question: str
    which: str
    offset: int
    texts: Chosen = ()
    theme: ChosenId = None
    new_theme: str = ""


@dataclass(frozen=True)
class TakeOut(Action, name="rounds.take_out"):
    """That these texts shall be in no theme any more."""

    round_id: UUID
    question: str
    which: str
    offset: int
    texts: Chosen = ()


def texts(
    round_: Round,
    question: Question | None,
    page: Sequence[Written],
    themes: Sequence[Theme],
    shown: ShowTexts,
    *,
    total: int,
    said: str = "",
    filled: PutTexts | None = None,
    errors: Mapping[str, str] | None = None,
) -> Card:
    """A page of what people wrote. question: None for those of all. shown: which page."""
    names = {one.id: one.name for one in themes}
    listed = [
        part
        for place, one in enumerate(page, start=shown.offset + 1)
        for part in _text(one, place, names if shown.which == EVERY else {})
    ]
    return card(
        question.text if question else _("Svar i temaet"),
        *([paragraph(f"**{plain(said)}**")] if said else []),
        note(_which(shown, names)),
        *(listed or [paragraph(_nothing(shown))]),
        *pages(
            lambda place: replace(shown, offset=place), shown.offset, len(page), total, size=TEXTS
        ),
        *(_putting(page, themes, shown, filled, errors or {}) if page else ()),
        *_ways(round_, shown),
        summary=_("Svar på »{title}«", title=round_.content.title),
    )


def answer_in_words(answer: Answer) -> str:
    """A text as it was written; of an item, its title above its reason. No Markdown."""
    if isinstance(answer, list):
        return "\n".join(str(one) for one in answer if one)
    return str(answer)


def _text(one: Written, place: int, names: Mapping[UUID, str]) -> Iterator[Part]:
    said = plain(answer_in_words(one.answer)).replace("\n", "\n\n")
    below = []
    if one.by:
        below.append(plain(one.by.name))
    if one.theme_id and one.theme_id in names:
        below.append(_("Tema: {name}", name=plain(names[one.theme_id])))
    head = _("Svar {place}", place=number(place))
    yield box(note(" · ".join([head, *below])), paragraph(said))


def _which(shown: ShowTexts, names: Mapping[UUID, str]) -> str:
    if shown.which == EVERY:
        return _("Alle svar.")
    if shown.which == REST:
        return _("Svar, der ikke er lagt i et tema.")
    name = next((name for id_, name in names.items() if str(id_) == shown.which), "")
    return _("Svar i temaet »{name}«.", name=plain(name))


def _nothing(shown: ShowTexts) -> str:
    if shown.which == REST:
        return _("Alle svar er lagt i et tema.")
    if shown.which == EVERY:
        return _("Der er ingen svar at læse.")
    return _("Der er ingen svar i temaet.")


def _putting(
    page: Sequence[Written],
    themes: Sequence[Theme],
    shown: ShowTexts,
    filled: PutTexts | None,
    errors: Mapping[str, str],
) -> Iterator[Part]:
    yield heading(_("Læg i et tema"))
    yield choice_field(
        "texts",
        _("Hvilke svar?"),
        [
            (str(one.id), _short(one, place))
            for place, one in enumerate(page, start=shown.offset + 1)
        ],
        filled.texts if filled else (),
        several=True,
        compact=False,
        error=errors.get("texts"),
    )
    if themes:
        yield choice_field(
            "theme",
            _("Tema"),
            [(str(one.id), one.name) for one in themes],
            str(filled.theme) if filled and filled.theme else "",
            hint=_("Vælg et tema"),
        )
    if len(themes) < MOST_THEMES:
        yield text_field(
            "new_theme",
            _("Eller et nyt tema") if themes else _("Nyt tema"),
            filled.new_theme if filled else "",
            longest=THEME_NAME_LENGTH,
            error=errors.get("name"),
        )
    elif "name" in errors:
        yield note(plain(errors["name"]))
    where = (shown.round_id, shown.question, shown.which, shown.offset)
    pairs: list[tuple[str, Action]] = [(_("Læg i temaet"), PutTexts(*where))]
    if shown.which != REST:
        pairs.append((_("Tag ud af temaet"), TakeOut(*where)))
    yield buttons(*pairs)


def _short(one: Written, place: int) -> str:
    said = " ".join(answer_in_words(one.answer).split())
    begins = said if len(said) <= LONGEST_CHOICE else f"{said[: LONGEST_CHOICE - 1]}…"
    return _("{place}: {begins}", place=number(place), begins=begins)


def _ways(round_: Round, shown: ShowTexts) -> Iterator[Part]:
    pairs: list[tuple[str, Action]] = []
    if shown.which != EVERY and shown.question:
        pairs.append((_("Vis alle"), replace(shown, which=EVERY, offset=0)))
    elif shown.question:
        pairs.append((_("Vis dem uden tema"), replace(shown, which=REST, offset=0)))
    pairs += [
        (_("Temaer"), ShowThemes(round_.id, 0)),
        (_("Tilbage til resultatet"), ShowResults(round_.id)),
    ]
    yield buttons(*pairs)
