"""What came of minutes: drafts, each beside its passage, and what stands there otherwise now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from bot.decisions.from_minutes.imported import Became, Imported, ImportedDecision
from bot.decisions.from_minutes.imported import Part as Told
from bot.decisions.values import (
    MOST_PUBLISHED_AT_ONCE,
    TEXT_LENGTH,
    UNPUBLISHED,
    Decision,
    Phase,
)
from bot.language import _, counted
from bot.language.formats import day, number, plain
from bot.messages import Action, Card
from cards.decisions.drafted import PrepareDecisions, ShowDecisionDrafts
from cards.decisions.minutes import found_in_words, what_they_are, what_to_mind, without
from cards.decisions.ways import OpenDecisionDraft, ShowDecision
from cards.decisions.words import body_and_day, shortened
from cards.decisions.writing import EditDecision
from cards.parts import Part, box, buttons, card, facts, note, paragraph
from cards.rounds.ways import pages

PAGE = 4  # decisions at a time
TEXT_SHOWN = 400  # characters of what differs
LINE_SHOWN = 140  # of what each says, where there are several
TITLE_SHOWN, DEED_SHOWN = 160, 120
MOST_DEEDS = 5
RECOMMENDATION_SHOWN = 400
ALONE = 1500  # characters of each, where there is only one


@dataclass(frozen=True)
class ShowFound(Action, name="decisions.found"):
    """What came of a file, from the decision at this place on."""

    file_id: UUID
    offset: int


@dataclass(frozen=True)
class PrepareFound(Action, name="decisions.prepare_found"):
    """That the drafts that were made of a file are to be published together; no formalities."""

    file_id: UUID


@dataclass(frozen=True)
class TakeOverFound(Action, name="decisions.take_over"):
    """That a decision is to say what stands in the minutes now. revision: as it was shown."""

    file_id: UUID
    place: int
    revision: int


@dataclass(frozen=True)
class DiscardFound(Action, name="decisions.discard_found"):
    """That the drafts that were made of a file are to be thrown away."""

    file_id: UUID


@dataclass(frozen=True)
class KeepFound(Action, name="decisions.keep_found"):
    """That throwing them away was a mistake."""

    file_id: UUID


def found(file_id: UUID, imported: Imported, *, offset: int, said: str = "") -> Card:
    """What came of minutes, a page of it. said: what just happened."""
    decisions = imported.decisions
    offset = min(offset, max(len(decisions) - 1, 0) // PAGE * PAGE)
    page = decisions[offset : offset + PAGE]
    parts = (
        _only(file_id, decisions[0])
        if len(decisions) == 1
        else (part for one in page for part in _one(file_id, one))
    )
    return card(
        found_in_words(imported.minutes),
        *([paragraph(f"**{said}**")] if said else []),
        note(plain(imported.file_name)),
        *what_they_are(imported),
        *what_to_mind(imported.minutes),
        *parts,
        *pages(partial(ShowFound, file_id), offset, len(page), len(decisions), size=PAGE),
        *_all(file_id, imported),
        *without(imported.minutes),
        note(_("Intet er offentliggjort. Kladderne ligger under »Beslutningskladder«.")),
    )


def discarded(file_id: UUID, imported: Imported) -> Card:
    """That the drafts were thrown away."""
    left = imported.number(Became.NEW)
    return card(
        _("Kladderne er slettet"),
        paragraph(
            counted(
                "{number} kladde er slettet. Der er ikke offentliggjort noget.",
                "{number} kladder er slettet. Der er ikke offentliggjort noget.",
                imported.number(Became.GONE),
            )
        ),
        *(
            [
                paragraph(
                    counted(
                        "{number} er ændret siden, eller sendt til godkendelse, og bliver.",
                        "{number} er ændret siden, eller sendt til godkendelse, og bliver.",
                        left,
                    )
                )
            ]
            if left
            else []
        ),
        buttons(
            (_("Fortryd"), KeepFound(file_id)),
            (_("Beslutningskladder"), ShowDecisionDrafts(0)),
        ),
    )


def gone() -> Card:
    """That the minutes lie here no more."""
    return card(
        _("Referatet ligger her ikke mere"),
        paragraph(
            _(
                "Et referat bliver liggende i et døgn. Kladderne er, som de var, og ligger under "
                "»Beslutningskladder«. Læg referatet i chatten igen for at sammenligne."
            )
        ),
        buttons((_("Beslutningskladder"), ShowDecisionDrafts(0))),
    )


def _one(file_id: UUID, one: ImportedDecision) -> Iterator[Part]:
    """One of several: what it is, and the way to the rest of it."""
    yield box(
        *_head(one),
        *_text(one, LINE_SHOWN),
        *_differences(one),
        *(_recommended(one) if one.is_bare else ()),
        buttons(*_ways(file_id, one)),
    )


def _only(file_id: UUID, one: ImportedDecision) -> Iterator[Part]:
    """The only one, with all there is to know of it, beside its passage."""
    yield box(
        *_head(one),
        *_text(one, ALONE),
        *_differences(one),
        *_deeds(one),
        *_recommended(one),
        facts([(_("Sådan står det i referatet"), "")]),
        note(plain(shortened(one.found.passage, ALONE))),
        buttons(*_ways(file_id, one, alone=True)),
    )


def _head(one: ImportedDecision) -> Iterator[Part]:
    yield paragraph(f"**{plain(shortened(one.found.title or _('Uden overskrift'), TITLE_SHOWN))}**")
    yield note(" · ".join(filter(None, (_became(one), *_about(one)))))
    yield from _too_long(one)


def _became(one: ImportedDecision) -> str:
    if one.became is Became.GONE:
        return _("Slettet")
    if one.became is Became.CHANGED:
        return _("Ændret i referatet")
    phase = one.decision.phase if one.decision else Phase.DRAFT
    if one.became is Became.NEW and phase is Phase.DRAFT:
        return _("Ny kladde")
    known = {
        Phase.DRAFT: _("Kladde, som før"),
        Phase.READY: _("Klar til offentliggørelse"),
        Phase.CURRENT: _("Offentliggjort, som før"),
        Phase.REPLACED: _("Afløst"),
        Phase.LAPSED: _("Bortfaldet"),
    }
    return known.get(phase, "")


def _about(one: ImportedDecision) -> Iterator[str]:
    if one.found.item:
        yield _("Punkt {item}", item=plain(shortened(one.found.item, 20)))
    if one.is_new_draft and one.is_formality:
        yield _("orientering eller formalia")
    if one.decision:
        yield plain(body_and_day(one.decision.content))
    if one.found.case_number:
        yield _("sag {number}", number=plain(shortened(one.found.case_number, 60)))
    if one.became is Became.NEW and one.decision and one.decision.follow_ups:
        yield counted("{number} opfølgning", "{number} opfølgninger", len(one.decision.follow_ups))


def _too_long(one: ImportedDecision) -> Iterator[Part]:
    if one.is_too_long and one.decision and not one.decision.content.text:
        yield paragraph(
            _(
                "**Teksten er på {length} tegn, og der er plads til {longest}. Den er derfor ikke "
                "i kladden. Tryk »Ret«, og skriv det, lederne skal have.**",
                length=number(len(one.found.text)),
                longest=number(TEXT_LENGTH),
            )
        )


def _text(one: ImportedDecision, longest: int) -> Iterator[Part]:
    """What the draft says; where the minutes differ, both are shown instead."""
    if one.decision and one.became is not Became.CHANGED and one.decision.content.text:
        text = one.decision.content.text
        said = text if longest == ALONE else _line(text)
        yield paragraph(plain(shortened(said, longest)))


def _differences(one: ImportedDecision) -> Iterator[Part]:
    decision, new = one.decision, one.found
    if not decision:
        return
    for part in one.changed:
        match part:
            case Told.TITLE:
                yield from _before_and_now(decision.content.title, new.title, TITLE_SHOWN)
            case Told.TEXT:
                yield from _before_and_now(decision.content.text, new.text, TEXT_SHOWN)
            case Told.FOLLOW_UPS:
                yield paragraph(_("**Nye opfølgninger i referatet:**"))
                said = {_line(follow_up.what) for follow_up in decision.follow_ups}
                more = [one.what for one in new.follow_ups if _line(one.what) not in said]
                for what in more[:MOST_DEEDS]:
                    yield paragraph(f"- {plain(shortened(_line(what), DEED_SHOWN))}")


def _line(text: str) -> str:
    return " ".join(text.split())


def _before_and_now(before: str, now: str, longest: int) -> Iterator[Part]:
    yield paragraph(_("**Her står nu:** {text}", text=plain(shortened(before, longest))))
    yield paragraph(_("**I referatet:** {text}", text=plain(shortened(now, longest))))


def _deeds(one: ImportedDecision) -> Iterator[Part]:
    """What the draft has to be done, as it came along."""
    if one.became is not Became.NEW or not one.decision:
        return
    for follow_up in one.decision.follow_ups[:MOST_DEEDS]:
        owner = follow_up.owner.name if follow_up.owner else follow_up.who
        when = day(follow_up.due_on) if follow_up.due_on else ""
        about = ", ".join(filter(None, (owner, when))) or _("uden ansvarlig og frist")
        if _line(follow_up.what) == _line(one.decision.content.text):  # it stands right above
            yield paragraph(_("Opfølgning: {about}", about=plain(shortened(about, DEED_SHOWN))))
            continue
        what = shortened(_line(follow_up.what), DEED_SHOWN)
        yield paragraph(
            _(
                "Opfølgning: {what} ({about})",
                what=plain(what),
                about=plain(shortened(about, DEED_SHOWN)),
            )
        )


def _recommended(one: ImportedDecision) -> Iterator[Part]:
    """What was recommended, which is not what was decided.

    Beside a bare "Tiltrådt" it is the only thing that tells what was agreed.
    """
    if one.found.recommendation:
        said = plain(shortened(one.found.recommendation, RECOMMENDATION_SHOWN))
        yield note(_("Indstillingen, som ikke er beslutningen: {text}", text=said))


def _ways(
    file_id: UUID, one: ImportedDecision, *, alone: bool = False
) -> Iterator[tuple[str, Action]]:
    """What there is to do with one; where there are several, the way to its own card."""
    decision = one.decision
    if not decision or one.became is Became.GONE:
        yield _("Beslutningskladder"), ShowDecisionDrafts(0)
        return
    if one.became is Became.CHANGED and decision.phase in (*UNPUBLISHED, Phase.CURRENT):
        yield (
            _take_over(decision, one.changed),
            TakeOverFound(file_id, one.place, decision.revision),
        )
        yield _("Åbn"), OpenDecisionDraft(decision.id, apart=True)
        return
    if decision.phase not in UNPUBLISHED:
        yield _("Se beslutningen"), ShowDecision(decision.id, apart=True)
        return
    if not alone:
        yield _("Åbn"), OpenDecisionDraft(decision.id, apart=True)
        return
    yield _("Ret"), EditDecision(decision.id)
    yield _("Send til godkendelse"), PrepareDecisions((decision.id,), apart=False)


def _take_over(decision: Decision, changed: Sequence[Told]) -> str:
    if decision.published and set(changed) == {Told.FOLLOW_UPS}:  # they are no part of the text
        return _("Tilføj opfølgningerne")
    if decision.published:
        return _("Lav en rettelse")
    return _("Brug det nye")


def _all(file_id: UUID, imported: Imported) -> Iterator[Part]:
    """What is done with all of them at once, where there are several."""
    new = sum(one.is_new_draft for one in imported.decisions)
    to_publish = imported.to_publish
    ways: list[tuple[str, Action]] = []
    if new > 1 and not to_publish:
        yield paragraph(
            _("Det hele er til orientering eller formalia. Hver kan stadig sendes for sig.")
        )
    elif new > 1 and imported.formalities:
        yield paragraph(
            counted(
                "{number} er til orientering eller formalia og sendes ikke med de andre. Den kan "
                "stadig vælges for sig.",
                "{number} er til orientering eller formalia og sendes ikke med de andre. De kan "
                "stadig vælges hver for sig.",
                imported.formalities,
            )
        )
    fewest = 1 if imported.formalities and new > 1 else 2
    if fewest <= len(to_publish) <= MOST_PUBLISHED_AT_ONCE:
        send = _("Send alle {number} til godkendelse", number=number(len(to_publish)))
        if imported.formalities:
            send = _("Send {number} til godkendelse", number=number(len(to_publish)))
        ways.append((send, PrepareFound(file_id)))
    if new:
        ways.append((counted("Slet kladden", "Slet kladderne", new), DiscardFound(file_id)))
    if imported.number(Became.GONE) and not new:
        ways.append((_("Tag kladderne tilbage"), KeepFound(file_id)))
    if ways:
        yield buttons(*ways)
