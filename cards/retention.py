"""How long what is stored is kept: what was decided, and forms to decide otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.calendar import in_copenhagen
from bot.language import _, counted
from bot.language.formats import day, number, plain, relative_moment
from bot.messages import Action, Card
from bot.retention.values import (
    BASIS_LENGTH,
    LONGEST_PERIOD,
    REASON_LENGTH,
    Category,
    Deletion,
    Period,
    Retention,
)
from cards.parts import (
    Part,
    buttons,
    card,
    choice_field,
    heading,
    note,
    paragraph,
    text_field,
)
from cards.periods import always_deleted, category_in_words, category_title, kept_in_words


@dataclass(frozen=True)
class ShowRetention(Action, name="retention.show"):
    """That the person wants to see what holds."""


@dataclass(frozen=True)
class EditPeriod(Action, name="retention.edit"):
    """That the person wants to decide for how long something is kept. category: of `Category`."""

    category: str = ""


@dataclass(frozen=True)
class SavePeriod(Action, name="retention.save"):
    """The form as it was filled in."""

    category: Category
    months: str = ""
    basis: str = ""


@dataclass(frozen=True)
class ConfirmPeriod(Action, name="retention.confirm"):
    """That the person has seen what will be deleted, and wants it."""

    category: Category
    months: int
    basis: str


@dataclass(frozen=True)
class KeepWithoutLimit(Action, name="retention.keep"):
    """That nothing of a kind shall be deleted any more."""

    category: Category


@dataclass(frozen=True)
class AskSuspension(Action, name="retention.ask_suspension"):
    """That the person wants nothing deleted for now, and will say why."""


@dataclass(frozen=True)
class Suspend(Action, name="retention.suspend"):
    """That nothing shall be deleted for now."""

    reason: str = ""


@dataclass(frozen=True)
class AskResumption(Action, name="retention.ask_resumption"):
    """That the person wants to see what deleting again means."""


@dataclass(frozen=True)
class Resume(Action, name="retention.resume"):
    """That what is over shall be deleted again."""


def overview(held: Retention, *, now: datetime, said: str = "", error: str = "") -> Card:
    """What holds. said: what the person has just decided. error: at the choice of a kind."""
    return card(
        _("Sletning"),
        *([paragraph(said)] if said else []),
        *_suspension(held, now),
        *(part for category in Category for part in _period(held.periods.get(category), category)),
        *_undecided(held),
        heading(_("Slettes altid")),
        paragraph(always_deleted()),
        *_latest(held.latest, now),
        choice_field(
            "category",
            _("Ret fristen for"),
            [(category.value, category_title(category)) for category in Category],
            error=error or None,
        ),
        buttons(
            (_("Ret fristen"), EditPeriod()),
            (_("Genoptag sletning"), AskResumption())
            if held.suspension
            else (_("Sæt sletning i bero"), AskSuspension()),
        ),
        summary=said or _("Sletning: hvor længe oplysninger gemmes."),
    )


def period_form(
    filled: SavePeriod, *, decided: bool, errors: Mapping[str, str] | None = None
) -> Card:
    """The form for one kind. decided: whether it has a period now. errors: by field."""
    wrong = errors or {}
    keep = [(_("Slet ikke"), KeepWithoutLimit(filled.category))] if decided else []
    return card(
        _("Frist: {what}", what=category_title(filled.category)),
        *([paragraph(_("Intet er gemt endnu. Ret felterne, og gem igen."))] if wrong else []),
        paragraph(category_in_words(filled.category)),
        text_field(
            "months",
            _("Hvor mange måneder gemmes det?"),
            filled.months,
            longest=3,
            required=True,
            hint=_("fx 12"),
            error=wrong.get("months"),
        ),
        text_field(
            "basis",
            _("Hvorfor er den frist lovlig?"),
            filled.basis,
            lines=True,
            longest=BASIS_LENGTH,
            required=True,
            hint=_("Fx formålet, reglen og hvem der har besluttet det"),
            error=wrong.get("basis"),
        ),
        note(_("Tal med kommunens databeskyttelsesrådgiver og arkiv, før I beslutter en frist.")),
        buttons(
            (_("Videre"), SavePeriod(filled.category)),
            (_("Annullér"), ShowRetention()),
            *keep,
        ),
    )


def confirmation(asked: ConfirmPeriod, *, before: date, suspended: bool) -> Card:
    """What will be deleted. before: the first day of which nothing is, the next night."""
    return card(
        _("Skal det slettes?"),
        paragraph(
            counted(
                "{what}: det, der er ældre end {number} måned, slettes fra næste nat kl. 4. Første "
                "gang er det alt fra før {day}.",
                "{what}: det, der er ældre end {number} måneder, slettes fra næste nat kl. 4. "
                "Første gang er det alt fra før {day}.",
                asked.months,
                what=category_title(asked.category),
                day=day(before),
            )
        ),
        *(
            [paragraph(_("Sletning er sat i bero, så det sker først, når den genoptages."))]
            if suspended
            else []
        ),
        paragraph(_("Det kan ikke fortrydes. Sikkerhedskopier slettes efter jeres egne regler.")),
        note(_("Grundlag: {basis}", basis=plain(asked.basis))),
        buttons(
            (_("Annullér"), ShowRetention()),
            (
                counted("Slet efter {number} måned", "Slet efter {number} måneder", asked.months),
                asked,
            ),
        ),
    )


def suspension_form(reason: str = "", *, error: str = "") -> Card:
    """The form in which deleting is suspended."""
    return card(
        _("Sæt sletning i bero"),
        paragraph(
            _(
                "Så slettes intet, før en af jer genoptager det, fx mens der er en sag om "
                "aktindsigt. Det tekniske, der kun gemmes i få dage, slettes stadig."
            )
        ),
        text_field(
            "reason",
            _("Hvorfor?"),
            reason,
            lines=True,
            longest=REASON_LENGTH,
            required=True,
            error=error or None,
        ),
        note(_("Begrundelsen kan ses af direktionen og administratorer og står i hændelserne.")),
        buttons((_("Sæt i bero"), Suspend()), (_("Annullér"), ShowRetention())),
    )


def resumption() -> Card:
    """What deleting again means, before it is decided."""
    return card(
        _("Genoptag sletning?"),
        paragraph(
            _("Alt, hvis frist er gået imens, slettes fra næste nat kl. 4. Det kan ikke fortrydes.")
        ),
        buttons((_("Annullér"), ShowRetention()), (_("Genoptag sletning"), Resume())),
    )


def month_limits() -> str:
    """What is wrong with a number of months."""
    return _("Skriv et helt tal fra 1 til {longest}.", longest=number(LONGEST_PERIOD))


def _suspension(held: Retention, now: datetime) -> Iterator[Part]:
    if held.suspension:
        yield paragraph(
            _(
                "**Sletning er sat i bero** af {name} {when}: {reason}",
                name=plain(held.suspension.by.name),
                when=relative_moment(held.suspension.since, now),
                reason=plain(held.suspension.reason),
            )
        )
    elif not held.periods:
        yield paragraph(
            _(
                "Intet slettes af sig selv, før en af jer har besluttet en frist og skrevet, "
                "hvorfor den er lovlig."
            )
        )


def _period(period: Period | None, category: Category) -> Iterator[Part]:
    if not period:
        return
    yield heading(category_title(category))
    yield paragraph(kept_in_words(period))
    yield note(
        _(
            "Grundlag: {basis} Besluttet af {name} den {day}.",
            basis=plain(_as_sentence(period.basis)),
            name=plain(period.decided_by.name),
            day=day(in_copenhagen(period.decided_at)),
        )
    )


def _undecided(held: Retention) -> Iterator[Part]:
    """The kinds that nobody has decided about, with what that means said once."""
    kinds = [category for category in Category if category not in held.periods]
    if kinds:
        yield heading(_("Uden frist"))
        if held.periods or held.suspension:  # else it is said above
            yield paragraph(kept_in_words(None))
        yield note("\n\n".join(map(category_title, kinds)))


def _latest(latest: tuple[Deletion, ...], now: datetime) -> Iterator[Part]:
    if not latest:
        return
    yield heading(_("Senest slettet"))
    for one in latest:
        yield note(
            counted(
                "{what}: {number} række {when}",
                "{what}: {number} rækker {when}",
                one.number,
                what=category_title(one.category),
                when=relative_moment(one.at, now),
            )
        )


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
