"""One decision with its history as a Word file, for the record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from bot import audit
from bot.calendar import in_copenhagen
from bot.decisions.following.followed import Reported
from bot.decisions.register.shelf import AnsweredTheme, Version
from bot.decisions.values import Content, Decision
from bot.files.report import Block, Heading, Paragraph, Table, document
from bot.language import _, spoken
from bot.language.catalogue import DANISH
from bot.language.formats import day, moment, number
from bot.router import Turn
from cards.audit import act_in_words
from cards.decisions.deed_words import state_in_words
from cards.decisions.history import (
    changed_in_words,
    ended_in_words,
    published_by_in_words,
)
from cards.decisions.words import phase_in_words, reference_in_words
from cards.people import audience_in_words

LONGEST_NAME = 60  # characters of a title in a file's name

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|#%\x00-\x1f]+')


@dataclass(frozen=True)
class Record:
    """All that is known of a decision. versions: the newest first. acts: the oldest first.

    recipients: how many got it. reports: of each follow-up, by its id, the oldest first.
    """

    decision: Decision
    versions: Sequence[Version]
    recipients: int
    theme: AnsweredTheme | None
    reports: Mapping[UUID, Sequence[Reported]]
    acts: Sequence[audit.Entry]


def file_name(decision: Decision, turn: Turn) -> str:
    """What the file is called."""
    title = " ".join(_NOT_IN_NAMES.sub(" ", decision.shown.title).split())
    title = title[:LONGEST_NAME].strip(". ")
    when = in_copenhagen(turn.now).date().isoformat()
    return _("Til journal {title} {day}.docx", title=title, day=when)


def record(found: Record, turn: Turn) -> bytes:
    """The file. Call it in a thread."""
    return document(
        found.decision.shown.title,
        list(_blocks(found, turn)),
        made_at=turn.now,
        language="da-DK" if spoken() == DANISH else "en-GB",
    )


def _blocks(found: Record, turn: Turn) -> Iterator[Block]:
    decision, content = found.decision, found.decision.shown
    yield Paragraph(
        _(
            "En beslutning med dens historik. Lavet den {day} af {name}.",
            day=day(in_copenhagen(turn.now)),
            name=turn.person.name,
        )
    )
    yield Table((_("Felt"), _("Indhold")), list(_facts(found)))
    yield Heading(_("Beslutning"))
    yield from _said(content)
    if decision.found and decision.found.recommendation:
        yield Heading(_("Indstilling i referatet"))
        yield Paragraph(decision.found.recommendation)
    yield Heading(_("Udgaver"))
    yield from _versions(found.versions)
    yield from _deeds(found)
    yield from _answers(decision)
    yield Heading(_("Hændelser"))
    yield Table(
        (_("Tidspunkt"), _("Hvem"), _("Handling"), _("Antal")),
        [
            (
                moment(one.at),
                one.actor,
                act_in_words(one.act),
                number(one.number) if one.number is not None else "",
            )
            for one in found.acts
        ],
    )


def _facts(found: Record) -> Iterator[tuple[str, str]]:
    decision, content = found.decision, found.decision.shown
    yield _("Emne"), content.title
    yield _("Sagsnummer"), content.case_number
    yield _("Dato"), day(content.decided_on) if content.decided_on else ""
    yield _("Besluttet i"), content.body
    yield _("Status"), ended_in_words(decision) or phase_in_words(decision.phase)
    if content.holds_from:
        yield _("Gælder fra"), day(content.holds_from)
    if decision.replaces:
        yield _("Afløser"), reference_in_words(decision.replaces)
    yield _("Ansvarlig"), decision.owner.name if decision.owner else _("ingen")
    yield _("Gælder for"), decision.segment or audience_in_words(decision.audience, most=None)
    yield _("Antal, der fik den"), number(found.recipients)
    yield _("Åben for alle ledere"), _("Ja") if content.open_to_all else _("Nej")
    if content.theme:
        yield _("Tema"), content.theme
    if content.link:
        yield _("Link til sagen"), content.link
    if content.in_med:
        yield _("Drøftes i MED"), day(content.med_on) if content.med_on else _("Ja")
    if content.med_outcome:
        yield _("Det sagde MED"), content.med_outcome
    if content.review_on:
        yield _("Ses på igen"), day(content.review_on)
    if found.theme:
        yield _("Svar på"), f"{found.theme.round}: {found.theme.name}"
    if decision.found:
        item = _("punkt {item}", item=decision.found.item) if decision.found.item else ""
        yield _("Referat"), ", ".join(filter(None, (decision.found.file_name, item)))
    yield _("Skrevet af"), decision.author.name
    yield _("Offentliggjort"), moment(decision.published_at) if decision.published_at else ""
    if decision.corrected_at:
        yield _("Senest rettet"), moment(decision.corrected_at)


def _said(content: Content) -> Iterator[Block]:
    yield Paragraph(content.text)
    if content.meaning:
        yield Heading(_("Det betyder for dig"), 2)
        yield Paragraph(content.meaning)
    if content.to_discuss:
        yield Heading(_("Til drøftelse hos jer"), 2)
        yield Paragraph("\n".join(content.to_discuss))


def _versions(versions: Sequence[Version]) -> Iterator[Block]:
    before = dict(pairwise(versions))
    for one in versions:
        yield Heading(
            _("Udgave {number}, {when}", number=number(one.number), when=moment(one.at)), 2
        )
        by = f"{published_by_in_words(one)}."
        if not one.approved_by:
            by += " " + _("Uden godkendelse af en anden.")
        yield Paragraph(by)
        if one in before and (changed := changed_in_words(before[one].content, one.content)):
            yield Paragraph(_("Ændret: {what}.", what=changed))
        yield Paragraph(one.content.title, bold=True)
        yield Paragraph(one.content.text)
        if one.content.meaning:
            yield Paragraph(f"{_('Det betyder for dig')}: {one.content.meaning}")


def _deeds(found: Record) -> Iterator[Block]:
    if not found.decision.follow_ups:
        return
    yield Heading(_("Opfølgninger"))
    yield Table(
        (_("Hvad"), _("Ansvarlig"), _("Frist"), _("Status")),
        [
            (
                one.what,
                one.owner.name if one.owner else one.who or _("ingen"),
                day(one.due_on) if one.due_on else "",
                state_in_words(one.state),
            )
            for one in found.decision.follow_ups
        ],
    )
    reported = [
        (
            moment(report.at),
            one.what,
            report.by.name,
            state_in_words(report.state),
            " ".join(filter(None, (report.reason, day(report.due_on) if report.due_on else ""))),
        )
        for one in found.decision.follow_ups
        for report in found.reports.get(one.id, ())
    ]
    if reported:
        headings = (_("Meldt"), _("Opfølgning"), _("Hvem"), _("Status"), _("Årsag og ny frist"))
        yield Table(headings, reported)


def _answers(decision: Decision) -> Iterator[Block]:
    if not decision.answers:
        return
    yield Heading(_("Spørgsmål og svar"))
    yield Table(
        (_("Dato"), _("Spørgsmål"), _("Svar")),
        [(day(in_copenhagen(one.at)), one.question, one.answer) for one in decision.answers],
    )
