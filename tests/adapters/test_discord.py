"""Discord, with the real client library against a local Discord: one conversation in both."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from adapters.discord.adapter import DiscordAdapter, DiscordSettings
from bot.app import App
from bot.contracts.unit import Role
from bot.gates import Gates, make_gates
from storage.models.agents import AgentRunLog
from storage.models.chat import Message
from storage.models.mirrors import ChannelLink, Delivery
from tests.factories import make_configuration
from tests.platforms.discord.people import Person
from tests.platforms.discord.server import DiscordServer
from tests.platforms.discord.state import Channel
from tests.platforms.ground import Ground

pytestmark = pytest.mark.servers


class Story(Ground):
    """Channel general is one conversation with a channel of Discord's."""

    def __init__(self, app: App, gates: Gates, folder: Path, discord: DiscordServer) -> None:
        super().__init__(app, gates, folder, ("discord",))
        self.discord = discord
        settings = DiscordSettings(
            token=discord.token,
            api_url=discord.url,
            public_key=discord.public_key,  # type: ignore[arg-type]
        )
        self.adapter = DiscordAdapter(settings, self.host)
        self.adapters["discord"] = self.adapter
        self.channel: Channel

    async def in_channel(self) -> "Story":
        await self.begin()
        self.channel = self.discord.channel("orders")
        await self.link("discord", self.channel.id)
        return self

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        task = asyncio.ensure_future(self.adapter.listen())
        await self.discord.gateway.is_ready.wait()
        try:
            yield
        finally:
            has_ended = task.done()
            task.cancel()
            await asyncio.wait([task])
            if has_ended:
                task.result()

    async def known(self, name: str, role: Role = Role.MEMBER) -> Person:
        person = self.discord.person(name)
        asked = await person.commands(
            "link account", {"code": await self.code_of(name, role)}, in_=self.channel
        )
        await asked.answered.wait()
        return person


@pytest.fixture
async def story(app: App, tmp_path: Path) -> AsyncIterator[Story]:
    async with DiscordServer.started() as discord:
        opened = Story(app, make_gates(app), tmp_path / "files", discord)
        yield opened
        await opened.adapter.close()


async def test_messages_edits_reactions_and_files_cross_both_ways(story: Story) -> None:
    await story.in_channel()
    ana = story.discord.person("Ana Holm")
    async with story.listening():
        theirs = await ana.says("Good *morning*", in_=story.channel, files=[("plan.txt", b"all of it")])
        await story.heard(1)
        ours = await story.says("Hello **there** @everyone")
        await story.fetch()
        await story.settle()
        copy = ana.last(story.channel).message
        await ana.reacts(copy, "👍")
        await ana.edits(theirs, "Good evening")
        await ana.says("last", in_=story.channel)
        await story.heard(4)
        await story.edit(ours, "Goodbye")
        await story.settle()
    texts = [one.text for one in ana.sees(story.channel)]
    assert texts == ["Good evening", "**Olive Owner**\nGoodbye", "last"]
    assert (await story.here())[0] == "Ana Holm: Good evening"
    file = await Message.of(story.workspace_id).get(content_type="file_attachment")
    assert file.content_json["file_details_json"]["name"] == "plan.txt"
    posted = next(body for route, _, body in story.discord.calls if route == "POST messages_post")
    assert posted["allowed_mentions"] == {"parse": []}
    await story.delete(ours)
    await story.settle()
    assert [one.text for one in ana.sees(story.channel)] == ["Good evening", "last"]


async def test_a_file_of_ours_is_sent_as_one(story: Story) -> None:
    await story.in_channel()
    ana = story.discord.person("Ana")
    other = story.discord.channel("elsewhere")
    await story.link("discord", other.id)
    async with story.listening():
        await ana.says("", in_=story.channel, files=[("plan.txt", b"all of it")])
        await story.expects_file()
        await story.fetch()
        await story.settle()
    copy = ana.last(other)
    assert copy.files == ("plan.txt",)
    assert copy.message.files[0].content == b"all of it"
    assert copy.text == "**Ana**"


