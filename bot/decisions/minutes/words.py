"""The words that Danish municipal minutes are made of.

Each list says one thing; how they are put together is told where they are used.
"""

import re
from enum import Enum


class Field(Enum):
    """What a part of an agenda item holds."""

    DECISION = "decision"
    CONCLUSION = "conclusion"  # decides when no decision is told beside it
    ACCOUNT = "account"  # of the meeting; decides when nothing else does
    RECOMMENDATION = "recommendation"
    CASE = "case"
    HISTORY = "history"  # what was said and decided before
    ATTACHMENTS = "attachments"
    PEOPLE = "people"
    AGREEMENTS = "agreements"  # a list of who does what by when
    OWNER = "owner"
    DUE = "due"
    DEED = "deed"
    END = "end"  # of the meeting


DECIDING = (Field.DECISION, Field.CONCLUSION, Field.ACCOUNT)  # the first that is there decides


def words(text: str) -> re.Pattern[str]:
    """One pattern for the lines of a list; it matches a whole text, in whichever case."""
    lines = [line.strip() for line in text.strip().splitlines()]
    return re.compile("|".join(lines), re.IGNORECASE)


# The word that opens a decision, after "Udvalgets" or "Indstilling og"; body and date may follow.
DECISION_WORDS = {
    Field.DECISION: r"beslutninger|beslutning(?:stekst)?|afgørelser|afgørelse|afgjort(?=:)"
    r"|vedtagelser?|besluttet|besl\.|afg\.|udfald|vedtaget(?=:)",
    Field.CONCLUSION: r"konklusioner|konklusion|konkl\.|resultat|aftalt|konkluderet(?=:)"
    r"|(?:hvad|det|dette|her) (?:aftalte|besluttede|konkluderede|blev) (?:vi|aftalt|besluttet)"
    r"|vi (?:aftalte|besluttede|konkluderede|blev enige om)(?=$|:)",
    Field.ACCOUNT: r"referat(?:tekst)?|opsamling|behandling|behandlet|protokol(?:tekst)?(?=$|:)"
    r"|(?<=s )(?:bemærkninger|udtalelse|drøftelser?|svar)(?=$|:)|høringssvar(?=:$)",
}
BEFORE_DECISION = (
    r"(?:(?P<first>indstilling|drøftelse|referat|konklusion|orientering|behandling|opsamling"
    r"|aftaler?|status|beslutning|afgørelse|endelig|foreløbig)(?: og |/| / | & | )"
    r"|(?:kort|samlet|fælles|vores) |(?P<owner>[^\n:;.]{2,80}?s) )??"
)
AFTER_DECISION = (
    r"(?:(?:/| / | og | & )(?:opfølgning|konklusion|referat|aftaler?|handling(?:er)?|drøftelse"
    r"|beslutning(?:er)?|ansvarlig|næste skridt|videre proces))?"
)

