"""Reading what people wrote, gathering it under themes, and saying what happens with each.

What somebody wrote is only ever shown in the answer to a press: what stands in a chat is copied to
the mailbox, and can be searched.
"""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import cards.rounds.texts as text_cards
import cards.rounds.themes as cards
from bot.language import _
from bot.language.formats import number
from bot.messages import Card, Reply
from bot.people.values import Role
from bot.rounds import themes
from bot.rounds.findings import MOST_THEMES, ThemeState, TooManyThemes, UnknownTheme
from bot.rounds.keys import Keys
from bot.rounds.results import closed, written
from bot.rounds.values import ContentFault, FaultyContent
from bot.router import Router, Turn
from cards.rounds.ways import EVERY, REST, ShowTexts, ShowThemes


def register(router: Router, _keys: Keys) -> None:
    """Answer what the directorate presses about texts and themes."""
    role = Role.DIRECTORATE
    router.on_action(ShowTexts, show_texts, again=show_texts, role=role)
    router.on_action(text_cards.PutTexts, put, again=show_page, role=role)
    router.on_action(text_cards.TakeOut, take_out, again=show_page, role=role)
    router.on_action(ShowThemes, show_themes, again=show_themes, role=role)
    router.on_action(cards.AddTheme, add, again=show_all, role=role)
    router.on_action(cards.EditTheme, edit, again=edit, role=role)
    router.on_action(cards.DecideTheme, decide, again=show_all, role=role)
    router.on_action(cards.RemoveTheme, remove, again=show_all, role=role)
    router.on_refusal(UnknownTheme, unknown_theme)


async def show_texts(turn: Turn, action: ShowTexts) -> Reply:
    """Show a page of what people wrote."""
    return await _texts(turn, action)


async def put(turn: Turn, action: text_cards.PutTexts) -> Reply:
    """Put texts in a theme; a form that fails comes back as it was."""
    try:
        theme = await themes.put(
            turn.sessions,
            action.round_id,
            _ids(action.texts),
            theme_id=action.theme,
            name=action.new_theme,
            by=turn.person,
            now=turn.now,
        )
    except FaultyContent as refusal:
        return await _texts(turn, _page(action), filled=action, errors=_words(refusal))
    except TooManyThemes:
        return await _texts(turn, _page(action), filled=action, errors={"name": _no_room()})
    said = _("Lagt i »{name}«.", name=theme.name)
    return await _texts(turn, _page(action), said=said)


async def take_out(turn: Turn, action: text_cards.TakeOut) -> Reply:
    """Let texts be in no theme."""
    texts = _ids(action.texts)
    if not texts:
        said = _("Vælg først, hvilke svar det gælder.")
        return await _texts(turn, _page(action), said=said)
    await themes.take_out(turn.sessions, action.round_id, texts, by=turn.person, now=turn.now)
    return await _texts(turn, _page(action), said=_("Taget ud af temaet."))


async def show_page(turn: Turn, action: text_cards.PutTexts | text_cards.TakeOut) -> Reply:
    """Show the page as it now is."""
    return await _texts(turn, _page(action))


async def show_themes(turn: Turn, action: ShowThemes) -> Reply:
    """Show the themes."""
    return Reply(replace=await _themes(turn, action.round_id, offset=max(action.offset, 0)))


async def show_all(
    turn: Turn, action: cards.AddTheme | cards.DecideTheme | cards.RemoveTheme
) -> Reply:
    """Show the themes as they now are."""
    return Reply(replace=await _themes(turn, action.round_id))


async def add(turn: Turn, action: cards.AddTheme) -> Reply:
    """Make a theme; a name that fails comes back."""
    try:
        await themes.add(
            turn.sessions, action.round_id, action.new_theme, by=turn.person, now=turn.now
        )
    except FaultyContent as refusal:
        error = _words(refusal)["name"]
        shown = await _themes(turn, action.round_id, typed=action.new_theme, error=error)
        return Reply(replace=shown)
    except TooManyThemes:
        return Reply(replace=await _themes(turn, action.round_id, said=_no_room()))
    return Reply(replace=await _themes(turn, action.round_id))


async def edit(turn: Turn, action: cards.EditTheme) -> Reply:
    """Show the form of what happens with a theme."""
    async with turn.sessions.read() as session:
        theme = await themes.theme(session, action.theme_id)
    return Reply(replace=cards.theme_form(theme, cards.DecideTheme.filled_with(theme)))


