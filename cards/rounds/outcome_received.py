"""What those who were asked get back, as they see it, and as it will be seen by them."""

from collections.abc import Iterator, Sequence

from bot.decisions.register.shelf import AnsweredTheme
from bot.decisions.values import Decision
from bot.language import _, counted
from bot.language.formats import number, plain
from bot.messages import Card
from bot.rounds.findings import Concluded, Outcome, Published, ThemeState
from bot.rounds.values import Count, Question, Round
from cards.decisions.answering import decided_in_parts
from cards.parts import Part, box, card, heading, note, paragraph, title
from cards.rounds.figures import figures
from cards.rounds.themes import state_name


def received(
    round_: Round,
    published: Published,
    seen: Sequence[tuple[Question, Count]],
    decided: Sequence[tuple[AnsweredTheme, Decision]] = (),
) -> Card:
    """What one of those who were asked gets back. decided: what was decided of it since."""
    return card(name_of_outcome(round_), *_parts(published, seen, decided))


def as_received(
    found: Outcome, decided: Sequence[tuple[AnsweredTheme, Decision]] = ()
) -> Iterator[Part]:
    """What those who were asked will see, and what is still missing in it."""
    yield box(
        title(name_of_outcome(found.results.round)), *_parts(found.fresh, found.figures, decided)
    )
    yield from _undecided(found)


def name_of_outcome(round_: Round) -> str:
    """What it is called. Plain text, no Markdown."""
    return _("Det sagde I, det sker der: {title}", title=round_.content.title)


def _parts(
    published: Published,
    seen: Sequence[tuple[Question, Count]],
    decided: Sequence[tuple[AnsweredTheme, Decision]] = (),
) -> Iterator[Part]:
    yield paragraph(plain(published.text).replace("\n", "\n\n") or _("(Der er ingen tekst endnu.)"))
    if published.themes:
        yield heading(_("Det sker der"))
        for theme in published.themes:
            yield paragraph(f"**{plain(theme.name)}**\n\n{plain(_concluded(theme))}")
    yield from decided_in_parts(decided)
    for question, count in seen:
        yield heading(question.text)
        yield from figures(question, count)
    yield note(_("Fra direktionen. Tak, fordi I svarede."))


def _concluded(theme: Concluded) -> str:
    said = state_name(theme.state)
    if theme.state is ThemeState.UNDER_WAY and theme.who:
        said = f"{said}: {theme.who}"
    return f"{said}. {theme.reason}" if theme.reason else said


def _undecided(found: Outcome) -> Iterator[Part]:
    """That a theme is sent without anybody having said what happens with it."""
    many = sum(one.state is ThemeState.OPEN for one in found.fresh.themes)
    if many:
        yield paragraph(
            counted(
                "{many} tema er ikke afgjort endnu. Afgør det gerne, før du sender.",
                "{many} temaer er ikke afgjort endnu. Afgør dem gerne, før du sender.",
                many,
                many=number(many),
            )
        )
