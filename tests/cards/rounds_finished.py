"""The cards on what a round came to, with little and with much in them."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import cards.pending
import cards.rounds.extending as extending
import cards.rounds.outcome as outcome
import cards.rounds.outcome_approving as outcome_approving
import cards.rounds.results as results
import cards.rounds.texts as texts
import cards.rounds.themes as themes
from bot.messages import Card
from bot.rounds.findings import (
    MOST_FIGURES,
    MOST_THEMES,
    OUTCOME_LENGTH,
    REASON_LENGTH,
    THEME_NAME_LENGTH,
    WHO_LENGTH,
    Concluded,
    Consent,
    Draft,
    Outcome,
    Progress,
    Published,
    Result,
    Results,
    Share,
    Theme,
    ThemeState,
    UnitProgress,
    Written,
)
from bot.rounds.values import (
    ITEM_LENGTH,
    MOST_OPTIONS,
    NUMERIC,
    TEXT_LENGTH,
    Count,
    Kind,
    Participation,
    Partition,
    Phase,
    Question,
)
from cards.rounds.outcome_received import received
from cards.rounds.ways import EVERY, REST, ShowTexts
from tests.cards.rounds_in_making import DIRECTORS, DRAFT, LARGEST, LITTLE, MUCH, NOW
from tests.cards.sent_broadcasts import LONGEST_NAMED

PLACES = {Kind.RATING: 5, Kind.CHOICE: MOST_OPTIONS, Kind.CHOICES: MOST_OPTIONS}
OPEN = replace(DRAFT, phase=Phase.OPEN, number=287, opens=NOW, closes=NOW + timedelta(days=2))
SMALL = replace(OPEN, phase=Phase.CLOSED, content=LITTLE)
# Of every question as many options as there can be, and as many numbers.
LARGE = replace(
    LARGEST,
    phase=Phase.CLOSED,
    content=replace(
        MUCH,
        questions=tuple(
            replace(one, kind=Kind.RANKING) if one.kind not in NUMERIC else one
            for one in MUCH.questions
        ),
    ),
)


def rounds_finished() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _results() | _themes() | _outcome() | _extending()


def _count(question: Question, partition: Partition = Partition.ALL, group: str = "") -> Count:
    numbers = tuple(range(100, 100 + PLACES.get(question.kind, MOST_OPTIONS)))
    return Count(question.key, partition, group, 287, numbers)


def _result(place: int, question: Question) -> Result:
    units = tuple(
        _count(question, Partition.UNIT, f"{'Å' * 240}/{number}{'Ø' * 240}") for number in range(30)
    )
    levels = (_count(question, Partition.LEVEL, "direktion+chef"),)
    count = _count(question)
    return Result(place, question, count, units, levels, count, 0, (*levels, *units[:15]))


def _much() -> Results:
    found = tuple(
        _result(place, question) for place, question in enumerate(LARGE.content.questions, start=1)
    )
    return Results(LARGE, 280, found, LARGE)


def _results() -> dict[str, Card]:
    [question] = LITTLE.questions
    written = Result(1, question, Count(question.key, Partition.ALL, "", 31, ()), (), (), None, 31)
    units = tuple(
        UnitProgress(f"{'Å' * 240}/{'Ø' * 240}", 40, Share.HALF_OR_MORE) for _one in range(40)
    )
    nothing = Results(SMALL, 0, (replace(written, count=None),), None)
    much = _much()
    return {
        "no progress": results.progress(Progress(OPEN, 0, ()), offset=0, now=NOW),
        "much progress": results.progress(
            Progress(replace(LARGE, phase=Phase.OPEN), 280, units), offset=12, now=NOW
        ),
        "no results": results.results(nothing),
        "too few results": results.results(replace(nothing, answered=4)),
        "texts to read": results.results(Results(SMALL, 31, (written,), None)),
        "texts that are gone": results.results(
            Results(SMALL, 31, (replace(written, texts=0),), None)
        ),
        "the largest results": results.results(much),
        "the last of the largest results": results.results(much, offset=9),
        "no groups": results.groups(nothing, nothing.results[0], offset=0),
        "the largest groups": results.groups(much, much.results[2], offset=0),
        "results as a file": results.files(LARGE),
        "results with names as a file": results.files(
            replace(SMALL, content=replace(LITTLE, anonymous=False))
        ),
    }


def _theme(number: int, state: ThemeState) -> Theme:
    return Theme(
        UUID(int=number),
        LARGE.id,
        f"{number}".ljust(THEME_NAME_LENGTH, "Æ"),
        state,
        "Å" * WHO_LENGTH,
        "ø" * REASON_LENGTH,
        number,
    )


MOST = [_theme(number, [*ThemeState][number % 4]) for number in range(MOST_THEMES)]


def _themes() -> dict[str, Card]:
    [question] = LITTLE.questions
    one = Written(UUID(int=1), "*Ro*", None, None)
    longest = Written(
        UUID(int=2),
        ["æ" * ITEM_LENGTH, "ø" * TEXT_LENGTH],
        MOST[0].id,
        LONGEST_NAMED,
    )
    every = ShowTexts(LARGE.id, MUCH.questions[0].key, EVERY, 5)
    rest = ShowTexts(SMALL.id, question.key, REST, 0)
    in_theme = replace(every, question="", which=str(MOST[0].id), offset=0)
    filled = texts.PutTexts(
        LARGE.id, every.question, EVERY, 5, (str(longest.id),), MOST[1].id, "Æ" * 60
    )
    errors = {"name": "Vælg *et*", "texts": "Vælg *et*"}
    return {
        "no texts": texts.texts(SMALL, question, [], [], rest, total=0),
        "one text": texts.texts(SMALL, question, [one], [], rest, total=1),
        "the longest texts": texts.texts(
            LARGE,
            MUCH.questions[0],
            [longest] * texts.TEXTS,
            MOST,
            every,
            total=4000,
            said="Lagt i *Ro*.",
            filled=filled,
            errors=errors,
        ),
        "texts of a theme": texts.texts(LARGE, None, [longest], MOST, in_theme, total=1),
        "no texts in a theme": texts.texts(LARGE, None, [], MOST, in_theme, total=0),
        "no themes": themes.themes(SMALL, [], offset=0, typed="Ro", error="Skriv det *kortere*."),
        "one theme": themes.themes(SMALL, MOST[:1], offset=0),
        "the most themes": themes.themes(LARGE, MOST, offset=0, said="*Gemt*"),
        "theme form": themes.theme_form(
            MOST[2],
            themes.DecideTheme.filled_with(MOST[2]),
            errors=dict.fromkeys(("name", "who", "reason"), "Det er *galt*."),
        ),
    }


def _outcome() -> dict[str, Card]:
    [question] = LITTLE.questions
    nothing = Results(SMALL, 0, (Result(1, question, None, (), (), None, 0),), None)
    empty = Published("", (), (), NOW, LONGEST_NAMED.name)
    none = Outcome(nothing, Draft(), (), 1, empty)
    much = _much()
    keys = tuple(one.question.key for one in much.results[1 : 1 + MOST_FIGURES])
    largest = Published(
        "ø" * OUTCOME_LENGTH,
        keys,
        tuple(Concluded(one.name, one.state, one.who, one.reason) for one in MOST),
        NOW,
        LONGEST_NAMED.name,
    )
    draft = Draft(7, largest.text, keys, tuple(one.id for one in MOST))
    written = Outcome(much, draft, tuple(MOST), 287, largest)
    sent = replace(written, draft=replace(draft, published=largest))
    corrected = replace(sent, fresh=replace(largest, text="ø" * OUTCOME_LENGTH, figures=keys[:2]))
    filled = outcome.SaveOutcome.filled_with
    seen = [(one.question, one.count) for one in much.results[1 : 1 + MOST_FIGURES] if one.count]
    return {
        "outcome form": outcome.form(none, filled(none)),
        "the largest outcome form": outcome.form(
            written,
            filled(written),
            errors={"text": "For *langt*", "figures": "Højst *tre*"},
            said="En anden har rettet *den*.",
        ),
        "outcome without a text": outcome.preview(none, by=DIRECTORS[0], now=NOW),
        "the largest outcome": outcome.preview(
            written, by=DIRECTORS[0], now=NOW, said="*Antallet* er ændret."
        ),
        "outcome for nobody": outcome.preview(replace(written, number=0), by=DIRECTORS[0], now=NOW),
        "outcome sent": outcome.preview(sent, by=DIRECTORS[0], now=NOW),
        "outcome corrected": outcome.preview(corrected, by=DIRECTORS[0], now=NOW),
        "outcomes owed": cards.pending.pending(
            receipts=[], approvals=[], outcomes=[LARGE, SMALL], now=NOW
        ),
        "outcome received": received(LARGE, largest, seen),
    } | _outcome_approved(written, sent, corrected)


def _outcome_approved(written: Outcome, sent: Outcome, corrected: Outcome) -> dict[str, Card]:
    needed = Consent(needed=True, author=LONGEST_NAMED, approvers=DIRECTORS)
    asked = replace(needed, id=LARGE.id, approver=LONGEST_NAMED, asked_at=NOW)
    awaits, by = replace(written, consent=asked), DIRECTORS[0]
    rectified = replace(corrected, consent=asked)
    question, cards_after = outcome_approving.approval, outcome_approving.OUTCOMES
    return {
        "outcome to be approved": outcome.preview(
            replace(written, consent=replace(needed, is_void=True)),
            by=by,
            now=NOW,
            error="Vælg, *hvem*.",
        ),
        "outcome that only oneself can approve": outcome.preview(
            replace(written, consent=replace(needed, approvers=(by,))), by=by, now=NOW
        ),
        "outcome that awaits approval": outcome.preview(awaits, by=by, now=NOW),
        "outcome that takes no approval any more": outcome.preview(
            replace(awaits, consent=replace(asked, needed=False)), by=by, now=NOW
        ),
        "the question for an outcome": question(awaits, LARGE.id, revision=7),
        "the question for a corrected outcome": question(
            rectified, LARGE.id, revision=7, comment="Æ" * 501, error="Skriv det *kortere*."
        ),
        "outcome not asked about any more": cards_after.void(awaits),
        "outcome returned": cards_after.returned(awaits, "Ret *det*", by="Bo *Bakke*"),
        "outcome that came back": cards_after.came_back(written, "Ret *det*", by="Bo *Bakke*"),
        "outcome not sent": outcome_approving.not_sent(written),
        "outcome of a round that is gone": outcome_approving.gone(),
        "status of an outcome": outcome_approving.status(awaits, now=NOW),
        "status of an outcome that is sent": outcome_approving.status(sent, now=NOW),
        "status of an outcome that is a draft": outcome_approving.status(written, now=NOW),
        "status of a corrected outcome": outcome_approving.status(corrected, now=NOW),
        "outcomes to approve": cards.pending.pending(
            receipts=[], approvals=[], outcomes_to_approve=[awaits], now=NOW
        ),
    }


def _extending() -> dict[str, Card]:
    errors = {"closes_on": "Vælg *senere*.", "closes_at": "Findes *ikke*."}
    closed = replace(LARGE, closes=NOW - timedelta(days=1))
    states = {
        f"more time ({state})": extending.more_time(OPEN, state, now=NOW) for state in Participation
    }
    return states | {
        "more time was": extending.more_time(closed, Participation.INVITED, now=NOW),
        "round extension": extending.form(OPEN, errors={}, now=NOW),
        "the largest round extension": extending.form(
            replace(LARGE, phase=Phase.OPEN), extending.Extend(LARGE.id), errors=errors, now=NOW
        ),
        "round extended": extending.extended(OPEN, now=NOW),
        "round not reopened": extending.cannot_reopen(closed),
    }
