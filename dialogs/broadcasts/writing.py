"""Writing broadcasts: the form, the drafts, and what was sent before."""

from dataclasses import replace
from uuid import UUID

import cards.broadcasts.writing as cards
from bot.broadcasts import queries
from bot.broadcasts.content import tidy
from bot.broadcasts.drafting import AFTER_SENDING, BEING_WRITTEN, create, save
from bot.broadcasts.values import (
    LINK_TITLE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Broadcast,
    Changed,
    Content,
    Fault,
    FaultyContent,
    UnknownBroadcast,
    WrongPhase,
)
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from bot.messages import Card, Reply
from bot.people.queries import people_with_role
from bot.people.values import Role
from bot.router import Router, Turn
from dialogs.broadcasts.steps import next_step, overview


def register(router: Router) -> None:
    """Answer what is said and pressed while broadcasts are written."""
    role = Role.DIRECTORATE
    router.on_command(
        "Ny fællesbesked", "Skriv fællesbesked", "New message", handler=new, role=role
    )
    router.on_command("Mine kladder", "Kladder", "My drafts", handler=drafts, role=role)
    router.on_command(
        "Fællesbeskeder",
        "Sendte fællesbeskeder",
        "Mine fællesbeskeder",
        "Messages",
        "Sent messages",
        "My messages",
        handler=sent,
        role=role,
    )
    router.on_action(cards.NewBroadcast, start, again=start, role=role)
    router.on_action(cards.CopyBroadcast, copy, again=copy, role=role)
    router.on_action(cards.EditBroadcast, edit, again=edit, role=role)
    router.on_action(cards.OpenBroadcast, open_, again=open_, role=role)
    router.on_action(cards.DontBegin, dont_begin, again=dont_begin, role=role)
    router.on_action(cards.SaveBroadcast, save_form, again=show_saved, role=role)
    router.on_action(cards.ShowDrafts, show_drafts, again=show_drafts, role=role)
    router.on_action(cards.ShowSent, show_sent, again=show_sent, role=role)


async def new(turn: Turn) -> Reply:
    """Offer an empty form."""
    return Reply((await form(turn, cards.SaveBroadcast.filled_with(Content())),))


async def drafts(turn: Turn) -> Reply:
    """List the drafts."""
    return Reply((await _drafts(turn, 0),))


async def sent(turn: Turn) -> Reply:
    """List what was sent."""
    return Reply((await _sent(turn, 0),))


async def start(turn: Turn, action: cards.NewBroadcast) -> Reply:
    """Offer an empty form in the place of a list."""
    return Reply(replace=await form(turn, cards.SaveBroadcast.filled_with(Content())))


async def copy(turn: Turn, action: cards.CopyBroadcast) -> Reply:
    """Offer a form that begins as an earlier one."""
    return Reply(replace=await copy_of(turn, action.broadcast_id))


async def edit(turn: Turn, action: cards.EditBroadcast) -> Reply:
    """Offer the form in the place of what was pressed."""
    return Reply(replace=await form_of(turn, action.broadcast_id))


async def open_(turn: Turn, action: cards.OpenBroadcast) -> Reply:
    """Show what there is to do with it."""
    shown = await overview(turn, action.broadcast_id)
    return Reply((shown,)) if action.apart else Reply(replace=shown)


async def dont_begin(turn: Turn, action: cards.DontBegin) -> Reply:
    """Store nothing of a new one."""
    return Reply(replace=cards.not_saved())


async def save_form(turn: Turn, action: cards.SaveBroadcast) -> Reply:
    """Save what was written and go on; what can't be saved comes back as it was typed."""
    try:
        saved = await _saved(turn, action)
    except FaultyContent as refusal:
        if Fault.CPR_NUMBER in refusal.faults.values():
            raise  # or the form that comes back would put the number into the chat
        return Reply(replace=await form(turn, action, errors=_in_words(refusal, action)))
    except Changed as refusal:
        return Reply(replace=await _form_beside(turn, action, refusal.broadcast))
    except WrongPhase as refusal:
        return Reply(replace=await form(turn, action, meanwhile=_too_late(refusal.broadcast)))
    except UnknownBroadcast:
        return Reply(replace=await _form_anew(turn, action))
    return Reply(replace=await next_step(turn, saved.id))


