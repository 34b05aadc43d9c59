"""That an answer was received, and of an open round what it says."""

from collections.abc import Iterator
from datetime import datetime

from bot.language import _
from bot.language.formats import plain, relative_moment
from bot.messages import Card
from bot.rounds.values import Answer, Kind, Question, Standing
from cards.parts import Part, box, buttons, card, paragraph
from cards.rounds.invitation import OpenForm, outcome_parts

SHOWN = 200  # letters of each answer, so that all of them have room in a card


def received(standing: Standing, *, now: datetime, thanks: bool = False) -> Card:
    """What somebody sees who has answered. thanks: just now.

    Of an anonymous round it never holds an answer: this card stands in the chat.
    """
    round_ = standing.round
    when = relative_moment(round_.ends, now) if round_.ends else ""
    if thanks:
        said = _("Tak. Dit svar er modtaget. Du kan rette dit svar indtil {when}.", when=when)
    else:
        said = _("Tak, du har svaret. Du kan rette dit svar indtil {when}.", when=when)
    anonymous = round_.content.anonymous
    change = _("Se og ret mit svar") if anonymous else _("Ret mit svar")
    return card(
        round_.content.title,
        paragraph(said),
        *([] if anonymous else _answers(standing)),
        buttons((change, OpenForm(round_.id, page=0))),
        *outcome_parts(round_),
        summary=_("Du har svaret: {title}", title=round_.content.title),
    )


def _answers(standing: Standing) -> Iterator[Part]:
    answers = standing.answers or {}
    parts = [
        paragraph(f"**{plain(question.text)}**  \n{plain(_cut(words))}")
        for question in standing.round.content.questions
        if (words := in_words(question, answers.get(question.key)))
    ]
    if parts:
        yield box(*parts)


def in_words(question: Question, answer: Answer | None) -> str:
    """What was answered, as people read it; empty for nothing."""
    match question.kind, answer:
        case Kind.RATING, int():
            return str(answer)
        case Kind.CHOICE, int():
            return question.options[answer]
        case Kind.CHOICES, [*chosen]:
            return ", ".join(_option(question, one) for one in chosen)
        case Kind.RANKING, [*chosen]:
            ranked = enumerate(chosen, start=1)
            return ", ".join(f"{rank}. {_option(question, one)}" for rank, one in ranked)
        case Kind.ITEM, [*texts]:
            return ": ".join(str(text) for text in texts if text)
        case Kind.TEXT, str():
            return answer
    return ""


def _option(question: Question, chosen: object) -> str:
    return question.options[chosen] if isinstance(chosen, int) else ""


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()} …"
