"""What everyone meets: welcome, help, language, and what is stored about me."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.language import _, counted, spoken
from bot.language.catalogue import ENGLISH
from bot.language.formats import moment
from bot.messages import Action, Card
from bot.people.values import Person
from bot.questions.values import OwnQuestions
from cards.parts import Part, buttons, card, facts, heading, note, paragraph, sayings
from cards.people import level_name, role_in_words


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


def help_in_personal_chat(*, directorate: bool = False) -> Card:
    """What the bot can do, said to one person. directorate: with what only it may do."""
    return card(
        _("Det kan jeg hjælpe med"),
        paragraph(
            _(
                "Skriv et spørgsmål om udviklingsforløbet, som du ville sige det til en kollega. "
                "Jeg finder stedet i kommunens dokumenter og viser det med kilde."
            )
        ),
        sayings(*examples()),
        heading(_("Det kan du også skrive")),
        sayings(
            *((said, said) for said in (_("Det venter på dig"), _("Mine oplysninger"), _("Sprog")))
        ),
        *_for_the_directorate(directorate),
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
    """The choice of language."""
    return card(
        _("Hvilket sprog skal jeg bruge?"),
        paragraph(_("Dokumenterne citeres altid på dansk.")),
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


def own_data(person: Person, asked: OwnQuestions) -> Card:
    """What is stored about the person who asks."""
    return card(
        _("Det er gemt om dig"),
        heading(_("Fra lederlisten")),
        facts(
            [
                (_("Navn"), person.name),
                (_("E-mail"), person.email),
                (_("Titel"), person.title),
                (_("Enhed"), person.unit.replace("/", " / ")),
                (_("Niveau"), level_name(person.level)),
                (_("Rolle"), role_in_words(person.role)),
                (_("Grupper"), ", ".join(person.groups) or _("ingen")),
                (_("Sprog"), _language(person.language)),
            ]
        ),
        heading(_("Fra dine spørgsmål")),
        paragraph(_asked(asked)),
        note(
            _(
                "Desuden din Teams-bruger (Entra-id) og hvor jeg kan skrive til dig. Er noget "
                "forkert, så skriv til direktionens sekretariat."
            )
        ),
        note(what_is_stored()),
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
        "Dine spørgsmål gemmes med dit navn, så søgningen kan blive bedre; kun den tekniske drift "
        "har adgang til dem. Skriv ikke om borgere eller navngivne kolleger. Det, du skriver, kan "
        "være omfattet af aktindsigt."
    )


def _for_the_directorate(directorate: bool) -> Iterator[Part]:
    if not directorate:
        return
    yield heading(_("Kun for direktionen"))
    for commands in (
        (_("Ny fællesbesked"), _("Mine kladder"), _("Mine fællesbeskeder")),
        (_("Målgrupper"), _("Indstillinger"), _("Hændelser")),
    ):
        yield sayings(*((said, said) for said in commands))


def _asked(asked: OwnQuestions) -> str:
    if not asked.first or not asked.last:
        return _("Du har ikke stillet spørgsmål endnu.")
    return counted(
        "Du har stillet {number} spørgsmål, senest {last}. Gemt er spørgsmålet, hvad jeg viste, og "
        "din egen tilbagemelding.",
        "Du har stillet {number} spørgsmål, senest {last}. Gemt er spørgsmålene, hvad jeg viste, "
        "og dine egne tilbagemeldinger.",
        asked.number,
        last=moment(asked.last),
    )


def _language(language: str | None) -> str:
    match language:
        case "da":
            return _("Dansk")
        case "en":
            return _("Engelsk")
        case _other:
            return _("Som i Teams")
