"""A second yes: the question for it, and the cards that are alike whatever it is asked for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bot.approval.values import COMMENT_LENGTH
from bot.language import _
from bot.language.formats import plain, relative_moment
from bot.messages import Action, Card
from cards.broadcasts.received import formatted
from cards.parts import Part, box, buttons, card, heading, note, paragraph, text_field

_About = TypeVar("_About")

Button = tuple[str, Action]  # what it says and what it does


@dataclass(frozen=True)
class Matter:
    """What a yes is asked for, as these cards tell of it; the texts as they were written.

    asked_at: when the approver was asked, where somebody was. void: that the revision which was
    asked about is no more. nothing_done: that nobody has got anything of it, or "". way: how who
    wrote it gets on with it.
    """

    title: str
    author: str
    approver: str
    asked_at: datetime
    void: str
    nothing_done: str
    way: Button


def question(
    name: str,
    matter: Matter,
    *what_a_yes_does: Part,
    yes: Button,
    no: Button,
    comment: str,
    error: str,
) -> Card:
    """The question for a yes, under its name. comment: as typed. error: what is wrong with it."""
    return card(
        name,
        *what_a_yes_does,
        buttons(yes),
        note(_("Godkendelsen gælder netop denne udgave. Ændres den, bliver du spurgt igen.")),
        text_field(
            "comment",
            _("Hvad skal rettes? (når du sender den tilbage)"),
            comment,
            lines=True,
            # The client might cut what was typed, if that is too long already.
            longest=COMMENT_LENGTH if len(comment) <= COMMENT_LENGTH else None,
            error=error or None,
        ),
        buttons(no),
        summary=_(
            "{name} beder dig om at godkende »{title}«", name=matter.author, title=matter.title
        ),
    )


@dataclass(frozen=True)
class Outcomes(Generic[_About]):
    """The cards after a no, or when it is too late for an answer.

    tell: what they tell of what the yes was asked for.
    """

    tell: Callable[[_About], Matter]

    def returned(self, about: _About, comment: str, *, by: str) -> Card:
        """What the question becomes after a no. by: the name of who said it."""
        matter = self.tell(about)
        return card(
            _("Sendt tilbage"),
            paragraph(
                _(
                    "{by} har sendt »{title}« tilbage til {name} med ordene:",
                    by=plain(by),
                    title=plain(matter.title),
                    name=plain(matter.author),
                )
            ),
            *_comment(comment),
            *_nothing_done(matter),
        )

    def void(self, about: _About) -> Card:
        """What the question becomes when the revision that it was about is no more."""
        return card(_("Ændret, siden du blev spurgt"), paragraph(self.tell(about).void))

    def came_back(self, about: _About, comment: str, *, by: str) -> Card:
        """That a director said no, told to who wrote it. by: the director's name."""
        matter = self.tell(about)
        return card(
            _("Sendt tilbage til dig"),
            paragraph(
                _(
                    "{by} har ikke godkendt »{title}«. Bemærkningen er:",
                    by=plain(by),
                    title=plain(matter.title),
                )
            ),
            *_comment(comment),
            *_nothing_done(matter),
            buttons(matter.way),
            summary=_("»{title}« er sendt tilbage til dig", title=matter.title),
        )


def not_returned(comment: str) -> Card:
    """That a comment came too late, with the comment, which is stored nowhere."""
    return card(
        _("Ikke sendt tilbage"),
        paragraph(
            _(
                "Udgaven er ændret eller besvaret, mens du skrev, så din bemærkning er ikke sendt "
                "til nogen. Her er den, hvis du skal bruge den:"
            )
        ),
        *_comment(comment),
    )


def awaiting(name: str, waiting: Sequence[tuple[Matter, Button]], now: datetime) -> Iterator[Part]:
    """What waits for a yes, under its name, each with a way to it."""
    if waiting:
        yield heading(name)
    for matter, way in waiting:
        asked = _(
            "Skrevet af {author}. {approver} blev bedt om at godkende {when}.",
            author=plain(matter.author),
            approver=plain(matter.approver),
            when=relative_moment(matter.asked_at, now),
        )
        yield box(paragraph(f"**{plain(matter.title)}**"), note(asked), buttons(way))


def _comment(comment: str) -> Iterator[Part]:
    yield box(paragraph(formatted(plain(comment))))


def _nothing_done(matter: Matter) -> Iterator[Part]:
    if matter.nothing_done:
        yield paragraph(matter.nothing_done)
