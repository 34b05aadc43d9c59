"""Files that are dropped into the chat: whose they are, what they may be, and documents."""

import asyncio
from contextlib import suppress
from functools import partial
from pathlib import Path

import cards.files as cards
from bot import received_files
from bot.documents.adding import Outcome
from bot.documents.dropping import (
    DocumentHoldsCprNumber,
    FoundDocument,
    NotTheNewest,
    add_dropped,
    look_again,
    look_into,
    take_back,
)
from bot.documents.reading import BETWEEN, ReadDocument
from bot.files.reading import TYPES
from bot.files.refusals import Unreadable, UnreadableFile
from bot.files.spreadsheet import TYPES as TABLES
from bot.language import _
from bot.language.formats import day, number, plain, relative_moment
from bot.messages import Card, Place, Refusal, Reply
from bot.people.values import NotAllowed, Role
from bot.received_files import (
    FileGone,
    NameHoldsCprNumber,
    NotFetched,
    ReceivedFile,
    Unfetched,
)
from bot.router import Dropped, FilesNotTaken, OnlyInPersonalChat, Router, Turn, UnknownAction
from dialogs.people import unreadable_in_words

MAY = (Role.DIRECTORATE, Role.ADMINISTRATOR)
MOST_HEADINGS = 5


def register(router: Router) -> None:
    """Take files, and documents among them."""
    director = Role.DIRECTORATE
    router.on_event(Dropped, partial(dropped, router), role=Role.MANAGER)
    router.on_file(
        "documents",
        name=lambda: _("Et dokument at svare ud fra"),
        fits=lambda name, _content: Path(name).suffix.lower() in TYPES,
        preview=preview_document,
        role=director,
    )
    choose = partial(chosen, router)
    router.on_action(cards.ChooseFileKind, choose, again=choose, role=MAY)
    router.on_action(cards.DiscardFile, discard, again=show_discarded, role=MAY)
    router.on_action(cards.LoadDocument, load, again=show_document, role=director)
    router.on_action(cards.TakeDocumentBack, undo, again=show_undone, role=director)
    router.on_refusal(FilesNotTaken, not_taken)
    router.on_refusal(UnreadableFile, unreadable)
    router.on_refusal(NotFetched, not_fetched)
    router.on_refusal(FileGone, gone)
    router.on_refusal(NotTheNewest, not_the_newest)
    router.on_refusal(DocumentHoldsCprNumber, holds_cpr_number)
    router.on_refusal(NameHoldsCprNumber, name_holds_cpr_number)


async def dropped(router: Router, turn: Turn, event: Dropped) -> Reply:
    """Show what a file would do, or ask what it is; one that is of no use isn't kept."""
    file = event.file
    try:
        if turn.place is not Place.PERSONAL:
            raise OnlyInPersonalChat
        kinds = await asyncio.to_thread(router.kinds_of_file, file.name, file.content)
        if not kinds:
            raise UnreadableFile(file.name, Unreadable.UNKNOWN_TYPE)
        taken = [one for one in kinds if turn.person.may(*one.roles)]
        if not taken:
            raise NotAllowed(*kinds[0].roles)
        if len(taken) == 1:
            return await taken[0].preview(turn, file)
    except Refusal:
        with suppress(FileGone):
            await received_files.discard(turn.sessions, file.id, of=turn.person.id)
        raise
    taken.sort(key=lambda one: not one.called(file.name))  # what its name says, first
    likely = taken[0].name() if taken[0].called(file.name) else ""
    named = [(one.kind, one.name()) for one in taken]
    return Reply((cards.choose_kind(file.id, file.name, named, likely=likely),))


async def chosen(router: Router, turn: Turn, action: cards.ChooseFileKind) -> Reply:
    """Show what the file would do as this kind."""
    kind = router.file_kind(action.kind)
    if not kind:
        raise UnknownAction
    turn.person.require(*kind.roles)
    async with turn.sessions.read() as session:
        file = await received_files.kept(session, action.file_id, of=turn.person.id)
    try:
        reply = await kind.preview(turn, file)
    except Refusal:
        # It can only be dropped anew, and may hold a CPR number; some kinds forget it themselves.
        with suppress(FileGone):
            await received_files.discard(turn.sessions, file.id, of=turn.person.id)
        raise
    first, *others = reply.messages
    return Reply(tuple(others), replace=first) if isinstance(first, Card) else reply


async def discard(turn: Turn, action: cards.DiscardFile) -> Reply:
    """Do nothing with the file."""
    await received_files.discard(turn.sessions, action.file_id, of=turn.person.id)
    return Reply(replace=cards.discarded())


async def show_discarded(turn: Turn, action: cards.DiscardFile) -> Reply:
    """Show that nothing was done."""
    return Reply(replace=cards.discarded())


async def preview_document(turn: Turn, file: ReceivedFile) -> Reply:
    """Show what was found in a document, and ask whether to take answers from it."""
    found = await look_into(turn.sessions, file, by=turn.person, now=turn.now)
    if found.outcome is Outcome.UNCHANGED:
        await received_files.discard(turn.sessions, file.id, of=turn.person.id)
        return Reply((cards.known_document(_shown(found.file_name, found.read)),))
    return Reply((_new(turn, found),))