SIGNING = re.compile(r"underskrift(?:er|sark|sside)|godkendelsesark", re.IGNORECASE)
FIELDS = {
    Field.HISTORY: words(
        r"""
        (?:sagens )?(?:tidligere|forudgående) (?:\w+ )*(?:beslutning|behandling|afgørelse)(?:er)?.*
        (?:(?:sagens|politisk|beslutnings)[ -]?)?historik
        beslutningshistorik|sagens forløb|tidligere politisk behandling
        uddrag af (?:referat|protokol).*
        """
    ),
    Field.RECOMMENDATION: words(
        r"""
        (?:[\w.-]+(?: (?:og|for) [\w.-]+){0,4}s )?(?:indstilling|anbefaling)(?:en|er)?(?: til .*)?
        (?:supplerende|ny|ændret|alternativ|revideret|administrativ) indstilling
        (?:indstilling|anbefaling) fra .*|det indstilles(?:,? at)?
        forslag til (?:beslutning|konklusion)|beslutningsforslag|indstillingspunkter|indstilles
        forslag
        """
    ),
    Field.CASE: words(
        r"""
        sagsfremstilling(?:en)?.*|sagen fremstilles|sagen
        sagens gang|sagsgang(?: og \w+)?|resum[eé]|sammenfatning|kort resum[eé]
        sagen kort|kort (?:fortalt|om sagen)|hvad handler sagen om\??|sagsresum[eé]|sagsbeskrivelse
        baggrund(?: .*)?|formål(?: .*)?|historie|problemstilling|vurdering|løsning|beskrivelse
        beslutningstema|beslutningskompetence|kompetence|beslutningsgrundlag|beslutningsproces
        drøftelse(?:r|n)?|dialog|diskussion|debat|bemærkninger|indhold|emnebeskrivelse
        indledning|introduktion|uddybning|sagens (?:indhold|baggrund|parter)
        (?:børne|unge|ældre|handicap|ligestillings|miljø|klima|sundheds|erhvervs)\w*perspektiv
        (?:\w+s )?(?:bemærkninger|vurdering|drøftelse|udtalelse|overvejelser)|status
        (?:oplæg|indlæg|præsentation|orientering)(?: (?:ved|v/|af|fra) ?.*)?
        hvad skal (?:vi|der|udvalget).*|hvorfor er (?:punktet|sagen) på.*|mål med punktet
        supplerende (?:oplysninger|sagsfremstilling.*)|yderligere oplysninger|fakta(?:boks)?
        høring(?:ssvar)?|høringer|inddragelse.*|\w*involvering.*|tidsplan|proces(?:plan)?
        (?:den )?(?:videre|politisk) proces|det videre forløb|kommunikation
        økonomi(?:ske)?(?: .*)?|finansiering
        lovgrundlag(?: .*)?|retsgrundlag|lovgivning|jura
        \w+(?:mæssige|iske) (?:konsekvenser|forhold).*
        konsekvenser.*|sammenhæng (?:til|med) .*|relation til .*|bæredygtighed|klima(?: .*)?|miljø
        personale|effekt(?:er)?|sagstema|redegørelse|andre konsekvenser|andet
        fn's verdensmål|verdensmål|tidligere|gældende regler
        """
    ),
    Field.ATTACHMENTS: words(
        r"(?:sagens? )?bilag(?:sliste|sfortegnelse)?(?: til .*)?|vedhæftninger"
    ),
    Field.PEOPLE: words(
        r"""
        (?:møde)?deltagere?|deltager(?:liste|kreds|oversigt)|fremmøde(?: og \w+)?
        mødedeltagelse|medlemmer
        til ?stede(?:værende)?|deltog|mødt|ikke-medlemmer|inviterede?
        gæster?|mødeleder|ordstyrer|dirigent|referent|ref\.?|protokolfører
        formand|sagsbehandler|kontaktperson|forvaltning
        mødested|sted|mødetid(?:spunkt)?|tidspunkt|starttidspunkt|sluttidspunkt|tid|åbent? for
        """
    ),
    Field.AGREEMENTS: words(
        r"""
        (?:oversigt over |liste over |opsamling på )?(?:mødets |de |nye )?aftaler?(?: fra mødet)?
        (?:aftale|beslutnings|opfølgnings|handlings|handle|aktions|opgave)[- ]?liste(?: .*)?
        (?:aftale|opfølgnings|opgave|handlings)(?:oversigt|skema)(?: .*)?
        (?:handle|handlings|aktions)plan(?:er)?(?: .*)?
        (?:action|aktion|aktions|handlings|opfølgnings)[- ]?punkter|action-?log
        to[- ]?do(?:-?liste)?|næste skridt
        opfølgning(?:er)?|opgaver|handlinger|hvem gør hvad.*
        opfølgning på (?:mødet|punkterne|beslutninger).*
        """
    ),
    Field.OWNER: words(
        r"(?:(?:person )?ansv(?:ar(?:lige?)?|\.)?"
        r"(?: for (?:opfølgning|handling))?|tovholder(?:e)?|ejer"
        r"|hvem(?: følger op| gør det)?)"
        r"(?:(?: og | ?/ ?| & |, )(?:tids)?(?:frist|deadline|hvornår))?"
    ),
    Field.DUE: words(
        r"(?:tids)?frist(?:dato)?|hvornår|deadline|tidspunkt for opfølgning|senest|opfølgningsdato"
    ),
    Field.DEED: words(r"handling(?:er)?|opgave|hvad|aktion|opfølgning|næste skridt|aftale|indsats"),
    Field.END: words(
        r"""
        (?:husk:? )?næste \w*møde.*
        mødet (?:slut|hæve|afslut|ophæv|(?:blev |er )?(?:holdt|afholdt|fandt sted)).*
        (?:møde)?dato: \d.*|(?:mødet )?afholdt (?:den|d\.) \d.*
        (?!\w+dag,)\w+, (?:den|d\.) \d.{3,20}
        referat (?:udarbejdet|skrevet|taget) .*|(?:således )?underskrevet.*|eksterne links
        underskrift(?:er|sark|sside)?.*|godkendelsesark
        genveje|åbningstider|kontakt os|følg os.*|find os.*|tilgængelighedserklæring|privatlivs\w+
        (?:med )?(?:venlig|de bedste|kærlig|mange) hils(?:en|ner)\b.*
        (?:mvh|kh|vh|bh|(?:bedste |mange )?(?:hilsen|hilsner))\b[.,!]?(?: \S+){0,5}
        (?:rigtig )?god (?:weekend|påske|sommer|jul|ferie|dag|aften)[!.]?
        tak for (?:et )?(?:godt )?møde!?
        spørgsmål (?:til referatet )?(?:kan |bedes )?rettes .*|sig endelig (?:til|,).*
        """
    ),
}

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
    r"(?:ej |ikke |enstemmigt? |blev |taget )*(?:godkend(?:t|tes|te|es)\b|tiltrådt|vedtaget"
    r"|vedtages|udsat|udsættes|udskudt|udskydes|aflyst|drøftet|drøftedes|udgår|udgik|afvist|forkastet|anbefal(?:es|et)"
    r"|bortfaldt|annulleret|(?:taget )?(?:til|t\.) efterretning|orienteret|orienteringen (?:blev )?"
    r"(?:taget|tages)|ingen (?:bemærkninger|kommentarer)|som indstillet|indstillingen (?:blev )?"
    r"(?:godkend|tiltr|følg|vedta|forkast|afvis)\w*"
    r"|(?:sagen|punktet) (?:blev |er )?(?:udsat|udsættes"
    r"|drøftet|udgår|udgik|udskydes|genoptages|sendes|oversendes|taget)|oversendt|oversendes"
    r"|indstilles (?:godkendt|tiltrådt|vedtaget|til [\w -]{3,60}\.?$)"
    r"|genoptages|valgt|nikket|tages op|sendes|fremsendes|imødekommet)",
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
    r"|blev (?:udsat|drøftet|valgt|udpeget|vedtaget|taget til efterretning))\b",
    re.IGNORECASE,
)
# So does what a body does so; an official or a person only tells the body that meets.
DECIDES_AS_BODY = re.compile(
    r"\b(?:anbefale(?:r|de)|ønske(?:r|de)|bede?r|bad|anmode(?:r|de)|pålægger|pålagde|støtte(?:r|de)"
    r"|tilslutte(?:r|de) sig|fastholdt|fastholder|vælger|valgte|nedsatte|nedsætter|ophævede|ophæver"
    r"|udpegede|udpeger|bakke(?:r|de) op)\b",
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
    "råd": "rådet",
    "bestyrelse": "bestyrelsen",
    "styrelse": "styrelsen",
    "gruppe": "gruppen",
    "kreds": "kredsen",
    "team": "teamet",
}
