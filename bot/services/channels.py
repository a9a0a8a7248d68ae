"""Channels: who may read them, how far each has come, how far each member has read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from bot.contracts.unit import Role, Unit
from bot.services import access
from config.clock import new_id
from config.errors import Conflict, NotFound
from storage.models.chat import Channel, ChannelMember, Message, MessageEdit

# Every member of the workspace reads these; the others are read by those who are in them.
_OPEN_TYPES = ("public", "agent_dedicated")


class ChannelView(BaseModel):
    """A channel as one of those who may read it sees it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    name: str
    type: str
    description_text: str | None
    bound_agent_configuration_id: UUID | None
    member_user_ids_array: Sequence[UUID] = ()
    last_seq: int
    last_read_seq: int = 0
    message_count: int
    unread_count: int = 0
    is_member: bool = False
    created_at: datetime
    updated_at: datetime

    def is_open_to(self, role: Role | None) -> bool:
        """Whether a member of that role reads it without being in it."""
        return role is not Role.GUEST and self.type in _OPEN_TYPES


async def listed(unit: Unit) -> Sequence[ChannelView]:
    """The channels the actor may read, by name."""
    access.require(unit, "channels.read")
    rows = await Channel.of(unit.scope).order_by("name")
    members = await ChannelMember.of(unit.scope).order_by("id")
    inside: dict[UUID, list[ChannelMember]] = {}
    for one in members:
        inside.setdefault(one.channel_id, []).append(one)
    found = [(row, inside.get(row.id, [])) for row in rows]
    return [_view(unit, row, people) for row, people in found if _may_read(unit, row.type, people)]


async def get(unit: Unit, channel_id: UUID) -> ChannelView:
    """One channel.

    Raises:
        NotFound: unknown, or private and the actor is not in it: no difference.
    """
    access.require(unit, "channels.read")
    row = await Channel.of(unit.scope).get_or_none(id=channel_id)
    members = await ChannelMember.of(unit.scope).filter(channel_id=channel_id).order_by("id")
    if row is None or not _may_read(unit, row.type, members):
        raise NotFound("This channel does not exist.")
    return _view(unit, row, members)


async def create(
    unit: Unit, *, name: str, channel_type: str = "public", description_text: str | None = None
) -> ChannelView:
    """A new channel, with its maker in it.

    Raises:
        Conflict: code ``name_taken``.
    """
    access.require(unit, "channels.create")
    if await Channel.of(unit.scope).filter(name=name).exists():
        raise _taken(name)
    try:
        row = await Channel.create(
            id=new_id(),
            workspace_id=unit.scope,
            name=name,
            type=channel_type,
            description_text=description_text,
        )
    except IntegrityError as taken:
        raise _taken(name) from taken
    member = await ChannelMember.create(
        id=new_id(), workspace_id=unit.scope, channel_id=row.id, user_id=unit.actor.id
    )
    return _view(unit, row, [member])


async def update(unit: Unit, channel_id: UUID, changes: dict[str, Any]) -> ChannelView:
    """Change name or description.

    Raises:
        Conflict: code ``name_taken``.
    """
    await get(unit, channel_id)
    access.require(unit, "channels.manage")
    name = changes.get("name")
    if name is not None and await Channel.of(unit.scope).filter(name=name).exclude(id=channel_id).exists():
        raise _taken(name)
    try:
        await Channel.of(unit.scope).filter(id=channel_id).update(**changes, updated_at=unit.now)
    except IntegrityError as taken:
        raise _taken(str(name)) from taken
    return await get(unit, channel_id)


async def mark_read(unit: Unit, channel_id: UUID, seq: int) -> ChannelView:
    """Remember how far the actor has read; never back, never beyond what there is."""
    found = await get(unit, channel_id)
    read = min(seq, found.last_seq)
    mine = ChannelMember.of(unit.scope).filter(channel_id=channel_id, user_id=unit.actor.id)
    row = await mine.first()
    if row is None:
        row = await ChannelMember.create(
            id=new_id(), workspace_id=unit.scope, channel_id=channel_id, user_id=unit.actor.id
        )
    if row.last_read_seq < read:
        count = await _read_count(unit, channel_id, read)
        await mine.filter(last_read_seq__lt=read).update(
            last_read_seq=read, read_count=count, updated_at=unit.now
        )
    return await get(unit, channel_id)


async def _read_count(unit: Unit, channel_id: UUID, seq: int) -> int:
    """How many of the channel's messages are no longer unread for whoever has read up to ``seq``."""
    upto = Message.of(unit.scope).filter(channel_id=channel_id, seq__lte=seq).order_by("-seq")
    behind = await upto.first()
    taken_back = MessageEdit.of(unit.scope).filter(
        channel_id=channel_id, kind="message_deleted", message_seq__gt=seq
    )
    return (behind.ordinal if behind else 0) + await taken_back.count()


async def last_seqs(workspace_id: UUID, channel_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How far each of the channels has come, in one query."""
    found = await Channel.of(workspace_id).filter(id__in=list(channel_ids)).values_list("id", "last_seq")
    return dict(found)


async def readable_among(unit: Unit, channel_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the channels that the actor may read now."""
    wanted = list(channel_ids)
    types = dict(await Channel.of(unit.scope).filter(id__in=wanted).values_list("id", "type"))
    mine = set(
        await ChannelMember.of(unit.scope)
        .filter(channel_id__in=wanted, user_id=unit.actor.id)
        .values_list("channel_id", flat=True)
    )
    is_guest = unit.actor.role is Role.GUEST
    return {one for one, kind in types.items() if one in mine or (kind in _OPEN_TYPES and not is_guest)}


async def readable(unit: Unit) -> list[UUID]:
    """The channels that the actor may read now."""
    mine = ChannelMember.of(unit.scope).filter(user_id=unit.actor.id)
    inside = [row.channel_id for row in await mine.only("id", "channel_id")]
    kinds = () if unit.actor.role is Role.GUEST else _OPEN_TYPES
    rows = await Channel.of(unit.scope).filter(Q(type__in=kinds) | Q(id__in=inside)).only("id")
    return [row.id for row in rows]


async def positions(workspace_id: UUID, channel_id: UUID) -> dict[UUID, int]:
    """How far each member of the channel has read."""
    members = ChannelMember.of(workspace_id).filter(channel_id=channel_id)
    return dict(await members.values_list("user_id", "last_read_seq"))


def _taken(name: str) -> Conflict:
    return Conflict(f"There is a channel #{name} already.", code="name_taken")


def _may_read(unit: Unit, channel_type: str, members: Sequence[ChannelMember]) -> bool:
    if unit.actor.role is not Role.GUEST and channel_type in _OPEN_TYPES:
        return True
    return any(one.user_id == unit.actor.id for one in members)


def _view(unit: Unit, row: Channel, members: Sequence[ChannelMember]) -> ChannelView:
    mine = next((one for one in members if one.user_id == unit.actor.id), None)
    told = {
        "member_user_ids_array": [one.user_id for one in members],
        "last_read_seq": mine.last_read_seq if mine else 0,
        "unread_count": row.message_count - (mine.read_count if mine else 0),
        "is_member": mine is not None,
    }
    return ChannelView.model_validate(row).model_copy(update=told)
