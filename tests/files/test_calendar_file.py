"""A day in a calendar file says what it is to say, however long it is and whatever is in it."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.files.calendar_file import Day, calendar_file

MADE_AT = datetime(2026, 3, 3, 8, tzinfo=UTC)


def written(title: str, text: str = "Fordi det blev besluttet") -> bytes:
    return calendar_file(Day("3f1c", 2, date(2026, 12, 31), title, text, MADE_AT))


def read(content: bytes) -> dict[str, str]:
    """The properties of the event, as a calendar reads them: unfolded, then unescaped."""
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    begins, ends = lines.index("BEGIN:VEVENT"), lines.index("BEGIN:VALARM")
    return {
        name: _unescaped(value)
        for name, _colon, value in (line.partition(":") for line in lines[begins + 1 : ends])
    }


def _unescaped(value: str) -> str:
    said, escaped = [], False
    for character in value:
        if escaped:
            said.append("\n" if character in "nN" else character)
            escaped = False
        elif character == "\\":
            escaped = True
        else:
            said.append(character)
    return "".join(said)


def test_a_day_stands_in_the_calendar_as_that_day_and_ends_with_it() -> None:
    event = read(written("Frist: ny plan for æ, ø og å"))

    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"
    assert event["SUMMARY"] == "Frist: ny plan for æ, ø og å"
    assert event["UID"] == "3f1c@lederlinjen"
    assert event["SEQUENCE"] == "2"
    assert event["DTSTAMP"] == "20260303T080000Z"


def test_what_somebody_wrote_adds_nothing_of_its_own_to_the_calendar() -> None:
    content = written("Plan\r\nEND:VEVENT\r\nATTENDEE:mailto:alle@kommune.example")

    assert content.count(b"\r\nEND:VEVENT\r\n") == 1
    assert b"\r\nATTENDEE" not in content


@given(title=st.text(), text=st.text(max_size=400))
def test_every_line_is_short_and_whole_and_nothing_is_lost(title: str, text: str) -> None:
    content = written(title, text)

    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is cut in two
        assert not set(line) & set(b"\r\n")
    expected = "".join(
        one
        for one in text.replace("\r\n", "\n").replace("\r", "\n")
        if one in "\n\t" or (ord(one) > 31 and ord(one) != 127)
    )
    assert read(content)["DESCRIPTION"] == expected
