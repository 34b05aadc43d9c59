"""Before a round opens: what participants will meet, what will happen, and a test run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bot.language import _
from bot.language.formats import moment, number, plain
from bot.messages import Action, Card
from bot.rounds.values import ContentFault, Phase, Plan, Round, pages_of
from cards.parts import (
    ChosenId,
    Part,
    buttons,
    card,
    heading,
    note,
    paragraph,
    unfolding,
)
from cards.rounds.approvers import who_approves
from cards.rounds.audience import ShowInvited
from cards.rounds.form import question_parts
from cards.rounds.planned import (
    as_participants_see_it,
    thresholds,
    what_stays,
    when_it_runs,
    whom_it_asks,
)
from cards.rounds.ways import (
    EditRound,
    OpenDraft,
    ShowAudience,
    ShowQuestions,
    ShowRound,
)
from cards.rounds.words import invited_in_words, keys_exposed_in_words

SOON = timedelta(minutes=1)  # what opens sooner opens at once, as people say


@dataclass(frozen=True)
class ConfirmRound(Action, name="rounds.confirm"):
    """That this revision is to open, or that this approver is to be asked.

    expected: how many are invited, as the card shows.
    """

    round_id: UUID
    revision: int
    expected: int
    approver: ChosenId = None


@dataclass(frozen=True)
class TryRound(Action, name="rounds.try"):
    """That the person wants to try it as a participant. page: of questions, from 0.

    apart: in a card of its own, as the one that was pressed is about something else.
    """

    round_id: UUID
    page: int
    apart: bool


@dataclass(frozen=True)
class DiscardRound(Action, name="rounds.discard"):
    """That the draft is to be thrown away. title: for the card that says so."""

    round_id: UUID
    title: str


@dataclass(frozen=True)
class KeepRound(Action, name="rounds.keep"):
    """That throwing it away was a mistake."""

    round_id: UUID


def plan(
    round_: Round,
    plan: Plan,
    missing: Mapping[str, ContentFault],
    *,
    now: datetime,
    said: str = "",
    errors: Mapping[str, str] | None = None,
) -> Card:
    """A draft as participants will meet it, and what will happen. said: what just did.

    missing: what must be filled in before it can open.
    """
    why_not = _why_not(round_, plan, missing)
    return card(
        _("Før du åbner"),
        *([paragraph(f"**{said}**")] if said else []),
        as_participants_see_it(round_, now),
        heading(_("Det sker der")),
        *whom_it_asks(round_, plan),
        *when_it_runs(round_, plan, now=now),
        *thresholds(round_.content, plan),
        *what_stays(),
        *([paragraph(f"**{why_not}**")] if why_not else _approvers(round_, plan, errors or {})),
        buttons(
            *(_confirm(round_, plan) if not why_not else ()),
            (_("Ret spørgsmål"), ShowQuestions(round_.id, 0)),
            (_("Ret titel og frist"), EditRound(round_.id)),
        ),
        unfolding(
            _("Mere"),
            buttons(
                (_("Prøv som deltager"), TryRound(round_.id, 0, apart=False)),
                (_("Se hvem"), ShowInvited(round_.id, 0)),
                (_("Ret deltagere"), ShowAudience(round_.id)),
            ),
            buttons((_("Slet kladde"), DiscardRound(round_.id, round_.content.title))),
        ),
        note(
            _(
                "Den kan fortrydes i mindst 30 sekunder, før den åbner. Minutterne er et skøn: 15 "
                "sekunder for en skala, et minut for en tekst, halvandet for et forslag."
            )
        ),
    )


def trial(round_: Round, *, page: int) -> Card:
    """A page of the questions to be tried: its buttons take nothing of what is filled in."""
    paged = pages_of(round_.content.questions)
    if page >= len(paged):
        return _trial_is_over(round_)
    first = sum(map(len, paged[:page]), start=1)
    is_last = page == len(paged) - 1
    ways: list[tuple[str, Action]] = [
        (_("Aflever prøven") if is_last else _("Næste"), TryRound(round_.id, page + 1, apart=False))
    ]
    if page:
        ways.append((_("Forrige"), TryRound(round_.id, page - 1, apart=False)))
    return card(
        _("Prøve: {title}", title=round_.content.title),
        note(_("Intet af det, du udfylder her, gemmes eller sendes.")),
        *(
            part
            for place, question in enumerate(paged[page], start=first)
            for part in question_parts(question, place)
        ),
        buttons(*ways, (_("Stop prøven"), OpenDraft(round_.id, apart=False))),
    )


def confirmed(round_: Round, *, now: datetime) -> Card:
    """What became of the plan: it was confirmed, and its status stands in another card."""
    return card(
        f"»{round_.content.title}«",
        paragraph(_what_was_done(round_, now)),
        note(_("Kortet med status her i chatten opdateres af sig selv.")),
        buttons((_("Status"), ShowRound(round_.id))),
    )


def gone() -> Card:
    """What a message about a draft becomes when the draft was thrown away."""
    return card(
        _("Kladden er slettet"),
        paragraph(_("Den inputrunde blev slettet, og ingen er inviteret.")),
    )


def _trial_is_over(round_: Round) -> Card:
    return card(
        _("Prøven er slut"),
        paragraph(
            _(
                "Her får deltageren at vide, at svaret er modtaget, og kan rette det indtil "
                "fristen. Din prøve er ikke gemt og tæller ikke med."
            )
        ),
        buttons(
            (_("Tilbage til planen"), OpenDraft(round_.id, apart=False)),
            (_("Prøv igen"), TryRound(round_.id, 0, apart=False)),
        ),
    )


def _why_not(round_: Round, plan: Plan, missing: Mapping[str, ContentFault]) -> str:
    """Why it can't be opened as it stands; "" when it can."""
    content = round_.content
    if missing:
        return _("Den kan ikke åbnes endnu. Det mangler: {what}.", what=_missing_in_words(missing))
    if not plan.number:
        return _("Der er ingen i den målgruppe. Vælg, hvem der skal inviteres.")
    if content.anonymous and plan.number < content.least_numbers:
        return _(
            "Der er inviteret {number}, og en anonym runde kræver mindst {least}: med færre kunne "
            "man regne ud, hvem der har svaret hvad. Invitér flere, eller spørg med navn.",
            number=number(plan.number),
            least=number(content.least_numbers),
        )
    if plan.keys_exposed:
        return keys_exposed_in_words()
    if not plan.keys_ready:
        return _(
            "Lederlinjen kan ikke skrive i mappen til nøgler (KEYS_DIR), så anonyme runder kan "
            "ikke åbnes. Bed it om at give adgang. Kladden er gemt."
        )
    return ""


