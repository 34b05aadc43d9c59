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
    Field.DECISION: r"beslutninger|beslutning|afgørelser|afgørelse|vedtagelse|besluttet|udfald",
    Field.CONCLUSION: r"konklusioner|konklusion|resultat|aftalt",
    Field.ACCOUNT: r"referat(?:tekst)?|opsamling|behandling",
}
BEFORE_DECISION = (
    r"(?:(?P<first>indstilling|drøftelse|referat|konklusion|orientering|behandling|opsamling"
    r"|aftaler?|status|beslutning|afgørelse|endelig|foreløbig)(?: og |/| / | & | )"
    r"|(?P<owner>[^\n:;.]{2,80}?s) )??"
)
AFTER_DECISION = (
    r"(?:(?:/| / | og | & )(?:opfølgning|konklusion|referat|aftaler|handling|drøftelse))?"
)

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
        (?:indstilling|anbefaling) fra .*|det indstilles|forslag til (?:beslutning|konklusion)
        beslutningsforslag|indstillingspunkter|indstilles
        """
    ),
    Field.CASE: words(
        r"""
        sagsfremstilling(?:en)?.*|sagens gang|sagsgang|resum[eé]|sammenfatning|kort resum[eé]
        sagen kort|kort (?:fortalt|om sagen)|hvad handler sagen om\??|sagsresum[eé]|sagsbeskrivelse
        baggrund(?: .*)?|formål(?: .*)?|historie|problemstilling|vurdering|løsning|beskrivelse
        beslutningstema|beslutningskompetence|kompetence|beslutningsgrundlag|beslutningsproces
        drøftelse(?:r|n)?|dialog|diskussion|bemærkninger|indhold|emnebeskrivelse
        (?:\w+s )?(?:bemærkninger|vurdering|drøftelse|udtalelse|overvejelser)|oplæg|status
        hvad skal (?:vi|der|udvalget).*|hvorfor er (?:punktet|sagen) på.*|mål med punktet
        supplerende (?:oplysninger|sagsfremstilling.*)|yderligere oplysninger|fakta(?:boks)?
        høring(?:ssvar)?|høringer|inddragelse.*|\w*involvering.*|tidsplan|proces(?:plan)?
        (?:den )?(?:videre|politisk) proces|det videre forløb|kommunikation
        økonomi(?:ske)?(?: .*)?|finansiering
        lovgrundlag(?: .*)?|retsgrundlag|lovgivning|jura
        \w+(?:mæssige|iske) (?:konsekvenser|forhold).*
        konsekvenser.*|sammenhæng (?:til|med) .*|relation til .*|bæredygtighed|klima(?: .*)?|miljø
        personale|andet|fn's verdensmål|verdensmål|tidligere|gældende regler
        """
    ),
    Field.ATTACHMENTS: words(
        r"(?:sagens? )?bilag(?:sliste|sfortegnelse)?(?: til .*)?|vedhæftninger"
    ),
    Field.PEOPLE: words(
        r"""
        (?:møde)?deltagere?|til ?stede(?:værende)?|deltog|mødt|medlemmer|ikke-medlemmer|inviterede?
        gæster?|mødeleder|ordstyrer|referent|formand|sagsbehandler|kontaktperson|forvaltning
        mødested|sted|mødetid(?:spunkt)?|tidspunkt|starttidspunkt|sluttidspunkt|tid|åbent? for
        """
    ),
    Field.AGREEMENTS: words(
        r"""
        (?:oversigt over |liste over |opsamling på )?(?:mødets |de |nye )?aftaler?(?: fra mødet)?
        (?:aftale|beslutnings|opfølgnings|handlings|handle|aktions|opgave)[- ]?liste(?: .*)?
        (?:aftale|opfølgnings|opgave)oversigt(?: .*)?|(?:handle|handlings|aktions)planer?(?: .*)?
        (?:action|aktion|aktions|handlings|opfølgnings)[- ]?punkter|to-?do(?:-?liste)?|action-?log
        opfølgning(?:er)?|opgaver|handlinger|hvem gør hvad.*
        opfølgning på (?:mødet|punkterne|beslutninger).*
        """
    ),
    Field.OWNER: words(
        r"(?:person )?ansvarlig(?:e)?(?: for (?:opfølgning|handling))?|hvem|tovholder(?:e)?|ejer"
    ),
    Field.DUE: words(
        r"(?:tids)?frist(?:dato)?|hvornår|deadline|tidspunkt for opfølgning|senest|opfølgningsdato"
    ),
    Field.DEED: words(r"handling(?:er)?|opgave|hvad|aktion|opfølgning|næste skridt|aftale|indsats"),
    Field.END: words(
        r"""
        næste møde.*|mødet (?:slut|hæve|afslut|ophæv).*|underskrift(?:er|sark|sside)?.*
        godkendelsesark
        (?:således )?underskrevet.*|eksterne links|tak for (?:et )?(?:godt )?møde.*
        """
    ),
}

# The headings of a table's columns that say which item a row is about.
ITEM_COLUMNS = words(
    r"(?:dagsordens)?punkt(?:er)?|pkt\.?|emne(?:r)?|sag|titel|dagsorden|overskrift|tema|punkt/emne"
)
NUMBER_COLUMNS = words(r"nr\.?|#|punkt ?nr\.?|pkt\. ?nr\.?|nummer|sag ?nr\.?")
OTHER_COLUMNS = words(
    r"bilag|status|noter?|kommentarer?|referat|drøftelse|bemærkning(?:er)?|dato|tid|form(?:ål)?"
)

# How a decided text begins, or what it says when it stands under no heading.
OUTCOME = re.compile(
    r"(?:ej |ikke |enstemmigt? |blev |taget )*(?:godkend(?:t|tes|te|es)\b|tiltrådt|vedtaget"
    r"|vedtages|udsat|udsættes|drøftet|drøftedes|udgår|udgik|afvist|forkastet|anbefal(?:es|et)"
    r"|bortfaldt|annulleret|(?:taget )?(?:til|t\.) efterretning|orienteret|orienteringen (?:blev )?"
    r"(?:taget|tages)|ingen (?:bemærkninger|kommentarer)|som indstillet|indstillingen (?:blev )?"
    r"(?:godkend|tiltr|følg|vedta|forkast|afvis)\w*"
    r"|(?:sagen|punktet) (?:blev |er )?(?:udsat|udsættes"
    r"|drøftet|udgår|udgik|udskydes|genoptages|sendes|oversendes|taget)|oversendt|oversendes"
    r"|genoptages|valgt|nikket|sendes|fremsendes|imødekommet)",
    re.IGNORECASE,
)
DECIDES = re.compile(
    r"\b(?:besluttede|beslutter|besluttes|(?:blev|er) (?:det )?besluttet|godkendte|godkender"
    r"|godkendes|godkendt|vedtog|vedtager|tiltrådte|tiltræder|tiltrådt|udsatte|udsætter"
    r"|forkastede|afviste|konkluderede"
    r"|anbefaler|anbefalede|tog .{0,60}til efterretning|tager .{0,60}til efterretning"
    r"|blev enige? om|er enige? om|enighed om|det blev aftalt|aftalte|blev (?:udsat|drøftet|valgt"
    r"|vedtaget|taget til efterretning))\b",
    re.IGNORECASE,
)
RECOMMENDS = re.compile(
    r"\b(?:indstiller|indstilles|indstillede|anbefaler,? at|anbefales(?: det)?,? at"
    r"|foreslår,? at)\b",
    re.IGNORECASE,
)
# "Direktionen indstiller til udvalget, at": what is recommended stands on the lines below.
RECOMMENDS_BELOW = re.compile(
    r"[^.:;]{2,80} (?:indstiller|anbefaler|foreslår)(?: (?:til|over for) [^.:;]{2,60})?"
    r",?(?: at)?:?",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"[\W_]*|(?:\W*(?:ingen(?: beslutning(?:er)?| referat)?|intet(?: at referere| referat)?"
    r"|ikke (?:behandlet|relevant)|(?:punktet|sagen) (?:er|blev) (?:behandlet (?:for|på) )?lukke.*"
    r"|lukke[td]e? (?:punkt|sag|møde|døre)|n/a|ingenting|der var intet)\W*)",
    re.IGNORECASE,
)
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
    r"[(\[](?:[BODLÅTIE](?:/[BODLÅTIE])?|åbent?|lukket|beslutning(?:ssag|spunkt)?"
    r"|orientering(?:ssag|spunkt)?|drøftelse(?:ssag|spunkt)?|til \w+)(?: (?:sag|punkt))?[)\]]",
    re.IGNORECASE,
)
MARK_LINE = re.compile(
    r"[(\[]?(?:åbent?|lukket|offentligt?|fortroligt?)(?: (?:sag|punkt|dagsorden|møde))?[)\]]?"
    r"|beslutningssag|orienteringssag|drøftelsessag|[BODLÅ]|(?:sags)?type: \w+"
    r"|til (?:beslutning|orientering|drøftelse)|(?:beslutnings|orienterings|drøftelses)punkt",
    re.IGNORECASE,
)
# What parts an agenda, not an item: "LUKKEDE SAGER", "Sager til orientering".
AGENDA_SECTION = words(
    r"""
    (?:åbne|lukkede|offentlige|fortrolige|fælles|nye|øvrige) (?:sager|punkter|dagsordenspunkter)
    (?:sager|punkter) (?:til|for) (?:beslutning|orientering|drøftelse|afgørelse|godkendelse)
    (?:beslutnings|orienterings|drøftelses|temadrøftelses|indstillings)(?:sager|punkter)
    (?:åben|lukket|offentlig) (?:dagsorden|del)
    """
)
CONTINUED = re.compile(r"[(,–-] ?(?:fortsat|forts\.|fortsættelse)\)?$", re.IGNORECASE)

# Items that nearly every meeting has.
USUAL_ITEMS = words(
    r"""
    eventuelt|evt\.?|siden sidst|meddelelser(?: .*)?|(?:gensidig )?orientering(?:er)?(?: .*)?
    velkomst|(?:godkendelse af )?(?:dagsorden|referat).*|bordet rundt|næste møde|spørgetid
    """
)

# How the last word of a body's name ends.
BODY_WORD = re.compile(
    r"[\w/'-]*(?:udvalg(?:et)?|udv\.|råd(?:et)?|styrelsen?|direktion(?:en)?|kreds(?:en)?"
    r"|gruppen?|team(?:et)?|ledelsen?|forum(?:met)?|kommission(?:en)?|nævn(?:et)?|organ(?:et)?)"
    r"|[\w/'-]*MED|HU|ØK|ØU|KB",
    re.IGNORECASE,
)
NOT_IN_BODY = {  # words that no body's name has
    *("til", "af", "fra", "har", "er", "blev", "som", "at", "i", "på", "den", "det", "indstilling"),
    *("beslutning", "anbefaling", "møde", "referat", "punkt", "dagsorden"),
}
GENERIC_BODIES = {
    *("udvalg", "udvalget", "rådet", "råd", "bestyrelsen", "mødet", "nævnet", "gruppen", "forum"),
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

PRONOUNS = {"den", "det", "de", "der", "han", "hun", "vi", "man", "jeg", "disse", "dette", "som"}
# What somebody does, in a sentence that tells a deed: "HR-chefen udarbejder et oplæg inden ...".
DEEDS = re.compile(
    r"\b(?:udarbejder|sørger|indkalder|følger op|kontakter|sender|undersøger|fremlægger|orienterer"
    r"|inviterer|laver|planlægger|koordinerer|afklarer|vender tilbage|udsender|igangsætter"
    r"|evaluerer|rapporterer|fremsender|beskriver|opdaterer|indarbejder|formidler|bestiller|booker"
    r"|tilretter|forbereder|samler|tager kontakt|tager initiativ|melder tilbage|arrangerer"
    r"|gennemfører|præsenterer|kommer med|skriver|bringer|afholder|holder|nedsætter|udpeger|redegør"
    r"|afrapporterer|forelægger|implementerer|gennemgår|udfører|iværksætter|får ansvar|skal"
    r"|står for|indhenter|deltager|får (?:en |ny )?frist|har frist|tager .{1,60} med (?:til|i|på)"
    r"|kontrollerer|indsamler|udfærdiger|formulerer|reviderer|tilpasser|justerer|sikrer|aftaler"
    r"|ansøger|søger|bidrager|besøger|beregner|uddyber|følger|offentliggør|underretter|drøfter"
    r"|(?:får|fik|har fået) til opgave)\b"
)
# Who is asked to do it stands behind: "Udvalget beder forvaltningen undersøge ...".
ASKS = (
    r"\b(?:beder|bad|anmoder|anmodede|pålægger|pålagde|opfordrer|opfordrede|pålægges|overdrages)"
    r" (?:det )?"
)
NO_DEEDS = {  # what people do in decisions beside deeds
    *(
        "er",
        "var",
        "har",
        "bliver",
        "stemmer",
        "mener",
        "finder",
        "ønsker",
        "anbefaler",
        "foreslår",
    ),
    *("tiltræder", "godkender", "bemærker", "understreger", "støtter", "forbeholder", "undlader"),
    *("indstiller", "spurgte", "takker", "deler", "noterer", "konstaterer", "beklager", "efter"),
    *("under", "over", "for", "der", "her", "hver", "eller", "vil", "udtaler", "oplyser"),
    *("beslutter", "henviser", "vurderer", "fastholder", "trækker", "udtræder", "begærer", "per"),
}
# Who carries out what is decided; those who decide are no part of it.
ACTORS = (
    r"(?i:[\w/-]{0,40}(?:chef|leder|direktør|formand|konsulent|koordinator|repræsentant|inspektør"
    r"|sekretær|medarbejder|ansvarlig|holder|jurist|vejleder|pedel)(?:en|n|ne|erne|ene)"
    r"|[\w/-]{0,40}(?:forvaltning|administration|afdeling|stab|ledelse|gruppe|enhed)(?:en|n|rne|erne)"
    r"|[\w/-]{0,40}(?:sekretariat|kontor|team|cent(?:er|re?)|personale|konsortie)(?:et|t)"
    r"|(?:alle|de lokale) (?:ledere|chefer|områder|centre|skoler)|ledelsen|hver leder)"
    r"|[A-ZÆØÅ]{2,4}"
)
