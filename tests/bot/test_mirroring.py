"""The mirror: what is said in one place stands in all, once, in order, whatever fails in between."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.contracts.messages import Place
from bot.contracts.platforms import Altered, Answered, Form, Heard, Told
from bot.services import chat, identities, mirrors, reactions
from config.clock import now
from config.errors import Conflict, Rejected
from storage.models.agents import AgentRunLog
from storage.models.chat import Channel, Message
from storage.models.mirrors import ChannelLink, InboundFile, MessageLink
from tests.bot.mirror import Mirror
from tests.factories import make_configuration

pytestmark = pytest.mark.servers


async def test_what_is_said_in_one_place_stands_in_all_and_is_not_sent_back(mirror: Mirror) -> None:
    await mirror.says("From the web")
    await mirror.somebody(mirror.alpha, "Ana").says("From alpha")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Ana: From alpha", "Olive Owner: From the web"]
    assert mirror.beta.seen("beta-room") == ["Olive Owner: From the web", "Ana: From alpha"]
    assert await mirror.here() == ["Olive Owner: From the web", "Ana: From alpha"]


async def test_what_is_heard_twice_stands_once(mirror: Mirror) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    external_id = await ana.says("Once")
    assert await ana.repeats(external_id) == Told()
    await mirror.settle()
    assert await mirror.here() == ["Ana: Once"]
    assert mirror.beta.seen("beta-room") == ["Ana: Once"]


async def test_what_we_sent_is_not_taken_in_when_it_is_heard(mirror: Mirror) -> None:
    await mirror.says("Ours")
    await mirror.settle()
    echo = mirror.alpha.last("alpha-room").id
    await mirror.somebody(mirror.alpha, "Ana").repeats(echo)
    assert await mirror.here() == ["Olive Owner: Ours"]


async def test_changes_and_deletions_cross_both_ways(mirror: Mirror) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    theirs, ours = await ana.says("Frist"), await mirror.says("Wrogn")
    gone = await ana.says("Never mind")
    await mirror.settle()
    await ana.edits(theirs, "First")
    await ana.deletes(gone)
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await chat.edit(unit, ours, "Wrong")
    await mirror.settle()
    assert mirror.beta.seen("beta-room") == ["Ana: First", "Olive Owner: Wrong"]
    assert mirror.alpha.seen("alpha-room") == ["Ana: First", "Olive Owner: Wrong"]
    assert await mirror.here() == ["Ana: First", "Olive Owner: Wrong"]


async def test_reactions_are_put_in_the_bots_name_until_the_last_is_taken_back(mirror: Mirror) -> None:
    ana, ben = mirror.somebody(mirror.alpha, "Ana"), mirror.somebody(mirror.beta, "Ben")
    external_id = await ana.says("Good?")
    await mirror.settle()
    copy = mirror.beta.last("beta-room")
    await ben.reacts(copy.id, "👍")
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        message = await Message.of(mirror.workspace_id).get()
        await reactions.put(unit, message.id, "👍")
    await mirror.settle()
    assert mirror.alpha.posts["alpha-room"][external_id].reactions == ["👍"]
    assert copy.reactions == ["👍"]
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await reactions.take_back(unit, message.id, "👍")
    await mirror.settle()
    assert mirror.alpha.posts["alpha-room"][external_id].reactions == ["👍"]
    assert copy.reactions == []
    await ben.reacts(copy.id, "👍", is_added=False)
    await mirror.settle()
    assert mirror.alpha.posts["alpha-room"][external_id].reactions == []


async def test_a_thread_is_a_thread_everywhere(mirror: Mirror) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    root = await ana.says("What do we do?")
    await mirror.settle()
    message = await Message.of(mirror.workspace_id).get()
    await mirror.says("Wait", thread=message.id)
    await ana.says("Why?", thread=root)
    await mirror.settle()
    assert mirror.beta.seen("beta-room") == ["Ana: What do we do?", "Olive Owner ↳: Wait", "Ana ↳: Why?"]
    assert mirror.alpha.seen("alpha-room") == ["Ana: What do we do?", "Ana ↳: Why?", "Olive Owner ↳: Wait"]
    assert (await Message.of(mirror.workspace_id).get(id=message.id)).reply_count == 2


async def test_a_thread_that_began_before_the_link_is_one_from_its_first_known_message(
    mirror: Mirror,
) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    await ana.says("As I said", thread="long-ago")
    await ana.says("And more", thread="long-ago")
    first, second = await Message.of(mirror.workspace_id).order_by("seq")
    assert (first.thread_id, second.thread_id) == (None, first.id)


async def test_files_cross_both_ways(mirror: Mirror) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    await ana.says("Look", files={"plan.txt": b"all of it"})
    row = await InboundFile.of(mirror.workspace_id).get()
    await mirror.fetching.fetch(row.id)
    await mirror.fetching.fetch(row.id)
    await mirror.settle()
    assert [post.file for post in mirror.beta.posts["beta-room"].values()] == [None, b"all of it"]
    assert mirror.beta.last("beta-room").author == "Ana"
    assert len(mirror.alpha.posts["alpha-room"]) == 1
    await ana.deletes("1")
    await mirror.settle()
    assert mirror.beta.seen("beta-room") == []


async def test_a_file_that_cannot_be_had_is_told_of(mirror: Mirror) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    await ana.says("", files={"plan.txt": b"x"})
    mirror.alpha.failures = [Rejected("it is gone.", service="alpha")]
    await mirror.fetching.fetch((await InboundFile.of(mirror.workspace_id).get()).id)
    await mirror.settle()
    assert mirror.beta.seen("beta-room") == ["Ana: 📎 plan.txt is on Alpha alone: it is gone."]


async def test_who_is_not_linked_talks_and_is_told_how_to_do_more(mirror: Mirror) -> None:
    await make_configuration(mirror.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    ana = mirror.somebody(mirror.alpha, "Ana")
    await ana.says('@"Brief Butler" what did we decide?')
    assert "/link account" in ana.told.text_body
    assert not await AgentRunLog.of(mirror.workspace_id).exists()
    told = await ana.commands("/agents")
    assert isinstance(told, Told)
    assert "/link account" in told.text_body
    assert await mirror.here() == ['Ana: @"Brief Butler" what did we decide?']


async def test_a_member_starts_an_agent_by_its_name_once(mirror: Mirror) -> None:
    await make_configuration(mirror.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    ana = await mirror.known(mirror.alpha, "Ana")
    external_id = await ana.says('@"Brief Butler" what did we decide?')
    await ana.repeats(external_id)
    run = await AgentRunLog.of(mirror.workspace_id).get()
    message = await Message.of(mirror.workspace_id).filter(thread_id=None).get()
    assert run.origin_json["thread_id"] == str(message.id)


async def test_a_code_is_good_once(mirror: Mirror) -> None:
    async with mirror.app.units.open_unit(mirror.as_owner(), None) as unit:
        code = (await identities.make_code(unit)).code
    ana, eve = mirror.somebody(mirror.alpha, "Ana"), mirror.somebody(mirror.beta, "Eve")
    first = await ana.commands(f"/link account {code.lower()}")
    second = await eve.commands(f"/link account {code}")
    assert isinstance(first, Told)
    assert "Olive Owner" in first.text_body
    assert isinstance(second, Told)
    assert second.is_error


async def test_a_command_does_nothing_twice(mirror: Mirror) -> None:
    await make_configuration(mirror.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    ana = await mirror.known(mirror.alpha, "Ana")
    for _ in range(2):
        told = await ana.commands('/run_agent "Brief Butler"', call_id="again")
        assert isinstance(told, Told)
        assert "Started" in told.text_body
    assert await AgentRunLog.of(mirror.workspace_id).count() == 1


async def test_what_a_command_lacks_is_asked_for(mirror: Mirror) -> None:
    await make_configuration(mirror.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    ana = await mirror.known(mirror.alpha, "Ana")
    form = await ana.commands("/agent run", can_ask=True)
    assert isinstance(form, Form)
    assert [field.name for field in form.fields] == ["agent", "params"]
    told = await mirror.gate.answer(
        Answered(
            place=ana.place(),
            person=ana.person,
            token=form.token,
            call_id="x",
            values={"agent": "brief butler"},
        )
    )
    assert isinstance(told, Told)
    assert "Started **Brief Butler**" in told.text_body


async def test_a_proposal_decided_in_one_place_is_finished_in_all(mirror: Mirror) -> None:
    await mirror.ask()
    ana, ben = await mirror.known(mirror.alpha, "Ana"), await mirror.known(mirror.beta, "Ben")
    assert mirror.beta.last("beta-room").buttons.keys() == {"Approve", "Reject"}
    told = await ana.presses("Approve")
    assert isinstance(told, Told)
    assert not told.is_error
    late = await ben.presses("Reject")
    assert isinstance(late, Told)
    assert "already decided" in late.text_body
    await mirror.settle()
    for board in (mirror.alpha, mirror.beta):
        card = board.last(f"{board.name}-room")
        assert card.buttons == {}
        assert "Approve: decided by Ana on Alpha." in card.text


async def test_who_is_nobody_here_decides_nothing(mirror: Mirror) -> None:
    await mirror.ask()
    told = await mirror.somebody(mirror.alpha, "Eve").presses("Approve")
    assert isinstance(told, Told)
    assert "/link account" in told.text_body
    assert "Approve" in mirror.alpha.last("alpha-room").buttons


async def test_what_is_proposed_is_changed_before_it_is_approved(mirror: Mirror) -> None:
    schema = {"type": "object", "properties": {"copies": {"type": "integer", "minimum": 1}}}
    await mirror.ask(editable_schema_json=schema)
    ana = await mirror.known(mirror.alpha, "Ana")
    form = await ana.presses("Edit…")
    assert isinstance(form, Form)
    assert [(field.name, field.value) for field in form.fields] == [("copies", "2000")]

    async def answered(copies: str) -> Told | Form:
        values = {"copies": copies}
        return await mirror.gate.answer(
            Answered(place=ana.place(), person=ana.person, token=form.token, call_id="f", values=values)
        )

    wrong = await answered("many")
    assert isinstance(wrong, Told)
    assert wrong.text_body == "copies is a number."
    await answered("1500")
    await mirror.settle()
    assert "copies: 2000 → 1500." in mirror.beta.last("beta-room").text


async def test_what_was_taken_back_before_it_was_sent_is_never_sent(mirror: Mirror) -> None:
    message_id = await mirror.says("Oops")
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await chat.delete(unit, message_id)
    await mirror.settle()
    assert mirror.alpha.calls == []


async def test_a_change_of_words_is_sent_also_where_a_reaction_waits_behind_it(mirror: Mirror) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    external_id = await ana.says("Frist")
    await mirror.settle()
    await ana.edits(external_id, "First")
    await ana.reacts(external_id, "👍")
    await mirror.settle()
    assert mirror.beta.seen("beta-room") == ["Ana: First [👍]"]


async def test_what_is_told_of_a_message_before_it_comes_counts_when_it_comes(mirror: Mirror) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    place, gate = ana.place(), mirror.gate
    await gate.alter(Altered(place=place, external_id="late-1", text=None))
    await gate.alter(Altered(place=place, external_id="late-2", text="Second"))
    await gate.alter(Altered(place=place, external_id="late-2", text="Third"))
    for name in ("late-1", "late-2", "late-2"):
        await gate.hear(Heard(place=place, person=ana.person, external_id=name, text="First"))
    assert await mirror.here() == ["Ana: Third"]


async def test_a_change_that_comes_after_a_later_one_changes_nothing(mirror: Mirror) -> None:
    ana = mirror.somebody(mirror.alpha, "Ana")
    place, gate = ana.place(), mirror.gate
    third = Altered(place=place, external_id="1", text="Third", changed_at=now())
    second = replace(third, text="Second", changed_at=now() - timedelta(seconds=1))
    await gate.alter(third)
    await gate.hear(Heard(place=place, person=ana.person, external_id="1", text="First"))
    await gate.alter(second)
    assert await mirror.here() == ["Ana: Third"]
    await gate.alter(replace(third, text="Fourth", changed_at=now() + timedelta(seconds=1)))
    await gate.alter(third)
    assert await mirror.here() == ["Ana: Fourth"]


async def test_a_long_message_comes_in_parts_and_is_changed_in_parts(mirror: Mirror) -> None:
    message_id = await mirror.says("word " * 1500)
    await mirror.settle()
    assert len(mirror.alpha.seen("alpha-room")) == 2
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await chat.edit(unit, message_id, "short")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Olive Owner: short"]
    assert await MessageLink.of(mirror.workspace_id).filter(link_id=mirror.links["alpha-room"]).count() == 1


async def test_a_direct_message_of_a_member_opens_a_channel_of_their_own(mirror: Mirror) -> None:
    ana = await mirror.known(mirror.alpha, "Ana")
    ana.channel, ana.is_direct = "dm-ana", True
    await ana.says("Just us")
    await ana.says("two")
    channel = await Channel.of(mirror.workspace_id).get(name="ana-on-alpha")
    assert channel.type == "private"
    assert await Message.of(mirror.workspace_id).filter(channel_id=channel.id).count() == 2


async def test_a_direct_message_of_nobody_is_answered_once(mirror: Mirror) -> None:
    eve = mirror.somebody(mirror.alpha, "Eve", "dm-eve", is_direct=True)
    await eve.says("Hello?")
    assert "/link account" in eve.told.text_body
    await eve.says("Hello??")
    assert eve.told == Told()
    assert not await Message.of(mirror.workspace_id).exists()


async def test_a_place_belongs_to_one_channel(mirror: Mirror) -> None:
    alerts = (await Channel.of(mirror.workspace_id).get(name="alerts")).id
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        with pytest.raises(Conflict):
            await mirrors.link(unit, alerts, Place(adapter="alpha", channel="alpha-room"), mirror.grants)


async def test_from_where_on_to_catch_up_stays_the_same_until_that_is_done(mirror: Mirror) -> None:
    ana, room = mirror.somebody(mirror.alpha, "Ana"), Place(adapter="alpha", channel="alpha-room")
    assert dict(await mirrors.behind("alpha"))[room] is None
    first = await ana.says("one")
    assert dict(await mirrors.behind("alpha"))[room] == first
    last = await ana.says("said since, and heard before what came between")
    assert dict(await mirrors.behind("alpha"))[room] == first
    await mirrors.caught_up(room, last)
    await ana.says("more")
    assert dict(await mirrors.behind("alpha"))[room] == last
    await mirrors.caught_up(room, None)
    last = await ana.says("and more")
    assert dict(await mirrors.behind("alpha"))[room] == last


async def test_an_ended_link_carries_nothing_more(mirror: Mirror) -> None:
    async with mirror.app.units.open_unit(mirror.as_owner(), mirror.workspace_id) as unit:
        await mirrors.unlink(unit, mirror.links["alpha-room"])
    await mirror.says("one")
    await mirror.somebody(mirror.alpha, "Ana").says("two")
    await mirror.settle()
    assert mirror.alpha.seen("alpha-room") == ["Ana: two"]
    assert await mirror.here() == ["Olive Owner: one"]


async def test_an_account_that_let_us_go_breaks_its_links(mirror: Mirror) -> None:
    await ChannelLink.of(mirror.workspace_id).filter(adapter="alpha").update(account="T1")
    await mirror.gate.uninstalled("alpha", "T1", "The app was removed.")
    link = await ChannelLink.of(mirror.workspace_id).get(id=mirror.links["alpha-room"])
    assert link.status == "broken"
