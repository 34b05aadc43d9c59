"""What was found for a question: suggestions to choose from, and the choice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.decisions.register.shelf import Filters
from bot.decisions.values import Decision, Phase
from bot.documents.values import DocumentKind, Hit, Passage, Wanted
from bot.language import _, counted
from bot.language.formats import day, plain
from bot.messages import Action, Card
from bot.questions.values import Answer
from cards.broadcasts.received import formatted
from cards.decisions.history import ended_in_words
from cards.decisions.ways import ShowDecision, ShowRegister
from cards.decisions.words import body_and_day, phase_in_words
from cards.inquiries.forms import AskDirectorate
from cards.lists import buttons_about
from cards.parts import Part, box, buttons, card, note, paragraph

Decisions = Mapping[UUID, Decision]  # those that passages are of, by the passages' ids


@dataclass(frozen=True)
class ChooseSuggestion(Action, name="questions.choose"):
    """That this suggestion was the answer. place: counted from 0."""

    question_id: UUID
    place: int


@dataclass(frozen=True)
class ChooseNone(Action, name="questions.choose_none"):
    """That none of the suggestions was the answer."""

    question_id: UUID


@dataclass(frozen=True)
class Reopen(Action, name="questions.reopen"):
    """That the choice was a mistake."""

    question_id: UUID


def suggestions(answer: Answer, decisions: Decisions | None = None) -> Card:
    """The passages that come nearest, each with a button that says it was the answer."""
    if len(answer.hits) == 1:
        ask = _("Jeg er ikke sikker. Var det svaret?")
        none = _("Nej, det var det ikke")
        summary = _("Det nærmeste, jeg fandt. Var det svaret?")
    else:
        ask = _("Jeg er ikke sikker. Passer et af dem?")
        none = _("Ingen af dem")
        summary = _("Det nærmeste, jeg fandt. Var et af stederne svaret?")
    return card(
        _("Det nærmeste, jeg fandt"),
        _asked(answer),
        paragraph(ask),
        *_suggested(answer, decisions or {}),
        buttons((none, ChooseNone(answer.question_id))),
        summary=summary,
    )


def chosen(
    answer: Answer,
    hit: Hit,
    decisions: Decisions | None = None,
    *,
    settled_before: bool = False,
) -> Card:
    """The suggestion that was the answer. settled_before: another press came too late."""
    return card(
        _("Det var svaret"),
        *_already(settled_before),
        _asked(answer),
        box(*_passage(hit, decisions or {})),
        note(_("Tak. Dit valg er gemt og kan bruges til at gøre søgningen bedre.")),
        buttons(*_to_decision(hit, decisions or {}), (_("Fortryd"), Reopen(answer.question_id))),
    )


def quoted_decision(decision: Decision) -> Card:
    """The way to a decision that was quoted, and that it holds no more where that is so."""
    content = decision.shown
    about = filter(None, (body_and_day(content), phase_in_words(decision.phase)))
    return card(
        content.title,
        *_no_more(decision),
        note(plain(" · ".join(about))),
        buttons((_("Vis beslutningen"), ShowDecision(decision.id, apart=False))),
        summary=_("Svaret er fra en beslutning: {title}", title=content.title),
    )


def none_of_them(
    answer: Answer, *, settled_before: bool = False, among_others: bool = False
) -> Card:
    """That none of the suggestions was the answer, and who may have it instead."""
    if len(answer.hits) == 1:
        name, show_again = _("Forslaget passede ikke"), _("Vis forslaget igen")
        noted = _(
            "Tak. Jeg har noteret, at forslaget ikke passede, og gemt spørgsmålet som ubesvaret."
        )
    else:
        name, show_again = _("Ingen af forslagene passede"), _("Vis forslagene igen")
        noted = _(
            "Tak. Jeg har noteret, at forslagene ikke passede, og gemt spørgsmålet som ubesvaret."
        )
    pressed: list[tuple[str, Action]] = [(show_again, Reopen(answer.question_id))]
    if not among_others:
        pressed.insert(0, (_("Spørg direktionen"), AskDirectorate(answer.question_id)))
    return card(
        name,
        *_already(settled_before),
        _asked(answer),
        paragraph(noted),
        paragraph(_way_on_among_others() if among_others else _way_on()),
        buttons(*pressed),
    )


def not_in_the_documents(
    answer: Answer, decisions: Sequence[Decision] = (), search: str = ""
) -> Card:
    """That the documents don't say it, and who may know.

    decisions: that may be about it. search: what finds them in the register.
    """
    return card(
        _("Det kan jeg ikke svare på"),
        paragraph(_what_is_missing(answer)),
        *_decisions_about_it(decisions, search),
        paragraph(_way_on()),
        buttons((_("Spørg direktionen"), AskDirectorate(answer.question_id))),
        note(_("Jeg har gemt spørgsmålet som ubesvaret.")),
        summary=_("Det kan jeg ikke svare på. Vil du spørge direktionen?"),
    )


def not_in_the_documents_among_others(answer: Answer) -> str:
    """The same as a text for a group chat or channel, where nobody is asked to fill in a form."""
    return "\n\n".join(
        (
            _what_is_missing(answer),
            _("Jeg har gemt spørgsmålet som ubesvaret.") + " " + _way_on_among_others(),
        )
    )


def quoted(hit: Hit) -> str:
    """The passage as a quotation, the sentence that answers best first.

    What the documents don't say is no quotation of them. What somebody answered, or what was
    decided, is quoted as it was written, line by line.
    """
    sentence, whole = plain(hit.sentence), plain(hit.passage.text)
    if hit.passage.kind in (DocumentKind.ANSWER, DocumentKind.DECISION):
        return f"»{formatted(whole)}«"
    if hit.passage.gap:
        return whole
    if whole.startswith(sentence):
        return f"»{whole}«"
    return _("»{sentence}« Hele stedet: »{whole}«", sentence=sentence, whole=whole)


def source(passage: Passage) -> str:
    """Where a passage stands, and as of when; or who gave the answer that it is."""
    if passage.kind is DocumentKind.ANSWER:
        return _answered_by(passage)
    is_decision = passage.kind is DocumentKind.DECISION
    parts = [_decision(passage) if is_decision else passage.document]
    if passage.case_number:
        parts.append(_("sag {number}", number=passage.case_number))
    if passage.when:
        parts.append(day(passage.when))
    return ", ".join(parts)


def no_more_in_words(decision: Decision) -> str:
    """That a decision that was found doesn't hold any more, before its words; "" while it does."""
    if decision.phase is Phase.CURRENT:
        return ""
    return _("**Gælder ikke mere.** {ended}", ended=plain(ended_in_words(decision)))


