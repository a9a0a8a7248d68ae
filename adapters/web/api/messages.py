"""REST: messages and what stood in them."""

from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID

import orjson
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from adapters.web.api.parts import Body, Id, Page, Parts, home_in, int_cursor, listing, uuid_in
from bot.contracts.adapters import Request, Route
from bot.contracts.messages import LARGEST_PAYLOAD, LONGEST_TEXT, InboundMessage
from bot.services import access, chat
from bot.services.chat import MessageEditView
from bot.services.posts import MessageView


class Text(Body):
    """What a text message carries."""

    text_body: str = Field(min_length=1, max_length=LONGEST_TEXT)


class NamedFile(Body):
    """A file that was uploaded to the channel; what it is the server knows."""

    file_id: Id


class Content(Body):
    """What a message carries: a text or Markdown one its text, one of data the data, one with a file that and
    perhaps a text.
    """

    text_body: str | None = Field(None, min_length=1, max_length=LONGEST_TEXT)
    json_payload: Any = None
    file_details_json: NamedFile | None = None

    @field_validator("json_payload")
    @classmethod
    def _is_small(cls, value: Any) -> Any:
        if len(orjson.dumps(value)) > LARGEST_PAYLOAD:
            raise ValueError(f"at most {LARGEST_PAYLOAD // 1024} KiB")
        return value


_CARRIED = {
    "text": "text_body",
    "markdown": "text_body",
    "json_data": "json_payload",
    "file_attachment": "file_details_json",
}


class NewMessage(Body):
    """A message about to be sent. People send text, data and files; the server sets who, when and where."""

    content_type: Literal["text", "markdown", "json_data", "file_attachment"]
    content_json: Content
    client_message_id: str | None = Field(None, min_length=1, max_length=100)
    thread_id: Id | None = None

    @model_validator(mode="after")
    def _fits(self) -> "NewMessage":
        carried, content = _CARRIED[self.content_type], self.content_json
        is_empty = carried != "json_payload" and getattr(content, carried) is None
        beside = {"text_body"} if carried == "file_details_json" else set()
        if content.model_fields_set - beside != {carried} - beside or is_empty:
            raise ValueError(f"{self.content_type} carries a {carried} and nothing else")
        return self

    def said(self, channel_id: UUID) -> InboundMessage:
        """What is said in that channel."""
        return InboundMessage(
            channel_id=channel_id,
            content_type=self.content_type,
            content_json=self.content_json.model_dump(mode="json", exclude_unset=True),
            thread_id=self.thread_id,
            client_message_id=self.client_message_id,
        )


class MessageChange(Body):
    """A message's new text."""

    content_json: Text


class Window(BaseModel):
    """Which messages."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(50, ge=1, le=200)
    before: int | None = Field(None, ge=0, le=2**53)
    after: int | None = Field(None, ge=0, le=2**53)
    around: int | None = Field(None, ge=0, le=2**53, description="Half before that seq, half from it on")
    cursor: int | None = Field(None, ge=0, le=2**53, description="next_cursor of the page before")
    thread_id: Id | Literal["none"] | None = None


class Messages:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """A channel's messages, newest first."""
        window: Window = call.query
        before = window.before if window.before is not None else window.cursor
        home = await home_in(call, "channel")
        async with self._gate.reading(call.actor, home) as unit:
            found = await chat.messages(
                unit, uuid_in(call, "channel_id"), limit=window.limit, before=before, after=window.after,
                around=window.around if before is None else None, thread=window.thread_id,
            )  # fmt: skip
        # A cursor leads to older messages; who asks for newer ones goes on from the first.
        has_more = len(found) == window.limit and window.after is None
        if before is None and window.around is not None:
            older = sum(one.seq < window.around for one in found)
            has_more = window.limit > 1 and older == window.limit // 2
        return {"items": list(found), "next_cursor": str(found[-1].seq) if has_more else None}

    async def get(self, call: Request) -> MessageView:
        """One message."""
        async with self._gate.reading(call.actor, await home_in(call, "message")) as unit:
            return await chat.get(unit, uuid_in(call, "message_id"))

    async def edits(self, call: Request) -> dict[str, Any]:
        """What stood there before."""
        async with self._gate.reading(call.actor, await home_in(call, "message")) as unit:
            found = await chat.edits(
                unit, uuid_in(call, "message_id"), limit=call.query.limit, before=int_cursor(call.query)
            )
        return listing(found, page=call.query, field="seq")

    async def post(self, call: Request) -> MessageView:
        """Send a message; the same client_message_id again gives the first one."""
        channel_id = uuid_in(call, "channel_id")
        home = await access.home_of(call.actor, "channel", channel_id)
        stored: MessageView = await self._gate.message(call.actor, home, call.body.said(channel_id))
        return stored

    async def edit(self, call: Request) -> MessageView:
        """Change the text of one's own message."""
        async with self._gate.unit(call.actor, await home_in(call, "message")) as unit:
            return await chat.edit(unit, uuid_in(call, "message_id"), call.body.content_json.text_body)

    async def delete(self, call: Request) -> None:
        """Take a message back."""
        async with self._gate.unit(call.actor, await home_in(call, "message")) as unit:
            await chat.delete(unit, uuid_in(call, "message_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, message = Messages(parts), MessageView
    root, one = "/api/v1/channels/{channel_id}/messages", "/api/v1/messages/{message_id}"
    yield Route(method="GET", path=root, permission="messages.read", handler=do.listed,
                query=Window, summary="Its messages, newest first", answer=message, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission="messages.post", handler=do.post,
                body=NewMessage, summary="Send a message", status=201, answer=message)  # fmt: skip
    yield Route(method="GET", path=one, permission="messages.read", handler=do.get,
                summary="One message", answer=message)  # fmt: skip
    yield Route(method="GET", path=f"{one}/edits", permission="messages.read", handler=do.edits, query=Page,
                summary="What stood in it before, newest first", answer=MessageEditView,
                is_list=True)  # fmt: skip
    yield Route(method="PATCH", path=one, permission="messages.post", handler=do.edit, body=MessageChange,
                summary="Change one's own message", answer=message)  # fmt: skip
    yield Route(method="DELETE", path=one, permission="messages.post", handler=do.delete,
                summary="Take a message back", status=204)  # fmt: skip
