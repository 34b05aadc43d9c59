"""The outbox's way out to Teams."""

from uuid import UUID

from bot.delivery.outcomes import Refused
from bot.delivery.values import Address
from bot.language import _
from bot.messages import Card, Text
from bot.teams.connector import Connector
from bot.teams.outgoing import activity_of


class TeamsPost:
    """Sends, edits and deletes what the outbox wants; see `Post`."""

    def __init__(
        self,
        connector: Connector,
        *,
        app_id: str,
        tenant_id: str,
        service_url: str,
        in_playground: bool = False,
    ) -> None:
        """service_url: where a chat is opened with somebody who was never heard from.

        in_playground: it can't delete, so a recalled message is edited instead; nor can it open
        a chat, and a trial's made-up people are no business of Microsoft's.
        """
        self._connector = connector
        self._app_id = app_id
        self._tenant_id = tenant_id
        self._service_url = service_url
        self._in_playground = in_playground

    async def open_chat(self, object_id: UUID) -> Address:
        """Open the personal chat with somebody who was never heard from."""
        if self._in_playground:
            raise Refused(403, "ForbiddenOperationException")
        conversation_id = await self._connector.open_chat(
            self._service_url, object_id, app_id=self._app_id, tenant_id=self._tenant_id
        )
        return Address(self._service_url, conversation_id)

    async def send(self, chat: Address, message: Card | Text) -> str:
        """Send a message; its id."""
        return await self._connector.send(
            chat.service_url, chat.conversation_id, activity_of(message)
        )

    async def edit(self, chat: Address, activity_id: str, message: Card | Text) -> None:
        """Put this in the place of a message."""
        await self._connector.update(
            chat.service_url, chat.conversation_id, activity_id, activity_of(message)
        )

    async def delete(self, chat: Address, activity_id: str) -> None:
        """Take a message away."""
        if self._in_playground:
            await self.edit(chat, activity_id, Text(_("Beskeden er trukket tilbage.")))
        else:
            await self._connector.delete(chat.service_url, chat.conversation_id, activity_id)
