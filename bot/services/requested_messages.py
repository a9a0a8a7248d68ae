"""Messages that agents and services ask for by an event: each event posts one, whoever reads it how often."""

from collections.abc import Generator
from typing import Any, Literal
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.contracts.events import Event
from bot.contracts.messages import LARGEST_PAYLOAD, LONGEST_TEXT, OLD_NAMES, ContentType
from bot.contracts.unit import Unit
from bot.services import channels, posts
from bot.services.events import handling
from bot.services.storing import NewMessage, storing
from config.errors import InvalidInput
from storage.bulk import Call, Found, Steps
from storage.models.agents import AgentConfiguration
from storage.models.chat import Channel, ChannelMember, Message

CONSUMER = "requested_messages"
TOPICS = ("ionflux.agent",)
REQUESTED = "ionflux.agent.output.chat_message_requested"
_CARRIED = {
    ContentType.TEXT: "text_body",
    ContentType.MARKDOWN: "text_body",
    ContentType.JSON_DATA: "json_payload",
    ContentType.AGENT_STATUS_UPDATE: "status_update_json",
}


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True)

    channel_id: UUID
    sender_id: UUID | None = None
    sender_type: Literal["agent", "system"]
    content_type: str = Field(max_length=40)
    content_json: dict[str, Any]
    thread_id: UUID | None = None


async def handle(unit: Unit, event: Event) -> None:
    """Put the requested message on the unit, once; other events are passed over and leave no trace.

    Raises:
        InvalidInput: what is asked for cannot be posted, with a code that says why.
    """
    if event.event_type != REQUESTED:
        return
    if event.workspace_id is None:
        raise InvalidInput("The event belongs to no workspace.", code="message_malformed")
    asked = _read(event.payload_json)
    channel = await Channel.of(event.workspace_id).get_or_none(id=asked.channel_id)
    if channel is None:
        raise InvalidInput("There is no such channel in the event's workspace.", code="channel_unknown")
    sender_id, name = await _sender(event.workspace_id, asked, channel)
    if asked.thread_id is not None:
        parents = Message.of(event.workspace_id).filter(id=asked.thread_id, channel_id=channel.id)
        if not await parents.filter(thread_id=None).exists():
            raise InvalidInput("There is no such thread in the channel.", code="thread_unknown")
    new = NewMessage(
        workspace_id=event.workspace_id,
        channel_id=channel.id,
        sender_id=sender_id,
        sender_type=asked.sender_type,
        content_type=_content_type(asked),
        content_json=asked.content_json,
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=asked.thread_id,
        client_message_id=f"event:{event.event_id}",
    )
    unit.write(Steps(lambda: _posting(unit, event, new, (channel.type, name))))


def _posting(
    unit: Unit, event: Event, new: NewMessage, where: tuple[str, str]
) -> Generator[Call, Found, None]:
    if not (yield from handling(CONSUMER, event.event_id, unit.now)):
        return
    outcome = yield from storing(new)
    if outcome is None or not outcome[1]:
        return
    channel_type, name = where
    yield from posts.recording(unit, outcome[0], channel_type)
    posts.news(outcome[0], name).tell(unit)


def _read(payload: Any) -> _Payload:
    try:
        asked = _Payload.model_validate(payload)
    except ValidationError as unfit:
        at = ".".join(str(part) for part in unfit.errors()[0]["loc"])
        code = "sender_not_allowed" if at == "sender_type" else "message_malformed"
        raise InvalidInput(f"{at}: {unfit.errors()[0]['msg']}", code=code) from unfit
    carried = _CARRIED.get(_content_type(asked))
    content = asked.content_json.get(carried or "")
    is_text = isinstance(content, str) and 1 <= len(content) <= LONGEST_TEXT
    is_small = len(orjson.dumps(asked.content_json)) <= LARGEST_PAYLOAD
    if carried is None or not (is_text if carried == "text_body" else content is not None and is_small):
        raise InvalidInput(f"{asked.content_type[:40]} does not carry that.", code="content_not_allowed")
    return asked


def _content_type(asked: _Payload) -> ContentType:
    try:
        return ContentType(OLD_NAMES.get(asked.content_type, asked.content_type))
    except ValueError:
        raise InvalidInput("There is no such content type.", code="content_not_allowed") from None


async def _sender(workspace_id: UUID, asked: _Payload, channel: Channel) -> tuple[UUID, str]:
    """Who posts, and their name. An agent posts where everybody reads, and where who set it up is."""
    is_open = channel.type in channels.OPEN_TYPES
    if channel.type == "dm":
        raise InvalidInput("A direct conversation is between two people.", code="sender_not_allowed")
    if asked.sender_type == "system":
        return workspace_id, posts.SYSTEM_NAME
    agent = await AgentConfiguration.of(workspace_id).get_or_none(id=asked.sender_id)
    if agent is None:
        raise InvalidInput("There is no such agent in the workspace.", code="sender_not_allowed")
    theirs = ChannelMember.of(workspace_id).filter(channel_id=channel.id, user_id=agent.created_by_user_id)
    if not is_open and not await theirs.exists():
        raise InvalidInput("The agent may not post in this channel.", code="sender_not_allowed")
    return agent.id, agent.name
