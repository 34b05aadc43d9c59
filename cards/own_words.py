"""What is stored about a person, in words that are said to that person. Plain text."""

from bot.broadcasts.values import Phase as BroadcastPhase
from bot.documents.values import Tier
from bot.inquiries.values import Act, Kind
from bot.language import _
from bot.messages import Tone
from bot.own_data.values import OwnEntry, OwnWork, Work
from bot.rounds.values import Participation
from cards.periods import category_name
from cards.preferences import preference_name


def tier_in_words(tier: Tier) -> str:
    """What a question got."""
    match tier:
        case Tier.CONFIDENT:
            return _("Besvaret")
        case Tier.SUGGESTED:
            return _("Forslag vist")
        case Tier.OFFERED:
            return _("Ikke fundet")


def tone_in_words(tone: Tone) -> str:
    """A thumb."""
    return _("Tommel op") if tone is Tone.LIKE else _("Tommel ned")


def inquiry_kind(kind: Kind) -> str:
    """What the person sent."""
    match kind:
        case Kind.QUESTION:
            return _("Spørgsmål til direktionen")
        case Kind.PROPOSAL:
            return _("Forslag")
        case Kind.REPLY:
            return _("Svar på fællesbesked")
        case Kind.DECISION:
            return _("Spørgsmål til en beslutning")


def entry_in_words(entry: OwnEntry) -> str:
    """What the person did to an inquiry, or got to do."""
    if not entry.own:
        return _("Du fik den")
    match entry.act:
        case Act.ANSWERED:
            return _("Du svarede")
        case Act.CLOSED:
            return _("Du lukkede den uden svar")
        case Act.TAKEN_UP:
            return _("Du tog den op")
        case Act.NOT_NOW:
            return _("Du svarede »ikke nu«")
        case Act.FOLLOWED_UP:
            return _("Du spurgte videre")
        case Act.TAKEN:
            return _("Du tog den")
        case Act.HANDED_OVER:
            return _("Du gav den videre")
        case Act.HANDED_BACK:
            return _("Du gav den tilbage")
        case Act.MERGED:
            return _("Du lagde den sammen med en anden")
        case Act.WITHDRAWN:
            return _("Du trak den tilbage")
        case Act.REOPENED:
            return _("Du tog den ud igen")


def work_in_words(what: Work) -> str:
    """What the person did for the directorate, or was to do."""
    match what:
        case Work.KNOWLEDGE_OWNED:
            return _("Du har ansvaret for svaret")
        case Work.KNOWLEDGE_CHANGED:
            return _("Du ændrede senest svaret")
        case Work.KNOWLEDGE_PUBLISHED:
            return _("Du udgav svaret, eller tog det ud")
        case Work.DOCUMENT_ADDED:
            return _("Du indlæste dokumentet")
        case Work.SEGMENT_MADE:
            return _("Du gemte modtagerne")
        case Work.PREFERENCE_CHANGED:
            return _("Du ændrede indstillingen")
        case Work.PERIOD_DECIDED:
            return _("Du besluttede fristen for")
        case Work.DELETING_SUSPENDED:
            return _("Du satte sletning i bero")
        case Work.DELETING_RESUMED:
            return _("Du genoptog sletning")
        case Work.BROADCAST_CONFIRMED:
            return _("Du bekræftede fællesbeskeden")
        case Work.BROADCAST_SENT:
            return _("Du sendte fællesbeskeden eller en rettelse")
        case Work.APPROVAL_WANTED:
            return _("Du bad om godkendelse af")
        case Work.APPROVAL_ASKED_OF:
            return _("Du blev bedt om at godkende")
        case Work.APPROVED:
            return _("Du godkendte")
        case Work.INQUIRY_OWNED:
            return _("Du har en henvendelse at svare på")
        case Work.ROUND_WRITTEN:
            return _("Du ændrede senest inputrunden")
        case Work.ROUND_CONFIRMED:
            return _("Du bekræftede inputrunden")
        case Work.ROUND_TOLD:
            return _("Du skrev senest »Det sagde I« for")
        case Work.MINUTES_READ:
            return _("Du fandt beslutninger i referatet")
        case Work.DECISION_WRITTEN:
            return _("Du ændrede senest beslutningen")
        case Work.DECISION_OWNED:
            return _("Du har ansvaret for beslutningen")
        case Work.DECISION_PUBLISHED:
            return _("Du offentliggjorde beslutningen eller en rettelse")
        case Work.DECISION_ANSWERED:
            return _("Du føjede et svar til beslutningen")
        case Work.DECISIONS_PREPARED:
            return _("Du gjorde klar til at offentliggøre")
        case Work.DECISIONS_CONFIRMED:
            return _("Du bekræftede offentliggørelsen af")
        case Work.FOLLOW_UP_OWNED:
            return _("Du har ansvaret for opfølgningen")
        case Work.FOLLOW_UP_REPORTED:
            return _("Du meldte om opfølgningen")


