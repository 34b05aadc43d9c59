"""The words that tell who wasn't there, and what stands beside them."""

import re

from bot.decisions.minutes.words import words

# That somebody wasn't there, or was there for somebody else: with a name, a sentence tells that.
ABSENT = (
    r"afbud(?:det)?|fraværende|forfald|(?:ikke|ej)[ -](?:\w+ ){0,3}?(?:deltog|deltage|deltaget"
    r"|deltagende|til ?stede|mødt|mødte|mødende|fremmødt|kom)|uden deltagelse af"
    r"|til ?stede (?:undtagen|på nær|bortset fra)|mødt (?:undtagen|på nær|bortset fra)"
    r"|(?:deltog|deltage|mødte|kom|overværede|overvar)\b"
    r"(?: [\w,.]+){0,8}? ikke|udeblev\w*|udebleven|inhabile?|inhabilitet\w*"
    r"|forlod (?:\w+ ){0,3}?(?:møde\w*|lokalet|\w*salen|kl|under|før|efter|inden)|forladt|forlade"
    r"|måtte gå|gik (?:før|tidlig\w*|kl)|(?:an)?kom (?:først |senere )?(?:til mødet|kl|for sent)"
    r"|ankom(?:mer)? (?:\w+ ){0,2}?(?:kl|klokken|til|under|efter|før)"
    r"|forhindret|sygemeldt|i stedet for|mødte for|(?:deltog|mødte) (?:i stedet"
    r"|som (?:personlig )?(?:stedfortræder|suppleant|vikar|afløser))"
    r"|(?:stedfortrædere?|suppleant(?:er)?|vikar|afløser) for|(?:var|er) afløser"
    r"|trådte (?:ud|uden for|til ?side)|(?:fra|til)trådte mødet|tilsluttede sig mødet|bortrejst"
    r"|deltog (?:kun|først|alene|delvis\w*)|uden for døren|undlod at deltage"
)
# The same, of which a sentence may tell something else.
PERHAPS_ABSENT = (
    r"fravær|stedfortræder\w*|suppleant\w*|vikar\w*|afløste|orlov|habilitet\w*|ferie|syge?"
    r"|på kursus|deltog|mødte|mødt|til ?stede|deltager (?:\w+ ){0,3}?ikke"
    r"|ikke (?:\w+ ){0,3}?deltager"
)
# What else stands in a sentence or a heading that tells nothing but who was there.
BESIDE_ABSENT = words(
    r"""
    af|afgørelsen|afstemning(?:en)?|alle|at|barsel|behandle[dst]|behandling(?:en)?|beslutning(?:en)?
    blev|da|dag|de|del|desværre|dele|den|denne|deres|derfor|det|dette|dog|drøftelse(?:n|r|rne)?|døren|efter
    en|er|et|fik|for|forud|fra|før|først|første|grund|grundet|gyldig|gyldigt|ham|han|hans
    har|havde|hele|hende|hendes|heraf|hermed|hun|i|idet|igen|ikke|ind|ingen|inden|jf|kl|klokken|kom
    kunne|kursus|lokalet?|lovligt?|med|meldt|meldte|men|mens|midlertidigt|måtte|møde[rst]?|mødet|mødets
    mødt|mødte|møderne|nr|og|også|om|online|op|orlov|overværede|personlige?|pga|pkt|punkt(?:et|ets)?
    på|resten|sag|sagen|sagens|salen|samt|selv|senere|sent|sig|sin|skyldes|som|start|stede|sted
    stedet|straks|svært|sygdom|søgt|således|teams|til|tidligere|tidligt|trådte|uanmeldt|ud|uden|under|var
    ved|via|være|været|årsag|øvrig|øvrige|døre
    """
)
# Where a label of the absent stands within a paragraph: its line was joined to the one above.
ABSENCE_WITHIN = re.compile(
    r" (?=(?:Afbud|Fraværende|Forfald|Ikke (?:til ?stede|mødt)|Stedfortrædere?|Suppleant(?:er)?"
    r"|Deltog ikke|Inhabile?|Udeblevet|Mødte ikke)\b[^:.]{0,40}:)"
)
# What people are called beside their names: "byrådsmedlem", "HR-konsulenten".
TITLES = words(
    r"""
    [\w-]*(?:chef|leder|direktør|formand|konsulent|koordinator|repræsentant|inspektør|sekretær
    medarbejder|medlem|mester|suppleant|sygeplejerske|assistent|hjælper|lærer|pædagog|rådgiver|jurist
    vejleder|pedel|ejer|gæst|deltager|partner|ansvarlig)(?:en|et|n|r|e|er|ne|erne|mer|merne)?
    [\w-]*(?:formænd|næstformænd|medlemmer)(?:ne)?|TR|FTR|AMR|A-side|B-side
    """
)
# What a sentence decides beside who was there.
ELECTS = re.compile(
    r"\b(?:valg\w*|vælge[sr]|udpeg\w+|indtræde\w*|indkald\w+|beskikke\w*|konstituere\w*|bevilge\w*)\b",
    re.IGNORECASE,
)
