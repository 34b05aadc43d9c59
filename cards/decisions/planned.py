"""What a plan and a question for approval both say: what is published, for whom, how and when."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.calendar import in_copenhagen
from bot.decisions.values import Content, Decision, Phase, Plan, Publication, PublicationPhase
from bot.language import _, counted
from bot.language.formats import number, plain, relative_moment
from cards.channels import channel_in_words, channel_on_button
from cards.decisions.history import changed_in_words
from cards.decisions.words import body_on_day, decided_and_case, decided_in_words, shortened
from cards.parts import Part, box, note, paragraph
from cards.people import audience_in_words

TITLE = 60  # characters, where there are several
IN_ALL = 2400  # characters of their texts, where there are several
WITH_TEXT = 6  # decisions in a list, so that there is room for what they say
IN_SHORT = 40  # characters of each thing about one of several

_NOT_PUBLISHED = (
    PublicationPhase.DRAFT,
    PublicationPhase.AWAITING,
    PublicationPhase.SCHEDULED,
)


def contents(publication: Publication) -> Sequence[Content]:
    """What its decisions say: what is to be published, or what people see of it now."""
    is_open = publication.phase in _NOT_PUBLISHED
    return [one.content if is_open else one.shown for one in publication.decisions]


def called(publication: Publication) -> str:
    """What a publication is called: its one decision, or how many they are. Plain text."""
    shown = contents(publication)
    if len(shown) == 1:
        return shown[0].title
    if shown and shown[0].body and len({(one.body, one.decided_on) for one in shown}) == 1:
        return counted(
            "{number} beslutning fra {whence}",
            "{number} beslutninger fra {whence}",
            len(shown),
            whence=body_on_day(shown[0]),
        )
    return counted("{number} beslutning", "{number} beslutninger", len(shown))


def listed(publication: Publication, plan: Plan) -> Iterator[Part]:
    """Its decisions, with what each says, where there is room for it, and how many it concerns."""
    many = len(publication.decisions)
    whences = {decided_in_words(one.content) for one in publication.decisions}
    is_one_meeting = many > 1 and len(whences) == 1
    if is_one_meeting:
        yield note(plain(whences.pop()))
    for one in publication.decisions:
        title = one.content.title if many == 1 else shortened(one.content.title, TITLE)
        parts = [paragraph(f"**{plain(title)}**")]
        if many <= WITH_TEXT:
            if not is_one_meeting:
                parts.append(note(plain(decided_and_case(one.content))))
            text = " ".join(one.content.text.split())
            parts.append(paragraph(plain(shortened(text, IN_ALL // many))))
        case = one.content.case_number if is_one_meeting and many <= WITH_TEXT else ""
        yield box(*parts, note(" · ".join(_about(one, plan, case))))


def to_whom(publication: Publication, plan: Plan) -> Iterator[Part]:
    """Whom it reaches, how, and what they are asked for."""
    if publication.corrects:
        yield from _correction(publication, plan)
        return
    if publication.to_people:
        yield paragraph(f"**{_messages(publication, plan)}**")
        yield from _unreachable(plan)
    if publication.channel:
        yield paragraph(
            _(
                "Der kommer et opslag i {channel}, som alle i teamet kan læse.",
                channel=plain(channel_in_words(publication.channel)),
            )
        )
        yield from _closed_in_channel(publication)
    if publication.to_people:
        yield paragraph(_asks_receipt(publication))
    yield note(_looked_up(publication))


def when_it_goes(plan: Plan, *, now: datetime, approved: bool = False) -> str:
    """When it is published. approved: said to who is about to approve it."""
    if plan.delayed:
        when = relative_moment(plan.starts_at, now)
        return _("Uden for arbejdstid: offentliggøres {when}.", when=when)
    if approved:
        return _("Offentliggøres 30 sekunder efter, at du har godkendt.")
    if plan.needs_approval:
        return _("Offentliggøres 30 sekunder efter, at det er godkendt.")
    return _("Offentliggøres 30 sekunder efter, at du har bekræftet.")


def whom_on_button(publication: Publication, plan: Plan) -> str:
    """Whom it reaches, as a button has room for it."""
    if publication.to_people:
        return counted("for {many}", "for {many}", plan.number, many=number(plan.number))
    if publication.channel:
        return _("i {channel}", channel=channel_on_button(publication.channel))
    return ""


def what_it_said(decision: Decision) -> str:
    """What a correction changes, in a few words; "" for what wasn't published before. Plain."""
    if not decision.published:
        return ""
    return changed_in_words(decision.published, decision.content)


