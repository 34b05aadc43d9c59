"""Before decisions are published: what receivers will see, and what will happen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.decisions.values import Decision, Plan, Publication, PublicationPhase
from bot.delivery.values import TeamChannel
from bot.language import _, counted
from bot.language.formats import day, moment, number, plain
from bot.messages import Action, Card
from bot.people.values import Person
from cards.broadcasts.received import formatted
from cards.channels import capital, channel_in_words
from cards.decisions.drafted import ShowDecisionDrafts, decided_and_case, source
from cards.decisions.planned import (
    TITLE,
    called,
    listed,
    to_whom,
    what_it_said,
    when_it_goes,
    whom_on_button,
)
from cards.decisions.ways import OpenDecisionDraft, ShowPublication
from cards.decisions.words import shortened
from cards.parts import (
    NONE,
    ChosenId,
    Part,
    buttons,
    card,
    choice_field,
    heading,
    note,
    paragraph,
    toggle_field,
    unfolding,
)

BEFORE = 2500  # characters of what a corrected text said before
MOST_CHANNELS = 30  # to choose among
LONGEST_CHOICE = 80  # characters


@dataclass(frozen=True)
class ConfirmPublication(Action, name="decisions.confirm"):
    """That this revision is to be published, or that this approver is to be asked.

    expected: how many it concerns, as the card shows.
    """

    publication_id: UUID
    revision: int
    expected: int
    approver: ChosenId = None


@dataclass(frozen=True)
class SaveChoices(Action, name="decisions.save_choices"):
    """How it is published; see `Publication`. channel: its id. approver: who was chosen so far."""

    publication_id: UUID
    revision: int
    asks_receipt: bool = False
    to_people: bool = False
    channel: str = ""
    tells: bool = False
    approver: ChosenId = None


@dataclass(frozen=True)
class LeaveOut(Action, name="decisions.leave_out"):
    """That one of several decisions isn't to be published now."""

    publication_id: UUID
    revision: int
    decision: ChosenId = None


@dataclass(frozen=True)
class OpenOneOf(Action, name="decisions.open_one_of"):
    """That the person wants to go on writing one of several decisions, in a card of its own."""

    publication_id: UUID
    decision: ChosenId = None


@dataclass(frozen=True)
class PreviewPublication(Action, name="decisions.preview"):
    """That the person wants to see it as receivers will, in a card of its own."""

    publication_id: UUID


@dataclass(frozen=True)
class ReadPrepared(Action, name="decisions.read_prepared"):
    """That the person wants to read the decision at this place word for word.

    apart: in a card of its own.
    """

    publication_id: UUID
    place: int
    apart: bool


@dataclass(frozen=True)
class DiscardPublication(Action, name="decisions.discard_publication"):
    """That its decisions aren't to be published together after all."""

    publication_id: UUID


def plan(
    publication: Publication,
    plan: Plan,
    *,
    channels: Sequence[TeamChannel],
    now: datetime,
    approver: UUID | None = None,
    said: str = "",
    errors: Mapping[str, str] | None = None,
) -> Card:
    """What will happen when it is confirmed. channels: to choose among. said: what just happened.

    approver: who was chosen so far.
    """
    wrong = errors or {}
    name = _("Før rettelsen offentliggøres") if publication.corrects else _("Før du offentliggør")
    return card(
        name,
        *([paragraph(f"**{said}**")] if said else []),
        *listed(publication, plan),
        heading(_("Det sker der")),
        *to_whom(publication, plan),
        paragraph(when_it_goes(plan, now=now)),
        *_approvers(publication, plan, wrong, approver, in_copenhagen(now).date()),
        buttons(
            *_confirm(publication, plan),
            (_("Vis som modtager"), PreviewPublication(publication.id)),
            (_("Læs ord for ord"), ReadPrepared(publication.id, 0, apart=True)),
        ),
        unfolding(
            _("Besked og kvittering"),
            *_choices(publication, channels, wrong),
            buttons((_("Gem valgene"), SaveChoices(publication.id, publication.revision))),
        ),
        _more(publication, wrong),
        note(
            _(
                "Det kan fortrydes i 30 sekunder, før det offentliggøres. Alle i direktionen kan "
                "finde det under »Udgivelser«."
            )
        ),
        summary=_("Før du offentliggør: {name}", name=called(publication)),
    )


