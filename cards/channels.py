"""What channels of teams are called. Plain text, no Markdown."""

from bot.delivery.values import TeamChannel
from bot.language import _

LONGEST_ON_BUTTON = 40  # characters of a name


def channel_name(channel: TeamChannel) -> str:
    """The channel's own name; Teams calls the first of every team the same."""
    return channel.name or _("Generelt")


def channel_in_words(channel: TeamChannel) -> str:
    """A channel inside a sentence: "kanalen Nyt fra direktionen i teamet Ledere"."""
    name = channel_name(channel)
    if not channel.team:
        return _("kanalen {name}", name=name)
    return _("kanalen {name} i teamet {team}", name=name, team=channel.team)


def capital(words: str) -> str:
    """The words as a sentence begins."""
    return f"{words[:1].upper()}{words[1:]}"


def channel_on_button(channel: TeamChannel) -> str:
    """The channel as a button has room for it."""
    name = channel_name(channel)
    if len(name) > LONGEST_ON_BUTTON:
        name = f"{name[: LONGEST_ON_BUTTON - 1]}…"
    return _("kanalen {name}", name=name)
