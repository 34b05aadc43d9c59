"""The invitation to answer a round, and what it becomes when nobody needs to any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bot.calendar import in_copenhagen
from bot.language import _, counted
from bot.language.formats import day, number, plain, relative_moment
from bot.messages import Action, Card
from bot.rounds.values import Participation, Phase, Round, Standing, minutes_to_answer
from cards.parts import Part, buttons, card, note, paragraph
from cards.rounds.words import given_up_in_words, promise


@dataclass(frozen=True)
class OpenForm(Action, name="rounds.open_form"):
    """That the person wants to answer, or to see and change their answer. page: from 0."""

    round_id: UUID
    page: int


@dataclass(frozen=True)
class Decline(Action, name="rounds.decline"):
    """That the person doesn't want to answer."""

    round_id: UUID


@dataclass(frozen=True)
class UndoDecline(Action, name="rounds.undo_decline"):
    """That the person may want to, after all."""

    round_id: UUID


def invitation(round_: Round, *, now: datetime) -> Card:
    """What somebody sees who hasn't answered yet."""
    return card(
        round_.content.title,
        *invitation_parts(round_, now=now),
        buttons(
            (_("Svar"), OpenForm(round_.id, page=0)),
            (_("Jeg deltager ikke"), Decline(round_.id)),
        ),
        summary=_("Giv dit input: {title}", title=round_.content.title),
    )


def invitation_parts(round_: Round, *, now: datetime) -> Iterator[Part]:
    """What an invitation says below its title: who asks and why, until when, who sees what."""
    content = round_.content
    asked = content.questions
    yield paragraph(_from_whom(anonymous=content.anonymous))
    if content.why:
        yield paragraph(plain(content.why).replace("\n", "\n\n"))
    many = counted("{many} spørgsmål", "{many} spørgsmål", len(asked), many=number(len(asked)))
    said = _("{many}, {minutes} min.", many=many, minutes=number(minutes_to_answer(asked)))
    if round_.ends:
        said = _(
            "{many}, {minutes} min., frist {when}.",
            many=many,
            minutes=number(minutes_to_answer(asked)),
            when=relative_moment(round_.ends, now),
        )
    yield paragraph(f"**{said}**")
    yield paragraph(promise(anonymous=content.anonymous))
    yield from outcome_parts(round_)


def outcome_parts(round_: Round) -> Iterator[Part]:
    """When those who were asked hear what came of it."""
    if round_.content.outcome_by:
        yield note(_("Du hører resultatet senest den {day}.", day=day(round_.content.outcome_by)))


def _what_came_of_it(round_: Round, now: datetime, *, is_sent: bool) -> Iterator[Part]:
    """That it was sent, or is late, once the round is over; else when it is promised."""
    promised = round_.content.outcome_by
    if is_sent:
        yield note(_("Resultatet er sendt. Det står i en besked for sig."))
    elif promised and promised < in_copenhagen(now).date():
        yield note(
            _("Du er lovet resultatet senest den {day}. Det er forsinket.", day=day(promised))
        )
    else:
        yield from outcome_parts(round_)


def declined(round_: Round, *, now: datetime) -> Card:
    """What somebody sees who said no."""
    return card(
        round_.content.title,
        paragraph(
            _(
                "Du deltager ikke, og jeg minder dig ikke om runden. Du kan stadig nå at svare "
                "til {when}.",
                when=_end(round_, now),
            )
        ),
        buttons(
            (_("Svar alligevel"), OpenForm(round_.id, page=0)),
            (_("Fortryd"), UndoDecline(round_.id)),
        ),
        *outcome_parts(round_),
        summary=_("Du deltager ikke: {title}", title=round_.content.title),
    )


def over(standing: Standing, *, now: datetime, outcome_sent: bool = False) -> Card:
    """What somebody sees once the time is up. outcome_sent: whether the result was sent."""
    if standing.round.phase is Phase.GIVEN_UP:
        return _given_up(standing, now=now)
    match standing.state:
        case Participation.ANSWERED:
            said = _("Runden sluttede {when}. Tak for dit svar.", when=_end(standing.round, now))
        case Participation.DECLINED:
            said = _("Runden sluttede {when}. Du deltog ikke.", when=_end(standing.round, now))
        case Participation.UNREAD:
            said = _(
                "Runden sluttede {when}. Tak, fordi du svarede. Dit svar kunne desværre ikke "
                "læses, da svarene blev talt op, og er ikke talt med. Det er ikke noget, du har "
                "gjort, og ingen har set det. Det beklager jeg.",
                when=_end(standing.round, now),
            )
        case Participation.INVITED:
            said = _(
                "Runden sluttede {when}, og der kan ikke svares mere.",
                when=_end(standing.round, now),
            )
    return card(
        standing.round.content.title,
        paragraph(said),
        *_what_came_of_it(standing.round, now, is_sent=outcome_sent),
        summary=_("Slut: {title}", title=standing.round.content.title),
    )


def _given_up(standing: Standing, *, now: datetime) -> Card:
    """That nothing came of it. Whoever answered is thanked; a result is promised to nobody."""
    ended = _("Runden sluttede {when}.", when=_end(standing.round, now))
    return card(
        standing.round.content.title,
        paragraph(f"{ended} {given_up_in_words()}"),
        *(
            [paragraph(_("Tak, fordi du svarede. Det beklager jeg. Ingen har set dit svar."))]
            if standing.state is Participation.ANSWERED
            else []
        ),
        summary=_("Slut: {title}", title=standing.round.content.title),
    )


def _from_whom(*, anonymous: bool) -> str:
    if anonymous:
        return _("Direktionen spørger dig. Runden er anonym.")
    return _("Direktionen spørger dig.")  # the promise below says that it is with names


def _end(round_: Round, now: datetime) -> str:
    return relative_moment(round_.ends, now) if round_.ends else ""
