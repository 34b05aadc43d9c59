"""Decisions in the search: found by what they are about, and before what isn't known."""

from datetime import date
from uuid import uuid4

from bot.documents.search import Index
from bot.documents.values import DocumentKind, Passage, Tier


def decision(title: str, text: str, *, case_number: str = "31/7") -> Passage:
    return Passage(
        id=uuid4(),
        text=text,
        section=title,
        document="Hovedudvalget",
        case_number=case_number,
        when=date(2031, 2, 26),
        kind=DocumentKind.DECISION,
    )


SHEDS = decision("Cykelskure ved skolerne", "Der opsættes aflåste cykelskure ved alle skoler.")
OPENING = decision(
    "Værkstedets åbningstider", "Værkstedet har åbent mandag og onsdag klokken 15 til 18."
)
LUNCH = decision("Frokost", "Frokostpausen er en halv time.", case_number="31/77")
NOT_KNOWN = Passage(
    uuid4(),
    "Værkstedets åbningstider står ikke i dokumenterne.",
    "Åbningstider for værkstedet",
    "Cykelplan",
    gap=True,
    variants=("Hvornår har værkstedet åbent?", "hvilke åbningstider har værkstedet"),
)
PLAN = Passage(uuid4(), "Cykelplanen får flere til at bruge cykelskure.", "Formål", "Cykelplan")
INDEX = Index.build((SHEDS, OPENING, LUNCH, NOT_KNOWN, PLAN))


def found(text: str, **how: object) -> list[Passage]:
    hits = INDEX.search(text, DocumentKind.DECISION, most=10, **how)  # type: ignore[arg-type]
    return [hit.passage for hit in hits]


def test_a_list_is_of_decisions_alone_and_of_those_about_it() -> None:
    assert found("skure ved skolerne") == [SHEDS]
    assert found("cykelskurre") == [SHEDS]  # a slip of the pen
    assert found("kantinens menu") == []
    assert found("skure ved skolerne", among={LUNCH.id}) == []


def test_a_case_is_found_by_its_number_and_not_by_one_that_holds_it() -> None:
    assert found("sag 31/77") == [LUNCH]
    assert found("31/7") == [SHEDS, OPENING]


def test_a_decision_is_suggested_before_what_the_documents_dont_say() -> None:
    for question in ("Hvornår har værkstedet åbent?", "hvornår er der åbent på værkstedet"):
        answer = INDEX.find(question)
        assert answer.tier is not Tier.OFFERED
        assert answer.hits[0].passage == OPENING
        assert NOT_KNOWN not in [hit.passage for hit in answer.hits]


def test_a_decision_about_something_else_fills_no_gap() -> None:
    without = Index.build((SHEDS, LUNCH, NOT_KNOWN, PLAN))

    answer = without.find("Hvornår har værkstedet åbent?")

    assert answer.tier is Tier.OFFERED
    assert answer.hits[0].passage == NOT_KNOWN


def test_what_follows_a_question_goes_on_with_the_same_decision() -> None:
    """One body makes many decisions, which have nothing else in common."""
    other = decision("Svømmehallen", "Svømmehallen åbner klokken 7 og lukker klokken 21.")
    index = Index.build((OPENING, other, SHEDS, PLAN))

    answer = index.find("og hvornår?", previous="hvilke dage har værkstedet åbent?")

    assert answer.hits[0].passage == OPENING


def test_that_something_was_decided_is_nothing_that_a_decision_is_about() -> None:
    index = Index.build(
        (
            decision("Frokost", "Udvalget besluttede, at frokostpausen er en halv time."),
            decision("Skure", "Vedtaget. Udvalget besluttede, at der opsættes skure."),
            decision("Haven", "Direktionen har besluttet, at haven er åben for alle."),
        )
    )

    assert index.find("Hvad er der besluttet om letbanen?").tier is Tier.OFFERED
    assert index.find("Hvad er der vedtaget om frokost?").hits[0].passage.section == "Frokost"
    assert index.find("Hvad er der besluttet?").tier is Tier.SUGGESTED  # it says no more than that


def test_a_decision_that_only_speaks_of_it_is_no_sure_answer() -> None:
    press = "Henvendelser fra medierne besvares af direktøren på området."
    named = decision("Direktørens svar til pressen", press)
    unnamed = decision("Pressen", press)

    sure, unsure = (Index.build((one, SHEDS, LUNCH)) for one in (named, unnamed))

    assert sure.find("direktøren").tier is Tier.CONFIDENT
    assert unsure.find("direktøren").tier is Tier.SUGGESTED
    assert unsure.find("direktøren").hits[0].passage == unnamed
