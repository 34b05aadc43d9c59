"""What everyone meets: welcome, help, courtesies, language, and what waits."""

from functools import partial

import cards.basics as cards
from bot.broadcasts.introducing import introduce_to
from bot.decisions.receivers import welcoming
from bot.decisions.values import may_draft
from bot.language import _, speaking
from bot.language.catalogue import DANISH, ENGLISH
from bot.messages import Card, Place, Reply
from bot.people.identity import choose_language
from bot.people.values import Role
from bot.router import Installed, Joined, Router, Turn
from dialogs.pending import pending_card

ABOUT_THE_BOT = ("hvad kan du", "hvem er du", "hvad er du", "er du en robot", "what can you do",
                 "who are you", "are you a robot")  # fmt: skip
ENGLISH_WANTED = ("engelsk", "english", "sprog engelsk", "skift til engelsk", "switch to english",
                  "på engelsk", "in english")  # fmt: skip
DANISH_WANTED = ("dansk", "danish", "sprog dansk", "skift til dansk", "switch to danish",
                 "på dansk", "in danish")  # fmt: skip
GREETINGS = ("hej", "hejsa", "hej hej", "hej med dig", "dav", "goddag", "god dag", "god aften",
             "godaften", "godmorgen", "god morgen", "hallo", "hi", "hello",
             "good morning")  # fmt: skip
THANKS = ("tak", "mange tak", "tusind tak", "tak for det", "tak for hjælpen", "tak skal du have",
          "super", "fint", "perfekt", "ok tak", "thanks", "thank you", "many thanks")  # fmt: skip
FAREWELLS = ("farvel", "vi ses", "god weekend", "hav en god dag", "bye", "goodbye")


def register(router: Router) -> None:
    """Answer the commands that everyone has, and greet who comes."""
    router.on_event(Installed, welcome, role=Role.MANAGER)
    router.on_event(Joined, joined, role=Role.MANAGER)
    router.on_command(
        "Hjælp",
        "Help",
        *ABOUT_THE_BOT,
        handler=help_,
        role=Role.MANAGER,
        everywhere=True,
    )
    router.on_command("Det venter på dig", "What is waiting", handler=pending, role=Role.MANAGER)
    router.on_command(
        *("Sprog", "Language", "Skift sprog", "Change language"),
        handler=languages,
        role=Role.MANAGER,
    )
    for wanted, language in ((ENGLISH_WANTED, ENGLISH), (DANISH_WANTED, DANISH)):
        router.on_command(*wanted, handler=partial(switch, language), role=Role.MANAGER)
    router.on_command(*GREETINGS, handler=greet, role=Role.MANAGER, everywhere=True)
    router.on_command(*THANKS, handler=welcome_thanks, role=Role.MANAGER, everywhere=True)
    router.on_command(*FAREWELLS, handler=say_farewell, role=Role.MANAGER, everywhere=True)
    router.on_action(cards.ChooseLanguage, language_chosen, again=show_language, role=Role.MANAGER)


async def welcome(turn: Turn, event: Installed) -> Reply:
    """Say who the bot is, in the chat it was just added to, and what was decided before.

    When a director introduces it, that comes through the outbox: the app may be rolled out to
    hundreds at once, and at night.
    """
    if turn.place is not Place.PERSONAL:
        return Reply((cards.help_among_others(),))
    is_introduced = await introduce_to(turn.sessions, turn.person, now=turn.now)
    await welcoming.welcome(turn.sessions, turn.person, now=turn.now)
    return Reply() if is_introduced else Reply((cards.welcome(_first_name(turn)),))


async def joined(turn: Turn, event: Joined) -> Reply:
    """Say that the person was put on the trial's roster, and as what."""
    return Reply.text(
        _(
            "Lederlinjen kører som lokal prøve. Du stod ikke på prøvens lederliste og er nu med "
            "som direktion."
        )
    )


async def help_(turn: Turn) -> Reply:
    """Say what the bot can do where it was asked."""
    if turn.place is Place.PERSONAL:
        return Reply(
            (
                cards.help_in_personal_chat(
                    directorate=turn.person.may(Role.DIRECTORATE),
                    administrator=turn.person.may(Role.ADMINISTRATOR),
                    drafts=may_draft(turn.person),
                ),
            )
        )
    return Reply((cards.help_among_others(),))


async def pending(turn: Turn) -> Reply:
    """Show what is open for the person."""
    return Reply((await pending_card(turn),))


async def languages(turn: Turn) -> Reply:
    """Offer the languages."""
    return Reply((cards.languages(),))


async def switch(language: str, turn: Turn) -> Reply:
    """Speak the language that was named from now on."""
    return Reply((await _spoken_from_now_on(turn, language),))


async def language_chosen(turn: Turn, action: cards.ChooseLanguage) -> Reply:
    """Speak the chosen language from now on."""
    return Reply(replace=await _spoken_from_now_on(turn, action.language))


async def show_language(turn: Turn, action: cards.ChooseLanguage) -> Reply:
    """Show the language that is now spoken."""
    return Reply(replace=cards.language_chosen())


async def greet(turn: Turn) -> Reply:
    """Greet back."""
    return Reply.text(
        _("Hej {name}. Hvad vil du vide om udviklingsforløbet?", name=_first_name(turn))
    )


async def welcome_thanks(turn: Turn) -> Reply:
    """Answer a thank-you."""
    return Reply.text(_("Selv tak. Skriv endelig igen."))


async def say_farewell(turn: Turn) -> Reply:
    """Answer a farewell."""
    return Reply.text(_("Farvel så længe. Jeg er her, når du har brug for mig."))


async def _spoken_from_now_on(turn: Turn, language: str) -> Card:
    person = await choose_language(turn.sessions, turn.person.id, language, now=turn.now)
    with speaking(person.language or language):
        return cards.language_chosen()


def _first_name(turn: Turn) -> str:
    return turn.person.name.split()[0]