def _missing_in_words(missing: Mapping[str, ContentFault]) -> str:
    names = {
        "why": _("hvorfor I spørger, og hvad svarene bruges til"),
        "outcome_by": _("hvornår deltagerne hører resultatet"),
        "closes_on": _("dagen for fristen"),
        "closes_at": _("klokkeslættet for fristen"),
        "opens_on": _("dagen, den åbner"),
        "opens_at": _("klokkeslættet, den åbner"),
        "questions": _("spørgsmål"),
    }
    return ", ".join(names[name] for name in names if name in missing)


def _approvers(round_: Round, plan: Plan, wrong: Mapping[str, str]) -> Iterator[Part]:
    if plan.needs_approval:
        yield from who_approves(round_.author, plan.approvers, error=wrong.get("approver"))


def _confirm(round_: Round, plan: Plan) -> Iterator[tuple[str, Action]]:
    if plan.needs_approval and not plan.approvers:
        return
    said = (
        _("Bed om godkendelse")
        if plan.needs_approval
        else _("Åbn for {number}", number=number(plan.number))
    )
    yield said, ConfirmRound(round_.id, round_.revision, plan.number)


def _what_was_done(round_: Round, now: datetime) -> str:
    if round_.approver:
        return _(
            "Sendt til godkendelse hos {name} {when}.",
            name=plain(round_.approver.name),
            when=moment(now),
        )
    many = invited_in_words(round_.number or 0)
    said = _("Bekræftet {when}: {many}.", when=moment(now), many=many)
    if round_.phase is Phase.SCHEDULED and round_.opens and round_.opens - now > SOON:
        return _("{said} Den åbner {when}.", said=said, when=moment(round_.opens))
    return said
