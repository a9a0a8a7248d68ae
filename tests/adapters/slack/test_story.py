"""Slack and IONFLUX as one conversation: the kernel's own parts, with the real library on a local Slack."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.adapter import SlackAdapter
from bot.app import App
from bot.contracts.platforms import Installation
from bot.contracts.unit import Role
from bot.gates import Gates, make_gates
from storage.models.agents import AgentRunLog
from storage.models.chat import Message
from storage.models.mirrors import ChannelLink, Delivery
from tests.adapters.slack.making import settings
from tests.factories import make_configuration
from tests.platforms.ground import Ground
from tests.platforms.slack.people import Person
from tests.platforms.slack.server import SlackServer

pytestmark = pytest.mark.servers


class Story(Ground):
    """Channel general is one conversation with Slack's #shop."""

    def __init__(self, app: App, gates: Gates, folder: Path, slack: SlackServer) -> None:
        super().__init__(app, gates, folder, ("slack",))
        self.slack = slack
        self.adapter = SlackAdapter(settings(slack), self.host)
        self.adapters["slack"] = self.adapter
        self.shop = slack.channel("shop")

    async def in_shop(self) -> None:
        await self.begin()
        await self.link("slack", self.shop.id)

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        before = self.slack.sockets.opened
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(self.adapter.listen())
            await self.slack.sockets.connected(before + 1)
            yield
            task.cancel()

    async def known(self, name: str, role: Role = Role.MEMBER) -> Person:
        person = self.slack.person(name)
        before = len(person.told)
        await person.commands(f"/link account {await self.code_of(name, role)}", in_=self.shop)
        await self.slack.until(lambda: len(person.told) > before)
        return person

    async def asks(self, person: Person, line: str) -> str:
        """The command's private answer."""
        before = len(person.told)
        await person.commands(line, in_=self.shop)
        await self.slack.until(lambda: len(person.told) > before)
        return person.told[-1].text

    async def presses(self, person: Person, message: Any, label: str) -> str:
        before = len(person.told)
        await person.presses(message, label)
        await self.slack.until(lambda: len(person.told) > before)
        return person.told[-1].text

    def seen(self) -> list[str]:
        return [one.text for one in self.slack.person("Reader").sees(self.shop)]


@pytest.fixture
async def story(app: App, tmp_path: Path, slack: SlackServer) -> AsyncIterator[Story]:
    opened = Story(app, make_gates(app), tmp_path / "files", slack)
    await opened.in_shop()
    yield opened
    await opened.adapter.close()


async def test_messages_edits_reactions_threads_and_files_cross_both_ways(story: Story) -> None:
    slack, ana = story.slack, story.slack.person("Ana Holm")
    async with story.listening():
        theirs = await ana.says("Good *morning* <all>", in_=story.shop)
        await ana.says("", in_=story.shop, files=[("plan.txt", b"all of it")])
        await slack.settled()
        await story.fetch()
        ours = await story.says(
            "Hello **there**", thread=(await Message.of(story.workspace_id).order_by("seq"))[0].id
        )
        await story.settle()
        await ana.edits(theirs, "Good evening")
        await slack.settled()
        await story.edit(ours, "Goodbye")
        await story.settle()
        copy = ana.sees(story.shop)[1]
        await ana.reacts(copy.message, "👍")
        await slack.settled()
    assert await story.here() == ["Ana Holm: Good evening", "Ana Holm: ", "Olive Owner: Goodbye"]
    assert (copy.author, copy.text, copy.thread) == ("Olive Owner", "Goodbye", theirs.ts)
    message = await Message.of(story.workspace_id).get(content_type="file_attachment")
    assert message.content_json["file_details_json"]["name"] == "plan.txt"
    await story.delete(ours)
    await story.settle()
    assert [one.text for one in ana.sees(story.shop)] == ["Good evening", ""]


