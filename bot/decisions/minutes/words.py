"""The words that Danish municipal minutes are made of.

Each list says one thing; how they are put together is told where they are used.
"""

import re


def words(text: str) -> re.Pattern[str]:
    """One pattern for the lines of a list; it matches a whole text, in whichever case."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return re.compile("|".join(lines), re.IGNORECASE)


# The headings of a table's columns that say which item a row is about.
ITEM_COLUMNS = words(
    r"(?:dagsordens)?punkt(?:er)?|pkt\.?|emne(?:r)?|sag|titel|dagsorden|overskrift|tema|punkt/emne"
)
NUMBER_COLUMNS = words(r"nr\.?|#|punkt ?nr\.?|pkt\. ?nr\.?|nummer|sag ?nr\.?")
PEOPLE_COLUMNS = words(
    r"(?:ikke )?til ?stede|fravær(?:ende)?|afbud|fremmøde|mødt|deltog(?: ikke)?|deltagelse"
    r"|inhabile?|habilitet|stedfortrædere?|suppleant(?:er)?"
)
PEOPLE_CELLS = words(r"(?:meldt |med )?afbud|mødt|til ?stede|fraværende|ikke (?:mødt|til ?stede)")
OTHER_COLUMNS = words(
    r"bilag|status|noter?|kommentarer?|referat|drøftelse|bemærkning(?:er)?|dato|tid|form(?:ål)?"
)

# How a decided text begins, or what it says when it stands under no heading.
OUTCOME = re.compile(
    r"(?:ej |ikke |begge |alle |enstemmigt? |blev |taget )*"
    r"(?:godkend(?:t|tes|te|es)\b|tiltrådt|vedtaget"
    r"|vedtages|udsat|udsættes|udskudt|udskydes|aflyst|gennemgået|drøftet|drøftedes|udgår|udgik|afvist|forkastet|anbefal(?:es|et)"
    r"|bortfaldt|annulleret|(?:taget )?(?:til|t\.) efterretning|orienteret|orienteringen (?:blev )?"
    r"(?:taget|tages)|ingen (?:bemærkninger|kommentarer)|som indstillet|indstillingen (?:blev )?"
    r"(?:godkend|tiltr|følg|vedta|forkast|afvis)\w*"
    r"|(?:sagen|punktet) (?:blev |er )?(?:udsat|udsættes"
    r"|drøftet|udgår|udgik|udskydes|genoptages|sendes|oversendes|taget)|oversendt|oversendes"
    r"|indstilles (?:godkendt|tiltrådt|vedtaget|til [\w -]{3,60}\.?$)"
    r"|genoptages|valgt|nikket|bevilget|bevilges|afslået|tages op|sendes|fremsendes|imødekommet)",
    re.IGNORECASE,
)
AGREED = re.compile(  # by those who meet, in a sentence of its own
    r"(?:det|der) (?:blev|var|er) (?:enighed om|besluttet|aftalt|vedtaget|opbakning til)\b"
    r"|vi (?:besluttede|aftalte|blev enige om|vedtog)\b",
    re.IGNORECASE,
)
AGREEMENT = re.compile(  # the label of one, which decides where nothing else does
    r"(?:ny |vores )?aftaler?(?: (?:om|på) punktet)?(?:$|:)", re.IGNORECASE
)
DECIDES = re.compile(
    r"\b(?:besluttede|beslutter|besluttes|besluttet,? at|(?:blev|er) (?:det )?besluttet"
    r"|godkendte|godkender|godkendes|godkendt|vedtog|vedtager|tiltrådte|tiltræder|tiltrådt|udsatte|udsætter"
    r"|forkastede|afviste|konkluderede"
    r"|tog .{0,60}til efterretning|tager .{0,60}til efterretning"
    r"|(?:blev|er) enig[et]? om|enighed om|det blev aftalt|aftalte"
    r"|(?:vedtog|godkendt|bevilged|udsatt|tiltrådt|afvist|forkasted|beslutted|valgt)es"
    r"|indstillingen (?:er|var|blev) (?:dermed |hermed |således )?(?:forkastet|godkendt|vedtaget)"
    r"|(?:flertal|mindretal)\w*(?: [\w,.-]+){0,6} stemte"
    r"|blev (?:udsat|drøftet|valgt|udpeget|vedtaget|taget til efterretning))\b",
    re.IGNORECASE,
)
# So does what a body does so; an official or a person only tells the body that meets.
DECIDES_AS_BODY = re.compile(
    r"\b(?:anbefale(?:r|de)|ønske(?:r|de)|bede?r|bad|anmode(?:r|de)|pålægger|pålagde|støtte(?:r|de)"
    r"|tilslutte(?:r|de) sig|fastholdt|fastholder|vælger|valgte|nedsatte|nedsætter|ophævede|ophæver"
    r"|udpegede|udpeger|bakke(?:r|de) op|sender|afgiver"
    r"|kan (?:ikke )?(?:anbefale|tiltræde|støtte|godkende|tilslutte sig))\b",
    re.IGNORECASE,
)
RECOMMENDS = re.compile(
    r"\b(?:indstiller|indstilles|indstillede|anbefaler,? at|anbefales(?: det)?,? at"
    r"|foreslår,? at)\b",
    re.IGNORECASE,
)
# "Direktionen indstiller til udvalget, at": what is recommended stands on the lines below.
RECOMMENDS_BELOW = re.compile(
    r"[^.:;]{2,80} (?:indstiller|indstilles|anbefaler|foreslår)(?: (?:til|over for) [^.:;]{2,60})?"
    r",?(?: at)?:?",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"[\W_]*|(?:\W*(?:ingen(?: beslutning(?:er)?| referat| punkter| emner)?"
    r"|(?:der var )?intet(?: at referere| referat| til punktet| under punktet)?"
    r"|ikke relevant|(?:punktet|sagen) (?:er|blev) (?:behandlet (?:for|på) )?lukke.*"
    r"|lukke[td]e? (?:punkt|sag|møde|døre)|n/a|ingenting|der var intet)\W*)",
    re.IGNORECASE,
)
# No outcome of "Eventuelt", unless a label says that it is one.
NO_REMARK = re.compile(
    r"(?:(?:der var )?(?:ingen (?:bemærkninger|kommentarer|indlæg|spørgsmål|emner)"
    r"|(?:intet|ikke noget)(?: nyt)?)(?: (?:at \w+|til \w+|under \w+))?)\W*",
    re.IGNORECASE,
)
OTHERS = re.compile(r"eventuelt\.?|evt\.?", re.IGNORECASE)
# Headings within a decision, and the vote.
OF_DECISION = re.compile(
    r"mindretal|flertal|afstemning|protokol|særudtalelse|begrundelse|tilføjelse|ændringsforslag"
    r"|for (?:forslaget )?stemte|imod|stemte|undlod|udtalelse|stemmer",
    re.IGNORECASE,
)
VOTES = re.compile(
    r"\b(?:stemte|stemmer|imod|undlod|mindretal\w*|flertal\w*|ønsker?|ønskede|begærede|foreslog"
    r"|besluttede|godkend\w+|forbehold)\b",
    re.IGNORECASE,
)

# Openness and kinds, as marks beside a title: "(B)", "[Åben]", "Lukket sag".
MARK = re.compile(
    r"[(\[](?:[BCODLÅTIE](?:/[BCODLÅTIE])?|åbent?|lukket|beslutning(?:ssag|spunkt)?"
    r"|orientering(?:ssag|spunkt)?|drøftelse(?:ssag|spunkt)?|til \w+)(?: (?:sag|punkt))?[)\]]",
    re.IGNORECASE,
)
MARK_LINE = re.compile(
    r"[(\[]?(?:åbent?|lukket|offentligt?|fortroligt?)(?: (?:sag|punkt|dagsorden|møde))?[)\]]?"
    r"|beslutningssag|orienteringssag|drøftelsessag|[ABODLÅ]|(?:sags)?type: \w+"
    r"|til (?:beslutning|orientering|drøftelse)|(?:beslutnings|orienterings|drøftelses)punkt",
    re.IGNORECASE,
)
# What parts an agenda, not an item: "LUKKEDE SAGER", "Sager til orientering".
AGENDA_SECTION = words(
    r"""
    (?:åbne|lukkede|offentlige|fortrolige|fælles|nye|øvrige) (?:sager|punkter|dagsordenspunkter)
    (?:sager|punkter) (?:til|for) KIND(?:/\w+)?(?: i [\w-]+)?
    (?:sager|punkter) til behandling
    (?:beslutnings|orienterings|drøftelses|temadrøftelses|indstillings)(?:sager|punkter)
    (?:åben|lukket|offentlig|fortrolig) (?:dagsorden|del)|(?:tillægs|supplerende )dagsorden
    (?:tillægs|supplerende )(?:sager|punkter)
    til \w+ ?[–-]? (?:for )?(?:åbne|lukkede) døre|(?:for )?(?:åbne|lukkede) døre
    """.replace("KIND", "(?:beslutning|orientering|drøftelse|afgørelse|godkendelse)")
)
# The same below an item, as the next one has another: as marks these stand below a title.
NEXT_SECTION = words(
    r"""
    (?:punkter |sager )?(?:til|for) SECTION(?:(?:, | og |/| eller )SECTION){0,3}:?
    faste punkter:?
    """.replace(
        "SECTION",
        "(?:beslutning|orientering|drøftelse|godkendelse|afgørelse|behandling)",
    )
)
CONTINUED = re.compile(r"[(,–-] ?(?:fortsat|forts\.|fortsættelse)\)?$", re.IGNORECASE)

# Items that nearly every meeting has.
USUAL_ITEMS = words(
    r"""
    eventuelt|evt\.?|siden sidst|meddelelser(?: .*)?|(?:gensidig )?orientering(?:er)?(?: .*)?
    velkomst|(?:godkendelse af )?(?:dagsorden|referat).*|bordet rundt|næste møde|spørgetid
    """
)

# Where people meet, as it stands behind a body's name.
PLACES = (
    r"(?:\w*rådhuset|administrationsbygningen|\w*salen|kantinen|\w*stuen)s?|(?:møde)?lokale\w*|teams"
    r"|online|virtuelt"
)

# How the last word of a body's name ends.
BODY_WORD = re.compile(
    r"[\w/'-]*(?:udvalg(?:et)?|udv\.|råd(?:et)?|styrelsen?|direktion(?:en)?|kreds(?:en)?"
    r"|gruppen?|team(?:et)?|ledelsen?|forum(?:met)?|kommission(?:en)?|nævn(?:et)?|organ(?:et)?)"
    r"|[\w/'-]*(?-i:MED)|(?:\w*lokal|hoved|center|område|fælles)\w*-?med|trio(?:en)?|AMU|AMG|HU|SU|FU|BU|BUU|TMU|BSU|HMU|LMU|OMU|CMU|ØK|ØU|KB",
    re.IGNORECASE,
)
NOT_IN_BODY = {  # words that no body's name has
    *("til", "af", "fra", "har", "er", "blev", "som", "at", "i", "på", "den", "det", "indstilling"),
    *("beslutning", "anbefaling", "møde", "referat", "punkt", "dagsorden"),
}
GENERIC_BODIES = {
    *("udvalg", "udvalget", "rådet", "råd", "bestyrelsen", "mødet", "nævnet", "gruppen", "forum"),
    *("politiske udvalg", "stående udvalg"),
    *("teamet", "styrelsen", "ledelsen", "mødeforum", "team", "kredsen", "organ"),
}
DEFINITE = {  # "Hovedudvalgsmøde" is a meeting of Hovedudvalget
    "udvalg": "udvalget",
    "direktion": "direktionen",
    "kommission": "kommissionen",
    "råd": "rådet",
    "bestyrelse": "bestyrelsen",
    "styrelse": "styrelsen",
    "gruppe": "gruppen",
    "kreds": "kredsen",
    "team": "teamet",
}
