"""What everyone meets: welcome, help and language, and what is stored of what they write."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.language import _, spoken
from bot.language.catalogue import ENGLISH
from bot.messages import Action, Card
from cards.parts import Part, buttons, card, heading, note, paragraph, sayings


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
    """What the bot can do, said to one person.

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
        sayings(*examples()),
        heading(_("Det kan du også skrive")),
        sayings(
            *(
                (said, said)
                for said in (_("Spørg direktionen"), _("Foreslå"), _("Mine henvendelser"))
            )
        ),
        sayings(*((said, said) for said in (_("Det venter på dig"), _("Mine opfølgninger")))),
        sayings(*((said, said) for said in (_("Beslutninger"), _("Temaer")))),
        sayings(*((said, said) for said in (_("Mine oplysninger"), _("Sprog")))),
        *_for_some(directorate=directorate, administrator=administrator),
        *_for_writers(drafts=drafts and not directorate),
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


def _for_some(*, directorate: bool, administrator: bool) -> Iterator[Part]:
    """The commands of those who have more of them, the main ones first."""
    if directorate:
        yield heading(_("Kun for direktionen"))
        for commands in (
            (_("Indbakke"), _("Ny fællesbesked"), _("Mine fællesbeskeder"), _("Mine kladder")),
            (_("Ny inputrunde"), _("Inputrunder")),
            (_("Ny beslutning"), _("Beslutningskladder"), _("Udgivelser"), _("Opfølgninger")),
            (_("Viden"), _("Dokumenter"), _("Ledere"), _("Målgrupper")),
            (_("Status"), _("Indstillinger"), _("Hændelser")),
        ):
            yield sayings(*((said, said) for said in commands))
    elif administrator:
        yield heading(_("Kun for administratorer"))
        yield sayings(*((said, said) for said in (_("Ledere"), _("Indstillinger"), _("Sletning"))))


def _for_writers(*, drafts: bool) -> Iterator[Part]:
    """The commands of those who write decisions, which the directorate publishes."""
    if drafts:
        yield heading(_("Når I har besluttet noget"))
        yield sayings(*((said, said) for said in (_("Ny beslutning"), _("Beslutningskladder"))))
