"""What is said of documents: that one was added, or why it can't be read."""

from bot.documents.adding import AddedDocument, Outcome
from bot.documents.queries import ListedDocument
from bot.files.refusals import Unreadable, UnreadableFile
from bot.language import _, counted
from bot.language.formats import day, number

_MEGABYTE = 1024 * 1024


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
