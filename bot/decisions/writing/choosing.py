"""Whom and what a decision may name: people, earlier decisions, themes of input rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.cpr import holds_cpr_number
from bot.decisions.models import DecisionRow
from bot.decisions.register import seeing
from bot.decisions.register.answering_rounds import told_of_round
from bot.decisions.values import Content, Decision, Fault, FaultyDecision, Phase, Reference
from bot.documents.search.words import words
from bot.people.queries import active_people
from bot.people.values import Person, Role
from bot.rounds.models import RoundRow, ThemeRow
from bot.rounds.values import Phase as RoundPhase

Theme = tuple[UUID, str]  # its id, and what it is called


def first_content(person: Person) -> Content:
    """What a decision begins with that this person writes.

    Whoever isn't in the directorate answers for it, and so finds it again when the directorate has
    changed it.
    """
    return Content(owner_id=None if person.may(Role.DIRECTORATE) else person.id)


def without_what_is_gone(content: Content, faults: Mapping[str, Fault]) -> Content | None:
    """The content without the owner who left, and without what it can't replace any more.

    None when something else is wrong with it, too.
    """
    if not faults or any(
        fault is not Fault.UNKNOWN or name not in ("owner_id", "replaces_id")
        for name, fault in faults.items()
    ):
        return None
    return replace(
        content,
        owner_id=None if "owner_id" in faults else content.owner_id,
        replaces_id=None if "replaces_id" in faults else content.replaces_id,
    )


async def people_named(session: AsyncSession, typed: str) -> list[Person]:
    """Those whose names or titles have words that begin as the typed ones, by name.

    First those who are named just so. "lin l" finds Lin Lærke, "hr" the HR-chef. Nothing typed
    finds nobody. Raises FaultyDecision, with "named" as its field, for a CPR number.
    """
    if holds_cpr_number(typed):
        raise FaultyDecision({"named": Fault.CPR_NUMBER})
    wanted = words(typed)
    if not wanted:
        return []
    found = [
        one
        for one in await active_people(session)
        if _begin_so(wanted, words(one.name)) or _begin_so(wanted, words(one.title))
    ]
    return sorted(found, key=lambda one: words(one.name) != wanted)


def is_named(person: Person, typed: str) -> bool:
    """Whether all of the name was typed."""
    return words(person.name) == words(typed)


async def replaceable(
    session: AsyncSession, decision: Decision, *, by: Person, sought: str = "", limit: int
) -> list[Reference]:
    """Decisions that hold now, that this one may replace and the person may see; the likely first.

    sought: words of the title, or a case number. Without them: those of the same case first, then
    of the same theme, then the newest. Raises FaultyDecision, with "sought", for a CPR number.
    """
    if holds_cpr_number(sought):
        raise FaultyDecision({"sought": Fault.CPR_NUMBER})
    content = decision.content
    likely = case(
        (_of_case(content.case_number) if content.case_number else DecisionRow.id.is_(None), 0),
        (DecisionRow.theme == content.theme if content.theme else DecisionRow.id.is_(None), 1),
        else_=2,
    )
    rows = await session.execute(
        select(DecisionRow.id, DecisionRow.title, DecisionRow.decided_on)
        .where(
            DecisionRow.phase == Phase.CURRENT,
            DecisionRow.id != decision.id,
            await seeing.visible(session, by),
            *([_is_about(sought)] if sought.strip() else []),
        )
        .order_by(likely, DecisionRow.decided_on.desc().nulls_last(), DecisionRow.id)
        .limit(limit)
    )
    return [Reference(row_id, title, decided_on) for row_id, title, decided_on in rows]


async def reference(session: AsyncSession, decision_id: UUID, *, by: Person) -> Reference | None:
    """A decision as another names it; None for who may not see it."""
    row = await session.scalar(
        select(DecisionRow).where(DecisionRow.id == decision_id, await seeing.visible(session, by))
    )
    return Reference(row.id, row.title, row.decided_on) if row else None


async def themes(
    session: AsyncSession, *, by: Person, chosen: UUID | None, limit: int
) -> Sequence[Theme]:
    """Themes of closed input rounds, the newest round first, and the one that is chosen.

    Whoever isn't of the directorate finds only those of the rounds in which they were asked.
    """
    newest = (
        select(ThemeRow.id, ThemeRow.name, RoundRow.title)
        .join(RoundRow, RoundRow.id == ThemeRow.round_id)
        .where(RoundRow.phase == RoundPhase.CLOSED, told_of_round(ThemeRow.round_id, by))
    )
    found = (
        await session.execute(
            newest.order_by(RoundRow.closes.desc(), ThemeRow.position).limit(limit)
        )
    ).all()
    if chosen and chosen not in {row.id for row in found}:
        found = [*(await session.execute(newest.where(ThemeRow.id == chosen))).all(), *found]
    return [(theme_id, f"{name} ({title})") for theme_id, name, title in found]


async def theme_name(session: AsyncSession, theme_id: UUID, *, by: Person) -> str:
    """What a theme of an input round is called; "" when it is gone, or not told to this person."""
    found = await themes(session, by=by, chosen=theme_id, limit=0)
    return found[0][1] if found else ""


def _begin_so(wanted: list[str], said: list[str]) -> bool:
    left = list(said)
    for beginning in wanted:
        met = next((word for word in left if word.startswith(beginning)), None)
        if met is None:
            return False
        left.remove(met)
    return True


def _is_about(sought: str) -> ColumnElement[bool]:
    said = sought.strip()
    return or_(and_(*map(_in_title, said.split())), _of_case(said))


def _in_title(word: str) -> ColumnElement[bool]:
    # SQLite knows no case of æ, ø and å.
    forms = {word, word.lower(), word.capitalize()}
    return or_(*(DecisionRow.title.icontains(form, autoescape=True) for form in forms))


def _of_case(number: str) -> ColumnElement[bool]:
    case_number: ColumnElement[str] = DecisionRow.content["case_number"].as_string()
    return case_number == number
