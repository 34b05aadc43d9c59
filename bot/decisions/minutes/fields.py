"""The parts of an agenda item, and the headings that open them.

Each list says one thing; how they are put together is told where they are used.
"""

import re
from enum import Enum

from bot.decisions.minutes.words import words


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
        (?:tidligere )?politiske beslutninger(?: og aftaler)?
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
        det aftalte|dette aftalte vi
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
        sidst (?:opdateret|ændret|redigeret):?(?: (?:den |d\. )?\d.*)?
        genveje|åbningstider|kontakt os|følg os.*|find os.*|tilgængelighedserklæring|privatlivs\w+
        (?:med )?(?:venlig|de bedste|kærlig|mange) hils(?:en|ner)\b.*
        (?:mvh|kh|vh|bh|(?:bedste |mange )?(?:hilsen|hilsner))\b[.,!]?(?: \S+){0,5}
        (?:rigtig )?god (?:weekend|påske|sommer|jul|ferie|dag|aften)[!.]?
        tak for (?:et )?(?:godt )?møde!?
        spørgsmål (?:til referatet )?(?:kan |bedes )?rettes .*|sig endelig (?:til|,).*
        """
    ),
}