async def test_a_thread_is_a_thread_however_it_began(story: Story) -> None:
    await story.in_channel()
    ana = story.discord.person("Ana")
    async with story.listening():
        top = await ana.says("How many?", in_=story.channel)
        await ana.says("Anybody?", in_=story.channel, thread=top)
        opened = await ana.opens_thread("Catalogue", in_=story.channel)
        await ana.says("Which paper?", in_=story.channel, thread=opened)
        await story.heard(4)
        root, reply, topic, question = await Message.of(story.workspace_id).order_by("seq")
        assert (reply.thread_id, question.thread_id) == (root.id, topic.id)
        assert topic.content_json["text_body"] == "Catalogue"
        await story.says("2,000", thread=root.id)
        await story.says("Recycled", thread=topic.id)
        mine = await story.says("Mine")
        answer = await story.says("And its thread", thread=mine)
        await story.settle()
        await story.delete(answer)
        await story.settle()
    assert ana.sees(story.channel, thread=top.id)[-1].text == "**Olive Owner**\n2,000"
    assert ana.sees(story.channel, thread=opened.id)[-1].text == "**Olive Owner**\nRecycled"
    copy = ana.last(story.channel).message
    assert ana.sees(story.channel, thread=copy.id) == []


async def test_a_command_has_typed_options_and_is_answered_to_its_author_alone(story: Story) -> None:
    await story.in_channel()
    await make_configuration(story.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    async with story.listening():
        ana = await story.known("Ana")
        assert await ana.completes("agent run", "agent", "brief", in_=story.channel) == ["Brief Butler"]
        asked = await ana.commands("agent run", {"agent": "Brief Butler", "params": ""}, in_=story.channel)
        await asked.answered.wait()
        listed = await ana.commands("agents", in_=story.channel)
        await listed.answered.wait()
    assert "Started **Brief Butler**" in ana.told[-2].text
    assert "Brief Butler" in ana.told[-1].text
    run = await AgentRunLog.of(story.workspace_id).get()
    assert run.origin_json["channel_id"] == str(story.general)


async def test_who_is_nobody_here_is_told_of_link(story: Story) -> None:
    await story.in_channel()
    eve = story.discord.person("Eve")
    async with story.listening():
        asked = await eve.commands("agents", in_=story.channel)
        await asked.answered.wait()
    assert "/link account CODE" in eve.told[-1].text


async def test_an_agent_mentioned_in_a_thread_is_started_there(story: Story) -> None:
    await story.in_channel()
    await make_configuration(story.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    async with story.listening():
        ana = await story.known("Ana")
        top = await ana.says("2,000 catalogues?", in_=story.channel)
        story.discord.faults.doubles()
        await ana.says('@"Brief Butler" what did we decide?', in_=story.channel, thread=top)
        await story.heard(3)
    run = await AgentRunLog.of(story.workspace_id).get()
    root = await Message.of(story.workspace_id).filter(thread_id=None).get()
    assert run.origin_json["thread_id"] == str(root.id)


async def test_a_proposal_is_decided_by_a_button_and_late_clicks_are_told(story: Story) -> None:
    await story.in_channel()
    properties = {"copies": {"type": "integer", "minimum": 1}}
    async with story.listening():
        ana, ben = await story.known("Ana"), await story.known("Ben")
        await story.ask(editable_schema_json={"type": "object", "properties": properties})
        card = ana.last(story.channel)
        assert card.buttons == ("Approve", "Reject", "Edit…")
        asked = await ana.presses(card.message, "Edit…")
        assert asked.modal is not None
        done = await ana.submits(asked, {"copies": "1500"})
        await done.answered.wait()
        late = await ben.presses(card.message, "Reject")
        await late.answered.wait()
        eve = await story.discord.person("Eve").presses(card.message, "Approve")
        await eve.answered.wait()
        await story.settle()
    assert "already decided" in ben.told[-1].text
    assert "/link account" in story.discord.person("Eve").told[-1].text
    card = ana.last(story.channel)
    assert card.buttons == ()
    assert "Approve: decided by Ana on Discord. copies: 2000 → 1500." in card.text


async def test_what_was_said_while_we_were_away_is_caught_up(story: Story) -> None:
    await story.in_channel()
    ana = story.discord.person("Ana")
    async with story.listening():
        await ana.says("one", in_=story.channel)
        await story.heard(1)
    await ana.says("two", in_=story.channel)
    async with story.listening():
        await ana.says("three", in_=story.channel)
        await story.heard(3)
    assert await story.here() == ["Ana: one", "Ana: two", "Ana: three"]


async def test_what_was_said_in_threads_while_we_were_away_is_caught_up_in_order(story: Story) -> None:
    await story.in_channel()
    ana = story.discord.person("Ana")
    async with story.listening():
        top = await ana.says("one", in_=story.channel)
        await ana.says("two", in_=story.channel, thread=top)
        await story.heard(2)
    await ana.says("three", in_=story.channel, thread=top)
    other = await ana.says("four", in_=story.channel)
    late = await ana.says("five", in_=story.channel, thread=other)
    await ana.edits(late, "six")
    async with story.listening():
        await story.heard(5)
    assert await story.here() == ["Ana: one", "Ana: two", "Ana: three", "Ana: four", "Ana: six"]


async def test_a_connection_that_breaks_is_resumed_and_nothing_is_missed(story: Story) -> None:
    await story.in_channel()
    ana = story.discord.person("Ana")
    async with story.listening():
        await ana.says("one", in_=story.channel)
        await story.heard(1)
        await story.discord.gateway.drop()
        await ana.says("two", in_=story.channel)
        await story.heard(2)
    assert story.discord.gateway.resumed == 1


async def test_an_answer_that_was_lost_is_not_sent_twice(story: Story) -> None:
    await story.in_channel()
    story.discord.faults.cuts("POST messages_post", after_effect=True)
    await story.says("one")
    for _ in range(2):
        await ChannelLink.of(story.workspace_id).update(next_at=None)
        await story.settle()
    assert [one.text for one in story.discord.person("Ana").sees(story.channel)] == ["**Olive Owner**\none"]
    assert (await Delivery.of(story.workspace_id).get()).state == "sent"


async def test_a_server_that_put_the_bot_out_breaks_the_link(story: Story) -> None:
    await story.in_channel()
    story.discord.guild.is_bot_inside = False
    await story.says("one")
    await story.settle()
    link = await ChannelLink.of(story.workspace_id).get()
    assert (link.status, "Missing Access" in str(link.error_text)) == ("broken", True)


@asynccontextmanager
async def serving(adapter: DiscordAdapter) -> AsyncIterator[str]:
    """The adapter's own addresses, served."""
    application = web.Application()
    for route in adapter.routes():

        async def handle(request: web.Request, route: Any = route) -> web.StreamResponse:
            return await route.handler(type("Call", (), {"raw": request})())  # type: ignore[no-any-return]

        application.router.add_route(route.method, route.path, handle)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_interactions_over_http_are_answered_and_forged_ones_refused(story: Story) -> None:
    await story.in_channel()
    async with story.listening(), serving(story.adapter) as url, aiohttp.ClientSession(url) as http:
        ping = json.dumps({"type": 1}).encode()
        old = story.discord.signed(ping, at=story.discord.clock() - 600)
        forged = story.discord.signed(b"something else")
        for headers in ({}, forged, old, story.discord.signed(ping) | {"X-Signature-Ed25519": "é"}):
            async with http.post("/discord/interactions", data=ping, headers=headers) as answer:
                assert answer.status == 401
        async with http.post(
            "/discord/interactions", data=ping, headers=story.discord.signed(ping)
        ) as answer:
            assert await answer.json() == {"type": 1}
        story.discord.interactions_url = f"{url}/discord/interactions"
        ana = await story.known("Ana")
        asked = await ana.commands("agents", in_=story.channel)
        await asked.answered.wait()
    assert "There is no agent yet" in ana.told[-1].text
