"""An inquiry opened by who handles it: what was asked, what was done, what can be done."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.documents.values import Tier
from bot.inquiries.values import (
    BACKGROUND_LENGTH,
    SETTLED,
    TEXT_LENGTH,
    Act,
    Entry,
    Inquiry,
    Kind,
    Listed,
    Opened,
    Phase,
)
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from bot.messages import Action, Card
from bot.people.values import Person, Role
from bot.questions.values import Answer
from cards.inquiries.deeds import (
    Form,
    GiveBack,
    OpenForm,
    PreviewMerge,
    Split,
    Take,
    UseAnswer,
)
from cards.inquiries.for_all import ForAll, told_of_all, way_to_all
from cards.inquiries.further import first_asked, headline_of_last
from cards.inquiries.handling import waiting_for_all
from cards.inquiries.inbox import ExportRecord, ShowInquiry
from cards.inquiries.standing import about_decision, theme_in_words
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
    ways_to_decision,
)
from cards.knowledge.writing import OpenKnowledge, SaveAsKnowledge
from cards.parts import (
    Part,
    box,
    buttons,
    card,
    heading,
    note,
    paragraph,
    unfolding,
)
from cards.questions import source

WITH_WORDS = 3  # of what was done, the newest, with what was said
WITHOUT_WORDS = 4  # of what was done before that
EARLIER_WORDS = 300  # characters of what was said, but for the last
MERGED_SHOWN = 2
EXCERPT = 160  # characters of another inquiry, or of its answer
NOT_FOR_ALL = ForAll()


def opened(
    opened: Opened,
    *,
    by: Person,
    now: datetime,
    found: Answer | None = None,
    broadcast: str = "",
    for_all: ForAll = NOT_FOR_ALL,
    said: str = "",
) -> Card:
    """An inquiry as who handles it sees it.

    found: what the bot had answered to the question. broadcast: the title of the one that is
    replied to. for_all: of an answer to a question about a decision. said: what just happened.
    """
    inquiry = opened.inquiry
    directs = by.may(Role.DIRECTORATE)
    return card(
        headline_of_last(inquiry),
        *(paragraph(f"**{said}**") for _one in (said,) if said),
        note(" · ".join(_facts(inquiry, now))),
        *_asked(inquiry, broadcast),
        *_others(opened.merged, directs),
        *_found(found),
        *_thread(inquiry.entries, now),
        *(_similar(opened, now) if directs else ()),
        *told_of_all(for_all),
        *(_what_to_do(opened, by, for_all) if directs else _what_the_owner_does(inquiry, for_all)),
        note(promise_of_answers()),
    )


def promise_of_answers() -> str:
    """What to mind when answering."""
    return _("Svar kan være omfattet af aktindsigt. Skriv ikke om borgere.")


def _facts(inquiry: Inquiry, now: datetime) -> Iterator[str]:
    yield kind_in_words(inquiry.kind)
    if inquiry.theme:
        yield theme_in_words(inquiry.theme)
    yield asker_in_words(inquiry)
    yield relative_moment(inquiry.asked_at, now)
    if inquiry.phase is not Phase.OPEN:
        yield phase_in_words(inquiry.phase)
        return
    yield due_in_words(inquiry, now)
    if inquiry.owner:
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


def _others(merged: Sequence[Inquiry], directs: bool) -> Iterator[Part]:
    if not merged:
        return
    yield heading(waiting_for_all(1 + len(merged)))
    for one in merged[-MERGED_SHOWN:]:
        asked = f"{plain(shortened(one.text, EXCERPT))} ({asker_in_words(one)})"
        yield paragraph(asked)
        if directs:
            yield buttons((_("Del igen"), Split(one.id, one.revision)))


def _found(found: Answer | None) -> Iterator[Part]:
    if not found:
        return
    if found.tier is Tier.OFFERED:  # a gap that it may show is no source of an answer
        yield note(_("Lederlinjen svarede, at det ikke står i dokumenterne."))
        return
    sources = dict.fromkeys(source(hit.passage) for hit in found.hits)
    yield note(_("Lederlinjen viste: {sources}", sources=plain("; ".join(sources))))


def _thread(entries: Sequence[Entry], now: datetime) -> Iterator[Part]:
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
        yield note(entry_in_words(entry, now))
    for entry in entries[-WITH_WORDS:]:
        yield note(entry_in_words(entry, now))
        if entry.text:
            longest = TEXT_LENGTH if entry is entries[-1] else EARLIER_WORDS
            yield box(paragraph(_in_lines(entry.text, longest)))
        if entry.helped:
            yield note(_("Den, der spurgte, siger: Det hjalp."))


def _similar(opened: Opened, now: datetime) -> Iterator[Part]:
    inquiry = opened.inquiry
    if opened.similar or opened.saved:
        yield heading(_("Det ligner"))
    if opened.saved:
        content = opened.saved.content
        yield box(
            paragraph(f"**{plain(shortened(content.question, HEADLINE))}**"),
            note(_("Gemt som viden")),
            paragraph(_("Svar: {text}", text=plain(shortened(content.answer, EXCERPT)))),
            buttons((_("Åbn"), OpenKnowledge(opened.saved.id, apart=True))),
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
            buttons(*actions, (_("Åbn"), ShowInquiry(other.id))),
        )


def _about_similar(one: Listed, now: datetime) -> Iterator[str]:
    yield asker_in_words(one.inquiry)
    if one.askers > 1:
        yield _("{many} har spurgt om det samme", many=number(one.askers))
    is_open = one.inquiry.phase is Phase.OPEN
    yield due_in_words(one.inquiry, now) if is_open else settled_in_words(one.inquiry, now)


def _are_alike(inquiry: Inquiry, other: Inquiry) -> bool:
    return (inquiry.kind is Kind.PROPOSAL) is (other.kind is Kind.PROPOSAL)


def _what_to_do(opened: Opened, by: Person, for_all: ForAll) -> Iterator[Part]:
    inquiry = opened.inquiry
    if inquiry.phase is Phase.OPEN:
        yield from _while_open(inquiry, by)
    elif inquiry.phase is Phase.MERGED:
        merged_into = inquiry.merged_into or inquiry.id
        yield buttons(
            (_("Åbn den, der svares på"), ShowInquiry(merged_into)),
            (_("Del igen"), Split(inquiry.id, inquiry.revision)),
        )
    elif inquiry.phase in SETTLED:
        answer = last_said(inquiry)
        actions: list[tuple[str, Action]] = [
            (
                _("Ret svaret") if inquiry.phase is Phase.ANSWERED else _("Svar alligevel"),
                OpenForm(inquiry.id, Form.ANSWER, apart=False),
            )
        ]
        actions += way_to_all(inquiry, for_all)
        further = list(ways_to_decision(inquiry))
        if answer and answer.act is Act.ANSWERED:  # at most three are in sight
            saving = further if way_to_all(inquiry, for_all) else actions
            saving.append((_("Gem som viden"), SaveAsKnowledge(answer.id)))
        yield buttons(*actions, (_("Til journal"), ExportRecord(inquiry.id)))
        if further:
            yield unfolding(_("Mere"), buttons(*further))


def _while_open(inquiry: Inquiry, by: Person) -> Iterator[Part]:
    def form(which: Form) -> OpenForm:
        return OpenForm(inquiry.id, which, apart=False)

    has_it = inquiry.owner is not None and inquiry.owner.id == by.id
    whose: tuple[str, Action] = (
        (_("Giv den tilbage"), GiveBack(inquiry.id, inquiry.revision))
        if has_it
        else (_("Jeg tager den"), Take(inquiry.id, inquiry.revision))
    )
    hand_over = (_("Giv videre"), form(Form.HAND_OVER))
    close = (_("Luk uden svar"), form(Form.CLOSE))
    if inquiry.kind is Kind.PROPOSAL:
        yield buttons(
            (_("Tag op"), form(Form.TAKE_UP)),
            (_("Ikke nu"), form(Form.NOT_NOW)),
            (_("Svar"), form(Form.ANSWER)),
        )
        yield unfolding(_("Mere"), buttons(whose, hand_over, close))
    else:
        yield buttons((_("Svar"), form(Form.ANSWER)), whose, hand_over)
        yield unfolding(_("Mere"), buttons(*ways_to_decision(inquiry), close))


def _what_the_owner_does(inquiry: Inquiry, for_all: ForAll) -> Iterator[Part]:
    further = ways_to_decision(inquiry)
    if inquiry.phase is Phase.OPEN:
        yield buttons(
            (_("Svar"), OpenForm(inquiry.id, Form.ANSWER, apart=False)),
            (_("Jeg ved det ikke"), OpenForm(inquiry.id, Form.GIVE_BACK, apart=False)),
            *further,
        )
    elif inquiry.phase is Phase.ANSWERED:
        yield buttons(
            (_("Ret svaret"), OpenForm(inquiry.id, Form.ANSWER, apart=False)),
            *way_to_all(inquiry, for_all),
            *further,
        )
