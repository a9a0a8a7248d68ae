"""Telegram, with the real client library against a local Telegram: one conversation in both."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from adapters.telegram.adapter import TelegramAdapter, TelegramSettings
from bot.app import App, index_of
from bot.contracts.unit import Role
from bot.gates import Gates, make_gates
from bot.services import mirrors, runs
from bot.services.search import Search
from bot.working import make_working
from storage.models.agents import AgentRunLog
from storage.models.chat import Message
from storage.models.mirrors import ChannelLink, Delivery
from tests.factories import make_configuration
from tests.platforms.ground import Ground
from tests.platforms.telegram.people import Person
from tests.platforms.telegram.server import TelegramServer
from tests.platforms.telegram.state import Chat

pytestmark = pytest.mark.servers


class Story(Ground):
    """Channel general is one conversation with a group of Telegram's."""

    def __init__(self, app: App, gates: Gates, folder: Path, telegram: TelegramServer) -> None:
        super().__init__(app, gates, folder, ("telegram",))
        self.telegram = telegram
        settings = TelegramSettings(token=telegram.token, api_url=telegram.url)  # type: ignore[arg-type]
        self.adapter = TelegramAdapter(settings, self.host)
        self.adapters["telegram"] = self.adapter
        self.group: Chat

    async def in_group(self, **kind: Any) -> "Story":
        await self.begin()
        self.group = self.telegram.group("Shop", **kind)
        await self.link("telegram", str(self.group.id))
        return self

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        task = asyncio.ensure_future(self.adapter.listen())
        try:
            yield
        finally:
            has_ended = task.done()
            task.cancel()
            await asyncio.wait([task])
            if has_ended:
                task.result()

    async def known(self, name: str, role: Role = Role.MEMBER) -> Person:
        person = self.telegram.person(name)
        await person.commands(f"/link account {await self.code_of(name, role)}", in_=person.direct)
        await self.telegram.settled()
        return person

    def seen(self) -> list[str]:
        return [one.text for one in self.telegram.person("Reader").sees(self.group)]


@pytest.fixture
async def story(app: App, tmp_path: Path) -> AsyncIterator[Story]:
    async with TelegramServer.started() as telegram:
        opened = Story(app, make_gates(app), tmp_path / "files", telegram)
        yield opened
        await opened.adapter.close()


async def test_messages_edits_reactions_and_files_cross_both_ways(story: Story) -> None:
    await story.in_group()
    ana = story.telegram.person("Ana Holm")
    async with story.listening():
        theirs = await ana.says("Good *morning* <all>", in_=story.group)
        await story.telegram.settled()
        ours = await story.says("Hello **there** & <b>you</b>")
        await ana.says("", in_=story.group, files=[("plan.txt", b"all of it")])
        await story.telegram.settled()
        await story.fetch()
        await story.settle()
        await ana.edits(theirs, "Good evening")
        await story.edit(ours, "Goodbye")
        copy = ana.last(story.group).message
        await ana.reacts(copy, "👍")
        await story.telegram.settled()
        await story.settle()
    assert await story.here() == ["Ana Holm: Good evening", "Olive Owner: Goodbye", "Ana Holm: "]
    assert [one.text for one in ana.sees(story.group)] == ["Good evening", "", "Olive Owner\nGoodbye"]
    message = await Message.of(story.workspace_id).get(content_type="file_attachment")
    assert message.content_json["file_details_json"]["name"] == "plan.txt"
    await story.delete(ours)
    await story.settle()
    assert [one.text for one in ana.sees(story.group)] == ["Good evening", ""]


async def test_a_topic_of_a_forum_is_a_thread(story: Story) -> None:
    await story.in_group(is_forum=True)
    ana = story.telegram.person("Ana")
    async with story.listening():
        topic = await ana.opens_topic("Catalogue", in_=story.group)
        await ana.says("How many?", in_=story.group, thread=topic)
        await story.telegram.settled()
        root, reply = await Message.of(story.workspace_id).order_by("seq")
        assert root.content_json["text_body"] == "Catalogue"
        assert reply.thread_id == root.id
        await story.says("2,000", thread=root.id)
        top = await story.says("Something else")
        await story.says("And its thread", thread=top)
        await story.settle()
    shown = ana.sees(story.group)
    assert [(one.thread, one.text.splitlines()[-1]) for one in shown] == [
        ("Catalogue", "How many?"),
        ("Catalogue", "2,000"),
        (None, "Something else"),
        ("And its thread", "And its thread"),
    ]


