"""A second yes to decisions: the question for it, and what becomes of the question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.decisions.values import Plan, Publication, PublicationPhase
from bot.language import _
from bot.language.formats import plain
from bot.messages import Action, Card
from cards.approving import Matter, Outcomes, awaiting, question
from cards.decisions.planned import called, listed, to_whom, when_it_goes, whom_on_button
from cards.decisions.planning import PreviewPublication
from cards.decisions.ways import ShowPublication
from cards.decisions.word_for_word import ReadPrepared, in_whole
from cards.parts import Part, box, buttons, card, heading, note, paragraph


@dataclass(frozen=True)
class ApprovePublication(Action, name="decisions.approve"):
    """A yes to this revision. expected: how many it concerns, as the card shows."""

    publication_id: UUID
    revision: int
    expected: int


@dataclass(frozen=True)
class ReturnPublication(Action, name="decisions.return"):
    """A no to this revision, and why."""

    publication_id: UUID
    revision: int
    comment: str = ""


@dataclass(frozen=True)
class ShowApproval(Action, name="decisions.show_approval"):
    """That the person wants to see what somebody must say yes to, and may say it."""

    publication_id: UUID
    revision: int


def approval(
    publication: Publication,
    plan: Plan,
    *,
    revision: int,
    now: datetime,
    comment: str = "",
    error: str = "",
) -> Card:
    """The question for a yes to this revision: all that is published, and for whom.

    comment: as typed.
    """
    corrects = publication.corrects
    return question(
        _("Skal rettelsen offentliggøres?") if corrects else _("Skal det offentliggøres?"),
        matter_of(publication),
        paragraph(_("{name} beder om et ja.", name=plain(publication.author.name))),
        *_decisions(publication, plan),
        heading(_("Det sker der, hvis du godkender")),
        *to_whom(publication, plan),
        paragraph(when_it_goes(plan, now=now, approved=True)),
        note(_("Du kan fortryde, indtil det offentliggøres.")),
        yes=(
            _("Godkend rettelsen")
            if corrects
            else _("Godkend {whom}", whom=whom_on_button(publication, plan)),
            ApprovePublication(publication.id, revision, plan.number),
        ),
        no=(_("Send tilbage"), ReturnPublication(publication.id, revision)),
        comment=comment,
        error=error,
    )


def matter_of(publication: Publication) -> Matter:
    """What the cards say that are alike in every feature."""
    name = plain(called(publication))
    return Matter(
        title=called(publication),
        author=publication.author.name,
        approver=publication.approver.name if publication.approver else "",
        asked_at=publication.asked_at or publication.changed_at,
        void=_(
            "Den udgave af »{name}«, du skulle godkende, er ændret eller trukket tilbage. Den "
            "kræver ikke længere dit svar.",
            name=name,
        ),
        nothing_done=""
        if publication.phase is PublicationPhase.PUBLISHED
        else _("Der er ikke offentliggjort noget."),
        way=(_("Åbn"), ShowPublication(publication.id, apart=True)),
    )


OUTCOMES = Outcomes(matter_of)


def taken_back(publication: Publication) -> Card:
    """What the question becomes when it was approved and then taken back in time."""
    return card(
        _("Fortrudt"),
        paragraph(
            _(
                "»{name}« blev godkendt og så fortrudt, før det blev offentliggjort. Ingen har "
                "fået noget.",
                name=plain(called(publication)),
            )
        ),
        buttons((_("Åbn"), ShowPublication(publication.id, apart=True))),
    )


def not_approved(publication: Publication) -> Card:
    """That nothing came of it, told to who prepared it."""
    return card(
        _("Ikke offentliggjort"),
        paragraph(_("»{name}« er ikke offentliggjort.", name=plain(called(publication)))),
        buttons((_("Åbn"), ShowPublication(publication.id, apart=True))),
    )


def publications_awaiting(publications: Sequence[Publication], now: datetime) -> Iterator[Part]:
    """The publications that wait for a yes, each with a way to it."""
    waiting = [
        (matter_of(one), (_("Se beslutningen"), ShowApproval(one.id, one.revision)))
        for one in publications
    ]
    yield from awaiting(_("Godkend beslutninger"), waiting, now)


def _decisions(publication: Publication, plan: Plan) -> Iterator[Part]:
    """All of them word for word; where they are many, a part of each, and the way to the rest."""
    ways: list[tuple[str, Action]] = [
        (_("Vis som modtager"), PreviewPublication(publication.id)),
    ]
    if len(publication.decisions) == 1:
        [only] = publication.decisions
        yield box(paragraph(f"**{plain(only.content.title)}**"), *in_whole(only))
    else:
        yield from listed(publication, plan)
        ways.insert(0, (_("Læs dem ord for ord"), ReadPrepared(publication.id, 0, apart=True)))
    yield buttons(*ways)
