"""Channels: who may read them, what they are called, how far each has come."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import chain, count
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from bot.contracts.unit import ActorType, Role, Unit
from bot.services import access, audit, authors, brands, rosters
from config.clock import new_id
from config.errors import Conflict, InvalidInput, NotAllowed, NotFound
from storage.db import hold
from storage.models.agents import AgentConfiguration
from storage.models.chat import Channel, ChannelMember
from storage.models.notifications import NotificationPreference
from storage.models.users import User
from storage.models.workspaces import Membership

# Every member of the workspace reads these; the others are read by those who are in them.
OPEN_TYPES = ("public", "agent_dedicated")
_UNKNOWN = "This channel does not exist."


class ChannelView(BaseModel):
    """A channel as one of those who may read it sees it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    name: str
    type: str
    description_text: str | None
    bound_agent_configuration_id: UUID | None = None
    brand_id: UUID | None = None
    member_user_ids_array: Sequence[UUID] = Field((), description="At most 50; all: …/members")
    member_count: int = 0
    dm_user_id: UUID | None = None
    is_member: bool = False
    is_muted: bool = False
    last_seq: int
    last_read_seq: int = 0
    message_count: int
    unread_count: int = 0
    created_at: datetime
    updated_at: datetime


async def listed(unit: Unit, *, limit: int, after: UUID | None = None) -> Sequence[ChannelView]:
    """The channels the actor may read, by name; direct ones last, by the other's. ``after`` is the id of the
    last one seen.

    Raises:
        InvalidInput: there is none with that id.
    """
    access.require(unit, "channels.read")
    known = await readable(unit).only("id", "name", "type")
    called = await _called(unit, known)
    known.sort(key=lambda row: (row.type == "dm", called[row.id].lower(), row.id))
    ids = [row.id for row in known]
    if after is not None and after not in called:
        raise InvalidInput("cursor: this is not a next_cursor of ours, or no longer one.")
    start = 0 if after is None else ids.index(after) + 1
    wanted = ids[start : start + limit]
    rows = {row.id: row for row in await Channel.of(unit.scope).filter(id__in=wanted)}
    known_in, muted = await rosters.of_channels(unit, wanted), await _muted(unit)
    return [_view(unit, rows[one], known_in[one], called[one], muted) for one in wanted if one in rows]


async def get(unit: Unit, channel_id: UUID) -> ChannelView:
    """One channel.

    Raises:
        NotFound: unknown, or private and the actor is not in it: no difference.
    """
    row = await entered(unit, channel_id)
    roster = (await rosters.of_channels(unit, [channel_id]))[channel_id]
    called = await _called(unit, [row])
    return _view(unit, row, roster, called[row.id], await _muted(unit, scope=channel_id))


async def entered(unit: Unit, channel_id: UUID, *, unknown: str = _UNKNOWN) -> Channel:
    """The channel's row, for other services, where the actor may read it. ``unknown`` is what is said of
    something in it, so that what cannot be read and what is not there are told alike.

    Raises:
        NotFound: as in ``get``.
    """
    access.require(unit, "channels.read")
    row = await Channel.of(unit.scope).get_or_none(id=channel_id)
    place = await ChannelMember.of(unit.scope).get_or_none(channel_id=channel_id, user_id=unit.actor.id)
    if row is None or not _may_read(unit, row.type, place is not None and place.is_inside):
        raise NotFound(unknown)
    return row


async def held(unit: Unit, channel_id: UUID) -> Channel:
    """The same, kept from others until the unit is stored: what changes a channel takes turns there, and
    holds the channel before anything else of it.

    Raises:
        NotFound: as in ``get``.
    """
    await entered(unit, channel_id)
    row = await Channel.of(unit.scope).select_for_update().get_or_none(id=channel_id)
    if row is None:
        raise NotFound(_UNKNOWN)
    return row


