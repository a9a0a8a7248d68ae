"""Channels, members, messages. ``storing`` is how every message comes to be: one number in its channel, once."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from tortoise.exceptions import IntegrityError
from tortoise.expressions import F

from bot.contracts.unit import Role, Unit
from bot.services import access
from config.clock import new_id
from config.errors import Conflict, NotAllowed, NotFound
from storage.bulk import Call, Found, Steps, decoded, insert, statement
from storage.models.agents import AgentConfiguration
from storage.models.chat import Channel, ChannelMember, Message
from storage.models.users import User

_COLUMNS = (
    "id workspace_id channel_id seq sender_id sender_type content_type content_json thread_id reply_count"
    " client_message_id run_id part correlation_id created_at updated_at edited_at deleted_at"
)
_NEXT_SEQ = statement(
    "UPDATE channels SET last_seq = last_seq + 1 WHERE workspace_id = ? AND id = ? RETURNING last_seq"
)
_INSERT = insert(Message, _COLUMNS)
_BY_CLIENT_ID = statement(
    f"SELECT {', '.join(_COLUMNS.split())} FROM messages"  # noqa: S608 - our own column names
    " WHERE workspace_id = ? AND channel_id = ? AND sender_id = ? AND client_message_id = ?"
)
_BY_PART = statement(
    f"SELECT {', '.join(_COLUMNS.split())} FROM messages WHERE workspace_id = ? AND run_id = ? AND part = ?"  # noqa: S608
)

_COUNT_REPLY = statement("UPDATE messages SET reply_count = reply_count + 1 WHERE workspace_id = ? AND id = ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message about to be stored. ``client_message_id``, or ``run_id`` and ``part``, make a repeat the same one."""

    workspace_id: UUID
    channel_id: UUID
    sender_id: UUID
    sender_type: str
    content_type: str
    content_json: dict[str, Any]
    correlation_id: UUID
    at: datetime
    thread_id: UUID | None = None
    client_message_id: str | None = None
    run_id: UUID | None = None
    part: int | None = None


def storing(new: NewMessage) -> Generator[Call, Found, tuple[dict[str, Any], bool] | None]:
    """Steps that give the message the next number of its channel and store it.

    Returns the stored row and whether it is new: a repeat gives the first one. None where the channel is gone.
    """
    if new.client_message_id is not None:
        key = (new.workspace_id, new.channel_id, new.sender_id, new.client_message_id)
        if found := (yield Call(_BY_CLIENT_ID, key)):
            return decoded(Message, _COLUMNS, found[0]), False
    if new.run_id is not None and (found := (yield Call(_BY_PART, (new.workspace_id, new.run_id, new.part)))):
        return decoded(Message, _COLUMNS, found[0]), False
    numbered = yield Call(_NEXT_SEQ, (new.workspace_id, new.channel_id))
    if not numbered:
        return None
    row = {
        "id": new_id(),
        "workspace_id": new.workspace_id,
        "channel_id": new.channel_id,
        "seq": numbered[0][0],
        "sender_id": new.sender_id,
        "sender_type": new.sender_type,
        "content_type": new.content_type,
        "content_json": new.content_json,
        "thread_id": new.thread_id,
        "reply_count": 0,
        "client_message_id": new.client_message_id,
        "run_id": new.run_id,
        "part": new.part,
        "correlation_id": new.correlation_id,
        "created_at": new.at,
        "updated_at": new.at,
        "edited_at": None,
        "deleted_at": None,
    }
    yield Call(_INSERT, tuple(row.values()))
    return row, True


class ChannelView(BaseModel):
    """A channel as one of those who may read it sees it."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    workspace_id: UUID
    name: str
    type: str
    description_text: str | None
    member_user_ids_array: Sequence[UUID] = ()
    last_seq: int
    last_read_seq: int = 0
    created_at: datetime
    updated_at: datetime


class MessageView(BaseModel):
    """A message in the concept's fields; the same over REST and the socket."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    id: UUID
    channel_id: UUID
    seq: int
    sender_id: UUID
    sender_type: str
    sender_name: str
    content_type: str
    content_json: dict[str, Any]
    thread_id: UUID | None
    reply_count: int
    reactions_json_array: Sequence[dict[str, Any]] = ()
    read_by_user_ids_array: Sequence[UUID] = ()
    client_message_id: str | None
    created_at: datetime
    updated_at: datetime | None
    deleted_at: datetime | None


def view(row: dict[str, Any], sender_name: str) -> MessageView:
    """The message of a stored row."""
    return MessageView(**{**row, "sender_name": sender_name, "updated_at": row["edited_at"]})


