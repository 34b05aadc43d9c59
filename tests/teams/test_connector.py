import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity, Attachment

from bot.delivery.outcomes import NotDelivered, Refused, Uncertain
from bot.messages import Citation
from bot.settings import Settings
from bot.teams.authentication import Authentication
from bot.teams.citations import message_entity
from bot.teams.connector import Connector, Member
from bot.teams.credentials import Credentials
from bot.teams.incoming import to_activity
from tests.teams.activities import said
from tests.teams.connector import FakeConnector

CHAT = "a:ada"
PATIENCE = 2.0  # seconds; the bot's own is 8, too long for a test, and a busy machine needs some

Operation = Callable[[Connector, str], Awaitable[Any]]

HELLO = Activity(type="message", text="Hej")


async def _send(connector: Connector, url: str) -> str:
    return await connector.send(url, CHAT, HELLO)


async def _reply(connector: Connector, url: str) -> str:
    return await connector.send(url, CHAT, HELLO, reply_to="1")


async def _update(connector: Connector, url: str) -> None:
    await connector.update(url, CHAT, "1", HELLO)


async def _delete(connector: Connector, url: str) -> None:
    await connector.delete(url, CHAT, "1")


OPERATIONS = [
    pytest.param(_send, id="send"),
    pytest.param(_reply, id="reply"),
    pytest.param(_update, id="update"),
    pytest.param(_delete, id="delete"),
]


@pytest_asyncio.fixture
async def teams() -> AsyncIterator[FakeConnector]:
    async with FakeConnector() as fake:
        yield fake


@pytest_asyncio.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        yield session


@pytest.fixture
def connector(http: aiohttp.ClientSession) -> Connector:
    return Connector(http, Credentials(Settings(_env_file=None)))


@pytest.mark.asyncio
async def test_a_message_is_sent_edited_and_deleted_in_its_conversation(
    connector: Connector, teams: FakeConnector
) -> None:
    first = await connector.send(teams.url, CHAT, HELLO)
    second = await connector.send(teams.url, CHAT, Activity(type="message", text="To"))
    await connector.update(teams.url, CHAT, first, Activity(type="message", text="Hej igen"))
    await connector.delete(teams.url, CHAT, second)

    (message,) = teams.messages(CHAT)
    assert (message.id, message.activity["text"], message.edits) == (first, "Hej igen", 1)
    assert [call.method for call in teams.requests] == ["POST", "POST", "PUT", "DELETE"]
    assert teams.requests[0].path == f"/v3/conversations/{CHAT}/activities"


@pytest.mark.asyncio
async def test_a_reply_goes_to_its_thread(connector: Connector, teams: FakeConnector) -> None:
    channel = "19:plan/b%c@thread.tacv2;messageid=1700000000000"

    await connector.send(teams.url, channel, HELLO, reply_to="1700000000000")

    (message,) = teams.messages(channel)
    assert message.reply_to == "1700000000000"


@pytest.mark.asyncio
@pytest.mark.parametrize("slash", ["", "/"])
async def test_a_service_url_may_end_with_a_slash_or_without(
    connector: Connector, teams: FakeConnector, slash: str
) -> None:
    await connector.send(teams.url.rstrip("/") + slash, CHAT, HELLO)

    assert len(teams.messages(CHAT)) == 1


@pytest.mark.asyncio
async def test_a_card_arrives_as_it_was_made(connector: Connector, teams: FakeConnector) -> None:
    content = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": [{"type": "TextBlock", "text": "Årsmøde", "wrap": True, "style": "heading"}],
        "msteams": {"width": "Full"},
    }
    card = Attachment(content_type="application/vnd.microsoft.card.adaptive", content=content)

    await connector.send(teams.url, CHAT, Activity(type="message", attachments=[card]))

    (message,) = teams.messages(CHAT)
    assert message.activity["attachments"][0]["content"] == content


@pytest.mark.asyncio
async def test_citations_arrive_whole(connector: Connector, teams: FakeConnector) -> None:
    citations = (
        Citation("Kompetenceplan", "Alle ledere skal på kursus.", ("24/277", "Plan")),
        Citation("Mødekultur", "Vi kommer til tiden."),
    )
    activity = Activity(type="message", text="Ja [1][2]", entities=[message_entity(citations)])

    await connector.send(teams.url, CHAT, activity)

    (message,) = teams.messages(CHAT)
    assert message.activity["entities"] == [
        {
            "type": "https://schema.org/Message",
            "@type": "Message",
            "@context": "https://schema.org",
            "@id": "",
            "citation": [
                {
                    "@type": "Claim",
                    "position": 1,
                    "appearance": {
                        "@type": "DigitalDocument",
                        "name": "Kompetenceplan",
                        "abstract": "Alle ledere skal på kursus.",
                        "keywords": ["24/277", "Plan"],
                    },
                },
                {
                    "@type": "Claim",
                    "position": 2,
                    "appearance": {
                        "@type": "DigitalDocument",
                        "name": "Mødekultur",
                        "abstract": "Vi kommer til tiden.",
                    },
                },
            ],
        }
    ]