async def test_in_a_plain_group_a_thread_is_a_chain_of_replies(story: Story) -> None:
    await story.in_group(is_plain=True)
    ana = story.telegram.person("Ana")
    async with story.listening():
        top = await ana.says("How many?", in_=story.group)
        await ana.says("Anybody?", in_=story.group, reply_to=top)
        await story.telegram.settled()
        root = await Message.of(story.workspace_id).get(thread_id=None)
        await story.says("2,000", thread=root.id)
        await story.settle()
    assert root.reply_count == 1
    assert ana.last(story.group).reply_to == top.id


async def test_a_command_is_answered_to_its_author_alone(story: Story) -> None:
    await story.in_group()
    async with story.listening():
        ana = await story.known("Ana")
        await ana.commands("/agents@ionflux_bot", in_=story.group)
        await story.telegram.settled()
    assert "There is no agent yet" in ana.last(ana.direct).text
    assert [one.text for one in ana.sees(story.group)] == ["/agents@ionflux_bot"]
    assert await story.here() == []


async def test_who_is_nobody_here_is_told_of_link(story: Story) -> None:
    await story.in_group()
    eve = story.telegram.person("Eve")
    async with story.listening():
        await eve.commands("/agents", in_=story.group)
        await story.telegram.settled()
    assert "/link account CODE" in eve.last(story.group).text
    assert eve.last(story.group).reply_to is not None