def announcement(row: dict[str, Any], sender_name: str) -> dict[str, Any]:
    """What open clients are told of a new message."""
    return {"action": "new_message", "payload": view(row, sender_name).model_dump(mode="json")}


async def channels(unit: Unit) -> Sequence[ChannelView]:
    """The channels the actor may read, by name."""
    access.require(unit, "channels.read")
    rows = await Channel.of(unit.scope).order_by("name")
    members = await ChannelMember.of(unit.scope)
    return [_channel_view(unit, row, members) for row in rows if _may_read(unit, row, members)]


async def channel(unit: Unit, channel_id: UUID) -> ChannelView:
    """One channel.

    Raises:
        NotFound: unknown, or private and the actor is not in it: no difference.
    """
    access.require(unit, "channels.read")
    row = await Channel.of(unit.scope).get_or_none(id=channel_id)
    members = await ChannelMember.of(unit.scope).filter(channel_id=channel_id)
    if row is None or not _may_read(unit, row, members):
        raise NotFound("This channel does not exist.")
    return _channel_view(unit, row, members)


async def create_channel(
    unit: Unit, *, name: str, channel_type: str = "public", description_text: str | None = None
) -> ChannelView:
    """A new channel, with its maker in it.

    Raises:
        Conflict: code ``name_taken``.
    """
    access.require(unit, "channels.create")
    try:
        row = await Channel.create(
            id=new_id(), workspace_id=unit.scope, name=name, type=channel_type, description_text=description_text
        )
    except IntegrityError as taken:
        raise Conflict(f"There is a channel #{name} already.", code="name_taken") from taken
    member = await ChannelMember.create(workspace_id=unit.scope, channel_id=row.id, user_id=unit.actor.id)
    return _channel_view(unit, row, [member])


async def update_channel(unit: Unit, channel_id: UUID, changes: dict[str, Any]) -> ChannelView:
    """Change name or description.

    Raises:
        Conflict: code ``name_taken``.
    """
    access.require(unit, "channels.manage")
    await channel(unit, channel_id)
    try:
        await Channel.of(unit.scope).filter(id=channel_id).update(**changes, updated_at=unit.now)
    except IntegrityError as taken:
        raise Conflict(f"There is a channel #{changes['name']} already.", code="name_taken") from taken
    return await channel(unit, channel_id)


async def messages(
    unit: Unit,
    channel_id: UUID,
    *,
    limit: int,
    before: int | None = None,
    after: int | None = None,
    thread: UUID | str | None = None,
) -> Sequence[MessageView]:
    """A channel's messages, newest first; those with ``before`` > seq > ``after``, nearest to the given end.

    ``thread``: the replies to that message; ``"none"``: without replies.
    """
    await channel(unit, channel_id)
    query = Message.of(unit.scope).filter(channel_id=channel_id, deleted_at=None)
    if thread == "none":
        query = query.filter(thread_id=None)
    elif thread is not None:
        query = query.filter(thread_id=thread)
    if before is not None:
        query = query.filter(seq__lt=before)
    if after is not None:
        rows = await query.filter(seq__gt=after).order_by("seq").limit(limit)
        rows.reverse()
    else:
        rows = await query.order_by("-seq").limit(limit)
    names = await _sender_names(unit, rows)
    return [_stored_view(row, names) for row in rows]


