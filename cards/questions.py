"""What was found for a question: suggestions to choose from, and the choice."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from bot.documents.values import Hit, Passage
from bot.language import _
from bot.language.formats import day, plain
from bot.messages import Action, Card
from bot.questions.values import Answer
from cards.parts import Part, box, buttons, card, note, paragraph


@dataclass(frozen=True)
class ChooseSuggestion(Action, name="questions.choose"):
    """That this suggestion was the answer. place: counted from 0."""

    question_id: UUID
    place: int


@dataclass(frozen=True)
class ChooseNone(Action, name="questions.choose_none"):
    """That none of the suggestions was the answer."""

    question_id: UUID


@dataclass(frozen=True)
class Reopen(Action, name="questions.reopen"):
    """That the choice was a mistake."""

    question_id: UUID


def suggestions(answer: Answer) -> Card:
    """The passages that come nearest, each with a button that says it was the answer."""
    return card(
        _("Det nærmeste, jeg fandt"),
        _asked(answer),
        paragraph(_("Jeg er ikke sikker. Passer et af dem?")),
        *_suggested(answer),
        buttons((_("Ingen af dem"), ChooseNone(answer.question_id))),
        summary=_("Det nærmeste, jeg fandt. Var et af stederne svaret?"),
    )


def chosen(answer: Answer, hit: Hit, *, settled_before: bool = False) -> Card:
    """The suggestion that was the answer. settled_before: another press came too late."""
    return card(
        _("Det var svaret"),
        *_already(settled_before),
        _asked(answer),
        box(*_passage(hit)),
        note(_("Tak. Dit valg er gemt og kan bruges til at gøre søgningen bedre.")),
        buttons((_("Fortryd"), Reopen(answer.question_id))),
    )


def none_of_them(answer: Answer, *, settled_before: bool = False) -> Card:
    """That none of the suggestions was the answer, and what became of the question."""
    return card(
        _("Ingen af forslagene passede"),
        *_already(settled_before),
        _asked(answer),
        paragraph(
            _(
                "Tak. Jeg har noteret, at forslagene ikke passede, og gemt spørgsmålet som "
                "ubesvaret. Prøv gerne med andre ord."
            )
        ),
        buttons((_("Vis forslagene igen"), Reopen(answer.question_id))),
    )


def quoted(hit: Hit) -> str:
    """The passage as a quotation, the sentence that answers best first.

    What the documents don't say is no quotation of them.
    """
    sentence, whole = plain(hit.sentence), plain(hit.passage.text)
    if hit.passage.gap:
        return whole
    if whole.startswith(sentence):
        return f"»{whole}«"
    return _("»{sentence}« Hele stedet: »{whole}«", sentence=sentence, whole=whole)


def source(passage: Passage) -> str:
    """Where a passage stands, and as of when."""
    parts = [passage.document]
    if passage.case_number:
        parts.append(_("sag {number}", number=passage.case_number))
    if passage.when:
        parts.append(day(passage.when))
    return ", ".join(parts)


def short_source(passage: Passage) -> str:
    """Where a passage stands, the telling part first, as a citation's name is cut at its end."""
    parts = [_("Sag {number}", number=passage.case_number)] if passage.case_number else []
    if passage.when:
        parts.append(day(passage.when))
    return ": ".join(filter(None, (", ".join(parts), passage.document)))


def _asked(answer: Answer) -> Part:
    return note(_("Du spurgte: {question}", question=plain(answer.question)))


def _already(settled_before: bool) -> tuple[Part, ...]:
    if not settled_before:
        return ()
    return (paragraph(_("Du havde allerede valgt. Det valg gælder, indtil du fortryder det.")),)


def _suggested(answer: Answer) -> Iterator[Part]:
    for place, hit in enumerate(answer.hits):
        yield box(
            *_passage(hit),
            buttons((_("Det var svaret"), ChooseSuggestion(answer.question_id, place))),
        )


def _passage(hit: Hit) -> tuple[Part, ...]:
    return paragraph(quoted(hit)), note(_("Kilde: {source}", source=plain(source(hit.passage))))
