"""A theme: what was decided about it, and who answers for that, across departments."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.calendar import in_copenhagen
from bot.decisions.following.followed import ThemePage
from bot.decisions.values import Decision, FollowUp, State
from bot.language import _, counted
from bot.language.formats import number, plain, weekday
from bot.messages import Action, Card
from bot.people.values import Person
from cards.decisions.deed_words import write_to
from cards.decisions.ways import ShowDecision
from cards.decisions.words import body_and_day
from cards.parts import Part, box, buttons, card, choice_field, note, paragraph

PAGE = 4  # decisions of a theme at a time
LISTED = 3  # follow-ups of each
SHORT = 120  # characters of what is to be done


@dataclass(frozen=True)
class ShowThemes(Action, name="decisions.themes"):
    """That the person wants to choose another theme."""


@dataclass(frozen=True)
class ShowTheme(Action, name="decisions.theme"):
    """The decisions of a theme from this place on. apart: in a card of its own."""

    theme: str
    offset: int
    apart: bool


@dataclass(frozen=True)
class ChooseTheme(Action, name="decisions.choose_theme"):
    """Which theme the person wants to see."""

    theme: str = ""


def themes(found: Sequence[tuple[str, int]], *, said: str = "") -> Card:
    """The choice of a theme. found: each with the number of its decisions."""
    if not found:
        return card(
            _("Temaer"),
            paragraph(_("Ingen af de beslutninger, du kan se, har et tema endnu.")),
        )
    return card(
        _("Temaer"),
        paragraph(_("Se, hvad der er besluttet om et tema, og hvem der har ansvaret.")),
        choice_field(
            "theme",
            _("Tema"),
            [(name, f"{name} ({number(many)})") for name, many in found],
            found[0][0],
            error=said or None,
        ),
        buttons((_("Vis"), ChooseTheme())),
    )


def theme(page: ThemePage, *, seen_by: Person, now: datetime) -> Card:
    """Some of a theme's decisions."""
    today = in_copenhagen(now).date()
    shown = len(page.decisions)
    ways: list[tuple[str, Action]] = []
    if page.offset + shown < page.total:
        ways.append((_("Næste"), ShowTheme(page.theme, page.offset + PAGE, apart=False)))
    if page.offset:
        ways.append((_("Forrige"), ShowTheme(page.theme, max(0, page.offset - PAGE), apart=False)))
    ways.append((_("Andre temaer"), ShowThemes()))
    return card(
        page.theme,
        paragraph(
            counted("{number} beslutning gælder.", "{number} beslutninger gælder.", page.total)
            if page.total
            else _("Ingen beslutninger gælder om det tema nu.")
        ),
        *(_box(one, seen_by, today) for one in page.decisions),
        *(
            [
                note(
                    _(
                        "{first}-{last} af {total}",
                        first=number(page.offset + 1),
                        last=number(page.offset + shown),
                        total=number(page.total),
                    )
                )
            ]
            if page.total > shown
            else []
        ),
        buttons(*ways),
        summary=_("Beslutninger om {theme}", theme=page.theme),
    )


def _box(decision: Decision, seen_by: Person, today: date) -> Part:
    owner = decision.owner
    there = owner is not None and owner.active and not owner.is_away(today)
    whence = body_and_day(decision.shown)
    return box(
        paragraph(f"**{plain(decision.shown.title)}**"),
        *([note(plain(whence))] if whence else []),
        note(_("Ansvarlig: {who}", who=_presented(owner)) if owner and there else _nobody()),
        *_to_do(decision, today),
        buttons((_("Se beslutningen"), ShowDecision(decision.id, apart=True))),
        *(
            [write_to(_("Skriv til ansvarlig"), owner, decision.shown.title)]
            if owner and there and owner.id != seen_by.id
            else []
        ),
    )


def _to_do(decision: Decision, today: date) -> Iterator[Part]:
    open_ = [one for one in decision.follow_ups if one.state is not State.DONE]
    for one in open_[:LISTED]:
        yield note(f"- {_follow_up(one, today)}")
    if len(open_) > LISTED:
        yield note(counted("Og {number} til.", "Og {number} til.", len(open_) - LISTED))


def _follow_up(one: FollowUp, today: date) -> str:
    what = one.what if len(one.what) <= SHORT else f"{one.what[: SHORT - 1].rstrip()}…"
    who = _nobody() if one.owner is None or one.is_without_owner(today) else _presented(one.owner)
    said = [plain(what), who]
    if one.due_on:
        said.append(weekday(one.due_on, today=today))
    return " · ".join(said)


def _presented(person: Person) -> str:
    unit = person.unit.replace("/", " / ")
    return ", ".join(plain(one) for one in (person.name, person.title, unit) if one)


def _nobody() -> str:
    return _("Uden ansvarlig lige nu")
