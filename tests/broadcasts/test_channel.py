"""A broadcast to a team's channel: known, chosen, approved, sent, corrected and taken back."""

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.channels import channels
from bot.delivery.values import TeamChannel
from cards.channels import channel_in_words
from tests.broadcasts import drafting, sent
from tests.broadcasts.sent import TEXT, TITLE, passes
from tests.broadcasts.test_account import sheets
from tests.teams.fake_teams import Chat, FakeTeams, Team, User, titles

pytestmark = [pytest.mark.asyncio, pytest.mark.databases("sqlite")]

NEWS = "Nyt fra direktionen"
IN_NEWS = "kanalen Nyt fra direktionen i teamet Ledere"


async def town(teams: FakeTeams) -> tuple[User, User, Team]:
    """Two directors with the bot, and a team of two channels that it was put into."""
    ada, anne = await sent.director(teams, "Ada Ager"), await sent.director(teams, "Anne Abild")
    team = teams.team("Ledere", NEWS)
    await ada.installs(chat=team.general)
    await teams.settled()
    return ada, anne, team


async def known(teams: FakeTeams) -> list[tuple[str, str]]:
    """The channels that can be chosen: team and name."""
    async with teams.sessions.read() as session:
        return [(one.team, one.name) for one in await channels(session)]


async def chooses(user: User, channel: Chat, **inputs: Any) -> str:
    """Have the director write a broadcast to a channel; the preview."""
    await drafting.writes(user, **inputs)
    await user.presses("En kanal i et team")
    return await user.presses("Brug kanalen", channel=channel.id)


async def approved(teams: FakeTeams, ada: User, anne: User, channel: Chat, **inputs: Any) -> None:
    """Have one director write it to the channel and the other approve it; it can be undone."""
    await chooses(ada, channel, **inputs)
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    await anne.presses(f"Godkend og send til kanalen {NEWS}")
    await teams.delivered()


async def begun(teams: FakeTeams, ada: User, anne: User, channel: Chat, **inputs: Any) -> None:
    """The same, and sent."""
    await approved(teams, ada, anne, channel, **inputs)
    await sent.begins(teams)


def stands_in(channel: Chat) -> list[str]:
    """The broadcasts that can be read in the channel; the bot greets in the first one."""
    return [text for text in channel.texts if TEXT in text or "ny tekst" in text]


# Which channels there are


async def test_the_channels_of_a_team_are_known_once_the_bot_is_in_it(teams: FakeTeams) -> None:
    await town(teams)

    assert await known(teams) == [("Ledere", ""), ("Ledere", NEWS)]


@pytest.mark.databases("sqlite", "postgresql")
async def test_channels_that_come_go_and_change_are_kept_in_step(teams: FakeTeams) -> None:
    ada, _anne, team = await town(teams)
    meeting = team.add("Ledermøde")
    await ada.changes("channelCreated", meeting)
    created = await known(teams)
    team.channels[meeting.id] = "Ledermøde 2026"
    team.name = "Alle ledere"
    team.tell()
    await ada.changes("channelRenamed", meeting)
    renamed = await known(teams)
    news = team.channel(NEWS)
    await ada.changes("channelDeleted", news)
    deleted = await known(teams)
    await ada.changes("channelRestored", news)
    restored = await known(teams)
    await ada.removes(chat=team.general)
    await teams.settled()
    removed = await known(teams)
    await ada.installs(chat=team.general)
    await teams.settled()

    assert created == [("Ledere", ""), ("Ledere", "Ledermøde"), ("Ledere", NEWS)]
    assert ("Alle ledere", "Ledermøde 2026") in renamed
    assert deleted == [("Alle ledere", ""), ("Alle ledere", "Ledermøde 2026")]
    assert ("Alle ledere", NEWS) in restored
    assert removed == []
    assert len(await known(teams)) == 3


async def test_what_was_missed_is_found_when_something_is_heard(teams: FakeTeams) -> None:
    """The bot was put into the team before it kept channels, or was down when one was made."""
    lin = await teams.manager("Lin Lærke")
    team = teams.team("Ledere", NEWS)

    await lin.writes("Hjælp", chat=team.channel(NEWS))
    await teams.settled()
    calls = len(teams.connector.calls("GET"))
    await lin.writes("Hjælp", chat=team.channel(NEWS))
    await teams.settled()

    assert await known(teams) == [("Ledere", ""), ("Ledere", NEWS)]
    assert len(teams.connector.calls("GET")) == calls


