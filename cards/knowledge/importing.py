"""A spreadsheet of saved answers: what it would change, what is wrong with it, what it did."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.knowledge.values import ChangedLine, Changes, Column, NewLine, Phase
from bot.language import _, counted
from bot.language.formats import day, number, plain
from bot.messages import Action, Card
from cards.knowledge.listing import FilterKnowledge
from cards.knowledge.words import shortened
from cards.parts import Part, box, buttons, card, note, paragraph

LINES = 4  # in sight
MOST_FAULTS = 20
VALUE = 60  # characters of a value
BEFORE = 15  # of them before the first that is changed


@dataclass(frozen=True)
class ImportKnowledge(Action, name="knowledge.import"):
    """That the file is to be imported. seen: the fingerprint of the changes that were shown."""

    file_id: UUID
    seen: str


@dataclass(frozen=True)
class DontImport(Action, name="knowledge.dont_import"):
    """That the file isn't to be imported."""

    file_id: UUID


@dataclass(frozen=True)
class TurnChanges(Action, name="knowledge.turn_changes"):
    """What the file changes, from the change at this place on."""

    file_id: UUID
    offset: int


def preview(
    name: str,
    changes: Changes,
    columns: Mapping[Column, str],
    *,
    file_id: UUID,
    seen: str,
    offset: int,
    about: str = "",
) -> Card:
    """What the file would change, a page of it. columns: what each is called.

    about: what became of it since it was last shown.
    """
    if not len(changes):
        return card(
            _("Viden fra {name}", name=name),
            paragraph(_("Filen ændrer ikke noget.")),
            paragraph(_numbers(changes)),
            buttons((_("Luk"), DontImport(file_id))),
        )
    lines: list[NewLine | ChangedLine] = [*changes.new, *changes.changed]
    page = lines[offset : offset + LINES]
    place = _(
        "{first}-{last} af {total}",
        first=offset + 1,
        last=offset + len(page),
        total=number(len(lines)),
    )
    ways: list[tuple[str, Action]] = []
    if offset + len(page) < len(lines):
        ways.append((_("Næste"), TurnChanges(file_id, offset + LINES)))
    if offset:
        ways.append((_("Forrige"), TurnChanges(file_id, max(0, offset - LINES))))
    return card(
        _("Viden fra {name}", name=name),
        *([paragraph(about)] if about else []),
        paragraph(_("Sådan bliver viden ændret. Intet er ændret endnu.")),
        paragraph(_numbers(changes)),
        *(box(*_line(line, columns)) for line in page),
        *([note(place), buttons(*ways)] if ways else []),
        paragraph(_("Nye og ændrede svar gives til lederne, så snart du siger ja.")),
        buttons(
            (_("Ja, gennemfør"), ImportKnowledge(file_id, seen)), (_("Nej"), DontImport(file_id))
        ),
    )


def faulty(name: str, faults: Sequence[str]) -> Card:
    """What is wrong with the file, a sentence for each fault."""
    more = len(faults) - MOST_FAULTS
    return card(
        _("Viden fra {name}", name=name),
        paragraph(_("Filen er ikke indlæst, og intet er ændret. Ret dette, og læg den her igen:")),
        *(paragraph(plain(fault)) for fault in faults[:MOST_FAULTS]),
        *([note(_("Og {number} fejl mere.", number=more))] if more > 0 else []),
    )


def done(many: int) -> Card:
    """That it was imported. many: how many saved answers were added or changed."""
    return card(
        _("Viden er opdateret"),
        paragraph(
            counted(
                "{number} svar er tilføjet eller ændret.",
                "{number} svar er tilføjet eller ændret.",
                many,
            )
        ),
        buttons((_("Se viden"), FilterKnowledge("given", ""))),
    )


def not_done() -> Card:
    """That it wasn't imported."""
    return card(_("Filen er ikke indlæst"), paragraph(_("Intet er ændret.")))


def _numbers(changes: Changes) -> str:
    parts = [
        len(changes.new) and counted("{number} nyt", "{number} nye", len(changes.new)),
        len(changes.changed)
        and counted("{number} ændret", "{number} ændrede", len(changes.changed)),
        changes.unchanged and counted("{number} uændret", "{number} uændrede", changes.unchanged),
        changes.absent
        and counted(
            "{number} er ikke i filen og bliver, som det er",
            "{number} er ikke i filen og bliver, som de er",
            changes.absent,
        ),
    ]
    return ", ".join(part for part in parts if part)


def _line(line: NewLine | ChangedLine, columns: Mapping[Column, str]) -> Iterator[Part]:
    if isinstance(line, NewLine):
        content = line.written.content
        yield paragraph(_("Nyt: **{question}**", question=plain(shortened(content.question))))
        yield note(plain(shortened(content.answer, VALUE)))
        return
    question = plain(shortened(line.knowledge.content.question))
    if line.knowledge.phase is Phase.DRAFT:
        yield paragraph(_("Ændret kladde: **{question}**", question=question))
    else:
        yield paragraph(_("Ændret: **{question}**", question=question))
    for field in line.fields:
        old, new = _where_they_differ(_value(field.old), _value(field.new))
        yield note(
            _(
                "{column}: fra »{old}« til »{new}«",
                column=columns[field.column],
                old=plain(old),
                new=plain(new),
            )
        )


def _value(value: str | date | None) -> str:
    match value:
        case None | "":
            return _("tomt")
        case str():
            return " / ".join(value.splitlines())
        case date():
            return day(value)


def _where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Two texts, from a little before where they part."""
    parts = (
        place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other
    )
    begins = max(next(parts, min(len(old), len(new))) - BEFORE, 0)
    if max(len(old), len(new)) <= VALUE or not begins:
        return shortened(old, VALUE), shortened(new, VALUE)
    return f"…{shortened(old[begins:], VALUE)}", f"…{shortened(new[begins:], VALUE)}"
