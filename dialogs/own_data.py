"""Mine oplysninger: what is stored about the person who asks, shown and handed out."""

import asyncio
from collections.abc import Iterator

import cards.own_data as cards
import cards.own_words as words
from bot.calendar import in_copenhagen
from bot.files.workbook import About, Sheet, workbook
from bot.language import _
from bot.language.formats import number
from bot.messages import File, Reply
from bot.own_data.queries import own_data
from bot.own_data.values import OwnData
from bot.people.values import Role
from bot.retention.queries import retention
from bot.retention.values import Retention
from bot.router import Router, Turn
from cards.audit import about_in_words, act_in_words
from cards.inquiries.standing import theme_in_words
from cards.inquiries.words import phase_in_words

ON_THE_CARD = 3  # of each kind
MOST_ROWS = 5_000  # of each kind in the spreadsheet, so that it is made while the person waits

ABOUT_WHAT_IS_STORED = ("hvad gemmer du", "hvad gemmer du om mig", "hvad ved du om mig",
                        "hvem kan se hvad jeg skriver", "what do you store")  # fmt: skip


def register(router: Router) -> None:
    """Show everybody what is stored about them, and hand it out."""
    role = Role.MANAGER
    router.on_command("Mine oplysninger", "My data", *ABOUT_WHAT_IS_STORED, handler=show, role=role)
    router.on_action(cards.ExportOwnData, export, again=export, role=role)


async def show(turn: Turn) -> Reply:
    """Show what is stored."""
    held, kept = await _held(turn, most=ON_THE_CARD)
    today = in_copenhagen(turn.now).date()
    return Reply((cards.own_data(held, kept.periods, today=today),))


async def export(turn: Turn, action: cards.ExportOwnData) -> Reply:
    """Offer all of it as a spreadsheet: of who presses, whoever the card was shown to."""
    held, kept = await _held(turn, most=MOST_ROWS)
    content = await asyncio.to_thread(_workbook, turn, held, kept)
    day = in_copenhagen(turn.now).date().isoformat()
    return Reply(
        (
            File(
                name=_("Mine oplysninger {day}.xlsx", day=day),
                content=content,
                description=_("Alt, hvad Lederlinjen har gemt om dig."),
                action=action,
            ),
        )
    )


async def _held(turn: Turn, *, most: int) -> tuple[OwnData, Retention]:
    async with turn.sessions.read() as session:
        return await own_data(session, turn.person, most=most), await retention(session)


def _workbook(turn: Turn, held: OwnData, kept: Retention) -> bytes:
    about = About(
        _("Alt, hvad Lederlinjen har gemt om {name}", name=held.person.name),
        turn.now,
        held.person.name,
        tuple(_notes(held)),
    )
    return workbook(about, *_sheets(turn, held, kept))


def _notes(held: OwnData) -> Iterator[str]:
    yield _("Hvad andre har skrevet, er ikke med. Det, der står i chatten, har du i Teams.")
    stored = (
        held.questions,
        held.inquiries,
        held.entries,
        held.messages,
        held.rounds,
        held.decisions,
        held.work,
        held.acts,
    )
    if any(one.number > len(one.newest) for one in stored):
        yield _("Af hver slags er kun de nyeste {most} med.", most=number(MOST_ROWS))


def _sheets(turn: Turn, held: OwnData, kept: Retention) -> Iterator[Sheet]:
    today = in_copenhagen(turn.now).date()
    yield Sheet(_("Lederlisten"), (_("Felt"), _("Indhold")), cards.roster(held, today=today))
    yield Sheet(
        _("Dine spørgsmål"),
        (_("Tidspunkt"), _("Spørgsmål"), _("Svar"), _("Vist fra"), _("Du valgte"), _("Tommel"),
         _("Kommentar")),
        [
            (
                one.at,
                one.text,
                words.tier_in_words(one.tier),
                "\n".join(one.shown),
                one.chosen,
                words.tone_in_words(one.tone) if one.tone else None,
                one.comment,
            )
            for one in held.questions.newest
        ],
    )  # fmt: skip
    yield Sheet(
        _("Henvendelser"),
        (_("Tidspunkt"), _("Slags"), _("Emne"), _("Overskrift"), _("Tekst"), _("Baggrund"),
         _("Navn skjult"), _("Status"), _("Afsluttet")),
        [
            (
                one.at,
                words.inquiry_kind(one.kind),
                theme_in_words(one.theme) if one.theme else None,
                one.title,
                one.text,
                one.background,
                one.hidden,
                phase_in_words(one.phase),
                one.settled_at,
            )
            for one in held.inquiries.newest
        ],
    )  # fmt: skip
    yield Sheet(
        _("Ved henvendelser"),
        (_("Tidspunkt"), _("Handling"), _("Tekst")),
        [(one.at, words.entry_in_words(one), one.text) for one in held.entries.newest],
    )
    yield Sheet(
        _("Svar, der hjalp"),
        (_("Tidspunkt"),),
        [(one.at,) for one in held.verdicts.newest],
    )
    yield Sheet(
        _("Kvitteringer"),
        (_("Tidspunkt"), _("Hvad")),
        [(one.at, one.title) for one in held.receipts.newest],
    )
    yield Sheet(
        _("Beskeder"),
        (_("Sendt"), _("Slags")),
        [(one.at, words.message_in_words(one.kind)) for one in held.messages.newest],
    )
    yield Sheet(
        _("Inputrunder"),
        (_("Lukker"), _("Overskrift"), _("Anonym"), _("Status"), _("Dit svar")),
        [
            (
                one.closes,
                one.title,
                one.anonymous,
                words.participation_in_words(one.state),
                _("I en forseglet konvolut. Kun du kan se det, i invitationen.")
                if one.sealed
                else "\n".join(one.answers),
            )
            for one in held.rounds.newest
        ],
    )
    yield Sheet(
        _("Fællesbeskeder"),
        (_("Senest ændret"), _("Overskrift"), _("Status")),
        [(one.at, one.title, words.broadcast_phase(one.phase)) for one in held.broadcasts.newest],
    )
    yield Sheet(
        _("Beslutninger"),
        (_("Offentliggjort"), _("Beslutning")),
        [(one.at, one.title) for one in held.decisions.newest],
    )
    yield Sheet(
        _("Arbejde"),
        (_("Tidspunkt"), _("Hvad"), _("Om")),
        [
            (one.at, words.work_in_words(one.what), words.about_work_in_words(one))
            for one in held.work.newest
        ],
    )
    yield Sheet(
        _("Hændelser"),
        (_("Tidspunkt"), _("Handling"), _("Om"), _("Antal")),
        [
            (one.at, act_in_words(one.act), about_in_words(one.act, one.about), one.number)
            for one in held.acts.newest
        ],
    )
    yield Sheet(
        _("Filer"), (_("Modtaget"), _("Navn")), [(one.at, one.name) for one in held.files.newest]
    )
    yield Sheet(
        _("Frister"),
        (_("Slags"), _("Hvor længe det gemmes"), _("Hvem der ser det")),
        list(cards.kept(held, kept.periods)),
    )
