"""REST: what one does with a message without writing: react, pin, follow the thread under it."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict

from adapters.web.api.parts import Page, Parts, home_in, page_of, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import access, pins, reactions, threads
from bot.services.posts import MessageView


class FollowView(BaseModel):
    """Whether one follows a thread."""

    model_config = ConfigDict(frozen=True)

    is_following: bool


class Reactions:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def react(self, call: Request) -> MessageView:
        """Put an emoji under it."""
        async with self._gate.unit(call.actor, await home_in(call, "message")) as unit:
            return await reactions.put(unit, uuid_in(call, "message_id"), call.params["emoji"])

    async def take_back(self, call: Request) -> MessageView:
        """Take the emoji back."""
        async with self._gate.unit(call.actor, await home_in(call, "message")) as unit:
            return await reactions.take_back(unit, uuid_in(call, "message_id"), call.params["emoji"])

    async def pins(self, call: Request) -> dict[str, Any]:
        """The channel's pinned messages."""
        channel_id = uuid_in(call, "channel_id")
        home = await access.home_of(call.actor, "channel", channel_id)
        async with self._gate.reading(call.actor, home) as unit:
            return page_of(await pins.listed(unit, channel_id), call.query)

    async def pin(self, call: Request) -> MessageView:
        """Pin it."""
        async with self._gate.unit(call.actor, await home_in(call, "message")) as unit:
            return await pins.put(unit, uuid_in(call, "message_id"))

    async def unpin(self, call: Request) -> MessageView:
        """Unpin it."""
        async with self._gate.unit(call.actor, await home_in(call, "message")) as unit:
            return await pins.take_off(unit, uuid_in(call, "message_id"))

    async def is_following(self, call: Request) -> FollowView:
        """Whether one follows the thread."""
        async with self._gate.reading(call.actor, await home_in(call, "message")) as unit:
            return FollowView(is_following=await threads.is_following(unit, uuid_in(call, "message_id")))

    async def follow(self, call: Request) -> None:
        """Follow the thread."""
        async with self._gate.unit(call.actor, await home_in(call, "message")) as unit:
            await threads.follow(unit, uuid_in(call, "message_id"))

    async def unfollow(self, call: Request) -> None:
        """Follow it no longer."""
        async with self._gate.unit(call.actor, await home_in(call, "message")) as unit:
            await threads.follow(unit, uuid_in(call, "message_id"), is_following=False)


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, message = Reactions(parts), MessageView
    one = "/api/v1/messages/{message_id}"
    emoji, pin, follow = f"{one}/reactions/{{emoji}}", f"{one}/pin", f"{one}/follow"
    yield Route(method="PUT", path=emoji, permission="messages.post", handler=do.react,
                summary="Put an emoji under a message", answer=message)  # fmt: skip
    yield Route(method="DELETE", path=emoji, permission="messages.post", handler=do.take_back,
                summary="Take one's emoji back", answer=message)  # fmt: skip
    yield Route(method="GET", path="/api/v1/channels/{channel_id}/pins", permission="messages.read",
                handler=do.pins, query=Page, summary="Its pinned messages, the last pinned first",
                answer=message, is_list=True)  # fmt: skip
    yield Route(method="PUT", path=pin, permission="messages.read", handler=do.pin,
                summary="Pin a message", answer=message)  # fmt: skip
    yield Route(method="DELETE", path=pin, permission="messages.read", handler=do.unpin,
                summary="Unpin a message", answer=message)  # fmt: skip
    yield Route(method="GET", path=follow, permission="messages.read", handler=do.is_following,
                summary="Whether one follows the thread under it", answer=FollowView)  # fmt: skip
    yield Route(method="PUT", path=follow, permission="messages.read", handler=do.follow,
                summary="Follow the thread under it", status=204)  # fmt: skip
    yield Route(method="DELETE", path=follow, permission="messages.read", handler=do.unfollow,
                summary="Follow the thread under it no longer", status=204)  # fmt: skip
