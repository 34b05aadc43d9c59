"""The words that tell who is to do what."""

import re

from bot.decisions.minutes.words import words

PRONOUNS = {"den", "det", "de", "der", "han", "hun", "vi", "man", "jeg", "disse", "dette", "som"}
# What somebody does, in a sentence that tells a deed: "HR-chefen udarbejder et oplæg inden ...".
DEED_WORDS = """
    afholder afklarer afrapporterer aftaler ansøger arrangerer beregner beskriver besøger bestiller
    bidrager booker bringer deltager drøfter evaluerer forbereder forelægger formidler formulerer
    fremlægger fremsender gennemfører gennemgår holder igangsætter implementerer indarbejder
    indhenter indkalder indsamler inviterer iværksætter justerer kontakter kontrollerer koordinerer
    foretager forhandler henter klargør laver leverer lægger melder måler nedsætter offentliggør
    opdaterer opretter opsiger orienterer planlægger præsenterer rapporterer redegør registrerer
    reviderer samler sender sikrer skal skriver søger sørger tilpasser tilretter udarbejder uddyber
    køber indkøber skaffer anskaffer fremskaffer ringer rykker tjekker rundsender
    opsætter ophænger uddeler uploader besvarer spørger informerer involverer inddrager
    analyserer kortlægger afdækker afprøver anmelder ajourfører færdiggør genforhandler indberetter
    præciserer renskriver sammenfatter supplerer tilrettelægger tilføjer trykker udformer
    udvikler videreformidler varetager omskriver oversætter
    belyser opdeler retter tilbyder afgiver afleverer indsender besigtiger foranlediger
    udfærdiger udfører udpeger udsender udskifter underretter undersøger
"""
DEED_PHRASES = (
    r"giver (?:\w+ )?besked"
    r"|følger op|vender tilbage|melder tilbage|tager (?:kontakt|initiativ|fat|hånd|over)"
    r"|tager (?:en|et) (?:\w+ )?\w*(?:drøftelse|snak|dialog|møde|runde|samtale)"
    r"|tager (?:den|det|dem|sagen|punktet) (?:op|med|videre)|tager .{1,60} med"
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
    anbefaler|begærer|beklager|bemærker|beslutter|bliver|deler|er|fastholder|forbeholder
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
