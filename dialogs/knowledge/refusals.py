"""What is said when something can't be done with a saved answer where it now stands."""

from bot.knowledge.values import (
    ANSWER_LENGTH,
    MOST_VARIANTS,
    QUESTION_LENGTH,
    SOURCE_LENGTH,
    VARIANTS_LENGTH,
    ChangedKnowledge,
    Fault,
    FaultyKnowledge,
    KnowledgeElsewhere,
    Phase,
    UnknownKnowledge,
)
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Reply
from bot.router import Router
from dialogs.refusals import holds_cpr_number


def register(router: Router) -> None:
    """Word them."""
    router.on_refusal(UnknownKnowledge, unknown_knowledge)
    router.on_refusal(KnowledgeElsewhere, elsewhere)
    router.on_refusal(ChangedKnowledge, changed)
    router.on_refusal(FaultyKnowledge, faulty)


def unknown_knowledge(_refusal: UnknownKnowledge) -> Reply:
    """Word that it isn't there any more."""
    return Reply.text(
        _("Det svar findes ikke mere, og der er ikke sket noget. Skriv »Viden« for at se resten.")
    )


def elsewhere(refusal: KnowledgeElsewhere) -> Reply:
    """Word that it is too early or too late for what was pressed."""
    return Reply.text(_("Det kan ikke gøres nu. {why}", why=where_it_is(refusal)))


def changed(refusal: ChangedKnowledge) -> Reply:
    """Word that somebody has changed it since the card was shown."""
    return Reply.text(
        _(
            "»{question}« er ændret, siden kortet blev vist, så der er ikke sket noget. Åbn det "
            "igen under »Viden«.",
            question=plain(refusal.knowledge.content.question),
        )
    )


def faulty(refusal: FaultyKnowledge) -> Reply:
    """Word what can't be saved; CPR numbers above all, which are never shown again."""
    if Fault.CPR_NUMBER in refusal.faults.values():
        return holds_cpr_number(refusal)
    return Reply.text(_("Svaret kan ikke udgives, som det står. Ret det, og prøv igen."))


def where_it_is(refusal: KnowledgeElsewhere) -> str:
    """Where a saved answer stands, in a sentence."""
    question = plain(refusal.knowledge.content.question)
    match refusal.knowledge.phase:
        case Phase.DRAFT:
            return _("»{question}« er en kladde.", question=question)
        case Phase.DISCARDED:
            return _("Kladden til »{question}« er slettet.", question=question)
        case Phase.CURRENT:
            return _("»{question}« er udgivet.", question=question)
        case Phase.RETIRED:
            return _("»{question}« er taget ud.", question=question)


def fault_in_words(name: str, fault: Fault) -> str:
    """What is the matter with a field, and what to do about it. name: of the field."""
    match fault:
        case Fault.MISSING if name == "answer":
            return _("Skriv et svar.")
        case Fault.MISSING if name == "source":
            return _("Skriv, hvem svaret er fra, for eksempel Kommunaldirektøren.")
        case Fault.MISSING:
            return _("Skriv spørgsmålet.")
        case Fault.TOO_LONG if name == "variants":
            return _(
                "Skriv højst {one} tegn på hver linje og {all} i alt.",
                one=number(QUESTION_LENGTH),
                all=number(VARIANTS_LENGTH),
            )
        case Fault.TOO_LONG:
            lengths = {"answer": ANSWER_LENGTH, "source": SOURCE_LENGTH}
            longest = lengths.get(name, QUESTION_LENGTH)
            return _("Skriv højst {longest} tegn.", longest=number(longest))
        case Fault.TOO_MANY:
            return _("Skriv højst {most} måder at spørge på.", most=number(MOST_VARIANTS))
        case Fault.PAST:
            return _("Den dag er passeret. Vælg en senere, eller lad feltet være tomt.")
        case Fault.BEFORE_BEGIN:
            return _("Den sidste dag ligger før den første.")
        case Fault.UNKNOWN_OWNER:
            return _("Vælg en, der er i direktionen nu.")
        case _other:
            raise FaultyKnowledge({name: fault})  # is never shown in a form