async def create(
    unit: Unit,
    *,
    name: str | None = None,
    channel_type: str = "public",
    description_text: str | None = None,
    member_ids: Sequence[UUID] = (),
    configuration_id: UUID | None = None,
) -> ChannelView:
    """A new channel with its maker and ``member_ids`` in it. A direct one has one other member, and is there
    once: asked for again it is the one that is there. ``configuration_id`` owns an agent_dedicated one, which
    is called after it where no name is given.

    Raises:
        InvalidInput: something is missing, or is for channels of another type.
        NotFound: a member or the configuration is not of this workspace.
        Conflict: code ``name_taken``, or ``in_use`` where the agent has a channel already.
    """
    access.require(unit, "channels.create")
    await _known(unit, member_ids)
    if (configuration_id is not None) is not (channel_type == "agent_dedicated"):
        raise InvalidInput(
            "bound_agent_configuration_id: an agent_dedicated channel has one, others have none."
        )
    if channel_type == "dm":
        return await _direct(unit, member_ids, [name, description_text])
    if configuration_id is not None:
        name = await _agents_name(unit, configuration_id, name)
    if name is None:
        raise InvalidInput("name: this is missing.")
    row = Channel(id=new_id(), workspace_id=unit.scope, name=name, type=channel_type)
    row.update_from_dict(
        {"description_text": description_text, "bound_agent_configuration_id": configuration_id}
    )
    await _save(unit, row)
    await _fill(unit, row, member_ids)
    return await get(unit, row.id)


async def private_for(unit: Unit, user_id: UUID, name: str) -> Channel:
    """A new private channel of one person alone, held; where the name is taken, under the next that is
    free.
    """
    wanted = re.sub(r"[^\w]+", "-", name.lower()).strip("-")[:70] or "private"
    alike = await Channel.of(unit.scope).filter(name__startswith=wanted).only("id", "name")
    names_taken = {row.name for row in alike}
    candidates = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    free = next(one for one in candidates if one not in names_taken)
    row = Channel(id=new_id(), workspace_id=unit.scope, name=free, type="private")
    await _save(unit, row)
    await _fill(unit, row, [user_id])
    return row


async def _save(unit: Unit, row: Channel) -> None:
    if await Channel.of(unit.scope).filter(name=row.name).exists():
        raise taken(row.name)
    try:
        await row.save(force_create=True)
    except IntegrityError as late:
        raise taken(row.name) from late


async def _direct(unit: Unit, member_ids: Sequence[UUID], unwanted: Sequence[str | None]) -> ChannelView:
    if any(one is not None for one in unwanted):
        raise InvalidInput("A direct conversation has no name or description of its own.")
    if len(set(member_ids)) != 1 or unit.actor.id is None or unit.actor.id in member_ids:
        raise InvalidInput("member_user_ids_array: a direct conversation is with exactly one other person.")
    named = dm_name(unit.actor.id, member_ids[0])
    made = Channel(id=new_id(), workspace_id=unit.scope, name=named, type="dm")
    # Of two who begin at once the second waits here, and finds the first one's.
    await Channel.bulk_create([made], ignore_conflicts=True)
    row = await Channel.of(unit.scope).get(name=named)
    if row.id == made.id:
        await _fill(unit, row, member_ids)
    return await get(unit, row.id)


async def _agents_name(unit: Unit, configuration_id: UUID, name: str | None) -> str:
    await hold(f"channel:{configuration_id}")
    found = AgentConfiguration.of(unit.scope).exclude(status="archived")
    configuration = await found.get_or_none(id=configuration_id)
    if configuration is None:
        raise NotFound("This agent does not exist.")
    other = await Channel.of(unit.scope).get_or_none(bound_agent_configuration_id=configuration_id)
    if other is not None:
        raise Conflict(f"This agent has a channel already: #{other.name}.", code="in_use")
    return name or re.sub("[^a-z0-9]+", "-", configuration.name.lower()).strip("-")[:80] or "agent"


async def _known(unit: Unit, user_ids: Sequence[UUID]) -> None:
    if user_ids and set(user_ids) != (await access.roles_of(unit.scope, user_ids)).keys():
        raise NotFound("This person is not in the workspace.")


