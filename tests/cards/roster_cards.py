"""Every card of the roster and of dropped files, with little and with much in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.messages import Card
from bot.people.values import Choice, Choices, Doubt, Level, Person, Role
from bot.roster.values import Details, Found, Numbers
from cards import files
from cards.roster import changing, finding, importing

SOME_ID = UUID(int=1)
TODAY = date(2026, 3, 3)
LIN = Person(
    id=SOME_ID,
    name="Lin *Lærke*",
    email="lin@kommune.example",
    title="Dagtilbudsleder",
    unit="Børn og unge/Dagtilbud",
    level=Level.LEDER,
    role=Role.MANAGER,
    groups=("MED", "Skoleledere"),
    language=None,
)
LONGEST = replace(
    LIN,
    name="Å" * 200,
    title="æ" * 200,
    unit="ø" * 500,
    email="e" * 320,
    groups=tuple(f"{'g' * 96}{number}" for number in range(20)),
    away_until=date(2027, 3, 3),
)
HELD = Choices(
    units=(Choice("Børn og unge", 9), Choice("Børn og unge/Dagtilbud", 8)),
    levels=(Choice(Level.LEDER, 9),),
    groups=(Choice("MED", 3),),
)
MANY = Choices(
    units=tuple(Choice(f"{'e' * 50} {number}", 1) for number in range(110)),
    levels=(),
    groups=tuple(Choice(f"{'g' * 90}{number}", 1) for number in range(60)),
)


def roster_cards() -> dict[str, Card]:
    """Each card by a name, in the language now spoken."""
    return {f"roster: {name}": card for name, card in (*_roster(), *_import(), *_files())}


def _roster() -> Iterator[tuple[str, Card]]:
    none = Numbers(0, {}, 0, 0)
    yield "empty", finding.overview(none)
    yield "in numbers", finding.overview(Numbers(312, dict.fromkeys(Level, 78), 3, 41))
    yield "nobody found", finding.found("*xyz*", Found((), 0), number_of_page=0)
    yield "found", finding.found("lin", Found((LIN,) * 6, 31), number_of_page=1)
    yield "the longest found", finding.found("Å" * 100, Found((LONGEST,) * 6, 31), number_of_page=1)
    yield "person", finding.person_card(LIN, today=TODAY)
    yield "person on leave", finding.person_card(LONGEST, today=TODAY, done="Orloven er gemt.")
    yield "person who left", finding.person_card(replace(LIN, active=False), today=TODAY)
    for name, one, there in (("form", LIN, HELD), ("the longest form", LONGEST, MANY)):
        filled = changing.SavePerson.filled_with(one.id, Details.of(one))
        yield name, changing.person_form(filled, there, tuple(Role))
        wrong = dict.fromkeys(
            ("full_name", "email", "title", "unit", "level", "role"), "Fejl *her*"
        )
        yield f"{name} with errors", changing.person_form(filled, there, tuple(Role), wrong)
    new = changing.SavePerson.filled_with(None, Details())
    yield "form for somebody new", changing.person_form(new, Choices((), (), ()), (Role.MANAGER,))
    yield "has left?", changing.take_off_question(LONGEST)
    yield "has left", changing.taken_off(LONGEST)
    yield "leave", changing.leave_form(LIN, None)
    yield "leave with an error", changing.leave_form(LONGEST, TODAY, "Den dag er gået.")


def _import() -> Iterator[tuple[str, Card]]:
    little = importing.ShownProposal(
        SOME_ID, "ledere.xlsx", ["1 ny", "Ny: *Lin*"], [], "", "a" * 32
    )
    much = replace(
        little,
        file_name="å" * 300,
        lines=["1 ny, 400 ændrede", *["æ" * 900] * 400],
        doubts=[(doubt, "Mere end *halvdelen* forsvinder.") for doubt in Doubt],
        ignored="ø" * 2000,
        leaving=400,
    )
    yield "proposal", importing.proposal(little)
    yield "the longest proposal", importing.proposal(much, changed_meanwhile=True)
    yield "doubts", importing.doubts_question(much)
    yield "imported", importing.imported("1 ny, 3 uændrede", ["Nye: Ny *Bro*"])
    yield "nothing to change", importing.nothing_to_change("3 uændrede")
    yield "faulty", importing.faulty("ledere.csv", ["Linje 3: »lin« er ikke en adresse."])
    yield "very faulty", importing.faulty("å" * 300, ["Linje 3: " + "æ" * 400] * 400)


def _files() -> Iterator[tuple[str, Card]]:
    found = files.ShownDocument("*Referat*", [("Sag", "26/1"), ("Fil", "a.docx")], ["Beslutning"])
    much = files.ShownDocument(
        "æ" * 300, [("Sag", "2" * 60), ("Fil", "å" * 300)], ["ø" * 500] * 5, missed=3
    )
    undo = files.TakeDocumentBack(SOME_ID, SOME_ID)
    kinds = [("documents", "Et dokument at svare ud fra"), ("roster", "Den nye lederliste")]
    yield "which kind", files.choose_kind(SOME_ID, "*liste*.xlsx", kinds)
    likely = kinds[0][1]
    yield "which kind, likely", files.choose_kind(SOME_ID, "*referat*.md", kinds, likely=likely)
    yield "document", files.new_document(SOME_ID, found, replaces=None)
    yield "the longest document", files.new_document(SOME_ID, much, replaces="»*Referat*«")
    yield "known document", files.known_document(found)
    yield "loaded document", files.loaded_document(much, undo, replaced=True)
    yield "loaded new document", files.loaded_document(found, undo, replaced=False)
    yield "document taken back", files.document_taken_back(None)
    yield "earlier document back", files.document_taken_back("*Referat*")
    yield "nothing to take back", files.not_the_newest()
    yield "file discarded", files.discarded()
    yield "file decided", files.decided()
