"""A decision that is being written, or corrected: as it now stands, and what comes next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.decisions.values import UNPUBLISHED, Content, Decision, Fault, Phase, Reference
from bot.language import _
from bot.language.formats import day, plain, relative_moment
from bot.messages import Action, Card
from bot.people.values import Person
from cards.decisions.audience import ShowConcerned
from cards.decisions.choosing import ShowOwner, ShowReplaced
from cards.decisions.deeds import ShowDeeds, deed_lines
from cards.decisions.details import EditDetails
from cards.decisions.ways import ShowDecision, ShowPublication
from cards.decisions.words import decided_and_case, no_meaning_in_words, shortened
from cards.decisions.writing import EditDecision
from cards.parts import Part, box, buttons, card, facts, heading, note, paragraph, unfolding
from cards.people import audience_in_words

TEXT_SHOWN = 1000  # characters of the decision
SOURCE_SHOWN = 600  # characters of the minutes


@dataclass(frozen=True)
class PrepareDecisions(Action, name="decisions.prepare"):
    """That these are to be published together, or corrected.

    apart: in a card of its own, as the one that was pressed is a list.
    """

    decision_ids: tuple[UUID, ...]
    apart: bool


@dataclass(frozen=True)
class MarkReady(Action, name="decisions.ready"):
    """That it is handed to the directorate to be published; or isn't after all."""

    decision_id: UUID
    ready: bool


@dataclass(frozen=True)
class DiscardDecision(Action, name="decisions.discard_draft"):
    """That the draft is to be thrown away. title: for the card that says so."""

    decision_id: UUID
    title: str


@dataclass(frozen=True)
class KeepDecision(Action, name="decisions.keep_draft"):
    """That throwing it away was a mistake."""

    decision_id: UUID


@dataclass(frozen=True)
class DropCorrection(Action, name="decisions.drop_correction"):
    """That it is to say no more than what was published."""

    decision_id: UUID
    revision: int


@dataclass(frozen=True)
class TakeCorrectionBack(Action, name="decisions.take_correction_back"):
    """That dropping it was a mistake. revision: of the decision, when it was dropped."""

    decision_id: UUID
    revision: int


@dataclass(frozen=True)
class ShowDecisionDrafts(Action, name="decisions.drafts"):
    """What isn't published yet, from the one at this place on."""

    offset: int


@dataclass(frozen=True)
class Standing:
    """What a draft's card tells beside the decision, of its working copy.

    lacks: what must be filled in before it can be published, by field. publishes: whether who sees
    it may publish it.
    """

    owner: Person | None
    replaces: Reference | None
    answers: str
    lacks: Mapping[str, Fault]
    publishes: bool


def draft(decision: Decision, standing: Standing, *, now: datetime, said: str = "") -> Card:
    """A decision as it is written so far, and what there is to do with it. said: what just was."""
    return card(
        _heading(decision),
        *([paragraph(f"**{said}**")] if said else []),
        note(_who_wrote_it(decision, now)),
        _as_it_reads(decision.content),
        *_about(decision, standing),
        *_deeds(decision, in_copenhagen(now).date()),
        *source(decision),
        *_what_it_lacks(decision, standing),
        buttons(*_next(decision, standing)),
        _more(decision, standing),
    )


def discarded(decision_id: UUID, name: str) -> Card:
    """That a draft was thrown away. name: what it was called."""
    return card(
        _("Kladden er slettet"),
        paragraph(
            _(
                "»{title}« er slettet. Der er ikke offentliggjort noget.",
                title=plain(name or _("Uden overskrift")),
            )
        ),
        buttons(
            (_("Fortryd"), KeepDecision(decision_id)),
            (_("Beslutningskladder"), ShowDecisionDrafts(0)),
        ),
    )