def participation_in_words(state: Participation) -> str:
    """What the person has done about a round."""
    match state:
        case Participation.INVITED:
            return _("Inviteret")
        case Participation.ANSWERED:
            return _("Du har svaret")
        case Participation.DECLINED:
            return _("Du deltager ikke")
        case Participation.UNREAD:
            return _("Du har svaret, men svaret kunne ikke læses")


def about_work_in_words(one: OwnWork) -> str:
    """What it was about: a title as it is, and settings by what they are called."""
    match one.what:
        case Work.PREFERENCE_CHANGED:
            return preference_name(one.about)
        case Work.PERIOD_DECIDED:
            return category_name(one.about)
        case _other:
            return one.about


def message_in_words(kind: str) -> str:
    """What was sent unasked; an unknown kind as it is named."""
    words = {
        "broadcasts.received": _("Fællesbesked"),
        "broadcasts.trial": _("Prøve af din egen fællesbesked"),
        "broadcasts.status": _("Status på din fællesbesked"),
        "broadcasts.approval": _("Spørgsmål om godkendelse"),
        "broadcasts.notice": _("Besked om din fællesbesked"),
        "broadcasts.urgent": _("Besked om en hastebesked"),
        "broadcasts.reminder": _("Påmindelse om kvittering"),
        "broadcasts.introduction": _("Præsentation af mig"),
        "inquiries.receipt": _("Kvittering for din henvendelse"),
        "inquiries.answer": _("Svar på din henvendelse"),
        "inquiries.notice": _("Nyt i indbakken"),
        "inquiries.handed_over": _("Henvendelse givet videre til dig"),
        "inquiries.offer": _("Tilbud om at spørge direktionen"),
        "knowledge.reviews": _("Viden, der skal efterses"),
        "rounds.invitation": _("Invitation til en inputrunde"),
        "rounds.reminder": _("Påmindelse om en inputrunde"),
        "rounds.extended": _("Mere tid i en inputrunde"),
        "rounds.outcome": _("Resultat af en inputrunde"),
        "rounds.status": _("Status på din inputrunde"),
        "rounds.approval": _("Spørgsmål om godkendelse"),
        "rounds.notice": _("Besked om din inputrunde"),
        "decisions.published": _("Beslutning"),
        "decisions.corrected": _("Rettelse af en beslutning"),
        "decisions.reminder": _("Påmindelse om beslutninger"),
        "decisions.status": _("Status på beslutninger, du offentliggør"),
        "decisions.approval": _("Spørgsmål om godkendelse"),
        "decisions.notice": _("Besked om beslutninger, du offentliggør"),
        "decisions.owned": _("Beslutning, du er ansvarlig for"),
        "decisions.welcome": _("Beslutninger, der gælder for dig"),
        "delivery.halted": _("Besked om driftsstop"),
        "people.second_account": _("Besked om en ukendt bruger"),
    }
    return words.get(kind, kind)


def broadcast_phase(phase: BroadcastPhase) -> str:
    """Where a broadcast of one's own stands."""
    match phase:
        case BroadcastPhase.DRAFT:
            return _("Kladde")
        case BroadcastPhase.AWAITING:
            return _("Venter på godkendelse")
        case BroadcastPhase.SCHEDULED:
            return _("Planlagt eller sendt")
        case BroadcastPhase.SENT:
            return _("Sendt")
        case BroadcastPhase.STOPPED:
            return _("Stoppet")
        case BroadcastPhase.RECALLED:
            return _("Trukket tilbage")
        case BroadcastPhase.DISCARDED:
            return _("Slettet kladde")
