"""The three tiers, on the documents of a municipality that doesn't exist."""

import pickle
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.documents.search import Index
from bot.documents.values import Passage, Tier, Wanted


def passage(
    section: str, text: str, *variants: str, gap: bool = False, document: str = "Cykelplan"
) -> Passage:
    return Passage(uuid4(), text, section, document, gap=gap, variants=variants)


PURPOSE = passage(
    "Formål",
    "Cykelplanen skal få flere til at cykle til arbejde. Den gælder for alle ansatte i Fjordby.",
    "Hvad er formålet med cykelplanen?",
    "What is the purpose of the bicycle plan?",
)
COST = passage(
    "Økonomi",
    "Cykelplanen koster 240.000 kr. Pengene kommer fra miljøpuljen.",
    "Hvad koster cykelplanen?",
    "hvor kommer pengene fra",
)
LEAD = passage(
    "Ansvar",
    "Havnechefen leder arbejdet. Havnechefen svarer også på spørgsmål om skure.",
    "Hvem står bag cykelplanen?",
    "hvem leder arbejdet",
)
COMMITTEE = passage(
    "MED-udvalget",
    "MED-udvalget har drøftet cykelplanen og støtter den.",
    "Hvad siger MED?",
    "er MED-udvalget hørt",
)
WORKSHOP = passage(
    "Værkstedet",
    "Værkstedet reparerer cykler gratis. Punkterede dæk lappes samme dag.",
    "Kan jeg få min cykel lavet?",
)
NO_OPENING = passage(
    "Åbningstider for værkstedet",
    "Værkstedets åbningstider står ikke i dokumenterne. Planen siger kun, at det er gratis.",
    "Hvornår har værkstedet åbent?",
    "hvilke åbningstider har værkstedet",
    gap=True,
)
SHEDS = passage(
    "Cykelskure",
    "Der bygges aflåste cykelskure ved rådhuset og på havnen.",
    document="Notat om skure",
)
INDEX = Index.build([PURPOSE, COST, LEAD, COMMITTEE, WORKSHOP, NO_OPENING, SHEDS])


def found(question: str, *, previous: str | None = None) -> list[Passage]:
    return [hit.passage for hit in INDEX.find(question, previous=previous).hits]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hvad koster cykelplanen?", COST),
        ("hvad er prisen for cykelplanen", COST),
        ("hvad er formålet med cykelplnaen", PURPOSE),
        ("What is the purpose of the bicycle plan?", PURPOSE),
        ("hvem leder arbejdet", LEAD),
        ("punkterede dæk", WORKSHOP),
        ("skure", SHEDS),
        ("hvad siger MED?", COMMITTEE),
    ],
)
def test_the_passage_that_answers_comes_first(question: str, answer: Passage) -> None:
    assert found(question)[0] == answer


def test_a_clear_answer_is_given_with_confidence_and_its_best_sentence() -> None:
    findings = INDEX.find("Hvor kommer pengene til cykelplanen fra?")
    assert findings.tier is Tier.CONFIDENT
    assert [hit.sentence for hit in findings.hits] == ["Pengene kommer fra miljøpuljen."]


def test_two_questions_in_one_get_an_answer_each() -> None:
    findings = INDEX.find("Hvem står bag cykelplanen, og hvad koster den?")
    assert [hit.passage for hit in findings.hits][:2] == [LEAD, COST]


def test_a_second_question_without_matter_of_its_own_is_about_the_first() -> None:
    findings = INDEX.find("Hvornår og hvorfor har værkstedet åbent?")
    assert findings.hits[0].passage == NO_OPENING


def test_a_known_gap_is_offered_as_what_the_documents_do_not_say() -> None:
    findings = INDEX.find("Hvornår har værkstedet åbent?")
    assert findings.tier is Tier.OFFERED
    assert [hit.passage for hit in findings.hits] == [NO_OPENING]


def test_of_a_gap_the_sentence_that_says_what_is_unknown_comes_first() -> None:
    (hit,) = INDEX.find("hvilke åbningstider har værkstedet").hits
    assert hit.sentence == "Værkstedets åbningstider står ikke i dokumenterne."


def test_a_gap_does_not_stand_in_the_way_of_an_answer_about_the_same() -> None:
    assert found("kan værkstedet reparere min cykel")[0] == WORKSHOP


@pytest.mark.parametrize(
    "question", ["opskrift på brunsviger", "What is the capital of Norway?", "asdf qwer", "", "?"]
)
def test_nothing_is_offered_for_what_the_documents_are_not_about(question: str) -> None:
    findings = INDEX.find(question)
    assert findings.tier is Tier.OFFERED
    assert findings.hits == ()
    assert findings.missing is None


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("hvor mange punkterede dæk lappes der", Wanted.NUMBER),
        ("hvornår blev havnechefen ansat", Wanted.TIME),
    ],
)
def test_a_fact_that_passages_about_the_matter_lack_is_named(
    question: str, missing: Wanted
) -> None:
    findings = INDEX.find(question)
    assert findings.tier is not Tier.CONFIDENT
    assert findings.missing is missing


def test_a_number_must_stand_beside_what_is_counted() -> None:
    guests = passage(
        "Gæster", "Ledere er velkomne, og det gælder i hele byen og på havnen. Vi har tre skure."
    )
    assert Index.build([guests]).find("Hvor mange ledere er der?").tier is not Tier.CONFIDENT
    sheds = Index.build([guests, COST, LEAD]).find("Hvor mange skure har vi?")
    assert sheds.hits[0].passage == guests


def test_a_near_miss_is_no_answer() -> None:
    assert INDEX.find("Hvem må bruge cykelskurene om natten?").tier is not Tier.CONFIDENT


