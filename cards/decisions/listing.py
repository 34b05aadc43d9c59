"""The register as a list, and the welcome of whoever is new."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID

from bot.decisions.register.shelf import SEARCH_LENGTH, Choices, Filters, Page, Which
from bot.decisions.values import Decision
from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.decisions.ways import ShowDecision, ShowRegister
from cards.decisions.words import body_and_day, shortened, standing
from cards.parts import (
    Part,
    box,
    buttons,
    card,
    choice_field,
    note,
    paragraph,
    text_field,
    unfolding,
)

PAGE = 5
TITLE = 120  # characters of it in a list
ABOUT = 120
WELCOMED_WITH = 3  # decisions in the welcome

ANY = "*"  # the value of the choice of everything, which no body or theme is called

_EVERYTHING = Filters()
_MINE = Filters(Which.MINE)


@dataclass(frozen=True)
class FilterRegister(Action, name="decisions.filter_register"):
    """That the person wants to see these. year: its figures; "": any."""

    which: str = ""
    search: str = ""
    body: str = ""
    theme: str = ""
    year: str = ""


@dataclass(frozen=True)
class OpenListed(Action, name="decisions.open_listed"):
    """That the person wants to see one of a list, and to find back to where it stands there."""

    decision_id: UUID
    back: ShowRegister


@dataclass(frozen=True)
class ExportRegister(Action, name="decisions.export_register", makes_file=True):
    """That the person wants what they chose as a spreadsheet. year: 0: any."""

    which: Which
    search: str
    body: str
    theme: str
    year: int

    @classmethod
    def of(cls, filters: Filters) -> Self:
        """These, all of them."""
        return cls(filters.which, filters.search, filters.body, filters.theme, filters.year or 0)

    @property
    def filters(self) -> Filters:
        """What was chosen."""
        return Filters(self.which, self.search, self.body, self.theme, self.year or None)


def listing(page: Page, filters: Filters, *, today: date, among_others: bool = False) -> Card:
    """A page of the register. among_others: in a channel, where it holds what all may see."""
    return card(
        _("Beslutninger"),
        *_chosen(filters, page),
        *(_one(decision, filters, page.offset, today) for decision in page.decisions),
        *_pages(filters, page),
        _form(filters, page.choices, among_others=among_others),
        *_further(filters, page, among_others=among_others),
    )


def welcome(decisions: Sequence[Decision], total: int, *, today: date) -> Card:
    """What holds for somebody who is new."""
    if not decisions:
        return card(
            _("Beslutninger, der gælder for dig"),
            paragraph(_("Lige nu er der ingen. Skriv »Beslutninger« for at se alle.")),
        )
    said = counted(
        "{number} beslutning, der gælder for dig, blev taget, før du kom til.",
        "{number} beslutninger, der gælder for dig, blev taget, før du kom til.",
        total,
    )
    return card(
        _("Beslutninger, der gælder for dig"),
        paragraph(
            counted(
                "Velkommen til. Der er {number} beslutning, som gælder for dig. Du behøver ikke "
                "gøre noget nu; den står her, når du skal bruge den.",
                "Velkommen til. Der er {number} beslutninger, som gælder for dig. Du behøver ikke "
                "gøre noget nu; de står her, når du skal bruge dem.",
                total,
            )
        ),
        *(_told(decision, today) for decision in decisions[:WELCOMED_WITH]),
        buttons((_("Se dem alle"), ShowRegister.of(_MINE, apart=True))),
        summary=said,
    )


def which_in_words(which: Which) -> str:
    """What a choice of decisions is called."""
    match which:
        case Which.CURRENT:
            return _("Alle, der gælder")
        case Which.MINE:
            return _("Dem, der gælder for mig")
        case Which.ENDED:
            return _("Afløste og bortfaldne")


def filters_in_words(filters: Filters) -> str:
    """What was chosen, in a line of plain text; "" when nothing was."""
    parts = [
        which_in_words(filters.which) if filters.which is not Which.CURRENT else "",
        _("om »{search}«", search=filters.search) if filters.search else "",
        filters.body,
        filters.theme,
        str(filters.year) if filters.year else "",
    ]
    return " · ".join(filter(None, parts))


def _chosen(filters: Filters, page: Page) -> Iterator[Part]:
    """What was chosen, and that there is nothing of it."""
    chosen = filters_in_words(filters)
    if chosen:
        yield note(_("Udvalgt: {chosen}", chosen=plain(chosen)))
    if page.total:
        return
    if chosen:
        yield paragraph(_none_of(filters))
        yield buttons((_("Vis alle"), ShowRegister.of(_EVERYTHING)))
    else:
        yield paragraph(
            _(
                "Der er ingen beslutninger endnu. Når direktionen offentliggør en, der gælder for "
                "dig eller er åben for alle ledere, står den her."
            )
        )


def _none_of(filters: Filters) -> str:
    if filters.search:
        return _(
            "Ingen beslutninger handler om »{search}«. Prøv med andre ord.",
            search=plain(filters.search),
        )
    if filters.narrow:
        return _("Ingen beslutninger passer til det, du har valgt.")
    if filters.which is Which.MINE:
        return _("Ingen beslutninger gælder særligt for dig lige nu.")
    return _("Ingen beslutninger er afløst eller bortfaldet.")


def _one(decision: Decision, filters: Filters, offset: int, today: date) -> Part:
    content = decision.shown
    about = [body_and_day(content), standing(decision, today=today), content.theme]
    return box(
        paragraph(f"**{plain(shortened(content.title, TITLE))}**"),
        note(plain(shortened(" · ".join(filter(None, about)), ABOUT))),
        buttons((_("Åbn"), OpenListed(decision.id, ShowRegister.of(filters, offset=offset)))),
    )


def _told(decision: Decision, today: date) -> Part:
    content = decision.shown
    return box(
        paragraph(f"**{plain(shortened(content.title, TITLE))}**"),
        note(plain(" · ".join((body_and_day(content), standing(decision, today=today))))),
        buttons((_("Vis beslutningen"), ShowDecision(decision.id, apart=True))),
    )


def _pages(filters: Filters, page: Page) -> Iterator[Part]:
    """Where in a long list one is, and the ways from there."""
    shown = len(page.decisions)
    if page.total <= shown:
        return
    first, last, total = (number(one) for one in (page.offset + 1, page.offset + shown, page.total))
    yield note(
        _("{first} af {total}", first=first, total=total)
        if shown == 1
        else _("{first}-{last} af {total}", first=first, last=last, total=total)
    )
    ways: list[tuple[str, Action]] = []
    if page.offset + shown < page.total:
        ways.append((_("Næste"), ShowRegister.of(filters, offset=page.offset + PAGE)))
    if page.offset:
        ways.append((_("Forrige"), ShowRegister.of(filters, offset=max(0, page.offset - PAGE))))
    yield buttons(*ways)


def _form(filters: Filters, choices: Choices, *, among_others: bool) -> Part:
    """What one can choose by; what there is no choice of is left out."""
    whiches = [one for one in Which if not (among_others and one is Which.MINE)]
    return unfolding(
        _("Søg og vælg"),
        text_field(
            "search",
            _("Hvad skal de handle om?"),
            filters.search,
            longest=SEARCH_LENGTH,
            hint=_("For eksempel ferie eller MUS"),
        ),
        choice_field(
            "which",
            _("Vis"),
            [(one.value, which_in_words(one)) for one in whiches],
            filters.which.value,
        ),
        *_choice("body", _("Besluttet i"), choices.bodies, filters.body),
        *_choice("theme", _("Tema"), choices.themes, filters.theme),
        *_choice("year", _("År"), tuple(map(str, choices.years)), str(filters.year or "")),
        buttons((_("Vis dem"), FilterRegister())),
    )


def _choice(name: str, label: str, values: Sequence[str], chosen: str) -> Iterator[Part]:
    if not values:
        return
    known = values if not chosen or chosen in values else (*values, chosen)
    options = [(ANY, _("Alle")), *((one, one) for one in known)]
    yield choice_field(name, label, options, chosen or ANY)


def _further(filters: Filters, page: Page, *, among_others: bool) -> Iterator[Part]:
    if not page.total or among_others:
        return
    ways: list[tuple[str, Action]] = []
    if filters == _EVERYTHING:
        ways.append((_("Kun mine"), ShowRegister.of(_MINE)))
    else:
        ways.append((_("Vis alle"), ShowRegister.of(_EVERYTHING)))
    yield buttons(*ways, (_("Hent som Excel"), ExportRegister.of(filters)))
