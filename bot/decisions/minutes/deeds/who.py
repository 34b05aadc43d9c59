"""Who may be told to do something: people by their names, titles, units."""

import re

from bot.decisions.minutes.deeds.deed_words import ACTORS

# Without bounds a text of names alone would take hours.
NAME = (
    r"\b[A-ZÆØÅ][\w.'’-]{1,30}(?: (?:(?:van|von|de|af) )?[A-ZÆØÅ][\w.'’-]{1,30}){1,5}"
    r"(?: \([^)]{1,40}\))?"
)
# "Mikkel", "Lis og Arne": those who met call each other so.
FIRST_NAME = r"[A-ZÆØÅ][a-zæøåé]{1,15}(?:-[A-ZÆØÅ][a-zæøåé]{1,15})?"
NAMES = re.compile(rf"{NAME}(?:(?:, | og | samt ){NAME})*(?=,? )")
ACTOR = re.compile(
    rf"\b(?:[\w-]{{1,40}}(?:,? | og )){{0,3}}(?:{ACTORS})(?: for [\w-]+(?: og [\w-]+)?)?"
)
# "Biblioteket melder tiderne ud inden ...": who it is, is told by what it does, and by when.
SOMEBODY = re.compile(r"[A-ZÆØÅ][\w-]{2,40}(?:et|en|erne|rne)(?: \([^)]{1,40}\))?(?= )")
# What else a sentence begins with in front of what is done: things, and what stands for them.
NO_NAME = re.compile(
    r"\w+(?:et|en|rne|er)|alle|begge|dem|derefter|dette|disse|flere|han|herefter|hun|ingen|man|nogle"
    r"|samtidig|vi|jeg|som|både|hvert|mange|få|når|hvis|og|flertal|mindretal|kommune|sag|punkt",
    re.IGNORECASE,
)
