"""The saved answers in a list, and the notice of those that are to be looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.knowledge.values import Knowledge, Which
from bot.language import _, counted
from bot.language.formats import day, number, plain
from bot.messages import Action, Card
from cards.knowledge.words import shortened, standing
from cards.knowledge.writing import NewKnowledge, OpenKnowledge
from cards.lists import buttons_about
from cards.parts import Part, box, buttons, card, choice_field, note, paragraph, text_field

PAGE = 5
MOST_DUE = 10  # in a notice
QUESTION = 200  # characters of it in the list


@dataclass(frozen=True)
class FilterKnowledge(Action, name="knowledge.filter"):
    """That the person wants to see these, those that hold the words that are searched for."""

    which: str = ""
    search: str = ""


@dataclass(frozen=True)
class TurnKnowledge(Action, name="knowledge.turn"):
    """The same list from the one at this place on."""

    which: Which
    search: str
    offset: int


@dataclass(frozen=True)
class ExportKnowledge(Action, name="knowledge.export", makes_file=True):
    """That the person wants all of them as a spreadsheet."""


def listing(
    page: Sequence[Knowledge],
    *,
    which: Which,
    search: str,
    offset: int,
    total: int,
    today: date,
) -> Card:
    """A page of the saved answers."""
    return card(
        _("Viden"),
        *([] if total else [paragraph(_none(which, search))]),
        *(_one(knowledge, today) for knowledge in page),
        *_pages(which, search, offset, len(page), total),
        choice_field(
            "which",
            _("Vis"),
            [(one.value, which_in_words(one)) for one in Which],
            which.value,
        ),
        text_field("search", _("Med ordene"), search, longest=100),
        buttons((_("Vis dem"), FilterKnowledge())),
        buttons((_("Nyt svar"), NewKnowledge()), (_("Hent som Excel"), ExportKnowledge())),
        note(
            _(
                "Ret mange på én gang: hent dem som Excel, ret i filen, og læg den her i chatten. "
                "Du ser, hvad der ændres, før det sker."
            )
        ),
    )


def reviews(due: Sequence[Knowledge]) -> Card:
    """What somebody is to look at again, as one notice."""
    if not due:
        return card(
            _("Viden, der skal efterses"),
            paragraph(_("Tak. Der er ikke mere at efterse lige nu.")),
        )
    said = counted(
        "{number} svar skal efterses: Passer det stadig?",
        "{number} svar skal efterses: Passer de stadig?",
        len(due),
    )
    more = len(due) - MOST_DUE
    return card(
        _("Viden, der skal efterses"),
        paragraph(said),
        *(
            box(
                paragraph(f"**{plain(shortened(one.content.question, QUESTION))}**"),
                buttons_about(
                    shortened(one.content.question, QUESTION),
                    (_("Åbn"), OpenKnowledge(one.id, apart=True)),
                ),
            )
            for one in due[:MOST_DUE]
        ),
        *(
            [note(_("Skriv »Viden« for at se de sidste {number}.", number=more))]
            if more > 0
            else []
        ),
        summary=said,
    )


def which_in_words(which: Which) -> str:
    """What a choice of saved answers is called."""
    match which:
        case Which.GIVEN:
            return _("Bruges nu")
        case Which.DRAFTS:
            return _("Kladder")
        case Which.EXPIRED:
            return _("Udløbet")
        case Which.RETIRED:
            return _("Taget ud")


def _none(which: Which, search: str) -> str:
    if search:
        return _("Ingen af dem har »{search}« i sig.", search=plain(search))
    match which:
        case Which.GIVEN:
            return _("Der er ingen svar endnu. Det første kan du skrive nu.")
        case Which.DRAFTS:
            return _("Der er ingen kladder.")
        case Which.EXPIRED:
            return _("Ingen svar er udløbet.")
        case Which.RETIRED:
            return _("Ingen svar er taget ud.")


def _one(knowledge: Knowledge, today: date) -> Part:
    about = [standing(knowledge, today=today)]
    if knowledge.owner:
        about.append(plain(knowledge.owner.name))
    question = knowledge.content.question or knowledge.content.answer
    due = []
    if knowledge.is_due(today) and knowledge.review_on:
        due = [paragraph(_("Skulle efterses den {day}.", day=day(knowledge.review_on)))]
    return box(
        paragraph(f"**{plain(shortened(question, QUESTION))}**"),
        *due,
        note(" · ".join(about)),
        buttons_about(
            shortened(knowledge.content.question, QUESTION),
            (_("Åbn"), OpenKnowledge(knowledge.id, apart=False)),
        ),
    )


def _pages(which: Which, search: str, offset: int, shown: int, total: int) -> Iterator[Part]:
    """Where in a long list one is, and the ways from there."""
    if total <= shown:
        return
    yield note(
        _("{first}-{last} af {total}", first=offset + 1, last=offset + shown, total=number(total))
    )
    ways: list[tuple[str, Action]] = []
    if offset + shown < total:
        ways.append((_("Næste"), TurnKnowledge(which, search, offset + PAGE)))
    if offset:
        ways.append((_("Forrige"), TurnKnowledge(which, search, max(0, offset - PAGE))))
    yield buttons(*ways)