async def _fill(unit: Unit, row: Channel, member_ids: Sequence[UUID]) -> None:
    makers = [] if unit.actor.id is None else [unit.actor.id]
    people = dict.fromkeys([*makers, *member_ids])
    await ChannelMember.bulk_create([place_at_end(row, one) for one in people])
    await announce(unit, row)
    if row.type == "private":
        told = {"member_user_ids": sorted(str(one) for one in member_ids)}
        await audit.append(unit, "channel.created", ("channel", row.id), told)


async def update(unit: Unit, channel_id: UUID, changes: dict[str, Any]) -> ChannelView:
    """Change name, description or brand.

    Raises:
        InvalidInput: the brand is not of this workspace.
        NotAllowed: not an owner or admin, or a direct channel, which is named by the people in it.
        Conflict: code ``name_taken``.
    """
    row = await entered(unit, channel_id)
    access.require(unit, "channels.manage")
    if row.type == "dm":
        raise NotAllowed("A direct conversation has no name of its own.")
    if (brand_id := changes.get("brand_id")) is not None:
        await brands.known(unit, brand_id)
    name = changes.get("name")
    if name is not None and await Channel.of(unit.scope).filter(name=name).exclude(id=channel_id).exists():
        raise taken(name)
    try:
        await Channel.of(unit.scope).filter(id=channel_id).update(**changes, updated_at=unit.now)
    except IntegrityError as late:
        raise taken(str(name)) from late
    await announce(unit, row)
    return await get(unit, channel_id)


async def announce(unit: Unit, row: Channel, *more: UUID) -> None:
    """Tell those whom it concerns that the channel was made, renamed, joined or left: everybody of the
    workspace for an open one, else those who are in it. ``more``: who was in it until now.
    """
    told = {"action": "channel_changed", "payload": {"channel_id": str(row.id)}}
    inside, concerned = ChannelMember.of(unit.scope).filter(channel_id=row.id, is_inside=True), set(more)
    if row.type in OPEN_TYPES:
        unit.announce(told)
        # What is told to all is not told to guests.
        guests = await Membership.of(unit.scope).filter(role=Role.GUEST.value).only("id", "user_id")
        ids = [one.user_id for one in guests]
        inside, concerned = inside.filter(user_id__in=ids), concerned.intersection(ids)
    people = concerned.union([place.user_id for place in await inside.only("id", "user_id")])
    if people:
        unit.announce(told | {"to": sorted(str(one) for one in people)})


