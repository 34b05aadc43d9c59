"""A second yes to a round: the question for it, and what becomes of the question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.language import _
from bot.language.formats import moment, number, plain
from bot.messages import Action, Card
from bot.rounds.values import Phase, Plan, Round
from cards.parts import Part, box, buttons, card, heading, note, paragraph, text_field
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

COMMENT_ROOM = 500  # characters; what was typed and is longer isn't cut


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
    return card(
        _("Skal runden åbnes?"),
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
        buttons(
            (
                _("Godkend og åbn for {number}", number=number(plan.number)),
                ApproveRound(round_.id, revision, plan.number),
            )
        ),
        note(_("Godkendelsen gælder netop denne udgave. Ændres den, bliver du spurgt igen.")),
        text_field(
            "comment",
            _("Hvad skal rettes? (når du sender den tilbage)"),
            comment,
            lines=True,
            longest=COMMENT_ROOM if len(comment) <= COMMENT_ROOM else None,
            error=error or None,
        ),
        buttons((_("Send tilbage"), ReturnRound(round_.id, revision))),
        summary=_(
            "{name} beder dig om at godkende »{title}«",
            name=round_.author.name,
            title=round_.content.title,
        ),
    )


def returned(round_: Round, comment: str, *, by: str) -> Card:
    """What the question becomes after a no. by: the name of who said it."""
    return card(
        _("Sendt tilbage"),
        paragraph(
            _(
                "{by} har sendt »{title}« tilbage til {name} med ordene:",
                by=plain(by),
                title=name_of(round_),
                name=plain(round_.author.name),
            )
        ),
        box(paragraph(plain(comment))),
        paragraph(_("Ingen er inviteret.")),
    )


def void(round_: Round) -> Card:
    """What the question becomes when the revision that it was about is no more."""
    return card(
        _("Ændret, siden du blev spurgt"),
        paragraph(
            _(
                "Den udgave af »{title}«, du skulle godkende, er ændret eller trukket tilbage, "
                "eller dens tid er gået. Den kræver ikke længere dit svar.",
                title=name_of(round_),
            )
        ),
    )


def not_returned(comment: str) -> Card:
    """That a comment came too late, with the comment, which is stored nowhere."""
    return card(
        _("Ikke sendt tilbage"),
        paragraph(
            _(
                "Udgaven er ændret eller besvaret, mens du skrev, så din bemærkning er ikke sendt "
                "til nogen. Her er den, hvis du skal bruge den:"
            )
        ),
        box(paragraph(plain(comment))),
    )


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


def came_back(round_: Round, comment: str, *, by: str) -> Card:
    """That a director said no, told to who wrote it. by: the director's name."""
    return card(
        _("Sendt tilbage til dig"),
        paragraph(
            _(
                "{by} har ikke godkendt »{title}«, og ingen er inviteret. Bemærkningen er:",
                by=plain(by),
                title=name_of(round_),
            )
        ),
        box(paragraph(plain(comment))),
        _to_the_draft(round_),
        summary=_("»{title}« er sendt tilbage til dig", title=round_.content.title),
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
        _to_the_draft(round_),
        summary=_("»{title}« er ikke åbnet", title=round_.content.title),
    )


def rounds_awaiting(rounds: Sequence[Round]) -> Iterator[Part]:
    """The rounds that wait for a yes, each with a way to it."""
    if rounds:
        yield heading(_("Godkend inputrunder"))
    for round_ in rounds:
        asked = _(
            "Skrevet af {author}. {approver} blev bedt om at godkende {when}.",
            author=plain(round_.author.name),
            approver=plain(round_.approver.name if round_.approver else ""),
            when=moment(round_.asked_at or round_.changed_at),
        )
        yield box(
            paragraph(f"**{name_of(round_)}**"),
            note(asked),
            buttons((_("Se runden"), ShowApproval(round_.id, round_.revision))),
        )


def _to_the_draft(round_: Round) -> Part:
    if round_.phase in (Phase.DRAFT, Phase.AWAITING):
        return buttons((_("Åbn kladden"), OpenDraft(round_.id, apart=True)))
    return buttons((_("Status"), ShowRound(round_.id)))
