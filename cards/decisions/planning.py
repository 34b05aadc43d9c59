"""Before decisions are published: what receivers will see, and what will happen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.decisions.values import Decision, Plan, Publication, PublicationPhase
from bot.delivery.values import TeamChannel
from bot.language import _, counted
from bot.language.formats import moment, number, plain
from bot.messages import Action, Card
from cards.decisions.drafted import ShowDecisionDrafts
from cards.decisions.planned import (
    called,
    listed,
    to_whom,
    when_it_goes,
    whom_on_button,
)
from cards.decisions.sending import SaveChoices, how_it_is_sent, one_of_several
from cards.decisions.ways import OpenDecisionDraft, ShowPublication
from cards.decisions.word_for_word import ReadPrepared
from cards.decisions.words import no_meaning_in_words, or_on_leave
from cards.decisions.writing import EditDecisionApart
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
    unfolding,
)


@dataclass(frozen=True)
class ConfirmPublication(Action, name="decisions.confirm"):
    """That this revision is to be published, or that this approver is to be asked.

    expected: how many it concerns, as the card shows. The others: how it is to be published, as
    the form below has it, which may not be saved yet; None: the form has no such field.
    """

    publication_id: UUID
    revision: int
    expected: int
    approver: ChosenId = None
    asks_receipt: bool | None = None
    to_people: bool | None = None
    channel: str | None = None
    tells: bool | None = None

    def unsaved(self, publication: Publication) -> SaveChoices | None:
        """What is chosen below and isn't saved; None: nothing."""
        saved = SaveChoices.filled_with(publication)
        chosen = {
            name: value
            for name in ("asks_receipt", "to_people", "channel", "tells")
            if (value := getattr(self, name)) not in (None, "")
        }
        if publication.channel and publication.channel.is_gone and self.channel == NONE:
            del chosen["channel"]  # the form has it no more, which nobody chose
        now = replace(saved, **chosen)
        if publication.corrects and not now.tells:  # then nobody can be asked for a receipt
            now = replace(now, asks_receipt=saved.asks_receipt)
        return None if now == saved else replace(now, approver=self.approver)


@dataclass(frozen=True)
class PreviewPublication(Action, name="decisions.preview"):
    """That the person wants to see it as receivers will, in a card of its own."""

    publication_id: UUID


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
    filled: SaveChoices | None = None,
) -> Card:
    """What will happen when it is confirmed. channels: to choose among. said: what just happened.

    approver: who was chosen so far. filled: what was chosen below, and couldn't be kept.
    """
    wrong = errors or {}
    name = _("Før rettelsen offentliggøres") if publication.corrects else _("Før du offentliggør")
    return card(
        name,
        *([paragraph(f"**{said}**")] if said else []),
        note(_("Ikke sendt endnu.")),
        *listed(publication, plan),
        *_without_meaning(publication),
        heading(_("Det sker der")),
        *to_whom(publication, plan),
        paragraph(when_it_goes(plan, now=now)),
        *_approvers(publication, plan, wrong, approver, in_copenhagen(now).date()),
        buttons(
            *_confirm(publication, plan),
            (_("Vis som modtager"), PreviewPublication(publication.id)),
            _way_to_change(publication),
        ),
        unfolding(
            _("Besked og kvittering") if publication.corrects else _("Hvem, hvor og kvittering"),
            *how_it_is_sent(publication, channels, wrong, filled),
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


def handed_over(publication: Publication, *, now: datetime) -> Card:
    """What became of the plan: it was confirmed, and its status stands in another card."""
    return card(
        f"»{called(publication)}«",
        paragraph(_what_was_done(publication, now)),
        note(_("Kortet med status her i chatten opdateres af sig selv.")),
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


def _lacking_meaning(publication: Publication) -> Sequence[Decision]:
    """Those that don't say what they mean; a correction corrects what it was there for."""
    if publication.corrects:
        return ()
    return [one for one in publication.decisions if not one.content.meaning]


def _without_meaning(publication: Publication) -> Iterator[Part]:
    lacking = len(_lacking_meaning(publication))
    if not lacking:
        return
    if len(publication.decisions) == 1:
        said = no_meaning_in_words()
    else:
        said = counted(
            "»Det betyder for dig« mangler på {number}: her får lederne kun beslutningens egne "
            "ord.",
            "»Det betyder for dig« mangler på {number}: her får lederne kun beslutningernes egne "
            "ord.",
            lacking,
        )
    yield paragraph(f"**{said}**")


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
        [(str(one.id), or_on_leave(one.name, one, today)) for one in plan.approvers],
        str(value) if value else "",
        # Not required: the client would then take nothing from the forms that unfold below either.
        error=wrong.get("approver"),
    )


def _more(publication: Publication, wrong: Mapping[str, str]) -> Part:
    discard = buttons((_("Offentliggør ikke"), DiscardPublication(publication.id)))
    if len(publication.decisions) == 1:
        return unfolding(_("Mere"), buttons(_read(publication)), discard)
    read = [buttons(_read(publication))] if _lacking_meaning(publication) else []
    ways = (*one_of_several(publication, wrong), *read, discard)
    return unfolding(_("Åbn, eller tag en ud"), *ways)


def _way_to_change(publication: Publication) -> tuple[str, Action]:
    """Where one goes who sees that something is wrong, as after it was sent back."""
    if len(publication.decisions) == 1:
        [only] = publication.decisions
        return _("Åbn kladden"), OpenDecisionDraft(only.id, apart=True)
    if lacking := _lacking_meaning(publication):
        return _("Skriv, hvad det betyder"), EditDecisionApart(lacking[0].id)
    return _read(publication)


def _read(publication: Publication) -> tuple[str, Action]:
    return _("Læs ord for ord"), ReadPrepared(publication.id, 0, apart=True)


def _what_was_done(publication: Publication, now: datetime) -> str:
    if publication.phase is PublicationPhase.AWAITING and publication.approver:
        return _(
            "Sendt til godkendelse hos {name} den {when}.",
            name=plain(publication.approver.name),
            when=moment(now),
        )
    if publication.corrects or not publication.to_people:
        said = _("Bekræftet den {when}.", when=moment(now))
    else:
        many = publication.number or 0
        said = counted(
            "Bekræftet den {when} for {many} leder.",
            "Bekræftet den {when} for {many} ledere.",
            many,
            when=moment(now),
            many=number(many),
        )
    if publication.starts_at and publication.starts_at > now:
        return _("{said} Offentliggøres den {when}.", said=said, when=moment(publication.starts_at))
    return said
