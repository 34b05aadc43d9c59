"""More time: asked for by the directorate, and told to those who still owe an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.calendar import in_copenhagen, is_holiday_week
from bot.language import _
from bot.language.formats import day, plain, relative_moment
from bot.messages import Action, Card
from bot.rounds.values import Participation, Phase, Round
from cards.parts import Clock, Day, Part, buttons, card, date_field, note, paragraph, time_field
from cards.rounds.invitation import OpenForm
from cards.rounds.ways import ShowRound, name_of
from cards.rounds.words import promise


@dataclass(frozen=True)
class Extend(Action, name="rounds.extend"):
    """That it shall close at this time instead."""

    round_id: UUID
    closes_on: Day = None
    closes_at: Clock = None


def form(
    round_: Round, filled: Extend | None = None, *, errors: Mapping[str, str], now: datetime
) -> Card:
    """Ask until when. filled: what was typed."""
    ends = in_copenhagen(round_.ends or now)
    on, at = (filled.closes_on, filled.closes_at) if filled else (ends.date(), ends.time())
    return card(
        _("Forlæng fristen"),
        paragraph(f"**{name_of(round_)}**"),
        paragraph(_("Fristen er nu {when}.", when=relative_moment(round_.ends or now, now))),
        *_promised(round_),
        date_field("closes_on", _("Ny frist, dag"), on, error=errors.get("closes_on")),
        time_field("closes_at", _("Ny frist, klokken"), at, error=errors.get("closes_at")),
        note(
            _(
                "Invitationen ændres hos alle inviterede, og de, der mangler at svare, får besked. "
                "Fristen kan ikke gøres kortere."
            )
        ),
        buttons((_("Forlæng fristen"), Extend(round_.id))),
    )


def extended(round_: Round, *, now: datetime) -> Card:
    """That it closes later."""
    ends = round_.ends or now
    return card(
        _("Fristen er forlænget"),
        paragraph(
            _(
                "»{title}« lukker nu {when}.",
                title=name_of(round_),
                when=relative_moment(ends, now),
            )
        ),
        paragraph(
            _(
                "Invitationen er ændret hos alle inviterede. De, der mangler at svare, får besked "
                "i arbejdstiden."
            )
        ),
        *(
            [note(_("Fristen ligger i en ferieuge, hvor mange har fri."))]
            if is_holiday_week(in_copenhagen(ends).date())
            else []
        ),
        buttons((_("Status"), ShowRound(round_.id))),
    )


def cannot_reopen(round_: Round) -> Card:
    """That it is over, and stays so."""
    why = (
        _("Svarene er talt op, og de enkelte besvarelser findes ikke længere.")
        if round_.content.anonymous
        else _("Svarene er talt op.")
    )
    return card(
        _("Runden kan ikke åbnes igen"),
        paragraph(_("»{title}« er lukket. {why}", title=name_of(round_), why=why)),
        paragraph(_("Vil du spørge igen, så kopiér runden under »Inputrunder«.")),
        buttons((_("Status"), ShowRound(round_.id))),
    )


def more_time(round_: Round, state: Participation, *, now: datetime) -> Card:
    """Tell somebody who was asked that there is more time, or what has become of it since."""
    ends = relative_moment(round_.ends or now, now)
    is_open = round_.phase is Phase.OPEN and (round_.ends or now) > now
    if not is_open:
        said = _("Runden er lukket.")
    elif state is Participation.ANSWERED:
        said = _("Du har svaret. Du kan rette dit svar indtil {when}.", when=ends)
    elif state is Participation.DECLINED:
        said = _("Du har sagt, at du ikke deltager.")
    else:
        said = _("Fristen er forlænget. Du kan svare til {when}.", when=ends)
    asks = is_open and state is Participation.INVITED
    return card(
        _("Der er mere tid: {title}", title=round_.content.title),
        paragraph(plain(said)),
        *([note(promise(anonymous=round_.content.anonymous))] if asks else []),
        *([buttons((_("Svar"), OpenForm(round_.id, page=0)))] if asks else []),
    )


def _promised(round_: Round) -> Iterator[Part]:
    if round_.content.outcome_by:
        yield note(
            _(
                "Deltagerne er lovet resultatet senest den {day}, så runden skal lukke før.",
                day=day(round_.content.outcome_by),
            )
        )