def short_source(passage: Passage) -> str:
    """Where a passage stands, the telling part first, as a citation's name is cut at its end."""
    if passage.kind is DocumentKind.ANSWER:
        return _answered_by(passage)
    if passage.kind is DocumentKind.DECISION:
        when = day(passage.when) if passage.when else ""
        return _("Beslutning {day}: {title}", day=when, title=_title(passage))
    parts = [_("Sag {number}", number=passage.case_number)] if passage.case_number else []
    if passage.when:
        parts.append(day(passage.when))
    return ": ".join(filter(None, (", ".join(parts), passage.document)))


def _decision(passage: Passage) -> str:
    if not passage.document:
        return _("Beslutning: {title}", title=_title(passage))
    return _("Beslutning i {body}: {title}", body=passage.document, title=_title(passage))


def _title(passage: Passage) -> str:
    """The title of the decision that a passage is of; alone, "Godkendt." says little."""
    return passage.section.split(" · ")[0]


def _answered_by(passage: Passage) -> str:
    parts = [_("Svar fra {source}", source=passage.document)]
    if passage.when:
        parts.append(day(passage.when))
    return ", ".join(parts)


def _asked(answer: Answer) -> Part:
    return note(_("Du spurgte: {question}", question=plain(answer.question)))


def _already(settled_before: bool) -> tuple[Part, ...]:
    if not settled_before:
        return ()
    return (paragraph(_("Du havde allerede valgt. Det valg gælder, indtil du fortryder det.")),)


def _suggested(answer: Answer, decisions: Decisions) -> Iterator[Part]:
    for place, hit in enumerate(answer.hits):
        yield box(
            *_passage(hit, decisions),
            buttons_about(
                short_source(hit.passage),
                (_("Det var svaret"), ChooseSuggestion(answer.question_id, place)),
                *_to_decision(hit, decisions),
            ),
        )


def _passage(hit: Hit, decisions: Decisions) -> Iterator[Part]:
    if hit.passage.id in decisions:
        yield from _no_more(decisions[hit.passage.id])
    yield paragraph(quoted(hit))
    yield note(_("Kilde: {source}", source=plain(source(hit.passage))))


def _no_more(decision: Decision) -> Iterator[Part]:
    if words := no_more_in_words(decision):
        yield paragraph(words)


def _to_decision(hit: Hit, decisions: Decisions) -> Iterator[tuple[str, Action]]:
    if found := decisions.get(hit.passage.id):
        yield _("Vis beslutningen"), ShowDecision(found.id, apart=True)


def _decisions_about_it(decisions: Sequence[Decision], search: str) -> Iterator[Part]:
    if not decisions:
        return
    yield paragraph(
        counted(
            "Der er {number} beslutning, der kan handle om det.",
            "Der er {number} beslutninger, der kan handle om det.",
            len(decisions),
        )
    )
    if len(decisions) == 1:
        yield buttons((_("Vis beslutningen"), ShowDecision(decisions[0].id, apart=True)))
    else:
        found = Filters(search=search)
        yield buttons((_("Vis dem"), ShowRegister.of(found, apart=True)))


def _way_on() -> str:
    return _(
        "Du kan sende spørgsmålet til direktionen og få svar her, eller spørge mig igen med andre "
        "ord."
    )


def _way_on_among_others() -> str:
    return _(
        "Spørg mig gerne igen med andre ord. Vil du spørge direktionen, så skriv spørgsmålet til "
        "mig i vores egen chat."
    )


def _what_is_missing(answer: Answer) -> str:
    if answer.hits:
        return plain(answer.hits[0].passage.text)
    match answer.missing:
        case Wanted.TIME:
            return _("Tidspunktet står ikke i dokumenterne.")
        case Wanted.PLACE:
            return _("Stedet står ikke i dokumenterne.")
        case Wanted.PERSON:
            return _("Hvem det er, står ikke i dokumenterne.")
        case Wanted.AMOUNT:
            return _("Beløbet står ikke i dokumenterne.")
        case Wanted.NUMBER:
            return _("Antallet står ikke i dokumenterne.")
        case None:
            return _("Det står ikke i de dokumenter, jeg har om udviklingsforløbet.")