def correction_dropped(decision: Decision, revision: int) -> Card:
    """That a correction was dropped. revision: of the decision, when it was."""
    return card(
        _("Rettelsen er slettet"),
        paragraph(
            _(
                "»{title}« står, som den er offentliggjort.",
                title=plain(decision.shown.title),
            )
        ),
        buttons(
            (_("Fortryd"), TakeCorrectionBack(decision.id, revision)),
            (_("Se den, der gælder"), ShowDecision(decision.id, apart=True)),
            (_("Beslutningskladder"), ShowDecisionDrafts(0)),
        ),
    )


def quoted_name(decision: Decision) -> str:
    """What a decision that is being written is called, in Markdown; it may have no title yet."""
    return f"»{plain(decision.content.title or _('Uden overskrift'))}«"


def lacks_in_words(lacks: Mapping[str, Fault]) -> str:
    """The fields that must be filled in, as the form calls them, inside a sentence."""
    names = {
        "title": _("Overskrift"),
        "text": _("Beslutningen ord for ord"),
        "body": _("Besluttet i"),
        "decided_on": _("Besluttet den"),
    }
    said = [f"»{label}«" for name, label in names.items() if name in lacks]
    if len(said) < 2:
        return "".join(said)
    return _("{first} og {last}", first=", ".join(said[:-1]), last=said[-1])


def way_on_in_words(decision: Decision) -> str:
    """What the way to the publication is called that a decision stands in."""
    return _("Status") if decision.is_confirmed else _("Videre til offentliggørelse")


def source(decision: Decision) -> Iterator[Part]:
    """Where in minutes it was found, to be unfolded."""
    found = decision.found
    if found:
        item = [_("Punkt {item}", item=found.item)] if found.item else []
        yield unfolding(
            _("Vis i referatet"),
            note(plain(", ".join([found.file_name, *item]))),
            paragraph(plain(shortened(found.passage, SOURCE_SHOWN))),
        )


def _heading(decision: Decision) -> str:
    if decision.phase is Phase.READY:
        return _("Klar til offentliggørelse")
    if decision.phase is Phase.DRAFT:
        return _("Kladde til en beslutning")
    if decision.has_unpublished_correction:
        return _("Rettelse af en beslutning")
    return _("Beslutning")


def _who_wrote_it(decision: Decision, now: datetime) -> str:
    said = _(
        "Senest ændret af {name} {when}.",
        name=plain(decision.author.name),
        when=relative_moment(decision.changed_at, now),
    )
    if decision.is_confirmed:
        return said + " " + _("Den er på vej ud og kan ikke ændres nu.")
    if decision.publication_id:
        return said + " " + _("Den er med i en offentliggørelse, der ikke er bekræftet endnu.")
    if decision.published and not decision.has_unpublished_correction:
        return said + " " + _("Den er offentliggjort, som den står her.")
    if decision.published:
        return said + " " + _("Lederne ser den tidligere udgave, til rettelsen er offentliggjort.")
    return said + " " + _("Den er ikke offentliggjort.")


def _as_it_reads(content: Content) -> Part:
    parts: list[Part] = [paragraph(f"**{plain(content.title or _('Uden overskrift'))}**")]
    decided = decided_and_case(content)
    if decided:
        parts.append(note(plain(decided)))
    if content.text:
        parts.append(paragraph(plain(shortened(content.text, TEXT_SHOWN))))
    if content.meaning:
        parts.append(
            paragraph(_("**Det betyder for dig:** {meaning}", meaning=plain(content.meaning)))
        )
    if content.to_discuss:
        parts.append(paragraph(_("**Til drøftelse hos jer:**")))
        parts += [paragraph(f"- {plain(one)}") for one in content.to_discuss]
    return box(*parts)


