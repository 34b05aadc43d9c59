"""Minutes that were dropped into the chat: the decisions in them, as drafts."""

from functools import partial
from uuid import UUID

import cards.decisions.importing as cards
from bot import received_files
from bot.decisions.from_minutes import importing, taking_over
from bot.decisions.from_minutes.imported import (
    Imported,
    MinutesChanged,
    MinutesHoldCprNumber,
    TooManyFound,
)
from bot.decisions.values import FaultyDecision
from bot.language import _
from bot.language.formats import number, plain
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.received_files import FileGone, ReceivedFile
from bot.router import Router, Turn
from cards.decisions.drafted import lacks_in_words
from cards.decisions.minutes import found_in_words, nothing_found, what_they_are_in_words
from dialogs.decisions.drafted import Preparing


def register(router: Router) -> None:
    """Take minutes, and answer what is done with what was found in them."""
    role = Role.DIRECTORATE
    router.on_file(
        "decisions",
        name=lambda: _("Et referat med beslutninger"),
        fits=importing.looks_like_minutes,
        preview=import_file,
        role=role,
        called=importing.is_called_minutes,
    )
    prepare = partial(prepare_found, Preparing(router))
    router.on_action(cards.ShowFound, show, again=show, role=role)
    router.on_action(cards.PrepareFound, prepare, again=prepare, role=role)
    router.on_action(cards.TakeOverFound, take_over, again=show_taken, role=role)
    router.on_action(cards.DiscardFound, discard, again=show_discarded, role=role)
    router.on_action(cards.KeepFound, keep, again=show_kept, role=role)
    router.on_refusal(MinutesHoldCprNumber, holds_cpr_number)
    router.on_refusal(TooManyFound, too_many_found)


async def import_file(turn: Turn, file: ReceivedFile) -> Reply:
    """Make drafts of what is new in minutes, and show each beside its passage."""
    imported = await importing.import_dropped(turn.sessions, file, by=turn.person, now=turn.now)
    if not imported.decisions:
        await received_files.discard(turn.sessions, file.id, of=turn.person.id)
        return Reply((nothing_found(file.name, imported.minutes),))
    return Reply((cards.found(file.id, imported, offset=0),))


async def show(turn: Turn, action: cards.ShowFound) -> Reply:
    """Turn to a page of what was found."""
    try:
        imported = await importing.look_again(turn.sessions, action.file_id, by=turn.person)
    except FileGone:
        return Reply(replace=cards.gone())
    return Reply(replace=cards.found(action.file_id, imported, offset=action.offset))


async def prepare_found(preparing: Preparing, turn: Turn, action: cards.PrepareFound) -> Reply:
    """Put the drafts that were made of the file together, to be published; no formalities."""
    try:
        imported = await importing.look_again(turn.sessions, action.file_id, by=turn.person)
    except FileGone:
        return Reply(replace=cards.gone())
    ids = tuple(one.id for one in imported.to_publish)
    try:
        return await preparing.together(turn, ids, apart=False)
    except FaultyDecision as refusal:
        title = refusal.decision.content.title if refusal.decision else ""
        said = _(
            "»{title}« kan ikke sendes endnu. Der mangler: {what}.",
            title=plain(title or _("Uden overskrift")),
            what=lacks_in_words(refusal.faults),
        )
        return Reply(replace=_found(action.file_id, imported, said=said))


async def take_over(turn: Turn, action: cards.TakeOverFound) -> Reply:
    """Let a decision say what stands in the minutes now."""
    try:
        imported = await taking_over.take_over(
            turn.sessions,
            action.file_id,
            action.place,
            revision=action.revision,
            by=turn.person,
            now=turn.now,
        )
    except FileGone:
        return Reply(replace=cards.gone())
    except MinutesChanged:
        imported = await importing.look_again(turn.sessions, action.file_id, by=turn.person)
        said = _("Den er ændret, siden du så den, så der er ikke sket noget. Sådan står det nu.")
        return Reply(replace=_found(action.file_id, imported, place=action.place, said=said))
    decision = imported.decisions[action.place].decision
    said = _("Det nye er i kladden.")
    if decision and decision.has_unpublished_correction:
        said = _(
            "Det nye er gemt som en rettelse. Lederne ser den først, når den er offentliggjort. "
            "Er der nye opfølgninger, gælder de fra nu."
        )
    elif decision and decision.published:
        said = _("Opfølgningerne er tilføjet og gælder fra nu.")
    return Reply(replace=_found(action.file_id, imported, place=action.place, said=said))


