"""What everyone meets: welcome, help and language, and what is stored of what they write."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.language import _, speaking, spoken
from bot.language.catalogue import DANISH, ENGLISH
from bot.messages import Action, Card
from cards.parts import (
    Part,
    buttons,
    card,
    heading,
    note,
    paragraph,
    sayings,
    unfolding,
    unfoldings,
)


@dataclass(frozen=True)
class ChooseLanguage(Action, name="people.choose_language"):
    """The language that the bot shall speak with me."""

    language: Literal["da", "en"]


def welcome(name: str) -> Card:
    """The first card in the personal chat: who the bot is, what to try, what is stored."""
    return card(
        _("Velkommen til Lederlinjen"),
        paragraph(
            _(
                "Hej {name}. Jeg svarer på spørgsmål om udviklingsforløbet ud fra kommunens egne "
                "dokumenter, altid med kilde. Står svaret der ikke, siger jeg det.",
                name=name,
            )
        ),
        paragraph(_("Prøv for eksempel:")),
        sayings(*examples()),
        note(what_the_bot_is()),
        note(what_is_stored()),
        summary=_("Velkommen til Lederlinjen. Spørg mig om udviklingsforløbet."),
    )


def help_in_personal_chat(
    *, directorate: bool = False, administrator: bool = False, drafts: bool = False
) -> Card:
    """What the bot can do, said to one person: most of it a press away.

    directorate, administrator: with what only they may do. drafts: with the writing of decisions.
    """
    return card(
        _("Det kan jeg hjælpe med"),
        paragraph(
            _(
                "Skriv et spørgsmål om udviklingsforløbet, som du ville sige det til en kollega. "
                "Jeg finder stedet i kommunens dokumenter og viser det med kilde."
            )
        ),
        *(_for_the_directorate() if directorate else _for_managers()),
        *([_for_administrators()] if administrator and not directorate else []),
        *([_for_writers()] if drafts and not directorate else []),
        note(what_the_bot_is()),
        note(what_is_stored()),
    )


def help_among_others() -> Card:
    """What the bot can do in a group chat or a channel."""
    return card(
        _("Det kan jeg hjælpe med"),
        paragraph(
            _(
                "Nævn mig med @ og stil et spørgsmål om udviklingsforløbet. Jeg viser stedet i "
                "kommunens dokumenter med kilde, så alle her kan se det."
            )
        ),
        paragraph(_("Alt andet klarer vi i chatten mellem dig og mig.")),
        note(what_the_bot_is()),
        note(what_is_stored()),
    )


def languages() -> Card:
    """The choice of language, in the words of both: who asks may not read the one now spoken."""
    with speaking(DANISH if spoken() == ENGLISH else ENGLISH):
        other = [_("Hvilket sprog skal jeg bruge?"), _("Dokumenterne citeres altid på dansk.")]
    return card(
        _("Hvilket sprog skal jeg bruge?"),
        paragraph(_("Dokumenterne citeres altid på dansk.")),
        paragraph(" ".join(other)),
        buttons(("Dansk", ChooseLanguage("da")), ("English", ChooseLanguage("en"))),
    )


def language_chosen() -> Card:
    """The choice that was made, in the chosen language."""
    return card(
        _("Jeg skriver dansk til dig"),
        paragraph(_("Dokumenterne citeres altid på dansk.")),
        buttons(("Dansk", ChooseLanguage("da")))
        if spoken() == ENGLISH
        else buttons(("English", ChooseLanguage("en"))),
    )


def nothing_pending() -> Card:
    """That nothing is open for the person."""
    return card(
        _("Det venter på dig"),
        paragraph(_("Lige nu venter der ikke noget på dig.")),
    )


def examples() -> Sequence[tuple[str, str]]:
    """Three questions that the shipped programme answers: in short, and in full."""
    return (
        (_("Hvad går det ud på?"), _("Hvad går udviklingsforløbet ud på?")),
        (_("Hvordan er MED med?"), _("Hvordan er MED inddraget i forløbet?")),
        (_("Hvad er ledermødet?"), _("Hvad er det årlige ledermøde?")),
    )


def what_the_bot_is() -> str:
    """What the bot is, and what it never does."""
    return _(
        "Automatisk tjeneste. Citerer dokumenter; formulerer ikke selv svar; vurderer ikke "
        "personer."
    )


def what_is_stored() -> str:
    """What is stored of what people write, and who sees it."""
    return _(
        "Dine spørgsmål gemmes med dit navn, så svarene kan blive bedre. Direktionen kan se tal, "
        "og ordene i spørgsmål, når mindst tre har spurgt, men ikke hvem der spurgte; kun den "
        "tekniske drift har adgang til navnene. Det, du selv sender til direktionen, læser den. "
        "Skriv ikke om borgere eller navngivne kolleger. Det, du skriver, kan være omfattet af "
        "aktindsigt."
    )


def _for_managers() -> Iterator[Part]:
    yield sayings(*examples())
    yield heading(_("Det kan du også skrive"))
    yield _commands(_("Det venter på dig"), _("Spørg direktionen"), _("Foreslå"))
    yield unfolding(_("Flere ting, du kan skrive"), *_of_ones_own())


def _of_ones_own() -> Iterator[Part]:
    yield note(_("Hvordan det går med det, du har spurgt om, foreslået eller er ansvarlig for:"))
    yield _commands(_("Mine henvendelser"), _("Mine opfølgninger"))
    yield note(_("Hvad der er besluttet, det nyeste først eller efter tema:"))
    yield _commands(_("Beslutninger"), _("Temaer"))
    yield note(_("Hvad der er gemt om dig, og hvilket sprog jeg bruger:"))
    yield _commands(_("Mine oplysninger"), _("Sprog"))


def _for_the_directorate() -> Iterator[Part]:
    """The directorate's own commands, the daily ones in sight; then those of every manager."""
    yield heading(_("Kun for direktionen"))
    yield _commands(_("Indbakke"), _("Ny fællesbesked"), _("Status"))
    yield unfoldings(
        (
            _("Fællesbeskeder"),
            [
                _commands(_("Ny fællesbesked"), _("Mine fællesbeskeder")),
                _commands(_("Mine kladder"), _("Målgrupper")),
            ],
        ),
        (_("Inputrunder"), [_commands(_("Ny inputrunde"), _("Inputrunder"))]),
        (
            _("Beslutninger"),
            [
                note(_("Træk et referat herind i chatten, så finder jeg beslutningerne i det.")),
                _commands(_("Ny beslutning"), _("Beslutningskladder")),
                _commands(_("Udgivelser"), _("Opfølgninger")),
            ],
        ),
    )
    yield unfoldings(
        (
            _("Viden"),
            [
                note(_("Træk et dokument herind i chatten, så kan jeg svare ud fra det.")),
                _commands(_("Viden"), _("Dokumenter")),
            ],
        ),
        (
            _("Ledere og opsætning"),
            [
                note(_("Træk lederlisten herind i chatten som Excel-fil, når den skal opdateres.")),
                _commands(_("Ledere"), _("Indstillinger")),
                _commands(_("Hændelser"), _("Sletning")),
            ],
        ),
    )
    yield heading(_("For alle ledere"))
    yield unfoldings(
        (_("Prøv et spørgsmål"), [sayings(*examples())]),
        (
            _("Det kan du også skrive"),
            [
                _commands(_("Det venter på dig"), _("Spørg direktionen"), _("Foreslå")),
                *_of_ones_own(),
            ],
        ),
    )


def _for_administrators() -> Part:
    return unfolding(
        _("Kun for administratorer"), _commands(_("Ledere"), _("Indstillinger"), _("Sletning"))
    )


def _for_writers() -> Part:
    """The commands of those who write decisions, which the directorate publishes."""
    return unfolding(
        _("Når I har besluttet noget"), _commands(_("Ny beslutning"), _("Beslutningskladder"))
    )


def _commands(*names: str) -> Part:
    return sayings(*((name, name) for name in names))