def test_med_and_med_are_two_words() -> None:
    assert found("og MED?")[0] == COMMITTEE
    assert found("hvad med med?")[0] == COMMITTEE


def test_a_question_that_leans_on_the_one_before_is_about_the_same_matter() -> None:
    assert found("Hvad med prisen?", previous="Hvad er formålet med cykelplanen?")[0] == COST
    assert found("og hvorfor?", previous="Hvad siger MED om cykelplanen?")[0] == COMMITTEE


def test_a_question_with_matter_of_its_own_does_not_lean() -> None:
    alone = INDEX.find("Hvad koster cykelplanen?")
    assert INDEX.find("Hvad koster cykelplanen?", previous="Hvem leder arbejdet?") == alone


def test_a_question_that_points_back_is_about_the_passage_that_answered_before() -> None:
    """Not about whatever else the word it has stands in."""
    price = passage("Bygning af skure", "Skurene koster 90.000 kr.", document="Notat om skure")
    index = Index.build([*INDEX.passages, price])

    alone = index.find("hvad koster det?")
    after = index.find("hvad koster det?", previous="Hvor står skurene?")

    assert (alone.hits[0].passage, after.hits[0].passage) == (COST, price)


def test_a_question_that_goes_on_with_a_new_subject_is_not_dragged_back() -> None:
    alone = INDEX.find("og hvad med skure?")
    assert INDEX.find("og hvad med skure?", previous="Hvad koster cykelplanen?") == alone


def test_a_greeting_changes_nothing() -> None:
    asked = "hvor kommer pengene til cykelplanen fra"
    assert INDEX.find(f"Hej, jeg er ny leder. {asked}") == INDEX.find(asked)


def test_a_passage_without_variants_is_not_hidden_by_those_that_have_many() -> None:
    variants = (f"Hvad siger planen om punkt {number}, skure og tage?" for number in range(20))
    curated = passage("Planen", "Planen er god. Den er for alle.", *variants)
    index = Index.build([curated, COST, LEAD, COMMITTEE, SHEDS])
    assert index.find("hvor bygges de aflåste skure ifølge planen").hits[0].passage == SHEDS


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår er fristen for at ønske efterårsferie?",
        "hvad er fristen for at ønske vagter",
        "hvem godkender ønsker om sommerferie",
    ],
)
def test_what_is_near_a_variant_is_not_taken_for_it(question: str) -> None:
    answer = passage(
        "",
        "Fristen for at ønske sommerferie er den 1. februar.",
        "Hvornår er fristen for at ønske sommerferie?",
    )
    index = Index.build([answer, COST, LEAD, COMMITTEE, SHEDS])
    assert index.find("Hvornår er fristen for sommerferie?").tier is Tier.CONFIDENT
    assert index.find(question).tier is not Tier.CONFIDENT


def test_of_a_time_that_passes_a_document_is_not_sure() -> None:
    sheds = passage("Skure", "Der er bygget tolv aflåste skure på havnen og ved rådhuset.")
    index = Index.build([sheds, COST, LEAD, COMMITTEE])
    assert index.find("hvor mange skure er der bygget").tier is Tier.CONFIDENT
    assert index.find("hvor mange skure er der bygget sidste år").tier is not Tier.CONFIDENT


def test_an_index_of_nothing_finds_nothing() -> None:
    assert Index.build([]).find("Hvad koster cykelplanen?").tier is Tier.OFFERED


def test_an_index_can_be_sent_to_another_process() -> None:
    question = "Hvad koster cykelplanen?"
    assert pickle.loads(pickle.dumps(INDEX)).find(question) == INDEX.find(question)


WORDS = some.sampled_from(
    ("hvad", "hvornår", "hvem", "hvor", "koster", "cykelplanen", "og", "MED", "åbent", "?", ",")
)
MOST = {Tier.CONFIDENT: 2, Tier.SUGGESTED: 3, Tier.OFFERED: 1}


@given(some.lists(WORDS).map(" ".join) | some.text())
def test_whatever_is_asked_findings_keep_their_promises(question: str) -> None:
    findings = INDEX.find(question)
    assert (
        len(findings.hits) <= {Tier.CONFIDENT: 2, Tier.SUGGESTED: 3, Tier.OFFERED: 1}[findings.tier]
    )
    assert findings.hits or findings.tier is Tier.OFFERED
    assert all(hit.sentence in hit.passage.text for hit in findings.hits)
    assert len({hit.passage.id for hit in findings.hits}) == len(findings.hits)
    if findings.tier is Tier.OFFERED:
        assert all(hit.passage.gap for hit in findings.hits)


def test_a_question_that_is_a_variant_word_for_word_is_answered_as_its_author_decided() -> None:
    """However many other passages speak of the same; case and punctuation don't matter."""
    gap = passage("Datoen", "Datoen står ikke i papirerne.", "Hvornår er mødet?", gap=True)
    answer = passage("Mødet", "Mødet er for alle.", "Hvem er mødet for?", "Hvad er mødet?")
    others = [
        passage("Mødet", f"Mødet er om emne {number}, hvornår det er.") for number in range(5)
    ]
    index = Index.build([*others, answer, gap])

    when, who = index.find("hvornår er mødet"), index.find("HVEM er mødet for")

    assert (when.tier, when.hits[0].passage) == (Tier.OFFERED, gap)
    assert (who.tier, who.hits[0].passage) == (Tier.CONFIDENT, answer)


def test_a_variant_that_stands_for_two_passages_decides_nothing() -> None:
    gap = passage("Hegn", "Om hegnet står der intet.", "Hvad med hegnet?", gap=True)
    answer = passage("Hegn", "Hegnet er grønt.", "Hvad med hegnet?")

    found = Index.build([gap, answer]).find("hvad med hegnet")

    assert found.hits[0].passage == answer  # as for any other question, an answer before a gap