async def show_taken(turn: Turn, action: cards.TakeOverFound) -> Reply:
    """Show what was found, as it now stands."""
    return await show(turn, cards.ShowFound(action.file_id, _page_of(action.place)))


async def discard(turn: Turn, action: cards.DiscardFound) -> Reply:
    """Throw the drafts away, and offer to take them back."""
    try:
        imported = await taking_over.discard_new(
            turn.sessions, action.file_id, by=turn.person, now=turn.now
        )
    except FileGone:
        return Reply(replace=cards.gone())
    return Reply(replace=cards.discarded(action.file_id, imported))


async def show_discarded(turn: Turn, action: cards.DiscardFound) -> Reply:
    """Show what was thrown away."""
    try:
        imported = await importing.look_again(turn.sessions, action.file_id, by=turn.person)
    except FileGone:
        return Reply(replace=cards.gone())
    return Reply(replace=cards.discarded(action.file_id, imported))


async def keep(turn: Turn, action: cards.KeepFound) -> Reply:
    """Take the drafts back."""
    try:
        imported = await taking_over.keep_new(
            turn.sessions, action.file_id, by=turn.person, now=turn.now
        )
    except FileGone:
        return Reply(replace=cards.gone())
    return Reply(replace=_found(action.file_id, imported, said=_("Kladderne er her igen.")))


async def show_kept(turn: Turn, action: cards.KeepFound) -> Reply:
    """Show what was found, as it now stands."""
    return await show(turn, cards.ShowFound(action.file_id, 0))


def holds_cpr_number(refusal: MinutesHoldCprNumber) -> Reply:
    """Word that minutes must be rid of a CPR number first."""
    said = _("Referatet ser ud til at indeholde et CPR-nummer, så jeg har ikke gemt noget af det.")
    if refusal.title:
        said += " " + _("Se under »{item}«.", item=refusal.title)
    said += " " + _(
        "Fjern nummeret, og læg filen i chatten igen. Den første ligger stadig i din OneDrive."
    )
    return Reply.text(f"»{plain(refusal.name)}«: {plain(said)}")


def too_many_found(refusal: TooManyFound) -> Reply:
    """Word that minutes must come in parts."""
    said = _(
        "Jeg fandt {number} beslutninger og laver højst {most} kladder ad gangen, så jeg har ikke "
        "gemt nogen. Del filen, for eksempel møde for møde, og læg delene her hver for sig.",
        number=number(refusal.number),
        most=number(importing.MOST_FOUND),
    )
    return Reply.text(f"»{plain(refusal.name)}«: {said}")


def imported_in_words(imported: Imported) -> str:
    """What came of minutes, a line each, for the command line."""
    if not imported.decisions:
        return _("Jeg fandt ingen beslutninger. Der er ikke gemt noget.")
    lines = [found_in_words(imported.minutes)]
    if said := what_they_are_in_words(imported):
        lines.append(said)
    lines += [f"- {one.found.title or _('Uden overskrift')}" for one in imported.decisions]
    lines.append(_("Intet er offentliggjort. Kladderne ligger under »Beslutningskladder«."))
    return "\n".join(lines)


def _found(file_id: UUID, imported: Imported, *, place: int = 0, said: str = "") -> Card:
    return cards.found(file_id, imported, offset=_page_of(place), said=said)


def _page_of(place: int) -> int:
    return place // cards.PAGE * cards.PAGE
