"""Our replies as activities of the Bot Framework."""

from typing import Any

from botbuilder.schema import Activity, ActivityTypes, Attachment, InputHints, TextFormatTypes

from bot.messages import Card, Text
from bot.teams.citations import message_entity

CARD = "application/vnd.microsoft.card.adaptive"


def activity_of(message: Text | Card) -> Activity:
    """The message as an activity: a text or an attachment, never both, which Teams would split."""
    if isinstance(message, Card):
        return Activity(
            type=ActivityTypes.message,
            attachments=[Attachment(content_type=CARD, content=dict(message.content))],
            summary=message.summary,
            input_hint=InputHints.accepting_input,
        )
    return Activity(
        type=ActivityTypes.message,
        text=message.text,
        text_format=TextFormatTypes.markdown,
        entities=[message_entity(message.citations)] if message.citations else None,
        channel_data={"feedbackLoop": {"type": "default"}} if message.feedback else None,
        input_hint=InputHints.accepting_input,
    )


def card_in_response(card: Card) -> dict[str, Any]:
    """The body of the answer to a pressed Action.Execute: the card in its new state."""
    return {"statusCode": 200, "type": CARD, "value": dict(card.content)}


def text_in_response(text: str) -> dict[str, Any]:
    """The body of the answer to a pressed Action.Execute that changes no card: a short notice."""
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": text}
