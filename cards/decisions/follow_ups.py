"""All follow-ups, as the directorate looks after them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.calendar import in_copenhagen
from bot.decisions.following.followed import Followed, Outlook, Which
from bot.decisions.values import State
from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.decisions.deed_words import due_in_words, owner_in_words, state_in_words
from cards.decisions.following_up import ShowFollowUp
from cards.parts import Part, box, buttons, card, choice_field, heading, note, paragraph

PAGE = 5


@dataclass(frozen=True)
class ShowFollowUps(Action, name="decisions.follow_ups"):
    """The follow-ups from this place on. apart: in a card of its own."""

    which: Which
    offset: int
    apart: bool


@dataclass(frozen=True)
class FilterFollowUps(Action, name="decisions.filter_follow_ups"):
    """Which follow-ups the person wants to see."""

    which: str = ""


@dataclass(frozen=True)
class ExportFollowUps(Action, name="decisions.export_follow_ups", makes_file=True):
    """That the person wants these as a spreadsheet."""

    which: Which


def follow_ups(
    page: Sequence[Followed],
    outlook: Outlook,
    *,
    which: Which,
    offset: int,
    total: int,
    now: datetime,
) -> Card:
    """Some of all follow-ups, by date. total: how many there are of these."""
    ways: list[tuple[str, Action]] = []
    if offset + PAGE < total:
        ways.append((_("Næste"), ShowFollowUps(which, offset + PAGE, apart=False)))
    if offset:
        ways.append((_("Forrige"), ShowFollowUps(which, max(0, offset - PAGE), apart=False)))
    if total:
        ways.append((_("Hent som Excel"), ExportFollowUps(which)))
    return card(
        _("Opfølgninger"),
        paragraph(outlook_in_words(outlook)),
        *_lines(page, which, in_copenhagen(now).date()),
        *([note(_where(offset, len(page), total))] if total > len(page) else []),
        *([buttons(*ways)] if ways else []),
        choice_field(
            "which", _("Vis"), [(one.value, which_in_words(one)) for one in Which], which.value
        ),
        buttons((_("Vis"), FilterFollowUps())),
    )


def looked_after(outlook: Outlook) -> Iterator[Part]:
    """What the directorate sees among all that waits for it: what is late, or nobody's."""
    if not outlook.overdue and not outlook.without_owner:
        return
    yield heading(_("Opfølgninger i alt"))
    yield paragraph(outlook_in_words(outlook))
    which = Which.OVERDUE if outlook.overdue else Which.WITHOUT_OWNER
    yield buttons((_("Se opfølgninger"), ShowFollowUps(which, 0, apart=True)))


def outlook_in_words(outlook: Outlook) -> str:
    """How many are open, late and nobody's, as Markdown."""
    if not outlook.open:
        return _("Ingen opfølgninger er åbne.")
    said = [counted("{number} opfølgning er åben.", "{number} opfølgninger er åbne.", outlook.open)]
    if outlook.overdue:
        late = counted("{number} er over fristen.", "{number} er over fristen.", outlook.overdue)
        said.append(f"**{late}**")
    else:
        said.append(_("Ingen er over fristen."))
    if outlook.without_owner:
        said.append(
            counted(
                "{number} er uden ansvarlig.",
                "{number} er uden ansvarlig.",
                outlook.without_owner,
            )
        )
    return " ".join(said)


def which_in_words(which: Which) -> str:
    """What the list is narrowed to. Plain text."""
    match which:
        case Which.OPEN:
            return _("Alle åbne")
        case Which.OVERDUE:
            return _("Over fristen")
        case Which.WITHOUT_OWNER:
            return _("Uden ansvarlig")
        case Which.DONE:
            return _("Færdige i det sidste år")


def _lines(page: Sequence[Followed], which: Which, today: date) -> Iterator[Part]:
    before = ""
    for one in page:
        part = _part(one, today)
        if which is Which.OPEN and part != before:
            yield heading(part)
            before = part
        yield _line(one, today)
    if not page and which is not Which.OPEN:
        yield paragraph(_("Der er ingen under »{which}«.", which=which_in_words(which)))


def _part(followed: Followed, today: date) -> str:
    follow_up = followed.follow_up
    if follow_up.is_overdue(today):
        return _("Over fristen")
    return _("Ingen frist") if follow_up.due_on is None else _("Kommende")


def _line(followed: Followed, today: date) -> Part:
    follow_up = followed.follow_up
    owner = plain(owner_in_words(follow_up, today))
    if follow_up.is_without_owner(today):
        owner = f"**{owner}**"
    state = state_in_words(follow_up.state)
    if follow_up.state is State.DELAYED and follow_up.reason:
        state = f"{state}: {plain(follow_up.reason)}"
    return box(
        paragraph(f"**{plain(follow_up.what)}**"),
        note(f"{due_in_words(follow_up, today)} · {owner}"),
        note(f"{state} · {plain(followed.decision.shown.title)}"),
        buttons((_("Åbn"), ShowFollowUp(follow_up.id, apart=True))),
    )


def _where(offset: int, shown: int, total: int) -> str:
    return _(
        "{first}-{last} af {total}",
        first=number(offset + 1),
        last=number(offset + shown),
        total=number(total),
    )
