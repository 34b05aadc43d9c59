"""Near ways to ask get a saved answer without doubt; what only sounds alike never does."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import pytest_asyncio

from bot.database.sessions import Sessions
from bot.documents.queries import current_passages
from bot.documents.search import Index
from bot.documents.shipped import ensure_shipped
from bot.documents.values import DocumentKind, Passage, Tier

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

SAVED = {
    "Må vi holde julefrokost i arbejdstiden?": "Nej, den holdes efter kl. 16.",
    "Hvem betaler for vikaren på årsmødet?": "Det gør forvaltningen.",
    "Skal vi bruge den nye skabelon til APV?": "Ja, alle bruger den fra 1. april.",
    "Hvornår skal vi senest indberette sygefravær til HR?": "Senest den 5. i hver måned.",
    "Hvor mange dage må man arbejde hjemme om ugen?": "To dage efter aftale med din leder.",
    "Kan jeg få dækket udgiften til lederuddannelsen?": "Ja. Send regningen til HR.",
}
NEAR = [
    ("må man holde julefrokost i arbejdstiden", "16"),
    ("Er det i orden at holde julefrokost i arbejdstiden?", "16"),
    ("hej, må vi gerne holde vores julefrokost i arbejdstiden?", "16"),
    ("hvem skal betale for vikaren på årsmødet?", "forvaltningen"),
    ("skal jeg bruge den nye APV-skabelon?", "1. april"),
    ("får jeg dækket udgifterne til lederuddannelse?", "regningen"),
    ("hvornår skal sygefravær senest indberettes til HR", "den 5."),
    ("hvor mange dage må jeg arbejde hjemmefra om ugen", "To dage"),
]
NEAR_MISSES = [
    "Må vi holde sommerfest i arbejdstiden?",
    "Må vi holde julefrokost på kontoret?",
    "Må vi holde møde i arbejdstiden?",
    "Hvornår skal vi bestille mad til julefrokosten?",
    "Hvem betaler for maden på årsmødet?",
    "Hvem betaler for vikaren ved sygdom?",
    "Skal vi bruge den nye skabelon til MUS?",
    "Hvornår skal vi senest indberette ferie til HR?",
    "Hvem skal indberette sygefravær til HR?",
    "Hvor mange dage må man holde ferie om ugen?",
    "Hvor mange timer må man arbejde hjemme om ugen?",
    "Kan jeg få dækket udgiften til en ny telefon?",
]
DATED = "Hvornår er ledermødet i 2027?"
OF_THE_DATE = [
    "hvornår er ledermødet næste år?",
    "Hvornår holder vi ledermøde næste år?",
    "dato for ledermødet",
    "dato for ledermøde",  # word for word of the passage that says it isn't known
    "hvornår er det næste ledermøde",
    "hvornår er næste ledermøde",
]
OF_SOMETHING_ELSE = [
    "hvor er ledermødet",
    "sted for ledermødet",
    "hvem deltager i ledermødet",
    "hvor længe varer ledermødet",
    "hvornår er det første ledermøde",
    "hvornår er arbejdsmiljødagen",
]


@pytest_asyncio.fixture
async def index(sessions: Sessions) -> Index:
    """What the bot ships with, and saved answers."""
    await ensure_shipped(sessions, now=datetime(2026, 3, 1, tzinfo=UTC))
    async with sessions.read() as session:
        shipped = await current_passages(session, date(2026, 3, 3))
    return Index.build((*shipped, *(saved(*each) for each in SAVED.items())))


def saved(question: str, text: str) -> Passage:
    """A saved answer as it is found."""
    return Passage(
        id=uuid4(),
        text=text,
        section=question,
        document="Kommunaldirektøren",
        when=date(2026, 3, 3),
        variants=(question,),
        kind=DocumentKind.ANSWER,
    )


async def test_near_ways_to_ask_are_answered_and_near_misses_only_suggested(index: Index) -> None:
    for question, expected in NEAR:
        found = index.find(question)
        assert found.tier is Tier.CONFIDENT, question
        assert expected in found.hits[0].passage.text, question
    for question in NEAR_MISSES:
        assert index.find(question).tier is not Tier.CONFIDENT, question


async def test_of_two_that_answer_the_same_none_is_given_without_doubt(index: Index) -> None:
    question = "Må vi holde julefrokost i arbejdstiden?"
    one = next(each for each in index.passages if each.section == question)
    other = Passage(uuid4(), "Ja.", question, "HR", variants=(question,), kind=DocumentKind.ANSWER)

    found = Index.build((one, other)).find(question)

    assert found.tier is Tier.SUGGESTED
    assert {hit.passage.text for hit in found.hits} == {one.text, "Ja."}


async def test_what_isnt_known_gives_way_to_what_was_answered_since(index: Index) -> None:
    taught = saved(DATED, "Ledermødet i 2027 er torsdag den 21. januar kl. 9-15.")
    later = Index.build((*index.passages, taught))

    for question in OF_THE_DATE:
        assert any(hit.passage.gap for hit in index.find(question).hits), question
        found = later.find(question)
        assert found.tier is not Tier.OFFERED, question
        assert found.hits[0].passage == taught, question
        assert not any("Datoen" in hit.passage.text for hit in found.hits), question
    for question in OF_SOMETHING_ELSE:
        assert later.find(question) == index.find(question), question
    assert later.find("Hvornår er ledermødet?").tier is Tier.CONFIDENT


async def test_what_stands_by_itself_doesnt_lean_on_a_saved_answer(index: Index) -> None:
    taught = saved(DATED, "Ledermødet i 2027 er torsdag den 21. januar kl. 9-15.")
    later = Index.build((*index.passages, taught))

    alone = later.find("er MED med i det?")
    assert alone.tier is Tier.CONFIDENT
    assert later.find("er MED med i det?", previous=DATED) == alone
    for question in ("hvad går det ud på?", "hvem skal med?", "hvor er det?"):
        assert later.find(question, previous=DATED).tier is Tier.SUGGESTED, question
    when = later.find("og hvornår?", previous=DATED)
    assert when.tier is Tier.CONFIDENT
    assert when.hits[0].passage == taught
