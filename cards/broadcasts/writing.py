"""Writing a broadcast: its form, the drafts, and what was sent before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from bot.broadcasts.values import (
    LINK_LENGTH,
    LINK_TITLE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Broadcast,
    Content,
    Phase,
)
from bot.language import _, counted
from bot.language.formats import moment, number, plain, relative_moment
from bot.messages import Action, Card
from bot.people.values import Person
from cards.broadcasts.received import formatted
from cards.channels import capital, channel_in_words
from cards.parts import (
    NONE,
    ChosenId,
    Day,
    Part,
    box,
    buttons,
    card,
    choice_field,
    date_field,
    heading,
    note,
    paragraph,
    sayings,
    text_field,
    toggle_field,
)

PAGE = 5  # broadcasts in a list at a time
# A text that is too long fits into the form, so that nothing is cut before it can be shortened.
ROOM = TEXT_LENGTH + 2000
SHOWN_BESIDE = 500  # characters of what somebody else has saved meanwhile


@dataclass(frozen=True)
class NewBroadcast(Action, name="broadcasts.new"):
    """That the person wants to write one."""


@dataclass(frozen=True)
class CopyBroadcast(Action, name="broadcasts.copy"):
    """That the person wants to write one that begins as this one."""

    broadcast_id: UUID


@dataclass(frozen=True)
class EditBroadcast(Action, name="broadcasts.edit"):
    """That the person wants the form: of a draft, or to correct one that was sent."""

    broadcast_id: UUID


@dataclass(frozen=True)
class OpenBroadcast(Action, name="broadcasts.open"):
    """That the person wants to see it, and what there is to do with it next.

    apart: in a card of its own, as the one that was pressed is about something else.
    """

    broadcast_id: UUID
    apart: bool


@dataclass(frozen=True)
class DontBegin(Action, name="broadcasts.dont_begin"):
    """That the form of a new one isn't to be saved."""


@dataclass(frozen=True)
class SaveBroadcast(Action, name="broadcasts.save"):
    """The form as it was filled in.

    broadcast_id: None for a new one, which may be a copy. revision: what the form was filled in
    with. A correction's form has only the texts and the link.
    """

    revision: int
    broadcast_id: UUID | None = None
    copy_of: UUID | None = None
    sender: ChosenId = None
    title: str = ""
    text: str = ""
    link_title: str = ""
    link: str = ""
    asks_receipt: bool = False
    urgent: bool = False
    useful_until: Day = None
    for_newcomers: bool = False

    @property
    def content(self) -> Content:
        """What the form says."""
        return Content(
            title=self.title,
            text=self.text,
            sender_id=self.sender,
            link_title=self.link_title,
            link=self.link,
            asks_receipt=self.asks_receipt,
            urgent=self.urgent,
            useful_until=self.useful_until,
            for_newcomers=self.for_newcomers,
        )

    @classmethod
    def filled_with(
        cls,
        content: Content,
        *,
        broadcast_id: UUID | None = None,
        revision: int = 0,
        copy_of: UUID | None = None,
    ) -> Self:
        """The form as it is filled in when it is first shown."""
        return cls(
            broadcast_id=broadcast_id,
            revision=revision,
            copy_of=copy_of,
            sender=content.sender_id,
            title=content.title,
            text=content.text,
            link_title=content.link_title,
            link=content.link,
            asks_receipt=content.asks_receipt,
            urgent=content.urgent,
            useful_until=content.useful_until,
            for_newcomers=content.for_newcomers,
        )


@dataclass(frozen=True)
class ShowDrafts(Action, name="broadcasts.drafts"):
    """The drafts, from the one at this place on."""

    offset: int


@dataclass(frozen=True)
class ShowSent(Action, name="broadcasts.sent"):
    """What was sent, from the one at this place on."""

    offset: int


