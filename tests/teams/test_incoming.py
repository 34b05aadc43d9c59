import json
from typing import Any

import pytest
from botbuilder.schema import Activity
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.incoming import DEEPEST, BadRequest, read_activity, to_activity
from tests.teams.activities import said

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from([field["key"] for field in Activity._attribute_map.values()])


def _body(**fields: Any) -> bytes:
    return json.dumps({**said("Hvornår er årsmødet?"), **fields}).encode()


def _nested(levels: int) -> dict[str, Any]:
    """An object whose innermost object is at this level of the body."""
    value: dict[str, Any] = {}
    for _ in range(levels - 2):
        value = {"a": value}
    return value


def test_a_message_is_read_as_it_was_sent() -> None:
    document = read_activity(_body(value={"action": "x", "note": "æøå"}))

    activity = to_activity(document)
    assert document["text"] == activity.text == "Hvornår er årsmødet?"
    assert activity.value == {"action": "x", "note": "æøå"}
    assert activity.from_property.id == document["from"]["id"]
    assert activity.service_url == document["serviceUrl"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hej",
        b'{"type": "message"',
        b"[]",
        b'"message"',
        b"null",
        b"7",
        _body()[:-1] + b"\xff}",
        b"[" * 100_000,
        b'{"a":' * 1_000 + b"1" + b"}" * 1_000,
        _body(value=float("nan")),
        _body().replace(b'"da-DK"', b'"\\ud83d"'),
        _body(value=10).replace(b"10}", b"9" * 5_000 + b"}"),
    ],
)
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest, match="JSON"):
        read_activity(body)


def test_json_is_followed_down_to_a_limit_and_refused_below_it() -> None:
    read_activity(_body(value=_nested(DEEPEST)))

    with pytest.raises(BadRequest, match="too deep"):
        read_activity(_body(value=_nested(DEEPEST + 1)))


@pytest.mark.parametrize("value", ["a\0b", ["a\0b"], {"a\0b": 1}, {"a": [{"b": "\0"}]}])
def test_a_character_that_no_database_column_holds_is_refused(value: object) -> None:
    with pytest.raises(BadRequest, match="NUL"):
        read_activity(_body(value=value))


@pytest.mark.parametrize(
    "field", ["type", "serviceUrl", "channelId", "conversation", "from", "recipient", "id"]
)
@pytest.mark.parametrize("value", [None, "", "  ", 7, [], {}, {"id": None}, {"id": " "}, {"id": 7}])
def test_a_field_that_the_bot_needs_is_refused_when_it_is_missing_or_blank(
    field: str, value: object
) -> None:
    with pytest.raises(BadRequest, match=field):
        read_activity(_body(**{field: value}))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ["hej"]),
        ("text", 7),
        ("name", {}),
        ("timestamp", 7),
        ("replyToId", 7),
        ("locale", []),
        ("action", True),
        ("channelData", "x"),
        ("channelData", {"tenant": "x"}),
        ("channelData", {"tenant": {"id": 7}}),
        ("channelData", {"eventType": 7}),
        ("conversation", {"id": "a", "tenantId": 7}),
        ("conversation", {"id": "a", "conversationType": []}),
        ("from", {"id": "29:a", "aadObjectId": 7}),
        ("entities", "x"),
        ("entities", ["x"]),
        ("attachments", [{"contentType": 7}]),
        ("membersAdded", [None]),
    ],
)
def test_a_field_of_the_wrong_type_is_refused(field: str, value: object) -> None:
    with pytest.raises(BadRequest, match=field):
        read_activity(_body(**{field: value}))


@pytest.mark.parametrize(
    "url",
    [
        "smba.trafficmanager.net/teams/",
        "ftp://smba.trafficmanager.net/",
        "https://",
        "https:///teams",
        "https://host:99999/",
        "https://host:port/",
        "https://[::1/",
        "https://someone:secret@host/",
        "https://host/?a=b",
        "https://host/#a",
        "https://host/{conversationId}/",
    ],
)
def test_a_service_url_that_nothing_can_be_sent_to_is_refused(url: str) -> None:
    with pytest.raises(BadRequest, match="serviceUrl"):
        read_activity(_body(serviceUrl=url))


@pytest.mark.parametrize("field", ["timestamp", "localTimestamp", "expiration"])
@pytest.mark.parametrize("time", ["i morgen", "", "2026-13-45T00:00:00Z", "2026-11-24"])
def test_a_time_that_is_none_is_refused(field: str, time: str) -> None:
    with pytest.raises(BadRequest):
        to_activity(read_activity(_body(**{field: time})))


def test_an_event_without_an_id_is_read() -> None:
    body = _body(type="conversationUpdate", id=None, membersAdded=[{"id": "29:a"}])

    assert to_activity(read_activity(body)).members_added[0].id == "29:a"


def test_a_refusal_repeats_nothing_of_what_people_wrote() -> None:
    with pytest.raises(BadRequest) as refused:
        read_activity(_body(text={"hemmeligt": "hemmeligt"}))

    assert "hemmeligt" not in str(refused.value)
    assert refused.value.__cause__ is None


@given(field=FIELDS, value=JSON)
def test_any_json_in_any_field_is_read_or_refused(field: str, value: object) -> None:
    try:
        activity = to_activity(read_activity(_body(**{field: value})))
    except BadRequest:
        return
    assert activity.conversation.id
    assert activity.from_property.id