def test_a_citation_is_cut_at_a_word_to_what_teams_takes() -> None:
    long = "ledere mødes " * 40
    entity = message_entity([Citation(long, long, (long, "b", "c", "d"))] * 25)

    assert [claim["position"] for claim in entity.citation] == list(range(1, 21))
    appearance = entity.citation[0]["appearance"]
    assert len(appearance["keywords"]) == 3
    for text, longest in (
        (appearance["name"], 80),
        (appearance["abstract"], 160),
        (appearance["keywords"][0], 28),
    ):
        assert longest - 12 <= len(text) <= longest
        assert text.removesuffix("…").split()[-1] in ("ledere", "mødes")


def test_a_word_that_is_too_long_by_itself_is_cut_inside() -> None:
    entity = message_entity([Citation("x" * 200, "y")])

    assert entity.citation[0]["appearance"]["name"] == "x" * 79 + "…"


@pytest.mark.asyncio
async def test_a_member_is_who_teams_says(connector: Connector, teams: FakeConnector) -> None:
    teams.add_member(
        "29:ada",
        object_id="33333333-3333-4333-8333-333333333333",
        name="Ada Prøvesen",
        email="ada@example.dk",
        user_principal_name="adapro@example.dk",
        tenant_id="tenant",
    )

    assert await connector.member(teams.url, CHAT, "29:ada") == Member(
        object_id="33333333-3333-4333-8333-333333333333",
        name="Ada Prøvesen",
        email="ada@example.dk",
        user_principal_name="adapro@example.dk",
        tenant_id="tenant",
        role="user",
    )
    assert await connector.member(teams.url, CHAT, "29:lin") is None


@pytest.mark.asyncio
async def test_a_member_that_cannot_be_asked_about_is_not_taken_for_a_stranger(
    connector: Connector, teams: FakeConnector
) -> None:
    teams.fail(403, code="BotNotInConversationRoster")
    with pytest.raises(Refused):
        await connector.member(teams.url, CHAT, "29:ada")

    for status in (200, 502):  # asking changes nothing, so it may be asked again
        teams.fail(status)
        with pytest.raises(NotDelivered):
            await connector.member(teams.url, CHAT, "29:ada")


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("status", [408, 500, 501, 502, 503, 504])
async def test_a_stumble_on_the_other_side_is_uncertain_and_goes_out_once(
    connector: Connector, teams: FakeConnector, operation: Operation, status: int
) -> None:
    teams.fail(status)

    with pytest.raises(Uncertain):
        await operation(connector, teams.url)

    assert len(teams.requests) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("used_before", [True, False])
async def test_a_cut_line_is_uncertain_and_goes_out_once(
    connector: Connector, teams: FakeConnector, operation: Operation, used_before: bool
) -> None:
    """aiohttp would send an edit or a deletion a second time."""
    if used_before:
        await connector.send(teams.url, CHAT, HELLO)
        teams.requests.clear()
    teams.cut()

    with pytest.raises(Uncertain):
        await operation(connector, teams.url)

    assert len(teams.requests) == 1


@pytest.mark.asyncio
async def test_what_arrived_before_the_line_was_cut_is_uncertain_too(
    connector: Connector, teams: FakeConnector
) -> None:
    teams.cut(delivered=True)

    with pytest.raises(Uncertain):
        await connector.send(teams.url, CHAT, HELLO)

    assert len(teams.messages(CHAT)) == len(teams.requests) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", OPERATIONS)
async def test_silence_is_uncertain_and_goes_out_once(
    connector: Connector, teams: FakeConnector, operation: Operation
) -> None:
    teams.hang()

    with pytest.raises(Uncertain):
        await operation(connector, teams.url)

    assert len(teams.requests) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    ("status", "retry_after", "seconds"), [(429, 2, 2.0), (429, None, None), (412, None, None)]
)
async def test_what_surely_had_no_effect_says_when_to_try_again(
    connector: Connector,
    teams: FakeConnector,
    operation: Operation,
    status: int,
    retry_after: int | None,
    seconds: float | None,
) -> None:
    teams.fail(status, retry_after=retry_after)

    with pytest.raises(NotDelivered) as outcome:
        await operation(connector, teams.url)

    assert outcome.value.retry_after == seconds
    assert len(teams.requests) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", OPERATIONS)
async def test_a_refused_connection_had_no_effect(
    connector: Connector, teams: FakeConnector, operation: Operation
) -> None:
    await teams.refuse()

    with pytest.raises(NotDelivered):
        await operation(connector, teams.url)

    assert teams.requests == []
    await teams.accept()
    await connector.send(teams.url, CHAT, HELLO)
    assert len(teams.requests) == 1


@pytest.mark.asyncio
async def test_what_got_no_connection_in_time_had_no_effect(teams: FakeConnector) -> None:
    teams.hang(times=None)
    only_one = aiohttp.TCPConnector(limit=1)
    patience = aiohttp.ClientTimeout(total=1, connect=0.1)
    async with aiohttp.ClientSession(connector=only_one, timeout=patience) as http:
        connector = Connector(http, Credentials(Settings(_env_file=None)))
        first, second = await asyncio.gather(
            *(connector.send(teams.url, CHAT, HELLO) for _ in range(2)), return_exceptions=True
        )

    assert isinstance(first, Uncertain)
    assert isinstance(second, NotDelivered)
    assert len(teams.requests) == 1


