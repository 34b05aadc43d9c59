"""What was answered to a question, as numbers in words and as a chart.

The words are always there; the chart stands beside them where Teams draws it.
"""

from collections.abc import Iterator

from babel.numbers import format_decimal
from microsoft_teams.cards import HorizontalBarChart, HorizontalBarChartDataValue

from bot.language import _, counted, spoken
from bot.language.formats import number, plain
from bot.people.values import Level
from bot.rounds.values import Count, Kind, Partition, Question
from cards.parts import Part, paragraph
from cards.people import level_name

LONGEST_LABEL = 30  # of a bar, as more isn't drawn on a phone
LEAST_DRAWN = 5  # of the longest bar: what is less is seen as soon in the words
JOINED = "+"


def figures(question: Question, count: Count, before: Count | None = None) -> Iterator[Part]:
    """The numbers of a question, and a chart of them. before: what an earlier round got."""
    yield paragraph(f"**{headline(question, count, before)}**")
    listed = [f"- {plain(name)}: {words}" for name, words in rows(question, count, before)]
    if listed:
        yield paragraph("\n".join(listed))
        if max(count.counts) >= LEAST_DRAWN:
            yield chart(question, count)


def headline(question: Question, count: Count, before: Count | None = None) -> str:
    """How many answered, and the average of a rating: "3,4 i gennemsnit (42 svar)"."""
    many = answers_in_words(count.answered)
    if question.kind is not Kind.RATING or not count.answered:
        return many
    if before and before.answered:
        return _(
            "{average} i gennemsnit ({many}). Sidst: {before} ({many_before})",
            average=decimal(average(count)),
            many=many,
            before=decimal(average(before)),
            many_before=answers_in_words(before.answered),
        )
    return _("{average} i gennemsnit ({many})", average=decimal(average(count)), many=many)


def rows(question: Question, count: Count, before: Count | None = None) -> list[tuple[str, str]]:
    """Each value or option, and how many chose it: "20 (48 %)". Plain text, no Markdown."""
    found = []
    for place, name in order(question, count):
        chosen, share = count.counts[place], share_of(question, count, place)
        what = (
            counted("{many} point", "{many} point", chosen, many=number(chosen))
            if question.kind is Kind.RANKING
            else number(chosen)
        )
        words = _("{what} ({share} %)", what=what, share=number(share))
        if before and question.kind is not Kind.RATING:
            words = _(
                "{what} ({share} %, sidst {before} %)",
                what=what,
                share=number(share),
                before=number(share_of(question, before, place)),
            )
        found.append((name, words))
    return found


def in_short(question: Question, count: Count, before: Count | None = None) -> str:
    """The numbers of a group in one line. Plain text, no Markdown.

    before: what the same group got in an earlier round.
    """
    if question.kind is Kind.RATING:
        return headline(question, count, before)
    many = answers_in_words(count.answered)
    if before:
        many = _("{many} (sidst {before})", many=many, before=number(before.answered))
    listed = " · ".join(f"{name}: {words}" for name, words in rows(question, count, before))
    return f"{many}. {listed}"


def shares(
    question: Question, count: Count, before: Count | None = None
) -> list[tuple[str, str, int]]:
    """Each value or option, its number in words, and its share in per cent, to be drawn."""
    return [
        (name, words, share_of(question, count, place))
        for (name, words), (place, _name) in zip(
            rows(question, count, before), order(question, count), strict=True
        )
    ]


def chart(question: Question, count: Count) -> Part:
    """The numbers as bars; left out where a client knows no charts."""
    bars = [
        (str(place + 1) if question.kind is Kind.RATING else _short(name), count.counts[place])
        for place, name in order(question, count)
    ]
    return HorizontalBarChart(
        title=_("Point") if question.kind is Kind.RANKING else _("Antal svar"),
        data=[HorizontalBarChartDataValue(x=name, y=float(value)) for name, value in bars],
        # Each bar says its number. Teams divides an axis into parts of an answer.
        display_mode="AbsoluteNoAxis",
        fallback="drop",
    )


def group_name(count: Count) -> str:
    """What a group is called. Plain text, no Markdown."""
    if count.partition is Partition.LEVEL:
        names = [level_name(Level(one)) for one in count.group.split(JOINED)]
        return _(" og ").join(names)
    return unit_name(count.group)


def unit_name(unit: str) -> str:
    """A unit, or those that were merged beyond any unit. Plain text, no Markdown."""
    return unit.replace("/", " / ") or _("Øvrige enheder samlet")


def answers_in_words(many: int) -> str:
    """How many answered."""
    return counted("{many} svar", "{many} svar", many, many=number(many))


def average(count: Count) -> float:
    """The average of a rating that somebody answered."""
    points = sum(value * chosen for value, chosen in enumerate(count.counts, start=1))
    return points / count.answered


def decimal(value: float) -> str:
    """A number with one decimal, always: "3,0"."""
    return format_decimal(value, format="0.0", locale=spoken())


def order(question: Question, count: Count) -> list[tuple[int, str]]:
    """The places of the values, and their names, as they are listed: the most chosen first.

    A scale, and a single choice, which often is one, keep their own order.
    """
    if question.kind is Kind.RATING:
        names = _ratings(question, len(count.counts))
    else:
        names = list(question.options)
    places = list(range(min(len(names), len(count.counts))))
    if question.kind in (Kind.CHOICES, Kind.RANKING):
        places.sort(key=lambda place: -count.counts[place])
    return [(place, names[place]) for place in places]


def _ratings(question: Question, highest: int) -> list[str]:
    ends = {1: question.low, highest: question.high}
    return [
        f"{value} ({ends[value]})" if ends.get(value) else str(value)
        for value in range(1, highest + 1)
    ]


def share_of(question: Question, count: Count, place: int) -> int:
    """The share in per cent: of those who answered; of a ranking, of all points."""
    whole = sum(count.counts) if question.kind is Kind.RANKING else count.answered
    return round(100 * count.counts[place] / whole) if whole else 0


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_LABEL else f"{name[: LONGEST_LABEL - 1]}…"
