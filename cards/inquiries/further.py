"""What was asked last: what was asked further, or else what the inquiry began with."""

from collections.abc import Iterator, Sequence

from bot.inquiries.values import TITLE_LENGTH, Act, Entry, Inquiry, Kind, ReceivedAnswer
from bot.language import _
from bot.language.formats import plain
from cards.inquiries.standing import SHORT, quoted
from cards.inquiries.words import HEADLINE, headline, shortened
from cards.parts import Part, note, paragraph

FIRST = 300  # characters of what the inquiry began with, above a form


def quoted_before(answer: ReceivedAnswer) -> Part:
    """What an answer answers, in its asker's own words, in a glimpse."""
    earlier = [one for one in answer.own.thread if one.at < answer.entry.at]
    further = _newest(earlier)
    if not further:
        return quoted(answer.own)
    return note(_("Du spurgte videre: {text}", text=f"»{plain(_in_a_line(further, SHORT))}«"))


def headline_of_last(inquiry: Inquiry) -> str:
    """What is asked now, in one line of plain text, for those who handle it."""
    further = _newest(inquiry.entries)
    if not further:
        return headline(inquiry)
    return _("Spurgt videre: »{text}«", text=_in_a_line(further, HEADLINE))


def first_asked(inquiry: Inquiry, longest: int = HEADLINE) -> Iterator[Part]:
    """What it began with, where something was asked further. longest: characters."""
    if _newest(inquiry.entries):
        yield note(_("Først: »{text}«", text=plain(headline(inquiry, longest))))


def asked_above_form(inquiry: Inquiry, longest: int) -> Iterator[Part]:
    """What is asked now, as it stands above a form about it. longest: characters."""
    further = _newest(inquiry.entries)
    if further:
        asked = plain(_in_a_line(further, longest))
        yield paragraph(_("Spurgt videre: »{text}«", text=asked))
        yield from first_asked(inquiry, FIRST)
        return
    if inquiry.kind is Kind.PROPOSAL:  # whose title says what it is about
        yield paragraph(f"**{plain(shortened(inquiry.title, TITLE_LENGTH))}**")
        longest = min(longest, FIRST)
    yield paragraph(plain(shortened(" ".join(inquiry.text.split()), longest)))


def _newest(entries: Sequence[Entry]) -> Entry | None:
    """What was asked further last."""
    further = [one for one in entries if one.act is Act.FOLLOWED_UP]
    return further[-1] if further else None


def _in_a_line(entry: Entry, longest: int) -> str:
    return shortened(" ".join(entry.text.split()), longest)