@pytest.mark.asyncio
async def test_a_host_that_nobody_knows_had_no_effect(connector: Connector) -> None:
    with pytest.raises(NotDelivered):
        await connector.send("http://nobody.invalid/", CHAT, HELLO)


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "Bad Argument"),
        (401, "BotNotRegistered"),
        (403, "ConversationBlockedByUser"),
        (403, "BotNotInConversationRoster"),
        (404, "ConversationNotFound"),
        (413, "MessageSizeTooBig"),
        (403, None),
    ],
)
async def test_a_refusal_carries_the_status_and_teams_own_word(
    connector: Connector,
    teams: FakeConnector,
    operation: Operation,
    status: int,
    code: str | None,
) -> None:
    teams.fail(status, code=code)

    with pytest.raises(Refused) as outcome:
        await operation(connector, teams.url)

    assert (outcome.value.status, outcome.value.code) == (status, code)
    assert len(teams.requests) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("operation", OPERATIONS)
async def test_nothing_is_sent_on_to_where_a_redirect_points(
    connector: Connector, teams: FakeConnector, operation: Operation
) -> None:
    teams.fail(307, location=teams.url)

    with pytest.raises(Refused) as outcome:
        await operation(connector, teams.url)

    assert outcome.value.status == 307
    assert len(teams.requests) == 1


@pytest.mark.asyncio
async def test_a_block_is_recognised_inside_the_message_of_the_answer(
    connector: Connector, teams: FakeConnector
) -> None:
    teams.fail(403, subcode="MessageWritesBlocked")

    with pytest.raises(Refused) as outcome:
        await connector.send(teams.url, CHAT, HELLO)

    assert outcome.value.code == "MessageWritesBlocked"


@pytest.mark.asyncio
async def test_a_message_that_is_not_there_cannot_be_edited(
    connector: Connector, teams: FakeConnector
) -> None:
    with pytest.raises(Refused) as outcome:
        await connector.update(teams.url, CHAT, "1", HELLO)

    assert outcome.value.code == "ActivityNotFoundInConversation"


@pytest.mark.asyncio
async def test_a_success_without_an_id_is_uncertain_only_where_the_id_is_needed(
    connector: Connector, teams: FakeConnector
) -> None:
    teams.fail(204, times=3)

    await connector.update(teams.url, CHAT, "1", HELLO)
    await connector.delete(teams.url, CHAT, "1")
    with pytest.raises(Uncertain):
        await connector.send(teams.url, CHAT, HELLO)


@pytest.mark.asyncio
@pytest.mark.parametrize("body", ["<html>", "[]", "7", '{"id": null}', '{"id": ""}', "[" * 9_000])
async def test_an_answer_that_cannot_be_read_is_uncertain(
    connector: Connector, teams: FakeConnector, body: str
) -> None:
    teams.fail(200, body=body, delivered=True)

    with pytest.raises(Uncertain):
        await connector.send(teams.url, CHAT, HELLO)

    assert len(teams.messages(CHAT)) == 1


@pytest.mark.asyncio
async def test_trouble_may_be_of_one_conversation_only(
    connector: Connector, teams: FakeConnector
) -> None:
    teams.fail(429, conversation_id="a:lin", times=None)

    await connector.send(teams.url, CHAT, HELLO)
    for _ in range(2):
        with pytest.raises(NotDelivered):
            await connector.send(teams.url, "a:lin", HELLO)


@pytest.mark.asyncio
async def test_what_the_sdk_sends_has_the_same_outcomes(
    connector: Connector, teams: FakeConnector, http: aiohttp.ClientSession
) -> None:
    authentication = Authentication(Settings(_env_file=None), http, connector)
    adapter = CloudAdapterBase(authentication)
    received = said("hej", service_url=teams.url)
    outcomes: list[str] = []

    async def answer(context: TurnContext) -> None:
        teams.fail(429)
        teams.cut()
        for _ in range(3):
            try:
                sent = await context.send_activity("Hej")
            except (NotDelivered, Uncertain) as error:
                outcomes.append(type(error).__name__)
            else:
                outcomes.append(sent.id if sent else "")

    caller = await authentication.authenticate(received, None)
    await adapter.process_activity(caller, to_activity(received), answer)

    (message,) = teams.messages(CHAT)
    assert outcomes == ["NotDelivered", "Uncertain", message.id]
    assert len(teams.requests) == 3


@pytest.mark.asyncio
async def test_connections_are_kept_and_no_thread_is_started(
    connector: Connector, teams: FakeConnector
) -> None:
    threads = threading.active_count()

    for _ in range(2):
        await asyncio.gather(*(connector.send(teams.url, f"a:{n}", HELLO) for n in range(8)))

    assert teams.connections <= 8
    assert threading.active_count() == threads