def _about(decision: Decision, plan: Plan, case: str) -> Iterator[str]:
    """case: its number, where there is room for it and it doesn't stand above already."""
    if case:
        yield _("sag {number}", number=plain(shortened(case, IN_SHORT)))
    many = plan.numbers.get(decision.id, 0)
    audience = decision.segment or audience_in_words(decision.audience)
    yield _(
        "Gælder for {audience} ({many})",
        audience=plain(shortened(audience, IN_SHORT)),
        many=number(many),
    )
    if decision.content.replaces_id and decision.replaces and decision.phase is not Phase.CURRENT:
        yield _("Afløser »{title}«", title=plain(shortened(decision.replaces.title, IN_SHORT)))
    changed = what_it_said(decision)
    if changed:
        yield _("Rettet: {fields}", fields=plain(shortened(changed, IN_SHORT)))
    if not decision.content.open_to_all:
        yield _("Kan ikke slås op af andre")
    if decision.follow_ups and not decision.published:
        yield _deeds(decision, in_copenhagen(plan.starts_at).date())


def _deeds(decision: Decision, today: date) -> str:
    """How many follow-ups begin with it; minutes of long ago bring some that are late already."""
    late = sum(one.is_overdue(today) for one in decision.follow_ups)
    said = counted("{number} opfølgning", "{number} opfølgninger", len(decision.follow_ups))
    return _("{deeds}, {late} over fristen", deeds=said, late=number(late)) if late else said


def _messages(publication: Publication, plan: Plan) -> str:
    if len(publication.decisions) == 1:
        return counted(
            "{many} leder får en besked.",
            "{many} ledere får hver en besked.",
            plan.number,
            many=number(plan.number),
        )
    return counted(
        "{many} leder får én besked med dem, der gælder for vedkommende.",
        "{many} ledere får hver én besked med dem, der gælder for vedkommende.",
        plan.number,
        many=number(plan.number),
    )


def _unreachable(plan: Plan) -> Iterator[Part]:
    if plan.unreachable:
        yield note(
            counted(
                "{many} af dem kan ikke nås i Teams lige nu.",
                "{many} af dem kan ikke nås i Teams lige nu.",
                plan.unreachable,
                many=number(plan.unreachable),
            )
        )


def _closed_in_channel(publication: Publication) -> Iterator[Part]:
    closed = [one for one in publication.decisions if not one.content.open_to_all]
    if closed:
        yield paragraph(
            counted(
                "**{number} af dem kan ellers kun ses af dem, den gælder for.**",
                "**{number} af dem kan ellers kun ses af dem, de gælder for.**",
                len(closed),
            )
        )


def _correction(publication: Publication, plan: Plan) -> Iterator[Part]:
    yield paragraph(
        counted(
            "Gælder for {many} leder.",
            "Gælder for {many} ledere.",
            plan.number,
            many=number(plan.number),
        )
    )
    yield paragraph(_("Kortet ændres hos dem, der har fået det, og mærkes »Rettet«."))
    if not publication.tells:
        yield paragraph(_("De får ikke en ny besked."))
        return
    yield paragraph(_("De får også en besked om, hvad der er rettet."))
    yield paragraph(_asks_receipt(publication))


def _asks_receipt(publication: Publication) -> str:
    if publication.asks_receipt:
        return _("De bliver bedt om at kvittere for, at de har læst det.")
    return _("De bliver ikke bedt om at kvittere.")


def _looked_up(publication: Publication) -> str:
    if all(one.content.open_to_all for one in publication.decisions):
        return _("Alle ledere kan derefter slå det op under »Beslutninger« og spørge til det.")
    if any(one.content.open_to_all for one in publication.decisions):
        return _("Det, der er åbent for alle, kan derefter slås op under »Beslutninger«.")
    return _("Kun dem, det gælder for, og direktionen kan derefter slå det op.")
