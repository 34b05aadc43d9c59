"""Who is invited to a round."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

import cards.rounds.audience as cards
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, workbook
from bot.language import _
from bot.messages import File, Reply
from bot.people import saved_segments
from bot.people.segments import choices, number_of_members
from bot.people.values import Audience, Person, Role
from bot.rounds.drafting import choose_audience
from bot.rounds.keys import Keys
from bot.rounds.planning import invited
from bot.rounds.values import NobodyToAsk, Round
from bot.router import Router, Turn
from cards.broadcasts.audience import picked_audience
from cards.people import audience_in_words, level_name
from cards.rounds.ways import ShowAudience
from dialogs.rounds.steps import audience_choice, next_step, round_of

_Choice = cards.InviteEveryone | cards.InviteSegment | cards.InviteAudience


def register(router: Router, keys: Keys) -> None:
    """Answer what is pressed about who is invited."""
    role = Role.DIRECTORATE
    inviting = _Inviting(keys)
    router.on_action(ShowAudience, show, again=show, role=role)
    router.on_action(cards.InviteEveryone, inviting.everyone, again=inviting.show, role=role)
    router.on_action(cards.InviteSegment, inviting.segment, again=inviting.show, role=role)
    router.on_action(cards.InviteAudience, inviting.audience, again=inviting.show, role=role)
    router.on_action(cards.ShowInvited, show_names, again=show_names, role=role)
    router.on_action(cards.DownloadInvited, download, again=say_nothing, role=role)


async def show(turn: Turn, action: ShowAudience) -> Reply:
    """Offer the choice."""
    return Reply(replace=await audience_choice(turn, await round_of(turn, action.round_id)))


async def show_names(turn: Turn, action: cards.ShowInvited) -> Reply:
    """Turn to a page of the names."""
    found = await round_of(turn, action.round_id)
    audience = _audience(found)
    async with turn.sessions.read() as session:
        total = await number_of_members(session, audience)
        page = await invited(session, audience, offset=action.offset, limit=cards.PAGE)
    return Reply(replace=cards.names(found, audience, page, offset=action.offset, total=total))


async def download(turn: Turn, action: cards.DownloadInvited) -> Reply:
    """Offer the names as an Excel file."""
    found = await round_of(turn, action.round_id)
    audience = _audience(found)
    async with turn.sessions.read() as session:
        people = await invited(session, audience)
    title = _(
        "Inviterede til »{title}«: {audience}",
        title=found.content.title,
        audience=audience_in_words(audience),
    )
    about = About(title, turn.now, turn.person.name)
    content = await asyncio.to_thread(workbook, about, _sheet(people))
    day = in_copenhagen(turn.now).date().isoformat()
    name = _("Inviterede {day}.xlsx", day=day)
    return Reply((File(name, content, _("De inviterede med enhed og niveau."), action),))


async def say_nothing(turn: Turn, action: cards.DownloadInvited) -> Reply:
    """Offer no second file for one press."""
    return Reply()


@dataclass(frozen=True)
class _Inviting:
    keys: Keys

    async def everyone(self, turn: Turn, action: cards.InviteEveryone) -> Reply:
        """Invite everybody on the roster."""
        return await self._chosen(turn, action.round_id, Audience())

    async def segment(self, turn: Turn, action: cards.InviteSegment) -> Reply:
        """Invite a saved audience."""
        if action.segment is None:
            return await _not_chosen(turn, action.round_id, _("Vælg en målgruppe."))
        async with turn.sessions.read() as session:
            found = await saved_segments.segment(session, action.segment)
        if found.removed_at:
            return await _not_chosen(turn, action.round_id, _("Den målgruppe er fjernet."))
        return await self._chosen(turn, action.round_id, found.audience, segment=found.name)

    async def audience(self, turn: Turn, action: cards.InviteAudience) -> Reply:
        """Invite those in the units, at the levels, in the groups that were picked."""
        error = _("Vælg mindst én enhed, ét niveau eller én gruppe. Ellers er der »Alle ledere«.")
        if action.units or action.levels or action.groups:
            async with turn.sessions.read() as session:
                known = await choices(session)
            try:
                audience = picked_audience(action, known)
                return await self._chosen(turn, action.round_id, audience)
            except (KeyError, ValueError):
                error = _("Noget af det, du valgte, er ikke længere på lederlisten. Vælg igen.")
        return await _not_chosen(turn, action.round_id, error, filled=action)

    async def show(self, turn: Turn, action: _Choice) -> Reply:
        """Show the round with the audience that it has."""
        return Reply(replace=await next_step(turn, self.keys, action.round_id))

    async def _chosen(
        self, turn: Turn, round_id: UUID, audience: Audience, segment: str = ""
    ) -> Reply:
        await choose_audience(
            turn.sessions, round_id, audience, by=turn.person, now=turn.now, segment=segment
        )
        return Reply(replace=await next_step(turn, self.keys, round_id))


async def _not_chosen(
    turn: Turn, round_id: UUID, error: str, *, filled: cards.InviteAudience | None = None
) -> Reply:
    found = await round_of(turn, round_id)
    return Reply(replace=await audience_choice(turn, found, filled=filled, error=error))


def _audience(round_: Round) -> Audience:
    if round_.audience is None:
        raise NobodyToAsk
    return round_.audience


def _sheet(people: list[Person]) -> Sheet:
    return Sheet(
        _("Inviterede"),
        (_("Navn"), _("E-mail"), _("Titel"), _("Enhed"), _("Niveau")),
        [(one.name, one.email, one.title, one.unit, level_name(one.level)) for one in people],
    )
