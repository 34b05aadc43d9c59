"""What the directorate has decided about the bot."""

from bot.preferences.changing import change_preferences
from bot.preferences.queries import preferences
from bot.preferences.values import Changes, Preferences

__all__ = ["Changes", "Preferences", "change_preferences", "preferences"]
