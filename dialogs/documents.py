"""Documents that answers are taken from: which there are, taking one out, and what they answer.

Also what is said when one was added, or can't be read.
"""

from datetime import timedelta

import cards.documents as cards
from bot.documents import queries
from bot.documents.adding import AddedDocument, Outcome
from bot.documents.queries import ListedDocument
from bot.documents.retiring import restore, retire
from bot.documents.values import UnknownDocument
from bot.files.refusals import Unreadable, UnreadableFile
from bot.language import _, counted
from bot.language.formats import day, number
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.questions.answered import FEWEST, answered_by
from bot.router import Router, Turn

_MEGABYTE = 1024 * 1024


def register(router: Router) -> None:
    """Show them, and take them out and back."""
    role = Role.DIRECTORATE
    router.on_command("Dokumenter", "Documents", handler=newest, role=role)
    router.on_action(cards.ShowDocuments, turn_page, again=turn_page, role=role)
    router.on_action(cards.OpenDocument, open_, again=open_, role=role)
    router.on_action(cards.AskToRetire, ask_to_retire, again=ask_to_retire, role=role)
    router.on_action(cards.RetireDocument, take_out, again=show, role=role)
    router.on_action(cards.RestoreDocument, take_back, again=show, role=role)
    router.on_action(cards.ShowAnswered, show_answered, again=show_answered, role=role)
    router.on_refusal(UnknownDocument, unknown_document)


async def newest(turn: Turn) -> Reply:
    """Show what answers are taken from."""
    return Reply((await _page(turn, 0, retired=False),))


async def turn_page(turn: Turn, action: cards.ShowDocuments) -> Reply:
    """Show a page, of those that were taken out or of the others."""
    return Reply(replace=await _page(turn, action.offset, retired=action.retired))


async def open_(turn: Turn, action: cards.OpenDocument) -> Reply:
    """Show one, and what there is to do with it."""
    async with turn.sessions.read() as session:
        return Reply(
            replace=cards.document(await queries.kept_document(session, action.document_id))
        )


async def ask_to_retire(turn: Turn, action: cards.AskToRetire) -> Reply:
    """Show what will happen, before it does."""
    async with turn.sessions.read() as session:
        found = await queries.kept_document(session, action.document_id)
    if found.retired_at:
        return Reply(replace=cards.document(found, said=_("Det er gjort i forvejen.")))
    return Reply(replace=cards.confirm_retiring(found))


async def take_out(turn: Turn, action: cards.RetireDocument) -> Reply:
    """Take no more answers from it."""
    taken = await retire(turn.sessions, action.document_id, by=turn.person, now=turn.now)
    return Reply(replace=cards.retired(taken))


async def take_back(turn: Turn, action: cards.RestoreDocument) -> Reply:
    """Take answers from it again."""
    found = await restore(turn.sessions, action.document_id, by=turn.person, now=turn.now)
    return Reply(replace=cards.document(found, said=_("Der svares ud fra det igen.")))


async def show(turn: Turn, action: cards.RetireDocument | cards.RestoreDocument) -> Reply:
    """Show where it stands now."""
    async with turn.sessions.read() as session:
        found = await queries.kept_document(session, action.document_id)
    return Reply(replace=cards.retired(found) if found.retired_at else cards.document(found))


async def show_answered(turn: Turn, action: cards.ShowAnswered) -> Reply:
    """Show which questions it answered."""
    since = turn.now - timedelta(days=int(action.period))
    async with turn.sessions.read() as session:
        found = await queries.kept_document(session, action.document_id)
        questions = await answered_by(session, action.document_id, since=since)
    return Reply(
        replace=cards.answered(
            found, questions, fewest=FEWEST, period=action.period, offset=action.offset
        )
    )


def unknown_document(_refusal: UnknownDocument) -> Reply:
    """Word that there is no such document."""
    return Reply.text(_("Det dokument findes ikke mere. Skriv »Dokumenter« for at se resten."))


def added_in_words(added: AddedDocument) -> str:
    """What adding a document did: its title, case number, date and number of passages."""
    read = added.read
    about = [f"»{read.title}«"]
    if read.case_number:
        about.append(_("sag {number}", number=read.case_number))
    if read.when:
        about.append(day(read.when))
    about.append(counted("{number} sted", "{number} steder", len(read.passages)))
    match added.outcome:
        case Outcome.ADDED:
            done = _("Indlæst")
        case Outcome.REPLACED:
            done = _("Indlæst i stedet for den tidligere udgave")
        case Outcome.UNCHANGED:
            done = _("Uændret, var allerede indlæst")
    said = f"{done}: {', '.join(about)}"
    if not read.pages_without_text:
        return said
    missed = counted(
        "{number} side er et billede uden tekst og er ikke med",
        "{number} sider er billeder uden tekst og er ikke med",
        read.pages_without_text,
    )
    return f"{said}. {missed}"


def listed_in_words(document: ListedDocument) -> str:
    """One line about a document that people can get answers from."""
    about = [document.title]
    if document.case_number:
        about.append(_("sag {number}", number=document.case_number))
    if document.when:
        about.append(day(document.when))
    about.append(counted("{number} sted", "{number} steder", document.passages))
    return ", ".join(about)


def unreadable_in_words(refusal: UnreadableFile) -> str:
    """Why a file can't be read, and what to do about it."""
    match refusal.reason:
        case Unreadable.UNKNOWN_TYPE:
            return _("Den filtype kan jeg ikke læse.")
        case Unreadable.EMPTY:
            return _("Filen er tom.")
        case Unreadable.TOO_SHORT:
            return _("Jeg kan ikke finde tekst nok i filen.")
        case Unreadable.NO_TEXT:
            return _("Filen er en scanning uden tekst. Gem den med tekstgenkendelse, og prøv igen.")
        case Unreadable.PASSWORD:
            return _("Filen er beskyttet med adgangskode. Fjern den, og prøv igen.")
        case Unreadable.BROKEN:
            return _("Filen er beskadiget og kan ikke åbnes.")
        case Unreadable.TOO_LARGE:
            return _(
                "Filen er for stor. Grænsen er {limit} MB.",
                limit=number((refusal.limit or 0) // _MEGABYTE),
            )
        case Unreadable.TOO_COMPLICATED:
            return _("Filen er for indviklet at læse. Gem den på en enklere måde, og prøv igen.")
        case Unreadable.TOO_MANY_PAGES:
            return _(
                "Filen har for mange sider. Grænsen er {limit}.", limit=number(refusal.limit or 0)
            )
        case Unreadable.TOO_MANY_ROWS:
            return _(
                "Filen har for mange rækker. Grænsen er {limit}.", limit=number(refusal.limit or 0)
            )


async def _page(turn: Turn, offset: int, *, retired: bool) -> Card:
    """A page; the last one where there is none so far on."""
    async with turn.sessions.read() as session:
        total = await queries.number_kept(session, retired=retired)
        last = max(total - 1, 0) // cards.PAGE * cards.PAGE
        offset = min(max(offset, 0), last)
        page = await queries.kept(session, retired=retired, offset=offset, limit=cards.PAGE)
    return cards.documents(page, retired=retired, offset=offset, total=total)
