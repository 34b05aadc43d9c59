"""The figures of the README: every file of questions, one line each (`make evaluate`)."""

from collections import Counter
from pathlib import Path

from bot.documents.search import Index
from tests.evaluation import minutes
from tests.evaluation.evaluate import passages, questions, saved_answers, verdicts

HERE = Path(__file__).parent
PROGRAMME = HERE.parents[1] / "bot" / "documents" / "programme"
MEETINGS, PLAN, SENIORS, SICKNESS, HOME, HIRING, ABSENCE, PAY, TRAVEL, IT = (
    HERE / "documents" / name
    for name in (
        "moedekultur.txt",
        "kompetenceplan.md",
        "seniorordning.txt",
        "sygefravaer.txt",
        "hjemmearbejde.md",
        "rekruttering.txt",
        "fjordager-fravaer.md",
        "fjordager-loen.txt",
        "fuglsang-tjenesterejser.md",
        "fuglsang-it.txt",
    )
)

# What is searched, for each file of questions. Those that judge, or once did, were written by
# people who had seen neither the bot nor the other questions; nothing is tuned on those that judge.
SETS: tuple[tuple[str, str, tuple[Path, ...]], ...] = (
    ("**programme, judging**", "judge-3", (PROGRAMME,)),
    ("**imported: travel, judging**", "fuglsang-tjenesterejser", (TRAVEL,)),
    ("**imported: IT, judging**", "fuglsang-it", (IT,)),
    ("**travel beside the rest, judging**", "fuglsang-tjenesterejser", (PROGRAMME, TRAVEL, IT)),
    ("**IT beside the rest, judging**", "fuglsang-it", (PROGRAMME, TRAVEL, IT)),
    ("programme, once judging (3)", "judge-2", (PROGRAMME,)),
    ("imported: absence, once judging", "fjordager-fravaer", (ABSENCE,)),
    ("imported: pay, once judging", "fjordager-loen", (PAY,)),
    ("absence beside the rest", "fjordager-fravaer", (PROGRAMME, ABSENCE, PAY)),
    ("pay beside the rest", "fjordager-loen", (PROGRAMME, ABSENCE, PAY)),
    ("programme, first", "first", (PROGRAMME,)),
    ("programme, development", "development", (PROGRAMME,)),
    ("programme, once judging", "development-2", (PROGRAMME,)),
    ("programme, once judging (2)", "judge", (PROGRAMME,)),
    ("imported: meetings", "moedekultur", (MEETINGS,)),
    ("imported: competences, once judging", "kompetenceplan", (PLAN,)),
    ("imported: seniors, once judging", "seniorordning", (SENIORS,)),
    ("imported: sickness", "sygefravaer", (SICKNESS,)),
    ("imported: working at home", "hjemmearbejde", (HOME,)),
    ("imported: hiring", "rekruttering", (HIRING,)),
    ("seniors beside the rest", "seniorordning", (PROGRAMME, PLAN, SENIORS)),
    ("sickness beside the rest", "sygefravaer", (PROGRAMME, PLAN, SICKNESS)),
    ("working at home beside the rest", "hjemmearbejde", (PROGRAMME, PLAN, HOME)),
    ("hiring beside the rest", "rekruttering", (PROGRAMME, PLAN, HIRING)),
)
EVERYTHING = (PROGRAMME, MEETINGS, PLAN, SENIORS, SICKNESS, HOME, HIRING)
SAVED = HERE / "documents" / "saved-answers.jsonl"


def main() -> None:
    """Print the tables."""
    print("| questions | answerable | first | helped | confident & wrong | others | harm |")
    print("|---|---|---|---|---|---|---|")
    for name, file, documents in SETS:
        index = Index.build(passages(documents))
        answered, refused = Counter[str](), Counter[str]()
        for question in questions(HERE / "questions" / f"{file}.jsonl"):
            found = verdicts(question, index.find(question.text))
            (refused if question.refuse else answered).update(found | {"asked"})
        shares = [answered[part] / answered["asked"] for part in ("first", "helped")]
        wrong = answered["confident & wrong"] / answered["asked"]
        harm = refused["harm"] / refused["asked"]
        print(
            f"| {name} | {answered['asked']} | {shares[0]:.1%} | {shares[1]:.1%} | {wrong:.1%} "
            f"| {refused['asked']} | {harm:.1%} |"
        )
    print("\n| follow-ups | questions | first | first without the one before | helped |")
    print("|---|---|---|---|---|")
    index = Index.build([*passages(EVERYTHING), *saved_answers(SAVED)])
    followups = questions(HERE / "questions" / "followups.jsonl")
    for name, alone in (("need the question before", False), ("have a subject of their own", True)):
        asked = [question for question in followups if question.alone is alone]
        following = [
            verdicts(each, index.find(each.text, previous=each.previous)) for each in asked
        ]
        by_itself = [verdicts(each, index.find(each.text)) for each in asked]
        first, without, helped = (
            sum(part in each for each in said) / len(asked)
            for part, said in (("first", following), ("first", by_itself), ("helped", following))
        )
        print(f"| {name} | {len(asked)} | {first:.1%} | {without:.1%} | {helped:.1%} |")
    print()
    minutes.print_figures()


if __name__ == "__main__":
    main()
