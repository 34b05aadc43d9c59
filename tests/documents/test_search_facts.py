import pytest

from bot.documents.search.facts import asked_fact, counted, holds
from bot.documents.values import Wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvornår åbner svømmehallen?", Wanted.TIME),
        ("hvilken dato er det", Wanted.TIME),
        ("hvor holder vi sommerfest", Wanted.PLACE),
        ("Hvem leder arbejdet?", Wanted.PERSON),
        ("hvad koster det", Wanted.AMOUNT),
        ("hvor mange deltager", Wanted.NUMBER),
        ("how many people", Wanted.NUMBER),
        ("hvor tit mødes I", Wanted.NUMBER),
    ],
)
def test_a_question_tells_which_kind_of_fact_it_asks_for(question: str, kind: Wanted) -> None:
    fact = asked_fact(question)
    assert fact is not None
    assert fact.kind is kind


@pytest.mark.parametrize("question", ["Hvad går det ud på?", "svømmehallen", "fortæl om festen"])
def test_most_questions_ask_for_no_particular_fact(question: str) -> None:
    assert asked_fact(question) is None
    assert holds("Hvad som helst.", asked_fact(question))


@pytest.mark.parametrize(
    ("question", "with_fact", "without"),
    [
        ("hvornår", "Den åbner den 3. marts 2031.", "Den åbner snart."),
        ("hvilken dato", "Den åbner den 3. marts 2031.", "Den åbner i efteråret."),
        ("hvor mange", "Der kommer tolv gæster.", "Der kommer gæster."),
        ("hvad koster det", "Det koster 400 kr.", "Det er en god fest."),
        ("hvem", "Festudvalget pynter op.", "Der pyntes op."),
        ("hvem sidder i udvalget", "Det består af tre ledere.", "Udvalget mødes tit."),
        ("hvem er havnechef", "Havnechefen er Bo Bach.", "Havnechefen svarer på mail."),
        ("hvor gammel skal man være", "Man skal være fyldt 18 år.", "Man skal være rask."),
        ("hvor lang tid tager det", "Det tager to hele uger.", "Afsnit 3 er det længste."),
        ("hvornår på dagen", "Vi begynder kl. 9.", "Vi begynder den 3. marts 2031."),
        ("hvilke tre skure", "Det er det røde, det gule og det blå skur.", "Tre skure males."),
        ("hvad er tillid?", "Tillid er at regne med hinanden.", "Vi har tillid."),
        ("hvor er det", "Det er i Fjordby.", "Det er et godt sted."),
        ("hvor er det", "Det er i Fjordby.", "Det er i Fjordby Kommune."),
        ("hvor er det", "Det er på Havnen.", "Det er i Festudvalget."),
        ("hvor tit", "Vi mødes hver uge.", "Vi mødes."),
        ("hvor mange", "I 2031 kom 12.", "Festen var den 3. marts 2031, sag 31/44, punkt 2."),
        ("hvad sker der hvis det regner", "Regner det, skal vi gå.", "Regnen er våd."),
        ("link til planen", "Se https://plan.example", "Se planen."),
        ("hvilke lege er der", "Lege: sækkeløb, tovtrækning og stolelege.", "Der er lege."),
    ],
)
def test_a_text_holds_a_fact_or_lacks_it(question: str, with_fact: str, without: str) -> None:
    fact = asked_fact(question)
    assert holds(with_fact, fact)
    assert not holds(without, fact)


def test_what_is_counted_follows_how_many() -> None:
    assert counted("Hvor mange gæster kommer der?") == "gæster kommer der?"
    assert counted("Hvem kommer?") == ""
