"""The language that is spoken in a turn. Danish is written in the code; English is a catalogue."""

from bot.language.catalogue import _, counted, language_of, speaking, spoken

__all__ = ["_", "counted", "language_of", "speaking", "spoken"]
