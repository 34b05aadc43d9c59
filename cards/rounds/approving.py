"""A second yes to a round: the question for it, and what becomes of the question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.rounds.values import Phase, Plan, Round
from cards.approving import Matter, Outcomes, awaiting, question
from cards.parts import Part, buttons, card, heading, paragraph
from cards.rounds.planned import (
    as_participants_see_it,
    thresholds,
    what_stays,
    when_it_runs,
    whom_it_asks,
)
from cards.rounds.planning import TryRound
from cards.rounds.questions import listed_questions
from cards.rounds.ways import OpenDraft, ShowRound, name_of

OPENED = (Phase.OPEN, Phase.CLOSED, Phase.GIVEN_UP)


@dataclass(frozen=True)
class ApproveRound(Action, name="rounds.approve"):
    """A yes to this revision. expected: how many are invited, as the card shows."""

    round_id: UUID
    revision: int
    expected: int


@dataclass(frozen=True)
class ReturnRound(Action, name="rounds.return"):
    """A no to this revision, and why."""

    round_id: UUID
    revision: int
    comment: str = ""


@dataclass(frozen=True)
class ShowApproval(Action, name="rounds.show_approval"):
    """That the person wants to see what somebody must say yes to, and may say it."""

    round_id: UUID
    revision: int


def approval(
    round_: Round,
    plan: Plan,
    *,
    revision: int,
    now: datetime,
    comment: str = "",
    error: str = "",
) -> Card:
    """The question for a yes to this revision: all that is asked, of whom. comment: as typed."""
    return question(
        _("Skal runden åbnes?"),
        matter_of(round_),
        paragraph(_("{name} beder om et ja.", name=plain(round_.author.name))),
        as_participants_see_it(round_, now),
        heading(_("Spørgsmålene")),
        *listed_questions(round_),
        buttons((_("Prøv som deltager"), TryRound(round_.id, 0, apart=True))),
        heading(_("Det sker der, hvis du godkender")),
        *whom_it_asks(round_, plan),
        *when_it_runs(round_, plan, now=now, approved=True),
        *thresholds(round_.content, plan),
        *what_stays(),
        yes=(
            _("Godkend og åbn for {number}", number=number(plan.number)),
            ApproveRound(round_.id, revision, plan.number),
        ),
        no=(_("Send tilbage"), ReturnRound(round_.id, revision)),
        comment=comment,
        error=error,
    )


def matter_of(round_: Round) -> Matter:
    """What the cards say that are alike in every feature."""
    return Matter(
        title=round_.content.title or _("Uden titel"),
        author=round_.author.name,
        approver=round_.approver.name if round_.approver else "",
        asked_at=round_.asked_at or round_.changed_at,
        void=_(
            "Den udgave af »{title}«, du skulle godkende, er ændret eller trukket tilbage, eller "
            "dens tid er gået. Den kræver ikke længere dit svar.",
            title=name_of(round_),
        ),
        nothing_done="" if round_.phase in OPENED else _("Ingen er inviteret."),
        way=_way_on(round_),
    )


OUTCOMES = Outcomes(matter_of)


def taken_back(round_: Round) -> Card:
    """What the question becomes when it was approved and then taken back in time."""
    return card(
        _("Fortrudt"),
        paragraph(
            _(
                "»{title}« blev godkendt og så fortrudt, før den åbnede. Ingen er inviteret, og "
                "den er en kladde igen.",
                title=name_of(round_),
            )
        ),
        buttons((_("Åbn kladden"), OpenDraft(round_.id, apart=True))),
    )


def not_opened(round_: Round, why: str) -> Card:
    """That a round isn't open, told to who wrote it.

    why: "unapproved", "late", "few", or "key", after which it is tried again by itself.
    """
    name = name_of(round_)
    match why:
        case "key" if round_.phase is Phase.SCHEDULED:
            told = _(
                "»{title}« skulle være åbnet nu, men Lederlinjen kan ikke skrive i mappen til "
                "nøgler (KEYS_DIR), og uden en nøgle kan ingen svare anonymt. Bed it om at give "
                "adgang. Jeg prøver igen hvert tiende minut, og ingen er inviteret endnu.",
                title=name,
            )
        case "key":
            told = _(
                "»{title}« kunne ikke åbnes, da den skulle, fordi mappen til nøgler manglede. Det "
                "er ikke længere sådan.",
                title=name,
            )
        case "few":
            told = _(
                "»{title}« er ikke åbnet: der er ikke længere nok inviterede på lederlisten. Den "
                "er en kladde igen.",
                title=name,
            )
        case "unapproved":
            told = _(
                "»{title}« er ikke åbnet, for ingen nåede at godkende den. Den er en kladde igen.",
                title=name,
            )
        case _why:
            told = _(
                "»{title}« er ikke åbnet: fristen var nået, før den kunne åbne. Den er en kladde "
                "igen.",
                title=name,
            )
    return card(
        _("Runden er ikke åbnet"),
        paragraph(told),
        buttons(_way_on(round_)),
        summary=_("»{title}« er ikke åbnet", title=round_.content.title),
    )


def rounds_awaiting(rounds: Sequence[Round], now: datetime) -> Iterator[Part]:
    """The rounds that wait for a yes, each with a way to it."""
    waiting = [
        (matter_of(one), (_("Se runden"), ShowApproval(one.id, one.revision))) for one in rounds
    ]
    yield from awaiting(_("Godkend inputrunder"), waiting, now)


def _way_on(round_: Round) -> tuple[str, Action]:
    if round_.phase in (Phase.DRAFT, Phase.AWAITING):
        return _("Åbn kladden"), OpenDraft(round_.id, apart=True)
    return _("Status"), ShowRound(round_.id)
