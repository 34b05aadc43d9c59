"""The cards on saved answers and on documents, with little and with much in them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import cards.documents as documents
import cards.knowledge.drafts as drafts
import cards.knowledge.importing as importing
import cards.knowledge.listing as listing
import cards.knowledge.showing as showing
import cards.knowledge.writing as writing
from bot.documents.values import KeptDocument
from bot.knowledge.values import (
    ANSWER_LENGTH,
    QUESTION_LENGTH,
    SOURCE_LENGTH,
    ChangedLine,
    Changes,
    Column,
    Content,
    FieldChange,
    Knowledge,
    NewLine,
    Phase,
    Version,
    Which,
)
from bot.messages import Card
from bot.people.values import Level, Person, Role
from bot.questions.values import AnsweredQuestions

NOW = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
TODAY = NOW.date()
ADA = Person(
    id=UUID(int=1),
    name="Ada *Atlas*",
    email="ada@kommune.example",
    title="Kommunaldirektør",
    unit="Direktionen",
    level=Level.DIREKTION,
    role=Role.DIRECTORATE,
    groups=(),
    language=None,
)
DIRECTORS = [replace(ADA, id=UUID(int=number), name="Å" * 200) for number in range(1, 9)]
ONE = Knowledge(
    id=UUID(int=7),
    phase=Phase.DRAFT,
    content=Content("Må vi holde *julefrokost*?", "Ja, i egen tid.", (), "Kommunaldirektøren"),
    owner=ADA,
    review_on=date(2027, 3, 3),
    inquiry_id=None,
    revision=3,
    changed_by=ADA,
    changed_at=NOW,
)
MUCH = Content(
    question="Æ" * QUESTION_LENGTH,
    answer="😀\n" * (ANSWER_LENGTH // 2),
    variants=("ø" * 150,) * 20,
    source="Å" * SOURCE_LENGTH,
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
)
LARGEST = replace(ONE, content=MUCH, owner=DIRECTORS[0], review_on=TODAY, phase=Phase.CURRENT)
DOCUMENT = KeptDocument(UUID(int=8), "Møder *her*", None, None, 1, NOW, "", False, None)
LONGEST = KeptDocument(UUID(int=8), "Æ" * 300, "24/277", TODAY, 4000, NOW, "Å" * 200, False, NOW)


def saved_answers() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return _writing() | _showing() | _importing() | _documents()


def _writing() -> dict[str, Card]:
    filled = writing.SaveKnowledge.filled_with
    too_long = replace(
        MUCH, question="Æ" * 2 * QUESTION_LENGTH, answer="æ" * (ANSWER_LENGTH + 1000)
    )
    largest = filled(replace(LARGEST, content=too_long).written, knowledge_id=ONE.id, revision=3)
    names = ("question", "answer", "variants", "source", "valid_until", "owner", "review_on")
    errors = dict.fromkeys(names, "Det er *galt*.")
    draft = replace(LARGEST, phase=Phase.DRAFT)
    return {
        "new saved answer": writing.form(filled(ONE.written), [ADA]),
        "the largest form of a saved answer": writing.form(
            largest, DIRECTORS, is_given=True, errors=errors
        ),
        "form of a saved answer beside another's": writing.form(
            largest, DIRECTORS, about="Den er *ændret*.", theirs=MUCH
        ),
        "draft of a saved answer": drafts.draft(ONE, today=TODAY),
        "the largest draft of a saved answer": drafts.draft(
            draft, today=TODAY, said="Gemt.", same=LARGEST
        ),
        "nothing to replace": drafts.choose_replaced(ONE, []),
        "much to replace": drafts.choose_replaced(draft, [LARGEST] * 25, error="Vælg et."),
        "replacing": drafts.confirm_replacing(draft, LARGEST, today=TODAY),
        "saved answer discarded": drafts.discarded(ONE),
        "saved answer not begun": writing.not_saved(),
    }


def _showing() -> dict[str, Card]:
    current = replace(ONE, phase=Phase.CURRENT)
    retired = replace(ONE, phase=Phase.RETIRED)
    versions = [
        Version(number, phase, MUCH, DIRECTORS[0], NOW)
        for number, phase in enumerate((Phase.CURRENT, Phase.RETIRED, Phase.CURRENT))
    ]
    empty = {
        f"no saved answers ({one.value})": listing.listing(
            [], which=one, search="", offset=0, total=0, today=TODAY
        )
        for one in Which
    }
    return empty | {
        "saved answer": showing.overview(current, said_on=TODAY, now=NOW),
        "the largest saved answer": showing.overview(
            LARGEST, said_on=TODAY, now=NOW, said="Udgivet."
        ),
        "saved answer taken out": showing.overview(retired, said_on=TODAY, now=NOW),
        "saved answer just taken out": showing.taken_out(retired),
        "no history": showing.history(ONE, [], offset=0, total=0, now=NOW),
        "the largest history": showing.history(LARGEST, versions, offset=3, total=40, now=NOW),
        "nothing found": listing.listing(
            [], which=Which.GIVEN, search="*jul*", offset=0, total=0, today=TODAY
        ),
        "many saved answers": listing.listing(
            [LARGEST] * listing.PAGE,
            which=Which.GIVEN,
            search="jul",
            offset=5,
            total=400,
            today=TODAY,
        ),
        "nothing to review": listing.reviews([]),
        "a review": listing.reviews([current]),
        "many reviews": listing.reviews([LARGEST] * 40),
    }


def _importing() -> dict[str, Card]:
    field = FieldChange(Column.ANSWER, "😀" * 1500, "😀" * 700 + "*Nyt*\nto")
    dated = FieldChange(Column.VALID_UNTIL, None, TODAY)
    few = Changes((NewLine(2, ONE.written),), (ChangedLine(ONE, ONE.written, (dated,)),), 1, 1)
    fields = (field,) * len(Column)
    many = Changes(
        (NewLine(2, LARGEST.written),) * 400,
        (ChangedLine(LARGEST, LARGEST.written, fields),) * 400,
        40,
        40,
    )
    names = dict.fromkeys(Column, "Andre måder at spørge på")

    def preview(changes: Changes, *, offset: int = 0) -> Card:
        return importing.preview(
            "Viden.xlsx",
            changes,
            names,
            file_id=UUID(int=9),
            seen="0" * 64,
            offset=offset,
            about="Ændret.",
        )

    return {
        "import of nothing": preview(Changes((), (), 3, 0)),
        "import": preview(few),
        "import of many new": preview(many, offset=4),
        "the largest import": preview(many, offset=420),
        "faulty import": importing.faulty("Viden.xlsx", ["Række 2, Svar: *galt*."] * 40),
        "imported": importing.done(12),
        "not imported": importing.not_done(),
    }


def _documents() -> dict[str, Card]:
    questions = AnsweredQuestions(400, (("Hvad *er* det?", 2), *((("æ" * 2000, 1),) * 99)))

    def answered(found: AnsweredQuestions | None, offset: int) -> Card:
        period = documents.Period.QUARTER
        return documents.answered(LONGEST, found, fewest=3, period=period, offset=offset)

    return {
        "no documents": documents.documents([], retired=False, offset=0, total=0),
        "no retired documents": documents.documents([], retired=True, offset=0, total=0),
        "a document in the list": documents.documents([DOCUMENT], retired=False, offset=0, total=1),
        "many documents": documents.documents([LONGEST] * 5, retired=True, offset=5, total=40),
        "a document": documents.document(DOCUMENT),
        "the longest document": documents.document(LONGEST, said="Det er gjort."),
        "retiring a document": documents.confirm_retiring(LONGEST),
        "document retired": documents.retired(LONGEST),
        "answered too little": answered(None, 0),
        "answered much": answered(questions, 20),
    }
