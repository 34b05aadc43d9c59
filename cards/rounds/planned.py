"""What a plan and a question for approval both say: the round, whom it asks, what it costs."""

from collections.abc import Iterator
from datetime import datetime

from bot.calendar import in_copenhagen, is_holiday_week
from bot.language import _, counted
from bot.language.formats import day, number, plain, relative_moment
from bot.people.values import Audience
from bot.rounds.values import NUMERIC, Content, Plan, Round, minutes_to_answer
from cards.parts import Part, box, heading, note, paragraph, title
from cards.people import audience_in_words
from cards.rounds.invitation import invitation_parts
from cards.rounds.words import invited_in_words


def as_participants_see_it(round_: Round, now: datetime) -> Part:
    """The invitation in a box, as it will meet a participant."""
    return box(title(round_.content.title), *invitation_parts(round_, now=now))


def whom_it_asks(round_: Round, plan: Plan) -> Iterator[Part]:
    """Whom it is for, how many they are, and what it costs of their time."""
    audience = plain(audience_in_words(round_.audience or Audience()))
    if round_.segment:
        audience = f"{plain(round_.segment)} ({audience})"
    yield paragraph(_("Til {audience}.", audience=audience))
    yield paragraph(f"**{invited_in_words(plan.number)}. {cost(round_.content, plan)}**")
    if plan.unreachable:
        yield note(
            counted(
                "{many} af dem kan jeg ikke nå i Teams lige nu.",
                "{many} af dem kan jeg ikke nå i Teams lige nu.",
                plan.unreachable,
                many=number(plan.unreachable),
            )
        )


def cost(content: Content, plan: Plan) -> str:
    """What answering takes of everybody's time: "287 ledere × 5 min. = ca. 24 timer"."""
    minutes = minutes_to_answer(content.questions)
    all_of_it = plan.number * minutes
    leaders = counted("{many} leder", "{many} ledere", plan.number, many=number(plan.number))
    hours = round(all_of_it / 60)
    total = (
        counted("ca. {many} time", "ca. {many} timer", hours, many=number(hours))
        if all_of_it >= 60
        else _("ca. {many} min.", many=number(all_of_it))
    )
    return _(
        "{leaders} × {minutes} min. = {total}",
        leaders=leaders,
        minutes=number(minutes),
        total=total,
    )


def when_it_runs(
    round_: Round, plan: Plan, *, now: datetime, approved: bool = False
) -> Iterator[Part]:
    """When it opens and closes, and what is odd about that. approved: to who is to approve."""
    yield paragraph(f"{_opens(round_, plan, now, approved=approved)} {_closes(round_, now)}")
    content = round_.content
    if content.reminds:
        yield note(_("De, der mangler, påmindes halvvejs og et døgn før fristen, i arbejdstiden."))
    if content.in_med:
        yield note(
            _("Drøftes i MED den {day}.", day=day(content.med_on))
            if content.med_on
            else _("Drøftes i MED.")
        )
    yield from _in_the_holidays(_("Runden åbner"), plan.opens)
    yield from _in_the_holidays(_("Fristen er"), round_.ends)


def _in_the_holidays(what: str, at: datetime | None) -> Iterator[Part]:
    """A question about a time when many are off. what: what happens then."""
    local = in_copenhagen(at).date() if at else None
    if local and is_holiday_week(local):
        yield paragraph(
            _(
                "**{what} i uge {week}, hvor mange holder ferie. Passer det, eller vil du vælge en "
                "anden dag?**",
                what=what,
                week=local.isocalendar().week,
            )
        )


def thresholds(content: Content, plan: Plan) -> Iterator[Part]:
    """From how many on something is shown, and where that is likely to be nothing."""
    if not content.anonymous:
        return
    yield paragraph(
        _(
            "Tal vises, når mindst {numbers} har svaret, og tekster, når mindst {texts} har.",
            numbers=number(content.least_numbers),
            texts=number(content.least_texts),
        )
    )
    asks_texts = any(question.kind not in NUMERIC for question in content.questions)
    if asks_texts and plan.number < content.least_texts:
        yield paragraph(
            _(
                "**Der er inviteret færre end {texts}, så I kommer slet ikke til at kunne læse "
                "det, deltagerne skriver som tekst.**",
                texts=number(content.least_texts),
            )
        )
    elif asks_texts and plan.number == content.least_texts:
        said = _("Kun hvis alle {number} svarer, kan I læse teksterne.", number=number(plan.number))
        yield paragraph(f"**{said}**")
    asks_numbers = any(question.kind in NUMERIC for question in content.questions)
    if asks_numbers and plan.number == content.least_numbers:
        said = _("Kun hvis alle {number} svarer, kan I se tallene.", number=number(plan.number))
        yield paragraph(f"**{said}**")


def what_stays() -> Iterator[Part]:
    """What can't be changed once it is open."""
    yield heading(_("Det kan ikke ændres, når runden er åben"))
    yield paragraph(
        _(
            "Titel, spørgsmål, hvem der er inviteret, om den er anonym, grænserne for, hvornår "
            "svar vises, og at deltagerne får svar senest den lovede dag. Fristen kan kun "
            "forlænges."
        )
    )


def _opens(round_: Round, plan: Plan, now: datetime, *, approved: bool) -> str:
    when = relative_moment(plan.opens, now)
    if plan.delayed:
        return _("Åbner i arbejdstiden: {when}.", when=when)
    if round_.content.opening:
        return _("Åbner {when}.", when=when)
    if approved:
        return _("Åbner 30 sekunder efter, at du har godkendt den.")
    if plan.needs_approval:
        return _("Åbner, når den er godkendt.")
    return _("Åbner 30 sekunder efter, at du har bekræftet den.")


def _closes(round_: Round, now: datetime) -> str:
    said = _("Frist {when}.", when=relative_moment(round_.ends, now)) if round_.ends else ""
    if round_.content.outcome_by:
        said += " " + _(
            "Deltagerne hører resultatet senest den {day}.", day=day(round_.content.outcome_by)
        )
    return said