async def load(turn: Turn, action: cards.LoadDocument) -> Reply:
    """Take answers from the document."""
    found = await look_again(turn.sessions, action.file_id, by=turn.person)
    added = await add_dropped(turn.sessions, action.file_id, by=turn.person, now=turn.now)
    return Reply(
        replace=cards.loaded_document(
            _shown(found.file_name, added.read),
            cards.TakeDocumentBack(added.id, added.version_id),
            replaced=added.outcome is Outcome.REPLACED,
        )
    )


async def show_document(turn: Turn, action: cards.LoadDocument) -> Reply:
    """Show the document while it isn't decided about."""
    try:
        found = await look_again(turn.sessions, action.file_id, by=turn.person)
    except FileGone:
        return Reply(replace=cards.decided())
    return Reply(replace=_new(turn, found))


async def undo(turn: Turn, action: cards.TakeDocumentBack) -> Reply:
    """Take the document back."""
    earlier = await take_back(
        turn.sessions, action.document_id, action.version_id, by=turn.person, now=turn.now
    )
    return Reply(replace=cards.document_taken_back(earlier))


async def show_undone(turn: Turn, action: cards.TakeDocumentBack) -> Reply:
    """Show that there is nothing more to take back."""
    return Reply(replace=cards.not_the_newest())


def not_taken(_refusal: FilesNotTaken) -> Reply:
    """Word that a manager's files are of no use."""
    return Reply.text(
        _(
            "Filer kan jeg ikke bruge til noget fra dig, og jeg gemmer dem ikke. Har du et "
            "spørgsmål, så skriv det."
        )
    )


def unreadable(refusal: UnreadableFile) -> Reply:
    """Word why a file can't be read, and which can."""
    said = unreadable_in_words(refusal)
    if refusal.reason is Unreadable.UNKNOWN_TYPE:
        if Path(refusal.name).suffix.lower() in TABLES:
            said = _(
                "Jeg kan ikke se på overskrifterne, hvad listen er. En lederliste har mindst "
                "kolonnerne Navn og E-mail i en af de første rækker."
            )
        else:
            said += " " + _(
                "Jeg kan læse dokumenter (.docx, .pdf, .txt, .md og .html) og lister (.xlsx og "
                ".csv)."
            )
    return Reply.text(f"»{plain(refusal.name)}«: {plain(said)}")


def not_fetched(refusal: NotFetched) -> Reply:
    """Word why a file didn't come."""
    match refusal.reason:
        case Unfetched.ELSEWHERE:
            said = _("Filen ligger et sted, hvor jeg ikke henter filer. Læg den i chatten selv.")
        case Unfetched.EXPIRED:
            said = _("Adgangen til filen er udløbet. Læg den i chatten igen.")
        case Unfetched.NO_CONTACT:
            said = _("Jeg kunne ikke hente filen. Vent lidt, og læg den i chatten igen.")
    return Reply.text(f"»{plain(refusal.name)}«: {said}")


def holds_cpr_number(refusal: DocumentHoldsCprNumber) -> Reply:
    """Word that a document must be rid of a CPR number first."""
    said = _("Filen ser ud til at indeholde et CPR-nummer, så jeg har ikke gemt den.")
    if refusal.section:
        said += " " + _("Se under »{section}«.", section=refusal.section)
    said += " " + _(
        "Fjern nummeret, og læg filen i chatten igen. Den første ligger stadig i din OneDrive."
    )
    return Reply.text(f"»{plain(refusal.name)}«: {plain(said)}")


def name_holds_cpr_number(_refusal: NameHoldsCprNumber) -> Reply:
    """Word that a file must be called something else."""
    return Reply.text(
        _(
            "Filens navn ser ud til at indeholde et CPR-nummer, så jeg har ikke gemt den. Giv den "
            "et andet navn, og læg den i chatten igen. Den første ligger stadig i din OneDrive."
        )
    )


def gone(_refusal: FileGone) -> Reply:
    """Word that a file is no longer here."""
    return Reply.text(cards.gone_in_words())


def not_the_newest(_refusal: NotTheNewest) -> Reply:
    """Word that there is nothing to take back."""
    return Reply(replace=cards.not_the_newest())


def _new(turn: Turn, found: FoundDocument) -> Card:
    replaced = None
    if found.replaces:
        title, since = found.replaces
        when = relative_moment(since, turn.now)
        replaced = _("»{title}«, som blev indlæst {when}", title=title, when=when)
    shown = _shown(found.file_name, found.read)
    return cards.new_document(found.file_id, shown, replaces=replaced)


def _shown(file_name: str, read: ReadDocument) -> cards.ShownDocument:
    about = []
    if read.case_number:
        about.append((_("Sag"), read.case_number))
    if read.when:
        about.append((_("Dato"), day(read.when)))
    about += [(_("Steder, jeg kan citere"), number(len(read.passages))), (_("Fil"), file_name)]
    headings = dict.fromkeys(one.section.split(BETWEEN)[-1] for one in read.passages if one.section)
    return cards.ShownDocument(
        read.title, about, list(headings)[:MOST_HEADINGS], read.pages_without_text
    )
