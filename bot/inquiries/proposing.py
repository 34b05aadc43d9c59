"""Proposing something to the directorate."""

from datetime import datetime
from uuid import UUID

from bot.database.sessions import Sessions
from bot.inquiries.asking import refuse_second
from bot.inquiries.own import own_inquiry
from bot.inquiries.raising import raise_inquiry
from bot.inquiries.texts import refuse_cpr_numbers
from bot.inquiries.values import Kind, Own, SenderMissing, Theme, ThemeMissing
from bot.people.values import Person, Role


async def propose(
    sessions: Sessions,
    title: str,
    text: str,
    *,
    why: str = "",
    theme: Theme | None,
    hidden: bool | None,
    form: UUID,
    by: Person,
    now: datetime,
) -> Own:
    """Send a proposal to the directorate; the same form sends it once.

    text: what is proposed. theme, hidden: None: nothing was chosen. form: the id of the form that
    was filled in. now: aware UTC.
    Raises AlreadySent, or a FaultyText with "title", "text", "background", "theme" or "sender" as
    its field; then nothing is sent.
    """
    by.require(Role.MANAGER)
    refuse_cpr_numbers(title=title, text=text, background=why)
    async with sessions.write() as session:
        await refuse_second(session, form, by)
        if theme is None:
            raise ThemeMissing("theme")
        if hidden is None:
            raise SenderMissing("sender")
        row = await raise_inquiry(
            session,
            Kind.PROPOSAL,
            text,
            title=title,
            background=why,
            theme=theme,
            hidden=hidden,
            asker=by.id,
            turn_key=str(form),
            now=now,
        )
        return await own_inquiry(session, row.id, by)