async def show_saved(turn: Turn, action: cards.SaveBroadcast) -> Reply:
    """Show what the form became; or the form, if what it says isn't what is saved."""
    if action.broadcast_id is None:
        return await save_form(turn, action)  # the same turn begins one draft
    try:
        async with turn.sessions.read() as session:
            found = await queries.broadcast(session, action.broadcast_id, now=turn.now)
    except UnknownBroadcast:
        return Reply(replace=await _form_anew(turn, action))
    written = tidy(action.content)
    if _texts(written) == _texts(found.content):
        return Reply(replace=await next_step(turn, found.id))
    return Reply(replace=await _form_beside(turn, action, found))


async def show_drafts(turn: Turn, action: cards.ShowDrafts) -> Reply:
    """Turn to a page of the drafts."""
    return Reply(replace=await _drafts(turn, action.offset))


async def show_sent(turn: Turn, action: cards.ShowSent) -> Reply:
    """Turn to a page of what was sent."""
    return Reply(replace=await _sent(turn, action.offset))


async def copy_of(turn: Turn, broadcast_id: UUID) -> Card:
    """A form that begins as an earlier one; how long that was true isn't taken over.

    Raises UnknownBroadcast.
    """
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, broadcast_id, now=turn.now)
    content = replace(found.published or found.content, useful_until=None, for_newcomers=False)
    return await form(turn, cards.SaveBroadcast.filled_with(content, copy_of=broadcast_id))


async def form_of(turn: Turn, broadcast_id: UUID, *, errors: dict[str, str] | None = None) -> Card:
    """The form of a draft or of a correction, filled in with what is saved.

    Raises UnknownBroadcast, or WrongPhase where it can't be changed.
    """
    async with turn.sessions.read() as session:
        found = await queries.broadcast(session, broadcast_id, now=turn.now)
    if found.phase not in BEING_WRITTEN + AFTER_SENDING:
        raise WrongPhase(found)
    filled = cards.SaveBroadcast.filled_with(
        found.content, broadcast_id=found.id, revision=found.revision
    )
    meanwhile = ""
    if found.approver:
        meanwhile = _(
            "{name} er bedt om at godkende den. Gemmer du en ændring, skal der bedes om det igen.",
            name=plain(found.approver.name),
        )
    return await form(turn, filled, errors=errors, meanwhile=meanwhile)


async def form(
    turn: Turn,
    filled: cards.SaveBroadcast,
    *,
    errors: dict[str, str] | None = None,
    meanwhile: str = "",
    theirs: Content | None = None,
) -> Card:
    """The form as it is filled in; see `cards.broadcasts.writing.form`."""
    async with turn.sessions.read() as session:
        directors = await people_with_role(session, Role.DIRECTORATE)
        corrects = False
        if filled.broadcast_id:
            found = await queries.broadcast(session, filled.broadcast_id, now=turn.now)
            corrects = found.published is not None
    if corrects:
        return cards.correction(filled, errors=errors, meanwhile=meanwhile, theirs=theirs)
    return cards.form(filled, directors, errors=errors, meanwhile=meanwhile, theirs=theirs)


async def _saved(turn: Turn, action: cards.SaveBroadcast) -> Broadcast:
    if action.broadcast_id is None:
        return await create(
            turn.sessions,
            action.content,
            by=turn.person,
            turn_key=turn.key,
            now=turn.now,
            copy_of=action.copy_of,
        )
    return await save(
        turn.sessions,
        action.broadcast_id,
        action.content,
        revision=action.revision,
        by=turn.person,
        now=turn.now,
    )


async def _form_beside(turn: Turn, action: cards.SaveBroadcast, now_saved: Broadcast) -> Card:
    """The form as it was typed, beside what somebody else has saved meanwhile."""
    meanwhile = _(
        "Den blev ændret {when}, mens du skrev. Det, du har skrevet, står i felterne, men er ikke "
        "gemt. Gemmer du nu, erstatter det, hvad der er gemt:",
        when=relative_moment(now_saved.changed_at, turn.now),
    )
    filled = replace(action, revision=now_saved.revision)
    return await form(turn, filled, meanwhile=meanwhile, theirs=now_saved.content)


