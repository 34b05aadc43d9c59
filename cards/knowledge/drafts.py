"""A draft of a saved answer: as it would be given, in another's place, or thrown away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.knowledge.values import Knowledge, Phase
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from cards.knowledge.words import as_given, shortened, variants_in_words
from cards.knowledge.writing import SHOWN_BESIDE, EditKnowledge, OpenKnowledge
from cards.parts import (
    ChosenId,
    Part,
    box,
    buttons,
    card,
    choice_field,
    note,
    paragraph,
    unfolding,
)


@dataclass(frozen=True)
class PublishKnowledge(Action, name="knowledge.publish"):
    """That a draft is to be given. instead_of: an answer whose place it takes."""

    knowledge_id: UUID
    revision: int
    instead_of: UUID | None = None


@dataclass(frozen=True)
class ChooseReplaced(Action, name="knowledge.choose_replaced"):
    """That a draft is to take the place of another, which is still to be chosen."""

    knowledge_id: UUID


@dataclass(frozen=True)
class AskToReplace(Action, name="knowledge.ask_to_replace"):
    """That a draft is to take this one's place, once that is confirmed."""

    knowledge_id: UUID
    instead_of: ChosenId = None


@dataclass(frozen=True)
class DiscardKnowledge(Action, name="knowledge.discard"):
    """That a draft is to be thrown away."""

    knowledge_id: UUID


@dataclass(frozen=True)
class KeepKnowledge(Action, name="knowledge.keep"):
    """That a draft that was thrown away is to be a draft again."""

    knowledge_id: UUID


def draft(
    knowledge: Knowledge, *, today: date, said: str = "", same: Knowledge | None = None
) -> Card:
    """A draft as it would be given, and what there is to do with it.

    said: what just happened. same: an answer that is given to the same question.
    """
    publish = PublishKnowledge(knowledge.id, knowledge.revision)
    return card(
        _("Kladde til viden"),
        *([paragraph(said)] if said else []),
        note(_("Sådan ser en leder det, når spørgsmålet bliver stillet:")),
        box(*as_given(knowledge.content, when=today)),
        *variants_in_words(knowledge.content),
        *_same(knowledge, same),
        buttons((_("Udgiv"), publish), (_("Ret"), EditKnowledge(knowledge.id))),
        unfolding(
            _("Mere"),
            buttons((_("Lad det erstatte et andet"), ChooseReplaced(knowledge.id))),
            buttons((_("Slet kladden"), DiscardKnowledge(knowledge.id))),
        ),
        summary=_("Kladde til viden: »{question}«", question=knowledge.content.question),
    )


def choose_replaced(knowledge: Knowledge, others: Sequence[Knowledge], *, error: str = "") -> Card:
    """The choice of the answer whose place a draft takes, the likeliest first."""
    back = (_("Tilbage"), OpenKnowledge(knowledge.id, apart=False))
    if not others:
        return card(
            _("Lad det erstatte et andet"),
            paragraph(_("Der er ikke andre svar at erstatte.")),
            buttons(back),
        )
    return card(
        _("Lad det erstatte et andet"),
        paragraph(
            _(
                "Vælg det svar, som »{question}« skal stå i stedet for.",
                question=plain(knowledge.content.question),
            )
        ),
        choice_field(
            "instead_of",
            _("Det gamle svar"),
            [(str(one.id), shortened(one.content.question)) for one in others],
            required=True,
            error=error or None,
        ),
        buttons((_("Gå videre"), AskToReplace(knowledge.id)), back),
    )


def confirm_replacing(knowledge: Knowledge, other: Knowledge, *, today: date) -> Card:
    """What will happen when a draft takes another's place."""
    return card(
        _("Erstat det gamle svar"),
        paragraph(
            _(
                "Det gamle svar gives ikke mere, så snart du siger ja. Det bliver liggende under "
                "»Taget ud« med sin historik, og kan tages i brug igen."
            )
        ),
        note(_("Det gamle:")),
        box(
            paragraph(f"**{plain(other.content.question)}**"),
            paragraph(plain(shortened(other.content.answer, SHOWN_BESIDE))),
        ),
        note(_("Det nye:")),
        box(*as_given(knowledge.content, when=today)),
        buttons(
            (
                _("Udgiv, og tag det gamle ud"),
                PublishKnowledge(knowledge.id, knowledge.revision, other.id),
            ),
            (_("Tilbage"), OpenKnowledge(knowledge.id, apart=False)),
        ),
    )


def discarded(knowledge: Knowledge) -> Card:
    """That a draft was thrown away."""
    return card(
        _("Kladden er slettet"),
        paragraph(_("»{question}« gives ikke.", question=plain(knowledge.content.question)))
        if knowledge.content.question
        else paragraph(_("Svaret gives ikke.")),
        buttons((_("Fortryd"), KeepKnowledge(knowledge.id))),
    )


def _same(knowledge: Knowledge, same: Knowledge | None) -> Iterator[Part]:
    if not same or knowledge.phase is not Phase.DRAFT:
        return
    yield box(
        paragraph(_("Det samme spørgsmål har et svar i forvejen:")),
        paragraph(plain(shortened(same.content.answer, SHOWN_BESIDE)).replace("\n", "\n\n")),
        note(_("Udgiver du begge, får lederne dem begge som forslag.")),
        buttons((_("Erstat det"), AskToReplace(knowledge.id, same.id))),
    )
