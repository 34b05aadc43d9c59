"""Rounds that a director can begin from and change: the questions in our own words.

Their texts are in Danish, whoever begins: they are what the managers are asked. The keys of the
questions stay, so that a round can be compared with an earlier one that began in the same way.
"""

from dataclasses import dataclass
from datetime import time

from bot.rounds.values import Content, Kind, Question

AT_NOON = time(12)


@dataclass(frozen=True)
class ReadyMade:
    """A round to begin from. name: what it is chosen by."""

    name: str
    content: Content


EMPTY = ReadyMade("empty", Content(closes_at=AT_NOON))


def _rating(key: str, text: str, low: str, high: str) -> Question:
    return Question(key, Kind.RATING, text, low=low, high=high)


_AGENDA = Content(
    title="Punkter til ledermødet",
    why=(
        "Ledermødet er jeres. Vi vil bruge tiden på det, der betyder mest hos jer. Direktionen "
        "læser alle forslag og sætter dagsordenen ud fra dem."
    ),
    closes_at=AT_NOON,
    questions=(
        Question(
            "agenda_item",
            Kind.ITEM,
            "Hvilket punkt skal på dagsordenen?",
            help="Skriv en kort titel, og hvorfor det er vigtigt lige nu.",
        ),
        Question(
            "agenda_fill",
            Kind.RANKING,
            "Hvad skal fylde mest på mødet?",
            help="Vælg op til tre, det vigtigste først.",
            options=(
                "Tid til at tale sammen på tværs",
                "Retning og prioriteringer fra direktionen",
                "Konkrete problemer, vi løser sammen",
                "Ny viden og inspiration",
                "Vores egen ledelse og trivsel",
            ),
        ),
        Question("agenda_skip", Kind.TEXT, "Hvad kan vi springe over denne gang?"),
    ),
)

_SAFETY = Content(
    title="Psykologisk tryghed",
    why=(
        "Vi vil vide, hvor let det er at være ærlig blandt os ledere. Svarene bruges til at vælge, "
        "hvad vi skal øve os i sammen, og aldrig til at vurdere nogen."
    ),
    closes_at=AT_NOON,
    questions=tuple(
        _rating(f"safety_{number}", text, "Helt uenig", "Helt enig")
        for number, text in enumerate(
            (
                "Jeg kan sige til min egen leder, at jeg har taget fejl.",
                "Jeg kan være uenig i en beslutning, mens den bliver taget.",
                "Når noget går galt hos os, leder vi efter årsagen og ikke efter den skyldige.",
                "Jeg beder andre ledere om hjælp, når jeg er i tvivl.",
                "Dårlige nyheder kommer frem i tide.",
                "Vi tør prøve noget, der måske ikke lykkes.",
                "Mine kolleger blandt lederne regner med mig og viser det.",
            ),
            start=1,
        )
    ),
)

_STOPPING = Content(
    title="Hvad kan vi holde op med?",
    why=(
        "Regler og vaner hober sig op. Vi vil fjerne dem, der koster mere, end de gavner. For "
        "hvert forslag svarer direktionen: det stopper, det ændres, eller det består, og hvorfor."
    ),
    closes_at=AT_NOON,
    questions=(
        Question(
            "stop_what",
            Kind.ITEM,
            "Hvilken regel eller vane kan vi undvære?",
            help="Skriv, hvad det er, og hvorfor det kan undværes.",
        ),
        Question(
            "stop_owner",
            Kind.CHOICE,
            "Hvem bestemmer over den?",
            options=(
                "Mig selv",
                "Min egen afdeling",
                "En stab eller en anden forvaltning",
                "Direktionen",
                "Staten eller andre uden for kommunen",
                "Det ved jeg ikke",
            ),
        ),
        Question(
            "stop_cost",
            Kind.CHOICE,
            "Hvor meget af din tid koster den på en måned?",
            options=("Under en time", "1 til 3 timer", "4 til 8 timer", "Mere end 8 timer"),
        ),
        Question("stop_keep", Kind.TEXT, "Hvad ville vi miste, hvis den var væk?"),
    ),
)

_EVALUATION = Content(
    title="Evaluering af ledermødet",
    why=(
        "Fortæl, hvad du fik ud af ledermødet. Svarene bruges til at gøre det næste bedre, og I "
        "hører, hvad vi laver om."
    ),
    closes_at=AT_NOON,
    questions=(
        _rating("meeting_use", "Hvor meget kan du bruge fra mødet?", "Intet", "Meget"),
        _rating("meeting_heard", "Blev der lyttet til det, I sagde?", "Slet ikke", "I høj grad"),
        _rating("meeting_time", "Var tiden brugt rigtigt?", "Slet ikke", "Helt"),
        Question("meeting_take", Kind.TEXT, "Hvad tager du med hjem og gør anderledes?"),
        Question("meeting_next", Kind.TEXT, "Hvad skal vi lave om til næste gang?"),
    ),
)

_TEMPERATURE = Content(
    title="Temperaturmåling",
    why=(
        "Tre hurtige spørgsmål om, hvordan det går lige nu. Svarene bruges til at se, hvor der er "
        "brug for hjælp, før det bliver et problem."
    ),
    closes_at=AT_NOON,
    questions=(
        _rating("now_work", "Hvordan er det at være leder hos os lige nu?", "Tungt", "Godt"),
        _rating("now_direction", "Hvor klart er det, hvad der er vigtigst?", "Uklart", "Klart"),
        Question("now_help", Kind.TEXT, "Hvad kunne gøre den næste måned lettere?"),
    ),
)

READY_MADE = {
    one.name: one
    for one in (
        EMPTY,
        ReadyMade("agenda", _AGENDA),
        ReadyMade("safety", _SAFETY),
        ReadyMade("stopping", _STOPPING),
        ReadyMade("evaluation", _EVALUATION),
        ReadyMade("temperature", _TEMPERATURE),
    )
}
