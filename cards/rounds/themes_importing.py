"""Themes that were written in a spreadsheet: what it would change, and what it did."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Action, Card
from bot.rounds.findings import ThemeChanges
from bot.rounds.values import Round
from cards.files import DiscardFile
from cards.parts import Part, buttons, card, note, paragraph
from cards.rounds.ways import name_of

MOST_FAULTS = 20
MOST_LINES = 10  # numbers of rows in a sentence


@dataclass(frozen=True)
class ExportThemes(Action, name="rounds.export_themes", makes_file=True):
    """That the person wants to give comments their themes in a spreadsheet."""

    round_id: UUID


@dataclass(frozen=True)
class TakeThemes(Action, name="rounds.take_themes", makes_file=True):
    """That the person takes that spreadsheet, which they were offered."""

    round_id: UUID


@dataclass(frozen=True)
class ImportThemes(Action, name="rounds.import_themes"):
    """That the file's themes are to hold. seen: tells which changes were shown."""

    file_id: UUID
    seen: str


@dataclass(frozen=True)
class UndoThemes(Action, name="rounds.undo_themes"):
    """That what the file changed is to be as it was before."""

    file_id: UUID


@dataclass(frozen=True)
class SeeThemes(Action, name="rounds.see_themes"):
    """That the person wants the themes in a card of their own, as this one has a way back."""

    round_id: UUID


def proposal(
    file_name: str,
    file_id: UUID,
    round_: Round,
    changes: ThemeChanges,
    *,
    changed_meanwhile: bool = False,
) -> Card:
    """What the file would change, and whether it shall."""
    said = _("Temaerne er ændret, siden du så det, så intet er gennemført. Sådan ser det ud nu:")
    return card(
        _("Skal kommentarerne lægges i temaer?"),
        *([paragraph(f"**{said}**")] if changed_meanwhile else []),
        *_about(file_name, round_),
        paragraph(f"**{_numbers(changes)}**"),
        *_new(changes),
        *_where(changes),
        *_left_out(changes),
        note(_rest(changes)),
        paragraph(_("Intet er ændret endnu.")),
        buttons(
            (_("Ja, gennemfør"), ImportThemes(file_id, changes.digest)),
            (_("Nej tak"), DiscardFile(file_id)),
        ),
        summary=_("Skal kommentarerne lægges i temaer? {numbers}", numbers=_numbers(changes)),
    )


def nothing_to_change(file_name: str, round_: Round, changes: ThemeChanges) -> Card:
    """That every comment is in the theme that the file says."""
    return card(
        _("Temaerne er de samme"),
        *_about(file_name, round_),
        paragraph(_("Filen ændrer ikke noget.")),
        *_left_out(changes),
        note(_rest(changes)),
    )


def unknown(file_name: str) -> Card:
    """That no row of the file is about a comment that is kept."""
    return card(
        _("Kommentarerne findes ikke her"),
        note(plain(file_name)),
        paragraph(
            _(
                "Ingen af filens kommentarer findes hos mig, så intet er ændret. Enten er de "
                "slettet, fordi tiden, de må gemmes i, er gået, eller også er kolonnen »Id« rettet "
                "i filen. Hent en ny under »Temaer«, hvis runden stadig har kommentarer."
            )
        ),
    )


def faulty(file_name: str, faults: Sequence[str]) -> Card:
    """What is wrong with the file, a sentence for each fault."""
    more = len(faults) - MOST_FAULTS
    return card(
        _("Temaerne kan ikke lægges ind"),
        note(plain(file_name)),
        paragraph(_("Intet er ændret. Ret dette i filen, og læg den i chatten igen:")),
        *(paragraph(plain(fault)) for fault in faults[:MOST_FAULTS]),
        *(
            [note(counted("Og {many} fejl mere.", "Og {many} fejl mere.", more, many=number(more)))]
            if more > 0
            else []
        ),
    )


def done(
    file_id: UUID, round_id: UUID, many: int, new: Sequence[str], *, already: bool = False
) -> Card:
    """That the file's themes hold. many: comments. already: whether they did before the press."""
    said = _("Filen er allerede lagt ind, så der er ikke sket mere.")
    return card(
        _("Temaerne er lagt ind"),
        *([paragraph(f"**{said}**")] if already else []),
        paragraph(
            counted(
                "{many} kommentar er lagt, som filen siger.",
                "{many} kommentarer er lagt, som filen siger.",
                many,
                many=number(many),
            )
        ),
        *([paragraph(_("Nye temaer: {names}.", names=_named(new)))] if new else []),
        note(_("Det kan fortrydes i et døgn.")),
        buttons((_("Se temaerne"), SeeThemes(round_id)), (_("Fortryd"), UndoThemes(file_id))),
    )


