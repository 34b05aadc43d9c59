"""What levels and roles are called."""

from bot.language import _
from bot.people.values import Level, Role


def level_name(level: Level) -> str:
    """A level as people say it."""
    match level:
        case Level.DIREKTION:
            return _("Direktion")
        case Level.CHEF:
            return _("Chef")
        case Level.AFTALEHOLDER:
            return _("Aftaleholder")
        case Level.LEDER:
            return _("Leder")


def role_in_words(role: Role) -> str:
    """A role as people say it."""
    match role:
        case Role.MANAGER:
            return _("Leder")
        case Role.DIRECTORATE:
            return _("Direktionen og dens sekretariat")
        case Role.ADMINISTRATOR:
            return _("Administrator")
