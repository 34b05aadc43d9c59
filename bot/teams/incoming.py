"""What Teams sends to the bot, read and checked before anything else looks at it."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

import botbuilder.schema
from azure.core.exceptions import DeserializationError
from botbuilder.schema import Activity
from msrest import Deserializer
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import from_json
from yarl import URL

DEEPEST = 64  # levels of JSON within JSON; no card comes near it

# These are about one message or one press, and are known by its id when they come again.
_WITH_ID = ("message", "messageUpdate", "messageDelete", "invoke")


class Rejected(Exception):  # noqa: N818 - an answer at the door, not a fault
    """A request that is answered with a status and nothing else. reason: for the log only."""

    status: ClassVar[int]

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class BadRequest(Rejected):
    """What was sent isn't an activity."""

    status = 400


def read_activity(body: bytes) -> dict[str, Any]:
    """Read the body of a request as an activity. Raises BadRequest.

    What it returns has every field that the bot relies on, each of its proper type. Nothing of
    what people wrote is in the reason for a refusal.
    """
    try:
        document = from_json(body, allow_inf_nan=False)
    except ValueError as error:
        raise BadRequest(f"not JSON: {error}") from error
    if not isinstance(document, dict):
        raise BadRequest("not a JSON object")
    _check_content(document, 1)
    try:
        envelope = _Envelope.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise BadRequest(f"{field}: {first['msg']}") from None  # the cause holds what was written
    if envelope.type in _WITH_ID and not envelope.id:
        raise BadRequest("id: missing")
    return document


def to_activity(document: Mapping[str, Any]) -> Activity:
    """The SDK's form of an activity that was read. Raises BadRequest (a time that is none)."""
    try:
        activity: Activity = _DESERIALIZER("Activity", document)
    except DeserializationError:
        raise BadRequest("a field of the wrong type") from None  # the cause holds what was written
    return activity


# One for the whole process: Activity.deserialize() would look through the SDK's models each time.
_DESERIALIZER = Deserializer(
    {name: kind for name, kind in vars(botbuilder.schema).items() if isinstance(kind, type)}
)


def _check_content(value: Any, depth: int) -> None:
    """Refuse what a recursive reader can't follow or PostgreSQL can't store."""
    if isinstance(value, str):
        if "\0" in value:
            raise BadRequest("a NUL character")
    elif isinstance(value, dict | list):
        if depth > DEEPEST:
            raise BadRequest("too deep")
        for child in value if isinstance(value, list) else (*value, *value.values()):
            _check_content(child, depth + 1)


def _service_url(value: str) -> str:
    url = URL(value)
    if url.scheme not in ("http", "https") or not url.host:
        raise ValueError("not an http(s) URL")
    # The SDK puts paths behind it, and reads braces in it as placeholders of its own.
    if url.user or url.query_string or url.fragment or "{" in value or "}" in value:
        raise ValueError("not a plain URL")
    return value


Filled = Annotated[str, StringConstraints(strict=True, pattern=r"\S")]
Words = Annotated[str, StringConstraints(strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class _Account(_Part):
    id: Filled
    name: Words | None = None
    object_id: Words | None = Field(None, alias="aadObjectId")


class _Conversation(_Part):
    id: Filled
    kind: Words | None = Field(None, alias="conversationType")
    tenant_id: Words | None = Field(None, alias="tenantId")


class _Tenant(_Part):
    id: Words


class _ChannelData(_Part):
    tenant: _Tenant | None = None
    event_type: Words | None = Field(None, alias="eventType")


class _Entity(_Part):
    type: Words | None = None


class _Attachment(_Part):
    content_type: Words | None = Field(None, alias="contentType")


class _Envelope(_Part):
    """The fields of an activity that the bot relies on."""

    type: Filled
    channel_id: Filled = Field(alias="channelId")
    service_url: Annotated[Filled, AfterValidator(_service_url)] = Field(alias="serviceUrl")
    conversation: _Conversation
    sender: _Account = Field(alias="from")
    recipient: _Account
    id: Filled | None = None
    name: Words | None = None
    action: Words | None = None
    text: Words | None = None
    locale: Words | None = None
    timestamp: Words | None = None
    reply_to_id: Words | None = Field(None, alias="replyToId")
    channel_data: _ChannelData | None = Field(None, alias="channelData")
    entities: tuple[_Entity, ...] | None = None
    attachments: tuple[_Attachment, ...] | None = None
    members_added: tuple[_Account, ...] | None = Field(None, alias="membersAdded")
    members_removed: tuple[_Account, ...] | None = Field(None, alias="membersRemoved")
