"""What is said when something can't be done with a decision where it now stands.

Only what is common to all who write them; a form words what is wrong with its own fields.
"""

from collections.abc import Mapping

from bot.decisions.values import (
    BODY_LENGTH,
    CASE_NUMBER_LENGTH,
    DISCUSSION_LENGTH,
    LINK_LENGTH,
    MEANING_LENGTH,
    MED_OUTCOME_LENGTH,
    TEXT_LENGTH,
    THEME_LENGTH,
    TITLE_LENGTH,
    ChangedDecision,
    Content,
    Decision,
    Fault,
    FaultyDecision,
    Phase,
    UnknownDecision,
    WrongPhase,
)
from bot.decisions.writing.content import faults, tidy
from bot.language import _, counted
from bot.language.formats import number
from bot.messages import Reply
from bot.router import Router
from cards.decisions.drafted import quoted_name
from dialogs.refusals import holds_cpr_number, not_now


def register(router: Router) -> None:
    """Word them."""
    router.on_refusal(UnknownDecision, unknown_decision)
    router.on_refusal(WrongPhase, wrong_phase)
    router.on_refusal(ChangedDecision, changed)
    router.on_refusal(FaultyDecision, faulty)


def who_writes() -> Reply:
    """Word that the person is none of those who write decisions."""
    return Reply.text(
        _(
            "Beslutninger skrives af cheferne, direktionen og dens sekretariat. Skriv "
            "»Beslutninger« for at se dem, du kan slå op."
        )
    )


def unknown_decision(_refusal: UnknownDecision) -> Reply:
    """Word that it was thrown away, or isn't the person's to see."""
    return Reply.text(
        _(
            "Den beslutning kan jeg ikke finde, så der er ikke sket noget. Den kan være slettet. "
            "Skriv »Beslutninger« for at se dem, du kan slå op."
        )
    )


def wrong_phase(refusal: WrongPhase) -> Reply:
    """Word that it is too early or too late for what was pressed."""
    return not_now(where_it_is(refusal.decision))


def changed(refusal: ChangedDecision) -> Reply:
    """Word that somebody has changed it since the card was shown."""
    return Reply.text(
        _(
            "{title} er ændret, siden kortet blev vist, så der er ikke sket noget. Åbn den igen "
            "under »Beslutningskladder«.",
            title=quoted_name(refusal.decision),
        )
    )


def faulty(refusal: FaultyDecision) -> Reply:
    """Word what can't be stored; CPR numbers above all, which are never shown again."""
    if Fault.CPR_NUMBER in refusal.faults.values():
        return holds_cpr_number(refusal)
    return Reply.text(_("Det kan ikke gemmes, som det står. Åbn kladden, ret det, og prøv igen."))


def where_it_is(decision: Decision) -> str:
    """Why nothing can be done with it, as a sentence in Markdown."""
    name = quoted_name(decision)
    if decision.is_confirmed:
        return _(
            "{title} er bekræftet og på vej ud. Fortryd det først, eller ret den, når den er ude.",
            title=name,
        )
    if decision.publication_id:
        return _("{title} er med i en offentliggørelse. Tag den ud af den først.", title=name)
    match decision.phase:
        case Phase.REPLACED:
            return _("{title} er afløst af en nyere beslutning.", title=name)
        case Phase.LAPSED:
            return _("{title} er bortfaldet.", title=name)
        case Phase.CURRENT:
            return _("{title} er offentliggjort, og der er ikke noget nyt i den.", title=name)
        case _phase:
            return _("{title} er en kladde og ikke offentliggjort.", title=name)


def refuse_cpr_numbers(content: Content) -> None:
    """Raise FaultyDecision for a CPR number, before a form comes back with what was typed."""
    found = faults(tidy(content))
    if Fault.CPR_NUMBER in found.values():
        raise FaultyDecision(found)


def faults_in_words(found: Mapping[str, Fault], content: Content) -> dict[str, str]:
    """What is wrong, by the name of the field. content: as it was typed.

    Raises FaultyDecision for a CPR number, which is never shown again in a form.
    """
    if Fault.CPR_NUMBER in found.values():
        raise FaultyDecision(found)
    written = tidy(content)
    return {name: _in_words(name, fault, written) for name, fault in found.items()}


def _in_words(name: str, fault: Fault, content: Content) -> str:
    match fault:
        case Fault.TOO_LONG:
            return _too_long(name, content)
        case Fault.NO_LINK:
            return _("Et link skal være en hel adresse, der begynder med https://.")
        case Fault.TOO_MANY:
            return _("Der er plads til to spørgsmål.")
        case Fault.UNKNOWN if name == "owner_id":
            return _("Vælg en, der er på lederlisten nu.")
        case Fault.UNKNOWN:
            return _("Vælg en beslutning, der gælder nu.")
        case _fault:
            return _("Udfyld feltet.")


def _too_long(name: str, content: Content) -> str:
    lengths = {
        "title": (len(content.title), TITLE_LENGTH),
        "text": (len(content.text), TEXT_LENGTH),
        "meaning": (len(content.meaning), MEANING_LENGTH),
        "body": (len(content.body), BODY_LENGTH),
        "case_number": (len(content.case_number), CASE_NUMBER_LENGTH),
        "link": (len(content.link), LINK_LENGTH),
        "theme": (len(content.theme), THEME_LENGTH),
        "med_outcome": (len(content.med_outcome), MED_OUTCOME_LENGTH),
        "to_discuss": (max(map(len, content.to_discuss), default=0), DISCUSSION_LENGTH),
    }
    length, longest = lengths[name]
    return counted(
        "Der er {length} tegn, og der er plads til {longest}. Fjern {number} tegn.",
        "Der er {length} tegn, og der er plads til {longest}. Fjern {number} tegn.",
        length - longest,
        length=number(length),
        longest=number(longest),
    )
