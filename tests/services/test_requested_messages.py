"""Messages that are asked for by an event, and the fact that is kept of those that concern somebody."""

from typing import Any
from uuid import UUID

import orjson
import pytest

from bot.app import App
from bot.contracts.events import Event
from bot.contracts.unit import Actor, ActorType, Role
from bot.runtime.consumer import Consumer
from bot.services import chat, requested_messages
from config.clock import new_id
from storage.models.chat import Message
from storage.models.events import DeadLetter, OutboxEvent
from tests.factories import (
    make_channel,
    make_configuration,
    make_entry,
    make_event,
    make_member,
    make_workspace,
    said_in,
)
from tests.fakes import ScriptedReader


class Ground:
    """A workspace with an agent, and a consumer that is given events."""

    def __init__(self, app: App, workspace_id: UUID, owner: UUID) -> None:
        self.app, self.workspace_id, self.owner = app, workspace_id, owner
        self.actor = Actor(type=ActorType.USER, id=owner, role=Role.OWNER)

    def asking(self, meant: UUID, **payload: Any) -> Event:
        valid = {
            "channel_id": str(meant),
            "sender_id": None,
            "sender_type": "system",
            "content_type": "markdown",
            "content_json": {"text_body": "**Ready**"},
            "thread_id": None,
        }
        return make_event(
            requested_messages.REQUESTED, workspace_id=self.workspace_id, payload_json=valid | payload
        )

    async def consume(self, *events: Event) -> None:
        reader = ScriptedReader([make_entry(one) for one in events])
        consumer = Consumer(
            requested_messages.CONSUMER,
            reader,
            requested_messages.handle,
            units=self.app.units,
            settings=self.app.settings.log,
        )
        await consumer._batch(await reader.read())

    async def post(self, channel_id: UUID, **said: Any) -> UUID:
        mentions = said.pop("mentions", ())
        async with self.app.units.grouped_unit(self.actor, self.workspace_id) as unit:
            posted = await chat.post(unit, said_in(channel_id, **said), mentions=mentions)
        return posted().id


@pytest.fixture
async def ground(app: App) -> Ground:
    return Ground(app, *await make_workspace())


async def test_an_event_posts_one_message_however_often_it_is_read(ground: Ground) -> None:
    channel_id = await make_channel(ground.workspace_id)
    agent = await make_configuration(ground.workspace_id, "Scout", created_by_user_id=ground.owner)
    event = ground.asking(channel_id, sender_type="agent", sender_id=str(agent))
    other = make_event("ionflux.agent.run.completed", workspace_id=ground.workspace_id)
    await ground.consume(event, event, other)
    await ground.consume(event)
    rows = await Message.of(ground.workspace_id).filter(channel_id=channel_id)
    assert [(row.sender_id, row.sender_type, row.content_json, row.client_message_id) for row in rows] == [
        (agent, "agent", {"text_body": "**Ready**"}, f"event:{event.event_id}")
    ]
    assert await DeadLetter.filter(consumer=requested_messages.CONSUMER).count() == 0


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"sender_type": "user"}, "sender_not_allowed"),
        ({"sender_type": "agent", "sender_id": str(new_id())}, "sender_not_allowed"),
        ({"channel_id": str(new_id())}, "channel_unknown"),
        ({"channel_id": "general"}, "message_malformed"),
        ({"thread_id": str(new_id())}, "thread_unknown"),
        ({"content_type": "interactive_proposal"}, "content_not_allowed"),
        ({"content_type": "poem"}, "content_not_allowed"),
        ({"content_json": {"text_body": "x" * 16_001}}, "content_not_allowed"),
        (
            {"content_type": "json_data", "content_json": {"json_payload": "x" * 70_000}},
            "content_not_allowed",
        ),
        ({"content_json": None}, "message_malformed"),
    ],
)
async def test_what_cannot_be_posted_is_parked_with_the_reason(
    ground: Ground, payload: dict[str, Any], reason: str
) -> None:
    await ground.consume(ground.asking(await make_channel(ground.workspace_id), **payload))
    assert await DeadLetter.filter().values_list("reason", "attempts") == [(reason, 1)]
    assert await Message.of(ground.workspace_id).count() == 0


async def test_a_request_reaches_no_channel_of_another_workspace_and_none_its_agent_may_not_enter(
    ground: Ground,
) -> None:
    other_id, _ = await make_workspace("Other")
    member = await make_member(ground.workspace_id)
    agent = str(await make_configuration(ground.workspace_id, created_by_user_id=ground.owner))
    closed = await make_channel(ground.workspace_id, "board", channel_type="private", members=(member,))
    theirs = await make_channel(ground.workspace_id, "us", channel_type="dm", members=(ground.owner, member))
    await ground.consume(
        ground.asking(await make_channel(other_id)),
        ground.asking(closed, sender_type="agent", sender_id=agent),
        ground.asking(theirs, sender_type="agent", sender_id=agent),
        ground.asking(theirs),
    )
    parked = await DeadLetter.filter().order_by("id").values_list("reason", flat=True)
    assert sorted(parked) == ["channel_unknown", *["sender_not_allowed"] * 3]


async def test_the_old_name_of_a_status_is_understood(ground: Ground) -> None:
    channel_id = await make_channel(ground.workspace_id)
    status = {"status_update_json": {"status": "running", "text": "Looking"}}
    await ground.consume(
        ground.asking(channel_id, content_type="agent_command_response", content_json=status)
    )
    rows = await Message.of(ground.workspace_id).filter(channel_id=channel_id)
    assert [row.content_type for row in rows] == ["agent_status_update"]


async def test_a_message_that_concerns_somebody_is_recorded_once(ground: Ground) -> None:
    member = await make_member(ground.workspace_id)
    channel_id = await make_channel(ground.workspace_id)
    direct = await make_channel(ground.workspace_id, "dm", channel_type="dm", members=(ground.owner, member))
    root = await ground.post(channel_id, text="to nobody in particular")
    mention = {"type": "user", "id": str(member), "name": "Ann", "text": "@ann"}
    said = [
        await ground.post(channel_id, text="x" * 300, thread_id=root, client_message_id="r"),
        await ground.post(channel_id, text="x" * 300, thread_id=root, client_message_id="r"),
        await ground.post(channel_id, text="@ann", mentions=[mention]),
        await ground.post(direct, text="psst"),
    ]
    assert said[0] == said[1]
    kept = [
        orjson.loads(row.envelope) for row in await OutboxEvent.filter(topic="ionflux.chat").order_by("id")
    ]
    assert {one["event_type"] for one in kept} == {chat.POSTED}
    told = [one["payload_json"] for one in kept]
    assert [UUID(one["message_id"]) for one in told] == [said[0], said[2], said[3]]
    assert told[0] == {
        "message_id": str(said[0]), "channel_id": str(channel_id), "channel_type": "public",
        "thread_id": str(root), "sender_id": str(ground.owner), "sender_type": "user",
        "mentions_json_array": [], "text_preview": "x" * 200,
    }  # fmt: skip
    assert told[1]["mentions_json_array"] == [mention]
    assert told[2]["channel_type"] == "dm"
