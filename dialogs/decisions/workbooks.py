"""The register as a spreadsheet."""

from collections.abc import Iterator, Sequence

from bot.calendar import in_copenhagen
from bot.decisions.values import Decision
from bot.files.workbook import About, Sheet, Value, workbook
from bot.language import _
from bot.language.formats import number
from bot.people.values import Role
from bot.router import Turn
from cards.decisions.deed_words import state_in_words
from cards.decisions.words import phase_in_words
from cards.people import audience_in_words


def register(turn: Turn, decisions: Sequence[Decision], *, chosen: str, left_out: int) -> bytes:
    """The decisions, and what is to be done because of them. chosen: in words; "": all that hold.

    left_out: how many there was no room for. Call it in a thread.
    """
    # Who reports a delay is told that the directorate sees why, and nobody else.
    sees_why = turn.person.may(Role.DIRECTORATE)
    notes = [_("Udvalg: {chosen}", chosen=chosen or _("alle, der gælder"))]
    notes.append(_("Filen har det, du selv må se."))
    if left_out > 0:
        notes.append(_("{number} beslutninger er ikke med på listen.", number=number(left_out)))
    return workbook(
        About(_("Beslutninger"), turn.now, turn.person.name, tuple(notes)),
        Sheet(_("Beslutninger"), _headings(), [_row(one) for one in decisions]),
        Sheet(
            _("Opfølgninger"),
            (
                _("Beslutning"),
                _("Besluttet den"),
                _("Hvad"),
                _("Ansvarlig"),
                _("Frist"),
                _("Status"),
                _("Meldt den"),
                *([_("Årsag til forsinkelse")] if sees_why else []),
            ),
            [row for one in decisions for row in _deeds(one, sees_why=sees_why)],
        ),
    )


def _headings() -> tuple[str, ...]:
    return (
        _("Overskrift"),
        _("Beslutning"),
        _("Det betyder for dig"),
        _("Besluttet i"),
        _("Besluttet den"),
        _("Gælder fra"),
        _("Status"),
        _("Gælder ikke siden"),
        _("Afløst af"),
        _("Årsag"),
        _("Afløser"),
        _("Tema"),
        _("Sag"),
        _("Link"),
        _("Ansvarlig"),
        _("Gælder for"),
        _("Åben for alle ledere"),
        _("Drøftes i MED"),
        _("MED den"),
        _("Det sagde MED"),
        _("Ses på igen"),
        _("Udgave"),
        _("Offentliggjort"),
        _("Senest rettet"),
    )


def _row(decision: Decision) -> tuple[Value, ...]:
    content = decision.shown
    return (
        content.title,
        content.text,
        content.meaning or None,
        content.body or None,
        content.decided_on,
        content.holds_from,
        phase_in_words(decision.phase),
        in_copenhagen(decision.ended_at).date() if decision.ended_at else None,
        decision.replaced_by.title if decision.replaced_by else None,
        decision.ended_reason or None,
        decision.replaces.title if decision.replaces else None,
        content.theme or None,
        content.case_number or None,
        content.link or None,
        decision.owner.name if decision.owner else None,
        decision.segment or audience_in_words(decision.audience, most=None),
        content.open_to_all,
        content.in_med,
        content.med_on,
        content.med_outcome or None,
        content.review_on,
        decision.version,
        decision.published_at,
        decision.corrected_at,
    )


def _deeds(decision: Decision, *, sees_why: bool) -> Iterator[tuple[Value, ...]]:
    """sees_why: also why it takes longer, and whom the minutes name who isn't on the roster."""
    for one in decision.follow_ups:
        yield (
            decision.shown.title,
            decision.shown.decided_on,
            one.what,
            one.owner.name if one.owner else (one.who or None) if sees_why else None,
            one.due_on,
            state_in_words(one.state),
            one.reported_at,
            *([one.reason or None] if sees_why else []),
        )