async def last_seqs(workspace_id: UUID, channel_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How far each of the channels has come, in one query."""
    found = await Channel.of(workspace_id).filter(id__in=list(channel_ids)).values_list("id", "last_seq")
    return dict(found)


async def readable_rows(unit: Unit, channel_ids: Sequence[UUID]) -> Sequence[Channel]:
    """The rows of those of the channels that the actor may read now, for other services."""
    access.require(unit, "channels.read")
    if unit.actor.type is ActorType.SYSTEM:
        return await Channel.of(unit.scope).filter(id__in=list(channel_ids))
    return await readable(unit).filter(id__in=list(channel_ids))


async def readable_among(unit: Unit, channel_ids: Sequence[UUID]) -> set[UUID]:
    """Those of the channels that the actor may read now."""
    wanted = list(channel_ids)
    types = dict(await Channel.of(unit.scope).filter(id__in=wanted).values_list("id", "type"))
    mine = set(await _inside(unit).filter(channel_id__in=wanted).values_list("channel_id", flat=True))
    return {one for one, kind in types.items() if _may_read(unit, kind, one in mine)}


def is_open(row: Channel, role: Role | None) -> bool:
    """Whether a member of that role reads it without being in it."""
    return role is not Role.GUEST and row.type in OPEN_TYPES


def readable(unit: Unit) -> QuerySet[Channel]:
    """The channels that the actor may read now, for other services, as a query that others may hold."""
    kinds = () if unit.actor.role is Role.GUEST else OPEN_TYPES
    mine = Q(id__in=Subquery(_inside(unit).values("channel_id")))
    return Channel.of(unit.scope).filter(Q(type__in=kinds) | mine)


async def names(unit: Unit, channel_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What these channels are called, a direct one by the other's name. The caller answers for the actor's
    right to them.
    """
    rows = Channel.of(unit.scope).filter(id__in=list(channel_ids))
    return await _called(unit, await rows.only("id", "name", "type"))


async def enter_all(unit: Unit, user_id: UUID) -> None:
    """Put somebody who has just become a member of the workspace into its open channels, all read up to now.

    Guests are put into none. Who has a place already keeps it.
    """
    if (await access.roles_of(unit.scope, [user_id])).get(user_id, Role.GUEST) is Role.GUEST:
        return
    # The channels are not held, though more may be said meanwhile: that is unread then. What is taken back
    # was read, or is more than they have.
    rows = Channel.of(unit.scope).filter(type__in=OPEN_TYPES).order_by("id")
    places = [place_at_end(row, user_id) for row in await rows]
    await ChannelMember.bulk_create(places, ignore_conflicts=True)


async def leave_all(unit: Unit, user_id: UUID, *, types: Sequence[str] = (*OPEN_TYPES, "private")) -> None:
    """Take somebody who leaves the workspace out of its channels; direct ones wait for them to come back."""
    those = Channel.of(unit.scope).filter(type__in=list(types)).values("id")
    await ChannelMember.of(unit.scope).filter(user_id=user_id, channel_id__in=Subquery(those)).delete()


def place_at_end(row: Channel, user_id: UUID) -> ChannelMember:
    """A place in the channel for somebody to whom all that it has is read."""
    return ChannelMember(
        workspace_id=row.workspace_id,
        channel_id=row.id,
        user_id=user_id,
        last_read_seq=row.last_seq,
        read_count=row.message_count,
    )


def dm_name(one: UUID, other: UUID) -> str:
    """The name of the direct channel between two people; the same whoever asks."""
    first, second = sorted((str(one), str(other)))
    return f"dm:{first}:{second}"


def dm_other(unit: Unit, row: Channel) -> UUID | None:
    """The other one of a direct channel, as the actor sees it."""
    if row.type != "dm":
        return None
    ids = [UUID(text) for text in row.name.split(":")[1:]]
    return next((one for one in ids if one != unit.actor.id), None)


def taken(name: str) -> Conflict:
    """The refusal of a name that another channel has."""
    return Conflict(f"There is a channel #{name} already.", code="name_taken")


def _inside(unit: Unit) -> Any:
    return ChannelMember.of(unit.scope).filter(user_id=unit.actor.id, is_inside=True)


def _may_read(unit: Unit, channel_type: str, is_inside: bool) -> bool:
    if unit.actor.type is ActorType.SYSTEM:
        return True
    return is_inside or (unit.actor.role is not Role.GUEST and channel_type in OPEN_TYPES)


async def _called(unit: Unit, rows: Sequence[Channel]) -> dict[UUID, str]:
    others = {row.id: dm_other(unit, row) for row in rows if row.type == "dm"}
    people = User.filter(id__in=list(others.values()))
    known = dict(await people.values_list("id", "name")) if others else {}
    return {row.id: known.get(others[row.id], authors.GONE) if row.id in others else row.name for row in rows}


async def _muted(unit: Unit, **narrower: UUID) -> set[UUID]:
    """The channels that the actor muted."""
    kept = NotificationPreference.of(unit.scope).filter(user_id=unit.actor.id, is_muted=True, **narrower)
    return {row.scope for row in await kept.only("id", "scope")}


def _view(
    unit: Unit, row: Channel, roster: rosters.Roster, name: str, muted: Collection[UUID]
) -> ChannelView:
    mine = roster.mine
    told = {
        "name": name,
        "member_user_ids_array": roster.named,
        "member_count": roster.count,
        "dm_user_id": dm_other(unit, row),
        "is_member": mine is not None and mine.is_inside,
        "is_muted": row.id in muted,
        "last_read_seq": mine.last_read_seq if mine else 0,
        "message_count": row.message_count - row.deleted_count,
        # Who has read nothing still has no deleted message to read.
        "unread_count": row.message_count - (mine.read_count if mine else row.deleted_count),
    }
    return ChannelView.model_validate(row).model_copy(update=told)
