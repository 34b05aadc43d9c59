"""Who is speaking: an account that Teams vouches for, and its person on the roster."""

from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from botbuilder.schema import Activity
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database.sessions import Sessions
from bot.people.identity import NotOnRoster, recognise, tie
from bot.people.trial import join_trial
from bot.people.values import Person
from bot.teams.connector import Connector


class Speakers:
    """Finds the person who sent an activity, by the Entra object id and nothing else."""

    def __init__(self, sessions: Sessions, connector: Connector, tenant_id: str) -> None:
        """tenant_id: whose people may speak; "" in the trial, which everybody may join."""
        self._sessions = sessions
        self._connector = connector
        self._tenant_id = tenant_id

    @property
    def may_join(self) -> bool:
        """Whether who isn't on the roster may be put on it: in the trial."""
        return not self._tenant_id

    async def known(self, session: AsyncSession, activity: Activity) -> Person | None:
        """Who speaks, when their account is tied to a person on the roster."""
        try:
            return await recognise(session, self._object_id(activity))
        except NotOnRoster:
            return None

    async def tie(self, activity: Activity, *, now: datetime) -> Person:
        """Who speaks at first contact, when the account is tied to its person on the roster.

        Raises NotOnRoster or AlreadyTied, and what the connector raises.
        """
        object_id = self._object_id(activity)
        return await tie(self._sessions, object_id, *await self._addresses(activity), now=now)

    async def join(self, activity: Activity, *, now: datetime) -> Person:
        """Put who speaks on the trial's roster. Raises NotOnRoster."""
        account = activity.from_property
        name = account.name or account.id
        return await join_trial(self._sessions, self._object_id(activity), name, now=now)

    def _object_id(self, activity: Activity) -> UUID:
        """The account's object id in Entra. Raises NotOnRoster without one."""
        text = activity.from_property.aad_object_id or ""
        try:
            return UUID(text)
        except ValueError as error:
            if text and self.may_join:
                return uuid5(NAMESPACE_OID, text)  # the Playground's own users have made-up ids
            raise NotOnRoster from error

    async def _addresses(self, activity: Activity) -> list[str]:
        """The person's UPN and e-mail as Teams' own roster of the conversation has them.

        Empty for a guest, whose address another organisation gave out.
        """
        member = await self._connector.member(
            activity.service_url, activity.conversation.id, activity.from_property.id
        )
        if not member or (self._tenant_id and not member.belongs_to(self._tenant_id)):
            return []
        known = (member.user_principal_name, member.email)
        return [address for address in known if address]
