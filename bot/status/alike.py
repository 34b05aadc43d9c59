"""What unanswered questions have in common, told by their words and never by a question."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.documents.search.words import MED, common_stems, function_words, stem, words
from bot.status.values import ALIKE, MOST_THEMES, Unanswered

MOST_WORDS = 3  # that a group is told by
SHORTEST = 3  # letters of a word that tells something


@dataclass(frozen=True)
class Asked:
    """A question, and who asked it."""

    asker: UUID
    text: str


def groups_of(
    questions: Sequence[Asked], *, names: Iterable[str]
) -> tuple[tuple[Unanswered, ...], int]:
    """The groups of questions that have words in common, the largest first, and how many are left.

    A word is told when ALIKE people have used it in as many questions. names: of people, whose
    words tell nothing. CPU-bound: call it in a thread.
    """
    hidden = {word for name in names for word in words(name)}
    left = [(one.asker, _told(one.text, hidden)) for one in questions]
    groups: list[Unanswered] = []
    while len(groups) < MOST_THEMES:
        shared = _shared(left)
        if not shared:
            break
        members = [one for one in left if shared[0] in one[1]]
        left = [one for one in left if shared[0] not in one[1]]
        with_it = [one for one in _shared(members) if one != shared[0]]
        told = (shared[0], *with_it[: MOST_WORDS - 1])
        groups.append(Unanswered(tuple(_commonest(one, members) for one in told), len(members)))
    return tuple(groups), len(left)


def _told(text: str, hidden: Collection[str]) -> dict[str, str]:
    """The telling words of a question, by their stems."""
    return {
        stem(word): word
        for word in words(text)
        if ((len(word) >= SHORTEST and word.isalpha()) or word == MED)
        and word not in function_words()
        and word not in hidden
    }


def _shared(questions: Sequence[tuple[UUID, dict[str, str]]]) -> list[str]:
    """The stems that enough people have used in enough questions, the most frequent first.

    Of those that are as frequent, the ones that are rarer in the language.
    """
    number: Counter[str] = Counter()
    askers: dict[str, set[UUID]] = defaultdict(set)
    for asker, told in questions:
        number.update(told.keys())
        for one in told:
            askers[one].add(asker)
    enough = [one for one in number if min(number[one], len(askers[one])) >= ALIKE]
    return sorted(enough, key=lambda one: (-number[one], one in common_stems(), -len(one), one))


def _commonest(one: str, questions: Sequence[tuple[UUID, dict[str, str]]]) -> str:
    forms = Counter(told[one] for _asker, told in questions if one in told)
    return min(forms, key=lambda form: (-forms[form], len(form), form))