def word_for_word(publication: Publication, place: int) -> Card:
    """One of its decisions, all of it, beside where it comes from."""
    total = len(publication.decisions)
    place = min(max(place, 0), total - 1)
    turning: list[tuple[str, Action]] = []
    if place + 1 < total:
        turning.append((_("Næste"), ReadPrepared(publication.id, place + 1, apart=False)))
    if place:
        turning.append((_("Forrige"), ReadPrepared(publication.id, place - 1, apart=False)))
    decision = publication.decisions[place]
    return card(
        decision.content.title,
        *in_whole(decision),
        *(
            [note(_("{place} af {all}", place=number(place + 1), all=number(total)))]
            if total > 1
            else []
        ),
        *([buttons(*turning)] if turning else []),
    )


def in_whole(decision: Decision) -> Iterator[Part]:
    """All that a decision says, and what it said before, or where in minutes it was found."""
    content = decision.content
    yield note(plain(decided_and_case(content)))
    yield paragraph(formatted(plain(content.text)))
    if content.meaning:
        yield heading(_("Det betyder for dig"))
        yield paragraph(formatted(plain(content.meaning)))
    if content.to_discuss:
        yield heading(_("Til drøftelse hos jer"))
        yield from (paragraph(plain(one)) for one in content.to_discuss)
    changed = what_it_said(decision)
    if changed:
        yield note(_("Rettet: {fields}", fields=plain(changed)))
    if decision.published and decision.published.text != content.text:
        before = plain(shortened(decision.published.text, BEFORE))
        yield unfolding(_("Se, hvad der stod før"), paragraph(formatted(before)))
    yield from source(decision)


def handed_over(publication: Publication, *, now: datetime) -> Card:
    """What became of the plan: it was confirmed, and its status stands in another card."""
    return card(
        f"»{called(publication)}«",
        paragraph(_what_was_done(publication, now)),
        note(_("Kortet med status her i chatten følger med af sig selv.")),
        buttons((_("Status"), ShowPublication(publication.id, apart=False))),
    )


def discarded(publication: Publication) -> Card:
    """That its decisions aren't published together after all."""
    return card(
        _("Ikke offentliggjort"),
        paragraph(
            _(
                "»{name}« bliver ikke offentliggjort nu. Kladderne er der stadig.",
                name=plain(called(publication)),
            )
        ),
        buttons((_("Beslutningskladder"), ShowDecisionDrafts(0))),
    )


def gone() -> Card:
    """What a message about a publication becomes when there is none any more."""
    return card(
        _("Ikke offentliggjort"),
        paragraph(
            _(
                "De beslutninger bliver ikke offentliggjort sammen alligevel, og ingen har fået "
                "dem. Kladderne er der stadig."
            )
        ),
        buttons((_("Beslutningskladder"), ShowDecisionDrafts(0))),
    )


def _confirm(publication: Publication, plan: Plan) -> Iterator[tuple[str, Action]]:
    if plan.needs_approval and not plan.approvers:
        return
    action = ConfirmPublication(publication.id, publication.revision, plan.number)
    if plan.needs_approval:
        yield _("Bed om godkendelse"), action
    elif publication.corrects:
        yield _("Offentliggør rettelsen"), action
    else:
        yield _("Offentliggør {whom}", whom=whom_on_button(publication, plan)), action