async def last_seqs(workspace_id: UUID, channel_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How far each of the channels has come, in one query."""
    found = await Channel.of(workspace_id).filter(id__in=list(channel_ids)).values_list("id", "last_seq")
    return dict(found)


async def post(
    unit: Unit,
    channel_id: UUID,
    *,
    content_type: str,
    content_json: dict[str, Any],
    client_message_id: str | None = None,
    thread_id: UUID | None = None,
) -> Callable[[], MessageView]:
    """Put a person's message on the unit; what comes back gives it once the unit is stored.

    Raises:
        NotFound: no such channel or thread for the actor.
    """
    access.require(unit, "messages.post")
    await channel(unit, channel_id)
    if thread_id is not None:
        await _thread(unit, channel_id, thread_id)
    name = await User.get(id=unit.actor.id).values_list("name", flat=True)
    new = NewMessage(
        workspace_id=unit.scope,
        channel_id=channel_id,
        sender_id=_actor_id(unit),
        sender_type="user",
        content_type=content_type,
        content_json=content_json,
        correlation_id=unit.correlation_id,
        at=unit.now,
        thread_id=thread_id,
        client_message_id=client_message_id,
    )
    stored: list[MessageView] = []

    def script() -> Generator[Call, Found, None]:
        stored.clear()
        unit.announcements.clear()
        outcome = yield from storing(new)
        if outcome is None:
            raise NotFound("This channel does not exist.")
        row, is_new = outcome
        stored.append(view(row, str(name)))
        if is_new:
            unit.announce(str(unit.scope), announcement(row, str(name)))
            if thread_id is not None:
                yield Call(_COUNT_REPLY, (unit.scope, thread_id))

    unit.write(Steps(script))
    return lambda: stored[0]


async def edit(unit: Unit, message_id: UUID, text: str) -> MessageView:
    """Change the text of one's own message; a stored change of its channel.

    Raises:
        NotFound, NotAllowed.
    """
    row = await _own(unit, message_id)
    row.content_json = {"text_body": text}
    row.edited_at = unit.now
    await row.save()
    return await _changed(unit, row, "message_updated")


async def delete(unit: Unit, message_id: UUID) -> None:
    """Take back one's own message, or as an admin any readable one.

    Raises:
        NotFound, NotAllowed.
    """
    row = await _own(unit, message_id, permission="messages.moderate")
    row.deleted_at = unit.now
    row.content_json = {}
    await row.save()
    await _changed(unit, row, "message_deleted")


async def mark_read(unit: Unit, channel_id: UUID, seq: int) -> ChannelView:
    """Remember how far the actor has read; never back."""
    found = await channel(unit, channel_id)
    read = min(seq, found.last_seq)
    mine = await ChannelMember.of(unit.scope).get_or_none(channel_id=channel_id, user_id=unit.actor.id)
    if mine is None:
        await ChannelMember.create(
            workspace_id=unit.scope, channel_id=channel_id, user_id=unit.actor.id, last_read_seq=read
        )
    elif mine.last_read_seq < read:
        mine.last_read_seq = read
        await mine.save()
    return await channel(unit, channel_id)


async def _own(unit: Unit, message_id: UUID, *, permission: str | None = None) -> Message:
    row = await Message.of(unit.scope).get_or_none(id=message_id, deleted_at=None)
    if row is None:
        raise NotFound("This message does not exist.")
    await channel(unit, row.channel_id)
    is_mine = row.sender_type == "user" and row.sender_id == unit.actor.id
    if not is_mine and not (permission and access.may(unit, permission)):
        raise NotAllowed("Only its author can do this.")
    return row


async def _changed(unit: Unit, row: Message, action: str) -> MessageView:
    """Count the change in its channel and tell open clients."""
    await Channel.of(unit.scope).filter(id=row.channel_id).update(last_seq=F("last_seq") + 1)
    names = await _sender_names(unit, [row])
    told = _stored_view(row, names)
    last = (await last_seqs(unit.scope, [row.channel_id]))[row.channel_id]
    payload = told.model_dump(mode="json") | {"changed_seq": last}
    unit.announce(str(unit.scope), {"action": action, "payload": payload})
    return told


async def _thread(unit: Unit, channel_id: UUID, thread_id: UUID) -> None:
    parent = await Message.of(unit.scope).get_or_none(id=thread_id, channel_id=channel_id)
    if parent is None or parent.thread_id is not None:
        raise NotFound("This thread does not exist.")


async def _sender_names(unit: Unit, rows: Sequence[Message]) -> dict[UUID, str]:
    people = [row.sender_id for row in rows if row.sender_type == "user"]
    agents = [row.sender_id for row in rows if row.sender_type == "agent"]
    names: dict[UUID, str] = {}
    if people:
        names |= dict(await User.filter(id__in=people).values_list("id", "name"))
    if agents:
        names |= dict(await AgentConfiguration.of(unit.scope).filter(id__in=agents).values_list("id", "name"))
    return names


def _stored_view(row: Message, names: dict[UUID, str]) -> MessageView:
    values = {name: getattr(row, name) for name in _COLUMNS.split()}
    return view(values, names.get(row.sender_id, "IONFLUX" if row.sender_type == "system" else "Somebody who left"))


def _may_read(unit: Unit, row: Channel, members: Sequence[ChannelMember]) -> bool:
    if unit.actor.role is not Role.GUEST and row.type in ("public", "agent_dedicated"):
        return True
    return any(one.channel_id == row.id and one.user_id == unit.actor.id for one in members)


def _channel_view(unit: Unit, row: Channel, members: Sequence[ChannelMember]) -> ChannelView:
    inside = [one for one in members if one.channel_id == row.id]
    mine = next((one.last_read_seq for one in inside if one.user_id == unit.actor.id), 0)
    return ChannelView.model_validate(row).model_copy(
        update={"member_user_ids_array": [one.user_id for one in inside], "last_read_seq": mine}
    )


def _actor_id(unit: Unit) -> UUID:
    if unit.actor.id is None:
        raise NotAllowed("Only people write messages here.")
    return unit.actor.id