def form(
    filled: SaveBroadcast,
    directors: Sequence[Person],
    *,
    errors: Mapping[str, str] | None = None,
    meanwhile: str = "",
    theirs: Content | None = None,
) -> Card:
    """The form of a draft.

    errors: what is wrong, by the name of the field. meanwhile: what became of the draft while the
    form was filled in. theirs: what somebody else has saved, which saving would replace.
    """
    wrong = errors or {}
    return card(
        _("Fællesbesked") if filled.broadcast_id else _("Ny fællesbesked"),
        *_not_saved(wrong, meanwhile, theirs),
        choice_field(
            "sender",
            _("Fra"),
            [(NONE, _("Direktionen")), *((str(one.id), one.name) for one in directors)],
            str(filled.sender) if filled.sender else NONE,
            error=wrong.get("sender_id"),
        ),
        *_text_fields(filled, wrong),
        *_link_fields(filled, wrong),
        heading(_("Sådan sendes den")),
        toggle_field("asks_receipt", _("Bed om kvittering"), filled.asks_receipt),
        note(
            _(
                "Modtagerne får en knap: »Jeg har læst det«. Den bruges til at sikre, at beskeden "
                "når frem, ikke til at vurdere nogen."
            )
        ),
        toggle_field("urgent", _("Haster"), filled.urgent),
        note(_("Sendes også om aftenen, i weekenden og på helligdage.")),
        date_field(
            "useful_until",
            _("Gælder til og med"),
            filled.useful_until,
            error=wrong.get("useful_until"),
        ),
        note(_("Derefter sendes den ikke til nogen, der ikke kunne nås før.")),
        toggle_field(
            "for_newcomers",
            _("Send også til dem, der bliver ledere, mens den gælder"),
            filled.for_newcomers,
        ),
        buttons((_("Gem og gå videre"), filled_by_its_inputs(filled)), _cancel(filled)),
        note(_what_is_public()),
    )


def correction(
    filled: SaveBroadcast,
    *,
    errors: Mapping[str, str] | None = None,
    meanwhile: str = "",
    theirs: Content | None = None,
) -> Card:
    """The form in which what was sent is corrected; see `form`."""
    wrong = errors or {}
    return card(
        _("Ret fællesbeskeden"),
        *_not_saved(wrong, meanwhile, theirs),
        paragraph(
            _(
                "Rettelsen kommer i den besked, modtagerne har fået, med »Rettet« og tidspunkt. "
                "Du ser den, før den sendes."
            )
        ),
        *_text_fields(filled, wrong),
        *_link_fields(filled, wrong),
        buttons((_("Gem og gå videre"), filled_by_its_inputs(filled)), _cancel(filled)),
        note(_what_is_public()),
    )


def not_saved() -> Card:
    """That a new one wasn't saved."""
    return card(
        _("Ny fællesbesked"),
        paragraph(_("Den blev ikke gemt, og der er ikke sendt noget.")),
        buttons((_("Ny fællesbesked"), NewBroadcast()), (_("Mine kladder"), ShowDrafts(0))),
    )


def drafts(page: Sequence[Broadcast], *, offset: int, total: int, now: datetime) -> Card:
    """The drafts of the whole directorate."""
    if not total:
        return card(
            _("Mine kladder"),
            paragraph(_("Der er ingen kladder til fællesbeskeder.")),
            buttons((_("Ny fællesbesked"), NewBroadcast())),
            note(_("Skriver du på andet, så ligger det her:")),
            sayings(*((said, said) for said in (_("Beslutningskladder"), _("Inputrunder")))),
        )
    return card(
        _("Mine kladder"),
        note(_("Direktionen og dens sekretariat deler kladderne.")),
        *(_draft(broadcast, now) for broadcast in page),
        *_pages(ShowDrafts, offset, len(page), total),
        buttons((_("Ny fællesbesked"), NewBroadcast())),
    )


def sent(page: Sequence[Broadcast], *, offset: int, total: int, now: datetime) -> Card:
    """What was confirmed: also what waits for its time, and what was taken back."""
    if not total:
        return card(
            _("Sendte fællesbeskeder"),
            paragraph(_("Der er ikke sendt nogen endnu.")),
            buttons((_("Ny fællesbesked"), NewBroadcast()), (_("Mine kladder"), ShowDrafts(0))),
        )
    return card(
        _("Sendte fællesbeskeder"),
        *(_sent(broadcast, now) for broadcast in page),
        *_pages(ShowSent, offset, len(page), total),
        buttons((_("Ny fællesbesked"), NewBroadcast()), (_("Mine kladder"), ShowDrafts(0))),
    )


def filled_by_its_inputs(filled: SaveBroadcast) -> SaveBroadcast:
    """The button's action, which leaves every input's field to the input."""
    return SaveBroadcast(filled.revision, filled.broadcast_id, filled.copy_of)


def _cancel(filled: SaveBroadcast) -> tuple[str, Action]:
    if filled.broadcast_id is None:
        return _("Annullér"), DontBegin()
    return _("Annullér"), OpenBroadcast(filled.broadcast_id, apart=False)


def _not_saved(errors: Mapping[str, str], meanwhile: str, theirs: Content | None) -> Iterator[Part]:
    if meanwhile:
        yield paragraph(meanwhile)
    if theirs:
        yield box(
            paragraph(f"**{plain(theirs.title)}**"),
            paragraph(formatted(_beginning(theirs.text))),
            *([note(f"{plain(theirs.link_title)}: {plain(theirs.link)}")] if theirs.link else []),
        )
    if errors:
        yield paragraph(_("Intet er gemt endnu. Se, hvad der står over felterne, og gem igen."))