def _approvers(
    publication: Publication,
    plan: Plan,
    wrong: Mapping[str, str],
    chosen: UUID | None,
    today: date,
) -> Iterator[Part]:
    if not plan.needs_approval:
        return
    if not plan.approvers:
        yield paragraph(
            _(
                "Det skal godkendes af en anden i direktionen end dem, der har skrevet det, og kun "
                "du kan gøre det. Derfor skal {name} bede dig om det.",
                name=plain(publication.author.name),
            )
        )
        return
    alone = plan.approvers[0] if len(plan.approvers) == 1 else None
    yield paragraph(
        _("{name} skal godkende det først.", name=plain(alone.name))
        if alone
        else _("En anden i direktionen skal godkende det først.")
    )
    value = alone.id if alone else chosen
    yield choice_field(
        "approver",
        _("Hvem skal godkende?"),
        [(str(one.id), _approver(one, today)) for one in plan.approvers],
        str(value) if value else "",
        # Not required: the client would then take nothing from the forms that unfold below either.
        error=wrong.get("approver"),
    )


def _approver(person: Person, today: date) -> str:
    """Who can be asked; and that somebody isn't there to see it. Plain text."""
    if not person.away_until or not person.is_away(today):
        return person.name
    return _("{name} (på orlov til og med {day})", name=person.name, day=day(person.away_until))


def _choices(
    publication: Publication, channels: Sequence[TeamChannel], wrong: Mapping[str, str]
) -> Iterator[Part]:
    if publication.corrects:
        yield toggle_field("tells", _("Fortæl dem, hvad der er rettet"), publication.tells)
        yield toggle_field("asks_receipt", _("Bed om kvittering"), publication.asks_receipt)
        yield note(_("Der kan kun bedes om kvittering for en rettelse, som de får besked om."))
        return
    yield toggle_field(
        "to_people",
        _("Send til hver af dem, det gælder for"),
        publication.to_people,
        error=wrong.get("to_people"),
    )
    yield toggle_field("asks_receipt", _("Bed om kvittering"), publication.asks_receipt)
    if channels:
        chosen = publication.channel.id if publication.channel else NONE
        shown = [one for one in channels if one.id == chosen] + [
            one for one in channels if one.id != chosen
        ]
        yield choice_field(
            "channel",
            _("Opslag i en kanal"),
            [
                (NONE, _("Intet opslag")),
                *(
                    (one.id, shortened(capital(channel_in_words(one)), LONGEST_CHOICE))
                    for one in shown[:MOST_CHANNELS]
                ),
            ],
            chosen,
            error=wrong.get("channel"),
        )
    if len(channels) > MOST_CHANNELS:
        yield note(_("Kun {number} kanaler er med i listen.", number=number(MOST_CHANNELS)))


def _more(publication: Publication, wrong: Mapping[str, str]) -> Part:
    discard = buttons((_("Offentliggør ikke"), DiscardPublication(publication.id)))
    if len(publication.decisions) == 1:
        [only] = publication.decisions
        way = buttons((_("Åbn kladden"), OpenDecisionDraft(only.id, apart=True)))
        return unfolding(_("Mere"), way, discard)
    return unfolding(
        _("Mere"),
        choice_field(
            "decision",
            _("Hvilken?"),
            [
                (str(one.id), shortened(one.content.title, TITLE) or _("Uden overskrift"))
                for one in publication.decisions
            ],
            required=True,
            error=wrong.get("decision"),
        ),
        buttons(
            (_("Åbn kladden"), OpenOneOf(publication.id)),
            (_("Tag den ud"), LeaveOut(publication.id, publication.revision)),
        ),
        discard,
    )


def _what_was_done(publication: Publication, now: datetime) -> str:
    if publication.phase is PublicationPhase.AWAITING and publication.approver:
        return _(
            "Sendt til godkendelse hos {name} {when}.",
            name=plain(publication.approver.name),
            when=moment(now),
        )
    if publication.corrects or not publication.to_people:
        said = _("Bekræftet {when}.", when=moment(now))
    else:
        many = publication.number or 0
        said = counted(
            "Bekræftet {when} for {many} leder.",
            "Bekræftet {when} for {many} ledere.",
            many,
            when=moment(now),
            many=number(many),
        )
    if publication.starts_at and publication.starts_at > now:
        return _("{said} Offentliggøres {when}.", said=said, when=moment(publication.starts_at))
    return said
