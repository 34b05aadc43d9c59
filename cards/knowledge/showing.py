"""A saved answer: where it stands, what there is to do with it, and what it said before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.knowledge.values import Content, Knowledge, Phase, Version
from bot.language import _
from bot.language.formats import day, plain, relative_moment
from bot.messages import Action, Card
from cards.knowledge.words import as_given, standing, variants_in_words
from cards.knowledge.writing import EditKnowledge, OpenKnowledge
from cards.parts import Part, box, buttons, card, facts, note, paragraph, unfolding

VERSIONS = 3  # on a card


@dataclass(frozen=True)
class RetireKnowledge(Action, name="knowledge.retire"):
    """That the answer is to be given no more."""

    knowledge_id: UUID


@dataclass(frozen=True)
class RestoreKnowledge(Action, name="knowledge.restore"):
    """That an answer that was taken out is to be given again."""

    knowledge_id: UUID


@dataclass(frozen=True)
class StillHolds(Action, name="knowledge.still_holds"):
    """That the answer was looked at and is right."""

    knowledge_id: UUID
    revision: int


@dataclass(frozen=True)
class ShowHistory(Action, name="knowledge.history"):
    """What it said before, from the version at this place on, the newest first."""

    knowledge_id: UUID
    offset: int


def overview(knowledge: Knowledge, *, said_on: date | None, now: datetime, said: str = "") -> Card:
    """The answer as it is given, and what there is to do. said: what just happened.

    said_on: the date that it bears.
    """
    today = in_copenhagen(now).date()
    return card(
        _("Viden"),
        *([paragraph(said)] if said else []),
        paragraph(f"**{standing(knowledge, today=today)}**"),
        box(*as_given(knowledge.content, when=said_on)),
        *variants_in_words(knowledge.content),
        facts(list(_facts(knowledge, now))),
        *_actions(knowledge, today),
        summary=_("Viden: »{question}«", question=knowledge.content.question),
    )


def history(
    knowledge: Knowledge, versions: Sequence[Version], *, offset: int, total: int, now: datetime
) -> Card:
    """A page of what it said, the newest first."""
    turning: list[tuple[str, Action]] = []
    if offset + len(versions) < total:
        turning.append((_("Ældre"), ShowHistory(knowledge.id, offset + VERSIONS)))
    if offset:
        turning.append((_("Nyere"), ShowHistory(knowledge.id, max(0, offset - VERSIONS))))
    return card(
        _("Historik"),
        *(
            [paragraph(_("Det er ikke udgivet endnu, så der er ingen historik."))]
            if not total
            else []
        ),
        *(box(*_version(version, now)) for version in versions),
        buttons(*turning, (_("Tilbage"), OpenKnowledge(knowledge.id, apart=False))),
        summary=_("Historik for »{question}«", question=knowledge.content.question),
    )


def _version(version: Version, now: datetime) -> Iterator[Part]:
    when = relative_moment(version.at, now)
    if version.phase is Phase.RETIRED:
        yield paragraph(_("Taget ud {when} af {name}", when=when, name=plain(version.by.name)))
        return
    yield paragraph(_("Udgivet {when} af {name}", when=when, name=plain(version.by.name)))
    yield from as_given(version.content, when=None)
    if bounds := _bounds(version.content):
        yield note(bounds)


def _bounds(content: Content) -> str:
    begins = _("fra {day}", day=day(content.valid_from)) if content.valid_from else ""
    ends = _("til og med {day}", day=day(content.valid_until)) if content.valid_until else ""
    bounds = " ".join(filter(None, (begins, ends)))
    return _("Gælder {bounds}.", bounds=bounds) if bounds else ""


def _facts(knowledge: Knowledge, now: datetime) -> Iterator[tuple[str, str]]:
    yield _("Ansvarlig"), knowledge.owner.name if knowledge.owner else _("ingen")
    yield _("Skal efterses"), day(knowledge.review_on) if knowledge.review_on else _("ingen dato")
    changed = _(
        "{when} af {name}",
        when=relative_moment(knowledge.changed_at, now),
        name=knowledge.changed_by.name,
    )
    yield _("Senest ændret"), changed


def _actions(knowledge: Knowledge, today: date) -> Iterator[Part]:
    past = (_("Historik"), ShowHistory(knowledge.id, 0))
    match knowledge.phase:
        case Phase.RETIRED:
            yield buttons((_("Tag i brug igen"), RestoreKnowledge(knowledge.id)), past)
        case Phase.CURRENT:
            holds = (_("Det passer stadig"), StillHolds(knowledge.id, knowledge.revision))
            yield buttons(
                *([holds] if knowledge.is_due(today) else []),
                (_("Ret"), EditKnowledge(knowledge.id)),
                past,
            )
            yield unfolding(
                _("Mere"),
                paragraph(
                    _("Tages det ud, gives det ikke mere. Det bliver liggende og kan tages i brug.")
                ),
                buttons((_("Tag ud"), RetireKnowledge(knowledge.id))),
            )
        case _phase:
            yield buttons((_("Åbn kladden"), OpenKnowledge(knowledge.id, apart=False)))


def taken_out(knowledge: Knowledge) -> Card:
    """That it is given no more."""
    return card(
        _("Svaret er taget ud"),
        paragraph(
            _(
                "»{question}« gives ikke mere. Lederne mærker det inden for få sekunder. Det "
                "ligger under »Taget ud« med sin historik.",
                question=plain(knowledge.content.question),
            )
        ),
        buttons(
            (_("Fortryd"), RestoreKnowledge(knowledge.id)),
            (_("Historik"), ShowHistory(knowledge.id, 0)),
        ),
    )
