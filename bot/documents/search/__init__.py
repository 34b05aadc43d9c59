"""Search for the passages that answer a question. Pure: no database, no clock, no network."""

from bot.documents.search.asking import asked_texts, is_leaning
from bot.documents.search.index import Index

__all__ = ["Index", "asked_texts", "is_leaning"]
