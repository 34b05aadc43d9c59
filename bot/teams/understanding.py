"""What an activity says: written, pressed, happened, or nothing that is answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botbuilder.schema import Activity, ActivityTypes

from bot.messages import ACTION, Place, Say, Tone
from bot.router import Installed, Pressed, Said
from bot.teams.dropping import FilesOffered, offered_in
from bot.teams.files import FILE_CONSENT, Consent, consent_in

EXECUTE, FEEDBACK = "adaptiveCard/action", "message/submitAction"


@dataclass(frozen=True)
class Thumb:
    """A thumb up or down. message_id: of the message of ours that it is about."""

    message_id: str
    tone: Tone
    comment: str


@dataclass(frozen=True)
class Removed:
    """The bot was taken out of the conversation."""


Answerable = Said | Pressed | Installed | Thumb | FilesOffered


def understand(activity: Activity) -> Answerable | Consent | Removed | None:
    """What the activity says; None for what needs no answer: edits, reactions, upgrades.

    An edited question isn't answered again: the first answer stands below it, and whoever
    wants another writes anew.
    """
    match activity.type:
        case ActivityTypes.message if isinstance(activity.value, Mapping):
            return _pressed(activity.value)
        case ActivityTypes.message:
            return _written(activity)
        case ActivityTypes.invoke:
            return _invoked(activity)
        case ActivityTypes.installation_update if activity.action == "add":
            return Installed()
        case ActivityTypes.installation_update if activity.action == "remove":
            return Removed()  # "remove-upgrade" is no goodbye: "add-upgrade" follows
        case ActivityTypes.conversation_update if _holds_bot(activity, activity.members_added):
            return Installed()
        case ActivityTypes.conversation_update if _holds_bot(activity, activity.members_removed):
            return Removed()
        case _:
            return None


def place_of(activity: Activity) -> Place:
    """Where it was said; a place that we don't know, such as a meeting, is among others."""
    kind = activity.conversation.conversation_type
    if kind in tuple(Place):
        return Place(kind)
    return Place.GROUP if kind or activity.conversation.is_group else Place.PERSONAL


def _written(activity: Activity) -> Said | FilesOffered:
    text = _without_mention(activity)
    if place_of(activity) is Place.PERSONAL:  # Teams hands files over nowhere else
        return offered_in(activity, text) or Said(text)
    return Said(text)


def _invoked(activity: Activity) -> Said | Pressed | Thumb | Consent | None:
    value = activity.value if isinstance(activity.value, Mapping) else {}
    if activity.name == EXECUTE and isinstance(value.get("action"), Mapping):
        data = value["action"].get("data")
        return _pressed(data if isinstance(data, Mapping) else {})
    if activity.name == FEEDBACK:
        return _thumb(activity, value.get("actionValue"))
    if activity.name == FILE_CONSENT:
        return consent_in(value)
    return None


def _pressed(data: Mapping[str, Any]) -> Said | Pressed:
    """A button says something on the person's behalf, or does what only it knows."""
    if data.get(ACTION) == Say.name and isinstance(data.get("text"), str):
        return Said(data["text"])
    return Pressed(data)


def _thumb(activity: Activity, value: Any) -> Thumb | None:
    """A reaction, and in most clients a comment. Of no use without the message it is about."""
    if not activity.reply_to_id or not isinstance(value, Mapping):
        return None
    try:
        tone = Tone(str(value.get("reaction")))
    except ValueError:
        return None
    return Thumb(activity.reply_to_id, tone, _comment(value.get("feedback")))


def _comment(feedback: Any) -> str:
    """Teams sends JSON inside a string: {"feedbackText": "..."}; the Playground the text itself."""
    if not isinstance(feedback, str):
        return ""
    try:
        document = json.loads(feedback)
    except (ValueError, RecursionError):
        return feedback
    text = document.get("feedbackText") if isinstance(document, Mapping) else None
    return text if isinstance(text, str) else ""


def _without_mention(activity: Activity) -> str:
    text: str = activity.text or ""
    for entity in activity.entities or ():
        mention = entity.additional_properties
        mentioned = mention.get("mentioned")
        words = mention.get("text")
        if not isinstance(mentioned, Mapping) or not isinstance(words, str):
            continue
        if mentioned.get("id") == activity.recipient.id:
            text = text.replace(words, " ")
    return text.replace("\xa0", " ").strip()


def _holds_bot(activity: Activity, members: list[Any] | None) -> bool:
    return any(member.id == activity.recipient.id for member in members or ())
