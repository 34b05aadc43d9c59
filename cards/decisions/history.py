"""What a decision said from when on."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.calendar import in_copenhagen
from bot.decisions.register.shelf import Version
from bot.decisions.values import Content, Decision, Phase
from bot.language import _
from bot.language.formats import day, moment, plain
from bot.messages import Action, Card
from cards.decisions.showing import ShowDecisionHistory
from cards.decisions.ways import ShowDecision
from cards.decisions.words import reference_in_words, shortened
from cards.parts import Part, box, buttons, card, note, paragraph

VERSIONS = 2  # on a card
TEXT = 1200  # characters of each
MEANING = 400


def history(decision: Decision, versions: Sequence[Version], *, offset: int) -> Card:
    """A page of what it said, the newest first. versions: all of them, the newest first."""
    total = len(versions)
    offset = min(max(offset, 0), max(total - 1, 0) // VERSIONS * VERSIONS)
    turning: list[tuple[str, Action]] = []
    if offset + VERSIONS < total:
        turning.append((_("Ældre"), ShowDecisionHistory(decision.id, offset + VERSIONS)))
    if offset:
        turning.append((_("Nyere"), ShowDecisionHistory(decision.id, offset - VERSIONS)))
    before = dict(pairwise((*[one.number for one in versions],)))
    by_number = {one.number: one for one in versions}
    return card(
        _("Historik"),
        note(plain(decision.shown.title)),
        *([paragraph(_("Den er ikke offentliggjort endnu."))] if not total else []),
        *(_ended(decision) if not offset else ()),
        *(
            box(*_version(one, by_number.get(before.get(one.number, 0))))
            for one in versions[offset : offset + VERSIONS]
        ),
        buttons(*turning, (_("Tilbage"), ShowDecision(decision.id, apart=False))),
        summary=_("Historik for »{title}«", title=decision.shown.title),
    )


def changed_in_words(before: Content, after: Content) -> str:
    """What is another in a version than in the one before: "tekst, ansvarlig"; plain text."""
    pairs = (
        (_("overskrift"), before.title, after.title),
        (_("tekst"), before.text, after.text),
        (_("det betyder for dig"), before.meaning, after.meaning),
        (_("til drøftelse"), before.to_discuss, after.to_discuss),
        (_("besluttet i"), before.body, after.body),
        (_("besluttet den"), before.decided_on, after.decided_on),
        (_("gælder fra"), before.holds_from, after.holds_from),
        (_("sag og link"), (before.case_number, before.link), (after.case_number, after.link)),
        (_("tema"), before.theme, after.theme),
        (_("ansvarlig"), before.owner_id, after.owner_id),
        (_("ses på igen"), before.review_on, after.review_on),
        (_("afløser"), before.replaces_id, after.replaces_id),
        (
            _("MED"),
            (before.in_med, before.med_on, before.med_outcome),
            (after.in_med, after.med_on, after.med_outcome),
        ),
        (_("hvem der kan se den"), before.open_to_all, after.open_to_all),
        (_("inputrunde"), before.answers_theme, after.answers_theme),
    )
    return ", ".join(name for name, was, is_now in pairs if was != is_now)


def published_by_in_words(version: Version) -> str:
    """Who published a version, and who approved it; mostly that is one press. Plain text."""
    if not version.approved_by:
        return _("Offentliggjort af {name}", name=version.by.name)
    if version.approved_by.id == version.by.id:
        return _("Godkendt og offentliggjort af {name}", name=version.by.name)
    return _(
        "Offentliggjort af {name}, godkendt af {approver}",
        name=version.by.name,
        approver=version.approved_by.name,
    )


def ended_in_words(decision: Decision) -> str:
    """That it holds no more, since when and why; "" while it does. Plain text."""
    when = day(in_copenhagen(decision.ended_at)) if decision.ended_at else ""
    match decision.phase:
        case Phase.REPLACED if decision.replaced_by:
            other = reference_in_words(decision.replaced_by)
            return _("Afløst den {day} af {other}.", day=when, other=other)
        case Phase.REPLACED:
            return _("Afløst den {day}.", day=when)
        case Phase.LAPSED if decision.ended_reason:
            return _("Bortfaldet den {day}: {reason}", day=when, reason=decision.ended_reason)
        case Phase.LAPSED:
            return _("Bortfaldet den {day}.", day=when)
        case _phase:
            return ""


def _ended(decision: Decision) -> Iterator[Part]:
    if words := ended_in_words(decision):
        yield paragraph(plain(words))


def _version(version: Version, before: Version | None) -> Iterator[Part]:
    yield paragraph(
        _("**Udgave {number}**, {when}", number=version.number, when=moment(version.at))
    )
    yield note(plain(published_by_in_words(version)))
    if before and (changed := changed_in_words(before.content, version.content)):
        yield note(_("Ændret: {what}", what=plain(changed)))
    content = version.content
    yield paragraph(f"**{plain(content.title)}**")
    yield paragraph(plain(shortened(content.text, TEXT)).replace("\n", "\n\n"))
    if content.meaning:
        yield note(plain(shortened(content.meaning, MEANING)))