async def _form_anew(turn: Turn, action: cards.SaveBroadcast) -> Card:
    """The form as it was typed, for a new draft: the one that it was about is gone."""
    meanwhile = _(
        "Kladden er slettet, mens du skrev. Det, du har skrevet, står i felterne. Gemmer du, "
        "bliver det en ny kladde."
    )
    return await form(turn, replace(action, broadcast_id=None, revision=0), meanwhile=meanwhile)


async def _drafts(turn: Turn, offset: int) -> Card:
    async with turn.sessions.read() as session:
        page = await queries.drafts(session, offset=offset, limit=cards.PAGE, now=turn.now)
        total = await queries.number_of_drafts(session)
    return cards.drafts(page, offset=offset, total=total, now=turn.now)


async def _sent(turn: Turn, offset: int) -> Card:
    async with turn.sessions.read() as session:
        page = await queries.sent(session, offset=offset, limit=cards.PAGE, now=turn.now)
        total = await queries.number_of_sent(session)
    return cards.sent(page, offset=offset, total=total, now=turn.now)


def _texts(content: Content) -> tuple[str, ...]:
    return content.title, content.text, content.link_title, content.link


def _too_late(broadcast: Broadcast) -> str:
    return _(
        "»{title}« er bekræftet eller trukket tilbage, mens du skrev, og kan ikke ændres nu. Det, "
        "du har skrevet, står i felterne, men er ikke gemt.",
        title=plain(broadcast.content.title),
    )


def _in_words(refusal: FaultyContent, action: cards.SaveBroadcast) -> dict[str, str]:
    return {
        name: _fault_in_words(name, fault, tidy(action.content))
        for name, fault in refusal.faults.items()
    }


def _fault_in_words(name: str, fault: Fault, content: Content) -> str:
    match fault:
        case Fault.MISSING:
            return _missing(name)
        case Fault.TOO_LONG:
            return _too_long(name, content)
        case Fault.TOO_LARGE:
            return _(
                "Teksten er for lang til Teams: emoji og linjeskift fylder mere end bogstaver. "
                "Forkort den, eller brug færre af dem."
            )
        case Fault.NOT_A_LINK:
            return _("Et link skal være en hel adresse, der begynder med https://.")
        case Fault.UNSUPPORTED:
            return _(
                "Teams viser ikke overskrifter, tabeller, billeder, citater, kode eller HTML i "
                "beskeden. Skriv det uden."
            )
        case Fault.UNKNOWN_SENDER:
            return _("Vælg en, der er i direktionen nu.")
        case Fault.PAST:
            return _("Den dag er passeret. Vælg en senere dag, eller lad feltet være tomt.")
        case Fault.NEEDS_END:
            return _("Vælg, hvor længe den gælder, når den også skal til nye ledere.")
        case Fault.CPR_NUMBER:
            raise FaultyContent({name: fault})  # is never shown in a form


def _missing(name: str) -> str:
    match name:
        case "title":
            return _("Skriv en overskrift.")
        case "text":
            return _("Skriv en tekst.")
        case "link_title":
            return _("Skriv, hvad der skal stå på knappen.")
        case _name:
            return _("Skriv den adresse, som knappen fører til.")


def _too_long(name: str, content: Content) -> str:
    lengths = {
        "title": (len(content.title), TITLE_LENGTH),
        "text": (len(content.text), TEXT_LENGTH),
        "link_title": (len(content.link_title), LINK_TITLE_LENGTH),
    }
    if name not in lengths:
        return _("Adressen er for lang.")
    length, longest = lengths[name]
    return counted(
        "Der er {length} tegn, og der er plads til {longest}. Fjern {number} tegn.",
        "Der er {length} tegn, og der er plads til {longest}. Fjern {number} tegn.",
        length - longest,
        length=number(length),
        longest=number(longest),
    )
