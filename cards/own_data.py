"""Mine oplysninger: what is stored about the person who asks, how long, and who sees it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.calendar import in_copenhagen
from bot.delivery.values import Reach
from bot.language import _, counted
from bot.language.formats import day, moment, number, plain
from bot.messages import Action, Card
from bot.own_data.values import OwnData, OwnInquiry, OwnQuestion
from bot.people.values import Role
from bot.retention.values import Category, Period
from cards.audit import about_in_words, act_in_words
from cards.basics import what_is_stored
from cards.inquiries.words import phase_in_words
from cards.own_words import (
    about_work_in_words,
    broadcast_phase,
    entry_in_words,
    message_in_words,
    tier_in_words,
    work_in_words,
)
from cards.parts import Part, buttons, card, facts, heading, note, paragraph, unfolding
from cards.people import level_name, role_in_words
from cards.periods import kept_in_words

SHORT = 100  # characters of a text on the card; all of it is in the spreadsheet


@dataclass(frozen=True)
class ExportOwnData(Action, name="own_data.export", makes_file=True):
    """That the person wants all of it as a spreadsheet."""


def own_data(held: OwnData, periods: Mapping[Category, Period], *, today: date) -> Card:
    """What is stored. periods: for how long, where somebody has decided."""
    return card(
        _("Det er gemt om dig"),
        heading(_("Fra lederlisten")),
        facts(roster(held, today=today)),
        heading(_("Fra din brug")),
        *_use(held),
        *_newest(held),
        unfolding(_("Hvor længe og hvem ser det"), *_kept(held, periods)),
        buttons((_("Hent det hele som Excel"), ExportOwnData())),
        note(_("Er noget forkert, så skriv til direktionens sekretariat.")),
        note(what_is_stored()),
    )


def roster(held: OwnData, *, today: date) -> list[tuple[str, str]]:
    """The person's own entry: each field and what it says. Plain text."""
    person = held.person
    pairs = [
        (_("Navn"), person.name),
        (_("E-mail"), person.email),
        (_("Titel"), person.title),
        (_("Enhed"), person.unit.replace("/", " / ")),
        (_("Niveau"), level_name(person.level)),
        (_("Rolle"), role_in_words(person.role)),
        (_("Grupper"), ", ".join(person.groups) or _("ingen")),
        (_("Sprog"), _language(person.language)),
        (_("Dit id i Teams"), str(person.object_id or _("ikke kendt"))),
        (_("Senest ændret"), day(in_copenhagen(held.changed_at))),
    ]
    if not _is_open(held):
        pairs.insert(-1, (_("Min chat med dig"), _closed(held)))
    if person.away_until and person.away_until >= today:
        pairs.insert(7, (_("Orlov til og med"), day(person.away_until)))
    return pairs


def numbers(held: OwnData) -> list[tuple[str, int]]:
    """How much there is of each kind that there is any of."""
    pairs = [
        (_("Dine spørgsmål"), held.questions.number),
        (_("Henvendelser, forslag og svar"), held.inquiries.number),
        (_after_inquiries(held), held.entries.number),
        (_("Kvitteringer"), held.receipts.number),
        (_("Beskeder, du har fået"), held.messages.number),
        (_("Svar, der hjalp"), held.verdicts.number),
        (_("Inputrunder, du er spurgt i"), held.rounds.number),
        (_("Fællesbeskeder, du har skrevet"), held.broadcasts.number),
        (_("Beslutninger, du har fået"), held.decisions.number),
        (_("Arbejde for direktionen"), held.work.number),
        (_("Hændelser i dit navn"), held.acts.number),
        (_("Filer, du har lagt her (slettes efter en dag)"), held.files.number),
    ]
    return [(name, many) for name, many in pairs if many]


def kept(held: OwnData, periods: Mapping[Category, Period]) -> Iterator[tuple[str, str, str]]:
    """Of each kind: its name, for how long it is kept, and who sees it. Plain text."""
    yield (
        _("Lederlisten"),
        _("Så længe du er på den. Når du er gået ud af den: {kept}",
          kept=_in_a_sentence(periods.get(Category.PEOPLE))),
        _("Direktionen, dens sekretariat og administratorer."),
    )  # fmt: skip
    yield (
        _("Dine spørgsmål"),
        kept_in_words(periods.get(Category.QUESTIONS)),
        _(
            "Direktionen kan se tal, og ordene i spørgsmål, når mindst tre har spurgt, men ikke "
            "hvem der spurgte. Den tekniske drift har adgang til navnene."
        ),
    )
    yield (
        _("Henvendelser, og om svar hjalp"),
        kept_in_words(periods.get(Category.INQUIRIES)),
        _(
            "Direktionen, dens sekretariat og den, de giver den videre til. Har du skjult dit navn,"
            " ser de det ikke her; den tekniske drift har adgang."
        ),
    )
    yield (
        _("Kvitteringer"),
        kept_in_words(periods.get(Category.RECEIPTS)),
        _("Direktionen og dens sekretariat."),
    )
    yield (
        _("Beskeder, du har fået"),
        _("Fællesbeskeder: så længe fællesbeskeden er gemt. Min præsentation af mig: uden frist, "
          "så du ikke får den igen. Andre: {kept}",
          kept=_in_a_sentence(periods.get(Category.RECEIPTS))),
        _("Direktionen og dens sekretariat ser, om en fællesbesked er nået frem."),
    )  # fmt: skip
    if held.rounds.number:
        yield (
            _("Inputrunder"),
            _("Om du har svaret: så længe runden er gemt. Det, du svarede med navn: {kept}",
              kept=_in_a_sentence(periods.get(Category.ROUNDS))),
            _(
                "Om du har svaret: kun jeg, så du ikke rykkes. Svar med navn: direktionen og dens "
                "sekretariat. Anonyme svar: kun du, og kun til runden lukker. Så er de ingens."
            ),
        )  # fmt: skip
    if held.decisions.number:
        yield (
            _("Beslutninger, du har fået"),
            _("Så længe beslutningen gælder. Når den ikke gør det mere: {kept}",
              kept=_in_a_sentence(periods.get(Category.RECEIPTS))),
            _("Direktionen og dens sekretariat."),
        )  # fmt: skip
    if held.work.number:
        yield (
            _("Arbejde for direktionen"),
            _("Så længe det, det handler om, er gemt."),
            _("Direktionen og dens sekretariat."),
        )
    if held.acts.number:
        yield (
            _("Hændelser i dit navn"),
            kept_in_words(periods.get(Category.AUDIT)),
            _("Direktionen og dens sekretariat."),
        )
    yield (
        _("Filer, du lægger i chatten"),
        _("Højst en dag, hvis du ikke siger, hvad der skal ske med dem."),
        _("Kun du."),
    )


