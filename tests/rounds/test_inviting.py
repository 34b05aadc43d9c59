"""When those who are missing are reminded, and whom a text names."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.calendar import WorkingHours
from bot.cpr import holds_cpr_number, without_cpr_numbers
from bot.database.sessions import Sessions
from bot.people.importing import apply_import, preview_import
from bot.people.queries import active_people
from bot.rounds.inviting import reminder_times
from bot.rounds.names import named_in
from bot.rounds.values import (
    MOST_OPTIONS,
    OPTION_LENGTH,
    QUESTION_LENGTH,
    QUESTIONS_A_PAGE,
    Kind,
    Question,
    pages_of,
)
from tests.people.rosters import entry, roster


def at(text: str) -> datetime:
    """A time in March 2026, when Copenhagen is an hour ahead: "3 08:00", the third a Tuesday."""
    day, clock = text.split()
    return datetime.fromisoformat(f"2026-03-{int(day):02}T{clock}:00").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("opens", "closes", "halfway", "last"),
    [
        ("3 08:00", "13 11:00", "9 06:00", "12 11:00"),  # half-way is on Sunday: Monday morning
        ("3 08:00", "9 11:00", None, "6 11:00"),  # a day before is Sunday, so Friday
        ("3 08:00", "5 11:00", None, "4 11:00"),
        ("3 08:00", "4 11:00", None, None),
        ("3 08:00", "3 15:00", None, None),
    ],
)
def test_reminders_come_at_work_and_a_day_apart(
    opens: str, closes: str, halfway: str | None, last: str | None
) -> None:
    found = reminder_times(at(opens), at(closes), WorkingHours())
    assert found == tuple(at(one) if one else None for one in (halfway, last))


async def named(sessions: Sessions, text: str) -> tuple[str, ...]:
    names = ("Bo Mark Holm", "Lin Lærke", "Aase-Marie von Ås", "Per Lind Toft")
    listed = roster(*(entry(name, line=line) for line, name in enumerate(names, start=2)))
    seen = await preview_import(sessions, listed)
    await apply_import(sessions, listed, now=at("3 08:00"), confirmed=seen)
    async with sessions.read() as session:
        writer = next(one for one in await active_people(session) if one.name == names[0])
    questions = (Question("words", Kind.TEXT, "Hvad?"), Question("item", Kind.ITEM, "Hvad?"))
    return await named_in(sessions, questions, {"item": ["Nyt", text]}, by=writer)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Jeg er glad for at bo ved en mark på en holm.", ()),
        ("Hilsen Bo", ("Bo Mark Holm",)),
        ("hilsen bo holm", ("Bo Mark Holm",)),
        ("Det er HOLMS mening", ("Bo Mark Holm",)),
        ("Lin kom forbi en lærke", ()),
        ("Spørg LIN LÆRKE, eller per tofts afdeling", ("Lin Lærke", "Per Lind Toft")),
        ("Aase-Marie von Ås ved det", ("Aase-Marie von Ås",)),
        ("Vi har aase. Marie er væk", ()),
    ],
)
async def test_names_are_found_and_common_words_are_not(
    sessions: Sessions, text: str, who: tuple[str, ...]
) -> None:
    assert await named(sessions, text) == who


def test_a_page_holds_four_questions_or_what_a_card_takes() -> None:
    short = Question("one", Kind.RATING, "Hvor?")
    long = replace(
        short,
        kind=Kind.RANKING,
        text="ø" * QUESTION_LENGTH,
        options=tuple("ø" * OPTION_LENGTH for _ in range(MOST_OPTIONS)),
    )
    assert [len(page) for page in pages_of([short] * 9)] == [QUESTIONS_A_PAGE, 4, 1]
    assert [len(page) for page in pages_of([short, long, long, long])] == [2, 2]


def test_cpr_numbers_are_taken_out_and_nothing_else() -> None:
    text = "Sag 12345678 om 010190-1234, 0101901234 og 99."
    assert without_cpr_numbers(text, "x") == "Sag 12345678 om x, x og 99."
    assert not holds_cpr_number(without_cpr_numbers("0101 90 1234 010190 1234", "x"))
