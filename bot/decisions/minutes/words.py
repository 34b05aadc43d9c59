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
    Field.CONCLUSION: r"konklusioner|konklusion|resultat|aftalt"
    r"|det (?:aftalte|besluttede|konkluderede) vi"
    r"|vi (?:aftalte|besluttede|konkluderede)",
    Field.ACCOUNT: r"referat(?:tekst)?|opsamling|behandling|behandlet",
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
        (?:møde)?deltagere?|deltager(?:liste|kreds|oversigt)|fremmøde|mødedeltagelse|medlemmer
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
        (?:aftale|opfølgnings|opgave)oversigt(?: .*)?|(?:handle|handlings|aktions)planer?(?: .*)?
        (?:action|aktion|aktions|handlings|opfølgnings)[- ]?punkter|to-?do(?:-?liste)?|action-?log
        opfølgning(?:er)?|opgaver|handlinger|hvem gør hvad.*
        opfølgning på (?:mødet|punkterne|beslutninger).*
        """
    ),
    Field.OWNER: words(
        r"(?:person )?ansvar(?:lige?)?(?: for (?:opfølgning|handling))?|tovholder(?:e)?|ejer"
        r"|hvem(?: følger op| gør det)?"
    ),
    Field.DUE: words(
        r"(?:tids)?frist(?:dato)?|hvornår|deadline|tidspunkt for opfølgning|senest|opfølgningsdato"
    ),
    Field.DEED: words(r"handling(?:er)?|opgave|hvad|aktion|opfølgning|næste skridt|aftale|indsats"),
    Field.END: words(
        r"""
        næste møde.*|mødet (?:slut|hæve|afslut|ophæv|(?:blev |er )?(?:holdt|afholdt|fandt sted)).*
        (?:møde)?dato: \d.*|(?:mødet )?afholdt (?:den|d\.) \d.*
        (?!\w+dag,)\w+, (?:den|d\.) \d.{3,20}
        referat (?:udarbejdet|skrevet|taget) .*|underskrift(?:er|sark|sside)?.*|godkendelsesark
        (?:således )?underskrevet.*|eksterne links|tak for (?:et )?(?:godt )?møde.*
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
    r"|tog .{0,60}til efterretning|tager .{0,60}til efterretning"
    r"|(?:blev|er) enig[et]? om|enighed om|det blev aftalt|aftalte|blev (?:udsat|drøftet|valgt"
    r"|vedtaget|taget til efterretning))\b",
    re.IGNORECASE,
)
# So does what a body does so; an official or a person only tells the body that meets.
DECIDES_AS_BODY = re.compile(
    r"\b(?:anbefale(?:r|de)|ønske(?:r|de)|bede?r|bad|anmode(?:r|de)|pålægger|pålagde|støtte(?:r|de)"
    r"|tilslutte(?:r|de) sig|fastholdt|fastholder|vælger|valgte|bakke(?:r|de) op)\b",
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

# That somebody wasn't there, or was there for somebody else: with a name, a sentence tells that.
ABSENT = (
    r"afbud(?:det)?|fraværende|forfald|(?:ikke|ej)[ -](?:\w+ ){0,3}?(?:deltog|deltage|deltaget"
    r"|deltagende|til ?stede|mødt|mødte|mødende|fremmødt|kom)|uden deltagelse af"
    r"|til ?stede (?:undtagen|på nær|bortset fra)|mødt (?:undtagen|på nær|bortset fra)"
    r"|(?:deltog|deltage|mødte|kom|overværede|overvar)\b"
    r"(?: [\w,.]+){0,8}? ikke|udeblev\w*|udebleven|inhabile?|inhabilitet\w*"
    r"|forlod (?:\w+ ){0,3}?(?:møde\w*|lokalet|\w*salen|kl|under|før|efter|inden)|forladt|forlade"
    r"|måtte gå|gik (?:før|tidlig\w*|kl)|(?:an)?kom (?:først |senere )?(?:til mødet|kl|for sent)"
    r"|ankom (?:\w+ ){0,2}?(?:kl|til|under|efter|før)"
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

# Where people meet, as it stands behind a body's name.
PLACES = (
    r"(?:\w*rådhuset|administrationsbygningen|\w*salen|kantinen|\w*stuen)s?|(?:møde)?lokale\w*|teams"
    r"|online|virtuelt"
)

# How the last word of a body's name ends.
BODY_WORD = re.compile(
    r"[\w/'-]*(?:udvalg(?:et)?|udv\.|råd(?:et)?|styrelsen?|direktion(?:en)?|kreds(?:en)?"
    r"|gruppen?|team(?:et)?|ledelsen?|forum(?:met)?|kommission(?:en)?|nævn(?:et)?|organ(?:et)?)"
    r"|[\w/'-]*MED|AMU|HU|SU|ØK|ØU|KB",
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
DEED_WORDS = """
    afholder afklarer afrapporterer aftaler ansøger arrangerer beregner beskriver besøger bestiller
    bidrager booker bringer deltager drøfter evaluerer forbereder forelægger formidler formulerer
    fremlægger fremsender gennemfører gennemgår holder igangsætter implementerer indarbejder
    indhenter indkalder indsamler inviterer iværksætter justerer kontakter kontrollerer koordinerer
    forhandler henter klargør laver leverer lægger melder måler nedsætter offentliggør opdaterer
    opretter opsiger orienterer planlægger præsenterer rapporterer redegør registrerer reviderer
    samler sender sikrer skal skriver søger sørger tilpasser tilretter udarbejder uddyber udfærdiger
    udfører udpeger udsender udskifter underretter undersøger
"""
DEED_PHRASES = (
    r"følger op|vender tilbage|melder tilbage|tager kontakt|tager initiativ|tager .{1,60} med"
    r" (?:til|i|på)|kommer med|står for|får ansvar|får (?:en |ny )?frist|har frist"
    r"|(?:får|fik|har fået) til opgave"
)
DEEDS = re.compile(rf"\b(?:{'|'.join(DEED_WORDS.split())}|{DEED_PHRASES})\b(?! ikke)")
# Who is asked to do it stands behind: "Udvalget beder forvaltningen undersøge ...".
ASKS = (
    r"\b(?:beder|bad|anmoder|anmodede|pålægger|pålagde|opfordrer|opfordrede|pålægges|overdrages)"
    r" (?:det )?"
)
# What else people do in decisions, and words that look like verbs behind a name.
NO_DEEDS = words(
    r"""
    anbefaler|begærer|beklager|bemærker|beslutter|bliver|deler|er|fastholder|finder|forbeholder
    forventer|får|glæder|kender|regner|skønner|tror|venter
    foreslår|godkender|har|henviser|indstiller|konstaterer|mener|noterer|oplyser|stemmer|støtter
    takker|tiltræder|trækker|udtaler|udtræder|understreger|undlader|var|vurderer|ønsker
    der|efter|eller|for|her|hver|over|per|under
    """
)
# Who carries out what is decided; those who decide are no part of it.
ACTORS = (
    r"(?i:[\w/-]{0,40}(?:chef|leder|direktør|formand|konsulent|koordinator|repræsentant|inspektør"
    r"|sekretær|medarbejder|ansvarlig|holder|jurist|vejleder|pedel)(?:en|n|ne|erne|ene)"
    r"|[\w/-]{0,40}(?:forvaltning|administration|afdeling|stab|ledelse|gruppe|enhed)(?:en|n|rne|erne)"
    r"|[\w/-]{0,40}(?:sekretariat|kontor|team|cent(?:er|re?)|personale|konsortie)(?:et|t)"
    r"|(?:alle|de lokale) (?:ledere|chefer|områder|centre|skoler)|ledelsen"
    r"|hver leder)"
    r"|[A-ZÆØÅ]{2,4}"
)
# Of these, it is a deed only when they are told by when.
EACH = r"(?i:(?:hver|hvert|(?:den|det|de) enkelte) [\w-]{3,40})"