def _use(held: OwnData) -> Iterator[Part]:
    pairs = numbers(held)
    if not pairs:
        yield paragraph(_("Du har ikke stillet spørgsmål eller sendt noget endnu."))
        return
    yield facts([(name, number(many)) for name, many in pairs])


def _after_inquiries(held: OwnData) -> str:
    """What the person did to inquiries after they were sent: their own, or also those of others."""
    if held.person.may(Role.DIRECTORATE):
        return _("Det, du har gjort ved henvendelser")
    return _("Det, du har skrevet siden")


def _newest(held: OwnData) -> Iterator[Part]:
    lines = list(_newest_lines(held))
    if lines:
        yield unfolding(_("Se det seneste"), *lines)


def _newest_lines(held: OwnData) -> Iterator[Part]:
    if held.questions.newest:
        yield heading(_("Dine spørgsmål"))
    for question in held.questions.newest:
        yield _line(_question(question), moment(question.at))
    if held.inquiries.newest:
        yield heading(_("Henvendelser, forslag og svar"))
    for inquiry in held.inquiries.newest:
        yield _line(_inquiry(inquiry), moment(inquiry.at))
    if held.receipts.newest:
        yield heading(_("Kvitteringer"))
    for receipt in held.receipts.newest:
        yield _line(plain(_short(receipt.title)), moment(receipt.at))
    if held.messages.newest:
        yield heading(_("Beskeder, du har fået"))
    for message in held.messages.newest:
        yield _line(plain(message_in_words(message.kind)), moment(message.at))
    if held.entries.newest:
        yield heading(_after_inquiries(held))
    for entry in held.entries.newest:
        yield _line(entry_in_words(entry), moment(entry.at))
    if held.broadcasts.newest:
        yield heading(_("Fællesbeskeder, du har skrevet"))
    for broadcast in held.broadcasts.newest:
        words = f"{plain(_short(broadcast.title))} · {broadcast_phase(broadcast.phase)}"
        yield _line(words, moment(broadcast.at))
    if held.decisions.newest:
        yield heading(_("Beslutninger, du har fået"))
    for decision in held.decisions.newest:
        yield _line(plain(_short(decision.title)), moment(decision.at) if decision.at else "")
    if held.work.newest:
        yield heading(_("Arbejde for direktionen"))
    for one in held.work.newest:
        words = f"{work_in_words(one.what)} {about_work_in_words(one)}".strip()
        yield _line(plain(_short(words)), moment(one.at))
    if held.acts.newest:
        yield heading(_("Hændelser i dit navn"))
    for act in held.acts.newest:
        words = f"{act_in_words(act.act)} {about_in_words(act.act, act.about)}".strip()
        yield _line(plain(_short(words)), moment(act.at))


def _line(words: str, when: str) -> Part:
    return note(f"{words} · {when}")


def _question(question: OwnQuestion) -> str:
    return f"»{plain(_short(question.text))}« · {tier_in_words(question.tier)}"


def _inquiry(inquiry: OwnInquiry) -> str:
    words = f"»{plain(_short(inquiry.title or inquiry.text))}« · {phase_in_words(inquiry.phase)}"
    return f"{words} · {_('Navn skjult')}" if inquiry.hidden else words


def _kept(held: OwnData, periods: Mapping[Category, Period]) -> Iterator[Part]:
    for name, how_long, who in kept(held, periods):
        yield paragraph(f"**{name}**")
        yield note(f"{how_long} {who}")
    if held.person.may(Role.DIRECTORATE, Role.ADMINISTRATOR):
        yield note(_("I beslutter fristerne under »Sletning«."))


def _in_a_sentence(period: Period | None) -> str:
    if not period:
        return _("der er ikke besluttet en frist.")
    return counted(
        "slettes efter {number} måned.", "slettes efter {number} måneder.", period.months
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"


def _language(language: str | None) -> str:
    match language:
        case "da":
            return _("Dansk")
        case "en":
            return _("Engelsk")
        case _other:
            return _("Som i Teams")


def _is_open(held: OwnData) -> bool:
    return bool(held.chats) and held.reach not in (Reach.BLOCKED, Reach.NOT_INSTALLED)


def _closed(held: OwnData) -> str:
    return _("Lukket af dig eller af it") if held.reach is Reach.BLOCKED else _("Ikke åben")
