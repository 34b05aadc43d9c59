"""Files that were dropped into the chat: what one holds, and what is done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from cards.parts import Part, buttons, card, facts, heading, note, paragraph


@dataclass(frozen=True)
class ChooseFileKind(Action, name="files.choose"):
    """What a file is that may be several things. kind: as it is registered."""

    file_id: UUID
    kind: str


@dataclass(frozen=True)
class DiscardFile(Action, name="files.discard"):
    """That nothing is to be done with a file."""

    file_id: UUID


@dataclass(frozen=True)
class LoadDocument(Action, name="files.load_document"):
    """That answers are to be taken from a document."""

    file_id: UUID


@dataclass(frozen=True)
class TakeDocumentBack(Action, name="files.take_document_back"):
    """That a document was added by mistake."""

    document_id: UUID
    version_id: UUID


@dataclass(frozen=True)
class ShownDocument:
    """A document in words. about: names and what they are. headings: the first ones in it.

    missed: pages that hold no text.
    """

    title: str
    about: Sequence[tuple[str, str]]
    headings: Sequence[str]
    missed: int = 0


def choose_kind(
    file_id: UUID, name: str, kinds: Sequence[tuple[str, str]], *, likely: str = ""
) -> Card:
    """What is to be done with a file that may be several things: (kind, name of it).

    likely: what its name says that it is, the first of them.
    """
    said = _("»{name}« kan være flere ting.", name=plain(name))
    if likely:
        said = _(
            "»{name}« ligner {kind}, men kan være flere ting.",
            name=plain(name),
            kind=likely[:1].lower() + likely[1:],
        )
    return card(
        _("Hvad skal jeg bruge filen til?"),
        paragraph(said),
        buttons(
            *((title, ChooseFileKind(file_id, kind)) for kind, title in kinds),
            (_("Nej tak"), DiscardFile(file_id)),
        ),
    )


def new_document(file_id: UUID, found: ShownDocument, *, replaces: str | None) -> Card:
    """What was found in a document, and whether to take answers from it.

    replaces: what it takes the place of, as a sentence has it.
    """
    said = _("Det erstatter {replaced}.", replaced=plain(replaces)) if replaces else ""
    return card(
        _("Skal jeg svare ud fra dokumentet?"),
        *_found(found),
        paragraph(said or _("Det er nyt for mig.")),
        buttons((_("Indlæs"), LoadDocument(file_id)), (_("Nej tak"), DiscardFile(file_id))),
        summary=_("Skal jeg svare ud fra »{title}«?", title=found.title),
    )


def known_document(found: ShownDocument) -> Card:
    """That answers are already taken from the very same document."""
    return card(
        _("Det har jeg allerede"),
        *_found(found),
        paragraph(_("Jeg svarer allerede ud fra dokumentet, og det er uændret.")),
    )


def loaded_document(found: ShownDocument, undo: TakeDocumentBack, *, replaced: bool) -> Card:
    """That answers are now taken from a document."""
    said = _("Fra nu af svarer jeg ud fra det.")
    if replaced:
        said = _("Fra nu af svarer jeg ud fra det i stedet for den tidligere udgave.")
    return card(
        _("Dokumentet er indlæst"),
        *_found(found),
        paragraph(said),
        buttons((_("Fortryd"), undo)),
        summary=_("»{title}« er indlæst.", title=found.title),
    )


def document_taken_back(earlier: str | None) -> Card:
    """That answers are no longer taken from a document. earlier: what counts again, its title."""
    said = _("Jeg svarer ikke længere ud fra dokumentet. Svar, der allerede er givet, bliver.")
    if earlier:
        said = _("Nu gælder den tidligere udgave igen: »{title}«.", title=plain(earlier))
    return card(_("Det er fortrudt"), paragraph(said))


def not_the_newest() -> Card:
    """That there is nothing to take back."""
    return card(
        _("Her er ikke noget at fortryde"),
        paragraph(
            _(
                "Dokumentet er allerede taget ud, eller en nyere udgave har afløst det. Se "
                "Dokumenter."
            )
        ),
    )


def discarded() -> Card:
    """That nothing was done with a file."""
    return card(
        _("Helt i orden"), paragraph(_("Jeg har ikke gjort noget med filen og gemmer den ikke."))
    )


def decided() -> Card:
    """That a file was decided about, or lay too long."""
    return card(_("Filen er der taget stilling til"), paragraph(gone_in_words()))


def gone_in_words() -> str:
    """Why a file is no longer here, and what to do."""
    return _(
        "Filen ligger her ikke mere: der er taget stilling til den, eller der gik mere end et "
        "døgn. Læg den i chatten igen, hvis den skal bruges."
    )


def _found(found: ShownDocument) -> tuple[Part, ...]:
    parts: list[Part] = [facts([(_("Titel"), found.title), *found.about])]
    if found.missed:
        parts.append(
            note(
                counted(
                    "{many} side er et billede uden tekst og er ikke med.",
                    "{many} sider er billeder uden tekst og er ikke med.",
                    found.missed,
                    many=number(found.missed),
                )
            )
        )
    if found.headings:
        parts.append(heading(_("De første overskrifter")))
        parts += [paragraph(plain(one)) for one in found.headings]
    return tuple(parts)
