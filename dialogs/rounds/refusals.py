"""What is said when something can't be done with a round where it now stands.

Only what is common to all of its dialogs; a form words what is wrong with its own fields.
"""

from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Reply
from bot.rounds.keys import Keys
from bot.rounds.values import (
    Changed,
    ContentFault,
    FaultyContent,
    KeyFound,
    KeyLost,
    KeysExposed,
    NobodyToAsk,
    NumberChanged,
    Phase,
    Round,
    TooFewToAsk,
    TooManyQuestions,
    UnknownQuestion,
    UnknownRound,
    WrongPhase,
)
from bot.router import Router
from cards.rounds.words import keys_exposed_in_words
from dialogs.refusals import holds_cpr_number, not_now


def register(router: Router, _keys: Keys) -> None:
    """Word them."""
    router.on_refusal(UnknownRound, unknown_round)
    router.on_refusal(WrongPhase, wrong_phase)
    router.on_refusal(Changed, changed)
    router.on_refusal(FaultyContent, faulty_content)
    router.on_refusal(UnknownQuestion, unknown_question)
    router.on_refusal(TooManyQuestions, too_many_questions)
    router.on_refusal(NobodyToAsk, nobody_to_ask)
    router.on_refusal(KeyLost, key_lost)
    router.on_refusal(KeysExposed, keys_exposed)
    router.on_refusal(KeyFound, key_found)


def unknown_round(_refusal: UnknownRound) -> Reply:
    """Word that a round was thrown away."""
    return Reply.text(
        _(
            "Den inputrunde er slettet, og der er ikke sket noget. Skriv »Inputrunder« for at se "
            "resten."
        )
    )


def wrong_phase(refusal: WrongPhase) -> Reply:
    """Word that it is too early or too late for what was pressed."""
    return not_now(where_it_is(refusal.round))


def changed(refusal: Changed) -> Reply:
    """Word that somebody has changed it since the card was shown."""
    return Reply.text(
        _(
            "»{title}« er ændret, siden kortet blev vist, så der er ikke sket noget. Åbn den igen "
            "under »Inputrunder«.",
            title=plain(refusal.round.content.title),
        )
    )


def faulty_content(refusal: FaultyContent) -> Reply:
    """Word what can't be said in a field; CPR numbers above all, which are never shown again."""
    if ContentFault.CPR_NUMBER in refusal.faults.values():
        return holds_cpr_number(refusal)
    return Reply.text(
        _("Runden kan ikke åbnes, som den står. Åbn den under »Inputrunder«, og ret det.")
    )


def unknown_question(_refusal: UnknownQuestion) -> Reply:
    """Word that a question was taken away."""
    return Reply.text(_("Det spørgsmål er slettet, og der er ikke sket noget."))


def too_many_questions(_refusal: TooManyQuestions) -> Reply:
    """Word that there is no room."""
    return Reply.text(_("Der er ikke plads til flere spørgsmål. Slet et først."))


def nobody_to_ask(_refusal: NobodyToAsk) -> Reply:
    """Word that nobody is invited."""
    return Reply.text(_("Der er ingen inviteret. Vælg deltagere først."))


def key_lost(_refusal: KeyLost) -> Reply:
    """Word that nothing can be sealed."""
    return Reply.text(
        _(
            "Jeg kan ikke læse nøglen, som svarene i den anonyme runde låses med, så intet er gemt "
            "eller åbnet. Sig det til it: kommandoen »check« siger, hvad der mangler. Prøv igen om "
            "lidt."
        )
    )


def keys_exposed(_refusal: KeysExposed) -> Reply:
    """Word that the keys would lie where they must not."""
    return Reply.text(keys_exposed_in_words())


def key_found(_refusal: KeyFound) -> Reply:
    """Word that a round isn't given up, as it can be counted after all."""
    return Reply.text(
        _(
            "Nøglen kan læses igen, så runden er ikke opgivet, og intet er slettet. Jeg tæller "
            "svarene op senest om ti minutter."
        )
    )


def number_changed(refusal: NumberChanged, expected: int) -> str:
    """Word that not as many are invited as was shown. expected: that number."""
    return _(
        "Antallet af inviterede er ændret fra {before} til {after}, siden du så det, så runden er "
        "ikke åbnet. Passer det nye antal, så tryk igen.",
        before=number(expected),
        after=number(refusal.number),
    )


def too_few(refusal: TooFewToAsk) -> str:
    """Word that too few are invited to an anonymous round."""
    return _(
        "Der er inviteret {number}, og en anonym runde kræver mindst {least}. Den er ikke åbnet.",
        number=number(refusal.number),
        least=number(refusal.least),
    )


def where_it_is(round_: Round) -> str:
    """Where a round is, as a sentence."""
    name = plain(round_.content.title)
    match round_.phase:
        case Phase.DRAFT | Phase.DISCARDED:
            return _("»{title}« er en kladde.", title=name)
        case Phase.AWAITING:
            return _("»{title}« venter på godkendelse.", title=name)
        case Phase.SCHEDULED:
            return _("»{title}« er bekræftet. Fortryd den først.", title=name)
        case Phase.OPEN:
            return _("»{title}« er åben.", title=name)
        case Phase.CLOSED:
            return _("»{title}« er lukket.", title=name)
        case Phase.GIVEN_UP:
            return _("»{title}« er opgivet.", title=name)
