"""What the texts of a round were gathered under, and what happens with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.rounds.findings import (
    MOST_THEMES,
    REASON_LENGTH,
    THEME_NAME_LENGTH,
    WHO_LENGTH,
    Theme,
    ThemeState,
)
from bot.rounds.values import Round
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
from cards.rounds.themes_importing import ExportThemes
from cards.rounds.ways import (
    ShowOutcome,
    ShowResults,
    ShowTexts,
    ShowThemes,
    name_of,
    pages,
)

THEMES = 6  # in a card


@dataclass(frozen=True)
class AddTheme(Action, name="rounds.add_theme"):
    """That there shall be a theme of this name."""

    round_id: UUID
    new_theme: str = ""


@dataclass(frozen=True)
class EditTheme(Action, name="rounds.edit_theme"):
    """That the person wants the form of a theme."""

    theme_id: UUID


@dataclass(frozen=True)
class DecideTheme(Action, name="rounds.decide_theme"):
    """What happens with a theme."""

    theme_id: UUID
    round_id: UUID
    theme_name: str = ""
    state: str = ThemeState.OPEN
    who: str = ""
    reason: str = ""

    @classmethod
    def filled_with(cls, theme: Theme) -> Self:
        """The form as the theme now is."""
        return cls(theme.id, theme.round_id, theme.name, theme.state, theme.who, theme.reason)


@dataclass(frozen=True)
class RemoveTheme(Action, name="rounds.remove_theme"):
    """That a theme shall go; its texts stay."""

    theme_id: UUID
    round_id: UUID


def themes(
    round_: Round,
    found: Sequence[Theme],
    *,
    offset: int,
    said: str = "",
    typed: str = "",
    error: str = "",
) -> Card:
    """The themes of a round, with what happens with each. error: about a new one's name."""
    shown = found[offset : offset + THEMES]
    empty = _(
        "Der er ingen temaer endnu. Læs svarene, og læg dem, der ligner hinanden, i et tema, eller "
        "lav et tema her. Er der mange svar, er det lettere i Excel."
    )
    return card(
        _("Temaer"),
        *([paragraph(f"**{plain(said)}**")] if said else []),
        paragraph(f"**{name_of(round_)}**"),
        *([] if found else [paragraph(empty)]),
        *(_theme(one) for one in shown),
        *pages(
            lambda place: ShowThemes(round_.id, place), offset, len(shown), len(found), size=THEMES
        ),
        *(
            [
                text_field(
                    "new_theme", _("Nyt tema"), typed, longest=THEME_NAME_LENGTH, error=error
                ),
                buttons((_("Tilføj tema"), AddTheme(round_.id))),
            ]
            if len(found) < MOST_THEMES
            else [note(_("Der er plads til {most} temaer.", most=number(MOST_THEMES)))]
        ),
        buttons(
            (_("Skriv »Det sagde I«"), ShowOutcome(round_.id)),
            (_("Temaer i Excel"), ExportThemes(round_.id)),
            (_("Tilbage til resultatet"), ShowResults(round_.id)),
        ),
    )


def theme_form(
    theme: Theme, filled: DecideTheme, *, errors: Mapping[str, str] | None = None
) -> Card:
    """The form of what happens with a theme."""
    errors = errors or {}
    many = counted("{many} svar", "{many} svar", theme.texts, many=number(theme.texts))
    return card(
        theme.name,
        note(many),
        text_field(
            "theme_name",
            _("Temaets navn"),
            filled.theme_name,
            longest=THEME_NAME_LENGTH,
            required=True,
            error=errors.get("name"),
        ),
        choice_field(
            "state",
            _("Hvad sker der?"),
            [(state.value, state_name(state)) for state in ThemeState],
            filled.state,
            compact=False,
        ),
        text_field(
            "who",
            _("Hvem gør det? (når det er i gang)"),
            filled.who,
            longest=WHO_LENGTH,
            error=errors.get("who"),
        ),
        text_field(
            "reason",
            _("Begrundelse (kræves ved »ikke nu«)"),
            filled.reason,
            lines=True,
            longest=REASON_LENGTH,
            error=errors.get("reason"),
        ),
        note(_("Deltagerne ser det, når du tager temaet med i »Det sagde I«.")),
        buttons(
            (_("Gem"), DecideTheme(theme.id, theme.round_id)),
            (_("Tilbage"), ShowThemes(theme.round_id, 0)),
        ),
        unfolding(
            _("Slet temaet"),
            paragraph(_("Temaet slettes, og dets svar kommer til at være uden tema.")),
            buttons((_("Slet »{name}«", name=theme.name), RemoveTheme(theme.id, theme.round_id))),
        ),
    )


def state_name(state: ThemeState) -> str:
    """What a state is called."""
    match state:
        case ThemeState.OPEN:
            return _("Ikke afgjort endnu")
        case ThemeState.DONE:
            return _("Gjort")
        case ThemeState.UNDER_WAY:
            return _("I gang")
        case ThemeState.NOT_NOW:
            return _("Ikke nu")


def state_in_words(theme: Theme) -> str:
    """What happens with a theme: "I gang: HR. Begynder i maj". Plain text, no Markdown."""
    said = state_name(theme.state)
    if theme.state is ThemeState.UNDER_WAY and theme.who:
        said = f"{said}: {theme.who}"
    return f"{said}. {theme.reason}" if theme.reason else said


def _theme(one: Theme) -> Part:
    many = counted("{many} svar", "{many} svar", one.texts, many=number(one.texts))
    pairs: list[tuple[str, Action]] = [(_("Ret eller afslut"), EditTheme(one.id))]
    if one.texts:
        pairs.append((_("Læs svarene"), ShowTexts(one.round_id, "", str(one.id), 0)))
    return box(
        paragraph(f"**{plain(one.name)}**"),
        note(many),
        paragraph(plain(state_in_words(one))),
        buttons(*pairs),
    )