def _beginning(text: str) -> str:
    """What there is room for beside the text that was typed."""
    return text if len(text) <= SHOWN_BESIDE else f"{text[: SHOWN_BESIDE - 1]}…"


def _text_fields(filled: SaveBroadcast, wrong: Mapping[str, str]) -> tuple[Part, ...]:
    return (
        text_field(
            "title",
            _("Overskrift"),
            filled.title,
            longest=2 * TITLE_LENGTH,
            required=True,
            error=wrong.get("title"),
        ),
        text_field(
            "text",
            _("Tekst (højst {longest} tegn)", longest=number(TEXT_LENGTH)),
            filled.text,
            lines=True,
            longest=ROOM,
            required=True,
            error=wrong.get("text"),
        ),
        note(
            _(
                "Fed skrift: sæt to stjerner om ordet, \\*\\*sådan\\*\\*. Punkter: begynd hver "
                "linje med -."
            )
        ),
    )


def _link_fields(filled: SaveBroadcast, wrong: Mapping[str, str]) -> tuple[Part, ...]:
    return (
        text_field(
            "link_title",
            _("Tekst på en knap med link"),
            filled.link_title,
            longest=LINK_TITLE_LENGTH,
            error=wrong.get("link_title"),
        ),
        text_field(
            "link",
            _("Knappens adresse (https://...)"),
            filled.link,
            longest=LINK_LENGTH,
            error=wrong.get("link"),
        ),
    )


def _what_is_public() -> str:
    return _(
        "Skriv ikke om borgere eller navngivne kolleger. Det, du skriver, kan være omfattet af "
        "aktindsigt."
    )


def _draft(broadcast: Broadcast, now: datetime) -> Part:
    about = _(
        "Senest ændret af {name} {when}.",
        name=plain(broadcast.author.name),
        when=relative_moment(broadcast.changed_at, now),
    )
    if broadcast.phase is Phase.AWAITING and broadcast.approver:
        about += " " + _("{name} skal godkende den.", name=plain(broadcast.approver.name))
    return box(
        paragraph(f"**{plain(broadcast.content.title)}**"),
        note(about),
        buttons(
            (_("Åbn"), OpenBroadcast(broadcast.id, apart=False)),
            (_("Ret"), EditBroadcast(broadcast.id)),
            (_("Kopiér"), CopyBroadcast(broadcast.id)),
        ),
    )


def _sent(broadcast: Broadcast, now: datetime) -> Part:
    shown = broadcast.published or broadcast.content
    return box(
        paragraph(f"**{plain(shown.title)}**"),
        note(_what_became_of(broadcast, now)),
        buttons(
            (_("Status"), OpenBroadcast(broadcast.id, apart=False)),
            (_("Kopiér"), CopyBroadcast(broadcast.id)),
        ),
    )


def _what_became_of(broadcast: Broadcast, now: datetime) -> str:
    begins = broadcast.starts_at or broadcast.changed_at
    many = broadcast.number or 0
    to = (
        plain(capital(channel_in_words(broadcast.channel)))
        if broadcast.channel
        else counted("{many} modtager", "{many} modtagere", many, many=number(many))
    )
    match broadcast.phase:
        case Phase.RECALLED:
            return _("Trukket tilbage {when}. {to}.", when=_ended(broadcast), to=to)
        case Phase.STOPPED:
            return _("Stoppet {when}. {to}.", when=_ended(broadcast), to=to)
        case Phase.SCHEDULED:
            return _("Sendes {when}. {to}.", when=relative_moment(begins, now), to=to)
        case _phase:
            return _("Sendt {when}. {to}.", when=relative_moment(begins, now), to=to)


def _ended(broadcast: Broadcast) -> str:
    return moment(broadcast.ended_at or broadcast.changed_at)


def _pages(
    show: type[ShowDrafts] | type[ShowSent], offset: int, shown: int, total: int
) -> Iterator[Part]:
    """Where in a long list one is, and the ways from there."""
    if total <= shown:
        return
    yield note(
        _("{first}-{last} af {total}", first=offset + 1, last=offset + shown, total=number(total))
    )
    ways: list[tuple[str, Action]] = []
    if offset + shown < total:
        ways.append((_("Ældre"), show(offset + PAGE)))
    if offset:
        ways.append((_("Nyere"), show(max(0, offset - PAGE))))
    yield buttons(*ways)
