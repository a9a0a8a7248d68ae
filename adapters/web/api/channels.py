"""REST: channels, who is in them, how far one has read."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from adapters.web.api.parts import Body, Id, Page, Parts, changes_in, home_in, listing, uuid_cursor, uuid_in
from bot.contracts.adapters import Request, Route
from bot.services import channel_members, channels, read_marks
from bot.services.channels import ChannelView
from bot.services.workspaces import MemberView

_NAME = r"^[a-z0-9][a-z0-9_-]{0,79}$"


class NewChannel(Body):
    """A channel about to be made. A direct one has no name and exactly one other member; an agent's own is
    called after the agent where it has no name.
    """

    name: str | None = Field(None, pattern=_NAME, description="Lower case, digits, - and _")
    type: Literal["public", "private", "dm", "agent_dedicated"] = "public"
    description_text: str | None = Field(None, max_length=2_000)
    member_user_ids_array: list[Id] = Field(default_factory=list, max_length=1_000)
    bound_agent_configuration_id: Id | None = None


class ChannelChange(Body):
    """What can be changed of a channel."""

    name: str = Field("", pattern=_NAME)
    description_text: str | None = Field(None, max_length=2_000)
    brand_id: Id | None = Field(None, description="The brand that is meant where none is named")


class NewChannelMember(Body):
    """Who is to be in it."""

    user_id: Id


class Read(Body):
    """How far one has read."""

    seq: int = Field(ge=0, le=2**53 - 1)
    is_unread: bool = Field(False, description="What comes after the number counts as unread again")


class Channels:
    """The handlers."""

    def __init__(self, parts: Parts) -> None:
        """Use those parts."""
        self._gate = parts.gate

    async def listed(self, call: Request) -> dict[str, Any]:
        """The channels one may read."""
        async with self._gate.reading(call.actor, uuid_in(call, "workspace_id")) as unit:
            found = await channels.listed(unit, limit=call.query.limit, after=uuid_cursor(call.query))
        return listing(found, page=call.query)

    async def create(self, call: Request) -> ChannelView:
        """A new channel; a direct one that is there already."""
        body: NewChannel = call.body
        async with self._gate.unit(call.actor, uuid_in(call, "workspace_id")) as unit:
            return await channels.create(
                unit,
                name=body.name,
                channel_type=body.type,
                description_text=body.description_text,
                member_ids=body.member_user_ids_array,
                configuration_id=body.bound_agent_configuration_id,
            )

    async def get(self, call: Request) -> ChannelView:
        """One channel."""
        async with self._gate.reading(call.actor, await home_in(call, "channel")) as unit:
            return await channels.get(unit, uuid_in(call, "channel_id"))

    async def update(self, call: Request) -> ChannelView:
        """Change name, description or brand."""
        changes = changes_in(call)
        async with self._gate.unit(call.actor, await home_in(call, "channel")) as unit:
            return await channels.update(unit, uuid_in(call, "channel_id"), changes)

    async def read(self, call: Request) -> ChannelView:
        """Remember how far one has read."""
        body: Read = call.body
        channel_id = uuid_in(call, "channel_id")
        async with self._gate.unit(call.actor, await home_in(call, "channel")) as unit:
            await read_marks.mark(unit, channel_id, body.seq, is_unread=body.is_unread)
            return await channels.get(unit, channel_id)

    async def members(self, call: Request) -> dict[str, Any]:
        """Who is in it."""
        async with self._gate.reading(call.actor, await home_in(call, "channel")) as unit:
            found = await channel_members.listed(
                unit, uuid_in(call, "channel_id"), limit=call.query.limit, after=uuid_cursor(call.query)
            )
        return listing(found, page=call.query, field="user_id")

    async def add(self, call: Request) -> MemberView:
        """Join, or put somebody in."""
        async with self._gate.unit(call.actor, await home_in(call, "channel")) as unit:
            return await channel_members.add(unit, uuid_in(call, "channel_id"), call.body.user_id)

    async def remove(self, call: Request) -> None:
        """Leave, or take somebody out."""
        async with self._gate.unit(call.actor, await home_in(call, "channel")) as unit:
            await channel_members.remove(unit, uuid_in(call, "channel_id"), uuid_in(call, "user_id"))


def routes(parts: Parts) -> Iterable[Route]:
    """The operations."""
    do, channel = Channels(parts), ChannelView
    root, one = "/api/v1/workspaces/{workspace_id}/channels", "/api/v1/channels/{channel_id}"
    yield Route(method="GET", path=root, permission="channels.read", handler=do.listed,
                summary="The channels one may read", answer=channel, query=Page, is_list=True)  # fmt: skip
    yield Route(method="POST", path=root, permission="channels.create", handler=do.create,
                body=NewChannel, summary="Make a channel", status=201, answer=channel)  # fmt: skip
    yield Route(method="GET", path=one, permission="channels.read", handler=do.get,
                summary="One channel", answer=channel)  # fmt: skip
    # Who may not do these learns nothing of a channel they may not read: the services look in that order.
    yield Route(method="PATCH", path=one, permission="channels.read", handler=do.update,
                body=ChannelChange, summary="Change a channel", answer=channel)  # fmt: skip
    yield Route(method="POST", path=f"{one}/read", permission="messages.read", handler=do.read, body=Read,
                summary="Remember how far one has read", answer=channel)  # fmt: skip
    yield Route(method="GET", path=f"{one}/members", permission="channels.read", handler=do.members,
                query=Page, summary="Who is in it", answer=MemberView, is_list=True)  # fmt: skip
    yield Route(method="POST", path=f"{one}/members", permission="channels.read", handler=do.add, status=201,
                body=NewChannelMember, summary="Join, or put somebody in", answer=MemberView)  # fmt: skip
    yield Route(method="DELETE", path=f"{one}/members/{{user_id}}", permission="channels.read",
                handler=do.remove, summary="Leave, or take somebody out", status=204)  # fmt: skip