def undone(round_id: UUID, many: int | None) -> Card:
    """That it is as it was before. many: comments; None: it was undone before."""
    said = _("Filen er allerede fortrudt, så der er ikke sket mere.")
    if many == 0:
        said = _(
            "Ingen af kommentarerne er der, hvor filen lagde dem, så ingen er flyttet tilbage."
        )
    elif many is not None:
        said = counted(
            "{many} kommentar ligger igen, som før filen.",
            "{many} kommentarer ligger igen, som før filen.",
            many,
            many=number(many),
        )
    return card(
        _("Det er fortrudt"),
        paragraph(said),
        note(_("Det, der er flyttet i chatten efter filen, er ikke rørt.")),
        buttons((_("Se temaerne"), SeeThemes(round_id))),
    )


def too_late_to_undo() -> Card:
    """That there is no way back any more."""
    return card(
        _("Det kan ikke fortrydes mere"),
        paragraph(
            _(
                "Der er gået mere end et døgn, så der er ikke sket noget. Kommentarerne kan "
                "stadig flyttes under »Temaer«."
            )
        ),
    )


def _about(file_name: str, round_: Round) -> Iterator[Part]:
    yield paragraph(name_of(round_))
    yield note(plain(file_name))


def _numbers(changes: ThemeChanges) -> str:
    """How many go which way: "12 kommentarer får et tema, 3 flyttes."."""
    put = sum(one.old is None for one in changes.moves)
    out = sum(not one.theme for one in changes.moves)
    moved = len(changes.moves) - put - out
    parts = [
        put
        and counted(
            "{many} kommentar får et tema",
            "{many} kommentarer får et tema",
            put,
            many=number(put),
        ),
        moved
        and counted(
            "{many} flyttes til et andet tema",
            "{many} flyttes til et andet tema",
            moved,
            many=number(moved),
        ),
        out
        and counted(
            "{many} tages ud af sit tema",
            "{many} tages ud af deres tema",
            out,
            many=number(out),
        ),
    ]
    return ", ".join(part for part in parts if part) + "."


def _new(changes: ThemeChanges) -> Iterator[Part]:
    if changes.new:
        yield paragraph(
            counted(
                "{many} nyt tema: {names}.",
                "{many} nye temaer: {names}.",
                len(changes.new),
                many=number(len(changes.new)),
                names=_named(changes.new),
            )
        )


def _where(changes: ThemeChanges) -> Iterator[Part]:
    """How many each theme gets; and what somebody else has done meanwhile."""
    gets = Counter(one.theme for one in changes.moves if one.theme)
    if gets:
        yield paragraph(
            "\n".join(
                f"- {_('»{name}« får {many}', name=plain(name), many=number(many))}"
                for name, many in gets.items()
            )
        )
    if changes.overruled:
        yield paragraph(
            counted(
                "{many} af dem er flyttet i chatten, siden filen blev hentet. Siger du ja, gælder "
                "filen.",
                "{many} af dem er flyttet i chatten, siden filen blev hentet. Siger du ja, gælder "
                "filen.",
                changes.overruled,
                many=number(changes.overruled),
            )
        )


def _left_out(changes: ThemeChanges) -> Iterator[Part]:
    if changes.unknown:
        yield paragraph(
            counted(
                "{many} række kunne ikke findes og springes over: {lines}. Kommentaren er slettet, "
                "eller »Id« er rettet.",
                "{many} rækker kunne ikke findes og springes over: {lines}. Kommentarerne er "
                "slettet, eller »Id« er rettet.",
                len(changes.unknown),
                many=number(len(changes.unknown)),
                lines=_lines(changes.unknown),
            )
        )
    if changes.altered:
        yield paragraph(
            counted(
                "{many} række springes over, fordi kommentaren ikke er den, jeg har gemt: {lines}.",
                "{many} rækker springes over, fordi kommentaren ikke er den, jeg har gemt: "
                "{lines}.",
                len(changes.altered),
                many=number(len(changes.altered)),
                lines=_lines(changes.altered),
            )
        )


def _rest(changes: ThemeChanges) -> str:
    said = counted(
        "{many} ændres ikke.",
        "{many} ændres ikke.",
        changes.unchanged,
        many=number(changes.unchanged),
    )
    if not changes.absent:
        return said
    absent = counted(
        "{many} er ikke i filen og bliver også, hvor den er.",
        "{many} er ikke i filen og bliver også, hvor de er.",
        changes.absent,
        many=number(changes.absent),
    )
    return f"{said} {absent}"


def _named(names: Sequence[str]) -> str:
    return ", ".join(f"»{plain(name)}«" for name in names)


def _lines(lines: Sequence[int]) -> str:
    """Some of the rows by their numbers: "række 3, 7 og 12 mere"."""
    shown = ", ".join(map(str, lines[:MOST_LINES]))
    more = len(lines) - MOST_LINES
    if more <= 0:
        return _("række {lines}", lines=shown)
    return _("række {lines} og {more} mere", lines=shown, more=number(more))
