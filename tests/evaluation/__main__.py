"""The figures of the README: every file of questions, one line each (`make evaluate`)."""

from collections import Counter
from pathlib import Path

from bot.documents.search import Index
from tests.evaluation.evaluate import passages, questions, verdicts

HERE = Path(__file__).parent
PROGRAMME = HERE.parents[1] / "bot" / "documents" / "programme"
MEETINGS, PLAN, SENIORS = (
    HERE / "documents" / name
    for name in ("moedekultur.txt", "kompetenceplan.md", "seniorordning.txt")
)

# What is searched, for each file of questions. Those that judge were written by people who had
# seen neither the bot nor the other questions, and nothing was tuned on them.
SETS: tuple[tuple[str, str, tuple[Path, ...]], ...] = (
    ("**programme, judging**", "judge", (PROGRAMME,)),
    ("programme, first", "first", (PROGRAMME,)),
    ("programme, development", "development", (PROGRAMME,)),
    ("programme, once judging", "development-2", (PROGRAMME,)),
    ("**imported, judging**", "seniorordning", (SENIORS,)),
    ("**imported beside the rest, judging**", "seniorordning", (PROGRAMME, PLAN, SENIORS)),
    ("imported, development", "moedekultur", (MEETINGS,)),
    ("imported, once judging", "kompetenceplan", (PLAN,)),
)


def main() -> None:
    """Print the table."""
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


if __name__ == "__main__":
    main()
