"""REST: channels and messages."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from adapters.web.api.parts import Body, Id, Page, Parts, changes_in, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.contracts.messages import InboundMessage
from bot.services import access, channels, chat
from bot.services.channels import ChannelView
from bot.services.posts import MessageView

LONGEST_TEXT = 16_000


class NewChannel(Body):
    """A channel about to be made."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$", description="Lower case, digits, - and _")
    type: Literal["public", "private"] = "public"
    description_text: str | None = Field(None, max_length=2_000)


class ChannelChange(Body):
    """What can be changed of a channel."""

    name: str = Field("", pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")
    description_text: str | None = Field(None, max_length=2_000)


class Text(Body):
    """What a text message carries."""

    text_body: str = Field(min_length=1, max_length=LONGEST_TEXT)


class NewMessage(Body):
    """A message about to be sent. People send text; the server sets who, when and where."""

    content_type: Literal["text", "markdown"]
    content_json: Text
    client_message_id: str | None = Field(None, min_length=1, max_length=100)
    thread_id: Id | None = None

    def said(self, channel_id: UUID) -> InboundMessage:
        """What is said in that channel."""
        return InboundMessage(
            channel_id=channel_id,
            content_type=self.content_type,
            content_json=self.content_json.model_dump(),
            thread_id=self.thread_id,
            client_message_id=self.client_message_id,
        )


class MessageChange(Body):
    """A message's new text."""

    content_json: Text


class Read(Body):
    """How far one has read."""

    seq: int = Field(ge=0)


class Window(BaseModel):
    """Which messages."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=200)
    before: int | None = Field(None, ge=0, le=2**53)
    after: int | None = Field(None, ge=0, le=2**53)
    cursor: int | None = Field(None, ge=0, le=2**53, description="next_cursor of the page before")
    thread_id: Id | Literal["none"] | None = None


class Messages:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def channels(self, call: Request) -> dict[str, Any]:
        """The channels one may read."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            return page_of(await channels.listed(unit), call.query)

    async def create_channel(self, call: Request) -> ChannelView:
        """A new channel."""
        body: NewChannel = call.body
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await channels.create(
                unit, name=body.name, channel_type=body.type, description_text=body.description_text
            )

    async def channel(self, call: Request) -> ChannelView:
        """One channel."""
        async with self._gate.reading(call.actor, await self._home(call)) as unit:
            return await channels.get(unit, uuid_in(call, "channel_id"))

    async def update_channel(self, call: Request) -> ChannelView:
        """Change name or description."""
        changes = changes_in(call)
        async with self._gate.unit(call.actor, await self._home(call)) as unit:
            return await channels.update(unit, uuid_in(call, "channel_id"), changes)

    async def listed(self, call: Request) -> dict[str, Any]:
        """A channel's messages, newest first."""
        window: Window = call.query
        before = window.before if window.before is not None else window.cursor
        async with self._gate.reading(call.actor, await self._home(call)) as unit:
            found = await chat.messages(
                unit, uuid_in(call, "channel_id"), limit=window.limit, before=before, after=window.after,
                thread=window.thread_id,
            )  # fmt: skip
        # A cursor leads to older messages; who asks for newer ones goes on from the first.
        has_more = len(found) == window.limit and window.after is None
        return {"items": list(found), "next_cursor": str(found[-1].seq) if has_more else None}

    async def post(self, call: Request) -> MessageView:
        """Send a message; the same client_message_id again gives the first one."""
        home = await self._home(call)
        said = call.body.said(uuid_in(call, "channel_id"))
        stored: MessageView = await self._gate.message(call.actor, home, said)
        return stored

    async def edit(self, call: Request) -> MessageView:
        """Change the text of one's own message."""
        async with self._gate.unit(call.actor, await self._message_home(call)) as unit:
            return await chat.edit(unit, uuid_in(call, "message_id"), call.body.content_json.text_body)

    async def delete(self, call: Request) -> None:
        """Take a message back."""
        async with self._gate.unit(call.actor, await self._message_home(call)) as unit:
            await chat.delete(unit, uuid_in(call, "message_id"))

    async def read(self, call: Request) -> ChannelView:
        """Remember how far one has read."""
        async with self._gate.unit(call.actor, await self._home(call)) as unit:
            return await channels.mark_read(unit, uuid_in(call, "channel_id"), call.body.seq)

    @staticmethod
    async def _home(call: Request) -> UUID:
        return await access.home_of(call.actor, "channel", uuid_in(call, "channel_id"))

    @staticmethod
    async def _message_home(call: Request) -> UUID:
        return await access.home_of(call.actor, "message", uuid_in(call, "message_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, channel, message = Messages(parts), ChannelView, MessageView
    root, one = "/api/v1/workspaces/{workspace_id}/channels", "/api/v1/channels/{channel_id}"
    msg = "/api/v1/messages/{message_id}"
    yield Route(method="GET", path=root, permission="channels.read", handler=do.channels,
                summary="The channels one may read", answer=channel, query=Page, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission="channels.create", handler=do.create_channel,
                body=NewChannel, summary="Make a channel", status=201, answer=channel)  # fmt: skip
    yield Route(method="GET", path=one, permission="channels.read", handler=do.channel,
                summary="One channel", answer=channel)  # fmt: skip
    yield Route(method="PATCH", path=one, permission="channels.manage", handler=do.update_channel,
                body=ChannelChange, summary="Change a channel", answer=channel)  # fmt: skip
    yield Route(method="GET", path=f"{one}/messages", permission="messages.read", handler=do.listed,
                query=Window, summary="Its messages, newest first", answer=message, is_list=True)  # fmt: skip
    yield Route(method="POST", path=f"{one}/messages", permission="messages.post", handler=do.post,
                body=NewMessage, summary="Send a message", status=201, answer=message)  # fmt: skip
    yield Route(method="POST", path=f"{one}/read", permission="messages.read", handler=do.read, body=Read,
                summary="Remember how far one has read", answer=channel)  # fmt: skip
    yield Route(method="PATCH", path=msg, permission="messages.post", handler=do.edit, body=MessageChange,
                summary="Change one's own message", answer=message)  # fmt: skip
    yield Route(method="DELETE", path=msg, permission="messages.post", handler=do.delete,
                summary="Take a message back", status=204)  # fmt: skip