async def test_a_mention_starts_one_run_though_slack_tells_of_it_twice(story: Story) -> None:
    await make_configuration(story.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    async with story.listening():
        ana = await story.known("Ana")
        root = await ana.says("What now?", in_=story.shop)
        await ana.says('@IONFLUX @"Brief Butler" what did we decide?', in_=story.shop, thread=root)
        await story.slack.settled()
    run = await AgentRunLog.of(story.workspace_id).get()
    first = await Message.of(story.workspace_id).get(thread_id=None)
    assert run.origin_json["thread_id"] == str(first.id)


async def test_a_command_is_answered_alone_and_what_it_lacks_is_asked_for(story: Story) -> None:
    await make_configuration(story.workspace_id, "Brief Butler", agent_definition_id="agent_007_refactored")
    async with story.listening():
        eve = story.slack.person("Eve")
        assert "/link account CODE" in await story.asks(eve, "/agents")
        ana = await story.known("Ana")
        assert "Brief Butler" in await story.asks(ana, "/agents")
        await ana.commands("/agent run", in_=story.shop)
        modal = await story.slack.until(lambda: ana.modal)
        label = modal.view["blocks"][0]["label"]["text"]
        before = len(ana.told)
        await ana.submits(modal, {label: "Nobody at all"})
        assert modal.errors
        await ana.submits(modal, {label: "Brief Butler"})
        await story.slack.until(lambda: len(ana.told) > before)
    assert "Started *Brief Butler*" in ana.told[-1].text
    assert (await AgentRunLog.of(story.workspace_id).get()).origin_json["channel_id"] == str(story.general)
    assert story.seen() == []


async def test_a_proposal_is_decided_by_a_button_and_late_clicks_are_told(story: Story) -> None:
    async with story.listening():
        ana, ben = await story.known("Ana"), await story.known("Ben")
        await story.ask()
        (card,) = ana.sees(story.shop)
        assert card.buttons == ("Approve", "Reject")
        assert await story.presses(ana, card.message, "Approve") == "Approve: noted."
        assert "already decided" in await story.presses(ben, card.message, "Reject")
        assert "/link account" in await story.presses(story.slack.person("Eve"), card.message, "Approve")
        await story.settle()
    (card,) = ana.sees(story.shop)
    assert card.buttons == ()
    assert "Approve: decided by Ana on Slack." in card.text


async def test_what_is_proposed_is_changed_in_a_dialogue_before_it_is_approved(story: Story) -> None:
    properties = {"copies": {"type": "integer", "minimum": 1}, "paper": {"type": "string"}}
    async with story.listening():
        ana = await story.known("Ana")
        await story.ask(editable_schema_json={"type": "object", "properties": properties})
        before = len(ana.told)
        await ana.presses(ana.sees(story.shop)[0].message, "Edit…")
        modal = await story.slack.until(lambda: ana.modal)
        await ana.submits(modal, {"copies": "1500", "paper": "recycled"})
        await story.slack.until(lambda: len(ana.told) > before)
        await story.settle()
    assert any("copies: 2000 → 1500." in text for text in story.seen())


async def test_an_answer_that_was_lost_is_looked_up_and_not_sent_again(story: Story) -> None:
    story.slack.faults.cuts("chat.postMessage", times=1, after_effect=True)
    await story.says("one")
    for _ in range(2):
        await ChannelLink.of(story.workspace_id).update(next_at=None)
        await story.settle()
    assert story.seen() == ["one"]
    assert (await Delivery.of(story.workspace_id).get()).state == "sent"


async def test_it_waits_as_long_as_slack_says(story: Story) -> None:
    story.slack.faults.limits("chat.postMessage", retry_after=30)
    await story.says("one")
    await story.settle()
    link = await ChannelLink.of(story.workspace_id).get()
    assert link.next_at - link.updated_at > timedelta(seconds=25)


async def test_a_bot_whose_token_was_taken_back_says_so_where_it_is_seen(story: Story) -> None:
    story.slack.team.is_revoked = True
    await story.says("one")
    await story.settle()
    link = await ChannelLink.of(story.workspace_id).get()
    assert (link.status, "token" in str(link.error_text)) == ("broken", True)


async def test_a_direct_message_is_a_private_channel_of_those_who_are_linked(story: Story) -> None:
    async with story.listening():
        eve = story.slack.person("Eve")
        await eve.says("hello", in_=eve.direct)
        await story.slack.until(lambda: len(eve.sees(eve.direct)) == 2)
        assert "/link account CODE" in eve.sees(eve.direct)[1].text
        ana = await story.known("Ana")
        await ana.says("hello", in_=ana.direct)
        await story.slack.settled()


async def test_a_channel_is_linked_by_a_command_given_there(story: Story) -> None:
    other = story.slack.channel("other", with_bot=False)
    team = story.slack.team
    granted = Installation(account=team.id, name=team.name, token=team.token)
    await story.gate.installed("slack", granted, story.workspace_id)
    async with story.listening():
        ana = await story.known("Ana", Role.ADMIN)
        await ana.commands("/link channel alerts", in_=other)
        await story.slack.until(lambda: len(ana.told) == 2)
        await ana.says("heard", in_=other)
        await story.slack.settled()
    texts = [row.content_json.get("text_body") for row in await Message.of(story.workspace_id)]
    assert texts == ["heard"]
