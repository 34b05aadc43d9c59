"""A second director's yes to what those who were asked get back."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from bot.approval import NotAwaiting, OwnWork
from bot.approval.announcing import APPROVER_IS_SLOW_AFTER
from bot.own_data.values import Work
from bot.own_data.work import work
from bot.people import models as people_models
from bot.people.values import Audience
from bot.preferences import change_preferences
from bot.rounds import expiring, keeping, themes
from bot.rounds.findings import Outcome, ThemeState
from bot.rounds.models import OutcomeAskedRow, OutcomeRow, RoundRow
from bot.rounds.outcome import outcome, send, write
from bot.rounds.outcome_approving import approve, awaiting
from tests.rounds import making
from tests.rounds.answering import SIX, Shown, person
from tests.rounds.finished import answered, ends, sees_results
from tests.rounds.test_files import sheet, taken
from tests.teams.fake_teams import FakeTeams, User

pytestmark = pytest.mark.asyncio

on_one_database = pytest.mark.databases("sqlite")

TEXT = "I vil have ro."


async def town(teams: FakeTeams, folder: Path) -> tuple[User, User, User, UUID]:
    """Two directors, a manager, and a closed round for everybody that twelve managers answered."""
    ada, [lin, *_], round_id = await answered(teams, folder)
    bo = await making.director(teams, "Bo Bakke")
    async with teams.sessions.write() as session:
        everybody = update(RoundRow).where(RoundRow.id == round_id)
        await session.execute(everybody.values(audience=Audience().to_json()))
    await ends(teams)
    return ada, bo, lin, round_id


async def writes(ada: User, text: str = TEXT) -> Shown:
    """Write what participants get back; how they will see it."""
    form = await (await sees_results(ada)).presses("Skriv »Det sagde I«")
    return await form.presses("Gem og se", text=text, figures="mood")


async def asks(teams: FakeTeams, seen: Shown, of: User) -> Shown:
    """Ask somebody for a yes; what answers that."""
    asked = await seen.presses("Bed om godkendelse", approver=str((await person(teams, of)).id))
    await teams.delivered()
    return asked


async def stands(teams: FakeTeams, round_id: UUID, by: User) -> Outcome:
    """How it now stands."""
    async with teams.sessions.read() as session:
        one = await person(teams, by)
        return await outcome(session, round_id, by=one, now=teams.clock())


@on_one_database
async def test_another_director_says_yes_to_what_everybody_gets_and_it_is_sent_once(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, bo, lin, _round_id = await town(teams, tmp_path)
    seen = await writes(ada)
    assert "Bo Bakke skal godkende den, fordi den er til alle ledere." in seen.text

    unasked = await seen.presses("Bed om godkendelse", approver="")
    assert "Vælg, hvem der skal godkende. Den er ikke sendt." in unasked.text
    press = seen.pressing("Bed om godkendelse", approver=str((await person(teams, bo)).id))
    await Shown.after(ada, press)
    again = await Shown.after(ada, press | {"id": "pressed again"})
    await teams.delivered()

    assert "Venter på, at Bo Bakke godkender." in again.text
    assert "Send til 12" not in again.buttons
    assert bo.sees_once("Skal »Det sagde I« sendes?")
    question = bo.chat.messages[-1]
    assert TEXT in bo.chat.texts[-1]
    assert "i gennemsnit (12 svar)" in bo.chat.texts[-1]
    assert not lin.sees(TEXT)
    assert "Godkend »Det sagde I«" in "\n".join(await bo.writes("Det venter på dig"))

    press = bo.pressing("Godkend og send til 12", message=question)
    await Shown.after(bo, press)
    again = await Shown.after(bo, press | {"id": "approved again"})
    await teams.delivered()

    assert "af Bo Bakke. Uden for arbejdstiden" in again.text

    assert lin.sees_once(TEXT)
    assert lin.sees("Resultatet er sendt. Det står i en besked for sig.")
    assert ada.sees("Sendt fredag den 13. marts kl. 12.00 af Bo Bakke.")
    assert "Godkend »Det sagde I«" not in "\n".join(await bo.writes("Det venter på dig"))
    acts = [row[1:3] for row in sheet(await taken(ada, "Til journal"), "Hændelser")]
    assert ("Ada Ager", "bad om godkendelse af resultatet af inputrunden") in acts
    assert ("Bo Bakke", "godkendte resultatet af inputrunden") in acts
    assert ("Bo Bakke", "sendte resultatet af inputrunden") in acts
    async with teams.sessions.read() as session:
        done = (await work(session, (await person(teams, bo)).id, most=9)).newest
    assert (Work.APPROVED, SIX.title) in [(one.what, one.about) for one in done]


@on_one_database
async def test_it_comes_back_with_the_words_and_may_be_asked_about_again_as_it_is(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, bo, lin, _round_id = await town(teams, tmp_path)
    await asks(teams, await writes(ada), bo)

    returned = await bo.presses("Send tilbage", comment="Skriv *hvornår*.")
    await teams.delivered()

    assert "Ada Ager" in returned
    assert ada.sees_once("Bo Bakke har ikke godkendt")
    assert ada.sees("Skriv \\*hvornår\\*.")
    await ada.presses("Åbn")
    opened = Shown(ada, ada.chat.messages[-1])
    assert "**Sendt tilbage:** »Skriv \\*hvornår\\*.«" in opened.text
    assert "gælder ikke" not in opened.text
    assert TEXT in opened.text

    await asks(teams, opened, bo)
    assert not lin.sees(TEXT)
    await bo.presses("Godkend og send til 12")
    await teams.delivered()
    assert lin.sees_once(TEXT)


@on_one_database
async def test_a_change_meanwhile_voids_the_question_and_both_are_told(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, bo, lin, round_id = await town(teams, tmp_path)
    told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
    theme = await themes.add(teams.sessions, round_id, "Mere ro", **told)
    await asks(teams, await writes(ada), bo)
    question = bo.chat.messages[-1]
    press = bo.pressing("Godkend og send til 12", message=question)

    form = await (await (await sees_results(ada)).presses("Skriv »Det sagde I«")).presses("Ret")
    changed = await form.presses("Gem og se", text="I vil have tid.", themes=str(theme.id))
    await teams.delivered()

    assert "men spørgsmålet gælder ikke længere" in changed.text
    assert "Ændret, siden du blev spurgt" in bo.chat.texts[-1]
    late = await Shown.after(bo, press)
    assert "Ændret, siden du blev spurgt" in late.text
    await teams.delivered()
    assert not lin.sees("I vil have")

    # What happens with a theme is said without a word of the text.
    await asks(teams, changed, bo)
    press = bo.pressing("Godkend og send til 12")
    await themes.decide(
        teams.sessions, theme.id, "Mere ro", ThemeState.DONE, who="", reason="", **told
    )
    await teams.delivered()
    assert "Ændret, siden du blev spurgt" in bo.chat.texts[-1]
    assert "»Det sagde I«" not in "\n".join(await bo.writes("Det venter på dig"))
    assert "Ændret, siden du blev spurgt" in (await Shown.after(bo, press)).text
    await teams.delivered()
    assert not lin.sees("I vil have")
    shown = await (await sees_results(ada)).presses("Skriv »Det sagde I«")
    assert "men spørgsmålet gælder ikke længere" in shown.text

    await asks(teams, shown, bo)
    await bo.presses("Godkend og send til 12")
    await teams.delivered()
    assert lin.sees_once("I vil have tid.")
    assert lin.sees("Gjort")


async def test_a_yes_counts_once_for_one_revision_and_never_ones_own(
    teams: FakeTeams, tmp_path: Path
) -> None:
    """A correction takes a yes, too; one that everybody may send takes none."""
    ada, bo, _lin, round_id = await town(teams, tmp_path)
    eva = await making.director(teams, "Eva Ege")
    by, other, third = [await person(teams, one) for one in (ada, bo, eva)]
    told: dict[str, Any] = {"by": by, "now": teams.clock()}

    async def asked(text: str, revision: int) -> Outcome:
        await write(teams.sessions, round_id, text, (), (), revision=revision, **told)
        return await send(
            teams.sessions,
            round_id,
            revision=revision + 1,
            expected=12,
            approver_id=other.id,
            **told,
        )

    found = await asked(TEXT, 0)
    assert found.consent.id
    assert found.consent.approver == other
    yes: dict[str, Any] = {"revision": 1, "expected": 12, "now": teams.clock()}
    with pytest.raises(OwnWork):
        await approve(teams.sessions, found.consent.id, by=by, **yes)
    async with teams.sessions.read() as session:
        waiting = [await awaiting(session, one, now=teams.clock()) for one in (by, other, third)]
    assert [len(one) for one in waiting] == [0, 1, 1]

    both = await asyncio.gather(
        *(approve(teams.sessions, found.consent.id, by=one, **yes) for one in (other, third)),
        return_exceptions=True,
    )
    assert [type(one) for one in both if isinstance(one, BaseException)] == [NotAwaiting]
    sent = await stands(teams, round_id, ada)
    assert sent.draft.published
    assert sent.draft.published.text == TEXT
    assert sent.consent.author == by

    corrected = await asked("I vil have tid.", 1)
    assert corrected.consent.approver == other
    assert corrected.draft.published == sent.draft.published
    teams.clock.now += APPROVER_IS_SLOW_AFTER + timedelta(minutes=1)
    await teams.delivered()
    asked_again = [one for one in bo.chat.texts if "Skal rettelsen af »Det sagde I« sendes?" in one]
    assert len(asked_again) == 2
    await write(teams.sessions, round_id, "I vil have fred.", (), (), revision=2, **told)
    await change_preferences(teams.sessions, {"second_approval": False}, **told)
    done = await send(teams.sessions, round_id, revision=3, expected=12, **told)
    assert done.draft.published
    assert done.draft.published.text == "I vil have fred."
    assert not done.consent.is_void


@on_one_database
@pytest.mark.parametrize("why", ["switched off", "left"])
async def test_what_takes_no_yes_any_more_is_sent_though_somebody_was_asked(
    teams: FakeTeams, tmp_path: Path, why: str
) -> None:
    ada, bo, lin, _round_id = await town(teams, tmp_path)
    await asks(teams, await writes(ada), bo)
    other = await person(teams, bo)
    if why == "left":
        async with teams.sessions.write() as session:
            left = update(people_models.Person).where(people_models.Person.id == other.id)
            await session.execute(left.values(active=False))
    else:
        told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
        await change_preferences(teams.sessions, {"second_approval": False}, **told)

    seen = await (await sees_results(ada)).presses("Skriv »Det sagde I«")
    assert "Bo Bakke er bedt om at godkende, men det kræver den ikke længere." in seen.text
    sent = await seen.presses("Send til 12")
    await teams.delivered()

    assert "af Ada Ager. Uden for arbejdstiden" in sent.text
    assert lin.sees_once(TEXT)
    if why == "switched off":
        assert "[Godkend og send til 12]" not in bo.chat.texts[-1]


@on_one_database
async def test_who_asked_takes_the_question_back_and_may_ask_somebody_else(
    teams: FakeTeams, tmp_path: Path
) -> None:
    ada, bo, lin, round_id = await town(teams, tmp_path)
    eva = await making.director(teams, "Eva Ege")
    asked = await asks(teams, await writes(ada), bo)
    yes = bo.pressing("Godkend og send til 12")
    press = asked.pressing("Træk spørgsmålet tilbage")

    back = await Shown.after(ada, press)
    await teams.delivered()

    assert "Spørgsmålet er trukket tilbage." in back.text
    assert (await Shown.after(bo, yes)).text.count("Ændret, siden du blev spurgt")
    assert "»Det sagde I«" not in "\n".join(await bo.writes("Det venter på dig"))
    await teams.delivered()
    assert not lin.sees(TEXT)

    await asks(teams, back, eva)
    again = await Shown.after(ada, press | {"id": "pressed again"})
    assert "Venter på, at Eva Ege godkender." in again.text
    assert (await stands(teams, round_id, ada)).consent.is_awaited
    await eva.presses("Godkend og send til 12")
    await teams.delivered()
    assert lin.sees_once(TEXT)


@pytest.mark.parametrize("was_sent", [False, True])
async def test_what_nobody_got_is_deleted_with_the_answers_and_what_they_got_stays(
    teams: FakeTeams, tmp_path: Path, *, was_sent: bool
) -> None:
    ada, bo, _lin, round_id = await town(teams, tmp_path)
    other = await person(teams, bo)
    told: dict[str, Any] = {"by": await person(teams, ada), "now": teams.clock()}
    send_it: dict[str, Any] = {"expected": 12, "approver_id": other.id, **told}
    theme = await themes.add(teams.sessions, round_id, "Mere ro", **told)
    await write(teams.sessions, round_id, TEXT, ("mood",), [theme.id], revision=0, **told)
    found = await send(teams.sessions, round_id, revision=1, **send_it)
    if was_sent:
        assert found.consent.id
        yes: dict[str, Any] = {"revision": 1, "expected": 12, "by": other, "now": teams.clock()}
        await approve(teams.sessions, found.consent.id, **yes)
        await write(teams.sessions, round_id, "Slet mig.", (), (), revision=1, **told)
        await send(teams.sessions, round_id, revision=2, **send_it)

    async def expire(before: timedelta) -> None:
        async with teams.sessions.write() as session:
            at = teams.clock() + before
            while await expiring.expire(session, before=at, now=at):
                pass

    async def stored() -> str:
        async with teams.sessions.read() as session:
            drafts = await session.execute(select(OutcomeRow.draft, OutcomeRow.published))
            contents = await session.scalars(select(OutcomeAskedRow.content))
            return str([tuple(one) for one in drafts] + [*contents])

    # What somebody is writing stays, however long ago the round was closed.
    async with teams.sessions.write() as session:
        earlier = update(RoundRow).where(RoundRow.id == round_id)
        await session.execute(earlier.values(closed_at=teams.clock() - timedelta(days=400)))
    await expire(timedelta(days=-300))
    assert (await stands(teams, round_id, ada)).consent.is_awaited

    await expire(timedelta(days=1))

    left = await stored()
    assert "Slet mig." not in left
    assert left.count(TEXT) == (2 if was_sent else 0)  # as it was sent, and to be corrected
    now = await stands(teams, round_id, ada)
    assert not now.consent.is_awaited
    assert now.draft.text == (TEXT if was_sent else "")
    async with teams.sessions.read() as session:
        published = (await keeping.draft_of(session, round_id)).published
        [*asked_of] = (await work(session, other.id, most=9)).newest
    assert (published.text if published else "") == (TEXT if was_sent else "")
    assert SIX.title in [one.about for one in asked_of]  # what they were asked for isn't forgotten
