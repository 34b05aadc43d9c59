"""Every model of the bot, so that the metadata knows all tables."""

import bot.approval
import bot.audit
import bot.broadcasts.models
import bot.decisions.models
import bot.delivery.conversations
import bot.delivery.models
import bot.documents.models
import bot.inquiries.models
import bot.knowledge.models
import bot.people.models
import bot.preferences.models
import bot.questions.models
import bot.received_files
import bot.retention.models
import bot.rounds.models
import bot.teams.turns  # noqa: F401