async def test_what_a_command_lacks_is_answered_by_a_reply(story: Story) -> None:
    await story.in_group()
    await make_configuration(story.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    async with story.listening():
        ana = await story.known("Ana")
        await ana.commands("/agent run", in_=story.group)
        await story.telegram.settled()
        question = ana.last(story.group).message
        assert question.is_force_reply
        await ana.says("agent = Brief Butler", in_=story.group, reply_to=question)
        await story.telegram.settled()
    run = await AgentRunLog.of(story.workspace_id).get()
    assert run.origin_json["channel_id"] == str(story.general)
    assert "Started Brief Butler" in ana.last(ana.direct).text


async def test_an_agent_mentioned_in_a_thread_answers_there_with_decisions_and_actions(story: Story) -> None:
    await story.in_group(is_forum=True)
    await make_configuration(story.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    async with story.listening():
        ana = await story.known("Ana")
        topic = await ana.opens_topic("Catalogue", in_=story.group)
        for text in (
            "Let's go with the blue label.", "I'll print it by Friday.", '@"Brief Butler" what did we decide?'
        ):  # fmt: skip
            await ana.says(text, in_=story.group, thread=topic)
            await story.telegram.settled()
    run = await AgentRunLog.of(story.workspace_id).get()
    root = await Message.of(story.workspace_id).get(thread_id=None)
    assert run.origin_json["thread_id"] == str(root.id)
    working = make_working(story.app, {}, Search(index_of(story.app)))
    await working.runner.perform(runs.JOB, run.run_id, 0)
    await working.checkpoints.close()
    await story.settle()
    answer = next(one for one in reversed(ana.sees(story.group)) if "Decisions" in one.text)
    assert answer.thread == "Catalogue"
    assert all(
        part in answer.text for part in ("Let's go with the blue label.", "Actions", "Ana", "print it")
    )


async def test_a_proposal_is_decided_by_a_button_and_late_clicks_are_told(story: Story) -> None:
    await story.in_group()
    async with story.listening():
        ana, ben = await story.known("Ana"), await story.known("Ben")
        await story.ask()
        card = ana.last(story.group).message
        assert ana.last(story.group).buttons == ("Approve", "Reject")
        first = await ana.presses(card, "Approve")
        await first.answered.wait()
        late = await ben.presses(card, "Reject")
        await late.answered.wait()
        eve = await story.telegram.person("Eve").presses(card, "Approve")
        await eve.answered.wait()
        await story.telegram.settled()
        await story.settle()
    assert first.answer == "Approve: noted."
    assert late.is_alert
    assert "already decided" in str(late.answer)
    assert "/link account" in str(eve.answer)
    assert ana.last(story.group).buttons == ()
    assert "Approve: decided by Ana on Telegram." in ana.last(story.group).text


async def test_what_is_proposed_is_changed_by_a_reply_before_it_is_approved(story: Story) -> None:
    await story.in_group()
    properties = {"copies": {"type": "integer", "minimum": 1}, "paper": {"type": "string"}}
    async with story.listening():
        ana = await story.known("Ana")
        await story.ask(editable_schema_json={"type": "object", "properties": properties})
        pressed = await ana.presses(ana.last(story.group).message, "Edit…")
        await pressed.answered.wait()
        await story.telegram.settled()
        question = ana.last(story.group).message
        assert "copies = 2000" in question.text
        await ana.says("copies = 1500\npaper = recycled", in_=story.group, reply_to=question)
        await story.telegram.settled()
        await story.settle()
    assert any("copies: 2000 → 1500." in text for text in story.seen())


async def test_what_telegram_cannot_read_is_sent_as_plain_text(story: Story) -> None:
    await story.in_group()
    story.telegram.faults.errs("sendmessage", status=400, error="can't parse entities: odd")
    await story.says("**odd**")
    await story.settle()
    assert story.seen() == ["Olive Owner\n**odd**"]


async def test_it_waits_as_long_as_telegram_says(story: Story) -> None:
    await story.in_group()
    story.telegram.faults.limits("sendmessage", retry_after=30)
    await story.says("one")
    await story.settle()
    link = await ChannelLink.of(story.workspace_id).get()
    assert link.next_at - link.updated_at > timedelta(seconds=25)
    assert (await Delivery.of(story.workspace_id).get()).state == "pending"


async def test_an_answer_that_was_lost_is_not_sent_for_ever(story: Story) -> None:
    await story.in_group()
    story.telegram.faults.cuts("sendmessage", times=9, after_effect=True)
    await story.says("one")
    for _ in range(6):
        await ChannelLink.of(story.workspace_id).update(next_at=None)
        await story.settle()
    assert story.seen() == ["Olive Owner\none"] * 4
    delivery = await Delivery.of(story.workspace_id).get()
    assert (delivery.state, delivery.repeats) == ("failed", 3)


async def test_a_bot_that_was_put_out_says_so_where_it_is_seen(story: Story) -> None:
    await story.in_group()
    story.group.is_bot_inside = False
    await story.says("one")
    await story.settle()
    link = await ChannelLink.of(story.workspace_id).get()
    assert (link.status, "kicked" in str(link.error_text)) == ("broken", True)


async def test_a_group_that_becomes_a_supergroup_stays_linked(story: Story) -> None:
    await story.in_group(is_plain=True)
    async with story.listening():
        new = story.telegram.upgrade(story.group)
        await story.telegram.person("Ana").says("Here now", in_=new)
        await story.telegram.settled()
        await story.says("Good")
        await story.settle()
    assert await story.here() == ["Ana: Here now", "Olive Owner: Good"]
    assert new.messages[max(new.messages)].text == "Olive Owner\nGood"


async def test_an_update_of_a_kind_never_seen_is_done_with(story: Story) -> None:
    await story.in_group()
    async with story.listening():
        await story.adapter.intake.take({"update_id": 1, "from_the_future": {"x": 1}})
        await story.adapter.intake.take({"update_id": 2, "message": {"message_id": "odd"}})
        await story.telegram.person("Ana").says("still here", in_=story.group)
        await story.telegram.settled()
    assert await story.here() == ["Ana: still here"]


async def test_the_menu_of_commands_is_registered(story: Story) -> None:
    async with story.listening():
        ana = story.telegram.person("Ana")
        await ana.says("hello", in_=ana.direct)
        await story.telegram.settled()
    known = {one["command"] for one in story.telegram.commands}
    assert {"help", "agents", "run_agent", "link"} <= known
    assert all(len(one["description"]) <= 256 for one in story.telegram.commands)


@asynccontextmanager
async def serving(adapter: TelegramAdapter) -> AsyncIterator[str]:
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


async def test_by_webhook_updates_come_in_and_forged_ones_are_refused(story: Story) -> None:
    await story.in_group()
    settings = TelegramSettings(
        token=story.telegram.token,
        api_url=story.telegram.url,
        webhook_secret="s3cret",  # type: ignore[arg-type]
    )
    adapter = TelegramAdapter(settings, story.host)
    async with serving(adapter) as url, aiohttp.ClientSession(url) as http:
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "forged"}):
            async with http.post("/telegram/webhook", json={"update_id": 1}, headers=headers) as answer:
                assert answer.status == 401
        good = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
        async with http.post("/telegram/webhook", data=b"{garbage", headers=good) as answer:
            assert answer.status == 200
        story.telegram.webhook_url, story.telegram.webhook_secret = f"{url}/telegram/webhook", "s3cret"
        await story.telegram.person("Ana").says("By webhook", in_=story.group)
        await story.telegram.settled()
    await adapter.close()
    assert await story.here() == ["Ana: By webhook"]
    assert not await mirrors.behind("slack")