@pytest.mark.parametrize(("status", "body"), [(503, "{}"), (404, "{}"), (200, "[]")])
async def test_what_the_event_itself_says_is_kept_when_teams_tells_no_more(
    teams: FakeTeams, status: int, body: str
) -> None:
    ada, _anne, team = await town(teams)
    meeting = team.add("Ledermøde")
    teams.connector.fail(status, body=body, conversation_id=team.id, times=None)

    delivery = await ada.changes("channelCreated", meeting)

    assert delivery.status == 200
    assert await known(teams) == [("Ledere", ""), ("Ledere", "Ledermøde"), ("Ledere", NEWS)]


async def test_who_is_not_on_the_roster_may_put_the_bot_into_a_team(teams: FakeTeams) -> None:
    per = teams.stranger("Per Pil")
    team = teams.team("Ledere", NEWS)

    await per.installs(chat=team.general)
    await teams.settled()

    assert await known(teams) == [("Ledere", ""), ("Ledere", NEWS)]


# The choice


async def test_without_a_team_it_is_said_how_to_come_into_one(teams: FakeTeams) -> None:
    ada = await sent.director(teams, "Ada Ager")
    await drafting.writes(ada)

    card = await ada.presses("En kanal i et team")

    assert "Jeg er ikke med i noget team endnu." in card
    assert "føje den til et team" in card


async def test_the_preview_says_which_channel_and_who_reads_there(teams: FakeTeams) -> None:
    ada, _anne, team = await town(teams)

    preview = await chooses(
        ada,
        team.channel(NEWS),
        asks_receipt="true",
        useful_until="2026-03-20",
        for_newcomers="true",
    )
    first = await _chosen_again(ada, team.general)

    assert f"Til **{IN_NEWS}**." in preview
    assert "Det er ét opslag, som alle i teamet kan læse" in preview
    assert "I en kanal kan der ikke kvitteres" in preview
    assert "Nye ledere får den ikke hver for sig." in preview
    assert "Jeg har læst det" not in preview
    assert "Skriv til afsenderen" not in preview
    assert "Der er ikke kommet fællesbeskeder i kanalen de seneste syv dage." in preview
    assert "Anne Abild skal godkende den, fordi alle i teamet kan læse den." in preview
    assert "[Bed om godkendelse]" in preview
    assert "[Se hvem]" not in preview
    assert "Til **kanalen Generelt i teamet Ledere**." in first


async def _chosen_again(user: User, channel: Chat) -> str:
    await user.presses("Ret modtagere")
    await user.presses("En kanal i et team")
    return await user.presses("Brug kanalen", channel=channel.id)


async def test_one_can_change_ones_mind_between_people_and_a_channel(teams: FakeTeams) -> None:
    ada, _anne, team = await town(teams)
    await sent.managers(teams, "Lin Lærke")
    await chooses(ada, team.channel(NEWS), asks_receipt="true")

    choice = await ada.presses("Ret modtagere")
    people = await ada.presses("Brug det valgte", levels="leder")
    to_people = await drafting.the_broadcast(teams)
    back = await _chosen_again(ada, team.channel(NEWS))
    to_channel = await drafting.the_broadcast(teams)

    assert f"Nu: {IN_NEWS}." in choice
    assert "Til ledere på niveauet Leder." in people
    assert "**Jeg har læst det**" in people
    assert "[Send til 1]" in people
    assert to_people.channel is None
    assert f"Til **{IN_NEWS}**." in back
    assert to_channel.audience is None
    assert to_channel.channel
    assert to_channel.channel.name == NEWS


async def test_no_channel_chosen_brings_the_choice_back(teams: FakeTeams) -> None:
    ada, _anne, _team = await town(teams)
    await drafting.writes(ada)
    await ada.presses("En kanal i et team")

    card = await ada.presses("Brug kanalen", channel="")

    assert "Vælg en kanal." in card
    assert f"Ledere: {NEWS}" in card


