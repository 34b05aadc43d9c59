"""An answer to an inquiry becomes a draft: with the askers' words, but never a hidden asker's."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.documents.values import Tier
from bot.inquiries.models import EntryRow, InquiryRow
from bot.inquiries.raising import raise_inquiry
from bot.inquiries.saving import save_answer
from bot.inquiries.values import Act, Kind, Phase, UnknownInquiry
from bot.knowledge.values import Knowledge
from bot.knowledge.values import Phase as Standing
from bot.people.values import NotAllowed
from bot.questions.models import Question
from cards.knowledge.writing import SaveAsKnowledge
from tests.inquiries.asked import manager, sent
from tests.knowledge.saved import director, gets, only, person
from tests.teams.fake_teams import FakeTeams, User, filled

pytestmark = pytest.mark.asyncio

ASKED = "Må vi holde julefrokost i arbejdstiden?"
HIDDEN = "Min leder siger nej til julefrokost, er det rigtigt?"
ANSWER = "Nej, den holdes efter kl. 16."


async def inquiry(
    teams: FakeTeams, asker: User, text: str, *, into: UUID | None = None, **fields: Any
) -> UUID:
    """An inquiry that was sent; into: what it was merged into."""
    async with teams.sessions.write() as session:
        row = await raise_inquiry(
            session,
            Kind.QUESTION,
            text,
            asker=(await person(teams, asker)).id,
            turn_key=uuid4().hex,
            now=teams.clock(),
            **fields,
        )
        if into:
            row.merged_into_id, row.phase = into, Phase.MERGED
        return row.id


async def answered(teams: FakeTeams, inquiry_id: UUID, by: User, act: Act = Act.ANSWERED) -> UUID:
    """The entry of an answer to it."""
    async with teams.sessions.write() as session:
        entry = EntryRow(
            inquiry_id=inquiry_id,
            act=act,
            by_id=(await person(teams, by)).id,
            at=teams.clock(),
            text=ANSWER,
        )
        session.add(entry)
        (await session.get_one(InquiryRow, inquiry_id)).phase = Phase.ANSWERED
        await session.flush()
        return entry.id


async def asked_the_bot(teams: FakeTeams, asker: User, text: str) -> UUID:
    """A question that the bot was asked before."""
    async with teams.sessions.write() as session:
        question = Question(
            turn_key=uuid4().hex,
            asker_id=(await person(teams, asker)).id,
            conversation_id=asker.chat.id,
            text=text,
            asked_at=teams.clock(),
            tier=Tier.OFFERED,
            shown=[],
        )
        session.add(question)
        await session.flush()
        return question.id


async def saved(teams: FakeTeams, entry_id: UUID, by: User) -> Knowledge:
    """What the answer is saved as."""
    return await save_answer(
        teams.sessions, entry_id, by=await person(teams, by), now=teams.clock()
    )


async def test_the_draft_proposes_what_the_askers_wrote_but_nothing_of_the_hidden(
    teams: FakeTeams,
) -> None:
    karla, lin, bo = (
        await director(teams),
        await teams.manager("Lin Lærke"),
        await teams.manager("Bo Birk"),
    )
    about = await asked_the_bot(teams, lin, "julefrokost arbejdstid")
    first = await inquiry(teams, lin, ASKED, about=about)
    hidden_about = await asked_the_bot(teams, bo, "min leder og julefrokosten")
    await inquiry(teams, bo, HIDDEN, into=first, hidden=True, about=hidden_about)
    await inquiry(teams, karla, "Er julefrokost arbejdstid?", into=first)
    await inquiry(teams, lin, "Jeg, Lin, vil gerne til julefrokost. Må jeg?", into=first)
    await inquiry(teams, lin, "Må Bo Birk holde julefrokost?", into=first)

    draft = await saved(teams, await answered(teams, first, karla), karla)

    assert (draft.phase, draft.inquiry_id) == (Standing.DRAFT, first)
    assert draft.content.question == ASKED
    assert draft.content.answer == ANSWER
    assert draft.content.variants == ("julefrokost arbejdstid", "Er julefrokost arbejdstid?")


@pytest.mark.databases("sqlite")
async def test_what_one_asked_the_directorate_the_next_gets_from_the_bot(teams: FakeTeams) -> None:
    karla, lin, bo = (
        await director(teams),
        await manager(teams),
        await teams.manager("Bo Birk"),
    )
    await sent(teams, lin, ASKED)
    await karla.writes("Indbakke")
    await karla.presses("Åbn")
    await karla.presses("Svar")
    await karla.presses("Svar og gem som viden", text=ANSWER)
    assert karla.sees("Svaret er sendt til Lin")
    assert karla.sees("Læs spørgsmålet igennem, og fjern det, der røber, hvem der spurgte.")
    await karla.presses("Gem og se det")
    await karla.presses("Udgiv")
    await teams.delivered()

    given = await gets(bo, "må man holde julefrokost i arbejdstiden", ANSWER)

    await karla.writes("Indbakke")
    await karla.presses("Vis", which="settled")
    await karla.presses("Åbn")
    settled = karla.chat.texts[-1]
    assert "Svaret er gemt som viden. Bruges nu." in settled
    assert "[Gem som viden]" not in settled
    assert "Det ligner" not in settled
    await karla.presses("Se den gemte viden")
    assert f"»{ANSWER}«" in karla.chat.texts[-1]
    assert lin.sees_once(ANSWER)
    assert given.startswith(f"»{ANSWER}«")
    assert "Svar fra Dagtilbudsleder, 3. marts 2026" in given
    assert "Lin" not in given


async def test_of_a_hidden_asker_nothing_is_used_and_the_form_says_why(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    about = await asked_the_bot(teams, lin, "min leder og julefrokosten")
    entry = await answered(
        teams, await inquiry(teams, lin, HIDDEN, hidden=True, about=about), karla
    )

    await presses_save(karla, entry)

    form = karla.chat.messages[-1].activity
    assert filled(form)["question"] == ""
    assert filled(form)["variants"] == ""
    assert filled(form)["answer"] == ANSWER
    assert karla.sees("Svaret er sendt til den, der spurgte. Her kan du også gemme det som viden.")
    assert karla.sees("Den, der spurgte, har skjult sit navn, så ordene bruges ikke igen.")
    assert not karla.sees("Min leder siger nej")
    assert not karla.sees("julefrokosten")
    again = await karla.presses("Gem og se det")
    assert "Skriv spørgsmålet." in again
    await karla.presses("Gem og se det", question=ASKED)
    await karla.presses("Udgiv")
    assert (await only(teams)).phase is Standing.CURRENT


async def test_the_same_answer_is_saved_once_and_one_that_was_discarded_comes_back(
    teams: FakeTeams,
) -> None:
    karla, mads, lin = (
        await director(teams),
        await director(teams, "Mads Mønster"),
        await teams.manager("Lin Lærke"),
    )
    entry = await answered(teams, await inquiry(teams, lin, ASKED), karla)
    await presses_save(karla, entry)
    await karla.presses("Gem og se det")
    await karla.presses("Slet kladden")
    assert (await only(teams)).phase is Standing.DISCARDED

    await presses_save(mads, entry)

    knowledge = await only(teams)
    assert (knowledge.phase, knowledge.content.question) == (Standing.DRAFT, ASKED)


async def test_a_press_that_is_delivered_again_leaves_a_discarded_draft_discarded(
    teams: FakeTeams,
) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    press = saving(karla, await answered(teams, await inquiry(teams, lin, ASKED), karla))
    await karla.delivers(press)
    await teams.settled()
    await karla.presses("Gem og se det")
    await karla.presses("Slet kladden")

    await karla.delivers(press)
    await teams.settled()

    assert (await only(teams)).phase is Standing.DISCARDED


async def test_a_long_text_gives_the_question_in_it(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    text = f"{'Vi har talt længe om det. ' * 20}\n{ASKED} {'Og så mere. ' * 10}"
    entry = await answered(teams, await inquiry(teams, lin, text), karla)

    assert (await saved(teams, entry, karla)).content.question == ASKED


async def test_only_the_directorate_saves_and_only_answers(teams: FakeTeams) -> None:
    karla, lin = await director(teams), await teams.manager("Lin Lærke")
    first = await inquiry(teams, lin, ASKED)
    entry, closed = (
        await answered(teams, first, karla),
        await answered(teams, first, karla, act=Act.CLOSED),
    )

    with pytest.raises(NotAllowed):
        await saved(teams, entry, lin)
    for unknown in (closed, uuid4()):
        with pytest.raises(UnknownInquiry):
            await saved(teams, unknown, karla)


def saving(user: User, entry_id: UUID) -> dict[str, Any]:
    """A press on "save as knowledge" on a card that shows the answer."""
    data = SaveAsKnowledge(entry_id).data()
    action = {"type": "Action.Execute", "verb": data["action"], "data": data, "title": "Gem"}
    return user.writing("") | {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "replyToId": "m0",
        "value": {"action": action, "trigger": "manual"},
    }


async def presses_save(user: User, entry_id: UUID) -> None:
    """Press "save as knowledge"."""
    delivery = await user.delivers(saving(user, entry_id))
    await user.teams.settled()
    assert delivery.status == 200
