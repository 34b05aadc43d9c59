"""Making rounds: where one begins, and the form of all but its questions."""

from dataclasses import dataclass, replace
from uuid import UUID

import cards.rounds.writing as cards
from bot.language import _
from bot.language.formats import number, plain, relative_moment
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.rounds import content as contents
from bot.rounds.drafting import BEING_WRITTEN, create, keep, save
from bot.rounds.keys import Keys
from bot.rounds.readymade import READY_MADE
from bot.rounds.values import (
    THEME_LENGTH,
    TITLE_LENGTH,
    WHY_LENGTH,
    Changed,
    Content,
    ContentFault,
    FaultyContent,
    Round,
    UnknownRound,
    WrongPhase,
)
from bot.router import Router, Turn
from cards.rounds.ways import EditRound, NewRound
from dialogs.rounds.refusals import where_it_is
from dialogs.rounds.steps import draft_of, next_step, round_of


def register(router: Router, keys: Keys) -> None:
    """Answer what is said and pressed while rounds are made."""
    role = Role.DIRECTORATE
    writing = _Writing(keys)
    router.on_command("Ny inputrunde", "New input round", handler=new, role=role)
    router.on_action(NewRound, start, again=start, role=role)
    router.on_action(cards.BeginRound, begin, again=begin, role=role)
    router.on_action(EditRound, edit, again=edit, role=role)
    router.on_action(cards.SaveRound, writing.save_form, again=writing.show_saved, role=role)


async def new(_turn: Turn) -> Reply:
    """Offer what a round may begin from."""
    return Reply((_start(),))


async def start(_turn: Turn, action: NewRound) -> Reply:
    """Offer what a round may begin from, in the place of a list."""
    return Reply(replace=_start())


async def begin(turn: Turn, action: cards.BeginRound) -> Reply:
    """Make the draft, and offer its form; the same press makes one draft."""
    if not action.ready_made:
        return Reply(replace=_start(error=_("Vælg, hvad du vil begynde fra.")))
    made = await create(
        turn.sessions, action.ready_made, by=turn.person, turn_key=turn.key, now=turn.now
    )
    return Reply(replace=cards.form(cards.SaveRound.filled_with(made)))


async def edit(turn: Turn, action: EditRound) -> Reply:
    """Offer the form in the place of what was pressed."""
    return Reply(replace=await form_of(turn, action.round_id))


async def form_of(turn: Turn, round_id: UUID, *, errors: dict[str, str] | None = None) -> Card:
    """The form of a draft, filled in with what is saved.

    Raises UnknownRound, or WrongPhase where it can't be changed.
    """
    found = await draft_of(turn, round_id)
    said = ""
    if found.approver:
        said = _(
            "{name} er bedt om at godkende den. Gemmer du en ændring, skal der bedes om det igen.",
            name=plain(found.approver.name),
        )
    return cards.form(cards.SaveRound.filled_with(found), errors=errors, said=said)


def faults_in_words(refusal: FaultyContent, content: Content) -> dict[str, str]:
    """What is wrong, by the name of the field. content: as it was typed."""
    return {name: _fault(name, fault, content) for name, fault in refusal.faults.items()}