async def test_a_channel_that_went_away_meanwhile_is_chosen_anew(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    news = team.channel(NEWS)
    await chooses(ada, news)
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    await ada.changes("channelDeleted", news)

    refused = await anne.presses(f"Godkend og send til kanalen {NEWS}")
    await ada.presses("Gør den til kladde igen")
    await ada.writes("Mine kladder")
    card = await ada.presses("Åbn")

    assert "Kanalen er slettet, eller Lederlinjen er taget ud af teamet" in refused
    assert "Kanalen Nyt fra direktionen i teamet Ledere er slettet" in card
    assert "Hvem skal have den?" in card
    assert stands_in(news) == []


async def test_a_channel_needs_no_second_yes_where_nobody_could_say_it(teams: FakeTeams) -> None:
    ada = await sent.director(teams, "Ada Ager")
    team = teams.team("Ledere", NEWS)
    await ada.installs(chat=team.general)
    await teams.settled()

    preview = await chooses(ada, team.channel(NEWS))
    confirmed = await ada.presses(f"Send til kanalen {NEWS}")
    await sent.begins(teams)

    assert f"[Send til kanalen {NEWS}]" in preview
    assert f"Bekræftet 3. marts 2026 kl. 9.00 til {IN_NEWS}." in confirmed
    assert len(stands_in(team.channel(NEWS))) == 1


# What becomes of it


async def test_it_comes_into_the_channel_once_and_nobody_is_asked_anything_there(
    teams: FakeTeams,
) -> None:
    ada, anne, team = await town(teams)
    [lin] = await sent.managers(teams, "Lin Lærke")
    news = team.channel(NEWS)

    await approved(teams, ada, anne, news, asks_receipt="true")
    before = stands_in(news)
    await sent.begins(teams)
    await passes(teams, timedelta(minutes=20))

    assert before == []
    assert len(stands_in(news)) == 1
    assert f"{TITLE}\nFra Direktionen\n{TEXT}" in stands_in(news)[0]
    assert "skriv til Lederlinjen i jeres egen chat" in stands_in(news)[0]
    assert titles(news.messages[0].activity) == []
    assert stands_in(team.general) == []
    assert not lin.sees(TITLE)
    assert anne.sees("Den står i kanalen.")
    assert not anne.sees("har kvitteret")
    assert "[Påmind]" not in anne.chat.texts[-1]


async def test_two_channels_get_one_each(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    other = teams.team("Skoleledere", "Opslag")
    await ada.installs(chat=other.general)
    await teams.settled()

    await begun(teams, ada, anne, team.channel(NEWS))
    await chooses(ada, other.channel("Opslag"), title="Til skoler", text="Kun til skoler.")
    await ada.presses("Bed om godkendelse")
    await teams.delivered()
    await anne.presses("Godkend og send til kanalen Opslag")
    await sent.begins(teams)

    assert len(stands_in(team.channel(NEWS))) == 1
    assert [text for text in other.channel("Opslag").texts if "Kun til skoler." in text]
    assert not [text for text in team.channel(NEWS).texts if "Kun til skoler." in text]


async def test_it_is_undone_before_anybody_sees_it(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    await approved(teams, ada, anne, team.channel(NEWS))

    await anne.presses("Fortryd")
    await sent.begins(teams)

    assert stands_in(team.channel(NEWS)) == []
    assert (await drafting.the_broadcast(teams)).phase == "draft"


async def test_what_teams_refuses_is_said_and_can_be_tried_again(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    news = team.channel(NEWS)
    teams.connector.fail(403, code="BotNotInConversationRoster", conversation_id=news.id)

    await begun(teams, ada, anne, news)
    failed = anne.chat.texts[-1]
    await anne.presses("Prøv igen")
    await sent.begins(teams)

    assert "Den kom ikke i kanalen. Lederlinjen er ikke med i teamet længere" in failed
    assert len(stands_in(news)) == 1
    assert "Den står i kanalen." in anne.chat.texts[-1]


async def test_a_director_decides_when_nobody_knows_whether_it_came(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    news = team.channel(NEWS)
    teams.connector.fail(502, conversation_id=news.id)

    await begun(teams, ada, anne, news)
    status = anne.chat.texts[-1]
    await anne.presses("Afgør, om den sendes igen")
    question = anne.chat.texts[-1]
    decided = await anne.presses("Send igen")
    await sent.begins(teams)

    assert "det er uvist, om den står i kanalen" in status
    assert f"om den kom i {IN_NEWS}" in question
    assert "Der er ikke flere at tage stilling til." in decided
    assert len(stands_in(news)) == 1


async def test_what_may_stand_there_is_not_said_to_be_removed(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    news = team.channel(NEWS)
    teams.connector.fail(502, conversation_id=news.id, delivered=True)
    await begun(teams, ada, anne, news)

    await anne.presses("Træk tilbage")
    await anne.presses("Træk tilbage fra kanalen")
    await sent.begins(teams)

    assert anne.sees("Det er uvist, om den kom i kanalen, så jeg kan ikke fjerne den der.")
    assert not anne.sees("Fjernet fra kanalen.")


async def test_a_correction_changes_what_stands_there(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    news = team.channel(NEWS)
    await begun(teams, ada, anne, news)

    await anne.presses("Ret teksten")
    preview = await anne.presses("Gem og gå videre", text="En ny tekst")
    await anne.presses("Bed om godkendelse", approver=str(await drafting.person_id(teams, ada)))
    await teams.delivered()
    await ada.presses("Godkend rettelsen")
    await sent.begins(teams)

    [text] = stands_in(news)
    assert "Opslaget i kanalen ændres. Der kommer ikke et nyt." in preview
    assert "En ny tekst" in text
    assert "Rettet tirsdag den 3. marts kl. 9.00" in text


async def test_it_is_taken_away_from_the_channel(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    news = team.channel(NEWS)
    await begun(teams, ada, anne, news)

    await anne.presses("Træk tilbage")
    question = anne.chat.texts[-1]
    told = await anne.presses("Træk tilbage fra kanalen")
    await sent.begins(teams)

    assert f"Opslaget fjernes fra {IN_NEWS}." in question
    assert "Den kan være læst, og kopier kan findes i Microsoft 365." in question
    assert "Jeg fjerner den fra kanalen." in told
    assert stands_in(news) == []
    assert anne.sees("Fjernet fra kanalen. Den kan være læst")


async def test_account_and_record_name_the_channel(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    await begun(teams, ada, anne, team.channel(NEWS))

    account = await _downloads(teams, anne, "Regnskab som Excel")
    record = await _downloads(teams, anne, "Til journal")

    assert account["Kanal"][1][:3] == ("Ledere", NEWS, "sendt")
    facts = dict(row[:2] for row in record["Fællesbesked"])
    assert facts["Modtagere"] == "Kanalen Nyt fra direktionen i teamet Ledere"
    assert facts["Godkendt af"] == "Anne Abild"
    assert "Antal modtagere ved afsendelsen" not in facts
    assert "sendt" in {row[0] for row in record["Opgørelse"]}


async def _downloads(teams: FakeTeams, user: User, title: str) -> dict[str, list[tuple[Any, ...]]]:
    await user.presses(title)
    await user.accepts_file()
    *_earlier, content = teams.onedrive.files.values()
    return sheets(content)


async def test_the_list_of_what_was_sent_and_a_copy_know_the_channel(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    await begun(teams, ada, anne, team.channel(NEWS))

    [listed] = await ada.writes("Fællesbeskeder")
    await ada.presses("Kopiér")
    preview = await ada.presses("Gem og gå videre")

    assert "Kanalen Nyt fra direktionen i teamet Ledere." in listed
    assert f"Til **{IN_NEWS}**." in preview
    assert "Der er kommet 1 fællesbesked i kanalen de seneste syv dage." in preview


async def test_what_hurries_goes_without_approval_and_says_where_to(teams: FakeTeams) -> None:
    ada, anne, team = await town(teams)
    await chooses(ada, team.channel(NEWS), urgent="true")

    await ada.presses("Send uden godkendelse")
    await ada.presses(f"Send til kanalen {NEWS} uden godkendelse", urgent_reason="Det brænder")
    await sent.begins(teams)

    assert anne.sees(f"Ada Ager har sendt »{TITLE}« til {IN_NEWS} uden godkendelse")
    assert len(stands_in(team.channel(NEWS))) == 1


async def test_a_channel_of_a_team_without_a_name_is_said_without_it() -> None:
    assert channel_in_words(TeamChannel("19:a", "19:b", "", "Opslag")) == "kanalen Opslag"
