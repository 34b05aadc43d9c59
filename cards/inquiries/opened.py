"""An inquiry opened by who handles it: what was asked, what was done, what can be done."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.calendar import in_copenhagen
from bot.documents.values import Tier
from bot.inquiries.values import (
    BACKGROUND_LENGTH,
    TEXT_LENGTH,
    Act,
    Entry,
    Inquiry,
    Kind,
    Listed,
    Opened,
    Phase,
)
from bot.knowledge.values import Knowledge
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from bot.messages import Action, Card
from bot.people.values import Person, Role
from bot.questions.values import Answer
from cards.inquiries.deeds import (
    PreviewMerge,
    UseAnswer,
)
from cards.inquiries.for_all import ForAll, told_of_all
from cards.inquiries.further import first_asked, headline_of_last
from cards.inquiries.handling import waiting_for_all
from cards.inquiries.inbox import ShowInquiry
from cards.inquiries.standing import about_decision, theme_in_words
from cards.inquiries.ways import MERGED_SHOWN, what_the_owner_does, what_to_do
from cards.inquiries.words import (
    HEADLINE,
    asker_in_words,
    due_in_words,
    entry_in_words,
    headline,
    kind_in_words,
    last_said,
    phase_in_words,
    settled_in_words,
    shortened,
)
from cards.knowledge.words import standing
from cards.knowledge.writing import OpenKnowledge
from cards.lists import buttons_about
from cards.parts import (
    Part,
    box,
    card,
    heading,
    note,
    paragraph,
)
from cards.questions import source

WITH_WORDS = 3  # of what was done, the newest, with what was said
WITHOUT_WORDS = 4  # of what was done before that
EARLIER_WORDS = 120  # characters of what was said, but for the last
EXCERPT = 140  # characters of another inquiry, or of its answer
NOT_FOR_ALL = ForAll()


def opened(
    opened: Opened,
    *,
    by: Person,
    now: datetime,
    found: Answer | None = None,
    broadcast: str = "",
    for_all: ForAll = NOT_FOR_ALL,
    kept: Knowledge | None = None,
    said: str = "",
) -> Card:
    """An inquiry as who handles it sees it.

    found: what the bot had answered to the question. broadcast: the title of the one that is
    replied to. for_all: of an answer to a question about a decision. kept: what its answer was
    saved as. said: what just happened.
    """
    inquiry = opened.inquiry
    directs = by.may(Role.DIRECTORATE)
    return card(
        headline_of_last(inquiry),
        *(paragraph(f"**{said}**") for _one in (said,) if said),
        note(" · ".join(_facts(inquiry, by, now))),
        *_asked(inquiry, broadcast),
        *_others(opened.merged),
        *_found(found),
        *_thread(inquiry.entries, by, now),
        *told_of_all(for_all),
        *_told_of_kept(kept, now),
        *(
            what_to_do(opened, by, for_all, list(_similar(opened, kept, now)), kept=kept)
            if directs
            else what_the_owner_does(inquiry, for_all)
        ),
        note(promise_of_answers()),
    )


def promise_of_answers() -> str:
    """What to mind when answering."""
    return _("Svar kan være omfattet af aktindsigt. Skriv ikke om borgere.")


def _facts(inquiry: Inquiry, by: Person, now: datetime) -> Iterator[str]:
    yield kind_in_words(inquiry.kind)
    if inquiry.theme:
        yield theme_in_words(inquiry.theme)
    yield asker_in_words(inquiry)
    yield relative_moment(inquiry.asked_at, now)
    if inquiry.phase is not Phase.OPEN:
        yield phase_in_words(inquiry.phase)
        return
    yield due_in_words(inquiry, now)
    if inquiry.owner and inquiry.owner.id == by.id:
        yield _("Du har den")
    elif inquiry.owner:
        yield _("{name} har den", name=plain(inquiry.owner.name))


def _asked(inquiry: Inquiry, broadcast: str) -> Iterator[Part]:
    if inquiry.kind is Kind.REPLY and broadcast:
        yield paragraph(_("Svar på fællesbeskeden »{title}«", title=plain(broadcast)))
    yield from about_decision(inquiry)
    yield from first_asked(inquiry)
    if headline(inquiry) != inquiry.text:  # or what stands above says it all
        yield box(paragraph(_in_lines(inquiry.text, TEXT_LENGTH)))
    if inquiry.background:
        yield paragraph(
            _("Baggrund: {text}", text=_in_lines(inquiry.background, BACKGROUND_LENGTH))
        )


def _in_lines(text: str, longest: int) -> str:
    """What somebody wrote, each line on its own. longest: characters."""
    lines = shortened(text, longest).splitlines()
    return "\n\n".join(plain(line) for line in lines if line.strip())


def _others(merged: Sequence[Inquiry]) -> Iterator[Part]:
    if not merged:
        return
    yield heading(waiting_for_all(1 + len(merged)))
    for one in merged[-MERGED_SHOWN:]:
        yield paragraph(f"{plain(shortened(one.text, EXCERPT))} ({asker_in_words(one)})")


def _found(found: Answer | None) -> Iterator[Part]:
    if not found:
        return
    if found.tier is Tier.OFFERED:  # a gap that it may show is no source of an answer
        yield note(_("Lederlinjen svarede, at det ikke står i dokumenterne."))
        return
    sources = dict.fromkeys(source(hit.passage) for hit in found.hits)
    yield note(_("Lederlinjen viste: {sources}", sources=plain("; ".join(sources))))


def _thread(entries: Sequence[Entry], by: Person, now: datetime) -> Iterator[Part]:
    if not entries:
        return
    yield heading(_("Forløb"))
    before = entries[:-WITH_WORDS]
    if len(before) > WITHOUT_WORDS:
        left = len(before) - WITHOUT_WORDS
        yield note(
            counted(
                "{number} tidligere trin står i »Til journal«.",
                "{number} tidligere trin står i »Til journal«.",
                left,
            )
        )
    for entry in before[-WITHOUT_WORDS:]:
        yield note(entry_in_words(entry, now, to=by))
    for entry in entries[-WITH_WORDS:]:
        yield note(entry_in_words(entry, now, to=by))
        if entry.text:
            longest = TEXT_LENGTH if entry is entries[-1] else EARLIER_WORDS
            yield box(paragraph(_in_lines(entry.text, longest)))
        if entry.helped:
            yield note(_("Den, der spurgte, siger: Det hjalp."))


def _told_of_kept(kept: Knowledge | None, now: datetime) -> Iterator[Part]:
    if kept:
        stands = standing(kept, today=in_copenhagen(now).date())
        yield note(_("Svaret er gemt som viden. {standing}", standing=stands))


def _similar(opened: Opened, kept: Knowledge | None, now: datetime) -> Iterator[Part]:
    inquiry = opened.inquiry
    if opened.saved and not (kept and kept.id == opened.saved.id):
        content = opened.saved.content
        yield box(
            paragraph(f"**{plain(shortened(content.question, HEADLINE))}**"),
            note(_("Gemt som viden")),
            paragraph(_("Svar: {text}", text=plain(shortened(content.answer, EXCERPT)))),
            buttons_about(
                shortened(content.question, HEADLINE),
                (_("Åbn"), OpenKnowledge(opened.saved.id, apart=True)),
            ),
        )
    for one in opened.similar:
        other = one.inquiry
        answer = last_said(other)
        said = shortened(answer.text, EXCERPT) if answer else ""
        actions: list[tuple[str, Action]] = []
        if inquiry.phase is Phase.OPEN:
            if answer and answer.act is Act.ANSWERED:
                actions.append((_("Brug svaret"), UseAnswer(inquiry.id, answer.id)))
            elif other.phase is Phase.OPEN and _are_alike(inquiry, other):
                actions.append((_("Læg sammen"), PreviewMerge(inquiry.id, other.id)))
        yield box(
            paragraph(f"**{plain(shortened(headline(other), EXCERPT))}**"),
            note(" · ".join(_about_similar(one, now))),
            *(paragraph(_("Svar: {text}", text=plain(said))) for _one in (said,) if said),
            buttons_about(headline(other), *actions, (_("Åbn"), ShowInquiry(other.id))),
        )


def _about_similar(one: Listed, now: datetime) -> Iterator[str]:
    yield asker_in_words(one.inquiry)
    if one.askers > 1:
        yield _("{many} har spurgt om det samme", many=number(one.askers))
    is_open = one.inquiry.phase is Phase.OPEN
    yield due_in_words(one.inquiry, now) if is_open else settled_in_words(one.inquiry, now)


def _are_alike(inquiry: Inquiry, other: Inquiry) -> bool:
    return (inquiry.kind is Kind.PROPOSAL) is (other.kind is Kind.PROPOSAL)
