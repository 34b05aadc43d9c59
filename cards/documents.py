"""The documents that answers are taken from: a list, each one, and what it answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from bot.documents.values import KeptDocument
from bot.language import _, counted
from bot.language.formats import day, moment, number, plain
from bot.messages import Action, Card
from bot.questions.values import AnsweredQuestions
from cards.parts import Part, box, buttons, card, facts, note, paragraph

PAGE = 5
WORDINGS = 20  # on a card
TITLE = 150  # characters in the list
WORDING = 200


class Period(StrEnum):
    """How far back one looks."""

    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"


@dataclass(frozen=True)
class ShowDocuments(Action, name="documents.show"):
    """The documents from the one at this place on. retired: those that were taken out."""

    retired: bool
    offset: int


@dataclass(frozen=True)
class OpenDocument(Action, name="documents.open"):
    """That the person wants to see one, and what there is to do with it."""

    document_id: UUID


@dataclass(frozen=True)
class AskToRetire(Action, name="documents.ask_to_retire"):
    """That no more answers are to be taken from it, once that is confirmed."""

    document_id: UUID


@dataclass(frozen=True)
class RetireDocument(Action, name="documents.retire"):
    """That no more answers are to be taken from it."""

    document_id: UUID


@dataclass(frozen=True)
class RestoreDocument(Action, name="documents.restore"):
    """That answers are to be taken from it again."""

    document_id: UUID


@dataclass(frozen=True)
class ShowAnswered(Action, name="documents.answered"):
    """That the person wants to know which questions it answered."""

    document_id: UUID
    period: Period
    offset: int


def documents(page: Sequence[KeptDocument], *, retired: bool, offset: int, total: int) -> Card:
    """A page of the documents."""
    other = (
        (_("Dem, der svares ud fra"), ShowDocuments(False, 0))
        if retired
        else (_("Taget ud"), ShowDocuments(True, 0))
    )
    ways: list[tuple[str, Action]] = []
    if offset + len(page) < total:
        ways.append((_("Næste"), ShowDocuments(retired, offset + PAGE)))
    if offset:
        ways.append((_("Forrige"), ShowDocuments(retired, max(0, offset - PAGE))))
    none = _("Ingen dokumenter er taget ud.") if retired else _("Der er ingen dokumenter endnu.")
    place = _(
        "{first}-{last} af {total}",
        first=offset + 1,
        last=offset + len(page),
        total=number(total),
    )
    return card(
        _("Dokumenter, der er taget ud") if retired else _("Dokumenter"),
        *([] if page else [paragraph(none)]),
        *(_one(document) for document in page),
        *([note(place)] if total > len(page) else []),
        buttons(*ways, other),
        *([] if retired else [note(_("Læg et nyt dokument her i chatten for at få det med."))]),
    )


def document(document: KeptDocument, *, said: str = "") -> Card:
    """One document. said: what just happened."""
    answered = (_("Se, hvad det har svaret på"), ShowAnswered(document.id, Period.QUARTER, 0))
    way_out: tuple[str, Action] = (_("Tag ud"), AskToRetire(document.id))
    if document.retired_at:
        way_out = (_("Tag i brug igen"), RestoreDocument(document.id))
    return card(
        _shortened(document.title),
        *([paragraph(said)] if said else []),
        *(
            [paragraph(_("Taget ud {when}.", when=moment(document.retired_at)))]
            if document.retired_at
            else []
        ),
        facts(list(_facts(document))),
        buttons(answered, (_("Tilbage til listen"), ShowDocuments(False, 0)), way_out),
    )


def confirm_retiring(document: KeptDocument) -> Card:
    """What will happen when it is taken out."""
    return card(
        _("Tag dokumentet ud"),
        paragraph(
            _(
                "Der svares ikke mere ud fra »{title}«. Svar, der er givet, bliver stående. Det "
                "kan tages i brug igen.",
                title=plain(document.title),
            )
        ),
        buttons(
            (_("Tag det ud"), RetireDocument(document.id)),
            (_("Behold det"), OpenDocument(document.id)),
        ),
    )


def retired(document: KeptDocument) -> Card:
    """That no more answers are taken from it."""
    return card(
        _("Dokumentet er taget ud"),
        paragraph(
            _(
                "Der svares ikke mere ud fra »{title}«. Det virker inden for få sekunder.",
                title=plain(document.title),
            )
        ),
        buttons(
            (_("Fortryd"), RestoreDocument(document.id)),
            (_("Tilbage til listen"), ShowDocuments(False, 0)),
        ),
    )


def answered(
    document: KeptDocument,
    questions: AnsweredQuestions | None,
    *,
    fewest: int,
    period: Period,
    offset: int,
) -> Card:
    """Which questions it answered. questions: None when too few people asked. fewest: how many."""
    others = [
        (_in_words(one), ShowAnswered(document.id, one, 0)) for one in Period if one is not period
    ]
    return card(
        _("Spørgsmål, det har svaret på"),
        paragraph(f"**{plain(_shortened(document.title))}**"),
        note(_in_words(period)),
        *_answered(document, questions, fewest, period, offset),
        buttons(*others, (_("Tilbage"), OpenDocument(document.id))),
    )


def _answered(
    document: KeptDocument,
    questions: AnsweredQuestions | None,
    fewest: int,
    period: Period,
    offset: int,
) -> Iterator[Part]:
    if questions is None:
        yield paragraph(
            _(
                "Færre end {fewest} har spurgt om det i den tid. Så vises hverken antal eller "
                "ord, for de kunne røbe, hvem det var.",
                fewest=fewest,
            )
        )
        return
    yield paragraph(
        counted(
            "{many} spørgsmål fik svar herfra.",
            "{many} spørgsmål fik svar herfra.",
            questions.number,
            many=number(questions.number),
        )
    )
    yield note(_("Kun ordene vises, i alfabetisk orden: hverken hvem der spurgte eller hvornår."))
    page = questions.wordings[offset : offset + WORDINGS]
    lines = [
        f"»{plain(_cut(wording, WORDING))}«" + (f" ({number(times)})" if times > 1 else "")
        for wording, times in page
    ]
    yield paragraph("\n\n".join(lines))
    ways: list[tuple[str, Action]] = []
    if offset + len(page) < len(questions.wordings):
        ways.append((_("Næste"), ShowAnswered(document.id, period, offset + WORDINGS)))
    if offset:
        ways.append((_("Forrige"), ShowAnswered(document.id, period, max(0, offset - WORDINGS))))
    if ways:
        yield buttons(*ways)


def _one(document: KeptDocument) -> Part:
    about = []
    if document.case_number:
        about.append(_("sag {number}", number=plain(document.case_number)))
    if document.when:
        about.append(day(document.when))
    about.append(counted("{number} sted", "{number} steder", document.passages))
    return box(
        paragraph(f"**{plain(_shortened(document.title))}**"),
        note(", ".join(about)),
        note(plain(_added(document))),
        buttons((_("Åbn"), OpenDocument(document.id))),
    )


def _facts(document: KeptDocument) -> Iterator[tuple[str, str]]:
    if document.case_number:
        yield _("Sag"), document.case_number
    if document.when:
        yield _("Dato"), day(document.when)
    yield _("Steder, jeg kan citere"), number(document.passages)
    yield _("Indlæst"), _added(document)


def _added(document: KeptDocument) -> str:
    if document.shipped:
        return _("Fulgte med Lederlinjen")
    if not document.added_by:
        return _("Lagt ind {when}", when=moment(document.added_at))
    return _("Lagt ind {when} af {name}", when=moment(document.added_at), name=document.added_by)


def _in_words(period: Period) -> str:
    match period:
        case Period.MONTH:
            return _("De sidste 30 dage")
        case Period.QUARTER:
            return _("De sidste 90 dage")
        case Period.YEAR:
            return _("Det sidste år")


def _shortened(title: str) -> str:
    return _cut(title, TITLE)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