def _about(decision: Decision, standing: Standing) -> Iterator[Part]:
    content = decision.content
    pairs = [
        (_("Gælder for"), decision.segment or audience_in_words(decision.audience)),
        (_("Ansvarlig"), standing.owner.name if standing.owner else _("ingen valgt")),
    ]
    if content.holds_from:
        pairs.append((_("Gælder fra"), day(content.holds_from)))
    if content.theme:
        pairs.append((_("Tema"), content.theme))
    if content.review_on:
        pairs.append((_("Ses på igen"), day(content.review_on)))
    if content.in_med:
        pairs.append((_("Drøftes i MED"), _med(content)))
    if standing.replaces:
        pairs.append((_("Afløser"), standing.replaces.title))
    if standing.answers:
        pairs.append((_("Svar på temaet"), standing.answers))
    if content.link:
        pairs.append((_("Sagens adresse"), content.link))
    if not content.open_to_all:
        pairs.append((_("Kan slås op af"), _("dem, den gælder for, og direktionen")))
    yield facts(pairs)


def _med(content: Content) -> str:
    when = day(content.med_on) if content.med_on else _("dato ikke sat")
    return f"{when}: {content.med_outcome}" if content.med_outcome else when


def _deeds(decision: Decision, today: date) -> Iterator[Part]:
    if decision.follow_ups:
        yield heading(_("Opfølgninger"))
        yield from deed_lines(decision, today)


def _what_it_lacks(decision: Decision, standing: Standing) -> Iterator[Part]:
    if standing.lacks:
        yield paragraph(
            _(
                "**Før den kan offentliggøres, skal du udfylde {what}.**",
                what=lacks_in_words(standing.lacks),
            )
        )
    elif not decision.content.meaning and decision.phase in UNPUBLISHED:
        yield note(no_meaning_in_words())


def _next(decision: Decision, standing: Standing) -> Iterator[tuple[str, Action]]:
    if standing.publishes and decision.publication_id:
        yield way_on_in_words(decision), ShowPublication(decision.publication_id, apart=False)
    elif standing.publishes and not standing.lacks and _has_something_new(decision):
        yield _("Send til godkendelse"), PrepareDecisions((decision.id,), apart=False)
    elif decision.phase is Phase.DRAFT and not standing.publishes and not standing.lacks:
        yield _("Meld klar"), MarkReady(decision.id, ready=True)
    if not decision.is_confirmed:
        yield _("Ret teksten"), EditDecision(decision.id)
    if decision.published:
        yield _("Se den, der gælder"), ShowDecision(decision.id, apart=True)
    else:
        yield _("Beslutningskladder"), ShowDecisionDrafts(0)


def _may_be_marked(decision: Decision, standing: Standing) -> bool:
    """Whether the directorate may put it on top of the drafts without publishing it now."""
    return (
        decision.phase is Phase.DRAFT
        and standing.publishes
        and not standing.lacks
        and not decision.publication_id
    )


def _has_something_new(decision: Decision) -> bool:
    return decision.phase in UNPUBLISHED or decision.has_unpublished_correction


def _more(decision: Decision, standing: Standing) -> Part:
    """The rest of what there is to fill in, and the way to throw it away, last."""
    whom: list[tuple[str, Action]] = [(_("Ansvarlig"), ShowOwner(decision.id))]
    if decision.phase in UNPUBLISHED:
        whom.insert(0, (_("Hvem den gælder for"), ShowConcerned(decision.id)))
    last: list[tuple[str, Action]] = []
    if decision.phase is Phase.READY:
        last.append((_("Ikke klar alligevel"), MarkReady(decision.id, ready=False)))
    elif _may_be_marked(decision, standing):
        last.append((_("Meld klar"), MarkReady(decision.id, ready=True)))
    if decision.phase in UNPUBLISHED and not decision.publication_id:
        last.append((_("Slet kladde"), DiscardDecision(decision.id, decision.content.title)))
    elif decision.has_unpublished_correction and not decision.publication_id:
        last.append((_("Slet rettelsen"), DropCorrection(decision.id, decision.revision)))
    return unfolding(
        _("Ansvarlig og mere"),
        buttons(*whom, (_("Opfølgninger"), ShowDeeds(decision.id))),
        buttons(
            (_("Detaljer"), EditDetails(decision.id)), (_("Afløser"), ShowReplaced(decision.id))
        ),
        *([buttons(*last)] if last else []),
    )