@dataclass(frozen=True)
class _Writing:
    keys: Keys

    async def save_form(self, turn: Turn, action: cards.SaveRound) -> Reply:
        """Save what was written and go on; what can't be saved comes back as it was typed."""
        try:
            saved = await save(
                turn.sessions,
                action.round_id,
                action.content,
                revision=action.revision,
                by=turn.person,
                now=turn.now,
            )
        except FaultyContent as refusal:
            if ContentFault.CPR_NUMBER in refusal.faults.values():
                raise  # or the form that comes back would put the number into the chat
            errors = faults_in_words(refusal, action.content)
            said = _("Intet er gemt endnu. Se, hvad der står over felterne, og gem igen.")
            return Reply(replace=cards.form(action, errors=errors, said=said))
        except Changed as refusal:
            return Reply(replace=_beside(turn, action, refusal.round))
        except WrongPhase as refusal:
            said = _(
                "{where} Det, du har skrevet, står i felterne, men er ikke gemt.",
                where=where_it_is(refusal.round),
            )
            return Reply(replace=cards.form(action, said=said))
        except UnknownRound:
            return Reply(replace=await _taken_back(turn, action))
        return Reply(replace=await self._after(turn, saved))

    async def show_saved(self, turn: Turn, action: cards.SaveRound) -> Reply:
        """Show what the form became; or the form, if what it says isn't what is saved."""
        try:
            found = await round_of(turn, action.round_id)
        except UnknownRound:
            return Reply(replace=await _taken_back(turn, action))
        typed = replace(contents.tidy(action.content), questions=found.content.questions)
        if typed == found.content:
            return Reply(replace=await self._after(turn, found))
        return Reply(replace=_beside(turn, action, found))

    async def _after(self, turn: Turn, saved: Round) -> Card:
        """What comes after the form: itself, while it isn't complete."""
        missing = contents.missing(saved.content)
        missing.pop("questions", None)
        if missing and saved.phase in BEING_WRITTEN:
            errors = faults_in_words(FaultyContent(missing), saved.content)
            said = _("Kladden er gemt. Det her mangler, før runden kan åbne:")
            return cards.form(cards.SaveRound.filled_with(saved), errors=errors, said=said)
        return await next_step(turn, self.keys, saved.id, said=_("Kladden er gemt."))


def _start(*, error: str = "") -> Card:
    return cards.start(
        [(one.name, one.content.title, len(one.content.questions)) for one in READY_MADE.values()],
        error=error,
    )


def _beside(turn: Turn, action: cards.SaveRound, now_saved: Round) -> Card:
    """The form as it was typed, beside what somebody else has saved meanwhile."""
    said = _(
        "Den blev ændret {when}, mens du skrev. Det, du har skrevet, står i felterne, men er ikke "
        "gemt. Gemmer du nu, erstatter det, hvad der er gemt:",
        when=relative_moment(now_saved.changed_at, turn.now),
    )
    filled = replace(action, revision=now_saved.revision)
    return cards.form(filled, said=said, theirs=now_saved.content)


async def _taken_back(turn: Turn, action: cards.SaveRound) -> Card:
    """The form as it was typed, of the draft that was thrown away meanwhile and is kept again."""
    kept = await keep(turn.sessions, action.round_id, by=turn.person, now=turn.now)
    said = _(
        "Kladden blev slettet, mens du skrev. Jeg har taget den tilbage. Det, du har skrevet, står "
        "i felterne, men er ikke gemt endnu."
    )
    return cards.form(replace(action, revision=kept.revision), said=said)


def _fault(name: str, fault: ContentFault, content: Content) -> str:
    match fault:
        case ContentFault.MISSING:
            return _missing(name)
        case ContentFault.TOO_LONG:
            return _too_long(name, content)
        case ContentFault.PAST:
            if name.endswith("_at"):
                return _("Det tidspunkt er passeret. Vælg et senere.")
            return _("Den dag er gået. Vælg en senere.")
        case ContentFault.TOO_EARLY if name == "outcome_by":
            return _("Vælg en dag efter fristen, så der er tid til at se på svarene.")
        case ContentFault.TOO_EARLY:
            return _("Fristen skal ligge efter, at runden er åbnet.")
        case ContentFault.NO_SUCH_TIME:
            return _(
                "Det klokkeslæt findes ikke den nat, for uret stilles en time frem. Vælg et senere."
            )
        case ContentFault.TOO_LOW:
            return _("Grænsen kan hæves, men ikke sænkes under den, der står først.")
        case _fault:
            raise FaultyContent({name: fault})  # is never shown in a form


def _missing(name: str) -> str:
    match name:
        case "title":
            return _("Skriv en titel.")
        case "why":
            return _("Skriv, hvorfor I spørger, og hvad svarene bruges til.")
        case "outcome_by":
            return _("Vælg den dag, deltagerne senest hører, hvad der kom ud af det.")
        case "closes_at" | "opens_at":
            return _("Vælg et klokkeslæt.")
        case _name:
            return _("Vælg en dag.")


def _too_long(name: str, content: Content) -> str:
    lengths = {
        "title": (len(content.title), TITLE_LENGTH),
        "why": (len(content.why), WHY_LENGTH),
        "theme": (len(content.theme), THEME_LENGTH),
    }
    length, longest = lengths[name]
    return _(
        "Der er {length} tegn, og der er plads til {longest}.",
        length=number(length),
        longest=number(longest),
    )