async def decide(turn: Turn, action: cards.DecideTheme) -> Reply:
    """Say what happens with a theme; a form that fails comes back as it was."""
    states = {state.value: state for state in ThemeState}
    try:
        theme = await themes.decide(
            turn.sessions,
            action.theme_id,
            action.theme_name,
            states.get(action.state, ThemeState.OPEN),
            who=action.who,
            reason=action.reason,
            by=turn.person,
            now=turn.now,
        )
    except FaultyContent as refusal:
        async with turn.sessions.read() as session:
            found = await themes.theme(session, action.theme_id)
        return Reply(replace=cards.theme_form(found, action, errors=_words(refusal)))
    said = _("»{name}« er gemt.", name=theme.name)
    return Reply(replace=await _themes(turn, theme.round_id, said=said))


async def remove(turn: Turn, action: cards.RemoveTheme) -> Reply:
    """Take a theme away."""
    await themes.remove(turn.sessions, action.theme_id, by=turn.person, now=turn.now)
    said = _("Temaet er slettet. Dets svar er uden tema.")
    return Reply(replace=await _themes(turn, action.round_id, said=said))


def unknown_theme(_refusal: UnknownTheme) -> Reply:
    """Word that a theme was taken away."""
    return Reply.text(_("Det tema er slettet, og der er ikke sket noget. Åbn »Temaer« igen."))


async def _texts(
    turn: Turn,
    shown: ShowTexts,
    *,
    said: str = "",
    filled: text_cards.PutTexts | None = None,
    errors: Mapping[str, str] | None = None,
) -> Reply:
    """The page, or the last one that there is."""
    chosen = shown.which not in (EVERY, REST)
    theme_id = next(iter(_ids((shown.which,))), None) if chosen else None
    if chosen and not theme_id:
        raise UnknownTheme
    async with turn.sessions.read() as session:
        round_ = await closed(session, shown.round_id)
        known = await themes.themes(session, shown.round_id)
        offset = max(shown.offset, 0)
        while True:
            page, total = await written(
                session,
                shown.round_id,
                shown.question,
                themed=False if shown.which == REST else None,
                theme_id=theme_id,
                by=turn.person,
                offset=offset,
                limit=text_cards.TEXTS,
            )
            if page or not offset:
                break
            offset = max(0, total - 1) // text_cards.TEXTS * text_cards.TEXTS
    asked = {question.key: question for question in round_.content.questions}
    card = text_cards.texts(
        round_,
        asked.get(shown.question),
        page,
        known,
        replace(shown, offset=offset),
        total=total,
        said=said,
        filled=filled,
        errors=errors,
    )
    return Reply(replace=card, lasting=False)


async def _themes(
    turn: Turn,
    round_id: UUID,
    *,
    offset: int = 0,
    said: str = "",
    typed: str = "",
    error: str = "",
) -> Card:
    async with turn.sessions.read() as session:
        round_ = await closed(session, round_id)
        found = await themes.themes(session, round_id)
    return cards.themes(round_, found, offset=offset, said=said, typed=typed, error=error)


def _page(action: text_cards.PutTexts | text_cards.TakeOut) -> ShowTexts:
    return ShowTexts(action.round_id, action.question, action.which, action.offset)


def _ids(texts: tuple[str, ...]) -> list[UUID]:
    """The ids that were chosen; what is none, as only a forged card has it, is left out."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _words(refusal: FaultyContent) -> dict[str, str]:
    missing = {
        "name": _("Vælg et tema, eller skriv et navn."),
        "texts": _("Vælg mindst ét svar."),
        "who": _("Skriv, hvem der gør det."),
        "reason": _("Skriv, hvorfor det ikke er nu."),
    }
    return {name: _word(fault, missing[name]) for name, fault in refusal.faults.items()}


def _word(fault: ContentFault, missing: str) -> str:
    match fault:
        case ContentFault.MISSING:
            return missing
        case ContentFault.CPR_NUMBER:
            return _(
                "Det ser ud til at indeholde et CPR-nummer, så det er ikke gemt. Fjern det. Vær "
                "opmærksom på, at det allerede står i Teams."
            )
        case ContentFault.REPEATED:
            return _("Der er allerede et tema med det navn.")
        case _:
            return _("Skriv det kortere.")


def _no_room() -> str:
    return _("Der er plads til {most} temaer. Slet et først.", most=number(MOST_THEMES))
